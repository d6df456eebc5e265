import type { Call, Compare, Expr, If, Stmt } from '../../../python/syntax.ts';
import type { Code, Facts } from '../../facts.ts';
import type { MiddlewareUse } from '../../model.ts';
import { isCredentialName, namesFormToken } from '../../protection/credentials.ts';
import type { Value } from '../../value.ts';
import { stringsOf, textOfValue } from '../../values.ts';
import { isRefusal, lastName, mentions, nodesIn, refusalsIn, returnsIn, statusOf } from '../code.ts';

/** Middleware that turns callers away, and the conditions on the path under which it does not. */

/** The bodies that run for each request: the function, `dispatch` or `__call__`. */
export function bodiesOf(facts: Facts, use: MiddlewareUse): readonly Code[] {
  const { value } = use;
  if (value.kind === 'function') return [facts.codeOf(value)].filter((code) => code !== undefined);
  const cls = value.kind === 'instance' ? value.class : value.kind === 'class' ? value : undefined;
  if (cls === undefined) return [];
  return ['dispatch', '__call__'].flatMap((name) => {
    const method = facts.methodOf(cls, name);
    const code = method === undefined ? undefined : facts.codeOf(method);
    return code === undefined ? [] : [code];
  });
}

/** Answers 401 or 403 itself. */
export function turnsAway(code: Code): boolean {
  if (refusalsIn(code).length > 0 || nodesIn(code.body).some((node) => startsRefusal(code, node))) return true;
  return code.calls.some((call) => {
    if (!/Response$/.test(lastName(call.callee))) return false;
    const status = statusOf(call.argument('status_code', 1));
    return status === 401 || status === 403;
  });
}

/** Turns away for want of a form's own token, and looks at nothing that says who asks. */
export function asksForFormToken(code: Code): boolean {
  const names = nodesIn(code.body).flatMap((node) =>
    node.kind === 'string'
      ? [node.value]
      : node.kind === 'attribute'
        ? [node.attr]
        : node.kind === 'name'
          ? [node.id]
          : [],
  );
  const saysWho = (name: string): boolean => name === 'user' || (isCredentialName(name) && !LIBRARIES.has(name));
  return names.some(namesFormToken) && !names.some(saysWho);
}

/** Python's own modules for comparing. */
const LIBRARIES: ReadonlySet<string> = new Set(['secrets', 'hmac']);

/** `{"type": "http.response.start", "status": 401, …}`, as plain ASGI middleware answers. */
function startsRefusal(code: Code, node: Expr | Stmt): boolean {
  if (node.kind !== 'dict') return false;
  const entry = (name: string): Expr | undefined =>
    node.entries.find(({ key }) => key?.kind === 'string' && key.value === name)?.value;
  const [type, status] = [entry('type'), entry('status')];
  if (type?.kind !== 'string' || type.value !== 'http.response.start' || status === undefined) return false;
  const answer = statusOf(code.valueOf(status));
  return answer === 401 || answer === 403;
}

export interface PathExemption {
  readonly node: Expr;
  readonly how: 'substring' | 'prefix' | 'suffix' | 'pattern' | 'spoofable';
  /** The text, or the pattern, that the path is compared with. */
  readonly text: string;
}

/** Conditions that let a request through for the sake of its path. */
export function exemptionsIn(facts: Facts, code: Code): readonly PathExemption[] {
  const paths = pathNames(code);
  const found = nodesIn(code.body)
    .filter((node): node is If => node.kind === 'if')
    .flatMap((node) => testsThatExempt(code, node).flatMap((test) => partsOf(facts, code, test, paths)));
  // Asked twice, by a name and in place, it is one hole.
  return found.filter(
    (one, index) => found.findIndex(({ how, text }) => how === one.how && text === one.text) === index,
  );
}

/** Conditions under which a request is turned away unless it brings a credential: `if path in DOCS: check(request)`. */
export function guardedTests(code: Code): readonly Expr[] {
  return nodesIn(code.body).flatMap((node) =>
    node.kind === 'if' && turns(code, node.body) && !letsThrough(node.body) && negatedParts(node.test).length === 0
      ? [node.test]
      : [],
  );
}

/** The parts of a condition that, being true, let the request pass. */
function testsThatExempt(code: Code, node: If): readonly Expr[] {
  if (letsThrough(node.body) && !turns(code, node.body)) return [node.test];
  if (turns(code, node.body) || checksCredential(node.body)) return negatedParts(node.test);
  return [];
}

/** `not path.startswith(…)`, `path not in …`, also among others joined by `and`. */
function negatedParts(test: Expr): readonly Expr[] {
  if (test.kind === 'unary' && test.op === 'not') return [test.operand];
  if (test.kind === 'compare' && test.ops[0] === 'not in') return [test];
  return test.kind === 'boolop' && test.op === 'and' ? test.values.flatMap(negatedParts) : [];
}

function letsThrough(body: readonly Stmt[]): boolean {
  return nodesIn(body).some(
    (node) =>
      node.kind === 'call' &&
      ((node.func.kind === 'name' && node.func.id === 'call_next') ||
        (node.func.kind === 'attribute' && node.func.attr === 'app')),
  );
}

function turns(code: Code, body: readonly Stmt[]): boolean {
  return nodesIn(body).some((node) => {
    if (node.kind === 'raise') return isRefusal(code, node.exception);
    if (startsRefusal(code, node)) return true;
    const call = node.kind === 'call' ? code.calls.find((one) => one.node === node) : undefined;
    const status =
      call === undefined || !/Response$/.test(lastName(call.callee))
        ? undefined
        : statusOf(call.argument('status_code', 1));
    return status === 401 || status === 403;
  });
}

function checksCredential(body: readonly Stmt[]): boolean {
  return nodesIn(body).some(
    (node) => node.kind === 'string' && /^(authorization|x-api-key|x-token)$/i.test(node.value),
  );
}

/** Names bound to the request's path. */
function pathNames(code: Code): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of nodesIn(code.body)) {
    if (node.kind !== 'assign' || node.value === undefined || !isPath(node.value, names)) continue;
    for (const target of node.targets) if (target.kind === 'name') names.add(target.id);
  }
  return names;
}

function isPath(expr: Expr, names: ReadonlySet<string>): boolean {
  if (expr.kind === 'name') return names.has(expr.id);
  if (expr.kind === 'attribute')
    return expr.attr === 'path' && expr.value.kind === 'attribute' && expr.value.attr === 'url';
  if (expr.kind === 'subscript') return expr.index[0]?.kind === 'string' && expr.index[0].value === 'path';
  if (expr.kind !== 'call' || expr.func.kind !== 'attribute')
    return (
      expr.kind === 'call' &&
      expr.func.kind === 'name' &&
      expr.func.id === 'str' &&
      expr.args[0]?.value.kind === 'attribute' &&
      expr.args[0].value.attr === 'url'
    );
  if (/^(lower|strip|rstrip|lstrip)$/.test(expr.func.attr)) return isPath(expr.func.value, names);
  return expr.func.attr === 'get' && expr.args[0]?.value.kind === 'string' && expr.args[0].value.value === 'path';
}

/** `request.url.path` is built from the Host header before Starlette 1.0.1; `scope["path"]` is not. */
export function readsUrlPath(code: Code): Expr | undefined {
  return nodesIn(code.body).find(
    (node): node is Expr & { kind: 'attribute' } =>
      node.kind === 'attribute' && node.attr === 'path' && node.value.kind === 'attribute' && node.value.attr === 'url',
  );
}

function partsOf(facts: Facts, code: Code, test: Expr, paths: ReadonlySet<string>): readonly PathExemption[] {
  return nodesIn(test).flatMap((node) => {
    if (node.kind === 'compare') return substring(code, node, paths);
    if (node.kind === 'name') return boundTo(code, node.id).flatMap((value) => partsOf(facts, code, value, paths));
    if (node.kind !== 'call') return [];
    const asked = askedOf(facts, code, node, paths);
    return asked.length > 0 ? asked : [...prefix(code, node, paths, test), ...pattern(code, node, paths)];
  });
}

/** `self.is_public(path)`: what our own function answers by. It is reported where it is asked. */
function askedOf(facts: Facts, code: Code, node: Call, paths: ReadonlySet<string>): readonly PathExemption[] {
  const at = node.args.findIndex(({ value }) => isPath(value, paths));
  const called = code.calls.find((call) => call.node === node);
  const inner = called?.target === undefined ? undefined : facts.codeOf(called.target);
  const params = inner?.def?.params ?? [];
  const bound = params[0]?.name === 'self' || params[0]?.name === 'cls' ? 1 : 0;
  const param = params[at + bound];
  if (at < 0 || inner === undefined || param === undefined) return [];
  return returnsIn(inner).flatMap(({ value }) =>
    value === undefined ? [] : partsOf(facts, inner, value, new Set([param.name])).map((part) => ({ ...part, node })),
  );
}

/** The condition that a name stands for: `skip = "login" in path`. */
function boundTo(code: Code, name: string): readonly Expr[] {
  const values = nodesIn(code.body).flatMap((node) =>
    node.kind === 'assign' && node.targets.some((target) => target.kind === 'name' && target.id === name)
      ? (node.value ?? [])
      : [],
  );
  return values.filter((value) => !mentions(value, new Set([name])));
}

/** `OPEN.search(path)`, `re.match("/docs", path)`: the pattern says where a path may begin and end, or it says nothing. */
function pattern(code: Code, node: Call, paths: ReadonlySet<string>): readonly PathExemption[] {
  if (node.func.kind !== 'attribute' || !/^(search|match)$/.test(node.func.attr)) return [];
  const compiled = code.valueOf(node.func.value);
  const own = compiled.kind === 'external-call' && compiled.callee === 're.compile';
  const [first, second] = node.args.map(({ value }) => value);
  const path = own ? first : second;
  const text = textOfValue(own ? compiled.args.positional[0] : first === undefined ? undefined : code.valueOf(first));
  if (path === undefined || text === undefined || !isPath(path, paths)) return [];
  const begins = node.func.attr === 'match' || /^(\^|\\A)/.test(text);
  const ends = /(\$|\\Z|\/)$/.test(text);
  return begins && ends ? [] : [{ node, how: 'pattern', text }];
}

/** `"/public" in path`. A list or a set on the right is an exact match. */
function substring(code: Code, node: Compare, paths: ReadonlySet<string>): readonly PathExemption[] {
  const [right] = node.comparators;
  if ((node.ops[0] !== 'in' && node.ops[0] !== 'not in') || right === undefined) return [];
  if (isPath(right, paths))
    return [
      { node, how: 'substring', text: textOfValue(code.valueOf(node.left)) ?? loopText(code, node.left) ?? 'a part' },
    ];
  if (!isPath(node.left, paths)) return [];
  const value = code.valueOf(right);
  return value.kind === 'string' ? [{ node, how: 'substring', text: value.value }] : [];
}

/** `path.endswith(".css")`, `path.startswith("/docs")`, with one text, several, or those of a list in `any(…)`. */
function prefix(code: Code, node: Call, paths: ReadonlySet<string>, test: Expr): readonly PathExemption[] {
  if (node.func.kind !== 'attribute' || !isPath(node.func.value, paths)) return [];
  const argument = node.args[0]?.value;
  if (argument === undefined || !/^(starts|ends)with$/.test(node.func.attr)) return [];
  const texts = prefixesOf(code, argument, test);
  if (node.func.attr === 'endswith') return texts[0] === undefined ? [] : [{ node, how: 'suffix', text: texts[0] }];
  const loose = texts.find((text) => text === '/' || text === '' || !text.endsWith('/'));
  return loose === undefined ? [] : [{ node, how: 'prefix', text: loose }];
}

function prefixesOf(code: Code, argument: Expr, test: Expr): readonly string[] {
  const value: Value = code.valueOf(argument);
  const own = textOfValue(value);
  if (own !== undefined) return [own];
  const several = stringsOf(value);
  if (several !== undefined) return several;
  for (const node of nodesIn(test)) {
    if (node.kind !== 'comprehension') continue;
    for (const { target, iter } of node.generators) {
      if (target.kind === 'name' && mentions(argument, new Set([target.id])) && argument.kind === 'name')
        return stringsOf(code.valueOf(iter)) ?? [];
    }
  }
  return [];
}

function loopText(code: Code, expr: Expr): string | undefined {
  return stringsOf(code.valueOf(expr))?.[0];
}
