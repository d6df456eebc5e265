import type { Expr, Match } from '../../python/syntax.ts';
import type { FlowContext } from './ways.ts';

/** What is matched: nothing, for no credential was sent; a credential as it was sent, of the right form; or anything. */
export type Matched = 'nothing' | 'sent' | 'anything';

/** What the subject of a `match` is to the request that is assumed. */
export function matchedIn({ mode, taint }: FlowContext, subject: Expr): Matched {
  if (taint.of(subject) === undefined) return 'anything';
  if (mode === 'anonymous') return 'nothing';
  return taint.isRaw(subject) ? 'sent' : 'anything';
}

/** The cases of a `match` that may run, and whether one of them surely does. */
export interface ReachedCases {
  readonly cases: Match['cases'];
  readonly exhaustive: boolean;
}

/** `truth`: what a guard (`case [kind, token] if token`) holds of such a subject. */
export function reachedCases(
  { cases }: Match,
  matched: Matched,
  truth: (guard: Expr) => boolean | undefined,
): ReachedCases {
  const reached: Match['cases'][number][] = [];
  for (const one of cases) {
    const meets = MEETS[matched](one.pattern);
    const holds = one.guard === undefined ? true : truth(one.guard);
    if (meets === false || holds === false) continue;
    reached.push(one);
    if (meets === true && holds === true) return { cases: reached, exhaustive: true };
  }
  return { cases: reached, exhaustive: false };
}

/** Whether a pattern takes such a subject: surely, surely not, or perhaps. */
const MEETS: Readonly<Record<Matched, (pattern: Expr) => boolean | undefined>> = {
  nothing: (pattern) => isEmpty(pattern) || isCatchAll(pattern),
  // Only a text that it is held against tells a good one from any other.
  sent: (pattern) => {
    if (isEmpty(pattern)) return false;
    return isCatchAll(pattern) || isForm(pattern) ? true : undefined;
  },
  anything: (pattern) => (isCatchAll(pattern) ? true : undefined),
};

/** `case None`, `case ""`, `case None | ""`. */
function isEmpty(pattern: Expr): boolean {
  if (pattern.kind === 'binary') return isEmpty(pattern.left) || isEmpty(pattern.right);
  if (pattern.kind === 'list' || pattern.kind === 'tuple') return pattern.items.length === 0;
  return pattern.kind === 'none' || (pattern.kind === 'string' && pattern.value === '');
}

/** `case _`, `case token`: a name takes whatever comes. */
function isCatchAll(pattern: Expr): boolean {
  return pattern.kind === 'name' || pattern.kind === 'unknown';
}

/** `case ["Bearer", token]`, `case Credentials(credentials=token)`. */
function isForm(pattern: Expr): boolean {
  return pattern.kind === 'list' || pattern.kind === 'tuple' || pattern.kind === 'call' || pattern.kind === 'dict';
}
