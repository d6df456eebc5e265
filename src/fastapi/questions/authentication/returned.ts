import type { FunctionDef, Return } from '../../../python/syntax.ts';
import type { Code, Facts } from '../../facts.ts';
import type { Value } from '../../value.ts';
import {
  HTTP_EXCEPTIONS,
  isHttpException,
  isRefusal,
  lastName,
  nodesIn,
  returnsIn,
  servesRequests,
  within,
} from '../code.ts';
import { callsTo } from '../reach.ts';
import { remembered } from '../remember.ts';

/** `return HTTPException(...)` where nobody raises what is returned. */
export interface ReturnedException {
  readonly code: Code;
  readonly statement: Return;
  /** False when only some ways through the expression give an exception. */
  readonly certain: boolean;
  /** It would have answered 401 or 403. */
  readonly refusal: boolean;
}

/** By the name of the function, as FastAPI names it. */
export const returnedExceptions = remembered((facts: Facts): ReadonlyMap<string, readonly ReturnedException[]> => {
  const found = new Map<string, readonly ReturnedException[]>();
  for (const code of facts.codes) {
    if (code.def === undefined || !isResolved(facts, code, code.def)) continue;
    const returned = returnsIn(code).flatMap((statement) => {
      const { value } = statement;
      // A parameter holds what a dependency returned: that function is the one to mend.
      if (value?.kind === 'name' && code.def?.params.some(({ name }) => name === value.id) === true) return [];
      const kind = value === undefined ? 'no' : exceptionIn(code.valueOf(value));
      // `BOOKS[isbn] if isbn in BOOKS else HTTPException(404)`: raising it would raise the book.
      const certain = kind === 'all' && (value?.kind === 'call' || value?.kind === 'name');
      return kind === 'no' ? [] : [{ code, statement, certain, refusal: isRefusal(code, value) }];
    });
    if (returned.length > 0 && !isRaisedByCallers(facts, code)) found.set(code.name, returned);
  }
  return found;
});

/** FastAPI calls it, or it is written for FastAPI to call. */
function isResolved(facts: Facts, code: Code, def: FunctionDef): boolean {
  if (servesRequests(facts, code)) return true;
  return def.params.some(
    ({ default: value }) =>
      value?.kind === 'call' && value.func.kind === 'name' && /^(Depends|Security)$/.test(value.func.id),
  );
}

/** `raise to_error(...)`: the caller raises what this function builds. */
function isRaisedByCallers(facts: Facts, code: Code): boolean {
  if (code.def === undefined) return false;
  return callsTo(facts, code.def).some((call) =>
    nodesIn(call.code.body).some((node) => node.kind === 'raise' && within(call.node, node)),
  );
}

function exceptionIn(value: Value): 'all' | 'some' | 'no' {
  if (value.kind === 'external-call') return HTTP_EXCEPTIONS.has(value.callee) ? 'all' : 'no';
  if (value.kind === 'instance') return isHttpException(value.class) ? 'all' : 'no';
  if (value.kind !== 'choice') return 'no';
  const kinds = value.alternatives.map((one) => exceptionIn(one.value));
  if (kinds.every((kind) => kind === 'all')) return 'all';
  return kinds.some((kind) => kind !== 'no') ? 'some' : 'no';
}

/** The call's own words for the exception: `HTTPException`. */
export function exceptionName(value: Value): string {
  if (value.kind === 'external-call') return lastName(value.callee);
  if (value.kind === 'instance') return value.class.qualname;
  return 'HTTPException';
}
