import { groupBy } from '../core/group.ts';
import { compareSites } from '../core/span.ts';
import type { DataField, DataModel, Facts } from '../fastapi/facts.ts';
import type { Route } from '../fastapi/model.ts';
import { namesIdentifier } from '../fastapi/questions/authentication/things.ts';
import { titleOf } from '../fastapi/questions/authentication/routes.ts';
import { bodyModels } from '../fastapi/questions/input/bodies.ts';
import { missingBound } from '../fastapi/questions/input/bounds.ts';
import type { ClassValue } from '../fastapi/value.ts';
import { defineRule, type Problem, type RelatedSite } from './contract/rule.ts';

export default defineRule({
  id: 'unconstrained-input',
  summary: 'Body fields take values of any size',
  category: 'input',
  severity: 'low',
  confidence: 'medium',
  cwe: [1284],
  owasp: ['API4'],
  seeds: ['S3'],
  docs: {
    why: 'A Pydantic field of type `str`, `bytes`, `list` or `dict` without a bound accepts megabytes: FastAPI has no body limit by default (30 MB of JSON passed when measured), so the value reaches hashing, matching, the database and the logs at full size. A price or quantity without a range accepts negative and absurd numbers.',
    fix: 'Give each field the bound that it has in real life: `Field(max_length=...)` for text and collections, `ge=`/`le=` for numbers, or a type that is bounded by itself (`EmailStr`, `UUID`, an enum, `Literal`).',
    bad: `from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class ItemCreate(BaseModel):
    name: str
    price: float
    description: str | None = None


@app.post("/items")
def create_item(item: ItemCreate):
    return item
`,
    good: `from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI()


class ItemCreate(BaseModel):
    name: str = Field(min_length=1, max_length=100)
    price: float = Field(ge=0, le=1_000_000)
    description: str | None = Field(default=None, max_length=500)


@app.post("/items")
def create_item(item: ItemCreate):
    return item
`,
    references: [
      'https://docs.pydantic.dev/latest/concepts/fields/',
      'https://cwe.mitre.org/data/definitions/1284.html',
      'https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/',
    ],
    limits:
      'Only models that a route takes as its body or form, nested models included; one finding per class, at its first unbounded field; more than eight classes of one file, or twelve of the project, are one finding per file, and more than eight such files are one finding. Bounds by pattern, by constrained and `Annotated` types, by `str_max_length` of the model and by validators that can refuse count. A single identifier that is a string, and numbers other than prices, quantities and their like, are left alone.',
  },

  *check(facts) {
    const groups = unboundedClasses(facts);
    const byFile = [...groupBy(groups, ({ owner }) => owner.module.path).values()];
    if (byFile.length > MOST_FILES) yield ofProject(byFile);
    else
      for (const inFile of byFile) {
        if (inFile.length > MOST_IN_FILE || groups.length > MOST) yield ofFile(inFile);
        else yield* inFile.map(ofClass);
      }
  },
});

/** Beyond these numbers the cause is no single class: a module of schemas, and then a project, that bounds nothing. */
const MOST_IN_FILE = 8;
const MOST = 12;
const MOST_FILES = 8;
/** Places that one finding lists. */
const SHOWN = 24;

function ofFile(groups: readonly Group[]): Problem {
  const [first] = groups;
  if (first === undefined) throw new Error('no class to report');
  if (groups.length === 1) return ofClass(first);
  return {
    at: ofClass(first).at,
    subject: `models of ${first.owner.moduleName}`,
    message: `${String(groups.length)} body models of \`${first.owner.moduleName}\` have fields without a bound. ${example(first)}. ${advice(groups.flatMap(({ fields }) => fields))}`,
    related: sitesOf(groups),
  };
}

/** It stands where most of them are: there the habit, or a shared base, is mended first. */
function ofProject(files: readonly (readonly Group[])[]): Problem {
  const [worst = [], ...others] = files.toSorted((a, b) => b.length - a.length);
  const first = ofFile(worst);
  const models = files.flat().length;
  return {
    ...first,
    subject: 'models of the project',
    message: `${String(models)} body models in ${String(files.length)} files have fields without a bound, ${String(worst.length)} of them in this one.${worst[0] === undefined ? '' : ` ${example(worst[0])}.`} A shared base with \`model_config = ConfigDict(str_max_length=...)\` bounds all text at once.`,
    related: sitesOf([...worst, ...others.flat()]),
  };
}

/** Named by their routes: one more of the same kind is no news to those who review it. */
function sitesOf(groups: readonly Group[]): readonly RelatedSite[] {
  return groups.slice(0, SHOWN).flatMap(({ owner, route, fields: [first] }) =>
    first === undefined
      ? []
      : [
          {
            at: first.field.site,
            message: `\`${titleOf(route)}\` takes \`${first.field.name}\` of \`${owner.qualname}\``,
          },
        ],
  );
}

interface Unbounded {
  readonly field: DataField;
  readonly bound: 'length' | 'range';
}

interface Group {
  readonly owner: ClassValue;
  readonly route: Route;
  readonly fields: Unbounded[];
}

/** Fields stand with the class that declares them: a base shared by three bodies is mended once. */
function unboundedClasses(facts: Facts): readonly Group[] {
  const groups = new Map<object, Group>();
  for (const { model, routes } of bodyModels(facts)) {
    const [route] = routes;
    if (route === undefined) continue;
    for (const { field, bound } of unboundedFields(facts, model)) {
      const group = groups.get(field.owner.def) ?? { owner: field.owner, route, fields: [] };
      groups.set(field.owner.def, group);
      const isKnown = group.fields.some((one) => one.field.name === field.name);
      if (!isKnown) group.fields.push({ field, bound });
    }
  }
  return [...groups.values()]
    .map((group) => ({ ...group, fields: group.fields.toSorted((a, b) => compareSites(a.field.site, b.field.site)) }))
    .toSorted((a, b) => compareSites(a.owner.site, b.owner.site));
}

function unboundedFields(facts: Facts, model: DataModel): readonly Unbounded[] {
  return model.fields.flatMap((field) => {
    if (namesIdentifier(field.name)) return [];
    const bound = missingBound(facts, model, field);
    return bound === undefined ? [] : [{ field, bound }];
  });
}

function ofClass({ owner, route, fields: [first, ...others] }: Group): Problem {
  if (first === undefined) throw new Error('no field to report');
  return {
    at: first.field.site,
    subject: `model ${owner.moduleName}:${owner.qualname}`,
    message: `${example({ owner, route, fields: [first, ...others] })}. ${advice([first, ...others])}`,
    related: [
      ...others.map(({ field, bound }) => ({ at: field.site, message: `\`${field.name}\` has no ${bound} either` })),
      { at: route.site, message: `\`${titleOf(route)}\` takes it` },
    ],
  };
}

/** What a caller may send: `POST /notes` takes `title` and `text` of `NoteIn` at any length. */
function example({ owner, route, fields }: Group): string {
  const names = fields.map(({ field }) => `\`${field.name}\``);
  const shown = names.length <= 4 ? names : [...names.slice(0, 3), `${String(names.length - 3)} more`];
  const last = shown.at(-1) ?? '';
  const list = shown.length === 1 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
  const isLength = fields.every(({ bound }) => bound === 'length');
  return `\`${titleOf(route)}\` takes ${list} of \`${owner.qualname}\` ${isLength ? 'at any length' : 'without a bound'}`;
}

function advice(fields: readonly Unbounded[]): string {
  const wanted = new Set(fields.map(({ bound }) => bound));
  const parts = [
    ...(wanted.has('length') ? ['`Field(max_length=...)`'] : []),
    ...(wanted.has('range') ? ['`Field(ge=..., le=...)`'] : []),
  ];
  return `Give ${fields.length === 1 ? 'it' : 'them'} ${parts.join(' or ')}.`;
}
