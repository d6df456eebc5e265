import { siteKey } from '../core/span.ts';
import type { Code, DataModel, Facts } from '../fastapi/facts.ts';
import type { Route } from '../fastapi/model.ts';
import { nameOf, nodesIn } from '../fastapi/questions/code.ts';
import { isForAdministrators } from '../fastapi/questions/authentication/administrators.ts';
import { namesPrivilege } from '../fastapi/questions/authentication/names.ts';
import { titleOf } from '../fastapi/questions/authentication/paths.ts';
import { reachableCode } from '../fastapi/questions/http/bodies.ts';
import { modelsIn } from '../fastapi/questions/input/bodies.ts';
import { writesIn, type Write } from '../fastapi/questions/input/writes.ts';
import { defineRule, type RelatedSite } from './contract/rule.ts';

export default defineRule({
  id: 'mass-assignment',
  summary: 'Callers can set fields that give power',
  category: 'input',
  severity: 'high',
  confidence: 'medium',
  cwe: [915],
  owasp: ['API3'],
  seeds: ['S3'],
  docs: {
    why: 'A body that is written into a stored object as a whole sets whatever the body model accepts. Where both have a field such as `is_admin` or `role`, any caller promotes itself by sending it. A body model with `extra="allow"`, or a plain `dict`, accepts every column there is.',
    fix: 'Take a body model that has only what callers may set, and set the rest in code: `User(**body.model_dump(), role="user")` where the body has no `role`.',
    bad: `from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    is_admin: Mapped[bool] = mapped_column(default=False)


class UserCreate(BaseModel):
    name: str
    is_admin: bool = False


@app.post("/users")
def create_user(body: UserCreate):
    user = User(**body.model_dump())
    return {"name": user.name}
`,
    good: `from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    is_admin: Mapped[bool] = mapped_column(default=False)


class UserCreate(BaseModel):
    name: str


@app.post("/users")
def create_user(body: UserCreate):
    user = User(**body.model_dump(), is_admin=False)
    return {"name": user.name}
`,
    references: [
      'https://cheatsheetseries.owasp.org/cheatsheets/Mass_Assignment_Cheat_Sheet.html',
      'https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/',
      'https://docs.pydantic.dev/latest/api/config/#pydantic.config.ConfigDict.extra',
    ],
    limits:
      'Stored objects are SQLAlchemy, SQLModel and other ORM classes of this project; fields that give power are known by name (`is_admin`, `is_superuser`, `role`, `permissions`, ...). Fields that are excluded, taken out or overwritten, and routes that only administrators reach, are left alone.',
  },

  *check(facts) {
    const seen = new Set<string>();
    for (const route of facts.application.routes) {
      const handler = route.handler === undefined ? undefined : facts.codeOf(route.handler);
      if (handler === undefined || isForAdministrators(route)) continue;
      for (const code of reachableCode(facts, handler, 2)) {
        for (const write of writesIn(facts, code)) {
          const chosen = setOnBody(route, handler);
          const fields = powers(write).filter((name) => !chosen.has(name));
          if (
            fields.length === 0 ||
            seen.has(siteKey(write.call.site)) ||
            !comesFrom(facts, route, code, handler, write)
          )
            continue;
          seen.add(siteKey(write.call.site));
          const names = fields.map((name) => `\`${name}\``).join(', ');
          yield {
            at: write.call.site,
            subject: `function ${code.name} writes ${write.stored.class.qualname}`,
            message: `\`${nameOf(code)}\` ${deed(write)}, so whoever calls \`${titleOf(route)}\` can set ${names}. Take a model without ${fields.length > 1 ? 'them' : 'it'}, or set ${fields.length > 1 ? 'them' : 'it'} in code.`,
            related: related(route, write, fields),
          };
        }
      }
    }
  },
});

function deed({ body, stored }: Write): string {
  const row = `\`${stored.class.qualname}\``;
  if (body === stored) return `stores the ${row} as it was sent`;
  return `writes ${body === 'mapping' ? 'a body of any shape' : `all of \`${body.class.qualname}\``} into ${row}`;
}

/** `body.owner_id = user.id` in the handler: whatever came in is gone before it is written. */
function setOnBody(route: Route, handler: Code): ReadonlySet<string> {
  const bodies = new Set(
    route.parameters.filter(({ source }) => source === 'body' || source === 'form').map(({ name }) => name),
  );
  return new Set(
    nodesIn(handler.body).flatMap((node) =>
      node.kind === 'assign'
        ? node.targets.flatMap((target) =>
            target.kind === 'attribute' && target.value.kind === 'name' && bodies.has(target.value.id)
              ? [target.attr]
              : [],
          )
        : [],
    ),
  );
}

/** Fields that give power, of the stored class, that the body brings in. */
function powers({ body, stored, fixed }: Write): readonly string[] {
  const own = stored.fields.map(({ name }) => name).filter((name) => namesPrivilege(name) && !fixed.has(name));
  if (body === 'mapping' || takesExtra(body)) return own;
  const accepted = new Set(body.fields.map(({ name }) => name));
  return own.filter((name) => accepted.has(name));
}

function takesExtra({ config }: DataModel): boolean {
  const extra = config.get('extra');
  return (
    (extra?.kind === 'string' && extra.value === 'allow') ||
    (extra?.kind === 'external' && extra.name.endsWith('Extra.allow'))
  );
}

/** The body that is written is one that this route takes. */
function comesFrom(facts: Facts, route: Route, code: Code, handler: Code, { body }: Write): boolean {
  const bodies = route.parameters.filter(({ source }) => source === 'body' || source === 'form');
  if (body === 'mapping')
    return code === handler && (bodies.length > 0 || route.parameters.some(({ source }) => source === 'request'));
  return bodies.some(
    ({ annotation }) =>
      annotation !== undefined &&
      [facts.modelOf(annotation), ...modelsIn(facts, annotation)].some((model) => model?.class.def === body.class.def),
  );
}

function related(route: Route, { body, stored }: Write, fields: readonly string[]): readonly RelatedSite[] {
  const models = body === 'mapping' || body === stored ? [stored] : [body, stored];
  return [
    ...models.flatMap((model) =>
      model.fields
        .filter(({ name }) => fields.includes(name))
        .map(({ name, site }) => ({ at: site, message: `\`${name}\` of \`${model.class.qualname}\`` })),
    ),
    { at: route.site, message: `\`${titleOf(route)}\` takes the body` },
  ];
}
