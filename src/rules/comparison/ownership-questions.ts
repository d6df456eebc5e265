import type { CallSite, Code } from '../../fastapi/facts.ts';
import { lastName, mentions, nodesIn } from '../../fastapi/questions/code.ts';
import { textOf } from '../../python/position.ts';
import { hasPower } from './strength.ts';

/** A body and the names in it that stand for the caller. */
export interface Body {
  readonly code: Code;
  readonly callers: ReadonlySet<string>;
}

/**
 * Calls that stand alone and ask whether the caller may: `ensure_owner(order, user)`, `assert_can(permissions, "delete")`. What they
 * give is not used, so they are there to raise.
 */
export function questionsIn({ code, callers }: Body): readonly CallSite[] {
  const alone = nodesIn(code.body).flatMap((node) => (node.kind === 'expr' ? [node.value] : []));
  const statements = new Set(alone.map((value) => (value.kind === 'await' ? value.value : value)));
  return code.calls.filter(({ node, callee }) => {
    if (!statements.has(node) || !ASKS.test(lastName(callee))) return false;
    return node.args.some(({ value }) => mentions(value, callers)) || hasPower(textOf(code.module, node));
  });
}

const ASKS = /^_?(?:ensure|assert|check|require|verify|enforce|authori[sz]e|must)_?/u;
