import { callOrder } from '../fastapi/dependency-tree.ts';
import { groupBy } from '../core/group.ts';
import { compareSites, siteKey } from '../core/span.ts';
import { nodesIn, siteIn, exceptionStatus } from '../fastapi/questions/code.ts';
import { bodyOf, shortName } from '../fastapi/questions/authentication/guards.ts';
import { titleOf } from '../fastapi/questions/authentication/routes.ts';
import type { Facts } from '../fastapi/facts.ts';
import type { DependencyUse, Route } from '../fastapi/model.ts';
import type { Expr, Raise } from '../python/syntax.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'lookup-before-authentication',
  summary: 'A lookup answers 404 before the guard answers 401',
  category: 'authentication',
  severity: 'low',
  confidence: 'medium',
  cwe: [204],
  owasp: ['API2'],
  seeds: [],
  docs: {
    why: 'FastAPI runs dependencies in order, and the first that raises wins. A lookup that stands before the guard answers 404 for names that do not exist and lets the guard answer 401 for those that do: callers without a credential can tell them apart.',
    fix: 'Put the guard first: in `dependencies=` of the router or decorator, as an earlier parameter, or as a dependency of the lookup itself.',
    bad: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()
PROJECTS = {"apollo": {"name": "apollo"}}


def load_project(name: str) -> dict:
    if name not in PROJECTS:
        raise HTTPException(status_code=404)
    return PROJECTS[name]


def current_user(x_token: str = Header()) -> str:
    if x_token != "t-1":
        raise HTTPException(status_code=401)
    return "ada"


@app.get("/projects/{name}")
def read_project(project: dict = Depends(load_project), user: str = Depends(current_user)):
    return project
`,
    good: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()
PROJECTS = {"apollo": {"name": "apollo"}}


def current_user(x_token: str = Header()) -> str:
    if x_token != "t-1":
        raise HTTPException(status_code=401)
    return "ada"


def load_project(name: str, user: str = Depends(current_user)) -> dict:
    if name not in PROJECTS:
        raise HTTPException(status_code=404)
    return PROJECTS[name]


@app.get("/projects/{name}")
def read_project(project: dict = Depends(load_project), user: str = Depends(current_user)):
    return project
`,
    references: ['https://fastapi.tiangolo.com/tutorial/dependencies/dependencies-in-path-operation-decorators/'],
  },

  *check(facts) {
    const enforcing = facts.application.enforcing;
    const early = facts.application.routes.flatMap((route) => {
      const found = earlyLookup(facts, route, enforcing);
      return found === undefined ? [] : [{ route, ...found }];
    });
    for (const same of groupBy(early, ({ lookup }) => lookup.name).values()) {
      const places = [...groupBy(same, ({ lookup }) => siteKey(lookup.site)).values()];
      // Written so in route after route: the lookup itself is the cause.
      for (const group of places.length > MANY ? [same] : places) {
        const [first] = group;
        if (first !== undefined)
          yield problemOf(
            first,
            group.map(({ route }) => route),
          );
      }
    }
  },
});

const MANY = 5;

interface Early {
  readonly lookup: DependencyUse;
  readonly guard: DependencyUse;
  readonly raised: Problem['at'];
}

/** What raises 404 for something of the path, and runs before the first dependency that enforces. */
function earlyLookup(facts: Facts, route: Route, enforcing: ReadonlySet<string>): Early | undefined {
  if (route.protection.guards.some(({ kind }) => kind === 'middleware')) return undefined;
  const order = callOrder(route.dependencies);
  const at = order.findIndex((use) => enforcing.has(use.name));
  const guard = order[at];
  if (guard === undefined) return undefined;
  for (const lookup of order.slice(0, at)) {
    const code = bodyOf(facts, lookup);
    if (code === undefined || !lookup.parameters.some(({ source }) => source === 'path' || source === 'query'))
      continue;
    const nodes = nodesIn(code.body);
    const raised = nodes.find(
      (node): node is Raise =>
        node.kind === 'raise' &&
        node.exception !== undefined &&
        exceptionStatus(code, node.exception) === 404 &&
        !nodes.some((test) => test.kind === 'if' && test.body.includes(node) && comparesWithTexts(test.test)),
    );
    if (raised !== undefined) return { lookup, guard, raised: siteIn(code, raised) };
  }
  return undefined;
}

/** `fmt not in ("csv", "pdf")`: what is written down here is no secret. */
function comparesWithTexts(test: Expr): boolean {
  const [right] = test.kind === 'compare' ? test.comparators : [];
  if (right === undefined) return false;
  const items = right.kind === 'tuple' || right.kind === 'list' || right.kind === 'set' ? right.items : [right];
  return items.every(({ kind }) => kind === 'string' || kind === 'number');
}

function problemOf(
  { lookup, guard, raised, route }: Early & { readonly route: Route },
  routes: readonly Route[],
): Problem {
  const places = [...routes].sort((a, b) => compareSites(a.site, b.site));
  return {
    at: lookup.site,
    subject: `route ${titleOf(route)} ${route.endpoint} ${lookup.name}`,
    message: `\`${shortName(lookup.name)}\` runs before \`${shortName(guard.name)}\` and answers 404: without a credential, names that exist can be told from those that do not. Let \`${shortName(guard.name)}\` run first.`,
    related: [
      { at: raised, message: 'the 404' },
      { at: guard.site, message: 'the guard comes later' },
      ...places.slice(1).map((one) => ({ at: one.site, message: `\`${titleOf(one)}\` too` })),
    ],
  };
}
