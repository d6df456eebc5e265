import type { Site } from '../../core/span.ts';
import { textOf } from '../../python/position.ts';
import type { FString } from '../../python/syntax.ts';
import type { Value } from '../value.ts';
import { choice, defaultOf, MAX_ALTERNATIVES, unknown } from '../values.ts';
import { evaluate } from './expressions.ts';
import { formatValue } from './library/formats.ts';
import type { Frame } from './frame.ts';
import type { Machine } from './machine.ts';

/** `f"/{name}/{index:02d}"`: a text when all that it shows is known. */
export function evaluateFString(machine: Machine, expr: FString, frame: Frame, site: Site): Value {
  const parts: Value[] = [];
  for (const [index, part] of expr.parts.entries()) {
    if (typeof part === 'string') {
      parts.push({ kind: 'string', value: part, site });
      continue;
    }
    const format = expr.formats?.find((one) => one.part === index)?.text ?? '';
    const shown = formatValue(evaluate(machine, part, frame), format, site);
    if (!isText(shown)) return unknown(site, `f-string with ${textOf(frame.module, part).slice(0, 60)}`);
    parts.push(shown);
  }
  const ways = parts.reduce((count, part) => count * (part.kind === 'choice' ? part.alternatives.length : 1), 1);
  return ways > MAX_ALTERNATIVES ? unknown(site, 'one of very many') : joinTexts(parts, site);
}

function isText(value: Value): boolean {
  if (value.kind === 'choice') return value.alternatives.every((one) => isText(one.value));
  return value.kind === 'string' || value.kind === 'environment';
}

/** The parts in a row; one text for each alternative of a part that can be several. */
function joinTexts(parts: readonly Value[], site: Site): Value {
  const at = parts.findIndex((part) => part.kind === 'choice');
  const several = parts[at];
  if (several?.kind === 'choice')
    return choice(
      several.alternatives.map((one) => ({ ...one, value: joinTexts(parts.with(at, one.value), site) })),
      site,
    );
  const value: Value = { kind: 'string', value: parts.map(settledText).join(''), site };
  const configured = parts.findLast((part) => part.kind === 'environment');
  return configured?.kind === 'environment'
    ? { kind: 'environment', name: configured.name, default: value, site }
    : value;
}

function settledText(value: Value): string {
  const settled = defaultOf(value);
  return settled.kind === 'string' ? settled.value : '';
}
