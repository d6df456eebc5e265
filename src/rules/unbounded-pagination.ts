import { treeOf } from '../fastapi/dependency-tree.ts';
import { contains, type Site, siteKey } from '../core/span.ts';
import type { DataField, Facts } from '../fastapi/facts.ts';
import type { Parameter, Route } from '../fastapi/model.ts';
import { importName } from '../fastapi/questions/authentication/edits.ts';
import { titleOf } from '../fastapi/questions/authentication/routes.ts';
import { callsTo } from '../fastapi/questions/reach.ts';
import { mayLimit } from '../fastapi/questions/input/bounds.ts';
import { moduleAt, textAt, withKeyword } from '../fastapi/questions/input/edits.ts';
import {
  isClamped,
  isWholeNumber,
  lacksUpperBound,
  namesPageSize,
  sentName,
} from '../fastapi/questions/input/pages.ts';
import { shapeOf } from '../fastapi/questions/input/types.ts';
import { siteOf } from '../python/position.ts';
import { defineRule, type Fix, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'unbounded-pagination',
  summary: 'Callers choose how many rows one answer holds',
  category: 'input',
  severity: 'low',
  confidence: 'medium',
  cwe: [770],
  owasp: ['API4'],
  seeds: ['S3'],
  docs: {
    why: 'A page size without an upper bound lets one request read the whole table: `?limit=100000000` is loaded, validated and serialised before anything notices. A default bounds nobody who sends the parameter.',
    fix: 'Declare the bound where FastAPI checks it: `limit: int = Query(20, ge=1, le=100)`, or in a shared pagination dependency.',
    bad: `from fastapi import FastAPI

app = FastAPI()
ITEMS = [{"id": number} for number in range(1000)]


@app.get("/items")
def list_items(skip: int = 0, limit: int = 20):
    return ITEMS[skip : skip + limit]
`,
    good: `from fastapi import FastAPI, Query

app = FastAPI()
ITEMS = [{"id": number} for number in range(1000)]


@app.get("/items")
def list_items(skip: int = 0, limit: int = Query(20, ge=1, le=100)):
    return ITEMS[skip : skip + limit]
`,
    references: [
      'https://fastapi.tiangolo.com/tutorial/path-params-numeric-validations/',
      'https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/',
    ],
    limits:
      '`limit`, `page_size`, `per_page` and their like count by name, `size`, `count` or `take` only beside an offset, page or cursor. Parameters of dependencies and fields of query models are read too. A handler that takes `min(limit, ...)` or compares it with a maximum is left alone.',
  },

  *check(facts) {
    const seen = new Set<string>();
    for (const route of facts.application.routes) {
      for (const problem of problemsOf(facts, route)) {
        const key = siteKey(problem.at);
        if (seen.has(key)) continue;
        seen.add(key);
        yield problem;
      }
    }
  },
});

function* problemsOf(facts: Facts, route: Route): Generator<Problem> {
  if (route.kind !== 'http') return;
  const lists = [
    { owner: route.endpoint, parameters: route.parameters },
    ...treeOf(route.dependencies).map((use) => ({ owner: use.name, parameters: use.parameters })),
  ];
  for (const { owner, parameters } of lists) {
    const names = parameters.map(sentName);
    for (const parameter of parameters) {
      if (parameter.source !== 'query') continue;
      yield* queryModelProblems(facts, route, parameter);
      if (
        !namesPageSize(sentName(parameter), names) ||
        !lacksUpperBound(parameter) ||
        isClamped(facts, route, parameter.name)
      )
        continue;
      const fix = fixFor(facts, parameter);
      yield {
        ...said(route, parameter.name, owner),
        at: parameter.site,
        related: [{ at: route.site, message: `\`${titleOf(route)}\` takes it` }],
        ...(fix === undefined ? {} : { fix }),
      };
    }
  }
}

/** `filters: Annotated[Filters, Query()]`: each field is a query parameter. */
function* queryModelProblems(facts: Facts, route: Route, parameter: Parameter): Generator<Problem> {
  const model = parameter.annotation === undefined ? undefined : facts.modelOf(parameter.annotation);
  if (model === undefined) return;
  const names = model.fields.map(({ name }) => name);
  for (const field of model.fields) {
    if (!namesPageSize(field.name, names) || !isUnboundedNumber(facts, field) || isClamped(facts, route, field.name))
      continue;
    yield {
      ...said(route, field.name, `${field.owner.moduleName}:${field.owner.qualname}`),
      at: field.site,
      related: [{ at: route.site, message: `\`${titleOf(route)}\` takes it` }],
    };
  }
}

function isUnboundedNumber(facts: Facts, field: DataField): boolean {
  if (field.annotation === undefined) return false;
  const annotation = facts.valueIn(field.module, field.annotation);
  const value = field.value === undefined ? [] : [facts.valueIn(field.module, field.value)];
  return (
    isWholeNumber(annotation) &&
    ![...shapeOf(annotation).metadata, ...value].some((one) => mayLimit(one, new Set(['le', 'lt'])))
  );
}

function said(route: Route, name: string, owner: string): Pick<Problem, 'subject' | 'message'> {
  return {
    subject: `parameter ${owner}.${name}`,
    message: `\`${name}\` of \`${titleOf(route)}\` has no upper bound, so one request can read everything. Declare one: \`Query(..., le=100)\`.`,
  };
}

/** Called by the project's own code too, a default of `Query(…)` would arrive there as it is. */
function isCalled(facts: Facts, site: Site): boolean {
  return facts.codes.some(
    ({ def, module }) =>
      def !== undefined &&
      module.path === site.path &&
      contains(siteOf(module, def).span, site.span) &&
      callsTo(facts, def).length > 0,
  );
}

/** `Query(20)` becomes `Query(20, le=100)`, `= 20` becomes `= Query(20, le=100)`. */
function fixFor(facts: Facts, parameter: Parameter): Fix | undefined {
  const module = moduleAt(facts, parameter.site);
  const { marker, default: fallback } = parameter;
  if (module === undefined) return undefined;
  const given =
    marker?.kind === 'external-call'
      ? (marker.args.keywords.get('default') ?? marker.args.positional[0] ?? fallback)
      : fallback;
  if (given !== undefined && given.kind !== 'none' && given.kind !== 'number' && given !== marker) return undefined;
  const most = String(given?.kind === 'number' ? Math.max(100, given.value) : 100);
  if (marker !== undefined) {
    if (marker.site.path !== module.path) return undefined;
    const replacement = withKeyword(textAt(module, marker.site), `le=${most}`);
    return replacement === undefined
      ? undefined
      : { title: `Allow at most ${most}`, edits: [{ at: marker.site, replacement }] };
  }
  const text = textAt(module, parameter.site);
  const cut = text.lastIndexOf('=');
  const query = importName(module, 'fastapi', 'Query');
  if (fallback === undefined || cut < 0 || query === undefined || text.includes('Annotated')) return undefined;
  if (isCalled(facts, parameter.site)) return undefined;
  const replacement = `${text.slice(0, cut + 1)} ${query.as}(${text.slice(cut + 1).trim()}, le=${most})`;
  return { title: `Allow at most ${most}`, edits: [{ at: parameter.site, replacement }, ...query.edits] };
}
