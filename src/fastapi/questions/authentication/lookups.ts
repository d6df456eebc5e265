import type { Call, Expr, Stmt, Subscript } from '../../../python/syntax.ts';
import { dottedName } from '../../../python/walk.ts';
import type { Code } from '../../facts.ts';
import { callAt, lastName, mentions, nodesIn, within } from '../code.ts';
import { wordsOf } from '../words.ts';

/** Where one object is fetched, changed or removed by an id. */
export interface Lookup {
  readonly node: Call | Subscript;
  /** Variables that hold what was found. */
  readonly results: ReadonlySet<string>;
}

const VERBS = new Set([
  'get',
  'fetch',
  'find',
  'load',
  'read',
  'lookup',
  'retrieve',
  'query',
  'filter',
  'where',
  'delete',
  'remove',
  'update',
  'select',
  'first',
  'one',
  'scalar',
  'scalars',
  'execute',
  'exec',
  'pop',
  'destroy',
  'cancel',
  'archive',
  'edit',
  'patch',
  'modify',
  'show',
  'all',
  'getone',
  'findone',
  'fetchone',
  'fetchrow',
  'fetchval',
  'by',
  'download',
  'export',
]);
const REMOTE = /^(httpx|requests|aiohttp|urllib|logging|os|json|re|datetime|uuid|fastapi|starlette|pydantic|hashlib)\b/;
const NOT_A_STORE = new Set([
  'client',
  'http',
  'cache',
  'redis',
  'logger',
  'log',
  'headers',
  'params',
  'environ',
  'cookies',
  'settings',
  'config',
  'limiter',
  'metrics',
]);

/** Calls and subscripts that use one of the ids to get at an object; the outermost of a chain. */
export function lookupsIn(code: Code, ids: (expr: Expr) => boolean): readonly Lookup[] {
  const nodes = nodesIn(code.body);
  const hits = nodes.filter(
    (node): node is Call | Subscript =>
      (node.kind === 'call' && isLookup(code, node, ids)) || (node.kind === 'subscript' && isStoreAccess(node, ids)),
  );
  const outermost = hits.filter((node) => !hits.some((other) => other !== node && within(node, other)));
  return outermost.map((node) => ({ node, results: resultsOf(nodes, node) }));
}

function isLookup(code: Code, node: Call, ids: (expr: Expr) => boolean): boolean {
  if (!ids(node)) return false;
  const callee = callAt(code, node)?.callee ?? '';
  if (REMOTE.test(callee)) return false;
  const method =
    node.func.kind === 'attribute' ? node.func.attr : node.func.kind === 'name' ? node.func.id : lastName(callee);
  if (
    !wordsOf(method).some((word, index) => VERBS.has(word) && index < 3) ||
    /^(get_current|get_logger|get_settings|update_forward)/.test(method)
  )
    return false;
  return !receiverWords(node).some((word) => NOT_A_STORE.has(word));
}

function receiverWords(node: Call): readonly string[] {
  const receiver = node.func.kind === 'attribute' ? dottedName(node.func.value) : undefined;
  return receiver === undefined ? [] : wordsOf(receiver.split('.').at(-1) ?? '');
}

/** `ORDERS[order_id]`. */
function isStoreAccess(node: Subscript, ids: (expr: Expr) => boolean): boolean {
  const name = dottedName(node.value);
  return (
    name !== undefined &&
    node.index.some(ids) &&
    (/^[A-Z][A-Z0-9_]+$/.test(name) ||
      wordsOf(name).some((word) => ['db', 'store', 'storage', 'database', 'repo'].includes(word)) ||
      /^(fake_)?\w+s$/.test(name))
  );
}

/** The call that goes to the store: `session.execute(…)` of `(await session.execute(…)).scalar_one()`. */
export function storeCall(lookup: Call | Subscript): Call | Subscript {
  let node: Expr = lookup;
  while (node.kind === 'call' && node.func.kind === 'attribute') {
    const receiver: Expr = node.func.value;
    if (receiver.kind === 'await') return receiver.value.kind === 'call' ? storeCall(receiver.value) : lookup;
    node = receiver;
  }
  return lookup;
}

/** A dict or list of this process, as examples and stubs keep their data in. */
export function isInMemory(code: Code, { node }: Lookup): boolean {
  const store = node.kind === 'subscript' ? node.value : node.func.kind === 'attribute' ? node.func.value : undefined;
  if (store === undefined) return false;
  return ['dict', 'list', 'set'].includes(code.valueOf(store).kind) || isOwnContainer(code, store);
}

/** `self.rows`, which a method of the class binds to `[]` or `{}`. */
function isOwnContainer(code: Code, store: Expr): boolean {
  const self = code.def?.params[0]?.name;
  if (code.owner === undefined || store.kind !== 'attribute' || store.value.kind !== 'name' || store.value.id !== self)
    return false;
  return code.owner.body.some(
    (method) =>
      method.kind === 'function' &&
      nodesIn(method.body).some(
        (node) =>
          node.kind === 'assign' &&
          node.targets.some((target) => target.kind === 'attribute' && target.attr === store.attr) &&
          (node.value?.kind === 'dict' || node.value?.kind === 'list'),
      ),
  );
}

/** Names bound by the statement that holds the lookup, and by those that build on it. */
function resultsOf(nodes: readonly (Expr | Stmt)[], lookup: Expr): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of nodes) {
    const value = node.kind === 'assign' || node.kind === 'walrus' ? node.value : undefined;
    if (value === undefined || (!within(lookup, value) && !mentions(value, names))) continue;
    const targets = node.kind === 'assign' ? node.targets : node.kind === 'walrus' ? [node.target] : [];
    for (const target of targets)
      for (const part of target.kind === 'tuple' ? target.items : [target])
        if (part.kind === 'name') names.add(part.id);
  }
  return names;
}

/** Names that stand for one of the given ones: `oid = ObjectId(item_id)`, `uid = user.id`. */
export function derivedNames(
  code: Code,
  from: ReadonlySet<string>,
  accepts: (value: Expr) => boolean,
): ReadonlySet<string> {
  const names = new Set(from);
  for (const node of nodesIn(code.body)) {
    if (node.kind !== 'assign' || node.value === undefined || !mentions(node.value, names) || !accepts(node.value))
      continue;
    for (const target of node.targets) if (target.kind === 'name') names.add(target.id);
  }
  return names;
}

/** `int(x)`, `UUID(x)`, `ObjectId(x)`, `x.strip()`, f"{x}": the same id in another dress. */
export function isConversion(expr: Expr): boolean {
  if (expr.kind === 'name' || expr.kind === 'attribute' || expr.kind === 'fstring') return true;
  if (expr.kind === 'subscript') return true;
  if (expr.kind !== 'call') return false;
  const name = expr.func.kind === 'name' ? expr.func.id : expr.func.kind === 'attribute' ? expr.func.attr : '';
  return /^(int|str|UUID|ObjectId|PydanticObjectId|strip|lower|upper|decode)$/.test(name);
}
