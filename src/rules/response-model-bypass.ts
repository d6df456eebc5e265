import { siteKey } from '../core/span.ts';
import { siteIn } from '../fastapi/questions/code.ts';
import { subjectOf, titleOf } from '../fastapi/questions/authentication/paths.ts';
import { answersOf } from '../fastapi/questions/input/answers.ts';
import { exposedAnswer } from '../fastapi/questions/input/exposed.ts';
import { filterOf } from '../fastapi/questions/input/responses.ts';
import { defineRule } from './contract/rule.ts';

export default defineRule({
  id: 'response-model-bypass',
  summary: 'A hand-made response goes round the response model',
  category: 'input',
  severity: 'high',
  confidence: 'medium',
  cwe: [213],
  owasp: ['API3'],
  seeds: ['S3'],
  docs: {
    why: 'FastAPI filters by the response model only what the handler returns as data. A `Response` object, `JSONResponse(user.model_dump())` for one, is sent as it is: the model stays in the schema, where it reads as protection, and the fields that it leaves out go to the caller.',
    fix: 'Return the object and let the response model filter it. Where a `Response` is needed for its status or headers, build its content from the model: `JSONResponse(UserOut.model_validate(user).model_dump())`, or set them on an injected `Response`.',
    bad: `from fastapi import FastAPI
from fastapi.responses import JSONResponse
from pydantic import BaseModel

app = FastAPI()


class UserOut(BaseModel):
    name: str


class User(UserOut):
    hashed_password: str


def load(user_id: int) -> User:
    return User(name="ada", hashed_password="$argon2id$...")


@app.get("/users/{user_id}", response_model=UserOut)
def read_user(user_id: int):
    user = load(user_id)
    return JSONResponse(user.model_dump())
`,
    good: `from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class UserOut(BaseModel):
    name: str


class User(UserOut):
    hashed_password: str


def load(user_id: int) -> User:
    return User(name="ada", hashed_password="$argon2id$...")


@app.get("/users/{user_id}", response_model=UserOut)
def read_user(user_id: int):
    return load(user_id)
`,
    references: [
      'https://fastapi.tiangolo.com/advanced/response-directly/',
      'https://cwe.mitre.org/data/definitions/213.html',
    ],
    limits:
      'Only where the content can be followed to a class, or to a literal dict, with a password, hash or secret that the response model does not have. A route without a model belongs to `sensitive-response-field`.',
  },

  *check(facts) {
    const seen = new Set<string>();
    for (const route of facts.application.routes) {
      const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
      const filter = filterOf(facts, route);
      if (code === undefined || filter.kind !== 'models') continue;
      const shown = new Set(filter.models.flatMap((model) => model.fields.map(({ name }) => name)));
      for (const { statement, answers } of answersOf(facts, code)) {
        const found = exposedAnswer(
          facts,
          route,
          answers.filter(({ raw }) => raw),
          shown,
        );
        const at = siteIn(code, statement);
        if (found === undefined || seen.has(siteKey(at))) continue;
        seen.add(siteKey(at));
        yield {
          at,
          subject: subjectOf(route),
          message: `\`${titleOf(route)}\` declares \`${filter.models[0]?.class.qualname ?? 'a model'}\` but returns a \`Response\` made of ${found.what}, so ${found.names} goes out unfiltered. Return the object itself, or build the content from the model.`,
          related: [
            ...found.fields.map(({ field }) => ({ at: field.site, message: `\`${field.name}\` is declared here` })),
            { at: route.site, message: 'the response model is declared here' },
          ],
        };
      }
    }
  },
});
