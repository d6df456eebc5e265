import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  alternativesOf,
  answersTooMany,
  defaultOf,
  diffArrays,
  dottedName,
  exceptionStatus,
  groupBy,
  isCredentialName,
  isLogging,
  isRefusal,
  lastName,
  lineOf,
  namesCaller,
  namesFormToken,
  namesGuard,
  namesLimit,
  namesOptional,
  namesPassword,
  namesStore,
  nodesIn,
  raisesHttp,
  refusalsIn,
  refuses,
  remembered,
  siteOf,
  statusOf,
  stringsOf,
  textOf,
  textOfValue,
  treeOf,
  truthOf,
  walk,
  wordsOf
} from "./chunk-MY77EXL4.js";

// src/rules/comparison/renames.ts
var NO_RENAMES = { path: (path) => path, text: (text) => text };
function renamesOf(paths) {
  if (paths.size === 0) return NO_RENAMES;
  const modules = /* @__PURE__ */ new Map();
  for (const [from, to] of paths) {
    for (const [before, after] of moduleNames(from, to)) modules.set(before, after);
  }
  return {
    path: (path) => paths.get(path) ?? path,
    text: (text) => modules.size === 0 ? text : translated(text, modules)
  };
}
function* moduleNames(from, to) {
  const before = moduleParts(from);
  const after = moduleParts(to);
  if (before === void 0 || after === void 0) return;
  for (let root = 0; root < before.length; root += 1) {
    if (root > 0 && before[root - 1] !== after[root - 1]) return;
    if (root >= after.length) return;
    yield [before.slice(root).join("."), after.slice(root).join(".")];
  }
}
function moduleParts(path) {
  if (!path.endsWith(".py")) return void 0;
  const parts = path.slice(0, -".py".length).split("/");
  return parts.at(-1) === "__init__" && parts.length > 1 ? parts.slice(0, -1) : parts;
}
function translated(text, modules) {
  return text.replaceAll(/(?<![\w./:])([A-Za-z_]\w*(?:\.\w+)*)(:?)/gu, (whole, word, colon) => {
    const parts = word.split(".");
    for (let length = colon === "" ? parts.length - 1 : parts.length; length > 0; length -= 1) {
      const head = modules.get(parts.slice(0, length).join("."));
      if (head !== void 0) return [head, ...parts.slice(length)].join(".") + colon;
    }
    return whole;
  });
}

// src/rules/comparison/source-text.ts
function sourceText(facts, { path, span }) {
  const module = facts.modules.find((one) => one.path === path);
  if (module === void 0) return void 0;
  const start = (module.lineStarts[span.startLine - 1] ?? 0) + span.startColumn - 1;
  const end = (module.lineStarts[span.endLine - 1] ?? 0) + span.endColumn;
  return module.text.slice(start, end).replaceAll(/\s+/gu, " ").replaceAll(/(?<=[([{]) | (?=[)\]}])|,(?= ?[)\]}])/gu, "").trim();
}
function isWithin(inner, outer) {
  return inner.path === outer.path && inner.span.startLine >= outer.span.startLine && inner.span.endLine <= outer.span.endLine;
}
function isSameSite(a, b) {
  return a.path === b.path && a.span.startLine === b.span.startLine && a.span.startColumn === b.span.startColumn && a.span.endLine === b.span.endLine && a.span.endColumn === b.span.endColumn;
}

// src/fastapi/questions/authentication/middleware.ts
function bodiesOf(facts, use) {
  const { value } = use;
  if (value.kind === "function") return [facts.codeOf(value)].filter((code) => code !== void 0);
  const cls = value.kind === "instance" ? value.class : value.kind === "class" ? value : void 0;
  if (cls === void 0) return [];
  return ["dispatch", "__call__"].flatMap((name) => {
    const method = facts.methodOf(cls, name);
    const code = method === void 0 ? void 0 : facts.codeOf(method);
    return code === void 0 ? [] : [code];
  });
}
function turnsAway(code) {
  if (refusalsIn(code).length > 0 || nodesIn(code.body).some((node) => startsRefusal(code, node))) return true;
  return code.calls.some((call) => {
    if (!/Response$/.test(lastName(call.callee))) return false;
    const status = statusOf(call.argument("status_code", 1));
    return status === 401 || status === 403;
  });
}
function asksForFormToken(code) {
  const names = nodesIn(code.body).flatMap(
    (node) => node.kind === "string" ? [node.value] : node.kind === "attribute" ? [node.attr] : node.kind === "name" ? [node.id] : []
  );
  const saysWho = (name) => name === "user" || isCredentialName(name) && !LIBRARIES.has(name);
  return names.some(namesFormToken) && !names.some(saysWho);
}
var LIBRARIES = /* @__PURE__ */ new Set(["secrets", "hmac"]);
function startsRefusal(code, node) {
  if (node.kind !== "dict") return false;
  const entry = (name) => node.entries.find(({ key: key2 }) => key2?.kind === "string" && key2.value === name)?.value;
  const [type, status] = [entry("type"), entry("status")];
  if (type?.kind !== "string" || type.value !== "http.response.start" || status === void 0) return false;
  const answer = statusOf(code.valueOf(status));
  return answer === 401 || answer === 403;
}
function guardedTests(code) {
  return nodesIn(code.body).flatMap(
    (node) => node.kind === "if" && turns(code, node.body) && !letsThrough(node.body) && negatedParts(node.test).length === 0 ? [node.test] : []
  );
}
function negatedParts(test) {
  if (test.kind === "unary" && test.op === "not") return [test.operand];
  if (test.kind === "compare" && test.ops[0] === "not in") return [test];
  return test.kind === "boolop" && test.op === "and" ? test.values.flatMap(negatedParts) : [];
}
function letsThrough(body) {
  return nodesIn(body).some(
    (node) => node.kind === "call" && (node.func.kind === "name" && node.func.id === "call_next" || node.func.kind === "attribute" && node.func.attr === "app")
  );
}
function turns(code, body) {
  return nodesIn(body).some((node) => {
    if (node.kind === "raise") return isRefusal(code, node.exception);
    if (startsRefusal(code, node)) return true;
    const call = node.kind === "call" ? code.calls.find((one) => one.node === node) : void 0;
    const status = call === void 0 || !/Response$/.test(lastName(call.callee)) ? void 0 : statusOf(call.argument("status_code", 1));
    return status === 401 || status === 403;
  });
}
function readsUrlPath(code) {
  return nodesIn(code.body).find(
    (node) => node.kind === "attribute" && node.attr === "path" && node.value.kind === "attribute" && node.value.attr === "url"
  );
}

// src/fastapi/questions/authentication/guards.ts
function enforces(use, enforcing) {
  return treeOf([use]).some((one) => enforcing.has(one.name));
}
function bringsData({ resolved, children, name }) {
  return !resolved && children.every((child) => child.resolved) && namesStore(shortName(name));
}
function isKnown(route) {
  if (!route.openDependencies && route.protection.status !== "unknown") return true;
  const open = treeOf(route.dependencies).filter(
    ({ resolved, children }) => !resolved && children.every((child) => child.resolved)
  );
  return open.length > 0 && open.every(bringsData);
}
function schemesOf(use) {
  return treeOf([use]).filter((one) => one.scheme !== void 0);
}
var CREDENTIAL_READERS = /(^|\.)(Request|HTTPConnection|WebSocket)$/;
function knowsCaller(use, enforcing) {
  return treeOf([use]).some(
    (one) => enforcing.has(one.name) || one.scheme !== void 0 || !one.resolved && !namesStore(shortName(one.name)) || one.parameters.some(
      (parameter) => readsRequest(parameter) || parameter.source === "header" || parameter.source === "cookie"
    )
  );
}
function readsRequest(parameter) {
  const type = parameter.annotation;
  return parameter.source === "request" && type?.kind === "external" && CREDENTIAL_READERS.test(type.name);
}
function callerParameters(route, enforcing) {
  const names = /* @__PURE__ */ new Set();
  for (const parameter of route.parameters) {
    const use = parameter.dependency;
    if (use !== void 0 && (knowsCaller(use, enforcing) || namesCaller(parameter.name))) names.add(parameter.name);
    if (parameter.source === "request" || parameter.source === "unknown") names.add(parameter.name);
  }
  return names;
}
function takesFromContainer(route) {
  return route.parameters.some(
    ({ annotation }) => annotation?.kind === "external-call" && /(^|\.)(FromDishka|Injected|FromContainer)\[\]$/.test(annotation.callee)
  );
}
function calledValue(value) {
  if (value.kind === "partial") return calledValue(value.function);
  if (value.kind === "bound-method") return value.function;
  return value;
}
function shortName(name) {
  const unnamed = /^<(\w+) at ([^:>]+)/.exec(name);
  if (unnamed !== null) return `${unnamed[1] ?? ""} of ${unnamed[2] ?? ""}`;
  const missing = / does not define (\w+)\)$/.exec(name);
  if (missing !== null) return missing[1] ?? name;
  const cut = Math.max(name.lastIndexOf(":"), name.lastIndexOf("."));
  return name.slice(cut + 1);
}
function shownGuard(name) {
  const [factory, inner] = name.split(".<locals>.");
  if (inner === void 0 || factory === void 0) return shortName(name);
  return /^_*(set_?up|init|register|configure|install|mount)(_|$)|^_*(create|build|make|get)_(\w+_)?(app|application|router|server|routes)$/i.test(
    shortName(factory).split(".").at(-1) ?? ""
  ) ? inner : `${shortName(factory)}(...)`;
}
function looksLikeGuard(use) {
  return namesGuard(shortName(use.name));
}
function bodyOf(facts, { value }) {
  const called = value.kind === "instance" ? facts.methodOf(value.class, "__call__") : value.kind === "class" ? facts.methodOf(value, "__init__") : calledValue(value);
  return called?.kind === "function" ? facts.codeOf(called) : void 0;
}
function refusedByDependency(facts, route) {
  return treeOf(route.dependencies).some((use) => {
    const code = use.parameters.some(({ source }) => source !== "path" && source !== "unknown") ? bodyOf(facts, use) : void 0;
    const sent = use.parameters.filter(({ source }) => source === "header" || source === "cookie");
    if (sent.length > 0 && sent.every(({ name }) => namesFormToken(name))) return false;
    if (code !== void 0 && asksForFormToken(code)) return false;
    const reads = sent.length > 0 || use.children.some(({ scheme }) => scheme !== void 0);
    return code !== void 0 && (refuses(facts, code) || reads && raisesHttp(facts, code));
  });
}
function refusedByEndpoint(facts, route) {
  const code = route.handler === void 0 ? void 0 : facts.codeOf(route.handler);
  if (code === void 0) return false;
  if (refusalsIn(code).some(({ exception }) => exception !== void 0 && exceptionStatus(code, exception) === 401))
    return true;
  return route.parameters.some(({ source }) => source === "request" || source === "header" || source === "cookie") && refuses(facts, code);
}
function routerSubject(facts, router) {
  const app = facts.application.allApps.find((one) => one.router === router);
  return (app?.name ?? router.name).replace(/:\d+(:\d+)?>/, ">");
}
function routerTitle(facts, router) {
  const name = routerSubject(facts, router);
  return /[:.][A-Za-z_]\w*$/.test(name) ? `\`${shortName(name)}\`` : "its router";
}
function outermost(route) {
  let app = route.app;
  while (app.mountedIn !== void 0 && app.mountedIn !== app) app = app.mountedIn;
  return app;
}
function usualGuard(family) {
  const names = family.flatMap(
    (route) => route.protection.guards.filter(({ kind, name }) => kind === "dependency" && !namesOptional(shortName(name))).map(({ name }) => name)
  );
  return [...groupBy(names, (name) => name).values()].sort((a, b) => b.length - a.length)[0]?.[0];
}

// src/fastapi/questions/input/types.ts
var BARE = /* @__PURE__ */ new Map([
  ["builtins.str", "text"],
  ["typing.Text", "text"],
  ["typing.AnyStr", "text"],
  ["pydantic.StrictStr", "text"],
  ["pydantic.types.StrictStr", "text"],
  ["builtins.bytes", "bytes"],
  ["pydantic.StrictBytes", "bytes"],
  ["builtins.int", "number"],
  ["builtins.float", "number"],
  ["decimal.Decimal", "number"],
  ["pydantic.StrictInt", "number"],
  ["pydantic.StrictFloat", "number"],
  ["typing.Any", "any"],
  ["builtins.object", "any"],
  ["starlette.requests.Any", "other"]
]);
var LISTS = /^(builtins\.(list|set|frozenset)|typing\.(List|Set|FrozenSet|Sequence|MutableSequence|Collection|Iterable|AbstractSet)|collections\.abc\.(Sequence|MutableSequence|Collection|Iterable|Set))(\[\])?$/;
var MAPPINGS = /^(builtins\.dict|typing\.(Dict|Mapping|MutableMapping|DefaultDict|OrderedDict)|collections\.(abc\.(Mapping|MutableMapping)|OrderedDict|defaultdict))(\[\])?$/;
var WRAPPERS = /^(typing|typing_extensions)\.(Optional|Union|Required|NotRequired|Final)\[\]$|^sqlalchemy(\.\w+)*\.Mapped\[\]$/;
var OTHER = { kind: "other", metadata: [], items: [] };
var CONSTRAINED = /* @__PURE__ */ new Map([
  ["constr", "text"],
  ["conbytes", "bytes"],
  ["conlist", "list"],
  ["conset", "list"],
  ["confrozenset", "list"],
  ["conint", "number"],
  ["confloat", "number"],
  ["condecimal", "number"]
]);
function shapeOf(type) {
  switch (type.kind) {
    case "annotated": {
      const inner = shapeOf(type.base);
      return { ...inner, metadata: [...type.metadata, ...inner.metadata] };
    }
    case "external": {
      const kind = BARE.get(type.name) ?? containerOf(type.name);
      return kind === void 0 ? OTHER : { kind, metadata: [], items: [] };
    }
    case "external-call":
      return shapeOfConstrained(type) ?? shapeOfSubscript(type.callee, type.args.positional);
    case "choice": {
      const [first, ...others] = alternativesOf(type);
      return first === void 0 || others.length > 0 ? OTHER : shapeOf(first.value);
    }
    default:
      return OTHER;
  }
}
function containerOf(name) {
  if (LISTS.test(name)) return "list";
  return MAPPINGS.test(name) ? "mapping" : void 0;
}
function shapeOfConstrained(type) {
  const name = constrainedName(type);
  const kind = name === void 0 ? void 0 : CONSTRAINED.get(name);
  return kind === void 0 ? void 0 : { kind, metadata: [type], items: type.args.positional.slice(0, 1) };
}
function constrainedName(type) {
  return type.kind === "external-call" ? /^pydantic(?:\.\w+)*\.(con[a-z]+)$/.exec(type.callee)?.[1] : void 0;
}
function shapeOfSubscript(callee, items) {
  if (WRAPPERS.test(callee)) {
    const shapes = items.filter((one) => one.kind !== "none").map(shapeOf);
    const [first] = shapes;
    if (first === void 0) return OTHER;
    if (shapes.length === 1) return first;
    return shapes.every((one) => one.kind === first.kind) ? { ...first, metadata: shapes.flatMap((one) => one.metadata) } : OTHER;
  }
  const kind = callee.endsWith("[]") ? containerOf(callee) : void 0;
  return kind === void 0 ? OTHER : { kind, metadata: [], items };
}
function partsOf(type) {
  switch (type.kind) {
    case "annotated":
      return partsOf(type.base);
    case "external-call":
      return type.callee.endsWith("[]") ? type.args.positional.flatMap(partsOf) : [type];
    case "choice":
      return type.alternatives.flatMap((one) => partsOf(one.value));
    case "class":
      return [type, ...(type.typeArguments ?? []).flatMap(partsOf)];
    default:
      return [type];
  }
}

// src/fastapi/questions/input/sensitive.ts
var STATE = /* @__PURE__ */ new Set([
  "is",
  "has",
  "must",
  "can",
  "should",
  "change",
  "changed",
  "reset",
  "expires",
  "expired",
  "expiry",
  "expiration",
  "at",
  "updated",
  "last",
  "set",
  "required",
  "count",
  "length",
  "policy",
  "url",
  "uri",
  "link",
  "enabled",
  "strength",
  "min",
  "max",
  "hint",
  "type",
  "id",
  "date",
  "time",
  "status",
  "provider",
  "only",
  "login",
  "protected",
  "name",
  "valid",
  "ok",
  "rules",
  "masked",
  "file",
  "path",
  "env",
  "version",
  "days",
  "attempts",
  "flow",
  "email",
  "public",
  "present",
  "configured",
  "exists",
  "usage",
  "limit",
  "cost",
  "input",
  "output",
  "total",
  "prompt"
]);
var SECRETS = /(^|_)(secret|secret_key|private_key|signing_key|encryption_key|api_key|apikey|token|recovery_codes|backup_codes|otp|mfa_seed)$/;
function gradeOf(name) {
  const words = wordsOf(name);
  if (words.some((word) => STATE.has(word)) && !/^(reset_token|last_password)$/.test(words.join("_"))) return void 0;
  if (namesPassword(name)) return /^(key|ref|alias|arn)$/.test(words.at(-1) ?? "") ? void 0 : "password";
  const held = /^(hash|digest)$/.test(words.at(-1) ?? "") ? words.slice(0, -1) : words;
  return SECRETS.test(held.join("_")) && !words.some((word) => HARMLESS.has(word)) ? "secret" : void 0;
}
var HARMLESS = /* @__PURE__ */ new Set([
  "csrf",
  "xsrf",
  "push",
  "fcm",
  "apns",
  "device",
  "next",
  "page",
  "cursor",
  "continuation",
  "sync",
  "upload",
  "download",
  "image",
  "unsubscribe"
]);
function sensitiveFields(facts, model) {
  return model.fields.flatMap((field) => {
    const grade = gradeOf(field.name);
    return grade === void 0 || !holdsText(facts, field) || isLeftOut(facts, field) || isRewritten(model, field) ? [] : [{ field, grade }];
  });
}
function isRewritten({ class: { def, module } }, { name }) {
  return def.body.some(
    (one) => one.kind === "function" && one.decorators.some(({ expression }) => {
      const text = textOf(module, expression);
      return /serializer\(/.test(text) && (text.includes(`"${name}"`) || text.includes(`'${name}'`));
    })
  );
}
function holdsText(facts, field) {
  if (field.annotation === void 0)
    return !/\brelationship\(|\bColumn\(\s*(?:\w+\.)?(?:Boolean|DateTime|Integer)\b/.test(
      field.value === void 0 ? "" : field.module.text.slice(field.value.start, field.value.end)
    );
  const { kind, items } = shapeOf(facts.valueIn(field.module, field.annotation));
  return kind === "text" || kind === "bytes" || kind === "any" || kind === "list" && items[0] !== void 0 && shapeOf(items[0]).kind === "text";
}
function isLeftOut(facts, field) {
  const value = field.value === void 0 ? void 0 : facts.valueIn(field.module, field.value);
  const shape = field.annotation === void 0 ? void 0 : shapeOf(facts.valueIn(field.module, field.annotation));
  return [...value === void 0 ? [] : [value], ...shape?.metadata ?? []].some((one) => {
    const exclude = one.kind === "external-call" ? one.args.keywords.get("exclude") : void 0;
    return exclude !== void 0 && !(exclude.kind === "bool" && !exclude.value);
  });
}
var ISSUES = /* @__PURE__ */ new Set([
  "login",
  "signin",
  "token",
  "tokens",
  "key",
  "keys",
  "secret",
  "secrets",
  "auth",
  "oauth",
  "oauth2",
  "refresh",
  "apikey",
  "webhook",
  "webhooks",
  "credential",
  "credentials",
  "share",
  "invite",
  "session",
  "sessions",
  "rotate",
  "mfa",
  "totp",
  "otp",
  "2fa",
  "password",
  "passwords",
  "register",
  "signup",
  "invitation",
  "setup",
  "enroll",
  "jwt",
  "settings",
  "config"
]);
function issuesSecrets(route) {
  if (route.methods.includes("POST")) return true;
  return namesIssue(`${route.path.text} ${route.endpoint.slice(route.endpoint.indexOf(":") + 1)}`);
}
function namesIssue(name) {
  return wordsOf(name).some((word) => ISSUES.has(word));
}
function exposedFields(facts, route, model) {
  return sensitiveFields(facts, model).filter(({ grade }) => grade === "password" || !issuesSecrets(route));
}

// src/rules/comparison/response-models.ts
function responseFilterOf(route, facts) {
  const given = route.args.keywords.get("response_model");
  const def = route.handler?.def.kind === "function" ? route.handler.def : void 0;
  if (given !== void 0) return filterOf(given, route.args.keywordSites.get("response_model") ?? given.site, facts);
  if (route.args.open || route.handler === void 0) return { kind: "unknown" };
  if (def?.returns === void 0) return { kind: "none", site: route.registration };
  const site = siteOf(route.handler.module, def.returns);
  return filterOf(facts.valueIn(route.handler.module, def.returns), site, facts);
}
var SHAPELESS = /^(builtins\.)?(dict|list|object|tuple)$|^typing\.(Any|Dict|List|Mapping)$|^collections\.abc\.Mapping$|Response$/u;
function filterOf(value, site, facts) {
  const model = facts.modelOf(value);
  if (model !== void 0)
    return isOpenEnvelope(model, value, facts) ? { kind: "unknown" } : { kind: "model", model, site, text: model.class.qualname };
  if (value.kind === "none") return { kind: "none", site };
  const isShapeless = value.kind === "external" && SHAPELESS.test(value.name);
  return isShapeless ? { kind: "none", site } : { kind: "unknown" };
}
function isOpenEnvelope(model, value, facts) {
  const isGiven = value.kind === "class" && value.typeArguments !== void 0;
  return model.fields.some(({ annotation, module }) => {
    const type = annotation === void 0 ? void 0 : facts.valueIn(module, annotation);
    return type !== void 0 && partsOf2(type).some((part) => isAnything(part, isGiven));
  });
}
function partsOf2(type) {
  if (type.kind === "choice") return type.alternatives.map(({ value }) => value);
  return type.kind === "external-call" && /^typing\.(Optional|Union)\[\]$/u.test(type.callee) ? type.args.positional : [type];
}
function isAnything(type, isGiven) {
  if (type.kind === "external") return /^(typing\.Any|builtins\.object)$/u.test(type.name);
  return !isGiven && type.kind === "external-call" && /^typing(_extensions)?\.TypeVar$/u.test(type.callee);
}
function returnsOnly(route, facts, name) {
  const code = route.handler === void 0 ? void 0 : facts.codeOf(route.handler);
  if (code === void 0) return false;
  const returned = nodesIn(code.body).filter((node) => node.kind === "return");
  return returned.every(({ value }) => {
    const made = value === void 0 ? void 0 : code.valueOf(value);
    if (made === void 0 || made.kind === "none") return true;
    return made.kind === "instance" && made.class.qualname === name;
  });
}
function sensitiveFields2(model, route, facts) {
  const issues = issuesSecrets(route);
  return new Map(
    sentFields(model, facts).filter(({ field }) => isSensitive(field.name) || !issues && gradeOf(field.name) !== void 0).map((sent) => [`${sent.holder.qualname}.${sent.field.name}`, sent])
  );
}
function sentFields(model, facts) {
  const found = [];
  const seen = /* @__PURE__ */ new Set();
  const waiting = [model];
  for (let next = waiting.pop(); next !== void 0; next = waiting.pop()) {
    if (seen.has(next.class.def)) continue;
    seen.add(next.class.def);
    for (const field of next.fields) {
      if (!isExcluded(field, facts)) found.push({ field, holder: next.class });
      const inner = field.annotation === void 0 ? void 0 : facts.modelOf(facts.valueIn(field.module, field.annotation));
      if (inner !== void 0) waiting.push(inner);
    }
  }
  return found;
}
function isExcluded({ module, value }, facts) {
  if (value?.kind !== "call") return false;
  const given = facts.valueIn(module, value);
  const exclude = given.kind === "external-call" ? given.args.keywords.get("exclude") : void 0;
  return exclude?.kind === "bool" && exclude.value;
}
var SECRET = /* @__PURE__ */ new Set([
  ...[
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "passcode",
    "hash",
    "hashed",
    "digest",
    "salt",
    "secret",
    "secrets",
    "ssn",
    "cvv",
    "cvc",
    "iban"
  ],
  ...["totp", "otp", "mfa", "apikey", "credential", "credentials", "mnemonic"]
]);
var SECRET_PAIRS = /\b(api|private|secret|signing|encryption|access|master) keys?\b|\b(card|account|passport|security|tax) (number|no)\b|\b(reset|verification|confirmation|remember|session|auth) (token|code)\b|\bpin code\b|\brecovery codes?\b/u;
var HARMLESS2 = /\b(has|is|needs|requires|last|expires|changed|updated|created|at|count|policy|strength|hint|enabled|required|hashtag|content|file|commit|block|etag)\b/u;
function isSensitive(name) {
  const words = wordsOf(name);
  const text = words.join(" ");
  if (HARMLESS2.test(text)) return false;
  return words.some((word) => SECRET.has(word)) || SECRET_PAIRS.test(text);
}

// src/rules/comparison/titles.ts
function objectTitle(name) {
  if (name.startsWith("<")) return stableName(name);
  const [module = "", object] = name.split(":");
  if (object === void 0) return shortName(name);
  const last = module.split(".").at(-1) ?? "";
  return last === "" || object.includes(".") ? object : `${last}.${object}`;
}
function stableName(name) {
  return name.replaceAll(/(?::\d+){1,2}(?=>)/gu, "");
}
function routerName(router, app) {
  return stableName(router === app.router ? app.name : router.name);
}
function shownUse({ name, security }) {
  return `${security ? "Security" : "Depends"}(${shortName(name)})`;
}

// src/rules/comparison/strength.ts
var POWER = /* @__PURE__ */ new Set([
  ...["admin", "admins", "administrator", "superuser", "superadmin", "staff", "root", "owner", "manager", "moderator"],
  ...["role", "roles", "permission", "permissions", "privilege", "privileges", "superusers", "operator", "maintainer"]
]);
function strengthOf(route) {
  const guards = route.protection.guards;
  const uses = treeOf(route.dependencies);
  return {
    scopes: /* @__PURE__ */ new Set([...uses.flatMap(({ scopes }) => scopes), ...guards.flatMap(({ scopes }) => scopes)]),
    demands: new Set(guards.flatMap(({ demands }) => demands)),
    namesPower: guards.some(guardNamesPower)
  };
}
function guardNamesPower(guard) {
  return hasPower(shortName(guard.name));
}
function weakeningOf(base, head) {
  const scopes = lostOf(base.scopes, head.scopes);
  if (scopes.length > 0) return { kind: "scopes", lost: scopes };
  const demands = lostOf(base.demands, head.demands);
  if (demands.length > 0) return { kind: "demands", lost: demands };
  const isSilent = base.demands.size === 0 && head.demands.size === 0 && base.scopes.size === 0 && head.scopes.size === 0;
  return isSilent && base.namesPower && !head.namesPower ? { kind: "name", lost: [] } : void 0;
}
function isSameStrength(a, b) {
  return isSameSet(a.scopes, b.scopes) && isSameSet(a.demands, b.demands) && a.namesPower === b.namesPower;
}
function lostOf(base, head) {
  const isMet = (one) => [...head].some((other) => isWithin2(other, one));
  const lost = [...base].filter((one) => !isMet(one));
  const gained = [...head].filter((one) => !base.has(one));
  if (lost.length === 0 || gained.length === 0) return lost;
  const widened = lost.filter((one) => gained.some((other) => isWithin2(one, other)));
  if (widened.length > 0) return widened;
  for (const isWeighty of [hasPower, changesThings])
    if (lost.some(isWeighty) && !gained.some(isWeighty)) return lost.filter(isWeighty);
  return [];
}
function isWithin2(inner, outer) {
  const members = new Set(outer.split("|"));
  return inner.split("|").every((one) => members.has(one));
}
function hasPower(name) {
  return wordsOf(name).some((word) => POWER.has(word));
}
function changesThings(name) {
  return wordsOf(name).some((word) => CHANGES.test(word));
}
var CHANGES = /^(?:write|edit|update|create|delete|remove|manage|execute|run)$/u;
function isSameSet(a, b) {
  return a.size === b.size && [...a].every((one) => b.has(one));
}

// src/rules/comparison/route-pairs.ts
function pairRoutes(base, head, renames) {
  const bases = new Set(base.routes);
  const heads = new Set(head.routes);
  const pairs = [];
  for (const sign of SIGNS) {
    const baseGroups = groupBy(bases, (route) => sign.key(route, (name) => renames.text(name)));
    const headGroups = groupBy(heads, (route) => sign.key(route, (name) => name));
    for (const [key2, group] of baseGroups) {
      const partners = headGroups.get(key2) ?? [];
      if (sign.mustBeAlone && (group.length !== 1 || partners.length !== 1)) continue;
      for (const [index, route] of group.entries()) {
        const partner = partners[index];
        if (partner === void 0) continue;
        pairs.push({ base: route, head: partner });
        bases.delete(route);
        heads.delete(partner);
      }
    }
  }
  const order = new Map(base.routes.map((route, index) => [route, index]));
  const place = ({ base: route }) => order.get(route) ?? 0;
  return { pairs: pairs.toSorted((a, b) => place(a) - place(b)), added: [...heads], removed: [...bases] };
}
var SIGNS = [
  {
    key: (route, as) => key(route.app.module, surface(route), as(route.endpoint), stableName(as(route.router.name))),
    mustBeAlone: false
  },
  { key: (route, as) => key(surface(route), as(route.endpoint)), mustBeAlone: false },
  { key: (route, as) => key(route.kind, route.path.text, as(route.endpoint)), mustBeAlone: false },
  { key: (route, as) => key(route.kind, methods(route), as(route.endpoint)), mustBeAlone: false },
  { key: (route, as) => key(surface(route), stableName(as(route.app.name))), mustBeAlone: true },
  { key: (route) => key(surface(route)), mustBeAlone: true },
  { key: (route, as) => key(route.kind, as(route.endpoint)), mustBeAlone: true },
  {
    key: (route) => key(route.kind, methods(route), nameOf(route.endpoint), lastSegments(route.path.text)),
    mustBeAlone: true
  }
];
function key(...parts) {
  return parts.join("\0");
}
function surface(route) {
  return key(route.kind, methods(route), route.path.text);
}
function methods(route) {
  return route.methods.join(",");
}
function nameOf(endpoint) {
  return endpoint.slice(endpoint.indexOf(":") + 1);
}
function lastSegments(path) {
  const parts = path.split("/").filter((part) => part !== "");
  const lastNamed = parts.findLastIndex((part) => !part.startsWith("{"));
  return parts.slice(Math.max(0, lastNamed)).join("/");
}

// src/rules/comparison/snapshots.ts
var KNOWN = /* @__PURE__ */ new WeakMap();
function snapshotsOf(base, head, paths) {
  const byHead = KNOWN.get(base) ?? /* @__PURE__ */ new WeakMap();
  KNOWN.set(base, byHead);
  const known = byHead.get(head);
  if (known !== void 0) return known;
  const renames = renamesOf(paths);
  const made = { base, head, renames, routes: pairRoutes(base.application, head.application, renames).pairs };
  byHead.set(head, made);
  return made;
}

// src/config/segments.ts
function matchesSegments(pattern, path, matches = matchesSegment) {
  let reached = openDoubleStars(pattern, [true, ...pattern.map(() => false)]);
  for (const segment of path) {
    const next = reached.map((_, index) => {
      const own = pattern[index - 1];
      if (own === void 0) return false;
      if (own === "**") return reached[index] === true;
      return reached[index - 1] === true && matches(own, segment);
    });
    reached = openDoubleStars(pattern, next);
  }
  return reached.at(-1) === true;
}
function matchesSegment(pattern, text) {
  return pattern === "*" ? text !== "" : matchesUnits(pattern.split(""), text.split(""));
}
function matchesUnits(pattern, text) {
  let star = -1;
  let retry = 0;
  let at = 0;
  let read = 0;
  while (read < text.length) {
    if (pattern[at] === "*") {
      star = at;
      retry = read;
      at += 1;
    } else if (fits(pattern[at], text[read] ?? "")) {
      at += 1;
      read += 1;
    } else if (star !== -1) {
      retry += 1;
      read = retry;
      at = star + 1;
    } else return false;
  }
  while (pattern[at] === "*") at += 1;
  return at === pattern.length;
}
function fits(unit, character) {
  if (unit === void 0 || unit === character || unit === "?") return unit !== void 0;
  if (unit.length < 3) return false;
  const negated = unit[1] === "!";
  const inside = Array.from(unit.slice(negated ? 2 : 1, -1));
  const has = inside.some(
    (one, index) => one === "-" && index > 0 && index < inside.length - 1 ? (inside[index - 1] ?? "") <= character && character <= (inside[index + 1] ?? "") : one === character
  );
  return has !== negated;
}
function openDoubleStars(pattern, reached) {
  const open = [...reached];
  pattern.forEach((segment, index) => {
    if (segment === "**" && open[index] === true) open[index + 1] = true;
  });
  return open;
}

// src/config/public-routes.ts
var METHODS = /* @__PURE__ */ new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "WEBSOCKET"]);
function compilePublicRoutes(patterns) {
  const compiled = patterns.filter((pattern) => routePatternProblem(pattern) === void 0).map(routePattern);
  return {
    isPublic(method, path) {
      const segments = path.split("/");
      const wanted = method.toUpperCase();
      return compiled.some(
        (pattern) => (pattern.method === void 0 || pattern.method === wanted) && matchesSegments(pattern.segments, segments)
      );
    }
  };
}
function routePatternProblem(pattern) {
  const { method, segments } = routePattern(pattern);
  if (method !== void 0 && !METHODS.has(method)) return "must be a path, or one HTTP method, a space and a path";
  if (segments[0] !== "" || segments.length < 2) return 'must have a path that begins with "/"';
  if (segments.some((segment) => segment !== "**" && segment.includes("**")))
    return 'may have "**" as a whole segment only';
  return void 0;
}
function routePattern(pattern) {
  const trimmed = pattern.trim();
  const space = trimmed.search(/\s/);
  const path = space === -1 ? trimmed : trimmed.slice(space).trim();
  return { method: space === -1 ? void 0 : trimmed.slice(0, space).toUpperCase(), segments: path.split("/") };
}

// src/rules/comparison/bounds.ts
var KINDS = /* @__PURE__ */ new Map([
  ["le", "size"],
  ["lt", "size"],
  ["max_length", "length"],
  ["max_items", "length"],
  ["max_digits", "digits"],
  ["max_body_size", "body"],
  ["max_size", "body"],
  ["max_upload_size", "body"],
  ["max_part_size", "part"],
  ["max_files", "files"],
  ["max_fields", "fields"],
  ["page_size", "page"]
]);
function anyLimit(name) {
  const isLimit = /^(max|limit|times|requests|calls|burst|capacity)|_(limit|bytes|size|length|requests|calls)$/u;
  return KINDS.get(name) ?? (isLimit.test(name) ? name : void 0);
}
function boundsOf(args, kindOf = (name) => KINDS.get(name)) {
  const bounds = /* @__PURE__ */ new Map();
  for (const { keywords, keywordSites } of args) {
    for (const [name, given] of keywords) {
      const kind = kindOf(name);
      const value = defaultOf(given);
      if (kind === void 0 || value.kind !== "number") continue;
      const site = keywordSites.get(name) ?? given.site;
      bounds.set(kind, { name, value: name === "lt" ? value.value - 1 : value.value, site, literal: value.site });
    }
  }
  return bounds;
}
function constraintsIn(values) {
  return values.flatMap((value) => {
    if (value?.kind === "external-call") return [named(value)];
    if (value?.kind === "annotated") return constraintsIn([value.base, ...value.metadata]);
    if (value?.kind === "choice") return value.alternatives.flatMap((one) => constraintsIn([one.value]));
    return [];
  });
}
function named({ callee, args }) {
  const name = BY_CALLEE.get(callee);
  const [value] = callee.endsWith(".Len") ? args.positional.slice(1) : args.positional;
  return name === void 0 || value === void 0 ? args : { ...args, keywords: /* @__PURE__ */ new Map([[name, value]]) };
}
var BY_CALLEE = /* @__PURE__ */ new Map([
  ["annotated_types.Le", "le"],
  ["annotated_types.Lt", "lt"],
  ["annotated_types.MaxLen", "max_length"],
  ["annotated_types.Len", "max_length"]
]);
function valuesOf({ marker, annotation, default: given }) {
  return [annotation, marker, given];
}
function parameterBounds(route) {
  const parameters = [...route.parameters, ...treeOf(route.dependencies).flatMap((use) => use.parameters)];
  return new Map(
    parameters.map((parameter) => [
      parameter.name,
      [...boundsOf(constraintsIn(valuesOf(parameter))).values()].map(
        ({ name, value }) => `${parameter.name} ${name}=${value}`
      )
    ])
  );
}
function isOpen(args, values) {
  return args.some(({ open }) => open) || values.some((value) => value?.kind === "annotated" && value.metadata.some(({ kind }) => kind === "unknown"));
}
function loosenedBounds(base, head) {
  const found = [];
  for (const [kind, bound] of base) {
    const now = head.get(kind);
    if (now === void 0) found.push({ base: bound });
    else if (now.value > bound.value) found.push({ base: bound, head: now });
  }
  return found;
}
function placesOf({ base, head }) {
  const isConstant = !isWithin(base.literal, base.site);
  if (head !== void 0 && isConstant && !isWithin(head.literal, head.site))
    return { at: base.literal, counterparts: [head.literal] };
  return { at: base.site, counterparts: head === void 0 ? [] : [head.site] };
}
function wordsFor({ base, head }) {
  return head === void 0 ? `\`${base.name}=${base.value}\` is gone` : `\`${head.name}\` goes from ${base.value} to ${head.value}`;
}

// src/rules/comparison/code-diff.ts
function headCode({ head, renames }, baseName) {
  return codeNamed(head, renames.text(baseName));
}
function codeNamed(facts, name) {
  return facts.codes.find((code) => code.name === name && !isStub(code));
}
function isStub({ def }) {
  return def?.decorators.some(({ expression }) => /(?:^|\.)overload$/u.test(dottedName(expression) ?? "")) === true;
}
function differenceOf(base, head, proof = []) {
  const before = linesOf(base);
  const after = linesOf(head);
  const blocks = blocksOf(before, after);
  const takesProof = blocks.find(({ removed }) => removed.some(({ line }) => proof.includes(line)));
  const block = takesProof ?? blocks.find(({ removed }) => removed.length > 0) ?? blocks[0];
  if (block === void 0) return void 0;
  const baseSite = siteOfLines(base, causeIn(block, proof));
  const headSite = siteOfLines(head, block.added);
  return {
    ...baseSite === void 0 ? {} : { base: baseSite },
    ...headSite === void 0 ? {} : { head: headSite },
    whole: wholeSite(head),
    name: base.name
  };
}
function codeHolding(facts, site) {
  return facts.codes.findLast((code) => {
    const whole = wholeSite(code);
    return code.def !== void 0 && isWithin(site, whole) && whole.span.startLine < site.span.startLine;
  });
}
function wholeSite(code) {
  const last = code.body.at(-1);
  return siteOf(code.module, {
    start: code.def?.start ?? code.body[0]?.start ?? 0,
    end: code.def?.end ?? last?.end ?? 1
  });
}
function linesOf(code) {
  const { span } = wholeSite(code);
  const comments = new Map(code.module.comments.map(({ start }) => [lineOf(code.module, start), start]));
  const lines = [];
  for (let line = span.startLine; line <= span.endLine; line += 1) {
    const start = code.module.lineStarts[line - 1] ?? 0;
    const end = comments.get(line) ?? code.module.lineStarts[line] ?? code.module.text.length;
    const text = code.module.text.slice(start, end).trim();
    if (text !== "") lines.push({ line, text });
  }
  return lines;
}
function blocksOf(before, after) {
  const blocks = [];
  let open;
  let old = 0;
  let now = 0;
  for (const { added, removed, count } of diffArrays(
    before.map(({ text }) => text),
    after.map(({ text }) => text)
  )) {
    if (!added && !removed) {
      open = void 0;
      old += count;
      now += count;
      continue;
    }
    if (open === void 0) blocks.push(open = { removed: [], added: [] });
    if (removed) open.removed.push(...before.slice(old, old += count));
    else open.added.push(...after.slice(now, now += count));
  }
  return blocks;
}
function causeIn({ removed, added }, proof) {
  const proving = removed.filter(({ line }) => proof.includes(line));
  const isShown = added.length === 0 && removed.length <= MAX_SHOWN;
  return isShown || proving.length === 0 ? removed : proving;
}
var MAX_SHOWN = 8;
function siteOfLines(code, lines) {
  const [first] = lines;
  if (first === void 0) return void 0;
  let last = first;
  for (const line of lines) if (line.line === last.line + 1) last = line;
  const start = (code.module.lineStarts[first.line - 1] ?? 0) + indentOf(code, first);
  const end = (code.module.lineStarts[last.line - 1] ?? 0) + indentOf(code, last) + last.text.length;
  return siteOf(code.module, { start, end });
}
function indentOf(code, { line, text }) {
  const start = code.module.lineStarts[line - 1] ?? 0;
  return Math.max(0, code.module.text.indexOf(text, start) - start);
}

// src/rules/comparison/checks.ts
function checksIn(code, kind) {
  const checks = [];
  const effect = kind === "guard" ? effectOf : answerOf;
  const visitBlock = (block) => {
    for (const [index, statement] of block.entries()) {
      if (statement.kind === "if") checks.push(...checksOfIf({ code, effect }, statement, block.slice(index + 1)));
      if (statement.kind === "try")
        checks.push(...statement.handlers.map((handler) => checkOfHandler({ code, effect }, handler)));
      for (const inner of blocksIn(statement)) visitBlock(inner);
    }
  };
  visitBlock(code.body);
  return checks;
}
function checksOfIf({ code, effect }, { test, body, orelse }, rest) {
  const does = effect(code, body);
  if (does !== "reject" && orelse.length === 0 && body.at(-1)?.kind === "return" && rest.length > 0)
    return [checkOf(code, test, { branch: rest, when: false, does: effect(code, rest) })];
  if (does !== "reject" && orelse.length > 0 && effect(code, orelse) === "reject")
    return [checkOf(code, test, { branch: orelse, when: false, does: "reject" })];
  return disjunctsOf(test).map((part) => checkOf(code, part, { branch: body, when: true, does }));
}
function checkOfHandler({ code, effect }, handler) {
  const type = handler.type === void 0 ? "" : plainText(code, handler.type);
  const does = effect(code, handler.body);
  return {
    asks: `except ${type}`,
    when: true,
    conjuncts: [],
    does,
    form: "inside",
    test: handler.type ?? handler,
    ...branchOf(code, handler.body)
  };
}
function checkOf(code, test, { branch, when, does }) {
  const { text, holds: holds2 } = normalised(code, test);
  const asked = { asks: text, when: when === holds2, conjuncts: conjunctsOf(code, test, when) };
  return { ...asked, does, form: when ? "inside" : "behind", test, ...branchOf(code, branch) };
}
function branchOf(code, branch) {
  const first = branch[0];
  const last = branch.at(-1);
  const range = { start: first?.start ?? 0, end: last?.end ?? 0 };
  return { branch: range, branchText: textOf(code.module, range) };
}
function disjunctsOf(test) {
  return partsOf3(test, "or") ?? [test];
}
function partsOf3(test, op) {
  if (test.kind === "boolop")
    return test.op === op ? test.values.flatMap((one) => partsOf3(one, op) ?? [one]) : void 0;
  if (test.kind !== "unary" || test.op !== "not") return void 0;
  const inner = partsOf3(test.operand, op === "and" ? "or" : "and");
  return inner?.map((operand) => ({ ...test, start: operand.start, end: operand.end, operand }));
}
function conjunctsOf(code, test, when) {
  return (partsOf3(test, when ? "and" : "or") ?? []).map((value) => {
    const { text, holds: holds2 } = normalised(code, value);
    return keyOf({ asks: text, when: when === holds2 });
  });
}
function keyOf({ asks, when }) {
  return `${asks} ${String(when)}`;
}
var OPPOSITE = /* @__PURE__ */ new Map([
  ["!=", "=="],
  ["not in", "in"],
  ["is not", "is"]
]);
function normalised(code, test) {
  if (test.kind === "unary" && test.op === "not") {
    const inner = normalised(code, test.operand);
    return { text: inner.text, holds: !inner.holds };
  }
  const [op] = test.kind === "compare" ? test.ops : [];
  const [right] = test.kind === "compare" ? test.comparators : [];
  if (test.kind !== "compare" || op === void 0 || right === void 0 || test.ops.length > 1)
    return { text: plainText(code, test), holds: true };
  const positive = OPPOSITE.get(op);
  const text = `${plainText(code, test.left)} ${positive ?? op} ${plainText(code, right)}`;
  return { text, holds: positive === void 0 };
}
function plainText(code, expr) {
  return textOf(code.module, expr).replaceAll(/\s+/gu, "").replaceAll("'", '"');
}
function effectOf(code, block) {
  let does = "nothing";
  const targets = new Map(code.calls.map(({ node, target }) => [node, target]));
  walk(
    block,
    (node) => {
      if (node.kind === "raise" || node.kind === "call" && isRefusal2(textOf(code.module, node))) does = "reject";
      const mayRefuse = node.kind === "call" && !isLogging(node) && (targets.get(node) !== void 0 || REFUSING.test(nameOf2(node.func)));
      if (mayRefuse && does === "nothing") does = "unknown";
    },
    { scope: "own" }
  );
  return does;
}
function answerOf(code, block) {
  const last = block.at(-1);
  if (last?.kind !== "return") return effectOf(code, block);
  return last.value?.kind === "bool" && last.value.value ? "nothing" : "reject";
}
function isRefusal2(call) {
  return /^\w*(Response|Error)\(/u.test(call) && /\b(40[0-9]|HTTP_40\d_\w+|UNAUTHORIZED|FORBIDDEN)\b/u.test(call);
}
var REFUSING = /abort|deny|denied|reject|refuse|forbid|fail|raise|close|redirect|error/iu;
function nameOf2(func) {
  return func.kind === "attribute" ? func.attr : func.kind === "name" ? func.id : "";
}
function blocksIn(statement) {
  switch (statement.kind) {
    case "if":
    case "for":
    case "while":
      return [statement.body, statement.orelse];
    case "with":
      return [statement.body];
    case "try":
      return [statement.body, ...statement.handlers.map(({ body }) => body), statement.orelse, statement.finalbody];
    case "match":
      return statement.cases.map(({ body }) => body);
    default:
      return [];
  }
}

// src/rules/comparison/lost-answers.ts
function lostAnswer(code, now) {
  const before = answerOf2(code);
  const after = answerOf2(now);
  if (before === void 0 || after === void 0 || before.kind === "bool" || !saysMore(code, before, now, after))
    return void 0;
  return {
    at: siteOf(code.module, before),
    side: "LEFT",
    counterparts: [siteOf(now.module, after)],
    subject: `function ${now.name}`,
    what: `\`${shortName(code.name)}\` says yes to more than it did`
  };
}
function answerOf2({ body }) {
  const said = body.filter(({ kind }, index) => !(kind === "expr" && index === 0));
  const [only] = said;
  return said.length === 1 && only?.kind === "return" ? only.value : void 0;
}
function saysMore(code, before, now, after) {
  if (after.kind === "bool") return after.value;
  const parts = (body, answer, op) => (partsOf3(answer, op) ?? [answer]).map((part) => textOf(body.module, part).replaceAll(/\s+/gu, " "));
  const [any, anyNow] = [parts(code, before, "or"), parts(now, after, "or")];
  if (anyNow.length > any.length && any.every((one) => anyNow.includes(one))) return true;
  const [all, allNow] = [parts(code, before, "and"), parts(now, after, "and")];
  return allNow.length < all.length && allNow.every((one) => all.includes(one));
}
function propertiesRead(code, facts) {
  const properties = propertiesByName(facts);
  const names = new Set(nodesIn(code.body).flatMap((node) => node.kind === "attribute" ? [node.attr] : []));
  return [...names].flatMap((name) => {
    const found = properties.get(name) ?? [];
    return found.length === 1 ? found : [];
  });
}
var propertiesByName = remembered(
  ({ codes }) => groupBy(
    codes.filter(({ def }) => def !== void 0 && isProperty(def)),
    ({ def }) => def?.name ?? ""
  )
);
function isProperty({ decorators }) {
  return decorators.some(({ expression }) => /(?:^|\.)(?:cached_)?property$/u.test(dottedName(expression) ?? ""));
}

// src/rules/comparison/value-cause.ts
function valueCause(codes, snapshots) {
  for (const code of new Set(codes)) {
    const now = headCode(snapshots, code.name);
    if (now === void 0) continue;
    const after = new Map(namesIn(now).map((expr) => [textOf(now.module, expr), expr]));
    for (const expr of namesIn(code)) {
      const name = textOf(code.module, expr);
      const other = after.get(name);
      if (other === void 0) continue;
      const what = `\`${name}\`, which \`${shortName(code.name)}\` goes by, changed`;
      const cause = rewritten(
        code.valueOf(expr),
        now.valueOf(other),
        { what, subject: `function ${now.name}` },
        snapshots
      );
      if (cause !== void 0) return cause;
    }
  }
  return void 0;
}
function constructionCause(base, head, snapshots) {
  if (!isMade(base.value) || !isMade(head.value)) return void 0;
  const before = sourceText(snapshots.base, base.value.site);
  const after = sourceText(snapshots.head, head.value.site);
  if (before === void 0 || after === void 0) return void 0;
  const said = { what: `\`${before}\` became \`${after}\``, subject: `dependency ${head.name}` };
  return rewritten(base.value, head.value, said, snapshots);
}
function rewrittenIn(before, after, { base, head }) {
  const heads = new Map(namesAt(head, after).map((named2) => [named2.text, named2.value]));
  for (const { text, value } of namesAt(base, before)) {
    const now = heads.get(text);
    if (now === void 0) continue;
    const [was, is] = [defaultOf(value), defaultOf(now)];
    if (!WRITTEN.has(was.kind) || !WRITTEN.has(is.kind)) continue;
    if (sourceText(base, was.site) !== sourceText(head, is.site)) return { before: was.site, after: is.site };
  }
  return void 0;
}
function namesAt(facts, site) {
  return facts.codes.filter(({ module }) => module.path === site.path).flatMap(
    (code) => namesIn(code).filter((expr) => isWithin(siteOf(code.module, expr), site)).map((expr) => ({ text: textOf(code.module, expr), value: code.valueOf(expr) }))
  );
}
function isMade({ kind }) {
  return kind === "instance" || kind === "external-call";
}
function rewritten(before, after, said, { base, head }) {
  if (!WRITTEN.has(before.kind) || !WRITTEN.has(after.kind)) return void 0;
  const text = sourceText(base, before.site);
  if (text === void 0 || text === sourceText(head, after.site)) return void 0;
  return { at: before.site, side: "LEFT", counterparts: [after.site], ...said };
}
var WRITTEN = /* @__PURE__ */ new Set([
  ...["string", "number", "bool", "none", "list", "tuple", "set", "dict"],
  ...["environment", "choice", "external-call", "instance"]
]);
function namesIn(code) {
  const found = [];
  walk(
    code.body,
    (node) => {
      if (node.kind === "attribute" || node.kind === "name") found.push(node);
    },
    { scope: "own" }
  );
  return found;
}

// src/rules/comparison/body-cause.ts
function bodyCause(guard, use, snapshots) {
  const codes = guardCodes(guard, use, snapshots);
  const called = codes.flatMap((code) => calledBy(code, snapshots, 2));
  return codeCause([...codes, ...called], guard.proof, snapshots) ?? valueCause([...codes, ...called], snapshots);
}
function guardCodes(guard, use, { base }) {
  const own = use === void 0 ? [] : functionsOf(use.value, base).flatMap((fn) => base.codeOf(fn) ?? []);
  const proving = base.codes.filter(
    (code) => code.def !== void 0 && guard.proof.some(({ site }) => holds(code, site))
  );
  return [.../* @__PURE__ */ new Set([...own, ...proving])];
}
function predicateCodes(codes, use, snapshots) {
  const called = codes.flatMap((code) => [...calledBy(code, snapshots, 2), ...propertiesKept(code, snapshots)]).filter(answersYesOrNo);
  return [.../* @__PURE__ */ new Set([...called, ...permissionsOf(use, snapshots.base)])].filter((code) => !codes.includes(code));
}
function propertiesKept(code, snapshots) {
  const now = headCode(snapshots, code.name);
  const left = now === void 0 ? [] : propertiesRead(now, snapshots.head).map(({ name }) => name);
  return propertiesRead(code, snapshots.base).filter(({ name }) => left.includes(snapshots.renames.text(name)));
}
function answersYesOrNo({ def }) {
  if (def?.returns !== void 0) return def.returns.kind === "name" && def.returns.id === "bool";
  return def !== void 0 && /^(?:is|has|can|may)_/u.test(def.name);
}
function permissionsOf(use, base) {
  if (use?.value.kind !== "instance") return [];
  const { positional, keywords } = use.value.args;
  const classes = [...positional, ...keywords.values()].flatMap(classesIn);
  return base.codes.filter(({ owner }) => owner !== void 0 && classes.some(({ def }) => def === owner));
}
function classesIn(value) {
  if (value.kind === "class") return [value];
  if (value.kind === "instance") return [value.class];
  return value.kind === "list" || value.kind === "tuple" ? value.items.flatMap(classesIn) : [];
}
function codeCause(codes, proof, snapshots) {
  for (const code of new Set(codes)) {
    const now = headCode(snapshots, code.name);
    if (now === void 0 || code.def === void 0) continue;
    const lines = proof.filter(({ site }) => site.path === code.module.path).map(({ site }) => site.span.startLine);
    const difference = differenceOf(code, now, lines);
    if (difference === void 0) continue;
    const { base, head } = difference;
    const subject = `function ${now.name}`;
    const what = `the checks of \`${shortName(code.name)}\` changed`;
    if (base !== void 0) {
      const counterparts = head === void 0 ? [wholeSite(now)] : [head, wholeSite(now)];
      return { at: base, side: "LEFT", counterparts, subject, what };
    }
    if (head !== void 0) return { at: head, side: "RIGHT", counterparts: [], subject, what };
  }
  return void 0;
}
function functionsOf(value, base) {
  switch (value.kind) {
    case "function":
      return [value];
    case "bound-method":
      return [value.function];
    case "partial":
      return functionsOf(value.function, base);
    case "instance":
      return [base.methodOf(value.class, "__call__") ?? []].flat();
    case "class":
      return [base.methodOf(value, "__init__") ?? []].flat();
    default:
      return [];
  }
}
function calledBy(code, snapshots, depth) {
  if (depth === 0) return [];
  const direct = code.calls.flatMap(
    ({ target }) => target === void 0 ? [] : snapshots.base.codeOf(target) ?? []
  );
  return direct.flatMap((inner) => [inner, ...calledBy(inner, snapshots, depth - 1)]);
}
function holds(code, site) {
  if (code.module.path !== site.path) return false;
  const { span } = wholeSite(code);
  return span.startLine <= site.span.startLine && site.span.endLine <= span.endLine;
}

// src/rules/comparison/weaker.ts
var turnedOff = (base, head) => base !== void 0 && !isOff(base) && (head === void 0 || isOff(head));
var turnedOffByDefaultOn = (base, head) => head !== void 0 && isOff(head) && !(base !== void 0 && isOff(base));
var dropped = (base, head) => base !== void 0 && !isNothing(base) && (head === void 0 || isNothing(head));
var endless = (base, head) => numberOf(base) !== void 0 && head?.kind === "none";
var sentEverywhere = (base, head) => textOfValue(head)?.toLowerCase() === "none" && (base === void 0 || textOfValue(base)?.toLowerCase() !== "none");
function opened(absentIsAll) {
  const isAll = (value) => value === void 0 || isNothing(value) ? absentIsAll : hasWildcard(value);
  return (base, head) => isAll(head) && !isAll(base) && (base === void 0 || defaultOf(base).kind !== "unknown" || head !== void 0);
}
var lowered = (base, head) => {
  const before = numberOf(base);
  const after = numberOf(head);
  return before !== void 0 && after !== void 0 && after < before;
};
var widenedAlgorithms = (base, head) => {
  if (base === void 0 || isNothing(base)) return false;
  if (head === void 0 || isNothing(head)) return true;
  const before = algorithmsOf(base);
  const after = algorithmsOf(head);
  if (before === void 0 || after === void 0) return false;
  const isMixed = (names) => names.some((name) => name.startsWith("HS")) && names.some((name) => /^(RS|ES|PS|EdDSA)/u.test(name));
  const hasNone = (names) => names.some((name) => name.toLowerCase() === "none");
  return hasNone(after) && !hasNone(before) || isMixed(after) && !isMixed(before);
};
var WEAK_SCHEMES = /^(plaintext|md5|sha1|sha256$|sha512$|hex_|ldap_|des_|bsdi|lmhash|nthash|mysql|oracle|unix_|django_.*(md5|sha1|disabled)|crypt16|bigcrypt|cisco|phpass|apr_)/u;
var weakScheme = (base, head) => {
  const before = stringsOf(base);
  const after = stringsOf(head);
  if (before === void 0 || after === void 0) return false;
  const isNew = after.some((name) => WEAK_SCHEMES.test(name) && !before.includes(name));
  return isNew || WEAK_SCHEMES.test(after[0] ?? "") && !WEAK_SCHEMES.test(before[0] ?? "");
};
var reopened = (base, head) => {
  if (base === void 0 || !mayBeNothing(base)) return false;
  if (head === void 0) return true;
  const isUsual = (textOfValue(head) ?? "") !== "";
  if (!mayBeNothing(head)) return isUsual;
  return isUsual && isNothing(base) && alternativesOf(base).some(({ value }) => !isNothing(value));
};
function mayBeNothing(value) {
  return isNothing(value) || alternativesOf(value).some((one) => isNothing(one.value));
}
function isOff(value) {
  return truthOf(defaultOf(value)) === false;
}
function isNothing(value) {
  const settled = defaultOf(value);
  return settled.kind === "none" || settled.kind === "string" && settled.value === "";
}
function hasWildcard(value) {
  const settled = defaultOf(value);
  if (settled.kind === "string") return settled.value === "*";
  if (settled.kind !== "list" && settled.kind !== "tuple" && settled.kind !== "set") return false;
  return settled.items.some((item) => textOfValue(item) === "*");
}
function numberOf(value) {
  if (value === void 0) return void 0;
  const settled = defaultOf(value);
  return settled.kind === "number" ? settled.value : void 0;
}
function algorithmsOf(value) {
  const text = textOfValue(value);
  return text === void 0 ? stringsOf(value) : [text];
}

// src/rules/comparison/rates.ts
function rateLimitsOf(route, facts) {
  const configured = facts.config.rateLimiters;
  const isLimit = (name) => namesLimit(shortName(name)) || configured.some((one) => name.replace(":", ".").endsWith(one));
  const dependencies = treeOf(route.dependencies).filter(
    (use) => isLimit(beforeCall(use.name)) || use.value.kind === "instance" && isLimit(use.value.class.qualname) || isOwnLimiter(use, route, facts)
  ).map((use) => ({
    name: use.name,
    how: "dependency",
    site: use.site,
    text: shortName(use.name),
    rate: rateOfArguments(use.value),
    ...writtenIn(use.value),
    use
  }));
  const decorators = route.decoratorsBelow.filter(({ value, text }) => isLimit(calleeOf(value) ?? beforeCall(text))).map(({ site, text, value }) => ({
    name: beforeCall(text),
    how: "decorator",
    site,
    text,
    rate: rateOfArguments(value) ?? rateOfText(text),
    ...writtenIn(value)
  }));
  return [...dependencies, ...decorators];
}
function isOwnLimiter({ name, value }, { protection }, facts) {
  if (protection.guards.some((guard) => guard.name === name)) return false;
  return functionsOf(value, facts).some((fn) => {
    const code = facts.codeOf(fn);
    return code !== void 0 && answersTooMany(facts)(code);
  });
}
function beforeCall(text) {
  return (text.split("(")[0] ?? "").replace(/^@/u, "").trim();
}
function calleeOf(value) {
  if (value.kind === "external-call") return value.callee;
  return value.kind === "function" ? value.qualname : void 0;
}
function writtenIn(value) {
  if (value.kind !== "external-call" && value.kind !== "instance") return {};
  const { positional, keywords } = value.args;
  const rate = positional[0] ?? keywords.get("limit_value") ?? timesIn(keywords);
  return rate === void 0 ? {} : { written: defaultOf(rate).site };
}
function rateOfArguments(value) {
  if (value.kind !== "external-call" && value.kind !== "instance") return void 0;
  const { args } = value;
  const text = textOfValue(args.positional[0] ?? args.keywords.get("limit_value"));
  if (text !== void 0) return rateOf(text);
  const times = numberOf(timesIn(args.keywords) ?? args.positional[0]);
  return times === void 0 ? void 0 : times / secondsOf(args);
}
function timesIn(keywords) {
  const named2 = [...keywords].find(([name]) => TIMES.test(name));
  return keywords.get("times") ?? named2?.[1];
}
var TIMES = /^(max_)?(requests|calls|hits|attempts|tries|limit|rate|burst|capacity)(_per_\w+)?$|^per_(second|minute|hour|day)$/u;
function secondsOf({ keywords }) {
  const part = (name, seconds) => (numberOf(keywords.get(name)) ?? 0) * seconds;
  const all = part("milliseconds", 1e-3) + part("seconds", 1) + part("minutes", 60) + part("hours", 3600);
  return all === 0 ? 1 : all;
}
function rateOfText(text) {
  const [, literal] = /\(\s*["']([^"']*)["']/u.exec(text) ?? [];
  return literal === void 0 ? void 0 : rateOf(literal);
}
var SECONDS = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86400,
  month: 2592e3,
  year: 31104e3
};
function rateOf(text) {
  const rates = text.split(/[;,|]/u).map((part) => {
    const [, count, , every, unit] = /^(\d{1,9}) ?(\/|per) ?(?:(\d{1,6}) ?)?([a-z]+)$/iu.exec(part.trim().replaceAll(/\s+/gu, " ")) ?? [];
    const seconds = SECONDS[unit?.toLowerCase().replace(/s$/u, "") ?? ""];
    return count === void 0 || seconds === void 0 ? void 0 : Number(count) / (seconds * Number(every ?? 1));
  });
  const known = rates.filter((rate) => rate !== void 0);
  return known.length === rates.length && known.length > 0 ? Math.min(...known) : void 0;
}
function defaultRate(value) {
  const rates = (stringsOf(value) ?? []).map(rateOf).filter((rate) => rate !== void 0);
  return rates.length === 0 ? void 0 : Math.min(...rates);
}

export {
  NO_RENAMES,
  renamesOf,
  matchesSegments,
  matchesUnits,
  compilePublicRoutes,
  routePatternProblem,
  sourceText,
  isWithin,
  isSameSite,
  anyLimit,
  boundsOf,
  constraintsIn,
  valuesOf,
  parameterBounds,
  isOpen,
  loosenedBounds,
  placesOf,
  wordsFor,
  bodiesOf,
  turnsAway,
  asksForFormToken,
  guardedTests,
  letsThrough,
  turns,
  readsUrlPath,
  enforces,
  bringsData,
  isKnown,
  schemesOf,
  knowsCaller,
  callerParameters,
  takesFromContainer,
  calledValue,
  shortName,
  shownGuard,
  looksLikeGuard,
  bodyOf,
  refusedByDependency,
  refusedByEndpoint,
  routerSubject,
  routerTitle,
  outermost,
  usualGuard,
  headCode,
  codeHolding,
  wholeSite,
  checksIn,
  keyOf,
  lostAnswer,
  valueCause,
  constructionCause,
  rewrittenIn,
  bodyCause,
  guardCodes,
  predicateCodes,
  codeCause,
  functionsOf,
  calledBy,
  turnedOff,
  turnedOffByDefaultOn,
  dropped,
  endless,
  sentEverywhere,
  opened,
  lowered,
  widenedAlgorithms,
  weakScheme,
  reopened,
  isOff,
  isNothing,
  numberOf,
  rateLimitsOf,
  defaultRate,
  shapeOf,
  constrainedName,
  partsOf,
  gradeOf,
  issuesSecrets,
  namesIssue,
  exposedFields,
  responseFilterOf,
  returnsOnly,
  sensitiveFields2 as sensitiveFields,
  sentFields,
  isSensitive,
  objectTitle,
  stableName,
  routerName,
  shownUse,
  pairRoutes,
  strengthOf,
  guardNamesPower,
  weakeningOf,
  isSameStrength,
  hasPower,
  changesThings,
  snapshotsOf
};
