import { groupBy } from '../../core/group.ts';
import type { CallSite } from '../../fastapi/facts.ts';
import { textOfValue } from '../../fastapi/values.ts';
import type { Snapshots } from './snapshots.ts';

/** A call of the base and the one that does the same at the head. */
export interface CallPair {
  readonly base: CallSite;
  readonly head: CallSite;
}

/**
 * Pairs calls of the same callee: in the same body and with the same first text (a cookie's name, a URL), then in the same
 * body in order, then, where there is one only, anywhere. Calls are asked for by a test, since receivers are often unknown.
 */
export function pairCalls(
  { base, head, renames }: Snapshots,
  isMeant: (callee: string) => boolean,
): readonly CallPair[] {
  const bases = new Set(base.codes.flatMap(({ calls }) => calls.filter(({ callee }) => isMeant(callee))));
  const heads = new Set(head.codes.flatMap(({ calls }) => calls.filter(({ callee }) => isMeant(callee))));
  const pairs: CallPair[] = [];
  for (const sign of SIGNS) {
    const baseGroups = groupBy(bases, (call) => sign.key(call, (name) => renames.text(name)));
    const headGroups = groupBy(heads, (call) => sign.key(call, (name) => name));
    for (const [key, group] of baseGroups) {
      const partners = headGroups.get(key) ?? [];
      if (group.length !== partners.length && sign.mustBeEven) continue;
      for (const [index, call] of group.entries()) {
        const partner = partners[index];
        if (partner === undefined) continue;
        pairs.push({ base: call, head: partner });
        bases.delete(call);
        heads.delete(partner);
      }
    }
  }
  return pairs;
}

interface Sign {
  readonly key: (call: CallSite, renamed: (name: string) => string) => string;
  readonly mustBeEven: boolean;
}

const SIGNS: readonly Sign[] = [
  { key: (call, as) => [as(call.code.name), as(call.callee), firstText(call)].join('\u0000'), mustBeEven: false },
  { key: (call, as) => [as(call.code.name), as(call.callee)].join('\u0000'), mustBeEven: true },
  { key: (call, as) => [as(call.callee), firstText(call)].join('\u0000'), mustBeEven: true },
];

/** The text that tells calls of one callee apart. */
export function firstText(call: CallSite): string {
  return textOfValue(call.argument('key', 0)) ?? '';
}
