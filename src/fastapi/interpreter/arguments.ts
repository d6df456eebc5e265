import type { Site } from '../../core/span.ts';
import type { Call } from '../../python/syntax.ts';
import type { CallArguments, Value } from '../value.ts';
import { choice, defaultOf } from '../values.ts';
import { evaluate } from './expressions.ts';
import type { Frame } from './frame.ts';
import { iterate } from './library/iteration.ts';
import type { Machine } from './machine.ts';

/** Evaluates what a call hands over; an unpacked part that is not known leaves it open. */
export function evaluateArguments(machine: Machine, node: Call, frame: Frame): CallArguments {
  const positional: Value[] = [];
  const keywords = new Map<string, Value>();
  const keywordSites = new Map<string, Site>();
  let open = false;
  for (const argument of node.args) {
    const value = evaluate(machine, argument.value, frame);
    const site = machine.site(frame, argument);
    if (argument.unpack === '*') {
      const items = iterate(machine, value);
      if (items === undefined) open = true;
      else positional.push(...items);
    } else if (argument.unpack === '**') open = !unpackKeywords(value, keywords, keywordSites, site) || open;
    else if (argument.name !== undefined) {
      keywords.set(argument.name, value);
      keywordSites.set(argument.name, site);
    } else positional.push(value);
  }
  return { positional, keywords, keywordSites, open };
}

/** False when some of the keywords are not known. */
function unpackKeywords(value: Value, keywords: Map<string, Value>, sites: Map<string, Site>, site: Site): boolean {
  const settled = defaultOf(value);
  if (settled.kind === 'choice') return unpackChoice(settled, keywords, sites, site);
  if (settled.kind !== 'dict') return false;
  let known = settled.open !== true;
  for (const entry of settled.entries) {
    if (entry.key.kind !== 'string') known = false;
    else {
      keywords.set(entry.key.value, entry.value);
      sites.set(entry.key.value, entry.value.site.path === site.path ? entry.value.site : site);
    }
  }
  return known;
}

type ChoiceAlternative = Extract<Value, { kind: 'choice' }>['alternatives'][number];

/** One of several dicts: each keyword is one of what they say. */
function unpackChoice(
  value: Extract<Value, { kind: 'choice' }>,
  keywords: Map<string, Value>,
  sites: Map<string, Site>,
  site: Site,
): boolean {
  const found = new Map<string, ChoiceAlternative[]>();
  const known = value.alternatives.map((one) => {
    const own = new Map<string, Value>();
    const whole = unpackKeywords(one.value, own, sites, site);
    for (const [name, item] of own) {
      const list = found.get(name) ?? [];
      found.set(name, [
        ...list,
        one.condition === undefined ? { value: item } : { value: item, condition: one.condition },
      ]);
    }
    return whole;
  });
  for (const [name, all] of found) keywords.set(name, choice(all, site));
  return known.every(Boolean);
}

/** Arguments of a partial and of the call of it. */
export function joinArguments(first: CallArguments, second: CallArguments): CallArguments {
  return {
    positional: [...first.positional, ...second.positional],
    keywords: new Map([...first.keywords, ...second.keywords]),
    keywordSites: new Map([...first.keywordSites, ...second.keywordSites]),
    open: first.open || second.open,
  };
}
