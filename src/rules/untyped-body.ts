import { type Site, siteKey } from '../core/span.ts';
import type { CallSite, Code, Facts } from '../fastapi/facts.ts';
import type { Parameter, Route } from '../fastapi/model.ts';
import { lastName, mentions, nameOf, nodesIn, within } from '../fastapi/questions/code.ts';
import { reachableCode } from '../fastapi/questions/http/bodies.ts';
import { titleOf } from '../fastapi/questions/authentication/paths.ts';
import { handedTo, namesFrom, receiversOf, type Receiver } from '../fastapi/questions/input/handlers.ts';
import { shapeOf } from '../fastapi/questions/input/types.ts';
import { textOf } from '../python/position.ts';
import type { Call, Expr } from '../python/syntax.ts';
import type { Value } from '../fastapi/value.ts';
import { defineRule } from './contract/rule.ts';

export default defineRule({
  id: 'untyped-body',
  summary: 'A request body is taken without a model',
  category: 'input',
  severity: 'medium',
  confidence: 'medium',
  cwe: [20],
  owasp: ['API3'],
  seeds: ['S3'],
  docs: {
    why: 'FastAPI validates what it has a type for. A body of type `dict` or `Any`, or one read with `request.json()`, comes in with any keys, types and depth: what the handler does not check by hand is not checked, unexpected keys travel on into stored objects, and the schema says nothing to callers.',
    fix: 'Declare a Pydantic model with the fields that you use. Where the request must be read by hand (a webhook whose signature covers the raw bytes), validate the result with `Model.model_validate_json(...)`.',
    bad: `from fastapi import FastAPI

app = FastAPI()


@app.post("/items")
def create_item(payload: dict):
    return {"name": payload["name"]}
`,
    good: `from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI()


class ItemCreate(BaseModel):
    name: str = Field(max_length=100)


@app.post("/items")
def create_item(payload: ItemCreate):
    return {"name": payload.name}
`,
    references: [
      'https://fastapi.tiangolo.com/tutorial/body/',
      'https://cwe.mitre.org/data/definitions/20.html',
      'https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/',
    ],
    limits:
      'Mappings with typed values (`dict[str, int]`) are typed. A body that is handed to a model or a schema validator, and webhooks that verify a signature, are left alone; raw bytes read with `request.body()` count only where they are parsed as JSON.',
  },

  *check(facts) {
    const seen = new Set<string>();
    for (const route of facts.application.routes) {
      if (route.kind !== 'http') continue;
      const receivers = receiversOf(facts, route);
      if (receivers.some((receiver) => isSigned(facts, receiver))) continue;
      for (const receiver of receivers) {
        for (const { name, site, text } of untyped(facts, receiver, receivers)) {
          if (seen.has(siteKey(site))) continue;
          seen.add(siteKey(site));
          yield {
            at: site,
            subject: `parameter ${receiver.code.name}.${name}`,
            message: `${text} of \`${nameOf(receiver.code)}\` lets any JSON into \`${titleOf(route)}\`. Declare a Pydantic model with the fields that it uses.`,
            related: related(site, route),
          };
        }
      }
    }
  },
});

interface Untyped {
  readonly name: string;
  readonly site: Site;
  readonly text: string;
}

function related(site: Site, route: Route): readonly { readonly at: Site; readonly message: string }[] {
  return site.path === route.site.path ? [] : [{ at: route.site, message: `\`${titleOf(route)}\` takes it` }];
}

function untyped(facts: Facts, { code, parameters }: Receiver, receivers: readonly Receiver[]): readonly Untyped[] {
  return parameters.flatMap((parameter): readonly Untyped[] => {
    const { name, site } = parameter;
    // `_: dict = Body(None)`: taken so that it may be sent, and never read.
    if (name.startsWith('_')) return [];
    if (parameter.source === 'body' && isUntypedBody(parameter) && !isValidated(facts, code, new Set([name]), 2)) {
      return [{ name, site, text: `\`${name}\`` }];
    }
    if (parameter.source !== 'request') return [];
    const read = jsonRead(code, name);
    if (read === undefined || isResultValidated(facts, code, read.node) || isValidatedBy(facts, receivers, code))
      return [];
    return [{ name, site, text: `\`${textOf(code.module, read.node.func)}()\`` }];
  });
}

/** `changes=Body()` without a type takes anything as well. */
function isUntypedBody({ annotation }: Parameter): boolean {
  return annotation === undefined || isUntyped(annotation);
}

/** `dict`, `Any`, `dict[str, Any]`, `list[dict]`, optional or not. */
function isUntyped(type: Value): boolean {
  const { kind, items, metadata } = shapeOf(type);
  // A validator in `Annotated` checks what it wants; a bare function there is the subject of undeclared-dependency.
  if (
    metadata.some((one) => one.kind === 'function' || (one.kind === 'external-call' && /Validator$/.test(one.callee)))
  )
    return false;
  if (kind === 'any') return true;
  if (type.kind === 'external-call' && /\.Union\[\]$/.test(type.callee)) {
    const parts = type.args.positional.filter((part) => part.kind !== 'none');
    return parts.every(
      (part) => isUntyped(part) || (shapeOf(part).kind === 'list' && shapeOf(part).items.length === 0),
    );
  }
  if (kind === 'mapping') return items[1] === undefined || isUntyped(items[1]);
  return kind === 'list' && items[0] !== undefined && isUntyped(items[0]);
}

/** `await request.json()`, `json.loads(await request.body())`, or that in two steps. */
function jsonRead(code: Code, request: string): CallSite | undefined {
  const isOn = ({ func }: Call, method: string): boolean =>
    func.kind === 'attribute' && func.attr === method && func.value.kind === 'name' && func.value.id === request;
  const raw = code.calls.find((call) => isOn(call.node, 'body'));
  const held = raw === undefined ? new Set<string>() : holdersOf(code, raw.node);
  return code.calls.find(
    (call) =>
      isOn(call.node, 'json') ||
      (raw !== undefined &&
        /^(json|orjson|ujson|simplejson)\.loads$/.test(call.callee) &&
        (within(raw.node, call.node) || call.node.args.some(({ value }) => mentions(value, held)))),
  );
}

/** Names that the result of a call is bound to. */
function holdersOf(code: Code, read: Call): ReadonlySet<string> {
  const names = nodesIn(code.body).flatMap((node) => {
    if (node.kind === 'walrus' && within(read, node.value)) return [node.target.id];
    return node.kind === 'assign' && node.value !== undefined && within(read, node.value)
      ? node.targets.flatMap((target) => (target.kind === 'name' ? [target.id] : []))
      : [];
  });
  return new Set(names);
}

function isResultValidated(facts: Facts, code: Code, read: Call): boolean {
  if (code.calls.some((call) => call.node !== read && within(read, call.node) && validates(facts, call))) return true;
  const holders = holdersOf(code, read);
  // `return await request.json()` and a value that is dropped are read, not used.
  return holders.size > 0 && isValidated(facts, code, holders, 2);
}

/** A dependency that hands the JSON on: `data: dict = Depends(read_json)` in a function that validates `data`. */
function isValidatedBy(facts: Facts, receivers: readonly Receiver[], giver: Code): boolean {
  return receivers.some(({ code, parameters }) => {
    const given = parameters.filter(
      ({ dependency }) => dependency?.value.kind === 'function' && facts.codeOf(dependency.value) === giver,
    );
    return given.length > 0 && isValidated(facts, code, new Set(given.map(({ name }) => name)), 2);
  });
}

function isValidated(facts: Facts, code: Code, first: ReadonlySet<string>, depth: number): boolean {
  const names = namesFrom(code, first);
  if (isReadByValidatorsOnly(facts, code, first)) return true;
  return code.calls.some((call) => {
    const takes = call.node.args.some(({ value }) => isWholeOf(value, names));
    if (takes && validates(facts, call)) return true;
    return (
      depth > 0 && handedTo(facts, call, names).some((to) => isValidated(facts, to.code, new Set([to.name]), depth - 1))
    );
  });
}

/** `Item.model_validate(data["item"])`, and nothing else looks at the data. */
function isReadByValidatorsOnly(facts: Facts, code: Code, names: ReadonlySet<string>): boolean {
  const assigned = nodesIn(code.body).flatMap((node) => (node.kind === 'assign' ? node.targets : []));
  const reads = nodesIn(code.body).filter(
    (node) => node.kind === 'name' && names.has(node.id) && !assigned.includes(node),
  );
  const validators = code.calls.filter((call) => validates(facts, call));
  return reads.length > 0 && reads.every((read) => validators.some(({ node }) => within(read, node)));
}

/** The body itself, also unpacked or as a copy. */
function isWholeOf(value: Expr, names: ReadonlySet<string>): boolean {
  if (value.kind === 'name' || value.kind === 'dict' || value.kind === 'starred') return mentions(value, names);
  return value.kind === 'call' && value.args.some((argument) => isWholeOf(argument.value, names));
}

/** A model's constructor or parser, a JSON Schema validator, or a function that says it validates. */
function validates(facts: Facts, call: CallSite): boolean {
  const value = call.code.valueOf(call.node.func);
  const kind = value.kind === 'class' ? facts.modelOf(value)?.kind : undefined;
  if (kind === 'pydantic' || kind === 'settings') return true;
  if (value.kind === 'external-call' && /(^|\.)create_model$/.test(value.callee)) return true;
  if (
    /^(model_validate|model_validate_json|parse_obj|parse_raw|parse_obj_as|validate_python|validate_json|from_dict|fromdict|load|deserialize|validate|iter_errors|is_valid|structure|de_json)$/.test(
      lastName(call.callee).replace(/^\?/, ''),
    )
  )
    return true;
  return (
    /^\??\w*(validat|parse_|verify|construct_event|schema|to_model|dict_to_)/i.test(lastName(call.callee)) &&
    !/^json\./.test(call.callee)
  );
}

/** One that checks a signature, or takes it: `x_hub_signature_256: str = Header()`. */
function isSigned(facts: Facts, { code, parameters }: Receiver): boolean {
  if (reachableCode(facts, code, 1).some(verifiesSignature)) return true;
  return parameters.some(({ source, name }) => source === 'header' && /signature/i.test(name));
}

/** The signature of a webhook covers the raw bytes, so they are read by hand. */
function verifiesSignature(code: Code): boolean {
  if (
    code.calls.some(({ callee }) =>
      /^hmac\.|construct_event|compare_digest|verify_(webhook|signature|request)|Webhook(\(\))?\.verify|signature/i.test(
        callee,
      ),
    )
  )
    return true;
  return nodesIn(code.body).some(
    (node) => node.kind === 'string' && /^(x-[\w-]*signature[\w-]*|stripe-signature|svix-signature)$/i.test(node.value),
  );
}
