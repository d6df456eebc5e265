import type { Expr, Stmt } from '../../python/syntax.ts';
import { walk } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';
import type { AppObject } from '../model.ts';
import type { CallArguments, Value } from '../value.ts';
import { alternativesOf, argumentOf } from '../values.ts';
import type { CodeFinder } from './code-finder.ts';
import type { Role } from './body.ts';
import { numberOf, statusesOf } from './exceptions.ts';
import type { Rejection } from './ways.ts';

const REJECTING = new Set([401, 403, 407, 302, 303, 307, 308]);

/** A rejection that says "not you": by its status, or by an error on the credential itself. */
export function counts(rejection: Rejection, role: Role): boolean {
  if (rejection.statuses.some((status) => REJECTING.has(status))) return true;
  if (rejection.weak) return false;
  if (rejection.compares === true && rejection.statuses.includes(400)) return true;
  if (rejection.absence === true && rejection.statuses.includes(404)) return role === 'dependency';
  return rejection.statuses.length === 0 && role !== 'endpoint';
}

/** A rejection of which only the statuses are known. */
export function plainRejection(statuses: readonly number[]): Rejection {
  return { evidence: [], statuses, demands: [], weak: false };
}

/** The statuses of a response that turns somebody away; undefined for any other. */
export function rejectingResponse(value: Value): readonly number[] | undefined {
  const statuses = alternativesOf(value).flatMap(({ value: one }) => {
    if (one.kind !== 'external-call' || !/(Response|TemplateResponse)(\(\))?$/.test(one.callee)) return [];
    const given = numberOf(
      argumentOf(
        one.args,
        'status_code',
        /Redirect/.test(one.callee) ? 1 : /TemplateResponse/.test(one.callee) ? 2 : 1,
      ),
    );
    const said = /JSONResponse/.test(one.callee) && given.every((status) => status === 200) ? statusIn(one.args) : [];
    if (said.length > 0) return said;
    return given.length > 0 ? given : /RedirectResponse$/.test(one.callee) ? [307] : [];
  });
  const rejecting = statuses.filter((status) => REJECTING.has(status));
  return rejecting.length > 0 ? rejecting : undefined;
}

/** `JSONResponse({"code": 401, "msg": "…"})`: some interfaces answer 200 always, and say in the body what it is. */
function statusIn(args: CallArguments): readonly number[] {
  const content = argumentOf(args, 'content', 0);
  if (content?.kind !== 'dict') return [];
  return content.entries.flatMap(({ key, value }) =>
    key.kind === 'string' && /^(code|status|status_?code|err(or)?_?code)$/i.test(key.value) ? numberOf(value) : [],
  );
}

/** `response.status_code = 401`: what it makes the answer; undefined for every other statement. */
export function refusingStatus(code: CodeBody, statement: Stmt): readonly number[] | undefined {
  if (statement.kind !== 'assign' || statement.value === undefined) return undefined;
  const [target] = statement.targets;
  if (target?.kind !== 'attribute' || target.attr !== 'status_code' || target.value.kind !== 'name') return undefined;
  const statuses = numberOf(code.valueOf(statement.value)).filter((status) => status >= 400);
  return statuses.length > 0 ? statuses : undefined;
}

/** Every answer of the body leads elsewhere: that is what it is for, and turns nobody away. */
export function onlyRedirects(code: CodeBody): boolean {
  const answers: boolean[] = [];
  walk(
    code.body,
    (node) => {
      if (node.kind === 'return' && node.value !== undefined)
        answers.push(rejectingResponse(code.valueOf(node.value))?.every((status) => status < 400) === true);
    },
    { scope: 'own' },
  );
  return answers.every((leads) => leads);
}

/** What a helper that turns everybody away answers: what it raises, or the 403 of the socket that it closes. */
export function answeredIn(finder: CodeFinder, apps: readonly AppObject[], code: CodeBody): readonly number[] {
  const raised = raisedIn(finder, apps, code);
  const closes = code.calls.some(({ node: { func } }) => func.kind === 'attribute' && isSocketClose(func));
  return raised.length === 0 && closes ? [403] : raised;
}

function isSocketClose({ attr, value }: Extract<Expr, { kind: 'attribute' }>): boolean {
  return attr === 'close' && value.kind === 'name' && /^(ws|sock|socket|web_?socket)$/.test(value.id);
}

/** Statuses of everything that a body raises. */
export function raisedIn(finder: CodeFinder, apps: readonly AppObject[], code: CodeBody): readonly number[] {
  const found: number[] = [];
  walk(
    code.body,
    (node) => {
      if (node.kind === 'raise' && node.exception !== undefined)
        found.push(...statusesOf(finder, apps, code.valueOf(node.exception)));
    },
    { scope: 'own' },
  );
  return found;
}
