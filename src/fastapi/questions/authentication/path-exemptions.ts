import type { Call, Compare, Expr, If, Stmt } from '../../../python/syntax.ts';
import type { Site } from '../../../core/span.ts';
import type { Code, Facts } from '../../facts.ts';
import type { Value } from '../../value.ts';
import { stringsOf, textOfValue } from '../../values.ts';
import { mentions, nodesIn, returnsIn, siteIn, within } from '../code.ts';
import { letsThrough, turns } from './middleware.ts';

/** The conditions on the path under which middleware turns nobody away. */

export interface PathExemption {
  readonly node: Expr;
  readonly how: 'substring' | 'prefix' | 'suffix' | 'pattern' | 'spoofable';
  /** The text, or the pattern, that the path is compared with. */
  readonly text: string;
  /** The condition itself, where the middleware asks a function for it. */
  readonly within?: Site;
}

/** A condition, and whether a request passes where it holds or where it does not. */
interface Exempting {
  readonly test: Expr;
  readonly holds: boolean;
}

/** Conditions that let a request through for the sake of its path. */
export function exemptionsIn(facts: Facts, code: Code): readonly PathExemption[] {
  const paths = pathNames(code);
  const found = nodesIn(code.body)
    .filter((node): node is If => node.kind === 'if')
    .flatMap((node) => testsThatExempt(code, node).flatMap((one) => partsOf(facts, code, one, paths)));
  // Asked twice, by a name and in place, it is one hole.
  return found.filter(
    (one, index) => found.findIndex(({ how, text }) => how === one.how && text === one.text) === index,
  );
}

function testsThatExempt(code: Code, { test, body }: If): readonly Exempting[] {
  if (letsThrough(body) && !turns(code, body)) return [{ test, holds: true }];
  // `if not path.startswith("/open") or not token: 401`: whoever passes has a token all the same.
  if (test.kind === 'boolop' && test.op === 'or') return [];
  return turns(code, body) || checksCredential(body) ? [{ test, holds: false }] : [];
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

function partsOf(
  facts: Facts,
  code: Code,
  { test, holds }: Exempting,
  paths: ReadonlySet<string>,
): readonly PathExemption[] {
  const nodes = nodesIn(test);
  return nodes.flatMap((node) => {
    const negations = nodes.filter((one) => one.kind === 'unary' && one.op === 'not' && within(node, one.operand));
    const passes = holds === (negations.length % 2 === 0);
    if (node.kind === 'compare') return substring(code, node, paths, { test, holds: passes });
    if (node.kind === 'name')
      return [
        ...boundTo(code, node.id).map((bound) => ({ test: bound, holds: passes })),
        ...raisedUnder(code, node.id, passes).map((asked) => ({ test: asked, holds: true })),
      ].flatMap((one) => partsOf(facts, code, one, paths));
    if (node.kind !== 'call') return [];
    const asked = askedOf(facts, code, { test: node, holds: passes }, paths);
    if (asked.length > 0 || !passes) return asked;
    return [...prefix(code, node, paths, test), ...pattern(code, node, paths)];
  });
}

/** `self.is_public(path)`: what our own function answers by. It is reported where it is asked. */
function askedOf(
  facts: Facts,
  code: Code,
  { test: node, holds }: Exempting,
  paths: ReadonlySet<string>,
): readonly PathExemption[] {
  if (node.kind !== 'call') return [];
  const at = node.args.findIndex(({ value }) => isPath(value, paths));
  const called = code.calls.find((call) => call.node === node);
  const inner = called?.target === undefined ? undefined : facts.codeOf(called.target);
  const params = inner?.def?.params ?? [];
  const bound = params[0]?.name === 'self' || params[0]?.name === 'cls' ? 1 : 0;
  const param = params[at + bound];
  if (at < 0 || inner === undefined || param === undefined) return [];
  return answersOf(inner, holds).flatMap((answer) =>
    partsOf(facts, inner, answer, new Set([param.name])).map((part) => ({
      ...part,
      node,
      within: siteIn(inner, part.node),
    })),
  );
}

/** What a function gives an answer by: the value it returns, and the conditions under which it returns just that. */
function answersOf(code: Code, answer: boolean): readonly Exempting[] {
  const returned = returnsIn(code).flatMap(({ value }) =>
    value === undefined ? [] : [{ test: value, holds: answer }],
  );
  const asked = nodesIn(code.body).flatMap((node) =>
    node.kind === 'if' &&
    node.body.some((one) => one.kind === 'return' && one.value?.kind === 'bool' && one.value.value === answer)
      ? [{ test: node.test, holds: true }]
      : [],
  );
  return [...returned, ...asked];
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

/** The conditions under which a name is given just that answer: `if path.startswith(prefix): is_open = True`. */
function raisedUnder(code: Code, name: string, answer: boolean): readonly Expr[] {
  return nodesIn(code.body).flatMap((node) =>
    node.kind === 'if' &&
    node.body.some(
      (one) =>
        one.kind === 'assign' &&
        one.value?.kind === 'bool' &&
        one.value.value === answer &&
        one.targets.some((target) => target.kind === 'name' && target.id === name),
    )
      ? [node.test]
      : [],
  );
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
function substring(
  code: Code,
  node: Compare,
  paths: ReadonlySet<string>,
  { test, holds }: Exempting,
): readonly PathExemption[] {
  const [right] = node.comparators;
  if (node.ops[0] !== (holds ? 'in' : 'not in') || right === undefined) return [];
  if (isPath(right, paths))
    return [
      {
        node,
        how: 'substring',
        text: textOfValue(code.valueOf(node.left)) ?? loopText(code, node.left, test) ?? 'a part',
      },
    ];
  if (!isPath(node.left, paths)) return [];
  const value = code.valueOf(right);
  return value.kind === 'string' ? [{ node, how: 'substring', text: value.value }] : [];
}

function loopText(code: Code, expr: Expr, test: Expr): string | undefined {
  return expr.kind === 'name' ? loopedOver(code, expr.id, test)[0] : undefined;
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
  return argument.kind === 'name' ? loopedOver(code, argument.id, test) : [];
}

/** The texts that a name goes through, in a comprehension of the condition or in a loop round it. */
function loopedOver(code: Code, name: string, test: Expr): readonly string[] {
  const loops = [
    ...nodesIn(test).flatMap((node) => (node.kind === 'comprehension' ? node.generators : [])),
    ...nodesIn(code.body).flatMap((node) =>
      node.kind === 'for' && node.start <= test.start && test.end <= node.end ? [node] : [],
    ),
  ];
  const own = loops.find(({ target }) => target.kind === 'name' && target.id === name);
  return own === undefined ? [] : (stringsOf(code.valueOf(own.iter)) ?? []);
}
