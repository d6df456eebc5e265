import type { CallSite } from '../../fastapi/facts.ts';
import type { Route } from '../../fastapi/model.ts';
import { isLogging, lastName, mentions, nodesIn } from '../../fastapi/questions/code.ts';
import type { Compare, Expr, Stmt } from '../../python/syntax.ts';
import { isOfCaller, usesCaller, withLocals } from './ownership-conditions.ts';
import type { Body } from './ownership-questions.ts';

/**
 * `queue.leave(ticket_id, user.name)` became `queue.leave(ticket_id)`: who asks is no longer handed to the one that may hold it
 * against the object, and decides nothing else.
 */
export function lostArgument(before: Body, after: Body, route: Route): Expr | undefined {
  if (usesCaller(after.code, after.callers)) return undefined;
  const given = namesGiven(route);
  const gone = before.code.calls.find((call) => {
    if (!mentionsAny(call, given) || isLogging(call.node) || TELLS.test(lastName(call.callee))) return false;
    const kept = call.node.args.filter(({ value }) => !isIdentity(value, before.callers));
    return (
      kept.length < call.node.args.length && after.code.calls.some((other) => isSameWith(other, call, kept.length))
    );
  });
  return gone?.node;
}

/** What only writes down who did it. */
const TELLS = /audit|track|notif|emit|record|publish|log|event|send/iu;

/** `user.id`, `user["sub"]`: something of the caller's, not the whole of it. */
function isIdentity(value: Expr, callers: ReadonlySet<string>): boolean {
  return (value.kind === 'attribute' || value.kind === 'subscript') && isOfCaller(value, callers);
}

function isSameWith({ callee, node }: CallSite, { callee: name }: CallSite, count: number): boolean {
  return callee === name && node.args.length === count;
}

function mentionsAny({ node }: CallSite, names: ReadonlySet<string>): boolean {
  return node.args.some(({ value }) => mentions(value, names));
}

/** Parameters by which a request names an object. */
function namesGiven({ parameters }: Route): ReadonlySet<string> {
  return new Set(parameters.filter(({ source }) => source === 'path').map(({ name }) => name));
}

/** `Order.owner_id == (owner_id or user.id)`: the request says whose it is, where the base held it against the caller alone. */
export function widenedOwner(before: Body, after: Body, route: Route): Compare | undefined {
  const asked = new Set(route.parameters.flatMap(({ name, source }) => (ASKED.has(source) ? [name] : [])));
  const callers = withLocals(before.code, before.callers);
  const compared = nodesIn(before.code.body);
  if (!compared.some((node) => isHeld(node, callers)) || compared.some((node) => isWidened(node, before, asked)))
    return undefined;
  return nodesIn(after.code.body).find((node): node is Compare => isWidened(node, after, asked));
}

const ASKED: ReadonlySet<string> = new Set(['query', 'path', 'header', 'cookie', 'body', 'form']);

function isHeld(node: Expr | Stmt, callers: ReadonlySet<string>): boolean {
  return node.kind === 'compare' && isOfCaller(node, callers);
}

function isWidened(node: Expr | Stmt, { callers }: Body, asked: ReadonlySet<string>): boolean {
  if (node.kind !== 'compare' || !node.ops.every((op) => op === '==' || op === '!=')) return false;
  return [node.left, ...node.comparators].some(
    (side) =>
      side.kind === 'boolop' &&
      side.op === 'or' &&
      side.values.some((value) => value.kind === 'name' && asked.has(value.id)) &&
      side.values.some((value) => isOfCaller(value, callers)),
  );
}
