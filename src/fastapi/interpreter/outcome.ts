import type { Value } from '../value.ts';

/** How a body ended. `return` carries what was returned; `mixed` means that some ways returned and others went on. */
export interface Outcome {
  readonly flow: 'next' | 'return' | 'raise' | 'break' | 'continue';
  readonly returned: readonly { readonly value: Value; readonly condition?: string }[];
}

/** The body goes on. */
export const NEXT: Outcome = { flow: 'next', returned: [] };

/** What was returned, under the condition of the branch that returned it. */
export function withCondition(outcome: Outcome, condition: string | undefined): Outcome {
  if (condition === undefined || outcome.returned.length === 0) return outcome;
  return {
    flow: outcome.flow,
    returned: outcome.returned.map((one) => ({ value: one.value, condition: one.condition ?? condition })),
  };
}

/** Two ways through: the body goes on when one of them does. */
export function joinOutcomes(a: Outcome, b: Outcome): Outcome {
  const flow =
    a.flow === b.flow ? a.flow : a.flow === 'next' || b.flow === 'next' ? 'next' : a.flow === 'raise' ? b.flow : a.flow;
  return { flow, returned: [...a.returned, ...b.returned] };
}
