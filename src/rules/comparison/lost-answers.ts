import { groupBy } from '../../core/group.ts';
import type { Code, Facts } from '../../fastapi/facts.ts';
import { nodesIn } from '../../fastapi/questions/code.ts';
import { shortName } from '../../fastapi/questions/authentication/guards.ts';
import { remembered } from '../../fastapi/questions/remember.ts';
import { siteOf, textOf } from '../../python/position.ts';
import { dottedName } from '../../python/walk.ts';
import type { Expr } from '../../python/syntax.ts';
import { partsOf } from './checks.ts';
import type { Cause } from './guard-cause.ts';

/**
 * A body that is one answer, `return "operator" in self.roles`, and that says yes to more than it did: always, when something else
 * holds as well, or with one condition less.
 */
export function lostAnswer(code: Code, now: Code): Cause | undefined {
  const before = answerOf(code);
  const after = answerOf(now);
  if (before === undefined || after === undefined || before.kind === 'bool' || !saysMore(code, before, now, after))
    return undefined;
  return {
    at: siteOf(code.module, before),
    side: 'LEFT',
    counterparts: [siteOf(now.module, after)],
    subject: `function ${now.name}`,
    what: `\`${shortName(code.name)}\` says yes to more than it did`,
  };
}

function answerOf({ body }: Code): Expr | undefined {
  const said = body.filter(({ kind }, index) => !(kind === 'expr' && index === 0));
  const [only] = said;
  return said.length === 1 && only?.kind === 'return' ? only.value : undefined;
}

function saysMore(code: Code, before: Expr, now: Code, after: Expr): boolean {
  if (after.kind === 'bool') return after.value;
  const parts = (body: Code, answer: Expr, op: 'and' | 'or'): readonly string[] =>
    (partsOf(answer, op) ?? [answer]).map((part) => textOf(body.module, part).replaceAll(/\s+/gu, ' '));
  const [any, anyNow] = [parts(code, before, 'or'), parts(now, after, 'or')];
  if (anyNow.length > any.length && any.every((one) => anyNow.includes(one))) return true;
  const [all, allNow] = [parts(code, before, 'and'), parts(now, after, 'and')];
  return allNow.length < all.length && allNow.every((one) => all.includes(one));
}

/** Properties that a body reads and that answer for it: `if not identity.is_operator`. */
export function propertiesRead(code: Code, facts: Facts): readonly Code[] {
  const properties = propertiesByName(facts);
  const names = new Set(nodesIn(code.body).flatMap((node) => (node.kind === 'attribute' ? [node.attr] : [])));
  // Two classes that call theirs the same cannot be told apart by the name.
  return [...names].flatMap((name) => {
    const found = properties.get(name) ?? [];
    return found.length === 1 ? found : [];
  });
}

const propertiesByName = remembered(({ codes }: Facts): ReadonlyMap<string, readonly Code[]> =>
  groupBy(
    codes.filter(({ def }) => def !== undefined && isProperty(def)),
    ({ def }) => def?.name ?? '',
  ),
);

function isProperty({ decorators }: NonNullable<Code['def']>): boolean {
  return decorators.some(({ expression }) => /(?:^|\.)(?:cached_)?property$/u.test(dottedName(expression) ?? ''));
}
