/** Faults on order: what a network, a busy server or an unlucky moment does to a request. */
import type { Json } from './json.ts';

export type Fault =
  /** Any refusal: 406, 422 with a message, 500, 502, 503, 504. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly message?: string;
      readonly errors?: Json;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'secondary-limit'; readonly status: 403 | 429; readonly retryAfter?: number }
  /** The hourly budget is spent. `resetAfter` in seconds. */
  | { readonly kind: 'primary-limit'; readonly resetAfter?: number }
  /** Never answers. */
  | { readonly kind: 'timeout' }
  /** The connection is reset before a byte came back. */
  | { readonly kind: 'reset' }
  /** Headers and half of the promised body, then the connection ends. */
  | { readonly kind: 'cut-body' }
  /** Half of the JSON, passed off as the whole. */
  | { readonly kind: 'cut-json' }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** Changes the state and lets the request go on: the head moves, somebody replies, a pull request is locked. */
  | { readonly kind: 'run'; readonly run: () => void };

export interface FaultRule {
  readonly match: {
    readonly method?: string;
    /** Part of the path, or an expression that must match it. GHES prefixes are cut off. */
    readonly path?: string | RegExp;
    /** Part of a GraphQL request's text, such as `resolveReviewThread`. */
    readonly graphql?: string;
  };
  /** How often; without it, always. */
  readonly times?: number;
  /** Matching requests to let pass first. */
  readonly skip?: number;
  /** `after`: the server does (and stores) what was asked, and then the answer goes wrong. */
  readonly when?: 'before' | 'after';
  readonly fault: Fault;
}

export class FaultPlan {
  private readonly rules: { readonly rule: FaultRule; seen: number }[] = [];

  add(...rules: readonly FaultRule[]): void {
    this.rules.push(...rules.map((rule) => ({ rule, seen: 0 })));
  }

  clear(): void {
    this.rules.length = 0;
  }

  /** The first rule that wants this request. Looking counts. */
  next(method: string, path: string, body: string): FaultRule | undefined {
    for (const entry of this.rules) {
      if (!matches(entry.rule, method, path, body)) continue;
      const { skip = 0, times = Number.POSITIVE_INFINITY } = entry.rule;
      entry.seen += 1;
      if (entry.seen > skip && entry.seen <= skip + times) return entry.rule;
    }
    return undefined;
  }
}

function matches({ match }: FaultRule, method: string, path: string, body: string): boolean {
  if (match.method !== undefined && match.method !== method) return false;
  if (match.graphql !== undefined) return path === '/graphql' && body.includes(match.graphql);
  if (match.path === undefined) return true;
  return typeof match.path === 'string' ? path.includes(match.path) : match.path.test(path);
}
