import type { Code, Facts } from '../fastapi/facts.ts';
import type { Value } from '../fastapi/value.ts';
import { nodesIn, refuses, shownName, siteIn, within } from '../fastapi/questions/code.ts';

import { namesGuard } from '../fastapi/questions/authentication/names.ts';
import { wordsOf } from '../fastapi/questions/words.ts';
import { stageOf } from '../fastapi/stage.ts';
import { textOf } from '../python/position.ts';
import type { Expr, Stmt } from '../python/syntax.ts';
import { defineRule } from './contract/rule.ts';

export default defineRule({
  id: 'dependency-override-in-app',
  summary: 'The application replaces one of its own dependencies',
  category: 'input',
  severity: 'high',
  confidence: 'medium',
  cwe: [489],
  owasp: ['API2'],
  seeds: [],
  docs: {
    why: '`app.dependency_overrides` swaps a dependency at request time, for every route of the application (measured; only mounted applications keep theirs). It is made for tests: an override of a guard that is left in the application lets every caller in while each route still reads as protected.',
    fix: 'Move the override into a test fixture, and clear it there afterwards. To choose an implementation by configuration, let the dependency itself read the configuration.',
    bad: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


def get_current_user(authorization: str = Header()) -> str:
    if authorization != "Bearer t-1":
        raise HTTPException(status_code=401)
    return "ada"


@app.get("/me")
def me(user: str = Depends(get_current_user)):
    return {"name": user}


app.dependency_overrides[get_current_user] = lambda: "developer"
`,
    good: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


def get_current_user(authorization: str = Header()) -> str:
    if authorization != "Bearer t-1":
        raise HTTPException(status_code=401)
    return "ada"


@app.get("/me")
def me(user: str = Depends(get_current_user)):
    return {"name": user}
`,
    references: [
      'https://fastapi.tiangolo.com/advanced/testing-dependencies/',
      'https://cwe.mitre.org/data/definitions/489.html',
    ],
    limits:
      'Tests are not read. An override of what is no guard is reported with low severity; filling in a stub that only raises `NotImplementedError` is a pattern of its own and left alone, and so is an override on a branch for development or tests.',
  },

  *check(facts) {
    for (const code of facts.codes) {
      for (const { node, pairs } of overridesIn(code)) {
        const live = pairs.filter(({ key, by }) => !isStub(facts, code, key) || opensGuard(code, key, by));
        const [first, ...others] = live
          .map(({ key }) => key)
          .toSorted((a, b) => weight(facts, code, b) - weight(facts, code, a));
        if (first === undefined || isForTests(code, node)) continue;
        const guard = isGuard(facts, code, first);
        const more = others.length === 0 ? ' is' : ` and ${String(others.length)} more are`;
        yield {
          at: siteIn(code, node),
          subject: `override of ${shownName(first)} in ${code.name}`,
          message: `\`${shownName(first)}\`${more} replaced in the application itself, for every route that uses it${guard ? ', so what it checks is never asked' : ''}. Move the override into a test fixture.`,
          ...(guard ? {} : { severity: 'low', confidence: 'low' }),
        };
      }
    }
  },
});

interface Override {
  readonly node: Expr | Stmt;
  readonly pairs: readonly Replaced[];
}

interface Replaced {
  /** What is replaced. */
  readonly key: Expr;
  readonly by: Expr | undefined;
}

/** Guards first. */
function weight(facts: Facts, code: Code, key: Expr): number {
  return isGuard(facts, code, key) ? 1 : 0;
}

/** `app.dependency_overrides[f] = g`, `.dependency_overrides = {f: g}`, `.update({f: g})`, `.setdefault(f, g)`. */
function overridesIn(code: Code): readonly Override[] {
  const isAttribute = (expr: Expr | undefined): boolean =>
    expr?.kind === 'attribute' && expr.attr === 'dependency_overrides' && couldBeApp(code.valueOf(expr.value));
  const aliases = namesOf(code, isAttribute);
  const isOverrides = (expr: Expr): boolean => isAttribute(expr) || (expr.kind === 'name' && aliases.has(expr.id));
  return nodesIn(code.body).flatMap((node): readonly Override[] => {
    if (node.kind === 'assign') {
      return node.targets.flatMap((target): readonly Override[] => {
        if (target.kind === 'subscript' && isOverrides(target.value))
          return [{ node, pairs: target.index.map((key) => ({ key, by: node.value })) }];
        return isAttribute(target) ? [{ node, pairs: pairsOf(code, node.value) }] : [];
      });
    }
    if (node.kind !== 'call' || node.func.kind !== 'attribute' || !isOverrides(node.func.value)) return [];
    const [first, second] = node.args.map(({ value }) => value);
    if (node.func.attr === 'setdefault')
      return first === undefined ? [] : [{ node, pairs: [{ key: first, by: second }] }];
    return node.func.attr === 'update' ? [{ node, pairs: pairsOf(code, first) }] : [];
  });
}

/** Names that hold such a value: `overrides = app.dependency_overrides`. */
function namesOf(code: Code, matches: (expr: Expr | undefined) => boolean): ReadonlySet<string> {
  return new Set(
    nodesIn(code.body).flatMap((node) =>
      node.kind === 'assign' && matches(node.value)
        ? node.targets.flatMap((target) => (target.kind === 'name' ? [target.id] : []))
        : [],
    ),
  );
}

/** A class of this project's own that extends nothing else has an attribute of the same name at most. */
function couldBeApp(value: Value): boolean {
  return (
    value.kind !== 'instance' ||
    value.class.bases.some((base) => base.kind !== 'external' || base.name !== 'builtins.object')
  );
}

/** The entries of a literal dict, also through a name; an empty one takes overrides away. */
function pairsOf(code: Code, value: Expr | undefined): readonly Replaced[] {
  if (value?.kind === 'dict')
    return value.entries.flatMap((entry) => (entry.key === undefined ? [] : [{ key: entry.key, by: entry.value }]));
  if (value?.kind !== 'name') return [];
  const { id } = value;
  return nodesIn(code.body).flatMap((node) =>
    node.kind === 'assign' &&
    node.value?.kind === 'dict' &&
    node.targets.some((target) => target.kind === 'name' && target.id === id)
      ? pairsOf(code, node.value)
      : [],
  );
}

/** What a stub of a guard is called in the end: `get_user`, `verify`. */
const CALLER = new Set(['user', 'principal', 'verify', 'auth']);

/** A guard whose replacement sees nothing of the request lets everybody in, also where there was only a stub. */
function opensGuard(code: Code, key: Expr, by: Expr | undefined): boolean {
  if (by === undefined || !(namesGuard(lastPart(key)) || CALLER.has(wordsOf(lastPart(key)).at(-1) ?? ''))) return false;
  if (by.kind === 'lambda') return by.params.length === 0;
  const value = code.valueOf(by);
  return value.kind === 'function' && value.def.params.length === 0;
}

function lastPart(key: Expr): string {
  return shownName(key).split('.').at(-1) ?? '';
}

function isForTests(code: Code, node: Expr | Stmt): boolean {
  if (
    wordsOf(code.name).some((word) =>
      ['test', 'tests', 'testing', 'fixture', 'mock', 'mocked', 'fake', 'client'].includes(word),
    )
  )
    return true;
  return nodesIn(code.body).some(
    (outer) =>
      outer.kind === 'if' &&
      outer.body.some((one) => within(node, one)) &&
      stageOf(textOf(code.module, outer.test)) === 'development',
  );
}

function isGuard(facts: Facts, code: Code, key: Expr): boolean {
  if (namesGuard(lastPart(key))) return true;
  const value = code.valueOf(key);
  const body = value.kind === 'function' ? facts.codeOf(value) : undefined;
  return body !== undefined && (facts.application.enforcing.has(body.name) || refuses(facts, body));
}

/** A place to fill in: it does nothing, or raises `NotImplementedError`. */
function isStub(facts: Facts, code: Code, key: Expr): boolean {
  const value = code.valueOf(key);
  if (value.kind === 'class')
    return value.def.bases.some(({ value: base }) => /^(ABC|Protocol)$/.test(shownName(base).split('.').at(-1) ?? ''));
  const body = value.kind === 'function' ? facts.codeOf(value) : undefined;
  if (body === undefined) return false;
  return body.body.every((statement) => {
    if (statement.kind === 'pass') return true;
    if (statement.kind === 'raise')
      return statement.exception !== undefined && /NotImplemented/.test(textOf(body.module, statement.exception));
    return statement.kind === 'expr' && ['string', 'ellipsis'].includes(statement.value.kind);
  });
}
