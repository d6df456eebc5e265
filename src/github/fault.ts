/** What went wrong with a request, in the words that decide what is done next. */
export type FaultKind =
  /** 401, 403 and, on private repositories, 404: the token may not. */
  | 'denied'
  /** The conversation of the pull request is locked. */
  | 'locked'
  | 'missing'
  /** 406 and its like: GitHub has it and will not give it in this form. */
  | 'unsupported'
  /** 422: the request is understood and refused. */
  | 'rejected'
  /** 403 or 429 because of too many requests, and the time budget does not reach. */
  | 'rate-limited'
  /** 5xx, timeouts, cut connections, answers of the wrong shape: whether a write was stored is not known. */
  | 'unavailable';

export interface FaultDetails {
  readonly kind: FaultKind;
  readonly status: number;
  /** Permissions that would have sufficed, as GitHub names them. */
  readonly accepted?: string;
  readonly messages?: readonly string[];
  /** Seconds to wait before another try, where GitHub says so. */
  readonly retryAfter?: number;
}

/** A request that GitHub, or the way to it, did not serve. Never carries headers, bodies or tokens. */
export class GitHubFault extends Error {
  override readonly name = 'GitHubFault';
  readonly kind: FaultKind;
  readonly status: number;
  readonly accepted: string | undefined;
  /** Each single message of the answer, for comparison. */
  readonly messages: readonly string[];
  readonly retryAfter: number | undefined;

  constructor(message: string, details: FaultDetails, options?: ErrorOptions) {
    super(message, options);
    this.kind = details.kind;
    this.status = details.status;
    this.accepted = details.accepted;
    this.messages = details.messages ?? [message];
    this.retryAfter = details.retryAfter;
  }

  says(...parts: readonly string[]): boolean {
    const text = this.messages.join('\n').toLowerCase();
    return parts.some((part) => text.includes(part.toLowerCase()));
  }
}

/** The reason in one line, for outputs and summaries; names the permission that is missing. */
export function reasonOf(fault: unknown): string {
  if (!(fault instanceof GitHubFault)) return fault instanceof Error ? fault.message : String(fault);
  if (fault.kind === 'denied' && fault.accepted !== undefined) {
    return `${fault.message} The token would need: ${fault.accepted.replaceAll('=', ': ')}.`;
  }
  return fault.message;
}
