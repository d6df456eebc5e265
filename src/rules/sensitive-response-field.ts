import { groupBy } from '../core/group.ts';
import { siteKey } from '../core/span.ts';
import { SEVERITIES } from '../core/severity.ts';
import type { DataField, DataModel, Facts } from '../fastapi/facts.ts';
import type { Route } from '../fastapi/model.ts';
import { isForAdministrators } from '../fastapi/questions/authentication/administrators.ts';
import { siteIn } from '../fastapi/questions/code.ts';
import { remembered } from '../fastapi/questions/remember.ts';
import { namesCaller, wordsOf } from '../fastapi/questions/authentication/names.ts';
import { subjectOf, titleOf } from '../fastapi/questions/authentication/paths.ts';
import { answersOf } from '../fastapi/questions/input/answers.ts';
import { exposedAnswer, fieldNames } from '../fastapi/questions/input/exposed.ts';
import { filterOf, isFiltered } from '../fastapi/questions/input/responses.ts';
import { exposedFields, namesIssue, type Sensitive } from '../fastapi/questions/input/sensitive.ts';
import { isTable } from '../fastapi/questions/input/writes.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'sensitive-response-field',
  summary: 'An answer carries passwords, hashes or secrets',
  category: 'input',
  severity: 'high',
  confidence: 'medium',
  cwe: [200],
  owasp: ['API3'],
  seeds: ['S3'],
  docs: {
    why: 'Without a response model FastAPI sends every attribute of what the handler returns: a database row goes out with its password hash (measured). A response model that itself has such a field lets it through as well.',
    fix: 'Declare a response model that has only the fields meant for callers (`response_model=UserOut`, or the return annotation), and keep credentials out of it.',
    bad: `from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    name: str
    hashed_password: str


USERS = {1: User(name="ada", hashed_password="$argon2id$...")}


@app.get("/users/{user_id}", response_model=User)
def read_user(user_id: int):
    return USERS[user_id]
`,
    good: `from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class UserOut(BaseModel):
    name: str


class User(UserOut):
    hashed_password: str


USERS = {1: User(name="ada", hashed_password="$argon2id$...")}


@app.get("/users/{user_id}", response_model=UserOut)
def read_user(user_id: int):
    return USERS[user_id]
`,
    references: [
      'https://fastapi.tiangolo.com/tutorial/response-model/',
      'https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/',
    ],
    limits:
      'A field counts by its name and type: text that is called a password, or a secret, key or token. Secrets other than passwords count only on reading routes whose business is not to hand them out, and in a declared model only where it describes a user, is a table, or the field is a key that signs or a secret; with low confidence. `SecretStr`, `Field(exclude=True)` and `response_model_exclude` are seen. Without a model, what the handler returns is followed through locals, queries and own functions; what cannot be followed is not reported.',
  },

  *check(facts) {
    const seen = new Set<string>();
    const found: Problem[] = [];
    for (const route of facts.application.routes) {
      if (route.kind !== 'http') continue;
      for (const problem of [...declared(facts, route), ...returned(facts, route)]) {
        if (seen.has(siteKey(problem.at))) continue;
        seen.add(siteKey(problem.at));
        found.push(problem);
      }
    }
    for (const same of groupBy(found, fieldOf).values()) yield* same.length > MANY ? [together(same)] : same;
  },
});

/** A model that more routes than this answer with is the cause. */
const MANY = 6;

/** The first field that gets out. */
function fieldOf(problem: Problem): string {
  const [field] = problem.related ?? [];
  return siteKey(field?.at ?? problem.at);
}

function together(problems: readonly Problem[]): Problem {
  const [worst, ...others] = problems.toSorted(
    (a, b) => SEVERITIES.indexOf(a.severity ?? 'high') - SEVERITIES.indexOf(b.severity ?? 'high'),
  );
  if (worst === undefined) throw new Error('no answer to report');
  return {
    ...worst,
    message: `${worst.message} ${String(others.length)} more routes send it too.`,
    related: [...(worst.related ?? []), ...others.map(({ at }) => ({ at, message: 'sent here too' }))],
  };
}

/** The response model has the field itself. */
function declared(facts: Facts, route: Route): readonly Problem[] {
  const filter = filterOf(facts, route);
  if (filter.kind !== 'models') return [];
  for (const model of filter.models) {
    const [first, ...others] = exposedFields(facts, route, model).filter(
      ({ field, grade }) =>
        !isFiltered(route, field.name) &&
        (grade === 'password' || (!issuedModels(facts).has(model.class.def) && isNotMeant(model, field))),
    );
    if (first === undefined) continue;
    return [
      {
        at: route.site,
        subject: subjectOf(route),
        message: `\`${titleOf(route)}\` answers with \`${model.class.qualname}\`, which has ${fieldNames([first, ...others])}. Answer with a model without ${others.length === 0 ? 'it' : 'them'}.`,
        related: fieldSites([first, ...others]),
        ...weight(route, [first, ...others]),
      },
    ];
  }
  return [];
}

/** Models that a login or token route answers with carry the token on purpose, wherever else they are used. */
const issuedModels = remembered(
  (facts: Facts): ReadonlySet<object> =>
    new Set(
      facts.application.routes.filter(isLogin).flatMap((route) => {
        const filter = filterOf(facts, route);
        return filter.kind === 'models' ? filter.models.map((model) => model.class.def) : [];
      }),
    ),
);

function isLogin(route: Route): boolean {
  return route.kind === 'http' && /\b(login|log-in|signin|sign-in|token|authenticate)\b/i.test(route.path.text);
}

/** A token is what callers of many a route come for; the key that signs it, or a row as it is stored, is not. */
function isNotMeant(model: DataModel, { name }: DataField): boolean {
  if (namesIssue(model.class.qualname)) return false;
  return describesUser(model.class.qualname) || isTable(model) || SIGNS.test(wordsOf(name).join('_'));
}

const SIGNS = /(\w_secret|(^|_)(secret_key|private_key|signing_key|encryption_key))$/;

/** `User`, `AccountOut`; `UserWithToken` says what it is for. */
function describesUser(name: string): boolean {
  return namesCaller(name) && !namesIssue(name);
}

/** No model filters what the handler returns. */
function returned(facts: Facts, route: Route): readonly Problem[] {
  const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  if (code === undefined || filterOf(facts, route).kind !== 'none') return [];
  return answersOf(facts, code).flatMap(({ statement, answers }): readonly Problem[] => {
    const found = exposedAnswer(facts, route, answers);
    if (found === undefined) return [];
    return [
      {
        at: siteIn(code, statement),
        subject: subjectOf(route),
        message: `\`${titleOf(route)}\` sends ${found.what} with ${found.names} and no response model to drop ${found.fields.length > 1 ? 'them' : 'it'}. Declare a \`response_model\` that has only what callers need.`,
        related: [
          ...fieldSites(found.fields),
          { at: route.site, message: `\`${titleOf(route)}\` declares no response model` },
        ],
        ...weight(route, found.fields),
      },
    ];
  });
}

function fieldSites(fields: readonly Sensitive[]): Problem['related'] & object {
  return fields.map(({ field }) => ({ at: field.site, message: `\`${field.name}\` is declared here` }));
}

/** What administrators read of their own installation may be meant. */
function weight(route: Route, fields: readonly Sensitive[]): Pick<Problem, 'severity' | 'confidence'> {
  if (route.protection.status === 'protected' && isForAdministrators(route))
    return { severity: 'medium', confidence: 'low' };
  return { confidence: fields.length === 0 || fields.some(({ grade }) => grade === 'password') ? 'medium' : 'low' };
}
