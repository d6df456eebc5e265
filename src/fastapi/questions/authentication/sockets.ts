import type { Expr, Stmt } from '../../../python/syntax.ts';
import type { CallSite, Code, Facts } from '../../facts.ts';
import type { Route } from '../../model.ts';
import { lastName, nodesIn, refusalsIn, refuses, within } from '../code.ts';

/** What a socket's handler does first: talk, or ask who is there. */
export interface SocketOrder {
  readonly accept?: CallSite;
  /** The first message that goes out. */
  readonly send?: CallSite;
  /** The first place that turns a caller away. */
  readonly refusal?: { readonly start: number; readonly end: number };
}

export function socketOrder(facts: Facts, route: Route, code: Code): SocketOrder {
  const sockets = new Set(route.parameters.filter(({ source }) => source === 'request').map(({ name }) => name));
  const onSocket = (call: CallSite): boolean =>
    call.node.func.kind === 'attribute' &&
    call.node.func.value.kind === 'name' &&
    (sockets.size === 0 || sockets.has(call.node.func.value.id));
  const accept = code.calls.find((call) => lastName(call.callee) === 'accept' && onSocket(call));
  const send = code.calls.find(
    (call) => /^send(_text|_json|_bytes)?$/.test(lastName(call.callee)) && onSocket(call) && !saysNo(code, call),
  );
  const refusal = firstRefusal(facts, code, onSocket);
  return {
    ...(accept === undefined ? {} : { accept }),
    ...(send === undefined ? {} : { send }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}

/** `if not token: await socket.send_text("no credential"); return`: tells the caller why nothing is sent. */
function saysNo(code: Code, call: CallSite): boolean {
  return nodesIn(code.body).some((node) => {
    if (node.kind !== 'if' || !isAbsence(node.test)) return false;
    const last = node.body.at(-1);
    return last?.kind === 'return' && node.body.some((one) => within(call.node, one));
  });
}

function isAbsence(test: Expr): boolean {
  if (test.kind === 'boolop') return test.values.every(isAbsence);
  if (test.kind === 'compare') return test.ops[0] === 'is' && test.comparators[0]?.kind === 'none';
  return test.kind === 'unary' && test.op === 'not';
}

function firstRefusal(facts: Facts, code: Code, onSocket: (call: CallSite) => boolean): Expr | Stmt | undefined {
  const nodes = nodesIn(code.body);
  const conditions = nodes.filter((node) => node.kind === 'if');
  const closes = code.calls.filter(
    (call) =>
      lastName(call.callee) === 'close' &&
      onSocket(call) &&
      conditions.some((test) => within(call.node, test)) &&
      !inDisconnect(nodes, call.node),
  );
  const inHandlers = code.calls.filter(
    (call) => lastName(call.callee) === 'close' && onSocket(call) && closesForCredential(call),
  );
  const guards = code.calls.filter((call) => {
    const target = call.target === undefined ? undefined : facts.codeOf(call.target);
    return (
      target !== undefined &&
      (refuses(facts, target) || target.calls.some(({ callee }) => lastName(callee) === 'close'))
    );
  });
  const found: readonly (Expr | Stmt)[] = [
    ...refusalsIn(code),
    ...[...closes, ...inHandlers, ...guards].map(({ node }) => node),
  ];
  return [...found].sort((a, b) => a.start - b.start)[0];
}

/** `close(code=1008)`. */
function closesForCredential(call: CallSite): boolean {
  const code = call.argument('code', 0);
  if (code?.kind === 'number') return code.value === 1008 || (code.value >= 4000 && code.value < 5000);
  return code?.kind === 'external' && /1008|POLICY_VIOLATION/.test(code.name);
}

function inDisconnect(nodes: readonly (Expr | Stmt)[], node: Expr): boolean {
  return nodes.some(
    (one) =>
      one.kind === 'try' &&
      one.handlers.some(
        (handler) => within(node, handler) && handler.type?.kind === 'name' && /Disconnect/.test(handler.type.id),
      ),
  );
}
