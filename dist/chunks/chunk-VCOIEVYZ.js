import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  alternativesOf,
  defaultOf,
  exceptionStatus,
  nodesIn,
  raisesHttp,
  refusalsIn,
  refuses,
  remembered,
  siteOf,
  stringsOf,
  textOfValue,
  truthOf
} from "./chunk-3ILYUGRL.js";

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

// src/core/span.ts
function compareSites(a, b) {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.span.startLine - b.span.startLine || a.span.startColumn - b.span.startColumn || a.span.endLine - b.span.endLine || a.span.endColumn - b.span.endColumn;
}
function contains(outer, inner) {
  const begins = outer.startLine < inner.startLine || outer.startLine === inner.startLine && outer.startColumn <= inner.startColumn;
  const ends = inner.endLine < outer.endLine || inner.endLine === outer.endLine && inner.endColumn <= outer.endColumn;
  return begins && ends;
}

// src/rules/comparison/group.ts
function groupBy(items, keyOf) {
  const groups = /* @__PURE__ */ new Map();
  for (const item of items) {
    const key2 = keyOf(item);
    if (key2 === void 0) continue;
    const group = groups.get(key2);
    if (group === void 0) groups.set(key2, [item]);
    else group.push(item);
  }
  return groups;
}

// src/fastapi/questions/auth-words.ts
function wordsOf(name) {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/([A-Z])(?=[A-Z][a-z])/g, "$1 ").toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== "");
}

// src/fastapi/questions/auth-things.ts
function namesIdentifier(name) {
  return ["id", "uuid", "pk", "guid", "slug"].includes(wordsOf(name).at(-1) ?? "");
}
var OWNER_FIELD = /^(owner|user|author|account|tenant|customer|creator|created_by|uploaded_by|org|organization|organisation|company|team|workspace|member|sender|recipient|patient|employee|profile|created_by_user)(_(id|uuid|pk|email))?$/;
function namesOwnerField(name) {
  return OWNER_FIELD.test(wordsOf(name).join("_"));
}
function namesPrivilege(name) {
  return /^(is_)?(admin|superuser|super_user|staff|root|moderator|verified)$|^((user|account)_)?(role|roles|permissions|privileges|scopes)$|^(owner_id|balance|credits)$/.test(
    wordsOf(name).join("_")
  );
}

// src/fastapi/questions/auth-names.ts
var SECRET_ENDINGS = [
  ["token"],
  ["jwt"],
  ["secret"],
  ["password"],
  ["passwd"],
  ["pwd"],
  ["passphrase"],
  ["apikey"],
  ["credential"],
  ["credentials"],
  ["api", "key"],
  ["access", "key"],
  ["auth", "key"],
  ["secret", "key"],
  ["private", "key"],
  ["signing", "key"],
  ["encryption", "key"],
  ["jwt", "key"],
  ["master", "key"],
  ["admin", "key"],
  ["service", "key"],
  ["webhook", "key"],
  ["session", "key"],
  ["valid", "key"],
  ["expected", "key"],
  ["client", "secret"],
  ["pin", "code"],
  ["otp"]
];
var HARMLESS_BEFORE = /* @__PURE__ */ new Set([
  "next",
  "page",
  "continuation",
  "sync",
  "cursor",
  "pagination",
  "csrf",
  "xsrf",
  "max",
  "num",
  "n",
  "count",
  "stop",
  "pad",
  "idempotency"
]);
function namesCredential(name) {
  const words = wordsOf(name);
  return SECRET_ENDINGS.some((ending) => {
    const at = words.length - ending.length;
    if (at < 0 || !ending.every((word, index) => words[at + index] === word)) return false;
    return !HARMLESS_BEFORE.has(words[at - 1] ?? "");
  });
}
function namesComparedSecret(name) {
  const last = wordsOf(name).at(-1) ?? "";
  return namesCredential(name) || ["signature", "hmac", "digest", "mac", "otp"].includes(last);
}
function namesPassword(name) {
  return wordsOf(name).some((word) => ["password", "passwd", "pwd", "passphrase", "pw", "passcode"].includes(word));
}
var USER_WORDS = /* @__PURE__ */ new Set([
  "user",
  "principal",
  "identity",
  "claims",
  "account",
  "member",
  "caller",
  "viewer",
  "actor",
  "subject",
  "me",
  "tenant",
  "owner",
  "requester"
]);
function namesCaller(name) {
  return wordsOf(name).some((word) => USER_WORDS.has(word));
}
var GUARD_WORDS = /* @__PURE__ */ new Set([
  "auth",
  "authenticate",
  "authenticated",
  "authentication",
  "authorize",
  "authorized",
  "authorization",
  "authorise",
  "authorised",
  "login",
  "logged",
  "permission",
  "permissions",
  "role",
  "roles",
  "scope",
  "scopes",
  "guard",
  "protect",
  "protected",
  "jwt",
  "token",
  "credentials"
]);
var GUARD_VERBS = /* @__PURE__ */ new Set([
  "require",
  "requires",
  "required",
  "verify",
  "check",
  "ensure",
  "validate",
  "assert",
  "enforce",
  "must",
  "need",
  "needs",
  "only",
  "restrict"
]);
var GUARDED = /* @__PURE__ */ new Set([
  "user",
  "admin",
  "superuser",
  "staff",
  "owner",
  "ownership",
  "access",
  "key",
  "apikey",
  "session",
  "signed",
  "active",
  "principal",
  "member"
]);
function namesGuard(name) {
  const words = wordsOf(name);
  if (namesOptional(name)) return false;
  if (words.includes("current") && words.some((word) => USER_WORDS.has(word) || word === "admin")) return true;
  const verb = words.some((word) => GUARD_VERBS.has(word));
  if (verb && words.some((word) => GUARDED.has(word) || GUARD_WORDS.has(word))) return true;
  return words.some(
    (word) => [
      "auth",
      "authenticate",
      "authenticated",
      "authorize",
      "authorized",
      "authorise",
      "authentication",
      "authorization",
      "protected",
      "guard"
    ].includes(word)
  ) && !words.includes("url");
}
function namesOptional(name) {
  const text = wordsOf(name).join(" ");
  return /\b(optional|maybe|anonymous|guest|or none|if any|if present|if authenticated|if exists|soft|try|peek|unsafe)\b/.test(
    text
  );
}
var STORE_WORDS = /* @__PURE__ */ new Set([
  "db",
  "session",
  "database",
  "conn",
  "connection",
  "repo",
  "repository",
  "store",
  "storage",
  "uow",
  "pool",
  "engine",
  "collection",
  "mongo",
  "redis",
  "cache"
]);
function namesStore(name) {
  const words = wordsOf(name);
  return words.some((word) => STORE_WORDS.has(word)) && !words.some((word) => USER_WORDS.has(word) || GUARD_WORDS.has(word));
}
var LIMIT_WORDS = /* @__PURE__ */ new Set(["limit", "limits", "limiter", "ratelimit", "throttle", "throttled"]);
function namesLimit(name) {
  return wordsOf(name).some((word) => LIMIT_WORDS.has(word));
}

// src/fastapi/questions/auth-guards.ts
function treeOf(uses) {
  return uses.flatMap((use) => [use, ...treeOf(use.children)]);
}
var enforcingNames = remembered((facts) => {
  const names = /* @__PURE__ */ new Set();
  for (const route of facts.application.routes) {
    for (const guard of route.protection.guards)
      if (guard.kind === "dependency" || guard.kind === "library") names.add(guard.name);
  }
  return names;
});
function enforces(use, enforcing) {
  return treeOf([use]).some((one) => enforcing.has(one.name));
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
  const cut = Math.max(name.lastIndexOf(":"), name.lastIndexOf("."));
  return name.slice(cut + 1);
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
    const reads = use.parameters.some(({ source }) => source === "header" || source === "cookie") || use.children.some(({ scheme }) => scheme !== void 0);
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
  if (model !== void 0) return { kind: "model", model, site, text: model.class.qualname };
  if (value.kind === "none") return { kind: "none", site };
  const isShapeless = value.kind === "external" && SHAPELESS.test(value.name);
  return isShapeless ? { kind: "none", site } : { kind: "unknown" };
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
function sensitiveFields(model, facts) {
  const found = /* @__PURE__ */ new Map();
  const seen = /* @__PURE__ */ new Set();
  const waiting = [model];
  for (let next = waiting.pop(); next !== void 0; next = waiting.pop()) {
    if (seen.has(next.class.def)) continue;
    seen.add(next.class.def);
    for (const field of next.fields) {
      if (isSensitive(field.name) && !isExcluded(field, facts))
        found.set(`${next.class.qualname}.${field.name}`, { field, holder: next.class });
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
var HARMLESS = /\b(has|is|needs|requires|last|expires|changed|updated|created|at|count|policy|strength|hint|enabled|required|hashtag|content|file|commit|block|etag)\b/u;
function isSensitive(name) {
  const words = wordsOf(name);
  const text = words.join(" ");
  if (HARMLESS.test(text)) return false;
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
  const isMet = (one) => [...head].some((other) => isWithin(other, one));
  const lost = [...base].filter((one) => !isMet(one));
  const gained = [...head].filter((one) => !base.has(one));
  if (lost.length === 0 || gained.length === 0) return lost;
  const widened = lost.filter((one) => gained.some((other) => isWithin(one, other)));
  if (widened.length > 0) return widened;
  for (const isWeighty of [hasPower, changesThings])
    if (lost.some(isWeighty) && !gained.some(isWeighty)) return lost.filter(isWeighty);
  return [];
}
function isWithin(inner, outer) {
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

// src/rules/comparison/source-text.ts
function sourceText(facts, { path, span }) {
  const module = facts.modules.find((one) => one.path === path);
  if (module === void 0) return void 0;
  const start = (module.lineStarts[span.startLine - 1] ?? 0) + span.startColumn - 1;
  const end = (module.lineStarts[span.endLine - 1] ?? 0) + span.endColumn;
  return module.text.slice(start, end).replaceAll(/\s+/gu, " ").replaceAll(/(?<=[([{]) | (?=[)\]}])|,(?= ?[)\]}])/gu, "").trim();
}
function isWithin2(inner, outer) {
  return inner.path === outer.path && inner.span.startLine >= outer.span.startLine && inner.span.endLine <= outer.span.endLine;
}
function isSameSite(a, b) {
  return a.path === b.path && a.span.startLine === b.span.startLine && a.span.startColumn === b.span.startColumn && a.span.endLine === b.span.endLine && a.span.endColumn === b.span.endColumn;
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
function boundsOf(args) {
  const bounds = /* @__PURE__ */ new Map();
  for (const { keywords, keywordSites } of args) {
    for (const [name, given] of keywords) {
      const kind = KINDS.get(name);
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
    if (value?.kind === "external-call") return [value.args];
    if (value?.kind === "annotated") return constraintsIn([value.base, ...value.metadata]);
    if (value?.kind === "choice") return value.alternatives.flatMap((one) => constraintsIn([one.value]));
    return [];
  });
}
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
  const isConstant = !isWithin2(base.literal, base.site);
  if (head !== void 0 && isConstant && !isWithin2(head.literal, head.site))
    return { at: base.literal, counterparts: [head.literal] };
  return { at: base.site, counterparts: head === void 0 ? [] : [head.site] };
}
function wordsFor({ base, head }) {
  return head === void 0 ? `\`${base.name}=${base.value}\` is gone` : `\`${head.name}\` goes from ${base.value} to ${head.value}`;
}

// src/rules/comparison/weaker.ts
var turnedOff = (base, head) => base !== void 0 && !isOff(base) && (head === void 0 || isOff(head));
var turnedOffByDefaultOn = (base, head) => head !== void 0 && isOff(head) && !(base !== void 0 && isOff(base));
var dropped = (base, head) => base !== void 0 && !isNothing(base) && (head === void 0 || isNothing(head));
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
var reopened = (base, head) => base !== void 0 && isNothing(base) && (head === void 0 || (textOfValue(head) ?? "") !== "") && !(head !== void 0 && alternativesOf(head).some(({ value }) => isNothing(value)));
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
    ({ name, value }) => isLimit(beforeCall(name)) || value.kind === "instance" && isLimit(value.class.qualname)
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
  const rate = positional[0] ?? keywords.get("limit_value") ?? keywords.get("times");
  return rate === void 0 ? {} : { written: defaultOf(rate).site };
}
function rateOfArguments(value) {
  if (value.kind !== "external-call" && value.kind !== "instance") return void 0;
  const { args } = value;
  const text = textOfValue(args.positional[0] ?? args.keywords.get("limit_value"));
  if (text !== void 0) return rateOf(text);
  const times = numberOf(args.keywords.get("times") ?? args.positional[0]);
  return times === void 0 ? void 0 : times / secondsOf(args);
}
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

export {
  NO_RENAMES,
  renamesOf,
  matchesSegments,
  matchesUnits,
  compareSites,
  contains,
  compilePublicRoutes,
  routePatternProblem,
  groupBy,
  wordsOf,
  namesIdentifier,
  namesOwnerField,
  namesPrivilege,
  namesCredential,
  namesComparedSecret,
  namesPassword,
  namesCaller,
  namesGuard,
  namesOptional,
  namesStore,
  namesLimit,
  treeOf,
  enforcingNames,
  enforces,
  schemesOf,
  knowsCaller,
  callerParameters,
  takesFromContainer,
  calledValue,
  shortName,
  looksLikeGuard,
  bodyOf,
  refusedByDependency,
  refusedByEndpoint,
  routerSubject,
  routerTitle,
  outermost,
  sourceText,
  isWithin2 as isWithin,
  isSameSite,
  boundsOf,
  constraintsIn,
  valuesOf,
  parameterBounds,
  isOpen,
  loosenedBounds,
  placesOf,
  wordsFor,
  turnedOff,
  turnedOffByDefaultOn,
  dropped,
  sentEverywhere,
  opened,
  lowered,
  widenedAlgorithms,
  weakScheme,
  reopened,
  isOff,
  isNothing,
  rateLimitsOf,
  defaultRate,
  responseFilterOf,
  returnsOnly,
  sensitiveFields,
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
  changesThings
};
