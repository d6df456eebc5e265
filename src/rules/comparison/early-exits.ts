import type { Site } from '../../core/span.ts';
import type { Code } from '../../fastapi/facts.ts';
import { isCredentialName } from '../../fastapi/protection/credentials.ts';
import { nodesIn } from '../../fastapi/questions/code.ts';
import { siteOf, textOf, type Range } from '../../python/position.ts';
import type { Expr, Stmt } from '../../python/syntax.ts';

/** A way out of a guard that stands before what the guard asks. */
export interface Exit {
  readonly at: Site;
  readonly condition: string;
  /** The source that a caller who takes it does not meet. */
  readonly behind: string;
}

/**
 * `if settings.debug: return`, `if not token.startswith("ey"): return guest` above the checks: nothing was proved there. A condition
 * that holds the credential against anything else may prove something, and is left alone.
 */
export function newExit(base: Code, head: Code): Exit | undefined {
  const before = plain(textOf(base.module, rangeOf(base.body)));
  for (const [index, statement] of head.body.entries()) {
    if (statement.kind !== 'if' || statement.body.at(-1)?.kind !== 'return') continue;
    const condition = textOf(head.module, statement.test);
    const behind = textOf(head.module, rangeOf(head.body.slice(index + 1)));
    if (before.includes(plain(condition)) || !/\braise\b/u.test(behind) || !before.includes(plain(behind))) continue;
    if (provesNothing(statement.test))
      return { at: siteOf(head.module, statement), condition: condition.replaceAll(/\s+/gu, ' '), behind };
  }
  return undefined;
}

function provesNothing(test: Expr): boolean {
  if (test.kind === 'boolop') {
    const { values, op } = test;
    return op === 'or' ? values.some(provesNothing) : values.every(provesNothing);
  }
  if (test.kind === 'unary' && test.op === 'not') return provesNothing(test.operand);
  return isSetting(test) || isForm(test);
}

/** Asks how the service was started, and nothing about the request. */
function isSetting(test: Expr): boolean {
  const names = namesIn(test);
  return names.length > 0 && names.every((name) => SETTING.test(name));
}

const SETTING = /^(?:\w*settings|\w*config|conf|cfg|os|getenv|environ|[A-Z][A-Z0-9_]+)$/u;

/** Asks what the credential looks like: its first letters, its length, one word that everybody can read in the source. */
function isForm(test: Expr): boolean {
  const names = namesIn(test).filter((name) => name !== 'len');
  if (names.length !== 1 || !names.every(isCredentialName)) return false;
  if (test.kind === 'call')
    return test.func.kind === 'attribute' && /^(?:starts|ends)with$|^is\w+$/u.test(test.func.attr);
  return (
    test.kind === 'compare' &&
    [test.left, ...test.comparators].some(({ kind }) => kind === 'string' || kind === 'number')
  );
}

function namesIn(expr: Expr): readonly string[] {
  return nodesIn(expr).flatMap((one) => (one.kind === 'name' ? [one.id] : []));
}

function rangeOf(body: readonly Stmt[]): Range {
  return { start: body[0]?.start ?? 0, end: body.at(-1)?.end ?? 0 };
}

function plain(text: string): string {
  return text.replaceAll(/\s+/gu, '');
}
