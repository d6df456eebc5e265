import { groupBy } from '../core/group.ts';
import type { Site } from '../core/span.ts';
import type { Facts } from '../fastapi/facts.ts';
import type { Route } from '../fastapi/model.ts';
import { lastName } from '../fastapi/questions/code.ts';
import { subjectOf, titleOf } from '../fastapi/questions/authentication/routes.ts';
import { siteOf, textOf } from '../python/position.ts';
import { absorbed, listed, relatedRoutes } from './comparison/affected.ts';
import { lostExclusion } from './comparison/exclusions.ts';
import {
  responseFilterOf,
  returnsOnly,
  sensitiveFields,
  type ResponseFilter,
  type SentField,
} from './comparison/response-models.ts';
import type { RoutePair } from './comparison/route-pairs.ts';
import { snapshotsOf, type Snapshots } from './comparison/snapshots.ts';
import { defineComparison, type ComparisonProblem } from './contract/rule.ts';

const EXPLAINED = ['sensitive-response-field', 'response-model-bypass'];

export default defineComparison({
  id: 'response-filter-removed',
  summary: 'A change lets more data out than the response model did',
  category: 'comparison',
  severity: 'high',
  confidence: 'high',
  cwe: [213],
  owasp: ['API3'],
  seeds: [],
  docs: {
    why: 'FastAPI sends only the fields of the response model. Without it, it sends whatever the function returns: the row of the database with the password hash, the notes for the staff, the fields of next month.',
    fix: 'Declare the response model again, and keep fields that callers must not see out of it.',
    bad: `from fastapi import FastAPI
from pydantic import BaseModel


class UserOut(BaseModel):
    name: str


app = FastAPI()


@app.get("/users/{user_id}")
def read_user(user_id: int):
    return load_user(user_id)
`,
    good: `from fastapi import FastAPI
from pydantic import BaseModel


class UserOut(BaseModel):
    name: str


app = FastAPI()


@app.get("/users/{user_id}", response_model=UserOut)
def read_user(user_id: int):
    return load_user(user_id)
`,
    references: [
      'https://fastapi.tiangolo.com/tutorial/response-model/',
      'https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/',
    ],
    limits:
      'Silent when the model moved into the return annotation, when every answer is an object of that model, and for fields that are not named like something to keep.',
  },

  *compare(base, head, paths) {
    const snapshots = snapshotsOf(base, head, paths);
    const widened: Widened[] = [];
    const seen = new Set<string>();
    for (const pair of snapshots.routes) {
      const before = responseFilterOf(pair.base, base);
      const after = responseFilterOf(pair.head, head);
      if (before.kind !== 'model') continue;
      const key = `${before.site.path}:${before.site.span.startLine}:${pair.head.endpoint}`;
      if (after.kind === 'none') {
        if (!seen.has(key) && !returnsOnly(pair.head, head, before.model.class.qualname))
          yield droppedProblem(pair, before, after);
        seen.add(key);
      } else if (after.kind === 'model') widened.push(...widenedIn({ pair, before, after }, snapshots));
      yield* exclusionProblems(pair, head, seen);
    }
    yield* widenedProblems(widened);
  },
});

type Model = Extract<ResponseFilter, { kind: 'model' }>;
type None = Extract<ResponseFilter, { kind: 'none' }>;

function droppedProblem({ head }: RoutePair, before: Model, after: None): ComparisonProblem {
  return {
    at: before.site,
    side: 'LEFT',
    counterparts: [after.site, head.registration, head.site],
    subject: subjectOf(head),
    message: `\`${titleOf(head)}\` no longer filters its answer through \`${before.text}\`: everything that \`${lastName(head.endpoint)}\` returns goes out. Declare the response model again.`,
    related: relatedRoutes([head], (title) => `\`${title}\` sends what its function returns`),
    absorbs: absorbed(EXPLAINED, [head]),
  };
}

/** A sensitive field that the answer of a route has now. */
interface Widened {
  readonly route: Route;
  readonly name: string;
  readonly at: Site;
  readonly side: 'LEFT' | 'RIGHT';
  readonly counterparts: readonly Site[];
  readonly subject: string;
}

function widenedIn(
  { pair, before, after }: { readonly pair: RoutePair; readonly before: Model; readonly after: Model },
  snapshots: Snapshots,
): readonly Widened[] {
  const known = sensitiveFields(before.model, pair.base, snapshots.base);
  const names = new Set([...known.values()].map(({ field }) => field.name));
  const isSameModel =
    snapshots.renames.text(`${before.model.class.moduleName}:${before.model.class.qualname}`) ===
    `${after.model.class.moduleName}:${after.model.class.qualname}`;
  const { head } = pair;
  return [...sensitiveFields(after.model, pair.head, snapshots.head)].flatMap(([title, one]): readonly Widened[] => {
    if (known.has(title) || (!isSameModel && names.has(one.field.name))) return [];
    const subject = `model ${one.holder.moduleName}:${title}`;
    if (isSameModel)
      return [{ route: head, name: title, at: placeOf(one, snapshots.base), side: 'RIGHT', counterparts: [], subject }];
    const counterparts = [after.site, head.registration];
    return [{ route: head, name: title, at: before.site, side: 'LEFT', counterparts, subject: subjectOf(head) }];
  });
}

/** The field; for one that came by a new base class, the line of the class that inherits it. */
function placeOf({ field, holder }: SentField, base: Facts): Site {
  if (field.owner.def === holder.def) return field.site;
  const { def, module } = holder;
  const last = def.bases.at(-1)?.end ?? def.defStart + `class ${def.name}`.length;
  // With what closes the list: `class A(B)` is not `class A(Base)`.
  const line = { start: def.defStart, end: last + 1 };
  const inheritedBefore = base.modules.some(({ text }) => text.includes(textOf(module, line)));
  return inheritedBefore ? field.site : siteOf(module, line);
}

/** One problem for a place: fields that came together, and all routes that send them. */
function* widenedProblems(widened: readonly Widened[]): Generator<ComparisonProblem> {
  const groups = groupBy(widened, ({ at, side, subject, name }) =>
    [side, at.path, ...(side === 'RIGHT' ? [name.split('.')[0]] : [at.span.startLine, subject])].join('\u0000'),
  );
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const routes = [...new Set(group.map(({ route }) => route))];
    const names = [...new Set(group.map(({ name }) => name))];
    const [verb, them] = names.length === 1 ? ['leaves', 'it'] : ['leave', 'them'];
    yield {
      at: first.at,
      side: first.side,
      counterparts: first.counterparts,
      subject: first.subject,
      message: `${names.map((name) => `\`${name}\``).join(' and ')} ${verb} the server now, in the answers of ${listed(routes)}. Keep ${them} out of the response model.`,
      related: relatedRoutes(routes, (title) => `\`${title}\` answers with this model`),
      absorbs: absorbed(
        EXPLAINED,
        routes,
        group.map(({ subject }) => subject),
      ),
    };
  }
}

/** `response_model_exclude={"password"}` that is gone. */
function* exclusionProblems(pair: RoutePair, facts: Facts, seen: Set<string>): Generator<ComparisonProblem> {
  const lost = lostExclusion(pair, facts);
  const { head } = pair;
  const key = lost === undefined ? '' : `${lost.at.path}:${lost.at.span.startLine}:exclude`;
  if (lost === undefined || seen.has(key)) return;
  seen.add(key);
  yield {
    at: lost.at,
    side: 'LEFT',
    counterparts: [...(lost.now === undefined ? [] : [lost.now]), head.registration, head.site],
    subject: `${subjectOf(head)} exclude`,
    message: `\`${titleOf(head)}\` no longer leaves ${lost.fields.map((field) => `\`${field}\``).join(' and ')} out of its answer. Exclude it again, or use a response model without it.`,
    related: relatedRoutes([head], (title) => `\`${title}\` sends it`),
    absorbs: absorbed(EXPLAINED, [head]),
  };
}
