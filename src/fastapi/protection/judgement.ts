import type { AppObject, Guard } from '../model.ts';
import type { BareRoute } from '../bare-route.ts';
import type { Enforcement } from './body.ts';
import type { RequestFacts } from './request-conditions.ts';

/** What one part of a route's way does. */
export interface Judgement {
  /** A request without a credential goes no further. */
  readonly stopsAnonymous: boolean;
  /** What turns a made-up credential away. */
  readonly guards: readonly Guard[];
  readonly readsCredential: boolean;
  /** It takes a credential as if to check it: without a check that is an unkept promise. */
  readonly promises?: boolean;
  /** It lets this route by on purpose. */
  readonly exempts?: boolean;
  /** The part cannot be read, and could be a guard. */
  readonly unknown?: string;
  readonly returnsRaw?: boolean;
  /** What it returns hangs on what the caller sent, be it a header of any name. */
  readonly returnsSent?: boolean;
}

/** The request that a route's parts are judged for. */
export interface Situation {
  readonly apps: readonly AppObject[];
  readonly request: RequestFacts;
}

/** What is known of every request for a route. */
export function requestOf(row: BareRoute): RequestFacts {
  return {
    path: row.path.text,
    methods: row.methods.length === 0 ? ['GET'] : row.methods,
    kind: row.kind === 'websocket' ? 'websocket' : 'http',
    endpoint: row.handlerValue,
    routed: false,
  };
}

/** The same behind the routing. */
export function routedRequestOf(row: BareRoute): RequestFacts {
  return { ...requestOf(row), routed: true };
}

/** A part that decides nothing. */
export const NO_JUDGEMENT: Judgement = { stopsAnonymous: false, guards: [], readsCredential: false };

/** What a part does, from what its body enforces. */
export function toJudgement(found: Enforcement, guard: Guard): Judgement {
  return {
    stopsAnonymous: found.stopsAnonymous,
    guards: found.rejections.length > 0 ? [guard] : [],
    readsCredential: found.readsCredential,
    promises: found.readsSent || found.rejections.length > 0,
    exempts: found.exempts === true && found.rejections.length === 0,
    returnsRaw: found.returnsRaw,
    returnsSent: found.returns !== undefined,
    ...unknownIn(found, guard),
  };
}

function unknownIn(found: Enforcement, guard: Guard): Pick<Judgement, 'unknown'> {
  const rejects = found.rejections.length > 0;
  if (found.opaque && !rejects) return { unknown: `${guard.name} hands the credential to code that cannot be read` };
  return found.undecided === true && rejects
    ? { unknown: `whether ${guard.name} guards this path cannot be told` }
    : {};
}

/** Of several things that configuration chooses between, the one that guards: it is set so. */
export function protectiveJudgement(judged: readonly Judgement[]): Judgement {
  const guards = judged.filter((one) => one.guards.length > 0);
  return (
    guards.find((one) => one.stopsAnonymous) ??
    guards[0] ??
    judged.find((one) => one.unknown !== undefined) ??
    judged[0] ??
    NO_JUDGEMENT
  );
}

/** Both of two things that one part does. */
export function merge(a: Judgement, b: Judgement): Judgement {
  return {
    ...a,
    stopsAnonymous: a.stopsAnonymous || b.stopsAnonymous,
    readsCredential: a.readsCredential || b.readsCredential,
    promises: a.promises === true || b.promises === true,
  };
}

/** Every status that the rejections answer with. */
export function statusesIn(found: Enforcement): readonly number[] {
  return [...new Set(found.rejections.flatMap((one) => one.statuses))];
}

/** Everything that the rejections ask beyond the presence of a credential. */
export function demandsIn(found: Enforcement): readonly string[] {
  return [...new Set(found.rejections.flatMap((one) => one.demands))];
}
