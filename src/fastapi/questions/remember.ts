import type { Facts } from '../facts.ts';

/** Facts never change, so an answer that several rules need is worked out once. */
export function remembered<Answer>(answer: (facts: Facts) => Answer): (facts: Facts) => Answer {
  const known = new WeakMap<Facts, { readonly answer: Answer }>();
  return (facts) => {
    const found = known.get(facts);
    if (found !== undefined) return found.answer;
    const fresh = answer(facts);
    known.set(facts, { answer: fresh });
    return fresh;
  };
}
