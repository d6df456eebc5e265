import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);

// src/core/severity.ts
var SEVERITIES = ["critical", "high", "medium", "low", "info"];
var CONFIDENCES = ["high", "medium", "low"];
function isAtLeast(severity, threshold) {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}
function isAsSureAs(confidence, threshold) {
  return CONFIDENCES.indexOf(confidence) <= CONFIDENCES.indexOf(threshold);
}

// src/python/position.ts
function lineOf(module, offset) {
  const starts = module.lineStarts;
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = low + high + 1 >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
function spanOf(module, range) {
  const last = Math.max(range.start, range.end - 1);
  const startLine = lineOf(module, range.start);
  const endLine = lineOf(module, last);
  return {
    startLine,
    startColumn: range.start - (module.lineStarts[startLine - 1] ?? 0) + 1,
    endLine,
    endColumn: last - (module.lineStarts[endLine - 1] ?? 0) + 1
  };
}
function siteOf(module, range) {
  return { path: module.path, span: spanOf(module, range) };
}
function textOf(module, range) {
  return module.text.slice(range.start, range.end);
}

// src/python/walk.ts
function walk(root, visit, options = {}) {
  const own = options.scope === "own";
  const start = isList(root) ? root : "body" in root && "lineStarts" in root ? root.body : void 0;
  const waiting = [];
  if (start !== void 0) pushReversed(waiting, start);
  else if (isSyntax(root) && visit(root) !== false) pushReversed(waiting, childrenOf(root));
  for (let node = waiting.pop(); node !== void 0; node = waiting.pop()) {
    if (visit(node) === false) continue;
    pushReversed(waiting, own ? surfaceOf(node) : childrenOf(node));
  }
}
function firstBelow(root, answer, options = {}) {
  let found;
  walk(
    root,
    (node) => {
      found ??= answer(node);
      return found === void 0;
    },
    options
  );
  return found;
}
function anyBelow(root, isSuch, options = {}) {
  return firstBelow(root, (node) => isSuch(node) ? true : void 0, options) === true;
}
function expressionsIn(statements, options = {}) {
  const found = [];
  walk(
    statements,
    (node) => {
      if (isExpr(node)) found.push(node);
    },
    options
  );
  return found;
}
function dottedName(expr) {
  const parts = [];
  let at = expr;
  while (at.kind === "attribute") {
    parts.push(at.attr);
    at = at.value;
  }
  return at.kind === "name" ? [at.id, ...parts.reverse()].join(".") : void 0;
}
var STATEMENTS = /* @__PURE__ */ new Set([
  "import",
  "import-from",
  "function",
  "class",
  "assign",
  "augassign",
  "expr",
  "return",
  "raise",
  "if",
  "for",
  "while",
  "with",
  "try",
  "match",
  "delete",
  "global",
  "nonlocal",
  "assert",
  "type-alias",
  "pass",
  "break",
  "continue"
]);
function isExpr(node) {
  return !STATEMENTS.has(node.kind);
}
function childrenOf(node) {
  switch (node.kind) {
    case "function":
    case "class":
      return [...surfaceOf(node), ...node.body];
    case "lambda":
      return [...surfaceOf(node), node.body];
    case "if":
    case "while":
      return [node.test, ...node.body, ...node.orelse];
    case "for":
      return [node.target, node.iter, ...node.body, ...node.orelse];
    case "with":
      return [...node.items.flatMap(({ context, target }) => present(context, target)), ...node.body];
    case "try": {
      const handlers = node.handlers.flatMap(({ type, body }) => [...present(type), ...body]);
      return [...node.body, ...handlers, ...node.orelse, ...node.finalbody];
    }
    case "match":
      return [node.subject, ...node.cases.flatMap(({ pattern, guard, body }) => [...present(pattern, guard), ...body])];
    default:
      return partsOf(node);
  }
}
function surfaceOf(node) {
  switch (node.kind) {
    case "function":
      return [...decorations(node.decorators), ...node.params.flatMap(paramParts), ...present(node.returns)];
    case "class":
      return [...decorations(node.decorators), ...values(node.bases)];
    case "lambda":
      return node.params.flatMap(paramParts);
    default:
      return childrenOf(node);
  }
}
function partsOf(node) {
  switch (node.kind) {
    case "attribute":
    case "await":
    case "starred":
    case "expr":
    case "type-alias":
      return [node.value];
    case "yield":
    case "return":
      return present(node.value);
    case "assign":
      return [...node.targets, ...present(node.annotation, node.value)];
    case "augassign":
    case "walrus":
      return [node.target, node.value];
    case "raise":
      return present(node.exception, node.cause);
    case "assert":
      return present(node.test, node.message);
    case "delete":
      return node.targets;
    default:
      return operandsOf(node);
  }
}
function operandsOf(node) {
  switch (node.kind) {
    case "call":
      return [node.func, ...values(node.args)];
    case "list":
    case "tuple":
    case "set":
      return node.items;
    case "dict":
      return node.entries.flatMap(({ key, value }) => present(key, value));
    case "subscript":
      return [node.value, ...node.index];
    case "slice":
      return present(node.lower, node.upper, node.step);
    case "unary":
      return [node.operand];
    case "binary":
      return [node.left, node.right];
    case "boolop":
      return node.values;
    case "compare":
      return [node.left, ...node.comparators];
    case "conditional":
      return [node.body, node.test, node.orelse];
    case "comprehension": {
      const clauses = node.generators.flatMap(({ target, iter, conditions }) => [target, iter, ...conditions]);
      return [...present(node.key, node.element), ...clauses];
    }
    case "fstring":
      return node.parts.filter((part) => typeof part !== "string");
    default:
      return [];
  }
}
function present(...nodes) {
  return nodes.filter((node) => node !== void 0);
}
function decorations(decorators) {
  return decorators.map(({ expression }) => expression);
}
function values(args) {
  return args.map(({ value }) => value);
}
function paramParts(param) {
  return present(param.annotation, param.default);
}
function pushReversed(stack, nodes) {
  for (let at = nodes.length - 1; at >= 0; at -= 1) {
    const node = nodes[at];
    if (node !== void 0) stack.push(node);
  }
}
function isList(root) {
  return Array.isArray(root);
}
function isSyntax(root) {
  return "kind" in root;
}

// src/fastapi/canonical.ts
var FROM_FASTAPI = /* @__PURE__ */ new Map([
  ["fastapi.applications.FastAPI", "fastapi.FastAPI"],
  ["fastapi.routing.APIRouter", "fastapi.APIRouter"],
  ["fastapi.exceptions.HTTPException", "fastapi.HTTPException"],
  ["fastapi.exceptions.WebSocketException", "fastapi.WebSocketException"],
  ["fastapi.datastructures.UploadFile", "fastapi.UploadFile"],
  ["fastapi.background.BackgroundTasks", "fastapi.BackgroundTasks"],
  ["fastapi.requests.HTTPConnection", "starlette.requests.HTTPConnection"],
  ["fastapi.Request", "starlette.requests.Request"],
  ["fastapi.Response", "starlette.responses.Response"],
  ["fastapi.WebSocket", "starlette.websockets.WebSocket"],
  ["fastapi.WebSocketDisconnect", "starlette.websockets.WebSocketDisconnect"],
  ["fastapi.status", "starlette.status"],
  ["fastapi.middleware.Middleware", "starlette.middleware.Middleware"]
]);
var PARAMETERS = /* @__PURE__ */ new Set(["Depends", "Security", "Query", "Path", "Body", "Form", "File", "Header", "Cookie"]);
var OWN_RESPONSES = /* @__PURE__ */ new Set(["ORJSONResponse", "UJSONResponse", "EventSourceResponse"]);
var SCHEME_MODULES = /* @__PURE__ */ new Map([
  [
    "oauth2",
    [
      "OAuth2",
      "OAuth2PasswordBearer",
      "OAuth2AuthorizationCodeBearer",
      "OAuth2PasswordRequestForm",
      "OAuth2PasswordRequestFormStrict",
      "SecurityScopes"
    ]
  ],
  [
    "http",
    ["HTTPBearer", "HTTPBasic", "HTTPDigest", "HTTPBase", "HTTPAuthorizationCredentials", "HTTPBasicCredentials"]
  ],
  ["api_key", ["APIKeyHeader", "APIKeyQuery", "APIKeyCookie"]],
  ["open_id_connect_url", ["OpenIdConnect"]]
]);
var SCHEME_HOME = new Map(
  [...SCHEME_MODULES].flatMap(([module, names]) => names.map((name) => [name, module]))
);
var SCHEMES = new Set(
  [
    "OAuth2",
    "OAuth2PasswordBearer",
    "OAuth2AuthorizationCodeBearer",
    "HTTPBearer",
    "HTTPBasic",
    "HTTPDigest",
    "HTTPBase",
    "APIKeyHeader",
    "APIKeyQuery",
    "APIKeyCookie",
    "OpenIdConnect"
  ].map((name) => `fastapi.security.${name}`)
);
function canonical(name) {
  const folded = FROM_FASTAPI.get(name);
  if (folded !== void 0) return folded;
  if (name.startsWith("typing_extensions.")) return name.replace("_extensions", "");
  const last = name.slice(name.lastIndexOf(".") + 1);
  if (/^fastapi\.(params|param_functions)\./.test(name) && PARAMETERS.has(last)) return `fastapi.${last}`;
  if (name.startsWith("fastapi.security.") && SCHEME_HOME.has(last)) return `fastapi.security.${last}`;
  if (name.startsWith("fastapi.responses.")) return OWN_RESPONSES.has(last) ? name : `starlette.responses.${last}`;
  for (const part of ["middleware", "staticfiles", "templating", "websockets", "requests", "concurrency", "status"]) {
    const prefix = `fastapi.${part}.`;
    if (name.startsWith(prefix) && !name.startsWith("fastapi.middleware.asyncexitstack"))
      return `starlette.${part}.${name.slice(prefix.length)}`;
  }
  return name;
}
function definingName(name) {
  if (name.includes(":")) return name;
  const cut = name.lastIndexOf(".");
  const last = name.slice(cut + 1);
  const home = name.startsWith("fastapi.security.") ? SCHEME_HOME.get(last) : void 0;
  if (home !== void 0) return `fastapi.security.${home}:${last}`;
  if (name.startsWith("fastapi_login.LoginManager"))
    return `fastapi_login.fastapi_login:${name.slice("fastapi_login.".length).replace("()", "")}`;
  if (/^dependency_injector\.wiring\.(Provide|Provider|Closing)\[\]$/.test(name))
    return name.slice(0, -2).replace(".wiring.", ".wiring:");
  if (name === "fastapi.BackgroundTasks") return "fastapi.background:BackgroundTasks";
  return cut < 0 ? name : `${name.slice(0, cut)}:${last}`;
}

// src/fastapi/values.ts
function unknown(site, reason) {
  return { kind: "unknown", site, reason };
}
function sequence(kind, items, site, open = false) {
  return { kind, items, site, ...open ? { open } : {} };
}
var NO_ARGUMENTS = {
  positional: [],
  keywords: /* @__PURE__ */ new Map(),
  keywordSites: /* @__PURE__ */ new Map(),
  open: false
};
function argumentOf(args, name, position) {
  return args.keywords.get(name) ?? (position === void 0 ? void 0 : args.positional[position]);
}
var NOWHERE = { path: "", span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } };
var ABSENT = { kind: "none", site: NOWHERE };
var MAX_ALTERNATIVES = 40;
function choice(alternatives, site) {
  const single = alternatives.length === 1;
  const flat = alternatives.flatMap(
    ({ value, condition, usual }) => value.kind === "choice" ? value.alternatives.map(
      (inner) => alternative(
        inner.value,
        join(condition, inner.condition),
        inner.usual === true && (usual === true || single)
      )
    ) : [alternative(value, condition, usual === true)]
  );
  if (flat.length > MAX_ALTERNATIVES) return unknown(site, "one of very many");
  const distinct = flat.filter((one, index) => flat.findIndex((other) => sameValue(one.value, other.value)) === index);
  const [only] = distinct;
  if (only === void 0) return unknown(site, "no alternative is left");
  return distinct.length === 1 ? only.value : { kind: "choice", alternatives: distinct, site };
}
function alternative(value, condition, usual) {
  return { ...withCondition(value, condition), ...usual ? { usual } : {} };
}
function maybe(value, condition, usual) {
  if (value.kind === "none") return value;
  return {
    kind: "choice",
    alternatives: [
      alternative(value, condition, usual === true),
      alternative(ABSENT, `not (${condition})`, usual === false)
    ],
    site: value.site
  };
}
function itemUnderCondition(value) {
  return value.kind === "choice" && value.alternatives[1]?.value === ABSENT ? value.alternatives[0] : void 0;
}
function withCondition(value, condition) {
  return condition === void 0 ? { value } : { value, condition };
}
var LONGEST_CONDITION = 1e3;
function join(outer, inner) {
  if (outer === void 0 || inner === void 0) return outer ?? inner;
  return outer === inner || outer.length + inner.length > LONGEST_CONDITION ? outer : `${outer} and ${inner}`;
}
function sameValue(a, b) {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  if (a.kind === "none") return true;
  if ((a.kind === "string" || a.kind === "number" || a.kind === "bool") && "value" in b) return a.value === b.value;
  if (a.kind === "app" && b.kind === "app") return a.app === b.app;
  if (a.kind === "router" && b.kind === "router") return a.router === b.router;
  if (a.kind === "external" && b.kind === "external")
    return canonical(a.name) === canonical(b.name) && a.receiver === b.receiver;
  if (a.kind === "module" && b.kind === "module") return a.path === b.path;
  if (a.kind === "function" && b.kind === "function")
    return a.def === b.def && a.closure === b.closure && a.given === b.given;
  if (a.kind === "class" && b.kind === "class") return a.def === b.def && a.closure === b.closure;
  if (a.kind === "tuple" && b.kind === "tuple")
    return haveSameItems(a, b, (one, index) => sameValue(one, b.items[index] ?? ABSENT));
  if (a.kind === "set" && b.kind === "set")
    return haveSameItems(a, b, (one) => b.items.some((other) => sameValue(one, other)));
  return false;
}
function withoutRepeats(entries) {
  const kept = [];
  const texts = /* @__PURE__ */ new Map();
  for (const entry of entries) {
    const { key } = entry;
    const at = (key.kind === "string" ? texts.get(key.value) : kept.findIndex((one) => sameValue(one.key, key))) ?? -1;
    if (at >= 0) kept[at] = entry;
    else {
      if (key.kind === "string") texts.set(key.value, kept.length);
      kept.push(entry);
    }
  }
  return kept;
}
function haveSameItems(a, b, isHeld) {
  return a.open !== true && b.open !== true && a.items.length === b.items.length && a.items.every(isHeld);
}
function alternativesOf(value) {
  if (value.kind === "choice")
    return value.alternatives.flatMap(
      (one) => alternativesOf(one.value).map((inner) => withCondition(inner.value, join(one.condition, inner.condition)))
    );
  if (value.kind === "environment" && value.default !== void 0) {
    return alternativesOf(value.default).map(
      (inner) => withCondition(inner.value, join(`${value.name} is not set`, inner.condition))
    );
  }
  return [{ value }];
}
function defaultOf(value) {
  if (value.kind === "environment") return value.default === void 0 ? value : defaultOf(value.default);
  const usual = value.kind === "choice" ? value.alternatives.find((one) => one.usual === true) : void 0;
  return usual === void 0 ? value : defaultOf(usual.value);
}
function textOfValue(value) {
  if (value === void 0) return void 0;
  const settled = defaultOf(value);
  return settled.kind === "string" ? settled.value : void 0;
}
function truthOf(value) {
  switch (value.kind) {
    case "bool":
      return value.value;
    case "none":
      return false;
    case "string":
      return value.value !== "";
    case "number":
      return value.value !== 0;
    case "list":
    case "tuple":
    case "set":
      return value.items.length > 0 ? true : value.open === true ? void 0 : false;
    case "dict":
      return value.entries.length > 0 ? true : value.open === true ? void 0 : false;
    case "external-call": {
      const [held] = /^pydantic\.(types\.)?Secret(Str|Bytes)$/.test(value.callee) ? value.args.positional : [];
      return held === void 0 ? void 0 : truthOf(held);
    }
    case "app":
    case "router":
    case "function":
    case "class":
    case "module":
    case "bound-method":
    case "partial":
      return true;
    default:
      return void 0;
  }
}
function stringsOf(value) {
  if (value === void 0) return void 0;
  const settled = defaultOf(value);
  if (settled.kind !== "list" && settled.kind !== "tuple" && settled.kind !== "set") return void 0;
  if (settled.open === true) return void 0;
  const texts = settled.items.map(textOfValue);
  return texts.every((text) => text !== void 0) ? texts : void 0;
}
function isGrowing(attributes) {
  return attributes instanceof Map;
}

// src/fastapi/questions/code.ts
var HTTP_EXCEPTIONS = /* @__PURE__ */ new Set([
  "fastapi.HTTPException",
  "starlette.exceptions.HTTPException"
]);
var SOCKET_EXCEPTIONS = /* @__PURE__ */ new Set([
  "fastapi.WebSocketException",
  "starlette.exceptions.WebSocketException"
]);
var WALKED = /* @__PURE__ */ new WeakMap();
function nodesIn(root) {
  const known = WALKED.get(root);
  if (known !== void 0) return known;
  const found = [];
  walk(root, (node) => void found.push(node), { scope: "own" });
  WALKED.set(root, found);
  return found;
}
function wordsBelow(root) {
  const words = /* @__PURE__ */ new Set();
  walk(root, (node) => {
    if (node.kind === "name") words.add(node.id);
    if (node.kind === "attribute") words.add(node.attr);
  });
  return words;
}
function mentions(root, names) {
  return anyBelow(root, (node) => node.kind === "name" && names.has(node.id));
}
function within(inner, outer) {
  return outer.start <= inner.start && inner.end <= outer.end;
}
function lastName(callee) {
  return callee.slice(Math.max(callee.lastIndexOf("."), callee.lastIndexOf(":")) + 1);
}
function statusOf(value) {
  if (value === void 0) return void 0;
  const settled = defaultOf(value);
  if (settled.kind === "number") return settled.value;
  if (settled.kind !== "external") return void 0;
  const last = lastName(settled.name);
  const digits = /^(?:HTTP|WS)_(\d+)/.exec(last)?.[1];
  if (digits !== void 0) return Number(digits);
  return { UNAUTHORIZED: 401, FORBIDDEN: 403, NOT_FOUND: 404, BAD_REQUEST: 400 }[last];
}
function exceptionStatus(code, expr) {
  const value = code.valueOf(expr);
  if (value.kind === "instance" || value.kind === "class")
    return ownStatus(value.kind === "class" ? value : value.class);
  if (value.kind !== "external-call" || !(HTTP_EXCEPTIONS.has(value.callee) || SOCKET_EXCEPTIONS.has(value.callee)))
    return void 0;
  if (SOCKET_EXCEPTIONS.has(value.callee)) return 1008;
  return statusOf(value.args.keywords.get("status_code") ?? value.args.positional[0]) ?? "unknown";
}
function ownStatus(cls) {
  if (!isHttpException(cls)) return void 0;
  const text = cls.module.text.slice(cls.def.start, cls.def.end);
  const digits = /\b(?:HTTP_)?(401|403|404)/.exec(text)?.[1];
  return digits === void 0 ? "unknown" : Number(digits);
}
function isHttpException(cls, depth = 5) {
  return cls.bases.some(
    (base) => base.kind === "external" && HTTP_EXCEPTIONS.has(base.name) || base.kind === "class" && depth > 0 && isHttpException(base, depth - 1)
  );
}
var REFUSALS = /* @__PURE__ */ new Set([401, 403, 1008]);
function refusalsIn(code) {
  return nodesIn(code.body).filter((node) => node.kind === "raise" && isRefusal(code, node.exception));
}
function isRefusal(code, exception) {
  if (exception === void 0) return false;
  const status = exceptionStatus(code, exception);
  return status !== void 0 && REFUSALS.has(status);
}
function returnsIn(code) {
  return nodesIn(code.body).filter((node) => node.kind === "return");
}
var REFUSING = /* @__PURE__ */ new WeakMap();
function refuses(facts, code, depth = 3) {
  const answers = REFUSING.get(code) ?? /* @__PURE__ */ new Map();
  REFUSING.set(code, answers);
  const known = answers.get(depth);
  if (known !== void 0) return known;
  answers.set(depth, false);
  const answer = refusesBelow(facts, code, depth);
  answers.set(depth, answer);
  return answer;
}
function refusesBelow(facts, code, depth) {
  if (refusalsIn(code).length > 0) return true;
  if (depth === 0) return false;
  return code.calls.some((call) => {
    const inner = call.target === void 0 ? void 0 : facts.codeOf(call.target);
    return inner !== void 0 && inner !== code && refuses(facts, inner, depth - 1);
  });
}
function siteIn(code, node) {
  return siteOf(code.module, node);
}
function signatureSite(code) {
  return code.def === void 0 ? void 0 : siteIn(code, { start: code.def.defStart, end: code.def.signatureEnd });
}
function raisesHttp(facts, code, depth = 2) {
  if (nodesIn(code.body).some(
    (node) => node.kind === "raise" && node.exception !== void 0 && exceptionStatus(code, node.exception) !== void 0
  ))
    return true;
  if (depth === 0) return false;
  return code.calls.some((call) => {
    const inner = call.target === void 0 ? void 0 : facts.codeOf(call.target);
    return inner !== void 0 && inner !== code && raisesHttp(facts, inner, depth - 1);
  });
}
function callAt(code, expr) {
  return code.calls.find((call) => call.node === expr);
}
function isLogging({ func }) {
  if (func.kind === "name") return func.id === "print";
  if (func.kind !== "attribute" || !/^(debug|info|warning|error|exception|critical|log|bind)$/.test(func.attr))
    return false;
  return /log/i.test(dottedName(func.value) ?? "");
}
function shownName(expr) {
  return dottedName(expr) ?? "it";
}
function nameOf(code) {
  return lastName(code.name);
}
function servesRequests(facts, code) {
  if (code.def === void 0) return false;
  return facts.routesOf(code).length > 0 || facts.usesOf(code).length > 0;
}

// src/fastapi/questions/remember.ts
function remembered(answer) {
  const known = /* @__PURE__ */ new WeakMap();
  return (facts) => {
    const found = known.get(facts);
    if (found !== void 0) return found.answer;
    const fresh = answer(facts);
    known.set(facts, { answer: fresh });
    return fresh;
  };
}

// src/fastapi/questions/http/html.ts
var servesHtml = remembered((facts) => {
  const page = /(^|[.:])(HTMLResponse|TemplateResponse|Jinja2Templates)$/;
  if (facts.application.routes.some(({ args }) => page.test(nameOf2(args.keywords.get("response_class"))))) return true;
  return facts.codes.some(
    (code) => code.calls.some(
      ({ callee }) => page.test(callee) || lastName(callee) === "frontend" || lastName(callee) === "TemplateResponse"
    )
  );
});
function nameOf2(value) {
  return value?.kind === "external" && typeof value.name === "string" ? value.name : "";
}

// src/fastapi/dependency-tree.ts
function treeOf(uses) {
  const known = trees.get(uses);
  if (known !== void 0) return known;
  const found = below(uses, ({ children }) => children);
  trees.set(uses, found);
  return found;
}
var trees = /* @__PURE__ */ new WeakMap();
function below(uses, followed) {
  const found = /* @__PURE__ */ new Set();
  const open = uses.toReversed();
  for (let use = open.pop(); use !== void 0; use = open.pop()) {
    if (found.has(use)) continue;
    found.add(use);
    open.push(...followed(use).toReversed());
  }
  return [...found];
}
function pathTo(uses, name) {
  const root = uses.find((use) => use.name === name || treeOf(use.children).some((one) => one.name === name));
  if (root === void 0) return [];
  return root.name === name ? [root] : [root, ...pathTo(root.children, name)];
}
function callOrder(uses) {
  const seen = /* @__PURE__ */ new Set();
  const called = [];
  const call = (use) => {
    if (seen.has(use)) return;
    seen.add(use);
    use.children.forEach(call);
    called.push(use);
  };
  uses.forEach(call);
  return called;
}

// src/fastapi/protection/credentials.ts
var IN_NAME = /auth(?!or(?!i[sz]))|token|ticket|passphrase|api[-_ ]?key|secret|signature|session|credential|jwt|bearer|passw|pwd|\bsid\b|sessid|hmac|one_?time|access[-_]?key|^(access|refresh)$/i;
var SURE = new Set(
  "auth authorization authorisation authentication token jwt bearer credential credentials secret signature sessionid password passwd pwd passphrase passcode apikey hmac onetime".split(" ")
);
var RUN_TOGETHER = /(auth|access|api|id|session|refresh|bearer)(token|key)$/;
var ABOUT = new Set(
  "type count counts limit level date day time name names lang size version expiry expires length url uri path index status title state nonce verifier provider redirect".split(
    " "
  )
);
var NO_CALLER = new Set(
  "next page continuation sync cursor pagination max min num count stop pad fcm idempotency".split(" ")
);
var LOOKUP_KEY = /(^|[-_])(file|object|s3|blob|bucket|upload|image|media|doc|document|folder|cache|storage|task|job|data|row|column|record|item|model|sample|project|issue|config|settings?|lookup|search|sort|order|group|primary|foreign|partition|routing|public|idempotency|dedup)[-_]?key$/i;
var PERHAPS = /* @__PURE__ */ new Set(["key", "pass", "session", "ticket", "sid"]);
var OF_A_KEY = /* @__PURE__ */ new Set([
  "api",
  "access",
  "auth",
  "secret",
  "app",
  "client",
  "service",
  "admin",
  "license",
  "session"
]);
var OF_ANY_CLIENT = /^(user-agent|accept(-\w+)?|referr?er|origin|host|content-\w+|x-requested-with|x-forwarded-(for|proto|host|port)|forwarded|x-real-ip|via|dnt|range|if-.+|cache-control|pragma|(x-)?(request|correlation|trace|client-request)-id|traceparent|sec-(?!websocket-protocol).+|(x-)?idempotency-.+|(x-)?(csrf|xsrf).*)$/;
function wordsOf(name) {
  return name.split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/).filter((word) => word !== "").map((word) => word.toLowerCase());
}
function isCredentialName(name) {
  const words = wordsOf(name);
  const last = words.at(-1) ?? "";
  if (ABOUT.has(last) || words.slice(0, -1).some((word) => NO_CALLER.has(word))) return false;
  if (namesFormToken(name) || LOOKUP_KEY.test(name)) return false;
  return IN_NAME.test(name) || last === "key" || /^pass$/i.test(name) || /^x-.*key/i.test(name);
}
function credentialInQuery(name) {
  if (!isCredentialName(name)) return "no";
  const words = wordsOf(name);
  const last = words.at(-1) ?? "";
  if (SURE.has(last) || RUN_TOGETHER.test(words.join(""))) return "surely";
  if (!PERHAPS.has(last)) return "no";
  return OF_A_KEY.has(words.at(-2) ?? "") ? "surely" : "perhaps";
}
function saysNothingOfCaller(name) {
  return OF_ANY_CLIENT.test(name.toLowerCase().replaceAll("_", "-"));
}
function namesFormToken(name) {
  return /csrf|xsrf/i.test(name);
}
function namesAThing(name) {
  return /(_id|Id|_ids|_name|_type|_count|_limit|_path|_index)$/.test(name);
}
var REQUEST_IDENTITY = /* @__PURE__ */ new Set([
  "headers",
  "cookies",
  "session",
  "user",
  "auth",
  "state",
  "scope"
]);
var VERIFIERS = [
  /^jwt\.(api_jwt\.)?decode(_complete)?$/,
  /^jwt(\.\w+)*\.PyJWT\(\)\.decode$/,
  /^jwt(\.\w+)*\.PyJWKClient\(\)\.get_signing_key_from_jwt$/,
  /^jose\.(jwt|jws|jwe)\.(decode|verify|decrypt)$/,
  /^joserfc(\.\w+)*\.(decode|deserialize_compact|validate)$/,
  /^authlib\.jose(\.\w+)*\.decode$/,
  /^authlib(\.\w+)*\.JsonWebToken\(\)\.decode$/,
  /^google\.oauth2\.id_token\.verify_\w+$/,
  /^firebase_admin\.auth\.verify_\w+$/,
  /^itsdangerous(\.\w+)*\.\w+\(\)\.(loads|unsign)$/,
  /^cryptography\.fernet\.Fernet\(\)\.decrypt$/,
  /^svix(\.\w+)*\.Webhook\(\)\.verify$/,
  /^stripe\.Webhook\.construct_event$/,
  /^argon2(\.\w+)*\.PasswordHasher\(\)\.verify$/,
  /^supertokens_python(\.\w+)*\.get_session$/,
  /\.(decode_token|verify_token|verify_id_token|validate_token|jwt_required|fresh_jwt_required|jwt_refresh_token_required)$/,
  /^fastapi_jwt_auth\.AuthJWT\(\)\.\w*required$/,
  /^fastapi_users(\.\w+)*\.read_token$/
];
function isVerifier(callee) {
  return !callee.includes(":") && VERIFIERS.some((pattern) => pattern.test(callee));
}
function isJwtDecode(callee) {
  return /^(jwt|jose)\..*decode/.test(callee);
}
var PARSERS = /^base64\.\w*decode$|^json\.loads$|^uuid\.UUID$|\.get_unverified_\w+$|^jwt\.get_unverified_header$/;
function isParser(callee) {
  return PARSERS.test(callee);
}
function isDigestComparison(callee) {
  return /(^|\.)compare_digest$/.test(callee);
}

// src/fastapi/protection/parameters.ts
var ORIGIN_IN_QUERY = { surely: "raw", perhaps: "header", no: "other" };
function isTextual(annotation) {
  const type = annotation?.kind === "annotated" ? annotation.base : annotation;
  return type?.kind !== "external" || !/^(builtins\.(int|float|bool)|datetime\.\w+|decimal\.Decimal)$/.test(type.name);
}
function aliasOf(parameter) {
  const alias = parameter.marker?.kind === "external-call" ? parameter.marker.args.keywords.get("alias") : void 0;
  return alias?.kind === "string" ? alias.value : parameter.name;
}
function originInQuery(parameter) {
  return isTextual(parameter.annotation) ? ORIGIN_IN_QUERY[credentialInQuery(aliasOf(parameter))] : "other";
}
function wordInQuery(name) {
  return { surely: "credential", perhaps: "header", no: void 0 }[credentialInQuery(name)];
}
function originOfNobody({ dependency }) {
  return dependency !== void 0 && asksNothing(dependency) ? "deployment" : "other";
}
function asksNothing(dependency) {
  return [dependency, ...treeOf(dependency.children)].every(
    ({ value, parameters, alternatives }) => alternatives === void 0 && value.kind === "function" && parameters.every(({ source }) => source === "dependency")
  );
}
function isLoginForm(value) {
  return value?.kind === "external" && /\.OAuth2PasswordRequestForm(Strict)?$/.test(value.name);
}

// src/fastapi/questions/words.ts
function wordsOf2(name) {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/([A-Z])(?=[A-Z][a-z])/g, "$1 ").toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== "");
}

// src/fastapi/questions/authentication/things.ts
function namesIdentifier(name) {
  const last = wordsOf2(name).at(-1) ?? "";
  return ["id", "uuid", "pk", "guid", "slug"].includes(last) || /^[a-z]id$/.test(name) && !OTHER_IDS.has(name);
}
var OTHER_IDS = /* @__PURE__ */ new Set(["kid", "sid", "did", "bid", "hid", "lid", "rid"]);
var OWNER_FIELD = /^(owner|user|author|account|tenant|customer|creator|created_by|uploaded_by|org|organization|organisation|company|team|workspace|member|sender|recipient|patient|employee|profile|created_by_user)(_(id|uuid|pk|email))?$/;
function namesOwnerField(name) {
  return OWNER_FIELD.test(wordsOf2(name).join("_"));
}
function namesPrivilege(name) {
  return /^(is_)?(admin|superuser|super_user|staff|root|moderator|verified)$|^((user|account)_)?(role|roles|permissions|privileges|scopes)$|^(owner_id|balance|credits)$/.test(
    wordsOf2(name).join("_")
  );
}

// src/fastapi/questions/authentication/names.ts
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
  ["x", "key"],
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
  const words = wordsOf2(name);
  return SECRET_ENDINGS.some((ending) => {
    const at = words.length - ending.length;
    if (at < 0 || !ending.every((word, index) => words[at + index] === word)) return false;
    return !HARMLESS_BEFORE.has(words[at - 1] ?? "");
  });
}
function namesComparedSecret(name) {
  const last = wordsOf2(name).at(-1) ?? "";
  return namesCredential(name) || ["signature", "hmac", "digest", "mac", "otp"].includes(last);
}
function namesPassword(name) {
  return wordsOf2(name).some((word) => ["password", "passwd", "pwd", "passphrase", "pw", "passcode"].includes(word));
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
  return wordsOf2(name).some((word) => USER_WORDS.has(word));
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
  const words = wordsOf2(name);
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
  const text = wordsOf2(name).join(" ");
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
  const words = wordsOf2(name);
  return words.some((word) => STORE_WORDS.has(word)) && !words.some((word) => USER_WORDS.has(word) || GUARD_WORDS.has(word));
}
var LIMIT_WORDS = /* @__PURE__ */ new Set(["limit", "limits", "limiter", "ratelimit", "throttle", "throttled"]);
function namesLimit(name) {
  return wordsOf2(name).some((word) => LIMIT_WORDS.has(word));
}

// src/fastapi/questions/authentication/segments.ts
function segmentsOf(path) {
  return path.split("/").filter((segment) => segment !== "");
}
function normal(segment) {
  return wordsOf2(segment.replace(/\.(json|ico|txt|xml|well)/g, " $1")).join("-");
}

// src/fastapi/questions/authentication/routes.ts
var isParameter = (segment) => segment.includes("{");
var SENSITIVE = /* @__PURE__ */ new Set([
  "admin",
  "superuser",
  "manage",
  "management",
  "internal",
  "private",
  "users",
  "user",
  "accounts",
  "account",
  "me",
  "profile",
  "profiles",
  "settings",
  "billing",
  "payments",
  "payment",
  "invoices",
  "invoice",
  "orders",
  "order",
  "transactions",
  "transfer",
  "transfers",
  "wallet",
  "patients",
  "records",
  "documents",
  "messages",
  "secrets",
  "keys",
  "api-keys",
  "tokens",
  "credentials",
  "config",
  "configuration",
  "audit",
  "logs",
  "export",
  "exports",
  "backup",
  "debug",
  "employees",
  "salaries",
  "salary",
  "customers",
  "customer",
  "subscriptions",
  "permissions",
  "roles",
  "reports",
  "metrics",
  "env",
  "impersonate"
]);
function isSensitivePath(path) {
  return segmentsOf(path).some((segment) => !isParameter(segment) && SENSITIVE.has(normal(segment)));
}
function isAdminRoute(route) {
  const inPath = segmentsOf(route.path.text).some(
    (segment) => !isParameter(segment) && (segment === AREA || wordsOf2(segment).some((word) => ADMIN.has(word)))
  );
  return inPath || wordsOf2(route.endpoint.slice(route.endpoint.indexOf(":") + 1)).some((word) => ADMIN.has(word));
}
var AREA = "administration";
var ADMIN = /* @__PURE__ */ new Set(["admin", "admins", "administrator", "superuser", "superadmin", "backoffice", "staff"]);
var UNSAFE = /* @__PURE__ */ new Set(["POST", "PUT", "PATCH", "DELETE"]);
function isUnsafe(route) {
  return route.methods.some((method) => UNSAFE.has(method));
}
var ASKS = /^(search|query|match|reconcile|suggest|list|get|fetch|find|read|lookup|count|validate|check|preview|compare|describe|estimate|calculate|convert|parse|tokenize|render)$/;
var COMPUTES = /^(predict|inference|infer|completions?|embeddings?|embed|transcribe|transcriptions?|detect|classify|translate|summari[sz]e|rerank|asr|ocr|tts)$/;
var CHANGES = /^(create|update|delete|remove|set|save|add|or|and|send|store|upsert|register|upload|import)$/;
function effectOf(route) {
  if (!isUnsafe(route)) return "asks";
  if (route.methods.some((method) => UNSAFE.has(method) && method !== "POST")) return "changes";
  const last = wordsOf2(segmentsOf(route.path.text).findLast((segment) => !isParameter(segment)) ?? "");
  const name = wordsOf2(
    route.endpoint.slice(route.endpoint.lastIndexOf(":") + 1).split(".").at(-1) ?? ""
  );
  if ([...last, ...name].some((word) => CHANGES.test(word))) return "changes";
  const said = [last[0] ?? "", name[0] ?? ""];
  if (said.some((word) => ASKS.test(word))) return "asks";
  return [...said, last.at(-1) ?? ""].some((word) => COMPUTES.test(word)) ? "computes" : "changes";
}
var CATALOGUE = /^(products?|categor(y|ies)|tags?|countr(y|ies)|cit(y|ies)|currenc(y|ies)|languages?|locales?|faqs?|news|articles?|blogs?|posts|genres?|brands?|movies?|recipes?|pages?|((billing|pricing|subscription)[-_])?plans?|pricing|menus?|regions?|timezones?|catalog(ue)?|testimonials?|newsletters?|holidays?|states|provinces|neighbou?rhoods|privacy[-_]polic(y|ies)|cookie[-_]polic(y|ies)|terms[-_]and[-_]conditions|terms[-_]of[-_](service|use)|imprint)$/;
var REMARKS = /^(comments|replies|reviews|ratings)$/;
var SHOP_WINDOW = /^(marketplace|storefront|catalog(ue)?)$/;
function isCatalogue(path) {
  const segments = segmentsOf(path);
  const statics = segments.filter((segment) => !isParameter(segment));
  const parameters = segments.filter(isParameter);
  const [above, last] = [statics.at(-2) ?? "", statics.at(-1) ?? ""].map((segment) => segment.toLowerCase());
  if (CATALOGUE.test(last ?? "") || REMARKS.test(last ?? "") && CATALOGUE.test(above ?? "")) return true;
  if (isSensitivePath(path)) return false;
  return statics.some((segment) => SHOP_WINDOW.test(segment.toLowerCase())) || parameters.length > 0 && parameters.every((segment) => /^\{(\w+_)?slug\}$/.test(segment));
}
function titleOf(route) {
  if (route.kind === "websocket") return `WebSocket ${route.path.text}`;
  if (route.kind === "mount") return `mount ${route.path.text === "" ? "/" : route.path.text}`;
  return `${route.methods.join("/") || "ANY"} ${route.path.text === "" ? "/" : route.path.text}`;
}
function subjectOf(route) {
  return `route ${titleOf(route)} ${route.endpoint}`;
}
function isScraped(route) {
  return /^\/(\w+\/){0,2}metrics(\/\w+)?\/?$/.test(route.path.text);
}
function isVocabulary(route) {
  const last = segmentsOf(route.path.text).at(-1) ?? "";
  return !isUnsafe(route) && !route.parameters.some(({ source }) => source === "path" || source === "body") && /^([a-z]+[-_])?(types|options|choices|enums|constants|reasons|formats|languages|currencies|countries|timezones|units)$/.test(
    last
  );
}

// src/fastapi/questions/authentication/paths.ts
var isParameter2 = (segment) => segment.includes("{");
var ALWAYS_PUBLIC = /* @__PURE__ */ new Set([
  "login",
  "signin",
  "log-in",
  "sign-in",
  "logout",
  "signout",
  "sign-out",
  "log-out",
  "signup",
  "sign-up",
  "sso",
  "callback",
  "authorize",
  "saml",
  "acs",
  "forgot-password",
  "forgotpassword",
  "reset-password",
  "resetpassword",
  "password-reset",
  "passwordreset",
  "recover-password",
  "password-recovery",
  "password-forgot",
  "request-password-reset",
  "verify-email",
  "email-verification",
  "confirm-email",
  "email-confirm",
  "verify-account",
  "activate-account",
  "resend-verification",
  "access-token",
  "refresh-token",
  "token-refresh",
  "authenticate",
  "unsubscribe",
  "health",
  "healthz",
  "healthcheck",
  "health-check",
  "livez",
  "liveness",
  "readyz",
  "readiness",
  "heartbeat",
  "ping",
  "startup",
  "startupz",
  "docs",
  "redoc",
  "openapi.json",
  "swagger",
  "swagger-ui",
  "scalar",
  "rapidoc",
  "api-docs",
  "apidocs",
  "openapi.yaml",
  "favicon.ico",
  "robots.txt",
  "sitemap.xml",
  "jwks.json",
  "openid-configuration",
  "security.txt",
  "manifest.json",
  "oauth",
  "oauth2",
  "captcha",
  "csrf",
  "csrf-token",
  "about",
  "terms",
  "privacy",
  "public",
  "version",
  "magic-link",
  "login-json",
  "logo",
  "logotype",
  "serviceproviderconfig",
  "resourcetypes"
]);
var PUBLIC_WHEN_NEUTRAL = /* @__PURE__ */ new Set([
  "live",
  "alive",
  "ready",
  "up",
  "token",
  "tokens",
  "refresh",
  "register",
  "registration",
  "verify",
  "verification",
  "confirm",
  "confirmation",
  "activate",
  "activation",
  "reset",
  "recover",
  "forgot",
  "jwt",
  "session",
  "sessions",
  "auth",
  "status",
  "info",
  "test",
  "otp",
  "code",
  "introspect",
  "discover",
  "providers",
  "probe",
  "join",
  "welcome",
  "home",
  "index"
]);
var NEUTRAL = /^(api|rest|v\d+(\.\d+)?|auth|authn|authentication|accounts?|users?|members?|customers?|clients?|oauth2?|public|identity|iam|security|access|login|token|tokens|jwt|sessions?|passwords?|email|emails|register|registration|reset|forgot|verify|app|service|_|system|internal|probes?|actuator|monitoring|server)$/;
var LINK_PARAMETER = /^\{(token|code|provider|key|hash|uid|uidb64|secret|nonce|email|state|signature|backend|client|tenant|idp|connection|slug)(:\w+)?\}$/;
var REGISTERS = /^register-(tenant|compan(y|ies)|organi[sz]ation|workspace|business|shop|user|account|customer|client|owner|member|student|teacher|patient|doctor|driver|vendor|seller|merchant|partner)s?$/;
var ALL_BELOW = /^(health|healthz|healthcheck|about|public|captcha|oauth2?|validators?|(reset|forgot|recover)-?password|password-?(reset|recovery|forgot))$/;
var RESETS = /^(reset|forgot|recover|recovery)$/;
var RESET_STEP = /^(request|generate|send|resend|start|init|initiate|check|verify|validate|confirm|complete|finish|link|email|code|token)$/;
var PUBLIC_NORMAL = new Set([...ALWAYS_PUBLIC].map(normal));
function isPublicPath(path) {
  const segments = segmentsOf(path).map((segment) => segment.replace(/[-_.]v\d+$/, ""));
  if (segments[0] === ".well-known" || isMailedLink(segments)) return true;
  const statics = segments.filter((segment) => !LINK_PARAMETER.test(segment));
  if (statics.length === 0) return segments.length === 0;
  if (statics.slice(0, -1).some((segment) => ALL_BELOW.test(normal(segment)))) return true;
  const last = statics.at(-1) ?? "";
  if (isParameter2(last)) return false;
  if (PUBLIC_NORMAL.has(normal(last))) return true;
  const above = normal(statics.at(-2) ?? "");
  if (/^(oauth2?|sso|saml|oidc|log-?in|sign-?in|sign-?up)$/.test(above)) return true;
  if (RESETS.test(above) && RESET_STEP.test(normal(last)) && statics.slice(0, -2).every(isNeutral)) return true;
  if (above === "auth" && /^(type|types|config|configuration|methods?)$/.test(normal(last))) return true;
  return PUBLIC_WHEN_NEUTRAL.has(normal(last).replace(/^get-/, "").replace(REGISTERS, "register")) && statics.slice(0, -1).every(isNeutral);
}
function isNeutral(segment) {
  return NEUTRAL.test(segment.toLowerCase());
}
function isPublicSocket(path) {
  return segmentsOf(path).some((segment) => normal(segment) === "public") || /^\/?(ws\/)?(echo|ping)\/?$/.test(path);
}
function isMailedLink(segments) {
  return segments.some((segment) => /^\{\w*(token|code|key|secret|signature|hash)(_id)?(:\w+)?\}$/.test(segment)) && segments.some((segment) => /^(invit|verif|confirm|reset|unsubscri|share|magic|activat|accept)/i.test(segment));
}
var PUBLIC_HANDLER = /^(user |account |customer |auth |post |get |do |handle |async )*(log ?in|sign ?in|sign ?up|log ?out|sign ?out|register|health|healthcheck|ping|root|index|home|live(ness)?|read(y|iness)|favicon|(forgot|reset|recover) password|verify email|confirm email|activate account|refresh( access)? token|access token|callback|oauth callback)( (user|account|customer|check|probe|page|form|for access token|as anonymous user|access token|json|endpoint|handler|view))*$/;
function isPublicHandler(endpoint) {
  const name = endpoint.slice(Math.max(endpoint.lastIndexOf("."), endpoint.lastIndexOf(":")) + 1);
  return PUBLIC_HANDLER.test(wordsOf2(name).join(" "));
}

// src/core/span.ts
function siteKey({ path, span }) {
  return `${path}:${String(span.startLine)}:${String(span.startColumn)}:${String(span.endLine)}:${String(span.endColumn)}`;
}
function compareSites(a, b) {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.span.startLine - b.span.startLine || a.span.startColumn - b.span.startColumn || a.span.endLine - b.span.endLine || a.span.endColumn - b.span.endColumn;
}
function contains(outer, inner) {
  const begins = outer.startLine < inner.startLine || outer.startLine === inner.startLine && outer.startColumn <= inner.startColumn;
  const ends = inner.endLine < outer.endLine || inner.endLine === outer.endLine && inner.endColumn <= outer.endColumn;
  return begins && ends;
}

// src/fastapi/questions/http/source.ts
function sourceAt(facts, site) {
  const module = facts.modules.find(({ path }) => path === site.path);
  if (module === void 0) return "";
  const { startLine, startColumn, endLine, endColumn } = site.span;
  const start = (module.lineStarts[startLine - 1] ?? 0) + startColumn - 1;
  const end = (module.lineStarts[endLine - 1] ?? 0) + endColumn;
  return module.text.slice(start, end);
}
function conditionsRound(module, site) {
  const found = [];
  const holds = (nodes) => {
    const [first] = nodes;
    const last = nodes.at(-1);
    return first !== void 0 && last !== void 0 && covers(siteOf(module, { start: first.start, end: last.end }), site);
  };
  walk(module, (node) => {
    if (node.kind !== "if") return;
    const test = textOf(module, node.test);
    if (holds(node.body)) found.push(test);
    else if (holds(node.orelse)) found.push(`not (${test})`);
  });
  return found;
}
function covers(outer, inner) {
  if (outer.path !== inner.path) return false;
  const a = outer.span;
  const b = inner.span;
  const begins = a.startLine < b.startLine || a.startLine === b.startLine && a.startColumn <= b.startColumn;
  return begins && (a.endLine > b.endLine || a.endLine === b.endLine && a.endColumn >= b.endColumn);
}
function switchedOff(text) {
  return text.endsWith("True") ? `${text.slice(0, -4)}False` : void 0;
}

// src/fastapi/stage.ts
var PRODUCTION = /(^|[^a-z])(prod|production|prd|live|staging|stage)([^a-z]|$)/i;
var DEVELOPMENT = /(^|[^a-z])(dev|devel|develop|development|local|localhost|debug|test|tests|testing|sandbox|demo|reload|pytest)([^a-z]|$)/i;
function stageOf(condition) {
  if (condition === void 0) return "always";
  const stages = conjuncts(condition).map(stageOfPart);
  for (const stage of ["development", "production", "other", "unset"])
    if (stages.includes(stage)) return stage;
  return "always";
}
function isInForce(stage) {
  return stage === "always" || stage === "unset" || stage === "production";
}
function conjuncts(condition) {
  const parts = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < condition.length; at += 1) {
    const letter = condition[at] ?? "";
    if ("([{".includes(letter)) depth += 1;
    if (")]}".includes(letter)) depth -= 1;
    if (depth !== 0 || !condition.startsWith(" and ", at)) continue;
    parts.push(condition.slice(from, at));
    from = at + 5;
  }
  return [...parts, condition.slice(from)];
}
function stageOfPart(part) {
  const { text, negated } = withoutNot(part.trim());
  if (/^[\w.]+ is not set$/.test(text)) return "unset";
  if (/ is None$/.test(text)) return negated ? "other" : "unset";
  const comparison = /\s(==|!=|not in|in|is not|is)\s/.exec(text);
  const { where, flipped } = comparison === null ? { where: stageNamed(text), flipped: false } : compared(
    text.slice(0, comparison.index),
    comparison[1] ?? "",
    text.slice(comparison.index + comparison[0].length)
  );
  if (where === void 0) return negated && comparison === null && !text.includes("(") ? "unset" : "other";
  return negated === flipped ? where : where === "production" ? "development" : "production";
}
function compared(left, operator, right) {
  const unequal = operator === "!=" || operator === "not in" || operator === "is not";
  const byLiteral = stageNamed(literals(right)) ?? stageNamed(/^["'][^"']*["']$/.test(left) ? left : "");
  if (byLiteral !== void 0) return { where: byLiteral, flipped: unequal };
  const isOff = /^(False|None|0|["'](0|false|no|off|n)?["'])$/i.test(right.trim());
  const name = `${left} ${/["']/.test(right) ? "" : right}`.replace(/,\s*["'][^"']*["']\s*\)/g, ")");
  return { where: stageNamed(name), flipped: unequal !== isOff };
}
function literals(text) {
  return /getenv|environ|get\(/.test(text) ? "" : (text.match(/["'][^"']*["']/g) ?? []).join(" ");
}
function withoutNot(part) {
  let text = part;
  let negated = false;
  for (let left = 6; left > 0; left -= 1) {
    if (text.startsWith("not ")) {
      negated = !negated;
      text = text.slice(4).trim();
    } else if (text.startsWith("(") && closes(text)) text = text.slice(1, -1).trim();
    else break;
  }
  return { text, negated };
}
function closes(text) {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")") depth -= 1;
    if (depth === 0) return at === text.length - 1;
  }
  return false;
}
function stageNamed(text) {
  const spaced = text.replace(/([a-z])([A-Z])/g, "$1_$2");
  if (PRODUCTION.test(spaced)) return "production";
  return DEVELOPMENT.test(spaced) ? "development" : void 0;
}

// src/fastapi/questions/http/apps.ts
var servedApps = remembered((facts) => {
  const apps = /* @__PURE__ */ new Map();
  for (const app of facts.application.apps) {
    const standing = apps.get(app.name);
    if (standing === void 0 || isForDevelopers(facts, standing) && !isForDevelopers(facts, app))
      apps.set(app.name, app);
  }
  return [...apps.values()];
});
function reachableApps(facts) {
  const served = servedApps(facts);
  const mounted = facts.application.allApps.filter(
    (app) => app.mountedIn !== void 0 && outerAppsOf(app).some((outer) => served.includes(outer))
  );
  return [...served, ...new Map(mounted.map((app) => [siteKey(app.site), app])).values()];
}
function outerAppsOf(app) {
  const found = [];
  for (let outer = app.mountedIn; outer !== void 0 && !found.includes(outer); outer = outer.mountedIn)
    found.push(outer);
  return found;
}
function isForDevelopers(facts, app) {
  const module = facts.modules.find(({ path }) => path === app.site.path);
  return module !== void 0 && conditionsRound(module, app.site).some((condition) => stageOf(condition) === "development");
}
function appTitle(app) {
  const name = app.name.slice(app.name.indexOf(":") + 1);
  return /^[A-Za-z_][\w.]*(\(\))?$/.test(name) ? `\`${name}\`` : "the application";
}
function middlewareNamed(facts, name) {
  const found = /* @__PURE__ */ new Map();
  for (const app of facts.application.allApps) {
    for (const use of app.middleware) {
      const key = siteKey(use.site);
      if (use.name === name && takesEffect(use) && !found.has(key)) found.set(key, { app, use });
    }
  }
  return [...found.values()];
}
function takesEffect(use) {
  return !use.afterStart && stageOf(use.condition) !== "development";
}
function middlewareSubject({ app, use }) {
  return `middleware ${shortMiddleware(use)} on ${app.name}`;
}
function shortMiddleware(use) {
  const own = use.value.kind === "function" ? use.value : use.args.keywords.get("dispatch");
  if (own?.kind === "function") return own.qualname.slice(own.qualname.lastIndexOf(".") + 1);
  return use.name.slice(Math.max(use.name.lastIndexOf("."), use.name.lastIndexOf(":")) + 1);
}
var HARMLESS_PACKAGE = /^(starlette|fastapi|uvicorn|asgi_correlation_id|prometheus\w*|starlette_exporter|starlette_prometheus|sentry_sdk|opentelemetry|logfire|brotli_asgi|zstd_asgi|starlette_context|elasticapm|ddtrace|datadog|newrelic|fastapi_cache|fastapi_pagination|sqladmin|authlib|timing_asgi|aws_xray_sdk|debug_toolbar|fastapi_sqlalchemy|a2wsgi|asgiref|socketio|mangum|starsessions|starlette_csrf|fastapi_csrf_protect|asgi_csrf|pyinstrument|fastapi_profiler|asgi_logger|structlog|loguru|fastapi_babel|asgi_babel|sqlalchemy|tortoise|slowapi|fastapi_limiter|ratelimit|fastapi_throttling|scout_apm|rollbar|bugsnag|dishka)\./;
var HARMLESS_NAME = /log|trac(e|ing)|metric|prometheus|timing|timer|request_?id|correlation|gzip|brotli|compress|cors|session|locale|i18n|language|apm|sentry|telemetry|profil|database|db_?session|sqlalchemy|cache|static/i;
function isOpaque(use) {
  if (use.name === "?") return true;
  if (use.name.includes(":")) return false;
  return !HARMLESS_PACKAGE.test(use.name) && !HARMLESS_NAME.test(shortMiddleware(use));
}
function hasHiddenMiddleware(facts, app) {
  if (app.args.open && !app.args.keywords.has("middleware")) return true;
  return facts.application.unresolved.some(({ reason, path }) => /middleware/i.test(reason) && path === app.site.path);
}

// src/fastapi/questions/http/bodies.ts
var METHODS = ["dispatch", "__call__", "__init__"];
function middlewareBodies(facts, use) {
  const dispatch = use.args.keywords.get("dispatch") ?? (/BaseHTTPMiddleware$/.test(use.name) ? use.args.positional[0] : void 0);
  const seen = /* @__PURE__ */ new Set();
  for (const value of [use.value, ...dispatch === void 0 ? [] : [dispatch]])
    for (const code of bodiesOf(facts, value)) reach(facts, code, 3, seen);
  return [...seen];
}
function reachableFrom(facts, value, depth = 3) {
  return [...new Set(bodiesOf(facts, value).flatMap((code) => reachableCode(facts, code, depth)))];
}
function reachableCode(facts, code, depth = 3) {
  const byDepth = reached(facts).get(code) ?? /* @__PURE__ */ new Map();
  reached(facts).set(code, byDepth);
  const known = byDepth.get(depth);
  if (known !== void 0) return known;
  const seen = /* @__PURE__ */ new Set();
  reach(facts, code, depth, seen);
  const found = [...seen];
  byDepth.set(depth, found);
  return found;
}
var reached = remembered(() => /* @__PURE__ */ new Map());
function bodiesOf(facts, value) {
  switch (value.kind) {
    case "function":
      return present2(facts.codeOf(value));
    case "bound-method":
      return present2(facts.codeOf(value.function));
    case "partial":
      return bodiesOf(facts, value.function);
    case "class":
    case "instance": {
      const cls = value.kind === "class" ? value : value.class;
      const inherited = METHODS.flatMap((name) => {
        const method = facts.methodOf(cls, name);
        return method === void 0 ? [] : present2(facts.codeOf(method));
      });
      return [...methodsByClass(facts).get(cls.def) ?? [], ...inherited];
    }
    default:
      return [];
  }
}
function present2(code) {
  return code === void 0 ? [] : [code];
}
function reach(facts, code, depth, seen) {
  if (seen.has(code)) return;
  seen.add(code);
  for (const inner of innerCodes(facts).get(keyOf(code)) ?? []) reach(facts, inner, depth, seen);
  if (depth === 0) return;
  for (const call of code.calls) {
    const target = call.target === void 0 ? void 0 : facts.codeOf(call.target);
    if (target !== void 0) reach(facts, target, depth - 1, seen);
  }
}
var methodsByClass = remembered((facts) => {
  const found = /* @__PURE__ */ new Map();
  for (const code of facts.codes) {
    if (code.owner === void 0) continue;
    const list = found.get(code.owner);
    if (list === void 0) found.set(code.owner, [code]);
    else list.push(code);
  }
  return found;
});
var innerCodes = remembered((facts) => {
  const found = /* @__PURE__ */ new Map();
  for (const code of facts.codes) {
    const cut = code.name.lastIndexOf(".<locals>.");
    if (cut < 0) continue;
    const key = `${code.module.path} ${code.name.slice(0, cut)}`;
    const list = found.get(key);
    if (list === void 0) found.set(key, [code]);
    else list.push(code);
  }
  return found;
});
function keyOf(code) {
  return `${code.module.path} ${code.name}`;
}

// src/fastapi/questions/http/limits.ts
var LIMITER = /slow_?api|rate_?limit|throttl|limiter/i;
var SUITE = /^(fastapi_guard|guard|fastapi_shield|fastapi_armor|zuplo|asgi_ratelimit|ratelimit|fastapi_throttle\w*|slowapi|fastapi_limiter|fastapi_simple_rate_limiter|fastapi_advanced_rate_limiter|pyrate_limiter|limits|throttled)(\.|$)/;
var answersTooMany = remembered(() => {
  const known = /* @__PURE__ */ new Map();
  return (code) => {
    const found = known.get(code) ?? hasTooMany(code);
    known.set(code, found);
    return found;
  };
});
function hasTooMany(code) {
  return nodesIn(code.body).some(
    (node) => node.kind === "number" && (node.value === 429 || node.value === 423) || node.kind === "attribute" && /^(HTTP_4(29|23)_|TOO_MANY_REQUESTS$|LOCKED$)/.test(node.attr) || node.kind === "name" && /TooMany|RateLimit(Exceeded|Error)|HTTP_429|HTTP_423/.test(node.id)
  );
}
function limitOfApp(facts, app) {
  const limits = app.middleware.filter(takesEffect).map((use) => limitOfMiddleware(facts, use));
  return limits.includes("yes") ? "yes" : limits.includes("unknown") || app.args.open ? "unknown" : "no";
}
function limitOfMiddleware(facts, use) {
  const configured = facts.config.rateLimiters;
  if (configured.includes(use.name) || configured.includes(use.name.replace(":", ".")) || LIMITER.test(shortMiddleware(use)) || SUITE.test(use.name))
    return "yes";
  const bodies = middlewareBodies(facts, use);
  if (bodies.some((code) => answersTooMany(facts)(code) || callsLimiter(code))) return "yes";
  return isOpaque(use) ? "unknown" : "no";
}
function limitOfRoute(facts, route) {
  const decorators = [...route.decoratorsBelow, ...route.decoratorsAbove];
  if (decorators.some(
    ({ text, value }) => LIMITER.test(text) || namesLimit(text.split("(")[0] ?? "") || isLimiter(facts, value)
  ))
    return "yes";
  const uses = treeOf(route.dependencies);
  if (uses.some((use) => isLimitDependency(facts, use))) return "yes";
  if (route.handler === void 0) return "unknown";
  const code = facts.codeOf(route.handler);
  if (code === void 0) return "unknown";
  if (reachableCode(facts, code).some((one) => answersTooMany(facts)(one) || callsLimiter(one))) return "yes";
  return route.openDependencies || uses.some(({ resolved, scheme }) => !resolved && scheme === void 0) ? "unknown" : "no";
}
function isLimitDependency(facts, use) {
  const configured = facts.config.rateLimiters;
  if (configured.includes(use.name) || configured.includes(use.name.replace(":", "."))) return true;
  return namesLimit(lastName(use.name)) || LIMITER.test(use.name) || isLimiter(facts, use.value);
}
function isLimiter(facts, value) {
  const name = value.kind === "external" ? value.name : value.kind === "external-call" ? value.callee : "";
  if (SUITE.test(name) || LIMITER.test(name)) return true;
  return reachableFrom(facts, value).some((code) => answersTooMany(facts)(code) || callsLimiter(code));
}
function callsLimiter(code) {
  return code.calls.some((call) => {
    if (SUITE.test(call.callee)) return true;
    const { func } = call.node;
    const text = code.module.text.slice(func.start, func.end);
    return LIMITER.test(text) || /too_many|lock(ed)?_?out|failed_?(login|attempt)|login_?attempt|brute/i.test(text) || func.kind === "attribute" && func.attr === "hit";
  });
}
var CREDENTIAL_PATHS = /* @__PURE__ */ new Set([
  "login",
  "log-in",
  "signin",
  "sign-in",
  "token",
  "access-token",
  "register",
  "registration",
  "signup",
  "sign-up",
  "authenticate",
  "reset-password",
  "password-reset",
  "forgot-password",
  "recover-password",
  "password-recovery",
  "request-password-reset",
  "forgot",
  "otp",
  "verify-otp",
  "send-otp",
  "request-otp",
  "2fa",
  "mfa",
  "totp",
  "magic-link",
  "verify-code",
  "verify-2fa",
  "verify-mfa",
  "resend-otp",
  "resend-code",
  "send-code",
  "resend-verification",
  "resend-verification-email",
  "send-verification",
  "send-verification-email",
  "verify-email",
  "confirm-email"
]);
var STEPS = /^(confirm|request|complete|start|initiate|finish)$/i;
var CREDENTIAL_PARENTS = /^(log-?in|sign-?in|password-recovery)$/i;
function isCredentialRoute(route) {
  if (!isOpenPost(route)) return false;
  if (route.parameters.some(takesLoginForm)) return true;
  const statics = segmentsOf(route.path.text).filter((segment) => !segment.includes("{"));
  if (statics.length > 2 && STEPS.test(statics.at(-1) ?? "")) statics.pop();
  const [parent, last] = [statics.at(-2) ?? "", statics.at(-1) ?? ""];
  if (/^(register|registration)$/i.test(last) && !isPublicPath(route.path.text)) return false;
  return (
    // `/otp/verify` is `/verify-otp`, `/password/reset` is `/password-reset`.
    [last, `${parent}-${last}`, `${last}-${parent}`].some((name) => CREDENTIAL_PATHS.has(wordsOf2(name).join("-"))) || CREDENTIAL_PATHS.has(last.toLowerCase()) || CREDENTIAL_PARENTS.test(parent)
  );
}
function isOpenPost(route) {
  return route.kind === "http" && route.methods.includes("POST") && route.protection.status !== "protected";
}
function takesPassword(facts, route) {
  if (!isOpenPost(route)) return false;
  return route.parameters.some(({ source, name, annotation }) => {
    if (source !== "body" && source !== "form") return false;
    const model = annotation === void 0 ? void 0 : facts.modelOf(annotation);
    return isTried(name) || model?.fields.some((field) => isTried(field.name)) === true;
  });
}
function isTried(name) {
  return namesPassword(name) || /^((otp|totp|mfa|2fa|two_factor|verification)(_code)?|passcode|pin)$/.test(wordsOf2(name).join("_"));
}
function takesLoginForm({ annotation, dependency }) {
  return [annotation, dependency?.value].some(isLoginForm);
}

// src/core/group.ts
function groupBy(items, keyOf2) {
  const groups = /* @__PURE__ */ new Map();
  for (const item of items) {
    const key = keyOf2(item);
    if (key === void 0) continue;
    const group = groups.get(key);
    if (group === void 0) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

// node_modules/diff/libesm/diff/base.js
var Diff = class {
  diff(oldStr, newStr, options = {}) {
    let callback;
    if (typeof options === "function") {
      callback = options;
      options = {};
    } else if ("callback" in options) {
      callback = options.callback;
    }
    const oldString = this.castInput(oldStr, options);
    const newString = this.castInput(newStr, options);
    const oldTokens = this.removeEmpty(this.tokenize(oldString, options));
    const newTokens = this.removeEmpty(this.tokenize(newString, options));
    return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
  }
  diffWithOptionsObj(oldTokens, newTokens, options, callback) {
    var _a;
    const done = (value) => {
      value = this.postProcess(value, options);
      if (callback) {
        setTimeout(function() {
          callback(value);
        }, 0);
        return void 0;
      } else {
        return value;
      }
    };
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let editLength = 1;
    let maxEditLength = newLen + oldLen;
    if (options.maxEditLength != null) {
      maxEditLength = Math.min(maxEditLength, options.maxEditLength);
    }
    const maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : Infinity;
    const abortAfterTimestamp = Date.now() + maxExecutionTime;
    const bestPath = [{ oldPos: -1, lastComponent: void 0 }];
    let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
    if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
      return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
    }
    let minDiagonalToConsider = -Infinity, maxDiagonalToConsider = Infinity;
    const execEditLength = () => {
      for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
        let basePath;
        const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
        if (removePath) {
          bestPath[diagonalPath - 1] = void 0;
        }
        let canAdd = false;
        if (addPath) {
          const addPathNewPos = addPath.oldPos - diagonalPath;
          canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
        }
        const canRemove = removePath && removePath.oldPos + 1 < oldLen;
        if (!canAdd && !canRemove) {
          bestPath[diagonalPath] = void 0;
          continue;
        }
        if (!canRemove || canAdd && removePath.oldPos < addPath.oldPos) {
          basePath = this.addToPath(addPath, true, false, 0, options);
        } else {
          basePath = this.addToPath(removePath, false, true, 1, options);
        }
        newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options);
        if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
          return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
        } else {
          bestPath[diagonalPath] = basePath;
          if (basePath.oldPos + 1 >= oldLen) {
            maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
          }
          if (newPos + 1 >= newLen) {
            minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
          }
        }
      }
      editLength++;
    };
    if (callback) {
      (function exec() {
        setTimeout(function() {
          if (editLength > maxEditLength || Date.now() > abortAfterTimestamp) {
            return callback(void 0);
          }
          if (!execEditLength()) {
            exec();
          }
        }, 0);
      })();
    } else {
      while (editLength <= maxEditLength && Date.now() <= abortAfterTimestamp) {
        const ret = execEditLength();
        if (ret) {
          return ret;
        }
      }
    }
  }
  addToPath(path, added, removed, oldPosInc, options) {
    const last = path.lastComponent;
    if (last && !options.oneChangePerToken && last.added === added && last.removed === removed) {
      return {
        oldPos: path.oldPos + oldPosInc,
        lastComponent: { count: last.count + 1, added, removed, previousComponent: last.previousComponent }
      };
    } else {
      return {
        oldPos: path.oldPos + oldPosInc,
        lastComponent: { count: 1, added, removed, previousComponent: last }
      };
    }
  }
  extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
    while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options)) {
      newPos++;
      oldPos++;
      commonCount++;
      if (options.oneChangePerToken) {
        basePath.lastComponent = { count: 1, previousComponent: basePath.lastComponent, added: false, removed: false };
      }
    }
    if (commonCount && !options.oneChangePerToken) {
      basePath.lastComponent = { count: commonCount, previousComponent: basePath.lastComponent, added: false, removed: false };
    }
    basePath.oldPos = oldPos;
    return newPos;
  }
  equals(left, right, options) {
    if (options.comparator) {
      return options.comparator(left, right);
    } else {
      return left === right || !!options.ignoreCase && left.toLowerCase() === right.toLowerCase();
    }
  }
  removeEmpty(array) {
    const ret = [];
    for (let i = 0; i < array.length; i++) {
      if (array[i]) {
        ret.push(array[i]);
      }
    }
    return ret;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  castInput(value, options) {
    return value;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  tokenize(value, options) {
    return Array.from(value);
  }
  join(chars) {
    return chars.join("");
  }
  postProcess(changeObjects, options) {
    return changeObjects;
  }
  get useLongestToken() {
    return false;
  }
  buildValues(lastComponent, newTokens, oldTokens) {
    const components = [];
    let nextComponent;
    while (lastComponent) {
      components.push(lastComponent);
      nextComponent = lastComponent.previousComponent;
      delete lastComponent.previousComponent;
      lastComponent = nextComponent;
    }
    components.reverse();
    const componentLen = components.length;
    let componentPos = 0, newPos = 0, oldPos = 0;
    for (; componentPos < componentLen; componentPos++) {
      const component = components[componentPos];
      if (!component.removed) {
        if (!component.added && this.useLongestToken) {
          let value = newTokens.slice(newPos, newPos + component.count);
          value = value.map(function(value2, i) {
            const oldValue = oldTokens[oldPos + i];
            return oldValue.length > value2.length ? oldValue : value2;
          });
          component.value = this.join(value);
        } else {
          component.value = this.join(newTokens.slice(newPos, newPos + component.count));
        }
        newPos += component.count;
        if (!component.added) {
          oldPos += component.count;
        }
      } else {
        component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
        oldPos += component.count;
      }
    }
    return components;
  }
};

// node_modules/diff/libesm/diff/array.js
var ArrayDiff = class extends Diff {
  tokenize(value) {
    return value.slice();
  }
  join(value) {
    return value;
  }
  removeEmpty(value) {
    return value;
  }
};
var arrayDiff = new ArrayDiff();
function diffArrays(oldArr, newArr, options) {
  return arrayDiff.diff(oldArr, newArr, options);
}

// node_modules/diff/libesm/diff/line.js
var LineDiff = class extends Diff {
  constructor() {
    super(...arguments);
    this.tokenize = tokenize;
  }
  equals(left, right, options) {
    if (options.ignoreWhitespace) {
      if (!options.newlineIsToken || !left.includes("\n")) {
        left = left.trim();
      }
      if (!options.newlineIsToken || !right.includes("\n")) {
        right = right.trim();
      }
    } else if (options.ignoreNewlineAtEof && !options.newlineIsToken) {
      if (left.endsWith("\n")) {
        left = left.slice(0, -1);
      }
      if (right.endsWith("\n")) {
        right = right.slice(0, -1);
      }
    }
    return super.equals(left, right, options);
  }
};
var lineDiff = new LineDiff();
function diffLines(oldStr, newStr, options) {
  return lineDiff.diff(oldStr, newStr, options);
}
function tokenize(value, options) {
  if (options.stripTrailingCr) {
    value = value.replace(/\r\n/g, "\n");
  }
  const retLines = [], linesAndNewlines = value.split(/(\n|\r\n)/);
  if (!linesAndNewlines[linesAndNewlines.length - 1]) {
    linesAndNewlines.pop();
  }
  for (let i = 0; i < linesAndNewlines.length; i++) {
    const line = linesAndNewlines[i];
    if (i % 2 && !options.newlineIsToken) {
      retLines[retLines.length - 1] += line;
    } else {
      retLines.push(line);
    }
  }
  return retLines;
}

// node_modules/diff/libesm/patch/create.js
function structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options) {
  let optionsObj;
  if (!options) {
    optionsObj = {};
  } else if (typeof options === "function") {
    optionsObj = { callback: options };
  } else {
    optionsObj = options;
  }
  if (typeof optionsObj.context === "undefined") {
    optionsObj.context = 4;
  }
  const context = optionsObj.context;
  if (optionsObj.newlineIsToken) {
    throw new Error("newlineIsToken may not be used with patch-generation functions, only with diffing functions");
  }
  if (!optionsObj.callback) {
    return diffLinesResultToPatch(diffLines(oldStr, newStr, optionsObj));
  } else {
    const { callback } = optionsObj;
    diffLines(oldStr, newStr, Object.assign(Object.assign({}, optionsObj), { callback: (diff) => {
      const patch = diffLinesResultToPatch(diff);
      callback(patch);
    } }));
  }
  function diffLinesResultToPatch(diff) {
    if (!diff) {
      return;
    }
    diff.push({ value: "", lines: [] });
    function contextLines(lines) {
      return lines.map(function(entry) {
        return " " + entry;
      });
    }
    const hunks = [];
    let oldRangeStart = 0, newRangeStart = 0, curRange = [], oldLine = 1, newLine = 1;
    for (let i = 0; i < diff.length; i++) {
      const current = diff[i], lines = current.lines || splitLines(current.value);
      current.lines = lines;
      if (current.added || current.removed) {
        if (!oldRangeStart) {
          const prev = diff[i - 1];
          oldRangeStart = oldLine;
          newRangeStart = newLine;
          if (prev) {
            curRange = context > 0 ? contextLines(prev.lines.slice(-context)) : [];
            oldRangeStart -= curRange.length;
            newRangeStart -= curRange.length;
          }
        }
        for (const line of lines) {
          curRange.push((current.added ? "+" : "-") + line);
        }
        if (current.added) {
          newLine += lines.length;
        } else {
          oldLine += lines.length;
        }
      } else {
        if (oldRangeStart) {
          if (lines.length <= context * 2 && i < diff.length - 2) {
            for (const line of contextLines(lines)) {
              curRange.push(line);
            }
          } else {
            const contextSize = Math.min(lines.length, context);
            for (const line of contextLines(lines.slice(0, contextSize))) {
              curRange.push(line);
            }
            const hunk = {
              oldStart: oldRangeStart,
              oldLines: oldLine - oldRangeStart + contextSize,
              newStart: newRangeStart,
              newLines: newLine - newRangeStart + contextSize,
              lines: curRange
            };
            hunks.push(hunk);
            oldRangeStart = 0;
            newRangeStart = 0;
            curRange = [];
          }
        }
        oldLine += lines.length;
        newLine += lines.length;
      }
    }
    for (const hunk of hunks) {
      for (let i = 0; i < hunk.lines.length; i++) {
        if (hunk.lines[i].endsWith("\n")) {
          hunk.lines[i] = hunk.lines[i].slice(0, -1);
        } else {
          hunk.lines.splice(i + 1, 0, "\\ No newline at end of file");
          i++;
        }
      }
    }
    return {
      oldFileName,
      newFileName,
      oldHeader,
      newHeader,
      hunks
    };
  }
}
function splitLines(text) {
  const hasTrailingNl = text.endsWith("\n");
  const result = text.split("\n").map((line) => line + "\n");
  if (hasTrailingNl) {
    result.pop();
  } else {
    result.push(result.pop().slice(0, -1));
  }
  return result;
}

export {
  SEVERITIES,
  CONFIDENCES,
  isAtLeast,
  isAsSureAs,
  diffArrays,
  structuredPatch,
  lineOf,
  siteOf,
  textOf,
  walk,
  firstBelow,
  anyBelow,
  expressionsIn,
  dottedName,
  isExpr,
  childrenOf,
  SCHEMES,
  canonical,
  definingName,
  unknown,
  sequence,
  NO_ARGUMENTS,
  argumentOf,
  MAX_ALTERNATIVES,
  choice,
  maybe,
  itemUnderCondition,
  sameValue,
  withoutRepeats,
  alternativesOf,
  defaultOf,
  textOfValue,
  truthOf,
  stringsOf,
  isGrowing,
  HTTP_EXCEPTIONS,
  nodesIn,
  wordsBelow,
  mentions,
  within,
  lastName,
  statusOf,
  exceptionStatus,
  isHttpException,
  refusalsIn,
  isRefusal,
  returnsIn,
  refuses,
  siteIn,
  signatureSite,
  raisesHttp,
  callAt,
  isLogging,
  shownName,
  nameOf,
  servesRequests,
  remembered,
  servesHtml,
  treeOf,
  below,
  pathTo,
  callOrder,
  isCredentialName,
  saysNothingOfCaller,
  namesFormToken,
  namesAThing,
  REQUEST_IDENTITY,
  isVerifier,
  isJwtDecode,
  isParser,
  isDigestComparison,
  aliasOf,
  originInQuery,
  wordInQuery,
  originOfNobody,
  isLoginForm,
  wordsOf2 as wordsOf,
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
  segmentsOf,
  normal,
  isSensitivePath,
  isAdminRoute,
  isUnsafe,
  effectOf,
  isCatalogue,
  titleOf,
  subjectOf,
  isScraped,
  isVocabulary,
  isPublicPath,
  isPublicSocket,
  isPublicHandler,
  siteKey,
  compareSites,
  contains,
  sourceAt,
  conditionsRound,
  covers,
  switchedOff,
  stageOf,
  isInForce,
  servedApps,
  reachableApps,
  outerAppsOf,
  appTitle,
  middlewareNamed,
  takesEffect,
  middlewareSubject,
  shortMiddleware,
  isOpaque,
  hasHiddenMiddleware,
  middlewareBodies,
  reachableFrom,
  reachableCode,
  answersTooMany,
  limitOfApp,
  limitOfRoute,
  isCredentialRoute,
  takesPassword,
  groupBy
};
