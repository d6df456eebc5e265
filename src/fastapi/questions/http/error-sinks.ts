import type { Expr } from '../../../python/syntax.ts';
import type { CallSite, Code, Facts } from '../../facts.ts';
import { HTTP_EXCEPTIONS, lastName, nodesIn } from '../code.ts';

/** What callers get to read of an error. */
export interface Sink {
  readonly expr: Expr;
  readonly name: string;
}

/** Expressions that callers get to read. */
export function sinksIn(facts: Facts, code: Code, isHandler: boolean): readonly Sink[] {
  const calls = code.calls.flatMap((call): readonly Sink[] => {
    const sent = sentOverSocket(facts, code, call);
    if (sent !== undefined) return [sent];
    const isException = HTTP_EXCEPTIONS.has(call.callee);
    if (!isException && !/^(starlette|fastapi)\.(\w+\.)*\w*Response$/.test(call.callee)) return [];
    const expr = isException ? call.argumentNode('detail', 1) : call.argumentNode('content', 0);
    return expr === undefined ? [] : [{ expr, name: lastName(call.callee) }];
  });
  if (!isHandler && facts.routesOf(code).length === 0) return calls;
  const returns = nodesIn(code.body).flatMap((node): readonly Sink[] => {
    if (node.kind !== 'return' || node.value === undefined || node.value.kind === 'call' || node.value.kind === 'name')
      return [];
    return [{ expr: node.value, name: 'return' }];
  });
  return [...calls, ...returns];
}

/** `await websocket.send_json({"error": str(exc)})`. */
function sentOverSocket(facts: Facts, code: Code, { node }: CallSite): Sink | undefined {
  if (node.func.kind !== 'attribute' || !/^(send_text|send_json|close)$/.test(node.func.attr)) return undefined;
  if (!facts.routesOf(code).some(({ kind }) => kind === 'websocket')) return undefined;
  const expr =
    node.func.attr === 'close' ? node.args.find(({ name }) => name === 'reason')?.value : node.args[0]?.value;
  return expr === undefined ? undefined : { expr, name: node.func.attr };
}
