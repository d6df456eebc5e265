import type { Call, Stmt } from '../../python/syntax.ts';
import type { FunctionValue } from '../value.ts';
import { calleesOf, type Callee } from './callees.ts';
import type { CodeFinder } from './code-finder.ts';
import {
  RequestConditions,
  type Answer,
  type AskFunction,
  type Binding,
  type RequestPart,
} from './request-conditions.ts';

/** How far a question is handed on: `is_public(path)` may ask `matches(path, patterns)`. */
const MAX_STEPS = 3;

/** What a body returns: true or false, undefined where it cannot be told, `goes on` where nothing is returned. */
type Returned = boolean | undefined | 'goes on';

/** Asks functions of ours about the request: `self.is_public(request.url.path)`. */
export function askingFunctions(finder: CodeFinder): AskFunction {
  const askAt =
    (steps: number): AskFunction =>
    (call, conditions) => {
      const site = steps > MAX_STEPS ? undefined : conditions.code.callAt(call);
      const callees = site === undefined ? undefined : calleesOf(finder, conditions.code, site);
      const [callee] = callees ?? [];
      if (callee === undefined || callees?.length !== 1) return undefined;
      return answerOf(callee, call, conditions, askAt(steps + 1));
    };
  return askAt(1);
}

function answerOf(callee: Callee, call: Call, outer: RequestConditions, ask: AskFunction): Answer {
  const parts = partsIn(callee.target, call, outer);
  const conditions = new RequestConditions(callee.code, outer.request, ask, parts);
  const returned = returnedBy(callee.code.body, conditions, undefined);
  return {
    truth: returned === 'goes on' ? false : returned,
    asksPath: conditions.undecided || [...parts.values()].some((part) => part !== 'method'),
  };
}

/** The parameters that are handed the path or the method. */
function partsIn(target: FunctionValue, call: Call, outer: RequestConditions): ReadonlyMap<string, RequestPart> {
  const { params } = target.def;
  let next = params[0]?.name === 'self' || params[0]?.name === 'cls' ? 1 : 0;
  const parts = new Map<string, RequestPart>();
  for (const argument of call.args) {
    const param = argument.name === undefined ? params[next++] : params.find((one) => one.name === argument.name);
    const part = outer.partOf(argument.value);
    if (param !== undefined && part !== undefined) parts.set(param.name, part);
  }
  return parts;
}

function returnedBy(body: readonly Stmt[], conditions: RequestConditions, binding: Binding | undefined): Returned {
  for (const statement of body) {
    const returned = returnedFrom(statement, conditions, binding);
    if (returned !== 'goes on') return returned;
  }
  return 'goes on';
}

function returnedFrom(statement: Stmt, conditions: RequestConditions, binding: Binding | undefined): Returned {
  switch (statement.kind) {
    case 'return':
      return statement.value === undefined ? false : conditions.holds(statement.value, binding);
    case 'if': {
      const truth = conditions.holds(statement.test, binding);
      if (truth !== undefined) return returnedBy(truth ? statement.body : statement.orelse, conditions, binding);
      const then = returnedBy(statement.body, conditions, binding);
      return then === returnedBy(statement.orelse, conditions, binding) ? then : undefined;
    }
    case 'for': {
      const { target } = statement;
      const items = target.kind === 'name' ? conditions.itemsIn(statement.iter) : undefined;
      if (items === undefined || target.kind !== 'name') return undefined;
      for (const value of items) {
        const returned = returnedBy(statement.body, conditions, { name: target.id, value });
        if (returned !== 'goes on') return returned;
      }
      return 'goes on';
    }
    case 'assign':
    case 'expr':
    case 'pass':
      return 'goes on';
    default:
      return undefined;
  }
}
