import type { Expr, Stmt } from '../../python/syntax.ts';
import { walk } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';
import type { BareRoute } from '../bare-route.ts';
import { treeOf } from '../dependency-tree.ts';
import type { AppObject, MiddlewareUse } from '../model.ts';
import type { FunctionValue } from '../value.ts';
import type { Body } from './body.ts';
import { Configuration } from './configuration.ts';
import { demandsIn, NO_JUDGEMENT, statusesIn, type Judgement } from './judgement.ts';
import { middlewareBody } from './middleware-guard.ts';
import { looksLikeRequest } from './origins.ts';
import type { Protector } from './protector.ts';
import type { Taint } from './taint.ts';

/**
 * A middleware that checks a credential where one is sent, and keeps who it was in `request.state.user`; the route reads it.
 * Where nothing was sent nothing was kept, and the read fails.
 */
export function judgeState(protector: Protector, row: BareRoute, apps: readonly AppObject[]): Judgement {
  const uses = row.kind === 'http' ? apps.flatMap((app) => app.middleware) : [];
  const read = uses.length === 0 ? new Set<string>() : readFromState(protector, row);
  const judged = read.size === 0 ? [] : uses.map((use) => judgeKeeper(protector, use, row, apps, read));
  return judged.find(({ stopsAnonymous }) => stopsAnonymous) ?? NO_JUDGEMENT;
}

function judgeKeeper(
  protector: Protector,
  use: MiddlewareUse,
  row: BareRoute,
  apps: readonly AppObject[],
  read: ReadonlySet<string>,
): Judgement {
  const body = use.afterStart || use.condition !== undefined ? undefined : middlewareBody(protector, use, row, apps);
  if (body === undefined || !keepsWhoAsks(body, protector.enforcer.taintOf(body), read)) return NO_JUDGEMENT;
  const found = protector.enforcer.enforcementOf(body);
  if (found.rejections.length === 0) return NO_JUDGEMENT;
  const proof = found.rejections[0]?.evidence ?? [];
  const [statuses, demands] = [statusesIn(found), demandsIn(found)];
  return {
    stopsAnonymous: true,
    guards: [{ name: use.name, kind: 'middleware', site: use.site, scopes: [], proof, statuses, demands }],
    readsCredential: true,
  };
}

/** Names that the endpoint and its dependencies read as `request.state.name`, failing where it was never set. */
function readFromState(protector: Protector, row: BareRoute): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (fn: FunctionValue | undefined): void => {
    const code = fn === undefined ? undefined : protector.finder.codeFor(fn);
    if (code === undefined) return;
    walk(
      code.body,
      (node) => {
        if (isState(code, node)) names.add(node.attr);
      },
      { scope: 'own' },
    );
  };
  look(row.handler);
  for (const use of treeOf(row.dependencies)) look(protector.functionOf(use.value));
  return names;
}

/** `request.state.name`. */
function isState(code: CodeBody, node: Expr | Stmt): node is Extract<Expr, { kind: 'attribute' }> {
  if (node.kind !== 'attribute' || node.value.kind !== 'attribute' || node.value.attr !== 'state') return false;
  const { value: holder } = node.value;
  const param = code.def?.params.find(({ name }) => holder.kind === 'name' && name === holder.id);
  return param !== undefined && looksLikeRequest(code, param);
}

/** Under which conditions a statement of the middleware runs. */
interface Under {
  /** Something was sent that can be checked. */
  readonly sent: boolean;
  /** Configuration says so. */
  readonly configured: boolean;
}

/** It keeps what it made of a credential, and only where one was sent; anything else only where configuration says so. */
function keepsWhoAsks({ code }: Body, taint: Taint, read: ReadonlySet<string>): boolean {
  const configuration = new Configuration(code, taint);
  const kept: boolean[] = [];
  const visit = (statements: readonly Stmt[], { sent, configured }: Under): void => {
    for (const [index, statement] of statements.entries()) {
      if (statement.kind === 'if') {
        const asks = taint.of(statement.test) !== undefined;
        const chosen = configured || (!asks && configuration.decides(statement.test));
        const [given, missing] = asksForAbsence(statement.test)
          ? [statement.orelse, statement.body]
          : [statement.body, statement.orelse];
        visit(given, { sent: sent || asks, configured: chosen });
        visit(missing, { sent: sent && !asks, configured: chosen });
        if (asks && missing === statement.body && endsThere(missing)) {
          visit(statements.slice(index + 1), { sent: true, configured });
          return;
        }
      } else if (statement.kind === 'try') {
        visit([...statement.body, ...statement.orelse], { sent, configured });
        for (const handler of statement.handlers) visit(handler.body, { sent: false, configured });
      } else if (statement.kind === 'assign' && statement.value !== undefined) {
        const isKept = statement.targets.some((target) => isState(code, target) && read.has(target.attr));
        if (isKept && taint.of(statement.value) === 'credential' && sent) kept.push(true);
        else if (isKept && !configured) kept.push(false);
      }
    }
  };
  visit(code.body, { sent: false, configured: false });
  return kept.length > 0 && !kept.includes(false);
}

/** `not token`, `token is None`. */
function asksForAbsence(test: Expr): boolean {
  if (test.kind === 'boolop') return test.values.some(asksForAbsence);
  if (test.kind === 'compare') return test.ops[0] === 'is' && test.comparators[0]?.kind === 'none';
  return test.kind === 'unary' && test.op === 'not';
}

function endsThere(body: readonly Stmt[]): boolean {
  const last = body.at(-1)?.kind;
  return last === 'return' || last === 'raise';
}
