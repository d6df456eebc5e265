import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  diffArrays
} from "./chunk-ILI5LHXY.js";
import {
  bodyOf,
  boundsOf,
  calledValue,
  callerParameters,
  compareSites,
  compilePublicRoutes,
  constraintsIn,
  contains,
  defaultRate,
  dropped,
  enforces,
  enforcingNames,
  groupBy,
  guardNamesPower,
  hasPower,
  isNothing,
  isOff,
  isOpen,
  isSameSite,
  isSensitive,
  isWithin,
  knowsCaller,
  looksLikeGuard,
  loosenedBounds,
  lowered,
  matchesSegments,
  matchesUnits,
  namesCaller,
  namesComparedSecret,
  namesCredential,
  namesGuard,
  namesIdentifier,
  namesLimit,
  namesOptional,
  namesOwnerField,
  namesPassword,
  namesPrivilege,
  namesStore,
  objectTitle,
  opened,
  outermost,
  pairRoutes,
  placesOf,
  rateLimitsOf,
  refusedByDependency,
  refusedByEndpoint,
  renamesOf,
  reopened,
  responseFilterOf,
  returnsOnly,
  routerName,
  routerSubject,
  routerTitle,
  schemesOf,
  sensitiveFields,
  sentEverywhere,
  shortName,
  shownUse,
  sourceText,
  stableName,
  strengthOf,
  takesFromContainer,
  treeOf,
  turnedOff,
  turnedOffByDefaultOn,
  valuesOf,
  weakScheme,
  weakeningOf,
  widenedAlgorithms,
  wordsFor,
  wordsOf
} from "./chunk-UAHBO6LR.js";
import {
  HTTP_EXCEPTIONS,
  NO_ARGUMENTS,
  alternativesOf,
  argumentOf,
  callAt,
  childrenOf,
  choice,
  defaultOf,
  dottedName,
  exceptionStatus,
  expressionsIn,
  isExpr,
  isGrowing,
  isHttpException,
  isRefusal,
  itemUnderCondition,
  lastName,
  lineOf,
  maybe,
  mentions,
  nameOf,
  nodesIn,
  raisesHttp,
  refusalsIn,
  refuses,
  remembered,
  returnsIn,
  sameValue,
  sequence,
  servesHtml,
  servesRequests,
  shownName,
  signatureSite,
  siteIn,
  siteOf,
  statusOf,
  stringsOf,
  textOf,
  textOfValue,
  truthOf,
  unknown,
  walk,
  within,
  wordsBelow
} from "./chunk-3ILYUGRL.js";
import {
  codingCookie,
  knownEncoding
} from "./chunk-XZKNEUXK.js";

// src/project/pins.ts
var LOCKS = /(^|\/)(uv\.lock|poetry\.lock|pdm\.lock|Pipfile\.lock)$/;
var REQUIREMENTS = /(^|\/)(requirements[\w.-]*\.txt|pyproject\.toml|setup\.(py|cfg)|Pipfile|constraints[\w.-]*\.txt)$|(^|\/)requirements\/[^/]+\.txt$/;
function pinOf(texts2, name) {
  const paths = [...texts2.keys()].sort((a, b) => a.split("/").length - b.split("/").length || (a < b ? -1 : 1));
  const readers = [
    [LOCKS, lockedVersion],
    [REQUIREMENTS, requiredVersion]
  ];
  let range2;
  for (const [pattern2, read3] of readers) {
    for (const path of paths.filter((one) => pattern2.test(one))) {
      const found2 = read3(texts2.get(path) ?? "", name);
      if (found2 === void 0) continue;
      const pin = {
        version: found2.version,
        exact: found2.exact,
        ...found2.newest === void 0 ? {} : { newest: found2.newest },
        site: lineSite(path, texts2.get(path) ?? "", found2.offset)
      };
      if (found2.exact) return pin;
      range2 ??= pin;
    }
  }
  return range2;
}
function lockedVersion(text, name) {
  const toml = new RegExp(`^name = "${name}"\\s*\\n(?:[^\\[\\n][^\\n]*\\n)*?version = "([^"]+)"`, "m").exec(text);
  if (toml?.[1] !== void 0)
    return { version: toml[1], offset: toml.index + toml[0].lastIndexOf("version"), exact: true };
  const json = new RegExp(`"${name}":\\s*\\{[^{}]*"version":\\s*"==([^"]+)"`).exec(text);
  return json?.[1] === void 0 ? void 0 : { version: json[1], offset: json.index + json[0].lastIndexOf('"version"'), exact: true };
}
function requiredVersion(text, name) {
  const plain3 = new RegExp(
    `(?:^|["'\\s])${name}(?:\\[[^\\]]*\\])?\\s*((?:[=~<>!^]{1,3}\\s*v?\\d[\\w.*]*\\s*(?:,\\s*)?)+)`,
    "im"
  ).exec(text);
  const table = new RegExp(`^${name}\\s*=\\s*(?:"|\\{[^}\\n]*version\\s*=\\s*")([^"\\n]+)"`, "im").exec(text);
  const match = plain3 ?? table;
  const specifiers = match?.[1];
  if (match === null || specifiers === void 0) return void 0;
  const offset = match.index + match[0].search(/\S/);
  const parts = [...specifiers.matchAll(/(?:([=~<>!^]{1,3})\s*)?v?(\d[\w.]*)/g)].map(
    ([, operator = "", version = ""]) => ({
      operator,
      version
    })
  );
  const fixed = parts.find(
    ({ operator }) => operator === "==" || operator === "===" || operator === "" && match === table
  );
  if (fixed !== void 0) return { version: fixed.version, offset, exact: true };
  const upper = parts.map(upperBound).find((version) => version !== void 0);
  const [first] = parts;
  if (first === void 0) return void 0;
  return upper === void 0 ? { version: first.version, offset, exact: false } : { version: upper, offset, exact: false, newest: upper };
}
function upperBound({
  operator,
  version
}) {
  if (operator === "<" || operator === "<=") return version;
  const numbers = numbersOf(version);
  const [major = 0, minor = 0] = numbers;
  if (operator === "^") return major === 0 ? `0.${String(minor + 1)}` : `${String(major + 1)}.0`;
  if (operator === "~=" || operator === "~")
    return numbers.length > 2 ? `${String(major)}.${String(minor + 1)}` : `${String(major + 1)}.0`;
  return void 0;
}
function lineSite(path, text, offset) {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  const end = text.indexOf("\n", offset);
  const start = before.lastIndexOf("\n") + 1;
  const width = (end < 0 ? text.length : end) - start;
  return { path, span: { startLine: line, startColumn: 1, endLine: line, endColumn: Math.max(1, width) } };
}
function compareVersions(a, b) {
  const left2 = numbersOf(a);
  const right2 = numbersOf(b);
  for (let index = 0; index < Math.max(left2.length, right2.length); index++) {
    const difference = (left2[index] ?? 0) - (right2[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
function numbersOf(version) {
  return version.split(".").map((part) => Number.parseInt(part, 10) || 0);
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
  [...SCHEME_MODULES].flatMap(([module, names2]) => names2.map((name) => [name, module]))
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
  const last = name.slice(name.lastIndexOf(".") + 1);
  if (/^fastapi\.(params|param_functions)\./.test(name) && PARAMETERS.has(last)) return `fastapi.${last}`;
  if (name.startsWith("fastapi.security.") && SCHEME_HOME.has(last)) return `fastapi.security.${last}`;
  if (name.startsWith("fastapi.responses.")) return OWN_RESPONSES.has(last) ? name : `starlette.responses.${last}`;
  for (const part of ["middleware", "staticfiles", "templating", "websockets", "requests", "concurrency", "status"]) {
    const prefix2 = `fastapi.${part}.`;
    if (name.startsWith(prefix2) && !name.startsWith("fastapi.middleware.asyncexitstack"))
      return `starlette.${part}.${name.slice(prefix2.length)}`;
  }
  return name;
}
function definingName(name) {
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

// src/fastapi/fastapi-users.ts
var CURRENT_USER = /^fastapi_users(\.\w+)*\.(FastAPIUsers(\(\))?(\.authenticator)?|Authenticator(\(\))?)\.(\w+)$/;
var BACKEND = /^fastapi_users(\.\w+)*\.AuthenticationBackend(\[\])?$/;
var SCHEME_OF_TRANSPORT = [
  [/^fastapi_users(\.\w+)*\.BearerTransport$/, "fastapi.security.OAuth2PasswordBearer"],
  [/^fastapi_users(\.\w+)*\.CookieTransport$/, "fastapi.security.APIKeyCookie"]
];
var DEPENDENCY_OF_METHOD = new Map(
  ["current_user", "current_user_token"].map((name) => [
    name,
    `fastapi_users.authentication.authenticator:Authenticator.${name}.<locals>.${name}_dependency`
  ])
);
function currentUserName(value) {
  if (value.kind !== "external-call") return void 0;
  return DEPENDENCY_OF_METHOD.get(CURRENT_USER.exec(value.callee)?.at(-1) ?? "");
}
function currentUserParts(value) {
  const owner = ownerOf(value);
  if (owner === void 0) return [];
  const ofAuthenticator = /\.Authenticator(\(\))?\./.test(value.callee);
  const manager = argumentOf(owner, "get_user_manager", ofAuthenticator ? 1 : 0);
  const backends = argumentOf(owner, ofAuthenticator ? "backends" : "auth_backends", ofAuthenticator ? 0 : 1);
  const listed3 = backends?.kind === "list" || backends?.kind === "tuple" ? backends.items : [];
  const enabled = value.args.keywords.get("get_enabled_backends");
  return [manager, ...listed3.flatMap(backendParts), enabled].flatMap((part) => part ?? []);
}
function ownerOf(value) {
  const owner = value.receiver;
  return owner?.kind === "external-call" || owner?.kind === "instance" ? owner.args : void 0;
}
function backendAttribute(object, name) {
  if (name === "scheme") return schemeOfTransport(object);
  if (!BACKEND.test(object.callee)) return void 0;
  if (name === "transport") return argumentOf(object.args, name, 1);
  return name === "get_strategy" ? argumentOf(object.args, name, 2) : void 0;
}
function backendParts(backend) {
  const settled2 = defaultOf(backend);
  if (settled2.kind !== "external-call") return [];
  const strategy = backendAttribute(settled2, "get_strategy");
  const scheme = schemeOfTransport(backendAttribute(settled2, "transport"));
  return [scheme, strategy].flatMap((part) => part ?? []);
}
function schemeOfTransport(transport2) {
  if (transport2?.kind !== "external-call") return void 0;
  const scheme = SCHEME_OF_TRANSPORT.find(([pattern2]) => pattern2.test(transport2.callee))?.[1];
  if (scheme === void 0) return void 0;
  const { site } = transport2;
  const keywords2 = /* @__PURE__ */ new Map([["auto_error", { kind: "bool", value: false, site }]]);
  return { kind: "external-call", callee: scheme, args: { ...NO_ARGUMENTS, keywords: keywords2 }, site };
}

// src/fastapi/interpreter/dataclasses.ts
var NAMED_TUPLE = /^typing\.NamedTuple$/;
function replaced(machine, args, site) {
  const [object] = args.positional;
  if (object?.kind !== "instance" || args.open) return void 0;
  const keywords2 = new Map([...object.args.keywords, ...object.attributes, ...args.keywords]);
  return callValue(machine, object.class, { ...machine.noArguments, keywords: keywords2 }, site);
}
function bindDataclassFields(machine, instance) {
  if (!hasFields(instance.class)) return;
  const attributes = machine.attributesOf(instance);
  fieldNames(instance.class).forEach((name, index) => {
    const value = instance.args.keywords.get(name) ?? instance.args.positional[index] ?? madeByFactory(machine, instance.class, name, instance.site);
    if (value !== void 0) attributes.set(name, value);
  });
}
function hasFields(cls) {
  const decorated = cls.def.decorators.some(
    (one) => /\bdataclass\b|\bdefine\b|\battrs\b/.test(cls.module.text.slice(one.start, one.end))
  );
  return decorated || hasBase(cls, NAMED_TUPLE) || cls.bases.some((base) => base.kind === "class" && hasFields(base));
}
function fieldNames(cls) {
  const own = cls.def.body.flatMap(
    (one) => one.kind === "assign" && one.annotation !== void 0 && one.targets[0]?.kind === "name" ? [one.targets[0].id] : []
  );
  return [.../* @__PURE__ */ new Set([...cls.bases.flatMap((base) => base.kind === "class" ? fieldNames(base) : []), ...own])];
}
function madeByFactory(machine, cls, name, site) {
  const declared2 = machine.classFrame(cls)?.own(name);
  const factory = declared2?.kind === "external-call" && /(^|\.)(field|Factory)$/.test(declared2.callee) ? declared2.args.keywords.get("default_factory") ?? declared2.args.keywords.get("factory") : void 0;
  return factory === void 0 ? void 0 : callValue(machine, factory, machine.noArguments, site);
}

// src/fastapi/interpreter/paths.ts
function pathOf(value) {
  if (value === void 0) return { text: "", known: true };
  const settled2 = defaultOf(value);
  if (settled2.kind === "string") return { text: settled2.value, known: true };
  if (settled2.kind === "none") return { text: "", known: true };
  if (settled2.kind === "choice") {
    const first = settled2.alternatives.find((one) => one.usual === true) ?? settled2.alternatives[0];
    if (first !== void 0 && defaultOf(first.value).kind === "string")
      return { text: pathOf(first.value).text, known: first.usual === true };
  }
  return { text: "{?}", known: false };
}
function joinPaths(...parts) {
  return { text: parts.map((part) => part.text).join(""), known: parts.every((part) => part.known) };
}
function readList(value, openIfAbsent) {
  if (value === void 0) return { items: [], open: openIfAbsent };
  const settled2 = defaultOf(value);
  switch (settled2.kind) {
    case "none":
      return { items: [], open: false };
    case "list":
    case "tuple":
    case "set":
      return { items: [...settled2.items], open: settled2.open === true };
    case "choice": {
      const usual = settled2.alternatives.find((one) => one.usual === true);
      if (usual !== void 0) return readList(usual.value, false);
      const lists = settled2.alternatives.map((one) => readList(one.value, false));
      return { items: [...lists.find((list) => list.items.length > 0)?.items ?? []], open: true };
    }
    default:
      return { items: [], open: true };
  }
}

// src/fastapi/interpreter/route-lists.ts
var ROUTES = /^(fastapi\.(FastAPI|APIRouter)|starlette\.applications\.Starlette)\(\)\.routes$/;
var CLASSES = {
  http: "fastapi.routing.APIRoute",
  websocket: "fastapi.routing.APIWebSocketRoute",
  raw: "starlette.routing.Route"
};
function routesSource(machine, value) {
  return value.kind === "external" && ROUTES.test(value.name) ? ownerOf2(machine, value) : void 0;
}
function ownerOf2(machine, { receiver }) {
  if (receiver?.kind === "app") return machine.appNode(receiver.app).router;
  return receiver?.kind === "router" ? machine.routerNode(receiver.router) : void 0;
}
function routeItems(machine, value) {
  const source2 = routesSource(machine, value);
  if (source2 === void 0 || source2.includes.length + source2.mounts.length > 0) return void 0;
  return source2.registrations.map((one) => routeValue(machine, one, value));
}
function routeValue(machine, one, { site }) {
  const path = wholePath(one);
  const methods = {
    kind: "set",
    items: one.methods.map((method) => ({ kind: "string", value: method, site })),
    site
  };
  const keywords2 = /* @__PURE__ */ new Map([
    ["endpoint", one.endpoint],
    ["methods", methods]
  ]);
  if (path.known) keywords2.set("path", { kind: "string", value: path.text, site });
  const value = {
    kind: "external-call",
    callee: CLASSES[one.kind],
    args: { ...machine.noArguments, keywords: keywords2 },
    site: one.site
  };
  machine.routeObjects.set(value, one);
  return value;
}
function wholePath(one) {
  return one.kind === "raw" || one.byHand === true ? one.path : joinPaths(one.router.prefix, one.path);
}
function asWhole(machine, one) {
  return { ...one, path: wholePath(one), byHand: true, order: machine.tick() };
}
function moveToFront(machine, router) {
  const last = router.registrations.at(-1);
  if (last !== void 0 && !machine.frozen) last.order = -machine.tick();
}
function removeRoute(machine, router, item) {
  const at = router.registrations.findIndex((one) => one === machine.routeObjects.get(item));
  if (at >= 0 && !machine.frozen && machine.conditionFor(router) === void 0) router.registrations.splice(at, 1);
}
function replaceRoutes(machine, router, value) {
  if (value.kind !== "list" || value.open === true || router.includes.length + router.mounts.length > 0) return;
  const kept = new Set(value.items.map((item) => machine.routeObjects.get(item)));
  if (kept.has(void 0) || machine.conditionFor(router) !== void 0) return;
  router.registrations.splice(0, Infinity, ...router.registrations.filter((one) => kept.has(one)));
}
function isRouteOf(object, type) {
  const known = [...Object.values(CLASSES), "starlette.routing.WebSocketRoute", "starlette.routing.Mount"];
  if (object.kind !== "external-call" || !known.includes(object.callee) || !known.includes(type)) return void 0;
  return object.callee === type || type === "starlette.routing.Route" && object.callee === CLASSES.http;
}

// src/fastapi/interpreter/iteration.ts
var MAX_ITEMS = 2e3;
function iterate(machine, value) {
  const settled2 = defaultOf(value);
  switch (settled2.kind) {
    case "list":
    case "tuple":
    case "set":
      return settled2.open === true || settled2.items.length > MAX_ITEMS ? void 0 : settled2.items;
    case "dict":
      return settled2.open === true ? void 0 : settled2.entries.map((entry) => entry.key);
    case "string":
      return settled2.value.length > 50 ? void 0 : Array.from(settled2.value, (character) => ({ kind: "string", value: character, site: settled2.site }));
    case "instance":
      return hasBase(settled2.class, NAMED_TUPLE) ? fieldNames(settled2.class).map((name) => getAttribute(machine, settled2, name, settled2.site)) : void 0;
    case "class":
      return enumMembers(machine, settled2);
    case "external":
      return routeItems(machine, settled2);
    default:
      return void 0;
  }
}
function enumMembers(machine, value) {
  if (!isEnum(value)) return void 0;
  const frame = machine.classFrame(value);
  if (frame === void 0) return void 0;
  const members = [...frame.vars.keys()].filter((name) => !name.startsWith("_")).flatMap((name) => {
    const member = frame.own(name);
    return member === void 0 ? [] : [asMember(member, name)];
  });
  return members.filter((member) => member.kind !== "function");
}
function asMember(value, name) {
  return value.kind === "string" || value.kind === "number" ? { ...value, member: name } : value;
}
function isEnum(cls) {
  return hasBase(cls, /(^|\.)(\w*Enum|Flag)$/);
}
function enumMember(cls, name, found2) {
  return found2 !== void 0 && !name.startsWith("_") && isEnum(cls) ? asMember(found2, name) : void 0;
}
function tuples(lists, site) {
  const count = lists.length === 0 ? 0 : Math.min(...lists.map((list) => list.length));
  const items = Array.from(
    { length: count },
    (_, index) => sequence(
      "tuple",
      lists.flatMap((list) => list[index] ?? []),
      site
    )
  );
  return sequence("list", items, site);
}

// src/fastapi/annotations.ts
function isUnread(machine, { scope, textScope }, annotation) {
  if (!machine.ownGlobals || textScope === void 0) return false;
  if (annotation.kind !== "string" && !postponesAnnotations(scope.module)) return false;
  return textScope === "none" || namesOf(annotation).some((name) => textScope.get(name) === void 0);
}
function isLost(annotation, scope) {
  const names2 = typeOnlyNames(scope.module);
  if (names2.size === 0) return false;
  let lost2 = false;
  walk(annotation, (node) => {
    if (node.kind === "name" && names2.has(node.id) && scope.get(node.id) === void 0) lost2 = true;
  });
  return lost2;
}
function readMetadata(machine, annotation) {
  return annotation.alias === true && machine.opaqueAliases ? [] : annotation.metadata;
}
var BUILTIN_TYPES = /^(str|int|float|bool|bytes|list|dict|set|tuple|object|None)$/;
function namesOf(annotation) {
  const names2 = [];
  walk(annotation, (node) => {
    if (node.kind === "name" && !BUILTIN_TYPES.test(node.id)) names2.push(node.id);
  });
  return names2;
}
function postponesAnnotations(module) {
  return module.body.some(
    (one) => one.kind === "import-from" && one.module === "__future__" && one.names !== "*" && one.names.some((name) => name.name === "annotations")
  );
}
var typeOnly = /* @__PURE__ */ new WeakMap();
function typeOnlyNames(module) {
  const known = typeOnly.get(module);
  if (known !== void 0) return known;
  const names2 = /* @__PURE__ */ new Set();
  for (const statement of module.body) {
    if (statement.kind !== "if" || !/\bTYPE_CHECKING$/.test(module.text.slice(statement.test.start, statement.test.end)))
      continue;
    for (const one of statement.body) {
      if (one.kind === "import")
        for (const name of one.names) names2.add(name.as ?? name.name.split(".")[0] ?? name.name);
      if (one.kind === "import-from" && one.names !== "*")
        for (const name of one.names) names2.add(name.as ?? name.name);
    }
  }
  typeOnly.set(module, names2);
  return names2;
}

// src/fastapi/libraries.ts
var TABLE = [
  {
    package: "fastapi-users",
    version: "15.0.5",
    pattern: /^fastapi_users(\.\w+)*\.(FastAPIUsers(\(\))?(\.authenticator)?|Authenticator(\(\))?)\.current_user(_token)?$/,
    kind: "guard"
  },
  {
    package: "authx",
    version: "1.7.1",
    pattern: /^authx(\.\w+)*\.AuthX\(\)\.(access_token_required|fresh_token_required|refresh_token_required|token_required|scopes_required|get_current_subject|get_dependency)(\(\))?$/,
    kind: "guard"
  },
  { package: "fastapi-login", version: "1.10.3", pattern: /^fastapi_login(\.\w+)*\.LoginManager$/, kind: "guard" },
  {
    package: "fastapi-login",
    version: "1.10.3",
    pattern: /^fastapi_login(\.\w+)*\.LoginManager\(\)\.optional$/,
    kind: "optional"
  },
  {
    package: "fastapi-jwt",
    version: "0.3.0",
    pattern: /^fastapi_jwt(\.\w+)*\.Jwt(Access|Refresh)(Bearer|Cookie|BearerCookie)$/,
    kind: "guard"
  },
  {
    package: "fastapi-azure-auth",
    version: "5.3.0",
    pattern: /^fastapi_azure_auth(\.\w+)*\.\w*(AzureAuthorizationCodeBearer|MultiTenantAuthorizationCodeBearer)$/,
    kind: "guard"
  },
  {
    package: "fastapi-keycloak",
    version: "1.1.1",
    pattern: /^fastapi_keycloak(\.\w+)*\.FastAPIKeycloak\(\)\.get_current_user$/,
    kind: "guard"
  },
  {
    package: "fastapi-auth0",
    version: "0.5.0",
    pattern: /^fastapi_auth0(\.\w+)*\.Auth0\(\)\.(get_user|implicit_scheme|authcode_scheme)$/,
    kind: "guard"
  },
  {
    package: "auth0-fastapi-api",
    version: "1.0.0b9",
    pattern: /^fastapi_plugin(\.\w+)*\.Auth0FastAPI\(\)\.require_auth$/,
    kind: "guard"
  },
  {
    package: "fastapi-cloudauth",
    version: "0.4.3",
    pattern: /^fastapi_cloudauth(\.\w+)*\.\w+(CurrentUser|Current|UserInfo)$|^fastapi_cloudauth(\.\w+)*\.\w+\(\)\.scope$/,
    kind: "guard"
  },
  {
    package: "fastapi-clerk-auth",
    version: "0.0.9",
    pattern: /^fastapi_clerk_auth(\.\w+)*\.ClerkHTTPBearer$/,
    kind: "guard"
  },
  {
    package: "fastapi-nextauth-jwt",
    version: "2.1.1",
    pattern: /^fastapi_nextauth_jwt(\.\w+)*\.NextAuthJWT(v4)?$/,
    kind: "guard"
  },
  {
    package: "propelauth-fastapi",
    version: "4.4.0",
    pattern: /^propelauth_fastapi(\.\w+)*\.init_auth\(\)\.require_\w+(\(\))?$/,
    kind: "guard"
  },
  {
    package: "propelauth-fastapi",
    version: "4.4.0",
    pattern: /^propelauth_fastapi(\.\w+)*\.init_auth\(\)\.optional_user$/,
    kind: "optional"
  },
  {
    package: "fief-client",
    version: "0.20.0",
    pattern: /^fief_client(\.\w+)*\.FiefAuth\(\)\.(authenticated|current_user)$/,
    kind: "guard"
  },
  {
    package: "supertokens-python",
    version: "0.31.4",
    pattern: /^supertokens_python(\.\w+)*\.verify_session$/,
    kind: "guard"
  },
  {
    package: "fastapi-third-party-auth",
    version: "0.1.2",
    pattern: /^fastapi_third_party_auth(\.\w+)*\.Auth\(\)\.required$/,
    kind: "guard"
  },
  {
    package: "fastapi-third-party-auth",
    version: "0.1.2",
    pattern: /^fastapi_third_party_auth(\.\w+)*\.Auth\(\)\.optional$/,
    kind: "optional"
  },
  {
    package: "fastapi-key-auth",
    version: "0.15.5",
    pattern: /^fastapi_key_auth(\.\w+)*\.AuthorizerDependency$/,
    kind: "guard"
  },
  {
    package: "fastapi-simple-security",
    version: "1.3.0",
    pattern: /^fastapi_simple_security(\.\w+)*\.api_key_security$/,
    kind: "guard"
  },
  {
    package: "fastapi-permissions",
    version: "0.2.7",
    pattern: /^fastapi_permissions(\.\w+)*\.configure_permissions\(\)$/,
    kind: "guard"
  },
  {
    package: "fastapi-limiter",
    version: "0.2.0",
    pattern: /^fastapi_limiter(\.\w+)*\.(RateLimiter|WebSocketRateLimiter)$/,
    kind: "other"
  },
  {
    package: "fastapi-jwt-auth",
    version: "0.5.0",
    pattern: /^(fastapi_jwt_auth|another_fastapi_jwt_auth|async_fastapi_jwt_auth)(\.\w+)*\.AuthJWT(Bearer)?$/,
    kind: "other"
  },
  {
    package: "fastapi-csrf-protect",
    version: "1.0.7",
    pattern: /^fastapi_csrf_protect(\.\w+)*\.CsrfProtect$/,
    kind: "other"
  },
  {
    package: "dependency-injector",
    version: "4.48",
    pattern: /^dependency_injector(\.\w+)*\.(Provide|Closing)(\[\])?/,
    kind: "other"
  },
  { package: "fastapi-pagination", version: "0.13", pattern: /^fastapi_pagination(\.\w+)*\.\w*Params$/, kind: "other" },
  { package: "fastapi-filter", version: "2.0", pattern: /^fastapi_filter(\.\w+)*\.FilterDepends$/, kind: "other" }
];
function libraryDependency(value) {
  const name = value.kind === "external" ? value.name : value.kind === "external-call" ? value.callee : void 0;
  if (name === void 0) return void 0;
  const entry = TABLE.find((one) => one.pattern.test(name));
  if (entry === void 0) return void 0;
  if (entry.kind === "guard" && isOptional(value)) return { kind: "optional", package: entry.package, demands: [] };
  const superuser = value.kind === "external-call" ? value.args.keywords.get("superuser") : void 0;
  const demands = superuser?.kind === "bool" && superuser.value ? ["superuser"] : [];
  return { kind: entry.kind, package: entry.package, demands };
}
var OPTIONAL = [
  ["optional", false],
  ["auto_error", true],
  ["session_required", true]
];
function isOptional(value) {
  if (value.kind !== "external-call") return false;
  const { keywords: keywords2 } = value.args;
  return OPTIONAL.some(([keyword, guards]) => {
    const given2 = keywords2.get(keyword);
    return given2 !== void 0 && !(given2.kind === "bool" && given2.value === guards);
  });
}

// src/fastapi/naming.ts
function callableName(value) {
  switch (value.kind) {
    case "function":
      return value.wraps?.keepsSignature === true && value.wraps.keepsName !== true ? callableName(value.wraps.function) : `${value.moduleName}:${value.qualname}`;
    case "class":
      return `${value.moduleName}:${value.qualname}`;
    case "instance":
      return `${value.class.moduleName}:${value.class.qualname}()`;
    case "bound-method":
      return callableName(value.function);
    case "partial":
      return callableName(value.function);
    case "external":
      return definingName(value.name);
    case "external-call":
      return currentUserName(value) ?? `${definingName(value.callee)}()`;
    case "app":
      return value.app.name;
    case "router":
      return value.router.name;
    default:
      return `? (${value.kind === "unknown" ? value.reason : value.kind})`;
  }
}

// src/fastapi/signature.ts
var FIELD_CLASSES = /^(pydantic(\.main)?\.BaseModel|sqlmodel(\.main)?\.SQLModel|pydantic_settings\.BaseSettings|pydantic\.BaseSettings|typing\.NamedTuple)$/;
var KNOWN_FRAMEWORK = /^(fastapi|starlette)\./;
function signatureOf(machine, callable) {
  const signature = plainSignature(machine, callable);
  const hasGlobals = callable.kind === "function" || callable.kind === "bound-method";
  return signature === void 0 || hasGlobals ? signature : { ...signature, textScope: "none" };
}
function plainSignature(machine, callable) {
  switch (callable.kind) {
    case "function":
      return functionSignature(machine, callable);
    case "bound-method": {
      const signature = functionSignature(machine, callable.function);
      return signature === void 0 ? void 0 : { ...signature, params: signature.params.slice(1) };
    }
    case "partial": {
      const signature = signatureOf(machine, callable.function);
      return signature === void 0 ? void 0 : { ...signature, params: unbound(signature.params, callable.args) };
    }
    case "class":
      return classSignature(machine, callable);
    case "instance": {
      const call = classAttribute(machine, callable.class, "__call__", callable.site);
      if (call?.kind !== "function") return void 0;
      const signature = functionSignature(machine, call);
      return signature === void 0 ? void 0 : { ...signature, params: signature.params.slice(1) };
    }
    default:
      return void 0;
  }
}
function functionSignature(machine, fn) {
  const scope = machine.closureOf(fn);
  if (fn.wraps?.keepsSignature === true) {
    const inner = signatureOf(machine, fn.wraps.function);
    return inner === void 0 || scope === void 0 ? inner : { ...inner, textScope: scope.top };
  }
  return scope === void 0 ? void 0 : { params: fn.def.params, scope, def: fn.def };
}
function unbound(params, args) {
  return params.slice(args.positional.length).filter((param) => !args.keywords.has(param.name));
}
function classSignature(machine, cls) {
  const scopeOfClass = machine.classFrame(cls);
  if (cls.subscripted === true && scopeOfClass !== void 0) return { params: [], scope: scopeOfClass };
  const init = classAttribute(machine, cls, "__init__", cls.site);
  if (init?.kind === "function") {
    const signature = functionSignature(machine, init);
    return signature === void 0 ? void 0 : { ...signature, params: signature.params.slice(1) };
  }
  const scope = machine.classFrame(cls);
  if (scope === void 0) return void 0;
  const isDataclass2 = cls.def.decorators.some((one) => /\bdataclass\b/.test(cls.module.text.slice(one.start, one.end)));
  if (!isDataclass2 && !hasBase(cls, FIELD_CLASSES))
    return init === void 0 || hasFrameworkBase(cls) ? { params: [], scope } : void 0;
  return { params: fieldParams(cls), scope };
}
function hasFrameworkBase(cls) {
  return cls.bases.every(
    (base) => base.kind === "class" || base.kind === "external" && (KNOWN_FRAMEWORK.test(base.name) || /^(typing|abc|builtins)\./.test(base.name))
  );
}
function fieldParams(cls) {
  const inherited = cls.bases.flatMap((base) => base.kind === "class" ? fieldParams(base) : []);
  return [...inherited, ...cls.def.body.flatMap(fieldParam)];
}
function fieldParam(statement) {
  if (statement.kind !== "assign" || statement.annotation === void 0) return [];
  const [target] = statement.targets;
  if (target?.kind !== "name") return [];
  return [
    {
      name: target.id,
      kind: "keyword-only",
      start: statement.start,
      end: statement.end,
      annotation: statement.annotation,
      ...statement.value === void 0 ? {} : { default: statement.value }
    }
  ];
}
function schemeOf(value) {
  if (value.kind === "external-call" && value.callee === "fastapi_login.LoginManager") return "LoginManager";
  if (value.kind === "external-call")
    return SCHEMES.has(canonical(value.callee)) ? value.callee.split(".").at(-1) : void 0;
  if (value.kind === "instance" && isSchemeClass(value.class)) return value.class.def.name;
  return void 0;
}
function listedSchemeOf(value) {
  return value.kind === "instance" && hasBase(value.class, /^fastapi\.security\.base\.SecurityBase$/) ? value.class.def.name : void 0;
}
function isSchemeClass(cls) {
  return cls.bases.some(
    (base) => base.kind === "external" ? SCHEMES.has(canonical(base.name)) : base.kind === "class" && isSchemeClass(base)
  );
}

// src/fastapi/dependencies.ts
var MAX_DEPTH = 25;
var MARKERS = /* @__PURE__ */ new Map([
  ["fastapi.Query", "query"],
  ["fastapi.Path", "path"],
  ["fastapi.Header", "header"],
  ["fastapi.Cookie", "cookie"],
  ["fastapi.Body", "body"],
  ["fastapi.Form", "form"],
  ["fastapi.File", "file"]
]);
var REQUEST_TYPES = /^(starlette\.(requests\.(Request|HTTPConnection)|responses\.Response|websockets\.WebSocket|background\.BackgroundTasks)|fastapi\.(BackgroundTasks|security\.SecurityScopes))$/;
var SCALARS = /^(builtins\.(str|int|float|bool|bytes)|uuid\.UUID|datetime\.\w+|decimal\.Decimal|pydantic\.(EmailStr|HttpUrl|AnyUrl|PositiveInt|conint|constr).*)$/;
var CONSTRAINED = /^pydantic(\.types)?\.con(int|str|float|decimal|date|bytes)$/;
var MODEL_BASES = /^(pydantic(\.main)?\.BaseModel|sqlmodel(\.main)?\.SQLModel)$/;
var DependencyReader = class {
  #machine;
  #pathNames;
  #read;
  constructor(machine, pathNames3 = /* @__PURE__ */ new Set(), read3 = /* @__PURE__ */ new Map()) {
    this.#machine = machine;
    this.#pathNames = pathNames3;
    this.#read = read3;
  }
  /** One item of a `dependencies=[…]` list. Undefined for what is certainly no dependency. */
  listItem(value, via) {
    const marker = markerOf(value);
    return marker === void 0 ? void 0 : this.#use({ marker, via, site: value.site, depth: 0 });
  }
  /** The parameters of a callable, with the dependencies among them. */
  parameters(callable, depth = 0) {
    const known = depth > 0 ? this.#read.get(callable) : void 0;
    if (known !== void 0) return known;
    const signature = signatureOf(this.#machine, callable);
    if (signature === void 0) return [];
    const parameters = signature.params.filter((param) => param.kind !== "var-positional" && param.kind !== "var-keyword").map((param) => this.#parameter(signature, param, depth));
    if (depth > 0) this.#read.set(callable, parameters);
    return parameters;
  }
  /** Annotated attributes of a class-based view, own and inherited: dependencies of each of its routes. */
  viewAttributes(cls, depth = 0) {
    const inherited = cls.bases.flatMap((base) => base.kind === "class" ? this.viewAttributes(base, depth) : []);
    const scope = this.#machine.classFrame(cls);
    const below = cls.bases.some((base) => base.kind === "class" && this.#machine.views.has(base.def));
    if (scope === void 0 || below) return inherited;
    const own = cls.def.body.flatMap(fieldParam).filter(
      (param) => param.default !== void 0 && markerOf(evaluate(this.#machine, param.default, scope)) !== void 0
    ).flatMap((param) => this.#parameter({ params: [], scope }, param, depth, "class-attribute").dependency ?? []);
    return [...inherited, ...own];
  }
  #parameter(signature, param, depth, via = depth === 0 ? "parameter" : "nested") {
    const { scope } = signature;
    const annotation = param.annotation === void 0 || isLost(param.annotation, scope) || isUnread(this.#machine, signature, param.annotation) ? void 0 : evaluateAnnotation(this.#machine, param.annotation, scope);
    const fallback = param.default === void 0 ? void 0 : evaluate(this.#machine, param.default, scope);
    const site = siteOf(scope.module, param);
    const metadata = annotation?.kind === "annotated" ? readMetadata(this.#machine, annotation) : [];
    const marker = (fallback === void 0 ? void 0 : markerOf(fallback)) ?? lastMarker(metadata);
    const shared = {
      name: param.name,
      site,
      ...annotation === void 0 ? {} : { annotation },
      ...fallback === void 0 ? {} : { default: fallback }
    };
    if (marker === void 0) {
      const fieldMarker = [...fallback === void 0 ? [] : [fallback], ...metadata].find(
        (one) => one.kind === "external-call" && MARKERS.has(one.callee)
      );
      return {
        ...shared,
        source: this.#source(param.name, annotation, fieldMarker),
        ...fieldMarker === void 0 ? {} : { marker: fieldMarker }
      };
    }
    const base = annotation?.kind === "annotated" ? annotation.base : annotation;
    const dependency = this.#use({
      marker,
      via,
      site,
      depth,
      parameter: param.name,
      ...base === void 0 ? {} : { annotation: base }
    });
    return { ...shared, source: "dependency", marker, dependency };
  }
  #source(name, annotation, marker) {
    if (marker?.kind === "external-call") return MARKERS.get(marker.callee) ?? "unknown";
    if (this.#pathNames.has(name)) return "path";
    const type = annotation?.kind === "annotated" ? annotation.base : annotation;
    if (type === void 0) return "query";
    return sourceOfType(type);
  }
  #use(request) {
    const { marker, via, site, depth, parameter } = request;
    const given2 = argumentOf(marker.args, "dependency", 0);
    const value = given2 === void 0 || given2.kind === "none" ? request.annotation : defaultOf(given2);
    const scopes = scopesOf(marker);
    const shared = {
      via,
      site,
      marker: marker.site,
      security: marker.callee === "fastapi.Security",
      scopes,
      ...parameter === void 0 ? {} : { parameter }
    };
    if (value === void 0)
      return {
        ...shared,
        name: "?",
        value: { kind: "unknown", reason: "Depends() without a type", site },
        children: [],
        parameters: [],
        resolved: false
      };
    const scheme = schemeOf(value);
    const listedAs = listedSchemeOf(value);
    const below = depth < MAX_DEPTH ? this.parameters(value, depth + 1) : [];
    const children = value.kind === "external-call" && currentUserName(value) !== void 0 ? this.#partsOf(value, depth) : below.flatMap((one) => one.dependency ?? []);
    return {
      ...shared,
      name: callableName(value),
      value,
      children,
      parameters: below,
      resolved: this.#isResolved(value, children),
      ...scheme === void 0 ? {} : { scheme },
      ...listedAs === void 0 ? {} : { listedAs }
    };
  }
  /** What fastapi-users' guard brings along. */
  #partsOf(value, depth) {
    return currentUserParts(value).map((part) => {
      const args = { positional: [part], keywords: /* @__PURE__ */ new Map(), keywordSites: /* @__PURE__ */ new Map(), open: false };
      const marker = { kind: "external-call", callee: "fastapi.Depends", args, site: part.site };
      return this.#use({ marker, via: "nested", site: value.site, depth: depth + 1 });
    });
  }
  #isResolved(value, children) {
    if (!children.every((child) => child.resolved)) return currentUserName(value) !== void 0;
    if (schemeOf(value) !== void 0) return true;
    if (value.kind === "external")
      return /^(fastapi|starlette|builtins)\./.test(value.name) || libraryDependency(value) !== void 0;
    if (value.kind === "external-call")
      return /^fastapi\./.test(value.callee) || libraryDependency(value) !== void 0;
    return signatureOf(this.#machine, value) !== void 0;
  }
};
function markerOf(value) {
  const settled2 = defaultOf(value);
  if (settled2.kind === "external-call" && (settled2.callee === "fastapi.Depends" || settled2.callee === "fastapi.Security"))
    return settled2;
  return void 0;
}
function lastMarker(metadata) {
  return metadata.map(markerOf).findLast((one) => one !== void 0);
}
function scopesOf(marker) {
  const value = argumentOf(marker.args, "scopes", marker.callee === "fastapi.Security" ? 1 : void 0);
  if (value === void 0) return [];
  if (value.kind === "string") return [...new Set(value.value)];
  return stringsOf(value) ?? (value.kind === "list" || value.kind === "tuple" ? value.items.flatMap((item) => item.kind === "string" ? [item.value] : []) : []);
}
function sourceOfType(type) {
  if (type.kind === "external") {
    if (REQUEST_TYPES.test(type.name)) return "request";
    if (type.name === "fastapi.UploadFile") return "file";
    if (SCALARS.test(type.name)) return "query";
    return /^builtins\.(dict|list)$|^typing\.(Any|Dict|List)$/.test(type.name) ? "body" : "unknown";
  }
  if (type.kind === "external-call" && type.callee.endsWith("[]")) {
    const inner = type.args.positional.filter((one) => one.kind !== "none").map(sourceOfType);
    if (inner.includes("file")) return "file";
    if (/(^|\.)[dD]ict\[\]$/.test(type.callee)) return "body";
    if (inner.includes("body")) return "body";
    return inner.includes("query") ? /(^|\.)([lL]ist|[sS]et|[tT]uple)\[\]$/.test(type.callee) ? "body" : "query" : "unknown";
  }
  if (type.kind === "external-call" && CONSTRAINED.test(type.callee)) return "query";
  if (type.kind === "class") return hasBase(type, MODEL_BASES) || isDataclass(type) ? "body" : "unknown";
  const alternatives2 = alternativesOf(type);
  return alternatives2.length > 1 && alternatives2[0] !== void 0 ? sourceOfType(alternatives2[0].value) : "unknown";
}
function isDataclass(cls) {
  return cls.def.decorators.some((one) => /\bdataclass\b/.test(cls.module.text.slice(one.start, one.end)));
}

// src/fastapi/interpreter/slices.ts
function sliceOf(object, slice, read3, site) {
  const bounds = boundsOf2(slice, read3);
  return (bounds === void 0 ? void 0 : partOf(object, bounds, site)) ?? unknown(site, "a slice");
}
function boundsOf2(slice, read3) {
  const [lower, upper, step] = [slice.lower, slice.upper, slice.step].map((bound) => {
    const value = read3(bound);
    if (value === void 0 || value.kind === "none") return void 0;
    return value.kind === "number" && Number.isInteger(value.value) ? value.value : Number.NaN;
  });
  if ([lower, upper, step].some(Number.isNaN) || step === 0) return void 0;
  return { lower, upper, step: step ?? 1 };
}
function partOf(object, bounds, site) {
  switch (object.kind) {
    case "string":
      return { kind: "string", value: pick(Array.from(object.value), bounds).join(""), site };
    case "environment": {
      const part = object.default === void 0 ? void 0 : partOf(object.default, bounds, site);
      return { kind: "environment", name: object.name, site, ...part === void 0 ? {} : { default: part } };
    }
    case "list":
    case "tuple":
      return object.open === true || object.items.some((item) => itemUnderCondition(item) !== void 0) ? void 0 : sequence(object.kind, pick(object.items, bounds), site);
    default:
      return void 0;
  }
}
function pick(items, { lower, upper, step }) {
  const { length } = items;
  const within2 = (at, least, most) => Math.min(Math.max(at < 0 ? at + length : at, least), most);
  const [first, last] = step > 0 ? [within2(lower ?? 0, 0, length), within2(upper ?? length, 0, length)] : [within2(lower ?? length - 1, -1, length - 1), upper === void 0 ? -1 : within2(upper, -1, length - 1)];
  const picked = [];
  for (let at = first; step > 0 ? at < last : at > last; at += step) {
    const item = items[at];
    if (item !== void 0) picked.push(item);
  }
  return picked;
}

// src/fastapi/interpreter/subscripts.ts
function evaluateSubscript(machine, expr, frame, site) {
  const object = evaluate(machine, expr.value, frame);
  if (object.kind === "external") {
    const name = object.name;
    if (/(^|\.)Annotated$/.test(name)) return annotated(machine, expr, frame, site);
    if (name === "os.environ" && expr.index[0] !== void 0)
      return environmentItem(evaluate(machine, expr.index[0], frame), site);
    const positional = expr.index.map((index2) => evaluate(machine, index2, frame));
    return {
      kind: "external-call",
      callee: `${name}[]`,
      args: { positional, keywords: /* @__PURE__ */ new Map(), keywordSites: /* @__PURE__ */ new Map(), open: false },
      site
    };
  }
  const made = madeBySubscript(machine, object, expr, frame, site);
  if (made !== void 0) return made;
  if (object.kind === "class")
    return {
      ...object,
      subscripted: true,
      typeArguments: expr.index.map((one) => evaluateAnnotation(machine, one, frame))
    };
  const [index] = expr.index;
  if (index === void 0) return unknown(site, "a subscript without an index");
  if (index.kind === "slice") {
    const read3 = (bound) => bound === void 0 ? void 0 : evaluate(machine, bound, frame);
    return sliceOf(object, index, read3, site);
  }
  const key = evaluate(machine, index, frame);
  fillMissing(machine, object, key, site);
  return chosenByKey(object, key, { text: textOf(frame.module, index), site }) ?? itemOf(object, key, site);
}
function madeBySubscript(machine, object, expr, frame, site) {
  const getter = object.kind === "class" ? classAttribute(machine, object, "__class_getitem__", site) : object.kind === "instance" ? classAttribute(machine, object.class, "__getitem__", site) : void 0;
  if (getter?.kind !== "function") return void 0;
  const items = expr.index.map((index) => evaluate(machine, index, frame));
  const [only] = items;
  const given2 = items.length === 1 && only !== void 0 ? only : sequence("tuple", items, site);
  const made = callValue(machine, getter, { ...machine.noArguments, positional: [object, given2] }, site);
  return object.kind === "class" && made.kind !== "annotated" && markerOf(made) === void 0 ? void 0 : made;
}
function fillMissing(machine, object, key, site) {
  if (object.kind !== "dict" || object.factory === void 0 || machine.frozen) return;
  if (key.kind === "unknown" || object.entries.some((entry) => sameValue(entry.key, key))) return;
  const made = callValue(machine, object.factory, machine.noArguments, site);
  Object.assign(object, { entries: [...object.entries, { key, value: made }] });
}
function chosenByKey(object, key, place) {
  const container = defaultOf(object);
  if (container.kind !== "dict" || container.entries.length === 0) return void 0;
  if (key.kind !== "unknown" && key.kind !== "environment") return void 0;
  const alternatives2 = container.entries.map(
    ({ key: one, value }) => one.kind === "string" ? { value, condition: `${place.text} == ${JSON.stringify(one.value)}` } : { value }
  );
  return choice(alternatives2, place.site);
}
function environmentItem(key, site) {
  return key.kind === "string" ? { kind: "environment", name: key.value, site } : unknown(site, "an environment variable");
}
function behindAlias(value) {
  return { ...value, metadata: value.metadata.filter((one) => markerOf(one) === void 0) };
}
function annotated(machine, expr, frame, site) {
  const [first, ...rest] = expr.index;
  if (first === void 0) return unknown(site, "Annotated without a type");
  const base = evaluateAnnotation(machine, first, frame);
  const metadata = rest.map((part) => evaluate(machine, part, frame));
  if (base.kind === "annotated") {
    const { metadata: inner } = base.alias === true ? behindAlias(base) : base;
    return { kind: "annotated", base: base.base, metadata: [...inner, ...metadata], site };
  }
  return { kind: "annotated", base, metadata, site };
}
function itemOf(object, key, site) {
  const container = defaultOf(object);
  if (container.kind === "choice")
    return choice(
      container.alternatives.map((one) => ({ ...one, value: itemOf(one.value, key, site) })),
      site
    );
  if (container.kind === "dict") {
    const found2 = container.entries.findLast((entry) => sameValue(entry.key, key));
    if (found2 !== void 0) return found2.value;
    const all = container.entries.map((entry) => ({ value: entry.value }));
    return key.kind === "string" || all.length === 0 ? unknown(site, "a key that is not there") : choice(all, site);
  }
  if ((container.kind === "list" || container.kind === "tuple") && key.kind === "number") {
    return container.items.at(key.value) ?? unknown(site, "an index outside the list");
  }
  if (container.kind === "string" && key.kind === "number") {
    const character = Array.from(container.value).at(key.value);
    return character === void 0 ? unknown(site, "an index outside the text") : { kind: "string", value: character, site };
  }
  return unknown(site, "an item of something unknown");
}

// src/fastapi/interpreter/containers.ts
function listMethod(machine, list, method, args, site) {
  const item = args.positional.at(-1);
  const none = { kind: "none", site };
  switch (method) {
    case "append":
    case "add":
    case "insert":
      if (item !== void 0) machine.append(list, [item]);
      return none;
    case "extend":
    case "update": {
      const items = item === void 0 ? void 0 : iterate(machine, item);
      machine.append(list, items ?? [], items === void 0);
      return none;
    }
    case "copy":
      return sequence(list.kind, list.items, site, list.open === true);
    case "pop":
    case "popleft":
      return taken(machine, list, method === "popleft" ? 0 : args.positional[0], site);
    default:
      return void 0;
  }
}
function taken(machine, list, at, site) {
  const index = at === void 0 ? -1 : typeof at === "number" ? at : at.kind === "number" ? at.value : void 0;
  const item = index === void 0 || list.open === true ? void 0 : list.items.at(index);
  if (index === void 0 || item === void 0 || machine.frozen) return unknown(site, "an item of something unknown");
  Object.assign(list, { items: list.items.toSpliced(index, 1) });
  return item;
}
function dictMethod(machine, dict, method, args, site) {
  const [key, fallback] = args.positional;
  switch (method) {
    case "items":
      return listOf(dict, (entry) => sequence("tuple", [entry.key, entry.value], site), site);
    case "values":
      return listOf(dict, (entry) => entry.value, site);
    case "keys":
      return listOf(dict, (entry) => entry.key, site);
    case "get":
      return key === void 0 ? void 0 : got(dict, key, fallback, site);
    case "pop":
      return key === void 0 ? void 0 : popped(dict, key, fallback, site);
    case "setdefault":
      return key === void 0 ? void 0 : settled(dict, key, fallback, site);
    case "update":
      return updated(machine, dict, args, site);
    case "copy":
      return { ...dict, site };
    default:
      return void 0;
  }
}
function listOf(dict, part, site) {
  return sequence("list", dict.entries.map(part), site, dict.open === true);
}
function got(dict, key, fallback, site) {
  const present2 = dict.entries.some((entry) => sameValue(entry.key, key));
  if (present2) return itemOf(dict, key, site);
  if (key.kind === "string" && dict.open !== true) return fallback ?? { kind: "none", site };
  return choice([{ value: itemOf(dict, key, site) }, { value: fallback ?? { kind: "none", site } }], site);
}
function settled(dict, key, fallback, site) {
  const found2 = dict.entries.find((entry) => sameValue(entry.key, key));
  if (found2 !== void 0) return found2.value;
  const value = fallback ?? { kind: "none", site };
  Object.assign(dict, { entries: [...dict.entries, { key, value }] });
  return value;
}
function updated(machine, dict, args, site) {
  const more = entriesOf(machine, args);
  for (const { key, value } of more.entries) setEntry(machine, dict, key, value);
  if (more.open && !machine.frozen) Object.assign(dict, { open: true });
  return { kind: "none", site };
}
function entriesOf(machine, args) {
  const [given2] = args.positional;
  const more = given2 === void 0 ? void 0 : defaultOf(given2);
  const own = [...args.keywords].map(([name, value]) => ({
    key: { kind: "string", value: name, site: value.site },
    value
  }));
  if (more === void 0) return { entries: own, open: args.open };
  if (more.kind === "dict") return { entries: [...more.entries, ...own], open: args.open || more.open === true };
  const pairs = iterate(machine, more)?.map(pairOf);
  return pairs?.every((pair) => pair !== void 0) === true ? { entries: [...pairs, ...own], open: args.open } : { entries: own, open: true };
}
function pairOf(item) {
  if (item.kind !== "tuple" && item.kind !== "list") return void 0;
  const [key, value] = item.items;
  return key === void 0 || value === void 0 ? void 0 : { key, value };
}
function setEntry(machine, dict, key, value) {
  if (machine.frozen) return;
  const before = dict.entries.find((entry) => sameValue(entry.key, key))?.value;
  const others = dict.entries.filter((entry) => !sameValue(entry.key, key));
  Object.assign(dict, { entries: [...others, { key, value: underCondition(machine, dict, value, before) }] });
}
function underCondition(machine, dict, value, before) {
  const condition = machine.conditionSince(dict);
  if (condition === void 0) return value;
  const otherwise = before ?? unknown(value.site, "not set");
  return choice(
    [
      { value, condition },
      { value: otherwise, condition: `not (${condition})` }
    ],
    value.site
  );
}
function popped(dict, key, fallback, site) {
  const found2 = dict.entries.find((entry) => sameValue(entry.key, key));
  if (found2 !== void 0) {
    Object.assign(dict, { entries: dict.entries.filter((entry) => entry !== found2) });
    return found2.value;
  }
  return fallback ?? (dict.open === true ? unknown(site, "an entry that is not known") : { kind: "none", site });
}
function makeDict(machine, args, site) {
  const { entries, open: open2 } = entriesOf(machine, args);
  return machine.madeUnder({ kind: "dict", entries, site, ...open2 ? { open: true } : {} });
}
function makeDefaultDict(machine, args, site) {
  const [factory, ...positional] = args.positional;
  const dict = makeDict(machine, { ...args, positional }, site);
  return factory !== void 0 && factory.kind !== "none" ? machine.madeUnder({ ...dict, factory }) : dict;
}

// src/fastapi/interpreter/file-system.ts
var FILE_SYSTEM = /* @__PURE__ */ new Map([
  ["os.path.join", joined],
  ["os.path.dirname", onPath((path) => parentOf(path))],
  ["os.path.basename", onPath((path) => path.slice(path.lastIndexOf("/") + 1))],
  ["os.path.abspath", onPath(normal)],
  ["os.path.realpath", onPath(normal)],
  ["os.path.normpath", onPath(normal)],
  ["os.path.splitext", splitExtension],
  ["os.path.relpath", relativePath],
  ["os.path.exists", existing(["file", "folder"])],
  ["os.path.isfile", existing(["file"])],
  ["os.path.isdir", existing(["folder"])],
  ["os.listdir", (machine, args, site) => listed(machine, textOfValue(argumentOf(args, "path", 0)), site)],
  ["os.walk", walked],
  ["glob.glob", globbed],
  ["glob.iglob", globbed]
]);
var PATH_CONSTANTS = /* @__PURE__ */ new Map([
  ["os.sep", "/"],
  ["os.path.sep", "/"],
  ["os.curdir", "."],
  ["os.pardir", ".."],
  ["os.extsep", "."]
]);
function pathPart(text, name, site) {
  if (!text.startsWith("/")) return void 0;
  const file = text.slice(text.lastIndexOf("/") + 1);
  switch (name) {
    case "parent":
      return textValue(parentOf(text), site);
    case "parents":
      return texts(parentsOf(text), site);
    case "name":
      return textValue(file, site);
    case "stem":
      return textValue(file.replace(/\.\w+$/, ""), site);
    case "suffix":
      return textValue(/\.\w+$/.exec(file)?.[0] ?? "", site);
    case "parts":
      return sequence(
        "tuple",
        ["/", ...segmentsOf(text)].map((part) => textValue(part, site)),
        site
      );
    default:
      return void 0;
  }
}
function pathMethod(machine, path, method, args, site) {
  const [first] = args.positional.map(textOfValue);
  switch (method) {
    case "resolve":
    case "absolute":
      return path.startsWith("/") ? textValue(normal(path), site) : textValue(path, site);
    case "as_posix":
      return textValue(path, site);
    case "joinpath":
      return joined(machine, { ...args, positional: [textValue(path, site), ...args.positional] }, site);
    case "relative_to":
      return first === void 0 || !isWithin2(path, first) ? void 0 : textValue(relative(path, first), site);
    case "with_suffix":
      return first === void 0 ? void 0 : textValue(path.replace(/\.\w+$/, "") + first, site);
    case "exists":
      return existing(["file", "folder"])(machine, { ...args, positional: [textValue(path, site)] }, site);
    case "is_file":
      return existing(["file"])(machine, { ...args, positional: [textValue(path, site)] }, site);
    case "is_dir":
      return existing(["folder"])(machine, { ...args, positional: [textValue(path, site)] }, site);
    case "iterdir":
      return path.startsWith("/") ? texts(matching(machine, [...segmentsOf(path), "*"]), site) : void 0;
    case "glob":
    case "rglob":
      if (first === void 0 || !path.startsWith("/")) return void 0;
      return texts(
        matching(machine, [...segmentsOf(path), ...method === "rglob" ? ["**"] : [], ...segmentsOf(first)]),
        site
      );
    default:
      return void 0;
  }
}
function globbed(machine, args, site) {
  const pattern2 = textOfValue(argumentOf(args, "pathname", 0));
  const root = textOfValue(args.keywords.get("root_dir"));
  const absolute = pattern2 === void 0 || pattern2.startsWith("/") ? pattern2 : root && `${root}/${pattern2}`;
  if (absolute?.startsWith("/") !== true) return void 0;
  const recursive = args.keywords.get("recursive");
  const deep = recursive !== void 0 && truthOf(recursive) === true;
  const segments = segmentsOf(normal(absolute)).map((one) => one === "**" && !deep ? "*" : one);
  const found2 = matching(machine, segments);
  return texts(root === void 0 ? found2 : found2.map((path) => relative(path, root)), site);
}
function matching(machine, pattern2) {
  return machine.project.layout.entries().filter((path) => matchesSegments(pattern2, segmentsOf(path), matchesName)).map((path) => `/${path}`).sort((a, b) => a < b ? -1 : a > b ? 1 : 0);
}
function matchesName(pattern2, name) {
  return matchesUnits(unitsOf(pattern2), name.split(""));
}
function unitsOf(pattern2) {
  const units = [];
  for (let at = 0; at < pattern2.length; at += units.at(-1)?.length ?? 1) {
    const end = pattern2[at] === "[" ? pattern2.indexOf("]", at + 2) : -1;
    units.push(end < 0 ? pattern2.charAt(at) : pattern2.slice(at, end + 1));
  }
  return units;
}
function kindOf(machine, path) {
  return path.startsWith("/") ? machine.project.layout.kindOf(normal(path).slice(1)) : void 0;
}
function existing(kinds) {
  return (machine, args, site) => {
    const path = textOfValue(args.positional[0]);
    const kind = path === void 0 ? void 0 : kindOf(machine, path);
    return kind === void 0 ? void 0 : { kind: "bool", value: kinds.includes(kind), site };
  };
}
function listed(machine, folder, site) {
  if (folder?.startsWith("/") !== true) return void 0;
  return texts(
    matching(machine, [...segmentsOf(normal(folder)), "*"]).map((path) => path.slice(path.lastIndexOf("/") + 1)),
    site
  );
}
function walked(machine, args, site) {
  const top = textOfValue(argumentOf(args, "top", 0));
  if (top?.startsWith("/") !== true) return void 0;
  const folders = [normal(top), ...matching(machine, [...segmentsOf(normal(top)), "**", "*"])];
  const rows = folders.filter((path, index) => index === 0 || kindOf(machine, path) === "folder").map((folder) => {
    const inside = matching(machine, [...segmentsOf(folder), "*"]);
    const names2 = (kind) => texts(
      inside.filter((path) => kindOf(machine, path) === kind).map((path) => path.slice(path.lastIndexOf("/") + 1)),
      site
    );
    return sequence("tuple", [textValue(folder, site), names2("folder"), names2("file")], site);
  });
  return sequence("list", rows, site);
}
function joined(_machine, args, site) {
  const parts = args.positional.map(textOfValue);
  if (!parts.every((part) => part !== void 0)) return void 0;
  return textValue(
    parts.reduce((path, part) => joinPath(path, part), ""),
    site
  );
}
function joinPath(folder, name) {
  return name.startsWith("/") || folder === "" ? name : `${folder.replace(/\/$/, "")}/${name}`;
}
function onPath(change) {
  return (_machine, args, site) => {
    const path = textOfValue(args.positional[0]);
    return path === void 0 ? void 0 : textValue(change(path), site);
  };
}
function splitExtension(_machine, args, site) {
  const path = textOfValue(args.positional[0]);
  if (path === void 0) return void 0;
  const [, stem = path, extension = ""] = /^(.*[^/])(\.[^./]*)$/.exec(path) ?? [];
  return sequence("tuple", [textValue(stem, site), textValue(extension, site)], site);
}
function relativePath(_machine, args, site) {
  const path = textOfValue(argumentOf(args, "path", 0));
  const start = textOfValue(argumentOf(args, "start", 1));
  if (path?.startsWith("/") !== true || start?.startsWith("/") !== true) return void 0;
  return textValue(relative(normal(path), normal(start)), site);
}
function relative(path, start) {
  const from = segmentsOf(start);
  const to = segmentsOf(path);
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  const steps = [...from.slice(shared).map(() => ".."), ...to.slice(shared)];
  return steps.length === 0 ? "." : steps.join("/");
}
function normal(path) {
  const kept = [];
  for (const part of segmentsOf(path)) {
    if (part === ".." && kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (part !== "." && !(part === ".." && path.startsWith("/"))) kept.push(part);
  }
  return (path.startsWith("/") ? "/" : "") + kept.join("/");
}
function segmentsOf(path) {
  return path.split("/").filter((part) => part !== "");
}
function parentOf(path) {
  const cut = path.lastIndexOf("/");
  return cut <= 0 ? path.slice(0, cut + 1) : path.slice(0, cut);
}
function parentsOf(path) {
  const parent = parentOf(path);
  return parent === path || parent === "" ? [] : [parent, ...parentsOf(parent)];
}
function isWithin2(path, folder) {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}
function textValue(value, site) {
  return { kind: "string", value, site };
}
function texts(values, site) {
  return sequence(
    "list",
    values.map((value) => textValue(value, site)),
    site
  );
}

// src/fastapi/interpreter/formats.ts
var SPECIFICATION = /^(?:(.)?([<>^=]))?(0)?(\d+)?(?:\.(\d+))?([sdxXob])?$/u;
var BASES = /* @__PURE__ */ new Map([
  ["x", 16],
  ["X", 16],
  ["o", 8],
  ["b", 2]
]);
function formatValue(value, format2, site) {
  switch (value.kind) {
    case "choice":
      return choice(
        value.alternatives.map((one) => ({ ...one, value: formatValue(one.value, format2, site) })),
        site
      );
    case "environment": {
      const shown2 = value.default === void 0 ? void 0 : formatValue(value.default, format2, site);
      return shown2?.kind === "string" || shown2?.kind === "environment" ? { ...value, default: shown2 } : unknown(site, `a formatted text of ${value.name}`);
    }
    case "string":
    case "number": {
      const text = formatted(value, format2);
      return text === void 0 ? unknown(site, `the format ${format2}`) : { kind: "string", value: text, site };
    }
    default:
      return unknown(site, "a formatted text");
  }
}
function formatted(value, format2) {
  const field = /^(?:!s)?(?::(.*))?$/s.exec(format2);
  if (field === null) return void 0;
  const isText4 = value.kind === "string" || format2.startsWith("!s");
  return specified(value, isText4, field[1] ?? "");
}
function specified(value, isText4, text) {
  const plain3 = printed(value);
  if (text === "") return plain3;
  const read3 = readSpecification(text, isText4);
  if (read3 === void 0) return void 0;
  if (isText4) {
    const isOfText = read3.type === "" || read3.type === "s";
    return isOfText && read3.align !== "=" ? padded("", firstOf(plain3, read3.precision), read3) : void 0;
  }
  const isWhole2 = value.kind === "number" && value.float !== true && Number.isSafeInteger(value.value);
  if (!isWhole2 || read3.type === "s" || read3.precision !== void 0) return void 0;
  const digits = Math.abs(value.value).toString(BASES.get(read3.type) ?? 10);
  return padded(value.value < 0 ? "-" : "", read3.type === "X" ? digits.toUpperCase() : digits, read3);
}
function readSpecification(text, isText4) {
  const match = SPECIFICATION.exec(text);
  if (match === null) return void 0;
  const [, fill, align, zero, width = "0", precision, type = ""] = match;
  return {
    fill: fill ?? (zero === void 0 ? " " : "0"),
    align: align ?? (isText4 ? "<" : zero === void 0 ? ">" : "="),
    width: Number(width),
    precision: precision === void 0 ? void 0 : Number(precision),
    type
  };
}
function firstOf(text, count) {
  return count === void 0 ? text : Array.from(text).slice(0, count).join("");
}
var WIDEST = 200;
function padded(sign, body, { fill, align, width }) {
  if (width > WIDEST) return void 0;
  const missing = Math.max(0, width - Array.from(sign + body).length);
  const before = align === "<" ? 0 : align === "^" ? Math.floor(missing / 2) : missing;
  const after = fill.repeat(missing - before);
  return align === "=" ? sign + fill.repeat(before) + body + after : fill.repeat(before) + sign + body + after;
}
function printed(value) {
  const text = String(value.value);
  return value.kind === "number" && value.float === true && /^-?\d+$/.test(text) ? `${text}.0` : text;
}

// src/fastapi/interpreter/operators.ts
function binaryOperation(op, left2, right2, site) {
  if (left2.kind === "environment" && left2.default !== void 0)
    return { ...left2, default: binaryOperation(op, left2.default, right2, site), site };
  if (right2.kind === "environment" && right2.default !== void 0)
    return { ...right2, default: binaryOperation(op, left2, right2.default, site), site };
  if (left2.kind === "choice")
    return choice(
      left2.alternatives.map((one) => ({ ...one, value: binaryOperation(op, one.value, right2, site) })),
      site
    );
  if (right2.kind === "choice")
    return choice(
      right2.alternatives.map((one) => ({ ...one, value: binaryOperation(op, left2, one.value, site) })),
      site
    );
  if (op === "+") return sum(left2, right2, site);
  if (op === "|" && left2.kind === "dict" && right2.kind === "dict") {
    return {
      kind: "dict",
      entries: [...left2.entries, ...right2.entries],
      site,
      ...left2.open === true || right2.open === true ? { open: true } : {}
    };
  }
  if (op === "/" && left2.kind === "string" && right2.kind === "string")
    return { kind: "string", value: `${left2.value.replace(/\/$/, "")}/${right2.value}`, site };
  if (op === "|") return union(left2, right2, site);
  if (op === "%" && left2.kind === "string") return percent(left2.value, right2, site);
  if (left2.kind === "number" && right2.kind === "number") return arithmetic(op, left2, right2, site);
  if (op === "/" && left2.kind === "string" && right2.kind === "string")
    return { kind: "string", value: joinPath(left2.value, right2.value), site };
  return unknown(site, `the result of ${op}`);
}
function percent(template, right2, site) {
  const values = right2.kind === "tuple" ? right2.items : [right2];
  let next = 0;
  const missing = [];
  const text = template.replace(
    /%%|%(?:\((\w+)\))?(0\d+)?([sd])|%/g,
    (hole, key, width = "", type) => {
      if (hole === "%%") return "%";
      const name = key === void 0 ? void 0 : { kind: "string", value: key, site };
      const value = name === void 0 ? values[next++] : itemOf(right2, name, site);
      const format2 = type === "d" ? `:${width}d` : width === "" ? "" : void 0;
      const shown2 = value === void 0 || type === void 0 || format2 === void 0 ? void 0 : textOfValue(formatValue(value, format2, site));
      if (shown2 === void 0) missing.push(hole);
      return shown2 ?? "";
    }
  );
  return missing.length === 0 ? { kind: "string", value: text, site } : unknown(site, "a formatted string");
}
function sum(left2, right2, site) {
  if (left2.kind === "string" && right2.kind === "string")
    return { kind: "string", value: left2.value + right2.value, site };
  if (left2.kind === "number" && right2.kind === "number")
    return { kind: "number", value: left2.value + right2.value, site, ...floatOf(left2, right2) };
  const listLike = (value) => value.kind === "list" || value.kind === "tuple";
  if (!listLike(left2) && !listLike(right2)) return unknown(site, "a sum of unknown things");
  const items = [left2, right2].flatMap((side) => side.kind === "list" || side.kind === "tuple" ? side.items : []);
  const open2 = [left2, right2].some(
    (side) => side.kind === "list" || side.kind === "tuple" ? side.open === true : true
  );
  return sequence(left2.kind === "tuple" ? "tuple" : "list", items, site, open2);
}
function union(left2, right2, site) {
  return {
    kind: "external-call",
    callee: "typing.Union[]",
    args: { positional: [left2, right2], keywords: /* @__PURE__ */ new Map(), keywordSites: /* @__PURE__ */ new Map(), open: false },
    site
  };
}
function arithmetic(op, left2, right2, site) {
  const [a, b] = [left2.value, right2.value];
  const results = {
    "-": a - b,
    "*": a * b,
    "/": a / b,
    "//": Math.floor(a / b),
    "**": a ** b,
    "%": a % b
  };
  const value = Object.hasOwn(results, op) ? results[op] : void 0;
  return value === void 0 || !Number.isFinite(value) ? unknown(site, `the result of ${op}`) : { kind: "number", value, site, ...op === "/" ? { float: true } : floatOf(left2, right2) };
}
function floatOf(...operands) {
  return operands.some((one) => one.float === true) ? { float: true } : {};
}
function evaluateBoolOp(machine, op, values, frame, site) {
  const possible = [];
  for (const [index, expr] of values.entries()) {
    const value = evaluate(machine, expr, frame);
    const truth2 = truthOf(value);
    const last = index === values.length - 1;
    const stops = op === "or" ? truth2 === true : truth2 === false;
    if (stops || last) {
      possible.push({ value });
      break;
    }
    if (op === "or" && value.kind === "environment" && truthOf(defaultOf(value)) !== true)
      return orDefault(value, evaluateBoolOp(machine, op, values.slice(index + 1), frame, site));
    if (truth2 === void 0) possible.push({ value, condition: textOf(frame.module, expr) });
  }
  return choice(possible, site);
}
function orDefault(value, rest) {
  return { ...value, default: rest };
}
function evaluateUnary(op, operand, site) {
  if (op === "not") {
    const truth2 = truthOf(defaultOf(operand));
    if (truth2 === void 0) return unknown(site, "the negation of something unknown");
    return configurable({ kind: "bool", value: !truth2, site }, operand);
  }
  if (op === "-" && operand.kind === "number") return { kind: "number", value: -operand.value, site };
  return unknown(site, `the result of ${op}`);
}
function evaluateCompare(machine, expr, frame, site) {
  const left2 = evaluate(machine, expr.left, frame);
  const [op] = expr.ops;
  const [second] = expr.comparators;
  if (op === void 0 || second === void 0 || expr.ops.length !== 1) return unknown(site, "a comparison");
  const right2 = evaluate(machine, second, frame);
  if (right2.kind === "external" && right2.name === "os.environ" && left2.kind === "string" && op.endsWith("in"))
    return { kind: "environment", name: left2.value, site, default: { kind: "bool", value: op !== "in", site } };
  const isStage = [left2, right2].some(namesStage);
  const result = isStage ? compareValues(op, left2, right2) : compareValues(op, defaultOf(left2), defaultOf(right2));
  return result === void 0 ? unknown(site, textOf(frame.module, expr).slice(0, 80)) : configurable({ kind: "bool", value: result, site }, left2, right2);
}
function namesStage(value) {
  if (value.kind === "string")
    return /^(dev(el(op(ment)?)?)?|local(host)?|prod(uction)?|stag(e|ing)|test(s|ing)?|debug|release|live|qa|ci|sandbox|preview)$/i.test(
      value.value
    );
  if (value.kind === "environment")
    return /(^|_)(env|environment|stage)$/i.test(value.name) || value.default !== void 0 && namesStage(value.default);
  return (value.kind === "list" || value.kind === "tuple" || value.kind === "set") && value.items.some(namesStage);
}
function configurable(result, ...operands) {
  const deciding = operands.find((one) => one.kind === "environment" || one.kind === "choice");
  if (deciding === void 0) return result;
  const name = deciding.kind === "environment" ? deciding.name : "a condition";
  return { kind: "environment", name, default: result, site: result.site };
}
function compareValues(op, left2, right2) {
  const literal2 = (value) => ["string", "number", "bool", "none"].includes(value.kind);
  if (op === "is" || op === "is not") {
    if (isIdentity(left2) && isIdentity(right2)) return sameValue(left2, right2) === (op === "is");
    const definite = (value) => literal2(value) || ["app", "router", "function", "class", "list", "dict", "tuple", "instance"].includes(value.kind);
    if (right2.kind !== "none" || !definite(left2)) return void 0;
    return left2.kind === "none" === (op === "is");
  }
  if ((op === "==" || op === "!=") && (literal2(left2) && literal2(right2) || isIdentity(left2) && isIdentity(right2)))
    return sameValue(left2, right2) === (op === "==");
  if (op === "in" || op === "not in") {
    const found2 = contains2(right2, left2, (value) => literal2(value) || isIdentity(value));
    return found2 === void 0 ? void 0 : found2 === (op === "in");
  }
  if (left2.kind !== "number" || right2.kind !== "number") return void 0;
  const difference = left2.value - right2.value;
  return ORDERS.get(op)?.(difference);
}
function isIdentity(value) {
  return ["class", "function", "module", "app", "router", "bool"].includes(value.kind);
}
var ORDERS = /* @__PURE__ */ new Map([
  ["<", (difference) => difference < 0],
  ["<=", (difference) => difference <= 0],
  [">", (difference) => difference > 0],
  [">=", (difference) => difference >= 0]
]);
function contains2(container, item, literal2) {
  if (container.kind === "string" && item.kind === "string") return container.value.includes(item.value);
  if (container.kind === "dict" && container.open !== true) {
    return containsOf(
      container.entries.map((entry) => entry.key),
      item,
      literal2
    );
  }
  const listed3 = container.kind === "list" || container.kind === "tuple" || container.kind === "set";
  return listed3 && container.open !== true ? containsOf(container.items, item, literal2) : void 0;
}
function containsOf(items, item, literal2) {
  if (items.length === 0) return false;
  if (item.kind === "class" && items.every((one) => one.kind === "class"))
    return items.some((one) => one.def === item.def);
  if (!literal2(item) || !items.every(literal2)) return void 0;
  return items.some((one) => sameValue(one, item));
}

// src/fastapi/interpreter/nodes.ts
var RouterNode = class {
  kind = "router";
  name;
  site;
  prefix = { text: "", known: true };
  args;
  /** The list itself: `router.dependencies.append(...)` changes it, and later registrations see that. */
  dependencyList;
  /** The subclass it was made from, for its overrides. */
  class;
  attributes = /* @__PURE__ */ new Map();
  registrations = [];
  includes = [];
  mounts = [];
  routeClass;
  /** Filled by the route table. */
  dependencies = [];
  openDependencies = false;
  /** The app whose own router this is. */
  app;
  /** Made below `if __name__ == "__main__"`. */
  underMain = false;
  constructor(name, site, args, cls) {
    this.name = name;
    this.site = site;
    this.args = args;
    this.class = cls;
    this.dependencyList = { items: [], open: false };
  }
};
var AppNode = class {
  kind = "app";
  name;
  site;
  module;
  args;
  router;
  class;
  attributes = /* @__PURE__ */ new Map();
  middleware = [];
  exceptionHandlers = [];
  assigned = /* @__PURE__ */ new Map();
  dependencyOverrides = [];
  servedBy = [];
  /** Starlette() rather than FastAPI(): its routes run no dependencies. */
  plain;
  mountedIn;
  /** Wrapped since it was named: the name of the outermost layer is what a server is told. */
  renamable = false;
  constructor(name, site, args, origin) {
    this.name = name;
    this.site = site;
    this.module = origin.module;
    this.args = args;
    this.plain = origin.plain;
    this.class = origin.class;
    this.router = new RouterNode(`${name}.router`, site, args);
    this.router.app = this;
  }
};

// src/fastapi/interpreter/outcome.ts
var NEXT = { flow: "next", returned: [] };
function withCondition(outcome, condition) {
  if (condition === void 0 || outcome.returned.length === 0) return outcome;
  return {
    flow: outcome.flow,
    returned: outcome.returned.map((one) => ({ value: one.value, condition: one.condition ?? condition }))
  };
}
function joinOutcomes(a, b) {
  const flow = a.flow === b.flow ? a.flow : a.flow === "next" || b.flow === "next" ? "next" : a.flow === "raise" ? b.flow : a.flow;
  return { flow, returned: [...a.returned, ...b.returned] };
}

// src/fastapi/interpreter/assignments.ts
function runAssign(machine, statement, frame) {
  if (statement.value === void 0) return NEXT;
  const value = evaluate(machine, statement.value, frame);
  for (const target of statement.targets) assign(machine, target, value, frame);
  return NEXT;
}
function assign(machine, target, value, frame) {
  switch (target.kind) {
    case "name":
      if (value.kind === "list" || value.kind === "dict") machine.madeUnder(value);
      if (frame.kind === "module" && !machine.frozen) nameObject(value, `${frame.moduleName}:${target.id}`);
      frame.set(target.id, value);
      return;
    case "attribute":
      setAttribute(machine, evaluate(machine, target.value, frame), target.attr, value, machine.site(frame, target));
      return;
    case "subscript":
      setItem(machine, target, value, frame);
      return;
    case "starred":
      assign(machine, target.value, value, frame);
      return;
    case "list":
    case "tuple":
      destructure(machine, target.items, value, frame);
      return;
    default:
      return;
  }
}
function nameObject(value, name) {
  if (value.kind === "app" && (value.app.name.endsWith(">") || value.app instanceof AppNode && value.app.renamable)) {
    renameNode(value.app, name);
    if (value.app instanceof AppNode) value.app.renamable = false;
  }
  if (value.kind === "router" && value.router.name.endsWith(">")) renameNode(value.router, name);
}
function renameNode(node, name) {
  Object.assign(node, { name });
}
function setItem(machine, target, value, frame) {
  const object = evaluate(machine, target.value, frame);
  const [index] = target.index;
  if (object.kind === "external" && object.name === "fastapi.FastAPI().dependency_overrides" && object.receiver?.kind === "app") {
    machine.appNode(object.receiver.app).dependencyOverrides.push(machine.site(frame, target));
    return;
  }
  if (object.kind !== "dict" || index === void 0) return;
  setEntry(machine, object, evaluate(machine, index, frame), value);
}
function destructure(machine, targets, value, frame) {
  const items = iterate(machine, value);
  const star = targets.findIndex((target) => target.kind === "starred");
  const parts = items === void 0 || star < 0 ? items : gathered(items, star, targets.length, value.site);
  targets.forEach((target, index) => {
    assign(machine, target, parts?.[index] ?? unknown(value.site, "a part of something unknown"), frame);
  });
}
function gathered(items, star, targets, site) {
  const end = items.length - (targets - 1 - star);
  return [...items.slice(0, star), sequence("list", items.slice(star, end), site), ...items.slice(end)];
}
function runAugAssign(machine, statement, frame) {
  const value = evaluate(machine, statement.value, frame);
  const before = evaluate(machine, statement.target, frame);
  if (statement.op.startsWith("+") && before.kind === "list" && (value.kind === "list" || value.kind === "tuple")) {
    machine.append(before, value.items, value.open === true);
    return NEXT;
  }
  assign(
    machine,
    statement.target,
    binaryOperation(statement.op.replace(/=$/, ""), before, value, machine.site(frame, statement)),
    frame
  );
  return NEXT;
}

// src/fastapi/interpreter/reflection.ts
function hasNamed(machine, args, site) {
  const [object, name] = args.positional;
  if (object === void 0 || name?.kind !== "string") return void 0;
  if (object.kind !== "module" && object.kind !== "class" && object.kind !== "instance") return void 0;
  const found2 = getAttribute(machine, object, name.value, site);
  if (found2.kind === "external" || found2.kind === "choice") return void 0;
  return { kind: "bool", value: found2.kind !== "unknown", site };
}
function typeOf(args) {
  const [object] = args.positional;
  return object === void 0 || args.positional.length > 1 ? void 0 : classOf(object);
}
function getMembers(machine, args, site) {
  const [object, predicate] = args.positional;
  if (object === void 0) return void 0;
  const names2 = memberNames(machine, object);
  if (names2 === void 0) return void 0;
  const pairs = names2.flatMap((name) => {
    const value = getAttribute(machine, object, name, site);
    if (predicate !== void 0 && !passes(machine, predicate, value, site)) return [];
    return [sequence("tuple", [{ kind: "string", value: name, site }, value], site)];
  });
  return sequence("list", pairs, site);
}
function listNames(machine, args, site) {
  const [object] = args.positional;
  const names2 = object === void 0 ? void 0 : memberNames(machine, object);
  return names2 === void 0 ? void 0 : sequence(
    "list",
    names2.map((value) => ({ kind: "string", value, site })),
    site
  );
}
function ownAttributes(machine, object, site) {
  const own = object === void 0 ? void 0 : ownNames(machine, object);
  if (own === void 0) return void 0;
  const entries = [...own].map(([name, value]) => ({ key: { kind: "string", value: name, site }, value }));
  return { kind: "dict", entries, site };
}
function ownNames(machine, object) {
  if (object.kind === "instance") return new Map(object.attributes);
  const frame = object.kind === "class" ? machine.classFrame(object) : object.kind === "module" ? machine.frames.get(object.path) : void 0;
  if (frame === void 0) return void 0;
  return new Map(
    [...frame.vars.keys()].flatMap((name) => {
      const value = frame.own(name);
      return value === void 0 ? [] : [[name, value]];
    })
  );
}
function memberNames(machine, object) {
  const own = ownNames(machine, object);
  if (own === void 0) return void 0;
  const names2 = new Set(own.keys());
  const cls = object.kind === "class" ? object : classOf(object);
  for (const one of cls === void 0 ? [] : lineage(cls))
    for (const name of machine.classFrame(one)?.vars.keys() ?? []) names2.add(name);
  return [...names2].sort((a, b) => a < b ? -1 : 1);
}
function lineage(cls) {
  const all = [cls, ...cls.bases.flatMap((base) => base.kind === "class" ? lineage(base) : [])];
  return all.filter((one, index) => all.findLastIndex((other) => other.def === one.def) === index);
}
var KINDS = /* @__PURE__ */ new Map([
  ["inspect.ismethod", ["bound-method"]],
  ["inspect.isfunction", ["function"]],
  ["inspect.isroutine", ["function", "bound-method"]],
  ["inspect.isclass", ["class"]],
  ["inspect.ismodule", ["module"]],
  ["builtins.callable", ["function", "bound-method", "class", "partial"]]
]);
function passes(machine, predicate, value, site) {
  const kinds = predicate.kind === "external" ? KINDS.get(predicate.name) : void 0;
  if (kinds !== void 0) return kinds.includes(value.kind);
  if (predicate.kind !== "function" && predicate.kind !== "bound-method") return true;
  return truthOf(callValue(machine, predicate, { ...machine.noArguments, positional: [value] }, site)) !== false;
}
function isKind(predicate, args, site) {
  const [value] = args.positional;
  if (value === void 0 || value.kind === "unknown" || value.kind === "choice") return void 0;
  return { kind: "bool", value: KINDS.get(predicate)?.includes(value.kind) === true, site };
}
function isCoroutineFunction(args, site) {
  const [value] = args.positional;
  if (value?.kind === "function") return { kind: "bool", value: isAsync(value), site };
  if (value?.kind === "bound-method") return { kind: "bool", value: isAsync(value.function), site };
  return value?.kind === "partial" ? isCoroutineFunction({ ...args, positional: [value.function] }, site) : void 0;
}
function isAsync({ def }) {
  return def.kind === "function" && def.async;
}
function mapped(machine, args, site) {
  const [callee, ...lists] = args.positional;
  const known = lists.map((list) => iterate(machine, list));
  const [first] = known;
  if (callee === void 0 || first === void 0 || known.some((list) => list === void 0)) return void 0;
  const results = first.map(
    (_, index) => callValue(
      machine,
      callee,
      { ...machine.noArguments, positional: known.flatMap((list) => list?.[index] ?? []) },
      site
    )
  );
  return sequence("list", results, site);
}
function filtered(machine, args, site) {
  const [predicate, list] = args.positional;
  const items = list === void 0 ? void 0 : iterate(machine, list);
  if (predicate === void 0 || items === void 0) return void 0;
  const verdicts = items.map(
    (item) => truthOf(
      predicate.kind === "none" ? item : callValue(machine, predicate, { ...machine.noArguments, positional: [item] }, site)
    )
  );
  return sequence(
    "list",
    items.filter((_, index) => verdicts[index] === true),
    site,
    verdicts.includes(void 0)
  );
}
function hasScopes({ positional: [, scopes] }, site) {
  return scopes?.kind === "list" && scopes.items.length === 0 ? { kind: "bool", value: true, site } : void 0;
}
var PREDICATES = [
  ...["inspect.isclass", "inspect.isfunction", "inspect.ismethod", "inspect.ismodule"].map(
    (name) => [name, (args, site) => isKind(name, args, site)]
  ),
  ["inspect.iscoroutinefunction", isCoroutineFunction],
  ["asyncio.iscoroutinefunction", isCoroutineFunction],
  ["starlette._utils.is_async_callable", isCoroutineFunction],
  ["starlette.authentication.has_required_scope", hasScopes]
];

// src/fastapi/interpreter/metaclasses.ts
function callMetaclass(machine, cls, frame) {
  const metaclass = metaclassOf(machine, cls.def, cls.bases, frame);
  if (metaclass === void 0 || machine.frozen) return;
  machine.metaclasses.set(cls.def, metaclass);
  const name = { kind: "string", value: cls.def.name, site: cls.site };
  const namespace = ownAttributes(machine, cls, cls.site);
  const given2 = [name, sequence("tuple", cls.bases, cls.site), ...namespace === void 0 ? [] : [namespace]];
  machine.making.push(cls);
  for (const [method, self] of [
    ["__new__", metaclass],
    ["__init__", cls]
  ]) {
    const found2 = classAttribute(machine, metaclass, method, cls.site);
    if (found2?.kind === "function")
      callValue(
        machine,
        found2,
        { ...machine.noArguments, positional: [self, ...given2], keywords: optionsOf(machine, cls.def, frame) },
        cls.site
      );
  }
  machine.making.pop();
}
function metaclassOf(machine, def, bases, frame) {
  const named = def.bases.find((one) => one.name === "metaclass");
  const value = named === void 0 ? void 0 : evaluate(machine, named.value, frame);
  if (value?.kind === "class") return value;
  for (const base of bases) {
    const inherited = base.kind === "class" ? machine.metaclasses.get(base.def) : void 0;
    if (inherited !== void 0) return inherited;
  }
  return void 0;
}
function optionsOf(machine, def, frame) {
  return new Map(
    def.bases.flatMap(
      (one) => one.name === void 0 || one.name === "metaclass" ? [] : [[one.name, evaluate(machine, one.value, frame)]]
    )
  );
}
function madeByMetaclass(machine, callee, args) {
  const isMaking = /^(super\(\)|builtins\.type)\.__new__$/.test(callee) && args.positional.length > 3;
  return isMaking ? machine.making.at(-1) : void 0;
}

// src/fastapi/interpreter/conversions.ts
function truth(args, site) {
  const [first] = args.positional;
  const value = first === void 0 ? false : truthOf(defaultOf(first));
  if (value === void 0) return void 0;
  const answer = { kind: "bool", value, site };
  return first?.kind === "environment" ? { ...first, default: answer, site } : answer;
}
var MAX_JSON = 2e3;
function readJson(args, site) {
  const [first] = args.positional;
  const settled2 = first === void 0 ? void 0 : defaultOf(first);
  if (settled2?.kind !== "string" || settled2.value.length > MAX_JSON) return void 0;
  try {
    const answer = valueOfJson(JSON.parse(settled2.value), site);
    return first?.kind === "environment" ? { ...first, default: answer, site } : answer;
  } catch {
    return void 0;
  }
}
function valueOfJson(json, site) {
  if (typeof json === "string") return { kind: "string", value: json, site };
  if (typeof json === "number") return { kind: "number", value: json, site };
  if (typeof json === "boolean") return { kind: "bool", value: json, site };
  if (Array.isArray(json))
    return sequence(
      "list",
      json.map((item) => valueOfJson(item, site)),
      site
    );
  if (typeof json !== "object" || json === null) return { kind: "none", site };
  const entries = Object.entries(json).map(([name, held]) => ({
    key: { kind: "string", value: name, site },
    value: valueOfJson(held, site)
  }));
  return { kind: "dict", entries, site };
}
function integer(args, site) {
  const [first] = args.positional;
  const settled2 = first === void 0 ? void 0 : defaultOf(first);
  const text = settled2?.kind === "string" || settled2?.kind === "number" ? String(settled2.value).trim() : "";
  if (!/^[+-]?\d+$/.test(text)) return void 0;
  const answer = { kind: "number", value: Number(text), site };
  return first?.kind === "environment" ? { ...first, default: answer, site } : answer;
}
function shownAs(args, site) {
  const [first, specification] = args.positional;
  if (first === void 0) return { kind: "string", value: "", site };
  if (specification === void 0 && (first.kind === "string" || first.kind === "environment")) return first;
  if (specification !== void 0 && specification.kind !== "string") return void 0;
  const shown2 = formatValue(first, specification === void 0 ? "" : `:${specification.value}`, site);
  return shown2.kind === "unknown" ? void 0 : shown2;
}
function lengthOf(args, site) {
  const [first] = args.positional;
  const settled2 = first === void 0 ? void 0 : defaultOf(first);
  const length = settled2 === void 0 ? void 0 : sizeOf(settled2);
  if (length === void 0) return void 0;
  const answer = { kind: "number", value: length, site };
  return first?.kind === "environment" ? { ...first, default: answer, site } : answer;
}
function sizeOf(value) {
  if (value.kind === "string") return Array.from(value.value).length;
  if (value.kind === "dict") return value.open === true ? void 0 : distinct(value.entries.map((one) => one.key));
  if (value.kind !== "list" && value.kind !== "tuple" && value.kind !== "set") return void 0;
  if (value.open === true || value.items.some((item) => itemUnderCondition(item) !== void 0)) return void 0;
  return value.kind === "set" ? distinct(value.items) : value.items.length;
}
function distinct(values) {
  return values.filter((one, index) => values.findIndex((other) => sameValue(one, other)) === index).length;
}

// src/fastapi/interpreter/discovery.ts
function importByName(machine, args, site) {
  const name = textOfValue(argumentOf(args, "name", 0));
  if (name === void 0) {
    return unknown(site, "a module whose name is made at run time");
  }
  const level = /^\.*/.exec(name)?.[0].length ?? 0;
  const anchor = textOfValue(argumentOf(args, "package", 1));
  const dotted = level === 0 ? name : [...(anchor ?? "").split(".").slice(0, level === 1 ? void 0 : 1 - level), name.slice(level)].join(".");
  const target = machine.project.layout.resolve(site.path, dotted, 0);
  return target.kind === "outside" ? { kind: "external", name: target.name, site } : machine.moduleValue(target, site);
}
function findModules(machine, args, site) {
  return listModules(machine, args, site, false);
}
function walkModules(machine, args, site) {
  return listModules(machine, args, site, true);
}
function listModules(machine, args, site, deep) {
  const where = argumentOf(args, "path", 0);
  const target = where === void 0 ? void 0 : folderOf(machine, where);
  if (target === void 0) return unknown(site, "modules found at run time");
  const prefix2 = textOfValue(argumentOf(args, "prefix", 1)) ?? "";
  const found2 = modulesBelow(machine, target, prefix2, deep);
  const items = found2.map(
    ({ name, isPackage }) => sequence(
      "tuple",
      [
        { kind: "external", name: "pkgutil.ModuleInfo().module_finder", site },
        { kind: "string", value: name, site },
        { kind: "bool", value: isPackage, site }
      ],
      site
    )
  );
  return sequence("list", items, site);
}
function modulesBelow(machine, target, prefix2, deep) {
  return machine.project.layout.childrenOf(target).flatMap((name) => {
    const child = machine.project.layout.child(target, name);
    const isPackage = child?.kind === "file" && child.path.endsWith("/__init__.py");
    const own = { name: prefix2 + name, isPackage };
    return deep && isPackage ? [own, ...modulesBelow(machine, child, `${own.name}.`, deep)] : [own];
  });
}
function folderOf(machine, value) {
  const settled2 = defaultOf(value);
  if (settled2.kind === "module") {
    return machine.project.sources.has(settled2.path) ? { kind: "file", path: settled2.path, name: settled2.name } : { kind: "folder", path: settled2.path, name: settled2.name };
  }
  if (settled2.kind === "list" && settled2.items[0] !== void 0) return folderOf(machine, settled2.items[0]);
  if (settled2.kind === "string" && settled2.value.startsWith("/"))
    return { kind: "folder", path: settled2.value.slice(1), name: "" };
  return void 0;
}

// src/fastapi/interpreter/sequences.ts
function copyOf(machine, kind, args, site) {
  const [first] = args.positional;
  if (first === void 0) return sequence(kind, [], site);
  const items = iterate(machine, first);
  return items === void 0 ? sequence(kind, first.kind === "list" ? first.items : [], site, true) : sequence(kind, items, site);
}
function sorted(machine, args, site) {
  const copy = copyOf(machine, "list", args, site);
  const reverse = args.keywords.get("reverse");
  const backwards = reverse === void 0 ? false : truthOf(reverse);
  if (copy.kind !== "list" || backwards === void 0) return copy;
  const rule = args.keywords.get("key");
  const ranks = copy.items.map((item) => rankOf(rule === void 0 ? item : callWith(machine, rule, [item], site)));
  if (!ranks.every((one) => one !== void 0) || new Set(ranks.map((one) => typeof one)).size > 1) return copy;
  const direction = backwards ? -1 : 1;
  const ordered = copy.items.map((item, index) => ({ item, rank: ranks[index] ?? "" })).sort((a, b) => a.rank < b.rank ? -direction : a.rank > b.rank ? direction : 0).map(({ item }) => item);
  return { ...copy, items: ordered };
}
function rankOf(value) {
  return value.kind === "number" ? value.value : textOfValue(value);
}
function callWith(machine, callee, positional, site) {
  return callValue(machine, callee, { ...machine.noArguments, positional }, site);
}
function reduced(machine, args, site) {
  const [callee, list, initial] = args.positional;
  const items = list === void 0 ? void 0 : iterate(machine, list);
  if (callee === void 0 || items === void 0) return void 0;
  const [first, ...rest] = initial === void 0 ? items : [initial, ...items];
  return rest.reduce(
    (made, item) => made === void 0 ? void 0 : callWith(machine, callee, [made, item], site),
    first
  );
}
var MAX_PRODUCT = 500;
function product(machine, args, site) {
  const lists = args.positional.map((value) => iterate(machine, value));
  if (args.keywords.size > 0 || !lists.every((list) => list !== void 0)) return void 0;
  if (lists.reduce((count, list) => count * list.length, 1) > MAX_PRODUCT) return void 0;
  const rows = lists.reduce(
    (made, list) => made.flatMap((row) => list.map((item) => [...row, item])),
    [[]]
  );
  return sequence(
    "list",
    rows.map((row) => sequence("tuple", row, site)),
    site
  );
}
function flattened(machine, args, site) {
  const lists = args.positional[0] === void 0 ? void 0 : iterate(machine, args.positional[0]);
  return lists === void 0 ? void 0 : chained(machine, { ...args, positional: lists }, site);
}
function reversed(machine, args, site) {
  const items = args.positional[0] === void 0 ? void 0 : iterate(machine, args.positional[0]);
  return items === void 0 ? void 0 : sequence("list", [...items].reverse(), site);
}
function enumerated(machine, args, site) {
  const items = args.positional[0] === void 0 ? void 0 : iterate(machine, args.positional[0]);
  const start = argumentOf(args, "start", 1) ?? { kind: "number", value: 0, site };
  if (items === void 0 || start.kind !== "number") return void 0;
  const numbers = items.map((_, index) => ({ kind: "number", value: start.value + index, site }));
  return tuples([numbers, items], site);
}
function zipped(machine, args, site) {
  const lists = args.positional.map((value) => iterate(machine, value));
  return lists.every((list) => list !== void 0) ? tuples(lists, site) : void 0;
}
function range(args, site) {
  const numbers = args.positional.map((value) => value.kind === "number" ? value.value : Number.NaN);
  const start = numbers.length === 1 ? 0 : numbers[0];
  const end = numbers.length === 1 ? numbers[0] : numbers[1];
  if (start === void 0 || end === void 0 || !(end - start >= 0 && end - start <= 200)) return void 0;
  return sequence(
    "list",
    Array.from({ length: end - start }, (_, index) => ({ kind: "number", value: start + index, site })),
    site
  );
}
function chained(machine, args, site) {
  const lists = args.positional.map((value) => iterate(machine, value));
  return lists.every((list) => list !== void 0) ? sequence("list", lists.flat(), site) : void 0;
}
function firstOf2(machine, args) {
  const [source2, fallback] = args.positional;
  const items = source2 === void 0 ? void 0 : iterate(machine, source2);
  return items === void 0 ? void 0 : items[0] ?? fallback;
}

// src/fastapi/interpreter/letter-case.ts
var LETTERS = new RegExp("\\p{L}+", "gu");
function inCase(text, method) {
  switch (method) {
    case "upper":
      return text.toUpperCase();
    case "swapcase":
      return Array.from(text, (one) => one === one.toUpperCase() ? one.toLowerCase() : one.toUpperCase()).join("");
    case "capitalize":
      return capitalized(text);
    case "title":
      return text.replace(LETTERS, capitalized);
    case "casefold":
      return text.toLowerCase().replaceAll("ß", "ss");
    default:
      return text.toLowerCase();
  }
}
function capitalized(text) {
  const [first = "", ...rest] = Array.from(text);
  return first.toUpperCase() + rest.join("").toLowerCase();
}
function zeroFilled(text, width) {
  const sign = /^[+-]/.exec(text)?.[0] ?? "";
  return sign + text.slice(sign.length).padStart(width - sign.length, "0");
}

// src/fastapi/interpreter/strings.ts
function stringMethod(machine, receiver, method, args, site) {
  if (receiver.kind === "environment") {
    const inner = receiver.default?.kind === "string" || receiver.default?.kind === "environment" ? stringMethod(machine, receiver.default, method, args, site) : void 0;
    return inner === void 0 ? { kind: "environment", name: receiver.name, site } : { kind: "environment", name: receiver.name, default: inner, site };
  }
  return changed(receiver, method, args, site) ?? read(machine, receiver, method, args, site);
}
function changed(receiver, method, args, site) {
  const text = receiver.value;
  const [first, second] = args.positional.map(textOfValue);
  const make = (value) => ({ kind: "string", value, site });
  switch (method) {
    case "lower":
    case "upper":
    case "casefold":
    case "swapcase":
    case "capitalize":
    case "title":
      return make(inCase(text, method));
    case "zfill":
      return args.positional[0]?.kind === "number" ? make(zeroFilled(text, args.positional[0].value)) : void 0;
    case "strip":
    case "lstrip":
    case "rstrip":
      return make(strip(text, method, first));
    case "replace":
      return first === void 0 || second === void 0 ? void 0 : make(text.replaceAll(first, second));
    case "removeprefix":
      return first === void 0 ? void 0 : make(text.startsWith(first) ? text.slice(first.length) : text);
    case "removesuffix":
      return first === void 0 ? void 0 : make(text.endsWith(first) ? text.slice(0, text.length - first.length) : text);
    case "format":
      return format(text, args, site);
    case "encode":
    case "decode":
      return receiver;
    default:
      return void 0;
  }
}
function read(machine, receiver, method, args, site) {
  const text = receiver.value;
  const [first] = args.positional.map(textOfValue);
  switch (method) {
    case "startswith":
    case "endswith":
      return borders(text, method, args, site);
    case "split":
    case "rsplit":
      return split(text, method, args, site);
    case "partition":
    case "rpartition":
      return partition(text, method, first, site);
    case "join":
      return join(machine, text, args, site);
    default:
      return pathMethod(machine, text, method, args, site);
  }
}
function borders(text, method, args, site) {
  const [given2] = args.positional;
  const parts = given2?.kind === "tuple" ? given2.items.map(textOfValue) : [textOfValue(given2)];
  if (!parts.every((part) => part !== void 0)) return void 0;
  const value = parts.some((part) => method === "startswith" ? text.startsWith(part) : text.endsWith(part));
  return { kind: "bool", value, site };
}
function strip(text, method, characters) {
  const set = new Set(characters ?? " 	\n\r\f\v");
  let start = 0;
  let end = text.length;
  if (method !== "rstrip") while (start < end && set.has(text.charAt(start))) start++;
  if (method !== "lstrip") while (end > start && set.has(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
function split(text, method, args, site) {
  const separator = textOfValue(argumentOf(args, "sep", 0));
  const most = argumentOf(args, "maxsplit", 1);
  const parts = separator === void 0 ? text.split(/\s+/).filter((part) => part !== "") : text.split(separator);
  const kept = most?.kind === "number" && most.value >= 0 ? rejoined(parts, separator ?? " ", most.value, method) : parts;
  return sequence(
    "list",
    kept.map((value) => ({ kind: "string", value, site })),
    site
  );
}
function partition(text, method, separator, site) {
  if (separator === void 0 || separator === "") return void 0;
  const at = method === "partition" ? text.indexOf(separator) : text.lastIndexOf(separator);
  const whole = method === "partition" ? [text, "", ""] : ["", "", text];
  const parts = at < 0 ? whole : [text.slice(0, at), separator, text.slice(at + separator.length)];
  return sequence(
    "tuple",
    parts.map((value) => ({ kind: "string", value, site })),
    site
  );
}
function rejoined(parts, separator, most, method) {
  if (parts.length <= most + 1) return parts;
  if (method === "split") return [...parts.slice(0, most), parts.slice(most).join(separator)];
  const cut = parts.length - most;
  return [parts.slice(0, cut).join(separator), ...parts.slice(cut)];
}
function join(machine, separator, args, site) {
  const items = args.positional[0] === void 0 ? void 0 : iterate(machine, args.positional[0]);
  const texts2 = items?.map(textOfValue);
  return texts2?.every((one) => one !== void 0) === true ? { kind: "string", value: texts2.join(separator), site } : void 0;
}
function format(text, args, site) {
  let next = 0;
  const missing = [];
  const value = text.replace(
    /\{\{|\}\}|\{(\w*)((?:[!:][^{}]*)?)\}|[{}]/g,
    (hole, name, how) => {
      if (hole === "{{" || hole === "}}") return hole.charAt(0);
      const index = name === "" ? next++ : Number(name);
      const given2 = Number.isNaN(index) ? args.keywords.get(name ?? "") : args.positional[index];
      const shown2 = given2 === void 0 ? void 0 : textOfValue(formatValue(given2, how ?? "", site));
      if (shown2 === void 0) missing.push(hole);
      return shown2 ?? "";
    }
  );
  return missing.length === 0 ? { kind: "string", value, site } : unknown(site, "a formatted string");
}

// src/fastapi/interpreter/builtins.ts
var NAMES = new Set(
  "list tuple set frozenset dict str int float bool bytes len sorted reversed enumerate zip map filter range getattr setattr hasattr isinstance issubclass callable print open eval exec compile type object property staticmethod classmethod super any all sum min max abs id vars globals locals dir repr hash input iter next Exception BaseException ValueError TypeError KeyError RuntimeError PermissionError LookupError NotImplementedError AttributeError IndexError OSError IOError ImportError ModuleNotFoundError StopIteration AssertionError UnicodeDecodeError ConnectionError TimeoutError FileNotFoundError NotImplemented Ellipsis round ord chr hex format bytearray memoryview slice __import__ __debug__".split(" ")
);
function builtin(id, site) {
  return NAMES.has(id) ? { kind: "external", name: `builtins.${id}`, site } : void 0;
}
var HANDLERS = new Map([
  ...FILE_SYSTEM,
  ["builtins.list", (machine, args, site) => copyOf(machine, "list", args, site)],
  ["builtins.tuple", (machine, args, site) => copyOf(machine, "tuple", args, site)],
  ["builtins.set", (machine, args, site) => copyOf(machine, "set", args, site)],
  ["builtins.frozenset", (machine, args, site) => copyOf(machine, "set", args, site)],
  ["builtins.sorted", (machine, args, site) => sorted(machine, args, site)],
  ["builtins.reversed", (machine, args, site) => reversed(machine, args, site)],
  ["builtins.dict", makeDict],
  ["builtins.globals", (machine, _args, site) => namesOfModule(machine, site)],
  ["collections.defaultdict", makeDefaultDict],
  ["collections.OrderedDict", makeDict],
  ["collections.deque", (machine, args, site) => copyOf(machine, "list", args, site)],
  ["builtins.enumerate", (machine, args, site) => enumerated(machine, args, site)],
  ["builtins.zip", (machine, args, site) => zipped(machine, args, site)],
  ["builtins.range", (_machine, args, site) => range(args, site)],
  ["builtins.str", (_machine, args, site) => shownAs(args, site)],
  ["builtins.format", (_machine, args, site) => shownAs(args, site)],
  ["builtins.len", (_machine, args, site) => lengthOf(args, site)],
  ["builtins.bool", (_machine, args, site) => truth(args, site)],
  ["builtins.int", (_machine, args, site) => integer(args, site)],
  ["builtins.getattr", (machine, args, site) => getNamed(machine, args, site)],
  ["builtins.setattr", (machine, args, site) => setNamed(machine, args, site)],
  ["builtins.hasattr", hasNamed],
  ["builtins.type", (_machine, args) => typeOf(args)],
  ["builtins.dir", listNames],
  ["builtins.vars", (machine, args, site) => ownAttributes(machine, args.positional[0], site)],
  ["builtins.map", mapped],
  ["builtins.filter", filtered],
  ["builtins.exec", madeAtRunTime],
  ["builtins.eval", madeAtRunTime],
  ["builtins.next", (machine, args) => firstOf2(machine, args)],
  ["builtins.iter", (_machine, args) => args.positional[0]],
  ["inspect.getmembers", getMembers],
  ...PREDICATES.map(([name, holds3]) => [name, (_machine, args, site) => holds3(args, site)]),
  ["builtins.isinstance", (_machine, args, site) => isInstance(args, site)],
  ["builtins.callable", (_machine, args, site) => isCallable(args, site)],
  ["typing.cast", (_machine, args) => args.positional[1]],
  ["dataclasses.replace", replaced],
  ["copy.replace", replaced],
  ["copy.copy", (_machine, args) => args.positional[0]],
  ["copy.deepcopy", (_machine, args) => args.positional[0]],
  ["functools.partial", (_machine, args, site) => makePartial(args, site)],
  ["json.loads", (_machine, args, site) => readJson(args, site)],
  ["os.getenv", environment],
  ["os.environ.get", environment],
  ["os.environ.setdefault", environment],
  ["decouple.config", environment],
  ["importlib.import_module", importByName],
  ["builtins.__import__", importByName],
  ["pkgutil.iter_modules", findModules],
  ["pkgutil.walk_packages", walkModules],
  ["itertools.chain", chained],
  ["itertools.chain.from_iterable", flattened],
  ["itertools.product", product],
  ["functools.reduce", reduced],
  ["pathlib.Path", (_machine, args) => args.positional[0]],
  ["builtins.staticmethod", (_machine, args, site) => asMethod("staticmethod", args, site)],
  ["builtins.classmethod", (_machine, args, site) => asMethod("classmethod", args, site)],
  ["functools.update_wrapper", wrapBy],
  ["functools.lru_cache", transparent],
  ["functools.cache", transparent]
]);
function callBuiltin(machine, callee, args, site) {
  const handler = HANDLERS.get(callee.name);
  if (handler !== void 0) return handler(machine, args, site);
  const { receiver } = callee;
  if (receiver === void 0) return baseInit(machine, callee, args, site);
  const made = madeByMetaclass(machine, callee.name, args);
  if (made !== void 0) return made;
  if (callee.name === "super().__new__" && args.positional[0]?.kind === "class")
    return { kind: "instance", class: args.positional[0], args: machine.noArguments, attributes: /* @__PURE__ */ new Map(), site };
  if (receiver.kind === "instance" && callee.name.endsWith(".__init__"))
    return initOutside(machine, { self: receiver, callee: callee.name }, args, site);
  const method = callee.name.slice(callee.name.lastIndexOf(".") + 1);
  if (receiver.kind === "external-call" && /^(environs\.Env|starlette\.config\.Config|decouple\.Config)$/.test(receiver.callee))
    return environment(machine, args, site);
  if (receiver.kind === "environment" || receiver.kind === "string")
    return stringMethod(machine, receiver, method, args, site);
  if (receiver.kind === "list" || receiver.kind === "set") return listMethod(machine, receiver, method, args, site);
  if (receiver.kind === "class" && method === "__subclasses__")
    return sequence("list", [...machine.subclassesOf(receiver)], site);
  if (receiver.kind === "dict") return dictMethod(machine, receiver, method, args, site);
  return void 0;
}
function callConfigObject(callee, args, site) {
  return /^(starlette\.config\.Config|decouple\.(Auto)?Config|environs\.Env)$/.test(callee.callee) ? environment(void 0, args, site) : void 0;
}
function environment(_machine, args, site) {
  const name = argumentOf(args, "key", 0);
  const fallback = args.keywords.get("default") ?? (args.positional[1]?.kind === "external" ? void 0 : args.positional[1]);
  if (name?.kind !== "string") return unknown(site, "an environment variable");
  return { kind: "environment", name: name.value, site, ...fallback === void 0 ? {} : { default: fallback } };
}
function baseInit(machine, callee, args, site) {
  const [self, ...positional] = args.positional;
  return self?.kind === "instance" && callee.name.endsWith(".__init__") ? initOutside(machine, { self, callee: callee.name }, { ...args, positional }, site) : void 0;
}
function initOutside(machine, { self, callee }, args, site) {
  const attributes = machine.attributesOf(self);
  for (const [name, value] of args.keywords) if (!attributes.has(name)) attributes.set(name, value);
  const [first] = args.positional;
  if (first !== void 0 && /HTTPException\.__init__$/.test(callee) && !attributes.has("status_code"))
    attributes.set("status_code", first);
  return { kind: "none", site };
}
function transparent(_machine, args) {
  const [first] = args.positional;
  return first?.kind === "function" || first?.kind === "class" ? first : void 0;
}
function wrapBy(machine, args, site) {
  const [wrapper, wrapped2] = args.positional;
  if (wrapper !== void 0 && wrapped2 !== void 0) setAttribute(machine, wrapper, "__wrapped__", wrapped2, site);
  return wrapper;
}
function asMethod(kind, args, site) {
  const [first] = args.positional;
  if (first?.kind !== "function") return void 0;
  const value = { kind: "external", name: `builtins.${kind}`, site };
  return { ...first, decorators: [...first.decorators, { site, value, text: kind }] };
}
function madeAtRunTime(machine, _args, site) {
  const reason = "code that is made at run time";
  machine.note(site, reason);
  return unknown(site, reason);
}
function namesOfModule(machine, site) {
  return ownAttributes(machine, { kind: "module", path: site.path, name: "", site }, site);
}
function getNamed(machine, args, site) {
  const [object, name, fallback] = args.positional;
  if (object === void 0 || name?.kind !== "string") return void 0;
  const found2 = getAttribute(machine, object, name.value, site);
  const missing = found2.kind === "unknown" || isLiteral(object) && name.value.startsWith("_") || isOfPlainBase(found2, name.value);
  return missing && fallback !== void 0 ? fallback : found2;
}
function isOfPlainBase(found2, name) {
  return found2.kind === "external" && found2.name === `pydantic.BaseModel.${name}` && !/^(model_|__pydantic)/.test(name);
}
function isLiteral(value) {
  return ["string", "number", "bool", "none", "list", "tuple", "set", "dict"].includes(value.kind);
}
function setNamed(machine, args, site) {
  const [object, name, value] = args.positional;
  if (object === void 0 || name?.kind !== "string" || value === void 0) return void 0;
  setAttribute(machine, object, name.value, value, site);
  return { kind: "none", site };
}
var KIND_OF_TYPE = /* @__PURE__ */ new Map([
  ["builtins.str", "string"],
  ["builtins.list", "list"],
  ["builtins.dict", "dict"],
  ["builtins.tuple", "tuple"],
  ["builtins.set", "set"],
  ["builtins.type", "class"],
  ["fastapi.APIRouter", "router"],
  ["fastapi.FastAPI", "app"]
]);
function isInstance(args, site) {
  const [object, type] = args.positional;
  if (object === void 0 || type === void 0) return void 0;
  if (type.kind === "external") {
    const route = isRouteOf(object, type.name);
    if (route !== void 0) return { kind: "bool", value: route, site };
    const kind = KIND_OF_TYPE.get(type.name);
    if (kind === void 0 || object.kind === "unknown" || object.kind === "choice" || object.kind === "environment")
      return void 0;
    if (object.kind === "external" && kind === "class") return void 0;
    if (object.kind === "external" || object.kind === "external-call") return { kind: "bool", value: false, site };
    return { kind: "bool", value: object.kind === kind, site };
  }
  if (type.kind !== "class") return void 0;
  const own = classOf(object);
  if (own !== void 0) return { kind: "bool", value: own.def === type.def || hasBaseClass(own, type), site };
  return isOpen2(object, type) ? void 0 : { kind: "bool", value: false, site };
}
function isOpen2(object, type) {
  if (object.kind === "external-call") return object.args.open || object.args.positional.includes(type);
  return object.kind === "unknown" || object.kind === "choice" || object.kind === "environment";
}
function hasBaseClass(cls, base) {
  return cls.bases.some((one) => one.kind === "class" && (one.def === base.def || hasBaseClass(one, base)));
}
function isCallable(args, site) {
  const kind = args.positional[0]?.kind;
  if (kind === "function" || kind === "class" || kind === "bound-method" || kind === "partial")
    return { kind: "bool", value: true, site };
  return kind === "string" || kind === "list" || kind === "dict" || kind === "none" || kind === "module" || kind === "router" ? { kind: "bool", value: false, site } : void 0;
}
function makePartial(args, site) {
  const [fn, ...rest] = args.positional;
  return fn === void 0 ? void 0 : { kind: "partial", function: fn, args: { ...args, positional: rest }, site };
}

// src/fastapi/interpreter/frame.ts
var reading = /* @__PURE__ */ new Set();
var Frame = class {
  kind;
  module;
  /** Dotted name of the module, and what qualified names of definitions start with. */
  moduleName;
  qualifier;
  parent;
  vars = /* @__PURE__ */ new Map();
  /** What a generator has yielded so far: a loop over its call sees these. */
  yielded;
  /** What a context manager does at its `yield`: the body of the `with` that entered it. */
  atYield;
  /** Names declared `global` here. */
  globals = /* @__PURE__ */ new Set();
  constructor(kind, module, moduleName, qualifier, parent) {
    this.kind = kind;
    this.module = module;
    this.moduleName = moduleName;
    this.qualifier = qualifier;
    this.parent = parent;
  }
  /** The module's own frame. */
  get top() {
    if (this.parent === void 0) return this;
    let frame = this.parent;
    while (frame.parent !== void 0) frame = frame.parent;
    return frame;
  }
  set(name, value) {
    if (this.globals.has(name)) this.top.vars.set(name, value);
    else this.vars.set(name, value);
  }
  /** What a name stands for here; undefined when nothing binds it. */
  get(name) {
    const here = this.own(name);
    if (here !== void 0) return here;
    for (let frame = this.parent; frame !== void 0; frame = frame.parent) {
      const found2 = frame.kind === "class" ? void 0 : frame.own(name);
      if (found2 !== void 0) return found2;
    }
    return void 0;
  }
  own(name) {
    const binding = this.vars.get(name);
    if (binding?.kind !== "late") return binding;
    if (reading.has(binding)) return void 0;
    reading.add(binding);
    try {
      return binding.read();
    } finally {
      reading.delete(binding);
    }
  }
  qualify(name) {
    return this.qualifier === "" ? name : `${this.qualifier}.${name}`;
  }
};

// src/fastapi/interpreter/comprehensions.ts
function evaluateComprehension(machine, expr, frame, site) {
  const inner = new Frame("function", frame.module, frame.moduleName, frame.qualifier, frame);
  const items = [];
  const keys = [];
  const conditions = [];
  const known = expandGenerators(machine, expr, { frame: inner, depth: 0 }, (condition) => {
    if (condition !== void 0) conditions.push(condition);
    if (expr.key !== void 0) keys.push(evaluate(machine, expr.key, inner));
    const value = evaluate(machine, expr.element, inner);
    items.push(condition === void 0 || expr.type === "dict" ? value : maybe(value, condition));
  });
  if (expr.type === "dict") {
    return {
      kind: "dict",
      entries: items.map((value, index) => ({ key: keys[index] ?? unknown(site, "a key"), value })),
      site,
      ...known && conditions.length === 0 ? {} : { open: true }
    };
  }
  return sequence(expr.type === "set" ? "set" : "list", items, site, !known);
}
function expandGenerators(machine, expr, round, emit) {
  const generator = expr.generators[round.depth];
  if (generator === void 0) {
    emit(round.condition);
    return true;
  }
  const { frame } = round;
  const items = iterate(machine, evaluate(machine, generator.iter, frame));
  if (items === void 0) return false;
  let known = true;
  for (const item of items) {
    const under = itemUnderCondition(item);
    assign(machine, generator.target, under?.value ?? item, frame);
    const truths = generator.conditions.map((test) => truthOf(evaluate(machine, test, frame)));
    if (truths.includes(false)) continue;
    const unsure = generator.conditions.filter((_, index) => truths[index] === void 0);
    const parts = [round.condition, under?.condition, ...unsure.map((test) => textOf(frame.module, test))];
    const condition = parts.filter((one) => one !== void 0).join(" and ");
    const next = { frame, depth: round.depth + 1, ...condition === "" ? {} : { condition } };
    known = expandGenerators(machine, expr, next, emit) && known;
  }
  return known;
}

// src/fastapi/interpreter/fstrings.ts
function evaluateFString(machine, expr, frame, site) {
  const parts = [];
  for (const [index, part] of expr.parts.entries()) {
    if (typeof part === "string") {
      parts.push({ kind: "string", value: part, site });
      continue;
    }
    const format2 = expr.formats?.find((one) => one.part === index)?.text ?? "";
    const shown2 = formatValue(evaluate(machine, part, frame), format2, site);
    if (!isText(shown2)) return unknown(site, `f-string with ${textOf(frame.module, part).slice(0, 60)}`);
    parts.push(shown2);
  }
  return joinTexts(parts, site);
}
function isText(value) {
  if (value.kind === "choice") return value.alternatives.every((one) => isText(one.value));
  return value.kind === "string" || value.kind === "environment";
}
function joinTexts(parts, site) {
  const at = parts.findIndex((part) => part.kind === "choice");
  const several = parts[at];
  if (several?.kind === "choice")
    return choice(
      several.alternatives.map((one) => ({ ...one, value: joinTexts(parts.with(at, one.value), site) })),
      site
    );
  const value = { kind: "string", value: parts.map(settledText).join(""), site };
  const configured2 = parts.findLast((part) => part.kind === "environment");
  return configured2?.kind === "environment" ? { kind: "environment", name: configured2.name, default: value, site } : value;
}
function settledText(value) {
  const settled2 = defaultOf(value);
  return settled2.kind === "string" ? settled2.value : "";
}

// src/fastapi/interpreter/expressions.ts
function evaluate(machine, expr, frame) {
  const site = machine.site(frame, expr);
  if (!machine.room.take()) {
    machine.room.stop(site);
    return unknown(site, "the analysis ran out of steps");
  }
  return literal(expr, site) ?? compound(machine, expr, frame, site);
}
function literal(expr, site) {
  switch (expr.kind) {
    case "string":
    case "bytes":
      return { kind: "string", value: expr.value, site };
    case "number":
      return {
        kind: "number",
        value: expr.value,
        site,
        .../^[\d_]+$|^0[xob]/i.test(expr.raw) ? {} : { float: true }
      };
    case "bool":
      return { kind: "bool", value: expr.value, site };
    case "none":
      return { kind: "none", site };
    case "ellipsis":
      return { kind: "external", name: "builtins.Ellipsis", site };
    default:
      return void 0;
  }
}
function compound(machine, expr, frame, site) {
  switch (expr.kind) {
    case "name":
      return evaluateName(expr.id, frame, site);
    case "attribute":
      return getAttribute(machine, evaluate(machine, expr.value, frame), expr.attr, site);
    case "call":
      return evaluateCall(machine, expr, frame);
    case "list":
    case "tuple":
    case "set":
      return evaluateItems(machine, expr.kind, expr.items, frame, site);
    case "dict":
      return evaluateDict(machine, expr, frame, site);
    case "subscript":
      return evaluateSubscript(machine, expr, frame, site);
    case "fstring":
      return evaluateFString(machine, expr, frame, site);
    case "binary":
      return binaryOperation(expr.op, evaluate(machine, expr.left, frame), evaluate(machine, expr.right, frame), site);
    case "boolop":
      return evaluateBoolOp(machine, expr.op, expr.values, frame, site);
    case "unary":
      return evaluateUnary(expr.op, evaluate(machine, expr.operand, frame), site);
    case "compare":
      return evaluateCompare(machine, expr, frame, site);
    case "conditional":
      return evaluateConditional(machine, expr, frame, site);
    case "lambda":
      return evaluateLambda(expr, frame, site);
    case "await":
      return evaluate(machine, expr.value, frame);
    case "walrus": {
      const value = evaluate(machine, expr.value, frame);
      assign(machine, expr.target, value, frame);
      return value;
    }
    case "starred":
      return evaluate(machine, expr.value, frame);
    case "comprehension":
      return evaluateComprehension(machine, expr, frame, site);
    case "yield":
      return evaluateYield(machine, expr, frame, site);
    default:
      return unknown(site, textOf(frame.module, expr).slice(0, 80));
  }
}
function evaluateYield(machine, expr, frame, site) {
  const value = expr.value === void 0 ? { kind: "none", site } : evaluate(machine, expr.value, frame);
  if (frame.atYield !== void 0) {
    frame.atYield(value);
    return { kind: "none", site };
  }
  if (expr.value === void 0) return unknown(site, "yield");
  if (frame.yielded === void 0) return value;
  const items = expr.from ? iterate(machine, value) ?? [unknown(site, "items of a generator")] : [value];
  machine.append(frame.yielded, items);
  return value;
}
function evaluateLambda(expr, frame, site) {
  return {
    kind: "function",
    site,
    module: frame.module,
    moduleName: frame.moduleName,
    qualname: frame.kind === "function" ? `${frame.qualifier}.<lambda>` : frame.qualify("<lambda>"),
    def: expr,
    closure: frame,
    decorators: []
  };
}
function evaluateName(id, frame, site) {
  const bound = frame.get(id);
  if (bound !== void 0)
    return bound.kind === "external" && bound.receiver === void 0 ? { ...bound, name: canonical(bound.name) } : bound;
  if (id === "__name__") return { kind: "string", value: frame.moduleName, site };
  if (id === "__package__") {
    const isPackage = frame.module.path.endsWith("__init__.py");
    return {
      kind: "string",
      value: isPackage ? frame.moduleName : frame.moduleName.split(".").slice(0, -1).join("."),
      site
    };
  }
  if (id === "__file__") return { kind: "string", value: `/${frame.module.path}`, site };
  if (id === "__path__") return { kind: "module", path: frame.module.path, name: frame.moduleName, site };
  return builtin(id, site) ?? unknown(site, `${id} is not defined`);
}
function evaluateItems(machine, kind, items, frame, site) {
  const values = [];
  let open2 = false;
  for (const item of items) {
    if (item.kind !== "starred") {
      values.push(evaluate(machine, item, frame));
      continue;
    }
    const unpacked = iterate(machine, evaluate(machine, item.value, frame));
    if (unpacked === void 0) open2 = true;
    else values.push(...unpacked);
  }
  return machine.madeUnder(sequence(kind, values, site, open2));
}
function evaluateDict(machine, expr, frame, site) {
  const entries = [];
  let open2 = false;
  for (const entry of expr.entries) {
    const value = evaluate(machine, entry.value, frame);
    if (entry.key !== void 0) entries.push({ key: evaluate(machine, entry.key, frame), value });
    else if (value.kind === "dict") {
      entries.push(...value.entries);
      open2 ||= value.open === true;
    } else open2 = true;
  }
  return machine.madeUnder({ kind: "dict", entries, site, ...open2 ? { open: open2 } : {} });
}
function evaluateAnnotation(machine, expr, frame) {
  if (expr.kind !== "string") return evaluate(machine, expr, frame);
  const parsed = machine.parseExpression(expr.value);
  if (parsed === void 0) return unknown(machine.site(frame, expr), "an annotation that cannot be read");
  const snippet = new Frame("function", parsed.module, frame.moduleName, frame.qualifier, frame);
  return withSite(evaluate(machine, parsed.expr, snippet), parsed.module.path, machine.site(frame, expr));
}
function withSite(value, snippetPath, site) {
  if (value.kind === "annotated") {
    return { ...value, site, metadata: value.metadata.map((one) => withSite(one, snippetPath, site)) };
  }
  return value.site.path === snippetPath ? { ...value, site } : value;
}
function evaluateConditional(machine, expr, frame, site) {
  const test = evaluate(machine, expr.test, frame);
  const truth2 = truthOf(test);
  if (truth2 !== void 0) return evaluate(machine, truth2 ? expr.body : expr.orelse, frame);
  const text = textOf(frame.module, expr.test);
  const usual = truthOf(defaultOf(test));
  return choice(
    [
      {
        value: machine.under(text, () => evaluate(machine, expr.body, frame)),
        condition: text,
        ...usual === true ? { usual } : {}
      },
      {
        value: machine.under(`not (${text})`, () => evaluate(machine, expr.orelse, frame)),
        condition: `not (${text})`,
        ...usual === false ? { usual: true } : {}
      }
    ],
    site
  );
}

// src/fastapi/interpreter/arguments.ts
function evaluateArguments(machine, node, frame) {
  const positional = [];
  const keywords2 = /* @__PURE__ */ new Map();
  const keywordSites2 = /* @__PURE__ */ new Map();
  let open2 = false;
  for (const argument of node.args) {
    const value = evaluate(machine, argument.value, frame);
    const site = machine.site(frame, argument);
    if (argument.unpack === "*") {
      const items = iterate(machine, value);
      if (items === void 0) open2 = true;
      else positional.push(...items);
    } else if (argument.unpack === "**") open2 = !unpackKeywords(value, keywords2, keywordSites2, site) || open2;
    else if (argument.name !== void 0) {
      keywords2.set(argument.name, value);
      keywordSites2.set(argument.name, site);
    } else positional.push(value);
  }
  return { positional, keywords: keywords2, keywordSites: keywordSites2, open: open2 };
}
function unpackKeywords(value, keywords2, sites, site) {
  const settled2 = defaultOf(value);
  if (settled2.kind === "choice") return unpackChoice(settled2, keywords2, sites, site);
  if (settled2.kind !== "dict") return false;
  let known = settled2.open !== true;
  for (const entry of settled2.entries) {
    if (entry.key.kind !== "string") known = false;
    else {
      keywords2.set(entry.key.value, entry.value);
      sites.set(entry.key.value, entry.value.site.path === site.path ? entry.value.site : site);
    }
  }
  return known;
}
function unpackChoice(value, keywords2, sites, site) {
  const found2 = /* @__PURE__ */ new Map();
  const known = value.alternatives.map((one) => {
    const own = /* @__PURE__ */ new Map();
    const whole = unpackKeywords(one.value, own, sites, site);
    for (const [name, item] of own) {
      const list = found2.get(name) ?? [];
      found2.set(name, [
        ...list,
        one.condition === void 0 ? { value: item } : { value: item, condition: one.condition }
      ]);
    }
    return whole;
  });
  for (const [name, all] of found2) keywords2.set(name, choice(all, site));
  return known.every(Boolean);
}
function joinArguments(first, second) {
  return {
    positional: [...first.positional, ...second.positional],
    keywords: new Map([...first.keywords, ...second.keywords]),
    keywordSites: new Map([...first.keywordSites, ...second.keywordSites]),
    open: first.open || second.open
  };
}

// src/fastapi/interpreter/middleware.ts
function addMiddleware(machine, app, layer) {
  if (machine.frozen) return;
  const { how, value, args, site } = layer;
  if (value.kind === "unknown") machine.note(site, `a middleware that could not be resolved (${value.reason})`);
  if (value.kind === "class") rememberObject(machine, value, args, site);
  const use = {
    // `@app.middleware("http")` wraps the function in Starlette's own class.
    name: how === "decorator" ? "starlette.middleware.base.BaseHTTPMiddleware" : middlewareName(value),
    value,
    how,
    site,
    args,
    afterStart: machine.afterStart,
    ...machine.condition === void 0 || machine.afterStart ? {} : { condition: machine.condition }
  };
  if (how === "argument") app.middleware.push(use);
  else app.middleware.unshift(use);
}
function middlewareName(value) {
  if (value.kind === "external") return value.name;
  if (value.kind === "external-call") return value.callee;
  if (value.kind === "class" || value.kind === "function") return `${value.moduleName}:${value.qualname}`;
  if (value.kind === "bound-method") return `${value.function.moduleName}:${value.function.qualname}`;
  if (value.kind === "instance") return `${value.class.moduleName}:${value.class.qualname}`;
  return "?";
}
function withoutFirst(args) {
  return { ...args, positional: args.positional.slice(1) };
}
function readMiddlewareList(machine, app, value) {
  if (value === void 0 || value.kind === "none") return;
  if (value.kind !== "list" && value.kind !== "tuple") {
    machine.note(value.site, "a middleware list that could not be read");
    return;
  }
  if (value.open === true) machine.note(value.site, "a part of a middleware list could not be read");
  for (const item of value.items) {
    if (item.kind === "external-call" && item.callee === "starlette.middleware.Middleware") {
      const cls = argumentOf(item.args, "cls", 0);
      if (cls !== void 0)
        addMiddleware(machine, app, { how: "argument", value: cls, args: withoutFirst(item.args), site: item.site });
    } else machine.note(item.site, "a middleware that could not be read");
  }
}
function wrappedApp(machine, cls, args, site) {
  const inner = argumentOf(args, "app", 0);
  if (inner?.kind !== "app") return void 0;
  const call = classAttribute(machine, cls, "__call__", site);
  const isAsgi = call?.kind === "function" && call.def.kind === "function" && takesAsgi(call.def);
  if (!isAsgi) return void 0;
  return wrapApp(machine, machine.appNode(inner.app), cls, args, site);
}
function takesAsgi(def) {
  return def.params.length === 4 && def.params[1]?.name === "scope";
}
function wrappedByOutside(machine, name, args, value, site) {
  const inner = argumentOf(args, "app", 0);
  if (inner?.kind !== "app" || !/\.\w*(Middleware|ASGIApp|SecWeb)$/.test(name)) return void 0;
  return wrapApp(machine, machine.appNode(inner.app), value, args, site);
}
function wrapApp(machine, app, value, args, site) {
  addMiddleware(machine, app, { how: "wrap", value, args: withoutFirst(args), site });
  app.renamable = true;
  return { kind: "app", app, site };
}
function rememberObject(machine, cls, args, site) {
  const attributes = /* @__PURE__ */ new Map();
  const object = { kind: "instance", class: cls, args, attributes, site };
  runInit(machine, cls, object, { ...args, positional: [unknown(site, "the app inside"), ...args.positional] }, site);
  machine.instances.set(cls.def, attributes);
}

// src/fastapi/interpreter/route-classes.ts
function throughRouteClass(machine, routeClass, asked) {
  const { args, site } = asked;
  if (routeClass?.kind !== "class") return args;
  if (classAttribute(machine, routeClass, "__init__", site)?.kind !== "function") return args;
  const list = readList(argumentOf(args, "dependencies"), args.open);
  const keywords2 = new Map(args.keywords).set("dependencies", sequence("list", list.items, site, list.open));
  keywords2.delete("path");
  keywords2.delete("endpoint");
  const path = argumentOf(args, "path", 0) ?? unknown(site, "a path");
  const route = { kind: "instance", class: routeClass, args, attributes: /* @__PURE__ */ new Map(), site };
  runInit(machine, routeClass, route, { ...args, positional: [path, asked.endpoint], keywords: keywords2 }, site);
  const made = route.attributes.get("dependencies");
  return made === void 0 ? args : { ...args, keywords: new Map(args.keywords).set("dependencies", made) };
}

// src/fastapi/interpreter/registration.ts
var VERBS = /* @__PURE__ */ new Set([
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace"
]);
var DECORATORS = /* @__PURE__ */ new Set([...VERBS, "api_route", "websocket", "route", "websocket_route"]);
function isRouteMethod(name) {
  return DECORATORS.has(name);
}
function routerMethod(machine, name, receiver) {
  const match = /^(?:fastapi\.(?:FastAPI|APIRouter)|starlette\.applications\.Starlette)\(\)\.(\w+)$/.exec(name);
  if (match?.[1] === void 0) return void 0;
  if (receiver?.kind === "app") return { router: machine.appNode(receiver.app).router, method: match[1] };
  if (receiver?.kind === "router") return { router: machine.routerNode(receiver.router), method: match[1] };
  return void 0;
}
function isRouteDecorator(value) {
  if (value.kind !== "external-call" || value.receiver?.kind !== "app" && value.receiver?.kind !== "router")
    return false;
  const method = /\(\)\.(\w+)$/.exec(value.callee)?.[1];
  return method !== void 0 && DECORATORS.has(method);
}
function registerDecorated(machine, use, endpoint, around) {
  if (use.value.kind !== "external-call" || !isRouteDecorator(use.value)) return;
  const found2 = routerMethod(machine, use.value.callee, use.value.receiver);
  if (found2 === void 0) return;
  registerOn(machine, found2.router, {
    method: found2.method,
    endpoint,
    args: use.value.args,
    site: use.site,
    how: "decorator",
    around
  });
}
function registerOn(machine, router, request) {
  if (request.method !== "websocket" && request.method !== "route" && request.method !== "websocket_route" && followOverride(machine, router, request))
    return;
  const kind = request.method === "websocket" ? "websocket" : request.method === "route" || request.method === "websocket_route" ? "raw" : "http";
  record(machine, router, kind, methodsOf(request.method, request.args), request);
}
var CALLABLE = /* @__PURE__ */ new Set([
  "function",
  "bound-method",
  "class",
  "instance",
  "partial",
  "external",
  "external-call",
  "app",
  "router",
  "choice"
]);
function record(machine, router, kind, methods, request) {
  if (machine.frozen) return;
  const { endpoint } = request;
  const isFoundByName = endpoint.kind === "external-call" && endpoint.callee === "builtins.getattr";
  if (!CALLABLE.has(endpoint.kind) || isFoundByName) {
    const why = endpoint.kind === "unknown" ? endpoint.reason : isFoundByName ? "found by its name" : endpoint.kind;
    machine.note(request.site, `a route whose endpoint could not be resolved (${why})`);
    return;
  }
  const path = pathOf(argumentOf(request.args, "path", 0));
  if (!path.known) machine.note(request.site, "a route whose path could not be resolved");
  const condition = machine.conditionFor(router);
  router.registrations.push({
    kind,
    router,
    methods: kind === "raw" ? withHead(methods) : methods,
    path,
    endpoint,
    args: kind === "http" ? throughRouteClass(machine, router.routeClass, request) : request.args,
    site: request.site,
    how: request.how,
    routerDependencies: { items: [...router.dependencyList.items], open: router.dependencyList.open },
    routeClass: router.routeClass,
    decoratorsBelow: request.around.below,
    decoratorsAbove: request.around.above,
    order: machine.tick(),
    ...condition === void 0 ? {} : { condition }
  });
}
function followOverride(machine, router, request) {
  if (router.class === void 0) return false;
  const self = router.app === void 0 ? { kind: "router", router, site: request.site } : { kind: "app", app: router.app, site: request.site };
  const override = classAttribute(machine, router.class, "add_api_route", request.site);
  if (override?.kind !== "function" || machine.stack.includes(override.def)) return false;
  const keywords2 = new Map(request.args.keywords);
  const path = argumentOf(request.args, "path", 0);
  keywords2.delete("path");
  const methods = methodsOf(request.method, request.args).map((value) => ({
    kind: "string",
    value,
    site: request.site
  }));
  keywords2.set("methods", { kind: "list", items: methods, site: request.site });
  const positional = path === void 0 ? [self] : [self, path, request.endpoint];
  const before = router.registrations.length;
  callValue(
    machine,
    override,
    { positional, keywords: keywords2, keywordSites: request.args.keywordSites, open: request.args.open },
    request.site
  );
  for (let index = before; index < router.registrations.length; index++) {
    const made = router.registrations[index];
    if (made !== void 0)
      router.registrations[index] = {
        ...made,
        site: request.site,
        how: request.how,
        decoratorsBelow: request.around.below,
        decoratorsAbove: request.around.above
      };
  }
  return true;
}
function callApiRouteOverride(machine, call, args, site) {
  const { router, method, receiver } = call;
  if (!VERBS.has(method) || router.class === void 0) return void 0;
  const override = classAttribute(machine, router.class, "api_route", site);
  if (override?.kind !== "function" || machine.stack.includes(override.def)) return void 0;
  const keywords2 = new Map(args.keywords);
  const path = argumentOf(args, "path", 0);
  if (path !== void 0) keywords2.set("path", path);
  keywords2.set("methods", { kind: "list", items: [{ kind: "string", value: method.toUpperCase(), site }], site });
  return callValue(machine, override, { ...args, positional: [receiver], keywords: keywords2 }, site);
}
function methodsOf(method, args) {
  if (VERBS.has(method)) return [method.toUpperCase()];
  if (method === "websocket" || method === "websocket_route") return [];
  const listed3 = stringsOf(
    argumentOf(
      args,
      "methods",
      method === "add_route" || method === "route" ? method === "route" ? 1 : 2 : void 0
    )
  );
  return listed3 === void 0 ? ["GET"] : [...new Set(listed3.map((one) => one.toUpperCase()))].sort();
}
function registerCall(machine, router, method, args, site) {
  const endpoint = argumentOf(
    args,
    method === "add_api_route" || method === "add_api_websocket_route" ? "endpoint" : "route",
    1
  );
  if (endpoint === void 0) {
    machine.note(site, `${method} without an endpoint that could be read`);
    return;
  }
  const request = { method, endpoint, args, site, how: "call", around: { below: [], above: [] } };
  if (method === "add_api_route") {
    if (!followOverride(machine, router, request))
      record(machine, router, "http", methodsOf("api_route", args), request);
  } else if (method === "add_api_websocket_route") record(machine, router, "websocket", [], request);
  else if (method === "add_websocket_route") record(machine, router, "raw", [], request);
  else record(machine, router, "raw", rawMethods(endpoint, methodsOf("add_route", args), args), request);
}
function rawMethods(endpoint, methods, args) {
  return (endpoint.kind === "class" || endpoint.kind === "instance") && argumentOf(args, "methods", 2) === void 0 ? [] : methods;
}
function withHead(methods) {
  return methods.includes("GET") && !methods.includes("HEAD") ? [...methods, "HEAD"].sort() : methods;
}

// src/fastapi/interpreter/outside-routers.ts
var OTHERS = /^(flask|quart|sanic|bottle|aiohttp|django|tornado|litestar|robyn|falcon|blacksheep|locust|respx|responses|httpretty|requests_mock|pytest|unittest|builtins|typing)\b/;
function methodOf(callee) {
  if (callee.kind !== "external" && callee.kind !== "external-call") return void 0;
  const { receiver } = callee;
  if (receiver?.kind !== "external-call" && receiver?.kind !== "instance") return void 0;
  const name = callee.kind === "external" ? callee.name : callee.callee;
  const method = name.slice(name.lastIndexOf(".") + 1);
  return OTHERS.test(name) || method === name ? void 0 : { object: receiver, method };
}
function callOnOutside(machine, callee, args, site) {
  const found2 = methodOf(callee);
  if (found2 === void 0 || machine.frozen) return void 0;
  const none = { kind: "none", site };
  if (found2.method === "include_router") {
    include(machine, routerOf(machine, found2.object), args, site);
    return none;
  }
  if (found2.method !== "add_api_route" && found2.method !== "add_api_websocket_route") return void 0;
  registerCall(machine, routerOf(machine, found2.object), found2.method, args, site);
  return none;
}
function decorateOnOutside(machine, use, endpoint, around) {
  const found2 = use.value.kind === "external-call" ? methodOf(use.value) : void 0;
  if (found2 === void 0 || use.value.kind !== "external-call" || machine.frozen) return false;
  const path = textOfValue(argumentOf(use.value.args, "path", 0));
  if (!isRouteMethod(found2.method) || path === void 0 || path !== "" && !path.startsWith("/")) return false;
  registerOn(machine, routerOf(machine, found2.object), {
    method: found2.method,
    endpoint,
    args: use.value.args,
    site: use.site,
    how: "decorator",
    around
  });
  return true;
}
function routerOf(machine, object) {
  const known = machine.outsideRouters.get(object);
  if (known !== void 0) return known;
  const name = object.kind === "instance" ? object.class.qualname : object.callee;
  const router = new RouterNode(
    `<${name}() at ${object.site.path}:${String(object.site.span.startLine)}>`,
    object.site,
    object.args
  );
  configureRouter(machine, router, object.args);
  router.dependencyList.open = true;
  machine.outsideRouters.set(object, router);
  return router;
}
function provenRouter(machine, object) {
  const router = machine.outsideRouters.get(object);
  if (router !== void 0 && !machine.routers.includes(router)) machine.routers.push(router);
  return router;
}
function noteUnproven(machine) {
  for (const router of machine.outsideRouters.values()) {
    if (machine.routers.includes(router)) continue;
    for (const { site } of [...router.registrations, ...router.includes])
      machine.note(site, `registered on ${router.name.replace(/^<| at .*$/g, "")}, which is not known to be a router`);
  }
}

// src/fastapi/interpreter/includes.ts
function include(machine, parent, args, site) {
  const child = argumentOf(args, "router", 0);
  if (child === void 0) {
    machine.note(site, "an include whose router could not be read");
    return;
  }
  if (child.kind === "choice") {
    for (const one of child.alternatives)
      machine.under(one.condition, () => includeOne(machine, parent, one.value, args, site));
  } else includeOne(machine, parent, child, args, site);
}
function includeOne(machine, parent, child, args, site) {
  const router = child.kind === "router" ? machine.routerNode(child.router) : child.kind === "app" ? machine.appNode(child.app).router : provenRouter(machine, child);
  if (router === void 0) {
    if (child.kind !== "none") machine.note(site, includeReason(child));
    return;
  }
  if (router === parent || machine.frozen) return;
  const own = readList(argumentOf(args, "dependencies"), args.open);
  const prefix2 = pathOf(argumentOf(args, "prefix"));
  if (!prefix2.known) machine.note(site, "an include whose prefix could not be resolved");
  const condition = machine.conditionFor(parent);
  parent.includes.push({
    parent,
    child: router,
    site,
    prefix: prefix2,
    dependencies: [],
    openDependencies: false,
    own,
    parentList: { items: [...parent.dependencyList.items], open: parent.dependencyList.open },
    args,
    order: machine.tick(),
    ...condition === void 0 ? {} : { condition }
  });
}
function includeReason(child) {
  if (child.kind === "external-call") return `a router made by ${child.callee}: its routes are not listed`;
  if (child.kind === "external")
    return `the router ${child.name} is not part of this project: its routes are not listed`;
  return `a router that could not be resolved${child.kind === "unknown" ? ` (${child.reason})` : ""}`;
}

// src/fastapi/interpreter/views.ts
function applyView(machine, decorator, cls) {
  const frame = machine.classFrame(cls);
  if (frame === void 0 || decorator.kind === "external" && /dataclass/.test(decorator.name)) return false;
  if (decorator.kind === "function" && !/signature/.test(decorator.module.text)) return false;
  const routers = [...machine.routers, ...machine.apps.map((app) => app.router)];
  let applied = false;
  for (const router of routers) {
    const own = router.registrations.filter(
      (one) => one.endpoint.kind === "function" && machine.closureOf(innermost(one.endpoint)) === frame && takesSelf(innermost(one.endpoint))
    );
    for (const registration of own) {
      registration.view = cls;
      registration.order = machine.tick();
      router.registrations.splice(router.registrations.indexOf(registration), 1);
      router.registrations.push(registration);
      applied = true;
    }
  }
  if (applied) machine.views.add(cls.def);
  return applied;
}
function innermost(fn) {
  return fn.wraps?.function.kind === "function" ? innermost(fn.wraps.function) : fn;
}
function takesSelf(fn) {
  return fn.def.params[0]?.name === "self";
}
var ROUTER_ARGUMENTS = /* @__PURE__ */ new Set(["prefix", "dependencies", "route_class"]);
function viewRouter(machine, instance, site) {
  if (!hasBase(instance.class, /^classy_fastapi\.(routable\.)?Routable$/)) return;
  const router = new RouterNode(
    `${instance.class.moduleName}:${instance.class.qualname}().router`,
    site,
    instance.args,
    void 0
  );
  machine.routers.push(router);
  const given2 = new Map([...machine.attributesOf(instance)].filter(([name]) => ROUTER_ARGUMENTS.has(name)));
  configureRouter(machine, router, { ...instance.args, keywords: new Map([...instance.args.keywords, ...given2]) });
  for (const [, method] of methodsOfClass(machine, instance.class)) {
    for (const use of method.decorators) {
      const verb = use.value.kind === "external-call" ? /^classy_fastapi(?:\.decorators)?\.(\w+)$/.exec(use.value.callee)?.[1] : void 0;
      if (verb === void 0 || use.value.kind !== "external-call" || !VERBS.has(verb) && verb !== "websocket")
        continue;
      router.registrations.push({
        kind: verb === "websocket" ? "websocket" : "http",
        router,
        methods: verb === "websocket" ? [] : [verb.toUpperCase()],
        path: pathOf(argumentOf(use.value.args, "path", 0)),
        endpoint: { kind: "bound-method", self: instance, function: method, site: method.site },
        args: use.value.args,
        site: use.site,
        how: "decorator",
        routerDependencies: { items: [...router.dependencyList.items], open: router.dependencyList.open },
        routeClass: router.routeClass,
        decoratorsBelow: [],
        decoratorsAbove: [],
        order: machine.tick()
      });
    }
  }
  machine.attributesOf(instance).set("router", { kind: "router", router, site });
}
function methodsOfClass(machine, cls) {
  return [...methodsByName(machine, cls)].sort(([a], [b]) => a < b ? -1 : 1);
}
function methodsByName(machine, cls) {
  const found2 = /* @__PURE__ */ new Map();
  for (const base of [...cls.bases].reverse()) {
    if (base.kind === "class") for (const [name, method] of methodsByName(machine, base)) found2.set(name, method);
  }
  const frame = machine.classFrame(cls);
  for (const name of frame?.vars.keys() ?? []) {
    const value = frame?.own(name);
    if (value?.kind === "function") found2.set(name, value);
  }
  return found2;
}

// src/fastapi/interpreter/resources.ts
var API = /^(fastapi_restful|fastapi_utils)(\.cbv_base)?\.Api$/;
function addResource(machine, callee, args, site) {
  const { receiver } = callee;
  if (!callee.name.endsWith("().add_resource") || receiver?.kind !== "external-call" || !API.test(receiver.callee))
    return void 0;
  const none = { kind: "none", site };
  const app = argumentOf(receiver.args, "app", 0);
  const resource = argumentOf(args, "resource", 0);
  if (app?.kind !== "app" || resource?.kind !== "instance") {
    machine.note(site, "a resource of fastapi-restful that could not be read");
    return none;
  }
  const router = makeRouter(machine, machine.noArguments, site);
  if (router.kind !== "router") return none;
  const urls = args.positional.slice(args.keywords.has("resource") ? 0 : 1);
  for (const url of urls) registerMethods(machine, machine.routerNode(router.router), resource, url);
  include(machine, machine.appNode(app.app).router, { ...args, positional: [router] }, site);
  return none;
}
function registerMethods(machine, router, resource, url) {
  for (const [name, method] of methodsOfClass(machine, resource.class)) {
    if (!VERBS.has(name)) continue;
    record(machine, router, "http", [name.toUpperCase()], {
      method: name,
      endpoint: method,
      args: { ...machine.noArguments, positional: [url] },
      site: method.site,
      how: "decorator",
      around: { below: [], above: [] }
    });
    const last = router.registrations.at(-1);
    if (last !== void 0) last.view = { ...resource.class, subscripted: true };
  }
}

// src/fastapi/interpreter/route-objects.ts
function registerRouteObjects(machine, router, value) {
  const source2 = routesSource(machine, value);
  if (source2 !== void 0) {
    copyRoutes(machine, router, source2, value.site);
    return;
  }
  if (value.kind !== "list" && value.kind !== "tuple") {
    if (value.kind !== "none") machine.note(value.site, "a list of routes that could not be read");
    return;
  }
  for (const item of value.items) registerRouteObject(machine, router, item);
}
function copyRoutes(machine, router, source2, site) {
  if (machine.frozen || router === source2) return;
  if (source2.includes.length + source2.mounts.length > 0)
    machine.note(site, "routes of an included router put into a list");
  for (const one of [...source2.registrations]) router.registrations.push(asWhole(machine, one));
}
function registerRouteObject(machine, router, item) {
  if (item.kind !== "external-call") {
    machine.note(item.site, "a route object that could not be read");
    return;
  }
  const known = machine.routeObjects.get(item);
  if (known !== void 0) {
    if (!machine.frozen) router.registrations.push(asWhole(machine, known));
    return;
  }
  registerMade(machine, router, item);
}
function registerMade(machine, router, item) {
  const { args, site } = item;
  const endpoint = argumentOf(args, "endpoint", 1);
  const request = (method) => ({
    method,
    endpoint: endpoint ?? item,
    args,
    site,
    how: "call",
    around: { below: [], above: [] }
  });
  switch (item.callee) {
    case "starlette.routing.Route":
      record(
        machine,
        router,
        "raw",
        rawMethods(endpoint ?? item, methodsOf("add_route", { ...args, positional: [] }), args),
        request("add_route")
      );
      return;
    case "starlette.routing.WebSocketRoute":
      record(machine, router, "raw", [], request("add_websocket_route"));
      return;
    case "fastapi.routing.APIRoute":
    case "fastapi.routing.APIWebSocketRoute":
      record(
        machine,
        router,
        item.callee.endsWith(".APIRoute") ? "http" : "websocket",
        item.callee.endsWith(".APIRoute") ? methodsOf("api_route", args) : [],
        request("add_api_route")
      );
      withoutRouterList(router);
      return;
    case "starlette.routing.Mount":
      mount(machine, router, args, site);
      return;
    case "starlette.routing.Host":
      mount(machine, router, args, site, true);
      return;
    default:
      machine.note(item.site, `a route object of ${item.callee}`);
  }
}
function withoutRouterList(router) {
  const last = router.registrations.pop();
  if (last !== void 0)
    router.registrations.push({ ...last, byHand: true, routerDependencies: { items: [], open: false } });
}
function mount(machine, router, args, site, host = false) {
  const target = argumentOf(args, "app", 1) ?? argumentOf(args, "routes");
  if (target === void 0) {
    machine.note(site, "a mount whose application could not be read");
    return;
  }
  if (machine.frozen) return;
  if (target.kind === "unknown")
    machine.note(site, `a mount whose application could not be resolved (${target.reason})`);
  const condition = machine.conditionFor(router);
  router.mounts.push({
    path: pathOf(argumentOf(args, host ? "host" : "path", 0)),
    target,
    site,
    order: machine.tick(),
    host,
    ...condition === void 0 ? {} : { condition }
  });
}

// src/fastapi/interpreter/startup.ts
function runAtStart(machine, handler, argument) {
  machine.startup.push(() => {
    const positional = argument === void 0 ? [] : [argument];
    machine.under(
      "at startup",
      () => callValue(machine, handler, { ...machine.noArguments, positional }, handler.site)
    );
  });
}
var STARTUP_STEPS = 8e5;
function runStartup(machine) {
  let left2 = STARTUP_STEPS;
  machine.afterStart = true;
  for (const run of machine.startup.splice(0)) {
    const { spent, stoppedAt } = machine.room.within(left2 / 2, run);
    left2 -= spent;
    if (stoppedAt !== void 0)
      machine.note(stoppedAt, "start-up code that is too long to follow: what it registers from here on is not listed");
  }
  machine.afterStart = false;
}

// src/fastapi/interpreter/framework.ts
var ROUTER_CLASSES = /* @__PURE__ */ new Set([
  "fastapi.APIRouter",
  "fastapi_utils.inferring_router.InferringRouter",
  "fastapi_restful.inferring_router.InferringRouter",
  "starlette.routing.Router"
]);
function callFramework(machine, callee, args, site) {
  if (callee.kind === "external-call") return callResult(machine, callee, args, site);
  if (callee.name === "fastapi.FastAPI") return makeApp(machine, args, site, false);
  if (callee.name === "starlette.applications.Starlette") return makeApp(machine, args, site, true);
  if (ROUTER_CLASSES.has(callee.name)) return makeRouter(machine, args, site);
  if (/^sqladmin(\.\w+)*\.Admin$/.test(callee.name)) mountAdmin(machine, callee, args, site);
  const added = addResource(machine, callee, args, site);
  if (added !== void 0) return added;
  if (/^(uvicorn|hypercorn)\.run$|^uvicorn\.(config\.)?Config$/.test(callee.name))
    return serve(machine, callee, args, site);
  if (/^fastapi\.(FastAPI|APIRouter)\.__init__$/.test(callee.name)) return initBase(machine, args, site);
  const found2 = routerMethod(machine, callee.name, callee.receiver);
  if (found2 !== void 0 && callee.receiver !== void 0)
    return callMethod(machine, { ...found2, callee, receiver: callee.receiver }, args, site);
  const appended = callRouteList(machine, callee, args) ?? callMiddlewareList(machine, callee, args, site);
  if (appended !== void 0) return appended;
  const kept = callOnOutside(machine, callee, args, site);
  if (kept !== void 0) return kept;
  return wrappedByOutside(machine, callee.name, args, callee, site);
}
function callResult(machine, callee, args, site) {
  const [given2] = args.positional;
  if (given2 === void 0) return void 0;
  if (isRouteDecorator(callee)) {
    registerDecorated(machine, { site, value: callee, text: callee.callee }, given2, { below: [], above: [] });
    return given2;
  }
  if (decorateOnOutside(machine, { site, value: callee, text: callee.callee }, given2, { below: [], above: [] }))
    return given2;
  if (callee.receiver?.kind !== "app" && callee.receiver?.kind !== "router") return void 0;
  const method = /\(\)\.(\w+)$/.exec(callee.callee)?.[1];
  if (method === "middleware" && callee.receiver.kind === "app")
    addMiddleware(machine, machine.appNode(callee.receiver.app), {
      how: "decorator",
      value: given2,
      args: callee.args,
      site: given2.site
    });
  else if (method === "exception_handler" && callee.receiver.kind === "app")
    addHandler(machine.appNode(callee.receiver.app), callee.args, given2, callee.site);
  else if (method === "on_event" && argumentOf(callee.args, "event_type", 0)?.kind === "string")
    onEvent(machine, callee.args, given2);
  else return void 0;
  return given2;
}
function initBase(machine, args, site) {
  const [self] = args.positional;
  const own = withoutFirst(args);
  if (self?.kind === "app") configureApp(machine, machine.appNode(self.app), own);
  else if (self?.kind === "router") configureRouter(machine, machine.routerNode(self.router), own);
  return { kind: "none", site };
}
function onEvent(machine, args, handler) {
  const event = argumentOf(args, "event_type", 0);
  if (event?.kind === "string" && event.value === "startup") runAtStart(machine, handler);
}
function callMethod(machine, call, args, site) {
  const app = call.receiver.kind === "app" ? machine.appNode(call.receiver.app) : void 0;
  const none = { kind: "none", site };
  switch (call.method) {
    case "__init__":
      if (app !== void 0) configureApp(machine, app, args);
      else configureRouter(machine, call.router, args);
      return none;
    case "include_router":
      include(machine, call.router, args, site);
      return none;
    case "mount":
      mount(machine, call.router, args, site);
      return none;
    case "host":
      mount(machine, call.router, args, site, true);
      return none;
    case "add_api_route":
    case "add_api_websocket_route":
    case "add_route":
    case "add_websocket_route":
      registerCall(machine, call.router, call.method, args, site);
      return none;
    case "add_event_handler":
      addEventHandler(machine, args);
      return none;
    case "add_middleware":
    case "add_exception_handler":
      if (app !== void 0) configureLate(machine, app, call.method, args, site);
      return none;
    default:
      return (app === void 0 ? callApiRouteOverride(machine, call, args, site) : void 0) ?? {
        kind: "external-call",
        callee: call.callee.name,
        receiver: call.receiver,
        args,
        site
      };
  }
}
function configureLate(machine, app, method, args, site) {
  if (method === "add_middleware") {
    const cls = argumentOf(args, "middleware_class", 0);
    if (cls !== void 0)
      addMiddleware(machine, app, { how: "add_middleware", value: cls, args: withoutFirst(args), site });
    return;
  }
  const handler = argumentOf(args, "handler", 1);
  if (handler !== void 0) addHandler(app, args, handler, site);
}
function addEventHandler(machine, args) {
  const handler = argumentOf(args, "func", 1);
  if (handler !== void 0) onEvent(machine, args, handler);
}
function addHandler(app, args, handler, site) {
  const value = argumentOf(args, "exc_class_or_status_code", 0);
  if (value === void 0) return;
  app.exceptionHandlers.push({ exception: exceptionName(value), value, handler, site });
}
function readExceptionHandlers(app, value) {
  if (value?.kind !== "dict") return;
  for (const entry of value.entries)
    app.exceptionHandlers.push({
      exception: exceptionName(entry.key),
      value: entry.key,
      handler: entry.value,
      site: entry.key.site
    });
}
function exceptionName(value) {
  if (value.kind === "external") return value.name;
  if (value.kind === "class") return `${value.moduleName}:${value.qualname}`;
  return value.kind === "number" ? String(value.value) : "?";
}
function callRouteList(machine, callee, args) {
  const match = /\(\)\.routes\.(append|insert|extend|remove)$/.exec(callee.name);
  if (match === null) return void 0;
  const router = ownerOf2(machine, callee);
  const item = args.positional.at(-1);
  if (router === void 0 || item === void 0) return void 0;
  if (match[1] === "extend") registerRouteObjects(machine, router, item);
  else if (match[1] === "remove") removeRoute(machine, router, item);
  else registerRouteObject(machine, router, item);
  const [index] = args.positional;
  if (match[1] === "insert" && index?.kind === "number" && index.value === 0) moveToFront(machine, router);
  return { kind: "none", site: item.site };
}
function serve(machine, callee, args, site) {
  const target = argumentOf(args, "app", 0);
  if (target !== void 0) machine.servers.push({ target, args, site, underMain: machine.underMain });
  return { kind: "external-call", callee: callee.name, args, site };
}
function assignAppAttribute(machine, app, name, value, site) {
  const { condition } = machine;
  app.assigned.set(name, { value, site, ...condition === void 0 ? {} : { condition } });
  if (name === "dependency_overrides") app.dependencyOverrides.push(site);
  else if (name === "router" && value.kind === "router") app.attributes.set(name, value);
  else if (name !== "debug") app.attributes.set(name, value);
}
function callMiddlewareList(machine, callee, args, site) {
  const method = /\(\)\.user_middleware\.(append|insert)$/.exec(callee.name)?.[1];
  const item = args.positional.at(-1);
  if (method === void 0 || callee.receiver?.kind !== "app" || item?.kind !== "external-call") return void 0;
  const cls = argumentOf(item.args, "cls", 0);
  if (cls === void 0) return void 0;
  const how = method === "append" ? "argument" : "add_middleware";
  addMiddleware(machine, machine.appNode(callee.receiver.app), {
    how,
    value: cls,
    args: withoutFirst(item.args),
    site
  });
  return { kind: "none", site };
}
function mountAdmin(machine, callee, args, site) {
  const app = argumentOf(args, "app", 0);
  if (app?.kind !== "app") return;
  const path = args.keywords.get("base_url") ?? { kind: "string", value: "/admin", site };
  const target = { kind: "external-call", callee: callee.name, args, site };
  mount(machine, machine.appNode(app.app).router, { ...machine.noArguments, positional: [path, target] }, site);
}

// src/fastapi/interpreter/construction.ts
function makeApp(machine, args, site, plain3) {
  const app = new AppNode(placeholder("app", site), site, args, { module: moduleAt(machine, site), plain: plain3 });
  if (machine.frozen) return existingApp(machine, site) ?? { kind: "app", app, site };
  addApp(machine, app);
  configureApp(machine, app, args);
  return { kind: "app", app, site };
}
function makeAppOfClass(machine, cls, args, site) {
  const app = new AppNode(placeholder("app", site), site, args, {
    module: moduleAt(machine, site),
    plain: false,
    class: cls
  });
  if (machine.frozen) return existingApp(machine, site) ?? { kind: "app", app, site };
  addApp(machine, app);
  const value = { kind: "app", app, site };
  if (!runInit(machine, cls, value, args, site)) configureApp(machine, app, args);
  return value;
}
function makeRouter(machine, args, site) {
  const router = new RouterNode(placeholder("router", site), site, args);
  if (machine.frozen) return existingRouter(machine, site) ?? { kind: "router", router, site };
  addRouter(machine, router);
  configureRouter(machine, router, args);
  return { kind: "router", router, site };
}
function makeRouterOfClass(machine, cls, args, site) {
  const router = new RouterNode(placeholder("router", site), site, args, cls);
  if (machine.frozen) return existingRouter(machine, site) ?? { kind: "router", router, site };
  addRouter(machine, router);
  const value = { kind: "router", router, site };
  if (!runInit(machine, cls, value, args, site)) configureRouter(machine, router, args);
  return value;
}
function configureApp(machine, app, args) {
  app.args = args;
  const list = readList(argumentOf(args, "dependencies"), args.open);
  app.router.dependencyList.items = list.items;
  app.router.dependencyList.open = list.open;
  app.router.args = args;
  readMiddlewareList(machine, app, argumentOf(args, "middleware"));
  readExceptionHandlers(app, argumentOf(args, "exception_handlers"));
  const routes = argumentOf(args, "routes", app.plain ? 1 : void 0);
  if (routes !== void 0) registerRouteObjects(machine, app.router, routes);
  const lifespan = argumentOf(args, "lifespan");
  if (lifespan !== void 0) runAtStart(machine, lifespan, { kind: "app", app, site: app.site });
  callSetup(machine, app);
  for (const name of ["on_startup"]) {
    const handlers = argumentOf(args, name);
    if (handlers?.kind === "list") for (const handler of handlers.items) runAtStart(machine, handler);
  }
}
function callSetup(machine, app) {
  if (app.class === void 0) return;
  const setup = classAttribute(machine, app.class, "setup", app.site);
  if (setup?.kind !== "function") return;
  const self = { kind: "app", app, site: app.site };
  callValue(machine, setup, { ...machine.noArguments, positional: [self] }, app.site);
}
function configureRouter(machine, router, args) {
  router.args = args;
  const prefix2 = argumentOf(args, "prefix");
  router.prefix = prefix2 === void 0 ? { text: "", known: true } : pathOf(prefix2);
  const list = readList(argumentOf(args, "dependencies"), args.open);
  router.dependencyList.items = list.items;
  router.dependencyList.open = list.open;
  router.routeClass = argumentOf(args, "route_class");
  const [first] = args.positional;
  const routes = argumentOf(args, "routes") ?? (first?.kind === "list" ? first : void 0);
  if (routes !== void 0) registerRouteObjects(machine, router, routes);
  const lifespan = argumentOf(args, "lifespan");
  if (lifespan !== void 0) runAtStart(machine, lifespan);
}
function addApp(machine, app) {
  app.router.underMain = machine.underMain;
  machine.apps.push(app);
}
function addRouter(machine, router) {
  router.underMain = machine.underMain;
  machine.routers.push(router);
}
function existingApp(machine, site) {
  const app = machine.apps.find((one) => isAt(one.site, site));
  return app === void 0 ? void 0 : { kind: "app", app, site };
}
function existingRouter(machine, site) {
  const router = machine.routers.find((one) => isAt(one.site, site));
  return router === void 0 ? void 0 : { kind: "router", router, site };
}
function isAt(a, b) {
  return a.path === b.path && a.span.startLine === b.span.startLine && a.span.startColumn === b.span.startColumn;
}
function placeholder(what, site) {
  return `<${what} at ${site.path}:${String(site.span.startLine)}>`;
}
function moduleAt(machine, site) {
  return machine.frames.get(site.path)?.moduleName ?? machine.project.layout.nameOf(site.path);
}

// src/fastapi/interpreter/getters.ts
function callGetter(machine, getter, args, site) {
  const [object] = args.positional;
  const given2 = getter.args.positional;
  if (object === void 0 || given2.length === 0) return void 0;
  switch (getter.callee) {
    case "operator.attrgetter":
      return together(
        given2.map((path) => attributeAt(machine, object, textOfValue(path), site)),
        site
      );
    case "operator.itemgetter":
      return together(
        given2.map((key) => itemOf(object, key, site)),
        site
      );
    case "operator.methodcaller": {
      const method = attributeAt(machine, object, textOfValue(given2[0]), site);
      const rest = { ...getter.args, positional: given2.slice(1) };
      return method === void 0 ? void 0 : callValue(machine, method, rest, site);
    }
    default:
      return void 0;
  }
}
function attributeAt(machine, object, path, site) {
  return path?.split(".").reduce((value, name) => getAttribute(machine, value, name, site), object);
}
function together(values, site) {
  if (!values.every((one) => one !== void 0)) return void 0;
  return values.length === 1 ? values[0] : sequence("tuple", values, site);
}

// src/fastapi/interpreter/lost-registrations.ts
var OWN_METHODS = /* @__PURE__ */ new Set(["include_router", "add_api_route", "add_api_websocket_route", "add_websocket_route"]);
function unknownAttribute(object, name, site) {
  const why = object.kind === "unknown" ? object.reason : object.kind;
  return { ...unknown(site, `.${name} of something unknown`), attribute: { name, why } };
}
function callUnknown(machine, callee, args, site) {
  const result = unknown(site, "something unknown is called");
  if (callee.kind !== "unknown") return result;
  if (callee.decorates !== void 0 && isEndpoint(args.positional[0])) {
    noteRoute(machine, callee);
    return args.positional[0] ?? result;
  }
  const { attribute } = callee;
  if (attribute === void 0) return result;
  if (isRouteMethod(attribute.name) && isPath(args)) return { ...result, decorates: attribute };
  if (OWN_METHODS.has(attribute.name) || isMount(attribute.name, args))
    machine.note(site, `${attribute.name} on something that could not be resolved (${attribute.why})`);
  return result;
}
function noteRoute(machine, decorator) {
  if (decorator.kind === "unknown" && decorator.decorates !== void 0)
    machine.note(decorator.site, `a route on something that could not be resolved (${decorator.decorates.why})`);
}
function isPath(args) {
  const path = textOfValue(args.keywords.get("path") ?? args.positional[0]);
  return path !== void 0 && (path === "" || path.startsWith("/"));
}
function isMount(name, args) {
  const given2 = [...args.positional, ...args.keywords.values()];
  return name === "mount" && given2.some((one) => one.kind === "app");
}
function isEndpoint(value) {
  return value?.kind === "function" || value?.kind === "bound-method" || value?.kind === "partial";
}

// src/fastapi/interpreter/branches.ts
function runIf(machine, statement, frame) {
  const text = textOf(frame.module, statement.test);
  if (isTypeChecking(statement.test)) return runBody(machine, statement.orelse, frame);
  if (isMainGuard(text)) return runUnderMain(machine, statement, frame);
  const test = evaluate(machine, statement.test, frame);
  const truth2 = truthOf(test);
  if (truth2 !== void 0) return runBody(machine, truth2 ? statement.body : statement.orelse, frame);
  const before = new Map(frame.vars);
  const then = machine.under(text, () => runBody(machine, statement.body, frame));
  const afterThen = frame.vars;
  frame.vars = new Map(before);
  const otherwise = machine.under(`not (${text})`, () => runBody(machine, statement.orelse, frame));
  const usual = truthOf(defaultOf(test));
  frame.vars = mergeBranches(
    { vars: afterThen, ends: then.flow !== "next", condition: text, usual: usual === true },
    { vars: frame.vars, ends: otherwise.flow !== "next", condition: `not (${text})`, usual: usual === false }
  );
  return joinOutcomes(
    withCondition(then, text),
    withCondition(otherwise, statement.orelse.length > 0 ? `not (${text})` : void 0)
  );
}
function isTypeChecking(test) {
  return test.kind === "name" && test.id === "TYPE_CHECKING" || test.kind === "attribute" && test.attr === "TYPE_CHECKING";
}
function isMainGuard(text) {
  return /^__name__\s*==\s*['"]__main__['"]$/.test(text);
}
var SERVING_STEPS = 3e5;
var SCRIPT_STEPS = 2e4;
var SERVES = /\b(uvicorn|hypercorn|granian|gunicorn|FastAPI|Starlette|APIRouter)\b/;
function runUnderMain(machine, statement, frame) {
  const before = machine.underMain;
  const serves = SERVES.test(frame.module.text);
  machine.underMain = true;
  try {
    const steps = serves ? SERVING_STEPS : SCRIPT_STEPS;
    const { value, stoppedAt } = machine.room.within(steps, () => runBody(machine, statement.body, frame));
    if (serves && stoppedAt !== void 0) machine.note(stoppedAt, "a script that is too long to follow");
    return value;
  } finally {
    machine.underMain = before;
  }
}
function mergeBranches(a, b) {
  if (a.ends) return b.vars;
  if (b.ends) return a.vars;
  const merged = new Map(b.vars);
  for (const [name, left2] of a.vars) {
    const right2 = b.vars.get(name);
    if (right2 === void 0) merged.set(name, left2);
    else if (left2 !== right2 && left2.kind !== "late" && right2.kind !== "late") {
      const site = left2.site;
      merged.set(
        name,
        choice(
          [
            { value: left2, condition: a.condition, usual: a.usual === true },
            { value: right2, condition: b.condition, usual: b.usual === true }
          ],
          site
        )
      );
    } else merged.set(name, left2);
  }
  return merged;
}
function runTry(machine, statement, frame) {
  const before = new Map(frame.vars);
  const body = runBody(machine, statement.body, frame);
  const orelse = body.flow === "next" ? runBody(machine, statement.orelse, frame) : NEXT;
  if (onlyImports(statement, frame) && body.flow === "next") {
    runBody(machine, statement.finalbody, frame);
    return orelse;
  }
  let vars = frame.vars;
  const returned2 = [...body.returned, ...orelse.returned];
  for (const handler of statement.handlers) {
    const caught = handler.type === void 0 ? "an exception" : textOf(frame.module, handler.type);
    frame.vars = new Map(before);
    if (handler.name !== void 0) frame.vars.set(handler.name, unknown(machine.site(frame, handler), "an exception"));
    const outcome = machine.under(`${caught} is raised`, () => runBody(machine, handler.body, frame));
    returned2.push(...withCondition(outcome, `${caught} is raised`).returned);
    vars = mergeBranches(
      { vars, ends: body.flow !== "next", condition: `no ${caught}` },
      { vars: frame.vars, ends: outcome.flow !== "next", condition: `${caught} is raised` }
    );
  }
  frame.vars = vars;
  runBody(machine, statement.finalbody, frame);
  const flow = body.flow !== "next" ? statement.handlers.length > 0 ? "next" : body.flow : orelse.flow;
  return { flow: flow === "raise" ? "next" : flow, returned: returned2 };
}
var INSTALLED = /^(fastapi|starlette|pydantic)\b/;
function onlyImports(statement, frame) {
  return statement.body.every((one) => {
    if (one.kind !== "import-from" || one.names === "*") return false;
    return one.names.every((name) => {
      const value = frame.get(name.as ?? name.name);
      return value?.kind === "external" ? INSTALLED.test(value.name) : value !== void 0 && value.kind !== "unknown";
    });
  });
}
function caseOf(statement, text, frame) {
  for (const one of statement.cases) {
    if (one.guard !== void 0) return void 0;
    const pattern2 = textOf(frame.module, one.pattern).trim();
    if (pattern2 === "_") return one;
    const literals2 = pattern2.split("|").map((part) => /^(["'])([^"'\\]*)\1$/.exec(part.trim())?.[2]);
    if (!literals2.every((literal2) => literal2 !== void 0)) return void 0;
    if (literals2.includes(text)) return one;
  }
  return void 0;
}
function runMatch(machine, statement, frame) {
  const subject = textOf(frame.module, statement.subject);
  const value = evaluate(machine, statement.subject, frame);
  const certain = value.kind === "string" ? caseOf(statement, value.value, frame) : void 0;
  if (certain !== void 0) return runBody(machine, certain.body, frame);
  let joined2;
  for (const one of statement.cases) {
    for (const name of one.captures)
      frame.set(name, unknown(machine.site(frame, one.pattern), "captured by a pattern"));
    const condition = `${subject} matches ${textOf(frame.module, one.pattern)}`;
    const outcome = withCondition(
      machine.under(condition, () => runBody(machine, one.body, frame)),
      condition
    );
    joined2 = joined2 === void 0 ? outcome : joinOutcomes(joined2, outcome);
  }
  return { flow: "next", returned: joined2?.returned ?? [] };
}

// src/fastapi/interpreter/definitions.ts
var TRANSPARENT = /(^|\.)(staticmethod|classmethod|property|cached_property|abstractmethod|overload|override|asynccontextmanager|contextmanager|lru_cache|cache|wraps|singledispatch|field_validator|model_validator|validator|computed_field|final|deprecated)$/;
function applyDecorators(machine, def, frame) {
  const uses = def.decorators.map((decorator) => ({
    site: machine.site(frame, decorator),
    value: evaluate(machine, decorator.expression, frame),
    text: textOf(frame.module, decorator.expression)
  }));
  const bare = functionValue(machine, def, frame, uses);
  let current = wrapped(bare, uses);
  for (let index = uses.length - 1; index >= 0; index--) {
    const use = uses[index];
    if (use === void 0) continue;
    const around = { below: uses.slice(index + 1), above: uses.slice(0, index) };
    if (isRouteDecorator(use.value)) registerDecorated(machine, use, current, around);
    else if (use.value.kind === "choice" && use.value.alternatives.some((one) => isRouteDecorator(one.value)))
      registerOnEach(machine, use, current, around);
    else if (!decorateOnOutside(machine, use, current, around)) current = wrap(machine, use, current);
  }
  return current;
}
function registerOnEach(machine, use, current, around) {
  if (use.value.kind !== "choice") return;
  for (const one of use.value.alternatives)
    machine.under(one.condition, () => registerDecorated(machine, { ...use, value: one.value }, current, around));
}
function wrapped(fn, uses) {
  for (const { value } of uses) {
    if (value.kind !== "external-call" || !/(^|\.)wraps$/.test(value.callee)) continue;
    const [inner] = value.args.positional;
    if (inner?.kind === "function" || inner?.kind === "bound-method")
      return { ...fn, wraps: { function: inner, keepsSignature: true } };
  }
  return fn;
}
function functionValue(machine, def, frame, decorators) {
  return {
    kind: "function",
    site: machine.site(frame, { start: def.defStart, end: def.signatureEnd }),
    module: frame.module,
    moduleName: frame.moduleName,
    qualname: frame.qualify(def.name),
    def,
    closure: frame,
    decorators
  };
}
function wrap(machine, use, current) {
  const decorator = use.value;
  if (decorator.kind === "external" || decorator.kind === "external-call") {
    const name = decorator.kind === "external" ? decorator.name : decorator.callee;
    const ofApp2 = decorator.kind === "external-call" && (decorator.receiver?.kind === "app" || decorator.receiver?.kind === "router");
    return ofApp2 || decorator.kind === "external" && !TRANSPARENT.test(name) ? outside(machine, decorator, current) : current;
  }
  noteRoute(machine, decorator);
  if (decorator.kind === "unknown" || decorator.kind === "choice") return current;
  const made = callValue(
    machine,
    decorator,
    { positional: [current], keywords: /* @__PURE__ */ new Map(), keywordSites: /* @__PURE__ */ new Map(), open: false },
    use.site
  );
  if (made === current) return current;
  if (made.kind !== "function")
    return made.kind === "instance" || made.kind === "bound-method" || made.kind === "partial" ? made : current;
  if (made.wraps !== void 0) return made;
  const kept = keepsSignature(made) ? { keepsSignature: true } : setByHand(machine, made);
  return { ...made, wraps: { function: current, ...kept } };
}
function outside(machine, decorator, current) {
  if (!machine.frozen)
    callValue(
      machine,
      decorator,
      { positional: [current], keywords: /* @__PURE__ */ new Map(), keywordSites: /* @__PURE__ */ new Map(), open: false },
      decorator.site
    );
  return current;
}
function keepsSignature(wrapper) {
  return wrapper.decorators.some((use) => {
    const name = use.value.kind === "external-call" ? use.value.callee : use.value.kind === "external" ? use.value.name : "";
    return /(^|\.)(wraps|wrapt?\.decorator|decorator)$/.test(name);
  });
}
function setByHand(machine, wrapper) {
  const attributes = machine.functionAttributes(wrapper);
  if (attributes.get("__wrapped__")?.kind === "function") return { keepsSignature: true };
  const signature = attributes.get("__signature__");
  const isRead = signature?.kind === "external-call" && signature.callee === "inspect.signature";
  return isRead ? { keepsSignature: true, keepsName: true } : { keepsSignature: false };
}
function defineClass(machine, def, frame) {
  const scope = new Frame("class", frame.module, frame.moduleName, frame.qualify(def.name), frame);
  const bases = def.bases.filter((base) => base.name === void 0 && base.unpack === void 0).map((base) => plainBase(evaluate(machine, base.value, frame)));
  const cls = {
    kind: "class",
    site: machine.site(frame, { start: def.defStart, end: def.end }),
    module: frame.module,
    moduleName: frame.moduleName,
    qualname: frame.qualify(def.name),
    def,
    bases,
    closure: scope
  };
  machine.classOf.set(scope, cls);
  runBody(machine, def.body, scope);
  callMetaclass(machine, cls, frame);
  tellBases(machine, cls, def, frame);
  let current = cls;
  for (const decorator of [...def.decorators].reverse()) {
    const value = evaluate(machine, decorator.expression, frame);
    if (applyView(machine, value, cls)) continue;
    if (value.kind !== "function" && value.kind !== "bound-method") continue;
    const made = callValue(
      machine,
      value,
      { positional: [current], keywords: /* @__PURE__ */ new Map(), keywordSites: /* @__PURE__ */ new Map(), open: false },
      cls.site
    );
    if (made.kind === "class" || made.kind === "instance") current = made;
  }
  return current;
}
function tellBases(machine, cls, def, frame) {
  for (const base of cls.bases) {
    if (base.kind !== "class" || machine.frozen) continue;
    machine.subclassesOf(base).push(cls);
    const hook = classAttribute(machine, base, "__init_subclass__", cls.site);
    if (hook?.kind !== "function") continue;
    const given2 = def.bases.flatMap(
      (one) => one.name === void 0 ? [] : [[one.name, evaluate(machine, one.value, frame)]]
    );
    callValue(machine, hook, { ...machine.noArguments, positional: [cls], keywords: new Map(given2) }, cls.site);
  }
}
function plainBase(value) {
  if (value.kind === "external-call" && value.callee.endsWith("[]"))
    return { kind: "external", name: value.callee.slice(0, -2), site: value.site };
  return value;
}

// src/fastapi/interpreter/imports.ts
function runImport(machine, statement, frame) {
  for (const name of statement.names) {
    const site = machine.site(frame, name);
    const whole = machine.importModule(frame, name.name, 0, site);
    if (name.as !== void 0) {
      frame.set(name.as, whole);
      continue;
    }
    const first = name.name.split(".")[0] ?? name.name;
    frame.set(first, first === name.name ? whole : machine.importModule(frame, first, 0, site));
  }
  return NEXT;
}
function runImportFrom(machine, statement, frame) {
  const site = machine.site(frame, statement);
  const source2 = machine.importModule(frame, statement.module, statement.level, site);
  if (statement.names === "*") {
    importStar(machine, source2, frame);
    return NEXT;
  }
  for (const name of statement.names) {
    frame.set(name.as ?? name.name, importedName(machine, source2, name.name, machine.site(frame, name)));
  }
  return NEXT;
}
function importedName(machine, source2, name, site) {
  if (source2.kind === "external") return { kind: "external", name: `${source2.name}.${name}`, site };
  if (source2.kind !== "module") return unknown(site, `${name} is imported from something unknown`);
  const found2 = machine.member(source2, name, site);
  if (found2?.kind === "module") return found2;
  return {
    kind: "late",
    site,
    read: () => machine.member(source2, name, site) ?? unknown(site, `${source2.name} does not define ${name}`)
  };
}
function importStar(machine, source2, frame) {
  if (source2.kind !== "module") return;
  const from = machine.frames.get(source2.path);
  if (from === void 0) return;
  const listed3 = from.own("__all__");
  const names2 = listed3?.kind === "list" || listed3?.kind === "tuple" ? listed3.items.flatMap((item) => item.kind === "string" ? [item.value] : []) : void 0;
  for (const name of names2 ?? [...from.vars.keys()].filter((one) => !one.startsWith("_"))) {
    const site = { path: frame.module.path, span: source2.site.span };
    const now = from.own(name);
    frame.set(name, now ?? { kind: "late", site, read: () => machine.member(source2, name, site) });
  }
}

// src/fastapi/interpreter/with.ts
function runWith(machine, statement, frame) {
  return enter(machine, statement, frame, 0);
}
function enter(machine, statement, frame, index) {
  const item = statement.items[index];
  if (item === void 0) return runBody(machine, statement.body, frame);
  const inside = (value2) => {
    if (item.target !== void 0) assign(machine, item.target, value2, frame);
    return enter(machine, statement, frame, index + 1);
  };
  const manager = managerOf(machine, item.context, frame);
  if (manager !== void 0) return throughGenerator(machine, manager, inside);
  const value = evaluate(machine, item.context, frame);
  if (value.kind === "instance") return throughObject(machine, value, inside);
  return inside(
    value.kind === "app" || value.kind === "router" ? value : unknown(value.site, "made by a context manager")
  );
}
function managerOf(machine, context, frame) {
  if (context.kind !== "call") return void 0;
  const call = evaluate(machine, context.func, frame);
  if (call.kind !== "function" && call.kind !== "bound-method") return void 0;
  const fn = call.kind === "function" ? call : call.function;
  if (!isContextManager(fn)) return void 0;
  return { call, fn, args: evaluateArguments(machine, context, frame), site: machine.site(frame, context) };
}
function throughGenerator(machine, manager, inside) {
  let outcome;
  machine.atYield.set(manager.fn.def, (value) => void (outcome ??= inside(value)));
  callValue(machine, manager.call, manager.args, manager.site);
  return outcome ?? inside(unknown(manager.site, "made by a context manager"));
}
function throughObject(machine, object, inside) {
  const none = { kind: "none", site: object.site };
  const outcome = inside(callOwn(machine, object, ["__enter__", "__aenter__"], []) ?? object);
  callOwn(machine, object, ["__exit__", "__aexit__"], [none, none, none]);
  return outcome;
}
function callOwn(machine, object, names2, positional) {
  const found2 = names2.find((one) => classAttribute(machine, object.class, one, object.site)?.kind === "function");
  if (found2 === void 0) return void 0;
  const method = getAttribute(machine, object, found2, object.site);
  return callValue(machine, method, { ...machine.noArguments, positional }, object.site);
}

// src/fastapi/interpreter/statements.ts
function runBody(machine, body, frame) {
  const returned2 = [];
  let pushed = 0;
  try {
    for (const statement of body) {
      if (!machine.room.take()) {
        machine.room.stop(machine.site(frame, statement));
        return { flow: "next", returned: returned2 };
      }
      const outcome = runStatement(machine, statement, frame);
      returned2.push(...outcome.returned);
      if (outcome.flow !== "next") return { flow: outcome.flow, returned: returned2 };
      if (outcome.returned.length > 0 && statement.kind === "if") {
        machine.conditions.push(`not (${textOf(frame.module, statement.test)})`);
        pushed++;
      }
    }
  } finally {
    machine.conditions.splice(machine.conditions.length - pushed, pushed);
  }
  return { flow: "next", returned: returned2 };
}
function runStatement(machine, statement, frame) {
  switch (statement.kind) {
    case "import":
      return runImport(machine, statement, frame);
    case "import-from":
      return runImportFrom(machine, statement, frame);
    case "function":
      return runFunctionDef(machine, statement, frame);
    case "class":
      frame.set(statement.name, defineClass(machine, statement, frame));
      return NEXT;
    case "assign":
      return runAssign(machine, statement, frame);
    case "augassign":
      return runAugAssign(machine, statement, frame);
    case "type-alias":
      return runTypeAlias(machine, statement, frame);
    case "expr":
      evaluate(machine, statement.value, frame);
      return NEXT;
    case "return":
      return runReturn(machine, statement.value, frame);
    case "if":
      return runIf(machine, statement, frame);
    case "for":
      return runFor(machine, statement, frame);
    case "while":
      return runWhile(machine, statement, frame);
    case "with":
      return runWith(machine, statement, frame);
    case "try":
      return runTry(machine, statement, frame);
    case "match":
      return runMatch(machine, statement, frame);
    case "global":
      for (const name of statement.names) frame.globals.add(name);
      return NEXT;
    case "raise":
      return { flow: "raise", returned: [] };
    case "break":
    case "continue":
      return { flow: statement.kind, returned: [] };
    default:
      return NEXT;
  }
}
function runTypeAlias(machine, statement, frame) {
  frame.set(statement.name, {
    kind: "late",
    site: machine.site(frame, statement),
    read: () => {
      const value = evaluate(machine, statement.value, frame);
      if (value.kind !== "annotated") return value;
      return { ...value.alias === true ? behindAlias(value) : value, alias: true };
    }
  });
  return NEXT;
}
function runReturn(machine, value, frame) {
  const site = value === void 0 ? { path: frame.module.path, span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } } : machine.site(frame, value);
  const result = value === void 0 ? { kind: "none", site } : evaluate(machine, value, frame);
  return { flow: "return", returned: [{ value: result }] };
}
function runFunctionDef(machine, statement, frame) {
  frame.set(statement.name, applyDecorators(machine, statement, frame));
  return NEXT;
}
function runFor(machine, statement, frame) {
  const items = iterate(machine, evaluate(machine, statement.iter, frame));
  if (items === void 0) {
    assign(
      machine,
      statement.target,
      unknown(machine.site(frame, statement.iter), `loop over ${textOf(frame.module, statement.iter)}`),
      frame
    );
    return loopOnce(machine, statement.body, frame);
  }
  const returned2 = [];
  for (const item of items) {
    const outcome = runRound(machine, statement, item, frame);
    returned2.push(...outcome.returned);
    if (outcome.flow === "break") break;
    if (outcome.flow === "return") return { flow: "return", returned: returned2 };
  }
  runBody(machine, statement.orelse, frame);
  return { flow: "next", returned: returned2 };
}
var MAX_ROUNDS = 100;
function runWhile(machine, statement, frame) {
  if (statement.test.kind === "bool") return loopOnce(machine, statement.body, frame);
  const returned2 = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const holds3 = truthOf(evaluate(machine, statement.test, frame));
    if (holds3 === void 0 && round === 0) return loopOnce(machine, statement.body, frame);
    if (holds3 !== true) break;
    const outcome = runBody(machine, statement.body, frame);
    returned2.push(...outcome.returned);
    if (outcome.flow === "break") break;
    if (outcome.flow === "return") return { flow: "return", returned: returned2 };
  }
  return { flow: "next", returned: returned2 };
}
function runRound(machine, statement, item, frame) {
  const under = itemUnderCondition(item);
  assign(machine, statement.target, under?.value ?? item, frame);
  return machine.under(under?.condition, () => runBody(machine, statement.body, frame));
}
function loopOnce(machine, body, frame) {
  const outcome = runBody(machine, body, frame);
  return { flow: "next", returned: outcome.returned };
}
function runFunctionBody(machine, body, frame, site) {
  const outcome = runBody(machine, body, frame);
  if (outcome.returned.length === 0) return { kind: "none", site };
  return madeOrCached(outcome.returned) ?? choice(outcome.returned, site);
}
function madeOrCached(returned2) {
  const last = returned2.at(-1)?.value;
  if (returned2.length < 2 || last?.kind !== "app" && last?.kind !== "router") return void 0;
  const isCached = (value) => value.kind === "unknown" || placeOfCall(value) === placeOfCall(last);
  const others = returned2.slice(0, -1).flatMap(({ value }) => alternativesOf(value));
  return others.every(({ value }) => isCached(value)) ? last : void 0;
}
function placeOfCall(value) {
  const made = value.kind === "app" ? value.app : value.kind === "router" ? value.router : void 0;
  return made === void 0 ? void 0 : `${made.site.path}:${String(made.site.span.startLine)}`;
}

// src/fastapi/interpreter/calls.ts
var APP_BASE = /^fastapi\.FastAPI$|^starlette\.applications\.Starlette$/;
var ROUTER_BASE = /^fastapi\.APIRouter$/;
function evaluateCall(machine, node, frame) {
  const site = machine.site(frame, node);
  if (node.func.kind === "name" && node.func.id === "super" && node.args.length === 0)
    return superOf(machine, frame, site);
  const callee = evaluate(machine, node.func, frame);
  return callValue(machine, callee, evaluateArguments(machine, node, frame), site);
}
function callValue(machine, callee, args, site) {
  switch (callee.kind) {
    case "function":
      return callFunction(machine, callee, args, site);
    case "bound-method":
      return callFunction(machine, callee.function, { ...args, positional: [callee.self, ...args.positional] }, site);
    case "partial":
      return callValue(machine, callee.function, joinArguments(callee.args, args), site);
    case "class":
      return instantiate(machine, callee, args, site);
    case "instance": {
      const call = getAttribute(machine, callee, "__call__", site);
      return call.kind === "unknown" || call.kind === "external" ? unknown(site, `${callee.class.qualname}() is called`) : callValue(machine, call, args, site);
    }
    case "external":
      return callExternal(machine, callee, args, site);
    case "external-call":
      if (callee.callee.endsWith("[]"))
        return callExternal(
          machine,
          { kind: "external", name: callee.callee.slice(0, -2), site: callee.site },
          args,
          site
        );
      return callFramework(machine, callee, args, site) ?? callGetter(machine, callee, args, site) ?? callConfigObject(callee, args, site) ?? {
        kind: "external-call",
        callee: `${callee.callee}()`,
        receiver: callee,
        args,
        site
      };
    case "choice":
      return choice(
        callee.alternatives.map((one) => ({
          ...one,
          value: machine.under(one.condition, () => callValue(machine, one.value, args, site))
        })),
        site
      );
    default:
      return callUnknown(machine, callee, args, site);
  }
}
function callExternal(machine, callee, args, site) {
  const made = callFramework(machine, callee, args, site) ?? callBuiltin(machine, callee, args, site);
  return made ?? {
    kind: "external-call",
    callee: callee.name,
    args,
    site,
    ...callee.receiver === void 0 ? {} : { receiver: callee.receiver }
  };
}
function callFunction(machine, fn, args, site) {
  const closure = machine.closureOf(fn);
  if (closure === void 0 || machine.tooDeep || machine.room.isEmpty)
    return unknown(site, `${fn.qualname}() is nested too deep`);
  if (machine.stack.filter((one) => one === fn.def).length > 1) return unknown(site, `${fn.qualname}() calls itself`);
  machine.followed.add(fn.def);
  return machine.calls.recall(machine, fn, args, () => runFunction(machine, fn, { args, closure }, site));
}
function runFunction(machine, fn, { args, closure }, site) {
  const qualifier = `${fn.qualname}.<locals>`;
  const frame = new Frame("function", fn.module, fn.moduleName, qualifier, closure);
  const classCell = args.positional[0];
  if (closure.kind === "class" && classCell !== void 0)
    machine.selfOf.set(frame, { self: classCell, owner: closure });
  bindParameters(machine, fn.def.params, args, { frame, closure }, site);
  machine.stack.push(fn.def);
  try {
    if (fn.def.kind === "lambda") return evaluate(machine, fn.def.body, frame);
    frame.atYield = machine.atYield.get(fn.def);
    machine.atYield.delete(fn.def);
    if (!isGenerator(fn) || isContextManager(fn)) return runFunctionBody(machine, fn.def.body, frame, site);
    frame.yielded = machine.madeUnder(sequence("list", [], site));
    runFunctionBody(machine, fn.def.body, frame, site);
    return frame.yielded;
  } finally {
    machine.stack.pop();
  }
}
function isContextManager(fn) {
  return fn.decorators.some((use) => use.value.kind === "external" && /contextmanager$/.test(use.value.name));
}
var generators = /* @__PURE__ */ new WeakMap();
function isGenerator(fn) {
  if (fn.def.kind === "lambda") return false;
  const known = generators.get(fn.def);
  if (known !== void 0) return known;
  const found2 = /\byield\b/.test(fn.module.text.slice(fn.def.signatureEnd, fn.def.end)) && expressionsIn(fn.def.body, { scope: "own" }).some((expr) => expr.kind === "yield");
  generators.set(fn.def, found2);
  return found2;
}
function bindParameters(machine, params, args, scopes, site) {
  const { frame, closure } = scopes;
  const rest = new Map(args.keywords);
  let next = 0;
  for (const param of params) {
    if (param.kind === "var-positional") {
      frame.set(param.name, sequence("tuple", args.positional.slice(next), site, args.open));
      next = args.positional.length;
    } else if (param.kind === "var-keyword") {
      const entries = [...rest].map(([name, value]) => ({
        key: { kind: "string", value: name, site: value.site },
        value
      }));
      frame.set(param.name, { kind: "dict", entries, site, ...args.open ? { open: true } : {} });
    } else {
      const positional = param.kind === "keyword-only" ? void 0 : args.positional[next];
      if (param.kind !== "keyword-only") next++;
      const keyword = rest.get(param.name);
      rest.delete(param.name);
      frame.set(param.name, positional ?? keyword ?? defaultOfParam(machine, param, args, closure, site));
    }
  }
}
function defaultOfParam(machine, param, args, closure, site) {
  if (param.default !== void 0 && !args.open) return evaluate(machine, param.default, closure);
  return unknown(site, `parameter ${param.name}`);
}
function instantiate(machine, cls, args, site) {
  if (hasBase(cls, APP_BASE)) return makeAppOfClass(machine, cls, args, site);
  if (hasBase(cls, ROUTER_BASE)) return makeRouterOfClass(machine, cls, args, site);
  const [first] = args.positional;
  if (hasBase(cls, /(^|\.)(\w*Enum|Flag)$/) && first !== void 0) return first;
  const wrapped2 = wrappedApp(machine, cls, args, site);
  if (wrapped2 !== void 0) return wrapped2;
  const made = callNew(machine, cls, args, site);
  if (made !== void 0 && (made.kind !== "instance" || made.class.def !== cls.def)) return made;
  const instance = made ?? { kind: "instance", class: cls, args, attributes: /* @__PURE__ */ new Map(), site };
  runInit(machine, cls, instance, args, site);
  if (!machine.instances.has(cls.def)) machine.instances.set(cls.def, machine.attributesOf(instance));
  bindDataclassFields(machine, instance);
  if (hasFields(cls)) runMethod(machine, instance, "__post_init__", machine.noArguments, site);
  viewRouter(machine, instance, site);
  return instance;
}
function callNew(machine, cls, args, site) {
  const create = classAttribute(machine, cls, "__new__", site);
  if (create?.kind !== "function") return void 0;
  const made = callFunction(machine, create, { ...args, positional: [cls, ...args.positional] }, site);
  return made.kind === "unknown" ? void 0 : made;
}
function runInit(machine, cls, self, args, site) {
  const init = classAttribute(machine, cls, "__init__", site);
  if (init?.kind !== "function") return false;
  callFunction(machine, init, { ...args, positional: [self, ...args.positional] }, site);
  return true;
}
function runMethod(machine, self, name, args, site) {
  const method = classAttribute(machine, self.class, name, site);
  if (method?.kind === "function")
    callFunction(machine, method, { ...args, positional: [self, ...args.positional] }, site);
}
function superOf(machine, frame, site) {
  for (let scope = frame; scope !== void 0; scope = scope.parent) {
    const cell = machine.selfOf.get(scope);
    const cls = cell === void 0 ? void 0 : machine.classOf.get(cell.owner);
    if (cell === void 0 || cls === void 0) continue;
    const value = {
      kind: "external-call",
      callee: "builtins.super",
      receiver: cell.self,
      args: machine.noArguments,
      site
    };
    machine.supers.set(value, { self: cell.self, cls });
    return value;
  }
  return unknown(site, "super() outside a method");
}

// src/fastapi/interpreter/fields.ts
var SETTINGS = /^(pydantic_settings|pydantic)\.(main\.|env_settings\.)?BaseSettings$/;
var MODELS = /^(pydantic(\.main)?\.BaseModel|sqlmodel(\.main)?\.SQLModel)$/;
function isSettings(cls) {
  return hasBase(cls, SETTINGS);
}
function configured(machine, object, inner, name, site) {
  const value = getAttribute(machine, inner, name, site);
  if (value.kind === "environment" || value.kind === "bound-method") return value;
  return { kind: "environment", name: `${object.name}.${name}`, site, default: value };
}
function settingsField(machine, object, name, found2, site) {
  if (found2?.kind === "function") return bind(machine, found2, object, site) ?? found2;
  if (!isDeclared(object.class, name))
    return found2 === void 0 || found2.kind === "external" ? unknown(site, `${object.class.qualname}.${name}`) : found2;
  const given2 = object.args.keywords.get(name);
  const value = given2 ?? fieldDefault(machine, found2);
  return { kind: "environment", name, site: found2?.site ?? site, ...value === void 0 ? {} : { default: value } };
}
function isDeclared(cls, name) {
  const here = cls.def.body.some(
    (one) => one.kind === "assign" && one.targets.some((target) => target.kind === "name" && target.id === name)
  );
  return here || cls.bases.some((base) => base.kind === "class" && isDeclared(base, name));
}
function fieldDefault(machine, value) {
  if (value === void 0 || value.kind === "external") return void 0;
  if (value.kind !== "external-call" || !/(^|\.)(Field|field)$/.test(value.callee)) return value;
  const factory = value.args.keywords.get("default_factory");
  if (factory !== void 0) return callValue(machine, factory, machine.noArguments, value.site);
  const given2 = value.args.keywords.get("default") ?? value.args.positional[0];
  return given2?.kind === "external" && given2.name === "builtins.Ellipsis" ? void 0 : given2;
}
function modelField(machine, object, name, site) {
  const isModel = hasBase(object.class, MODELS) || object.class.def.decorators.length > 0;
  if (!isModel) return void 0;
  const given2 = object.args.keywords.get(name);
  if (given2 !== void 0) return given2;
  if (object.args.open) return unknown(site, `field ${name}`);
  const own = classAttribute(machine, object.class, name, site);
  return fieldDefault(machine, own) ?? (isDeclared(object.class, name) ? unknown(site, `field ${name}`) : void 0);
}

// src/fastapi/interpreter/attributes.ts
function getAttribute(machine, object, name, site) {
  if (name === "__dict__")
    return ownAttributes(machine, object, site) ?? unknown(site, "the attributes of something unknown");
  if (name === "__class__") return classOf(object) ?? unknown(site, "the class of something unknown");
  switch (object.kind) {
    case "module":
      return moduleAttribute(machine, object, name, site);
    case "external":
      return outsideAttribute(object, name, site);
    case "external-call":
      return madeAttribute(machine, object, name, site);
    case "app":
      return appAttribute(machine, object, name, site);
    case "router":
      return routerAttribute(machine, object, name, site);
    case "class":
      return ownClassAttribute(machine, object, name, site);
    case "instance":
      return instanceAttribute(machine, object, name, site);
    case "function":
    case "bound-method":
      return functionAttribute(machine, object, name, site);
    case "choice":
      return choice(
        object.alternatives.map((one) => ({ ...one, value: getAttribute(machine, one.value, name, site) })),
        site
      );
    case "string":
    case "number":
      return literalAttribute(object, name, site);
    case "list":
    case "tuple":
    case "set":
    case "dict":
      return listedModule(object, name) ?? {
        kind: "external",
        name: `builtins.${object.kind}().${name}`,
        site,
        receiver: object
      };
    case "environment":
      if (object.default?.kind === "instance") return configured(machine, object, object.default, name, site);
      return { kind: "external", name: `builtins.str().${name}`, site, receiver: object };
    default:
      return unknownAttribute(object, name, site);
  }
}
function ownClassAttribute(machine, cls, name, site) {
  if (name === "__name__") return { kind: "string", value: cls.def.name, site };
  if (name === "__mro__") return sequence("tuple", [...lineage(cls)], site);
  if (name === "__subclasses__")
    return { kind: "external", name: "builtins.type().__subclasses__", receiver: cls, site };
  const found2 = classAttribute(machine, cls, name, site);
  if (found2?.kind === "function" && isClassMethod(found2))
    return { kind: "bound-method", self: cls, function: found2, site };
  return enumMember(cls, name, found2) ?? found2 ?? unknown(site, `${cls.qualname} has no ${name}`);
}
function isClassMethod(fn) {
  return fn.decorators.some((use) => use.value.kind === "external" && /(^|\.)classmethod$/.test(use.value.name));
}
function moduleAttribute(machine, object, name, site) {
  if (name === "__path__") return object;
  if (name === "__name__") return { kind: "string", value: object.name, site };
  if (name === "__file__") return { kind: "string", value: `/${object.path}`, site };
  return machine.member(object, name, site) ?? unknown(site, `${object.name} does not define ${name}`);
}
function outsideAttribute(object, name, site) {
  const dotted = canonical(`${object.name}.${name}`);
  const text = PATH_CONSTANTS.get(dotted);
  if (text !== void 0) return { kind: "string", value: text, site };
  return {
    kind: "external",
    name: dotted,
    site,
    ...object.receiver === void 0 ? {} : { receiver: object.receiver }
  };
}
function madeAttribute(machine, object, name, site) {
  if (/^(types\.Simple|argparse\.)Namespace$/.test(object.callee))
    return object.args.keywords.get(name) ?? unknown(site, `the namespace has no ${name}`);
  const ofRoute = machine.routeObjects.has(object) ? object.args.keywords.get(name) : void 0;
  if (ofRoute !== void 0) return ofRoute;
  if (object.callee === "builtins.super") return superAttribute(machine, object, name, site);
  return backendAttribute(object, name) ?? {
    kind: "external",
    name: canonical(`${object.callee}().${name}`),
    site,
    receiver: object
  };
}
function literalAttribute(object, name, site) {
  if (name === "value") return object;
  if (name === "name" && object.member !== void 0) return { kind: "string", value: object.member, site };
  if (object.kind === "string") {
    const part = pathPart(object.value, name, site);
    if (part !== void 0) return part;
  }
  return { kind: "external", name: `builtins.str().${name}`, site, receiver: object };
}
function listedModule(object, name) {
  if (object.kind !== "tuple" || object.items.length !== 3 || object.items[0]?.kind !== "external") return void 0;
  if (object.items[0].name !== "pkgutil.ModuleInfo().module_finder") return void 0;
  if (name === "name") return object.items[1];
  return name === "ispkg" ? object.items[2] : void 0;
}
function functionAttribute(machine, object, name, site) {
  const fn = object.kind === "bound-method" ? object.function : object;
  if (name === "__name__") return { kind: "string", value: fn.qualname.split(".").at(-1) ?? fn.qualname, site };
  if (name === "__module__") return { kind: "string", value: fn.moduleName, site };
  return machine.functionAttributes(fn).get(name) ?? unknown(site, `${fn.qualname}.${name}`);
}
function appAttribute(machine, object, name, site) {
  const app = machine.appNode(object.app);
  const own = app.attributes.get(name) ?? (app.class === void 0 ? void 0 : bind(machine, classAttribute(machine, app.class, name, site), object, site));
  if (own !== void 0 && own.kind !== "external") return own;
  if (name === "router") return { kind: "router", router: app.router, site };
  return {
    kind: "external",
    name: `${app.plain ? "starlette.applications.Starlette" : "fastapi.FastAPI"}().${name}`,
    receiver: object,
    site
  };
}
function routerAttribute(machine, object, name, site) {
  const router = machine.routerNode(object.router);
  const own = router.attributes.get(name) ?? (router.class === void 0 ? void 0 : bind(machine, classAttribute(machine, router.class, name, site), object, site));
  if (own !== void 0 && own.kind !== "external") return own;
  if (name === "prefix") return { kind: "string", value: router.prefix.text, site };
  if (name === "dependencies") return machine.listValue(router.dependencyList, site);
  return { kind: "external", name: `fastapi.APIRouter().${name}`, receiver: object, site };
}
function superAttribute(machine, object, name, site) {
  const cell = machine.supers.get(object);
  if (cell === void 0) return unknown(site, `super().${name}`);
  for (const base of cell.cls.bases) {
    const found2 = base.kind === "class" ? classAttribute(machine, base, name, site) : void 0;
    if (found2 !== void 0 && found2.kind !== "external") return bind(machine, found2, cell.self, site) ?? found2;
  }
  if (cell.self.kind === "app")
    return { kind: "external", name: `fastapi.FastAPI().${name}`, receiver: cell.self, site };
  if (cell.self.kind === "router")
    return { kind: "external", name: `fastapi.APIRouter().${name}`, receiver: cell.self, site };
  return { kind: "external", name: `super().${name}`, receiver: cell.self, site };
}
function classAttribute(machine, cls, name, site) {
  const own = machine.classFrame(cls)?.own(name);
  if (own !== void 0) return own;
  for (const base of cls.bases) {
    const found2 = base.kind === "class" ? classAttribute(machine, base, name, site) : void 0;
    if (found2 !== void 0) return found2;
  }
  const outside2 = cls.bases.find((base) => base.kind === "external");
  return outside2?.kind === "external" && !/^(typing|abc|enum|builtins)\./.test(outside2.name) ? { kind: "external", name: `${outside2.name}.${name}`, site } : void 0;
}
function hasBase(cls, pattern2) {
  return cls.bases.some(
    (base) => base.kind === "external" ? pattern2.test(base.name) : base.kind === "class" ? hasBase(base, pattern2) : false
  );
}
function instanceAttribute(machine, object, name, site) {
  const assigned = object.attributes.get(name);
  if (assigned !== void 0) return assigned;
  const found2 = classAttribute(machine, object.class, name, site);
  if (isSettings(object.class)) return settingsField(machine, object, name, found2, site);
  const field = found2?.kind === "function" ? void 0 : modelField(machine, object, name, site);
  const own = found2?.kind === "external" ? inheritedFromOutside(found2, object) : bind(machine, found2, object, site);
  const value = field ?? own;
  return value ?? unknown(site, `${object.class.qualname} has no ${name}`);
}
function inheritedFromOutside(found2, object) {
  return found2.receiver !== void 0 ? found2 : { ...found2, receiver: object };
}
function bind(machine, found2, self, site) {
  if (found2?.kind !== "function") return found2;
  const names2 = found2.decorators.map((use) => use.value.kind === "external" ? use.value.name : "");
  if (names2.some((name) => /(^|\.)staticmethod$/.test(name))) return found2;
  const receiver = isClassMethod(found2) ? classOf(self) ?? self : self;
  const bound = { kind: "bound-method", self: receiver, function: found2, site };
  return names2.some((name) => /(^|\.)(property|cached_property|computed_field)$/.test(name)) ? callValue(machine, bound, machine.noArguments, site) : bound;
}
function classOf(object) {
  if (object.kind === "instance") return object.class;
  if (object.kind === "app" && object.app instanceof AppNode) return object.app.class;
  return object.kind === "router" && object.router instanceof RouterNode ? object.router.class : void 0;
}
function setAttribute(machine, object, name, value, site) {
  if (machine.frozen) return;
  if (object.kind === "instance") machine.attributesOf(object).set(name, value);
  else if (object.kind === "app") assignAppAttribute(machine, machine.appNode(object.app), name, value, site);
  else if (object.kind === "router") setRouterAttribute(machine, object, name, value);
  else if (object.kind === "class") machine.classFrame(object)?.set(name, value);
  else if (object.kind === "module") machine.frames.get(object.path)?.set(name, value);
  else if (object.kind === "function") machine.functionAttributes(object).set(name, value);
  else if (object.kind === "choice")
    for (const one of object.alternatives) setAttribute(machine, one.value, name, value, site);
}
function setRouterAttribute(machine, object, name, value) {
  const router = machine.routerNode(object.router);
  if (name === "dependencies") {
    const known = value.kind === "list" || value.kind === "tuple";
    router.dependencyList.items = known ? [...value.items] : [value];
    router.dependencyList.open = known ? value.open === true : true;
  } else if (name === "route_class") router.routeClass = value;
  else if (name === "prefix")
    router.prefix = value.kind === "string" ? { text: value.value, known: true } : { text: "{?}", known: false };
  else if (name === "routes") replaceRoutes(machine, router, value);
  else router.attributes.set(name, value);
}

// src/fastapi/interpreter/call-memory.ts
var MOST_STEPS = 2e3;
var CallMemory = class {
  #results = /* @__PURE__ */ new Map();
  #ids = /* @__PURE__ */ new WeakMap();
  #next = 0;
  /** `depth` is part of the question: deeper down less is followed. */
  recall(machine, fn, args, follow) {
    if (!machine.frozen) return follow();
    const key = this.#keyOf(machine, fn, args);
    const known = this.#results.get(key);
    if (known !== void 0) return known;
    const { left: left2 } = machine.room;
    const found2 = follow();
    if (!machine.room.isEmpty || left2 - machine.room.left > MOST_STEPS) this.#results.set(key, found2);
    return found2;
  }
  #keyOf(machine, fn, args) {
    const closure = typeof fn.closure === "object" && fn.closure !== null ? this.#id(fn.closure) : 0;
    return `${this.#id(fn.def)} ${closure} ${machine.stack.length} ${this.#ofCall(args, 3)}`;
  }
  #ofCall(args, depth) {
    const positional = args.positional.map((value) => this.#of(value, depth));
    const keywords2 = [...args.keywords].map(([name, value]) => `${name}=${this.#of(value, depth)}`);
    return JSON.stringify([...positional, ...keywords2, ...args.open ? ["*"] : []]);
  }
  /** Two values with one text are the same to whatever is handed them; below `depth` only a thing itself is the same. */
  #of(value, depth) {
    switch (value.kind) {
      case "string":
      case "number":
      case "bool":
        return `${value.kind} ${String(value.value)}`;
      case "none":
      case "unknown":
        return value.kind;
      case "external":
        return value.receiver === void 0 ? value.name : `this ${this.#id(value)}`;
      case "instance":
        return value.attributes.size === 0 && value.args.open ? `object ${this.#id(value.class.def)}` : `this ${this.#id(value)}`;
      case "external-call":
        if (depth === 0) break;
        return `${value.receiver === void 0 ? "" : this.#of(value.receiver, depth - 1)} ${value.callee} ${this.#ofCall(value.args, depth - 1)}`;
      case "choice":
        if (depth === 0) break;
        return value.alternatives.map((one) => `${this.#of(one.value, depth - 1)} if ${one.condition ?? ""} ${String(one.usual)}`).join(" | ");
      default:
    }
    return `this ${this.#id(value)}`;
  }
  #id(object) {
    const known = this.#ids.get(object);
    if (known !== void 0) return known;
    this.#ids.set(object, ++this.#next);
    return this.#next;
  }
};

// src/fastapi/interpreter/room.ts
var STEPS = 3e6;
var Room = class {
  #left = STEPS;
  #stoppedAt;
  /** Takes a step; false when there is no room for it. */
  take() {
    if (this.isEmpty) return false;
    this.#left--;
    return true;
  }
  get left() {
    return this.#left;
  }
  get isEmpty() {
    return this.#left <= 0;
  }
  /** Remembers the first place that was not read for want of room. */
  stop(site) {
    this.#stoppedAt ??= site;
  }
  /** Does work in at most so many steps, and says where they ran out, if they did. */
  within(steps, work) {
    const outer = { left: this.#left, stoppedAt: this.#stoppedAt };
    this.#left = steps;
    this.#stoppedAt = void 0;
    try {
      const value = work();
      return { value, spent: steps - this.#left, stoppedAt: this.#stoppedAt };
    } finally {
      this.#left = outer.left;
      this.#stoppedAt = outer.stoppedAt;
    }
  }
};

// src/fastapi/interpreter/machine.ts
var MAX_DEPTH2 = 40;
var QUIET_STEPS = 4e3;
var QUIET_DEPTH = 10;
var Machine = class {
  project;
  apps = [];
  routers = [];
  unresolved = [];
  frames = /* @__PURE__ */ new Map();
  /** Conditions under which the current statement runs. */
  conditions = [];
  /** Calls that are being followed, innermost last. */
  stack = [];
  calls = new CallMemory();
  /** Functions that were followed at least once. */
  followed = /* @__PURE__ */ new Set();
  /** Handlers of startup events and lifespans, run after everything else. */
  startup = [];
  /** The release evaluates text annotations in the callable's own globals. */
  ownGlobals = false;
  /** The release does not look through `type Name = Annotated[…]`. */
  opaqueAliases = false;
  afterStart = false;
  underMain = false;
  room = new Room();
  #order = 0;
  #quiet = false;
  parseExpression;
  constructor(project, parseExpression) {
    this.project = project;
    this.parseExpression = parseExpression;
  }
  /** True once the application is built: what is evaluated later must change nothing. */
  frozen = false;
  /** Evaluates for a reader: nothing is registered, and the work is bounded on its own. */
  quietly(work) {
    const { frozen } = this;
    const outermost2 = !this.#quiet;
    this.frozen = true;
    this.#quiet = true;
    try {
      return outermost2 ? this.room.within(QUIET_STEPS, work).value : work();
    } finally {
      this.frozen = frozen;
      if (outermost2) this.#quiet = false;
    }
  }
  /** Attributes that objects of a class got when the application was built; empty when none was made. */
  knownAttributes(cls) {
    return this.instances.get(cls.def) ?? /* @__PURE__ */ new Map();
  }
  /** The next place in the order of events. */
  tick() {
    return ++this.#order;
  }
  get tooDeep() {
    return this.stack.length >= (this.#quiet ? QUIET_DEPTH : MAX_DEPTH2);
  }
  /** The condition for what is added to something: what a script adds under its main guard is not there on import. */
  conditionFor(owner) {
    const guard = this.underMain && !owner.underMain ? '__name__ == "__main__"' : void 0;
    return [guard, this.condition].filter((one) => one !== void 0).join(" and ") || void 0;
  }
  get condition() {
    return [...new Set(this.conditions)].join(" and ") || void 0;
  }
  /** Runs `work` as if it stood under a condition. */
  under(condition, work) {
    if (condition === void 0) return work();
    this.conditions.push(condition);
    try {
      return work();
    } finally {
      this.conditions.pop();
    }
  }
  note(site, reason) {
    if (this.frozen) return;
    const line = site.span.startLine;
    if (this.unresolved.some((one) => one.path === site.path && one.line === line && one.reason === reason)) return;
    this.unresolved.push({ path: site.path, line, reason });
  }
  /** The frame of a file, run on first use. Undefined when the file is not there. */
  frameOf(path, name) {
    const known = this.frames.get(path);
    if (known !== void 0) return known;
    const module = this.project.module(path);
    if (module === void 0) return void 0;
    const frame = new Frame("module", module, name ?? this.project.layout.nameOf(path), "");
    this.frames.set(path, frame);
    this.#runModule(frame);
    return frame;
  }
  #runModule(frame) {
    const conditions = this.conditions.splice(0);
    const underMain = this.underMain;
    this.underMain = false;
    this.stack.push(frame);
    try {
      runBody(this, frame.module.body, frame);
    } finally {
      this.stack.pop();
      this.underMain = underMain;
      this.conditions.push(...conditions);
    }
  }
  /** Imports a module the way Python does, parents first, and returns what its dotted name stands for. */
  importModule(frame, dotted, level, site) {
    const importer = frame.module.path;
    const target = this.project.layout.resolve(importer, dotted, level);
    if (target.kind === "outside") return { kind: "external", name: target.name, site };
    if (level === 0) this.#importParents(importer, dotted);
    return this.moduleValue(target, site);
  }
  #importParents(importer, dotted) {
    const parts = dotted.split(".");
    for (let count = 1; count < parts.length; count++) {
      const name = parts.slice(0, count).join(".");
      const parent = this.project.layout.resolve(importer, name, 0);
      if (parent.kind === "file") this.frameOf(parent.path, parent.name);
    }
  }
  moduleValue(target, site) {
    if (target.kind === "file") this.frameOf(target.path, target.name);
    return { kind: "module", path: target.path, name: target.name, site };
  }
  /** `module.name`: a binding of the module, else a submodule. */
  member(module, name, site) {
    const frame = this.frames.get(module.path);
    const bound = frame?.own(name);
    if (bound !== void 0) return bound;
    const target = this.project.sources.has(module.path) ? { kind: "file", path: module.path, name: module.name } : { kind: "folder", path: module.path, name: module.name };
    const child = this.project.layout.child(target, name);
    if (child !== void 0 && child.kind !== "outside") return this.moduleValue(child, site);
    const fallback = frame?.own("__getattr__");
    if (fallback?.kind !== "function" || this.stack.includes(fallback.def)) return void 0;
    const made = callValue(
      this,
      fallback,
      { ...NO_ARGUMENTS, positional: [{ kind: "string", value: name, site }] },
      site
    );
    return made.kind === "none" ? unknown(site, `${module.name}.${name} is made by __getattr__`) : made;
  }
  /** Context managers that a `with` is entering, and what their `yield` does. */
  atYield = /* @__PURE__ */ new WeakMap();
  /** Scopes of methods that are being followed: the object, and the class that defines the method. */
  selfOf = /* @__PURE__ */ new WeakMap();
  /** Class-based views: a view below one of them has its own new attributes ignored. */
  views = /* @__PURE__ */ new Set();
  /** Attributes of the first object made of each class. */
  instances = /* @__PURE__ */ new Map();
  classOf = /* @__PURE__ */ new WeakMap();
  /** The project's own metaclasses, by class, and the classes that they are making. */
  metaclasses = /* @__PURE__ */ new WeakMap();
  making = [];
  /** Route objects that loops over `router.routes` saw, and the registrations that they are. */
  routeObjects = /* @__PURE__ */ new WeakMap();
  /** Objects of outside classes on which routes were registered. */
  outsideRouters = /* @__PURE__ */ new Map();
  /** `super()` values: where to look next. */
  supers = /* @__PURE__ */ new WeakMap();
  /** `uvicorn.run(...)` and its like. */
  servers = [];
  noArguments = NO_ARGUMENTS;
  #madeUnder = /* @__PURE__ */ new WeakMap();
  #subclasses = /* @__PURE__ */ new WeakMap();
  #functions = /* @__PURE__ */ new WeakMap();
  #lists = /* @__PURE__ */ new WeakMap();
  /** The node behind an app; every app is made here. */
  appNode(app) {
    if (!(app instanceof AppNode)) throw new TypeError("an app that the interpreter did not make");
    return app;
  }
  routerNode(router) {
    if (!(router instanceof RouterNode)) throw new TypeError("a router that the interpreter did not make");
    return router;
  }
  /** The names bound in a class body. */
  classFrame(cls) {
    return cls.closure instanceof Frame ? cls.closure : void 0;
  }
  /** The scope a function was defined in. */
  closureOf(fn) {
    return fn.closure instanceof Frame ? fn.closure : void 0;
  }
  /** Classes made so far that name this one as a base. */
  subclassesOf(cls) {
    const known = this.#subclasses.get(cls.def) ?? [];
    this.#subclasses.set(cls.def, known);
    return known;
  }
  /** What was set on a function: `view.route = "/x"`. Each making of a closure has its own. */
  functionAttributes(fn) {
    const scope = this.closureOf(fn);
    const ofScope = scope === void 0 ? void 0 : this.#functions.get(scope) ?? /* @__PURE__ */ new Map();
    const known = ofScope?.get(fn.def) ?? /* @__PURE__ */ new Map();
    if (scope !== void 0 && ofScope !== void 0) this.#functions.set(scope, ofScope.set(fn.def, known));
    return known;
  }
  attributesOf(instance) {
    if (!isGrowing(instance.attributes)) throw new TypeError("an instance that the interpreter did not make");
    return instance.attributes;
  }
  /** A list value that shares its items with a router's own list: `router.dependencies.append(…)`. */
  listValue(list, site) {
    const value = { kind: "list", items: list.items, site, ...list.open ? { open: true } : {} };
    this.#lists.set(value, list);
    return value;
  }
  /** `list.append`, `extend`, `insert`: changes the list for everyone who holds it. */
  append(list, added, open2 = false) {
    if (this.frozen) return;
    const condition = this.conditionSince(list);
    const items = condition === void 0 ? added : added.map((item) => maybe(item, condition));
    const shared = this.#lists.get(list);
    if (shared !== void 0) {
      shared.items.push(...items);
      shared.open ||= open2;
    } else Object.assign(list, { items: [...list.items, ...items], ...open2 ? { open: true } : {} });
  }
  /** Remembers under which conditions a list or dict was made: what is added under the same ones is always there. */
  madeUnder(container) {
    if (!this.#madeUnder.has(container)) this.#madeUnder.set(container, this.conditions.length);
    return container;
  }
  /** The conditions that hold here and did not where the container was made. */
  conditionSince(container) {
    const since = this.conditions.slice(this.#madeUnder.get(container) ?? 0);
    return since.length === 0 || this.afterStart ? void 0 : [...new Set(since)].join(" and ");
  }
  site(frame, node) {
    return siteOf(frame.module, node);
  }
};

// src/fastapi/application.ts
function runApplication(project, entries, parseExpression) {
  const machine = new Machine(project, parseExpression);
  bounded(machine, () => {
    for (const path of entries.modules) machine.frameOf(path);
    callNamedFactories(machine, entries);
  });
  runStartup(machine);
  bounded(machine, () => callOtherFactories(machine, entries));
  runStartup(machine);
  noteUnproven(machine);
  nameServers(machine);
  return machine;
}
function bounded(machine, work) {
  const { stoppedAt } = machine.room.within(STEPS, work);
  if (stoppedAt !== void 0)
    machine.note(
      stoppedAt,
      "code that is too long to follow: what is imported and registered from here on is not read"
    );
}
var MATTERS = /fastapi|starlette|forwarded_allow_ips|\b(jwt|jose|hashlib|passlib|bcrypt|secrets?|passw|token|cookie|authori[sz])/i;
function readOthers(machine, project, scope = project.sources.keys()) {
  for (const path of scope) {
    if (!machine.frames.has(path) && MATTERS.test(project.text(path))) machine.quietly(() => machine.frameOf(path));
  }
}
function callNamedFactories(machine, entries) {
  for (const { path, name } of entries.factories) {
    const value = machine.frameOf(path)?.own(name);
    if (value?.kind === "function" && !machine.followed.has(value.def)) callFactory(machine, value);
  }
}
function callOtherFactories(machine, entries) {
  const factories = entries.modules.flatMap((path) => factoriesOf(machine, path));
  const calls = (one, name) => new RegExp(`(?<!def )\\b${name}\\(`).test(one.module.text.slice(one.def.start, one.def.end));
  const isCalled = (value) => factories.some((other) => other !== value && calls(other, nameOf2(value)));
  const [outer, inner] = [factories.filter((one) => !isCalled(one)), factories.filter(isCalled)];
  for (const value of [...outer, ...inner]) if (!machine.followed.has(value.def)) callFactory(machine, value);
  for (const app of machine.apps.filter((one) => one.name.startsWith("<"))) {
    const maker = factories.find((one) => holds(siteOf(one.module, one.def), app.site));
    if (maker !== void 0) app.name = factoryName(maker);
  }
}
function holds(outer, inner) {
  const { startLine, endLine } = outer.span;
  const line = inner.span.startLine;
  return outer.path === inner.path && startLine <= line && line <= endLine;
}
function factoriesOf(machine, path) {
  const frame = machine.frames.get(path);
  return (frame?.module.body ?? []).flatMap((statement) => {
    if (frame === void 0 || statement.kind !== "function" || !returns(statement.body)) return [];
    const value = frame.own(statement.name);
    return value?.kind === "function" && makesApp(machine, value, /* @__PURE__ */ new Set()) ? [value] : [];
  });
}
function nameOf2(value) {
  return value.def.kind === "function" ? value.def.name : "";
}
function makesApp(machine, fn, seen) {
  if (fn.def.kind !== "function" || seen.has(fn.def)) return false;
  seen.add(fn.def);
  const body = fn.module.text.slice(fn.def.signatureEnd, fn.def.end);
  if (/\b(FastAPI|Starlette)\(/.test(body)) return true;
  if (fn.decorators.some(({ value }) => value.kind !== "external") || !handsOver(fn.def.body)) return false;
  return [...body.matchAll(/(?<![\w.])([A-Za-z_]\w*(?:\.\w+)*)\(/g)].some(([, callee = ""]) => {
    const called = machine.quietly(() => namedBy(machine, fn, callee));
    if (called?.kind === "class") return hasBase(called, APP_BASE);
    return called?.kind === "function" && isReturning(called) && makesApp(machine, called, seen);
  });
}
function namedBy(machine, fn, dotted) {
  const [first = "", ...rest] = dotted.split(".");
  const start = machine.closureOf(fn)?.get(first);
  if (start === void 0 || rest.length > 0 && start.kind !== "module") return start;
  return rest.reduce((value, name) => getAttribute(machine, value, name, fn.site), start);
}
function isReturning(fn) {
  return fn.def.kind === "function" && returns(fn.def.body);
}
function handsOver(body) {
  return body.some(
    (one) => one.kind === "return" && (one.value?.kind === "name" || one.value?.kind === "call" || one.value?.kind === "await")
  );
}
function returns(body) {
  return body.some((one) => one.kind === "return" && one.value !== void 0) || body.some(
    (one) => "body" in one && Array.isArray(one.body) && one.kind !== "function" && one.kind !== "class" && returns(one.body)
  );
}
function factoryName(fn) {
  return `${fn.moduleName}:${fn.qualname}()`;
}
function callFactory(machine, fn) {
  const made = callValue(machine, fn, machine.noArguments, fn.site);
  for (const { value } of alternativesOf(made))
    if (value.kind === "app" && value.app.name.startsWith("<")) machine.appNode(value.app).name = factoryName(fn);
}
function nameServers(machine) {
  for (const server of machine.servers) {
    const app = servedApp(machine, server.target, server.site.path);
    app?.servedBy.push({ site: server.site, args: server.args, underMain: server.underMain });
  }
}
function servedApp(machine, target, importer) {
  if (target.kind === "app") return machine.appNode(target.app);
  const text = textOfValue(target);
  if (text === void 0) return void 0;
  const [module = "", name = "app"] = text.split(":");
  const found2 = machine.project.layout.resolve(importer, module, 0);
  const value = found2.kind === "file" ? machine.frames.get(found2.path)?.own(name) : void 0;
  if (value?.kind === "app") return machine.appNode(value.app);
  return machine.apps.length === 1 ? machine.apps[0] : void 0;
}

// src/fastapi/entries.ts
var ENTRY_NAMES = /(^|\/)(main|app|asgi|wsgi|server|run|serve|__main__|application|api|index|start|web|webapp|service|manage|cli)\.py$/;
var MADE_HERE = /^(app|api|application|asgi|server)\b[^=\n]*=\s*[\w.]+\(/m;
var SERVER_STRING = /["'\s=]([A-Za-z_][\w.]*):([A-Za-z_]\w*)(\(\))?(?=["'\s,]|$)/gm;
function findEntries(project, texts2, scope) {
  const seeds = [...project.sources.keys()].filter(
    (path) => /\b(FastAPI|Starlette)\b/.test(project.text(path)) || /\bimport fastapi\b/.test(project.text(path))
  );
  const named = namedByServers(project, texts2);
  const above = project.importers.above(seeds);
  const conventional = [...above].filter(
    (path) => ENTRY_NAMES.test(path) || /\b(uvicorn|hypercorn|granian|gunicorn)\b/.test(project.text(path)) || MADE_HERE.test(project.text(path))
  );
  const ordered = [...named.map((one) => one.path), ...conventional.sort(byDepth), ...seeds.sort(byDepth)];
  const inScope = (path) => scope?.has(path) ?? true;
  return {
    modules: [...new Set(ordered)].filter(inScope),
    factories: named.filter((one) => one.name !== "" && inScope(one.path))
  };
}
function namedByServers(project, texts2) {
  const found2 = [];
  const sources = [...texts2].filter(([path]) => !/\.lock$/.test(path));
  for (const path of project.sources.keys())
    if (/\b(uvicorn|hypercorn|gunicorn|granian)\b/.test(project.text(path))) sources.push([path, project.text(path)]);
  for (const [path, text] of sources) {
    if (text.length > 2e5) continue;
    for (const match of text.matchAll(SERVER_STRING)) {
      const [, module = "", name = ""] = match;
      const target = project.layout.resolve(path, module, 0);
      if (target.kind !== "file" || !new RegExp(`\\b${name}\\b`).test(project.text(target.path))) continue;
      found2.push({ path: target.path, name: new RegExp(`def ${name}\\b`).test(project.text(target.path)) ? name : "" });
    }
  }
  return found2;
}
function byDepth(a, b) {
  return a.split("/").length - b.split("/").length || (a < b ? -1 : 1);
}

// src/fastapi/call-sites.ts
var CallInCode = class {
  code;
  node;
  awaited;
  #callee;
  constructor(code, node, awaited) {
    this.code = code;
    this.node = node;
    this.awaited = awaited;
  }
  get site() {
    return siteOf(this.code.module, this.node);
  }
  get callee() {
    return this.#resolve().name;
  }
  // A getter, so that looking at one call does not resolve them all.
  get target() {
    return this.#resolve().target;
  }
  get open() {
    return this.node.args.some((argument) => argument.unpack !== void 0 && this.#unpacked(argument) === void 0);
  }
  argumentNode(name, position) {
    const keyword = this.node.args.find((argument) => argument.name === name);
    if (keyword !== void 0) return keyword.value;
    if (position === void 0) return void 0;
    const positional = this.node.args.filter((argument) => argument.name === void 0);
    const before = positional.slice(0, position + 1);
    return before.some((argument) => argument.unpack !== void 0) ? void 0 : before[position]?.value;
  }
  argument(name, position) {
    const node = this.argumentNode(name, position);
    return node === void 0 ? this.#inOptions(name) : this.code.valueOf(node);
  }
  argumentSite(name, position) {
    const keyword = this.node.args.find((argument) => argument.name === name);
    if (keyword !== void 0) return siteOf(this.code.module, keyword);
    const node = this.argumentNode(name, position);
    if (node !== void 0) return siteOf(this.code.module, node);
    const site = this.#inOptions(name)?.site;
    return site?.path === this.code.module.path ? site : void 0;
  }
  /** The entry of a dict that is unpacked: `**OPTIONS`. */
  #inOptions(name) {
    for (const argument of this.node.args) {
      const entry = this.#unpacked(argument)?.entries.findLast(
        ({ key }) => key.kind === "string" && key.value === name
      );
      if (entry !== void 0) return entry.value;
    }
    return void 0;
  }
  /** The dict behind `**OPTIONS`, where it is known whole. */
  #unpacked({ unpack, value }) {
    if (unpack !== "**" || value.kind === "name" && isChanged(this.code, value.id)) return void 0;
    const dict = this.code.valueOf(value);
    const isWhole2 = dict.kind === "dict" && dict.open !== true && dict.entries.every(({ key }) => key.kind === "string");
    return isWhole2 ? dict : void 0;
  }
  #resolve() {
    this.#callee ??= calleeOf(this.code, this.node);
    return this.#callee;
  }
};
function isChanged(code, name) {
  let found2 = false;
  walk(code.body, (node) => {
    const holder = node.kind === "subscript" ? node.value : node.kind === "call" && node.func.kind === "attribute" && /^(update|setdefault|pop)$/.test(node.func.attr) ? node.func.value : void 0;
    if (holder?.kind === "name" && holder.id === name) found2 = true;
    return !found2;
  });
  return found2;
}
function calleeOf(code, node) {
  const value = code.valueOf(node.func);
  switch (value.kind) {
    case "external":
      return { name: value.name };
    case "external-call":
      return { name: `${value.callee}()` };
    case "function":
      return { name: callableName(value), target: value };
    case "bound-method":
      return { name: callableName(value.function), target: value.function };
    case "class":
      return { name: callableName(value) };
    case "instance": {
      const call = classAttribute(code.machine, value.class, "__call__", value.site);
      return {
        name: `${value.class.moduleName}:${value.class.qualname}.__call__`,
        ...call?.kind === "function" ? { target: call } : {}
      };
    }
    default:
      return {
        name: node.func.kind === "attribute" ? `?.${node.func.attr}` : node.func.kind === "name" ? `?${node.func.id}` : "?"
      };
  }
}

// src/fastapi/locals.ts
function lateParameter(machine, param, outer, inner, def) {
  const site = siteOf(outer.module, param);
  return {
    kind: "late",
    site,
    read: once(machine, site, () => parameterValue(machine, param, { outer, inner, def }, site))
  };
}
function parameterValue(machine, param, place, site) {
  const { outer, inner, def } = place;
  if ((param.name === "self" || param.name === "cls") && def.params[0] === param && outer.kind === "class") {
    const cls = machine.classOf.get(outer);
    if (cls !== void 0)
      return param.name === "cls" ? cls : {
        kind: "instance",
        class: cls,
        args: { ...NO_ARGUMENTS, open: true },
        attributes: machine.knownAttributes(cls),
        site
      };
  }
  const annotation = param.annotation === void 0 ? void 0 : evaluateAnnotation(machine, param.annotation, outer);
  const made = annotation === void 0 ? void 0 : objectOf(annotation, site);
  if (made !== void 0) return made;
  const fallback = param.default === void 0 ? void 0 : evaluate(machine, param.default, outer);
  const marker = (fallback === void 0 ? void 0 : markerOf(fallback)) ?? (annotation?.kind === "annotated" ? annotation.metadata.map(markerOf).find((one) => one !== void 0) : void 0);
  const callable = marker === void 0 ? void 0 : argumentOf(marker.args, "dependency", 0);
  if (callable !== void 0) return callValue(machine, callable, { ...NO_ARGUMENTS, open: true }, site);
  return unknown(site, `parameter ${param.name} of ${inner.qualifier.replace(/\.<locals>$/, "")}`);
}
var WRAPPED = /(^|\.)(Optional|Union|FromDishka|Injected|FromContainer)\[\]$/;
function objectOf(annotation, site) {
  if (annotation.kind === "annotated") return objectOf(annotation.base, site);
  if (annotation.kind === "class")
    return { kind: "instance", class: annotation, args: { ...NO_ARGUMENTS, open: true }, attributes: /* @__PURE__ */ new Map(), site };
  if (annotation.kind === "external") {
    return /^(builtins|typing|collections)\./.test(annotation.name) ? void 0 : { kind: "external-call", callee: annotation.name, args: { ...NO_ARGUMENTS, open: true }, site };
  }
  if (annotation.kind === "external-call" && WRAPPED.test(annotation.callee)) {
    const inner = annotation.args.positional.filter((one) => one.kind !== "none");
    return inner.length === 1 && inner[0] !== void 0 ? objectOf(inner[0], site) : void 0;
  }
  return void 0;
}
function bindLocals(machine, body, frame) {
  const assigned = /* @__PURE__ */ new Map();
  const add = (name, read3) => {
    const list = assigned.get(name);
    if (list === void 0) assigned.set(name, [read3]);
    else list.push(read3);
  };
  const loops = /* @__PURE__ */ new Map();
  walk(
    body,
    (node) => {
      bindNode(machine, node, frame, add);
      if (node.kind === "comprehension") {
        for (const one of node.generators) if (one.target.kind === "name") loops.set(one.target.id, one);
      }
    },
    { scope: "own" }
  );
  for (const [name, loop] of loops)
    if (!assigned.has(name) && frame.own(name) === void 0) add(name, () => itemOfLoop(machine, loop, frame));
  for (const [name, reads2] of assigned) {
    const site = siteOf(frame.module, { start: 0, end: 1 });
    frame.set(name, {
      kind: "late",
      site,
      read: once(machine, site, () => {
        const values = reads2.slice(0, 8).map((read3) => ({ value: read3() }));
        const [first] = values;
        return first === void 0 ? unknown(site, name) : choice(values, first.value.site);
      })
    });
  }
}
function bindNode(machine, node, frame, add) {
  const opaque = (target, reason) => {
    if (target.kind === "name") add(target.id, () => unknown(siteOf(frame.module, target), reason));
    else if (target.kind === "tuple" || target.kind === "list") for (const item of target.items) opaque(item, reason);
  };
  const bindTarget = (target, value) => {
    if (target.kind !== "name") opaque(target, "a part of something");
    else if (value !== void 0) add(target.id, () => evaluate(machine, value, frame));
  };
  switch (node.kind) {
    case "assign":
      for (const target of node.targets) bindTarget(target, node.value);
      return;
    case "walrus":
      add(node.target.id, () => evaluate(machine, node.value, frame));
      return;
    case "for": {
      const { target } = node;
      if (target.kind === "name") add(target.id, () => itemOfLoop(machine, node, frame));
      else opaque(target, "an item of a loop");
      return;
    }
    case "with":
      for (const item of node.items)
        if (item.target?.kind === "name") add(item.target.id, () => evaluate(machine, item.context, frame));
      return;
    case "try":
      for (const handler of node.handlers)
        if (handler.name !== void 0) add(handler.name, () => unknown(siteOf(frame.module, handler), "an exception"));
      return;
    case "augassign":
      opaque(node.target, "changed in place");
      return;
    case "import-from":
    case "import":
      bindImport(machine, node, frame, add);
      return;
    case "function":
    case "class":
      add(node.name, () => defined(node, frame));
      return;
    default:
      return;
  }
}
function itemOfLoop(machine, node, frame) {
  const site = siteOf(frame.module, node.target);
  const items = iterate(machine, evaluate(machine, node.iter, frame));
  if (items === void 0 || items.length === 0) return unknown(site, "an item of a loop");
  return choice(
    items.map((value) => ({ value })),
    site
  );
}
function defined(node, frame) {
  const site = siteOf(frame.module, { start: node.defStart, end: node.end });
  if (node.kind === "class") return unknown(site, `class ${node.name} in a function`);
  return {
    kind: "function",
    site,
    module: frame.module,
    moduleName: frame.moduleName,
    qualname: frame.qualify(node.name),
    def: node,
    closure: frame,
    decorators: []
  };
}
function bindImport(machine, node, frame, add) {
  const site = siteOf(frame.module, node);
  if (node.kind === "import") {
    for (const name of node.names)
      add(
        name.as ?? name.name.split(".")[0] ?? name.name,
        () => machine.importModule(
          frame,
          name.as === void 0 ? name.name.split(".")[0] ?? name.name : name.name,
          0,
          site
        )
      );
    return;
  }
  if (node.names === "*") return;
  for (const name of node.names) {
    add(name.as ?? name.name, () => {
      const source2 = machine.importModule(frame, node.module, node.level, site);
      if (source2.kind === "external") return { kind: "external", name: `${source2.name}.${name.name}`, site };
      return source2.kind === "module" ? machine.member(source2, name.name, site) ?? unknown(site, name.name) : unknown(site, name.name);
    });
  }
}
function once(machine, site, read3) {
  let value;
  let reading2 = false;
  return () => {
    if (value !== void 0) return value;
    if (reading2) return unknown(site, "it depends on itself");
    reading2 = true;
    try {
      const found2 = machine.quietly(read3);
      value = found2;
      return found2;
    } finally {
      reading2 = false;
    }
  };
}

// src/fastapi/codes.ts
var CodeBody = class {
  name;
  module;
  def;
  owner;
  body;
  frame;
  machine;
  #values = /* @__PURE__ */ new Map();
  #calls;
  #callAt;
  constructor(machine, place) {
    this.machine = machine;
    this.name = place.name;
    this.module = place.frame.module;
    this.body = place.body;
    this.frame = place.frame;
    if (place.def !== void 0) this.def = place.def;
    if (place.owner !== void 0) this.owner = place.owner;
  }
  get calls() {
    this.#calls ??= this.#findCalls();
    return this.#calls;
  }
  /** The call that an expression of this body is. */
  callAt(expr) {
    this.#callAt ??= new Map(this.calls.map((call) => [call.node, call]));
    return this.#callAt.get(expr);
  }
  valueOf(expr) {
    const known = this.#values.get(expr);
    if (known !== void 0) return known;
    const value = this.machine.quietly(() => evaluate(this.machine, expr, this.frame));
    this.#values.set(expr, value);
    return value;
  }
  #findCalls() {
    const found2 = [];
    const awaited = /* @__PURE__ */ new Set();
    walk(
      this.body,
      (node) => {
        if (node.kind === "await") awaited.add(node.value);
        if (node.kind === "call") found2.push(new CallInCode(this, node, awaited.has(node)));
      },
      { scope: "own" }
    );
    return found2;
  }
};
function codesOf(machine, top) {
  const codes = [
    new CodeBody(machine, { name: `${top.moduleName}:<module>`, frame: top, body: top.module.body })
  ];
  collect(machine, top.module.body, top, void 0, codes);
  return codes;
}
function collect(machine, body, frame, owner, into) {
  for (const statement of definitionsIn(body)) {
    if (statement.kind === "class") {
      const value = frame.own(statement.name);
      const scope = value?.kind === "class" && value.def === statement ? machine.classFrame(value) : void 0;
      collect(
        machine,
        statement.body,
        scope ?? new Frame("class", frame.module, frame.moduleName, frame.qualify(statement.name), frame),
        statement,
        into
      );
      continue;
    }
    const code = functionCode(machine, statement, frame, owner);
    into.push(code);
    collect(machine, statement.body, code.frame, void 0, into);
  }
}
function definitionsIn(body) {
  const found2 = [];
  walk(
    body,
    (node) => {
      if (node.kind === "function" || node.kind === "class") found2.push(node);
      return node.kind !== "function" && node.kind !== "class";
    },
    { scope: "own" }
  );
  return found2;
}
function functionCodeOf(machine, def, outer) {
  return functionCode(machine, def, outer, outer.kind === "class" ? machine.classOf.get(outer)?.def : void 0);
}
function functionCode(machine, def, outer, owner) {
  const qualname = outer.qualify(def.name);
  const frame = new Frame("function", outer.module, outer.moduleName, `${qualname}.<locals>`, outer);
  for (const param of def.params) frame.set(param.name, lateParameter(machine, param, outer, frame, def));
  bindLocals(machine, def.body, frame);
  return new CodeBody(machine, {
    name: `${outer.moduleName}:${qualname}`,
    frame,
    body: def.body,
    def,
    ...owner === void 0 ? {} : { owner }
  });
}

// src/fastapi/data-models.ts
var KINDS2 = [
  ["settings", /^(pydantic_settings(\.main)?|pydantic(\.env_settings)?)\.BaseSettings$/],
  ["sqlmodel", /^sqlmodel(\.main)?\.SQLModel$/],
  ["pydantic", /^pydantic(\.\w+)*\.(BaseModel|RootModel|GenericModel)$/],
  [
    "orm",
    /^(sqlalchemy(\.\w+)*\.(DeclarativeBase|DeclarativeBaseNoMeta)|sqlalchemy(\.\w+)*\.declarative_base\(\)|tortoise(\.\w+)*\.Model|peewee\.Model|beanie(\.\w+)*\.Document|odmantic(\.\w+)*\.Model|ormar(\.\w+)*\.Model|mongoengine(\.\w+)*\.Document)$/
  ],
  ["typed-dict", /^(typing|typing_extensions)\.TypedDict$/]
];
var DataModels = class {
  #machine;
  #known = /* @__PURE__ */ new Map();
  constructor(machine) {
    this.#machine = machine;
  }
  /** The class behind a value: the class itself, an instance, or what an annotation wraps (`list[X]`, `X | None`, `Annotated`). */
  of(value) {
    const cls = classIn(value);
    if (cls === void 0) return void 0;
    const known = this.#known.get(cls.def);
    if (known !== void 0) return known ?? void 0;
    const model = this.#read(cls);
    this.#known.set(cls.def, model ?? null);
    return model;
  }
  #read(cls) {
    const kind = this.#kindOf(cls);
    if (kind === void 0) return void 0;
    const fields = /* @__PURE__ */ new Map();
    this.#collect(cls, fields, /* @__PURE__ */ new Set());
    return { class: cls, kind, fields: [...fields.values()], config: this.#config(cls), open: isOpen3(cls) };
  }
  #kindOf(cls) {
    const byBase = KINDS2.find(([, pattern2]) => hasBase(cls, pattern2) || hasCallBase(cls, pattern2));
    if (byBase !== void 0) return byBase[0];
    const text = cls.def.decorators.map((one) => cls.module.text.slice(one.start, one.end)).join(" ");
    return /\bdataclass\b|\battrs?\.(define|s)\b|@define\b/.test(text) ? "dataclass" : void 0;
  }
  /** Nearest first: a field redeclared below hides the one above. */
  #collect(cls, into, seen) {
    if (seen.has(cls.def)) return;
    seen.add(cls.def);
    for (const statement of cls.def.body) {
      if (statement.kind !== "assign") continue;
      const [target] = statement.targets;
      if (target?.kind !== "name" || target.id.startsWith("__") || target.id === "model_config" || into.has(target.id))
        continue;
      if (statement.annotation === void 0 && !isColumn(cls, statement.value)) continue;
      into.set(target.id, {
        name: target.id,
        site: siteOf(cls.module, statement),
        module: cls.module,
        owner: cls,
        ...statement.annotation === void 0 ? {} : { annotation: statement.annotation },
        ...statement.value === void 0 ? {} : { value: statement.value }
      });
    }
    for (const base of cls.bases) if (base.kind === "class") this.#collect(base, into, seen);
  }
  /** `model_config = ConfigDict(...)`, `class Config:`, own before inherited. */
  #config(cls) {
    const merged = /* @__PURE__ */ new Map();
    for (const base of [...cls.bases].reverse())
      if (base.kind === "class") for (const [name, value] of this.#config(base)) merged.set(name, value);
    const frame = this.#machine.classFrame(cls);
    const declared2 = frame?.own("model_config");
    if (declared2?.kind === "external-call") for (const [name, value] of declared2.args.keywords) merged.set(name, value);
    if (declared2?.kind === "dict") {
      for (const entry of declared2.entries) if (entry.key.kind === "string") merged.set(entry.key.value, entry.value);
    }
    const inner = frame?.own("Config");
    if (inner?.kind === "class")
      for (const name of this.#machine.classFrame(inner)?.vars.keys() ?? []) {
        const value = this.#machine.classFrame(inner)?.own(name);
        if (value !== void 0) merged.set(name, value);
      }
    for (const keyword of cls.def.bases) {
      if (keyword.name === void 0 || keyword.name === "metaclass" || frame?.parent === void 0) continue;
      merged.set(keyword.name, evaluate(this.#machine, keyword.value, frame.parent));
    }
    return merged;
  }
};
function isColumn(cls, value) {
  return value?.kind === "call" && /^(\w+\.)*(Column|mapped_column|relationship|\w+Field|Field)\(/.test(cls.module.text.slice(value.start, value.end));
}
function hasCallBase(cls, pattern2) {
  return cls.bases.some(
    (base) => base.kind === "external-call" ? pattern2.test(`${base.callee}()`) || pattern2.test(base.callee) : base.kind === "class" && hasCallBase(base, pattern2)
  );
}
function isOpen3(cls) {
  return cls.bases.some(
    (base) => base.kind === "class" ? isOpen3(base) : base.kind === "unknown" || base.kind === "choice"
  );
}
function classIn(value) {
  switch (value.kind) {
    case "class":
      return value;
    case "instance":
      return value.class;
    case "annotated":
      return classIn(value.base);
    case "external-call": {
      if (!value.callee.endsWith("[]")) return void 0;
      const found2 = value.args.positional.flatMap((one) => classIn(one) ?? []);
      return found2[0];
    }
    default:
      return void 0;
  }
}

// src/fastapi/facts-of.ts
var FactsOf = class {
  application;
  config;
  texts;
  #machine;
  #finder;
  #models;
  #modules;
  #codes;
  #codeByDef;
  #callsByName;
  #routesByDef;
  #usesByDef;
  constructor(input) {
    this.#machine = input.machine;
    this.#finder = input.finder;
    this.application = input.application;
    this.config = input.config;
    this.texts = input.texts;
    this.#models = new DataModels(input.machine);
  }
  get modules() {
    this.#modules ??= [...this.#machine.frames.values()].map((frame) => frame.module).sort((a, b) => a.path < b.path ? -1 : 1);
    return this.#modules;
  }
  get codes() {
    this.#codes ??= [...this.#machine.frames.values()].sort((a, b) => a.module.path < b.module.path ? -1 : 1).flatMap((frame) => codesOf(this.#machine, frame));
    return this.#codes;
  }
  codeOf(fn) {
    const { def } = innermost(fn);
    this.#codeByDef ??= new Map(
      this.codes.flatMap((code) => code.def === void 0 ? [] : [[code.def, code]])
    );
    return (def.kind === "lambda" ? void 0 : this.#codeByDef.get(def)) ?? this.#finder.codeFor(innermost(fn));
  }
  methodOf(cls, name) {
    const found2 = classAttribute(this.#machine, cls, name, cls.site);
    return found2?.kind === "function" ? found2 : void 0;
  }
  calls(...names2) {
    this.#callsByName ??= indexCalls(this.codes);
    const found2 = names2.flatMap((name) => this.#callsByName?.get(name) ?? []);
    return names2.length === 1 ? found2 : found2.toSorted(
      (a, b) => a.site.path < b.site.path ? -1 : a.site.path > b.site.path ? 1 : a.node.start - b.node.start
    );
  }
  routesOf(code) {
    this.#routesByDef ??= groupBy2(this.application.routes, (route) => route.handler?.def);
    return code.def === void 0 ? [] : this.#routesByDef.get(code.def) ?? [];
  }
  usesOf(code) {
    this.#usesByDef ??= groupBy2(allUses(this.application.routes), (use) => callableDef(this, use.value));
    return code.def === void 0 ? [] : this.#usesByDef.get(code.def) ?? [];
  }
  modelOf(value) {
    return this.#models.of(value);
  }
  valueIn(module, expr) {
    const frame = this.#machine.frames.get(module.path);
    if (frame === void 0)
      return unknown(
        { path: module.path, span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } },
        "a module that was not reached"
      );
    return this.#machine.quietly(() => evaluateAnnotation(this.#machine, expr, frame));
  }
};
function indexCalls(codes) {
  return groupBy2(
    codes.flatMap((code) => code.calls),
    (call) => call.callee
  );
}
function groupBy2(items, keyOf6) {
  const groups = /* @__PURE__ */ new Map();
  for (const item of items) {
    const key = keyOf6(item);
    if (key === void 0) continue;
    const group = groups.get(key);
    if (group === void 0) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
function allUses(routes) {
  const found2 = /* @__PURE__ */ new Set();
  const visit = (use) => {
    if (found2.has(use)) return;
    found2.add(use);
    use.children.forEach(visit);
  };
  for (const route of routes) route.dependencies.forEach(visit);
  return [...found2];
}
function callableDef(facts, value) {
  switch (value.kind) {
    case "function":
      return innermost(value).def;
    case "bound-method":
      return innermost(value.function).def;
    case "partial":
      return callableDef(facts, value.function);
    case "class":
      return facts.methodOf(value, "__init__")?.def;
    case "instance":
      return facts.methodOf(value.class, "__call__")?.def;
    default:
      return void 0;
  }
}

// src/fastapi/fill.ts
function fillDependencies(machine) {
  const reader = new DependencyReader(machine);
  for (const router of [...machine.apps.map((app) => app.router), ...machine.routers]) {
    const own = read2(reader, router.dependencyList, router.app === void 0 ? "router" : "app");
    router.dependencies = own.uses;
    router.openDependencies = own.open;
    for (const include2 of router.includes) {
      const given2 = read2(reader, include2.own, "include");
      include2.dependencies = given2.uses;
      include2.openDependencies = given2.open;
    }
  }
}
function read2(reader, list, via) {
  const uses = list.items.flatMap((item) => reader.listItem(item, via) ?? []);
  return {
    uses,
    open: list.open || list.items.some((item) => markerOf(item) === void 0 && (item.kind === "unknown" || item.kind === "choice"))
  };
}

// src/fastapi/protection/code-finder.ts
var CodeFinder = class {
  machine;
  #methods = /* @__PURE__ */ new WeakMap();
  #codes = /* @__PURE__ */ new Map();
  #lambdas = /* @__PURE__ */ new Map();
  #anyOf = /* @__PURE__ */ new Map();
  constructor(machine) {
    this.machine = machine;
  }
  /** The body of a method as it runs on one object: `self` is that object, with what its `__init__` kept. */
  methodOn(fn, self) {
    const methods = this.#methods.get(self) ?? /* @__PURE__ */ new Map();
    this.#methods.set(self, methods);
    const known = methods.get(fn.def);
    if (known !== void 0) return known;
    const closure = this.machine.closureOf(fn);
    const [first] = fn.def.params;
    if (fn.def.kind === "lambda" || closure === void 0 || first === void 0) return void 0;
    const code = functionCodeOf(this.machine, fn.def, closure);
    code.frame.set(first.name, self);
    if (closure.kind === "class") this.machine.selfOf.set(code.frame, { self, owner: closure });
    methods.set(fn.def, code);
    return code;
  }
  /** Some object of the class, with what is known of all of them. */
  anyOf(cls) {
    const known = this.#anyOf.get(cls);
    if (known !== void 0) return known;
    const args = { ...NO_ARGUMENTS, open: true };
    const attributes = this.machine.knownAttributes(cls);
    const made = { kind: "instance", class: cls, args, attributes, site: cls.site };
    this.#anyOf.set(cls, made);
    return made;
  }
  /** Undefined for a function whose scope is not known. */
  codeFor(fn) {
    const closure = this.machine.closureOf(fn);
    if (closure === void 0) return void 0;
    const byClosure = this.#codes.get(fn.def) ?? /* @__PURE__ */ new Map();
    this.#codes.set(fn.def, byClosure);
    const known = byClosure.get(closure);
    if (known !== void 0) return known;
    const code = functionCodeOf(this.machine, fn.def.kind === "lambda" ? this.#written(fn.def) : fn.def, closure);
    byClosure.set(closure, code);
    return code;
  }
  /** A lambda as the `def` that it stands for. */
  #written(lambda) {
    const known = this.#lambdas.get(lambda);
    if (known !== void 0) return known;
    const { start, end, params, body } = lambda;
    const def = {
      kind: "function",
      name: "<lambda>",
      async: false,
      decorators: [],
      params,
      body: [{ kind: "return", value: body, start: body.start, end: body.end }],
      defStart: start,
      signatureEnd: body.start,
      start,
      end
    };
    this.#lambdas.set(lambda, def);
    return def;
  }
};
function instantiateQuietly(machine, cls) {
  const made = machine.quietly(() => callValue(machine, cls, NO_ARGUMENTS, cls.site));
  return made.kind === "instance" ? made : { kind: "instance", class: cls, args: NO_ARGUMENTS, attributes: /* @__PURE__ */ new Map(), site: cls.site };
}

// src/fastapi/protection/credentials.ts
var CREDENTIAL = /auth|token|ticket|^pass$|passphrase|api[-_ ]?key|secret|signature|session|credential|jwt|bearer|passw|\bsid\b|hmac|x-.*key|access[-_]?key|(^|_)key$/i;
function isCredentialName(name) {
  return CREDENTIAL.test(name);
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
  /\.(decode_token|verify_token|verify_id_token|validate_token|jwt_required|fresh_jwt_required|jwt_refresh_token_required|validate_csrf)$/,
  /^fastapi_jwt_auth\.AuthJWT\(\)\.\w*required$/,
  /^fastapi_users(\.\w+)*\.read_token$/
];
function isVerifier(callee) {
  return !callee.includes(":") && VERIFIERS.some((pattern2) => pattern2.test(callee));
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

// src/fastapi/protection/exceptions.ts
var HTTP_EXCEPTION = /(^|\.)HTTPException$/;
var STATUS_NAMES = /* @__PURE__ */ new Map([
  ["FOUND", 302],
  ["SEE_OTHER", 303],
  ["TEMPORARY_REDIRECT", 307],
  ["BAD_REQUEST", 400],
  ["UNAUTHORIZED", 401],
  ["PAYMENT_REQUIRED", 402],
  ["FORBIDDEN", 403],
  ["NOT_FOUND", 404],
  ["METHOD_NOT_ALLOWED", 405],
  ["NOT_ACCEPTABLE", 406],
  ["CONFLICT", 409],
  ["GONE", 410],
  ["UNPROCESSABLE_ENTITY", 422],
  ["UNPROCESSABLE_CONTENT", 422],
  ["LOCKED", 423],
  ["TOO_MANY_REQUESTS", 429],
  ["INTERNAL_SERVER_ERROR", 500],
  ["NOT_IMPLEMENTED", 501],
  ["BAD_GATEWAY", 502],
  ["SERVICE_UNAVAILABLE", 503]
]);
var PACKAGED = /* @__PURE__ */ new Map([
  ["fastcrud.exceptions.http_exceptions.UnauthorizedException", 401],
  ["fastcrud.exceptions.http_exceptions.ForbiddenException", 403],
  ["fastcrud.exceptions.http_exceptions.BadRequestException", 400],
  ["fastcrud.exceptions.http_exceptions.NotFoundException", 404],
  ["fastcrud.exceptions.http_exceptions.UnprocessableEntityException", 422],
  ["fastcrud.exceptions.http_exceptions.DuplicateValueException", 422],
  ["fastcrud.exceptions.http_exceptions.RateLimitException", 429]
]);
var POLICY_VIOLATION = 403;
function statusesOf(finder, apps, raised) {
  return [...new Set(alternativesOf(raised).flatMap(({ value }) => statusesOfOne(finder, apps, value)))];
}
function statusesOfOne(finder, apps, value) {
  switch (value.kind) {
    case "external-call":
      if (HTTP_EXCEPTION.test(value.callee)) return numberOf(argumentOf(value.args, "status_code", 0));
      if (/(^|\.)WebSocketException$/.test(value.callee)) return [POLICY_VIOLATION];
      return packaged(value.callee) ?? orSaid(
        handled(finder, apps, value.callee, (attribute) => numberOf(value.args.keywords.get(attribute))),
        value.args
      );
    case "external":
      return packaged(value.name) ?? handled(finder, apps, value.name);
    case "instance":
      return statusesOfInstance(finder, apps, value);
    case "class":
      return statusesOfInstance(finder, apps, instantiateQuietly(finder.machine, value));
    default:
      return [];
  }
}
function packaged(name) {
  const status = PACKAGED.get(name);
  return status === void 0 ? void 0 : [status];
}
function statusesOfInstance(finder, apps, value) {
  const own = value.attributes.get("status_code") ?? classAttribute(finder.machine, value.class, "status_code", value.site) ?? classAttribute(finder.machine, value.class, "STATUS_CODE", value.site);
  const isHttp = hasHttpBase(value.class);
  const direct = numberOf(own ?? (isHttp ? argumentOf(value.args, "status_code", 0) : void 0));
  if (isHttp && direct.length > 0) return direct;
  for (const name of namesOf2(value.class)) {
    const found2 = handled(
      finder,
      apps,
      name,
      (attribute) => numberOf(
        value.attributes.get(attribute) ?? value.args.keywords.get(attribute) ?? classAttribute(finder.machine, value.class, attribute, value.site)
      )
    );
    if (found2.length > 0) return found2;
  }
  return orSaid(direct, value.args);
}
function orSaid(found2, { keywords: keywords2 }) {
  if (found2.length > 0) return found2;
  return [...keywords2].flatMap(([name, value]) => /(^|_)status(_?code)?$/i.test(name) ? numberOf(value) : []);
}
function hasHttpBase(cls) {
  return cls.bases.some(
    (base) => base.kind === "external" ? HTTP_EXCEPTION.test(base.name) : base.kind === "class" && hasHttpBase(base)
  );
}
function namesOf2(cls) {
  return [
    `${cls.moduleName}:${cls.qualname}`,
    ...cls.bases.flatMap(
      (base) => base.kind === "class" ? namesOf2(base) : base.kind === "external" ? [base.name] : []
    )
  ];
}
function handled(finder, apps, name, own = () => []) {
  for (const app of apps) {
    const handler = app.exceptionHandlers.find((one) => one.exception === name)?.handler;
    const code = handler?.kind === "function" ? finder.codeFor(handler) : void 0;
    if (code !== void 0) return handlerStatuses(code, own);
  }
  return [];
}
function handlerStatuses(code, own) {
  const exception = code.def?.params[1]?.name;
  const found2 = code.calls.flatMap((call) => {
    const given2 = call.argumentNode("status_code", /Response$/.test(call.callee) ? 1 : void 0);
    const node = given2 === void 0 ? void 0 : withoutInt(given2);
    if (node === void 0) return /RedirectResponse$/.test(call.callee) ? [307] : [];
    if (node.kind === "attribute" && node.value.kind === "name" && node.value.id === exception) return own(node.attr);
    return numberOf(code.valueOf(node));
  });
  return [...new Set(found2)];
}
function withoutInt(expr) {
  const [first] = expr.kind === "call" ? expr.args : [];
  return first !== void 0 && expr.kind === "call" && expr.func.kind === "name" && expr.func.id === "int" ? first.value : expr;
}
function numberOf(value) {
  if (value === void 0) return [];
  const settled2 = defaultOf(value);
  if (settled2.kind === "number") return [settled2.value];
  if (settled2.kind === "choice") return settled2.alternatives.flatMap((one) => numberOf(one.value));
  if (settled2.kind !== "external") return [];
  const coded = /HTTP_(\d{3})_/.exec(settled2.name)?.[1];
  if (coded !== void 0) return [Number(coded)];
  const last = settled2.name.replace(/\.value$/, "").split(".").at(-1) ?? "";
  const named = STATUS_NAMES.get(last);
  return named === void 0 ? [] : [named];
}

// src/fastapi/protection/rejections.ts
var REJECTING = /* @__PURE__ */ new Set([401, 403, 407, 302, 303, 307, 308]);
function counts(rejection, role) {
  if (rejection.statuses.some((status) => REJECTING.has(status))) return true;
  if (rejection.weak) return false;
  if (rejection.compares === true && rejection.statuses.includes(400)) return true;
  if (rejection.absence === true && rejection.statuses.includes(404)) return role === "dependency";
  return rejection.statuses.length === 0 && role !== "endpoint";
}
function plainRejection(statuses) {
  return { evidence: [], statuses, demands: [], weak: false };
}
function rejectingResponse(value) {
  const statuses = alternativesOf(value).flatMap(({ value: one }) => {
    if (one.kind !== "external-call" || !/(Response|TemplateResponse)(\(\))?$/.test(one.callee)) return [];
    const given2 = numberOf(
      argumentOf(
        one.args,
        "status_code",
        /Redirect/.test(one.callee) ? 1 : /TemplateResponse/.test(one.callee) ? 2 : 1
      )
    );
    return given2.length > 0 ? given2 : /RedirectResponse$/.test(one.callee) ? [307] : [];
  });
  const rejecting = statuses.filter((status) => REJECTING.has(status));
  return rejecting.length > 0 ? rejecting : void 0;
}
function onlyRedirects(code) {
  const answers = [];
  walk(
    code.body,
    (node) => {
      if (node.kind === "return" && node.value !== void 0)
        answers.push(rejectingResponse(code.valueOf(node.value))?.every((status) => status < 400) === true);
    },
    { scope: "own" }
  );
  return answers.every((leads) => leads);
}
function raisedIn(finder, apps, code) {
  const found2 = [];
  walk(
    code.body,
    (node) => {
      if (node.kind === "raise" && node.exception !== void 0)
        found2.push(...statusesOf(finder, apps, code.valueOf(node.exception)));
    },
    { scope: "own" }
  );
  return found2;
}

// src/fastapi/protection/ways.ts
var NEXT2 = 1;
var RETURN = 2;
var REJECT = 4;
var PASS = 8;
function protectiveOf(a, b) {
  const open2 = (ways) => ((ways & (RETURN | PASS)) !== 0 ? 2 : 0) + ((ways & REJECT) === 0 ? 1 : 0);
  return open2(a) <= open2(b) ? a === 0 ? b : a : b === 0 ? a : b;
}

// src/fastapi/protection/call-effects.ts
var NOTHING = { ways: NEXT2, rejections: [], opaque: false };
var CHECKING = /(verify|authenticate|authori[sz]e|introspect|validate|check_|get_user|get_current|decode|whoami|userinfo|permission)/i;
var LOGGING_IN = /redirect|authorize_access_token|verify_and_process/;
function mayCheck(body, taint, call) {
  const name = lastPart(call.callee);
  if (!CHECKING.test(name) || LOGGING_IN.test(name)) return false;
  const handed = call.node.args.some((one) => taint.of(one.value) !== void 0);
  return handed || body.role !== "endpoint" && name !== "decode";
}
var IDENTIFYING = /(get_|current_|authenticate|identify|resolve_|load_|require_)\w*(user|identity|principal|account|session|token|credential)|^(authenticate|authorize|authorise|extract|verify)(?!_and_process|_access_token|_redirect)|whoami/i;
function touchesCredential(taint, call) {
  const receiver = call.node.func.kind === "attribute" ? call.node.func.value : void 0;
  const parts = [...call.node.args.map((argument) => argument.value), ...receiver === void 0 ? [] : [receiver]];
  return parts.some((part) => taint.of(part) !== void 0 || taint.isRequest(part));
}
function verifierEffect(call, mode) {
  if (isJwtDecode(call.callee) && checksNothing(call)) return NOTHING;
  if (mode === "anonymous") return { ways: REJECT, rejections: [], opaque: false };
  const statuses = /required$|\.construct_event$|Webhook\(\)\.verify$/.test(call.callee) ? [401] : [];
  return { ways: NEXT2, rejections: [{ evidence: [], statuses, demands: [], weak: false }], opaque: false };
}
function checksNothing(call) {
  const verify = call.argument("verify");
  if (verify?.kind === "bool" && !verify.value) return true;
  const options = call.argument("options");
  return options?.kind === "dict" && options.entries.some(
    (entry) => entry.key.kind === "string" && entry.key.value === "verify_signature" && entry.value.kind === "bool" && !entry.value.value
  );
}
function closesConnection(body, taint, call) {
  const { func } = call.node;
  if (func.kind === "attribute" && func.attr === "close" && (taint.isRequest(func.value) || /WebSocket\(\)\.close$/.test(call.callee)))
    return [403];
  if (body.role !== "middleware") return void 0;
  if (/(^|\.)WebSocketClose\(\)$/.test(call.callee) && call.node.args.length === 3) return [403];
  if (/Response\(\)$/.test(call.callee) && call.node.args.length === 3)
    return rejectingResponse(body.code.valueOf(func)) ?? void 0;
  if (func.kind !== "name" || func.id !== "send") return void 0;
  const message2 = call.argument("message", 0);
  if (message2?.kind !== "dict") return void 0;
  const item = (name) => message2.entries.find((entry) => entry.key.kind === "string" && entry.key.value === name)?.value;
  const type = item("type");
  if (type?.kind !== "string") return void 0;
  if (type.value === "websocket.close") return [403];
  return type.value === "http.response.start" ? numberOf(item("status")).filter((status) => status >= 400) : void 0;
}
function withRaised({ raises, ...plain3 }, call, target, statusesOf2) {
  const given2 = raises === void 0 ? void 0 : argumentFor(call, target, raises);
  if (given2 === void 0) return plain3;
  const statuses = statusesOf2(given2);
  return given2.kind === "name" && statuses.length === 0 ? { ...plain3, raises: given2.id } : { ...plain3, statuses };
}
function argumentFor(call, target, name) {
  const { params } = target.def;
  const bound = params[0]?.name === "self" || params[0]?.name === "cls" ? 1 : 0;
  const place = params.findIndex((param) => param.name === name) - bound;
  const { args } = call.node;
  const named = args.find((argument) => argument.name === name);
  return (named ?? args.filter((argument) => argument.name === void 0)[place])?.value;
}
function argumentOrigins(taint, call, target) {
  const origins = /* @__PURE__ */ new Map();
  const params = target.def.params;
  const bound = params[0]?.name === "self" || params[0]?.name === "cls" ? 1 : 0;
  let next = bound;
  for (const argument of call.node.args) {
    const param = argument.name === void 0 ? params[next++] : params.find((one) => one.name === argument.name);
    if (param !== void 0 && argument.unpack === void 0) origins.set(param.name, taint.originOf(argument.value));
  }
  if (bound === 1 && call.node.func.kind === "attribute" && params[0] !== void 0) {
    const receiver = taint.originOf(call.node.func.value);
    if (receiver === "credential") origins.set(params[0].name, receiver);
  }
  return origins;
}
function isAbstract(code) {
  const body = code.body.filter(
    (one) => !(one.kind === "expr" && (one.value.kind === "string" || one.value.kind === "ellipsis"))
  );
  if (body.length === 0) return true;
  const [only] = body;
  if (body.length > 1 || only === void 0) return false;
  return only.kind === "pass" || only.kind === "raise" && only.exception !== void 0 && /NotImplemented/.test(code.module.text.slice(only.start, only.end));
}
function lastPart(callee) {
  return callee.slice(Math.max(callee.lastIndexOf("."), callee.lastIndexOf(":")) + 1);
}
function isRequestName(body, expr) {
  return expr.kind === "name" && body.origins.get(expr.id) === "request";
}

// src/fastapi/protection/callees.ts
function calleesOf(finder, code, call) {
  const values = alternativesOf(code.valueOf(call.node.func));
  const found2 = values.map(({ value }) => {
    const callee = calleeOf2(finder, value);
    return callee === void 0 || value.kind !== "bound-method" ? callee : implementationsOf(finder, callee, value);
  });
  return found2.every((one) => one !== void 0) ? found2.flat() : void 0;
}
function implementationsOf(finder, callee, { self, function: fn }) {
  if (self.kind !== "instance" || !isAbstract(callee.code)) return [callee];
  const name = fn.def.kind === "function" ? fn.def.name : "";
  const found2 = descendantsOf(finder, self.class).flatMap((cls) => {
    const own = finder.machine.classFrame(cls)?.own(name);
    return own?.kind === "function" ? withCode(own, finder.codeFor(own)) ?? [] : [];
  });
  const real = found2.filter(({ code }) => !isAbstract(code));
  return real.length > 0 ? real : [callee];
}
function descendantsOf(finder, cls) {
  const below = /* @__PURE__ */ new Map();
  const waiting = [cls];
  for (let next = waiting.pop(); next !== void 0; next = waiting.pop()) {
    for (const one of finder.machine.subclassesOf(next)) {
      if (below.has(one.def)) continue;
      below.set(one.def, one);
      waiting.push(one);
    }
  }
  return [...below.values()];
}
function calleeOf2(finder, value) {
  switch (value.kind) {
    case "function":
      return withCode(value, finder.codeFor(value));
    case "bound-method":
      return withCode(
        value.function,
        value.self.kind === "instance" && value.self.class.def !== ownerOf3(finder, value.function) ? finder.methodOn(value.function, value.self) : finder.codeFor(value.function)
      );
    case "class": {
      const made = classAttribute(finder.machine, value, "__init__", value.site);
      return made?.kind === "function" ? withCode(made, finder.methodOn(made, finder.anyOf(value))) : void 0;
    }
    case "instance": {
      const call = classAttribute(finder.machine, value.class, "__call__", value.site);
      return call?.kind === "function" ? withCode(call, finder.methodOn(call, value)) : void 0;
    }
    default:
      return void 0;
  }
}
function ownerOf3(finder, fn) {
  return finder.codeFor(fn)?.owner;
}
function withCode(target, code) {
  return code === void 0 ? void 0 : { target, code };
}

// src/fastapi/python-pattern.ts
function pythonPattern(pattern2, matching2) {
  if (couldHang(pattern2)) return void 0;
  const source2 = pattern2.replace(/^\(\?[aiLmsux]+\)/, "").replace(/\(\?P</g, "(?<").replace(/\\Z/g, "$").replace(/\\A/g, "^");
  const whole = matching2 === "search" ? source2 : `^(?:${source2})${matching2 === "fullmatch" ? "$" : ""}`;
  try {
    const regex = new RegExp(whole, /^\(\?\w*i/.test(pattern2) ? "i" : "");
    return (text) => regex.test(text);
  } catch {
    return void 0;
  }
}
function couldHang(pattern2) {
  const labels = pattern2.replace(/\((\?:)?(\[[^[\]]{1,40}\]|\\w|\\d)[+*]?(\\[.-])\)[*+]/g, "L").replace(/\((\?:)?(\[[^[\]]{1,40}\]|\\w|\\d)\)[*+]/g, "L");
  return pattern2.length > 300 || /\)\s*[*+{]/.test(labels) || (labels.match(/[*+{]/g) ?? []).length > 5;
}

// src/fastapi/protection/request-conditions.ts
var RequestConditions = class {
  #code;
  #request;
  /** A condition speaks of the path, and could not be decided. */
  undecided = false;
  constructor(code, request) {
    this.#code = code;
    this.#request = request;
  }
  truth(test) {
    const found2 = this.#truth(test, void 0);
    if (found2 === void 0) walk(test, (node) => void (this.undecided ||= isExpression(node) && this.#isPath(node)));
    return found2;
  }
  #truth(test, binding) {
    if (test.kind === "compare") return this.#compare(test, binding);
    return test.kind === "call" ? this.#call(test, binding) : void 0;
  }
  #call(test, binding) {
    const { func } = test;
    const [first] = test.args;
    if (func.kind === "name" && /^(any|all)$/.test(func.id) && first?.value.kind === "comprehension")
      return this.#each(first.value, func.id === "any");
    if (func.kind !== "attribute") return void 0;
    if (/^(startswith|endswith)$/.test(func.attr) && this.#isPath(func.value))
      return anyOf(
        this.#texts(first?.value, binding),
        (text) => func.attr === "startswith" ? this.#request.path.startsWith(text) : this.#request.path.endsWith(text)
      );
    return isMatching(func.attr) && this.#isPath(test.args.at(-1)?.value) ? anyOf(this.#patterns(test, binding), (text) => pythonPattern(text, matchingOf(func.attr))?.(this.#request.path)) : void 0;
  }
  /** `any(path.startswith(prefix) for prefix in PUBLIC)`. */
  #each(comprehension, any) {
    const [generator] = comprehension.generators;
    if (generator?.target.kind !== "name") return void 0;
    const { id } = generator.target;
    const items = itemsOf(this.#code.valueOf(generator.iter));
    const truths = items?.map((value) => this.#truth(comprehension.element, { name: id, value }));
    if (truths === void 0) return void 0;
    if (truths.includes(any)) return any;
    return truths.includes(void 0) ? void 0 : !any;
  }
  #compare(test, binding) {
    const [op] = test.ops;
    const [right2] = test.comparators;
    if (op === void 0 || right2 === void 0) return void 0;
    const positive = op === "==" || op === "in" || op === "is";
    if (!positive && op !== "!=" && op !== "not in" && op !== "is not") return void 0;
    const answer = this.#held(test.left, right2, { among: op.endsWith("in"), binding });
    return answer === void 0 ? void 0 : positive === answer;
  }
  /** Whether path, method or kind equals, or is among, what it is compared with. */
  #held(left2, right2, how) {
    if (left2.kind === "tuple") return how.among ? this.#heldTogether(left2.items, right2) : void 0;
    if (this.#isPath(left2)) return anyOf(this.#texts(right2, how.binding), (text2) => this.#request.path === text2);
    if (this.#isPath(right2)) {
      const { path } = this.#request;
      return anyOf(this.#texts(left2, how.binding), (text2) => how.among ? path.includes(text2) : path === text2);
    }
    if (this.#isMethod(left2)) {
      const answers = this.#request.methods.map(
        (method) => anyOf(this.#texts(right2, how.binding), (one) => one === method)
      );
      return answers.every((answer) => answer === answers[0]) ? answers[0] : void 0;
    }
    const text = textOf(this.#code.module, left2);
    if (/scope\[["']type["']\]$|scope\.get\(["']type["']\)$/.test(text))
      return anyOf(this.#texts(right2, how.binding), (one) => one === this.#request.kind);
    return void 0;
  }
  /** `(request.method, request.url.path) in OPEN`. */
  #heldTogether(sides, right2) {
    const truths = itemsOf(this.#code.valueOf(right2))?.map((row) => {
      const cells = itemsOf(row);
      if (cells?.length !== sides.length) return void 0;
      const held = sides.map((side, index) => this.#equals(side, cells[index]));
      return held.includes(false) ? false : held.includes(void 0) ? void 0 : true;
    });
    if (truths?.includes(true) === true) return true;
    return truths === void 0 || truths.includes(void 0) ? void 0 : false;
  }
  #equals(side, value) {
    const text = value === void 0 ? void 0 : textIn(value);
    if (text === void 0) return void 0;
    if (this.#isPath(side)) return this.#request.path === text;
    const { methods } = this.#request;
    if (!this.#isMethod(side)) return void 0;
    return methods.includes(text) ? methods.length === 1 ? true : void 0 : false;
  }
  #isMethod(expr) {
    return /(request|req)\.method$|scope\[["']method["']\]$/.test(textOf(this.#code.module, expr));
  }
  /** `request.url.path`, `scope["path"]`, or a local that is one of them. */
  #isPath(expr) {
    if (expr === void 0) return false;
    const text = textOf(this.#code.module, expr);
    if (/\burl\.path$|scope\[["']path["']\]$|scope\.get\(["']path["'](, ["']["'])?\)$/.test(text)) return true;
    if (expr.kind !== "name") return false;
    return new RegExp(
      `\\b${expr.id}\\s*(:\\s*str\\s*)?=\\s*[\\w.]*(url\\.path|scope\\[["']path["']\\]|scope\\.get\\(["']path["'])`
    ).test(this.#code.module.text);
  }
  /** `PATTERN.match(path)`, `re.match(PATTERN, path)`. */
  #patterns(test, binding) {
    if (test.func.kind !== "attribute") return void 0;
    const [first] = test.args;
    return test.args.length === 1 ? this.#texts(test.func.value, binding) : this.#texts(first?.value, binding);
  }
  #texts(expr, binding) {
    if (expr === void 0) return void 0;
    const bound = expr.kind === "name" && expr.id === binding?.name;
    const value = bound ? binding.value : this.#code.valueOf(expr);
    const items = itemsOf(value) ?? [value];
    const texts2 = items.flatMap((item) => textIn(item) ?? []);
    return texts2.length === items.length ? texts2 : void 0;
  }
};
function itemsOf(value) {
  const settled2 = defaultOf(value);
  if (settled2.kind !== "list" && settled2.kind !== "tuple" && settled2.kind !== "set") return void 0;
  return settled2.open === true ? void 0 : settled2.items;
}
function textIn(value) {
  const settled2 = defaultOf(value);
  if (settled2.kind === "string") return settled2.value;
  const [pattern2] = settled2.kind === "external-call" && settled2.callee === "re.compile" ? settled2.args.positional : [];
  return pattern2?.kind === "string" ? pattern2.value : void 0;
}
function isMatching(name) {
  return /^(match|fullmatch|search)$/.test(name);
}
function matchingOf(name) {
  return name === "fullmatch" || name === "search" ? name : "match";
}
function isExpression(node) {
  return node.kind === "name" || node.kind === "attribute" || node.kind === "subscript" || node.kind === "call";
}
function anyOf(texts2, holds3) {
  const truths = texts2?.map(holds3);
  if (truths === void 0 || truths.includes(true)) return truths === void 0 ? void 0 : true;
  return truths.includes(void 0) ? void 0 : false;
}

// src/fastapi/protection/anonymous.ts
var NEGATIVE = /expired|invalid|missing|blocked|revoked|denied|unauthori|anonymous|disabled|blacklist|banned|locked|fail|error/i;
var SAYS_NOBODY = /(^|\.)is_(anonymous|unauthenticated|guest)$/;
var FORMAT = /^(bearer|basic|token|jwt|apikey|api-key|digest)[ :]*$/i;
var Anonymous = class {
  #code;
  #taint;
  #request;
  constructor(code, taint, request) {
    this.#code = code;
    this.#taint = taint;
    this.#request = request === void 0 ? void 0 : new RequestConditions(code, request);
  }
  /** True, false, or undefined when both are possible. */
  truth(test) {
    switch (test.kind) {
      case "unary":
        return test.op === "not" ? negate(this.truth(test.operand)) : void 0;
      case "boolop": {
        const truths = test.values.map((value) => this.truth(value));
        const stop = test.op === "or";
        if (truths.includes(stop)) return stop;
        return truths.every((truth2) => truth2 === !stop) ? !stop : void 0;
      }
      case "compare":
        return this.#compare(test) ?? this.fixedTruth(test);
      case "walrus":
        return this.truth(test.value);
      default:
        return this.fixedTruth(test) ?? this.#present(test);
    }
  }
  /**
   * Truth when some credential of the right form is sent: it is there, it begins with `Bearer`, it has its parts.
   * Only what is compared or looked up can tell it from a good one.
   */
  bogusTruth(test) {
    if (test.kind === "unary" && test.op === "not") return negate(this.bogusTruth(test.operand));
    if (test.kind === "boolop") {
      const truths = test.values.map((value) => this.bogusTruth(value));
      const stop = test.op === "or";
      if (truths.includes(stop)) return stop;
      return truths.every((truth2) => truth2 === !stop) ? !stop : void 0;
    }
    const fixed = this.fixedTruth(test);
    if (fixed !== void 0) return fixed;
    if (test.kind === "compare") return this.#wellFormed(test);
    if (test.kind === "call" && test.func.kind === "attribute" && this.#taint.isRaw(test.func.value)) {
      const [first] = test.args;
      if (/^(isascii|isdigit|isalnum)$/.test(test.func.attr)) return true;
      if (/^(startswith|endswith)$/.test(test.func.attr))
        return first?.value.kind === "string" && FORMAT.test(first.value.value) ? true : void 0;
    }
    return this.#taint.isRaw(test) ? true : void 0;
  }
  #wellFormed(test) {
    const [op] = test.ops;
    const [right2] = test.comparators;
    if (op === void 0 || right2 === void 0) return void 0;
    const positive = op === "==" || op === "in" || op === "is" || op === ">=" || op === ">";
    if (test.left.kind === "call" && test.left.func.kind === "name" && test.left.func.id === "len") {
      const [counted] = test.left.args;
      return counted !== void 0 && this.#taint.isRaw(counted.value) ? positive : void 0;
    }
    if (this.#taint.isRaw(test)) return positive;
    const raw = this.#taint.isRaw(test.left) ? test.left : this.#taint.isRaw(right2) ? right2 : void 0;
    if (raw === void 0) return void 0;
    const other = raw === test.left ? right2 : test.left;
    if (other.kind === "none" || other.kind === "string" && other.value === "") return !positive;
    if (other.kind === "string" && FORMAT.test(other.value)) return positive;
    return void 0;
  }
  /** A condition on the path could not be decided. */
  get undecided() {
    return this.#request?.undecided === true;
  }
  /** What holds whatever credential is sent: path, method, and constants of the code. */
  fixedTruth(test) {
    if (test.kind === "unary" && test.op === "not") return negate(this.fixedTruth(test.operand));
    if (test.kind === "boolop") {
      const truths = test.values.map((value2) => this.fixedTruth(value2));
      const stop = test.op === "or";
      if (truths.includes(stop)) return stop;
      return truths.every((truth2) => truth2 === !stop) ? !stop : void 0;
    }
    const byRequest = this.#request?.truth(test);
    if (byRequest !== void 0) return byRequest;
    if (this.#taint.of(test) !== void 0 || this.#hasPlaceholder(test) || this.#asksFunction(test)) return void 0;
    const value = this.#code.valueOf(test);
    return value.kind === "bool" || value.kind === "none" ? truthOf(value) : void 0;
  }
  /** A None of the module or the class that waits to be replaced: `client: Redis | None = None`. */
  #hasPlaceholder(test) {
    let waits = false;
    walk(test, (node) => {
      if (waits || node.kind !== "name" && node.kind !== "attribute") return;
      waits = this.#code.valueOf(node).kind === "none" && !this.#isSettled(node);
    });
    return waits;
  }
  /** `login_required()`: what a function of ours finds in its surroundings may change; what it says as a literal does not. */
  #asksFunction(test) {
    let asks2 = false;
    walk(test, (node) => {
      if (asks2 || node.kind !== "call") return;
      const called = this.#code.valueOf(node.func);
      const fn = called.kind === "bound-method" ? called.function : called;
      asks2 = fn.kind === "function" && !answersLiterally(fn.def);
    });
    return asks2;
  }
  /** A parameter or local, or an attribute that `__init__` gave this very object. */
  #isSettled(node) {
    for (let frame = this.#code.frame; node.kind === "name" && frame?.kind === "function"; frame = frame.parent)
      if (frame.own(node.id) !== void 0) return true;
    if (node.kind === "name") return false;
    const object = this.#code.valueOf(node.value);
    return object.kind === "instance" && object.attributes.has(node.attr);
  }
  /** A condition on settings or the environment alone: whoever deploys decides. */
  isConfiguration(test) {
    if (this.#taint.of(test) !== void 0) return false;
    return namesIn(test).every((id) => {
      const value = this.#code.frame.own(id);
      return value === void 0 || isConfigured(value) || this.#isSetting(id);
    });
  }
  /** `settings` as it was handed in, or a local made of it: `keys = settings.api_keys()`. */
  #isSetting(id) {
    if (SETTINGS2.test(id)) return true;
    const made = [];
    walk(
      this.#code.body,
      (node) => {
        if (node.kind === "assign" && node.value !== void 0 && node.targets.some((one) => isNamed(one, id)))
          made.push(node.value);
      },
      { scope: "own" }
    );
    return made.length > 0 && made.every((value) => namesIn(value).length > 0 && namesIn(value).every(isSettings2));
  }
  /** `settings.auth and user is None` without what configuration decides; undefined where nothing is left, or nothing was such. */
  withoutConfiguration(test) {
    if (test.kind !== "boolop") return void 0;
    const values = test.values.filter((value) => !this.isConfiguration(value));
    return values.length === 0 || values.length === test.values.length ? void 0 : { ...test, values };
  }
  #present(test) {
    if (this.#taint.of(test) === void 0 || this.#taint.isMixed(test)) return void 0;
    if (test.kind === "attribute" && SAYS_NOBODY.test(test.attr)) return true;
    if (test.kind === "call") {
      const name = textOf(this.#code.module, test.func);
      if (SAYS_NOBODY.test(name)) return true;
      if (name === "hasattr") return false;
      const [each] = test.args;
      if (name === "all" && each?.value.kind === "comprehension") return this.truth(each.value.element);
      return NEGATIVE.test(name) || /^(len|int|all|print)$/.test(name) ? void 0 : false;
    }
    if (test.kind === "attribute" && NEGATIVE.test(test.attr)) return void 0;
    return false;
  }
  #compare(test) {
    const [op] = test.ops;
    const [right2] = test.comparators;
    if (op === void 0 || right2 === void 0 || test.ops.length > 1) return void 0;
    const { left: left2 } = test;
    const tainted = this.#isCredential(left2) ? left2 : this.#isCredential(right2) ? right2 : void 0;
    if (tainted === void 0 || this.#taint.isMixed(tainted)) return void 0;
    if (tainted.kind === "call" && !(tainted.func.kind === "attribute")) return void 0;
    const other = tainted === left2 ? right2 : left2;
    const emptiness = other.kind === "none" || other.kind === "string" && other.value === "" || other.kind === "bool" && !other.value;
    switch (op) {
      case "is":
      case "==":
        return emptiness;
      case "is not":
      case "!=":
        return !emptiness;
      case "in":
        return false;
      case "not in":
        return true;
      default:
        return void 0;
    }
  }
  #isCredential(expr) {
    return this.#taint.of(expr) !== void 0;
  }
  /** True for a comparison in constant time that involves the credential. */
  isDigest(expr) {
    if (expr.kind !== "call") return false;
    const value = this.#code.valueOf(expr.func);
    return value.kind === "external" && isDigestComparison(value.name);
  }
};
function isConfigured(value) {
  return value.kind === "environment" || value.kind === "instance" && /[sS]ettings|[cC]onfig/.test(value.class.qualname) || value.kind === "external";
}
var SETTINGS2 = /^(\w+_)?(settings|config)$/;
function isSettings2(id) {
  return SETTINGS2.test(id);
}
function isNamed(expr, id) {
  return expr.kind === "name" && expr.id === id;
}
function namesIn(expr) {
  const names2 = [];
  walk(expr, (node) => {
    if (node.kind === "name") names2.push(node.id);
  });
  return names2;
}
function answersLiterally(def) {
  if (def.kind === "lambda") return def.body.kind === "bool";
  const said3 = def.body.find((one) => one.kind !== "expr");
  return said3?.kind === "return" && said3.value?.kind === "bool";
}
function negate(truth2) {
  return truth2 === void 0 ? void 0 : !truth2;
}

// src/fastapi/protection/demands.ts
function demandsOf(code, taint, test) {
  const demands = /* @__PURE__ */ new Set();
  walk(test, (node) => {
    if (isPresence(taint, node)) return false;
    if (node.kind === "attribute" && isHolder(node.value) && taint.of(node.value) !== void 0 && !SAYS_WHO.test(node.attr) && !OF_TEXT.test(node.attr))
      demands.add(node.attr);
    const key = keyAskedOf(node);
    if (key !== void 0 && taint.of(key.object) === "credential" && !isCredentialName(key.name))
      demands.add(key.name);
    for (const { expr, asks: asks2 } of comparedIn(node)) {
      const texts2 = [...new Set(literalsOf(code, expr))].sort();
      for (const text of asks2 === "all" || texts2.length === 0 ? texts2 : [texts2.join("|")]) demands.add(text);
    }
    return true;
  });
  return [...demands].sort();
}
function isPresence(taint, node) {
  if (node.kind !== "compare" || node.left.kind !== "string" || !/^(not )?in$/.test(node.ops[0] ?? "")) return false;
  const [held] = node.comparators;
  return held?.kind === "attribute" && /^(session|headers|cookies)$/.test(held.attr) && taint.isRequest(held.value);
}
function keyAskedOf(node) {
  if (node.kind === "subscript") return keyIn(node.value, node.index[0]);
  if (node.kind !== "call" || node.func.kind !== "attribute" || node.func.attr !== "get") return void 0;
  return keyIn(node.func.value, node.args[0]?.value);
}
function keyIn(object, key) {
  if (object.kind !== "name" || key?.kind !== "string") return void 0;
  return SAYS_WHO.test(key.value) || OF_TOKEN.test(key.value) ? void 0 : { object, name: key.value };
}
var OF_TOKEN = /^(sub|exp|iat|nbf|iss|aud|jti|typ|type|token_type|username|email|user_id|uid)$/;
var SAYS_WHO = /^(credentials|scheme|headers|cookies|id|session|state|user)$/;
var OF_TEXT = /^(get|items|keys|values|lower|upper|casefold|l?strip|rstrip|split|rsplit|r?partition|(starts|ends)with|remove(pre|suf)fix|replace|r?find|r?index|count|encode|decode|hex|format|is(alnum|alpha|ascii|digit|numeric))$/;
function isHolder(expr) {
  return expr.kind === "name" && expr.id !== "self" && expr.id !== "cls";
}
function comparedIn(node) {
  if (node.kind === "compare") {
    const asks2 = node.ops.some((op) => op === "<=" || op === ">=") ? "all" : "any";
    return [node.left, ...node.comparators].map((side) => ({ expr: membersOf(side), asks: asks2 }));
  }
  if (node.kind === "binary" && node.op === "&")
    return [node.left, node.right].map((side) => ({ expr: membersOf(side), asks: "any" }));
  return node.kind === "call" ? comparedByCall(node) : [];
}
function comparedByCall({ func, args }) {
  if (func.kind === "name" && (func.id === "any" || func.id === "all")) {
    const [over] = args;
    const asks3 = func.id;
    if (over?.value.kind !== "comprehension") return [];
    return over.value.generators.map(({ iter }) => ({ expr: membersOf(iter), asks: asks3 }));
  }
  if (func.kind !== "attribute" || !/^(intersection|isdisjoint|issubset|issuperset)$/.test(func.attr)) return [];
  const asks2 = /^iss/.test(func.attr) ? "all" : "any";
  return [func.value, ...args.map(({ value }) => value)].map((side) => ({ expr: membersOf(side), asks: asks2 }));
}
function membersOf(expr) {
  const isSet = expr.kind === "call" && expr.func.kind === "name" && /^(set|frozenset)$/.test(expr.func.id);
  return isSet ? expr.args[0]?.value ?? expr : expr;
}
function literalsOf(code, expr) {
  if (expr.kind === "none" || expr.kind === "number" || expr.kind === "bool") return [];
  if (expr.kind === "attribute" && expr.value.kind === "name" && /^[A-Z]/.test(expr.value.id)) return [expr.attr];
  const value = code.valueOf(expr);
  if (value.kind === "string") return expr.kind !== "string" || value.value.length < 40 ? [value.value] : [];
  if (value.kind !== "list" && value.kind !== "tuple" && value.kind !== "set") return [];
  return value.items.flatMap((item) => item.kind === "string" ? [item.value] : []);
}
function comparesCredential(context, anonymous, gate) {
  let compares = false;
  walk(gate, (node) => {
    if (node.kind === "compare" && /^(==|!=|in|not in)$/.test(node.ops[0] ?? "")) {
      const sides = [node.left, ...node.comparators];
      if (sides.some((side) => context.taint.isRaw(side) && !isForm(side)) && sides.every((side) => side.kind !== "none"))
        compares = true;
    }
    if (node.kind === "call" && anonymous.isDigest(node) && node.args.some((one) => context.taint.isRaw(one.value)))
      compares = true;
  });
  return compares;
}
function isForm(side) {
  const inner = side.kind === "call" && side.func.kind === "attribute" ? side.func.value : side;
  const name = inner.kind === "name" ? inner.id : inner.kind === "attribute" ? inner.attr : "";
  return /scheme|prefix|kind|type|method/i.test(name);
}

// src/fastapi/protection/handlers.ts
function catchesRejection(code, type) {
  if (type === void 0) return true;
  return /\b(Exception|BaseException|HTTPException)\b/.test(textOf(code.module, type));
}
function readHandlers(context, statement) {
  const { handlers } = statement;
  const caught = handlers.find((handler) => catchesRejection(context.code, handler.type));
  return {
    hides: caught !== void 0 && !reraises(caught.body),
    forgives: handlers.length > 0 && handlers.every((handler) => !turnsAway(context, handler.body)),
    caught,
    others: handlers.filter((handler) => !takesRejectionsOnly(context.code, handler.type))
  };
}
function takesRejectionsOnly(code, type) {
  return type !== void 0 && /^([\w.]*\.)?HTTPException$/.test(textOf(code.module, type));
}
function failsWithoutCredential(context, statement) {
  let fails;
  walk(
    statement.body,
    (node) => {
      if (node.kind === "call") {
        const effect = context.effectOf(node, true);
        if (effect.ways === REJECT) fails ??= effect.answers === true ? "rejection" : "error";
      }
      if (node.kind === "subscript" && node.index.some((index) => context.taint.of(index) !== void 0))
        fails ??= "error";
    },
    { scope: "own" }
  );
  return fails;
}
function reraises(body) {
  let raises = false;
  walk(body, (node) => void (raises ||= node.kind === "raise"), { scope: "own" });
  return raises;
}
function turnsAway(context, body) {
  let turns2 = false;
  walk(
    body,
    (node) => {
      if (node.kind === "raise") turns2 = true;
      if (node.kind === "return" && node.value !== void 0 && context.rejectsByReturn(node.value) !== void 0)
        turns2 = true;
      if (node.kind === "call" && context.effectOf(node, true).ways === REJECT) turns2 = true;
    },
    { scope: "own" }
  );
  return turns2;
}
function taintedIn(context, body) {
  let found2;
  walk(
    body,
    (node) => {
      const tests = node.kind === "call" || node.kind === "subscript" && node.index.some((index) => context.taint.of(index) !== void 0);
      if (found2 === void 0 && tests && context.taint.of(node) !== void 0 && !context.taint.isRaw(node) && !(node.kind === "call" && context.onlyParses(node)))
        found2 = node;
      return found2 === void 0;
    },
    { scope: "own" }
  );
  return found2;
}
function taintedTest(context, body) {
  let found2;
  walk(
    body,
    (node) => {
      if (found2 === void 0 && node.kind === "if" && context.taint.of(node.test) !== void 0) found2 = node.test;
      return found2 === void 0;
    },
    { scope: "own" }
  );
  return found2;
}
function deployed(context, { body, orelse }, { then, otherwise }) {
  if (then === REJECT && asksNobody(context, body)) return otherwise;
  if (otherwise === REJECT && asksNobody(context, orelse)) return then;
  return protectiveOf(then, otherwise);
}
function asksNobody(context, body) {
  let asks2 = false;
  walk(body, (node) => {
    asks2 ||= isAsked(context, node);
    return !asks2;
  });
  return !asks2;
}
function isAsked({ taint }, node) {
  return (node.kind === "name" || node.kind === "attribute" || node.kind === "call" || node.kind === "subscript") && taint.of(node) !== void 0;
}

// src/fastapi/protection/running.ts
function running(expressions, taken2) {
  const calls = [];
  const yielded = [];
  const find = (roots) => walk(
    roots,
    (node) => {
      if (node.kind === "call") calls.unshift(node);
      if (node.kind === "yield") yielded.push(node);
      if (node.kind !== "conditional") return true;
      find(taken2(node));
      return false;
    },
    { scope: "own" }
  );
  find(expressions);
  return { calls, yields: yielded.length > 0 };
}

// src/fastapi/protection/flow.ts
var Flow = class {
  #context;
  #anonymous;
  rejections = [];
  opaque = false;
  /** Conditions on the way to the current statement that depend on a credential. */
  #gates = [];
  /** Handlers round the current statement that would swallow a rejection, or errors of libraries: `except PyJWTError: return {}`. */
  #swallowed = 0;
  #forgiven = 0;
  constructor(context) {
    this.#context = context;
    this.#anonymous = new Anonymous(context.code, context.taint, context.request);
  }
  /** Whether it guards this route hangs on an undecided condition on its path. */
  get undecided() {
    return this.#anonymous.undecided;
  }
  run() {
    return this.#body(this.#context.code.body);
  }
  #body(statements) {
    let ways = 0;
    let pushed = 0;
    for (const statement of statements) {
      const outcome = this.#statement(statement);
      ways |= outcome & ~NEXT2;
      if ((outcome & NEXT2) === 0) {
        this.#gates.splice(this.#gates.length - pushed, pushed);
        return ways;
      }
      pushed += this.#gateAfter(statement, outcome);
    }
    this.#gates.splice(this.#gates.length - pushed, pushed);
    return ways | NEXT2;
  }
  /** What follows `if token_ok: return` is reached only when it was not so. */
  #gateAfter(statement, outcome) {
    const gate = this.#leftUnder(statement, outcome);
    if (gate === void 0) return 0;
    this.#gates.push(gate);
    return 1;
  }
  /** The credential's condition under which a statement may have ended the body. */
  #leftUnder(statement, outcome) {
    const leaves = (outcome & (RETURN | PASS)) !== 0;
    const { taint } = this.#context;
    switch (statement.kind) {
      case "if":
        return (leaves || (outcome & REJECT) !== 0) && taint.of(statement.test) !== void 0 ? statement.test : void 0;
      case "try":
        return leaves ? taintedIn(this.#context, statement.body) : void 0;
      case "for":
        if (taint.of(statement.iter) !== void 0) return statement.iter;
        return leaves ? taintedTest(this.#context, statement.body) : void 0;
      default:
        return void 0;
    }
  }
  #statement(statement) {
    switch (statement.kind) {
      case "if":
        return this.#if(statement);
      case "try":
        return this.#try(statement);
      case "for":
        return this.#loop(statement.iter, statement.body, statement.orelse);
      case "while":
        return this.#loop(statement.test, statement.body, statement.orelse);
      case "with": {
        const entered = this.#expressions(statement.items.map((item) => item.context));
        return (entered & NEXT2) === 0 ? entered : entered & ~NEXT2 | this.#body(statement.body);
      }
      case "match":
        return this.#gated(statement.subject, () => this.#match(statement));
      case "raise":
        return this.#raise(statement);
      case "return":
        return this.#return(statement);
      case "assert":
        return this.#assert(statement.test);
      case "expr":
        return this.#lone(statement.value);
      case "assign":
        return statement.value === void 0 ? NEXT2 : this.#expressions([statement.value]);
      case "augassign":
        return this.#expressions([statement.value]);
      default:
        return NEXT2;
    }
  }
  /** `is_good(key) or deny()` reads as the condition that it is. */
  #lone(value) {
    if (value.kind !== "boolop" || value.values.length !== 2) return this.#expressions([value]);
    const [test, consequence] = value.values;
    if (test === void 0 || consequence === void 0) return NEXT2;
    const body = [{ kind: "expr", value: consequence, start: consequence.start, end: consequence.end }];
    const { start, end } = value;
    return value.op === "and" ? this.#if({ kind: "if", test, body, orelse: [], start, end }) : this.#if({ kind: "if", test, body: [], orelse: body, start, end });
  }
  #if(statement) {
    const tested = this.#expressions([statement.test]);
    if ((tested & NEXT2) === 0) return tested;
    const truth2 = this.#context.mode === "anonymous" ? this.#anonymous.truth(statement.test) : this.#anonymous.bogusTruth(statement.test);
    const then = truth2 === false ? 0 : this.#gated(statement.test, () => this.#body(statement.body));
    const otherwise = truth2 === true ? 0 : this.#gated(statement.test, () => this.#body(statement.orelse));
    return tested & ~NEXT2 | (truth2 === void 0 ? this.#undecided(statement, then, otherwise) : then | otherwise);
  }
  /** Where configuration has a word, it is set so that it guards: whoever deploys decides. */
  #undecided(statement, then, otherwise) {
    const { test } = statement;
    if (this.#context.mode === "bogus") return then | otherwise;
    if (this.#anonymous.isConfiguration(test)) return deployed(this.#context, statement, { then, otherwise });
    const rest = this.#anonymous.withoutConfiguration(test);
    const truth2 = rest === void 0 ? void 0 : this.#anonymous.truth(rest);
    if (truth2 === void 0) return then | otherwise;
    return protectiveOf(truth2 ? then : otherwise, then | otherwise);
  }
  /** With no credential only the catch-all (or `None`) matches what was made of it. */
  #match(statement) {
    const nothing = this.#context.mode === "anonymous" && this.#context.taint.of(statement.subject) !== void 0;
    const isCatchAll = (pattern2) => pattern2.kind === "none" || pattern2.kind === "name" && pattern2.id === "_" || pattern2.kind === "unknown";
    const cases = nothing ? statement.cases.filter((one) => isCatchAll(one.pattern)) : statement.cases;
    const exhaustive = statement.cases.some(
      (one) => isCatchAll(one.pattern) && one.pattern.kind !== "none" && one.guard === void 0
    );
    return cases.reduce((ways, one) => ways | this.#body(one.body), exhaustive ? 0 : NEXT2);
  }
  #gated(test, work) {
    return this.#context.taint.of(test) === void 0 ? work() : this.#within(test, work);
  }
  #within(test, work) {
    this.#gates.push(test);
    try {
      return work();
    } finally {
      this.#gates.pop();
    }
  }
  #loop(over, body, orelse) {
    const entered = this.#expressions([over]);
    if ((entered & NEXT2) === 0) return entered;
    const value = this.#context.code.valueOf(over);
    const known = value.kind === "list" || value.kind === "tuple" ? value : void 0;
    if (this.#context.mode === "anonymous" && known?.items.length === 0 && known.open !== true)
      return entered & ~NEXT2 | this.#body(orelse);
    const inside = this.#gated(over, () => this.#body(body));
    const certain = known !== void 0 && known.items.length > 0;
    if (certain && (inside & NEXT2) === 0) return entered & ~NEXT2 | inside;
    return entered & ~NEXT2 | inside & ~NEXT2 | this.#body(orelse);
  }
  #try(statement) {
    const { hides, forgives, caught, others } = readHandlers(this.#context, statement);
    const body = this.#shielded(hides, forgives, () => this.#body(statement.body));
    const tested = taintedIn(this.#context, statement.body);
    const handled3 = new Map(
      statement.handlers.map((handler) => [
        handler,
        tested === void 0 ? this.#body(handler.body) : this.#within(tested, () => this.#body(handler.body))
      ])
    );
    const after = (handlers) => handlers.reduce((ways2, handler) => ways2 | (handled3.get(handler) ?? 0), 0);
    const fails = this.#context.mode === "anonymous" ? failsWithoutCredential(this.#context, statement) : void 0;
    const rejected = caught === void 0 ? REJECT | after(statement.handlers) : after([caught]) | (tested === void 0 || fails === "rejection" ? 0 : after(others));
    const erred = others.length === 0 ? REJECT : after(others);
    const through = (body & NEXT2) === 0 ? body : body & ~NEXT2 | this.#body(statement.orelse);
    let ways = through & ~(body & REJECT) | ((body & REJECT) === 0 ? 0 : rejected) | (tested === void 0 ? 0 : after(others));
    if (tested !== void 0 && fails !== void 0) ways = fails === "rejection" ? rejected : erred;
    const last = this.#body(statement.finalbody);
    return (last & NEXT2) === 0 ? last : ways | last & ~NEXT2;
  }
  /** Handlers that catch what a body raises keep its rejections from counting. */
  #shielded(hides, forgives, work) {
    if (hides) this.#swallowed++;
    if (forgives) this.#forgiven++;
    const ways = work();
    if (hides) this.#swallowed--;
    if (forgives) this.#forgiven--;
    return ways;
  }
  #raise(statement) {
    const { exception } = statement;
    const statuses = exception === void 0 ? [] : this.#context.statusesOf(exception);
    this.#record(statement, statuses, exception?.kind === "name" && statuses.length === 0 ? exception.id : void 0);
    return REJECT;
  }
  #return(statement) {
    if (statement.value === void 0) return RETURN;
    const ways = this.#expressions([statement.value]);
    if ((ways & NEXT2) === 0) return ways;
    const statuses = this.#context.rejectsByReturn(statement.value);
    if (statuses === void 0) return ways & ~NEXT2 | RETURN;
    this.#record(statement, statuses);
    return ways & ~NEXT2 | REJECT;
  }
  #assert(test) {
    if (this.#context.taint.of(test) === void 0) return NEXT2;
    return this.#context.mode === "anonymous" && this.#anonymous.truth(test) === false ? REJECT : NEXT2;
  }
  /** Calls in the order they run; one that never comes back ends the way. */
  #expressions(expressions) {
    const { calls, yields } = running(expressions, (node) => this.#taken(node));
    let ways = 0;
    for (const call of calls) {
      const effect = this.#context.effectOf(call, this.#gates.length > 0);
      this.opaque ||= effect.opaque && this.#swallowed === 0;
      const kept = effect.rejections.filter(
        (one) => this.#swallowed === 0 && (this.#forgiven === 0 || one.statuses.length > 0)
      );
      for (const one of kept) this.rejections.push(this.#through(call, one));
      ways |= effect.ways & ~NEXT2;
      if ((effect.ways & NEXT2) === 0) return ways;
    }
    return ways | (yields ? RETURN : NEXT2);
  }
  /** The parts of `a if test else b` that run. */
  #taken(node) {
    const truth2 = this.#context.mode === "anonymous" ? this.#anonymous.truth(node.test) : void 0;
    if (truth2 === void 0) return [node.test, node.body, node.orelse];
    return [node.test, truth2 ? node.body : node.orelse];
  }
  #through(call, inner) {
    return { ...inner, evidence: [this.#evidence(call), ...inner.evidence] };
  }
  #record(statement, statuses, raises) {
    const gate = this.#gates.at(-1);
    if (this.#context.mode !== "bogus" || gate === void 0 || this.#swallowed > 0) return;
    const strengths = this.#gates.map((one) => this.#context.taint.of(one));
    this.rejections.push({
      evidence: [this.#evidence(statement)],
      statuses,
      demands: demandsOf(this.#context.code, this.#context.taint, gate),
      weak: !strengths.includes("credential"),
      absence: this.#context.taint.isPureAbsence(gate),
      compares: comparesCredential(this.#context, this.#anonymous, gate),
      ...raises === void 0 ? {} : { raises }
    });
  }
  #evidence(node) {
    const { module } = this.#context.code;
    const [text = ""] = textOf(module, node).split("\n");
    return { site: siteOf(module, node), text: text.trim().slice(0, 160) };
  }
};

// src/fastapi/protection/origins.ts
function looksLikeRequest(code, param) {
  const annotation = param.annotation === void 0 ? "" : code.module.text.slice(param.annotation.start, param.annotation.end);
  return /\b(Request|HTTPConnection|WebSocket)\b/.test(annotation) || annotation === "" && /^(request|req|websocket|conn)$/.test(param.name);
}
function isRequestKey(key) {
  return key?.kind === "string" && /^(request|websocket|req|conn)$/.test(key.value);
}

// src/fastapi/protection/request-reads.ts
var RequestReads = class {
  requests = /* @__PURE__ */ new Set();
  /** Names of everything a wrapped endpoint was called with. */
  arguments = /* @__PURE__ */ new Set();
  /** Names of the headers or cookies as a whole. */
  #bags = /* @__PURE__ */ new Set();
  #code;
  constructor(code) {
    this.#code = code;
  }
  /** How many names are known. */
  get size() {
    return this.requests.size + this.#bags.size;
  }
  /** True for a name that holds the request itself. */
  isRequest(expr) {
    if (expr.kind === "name") return this.requests.has(expr.id);
    return expr.kind === "attribute" && expr.attr === "request" && expr.value.kind === "name" && expr.value.id === "self";
  }
  /** Learns that a name holds the request, or all its headers; false for any other value. */
  learn(name, value) {
    if (this.isRequest(value) || this.#wrapsRequest(value)) {
      this.requests.add(name);
      return true;
    }
    if (!this.isBag(value)) return false;
    this.#bags.add(name);
    return true;
  }
  /** `request.headers` or a name for it, `Headers(scope=scope)`, `dict(request.headers)`, `scope["headers"]`. */
  isBag(expr) {
    switch (expr.kind) {
      case "name":
        return this.#bags.has(expr.id);
      case "attribute":
        return /^(headers|cookies)$/.test(expr.attr) && this.isRequest(expr.value);
      case "subscript":
        return this.#isScope(expr.value) && expr.index[0]?.kind === "string" && expr.index[0].value === "headers";
      case "call":
        return this.#makesBag(expr);
      default:
        return false;
    }
  }
  /** `request.headers["X"]`, `request.cookies.get("x")`: a credential by its name, else the weaker word. */
  namedItem(node) {
    if (node.kind === "compare") return this.presence(node);
    const object = node.kind === "subscript" ? node.value : node.kind === "call" && node.func.kind === "attribute" && /^(get|getlist|pop)$/.test(node.func.attr) ? node.func.value : void 0;
    if (object === void 0 || !this.isBag(object)) return void 0;
    const key = node.kind === "subscript" ? node.index[0] : node.kind === "call" ? node.args[0]?.value : void 0;
    if (key === void 0) return void 0;
    const value = key.kind === "string" ? key.value : textOfValue(this.#code.valueOf(key));
    return value === void 0 || isCredentialName(value) ? "credential" : "header";
  }
  /** `"authorization" in request.headers`. */
  presence(node) {
    const [right2] = node.comparators;
    if (node.left.kind !== "string" || right2 === void 0 || !this.isBag(right2)) return void 0;
    return isCredentialName(node.left.value) ? "credential" : "header";
  }
  attribute(object, attr) {
    if (!this.isRequest(object)) return void 0;
    if (attr === "headers" || attr === "cookies") return "header";
    return REQUEST_IDENTITY.has(attr) && attr !== "scope" ? "credential" : void 0;
  }
  /** `kwargs["user"]`, `kwargs.get("user")`: what a wrapped endpoint got from its dependencies. */
  argument(object, key) {
    if (object.kind !== "name" || !this.arguments.has(object.id)) return void 0;
    return key === void 0 || key.kind === "string" || key.kind === "name" ? "credential" : void 0;
  }
  /** `scope["headers"]`, `scope["user"]` in an ASGI application. */
  scopeItem(object, key) {
    return this.#isScope(object) && key?.kind === "string" && REQUEST_IDENTITY.has(key.value) ? "credential" : void 0;
  }
  #isScope(object) {
    return object.kind === "name" && object.id === "scope" && this.requests.has("scope") || object.kind === "attribute" && object.attr === "scope" && this.isRequest(object.value);
  }
  /** `request = Request(scope)`, `request = kwargs["request"]`. */
  #wrapsRequest(value) {
    if (value.kind === "call") {
      const name = this.#code.valueOf(value.func);
      if (name.kind === "external" && /\.(Request|HTTPConnection|WebSocket)$/.test(name.name)) return true;
      return value.func.kind === "attribute" && value.func.attr === "get" && this.argument(value.func.value, value.args[0]?.value) !== void 0 && isRequestKey(value.args[0]?.value);
    }
    return value.kind === "subscript" && this.argument(value.value, value.index[0]) !== void 0 && isRequestKey(value.index[0]);
  }
  #makesBag({ func, args }) {
    const isGiven = args.some(({ value }) => this.isBag(value) || this.#isScope(value));
    if (!isGiven) return false;
    const made = this.#code.valueOf(func);
    return made.kind === "external" && /(^|\.)(Headers|MutableHeaders|dict)$/.test(made.name);
  }
};

// src/fastapi/protection/taint.ts
var LOOKUP_TOOLS = /^(db|database|session|db_session|async_session|conn|connection|cursor|request|repo\w*|service|uow|client|redis|cache|settings|self)$/;
var HAS_REQUIRED_SCOPE = "starlette.authentication.has_required_scope";
var Taint = class {
  #credentials = /* @__PURE__ */ new Set();
  #raw = /* @__PURE__ */ new Set();
  #pure = /* @__PURE__ */ new Set();
  /** In an endpoint, what is assigned from other parts of the request, too: that no credential came does not make it None. */
  #mixed = /* @__PURE__ */ new Set();
  #others;
  #headers = /* @__PURE__ */ new Set();
  #reads;
  #answers = /* @__PURE__ */ new Map();
  /** True once all assignments are followed: from then on an answer stays. */
  #settled = false;
  #code;
  /** Calls of our own functions that hand back something made of a credential. */
  #returnsCredential;
  constructor({ code, origins, role }, returnsCredential) {
    this.#code = code;
    this.#reads = new RequestReads(code);
    this.#returnsCredential = returnsCredential;
    const others = role === "endpoint" ? [...origins].filter(([, origin]) => origin === "other") : [];
    this.#others = new Set(others.flatMap(([name]) => LOOKUP_TOOLS.test(name) ? [] : [name]));
    for (const [name, origin] of origins) {
      this.#setOf(origin)?.add(name);
      if (origin === "raw" || origin === "header") this.#raw.add(name);
    }
    for (let round = 0, before = -1; round < 3 && this.#size !== before; round++) {
      before = this.#size;
      walk(code.body, (node) => this.#spread(node), { scope: "own" });
    }
    this.#settled = true;
  }
  /** How much is known; a round that adds nothing is the last. */
  get #size() {
    const held = this.#credentials.size + this.#raw.size + this.#pure.size + this.#headers.size;
    return held + this.#mixed.size + this.#reads.size;
  }
  #setOf(origin) {
    if (origin === "credential" || origin === "raw") return this.#credentials;
    if (origin === "header") return this.#headers;
    if (origin === "request") return this.#reads.requests;
    return origin === "arguments" ? this.#reads.arguments : void 0;
  }
  /** The names that come from a credential, for functions that are defined in this body. */
  known() {
    return [...this.#credentials].map((name) => [name, this.#raw.has(name) ? "raw" : "credential"]);
  }
  /** Whether an expression depends on who asks; `header` is the weaker word. */
  of(expr) {
    if (this.#answers.has(expr)) return this.#answers.get(expr);
    const answer = this.#examine(expr);
    if (this.#settled) this.#answers.set(expr, answer);
    return answer;
  }
  #examine(expr) {
    const words = /* @__PURE__ */ new Set();
    walk(expr, (node) => {
      const named = this.#reads.namedItem(node);
      const found2 = named ?? this.#direct(node);
      if (found2 !== void 0) words.add(found2);
      return !words.has("credential") && named === void 0;
    });
    return words.has("credential") ? "credential" : words.has("header") ? "header" : void 0;
  }
  /** `not user`, `user is None`, where nothing but the credential was asked for: that it is not found says "not you". */
  isPureAbsence(test) {
    const absent = test.kind === "unary" && test.op === "not" ? test.operand : test.kind === "compare" && test.ops[0] === "is" && test.comparators[0]?.kind === "none" ? test.left : void 0;
    const slot = absent === void 0 ? void 0 : slotOf(absent);
    return slot !== void 0 && this.#pure.has(slot);
  }
  /** A look-up by the credential alone (and the things that every look-up takes). */
  #isPureLookup(value) {
    const call = value.kind === "await" ? value.value : value;
    if (call.kind !== "call" || call.args.length === 0) return false;
    const asked = call.args.filter(
      (argument) => !(argument.value.kind === "name" && LOOKUP_TOOLS.test(argument.value.id))
    );
    return asked.length > 0 && asked.every((argument) => this.of(argument.value) === "credential");
  }
  /** True for a name that holds the request itself. */
  isRequest(expr) {
    return this.#reads.isRequest(expr);
  }
  /** What a called function would get in a parameter. */
  originOf(expr) {
    if (this.isRequest(expr)) return "request";
    const found2 = this.of(expr);
    return found2 === "credential" && this.isRaw(expr) ? "raw" : found2 ?? "other";
  }
  /** True for what may be there although nobody sent a credential. */
  isMixed(expr) {
    let mixed = false;
    walk(expr, (node) => {
      const slot = node.kind === "name" || node.kind === "attribute" ? slotOf(node) : void 0;
      mixed ||= slot !== void 0 && this.#mixed.has(slot);
    });
    return mixed;
  }
  /** `role or current_role.get()`: what was handed in may be there although nobody asked for it by a credential. */
  #hasOtherSource(value) {
    return value.kind === "boolop" && value.op === "or" && value.values.some((one) => one.kind === "name" && this.of(one) === void 0);
  }
  #asksForOther(value) {
    let asks2 = false;
    walk(value, (node) => void (asks2 ||= node.kind === "name" && this.#others.has(node.id)));
    return asks2;
  }
  /** True for a credential as it was sent, cut or trimmed perhaps: to see that it is there proves nothing. */
  isRaw(expr) {
    switch (expr.kind) {
      case "name":
        return this.#raw.has(expr.id) || this.#reads.isBag(expr);
      case "attribute":
        return this.#raw.has(slotOf(expr) ?? "") || this.isRaw(expr.value) || this.#reads.isBag(expr);
      case "subscript":
        return this.isRaw(expr.value);
      case "await":
        return this.isRaw(expr.value);
      case "call":
        if (this.#reads.isBag(expr)) return true;
        if (expr.func.kind === "attribute")
          return this.isRaw(expr.func.value) || expr.func.attr === "__call__" && expr.args.some((argument) => this.isRequest(argument.value));
        return expr.func.kind === "name" && /^(str|get_authorization_scheme_param|bytes)$/.test(expr.func.id) && expr.args.some((argument) => this.isRaw(argument.value));
      case "compare":
        return this.#reads.presence(expr) !== void 0;
      case "boolop":
        return expr.values.some((value) => this.isRaw(value)) && expr.values.every((value) => this.isRaw(value) || value.kind === "string" || value.kind === "none");
      case "conditional":
        return this.isRaw(expr.body) || this.isRaw(expr.orelse);
      default:
        return false;
    }
  }
  #direct(node) {
    switch (node.kind) {
      case "name":
        return this.#held(node.id) ?? (this.#reads.isBag(node) ? "header" : void 0);
      case "attribute":
        return this.#held(slotOf(node)) ?? this.#reads.attribute(node.value, node.attr);
      case "subscript":
        return this.#reads.argument(node.value, node.index[0]) ?? this.#reads.scopeItem(node.value, node.index[0]);
      case "call":
        return this.#call(node);
      default:
        return void 0;
    }
  }
  /** What a name, or an attribute of one, was given. */
  #held(slot) {
    if (slot === void 0) return void 0;
    if (this.#credentials.has(slot)) return "credential";
    return this.#headers.has(slot) ? "header" : void 0;
  }
  #call(node) {
    const { func } = node;
    const key = node.args[0]?.value;
    if (func.kind === "attribute" && /^receive(_text|_json|_bytes)?$/.test(func.attr) && this.isRequest(func.value))
      return "credential";
    if (func.kind === "attribute" && func.attr === "get") {
      if (func.value.kind === "attribute" && func.value.attr === "query_params" && this.isRequest(func.value.value)) {
        return key?.kind === "string" && isCredentialName(key.value) ? "credential" : void 0;
      }
      const found2 = this.#reads.argument(func.value, key) ?? this.#reads.scopeItem(func.value, key);
      if (found2 !== void 0) return found2;
      if (this.#isContext(func.value)) return "header";
    }
    if (func.kind === "attribute" && func.attr === "__call__" && node.args.some((argument) => this.isRequest(argument.value)))
      return "credential";
    return this.#asksForScopes(node) || this.#returnsCredential(node) ? "credential" : void 0;
  }
  /** Starlette's `has_required_scope(request, scopes)`: whoever sent nothing has none. */
  #asksForScopes({ func, args }) {
    const [asked, scopes] = args;
    const value = this.#code.valueOf(func);
    if (value.kind !== "external" || value.name !== HAS_REQUIRED_SCOPE) return false;
    return asked !== void 0 && this.isRequest(asked.value) && !asksForNothing(this.#code, scopes?.value);
  }
  /** `current_user.get()` of a context variable: what an earlier step of this request found. */
  #isContext(object) {
    const value = this.#code.valueOf(object);
    return value.kind === "external-call" && value.callee === "contextvars.ContextVar";
  }
  #spread(node) {
    switch (node.kind) {
      case "assign":
        if (node.value !== void 0) for (const target of node.targets) this.#bind(target, node.value);
        return;
      case "augassign":
      case "walrus":
        this.#bind(node.target, node.value);
        return;
      case "for":
        this.#bind(node.target, node.iter);
        return;
      case "comprehension":
        for (const { target, iter } of node.generators) this.#bind(target, iter);
        return;
      case "with":
        for (const item of node.items) if (item.target !== void 0) this.#bind(item.target, item.context);
        return;
      default:
        return;
    }
  }
  #bind(target, value) {
    if (target.kind === "tuple" || target.kind === "list") {
      for (const item of target.items) this.#bind(item, value);
      return;
    }
    const slot = slotOf(target);
    if (slot === void 0 || this.#reads.learn(slot, value)) return;
    const found2 = this.of(value);
    if (found2 === void 0 ? this.#asksForOther(value) : this.#hasOtherSource(value)) this.#mixed.add(slot);
    if (found2 !== void 0 && this.isRaw(value)) this.#raw.add(slot);
    if (found2 === "credential" && this.#isPureLookup(value)) this.#pure.add(slot);
    if (found2 === "credential") this.#credentials.add(slot);
    else if (found2 === "header") this.#headers.add(slot);
  }
};
function slotOf(target) {
  if (target.kind === "name") return target.id;
  return target.kind === "attribute" && target.value.kind === "name" ? `${target.value.id}.${target.attr}` : void 0;
}
function asksForNothing(code, scopes) {
  const listed3 = scopes === void 0 ? void 0 : code.valueOf(scopes);
  return listed3?.kind === "list" && listed3.items.length === 0 && listed3.open !== true;
}

// src/fastapi/protection/watched-request.ts
var WatchedRequest = class {
  #request;
  consulted = false;
  constructor(request) {
    this.#request = request;
  }
  get path() {
    this.consulted = true;
    return this.#request.path;
  }
  get methods() {
    this.consulted = true;
    return this.#request.methods;
  }
  get kind() {
    this.consulted = true;
    return this.#request.kind;
  }
};

// src/fastapi/protection/enforcer.ts
var MAX_DEPTH3 = 6;
var NOT_JUDGED = {
  stopsAnonymous: false,
  rejections: [],
  opaque: false,
  readsCredential: false,
  readsSent: false,
  returnsRaw: false,
  returnsCredential: false
};
var Enforcer = class {
  #finder;
  #memo = /* @__PURE__ */ new Map();
  #taints = /* @__PURE__ */ new Map();
  #ids = /* @__PURE__ */ new Map();
  #depth = 0;
  constructor(finder) {
    this.#finder = finder;
  }
  enforcementOf(body) {
    const forAll = this.#key(body);
    const general = this.#memo.get(forAll);
    if (general !== void 0) return general;
    const { request } = body;
    if (request === void 0) return this.#remember(forAll, body);
    const forThis = `${forAll} ${request.kind} ${request.methods.join(",")} ${request.path}`;
    const special = this.#memo.get(forThis);
    if (special !== void 0) return special;
    const watched = new WatchedRequest(request);
    const found2 = this.#remember(forThis, { ...body, request: watched });
    if (!watched.consulted) this.#memo.set(forAll, found2);
    return found2;
  }
  #remember(key, body) {
    this.#memo.set(key, NOT_JUDGED);
    const found2 = this.#depth >= MAX_DEPTH3 ? { ...NOT_JUDGED, opaque: true } : this.#run(body);
    this.#memo.set(key, found2);
    return found2;
  }
  #run(body) {
    this.#depth++;
    try {
      const taint = this.#taintOf(body);
      const anonymous = new Flow(this.#context(body, taint, "anonymous"));
      const ways = anonymous.run();
      const bogus = new Flow(this.#context(body, taint, "bogus"));
      const bogusWays = bogus.run();
      if (body.role === "dependency" && bogus.rejections.length === 0 && (bogusWays & (NEXT2 | RETURN | PASS)) === 0)
        bogus.rejections.push({ ...plainRejection(raisedIn(this.#finder, body.apps, body.code)), weak: true });
      const passesOn3 = body.passes !== void 0;
      const stops = passesOn3 ? (ways & PASS) === 0 && (ways & REJECT) !== 0 : (ways & (NEXT2 | RETURN | PASS)) === 0;
      return {
        stopsAnonymous: stops,
        rejections: bogus.rejections.filter((one) => counts(one, body.role)),
        undecided: !stops && anonymous.undecided && (ways & REJECT) !== 0,
        // What runs only for those who send something keeps nobody else out.
        opaque: bogus.opaque && (anonymous.opaque || stops),
        ...this.#reads(body, taint)
      };
    } finally {
      this.#depth--;
    }
  }
  /** What comes from a credential is the same whatever the request. */
  #taintOf(body) {
    const key = this.#key(body);
    const known = this.#taints.get(key);
    if (known !== void 0) return known;
    const taint = new Taint(body, (call) => this.#returnsCredential(body, call));
    this.#taints.set(key, taint);
    return taint;
  }
  #reads(body, taint) {
    let sent = [...body.origins.values()].includes("raw");
    let reads2 = [...body.origins.values()].some((origin) => origin === "credential" || origin === "raw");
    const returned2 = [];
    walk(
      body.code.body,
      (node) => {
        if ((node.kind === "attribute" || node.kind === "subscript" || node.kind === "call" || node.kind === "compare") && taint.of(node) === "credential") {
          reads2 = true;
          sent ||= taint.isRaw(node);
        }
        if ((node.kind === "return" || node.kind === "yield") && node.value !== void 0) returned2.push(node.value);
      },
      { scope: "own" }
    );
    const carried = returned2.filter((value) => taint.of(value) !== void 0);
    return {
      readsCredential: reads2,
      readsSent: sent,
      returnsRaw: carried.length > 0 && carried.every((value) => taint.isRaw(value)),
      returnsCredential: carried.length > 0
    };
  }
  #context(body, taint, mode) {
    return {
      code: body.code,
      taint,
      mode,
      request: body.request,
      effectOf: (call, gated) => {
        const site = body.code.callAt(call);
        return site === void 0 ? NOTHING : this.#effect(body, taint, mode, site, gated);
      },
      onlyParses: (call) => {
        const site = body.code.callAt(call);
        return site !== void 0 && (isParser(site.callee) || isJwtDecode(site.callee) && checksNothing(site));
      },
      statusesOf: (raised) => statusesOf(this.#finder, body.apps, body.code.valueOf(raised)),
      rejectsByReturn: (returned2) => body.role === "dependency" || body.role === "endpoint" && onlyRedirects(body.code) ? void 0 : rejectingResponse(body.code.valueOf(returned2))
    };
  }
  #effect(body, taint, mode, call, gated) {
    if (body.passes?.(call.node) === true) return { ways: PASS, rejections: [], opaque: false };
    const touched = touchesCredential(taint, call);
    const closing = closesConnection(body, taint, call);
    if (closing !== void 0 && (gated || mode === "anonymous")) {
      return { ways: REJECT, rejections: gated && mode === "bogus" ? [plainRejection(closing)] : [], opaque: false };
    }
    if (isVerifier(call.callee) && (touched || /required$|validate_csrf$/.test(call.callee)))
      return verifierEffect(call, mode);
    const callees = calleesOf(this.#finder, body.code, call);
    if (callees !== void 0)
      return oneOf(callees.map((callee) => this.#calleeEffect(body, call, callee, { taint, mode, touched, gated })));
    const unread = call.callee.startsWith("?") || !/^(builtins|fastapi|starlette|os|time|datetime|logging|json|re|base64|hashlib|secrets|hmac|structlog|loguru|uuid)\./.test(
      call.callee
    ) && !call.callee.includes(":");
    return touched && unread && mayCheck(body, taint, call) ? { ...NOTHING, opaque: true } : NOTHING;
  }
  /** A call of our own function: what it does with what it is given. */
  #calleeEffect(body, call, { target, code }, at) {
    const { taint, mode } = at;
    if (target.def.kind === "function" && target.def.async && !call.awaited) return NOTHING;
    if (isAbstract(code)) return at.touched ? { ...NOTHING, opaque: true } : NOTHING;
    const around = code.frame.parent === body.code.frame ? taint.known() : [];
    const inner = this.enforcementOf({
      code,
      origins: new Map([...around, ...argumentOrigins(taint, call, target)]),
      role: body.role === "endpoint" ? "dependency" : body.role,
      apps: body.apps,
      ...body.request === void 0 ? {} : { request: body.request }
    });
    if (mode === "anonymous") {
      const answers = inner.rejections.some((one) => one.statuses.length > 0);
      return {
        ways: inner.stopsAnonymous ? REJECT : NEXT2,
        rejections: [],
        opaque: at.touched && inner.opaque,
        answers
      };
    }
    if (at.touched || inner.readsCredential || inner.rejections.length > 0) {
      const raised = (given2) => statusesOf(this.#finder, body.apps, body.code.valueOf(given2));
      const rejections = inner.rejections.map((one) => withRaised(one, call, target, raised));
      return { ways: NEXT2, rejections, opaque: inner.opaque };
    }
    const always = at.gated && inner.stopsAnonymous ? [plainRejection(raisedIn(this.#finder, body.apps, code))] : [];
    return { ways: always.length > 0 ? REJECT : NEXT2, rejections: always, opaque: false };
  }
  /** A call that hands back a credential: `get_token(request)`. */
  #returnsCredential(body, call) {
    const site = body.code.callAt(call);
    const { args } = call;
    if (site === void 0 || args.length > 0 && !args.some((one) => isRequestName(body, one.value))) return false;
    const callees = calleesOf(this.#finder, body.code, site);
    if (callees === void 0) return args.length > 0 && IDENTIFYING.test(lastPart(site.callee));
    return this.#depth < MAX_DEPTH3 && callees.some(({ code }) => this.#answersWho(body, code));
  }
  #answersWho(body, code) {
    const origins = new Map(
      code.def?.params.map((param) => [
        param.name,
        looksLikeRequest(code, param) ? "request" : "other"
      ]) ?? []
    );
    return this.enforcementOf({ code, origins, role: "dependency", apps: body.apps }).returnsCredential;
  }
  #key(body) {
    const id = this.#ids.get(body.code) ?? this.#ids.size;
    this.#ids.set(body.code, id);
    return `${String(id)} ${body.role} ${[...body.origins].map(([name, origin]) => `${name}:${origin}`).join(" ")}`;
  }
};
function oneOf(effects) {
  const [first] = effects;
  if (first !== void 0 && effects.length === 1) return first;
  return {
    ways: effects.reduce((ways, effect) => ways | effect.ways, 0),
    rejections: effects.flatMap((effect) => effect.rejections),
    opaque: effects.some((effect) => effect.opaque),
    answers: effects.every((effect) => effect.answers === true)
  };
}

// src/fastapi/protection/judgement.ts
function requestOf(row) {
  return {
    path: row.path.text,
    methods: row.methods.length === 0 ? ["GET"] : row.methods,
    kind: row.kind === "websocket" ? "websocket" : "http"
  };
}
var NO_JUDGEMENT = { stopsAnonymous: false, guards: [], readsCredential: false };
function toJudgement(found2, guard) {
  return {
    stopsAnonymous: found2.stopsAnonymous,
    guards: found2.rejections.length > 0 ? [guard] : [],
    readsCredential: found2.readsCredential,
    promises: found2.readsSent || found2.rejections.length > 0,
    returnsRaw: found2.returnsRaw,
    ...unknownIn(found2, guard)
  };
}
function unknownIn(found2, guard) {
  const rejects = found2.rejections.length > 0;
  if (found2.opaque && !rejects) return { unknown: `${guard.name} hands the credential to code that cannot be read` };
  return found2.undecided === true && rejects ? { unknown: `whether ${guard.name} guards this path cannot be told` } : {};
}
function merge(a, b) {
  return {
    ...a,
    stopsAnonymous: a.stopsAnonymous || b.stopsAnonymous,
    readsCredential: a.readsCredential || b.readsCredential,
    promises: a.promises === true || b.promises === true
  };
}
function statusesIn(found2) {
  return [...new Set(found2.rejections.flatMap((one) => one.statuses))];
}
function demandsIn(found2) {
  return [...new Set(found2.rejections.flatMap((one) => one.demands))];
}

// src/fastapi/protection/backend-guard.ts
var BY_HEADER = /\.(HTTPBearer|HTTPBasic|HTTPDigest|OAuth2|OAuth2PasswordBearer|OAuth2AuthorizationCodeBearer)\b/;
function judgeBackend(protector, use, row, apps) {
  const code = authenticateOf(protector, argumentOf(use.args, "backend", 0));
  const request = code?.def?.params[1];
  if (code === void 0 || request === void 0 || use.condition !== void 0) return NO_JUDGEMENT;
  const found2 = protector.enforcer.enforcementOf({
    code,
    origins: /* @__PURE__ */ new Map([[request.name, "request"]]),
    role: "dependency",
    apps,
    request: requestOf(row)
  });
  const isAsked2 = /authorization/i.test(textOf2(code)) && row.dependencies.some(asksForHeader);
  if (!found2.stopsAnonymous && !isAsked2) return NO_JUDGEMENT;
  const { stopsAnonymous, guards } = toJudgement(found2, {
    name: use.name,
    kind: "middleware",
    site: use.site,
    scopes: [],
    proof: found2.rejections[0]?.evidence ?? [],
    statuses: statusesIn(found2),
    demands: []
  });
  return { stopsAnonymous, guards, readsCredential: guards.length > 0 };
}
function authenticateOf(protector, backend) {
  if (backend?.kind !== "instance") return void 0;
  const method = classAttribute(protector.machine, backend.class, "authenticate", backend.site);
  return method?.kind === "function" ? protector.finder.methodOn(method, backend) : void 0;
}
function textOf2({ owner, def, module }) {
  const around = owner ?? def;
  return around === void 0 ? "" : module.text.slice(around.start, around.end);
}
function asksForHeader(use) {
  if (use.children.some(asksForHeader)) return true;
  if (use.value.kind !== "external-call" || !BY_HEADER.test(use.value.callee)) return false;
  const auto = use.value.args.keywords.get("auto_error");
  return auto === void 0 || auto.kind === "bool" && auto.value;
}

// src/fastapi/protection/middleware-guard.ts
var KNOWN_GUARDS = /^(fastapi_key_auth(\.\w+)*\.AuthorizerMiddleware|fastapi_opa(\.\w+)*\.OPAMiddleware|fastapi_cloudauth(\.\w+)*\.\w*Middleware)$/;
var AUTH_NAME = /auth(?!or)|login|jwt|token|oidc|keycloak|guard|saml|sso/i;
var HTTP_ONLY = /^starlette\.middleware\.base\.BaseHTTPMiddleware$/;
function judgeMiddleware(protector, use, row, apps) {
  if (row.kind === "mount" || use.afterStart) return NO_JUDGEMENT;
  const { value } = use;
  if (value.kind === "external") return judgeOutside(protector, use, value, row, apps);
  const isHttpOnly = use.how === "decorator" || value.kind === "class" && hasBase(value, HTTP_ONLY);
  if (row.kind === "websocket" && isHttpOnly) return NO_JUDGEMENT;
  const body = bodyOf2(protector, value);
  if (body === void 0) return NO_JUDGEMENT;
  return judgeFunction(protector, use, body, row, apps);
}
function judgeOutside(protector, use, value, row, apps) {
  if (value.name === "starlette.middleware.base.BaseHTTPMiddleware") {
    const dispatch = use.args.keywords.get("dispatch") ?? use.args.positional[0];
    if (row.kind === "websocket" || dispatch === void 0) return NO_JUDGEMENT;
    const fn = protector.functionOf(dispatch);
    return fn === void 0 ? NO_JUDGEMENT : judgeFunction(protector, use, fn, row, apps);
  }
  if (value.name === "starlette.middleware.authentication.AuthenticationMiddleware")
    return judgeBackend(protector, use, row, apps);
  if (KNOWN_GUARDS.test(value.name)) {
    return {
      stopsAnonymous: true,
      guards: [
        { name: value.name, kind: "library", site: use.site, scopes: [], proof: [], statuses: [401], demands: [] }
      ],
      readsCredential: true
    };
  }
  const last = value.name.split(".").at(-1) ?? "";
  if (/^(starlette|fastapi)\./.test(value.name) || !AUTH_NAME.test(last)) return NO_JUDGEMENT;
  return { ...NO_JUDGEMENT, unknown: `the middleware ${value.name} cannot be read` };
}
function bodyOf2(protector, value) {
  if (value.kind === "function") return value;
  if (value.kind === "bound-method") return value.function;
  if (value.kind !== "class") return void 0;
  for (const name of ["dispatch", "__call__"]) {
    const found2 = classAttribute(protector.machine, value, name, value.site);
    if (found2?.kind === "function") return found2;
  }
  return void 0;
}
function judgeFunction(protector, use, fn, row, apps) {
  const code = protector.finder.codeFor(fn);
  if (code === void 0) return NO_JUDGEMENT;
  const origins = /* @__PURE__ */ new Map();
  for (const param of code.def?.params ?? []) {
    if (param.name === "request" || param.name === "scope" || /\bRequest\b/.test(code.module.text.slice(param.start, param.end)))
      origins.set(param.name, "request");
  }
  const found2 = protector.enforcer.enforcementOf({
    code,
    origins,
    role: "middleware",
    apps,
    request: requestOf(row),
    passes: isHandOver
  });
  const judged = toJudgement(found2, {
    name: use.name,
    kind: "middleware",
    site: use.site,
    scopes: [],
    proof: found2.rejections[0]?.evidence ?? [],
    statuses: statusesIn(found2),
    demands: demandsIn(found2)
  });
  const guards = use.condition === void 0 && judged.stopsAnonymous ? judged.guards : [];
  return {
    stopsAnonymous: judged.stopsAnonymous && use.condition === void 0,
    guards,
    readsCredential: guards.length > 0,
    ...judged.unknown !== void 0 && judged.guards.length > 0 ? { unknown: judged.unknown } : {}
  };
}
function isHandOver(call) {
  const { func } = call;
  if (func.kind === "name") return func.id === "call_next" || func.id === "app";
  return func.kind === "attribute" && (func.attr === "app" || func.attr === "call_next" || func.attr === "_app") && func.value.kind === "name" && func.value.id === "self";
}

// src/fastapi/protection/required.ts
function asksForHeader2(parameters) {
  return parameters.some((parameter) => /^(header|cookie)$/.test(parameter.source) && isRequired(parameter));
}
function isRequired({ default: fallback, marker }) {
  if (fallback !== void 0 && fallback !== marker) return false;
  const given2 = marker?.kind === "external-call" ? argumentOf(marker.args, "default", 0) : void 0;
  return given2 === void 0 || given2.kind === "external" && given2.name === "builtins.Ellipsis";
}

// src/fastapi/unread.ts
function unreadSignature(endpoint, parameters) {
  if (isOutside(endpoint)) return `the endpoint ${callableName(endpoint)} is not part of this project`;
  const unread = parameters.find(mayHide);
  return unread === void 0 ? void 0 : `the default of ${unread.name} cannot be read`;
}
function isOutside(endpoint) {
  if (endpoint.kind === "external") return !/^(fastapi|starlette)\./.test(endpoint.name);
  return endpoint.kind === "external-call" && !/^(fastapi|starlette|functools)\./.test(endpoint.callee);
}
function mayHide({ default: fallback, annotation, source: source2 }) {
  return fallback?.kind === "unknown" && (source2 === "unknown" || annotation === void 0);
}

// src/fastapi/protection/verdict.ts
function verdictOf(row, parts) {
  const guards = parts.flatMap((part) => part.guards).sort((a, b) => rank(a, parts) - rank(b, parts));
  const stops = parts.some((part) => part.stopsAnonymous && (part.guards.length > 0 || part.readsCredential));
  if (guards.length > 0 && stops) return { status: "protected", via: proofOf(row, parts, guards), guards };
  const unknown2 = parts.find((part) => part.unknown !== void 0)?.unknown ?? (row.openDependencies ? openReason(row) : void 0);
  if (unknown2 !== void 0) return { status: "unknown", via: [], guards, reason: unknown2 };
  if (parts.some((part) => part.promises) && row.kind !== "mount")
    return { status: "unenforced", via: row.dependencies.flatMap(evidenceOf), guards };
  return { status: "public", via: [], guards: [] };
}
function rank(guard, parts) {
  const stops = parts.some((part) => part.stopsAnonymous && part.guards.includes(guard));
  const answers = guard.kind !== "dependency" || guard.statuses.some((status) => status === 401 || status === 403);
  return (stops ? 0 : 2) + (answers ? 0 : 1);
}
function openReason(row) {
  const unread = row.dependencies.find((use) => !use.resolved);
  if (unread !== void 0) return `${unread.name} cannot be read`;
  return unreadSignature(row.handlerValue, row.parameters) ?? "a list of dependencies that could not be read";
}
function proofOf(row, parts, guards) {
  const stopsItself = parts.some((part) => part.stopsAnonymous && part.guards.some((guard) => guard === guards[0]));
  return [...stopsItself ? [] : row.dependencies.flatMap(evidenceOf), ...chainOf(row, guards)];
}
function chainOf(row, guards) {
  const [guard] = guards;
  if (guard === void 0) return [];
  const way = [];
  const root = row.dependencies.find((use) => contains3(use, guard.name));
  if (root !== void 0) {
    if (root.via === "include" || root.via === "app" || root.via === "router")
      way.push({
        site: root.marker,
        text: `${root.name} for ${root.via === "include" ? "everything included here" : `the whole ${root.via}`}`
      });
    way.push(...pathTo(root, guard.name));
  } else way.push({ site: guard.site, text: guard.name });
  return [...way, ...guard.proof];
}
function contains3(use, name) {
  return use.name === name || use.children.some((child) => contains3(child, name));
}
function pathTo(use, name) {
  const here = { site: use.site, text: use.name };
  if (use.name === name) return [here];
  const child = use.children.find((one) => contains3(one, name));
  return child === void 0 ? [here] : [here, ...pathTo(child, name)];
}
function evidenceOf(use) {
  return use.scheme === void 0 ? use.children.flatMap(evidenceOf) : [{ site: use.site, text: use.name }];
}

// src/fastapi/protection/wrapper-guard.ts
var KNOWN = /^(starlette\.authentication\.requires|fastapi_users(\.\w+)*\.\w*requires?|guard(\.\w+)*\.SecurityDecorator\(\)\.(require_auth|api_key_auth))$/;
var AUTH_NAME2 = /auth|login|permission|require|role|scope|admin|protect|secure|jwt|token|acl/i;
function judgeWrappers(protector, row, at) {
  const outside2 = row.decoratorsBelow.map((decorator) => judgeOutside2(decorator));
  const own = wrappersOf(row.handlerValue).map((wrapper) => judgeBody(protector, wrapper, row, at));
  return [...outside2, ...own];
}
function judgeOutside2(decorator) {
  const { value } = decorator;
  const name = value.kind === "external-call" ? value.callee : value.kind === "external" ? value.name : void 0;
  if (name === void 0) return NO_JUDGEMENT;
  if (KNOWN.test(name)) {
    const scopes = value.kind === "external-call" ? value.args.positional.flatMap(textsIn) : [];
    const demands = scopes.filter((scope) => scope !== "authenticated");
    return {
      stopsAnonymous: true,
      guards: [{ name, kind: "decorator", site: decorator.site, scopes, proof: [], statuses: [403], demands }],
      readsCredential: true
    };
  }
  const looksLikeGuard2 = AUTH_NAME2.test(name.split(".").at(-1) ?? "") && !/^(fastapi|starlette|functools|slowapi|typing|cachetools)\b/.test(name);
  return looksLikeGuard2 ? { ...NO_JUDGEMENT, unknown: `the decorator ${decorator.text} cannot be read` } : NO_JUDGEMENT;
}
function textsIn(value) {
  if (value.kind === "string") return [value.value];
  return value.kind === "list" || value.kind === "tuple" ? value.items.flatMap(textsIn) : [];
}
function wrappersOf(endpoint) {
  const found2 = [];
  for (let one = endpoint; one.kind === "function" && one.wraps !== void 0; one = one.wraps.function)
    found2.push(one);
  return found2;
}
function decoratorOf(wrapper, decorators) {
  return decorators.find(({ value }) => {
    if (value.kind === "instance") return true;
    const maker = value.kind === "function" ? value : value.kind === "bound-method" ? value.function : void 0;
    return maker !== void 0 && maker.module.path === wrapper.module.path && wrapper.qualname.startsWith(maker.qualname);
  });
}
function judgeBody(protector, wrapper, row, at) {
  const code = protector.finder.codeFor(wrapper);
  if (code === void 0) return NO_JUDGEMENT;
  const routeOrigins = protector.originsOf(row.parameters, at);
  const origins = /* @__PURE__ */ new Map();
  for (const param of code.def?.params ?? []) {
    if (param.kind === "var-positional" || param.kind === "var-keyword") origins.set(param.name, "arguments");
    else origins.set(param.name, looksLikeRequest(code, param) ? "request" : routeOrigins.get(param.name) ?? "other");
  }
  const names2 = code.def?.params.map((param) => param.name) ?? [];
  const found2 = protector.enforcer.enforcementOf({
    code,
    origins,
    role: "wrapper",
    ...at,
    passes: (call) => passesOn(names2, call)
  });
  const decorator = decoratorOf(wrapper, row.decoratorsBelow);
  return toJudgement(found2, {
    name: decorator?.text.split("(", 1)[0] ?? wrapper.qualname.replace(/\.<locals>.*$/, ""),
    kind: "decorator",
    site: decorator?.site ?? row.registration,
    scopes: [],
    proof: found2.rejections[0]?.evidence ?? [],
    statuses: statusesIn(found2),
    demands: [.../* @__PURE__ */ new Set([...demandsIn(found2), ...decorator === void 0 ? [] : closureDemands(decorator)])]
  });
}
function closureDemands(decorator) {
  return [...decorator.text.matchAll(/["']([^"']{1,40})["']/g)].flatMap((match) => match[1] ?? []);
}
function passesOn(params, call) {
  const spreads = call.args.filter((argument) => argument.unpack !== void 0);
  if (spreads.length > 0 && call.func.kind === "name") return true;
  return call.func.kind === "name" && /^(func|fn|f|handler|endpoint|function|wrapped|route|view)$/.test(call.func.id) && !params.includes(call.func.id);
}
function judgeRouteClass(protector, row, apps) {
  if (row.kind !== "http") return NO_JUDGEMENT;
  const cls = row.routeClass;
  if (cls?.kind !== "class") return NO_JUDGEMENT;
  const method = classAttribute(protector.machine, cls, "get_route_handler", cls.site);
  const outer = method?.kind === "function" ? protector.finder.codeFor(method) : void 0;
  const inner = outer?.body.find((one) => one.kind === "function");
  const value = inner === void 0 || outer === void 0 ? void 0 : outer.valueOf({ kind: "name", id: inner.name, start: inner.start, end: inner.start });
  const code = value?.kind === "function" ? protector.finder.codeFor(value) : void 0;
  if (code === void 0) return NO_JUDGEMENT;
  const origins = new Map((code.def?.params ?? []).map((param) => [param.name, "request"]));
  const found2 = protector.enforcer.enforcementOf({
    code,
    origins,
    role: "middleware",
    apps,
    request: { path: row.path.text, methods: row.methods, kind: "http" },
    passes: (call) => call.func.kind === "name" && /handler|original|call_next/.test(call.func.id)
  });
  return toJudgement(found2, {
    name: callableName(cls),
    kind: "route-class",
    site: cls.site,
    scopes: [],
    proof: found2.rejections[0]?.evidence ?? [],
    statuses: statusesIn(found2),
    demands: demandsIn(found2)
  });
}

// src/fastapi/protection/protector.ts
var ENDPOINT_STEPS = 4;
var Protector = class {
  finder;
  enforcer;
  machine;
  #config;
  /** What was judged for the route at hand: a dependency may ask for its path or method. */
  #uses = /* @__PURE__ */ new Map();
  constructor(machine, config) {
    this.machine = machine;
    this.finder = new CodeFinder(machine);
    this.enforcer = new Enforcer(this.finder);
    this.#config = config;
  }
  protect(row) {
    const apps = [...row.outerApps, row.app];
    const at = { apps, request: requestOf(row) };
    this.#uses = /* @__PURE__ */ new Map();
    const parts = [
      ...apps.flatMap((app) => app.middleware.map((use) => judgeMiddleware(this, use, row, apps))),
      ...row.dependencies.map((use) => this.judgeUse(use, at)),
      ...judgeWrappers(this, row, at),
      judgeRouteClass(this, row, apps),
      this.#endpoint(row, at)
    ];
    return verdictOf(row, parts);
  }
  /** What a dependency enforces, those below it included. */
  judgeUse(use, at) {
    const known = this.#uses.get(use);
    if (known !== void 0) return known;
    const judged = this.#judgeUse(use, at);
    this.#uses.set(use, judged);
    return judged;
  }
  #judgeUse(use, at) {
    if (this.#isConfigured(use.name))
      return { stopsAnonymous: true, guards: [guardOf(use, "dependency", [])], readsCredential: true };
    const library = libraryDependency(use.value);
    if (library?.kind === "guard")
      return {
        stopsAnonymous: true,
        guards: [{ ...guardOf(use, "library", []), demands: library.demands }],
        readsCredential: true
      };
    if (library?.kind === "optional") return { ...NO_JUDGEMENT, readsCredential: true };
    const children = use.children.map((child) => this.judgeUse(child, at));
    const own = this.#callable(use, at);
    return {
      stopsAnonymous: own.stopsAnonymous || children.some((child) => child.stopsAnonymous),
      guards: [...children.flatMap((child) => child.guards), ...own.guards],
      readsCredential: own.readsCredential || children.some((child) => child.readsCredential),
      promises: own.promises === true || children.some((child) => child.promises),
      returnsRaw: own.returnsRaw ?? false,
      ...own.unknown === void 0 ? {} : { unknown: own.unknown }
    };
  }
  #isConfigured(name) {
    const dotted = name.replace(":", ".").replace(/\(\)$/, "");
    return this.#config.authDependencies.some((one) => one === dotted || one === name);
  }
  #callable(use, at) {
    const { value } = use;
    if (value.kind === "external-call" && use.scheme !== void 0) return schemeJudgement(value);
    if (value.kind === "external" && SCHEMES.has(value.name) || value.kind === "class" && isSchemeClass(value))
      return { ...NO_JUDGEMENT, readsCredential: true, promises: true };
    const fn = this.functionOf(value);
    if (fn === void 0)
      return value.kind === "class" || use.resolved || isHarmless(value) ? inheritedScheme(use) : { ...NO_JUDGEMENT, unknown: `${use.name} cannot be read` };
    const code = value.kind === "instance" ? this.finder.methodOn(fn, value) : this.finder.codeFor(fn);
    if (code === void 0) return NO_JUDGEMENT;
    const found2 = this.enforcer.enforcementOf({
      code,
      origins: this.originsOf(use.parameters, at),
      role: "dependency",
      ...at
    });
    const inherited = inheritedScheme(use);
    const judged = merge(toJudgement(found2, guardOf(use, "dependency", found2.rejections)), inherited);
    return { ...judged, stopsAnonymous: judged.stopsAnonymous || asksForHeader2(use.parameters) };
  }
  /** The function that runs when a value is called as a dependency. */
  functionOf(value) {
    switch (value.kind) {
      case "function":
        return value.wraps?.function.kind === "function" && value.wraps.keepsSignature ? this.functionOf(value.wraps.function) : value;
      case "bound-method":
        return value.function;
      case "partial":
        return this.functionOf(value.function);
      case "class":
        return this.#method(value, "__init__");
      case "instance":
        return this.#method(value.class, "__call__");
      default:
        return void 0;
    }
  }
  #method(cls, name) {
    const found2 = classAttribute(this.machine, cls, name, cls.site);
    return found2?.kind === "function" ? found2 : void 0;
  }
  /** What each parameter of a dependency or endpoint brings in. */
  originsOf(parameters, at) {
    return new Map(parameters.map((parameter) => [parameter.name, this.#origin(parameter, at)]));
  }
  #origin(parameter, at) {
    switch (parameter.source) {
      case "dependency": {
        const judged = parameter.dependency === void 0 ? NO_JUDGEMENT : this.judgeUse(parameter.dependency, at);
        if (parameter.dependency?.resolved === false && judged.unknown !== void 0) return "credential";
        if (judged.guards.length === 0 && !judged.readsCredential)
          return judged.returnsRaw === true ? "header" : "other";
        return parameter.dependency?.scheme !== void 0 || judged.returnsRaw === true ? "raw" : "credential";
      }
      case "header":
      case "cookie":
        return isCredentialName(aliasOf(parameter)) ? "raw" : "header";
      case "query":
        return isCredentialName(aliasOf(parameter)) && !namesAThing(aliasOf(parameter)) ? "raw" : "other";
      // A link with a ticket in it; the weaker word, for so do links that reset a password.
      case "path":
        return /token|secret|api_?key|signature/.test(parameter.name) && !namesAThing(parameter.name) ? "header" : "other";
      case "request":
        return "request";
      case "unknown":
        return /^(request|websocket)$/.test(parameter.name) ? "request" : "other";
      default:
        return "other";
    }
  }
  #endpoint(row, at) {
    const { handler } = row;
    const code = handler === void 0 ? void 0 : this.finder.codeFor(handler);
    if (code === void 0) return NO_JUDGEMENT;
    const origins = new Map(this.originsOf(row.parameters, at));
    const sent = [...origins.values()].includes("raw");
    for (const { name, source: source2 } of row.parameters) {
      if (source2 === "path") origins.set(name, "other");
      if (source2 === "query" && origins.get(name) === "raw") origins.set(name, "header");
    }
    if (row.kind === "raw") for (const param of code.def?.params ?? []) origins.set(param.name, "request");
    const all = this.enforcer.enforcementOf({ code, origins, role: "endpoint", ...at });
    const found2 = { ...all, rejections: all.rejections.filter(({ evidence }) => evidence.length <= ENDPOINT_STEPS) };
    const stopsAnonymous = all.stopsAnonymous && (found2.rejections.length > 0 || all.rejections.length === 0) || asksForHeader2(row.parameters);
    return toJudgement(
      { ...found2, stopsAnonymous, readsSent: found2.readsSent || sent },
      {
        name: callableName(row.handlerValue),
        kind: "endpoint",
        site: row.site,
        scopes: [],
        proof: found2.rejections[0]?.evidence ?? [],
        statuses: statusesIn(found2),
        demands: demandsIn(found2)
      }
    );
  }
};
function schemeJudgement(value) {
  const auto = value.args.keywords.get("auto_error");
  return {
    stopsAnonymous: !(auto?.kind === "bool" && !auto.value) && auto?.kind !== "unknown",
    guards: [],
    readsCredential: true,
    promises: true,
    returnsRaw: true
  };
}
function inheritedScheme(use) {
  if (use.scheme === void 0 || use.value.kind !== "instance") return NO_JUDGEMENT;
  const auto = use.value.args.keywords.get("auto_error");
  return {
    stopsAnonymous: !(auto?.kind === "bool" && !auto.value),
    guards: [],
    readsCredential: true,
    promises: true,
    returnsRaw: true
  };
}
function isHarmless(value) {
  if (value.kind === "external") return /^(fastapi|starlette|builtins)\./.test(value.name);
  return value.kind === "external-call" && /^(fastapi|starlette)\./.test(value.callee);
}
function guardOf(use, kind, rejections) {
  return {
    name: use.name,
    kind,
    site: use.site,
    scopes: use.scopes,
    proof: proofOf2(rejections),
    statuses: [...new Set(rejections.flatMap((one) => one.statuses))],
    demands: [...new Set(rejections.flatMap((one) => one.demands))]
  };
}
function proofOf2(rejections) {
  const plain3 = rejections.find((one) => one.statuses.some((status) => status === 401 || status === 403));
  return (plain3 ?? rejections[0])?.evidence ?? [];
}
function aliasOf(parameter) {
  const alias = parameter.marker?.kind === "external-call" ? parameter.marker.args.keywords.get("alias") : void 0;
  return alias?.kind === "string" ? alias.value : parameter.name;
}

// src/fastapi/route-place.ts
function handlerOf(endpoint) {
  if (endpoint.kind === "function")
    return endpoint.wraps?.keepsSignature === true && endpoint.wraps.keepsName !== true ? handlerOf(endpoint.wraps.function) : endpoint;
  if (endpoint.kind === "bound-method") return innermost(endpoint.function);
  if (endpoint.kind === "partial") return handlerOf(endpoint.function);
  return void 0;
}
function callOf(machine, endpoint) {
  const call = endpoint.kind === "instance" ? classAttribute(machine, endpoint.class, "__call__", endpoint.site) : void 0;
  return call?.kind === "function" ? call : void 0;
}
function placeOf(machine, registration) {
  const handler = handlerOf(registration.endpoint) ?? callOf(machine, registration.endpoint);
  if (handler === void 0) {
    const site = registration.endpoint.kind === "class" ? registration.endpoint.site : registration.site;
    return { site: registration.site, file: site.path, line: site.span.startLine };
  }
  const { module, def } = handler;
  const line = lineOf(module, def.kind === "lambda" ? def.start : def.defStart);
  const anchor = registration.how === "decorator" && def.kind !== "lambda" ? siteOf(module, { start: def.start, end: def.signatureEnd }) : registration.site;
  return { site: anchor, file: module.path, line, handler };
}

// src/fastapi/route-table.ts
var EMPTY = { text: "", known: true };
var RouteTable = class {
  #machine;
  #clones;
  #rows = [];
  #read = /* @__PURE__ */ new Map();
  constructor(machine, clones) {
    this.#machine = machine;
    this.#clones = clones;
  }
  rowsOf(app) {
    this.#rows.length = 0;
    this.#walkRouter(app.router, {
      app,
      outerApps: [],
      chain: [],
      mounts: [],
      path: EMPTY,
      conditions: [],
      before: Number.POSITIVE_INFINITY
    });
    return [...this.#rows];
  }
  #walkRouter(router, at) {
    const path = joinPaths(at.path, router.prefix);
    const items = [
      ...router.registrations.map((one) => ({ order: one.order, run: () => this.#registration(one, at, path) })),
      ...router.includes.map((one) => ({ order: one.order, run: () => this.#include(one, at, path) })),
      ...router.mounts.map((one) => ({ order: one.order, run: () => this.#mount(one, at, router) }))
    ].sort((a, b) => a.order - b.order);
    for (const item of items) if (item.order < at.before) item.run();
  }
  #include(include2, at, path) {
    if (at.chain.length > 30 || at.chain.some((one) => one.child === include2.child && one.parent === include2.parent))
      return;
    this.#walkRouter(include2.child, {
      ...at,
      chain: [...at.chain, include2],
      path: joinPaths(path, include2.prefix),
      conditions: include2.condition === void 0 ? at.conditions : [...at.conditions, include2.condition],
      before: this.#clones ? include2.order : at.before
    });
  }
  #registration(registration, at, path) {
    const raw = registration.kind === "raw";
    const full = joinPaths(raw || registration.byHand === true ? at.path : path, registration.path);
    const reader = this.#readerFor(pathNames(full.text));
    const inherited = raw ? { uses: [], open: false } : this.#inherited(reader, registration, at);
    const parameters = raw ? [] : this.#parameters(reader, registration);
    const own = this.#decorator(reader, registration);
    const view = registration.view === void 0 ? [] : this.#view(reader, registration.view);
    const fromParameters = parameters.flatMap((one) => one.dependency ?? []);
    const dependencies = raw ? [] : [...inherited.uses, ...own.uses, ...view, ...fromParameters];
    const conditions = registration.condition === void 0 ? at.conditions : [...at.conditions, registration.condition];
    this.#noteUnread(dependencies);
    this.#rows.push({
      kind: registration.kind,
      app: at.app,
      outerApps: at.outerApps,
      path: full,
      methods: registration.methods,
      endpoint: callableName(registration.endpoint),
      handlerValue: registration.endpoint,
      ...placeOf(this.#machine, registration),
      registration: registration.site,
      router: registration.router,
      chain: at.chain,
      mounts: at.mounts,
      args: registration.args,
      dependencies,
      openDependencies: inherited.open || own.open || dependencies.some((use) => !use.resolved) || !raw && unreadSignature(registration.endpoint, parameters) !== void 0,
      routeClass: registration.routeClass,
      parameters,
      decoratorsBelow: registration.decoratorsBelow.map(decoratorRef),
      decoratorsAbove: registration.decoratorsAbove.map(decoratorRef),
      ...conditions.length === 0 ? {} : { condition: [...new Set(conditions)].join(" and ") },
      order: registration.order
    });
  }
  /** A dependency that is there, and whose callable cannot be told, is named in the coverage. */
  #noteUnread(uses) {
    for (const use of uses) {
      if (use.value.kind === "unknown")
        this.#machine.note(use.site, `a dependency that could not be resolved (${use.value.reason})`);
      this.#noteUnread(use.children);
    }
  }
  #readerFor(names2) {
    const key = names2.join(" ");
    const read3 = this.#read.get(key) ?? /* @__PURE__ */ new Map();
    this.#read.set(key, read3);
    return new DependencyReader(this.#machine, new Set(names2), read3);
  }
  /** App, includes and routers on the way, in the order FastAPI runs them. */
  #inherited(reader, registration, at) {
    const parts = [];
    for (const include2 of at.chain) {
      parts.push(readUses(reader, include2.parentList, include2.parent.app === void 0 ? "router" : "app"));
      parts.push(readUses(reader, include2.own, "include"));
    }
    parts.push(
      readUses(reader, registration.routerDependencies, registration.router.app === void 0 ? "router" : "app")
    );
    return { uses: parts.flatMap((part) => part.uses), open: parts.some((part) => part.open) };
  }
  #decorator(reader, registration) {
    if (registration.kind === "raw") return { uses: [], open: false };
    return readUses(
      reader,
      readList(argumentOf(registration.args, "dependencies"), registration.args.open),
      "decorator"
    );
  }
  #parameters(reader, registration) {
    const parameters = reader.parameters(registration.endpoint);
    return registration.view === void 0 ? parameters : parameters.filter((one) => one.name !== "self");
  }
  /** A class-based view: FastAPI sees the class as a dependency, and its attributes below it. */
  #view(reader, view) {
    const children = [
      ...reader.parameters(view, 1).flatMap((one) => one.dependency ?? []),
      ...view.subscripted === true ? [] : reader.viewAttributes(view)
    ];
    const distinct2 = children.filter(
      (one, index) => children.findIndex((other) => other.name === one.name && other.parameter === one.parameter) === index
    );
    return [
      {
        name: callableName(view),
        value: view,
        via: "class-attribute",
        site: view.site,
        marker: view.site,
        security: false,
        scopes: [],
        children: distinct2,
        parameters: [],
        resolved: distinct2.every((child) => child.resolved)
      }
    ];
  }
  #mount(mount2, at, router) {
    if (this.#clones && at.chain.length > 0) return;
    const path = joinPaths(at.path, mount2.host ? EMPTY : trimmed(mount2.path));
    const conditions = mount2.condition === void 0 ? at.conditions : [...at.conditions, mount2.condition];
    this.#rows.push(mountRow(mount2, { ...at, path: mount2.host ? mount2.path : path, conditions }, router));
    const inner = {
      ...at,
      path,
      conditions,
      chain: [],
      mounts: [...at.mounts, mount2.site],
      outerApps: [...at.outerApps, at.app],
      before: Number.POSITIVE_INFINITY
    };
    const { target } = mount2;
    if (at.mounts.length > 10) return;
    if (target.kind === "app") {
      const app = this.#machine.appNode(target.app);
      if (app !== at.app && !at.outerApps.includes(app)) this.#walkRouter(app.router, { ...inner, app });
    } else if (target.kind === "router") this.#walkRouter(this.#machine.routerNode(target.router), inner);
    else if (target.kind === "list" || target.kind === "tuple") this.#walkRouter(this.#listed(target, mount2), inner);
  }
  /** `Mount("/api", routes=[…])`: a nameless router of raw routes. */
  #listed(target, mount2) {
    const router = new RouterNode(
      `<routes at ${mount2.site.path}:${String(mount2.site.span.startLine)}>`,
      mount2.site,
      this.#machine.noArguments
    );
    registerRouteObjects(this.#machine, router, target);
    return router;
  }
};
function readUses(reader, list, via) {
  const uses = [];
  let { open: open2 } = list;
  for (const item of list.items) {
    const use = reader.listItem(item, via);
    if (use !== void 0) uses.push(use);
    else if (markerOf(item) === void 0 && (item.kind === "unknown" || item.kind === "choice" || item.kind === "environment" || item.kind === "external-call"))
      open2 = true;
  }
  return { uses, open: open2 };
}
function mountRow(mount2, at, router) {
  return {
    kind: "mount",
    app: at.app,
    outerApps: at.outerApps,
    path: at.path,
    methods: [],
    endpoint: callableName(mount2.target),
    handlerValue: mount2.target,
    site: mount2.site,
    registration: mount2.site,
    file: mount2.site.path,
    line: mount2.site.span.startLine,
    router,
    chain: at.chain,
    mounts: at.mounts,
    args: { positional: [], keywords: /* @__PURE__ */ new Map(), keywordSites: /* @__PURE__ */ new Map(), open: false },
    dependencies: [],
    openDependencies: false,
    routeClass: void 0,
    parameters: [],
    decoratorsBelow: [],
    decoratorsAbove: [],
    ...at.conditions.length === 0 ? {} : { condition: [...new Set(at.conditions)].join(" and ") },
    order: mount2.order
  };
}
function trimmed(path) {
  let end = path.text.length;
  while (path.text[end - 1] === "/") end--;
  return { text: path.text.slice(0, end), known: path.known };
}
function pathNames(path) {
  return [...path.matchAll(/\{(\w+)(?::\w+)?\}/g)].flatMap((match) => match[1] ?? []);
}
function decoratorRef(use) {
  return { site: use.site, text: use.text, value: use.value };
}

// src/fastapi/served.ts
function servedApps(machine) {
  for (const app of machine.apps) markMounts(machine, app, app.router, /* @__PURE__ */ new Set());
  const roots = machine.apps.filter((app) => app.mountedIn === void 0);
  return roots.filter((app) => !isCopy(app, roots));
}
function markMounts(machine, app, router, seen) {
  if (seen.has(router)) return;
  seen.add(router);
  for (const mount2 of router.mounts) {
    if (mount2.target.kind === "router") markMounts(machine, app, machine.routerNode(mount2.target.router), seen);
    if (mount2.target.kind !== "app") continue;
    const target = machine.appNode(mount2.target.app);
    if (target !== app) target.mountedIn ??= app;
  }
  for (const include2 of router.includes) {
    const owner = include2.child.app;
    if (owner !== void 0 && owner !== app && owner.name.startsWith("<")) owner.mountedIn ??= app;
    markMounts(machine, app, include2.child, seen);
  }
}
function isCopy(app, roots) {
  const twins = roots.filter(
    (one) => one.site.path === app.site.path && one.site.span.startLine === app.site.span.startLine && size(one) === size(app)
  );
  const [kept] = [...twins].sort((a, b) => Number(a.name.startsWith("<")) - Number(b.name.startsWith("<")));
  return kept !== app && (app.name.startsWith("<") || app.name.endsWith("()") || kept?.name === app.name);
}
function size(app) {
  return app.router.registrations.length * 1e3 + app.router.includes.length;
}

// src/fastapi/build.ts
var LIVE_INCLUDES = "0.137";
var EVALUATED_SIGNATURES = "0.123.7";
var READ_ALIASES = "0.128.2";
function buildFacts(input) {
  const { project, scope } = input;
  const entries = findEntries(project, input.texts, scope);
  const framework = frameworkVersions(input.texts);
  const machine = runApplication(project, entries, expressionParser(input.parse));
  machine.ownGlobals = framework.ownGlobals;
  machine.opaqueAliases = framework.opaqueAliases;
  const table = new RouteTable(machine, framework.clones);
  const apps = servedApps(machine);
  const { value: bare, stoppedAt } = machine.room.within(STEPS, () => apps.flatMap((app) => table.rowsOf(app)));
  if (stoppedAt !== void 0)
    machine.note(stoppedAt, "more dependencies than can be read: those of the routes from here on are not listed");
  machine.frozen = true;
  readOthers(machine, project, scope);
  fillDependencies(machine);
  const protector = new Protector(machine, input.config);
  const routes = bare.map((row) => ({ ...row, protection: protector.protect(row) }));
  const application = {
    apps,
    allApps: machine.apps,
    routers: machine.routers,
    routes,
    framework,
    unresolved: machine.unresolved
  };
  return new FactsOf({ machine, application, config: input.config, texts: input.texts, finder: protector.finder });
}
function expressionParser(parse) {
  const known = /* @__PURE__ */ new Map();
  return (text) => {
    if (known.has(text)) return known.get(text);
    const path = "<annotation>";
    const module = parse({ path, blob: `${path} ${text}`, bytes: new TextEncoder().encode(text.trim()) });
    const [first] = module.body;
    const read3 = first?.kind === "expr" ? { module, expr: first.value } : void 0;
    known.set(text, read3);
    return read3;
  };
}
function frameworkVersions(texts2) {
  const fastapi = pinOf(texts2, "fastapi");
  const starlette = pinOf(texts2, "starlette");
  const pins = {};
  if (fastapi !== void 0) pins.fastapi = fastapi;
  if (starlette !== void 0) pins.starlette = starlette;
  const newest = fastapi?.exact === true ? fastapi.version : fastapi?.newest;
  const bound = fastapi?.exact === true ? -1 : 0;
  const isBelow = (release) => newest !== void 0 && compareVersions(newest, release) <= bound;
  return {
    ...pins,
    clones: isBelow(LIVE_INCLUDES),
    ownGlobals: isBelow(EVALUATED_SIGNATURES),
    opaqueAliases: isBelow(READ_ALIASES)
  };
}

// src/fastapi/questions/auth-group.ts
function groupBy3(items, keyOf6) {
  const groups = /* @__PURE__ */ new Map();
  for (const item of items) {
    const key = keyOf6(item);
    const group = groups.get(key);
    if (group === void 0) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
function keyOf(site) {
  const { startLine, startColumn, endLine, endColumn } = site.span;
  return `${site.path}:${String(startLine)}:${String(startColumn)}:${String(endLine)}:${String(endColumn)}`;
}

// src/fastapi/questions/auth-segments.ts
function segmentsOf2(path) {
  return path.split("/").filter((segment) => segment !== "");
}
function normal2(segment) {
  return wordsOf(segment.replace(/\.(json|ico|txt|xml|well)/g, " $1")).join("-");
}

// src/fastapi/questions/auth-routes.ts
var isParameter = (segment) => segment.includes("{");
var SENSITIVE = /* @__PURE__ */ new Set([
  "admin",
  "administration",
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
  return segmentsOf2(path).some((segment) => !isParameter(segment) && SENSITIVE.has(normal2(segment)));
}
function isAdminRoute(route) {
  const inPath = segmentsOf2(route.path.text).some(
    (segment) => !isParameter(segment) && wordsOf(segment).some((word) => ADMIN.has(word))
  );
  return inPath || wordsOf(route.endpoint.slice(route.endpoint.indexOf(":") + 1)).some((word) => ADMIN.has(word));
}
var ADMIN = /* @__PURE__ */ new Set(["admin", "admins", "administrator", "superuser", "superadmin", "backoffice", "staff"]);
var UNSAFE = /* @__PURE__ */ new Set(["POST", "PUT", "PATCH", "DELETE"]);
function isUnsafe(route) {
  return route.methods.some((method) => UNSAFE.has(method));
}
var CATALOGUE = /^(products?|categor(y|ies)|tags?|countr(y|ies)|cit(y|ies)|currenc(y|ies)|languages?|locales?|faqs?|news|articles?|blogs?|posts|genres?|brands?|movies?|recipes?|pages?|plans?|pricing|menus?|regions?|timezones?|catalog(ue)?|testimonials?|newsletters?|holidays?|states|provinces|neighbou?rhoods)$/;
var SHOP_WINDOW = /^(marketplace|storefront|catalog(ue)?)$/;
function isCatalogue(path) {
  const segments = segmentsOf2(path);
  const statics = segments.filter((segment) => !isParameter(segment));
  const parameters = segments.filter(isParameter);
  if (CATALOGUE.test((statics.at(-1) ?? "").toLowerCase())) return true;
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

// src/fastapi/questions/auth-paths.ts
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
  "join",
  "welcome",
  "home",
  "index"
]);
var NEUTRAL = /^(api|rest|v\d+(\.\d+)?|auth|authn|authentication|accounts?|users?|members?|customers?|clients?|oauth2?|public|identity|iam|security|access|login|token|tokens|jwt|sessions?|passwords?|email|emails|register|registration|reset|forgot|verify|app|service|_|system|internal|probes?|actuator|monitoring)$/;
var LINK_PARAMETER = /^\{(token|code|provider|key|hash|uid|uidb64|secret|nonce|email|state|signature|backend|client|tenant|idp|connection|slug)(:\w+)?\}$/;
var ALL_BELOW = /^(health|healthz|healthcheck|about|public|captcha|oauth2?|validators?|(reset|forgot|recover)-?password|password-?(reset|recovery|forgot))$/;
var PUBLIC_NORMAL = new Set([...ALWAYS_PUBLIC].map(normal2));
function isPublicPath(path) {
  const segments = segmentsOf2(path).map((segment) => segment.replace(/[-_.]v\d+$/, ""));
  if (segments[0] === ".well-known" || isMailedLink(segments)) return true;
  const statics = segments.filter((segment) => !LINK_PARAMETER.test(segment));
  if (statics.length === 0) return segments.length === 0;
  if (statics.slice(0, -1).some((segment) => ALL_BELOW.test(normal2(segment)))) return true;
  const last = statics.at(-1) ?? "";
  if (isParameter2(last)) return false;
  if (PUBLIC_NORMAL.has(normal2(last))) return true;
  const above = normal2(statics.at(-2) ?? "");
  if (/^(oauth2?|sso|saml|oidc|log-?in|sign-?in|sign-?up)$/.test(above)) return true;
  if (above === "auth" && /^(type|types|config|configuration|methods?)$/.test(normal2(last))) return true;
  return PUBLIC_WHEN_NEUTRAL.has(normal2(last)) && statics.slice(0, -1).every((segment) => NEUTRAL.test(segment.toLowerCase()));
}
function isPublicSocket(path) {
  return segmentsOf2(path).some((segment) => normal2(segment) === "public") || /^\/?(ws\/)?(echo|ping)\/?$/.test(path);
}
function isMailedLink(segments) {
  return segments.some((segment) => /^\{\w*(token|code|key|secret|signature|hash)(_id)?(:\w+)?\}$/.test(segment)) && segments.some((segment) => /^(invit|verif|confirm|reset|unsubscri|share|magic|activat|accept)/i.test(segment));
}
var PUBLIC_HANDLER = /^(user |account |customer |auth |post |get |do |handle |async )*(log ?in|sign ?in|sign ?up|log ?out|sign ?out|register|health|healthcheck|ping|root|index|home|live(ness)?|read(y|iness)|favicon|(forgot|reset|recover) password|verify email|confirm email|activate account|refresh( access)? token|access token|callback|oauth callback)( (user|account|customer|check|probe|page|form|for access token|as anonymous user|access token|json|endpoint|handler|view))*$/;
function isPublicHandler(endpoint) {
  const name = endpoint.slice(Math.max(endpoint.lastIndexOf("."), endpoint.lastIndexOf(":")) + 1);
  return PUBLIC_HANDLER.test(wordsOf(name).join(" "));
}

// src/fastapi/questions/input-types.ts
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
var CONSTRAINED2 = /* @__PURE__ */ new Map([
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
  const kind = name === void 0 ? void 0 : CONSTRAINED2.get(name);
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

// src/rules/rule.ts
function defineRule(rule) {
  return rule;
}
function defineComparison(rule) {
  return rule;
}

// src/rules/api-key-in-query.ts
var api_key_in_query_default = defineRule({
  id: "api-key-in-query",
  summary: "A credential travels in the URL",
  category: "authentication",
  severity: "medium",
  confidence: "medium",
  cwe: [598],
  owasp: ["API2"],
  seeds: ["S1"],
  docs: {
    why: "URLs end up in access logs, proxies, browser histories and `Referer` headers. A key in the query is written down by every one of them.",
    fix: 'Take API keys with `APIKeyHeader(name="X-API-Key")`, tokens from the `Authorization` header, passwords from the body or a form.',
    bad: `from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import APIKeyQuery

app = FastAPI()
key_in_url = APIKeyQuery(name="api_key")
KEYS = {"k-1"}


def client(key: str = Depends(key_in_url)) -> str:
    if key not in KEYS:
        raise HTTPException(status_code=401)
    return key


@app.get("/items", dependencies=[Depends(client)])
def list_items():
    return []
`,
    good: `from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import APIKeyHeader

app = FastAPI()
key_in_header = APIKeyHeader(name="X-API-Key")
KEYS = {"k-1"}


def client(key: str = Depends(key_in_header)) -> str:
    if key not in KEYS:
        raise HTTPException(status_code=401)
    return key


@app.get("/items", dependencies=[Depends(client)])
def list_items():
    return []
`,
    references: [
      "https://fastapi.tiangolo.com/reference/security/",
      "https://owasp.org/www-community/vulnerabilities/Information_exposure_through_query_strings_in_url"
    ],
    limits: "Links from a mail (`/verify?token=`, `/reset-password?token=`) and WebSockets, where browsers can send no header, are left alone; so are names such as `page_token` and `csrf_token`."
  },
  *check(facts) {
    for (const call of facts.calls("fastapi.security.APIKeyQuery")) {
      const name = textOfValue(call.argument("name"));
      yield {
        at: call.site,
        subject: `scheme APIKeyQuery ${name ?? ""} in ${call.code.name}`,
        message: `${name === void 0 ? "The API key" : `The API key \`${name}\``} is taken from the URL, where logs, proxies and browser histories keep it. Use \`APIKeyHeader\`.`,
        confidence: "high"
      };
    }
    for (const uses of groupBy3(parametersOf(facts), ({ parameter }) => keyOf(parameter.site)).values()) {
      const [first] = uses;
      if (first !== void 0)
        yield problemOf(
          first.parameter,
          uses.map(({ route }) => route)
        );
    }
  }
});
function parametersOf(facts) {
  return facts.application.routes.filter((route) => route.kind === "http").flatMap((route) => {
    const all = [...route.parameters, ...treeOf(route.dependencies).flatMap((use) => use.parameters)];
    return all.filter((parameter) => isCredential(parameter) && !isLink(parameter, route)).map((parameter) => ({ parameter, route }));
  });
}
function isCredential(parameter) {
  return parameter.source === "query" && namesCredential(wireName(parameter)) && !isFlag(parameter);
}
function wireName(parameter) {
  const marker = parameter.marker;
  const alias = marker?.kind === "external-call" ? textOfValue(marker.args.keywords.get("alias")) : void 0;
  return alias ?? parameter.name;
}
function isFlag(parameter) {
  const type = parameter.annotation;
  if (type === void 0) return false;
  return shapeOf(type).kind === "number" || type.kind === "external" && /^(builtins\.)?bool$/.test(type.name);
}
var LINK = /^(verif\w*|confirm\w*|activat\w*|unsubscribe|reset\w*|invit\w*|callback|accept|magic\w*|share\w*|webhooks?|oauth\w*)$/i;
var SIGNED_LINK = /^(downloads?|exports?|files?|attachments?|media|zip)$/i;
function isLink(parameter, route) {
  if (namesPassword(parameter.name)) return false;
  const words = segmentsOf2(route.path.text).flatMap((segment) => segment.split(/[-_]/));
  if (isPublicPath(route.path.text) || words.some((word) => LINK.test(word))) return true;
  return /^(\w+_)?token$/.test(parameter.name) && !isForEverything(parameter) && words.some((word) => SIGNED_LINK.test(word));
}
function isForEverything(parameter) {
  return wordsOf(parameter.name).some(
    (word) => /^(access|api|auth|bearer|jwt|session|refresh|id|user|admin)$/.test(word)
  );
}
function problemOf(parameter, routes) {
  const name = wireName(parameter);
  const [first] = routes;
  const where = first === void 0 ? "The route" : routes.length > 1 ? `\`${titleOf(first)}\` and ${String(routes.length - 1)} more` : `\`${titleOf(first)}\``;
  const better = namesPassword(name) ? "Take it from the body or a form" : "Take it from a header (`APIKeyHeader`, `HTTPBearer`)";
  return {
    at: parameter.site,
    subject: `parameter ${name} of ${first?.endpoint ?? "?"}`,
    message: `${where} takes \`${name}\` from the URL, where logs, proxies and browser histories keep it. ${better}.`,
    related: routes.slice(0, 20).map((route) => ({ at: route.site, message: `\`${titleOf(route)}\` takes it` }))
  };
}

// src/fastapi/questions/auth-sign-in.ts
var PROVIDER = /^(google|facebook|github|gitlab|bitbucket|apple|microsoft|linkedin|twitter|discord|slack|kakao|naver|line|wechat|telegram|yandex|vk|okta|auth0|azure|azure-ad|keycloak|firebase|cognito|ldap|social)$/;
var SIGNS_IN = /^(auth|authn|authentication|log-?in|sign-?in|sign-?up|register|callback|accounts?|users?|customers?|members?|session|sessions|identity)$/;
var SIGN_IN_WORDS = /^(?!(last|force|failed|recent)-)(\w+-)*(log-?in|sign-?in|sign-?up|sign-?on)(-(with|via|by|using)-\w+|-(google|facebook|github|apple|microsoft|form|otp|code|email|phone|sms|mobile|2fa|mfa|token))?$/;
var ASKS_FOR_CODE = /^(request|send|resend|generate)-((sign-?in|log-?in|verification|verify|confirmation|activation|reset|one-time|magic|auth|password|password-reset|email|sms)-)*(token|code|otp|link|verification|confirmation|activation|verification-email|confirmation-email|activation-email|reset-email)$/;
var HANDS_IN = /^((verify|check|validate|confirm)-((password|reset|reset-password|password-reset|confirmation|activation|verification|email|phone|login|invite|invitation|magic)-)*(token|code|otp|link|email|phone)|(reset|forgot|recover)-password-(confirm|confirmation|verify|check|request|complete|link)|password-(reset|recovery)-(confirm|confirmation|verify|check|request|complete))$/;
var SECOND_STEP = /^(2fa|mfa|otp|totp|magic-?link|two-factor|passkeys?|webauthn)$/;
function isWayIn(path) {
  const segments = segmentsOf2(path);
  if (segments.some((segment) => segment.includes("{"))) return false;
  const last = normal2(segments.at(-1) ?? "");
  const above = normal2(segments.at(-2) ?? "");
  if (SIGN_IN_WORDS.test(last) || ASKS_FOR_CODE.test(last) || HANDS_IN.test(last)) return true;
  if (PROVIDER.test(last) && SIGNS_IN.test(above)) return true;
  return SECOND_STEP.test(above) && /^(verify|login|challenge|authenticate|validate|check|complete)$/.test(last);
}
var FORM = /^(contact|contact-us|contact-form|wait-?list|newsletters?|newsletters?-(subscription|subscriptions|subscribe|signup)|subscribe|([a-z]+-)?(inquir|enquir)(y|ies))$/;
function isPublicForm(route) {
  const segments = segmentsOf2(route.path.text);
  const post = route.methods.length === 1 && route.methods[0] === "POST";
  return post && !segments.some((segment) => segment.includes("{")) && FORM.test(normal2(segments.at(-1) ?? ""));
}
function isLanding(route) {
  const last = normal2(segmentsOf2(route.path.text).at(-1) ?? "");
  return route.methods.every((method) => method === "GET") && route.dependencies.length === 0 && /^(success|cancel|cancell?ed|fail|failed|failure|thank-you|thanks)$/.test(last);
}
var FOLLOWED = /^(re)?activate$|^(confirm|verify|verification|confirmation|activation|unsubscribe|restore|unlock|accept)$/;
function followsLink(facts, route) {
  if (!FOLLOWED.test(normal2(segmentsOf2(route.path.text).at(-1) ?? ""))) return false;
  const isToken = (name) => /^(\w+_)?(token|code|signature|hash)$/i.test(name);
  if (route.parameters.some(({ source: source2, name }) => source2 === "query" && isToken(name))) return true;
  const code = route.handler === void 0 ? void 0 : facts.codeOf(route.handler);
  return nodesIn(code?.body ?? []).some((node) => {
    if (node.kind !== "call" || node.func.kind !== "attribute" || node.func.value.kind !== "attribute") return false;
    const [key] = node.args;
    return node.func.value.attr === "query_params" && key?.value.kind === "string" && isToken(key.value.value);
  });
}

// src/fastapi/questions/auth-public.ts
var answersOf = remembered(() => /* @__PURE__ */ new Map());
function isPublicByDesign(facts, route) {
  const answers = answersOf(facts);
  const known = answers.get(route) ?? decide(facts, route);
  answers.set(route, known);
  return known;
}
function decide(facts, route) {
  const methods = route.methods.length === 0 ? ["GET"] : route.methods;
  if (isConfigured2(facts, route)) return true;
  if (methods.every((method) => method === "OPTIONS" || method === "HEAD")) return true;
  if (isPublicPath(route.path.text) || isWayIn(route.path.text)) return true;
  if (isPublicForm(route) || isLanding(route) || followsLink(facts, route)) return true;
  if (isPublicHandler(route.endpoint) && !isSensitiveBeyondAccount(route)) return true;
  if (!isUnsafe(route) && isCatalogue(route.path.text) || isCalledPublic(route) || isPublicFile(route) || answersNothing(facts, route) || personalises(facts, route) || greets(facts, route) || registers(facts, route))
    return true;
  return showsDocs(facts, route) || verifiesSignature(facts, route);
}
function isConfigured2(facts, route) {
  if (facts.config.publicRoutes.length === 0) return false;
  const configured2 = compilePublicRoutes(facts.config.publicRoutes);
  const methods = route.kind === "websocket" ? ["WEBSOCKET"] : route.methods.length === 0 ? ["GET"] : route.methods;
  return methods.every((method) => configured2.isPublic(method, route.path.text));
}
function isSensitiveBeyondAccount(route) {
  return segmentsOf2(route.path.text).some(
    (segment) => /^(admin|internal|manage|private|debug|\{\w*id(:\w+)?\})$/i.test(segment)
  ) && isSensitivePath(route.path.text);
}
var SAYS_PUBLIC = /\b(no (auth(entication)?|login) (is )?(required|needed)|public endpoint|endpoint is public|for unauthenticated (users|callers|visitors)|without (authentication|logging in)|anyone can (browse|view|read|see|search|list))\b|公开接口|无需登录/i;
function isCalledPublic(route) {
  const def = route.handler?.def;
  const said3 = [route.args.keywords.get("summary"), route.args.keywords.get("description")].map(textOfValue);
  if (def?.kind === "function") said3.push(def.docstring);
  if (said3.some((text) => SAYS_PUBLIC.test(text ?? ""))) return true;
  const [module = "", name = ""] = route.endpoint.split(":");
  return !isUnsafe(route) && wordsOf(`${module.split(".").at(-1) ?? ""}_${name}`).includes("public");
}
function isPublicFile(route) {
  if (isUnsafe(route)) return false;
  const segments = segmentsOf2(route.path.text).filter((segment) => !/^(api|v\d+|\{\?\})$/.test(segment));
  const [first = "", ...rest] = segments;
  if (rest.length === 0 && /^\{\w+:path\}$/.test(first)) return true;
  return /^(assets|static|media|images|img|avatars|fonts|i18n|locales)$/.test(first) && rest.length > 0;
}
function answersNothing(facts, route) {
  const code = route.handler === void 0 ? void 0 : facts.codeOf(route.handler);
  const body = code?.body.filter((node) => node.kind !== "expr" || node.value.kind !== "string");
  return body?.length === 1 && body[0]?.kind === "raise";
}
function greets(facts, route) {
  if (isUnsafe(route) || route.parameters.some((parameter) => parameter.source !== "request")) return false;
  if (/^\/?(hello|hi|greeting|hello-world|\{\?\})?\/?$/.test(route.path.text)) return true;
  const code = route.handler === void 0 ? void 0 : facts.codeOf(route.handler);
  const last = segmentsOf2(route.path.text).at(-1) ?? "";
  const name = wordsOf(shortName(route.endpoint)).at(-1) ?? "";
  return code?.calls.length === 0 && (/^(v\d+|api)$/.test(last) || /^(root|home|welcome|index)$/.test(name));
}
function registers(facts, route) {
  if (!route.methods.includes("POST") || route.parameters.some((parameter) => parameter.source === "path"))
    return false;
  if (!/^(users?|accounts?|customers?|members?|clients?|students?)$/.test(segmentsOf2(route.path.text).at(-1) ?? ""))
    return false;
  return route.parameters.some((parameter) => {
    if (parameter.source !== "body" || parameter.annotation === void 0) return false;
    if (namesPassword(parameter.name)) return true;
    const fields = facts.modelOf(parameter.annotation)?.fields ?? [];
    const takesPassword2 = fields.some((field) => namesPassword(field.name.replace(/\d$/, "")));
    return takesPassword2 && !fields.some((field) => namesPrivilege(field.name));
  });
}
var SIGNATURE_CHECK = /^(compare_digest|construct_event|is_valid_signature|verify_webhook\w*|validate_webhook\w*|verify_\w*signature\w*|check_\w*signature\w*|validate_\w*signature\w*|verify_hmac\w*)$/;
function verifiesSignature(facts, route, depth = 2) {
  const code = route.handler === void 0 ? void 0 : facts.codeOf(route.handler);
  const own = treeOf(route.dependencies).flatMap(
    ({ value }) => value.kind === "function" ? facts.codeOf(value) ?? [] : []
  );
  const callsCheck = (from, left2) => from !== void 0 && from.calls.some((call) => {
    const name = lastName(call.callee);
    if (SIGNATURE_CHECK.test(name) || call.callee === "stripe.Webhook.construct_event") return true;
    if (name === "validate" && nodesIn(from.body).some((node) => node.kind === "string" && /signature/i.test(node.value)))
      return true;
    if (/^verify$/.test(name) && /webhook|hook|signature/i.test(`${call.callee} ${route.path.text}`)) return true;
    return left2 > 0 && call.target !== void 0 && callsCheck(facts.codeOf(call.target), left2 - 1);
  });
  return [code, ...own].some((one) => callsCheck(one, depth));
}
var DOCS_CALL = /^fastapi\.openapi\.docs\.get_|(^|\.)(get_scalar_api_reference|get_rapidoc_html|get_stoplight_elements_html|openapi)$/;
function showsDocs(facts, route) {
  const code = route.handler === void 0 ? void 0 : facts.codeOf(route.handler);
  return code?.calls.some((call) => DOCS_CALL.test(call.callee)) ?? false;
}
function personalises(facts, route) {
  const optional = treeOf(route.dependencies).filter((use) => isOptional2(use));
  if (optional.length === 0 || !isUnsafe(route)) return optional.length > 0;
  const code = route.handler === void 0 ? void 0 : facts.codeOf(route.handler);
  if (code === void 0) return true;
  const users = new Set(optional.flatMap(({ parameter }) => parameter ?? []));
  if (optional.some((use) => !route.dependencies.includes(use))) return true;
  return nodesIn(code.body).some(
    (node) => (node.kind === "if" || node.kind === "conditional" || node.kind === "assert") && mentions(node.test, users) || (node.kind === "boolop" || node.kind === "compare") && mentions(node, users) || node.kind === "call" && !isWritten(node.func) && node.args.some(({ value }) => mentionsPlainly(value, users))
  );
}
function isWritten(func) {
  return func.kind === "name" ? func.id === "print" : func.kind === "attribute" && /^(debug|info|warning|error|exception|log)$/.test(func.attr);
}
function mentionsPlainly(value, names2) {
  return value.kind === "name" && names2.has(value.id);
}
function isOptional2(use) {
  return namesOptional(shortName(use.name));
}

// src/fastapi/questions/http-source.ts
function sourceAt(facts, site) {
  const module = facts.modules.find(({ path }) => path === site.path);
  if (module === void 0) return "";
  const { startLine, startColumn, endLine, endColumn } = site.span;
  const start = (module.lineStarts[startLine - 1] ?? 0) + startColumn - 1;
  const end = (module.lineStarts[endLine - 1] ?? 0) + endColumn;
  return module.text.slice(start, end);
}
function conditionsRound(module, site) {
  const found2 = [];
  const holds3 = (nodes) => {
    const [first] = nodes;
    const last = nodes.at(-1);
    return first !== void 0 && last !== void 0 && covers(siteOf(module, { start: first.start, end: last.end }), site);
  };
  walk(module, (node) => {
    if (node.kind !== "if") return;
    const test = textOf(module, node.test);
    if (holds3(node.body)) found2.push(test);
    else if (holds3(node.orelse)) found2.push(`not (${test})`);
  });
  return found2;
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

// src/fastapi/questions/http-stage.ts
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
function compared(left2, operator, right2) {
  const unequal = operator === "!=" || operator === "not in" || operator === "is not";
  const byLiteral = stageNamed(literals(right2)) ?? stageNamed(/^["'][^"']*["']$/.test(left2) ? left2 : "");
  if (byLiteral !== void 0) return { where: byLiteral, flipped: unequal };
  const isOff4 = /^(False|None|0|["'](0|false|no|off|n)?["'])$/i.test(right2.trim());
  const name = `${left2} ${/["']/.test(right2) ? "" : right2}`.replace(/,\s*["'][^"']*["']\s*\)/g, ")");
  return { where: stageNamed(name), flipped: unequal !== isOff4 };
}
function literals(text) {
  return /getenv|environ|get\(/.test(text) ? "" : (text.match(/["'][^"']*["']/g) ?? []).join(" ");
}
function withoutNot(part) {
  let text = part;
  let negated = false;
  for (let left2 = 6; left2 > 0; left2 -= 1) {
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

// src/fastapi/questions/http-apps.ts
var servedApps2 = remembered((facts) => {
  const apps = /* @__PURE__ */ new Map();
  for (const app of facts.application.apps) {
    const standing2 = apps.get(app.name);
    if (standing2 === void 0 || isForDevelopers(facts, standing2) && !isForDevelopers(facts, app))
      apps.set(app.name, app);
  }
  return [...apps.values()];
});
function reachableApps(facts) {
  const served = servedApps2(facts);
  const mounted = facts.application.allApps.filter(
    (app) => app.mountedIn !== void 0 && outerAppsOf(app).some((outer) => served.includes(outer))
  );
  return [...served, ...new Map(mounted.map((app) => [keyOf(app.site), app])).values()];
}
function outerAppsOf(app) {
  const found2 = [];
  for (let outer = app.mountedIn; outer !== void 0 && !found2.includes(outer); outer = outer.mountedIn)
    found2.push(outer);
  return found2;
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
  const found2 = /* @__PURE__ */ new Map();
  for (const app of facts.application.allApps) {
    for (const use of app.middleware) {
      const key = keyOf(use.site);
      if (use.name === name && takesEffect(use) && !found2.has(key)) found2.set(key, { app, use });
    }
  }
  return [...found2.values()];
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
var HARMLESS_PACKAGE = /^(starlette|fastapi|uvicorn|asgi_correlation_id|prometheus\w*|starlette_exporter|starlette_prometheus|sentry_sdk|opentelemetry|logfire|brotli_asgi|zstd_asgi|starlette_context|elasticapm|ddtrace|datadog|newrelic|fastapi_cache|fastapi_pagination|sqladmin|authlib|timing_asgi|aws_xray_sdk|debug_toolbar|fastapi_sqlalchemy|a2wsgi|asgiref|socketio|mangum|starsessions|starlette_csrf|fastapi_csrf_protect|asgi_csrf|pyinstrument|fastapi_profiler|asgi_logger|structlog|loguru|fastapi_babel|asgi_babel|sqlalchemy|tortoise|slowapi|fastapi_limiter|ratelimit|fastapi_throttling|scout_apm|rollbar|bugsnag)\./;
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

// src/fastapi/questions/http-bodies.ts
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
  const byDepth2 = reached(facts).get(code) ?? /* @__PURE__ */ new Map();
  reached(facts).set(code, byDepth2);
  const known = byDepth2.get(depth);
  if (known !== void 0) return known;
  const seen = /* @__PURE__ */ new Set();
  reach(facts, code, depth, seen);
  const found2 = [...seen];
  byDepth2.set(depth, found2);
  return found2;
}
var reached = remembered(() => /* @__PURE__ */ new Map());
function bodiesOf(facts, value) {
  switch (value.kind) {
    case "function":
      return present(facts.codeOf(value));
    case "bound-method":
      return present(facts.codeOf(value.function));
    case "partial":
      return bodiesOf(facts, value.function);
    case "class":
    case "instance": {
      const cls = value.kind === "class" ? value : value.class;
      const inherited = METHODS.flatMap((name) => {
        const method = facts.methodOf(cls, name);
        return method === void 0 ? [] : present(facts.codeOf(method));
      });
      return [...methodsByClass(facts).get(cls.def) ?? [], ...inherited];
    }
    default:
      return [];
  }
}
function present(code) {
  return code === void 0 ? [] : [code];
}
function reach(facts, code, depth, seen) {
  if (seen.has(code)) return;
  seen.add(code);
  for (const inner of innerCodes(facts).get(keyOf2(code)) ?? []) reach(facts, inner, depth, seen);
  if (depth === 0) return;
  for (const call of code.calls) {
    const target = call.target === void 0 ? void 0 : facts.codeOf(call.target);
    if (target !== void 0) reach(facts, target, depth - 1, seen);
  }
}
var methodsByClass = remembered((facts) => {
  const found2 = /* @__PURE__ */ new Map();
  for (const code of facts.codes) {
    if (code.owner === void 0) continue;
    const list = found2.get(code.owner);
    if (list === void 0) found2.set(code.owner, [code]);
    else list.push(code);
  }
  return found2;
});
var innerCodes = remembered((facts) => {
  const found2 = /* @__PURE__ */ new Map();
  for (const code of facts.codes) {
    const cut = code.name.lastIndexOf(".<locals>.");
    if (cut < 0) continue;
    const key = `${code.module.path} ${code.name.slice(0, cut)}`;
    const list = found2.get(key);
    if (list === void 0) found2.set(key, [code]);
    else list.push(code);
  }
  return found2;
});
function keyOf2(code) {
  return `${code.module.path} ${code.name}`;
}

// src/fastapi/questions/http-limits.ts
var LIMITER = /slow_?api|rate_?limit|throttl|limiter/i;
var SUITE = /^(fastapi_guard|guard|fastapi_shield|fastapi_armor|zuplo|asgi_ratelimit|ratelimit|fastapi_throttle\w*|slowapi|fastapi_limiter|fastapi_simple_rate_limiter|fastapi_advanced_rate_limiter|pyrate_limiter|limits|throttled)(\.|$)/;
var answersTooMany = remembered(() => {
  const known = /* @__PURE__ */ new Map();
  return (code) => {
    const found2 = known.get(code) ?? hasTooMany(code);
    known.set(code, found2);
    return found2;
  };
});
function hasTooMany(code) {
  let found2 = false;
  walk(
    code.body,
    (node) => {
      if (node.kind === "number" && (node.value === 429 || node.value === 423)) found2 = true;
      if (node.kind === "attribute" && /^(HTTP_4(29|23)_|TOO_MANY_REQUESTS$|LOCKED$)/.test(node.attr) || node.kind === "name" && /TooMany|RateLimit(Exceeded|Error)|HTTP_429|HTTP_423/.test(node.id))
        found2 = true;
      return !found2;
    },
    { scope: "own" }
  );
  return found2;
}
function limitOfApp(facts, app) {
  const limits2 = app.middleware.filter(takesEffect).map((use) => limitOfMiddleware(facts, use));
  return limits2.includes("yes") ? "yes" : limits2.includes("unknown") || app.args.open ? "unknown" : "no";
}
function limitOfMiddleware(facts, use) {
  const configured2 = facts.config.rateLimiters;
  if (configured2.includes(use.name) || configured2.includes(use.name.replace(":", ".")) || LIMITER.test(shortMiddleware(use)) || SUITE.test(use.name))
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
  const configured2 = facts.config.rateLimiters;
  if (configured2.includes(use.name) || configured2.includes(use.name.replace(":", "."))) return true;
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
var STEPS2 = /^(confirm|request|complete|start|initiate|finish)$/i;
var CREDENTIAL_PARENTS = /^(log-?in|sign-?in|password-recovery)$/i;
function isCredentialRoute(route) {
  if (!isOpenPost(route)) return false;
  if (route.parameters.some(takesLoginForm)) return true;
  const statics = segmentsOf2(route.path.text).filter((segment) => !segment.includes("{"));
  if (statics.length > 2 && STEPS2.test(statics.at(-1) ?? "")) statics.pop();
  const [parent, last] = [statics.at(-2) ?? "", statics.at(-1) ?? ""];
  return (
    // `/otp/verify` is `/verify-otp`, `/password/reset` is `/password-reset`.
    [last, `${parent}-${last}`, `${last}-${parent}`].some((name) => CREDENTIAL_PATHS.has(wordsOf(name).join("-"))) || CREDENTIAL_PATHS.has(last.toLowerCase()) || CREDENTIAL_PARENTS.test(parent)
  );
}
function isOpenPost(route) {
  return route.kind === "http" && route.methods.includes("POST") && route.protection.status !== "protected";
}
function takesPassword(facts, route) {
  if (!isOpenPost(route)) return false;
  return route.parameters.some(({ source: source2, name, annotation }) => {
    if (source2 !== "body" && source2 !== "form") return false;
    const model = annotation === void 0 ? void 0 : facts.modelOf(annotation);
    return isTried(name) || model?.fields.some((field) => isTried(field.name)) === true;
  });
}
function isTried(name) {
  return namesPassword(name) || /^((otp|totp|mfa|2fa|two_factor|verification)(_code)?|passcode|pin)$/.test(wordsOf(name).join("_"));
}
function takesLoginForm({ annotation, dependency }) {
  return [annotation, dependency?.value].some(
    (value) => value?.kind === "external" && /\.OAuth2PasswordRequestForm(Strict)?$/.test(value.name)
  );
}

// src/rules/comparison/affected.ts
function byCause(affected) {
  const groups = groupBy(
    affected,
    ({ cause: { at, side } }) => [side, at.path, at.span.startLine, at.span.startColumn, at.span.endLine].join("\0")
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === void 0 ? [] : [{ cause: first.cause, routes: [...new Set(group.map(({ route }) => route))] }];
  });
}
function listed2(routes) {
  const titles = [...new Set(routes.map(titleOf))].map((title2) => `\`${title2}\``);
  const shown2 = titles.slice(0, SHOWN);
  const more = titles.length - shown2.length;
  if (more > 0) return `${shown2.join(", ")} and ${more} more`;
  return shown2.length < 2 ? shown2.join("") : `${shown2.slice(0, -1).join(", ")} and ${shown2.at(-1) ?? ""}`;
}
var SHOWN = 6;
function countOf(routes) {
  return new Set(routes.map(titleOf)).size;
}
function relatedRoutes(routes, says2) {
  const related4 = [];
  for (const route of routes) {
    const message2 = says2(titleOf(route));
    if (related4.some((one) => one.message === message2 && isSameSite(one.at, route.site))) continue;
    related4.push({ at: route.site, message: message2 });
  }
  return related4;
}
function absorbedCauses(ruleIds, subject) {
  return ruleIds.map((ruleId) => ({ ruleId, subject }));
}
function absorbed(ruleIds, routes, more = []) {
  const subjects = new Set(more);
  for (const route of routes) {
    subjects.add(subjectOf(route));
    subjects.add(`router ${routerName(route.router, route.app)}`);
    subjects.add(`app ${route.app.name}`);
    for (const { parent, child } of route.chain) {
      subjects.add(`include ${routerName(parent, route.app)} <- ${routerName(child, route.app)}`);
    }
  }
  return ruleIds.flatMap((ruleId) => [...subjects].map((subject) => ({ ruleId, subject })));
}

// src/rules/comparison/alias.ts
function aliasCause(use, parameter, snapshots) {
  const isSame = sourceText(snapshots.base, use.site) === sourceText(snapshots.head, parameter);
  if (!isSame || isWithin(use.marker, use.site)) return void 0;
  const counterpart = definitionCounterpart(use.marker, snapshots);
  return {
    at: use.marker,
    side: "LEFT",
    counterparts: counterpart === void 0 ? [] : [counterpart.site],
    subject: `alias ${counterpart?.name ?? use.name}`,
    what: `\`${counterpart?.name ?? "an alias"}\` no longer carries \`${shownUse(use)}\``
  };
}
function definitionCounterpart(site, { base, head, renames }) {
  const before = base.modules.find(({ path }) => path === site.path);
  const after = head.modules.find(({ path }) => path === renames.path(site.path));
  if (before === void 0 || after === void 0) return void 0;
  const name = definitionsIn2(before).find((definition) => isWithin(site, definition.site))?.name;
  return name === void 0 ? void 0 : definitionsIn2(after).find((definition) => definition.name === name);
}
function definitionsIn2(module) {
  return module.body.flatMap((stmt) => {
    const name = nameOf3(stmt);
    return name === void 0 ? [] : [{ name, site: siteOf(module, stmt) }];
  });
}
function nameOf3(stmt) {
  if (stmt.kind === "type-alias") return stmt.name;
  if (stmt.kind !== "assign") return void 0;
  const [target] = stmt.targets;
  return target?.kind === "name" ? target.id : void 0;
}

// src/rules/comparison/code-diff.ts
function headCode({ head, renames }, baseName) {
  return codeNamed(head, renames.text(baseName));
}
function codeNamed(facts, name) {
  return facts.codes.find((code) => code.name === name);
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
  let open2;
  let old = 0;
  let now = 0;
  for (const { added, removed, count } of diffArrays(
    before.map(({ text }) => text),
    after.map(({ text }) => text)
  )) {
    if (!added && !removed) {
      open2 = void 0;
      old += count;
      now += count;
      continue;
    }
    if (open2 === void 0) blocks.push(open2 = { removed: [], added: [] });
    if (removed) open2.removed.push(...before.slice(old, old += count));
    else open2.added.push(...after.slice(now, now += count));
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

// src/rules/comparison/value-cause.ts
function valueCause(codes, snapshots) {
  for (const code of new Set(codes)) {
    const now = headCode(snapshots, code.name);
    if (now === void 0) continue;
    const after = new Map(namesIn2(now).map((expr) => [textOf(now.module, expr), expr]));
    for (const expr of namesIn2(code)) {
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
  if (base.value.kind !== "instance" || head.value.kind !== "instance") return void 0;
  const before = sourceText(snapshots.base, base.value.site);
  const after = sourceText(snapshots.head, head.value.site);
  if (before === void 0 || after === void 0) return void 0;
  const said3 = { what: `\`${before}\` became \`${after}\``, subject: `dependency ${head.name}` };
  return rewritten(base.value, head.value, said3, snapshots);
}
function rewritten(before, after, said3, { base, head }) {
  if (!WRITTEN.has(before.kind) || !WRITTEN.has(after.kind)) return void 0;
  const text = sourceText(base, before.site);
  if (text === void 0 || text === sourceText(head, after.site)) return void 0;
  return { at: before.site, side: "LEFT", counterparts: [after.site], ...said3 };
}
var WRITTEN = /* @__PURE__ */ new Set([
  ...["string", "number", "bool", "none", "list", "tuple", "set", "dict"],
  ...["environment", "choice", "external-call", "instance"]
]);
function namesIn2(code) {
  const found2 = [];
  walk(
    code.body,
    (node) => {
      if (node.kind === "attribute" || node.kind === "name") found2.push(node);
    },
    { scope: "own" }
  );
  return found2;
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
    (code) => code.def !== void 0 && guard.proof.some(({ site }) => holds2(code, site))
  );
  return [.../* @__PURE__ */ new Set([...own, ...proving])];
}
function predicateCodes(codes, use, snapshots) {
  const called = codes.flatMap((code) => calledBy(code, snapshots, 2)).filter(answersYesOrNo);
  return [.../* @__PURE__ */ new Set([...called, ...permissionsOf(use, snapshots.base)])].filter((code) => !codes.includes(code));
}
function answersYesOrNo({ def }) {
  return def?.returns?.kind === "name" && def.returns.id === "bool";
}
function permissionsOf(use, base) {
  if (use?.value.kind !== "instance") return [];
  const { positional, keywords: keywords2 } = use.value.args;
  const classes = [...positional, ...keywords2.values()].flatMap(classesIn);
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
function holds2(code, site) {
  if (code.module.path !== site.path) return false;
  const { span } = wholeSite(code);
  return span.startLine <= site.span.startLine && site.span.endLine <= span.endLine;
}

// src/rules/comparison/middleware-purpose.ts
var BY_NAME = [
  [/trusted_?host/iu, "hosts"],
  [/https_?redirect/iu, "https"],
  [/cors/iu, "cors"],
  [/csrf|xsrf/iu, "csrf"],
  [/session/iu, "session"],
  [/slow_?api|rate_?limit|throttl|limiter/iu, "limiter"],
  [
    /(body|content|request|upload|payload)_?(size|length|body)?_?(limit|size)|limit_?(upload|body|request_?size)|max_?body/iu,
    "body-limit"
  ],
  [/(secur\w*_?headers?|headers?_?secur|helmet|secweb|hsts|content_?security|_?csp|security_?middleware)/iu, "headers"]
];
function ownName({ name, value }, facts) {
  return (value.kind === "function" ? facts.codeOf(value)?.name : void 0) ?? name;
}
function installedAt({ how, site, value }, facts) {
  const code = how === "decorator" && value.kind === "function" ? facts.codeOf(value) : void 0;
  const [decorator] = code?.def?.decorators ?? [];
  if (code?.def === void 0 || decorator === void 0) return site;
  return siteOf(code.module, { start: decorator.start, end: code.def.end });
}
function purposeOf(use, facts) {
  const own = ownName(use, facts);
  const codes = facts.codes.filter(({ name }) => name === own || name.startsWith(`${own}.`));
  const named = BY_NAME.find(([pattern2]) => pattern2.test(lastName(own)))?.[1];
  return codes.length === 0 ? named : purposeOfCode(codes) ?? named;
}
var SECURITY_HEADERS = /* @__PURE__ */ new Set([
  "strict-transport-security",
  "x-content-type-options",
  "x-frame-options",
  "content-security-policy",
  "referrer-policy",
  "permissions-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy"
]);
function purposeOfCode(codes) {
  const expressions = codes.flatMap(({ body }) => expressionsIn(body));
  const strings = expressions.flatMap(
    (expr) => expr.kind === "string" || expr.kind === "bytes" ? [expr.value.toLowerCase()] : []
  );
  const numbers = new Set(expressions.flatMap((expr) => expr.kind === "number" ? [expr.value] : []));
  const names2 = expressions.flatMap((expr) => expr.kind === "attribute" ? [expr.attr] : []);
  const answers = (status) => numbers.has(status) || names2.some((name) => name.startsWith(`HTTP_${status}`));
  if (answers(429)) return "limiter";
  if (answers(413)) return "body-limit";
  return strings.some((text) => SECURITY_HEADERS.has(text)) ? "headers" : void 0;
}

// src/rules/comparison/edge-cause.ts
function edgeCause(pair, root, snapshots) {
  const cause = ownerCause(pair, root, snapshots);
  const constant = cause.side === "LEFT" ? definitionCounterpart(cause.at, snapshots)?.site : void 0;
  return constant === void 0 ? cause : { ...cause, counterparts: [...cause.counterparts, constant] };
}
function ownerCause(pair, root, snapshots) {
  switch (root.via) {
    case "app":
      return appCause(pair, root, snapshots);
    case "include":
      return includeCause(pair, root, snapshots);
    case "router":
      return routerCause(pair, root, snapshots);
    case "decorator":
      return left(root.site, [pair.head.registration], {
        subject: `${subjectOf(pair.head)} dependencies`,
        what: `\`${titleOf(pair.head)}\` lost \`${shownUse(root)}\` from its \`dependencies\``
      });
    case "parameter":
    case "class-attribute":
    case "nested":
      return parameterCause(pair, root, snapshots);
  }
}
function parameterCause(pair, root, snapshots) {
  const { head } = pair;
  const parameter = head.parameters.find(({ name }) => name === root.parameter);
  const alias = parameter === void 0 ? void 0 : aliasCause(root, parameter.site, snapshots);
  if (alias !== void 0) return alias;
  return left(root.site, [...parameter === void 0 ? [] : [parameter.site], head.site], {
    subject: `${subjectOf(head)} ${root.parameter ?? shortName(root.name)}`,
    what: `\`${shortName(head.endpoint)}\` no longer depends on \`${shortName(root.name)}\``
  });
}
function appCause(pair, root, snapshots) {
  const { base, head } = pair;
  const name = stableName(snapshots.renames.text(base.app.name));
  const stands = snapshots.head.application.allApps.some((app) => stableName(app.name) === name);
  if (stableName(head.app.name) !== name && stands) {
    const [outermost2] = head.chain;
    const what = `\`${titleOf(head)}\` is served by \`${objectTitle(head.app.name)}\` now, which the dependencies of \`${objectTitle(base.app.name)}\` do not reach`;
    const subject = outermost2 === void 0 ? subjectOf(head) : includeSubject(outermost2, head);
    return right(outermost2?.site ?? head.registration, { subject, what });
  }
  return left(root.site, [head.app.site], {
    subject: `app ${stableName(head.app.name)}`,
    what: `\`${objectTitle(base.app.name)}\` lost \`${shownUse(root)}\` from its \`dependencies\``
  });
}
function includeCause(pair, root, snapshots) {
  const { base, head } = pair;
  const include2 = base.chain.find(({ dependencies }) => dependencies.some(({ site }) => isSameSite(site, root.site)));
  if (include2 === void 0)
    return left(root.site, [head.registration], { subject: subjectOf(head), what: lost(head, root) });
  const same = head.chain.find((other) => isSameInclude(include2, other, snapshots));
  const near = same ?? head.chain.find(({ child }) => isSameName(include2.child, child, snapshots.renames));
  if (near !== void 0) {
    return left(root.site, [near.site], {
      subject: includeSubject(near, head),
      what: `the include of \`${objectTitle(near.child.name)}\` lost \`${shownUse(root)}\``
    });
  }
  return movedCause(pair, root, {
    ownerStands: standsAtHead(include2, snapshots),
    owner: objectTitle(include2.child.name)
  });
}
function routerCause(pair, root, snapshots) {
  const { base, head } = pair;
  const owner = routersOf(base).find(
    ({ dependencies }) => dependencies.some(({ site }) => isSameSite(site, root.site))
  );
  if (owner === void 0)
    return left(root.site, [head.router.site], { subject: subjectOf(head), what: lost(head, root) });
  const isOwner = (router) => isSameName(owner, router, snapshots.renames);
  const same = routersOf(head).find(isOwner);
  if (same !== void 0) {
    return left(root.site, [same.site], {
      subject: `router ${routerName(same, head.app)}`,
      what: `\`${objectTitle(same.name)}\` lost \`${shownUse(root)}\` from its \`dependencies\``
    });
  }
  const ownerStands = snapshots.head.application.routers.some(isOwner);
  if (owner === base.router) return movedCause(pair, root, { ownerStands, owner: objectTitle(owner.name) });
  const below = base.chain.find(({ parent }) => parent === owner);
  const include2 = head.chain.find(({ child }) => below !== void 0 && isSameName(below.child, child, snapshots.renames)) ?? head.chain.at(-1);
  if (include2 === void 0) return movedCause(pair, root, { ownerStands, owner: objectTitle(owner.name) });
  const subject = includeSubject(include2, head);
  const what = `\`${objectTitle(include2.child.name)}\` is included into \`${objectTitle(include2.parent.name)}\` now, without \`${shownUse(root)}\` of \`${objectTitle(owner.name)}\``;
  return ownerStands ? right(include2.site, { subject, what }) : left(root.site, [include2.site, include2.parent.site], { subject, what });
}
function movedCause(pair, root, { ownerStands, owner }) {
  const { head } = pair;
  const what = `\`${titleOf(head)}\` left \`${owner}\` for \`${objectTitle(head.router.name)}\`, which does not ask for \`${shownUse(root)}\``;
  if (ownerStands) return right(head.registration, { subject: subjectOf(head), what });
  const include2 = head.chain.at(-1);
  return left(root.site, [head.router.site, ...include2 === void 0 ? [] : [include2.site], head.registration], {
    subject: `router ${routerName(head.router, head.app)}`,
    what: `\`${objectTitle(head.router.name)}\` does not ask for \`${shownUse(root)}\`, as \`${owner}\` did`
  });
}
function isSameInclude(base, head, { renames }) {
  return isSameName(base.parent, head.parent, renames) && isSameName(base.child, head.child, renames);
}
function standsAtHead(include2, snapshots) {
  const { application } = snapshots.head;
  const parents = [...application.routers, ...application.allApps.map(({ router }) => router)];
  return parents.some(({ includes }) => includes.some((other) => isSameInclude(include2, other, snapshots)));
}
function isSameName(base, head, renames) {
  return stableName(renames.text(base.name)) === stableName(head.name);
}
function routersOf(route) {
  return [.../* @__PURE__ */ new Set([route.router, ...route.chain.toReversed().flatMap(({ parent, child }) => [child, parent])])];
}
function includeSubject({ parent, child }, { app }) {
  return `include ${routerName(parent, app)} <- ${routerName(child, app)}`;
}
function lost(route, root) {
  return `\`${titleOf(route)}\` lost \`${shownUse(root)}\``;
}
function left(at, counterparts, said3) {
  return { at, side: "LEFT", counterparts, ...said3 };
}
function right(at, said3) {
  return { at, side: "RIGHT", counterparts: [], ...said3 };
}

// src/rules/comparison/installer.ts
function installerCall(site, snapshots) {
  const code = codeHolding(snapshots.base, site);
  const now = code === void 0 ? void 0 : headCode(snapshots, code.name);
  if (code === void 0 || now === void 0) return void 0;
  const text = sourceText(snapshots.base, site);
  const stands = text !== void 0 && sourceText(snapshots.head, wholeSite(now))?.includes(text) === true;
  if (!stands) return void 0;
  const calls = snapshots.base.codes.flatMap(
    (caller) => caller.calls.filter((call) => calledName(call, snapshots.base) === code.name)
  );
  return calls.find((call) => !isKept(call, now.name, snapshots))?.site;
}
function isKept({ code }, callee, snapshots) {
  const caller = headCode(snapshots, code.name);
  return caller?.calls.some((call) => calledName(call, snapshots.head) === callee) === true;
}
function calledName({ target }, facts) {
  return target === void 0 ? void 0 : facts.codeOf(target)?.name;
}

// src/rules/comparison/guard-cause.ts
function guardCause(pair, guard, snapshots) {
  switch (guard.kind) {
    case "dependency":
    case "library":
      return dependencyCause(pair, guard, snapshots);
    case "decorator":
      return decoratorCause(pair, guard, snapshots);
    case "middleware":
      return middlewareCause(pair, guard, snapshots);
    case "endpoint":
      return handlerCause(pair, guard, snapshots);
    case "route-class":
      return routeClassCause(pair, guard);
  }
}
function dependencyEdge(pair, root, snapshots) {
  const head = pair.head.dependencies.find((use) => isSameUse(root, use, snapshots));
  if (head === void 0) return edgeCause(pair, root, snapshots);
  return rewrittenCause([root], pair, snapshots) ?? reworded(root, head, pair, snapshots);
}
function reworded(base, head, pair, snapshots) {
  const before = sourceText(snapshots.base, base.site) ?? base.name;
  const after = sourceText(snapshots.head, head.site) ?? head.name;
  return {
    at: base.site,
    side: "LEFT",
    counterparts: [head.site],
    subject: `${subjectOf(pair.head)} ${head.name}`,
    what: `\`${before}\` became \`${after}\``
  };
}
function dependencyCause(pair, guard, snapshots) {
  const path = pathTo2(pair.base.dependencies, guard);
  const [root] = path;
  if (root === void 0) return unexplained(pair, guard);
  let current = pair.head.dependencies.find((use) => isSameUse(root, use, snapshots));
  if (current === void 0) return edgeCause(pair, root, snapshots);
  let parent = root;
  for (const use of path.slice(1)) {
    const next = current.children.find((child) => isSameUse(use, child, snapshots));
    if (next === void 0) return nestedCause(use, { base: parent, head: current }, snapshots);
    parent = use;
    current = next;
  }
  return rewrittenCause(path, pair, snapshots) ?? constructionCause(parent, current, snapshots) ?? bodyCause(guard, parent, snapshots) ?? innerCause({ base: parent, head: current }, snapshots) ?? unexplained(pair, guard);
}
function pathTo2(uses, guard) {
  for (const use of uses) {
    if (use.name === guard.name) return [use];
    const below = pathTo2(use.children, guard);
    if (below.length > 0) return [use, ...below];
  }
  return [];
}
function isSameUse(base, head, { renames }) {
  return renames.text(base.name) === head.name;
}
function nestedCause(use, parent, snapshots) {
  const parameter = parent.head.parameters.find(({ name }) => name === use.parameter);
  const alias = parameter === void 0 ? void 0 : aliasCause(use, parameter.site, snapshots);
  if (alias !== void 0) return alias;
  const definition = parent.head.value.site;
  return {
    at: use.site,
    side: "LEFT",
    counterparts: [...parameter === void 0 ? [] : [parameter.site], definition],
    subject: `function ${parent.head.name}`,
    what: `\`${shortName(parent.head.name)}\` no longer depends on \`${shortName(use.name)}\``
  };
}
function innerCause({ base, head }, snapshots) {
  for (const use of base.children) {
    const next = head.children.find((child) => isSameUse(use, child, snapshots));
    if (next === void 0) return nestedCause(use, { base, head }, snapshots);
    const deeper = innerCause({ base: use, head: next }, snapshots);
    if (deeper !== void 0) return deeper;
  }
  return void 0;
}
function rewrittenCause(path, pair, snapshots) {
  let heads = pair.head.dependencies;
  for (const use of path) {
    const head = heads.find((other) => isSameUse(use, other, snapshots));
    if (head === void 0) return void 0;
    const before = sourceText(snapshots.base, use.marker);
    const after = sourceText(snapshots.head, head.marker);
    if (before !== void 0 && after !== void 0 && before !== after) {
      return {
        at: use.marker,
        side: "LEFT",
        counterparts: [head.marker],
        subject: `${subjectOf(pair.head)} ${head.name}`,
        what: `\`${before}\` became \`${after}\``
      };
    }
    heads = head.children;
  }
  return void 0;
}
function decoratorCause(pair, guard, snapshots) {
  const { base, head } = pair;
  const ref = base.decoratorsBelow.find(({ site }) => isInside(guard.site, site)) ?? base.decoratorsBelow.find(({ text }) => text.includes(shortName(guard.name)));
  if (ref === void 0) return unexplained(pair, guard);
  const above = head.decoratorsAbove.find(({ text }) => text === ref.text);
  const subject = `${subjectOf(head)} @${shortName(guard.name)}`;
  if (above !== void 0) {
    const what2 = `\`@${shortName(guard.name)}\` moved above the route decorator, where FastAPI never calls it`;
    return { at: above.site, side: "RIGHT", counterparts: [], subject, what: what2 };
  }
  const below = head.decoratorsBelow.find(({ text }) => text === ref.text);
  if (below !== void 0) {
    const code = snapshots.base.codes.filter(({ name }) => name === guard.name || name.startsWith(`${guard.name}.`));
    return codeCause(code, guard.proof, snapshots) ?? unexplained(pair, guard);
  }
  const what = `\`${shortName(head.endpoint)}\` lost its decorator \`@${shortName(guard.name)}\``;
  return { at: ref.site, side: "LEFT", counterparts: [head.site], subject, what };
}
function middlewareCause(pair, guard, snapshots) {
  const uses = middlewareOf(pair.base.app).filter(({ name: name2 }) => name2 === guard.name);
  const use = uses.find(({ site }) => isSameSite(site, guard.site)) ?? uses[0];
  if (use === void 0) return unexplained(pair, guard);
  const name = ownName(use, snapshots.base);
  const nameNow = snapshots.renames.text(name);
  if (middlewareOf(pair.head.app).some((other) => ownName(other, snapshots.head) === nameNow)) {
    const code = snapshots.base.codes.filter((one) => one.name === name || one.name.startsWith(`${name}.`));
    return codeCause(code, guard.proof, snapshots) ?? valueCause(code, snapshots) ?? unexplained(pair, guard);
  }
  const installed = installedAt(use, snapshots.base);
  return {
    at: installerCall(installed, snapshots) ?? installed,
    side: "LEFT",
    counterparts: [],
    subject: `middleware ${name} of ${pair.base.app.name}`,
    what: `\`${objectTitle(pair.base.app.name)}\` lost its middleware \`${shortName(name)}\``
  };
}
function middlewareOf(app) {
  const own = [...app.middleware];
  const seen = /* @__PURE__ */ new Set([app]);
  for (let outer = app.mountedIn; outer !== void 0 && !seen.has(outer); outer = outer.mountedIn) {
    seen.add(outer);
    own.push(...outer.middleware);
  }
  return own;
}
function handlerCause(pair, guard, snapshots) {
  const code = pair.base.handler === void 0 ? void 0 : snapshots.base.codeOf(pair.base.handler);
  const cause = code === void 0 ? void 0 : codeCause([code], guard.proof, snapshots);
  return cause ?? unexplained(pair, guard);
}
function routeClassCause(pair, guard) {
  const argument = pair.base.router.args.keywordSites.get("route_class");
  return {
    at: argument ?? guard.site,
    side: "LEFT",
    counterparts: [pair.head.router.site],
    subject: `router ${pair.head.router.name}`,
    what: `\`${objectTitle(pair.head.router.name)}\` lost \`route_class=${shortName(guard.name)}\``
  };
}
function unexplained(pair, guard) {
  return {
    at: guard.proof[0]?.site ?? guard.site,
    side: "LEFT",
    counterparts: [pair.head.registration, pair.head.site],
    subject: subjectOf(pair.head),
    what: `\`${shortName(guard.name)}\` no longer turns anyone away`
  };
}
function isInside(inner, outer) {
  return inner.path === outer.path && inner.span.startLine >= outer.span.startLine && inner.span.endLine <= outer.span.endLine;
}

// src/rules/comparison/dropped-checks.ts
function droppedChecks(snapshots, explained) {
  const found2 = [];
  for (const pair of snapshots.routes) {
    if (explained.has(pair.head) || !isComparable(pair)) continue;
    const dropped3 = pair.base.dependencies.find((use) => isDropped(use, pair, snapshots));
    const cause = dropped3 === void 0 ? lostDecorator(pair, snapshots) : dependencyEdge(pair, dropped3, snapshots);
    if (cause !== void 0) found2.push({ cause, route: pair.head });
  }
  return found2;
}
function droppedGuards(snapshots) {
  return snapshots.routes.flatMap((pair) => {
    const { base, head } = pair;
    if (base.protection.status !== "unknown" || head.protection.status !== "public" || head.openDependencies) return [];
    if (treeOf(head.dependencies).some(looksLikeGuard)) return [];
    const isGuard3 = (use2) => looksLikeGuard(use2) || hasPower(shortName(use2.name)) || isToldOfPower(use2, snapshots.base);
    const use = base.dependencies.find(isGuard3);
    const cause = use === void 0 ? lostDecorator(pair, snapshots) : dependencyEdge(pair, use, snapshots);
    return cause === void 0 ? [] : [{ cause, route: head }];
  });
}
function lostDecorator({ base, head }, { renames, head: facts }) {
  if (asksForPower(head, facts) || head.decoratorsBelow.some(isCheck)) return void 0;
  const lost2 = base.decoratorsBelow.find(isCheck);
  if (lost2 === void 0) return void 0;
  const name = calleeOf3(lost2);
  return {
    at: lost2.site,
    side: "LEFT",
    counterparts: [head.site],
    subject: `${renames.text(subjectOf(head))} @${name}`,
    what: `\`${shortName(head.endpoint)}\` lost its decorator \`@${name}\``
  };
}
function isCheck(decorator) {
  const name = shortName(calleeOf3(decorator));
  return hasPower(name) || namesGuard(name) || /^requires?_|_required$|^requires$|^restrict|scopes?$/iu.test(name);
}
function calleeOf3({ text }) {
  return /^@?([\w.]+)/u.exec(text)?.[1] ?? text;
}
function isComparable({ base, head }) {
  if (base.protection.status !== "protected" || head.protection.status !== "protected") return false;
  if (head.openDependencies) return false;
  const demands = new Set(base.protection.guards.flatMap((guard) => guard.demands));
  return head.protection.guards.every((guard) => guard.demands.every((demand) => demands.has(demand)));
}
function asksForPower(route, facts) {
  return treeOf(route.dependencies).some((use) => hasPower(shortName(use.name)) || isToldOfPower(use, facts)) || route.decoratorsBelow.some(({ text }) => hasPower(text));
}
function isDropped(use, { base, head }, snapshots) {
  if (asksForPower(head, snapshots.head)) return false;
  const heads = treeOf(head.dependencies);
  const isToldLess = heads.some(({ name }) => name === snapshots.renames.text(use.name));
  if (isToldLess) return isToldOfPower(use, snapshots.base);
  if (use.parameter !== void 0 || base.protection.guards.some(({ name }) => name === use.name)) return false;
  return hasPower(shortName(use.name)) || isToldOfPower(use, snapshots.base);
}
function isToldOfPower(use, facts) {
  return [use.site, use.marker].some((site) => argumentsIn(sourceText(facts, site) ?? "").some(hasPower));
}
function argumentsIn(text) {
  const inner = /\w\((.*)\)/u.exec(text.replace(/\b(?:Depends|Security)\(/u, "("))?.[1];
  return inner?.match(/\w+/gu) ?? [];
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
  const { text, holds: holds3 } = normalised(code, test);
  const asked = { asks: text, when: when === holds3, conjuncts: when ? conjunctsOf(code, test) : [] };
  return { ...asked, does, form: when ? "inside" : "behind", test, ...branchOf(code, branch) };
}
function branchOf(code, branch) {
  const first = branch[0];
  const last = branch.at(-1);
  const range2 = { start: first?.start ?? 0, end: last?.end ?? 0 };
  return { branch: range2, branchText: textOf(code.module, range2) };
}
function disjunctsOf(test) {
  return test.kind === "boolop" && test.op === "or" ? test.values.flatMap(disjunctsOf) : [test];
}
function conjunctsOf(code, test) {
  if (test.kind !== "boolop" || test.op !== "and") return [];
  return test.values.map((value) => {
    const { text, holds: holds3 } = normalised(code, value);
    return keyOf3({ asks: text, when: holds3 });
  });
}
function keyOf3({ asks: asks2, when }) {
  return `${asks2} ${String(when)}`;
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
  const [right2] = test.kind === "compare" ? test.comparators : [];
  if (test.kind !== "compare" || op === void 0 || right2 === void 0 || test.ops.length > 1)
    return { text: plainText(code, test), holds: true };
  const positive = OPPOSITE.get(op);
  const text = `${plainText(code, test.left)} ${positive ?? op} ${plainText(code, right2)}`;
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
      const mayRefuse = node.kind === "call" && (targets.get(node) !== void 0 || REFUSING.test(nameOf4(node.func)));
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
function nameOf4(func) {
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

// src/rules/comparison/early-exits.ts
function newExit(base, head) {
  const before = plain(textOf(base.module, rangeOf(base.body)));
  for (const [index, statement] of head.body.entries()) {
    if (statement.kind !== "if" || statement.body.at(-1)?.kind !== "return") continue;
    const condition = textOf(head.module, statement.test);
    const behind = textOf(head.module, rangeOf(head.body.slice(index + 1)));
    if (before.includes(plain(condition)) || !/\braise\b/u.test(behind) || !before.includes(plain(behind))) continue;
    if (provesNothing(statement.test))
      return { at: siteOf(head.module, statement), condition: condition.replaceAll(/\s+/gu, " "), behind };
  }
  return void 0;
}
function provesNothing(test) {
  if (test.kind === "boolop") {
    const { values, op } = test;
    return op === "or" ? values.some(provesNothing) : values.every(provesNothing);
  }
  if (test.kind === "unary" && test.op === "not") return provesNothing(test.operand);
  return isSetting(test) || isForm2(test);
}
function isSetting(test) {
  const names2 = namesIn3(test);
  return names2.length > 0 && names2.every((name) => SETTING.test(name));
}
var SETTING = /^(?:\w*settings|\w*config|conf|cfg|os|getenv|environ|[A-Z][A-Z0-9_]+)$/u;
function isForm2(test) {
  const names2 = namesIn3(test).filter((name) => name !== "len");
  if (names2.length !== 1 || !names2.every(isCredentialName)) return false;
  if (test.kind === "call")
    return test.func.kind === "attribute" && /^(?:starts|ends)with$|^is\w+$/u.test(test.func.attr);
  return test.kind === "compare" && [test.left, ...test.comparators].some(({ kind }) => kind === "string" || kind === "number");
}
function namesIn3(expr) {
  return nodesIn(expr).flatMap((one) => one.kind === "name" ? [one.id] : []);
}
function rangeOf(body) {
  return { start: body[0]?.start ?? 0, end: body.at(-1)?.end ?? 0 };
}
function plain(text) {
  return text.replaceAll(/\s+/gu, "");
}

// src/rules/comparison/lost-checks.ts
function lostChecks(snapshots, explained) {
  const known = /* @__PURE__ */ new Map();
  const found2 = (code, kind) => {
    if (!known.has(code)) known.set(code, lostIn(code, kind, snapshots));
    return known.get(code);
  };
  return snapshots.routes.flatMap(({ base, head }) => {
    if (base.protection.status !== "protected" || head.protection.status !== "protected" || explained.has(head))
      return [];
    const uses = treeOf(base.dependencies);
    for (const guard of base.protection.guards) {
      const lost2 = lostOf(guard, uses, found2, snapshots);
      if (lost2 !== void 0) return [{ ...lost2, route: head }];
    }
    return [];
  });
}
function lostOf(guard, uses, found2, snapshots) {
  if (guard.kind === "endpoint" || guard.kind === "library") return void 0;
  const use = uses.find(({ name }) => name === guard.name);
  const own = guardCodes(guard, use, snapshots);
  for (const code of own) {
    const lost2 = found2(code, "guard");
    if (lost2 !== void 0) return { ...lost2, about: aboutOf(lost2, guard) };
  }
  for (const code of predicateCodes(own, use, snapshots)) {
    const lost2 = found2(code, "predicate");
    if (lost2 !== void 0) return { ...lost2, about: "power" };
  }
  return void 0;
}
function lostIn(code, kind, snapshots) {
  const now = headCode(snapshots, code.name);
  if (now === void 0) return void 0;
  const before = checksIn(code, kind);
  const after = checksIn(now, kind);
  const exit = kind === "guard" ? newExit(code, now) : void 0;
  if (exit !== void 0) return leftEarly(exit, now);
  const rejecting = before.filter(({ does }) => does === "reject");
  const narrowed = narrowedIn(rejecting, before, after);
  if (narrowed !== void 0)
    return { ...natureOf(narrowed, before, after), cause: causeOf({ code, now }, narrowed, after) };
  if (gainsChecks(before, after)) return void 0;
  const lost2 = rejecting.find((check) => isLost2(check, after));
  const deleted = lost2 ?? (gainsCalls(code, now) ? void 0 : rejecting.find((check) => isDeleted(check, after)));
  if (deleted === void 0) return void 0;
  return { ...natureOf(deleted, before, after), cause: causeOf({ code, now }, deleted, after) };
}
function natureOf(lost2, before, after) {
  const left2 = after.filter((check) => check.does === "reject" && !isTurned(check, before));
  return {
    about: TELLS_CREDENTIALS.test(`${lost2.asks} ${lost2.branchText}`) ? "credential" : "power",
    isLast: left2.length === 0,
    refuses: REFUSES.test(lost2.branchText)
  };
}
function leftEarly({ at, condition, behind }, now) {
  return {
    cause: {
      at,
      side: "RIGHT",
      counterparts: [],
      subject: `function ${now.name}`,
      what: `\`${shortName(now.name)}\` checks nothing where \`${condition}\``
    },
    about: TELLS_CREDENTIALS.test(behind) ? "credential" : "power",
    isLast: false,
    refuses: REFUSES.test(behind)
  };
}
function narrowedIn(rejecting, before, after) {
  return rejecting.find((check) => {
    const now = after.find((one) => narrows(one, check));
    if (now === void 0 || before.some((one) => keyOf3(one) === keyOf3(now))) return false;
    const others = after.filter((one) => one !== now);
    return others.every((one) => keyOf3(one) !== keyOf3(check)) && !gainsChecks(before, others);
  });
}
function narrows({ does, conjuncts: conjuncts2 }, check) {
  if (does !== "reject" || PRESENCE.test(check.asks) || !conjuncts2.includes(keyOf3(check))) return false;
  return conjuncts2.some((one) => one !== keyOf3(check) && !PRESENCE.test(one.replace(/ (?:true|false)$/u, "")));
}
function gainsChecks(before, after) {
  const asked = new Set(before.map(keyOf3));
  return after.some((check) => check.does !== "nothing" && !asked.has(keyOf3(check)) && !isTurned(check, before));
}
function gainsCalls(code, now) {
  const text = textOf(code.module, rangeOf2(code));
  return now.calls.some(({ callee }) => !new RegExp(`\\b${escaped(lastName(callee))}\\b`, "u").test(text));
}
function escaped(name) {
  return name.replaceAll(/\W/gu, "");
}
function rangeOf2(code) {
  return { start: code.body[0]?.start ?? 0, end: code.body.at(-1)?.end ?? 0 };
}
function isLost2(check, after) {
  const same = after.filter(({ asks: asks2 }) => asks2 === check.asks);
  if (same.length === 0 || same.some(({ does, when }) => does !== "nothing" && when === check.when)) return false;
  return same.every(({ does }) => does === "nothing") || same.every((other) => isTurned(other, [check]));
}
var PRESENCE = /^\w+(?: is None)?$/u;
function isDeleted(check, after) {
  return check.form === "inside" && !PRESENCE.test(check.asks) && after.every(({ asks: asks2 }) => asks2 !== check.asks);
}
function isTurned(check, before) {
  return check.does === "reject" && before.some(({ asks: asks2, does, when }) => asks2 === check.asks && does === "reject" && when !== check.when);
}
var REFUSES = /\b(?:HTTP_)?40[13]|UNAUTHORIZED|FORBIDDEN\b/u;
var TELLS_CREDENTIALS = /^except |\b(?:HTTP_)?401|UNAUTHORIZED\b/u;
function aboutOf({ about, isLast }, guard) {
  return isLast && guard.demands.length === 0 ? "credential" : about;
}
function causeOf({ code, now }, lost2, after) {
  const here = after.find((one) => one.asks === lost2.asks || narrows(one, lost2));
  const name = `\`${shortName(code.name)}\``;
  const cause = (at, counterpart, what) => ({
    at: siteOf(code.module, at),
    side: "LEFT",
    counterparts: [counterpart],
    subject: `function ${now.name}`,
    what
  });
  if (here === void 0) {
    const condition = textOf(code.module, lost2.test).replaceAll(/\s+/gu, " ");
    const statement = { start: lost2.test.start, end: lost2.branch.end };
    return cause(statement, wholeSite(now), `${name} no longer checks \`${condition}\``);
  }
  if (narrows(here, lost2))
    return cause(lost2.test, siteOf(now.module, here.test), `${name} turns away only those who meet one more condition`);
  if (here.does === "nothing")
    return cause(lost2.branch, siteOf(now.module, here.branch), `${name} goes on where it turned the caller away`);
  return cause(lost2.test, siteOf(now.module, here.test), `${name} turns its condition round`);
}

// src/rules/comparison/snapshots.ts
var KNOWN2 = /* @__PURE__ */ new WeakMap();
function snapshotsOf(base, head, paths) {
  const byHead = KNOWN2.get(base) ?? /* @__PURE__ */ new WeakMap();
  KNOWN2.set(base, byHead);
  const known = byHead.get(head);
  if (known !== void 0) return known;
  const renames = renamesOf(paths);
  const made = { base, head, renames, routes: pairRoutes(base.application, head.application, renames).pairs };
  byHead.set(head, made);
  return made;
}

// src/rules/authentication-removed.ts
var OPEN_ROUTES = [
  "missing-authentication",
  "unauthenticated-websocket",
  "unprotected-mount",
  "inconsistent-include",
  "unenforced-authentication",
  "unvalidated-api-key",
  "missing-ownership-check",
  "unchecked-scopes"
];
var BROKEN_GUARDS = [
  "undeclared-dependency",
  "ineffective-decorator",
  "returned-http-exception",
  "swallowed-authentication-error",
  "unawaited-authentication",
  "middleware-path-bypass"
];
var authentication_removed_default = defineComparison({
  id: "authentication-removed",
  summary: "A change takes away what protects a route",
  category: "comparison",
  severity: "critical",
  confidence: "high",
  cwe: [862],
  owasp: ["API2", "API5"],
  seeds: [],
  docs: {
    why: "A dependency guards only what it is asked for by. One argument that goes from an `include_router(...)` call opens every route below it, in files that the diff does not show, and nothing fails: the application starts, and the routes answer 200 to anyone.",
    fix: "Put the dependency back where it was, or one that asks for as much anywhere on the way from the application to the route. Routes that are meant for everybody belong into `public_routes` of the configuration.",
    bad: `from fastapi import APIRouter, Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


def get_current_user(token: str = Depends(oauth2_scheme)):
    user = find_user(token)
    if user is None:
        raise HTTPException(status_code=401)
    return user


router = APIRouter(prefix="/invoices")


@router.delete("/{invoice_id}")
def delete_invoice(invoice_id: int):
    return {"deleted": invoice_id}


app = FastAPI()
app.include_router(router)
`,
    good: `from fastapi import APIRouter, Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


def get_current_user(token: str = Depends(oauth2_scheme)):
    user = find_user(token)
    if user is None:
        raise HTTPException(status_code=401)
    return user


router = APIRouter(prefix="/invoices")


@router.delete("/{invoice_id}")
def delete_invoice(invoice_id: int):
    return {"deleted": invoice_id}


app = FastAPI()
app.include_router(router, dependencies=[Depends(get_current_user)])
`,
    references: [
      "https://fastapi.tiangolo.com/tutorial/bigger-applications/",
      "https://fastapi.tiangolo.com/tutorial/dependencies/global-dependencies/",
      "https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/"
    ],
    limits: "Silent when the guard was renamed, moved to the router, the include or the application, or replaced by a stricter one; when the route was deleted; and when the head cannot be resolved: such routes are listed under coverage."
  },
  *compare(base, head, paths) {
    const snapshots = snapshotsOf(base, head, paths);
    const opened2 = snapshots.routes.filter((pair) => isOpened(pair, snapshots));
    const affected = opened2.flatMap((pair) => causeOf2(pair, snapshots));
    for (const group of byCause(affected)) yield problemOf2(group, OPEN);
    const unproved = droppedGuards(snapshots).filter(({ route }) => !isConfigured2(snapshots.base, route));
    for (const group of byCause(unproved)) yield { ...problemOf2(group, OPEN), confidence: "medium" };
    const explained = new Set(affected.map(({ route }) => route));
    const said3 = new Set(affected.map(({ cause }) => cause.subject));
    const checks = lostChecks(snapshots, explained).filter(
      ({ about, cause }) => about === "credential" && !said3.has(cause.subject)
    );
    for (const group of byCause(checks)) yield problemOf2(group, DECEIVED);
  }
});
function isOpened({ base, head }, snapshots) {
  if (base.protection.status !== "protected") return false;
  if (head.protection.status !== "public" && head.protection.status !== "unenforced") return false;
  if (head.openDependencies || isConfigured2(snapshots.base, head)) return false;
  if (base.protection.guards.every(({ kind }) => kind === "endpoint") && isCredentialRoute(head)) return false;
  return !verifiesSignature(snapshots.head, head) || verifiesSignature(snapshots.base, base);
}
function causeOf2(pair, snapshots) {
  const guards = pair.base.protection.guards.toSorted(
    (a, b) => depthOf(pair.base, a.name) - depthOf(pair.base, b.name)
  );
  const [guard] = guards;
  return guard === void 0 ? [] : [{ cause: guardCause(pair, guard, snapshots), route: pair.head }];
}
function depthOf(route, name) {
  const index = route.dependencies.findIndex((use) => use.name === name);
  return index < 0 ? route.dependencies.length : index;
}
var OPEN = { one: "answers anyone now", many: "routes answer anyone now", related: "is open now" };
var DECEIVED = {
  one: "takes credentials now that were refused before",
  many: "routes take credentials now that were refused before",
  related: "can be reached with a made-up credential"
};
function problemOf2({ cause, routes }, consequence) {
  const answers = countOf(routes) === 1 ? `${listed2(routes)} ${consequence.one}` : `${countOf(routes)} ${consequence.many}: ${listed2(routes)}`;
  const { what } = cause;
  return {
    at: cause.at,
    side: cause.side,
    counterparts: cause.counterparts,
    subject: cause.subject,
    message: `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${answers}. Put the guard back, or add these routes to \`public_routes\` if they are meant for everybody.`,
    related: relatedRoutes(routes, (title2) => `\`${title2}\` ${consequence.related}`),
    absorbs: [...absorbed(OPEN_ROUTES, routes, [cause.subject]), ...absorbedCauses(BROKEN_GUARDS, cause.subject)]
  };
}

// src/rules/comparison/optional-scheme.ts
function optionalSchemes(snapshots, explained) {
  const affected = [];
  for (const pair of snapshots.routes) {
    if (pair.base.protection.status !== "protected" || pair.head.protection.status !== "protected" || explained.has(pair.head))
      continue;
    affected.push(...optionalIn(pair, snapshots));
  }
  return byCause(affected);
}
function optionalIn({ base, head }, snapshots) {
  const before = schemesOf2(base);
  return schemesOf2(head).flatMap(({ use, consumer }, index) => {
    const old = before[index];
    if (old === void 0 || old.use.scheme !== use.scheme || isOptional3(old.use) || !isOptional3(use)) return [];
    const code = consumer === void 0 ? handlerCode(snapshots.head, head) : codeOf(snapshots.head, consumer);
    if (code === void 0 || looksForNone(code, use.parameter)) return [];
    const cause = {
      at: old.use.value.site,
      side: "LEFT",
      counterparts: [use.value.site],
      subject: `scheme ${use.name} of ${head.app.name}`,
      what: `\`${shortName(use.scheme ?? use.name)}\` became optional (\`auto_error=False\`)`
    };
    return [{ cause, route: head }];
  });
}
function schemesOf2(route) {
  const own = route.dependencies.filter(({ scheme }) => scheme !== void 0).map((use) => ({ use }));
  const nested = treeOf(route.dependencies).flatMap(
    (consumer) => consumer.children.filter(({ scheme }) => scheme !== void 0).map((use) => ({ use, consumer }))
  );
  return [...own, ...nested];
}
function isOptional3({ value }) {
  if (value.kind !== "external-call" && value.kind !== "instance") return false;
  const given2 = value.args.keywords.get("auto_error");
  const settled2 = given2 === void 0 ? void 0 : defaultOf(given2);
  return settled2?.kind === "bool" && !settled2.value;
}
function handlerCode(facts, route) {
  return route.handler === void 0 ? void 0 : facts.codeOf(route.handler);
}
function codeOf(facts, { value }) {
  const called = calledValue(value);
  const fn = called.kind === "function" ? called : called.kind === "instance" ? facts.methodOf(called.class, "__call__") : void 0;
  return fn === void 0 ? void 0 : facts.codeOf(fn);
}
function looksForNone(code, parameter) {
  if (parameter === void 0) return true;
  const names2 = /* @__PURE__ */ new Set([parameter]);
  return nodesIn(code.body).some(
    (node) => (node.kind === "if" || node.kind === "conditional") && mentions(node.test, names2)
  );
}

// src/rules/comparison/apps.ts
function pairApps({ base, head, renames, routes }) {
  const pairs = [];
  const free = new Set(head.application.allApps);
  const left2 = [];
  for (const app of base.application.allApps) {
    const partner = [...free].find(({ name }) => stableName(name) === stableName(renames.text(app.name)));
    if (partner === void 0) left2.push(app);
    else {
      pairs.push({ base: app, head: partner });
      free.delete(partner);
    }
  }
  for (const app of left2) {
    const partner = routes.find((pair) => pair.base.app === app && free.has(pair.head.app))?.head.app;
    if (partner === void 0) continue;
    pairs.push({ base: app, head: partner });
    free.delete(partner);
  }
  return pairs;
}

// src/rules/comparison/middleware-checks.ts
function lostMiddlewareChecks(snapshots) {
  const guards = snapshots.base.application.routes.flatMap(({ protection }) => protection.guards);
  const seen = new Set(guards.filter(({ kind }) => kind === "middleware").map(({ name }) => name));
  return pairApps(snapshots).flatMap(({ base, head }) => {
    const kept = new Set(middlewareOf(head).map(({ name }) => name));
    return middlewareOf(base).flatMap(({ name }) => {
      if (seen.has(name) || !kept.has(snapshots.renames.text(name))) return [];
      seen.add(name);
      const codes = snapshots.base.codes.filter((code) => code.name === name || code.name.startsWith(`${name}.`));
      const [lost2] = codes.flatMap((code) => lostIn(code, "guard", snapshots) ?? []);
      return lost2?.refuses === true ? [{ cause: lost2.cause, app: head }] : [];
    });
  });
}

// src/rules/comparison/ownership-conditions.ts
function callersOf(route, enforcing) {
  const callers = route.parameters.filter(
    ({ name, dependency }) => dependency !== void 0 && (enforces(dependency, enforcing) || namesCaller(name))
  );
  return new Set(callers.map(({ name }) => name));
}
function withLocals(code, callers) {
  const names2 = new Set(callers);
  for (const node of nodesIn(code.body)) {
    if (node.kind !== "assign" || node.value === void 0 || !isPlain(node.value) || !mentions(node.value, names2))
      continue;
    for (const target of node.targets) if (target.kind === "name") names2.add(target.id);
  }
  return names2;
}
function isPlain(value) {
  if (value.kind === "call") return value.func.kind === "name" && /^(str|int|UUID)$/u.test(value.func.id);
  return value.kind === "attribute" || value.kind === "subscript" || value.kind === "name";
}
function conditionsIn(code, callers) {
  const names2 = withLocals(code, callers);
  return nodesIn(code.body).filter((node) => isCondition(node, names2)).map((node) => ({
    site: siteOf(code.module, node),
    namesOwner: nodesIn(node).some((inner) => isOwnerColumn(inner) || isHeldAgainstId(inner, names2))
  }));
}
function isHeldAgainstId(node, names2) {
  if (node.kind !== "compare" || !node.ops.every((op) => op === "==" || op === "!=")) return false;
  const sides = [node.left, ...node.comparators];
  const isCallersId = (side) => side.kind === "attribute" && /^(id|uuid|pk)$/u.test(side.attr) && (names2 === void 0 || mentions(side, names2));
  const isReference = (side) => side.kind === "attribute" && /_(id|uuid|pk)$/u.test(side.attr);
  return sides.some(isCallersId) && sides.some(isReference);
}
function isOwnerColumn(node) {
  if (node.kind === "attribute") return namesOwnerField(node.attr);
  return node.kind === "call" && node.args.some(({ name }) => name !== void 0 && namesOwnerField(name));
}
function isCondition(node, names2) {
  if (node.kind === "compare") return namesAnyCaller(node, names2) && !isNoneCheck(node.ops);
  if (node.kind !== "call" || !isLookup(node)) return false;
  return node.args.some(
    ({ name, value }) => isOwnerValue(value) && mentions(value, names2) && (name === void 0 || namesOwnerField(name))
  );
}
function namesAnyCaller(node, names2) {
  if (mentions(node, names2)) return true;
  const sides = [node.left, ...node.comparators];
  return sides.some(isCallerCall) && sides.some(isOwnerColumn);
}
function isCallerCall(expr) {
  const called = expr.kind === "await" ? expr.value : expr;
  if (called.kind !== "call") return false;
  const { func } = called;
  return namesCaller(func.kind === "attribute" ? func.attr : func.kind === "name" ? func.id : "");
}
function isNoneCheck(ops) {
  return ops.every((op) => op === "is" || op === "is not");
}
function isOwnerValue(value) {
  return value.kind === "attribute" || value.kind === "subscript" || value.kind === "name" || value.kind === "call";
}
function isLookup({ func }) {
  const name = func.kind === "attribute" ? func.attr : func.kind === "name" ? func.id : "";
  return /^(get|find|fetch|load|list|read|delete|remove|update|lookup|query|filter|select|where|one|first|owned|for)(_|$)|^filter_by$|_for_(user|owner)$|_by_/u.test(
    name
  );
}
function usesCaller(code, callers) {
  const names2 = withLocals(code, callers);
  return nodesIn(code.body).some((node) => {
    if (node.kind === "compare") return namesAnyCaller(node, names2) && !isNoneCheck(node.ops);
    if (node.kind !== "call" || isLogging(node)) return false;
    return node.args.some(({ value }) => mentions(value, names2));
  });
}
function asksElsewhere(code, facts) {
  return code.calls.some(({ target }) => {
    const body = target === void 0 ? void 0 : facts.codeOf(target);
    return body !== void 0 && nodesIn(body.body).some((node) => isOwnerQuestion(node));
  });
}
function asksInDependency(base, head, facts) {
  const known = new Set(treeOf(base.dependencies).map(({ name }) => name));
  const bodyOf3 = ({ value }) => value.kind === "function" ? facts.codeOf(value) : void 0;
  return treeOf(head.dependencies).some((use) => {
    const body = known.has(use.name) ? void 0 : bodyOf3(use);
    return body !== void 0 && (nodesIn(body.body).some(isOwnerQuestion) || asksElsewhere(body, facts));
  });
}
function parametersGiven({ node, target }, callers) {
  if (target?.def.kind !== "function") return /* @__PURE__ */ new Set();
  const names2 = target.def.params.map(({ name }) => name).filter((name) => name !== "self" && name !== "cls");
  const given2 = node.args.flatMap(
    ({ name, value }, index) => isOwnerValue(value) && mentions(value, callers) ? [name ?? names2[index] ?? ""] : []
  );
  return new Set(given2);
}
function isOwnerQuestion(node) {
  if (node.kind !== "compare" || isNoneCheck(node.ops)) return false;
  return [node.left, ...node.comparators].some(isOwnerColumn) || isHeldAgainstId(node);
}
function isLogging({ func }) {
  if (func.kind === "name") return func.id === "print";
  return func.kind === "attribute" && /^(debug|info|warning|error|exception|critical|log|bind)$/u.test(func.attr);
}

// src/rules/comparison/ownership.ts
function lostOwnership(snapshots, explained) {
  const enforcing = { base: enforcingNames(snapshots.base), head: enforcingNames(snapshots.head) };
  const seen = /* @__PURE__ */ new Set();
  return snapshots.routes.flatMap((pair) => {
    const { base, head } = pair;
    const bodies = isComparable2(pair, snapshots) && !explained.has(head) ? bodiesOf2(pair, snapshots) : void 0;
    if (bodies === void 0 || seen.has(head.endpoint) || asksInDependency(base, head, snapshots.head)) return [];
    const before = { code: bodies.before, callers: callersOf(base, enforcing.base) };
    const after = { code: bodies.after, callers: callersOf(head, enforcing.head) };
    const cause = lostIn2(before, after, { route: head, snapshots }) ?? lostBelow(before, after, { route: head, snapshots });
    if (cause === void 0 || seen.has(cause.subject)) return [];
    seen.add(head.endpoint).add(cause.subject);
    return [{ cause, route: head }];
  });
}
function isComparable2({ base, head }, snapshots) {
  if (base.protection.status !== "protected" || head.protection.status !== "protected") return false;
  if (claimsPower(head, snapshots.head)) return false;
  const isPowerful = hasPowerfulGuard(head, snapshots.head);
  return !isPowerful || hasPowerfulGuard(base, snapshots.base) && !isAdministrators(head);
}
function hasPowerfulGuard(route, facts) {
  return strengthOf(route).namesPower || asksForPower(route, facts);
}
function claimsPower(route, facts) {
  const proven = new Set(route.protection.guards.map(({ name }) => name));
  const dependencies = route.dependencies.filter(({ name }) => !proven.has(name));
  return asksForPower({ ...route, dependencies }, facts);
}
function isAdministrators({ protection, dependencies }) {
  const names2 = [...protection.guards.map(({ name }) => name), ...treeOf(dependencies).map(({ name }) => name)];
  return names2.some((name) => /admin|superuser|staff|root|owner/iu.test(shortName(name)));
}
function bodiesOf2({ base, head }, snapshots) {
  const before = base.handler === void 0 ? void 0 : snapshots.base.codeOf(base.handler);
  const after = head.handler === void 0 ? void 0 : snapshots.head.codeOf(head.handler);
  return before === void 0 || after === void 0 ? void 0 : { before, after };
}
function lostIn2(before, after, { route, snapshots }) {
  const [condition] = ownerConditions(before, route);
  if (condition === void 0 || usesCaller(after.code, after.callers)) return void 0;
  if (asksElsewhere(after.code, snapshots.head)) return void 0;
  return causeOf3(condition.site, after.code, `${subjectOf(route)} owner`);
}
function ownerConditions({ code, callers }, route) {
  return conditionsIn(code, callers).filter(({ namesOwner }) => namesOwner || route.path.text.includes("{"));
}
function lostBelow(before, after, where) {
  const { route, snapshots } = where;
  if (ownerConditions(after, route).length > ownerConditions(before, route).length) return void 0;
  for (const call of before.code.calls) {
    const code = call.target === void 0 ? void 0 : snapshots.base.codeOf(call.target);
    const callers = parametersGiven(call, before.callers);
    const now = code === void 0 ? void 0 : headCode(snapshots, code.name);
    if (code === void 0 || now === void 0 || callers.size === 0) continue;
    const [condition] = conditionsIn(code, callers).filter(({ namesOwner }) => namesOwner);
    const calls = after.code.calls.filter(
      ({ target }) => target !== void 0 && snapshots.head.codeOf(target)?.name === now.name
    );
    if (condition === void 0 || calls.length === 0) continue;
    const callersNow = new Set(calls.flatMap((one) => [...parametersGiven(one, after.callers)]));
    if (usesCaller(now, callersNow) || asksElsewhere(now, snapshots.head)) continue;
    return causeOf3(condition.site, now, `function ${now.name} owner`);
  }
  return void 0;
}
function causeOf3(condition, after, subject) {
  return {
    at: condition,
    side: "LEFT",
    counterparts: [wholeSite(after)],
    subject,
    what: `\`${shortName(after.name)}\` no longer asks whose object it is`
  };
}

// src/rules/comparison/scope-cause.ts
function scopeCause(pair, lost2, snapshots) {
  const use = treeOf(pair.base.dependencies).find(({ scopes }) => lost2.some((scope) => scopes.includes(scope)));
  if (use === void 0) return void 0;
  const heads = treeOf(pair.head.dependencies).filter((other) => isSameUse(use, other, snapshots));
  const head = heads.find(({ via, parameter }) => via === use.via && parameter === use.parameter) ?? heads.find(({ via }) => via === use.via);
  if (head === void 0) return pair.base.dependencies.includes(use) ? edgeCause(pair, use, snapshots) : void 0;
  const place = placeOf2(use);
  return {
    at: place,
    side: "LEFT",
    counterparts: [placeOf2(head), ...use.via === "parameter" ? [pair.head.site] : []],
    subject: use.via === "parameter" || use.via === "decorator" ? `${subjectOf(pair.head)} ${head.name}` : `${use.via} ${head.name} of ${pair.head.router.name}`,
    what: head.security ? `\`Security(${shortName(use.name)})\` lost ${lost2.map((scope) => `\`${scope}\``).join(", ")}` : `\`Security(${shortName(use.name)}, scopes=[...])\` became \`Depends(${shortName(use.name)})\``
  };
}
function placeOf2({ site, marker }) {
  return isWithin(marker, site) ? site : marker;
}

// src/rules/authorization-weakened.ts
var EXPLAINED = [
  "insufficient-privilege",
  "unchecked-scopes",
  "missing-ownership-check",
  "unenforced-authentication"
];
var UNREADABLE = ["missing-authentication", "unauthenticated-websocket", "exposed-api-docs"];
var authorization_weakened_default = defineComparison({
  id: "authorization-weakened",
  summary: "A change lets callers do what they could not do before",
  category: "comparison",
  severity: "high",
  confidence: "high",
  cwe: [863],
  owasp: ["API5", "API1"],
  seeds: [],
  docs: {
    why: "The route still asks for a login, so nothing looks open. But it asks for less: a scope, a role or the condition that the object belongs to the caller is gone, and every signed-in user can do what only some could.",
    fix: "Ask for the scope, the role or the owner again; when the new rule is meant, say so in the pull request.",
    bad: `from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


def get_current_user(token: str = Depends(oauth2_scheme)):
    user = find_user(token)
    if user is None:
        raise HTTPException(status_code=401)
    return user


def require_admin(user=Depends(get_current_user)):
    if not user.is_admin:
        raise HTTPException(status_code=403)
    return user


app = FastAPI()


@app.delete("/tenants/{name}")
def delete_tenant(name: str, user=Depends(get_current_user)):
    return {"deleted": name}
`,
    good: `from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


def get_current_user(token: str = Depends(oauth2_scheme)):
    user = find_user(token)
    if user is None:
        raise HTTPException(status_code=401)
    return user


def require_admin(user=Depends(get_current_user)):
    if not user.is_admin:
        raise HTTPException(status_code=403)
    return user


app = FastAPI()


@app.delete("/tenants/{name}")
def delete_tenant(name: str, user=Depends(require_admin)):
    return {"deleted": name}
`,
    references: [
      "https://fastapi.tiangolo.com/advanced/security/oauth2-scopes/",
      "https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/"
    ],
    limits: "Silent when a guard was renamed or moved, when one demand was exchanged for another of its weight, and when a scheme became optional in front of a guard that looks for `None`."
  },
  *compare(base, head, paths) {
    const snapshots = snapshotsOf(base, head, paths);
    const affected = [];
    for (const pair of snapshots.routes) {
      const weakening = weakened(pair);
      const cause = weakening === void 0 ? void 0 : causeOf4(pair, weakening, snapshots);
      if (weakening !== void 0 && cause !== void 0) affected.push({ cause, route: pair.head, weakening });
    }
    for (const group of byCause(affected)) {
      const found2 = affected.find(({ route }) => group.routes.includes(route));
      if (found2 !== void 0) yield problemOf3(group, found2.weakening);
    }
    const explained = new Set(affected.map(({ route }) => route));
    const dropped3 = droppedChecks(snapshots, explained);
    for (const group of byCause(dropped3)) yield problemOf3(group, { kind: "name", lost: [] });
    for (const { route } of dropped3) explained.add(route);
    const said3 = new Set(affected.map(({ cause }) => cause.subject));
    const checks = lostChecks(snapshots, explained).filter(
      ({ about, cause }) => about === "power" && !said3.has(cause.subject)
    );
    for (const group of byCause(checks)) yield problemOf3(group, { kind: "name", lost: [] });
    for (const { route } of checks) explained.add(route);
    for (const { cause } of checks) said3.add(cause.subject);
    for (const lost2 of lostMiddlewareChecks(snapshots))
      if (!said3.has(lost2.cause.subject)) yield middlewareProblem(lost2);
    for (const lost2 of lostOwnership(snapshots, explained)) yield ownershipProblem(lost2);
    for (const group of optionalSchemes(snapshots, explained)) yield schemeProblem(group);
  }
});
function weakened({ base, head }) {
  if (head.openDependencies) return void 0;
  if (base.protection.status === "unenforced" && head.protection.status !== "unknown") return lessDeclared(base, head);
  if (base.protection.status !== "protected" || head.protection.status !== "protected") return void 0;
  return weakeningOf(strengthOf(base), strengthOf(head));
}
function lessDeclared(base, head) {
  const weakening = weakeningOf(strengthOf(base), strengthOf(head));
  return weakening?.kind === "scopes" ? weakening : void 0;
}
function causeOf4(pair, weakening, snapshots) {
  if (weakening.kind === "scopes") {
    const cause = scopeCause(pair, weakening.lost, snapshots);
    if (cause !== void 0) return cause;
  }
  const guard = pair.base.protection.guards.find((one) => asksFor(one, weakening));
  if (guard === void 0) return void 0;
  if (guard.kind === "endpoint" && asksForPower(pair.head, snapshots.head)) return void 0;
  return guardCause(pair, guard, snapshots);
}
function asksFor(guard, { kind, lost: lost2 }) {
  if (kind === "name") return guardNamesPower(guard);
  return lost2.some((one) => (kind === "scopes" ? guard.scopes : guard.demands).includes(one));
}
function problemOf3({ cause, routes }, weakening) {
  const words = weakening.lost.map(worded).join(", ");
  const asked = { scopes: `for the scope ${words}`, demands: `for ${words}`, name: "for more than a login" }[weakening.kind];
  const subject = countOf(routes) === 1 ? `${listed2(routes)} does not ask ${asked} any more` : `${countOf(routes)} routes do not ask ${asked} any more: ${listed2(routes)}`;
  return {
    ...placeOf3(cause),
    message: `${sentence(cause.what, subject)}. Ask for it again, or say in the pull request why everyone who is signed in may do this.`,
    related: relatedRoutes(routes, (title2) => `\`${title2}\` asks for less now`),
    absorbs: absorbed(EXPLAINED, routes, [cause.subject]),
    ...weakening.kind === "name" ? { confidence: "medium" } : {}
  };
}
function worded(demand) {
  return demand.split("|").map((one) => `\`${one}\``).join(" or ");
}
function middlewareProblem({ cause, app }) {
  return {
    ...placeOf3(cause),
    message: `${sentence(cause.what, `\`${objectTitle(app.name)}\` lets requests through that this middleware refused`)}. Refuse them again, or say in the pull request what does so now.`,
    related: [{ at: app.site, message: "the application that it stands in front of" }],
    absorbs: UNREADABLE.map((ruleId) => ({ ruleId, subject: "*" })),
    confidence: "medium"
  };
}
function ownershipProblem({ cause, route }) {
  return {
    ...placeOf3(cause),
    message: `${sentence(cause.what, `${listed2([route])} gives everyone who is signed in the objects of others`)}. Put the owner back into the lookup, or compare it afterwards.`,
    related: relatedRoutes([route], (title2) => `\`${title2}\` no longer looks at the owner`),
    absorbs: absorbed(EXPLAINED, [route], [cause.subject]),
    confidence: "medium"
  };
}
function schemeProblem({ cause, routes }) {
  return {
    ...placeOf3(cause),
    message: `${sentence(cause.what, `a request without a credential reaches the code behind it on ${listed2(routes)}`)}. Keep \`auto_error\` on, or answer 401 where the value is \`None\`.`,
    related: relatedRoutes(routes, (title2) => `\`${title2}\` depends on it`),
    absorbs: absorbed(EXPLAINED, routes, [cause.subject]),
    confidence: "medium"
  };
}
function placeOf3({
  at,
  side,
  counterparts,
  subject
}) {
  return { at, side, counterparts, subject };
}
function sentence(what, so) {
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${so}`;
}

// src/fastapi/questions/auth-broken.ts
var brokenDependencies = remembered((facts) => [
  ...facts.calls("fastapi.Depends", "fastapi.Security").flatMap((call) => calledInside(facts, call) ?? []),
  ...facts.codes.flatMap(
    (code) => code.calls.flatMap((call) => TAKES_LIST.test(lastName(call.callee)) ? bareItems(facts, call) : [])
  )
]);
var TAKES_LIST = /^(FastAPI|APIRouter|include_router|get|post|put|patch|delete|head|options|trace|api_route|add_api_route|websocket|add_api_websocket_route)$/;
function calledInside(facts, call) {
  const inner = call.argumentNode("dependency", 0);
  if (inner?.kind !== "call") return void 0;
  const made = callAt(call.code, inner);
  const target = made?.target;
  const code = target === void 0 ? void 0 : facts.codeOf(target);
  if (target === void 0 || code === void 0 || made?.awaited === true || !givesNoCallable(facts, target, code))
    return void 0;
  return { how: "called", call, expr: inner, target };
}
function givesNoCallable(facts, target, code) {
  const def = target.def;
  if (def.kind !== "function") return false;
  if (def.async || nodesIn(def.body).some((node) => node.kind === "yield")) return true;
  const returned2 = returnsIn(code).flatMap(({ value }) => value === void 0 ? [] : [value]);
  if (isAbstract2(def) || returned2.some((expr) => canBeCalled(facts, code, expr))) return false;
  return def.params.some(
    ({ default: own }) => own?.kind === "call" && own.func.kind === "name" && /^(Depends|Security|Header|Cookie|Query)$/.test(own.func.id)
  ) || returned2.every((expr) => isPlain2(code, expr));
}
function isAbstract2(def) {
  return def.decorators.some(({ expression }) => /abstract/.test(dottedName(expression) ?? "")) || def.body.every(
    (one) => one.kind === "pass" || one.kind === "raise" || one.kind === "expr" && (one.value.kind === "ellipsis" || one.value.kind === "string")
  );
}
function canBeCalled(facts, code, expr) {
  const value = code.valueOf(expr);
  if (value.kind === "instance") return facts.methodOf(value.class, "__call__") !== void 0;
  return ["function", "class", "partial", "bound-method", "external", "external-call"].includes(value.kind) || expr.kind === "lambda";
}
function isPlain2(code, expr) {
  return ["string", "number", "bool", "none", "dict", "list", "tuple", "set"].includes(code.valueOf(expr).kind);
}
function bareItems(facts, call) {
  const list = call.argumentNode("dependencies");
  if (list?.kind === "call" && isMarker(call, list)) return [{ how: "unlisted", call, expr: list }];
  if (list?.kind !== "list" && list?.kind !== "tuple") return [];
  return list.items.flatMap((item) => {
    if (item.kind !== "name" && item.kind !== "attribute") return [];
    const value = call.code.valueOf(item);
    const callable = value.kind === "function" || value.kind === "class" || value.kind === "instance" && facts.methodOf(value.class, "__call__") !== void 0;
    return callable ? [{ how: "bare", call, expr: item, what: value.kind === "function" ? "function" : "object" }] : [];
  });
}
function isMarker(call, expr) {
  const value = call.code.valueOf(expr);
  return value.kind === "external-call" && (value.callee === "fastapi.Depends" || value.callee === "fastapi.Security");
}

// src/fastapi/questions/auth-edits.ts
function importName(module, from, name) {
  const lists = module.body.flatMap(
    (statement) => statement.kind === "import-from" && statement.level === 0 && statement.module === from && statement.names !== "*" ? [statement.names] : []
  );
  const known = lists.flat().find((one) => one.name === name);
  if (known !== void 0) return { as: known.as ?? name, edits: [] };
  const whole = module.body.flatMap((statement) => statement.kind === "import" ? statement.names : []).find((one) => one.name === from);
  if (whole !== void 0) return { as: `${whole.as ?? from}.${name}`, edits: [] };
  const last = lists[0]?.at(-1);
  if (last !== void 0) {
    const at = siteOf(module, last);
    return { as: name, edits: [{ at, replacement: `${module.text.slice(last.start, last.end)}, ${name}` }] };
  }
  const edits = importLine(module, `from ${from} import ${name}`, name);
  return edits === void 0 ? void 0 : { as: name, edits };
}
function importModule(module, name) {
  for (const statement of module.body) {
    if (statement.kind === "import" && statement.names.some((one) => one.name === name && one.as === void 0))
      return { edits: [] };
  }
  const edits = importLine(module, `import ${name}`, name);
  return edits === void 0 ? void 0 : { edits };
}
function importLine(module, line, name) {
  const first = module.body.find(
    (statement) => statement.kind === "import" || statement.kind === "import-from" && statement.module !== "__future__"
  );
  if (first === void 0 || bindsAtTop(module, name)) return void 0;
  const replacement = `${line}${endOfLine(module)}${module.text.slice(first.start, first.end)}`;
  return [{ at: siteOf(module, first), replacement }];
}
function bindsAtTop(module, name) {
  return module.body.some((statement) => {
    if (statement.kind === "function" || statement.kind === "class") return statement.name === name;
    if (statement.kind === "import-from")
      return statement.names !== "*" && statement.names.some((one) => (one.as ?? one.name) === name);
    return statement.kind === "assign" && statement.targets.some((target) => target.kind === "name" && target.id === name);
  });
}
function endOfLine(module) {
  return module.text.includes("\r\n") ? "\r\n" : "\n";
}
function wrapInDepends(module, expr) {
  const depends = importName(module, "fastapi", "Depends");
  if (depends === void 0) return void 0;
  return [...depends.edits, { at: siteOf(module, expr), replacement: `${depends.as}(${textOf(module, expr)})` }];
}

// src/rules/broken-dependency.ts
var broken_dependency_default = defineRule({
  id: "broken-dependency",
  summary: "A dependency is called where it should be named, or named without Depends in a list",
  category: "authentication",
  severity: "low",
  confidence: "high",
  cwe: [691],
  owasp: ["API2"],
  seeds: ["S1"],
  docs: {
    why: "`Depends(get_user())` calls the function once, while the module loads, and depends on its result; `dependencies=[get_user]` puts a bare function where FastAPI expects a `Depends`. Neither application starts. It is a bug rather than a hole, until somebody mends it by taking the guard out.",
    fix: "Write `Depends(get_user)`, without the parentheses.",
    bad: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


async def get_user(x_token: str = Header(default="")):
    if x_token != "t-1":
        raise HTTPException(status_code=401)
    return "ada"


@app.get("/reports")
def list_reports(user: str = Depends(get_user())):
    return ["first", "second"]
`,
    good: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


async def get_user(x_token: str = Header(default="")):
    if x_token != "t-1":
        raise HTTPException(status_code=401)
    return "ada"


@app.get("/reports")
def list_reports(user: str = Depends(get_user)):
    return ["first", "second"]
`,
    references: ["https://fastapi.tiangolo.com/tutorial/dependencies/"],
    limits: 'Factories that return a callable (`Depends(require("admin"))`) are right, and silent; so is every call whose result cannot be told.'
  },
  *check(facts) {
    for (const broken of brokenDependencies(facts)) yield problemOf4(broken);
  }
});
function problemOf4(broken) {
  if (broken.how === "called") return calledInside2(broken);
  return broken.how === "bare" ? bareItem(broken) : unlisted(broken);
}
function calledInside2({ call, expr, target }) {
  const name = textOf(call.code.module, expr.func);
  const at = siteIn(call.code, expr);
  return {
    at,
    subject: `dependency ${target.moduleName}:${target.qualname} called in ${call.code.name}`,
    message: `\`${textOf(call.code.module, call.node.func)}(${name}())\` depends on the result of one call, which is no callable: the application does not start. Write \`Depends(${name})\`.`,
    related: [{ at: target.site, message: `\`${name}\` is itself the dependency` }],
    ...expr.args.length === 0 ? { fix: { title: "Name the dependency without calling it", edits: [{ at, replacement: name }] } } : {}
  };
}
function bareItem({ call, expr, what }) {
  const name = textOf(call.code.module, expr);
  const edits = wrapInDepends(call.code.module, expr);
  return {
    at: siteIn(call.code, expr),
    subject: `dependency ${name} bare in ${call.code.name}`,
    message: `\`dependencies=[${name}]\` holds the bare ${what}: the application does not start. Write \`Depends(${name})\`.`,
    ...edits === void 0 ? {} : { fix: { title: "Wrap the dependency in Depends", edits } }
  };
}
function unlisted({ call, expr }) {
  const text = textOf(call.code.module, expr);
  const at = siteIn(call.code, expr);
  return {
    at,
    subject: `dependency ${text} outside a list in ${call.code.name}`,
    message: `\`dependencies=${text}\` is one dependency where FastAPI wants a list: the application does not start. Write \`dependencies=[${text}]\`.`,
    fix: { title: "Put the dependency into a list", edits: [{ at, replacement: `[${text}]` }] }
  };
}

// src/fastapi/questions/http-values.ts
function standing(value) {
  const all = alternativesOf(value).map((one) => ({ value: one.value, stage: stageOf(one.condition) }));
  const rest = all.some(({ stage }) => stage === "production") ? "development" : all.some(({ stage }) => stage === "other") ? "unset" : "always";
  return all.map((one) => one.stage === "always" ? { ...one, stage: rest } : one);
}
function literalsOf2(value) {
  if (value === void 0) return [];
  return standing(value).filter(({ stage }) => isInForce(stage)).flatMap(({ value: one, stage }) => textsIn2(one, stage));
}
function textsIn2(value, stage) {
  if (value.kind === "string") return [{ text: value.value, site: value.site, stage, inList: false }];
  if (value.kind !== "list" && value.kind !== "tuple" && value.kind !== "set") return [];
  return value.items.flatMap(
    (item) => standing(item).flatMap((inner) => {
      if (!isInForce(inner.stage) || inner.value.kind !== "string") return [];
      return [{ text: inner.value.value, site: inner.value.site, stage: weaker(stage, inner.stage), inList: true }];
    })
  );
}
function weaker(a, b) {
  return a === "always" ? b : a;
}
function isOn(value) {
  if (value === void 0) return void 0;
  const truths = standing(value).filter(({ stage }) => stage !== "development").map((one) => isInForce(one.stage) ? truthOf(one.value) : void 0);
  if (truths.includes(true)) return true;
  return truths.length > 0 && truths.every((truth2) => truth2 === false) ? false : void 0;
}
function stageWhenOn(value) {
  const stages = standing(value).flatMap(
    (one) => isInForce(one.stage) && truthOf(one.value) === true ? [one.stage] : []
  );
  return ["always", "production", "unset"].find((stage) => stages.includes(stage));
}
function passed(args, name, position) {
  return argumentOf(args, name, position) ?? (args.open ? "hidden" : void 0);
}
function argumentPlace(use, name) {
  return use.args.keywordSites.get(name) ?? use.site;
}

// src/fastapi/questions/http-cors.ts
var CORS = "starlette.middleware.cors.CORSMiddleware";
var POSITIONS = {
  allow_origins: 0,
  allow_methods: 1,
  allow_headers: 2,
  allow_credentials: 3,
  allow_origin_regex: 4
};
function corsUses(facts) {
  return middlewareNamed(facts, CORS).map((found2) => {
    const credentials = passed(found2.use.args, "allow_credentials", POSITIONS.allow_credentials);
    return {
      ...found2,
      origins: literalsOf2(corsArgument(found2, "allow_origins")),
      regexes: literalsOf2(corsArgument(found2, "allow_origin_regex")),
      credentials: credentials === "hidden" ? void 0 : credentials === void 0 ? false : isOn(credentials)
    };
  });
}
function corsArgument({ use }, name) {
  const value = passed(use.args, name, POSITIONS[name]);
  return value === "hidden" ? void 0 : value;
}
function corsPlace({ use }, name) {
  return argumentPlace(use, name);
}
function wildcardIn(literals2) {
  const every = literals2.filter(({ text, inList }) => inList ? text === "*" : text.includes("*"));
  return every.find(({ stage }) => stage !== "unset") ?? every[0];
}
function hasAuthentication(facts, app) {
  return facts.application.routes.some(
    (route) => (route.app === app || route.outerApps.includes(app)) && (route.protection.status === "protected" || route.protection.status === "unenforced")
  );
}

// src/fastapi/questions/http-origins.ts
var STRANGERS = ["https://evil.example", "https://attacker.test", "null", "https://a.b.c.d.evil-site.net:8443"];
function strangerFor(pattern2) {
  const matches = pythonPattern(pattern2, "fullmatch");
  if (matches === void 0) return void 0;
  const everything = STRANGERS.filter((origin) => origin !== "null").find(matches);
  if (everything !== void 0) return { origin: everything, why: "everything" };
  for (const { origin, why } of lookalikes(pattern2)) if (matches(origin)) return { origin, why };
  return void 0;
}
function lookalikes(pattern2) {
  return samples(pattern2).flatMap((sample) => {
    const host = sample.replace(/^https?:\/\//, "").replace(/:\d+$/, "");
    const labels = host.split(".");
    const domain = labels.slice(-2).join(".");
    if (labels.length < 2 || /^(localhost|127\.|0\.0\.0\.0|192\.168\.|10\.|\[::1\])/.test(host)) return [];
    const dotted = labels.map((_, at) => `https://${labels.slice(0, at).join(".")}${at > 0 ? "x" : ""}${labels.slice(at).join(".")}`).slice(1);
    return [
      { origin: `https://evil${domain}`, why: "suffix" },
      { origin: `https://a.evil${domain}`, why: "suffix" },
      { origin: `https://${host}.evil.example`, why: "suffix" },
      ...dotted.map((origin) => ({ origin, why: "dot" })),
      { origin: `http://${host}`, why: "plain" }
    ];
  });
}
function samples(pattern2) {
  const text = pattern2.replace(/^\(\?\w+\)/, "").replace(/^\^|\$$/g, "").replace(/\\A|\\Z/g, "").replace(/\(\?:/g, "(").replace(/\(\?P<\w+>/g, "(");
  const branches = /^\((.*)\)$/.test(text) && !text.slice(1, -1).includes("(") ? text.slice(1, -1).split("|") : text.includes("(") ? [text] : text.split("|");
  return branches.flatMap((branch) => expand(branch)).map(
    (branch) => branch.replace(/https\?/g, "https").replace(/\(?:\\d\+\)?\??/g, "").replace(/(\[[^[\]]*\]|\\w|\\d|\.)(\+|\*|\{[^{}]*\})\??/g, "a").replace(/\\([./-])/g, "$1").replace(/[()?^$\\]/g, "")
  );
}
function expand(branch) {
  const group = [...branch.matchAll(/\(([^()]*)\)\??/g)].find(([, inner2]) => inner2?.includes("|"));
  const [whole, inner] = group ?? [];
  if (whole === void 0 || inner === void 0) return [branch.replace(/\(([^()]*)\)\?/g, "$1")];
  return inner.split("|").slice(0, 6).flatMap((option) => expand(branch.replace(whole, option)));
}
function originFault(origin, credentials) {
  if (origin === "null") return "null";
  if (origin !== "*" && origin.includes("*")) return "pattern";
  const host = /^https?:\/\/(\[[^\]]+\]|[^/:]+)/.exec(origin)?.[1];
  if (host === void 0) return void 0;
  if (isLoopback(host)) return credentials ? "loopback" : void 0;
  if (!origin.startsWith("http://") || isLocalName(host)) return void 0;
  return PRIVATE.test(host) ? "private" : "plain";
}
function isLoopback(host) {
  return /^(localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1\])$/i.test(host) || /\.localhost$/i.test(host);
}
var PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;
function isLocalName(host) {
  return !host.includes(".") || /\.(local|internal|lan|test|docker)$/i.test(host);
}

// src/rules/cors-insecure-origin.ts
var cors_insecure_origin_default = defineRule({
  id: "cors-insecure-origin",
  summary: "An allowed origin can be taken by somebody else, or allows nobody",
  category: "cors",
  severity: "medium",
  confidence: "high",
  cwe: [942],
  owasp: ["API8"],
  seeds: ["S1"],
  docs: {
    why: "Any sandboxed frame or local file has the origin `null`. A page over `http://` can be replaced on the way. Next to credentials `http://localhost:3000` lets whatever runs on a user's machine act for the user. `https://*.example.com` is compared as it stands: Starlette has no wildcards in the list, so it allows nobody. `allow_private_network=True` lets public pages reach into private networks.",
    fix: "List `https://` origins of your own; keep loopback origins to development; use `allow_origin_regex` with escaped dots for subdomains.",
    bad: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=[
        "https://app.example.com",
        "http://shop.example.com",
    ],
)
`,
    good: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com", "https://shop.example.com"])
`,
    references: ["https://fastapi.tiangolo.com/tutorial/cors/", "https://portswigger.net/web-security/cors"],
    limits: "Origins on a development branch, and the defaults of settings and environment variables that name loopback only, are left alone. Names without a dot and such as `.local` or `.internal` may be plain HTTP; private addresses are reported as low. One finding per list and kind."
  },
  *check(facts) {
    for (const cors of corsUses(facts)) {
      const { credentials } = cors;
      const faults = wildcardIn(cors.origins) === void 0 ? cors.origins.flatMap((origin) => faultOf(origin, credentials === true)) : [];
      for (const [kind, first] of new Map(faults.toReversed().map((fault) => [fault.kind, fault.origin]))) {
        yield problemOf5(
          cors,
          kind,
          first,
          faults.filter((fault) => fault.kind === kind).map(({ origin }) => origin)
        );
      }
      const network = cors.use.args.keywords.get("allow_private_network");
      if (network !== void 0 && stageWhenOn(network) !== void 0) {
        const at = cors.use.args.keywordSites.get("allow_private_network") ?? cors.use.site;
        const closed = stageWhenOn(network) === "always" ? switchedOff(sourceAt(facts, at)) : void 0;
        yield {
          at,
          subject: `${middlewareSubject(cors)} allow_private_network`,
          message: `\`allow_private_network=True\` lets public pages reach ${appTitle(cors.app)} inside a private network. Leave it out.`,
          ...closed === void 0 ? {} : { fix: { title: "Keep private networks private", edits: [{ at, replacement: closed }] } }
        };
      }
    }
  }
});
function faultOf(origin, credentials) {
  const kind = originFault(origin.text, credentials);
  if (kind === void 0 || kind === "loopback" && origin.stage === "unset") return [];
  return [{ kind, origin }];
}
var WHY = {
  null: "is the origin of every sandboxed frame and local file",
  plain: "is plain HTTP, and a page over HTTP can be replaced on the way",
  private: "is plain HTTP on a private address, where whoever shares the network can answer for it",
  loopback: "next to credentials lets whatever runs on a user's machine act for the user",
  pattern: "is compared as it stands: Starlette knows no wildcards in the list, so it allows nobody"
};
var ADVICE = {
  null: "Leave it out.",
  plain: "Use `https://`.",
  private: "Use `https://`, or keep it to development.",
  loopback: "Keep it to development.",
  pattern: "Use `allow_origin_regex` with escaped dots."
};
function problemOf5(cors, kind, first, all) {
  const argument = corsPlace(cors, "allow_origins");
  return {
    at: first.site.path === "" ? argument : first.site,
    subject: `${middlewareSubject(cors)} origin ${first.text}`,
    message: `\`${first.text}\` among the allowed origins of ${appTitle(cors.app)} ${WHY[kind]}${all.length > 1 ? ` (${all.map(({ text }) => `\`${text}\``).join(", ")})` : ""}. ${ADVICE[kind]}`,
    related: [
      { at: argument, message: "allowed here" },
      ...all.filter((origin) => origin !== first).map(({ site }) => ({ at: site, message: "the same" }))
    ],
    ...kind !== "null" && kind !== "plain" ? { severity: "low", confidence: "medium" } : {}
  };
}

// src/fastapi/questions/auth-middleware.ts
function bodiesOf3(facts, use) {
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
function turnsAway2(code) {
  if (refusalsIn(code).length > 0) return true;
  return code.calls.some((call) => {
    if (!/Response$/.test(lastName(call.callee))) return false;
    const status = statusOf(call.argument("status_code", 1));
    return status === 401 || status === 403;
  });
}
function exemptionsIn(code) {
  const paths = pathNames2(code);
  const found2 = nodesIn(code.body).filter((node) => node.kind === "if").flatMap((node) => testsThatExempt(code, node).flatMap((test) => partsOf2(code, test, paths)));
  return found2.filter(
    (one, index) => found2.findIndex(({ how, text }) => how === one.how && text === one.text) === index
  );
}
function guardedTests(code) {
  return nodesIn(code.body).flatMap(
    (node) => node.kind === "if" && turns(code, node.body) && !letsThrough(node.body) && negatedParts(node.test).length === 0 ? [node.test] : []
  );
}
function testsThatExempt(code, node) {
  if (letsThrough(node.body) && !turns(code, node.body)) return [node.test];
  if (turns(code, node.body) || checksCredential(node.body)) return negatedParts(node.test);
  return [];
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
    const call = node.kind === "call" ? code.calls.find((one) => one.node === node) : void 0;
    const status = call === void 0 || !/Response$/.test(lastName(call.callee)) ? void 0 : statusOf(call.argument("status_code", 1));
    return status === 401 || status === 403;
  });
}
function checksCredential(body) {
  return nodesIn(body).some(
    (node) => node.kind === "string" && /^(authorization|x-api-key|x-token)$/i.test(node.value)
  );
}
function pathNames2(code) {
  const names2 = /* @__PURE__ */ new Set();
  for (const node of nodesIn(code.body)) {
    if (node.kind !== "assign" || node.value === void 0 || !isPath2(node.value, names2)) continue;
    for (const target of node.targets) if (target.kind === "name") names2.add(target.id);
  }
  return names2;
}
function isPath2(expr, names2) {
  if (expr.kind === "name") return names2.has(expr.id);
  if (expr.kind === "attribute")
    return expr.attr === "path" && expr.value.kind === "attribute" && expr.value.attr === "url";
  if (expr.kind === "subscript") return expr.index[0]?.kind === "string" && expr.index[0].value === "path";
  if (expr.kind !== "call" || expr.func.kind !== "attribute")
    return expr.kind === "call" && expr.func.kind === "name" && expr.func.id === "str" && expr.args[0]?.value.kind === "attribute" && expr.args[0].value.attr === "url";
  if (/^(lower|strip|rstrip|lstrip)$/.test(expr.func.attr)) return isPath2(expr.func.value, names2);
  return expr.func.attr === "get" && expr.args[0]?.value.kind === "string" && expr.args[0].value.value === "path";
}
function readsUrlPath(code) {
  return nodesIn(code.body).find(
    (node) => node.kind === "attribute" && node.attr === "path" && node.value.kind === "attribute" && node.value.attr === "url"
  );
}
function partsOf2(code, test, paths) {
  return nodesIn(test).flatMap((node) => {
    if (node.kind === "compare") return substring(code, node, paths);
    if (node.kind === "name") return boundTo(code, node.id).flatMap((value) => partsOf2(code, value, paths));
    return node.kind === "call" ? [...prefix(code, node, paths, test), ...pattern(code, node, paths)] : [];
  });
}
function boundTo(code, name) {
  const values = nodesIn(code.body).flatMap(
    (node) => node.kind === "assign" && node.targets.some((target) => target.kind === "name" && target.id === name) ? node.value ?? [] : []
  );
  return values.filter((value) => !mentions(value, /* @__PURE__ */ new Set([name])));
}
function pattern(code, node, paths) {
  if (node.func.kind !== "attribute" || !/^(search|match)$/.test(node.func.attr)) return [];
  const compiled = code.valueOf(node.func.value);
  const own = compiled.kind === "external-call" && compiled.callee === "re.compile";
  const [first, second] = node.args.map(({ value }) => value);
  const path = own ? first : second;
  const text = textOfValue(own ? compiled.args.positional[0] : first === void 0 ? void 0 : code.valueOf(first));
  if (path === void 0 || text === void 0 || !isPath2(path, paths)) return [];
  const begins = node.func.attr === "match" || /^(\^|\\A)/.test(text);
  const ends = /(\$|\\Z|\/)$/.test(text);
  return begins && ends ? [] : [{ node, how: "pattern", text }];
}
function substring(code, node, paths) {
  const [right2] = node.comparators;
  if (node.ops[0] !== "in" && node.ops[0] !== "not in" || right2 === void 0) return [];
  if (isPath2(right2, paths))
    return [
      { node, how: "substring", text: textOfValue(code.valueOf(node.left)) ?? loopText(code, node.left) ?? "a part" }
    ];
  if (!isPath2(node.left, paths)) return [];
  const value = code.valueOf(right2);
  return value.kind === "string" ? [{ node, how: "substring", text: value.value }] : [];
}
function prefix(code, node, paths, test) {
  if (node.func.kind !== "attribute" || !isPath2(node.func.value, paths)) return [];
  const argument = node.args[0]?.value;
  if (argument === void 0 || !/^(starts|ends)with$/.test(node.func.attr)) return [];
  const texts2 = prefixesOf(code, argument, test);
  if (node.func.attr === "endswith") return texts2[0] === void 0 ? [] : [{ node, how: "suffix", text: texts2[0] }];
  const loose = texts2.find((text) => text === "/" || text === "" || !text.endsWith("/"));
  return loose === void 0 ? [] : [{ node, how: "prefix", text: loose }];
}
function prefixesOf(code, argument, test) {
  const value = code.valueOf(argument);
  const own = textOfValue(value);
  if (own !== void 0) return [own];
  const several = stringsOf(value);
  if (several !== void 0) return several;
  for (const node of nodesIn(test)) {
    if (node.kind !== "comprehension") continue;
    for (const { target, iter } of node.generators) {
      if (target.kind === "name" && mentions(argument, /* @__PURE__ */ new Set([target.id])) && argument.kind === "name")
        return stringsOf(code.valueOf(iter)) ?? [];
    }
  }
  return [];
}
function loopText(code, expr) {
  return stringsOf(code.valueOf(expr))?.[0];
}

// src/rules/cors-middleware-order.ts
var cors_middleware_order_default = defineRule({
  id: "cors-middleware-order",
  summary: "Middleware outside CORS answers without CORS headers",
  category: "cors",
  severity: "medium",
  confidence: "high",
  cwe: [696],
  owasp: ["API8"],
  seeds: [],
  docs: {
    why: "The middleware added last is outermost. What stands outside `CORSMiddleware` sees the preflight first: authentication there answers it with 401 (measured; with CORS added last it is 200), so browsers refuse every call, and teams then open CORS or the guard to make it work. Error answers made there carry no CORS headers, so the front end cannot read them.",
    fix: "Add `CORSMiddleware` last (first in a `middleware=[...]` list).",
    bad: `from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"])


async def authenticate(request: Request, call_next):
    if request.headers.get("authorization") != "Bearer t-1":
        return JSONResponse({"detail": "no"}, status_code=401)
    return await call_next(request)


app.middleware("http")(authenticate)
`,
    good: `from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

app = FastAPI()


async def authenticate(request: Request, call_next):
    if request.headers.get("authorization") != "Bearer t-1":
        return JSONResponse({"detail": "no"}, status_code=401)
    return await call_next(request)


app.middleware("http")(authenticate)
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"])
`,
    references: ["https://fastapi.tiangolo.com/tutorial/middleware/", "https://fastapi.tiangolo.com/tutorial/cors/"],
    limits: "Reads own middleware, and slowapi's. Middleware that mentions `OPTIONS` is taken to let preflights pass. The host check, the HTTPS redirect and compression may stand outside."
  },
  *check(facts) {
    const seen = /* @__PURE__ */ new Set();
    for (const app of facts.application.allApps) {
      const uses = app.middleware.filter(takesEffect);
      const at = uses.findIndex((use) => use.name === CORS);
      const cors = uses[at];
      if (cors === void 0 || seen.has(keyOf(cors.site))) continue;
      seen.add(keyOf(cors.site));
      const problem = problemOf6(facts, app, cors, uses.slice(0, at));
      if (problem !== void 0) yield problem;
    }
  }
});
function problemOf6(facts, app, cors, outside2) {
  const guards = outside2.filter((use) => rejectsPreflight(facts, use));
  const others = outside2.filter((use) => !guards.includes(use) && answersErrors(facts, use));
  const [first] = guards.length > 0 ? guards : others;
  if (first === void 0) return void 0;
  const name = `\`${shortMiddleware(first)}\``;
  return {
    at: cors.site,
    subject: middlewareSubject({ app, use: cors }),
    message: guards.length > 0 ? `${name} stands outside \`CORSMiddleware\` on ${appTitle(app)} and refuses preflights, which carry no credential. Add \`CORSMiddleware\` after it.` : `Errors that ${name} answers carry no CORS headers: it stands outside \`CORSMiddleware\` on ${appTitle(app)}. Add \`CORSMiddleware\` after it.`,
    related: [...guards, ...others].map((use) => ({ at: use.site, message: `\`${shortMiddleware(use)}\` is outside` })),
    ...guards.length > 0 ? {} : { severity: "low", confidence: "medium" }
  };
}
function rejectsPreflight(facts, use) {
  const bodies = middlewareBodies(facts, use);
  if (!bodies.some((code) => turnsAway2(code) && readsCredential(code))) return false;
  return !knowsPreflights(bodies);
}
function readsCredential(code) {
  return expressionsIn([...code.body]).some((expr) => {
    const text = expr.kind === "string" || expr.kind === "bytes" ? expr.value : expr.kind === "name" ? expr.id : expr.kind === "attribute" ? expr.attr : "";
    return /authoriz|authent|token|api[-_]?key|cookie|session|jwt|bearer|credential/i.test(text);
  });
}
function knowsPreflights(bodies) {
  return bodies.some(
    (code) => expressionsIn([...code.body]).some((expr) => expr.kind === "string" && expr.value.toUpperCase() === "OPTIONS")
  );
}
function refusesInBackend(facts, use) {
  if (use.name !== "starlette.middleware.authentication.AuthenticationMiddleware") return false;
  const backend = argumentOf(use.args, "backend", 0);
  const method = backend?.kind === "instance" ? facts.methodOf(backend.class, "authenticate") : void 0;
  const code = method === void 0 ? void 0 : facts.codeOf(method);
  return code?.calls.some(({ callee }) => callee === "starlette.authentication.AuthenticationError") === true;
}
function answersErrors(facts, use) {
  if (/^slowapi\./.test(use.name) || refusesInBackend(facts, use)) return true;
  const bodies = middlewareBodies(facts, use);
  if (knowsPreflights(bodies)) return false;
  return bodies.some(
    (code) => code.calls.some((call) => {
      if (!/Response$/.test(lastName(call.callee))) return false;
      const status = statusOf(call.argument("status_code", 1));
      return status !== void 0 && status >= 400 && status !== 499;
    })
  );
}

// src/rules/cors-permissive-origin-regex.ts
var cors_permissive_origin_regex_default = defineRule({
  id: "cors-permissive-origin-regex",
  summary: "The pattern of allowed origins lets strangers in",
  category: "cors",
  severity: "high",
  confidence: "high",
  cwe: [942],
  owasp: ["API8"],
  seeds: ["S1"],
  docs: {
    why: "Starlette matches the whole origin against `allow_origin_regex` and echoes what matches. An unescaped dot stands for any character, and a `.*` before the domain for any text: `https://.*.example.com` also lets `https://evilexample.com` in (measured). A missing `^` or `$` alone is no hole.",
    fix: "Escape the dots and allow whole labels only: `https://([a-z0-9-]+\\\\.)?example\\\\.com`. Where the names are known, list them in `allow_origins`.",
    bad: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origin_regex="https://.*.example.com", allow_credentials=True)
`,
    good: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origin_regex=r"https://[a-z0-9-]+\\.example\\.com", allow_credentials=True)
`,
    references: ["https://fastapi.tiangolo.com/tutorial/cors/", "https://portswigger.net/web-security/cors"],
    limits: "The pattern is tried with origins made from its own text; one that Python alone understands is left alone. A pattern on a development branch is left alone."
  },
  *check(facts) {
    for (const cors of corsUses(facts)) {
      for (const { text, stage } of cors.regexes) {
        const stranger = strangerFor(text);
        if (stranger === void 0) continue;
        const plain3 = stranger.why === "plain";
        if (plain3 && cors.credentials !== true) continue;
        const advice4 = plain3 ? "Allow `https://` only." : stranger.why === "everything" ? "Name the origins." : "Escape the dots and allow whole labels only.";
        yield {
          at: corsPlace(cors, "allow_origin_regex"),
          subject: middlewareSubject(cors),
          message: `\`allow_origin_regex\` on ${appTitle(cors.app)} also matches \`${stranger.origin}\`${cors.credentials === true ? ", with credentials" : ""}. ${advice4}`,
          ...cors.credentials === true ? { related: [{ at: corsPlace(cors, "allow_credentials"), message: "credentials are allowed here" }] } : {},
          ...stage === "unset" ? { confidence: "medium" } : {},
          ...plain3 || cors.credentials !== true ? { severity: "medium" } : {}
        };
        break;
      }
    }
  }
});

// src/fastapi/questions/http-reflected.ts
function reflectionIn(facts, code) {
  const round = enclosing(facts, code);
  const origins = originNames(round);
  const [first] = writesIn(code, origins).filter((node) => !isForDevelopers2(code, node));
  return first === void 0 || round.some((one) => isChecked(one, origins)) ? void 0 : first;
}
function enclosing(facts, code) {
  const { def } = code;
  if (def === void 0) return [code];
  return facts.codes.filter(
    (one) => one === code || one.module === code.module && one.def !== void 0 && within(def, one.def)
  );
}
function isForDevelopers2(code, node) {
  return conditionsRound(code.module, siteIn(code, node)).some((condition) => stageOf(condition) === "development");
}
function writesIn(code, origins) {
  const isOrigin = (expr) => expr !== void 0 && carriesOrigin(expr, origins);
  return nodesIn(code.body).flatMap((node) => {
    switch (node.kind) {
      case "assign": {
        const [target] = node.targets;
        const writes = target?.kind === "subscript" && isHeader(target.index[0]) && isOrigin(node.value);
        return writes ? [node] : [];
      }
      case "dict":
        return node.entries.flatMap(({ key, value }) => isHeader(key) && isOrigin(value) ? [value] : []);
      case "tuple":
      case "list":
        return node.items.length === 2 && isHeader(node.items[0]) && isOrigin(node.items[1]) ? [node] : [];
      case "call":
        return node.func.kind === "attribute" && isHeader(node.args[0]?.value) && isOrigin(node.args[1]?.value) ? [node] : [];
      default:
        return [];
    }
  });
}
function isHeader(expr) {
  return textIs(expr, "access-control-allow-origin");
}
function textIs(expr, text) {
  return (expr?.kind === "string" || expr?.kind === "bytes") && expr.value.toLowerCase() === text;
}
function carriesOrigin(expr, names2) {
  const carries = (one) => one !== void 0 && carriesOrigin(one, names2);
  switch (expr.kind) {
    case "name":
      return names2.has(expr.id);
    case "conditional":
      return carries(expr.body) || carries(expr.orelse);
    case "boolop":
      return expr.values.some(carries);
    case "fstring":
      return expr.parts.some((part) => typeof part !== "string" && carries(part));
    case "subscript":
      return textIs(expr.index[0], "origin");
    case "await":
      return carries(expr.value);
    case "call":
      return isHeaderCall(expr) || passesOn2(expr, carries);
    default:
      return false;
  }
}
function isHeaderCall(expr) {
  return expr.func.kind === "attribute" && /^(get|getlist|get_all|pop)$/.test(expr.func.attr) && textIs(expr.args[0]?.value, "origin");
}
function passesOn2(expr, carries) {
  const [first] = expr.args;
  if (expr.func.kind === "attribute")
    return /^(decode|encode|strip|rstrip|lstrip|lower)$/.test(expr.func.attr) && carries(expr.func.value);
  if (expr.func.kind !== "name") return false;
  if (expr.func.id === "next") return first !== void 0 && picksOrigin(first.value);
  return /^(str|bytes)$/.test(expr.func.id) && carries(first?.value);
}
function picksOrigin(expr) {
  return nodesIn(expr).some(
    (node) => node.kind === "compare" && [node.left, ...node.comparators].some((side) => textIs(side, "origin"))
  );
}
function originNames(codes) {
  const names2 = /* @__PURE__ */ new Set();
  for (const code of codes)
    for (const param of code.def?.params ?? []) if (isHeaderParam(code, param)) names2.add(param.name);
  for (const code of [...codes].toSorted((a, b) => (a.def?.start ?? 0) - (b.def?.start ?? 0)))
    for (const node of nodesIn(code.body)) {
      if (node.kind === "walrus" && carriesOrigin(node.value, names2)) names2.add(node.target.id);
      if (node.kind !== "assign" || node.value === void 0 || !carriesOrigin(node.value, names2)) continue;
      for (const target of node.targets) if (target.kind === "name") names2.add(target.id);
    }
  return names2;
}
function isHeaderParam(code, { name, default: standard, annotation }) {
  if (name !== "origin") return false;
  const text = [standard, annotation].map((part) => part === void 0 ? "" : code.module.text.slice(part.start, part.end)).join(" ");
  return /\bHeader\s*\(/.test(text);
}
function isChecked(code, origins) {
  return nodesIn(code.body).some((node) => {
    const isAsked2 = (expr) => mentions(expr, origins) || readsOrigin(expr);
    if (node.kind === "compare")
      return !node.ops.every((op) => op === "is" || op === "is not") && [node.left, ...node.comparators].some(isAsked2);
    if (node.kind !== "if" && node.kind !== "conditional" && node.kind !== "while") return false;
    return nodesIn(node.test).some(
      (part) => part.kind === "call" && !readsOrigin(part) && (part.args.some(({ value }) => isAsked2(value)) || isAsked2(part.func))
    );
  });
}
function readsOrigin(expr) {
  let found2 = false;
  walk(expr, (node) => {
    if (node.kind === "subscript" && textIs(node.index[0], "origin") || node.kind === "call" && isHeaderCall(node))
      found2 = true;
    return !found2;
  });
  return found2;
}

// src/rules/cors-reflected-origin.ts
var cors_reflected_origin_default = defineRule({
  id: "cors-reflected-origin",
  summary: "The caller's origin is sent back as allowed",
  category: "cors",
  severity: "high",
  confidence: "high",
  cwe: [942],
  owasp: ["API8"],
  seeds: ["S1"],
  docs: {
    why: "Copying the `Origin` header into `Access-Control-Allow-Origin` allows every site by name, which, unlike `*`, browsers accept together with cookies. It is `*` with credentials, written by hand.",
    fix: "Use `CORSMiddleware` with a list of origins, or compare the origin with a fixed set before you send it back.",
    bad: `from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def cors(request: Request, call_next):
    response = await call_next(request)
    response.headers["Access-Control-Allow-Origin"] = request.headers.get("origin", "*")
    response.headers["Access-Control-Allow-Credentials"] = "true"
    return response
`,
    good: `from fastapi import FastAPI, Request

app = FastAPI()
TRUSTED = {"https://app.example.com"}


@app.middleware("http")
async def cors(request: Request, call_next):
    response = await call_next(request)
    origin = request.headers.get("origin")
    if origin in TRUSTED:
        response.headers["Access-Control-Allow-Origin"] = origin
    return response
`,
    references: [
      "https://portswigger.net/web-security/cors#server-generated-acao-header-from-client-specified-origin-header",
      "https://fastapi.tiangolo.com/tutorial/cors/"
    ],
    limits: "An origin that is compared with anything, or handed to a function that could check it, counts as checked. What is written for developers only is left alone."
  },
  *check(facts) {
    for (const code of facts.codes) {
      if (!/access-control-allow-origin/i.test(code.module.text)) continue;
      const found2 = reflectionIn(facts, code);
      if (found2 === void 0) continue;
      const credentials = /access-control-allow-credentials/i.test(
        code.module.text.slice(code.def?.start ?? 0, code.def?.end)
      );
      yield {
        at: siteIn(code, found2),
        subject: `function ${code.name} reflects Origin`,
        message: `\`${nameOf(code)}\` sends the caller's own \`Origin\` back as \`Access-Control-Allow-Origin\`${credentials ? ", with credentials" : ""}: every site is allowed. Compare it with a fixed set first, or use \`CORSMiddleware\`.`,
        ...credentials ? {} : { severity: "medium" }
      };
    }
  }
});

// src/rules/cors-wildcard-methods-headers.ts
var cors_wildcard_methods_headers_default = defineRule({
  id: "cors-wildcard-methods-headers",
  summary: "CORS allows every method or header with credentials",
  category: "cors",
  severity: "low",
  confidence: "medium",
  cwe: [942],
  owasp: ["API8"],
  seeds: ["S3"],
  docs: {
    why: "With `allow_credentials=True`, `*` in `allow_methods` lets an allowed origin send `DELETE` and whatever is added later, and `*` in `allow_headers` echoes each header that is asked for. A script injected into one allowed front end can then do everything the API can.",
    fix: 'Name the methods and headers that the front end uses: `allow_methods=["GET", "POST"]`, `allow_headers=["Authorization", "Content-Type"]`.',
    bad: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://app.example.com"],
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["Authorization"],
)
`,
    good: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://app.example.com"],
    allow_credentials=True,
    allow_methods=["GET", "POST"],
    allow_headers=["Authorization"],
)
`,
    references: [
      "https://fastapi.tiangolo.com/tutorial/cors/",
      "https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS"
    ],
    limits: "Methods and headers of one `CORSMiddleware` are one finding. Without credentials both are left alone, and so is a `*` on a development branch."
  },
  *check(facts) {
    for (const cors of corsUses(facts)) {
      if (cors.credentials !== true) continue;
      const wide = ["allow_methods", "allow_headers"].filter(
        (name) => wildcardIn(literalsOf2(corsArgument(cors, name))) !== void 0
      );
      const [first, second] = wide;
      if (first === void 0) continue;
      const names2 = wide.map((name) => `\`${name}\``).join(" and ");
      yield {
        at: corsPlace(cors, first),
        subject: middlewareSubject(cors),
        message: `${names2} of \`CORSMiddleware\` on ${appTitle(cors.app)} ${wide.length === 1 ? "is" : "are"} \`*\` while credentials are allowed. Name the ${wide.map((name) => name.slice("allow_".length)).join(" and ")} that the front end uses.`,
        related: [
          ...second === void 0 ? [] : [{ at: corsPlace(cors, second), message: "and this one" }],
          { at: corsPlace(cors, "allow_credentials"), message: "credentials are allowed here" }
        ]
      };
    }
  }
});

// src/rules/cors-wildcard-origin.ts
var cors_wildcard_origin_default = defineRule({
  id: "cors-wildcard-origin",
  summary: "CORS lets every origin read an application that has users",
  category: "cors",
  severity: "low",
  confidence: "medium",
  cwe: [942],
  owasp: ["API8"],
  seeds: ["S1", "S3"],
  docs: {
    why: "With `*` any page may send requests and read the answers. Cookies stay at home while `allow_credentials` is off, but a page that got hold of a token may use it from anywhere, and an application that trusts its network (a VPN, localhost) is open to every page its users visit.",
    fix: "List the origins of your own front ends in `allow_origins`. A public API without users may keep `*`.",
    bad: `from fastapi import Depends, FastAPI, HTTPException
from fastapi.middleware.cors import CORSMiddleware
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"])
scheme = OAuth2PasswordBearer(tokenUrl="token")


def get_user(token: str = Depends(scheme)) -> str:
    if token != "t-1":
        raise HTTPException(status_code=401)
    return token


@app.get("/orders")
def orders(user: str = Depends(get_user)):
    return []
`,
    good: `from fastapi import Depends, FastAPI, HTTPException
from fastapi.middleware.cors import CORSMiddleware
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"])
scheme = OAuth2PasswordBearer(tokenUrl="token")


def get_user(token: str = Depends(scheme)) -> str:
    if token != "t-1":
        raise HTTPException(status_code=401)
    return token


@app.get("/orders")
def orders(user: str = Depends(get_user)):
    return []
`,
    references: ["https://fastapi.tiangolo.com/tutorial/cors/", "https://cwe.mitre.org/data/definitions/942.html"],
    limits: "Only applications that have authentication; a `*` of a public API is legitimate. With credentials it is `cors-wildcard-with-credentials`. A `*` on a development branch is left alone."
  },
  *check(facts) {
    for (const cors of corsUses(facts)) {
      const wildcard = wildcardIn(cors.origins);
      if (wildcard === void 0 || cors.credentials !== false || !hasAuthentication(facts, cors.app)) continue;
      const falls = wildcard.stage === "unset" ? "falls back to `*`" : "is `*`";
      yield {
        at: corsPlace(cors, "allow_origins"),
        subject: middlewareSubject(cors),
        message: `\`allow_origins\` ${falls} on ${appTitle(cors.app)}, which has users: any page may call it and read the answers. List the origins of its front ends.`,
        related: [{ at: wildcard.site, message: "the `*` is written here" }],
        ...wildcard.stage === "unset" ? { confidence: "low" } : {}
      };
    }
  }
});

// src/rules/cors-wildcard-with-credentials.ts
var cors_wildcard_with_credentials_default = defineRule({
  id: "cors-wildcard-with-credentials",
  summary: "CORS lets every origin send credentials",
  category: "cors",
  severity: "high",
  confidence: "high",
  cwe: [942],
  owasp: ["API8"],
  seeds: ["S1", "S3"],
  docs: {
    why: "With `*` and `allow_credentials=True` Starlette does not send `*`: it sends back the origin that asked, with `Access-Control-Allow-Credentials: true` (measured, `null` included). Browsers accept that, so any site a signed-in user visits can call the API with the user's cookies and read the answer. Below Starlette 1.0 a plain answer says `*` unless the request carries a cookie; the preflight echoes the origin on every release.",
    fix: "List the origins of your own front ends in `allow_origins`, or leave `allow_credentials` off when the API uses bearer tokens only.",
    bad: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_credentials=True,
    allow_methods=["GET", "POST"],
)
`,
    good: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://app.example.com"],
    allow_credentials=True,
    allow_methods=["GET", "POST"],
)
`,
    references: [
      "https://fastapi.tiangolo.com/tutorial/cors/",
      "https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS#requests_with_credentials"
    ],
    limits: 'Reads constants, settings defaults, fallbacks of `os.getenv`, ternaries and `.split(",")`. A `*` on a development branch is left alone, and so is a list that comes from the environment without a fallback.'
  },
  *check(facts) {
    for (const cors of corsUses(facts)) {
      const wildcard = wildcardIn(cors.origins);
      if (wildcard === void 0 || cors.credentials !== true) continue;
      const at = corsPlace(cors, "allow_origins");
      yield {
        at,
        subject: middlewareSubject(cors),
        message: `${sentence2(wildcard)} on ${appTitle(cors.app)} while credentials are allowed: Starlette answers ${echo(facts.application.framework)}, so any site can read what a signed-in user can read. List the trusted origins.`,
        related: related(corsPlace(cors, "allow_credentials"), wildcard, at),
        confidence: wildcard.stage === "unset" ? "medium" : "high"
      };
    }
  }
});
function sentence2({ stage }) {
  if (stage === "unset") return "`allow_origins` falls back to `*`";
  return stage === "production" ? "`allow_origins` is `*` in production" : "`allow_origins` holds `*`";
}
function echo({ starlette }) {
  const isOld = starlette !== void 0 && /^0\./.test(starlette.version);
  return isOld ? "with the caller's own origin to every request that carries a cookie" : "with the caller's own origin";
}
function related(credentials, wildcard, at) {
  const elsewhere = wildcard.site.path !== at.path || wildcard.site.span.startLine !== at.span.startLine;
  return [
    { at: credentials, message: "credentials are allowed here" },
    ...elsewhere ? [{ at: wildcard.site, message: "the `*` is written here" }] : []
  ];
}

// src/rules/debug-enabled.ts
var debug_enabled_default = defineRule({
  id: "debug-enabled",
  summary: "Debug mode is on in the code that is served",
  category: "exposure",
  severity: "high",
  confidence: "high",
  cwe: [489],
  owasp: ["API8"],
  seeds: ["S3"],
  docs: {
    why: "With `debug=True` an unhandled error answers with the traceback, as HTML with source lines and local paths, and it overrides an own handler for `Exception` (measured; there is no console). `reload=True` makes the server watch and run whatever changes on disk, in one process.",
    fix: 'Leave `debug` off, or take it from a setting whose default is off; keep `reload=True` below `if __name__ == "__main__"`.',
    bad: `from fastapi import FastAPI

app = FastAPI(debug=True)
`,
    good: `import os

from fastapi import FastAPI

app = FastAPI(debug=os.getenv("DEBUG", "") == "1")
`,
    references: ["https://fastapi.tiangolo.com/reference/fastapi/", "https://www.starlette.io/applications/"],
    limits: 'A value from settings or the environment whose default is off is left alone, and so is what a condition keeps to development. `reload=True` is left alone below `if __name__ == "__main__"`, in functions called from there, and in functions and files named for development.'
  },
  *check(facts) {
    for (const app of facts.application.allApps) yield* ofApp(facts, app);
    for (const call of facts.calls("uvicorn.run")) yield* ofServer(facts, call);
  }
});
function* ofApp(facts, app) {
  const later = app.assigned.get("debug");
  const site = later?.site ?? app.args.keywordSites.get("debug") ?? app.site;
  const value = later?.value ?? app.args.keywords.get("debug");
  if (value === void 0 || isForDevelopers3(facts, site)) return;
  const stage = stageWhenOn(value);
  if (stage === void 0) return;
  const when = stage === "unset" ? " unless the setting says otherwise" : stage === "production" ? " in production" : "";
  yield {
    at: site,
    subject: `app ${app.name} debug`,
    message: `${capital(appTitle(app))} runs in debug mode${when}: every unhandled error answers with the traceback and source lines. Switch it off, or take it from a setting whose default is off.`,
    ...stage === "always" ? fixOf(facts, site, "Switch debug off") : { confidence: "medium" }
  };
}
function* ofServer(facts, call) {
  const value = call.argument("reload");
  const site = call.argumentSite("reload");
  if (value === void 0 || site === void 0 || stageWhenOn(value) === void 0) return;
  if (isForDevelopers3(facts, site) || isLauncher(facts, call)) return;
  yield {
    at: site,
    subject: `uvicorn.run reload in ${call.code.name}`,
    message: `\`uvicorn.run\` in \`${shown(call)}\` reloads whatever changes on disk, outside \`if __name__ == "__main__"\`. Leave \`reload\` off in what is served.`,
    severity: "medium",
    confidence: "medium",
    ...stageWhenOn(value) === "always" ? fixOf(facts, site, "Switch reload off") : {}
  };
}
var FOR_DEVELOPERS = /(^|[^a-z])(dev|develop|development|debug|local|test|example|demo|playground|scratch)([^a-z]|$)/i;
function isForDevelopers3(facts, site) {
  const module = facts.modules.find(({ path }) => path === site.path);
  if (module === void 0) return true;
  return conditionsRound(module, site).some(
    (condition) => /__name__/.test(condition) || ["development", "other"].includes(stageOf(condition))
  );
}
function isLauncher(facts, call) {
  if (FOR_DEVELOPERS.test(call.site.path) || FOR_DEVELOPERS.test(lastName(call.code.name))) return true;
  if (call.code.def === void 0) return false;
  const around = call.code.module.text.slice(call.code.def.start, call.code.def.signatureEnd);
  if (FOR_DEVELOPERS.test(`${around} ${call.code.def.docstring ?? ""}`)) return true;
  const name = call.code.def.name;
  return facts.modules.some(
    (module) => module.text.includes("__main__") && new RegExp(
      `__main__[^\\n]*\\n(?:[ \\t]+[^\\n]*\\n|\\n)*?[ \\t]+(?:asyncio\\.run\\()?(?:\\w+\\.)*${name}\\(`
    ).test(`${module.text}
`)
  );
}
function shown(call) {
  return call.code.def === void 0 ? call.site.path : lastName(call.code.name);
}
function fixOf(facts, site, title2) {
  const replacement = switchedOff(sourceAt(facts, site));
  return replacement === void 0 ? {} : { fix: { title: title2, edits: [{ at: site, replacement }] } };
}
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// src/rules/dependency-override-in-app.ts
var dependency_override_in_app_default = defineRule({
  id: "dependency-override-in-app",
  summary: "The application replaces one of its own dependencies",
  category: "input",
  severity: "high",
  confidence: "medium",
  cwe: [489],
  owasp: ["API2"],
  seeds: [],
  docs: {
    why: "`app.dependency_overrides` swaps a dependency at request time, for every route of the application (measured; only mounted applications keep theirs). It is made for tests: an override of a guard that is left in the application lets every caller in while each route still reads as protected.",
    fix: "Move the override into a test fixture, and clear it there afterwards. To choose an implementation by configuration, let the dependency itself read the configuration.",
    bad: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


def get_current_user(authorization: str = Header()) -> str:
    if authorization != "Bearer t-1":
        raise HTTPException(status_code=401)
    return "ada"


@app.get("/me")
def me(user: str = Depends(get_current_user)):
    return {"name": user}


app.dependency_overrides[get_current_user] = lambda: "developer"
`,
    good: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


def get_current_user(authorization: str = Header()) -> str:
    if authorization != "Bearer t-1":
        raise HTTPException(status_code=401)
    return "ada"


@app.get("/me")
def me(user: str = Depends(get_current_user)):
    return {"name": user}
`,
    references: [
      "https://fastapi.tiangolo.com/advanced/testing-dependencies/",
      "https://cwe.mitre.org/data/definitions/489.html"
    ],
    limits: "Tests are not read. An override of what is no guard is reported with low severity; filling in a stub that only raises `NotImplementedError` is a pattern of its own and left alone, and so is an override on a branch for development or tests."
  },
  *check(facts) {
    for (const code of facts.codes) {
      for (const { node, pairs } of overridesIn(code)) {
        const live = pairs.filter(({ key, by }) => !isStub(facts, code, key) || opensGuard(code, key, by));
        const [first, ...others] = live.map(({ key }) => key).toSorted((a, b) => weight(facts, code, b) - weight(facts, code, a));
        if (first === void 0 || isForTests(code, node)) continue;
        const guard = isGuard(facts, code, first);
        const more = others.length === 0 ? " is" : ` and ${String(others.length)} more are`;
        yield {
          at: siteIn(code, node),
          subject: `override of ${shownName(first)} in ${code.name}`,
          message: `\`${shownName(first)}\`${more} replaced in the application itself, for every route that uses it${guard ? ", so what it checks is never asked" : ""}. Move the override into a test fixture.`,
          ...guard ? {} : { severity: "low", confidence: "low" }
        };
      }
    }
  }
});
function weight(facts, code, key) {
  return isGuard(facts, code, key) ? 1 : 0;
}
function overridesIn(code) {
  const isAttribute = (expr) => expr?.kind === "attribute" && expr.attr === "dependency_overrides" && couldBeApp(code.valueOf(expr.value));
  const aliases = namesOf3(code, isAttribute);
  const isOverrides = (expr) => isAttribute(expr) || expr.kind === "name" && aliases.has(expr.id);
  return nodesIn(code.body).flatMap((node) => {
    if (node.kind === "assign") {
      return node.targets.flatMap((target) => {
        if (target.kind === "subscript" && isOverrides(target.value))
          return [{ node, pairs: target.index.map((key) => ({ key, by: node.value })) }];
        return isAttribute(target) ? [{ node, pairs: pairsOf(code, node.value) }] : [];
      });
    }
    if (node.kind !== "call" || node.func.kind !== "attribute" || !isOverrides(node.func.value)) return [];
    const [first, second] = node.args.map(({ value }) => value);
    if (node.func.attr === "setdefault")
      return first === void 0 ? [] : [{ node, pairs: [{ key: first, by: second }] }];
    return node.func.attr === "update" ? [{ node, pairs: pairsOf(code, first) }] : [];
  });
}
function namesOf3(code, matches) {
  return new Set(
    nodesIn(code.body).flatMap(
      (node) => node.kind === "assign" && matches(node.value) ? node.targets.flatMap((target) => target.kind === "name" ? [target.id] : []) : []
    )
  );
}
function couldBeApp(value) {
  return value.kind !== "instance" || value.class.bases.some((base) => base.kind !== "external" || base.name !== "builtins.object");
}
function pairsOf(code, value) {
  if (value?.kind === "dict")
    return value.entries.flatMap((entry) => entry.key === void 0 ? [] : [{ key: entry.key, by: entry.value }]);
  if (value?.kind !== "name") return [];
  const { id } = value;
  return nodesIn(code.body).flatMap(
    (node) => node.kind === "assign" && node.value?.kind === "dict" && node.targets.some((target) => target.kind === "name" && target.id === id) ? pairsOf(code, node.value) : []
  );
}
var CALLER = /* @__PURE__ */ new Set(["user", "principal", "verify", "auth"]);
function opensGuard(code, key, by) {
  if (by === void 0 || !(namesGuard(lastPart2(key)) || CALLER.has(wordsOf(lastPart2(key)).at(-1) ?? ""))) return false;
  if (by.kind === "lambda") return by.params.length === 0;
  const value = code.valueOf(by);
  return value.kind === "function" && value.def.params.length === 0;
}
function lastPart2(key) {
  return shownName(key).split(".").at(-1) ?? "";
}
function isForTests(code, node) {
  if (wordsOf(code.name).some(
    (word) => ["test", "tests", "testing", "fixture", "mock", "mocked", "fake", "client"].includes(word)
  ))
    return true;
  return nodesIn(code.body).some(
    (outer) => outer.kind === "if" && outer.body.some((one) => within(node, one)) && stageOf(textOf(code.module, outer.test)) === "development"
  );
}
function isGuard(facts, code, key) {
  if (namesGuard(lastPart2(key))) return true;
  const value = code.valueOf(key);
  const body = value.kind === "function" ? facts.codeOf(value) : void 0;
  return body !== void 0 && (enforcingNames(facts).has(body.name) || refuses(facts, body));
}
function isStub(facts, code, key) {
  const value = code.valueOf(key);
  if (value.kind === "class")
    return value.def.bases.some(({ value: base }) => /^(ABC|Protocol)$/.test(shownName(base).split(".").at(-1) ?? ""));
  const body = value.kind === "function" ? facts.codeOf(value) : void 0;
  if (body === void 0) return false;
  return body.body.every((statement) => {
    if (statement.kind === "pass") return true;
    if (statement.kind === "raise")
      return statement.exception !== void 0 && /NotImplemented/.test(textOf(body.module, statement.exception));
    return statement.kind === "expr" && ["string", "ellipsis"].includes(statement.value.kind);
  });
}

// src/fastapi/questions/http-errors.ts
var BROAD = /(^|\.)(Exception|BaseException|SQLAlchemyError|DBAPIError|IntegrityError|OperationalError|ProgrammingError|DatabaseError|InterfaceError|DataError|StatementError|OSError|IOError|RuntimeError|ConnectionError|PyMongoError|RedisError|ClientError|BotoCoreError|PostgresError|PsycopgError|SubprocessError|CalledProcessError|OpenAIError)$/;
var OF_A_DRIVER = /^(psycopg\w*|sqlite3|pymysql|MySQLdb|mysql|asyncpg|aiomysql|aiosqlite|oracledb|cx_Oracle|pyodbc|redis|pymongo|httpx|requests|aiohttp|urllib3|smtplib|botocore|boto3|openai|elasticsearch|kafka|aiokafka|pika)\.(\w+\.)*\w*(Error|Exception)$/;
function leaksIn(facts, code) {
  if (!/\bexcept\b|traceback|exc/i.test(code.module.text)) return [];
  const caught = [...caughtIn(code), ...handled2(facts, code)];
  return sinksIn(
    facts,
    code,
    caught.some(({ body }) => body.end === Number.MAX_SAFE_INTEGER)
  ).flatMap(({ expr, name }) => {
    const site = siteIn(code, expr);
    if (conditionsRound(code.module, site).some(
      (condition) => stageOf(condition) === "development" || /\bisinstance\(/.test(condition)
    ))
      return [];
    if (hasTraceback(code, expr)) return [{ site, code, what: "traceback", sink: name }];
    if (HTTP_EXCEPTION2.test(name) && mentions(expr, statementNames(code)))
      return [{ site, code, what: "sql", sink: name }];
    const from = caught.find((one) => one.broad && within(expr, one.body) && speaks(code, expr, one));
    return from === void 0 ? [] : [{ site, code, what: "exception", sink: name, caught: { site: from.site, name: from.name } }];
  });
}
function caughtIn(code) {
  return nodesIn(code.body).flatMap(
    (node) => node.kind === "try" ? node.handlers.flatMap((handler) => caughtBy(code, handler)) : []
  );
}
function caughtBy(code, handler) {
  if (handler.name === void 0) return [];
  const types = handler.type === void 0 ? [] : handler.type.kind === "tuple" ? handler.type.items : [handler.type];
  const broad = types.some((type) => isInternal(code, type));
  const first = handler.body[0];
  const last = handler.body.at(-1);
  if (first === void 0 || last === void 0) return [];
  return [
    {
      name: handler.name,
      site: siteOf(code.module, { start: handler.start, end: first.start }),
      body: { start: first.start, end: last.end },
      broad
    }
  ];
}
function isInternal(code, type) {
  const value = code.valueOf(type);
  if (value.kind === "class") return false;
  const written = dottedName(type) ?? "";
  return BROAD.test(written) || OF_A_DRIVER.test(value.kind === "external" ? value.name : written);
}
function handled2(facts, code) {
  const { def } = code;
  if (def === void 0) return [];
  const uses = facts.application.allApps.flatMap(({ exceptionHandlers }) => exceptionHandlers).filter(({ handler }) => handler.kind === "function" && handler.def === def);
  const param = def.params[1];
  if (param === void 0 || !uses.some(({ exception }) => BROAD.test(exception) || exception === "500")) return [];
  return [
    { name: param.name, site: siteIn(code, param), body: { start: 0, end: Number.MAX_SAFE_INTEGER }, broad: true }
  ];
}
function sinksIn(facts, code, isHandler) {
  const calls = code.calls.flatMap((call) => {
    const isException = HTTP_EXCEPTIONS.has(call.callee);
    if (!isException && !/^(starlette|fastapi)\.(\w+\.)*\w*Response$/.test(call.callee)) return [];
    const expr = isException ? call.argumentNode("detail", 1) : call.argumentNode("content", 0);
    return expr === void 0 ? [] : [{ expr, name: lastName(call.callee) }];
  });
  if (!isHandler && facts.routesOf(code).length === 0) return calls;
  const returns2 = nodesIn(code.body).flatMap((node) => {
    if (node.kind !== "return" || node.value === void 0 || node.value.kind === "call" || node.value.kind === "name")
      return [];
    return [{ expr: node.value, name: "return" }];
  });
  return [...calls, ...returns2];
}
function speaks(code, expr, caught) {
  if (says(code, expr, caught.name)) return true;
  const names2 = /* @__PURE__ */ new Set();
  for (const node of assignmentsIn(code, caught))
    if (node.value !== void 0 && says(code, node.value, caught.name) && !isForDevelopers4(code, node))
      for (const target of node.targets) {
        const holder = target.kind === "subscript" ? target.value : target;
        if (holder.kind === "name") names2.add(holder.id);
      }
  return servedNodes(code, expr).some((node) => node.kind === "name" && names2.has(node.id));
}
function isForDevelopers4(code, node) {
  return conditionsRound(code.module, siteIn(code, node)).some((condition) => stageOf(condition) === "development");
}
function servedNodes(code, expr) {
  const found2 = [];
  walk(expr, (node) => {
    if (node.kind !== "conditional") {
      found2.push(node);
      return true;
    }
    const test = textOf(code.module, node.test);
    if (stageOf(test) !== "development") found2.push(...servedNodes(code, node.body));
    if (stageOf(`not (${test})`) !== "development") found2.push(...servedNodes(code, node.orelse));
    return false;
  });
  return found2;
}
function assignmentsIn(code, caught) {
  return nodesIn(code.body).filter(
    (node) => node.kind === "assign" && within(node, caught.body)
  );
}
function says(code, expr, name) {
  const isIt = (one) => one?.kind === "name" && one.id === name;
  return isIt(expr) || servedNodes(code, expr).some((node) => isExpr(node) && saysIt(node, isIt));
}
function saysIt(node, isIt) {
  switch (node.kind) {
    case "call":
      if (node.func.kind === "name") return /^(str|repr|format|ascii)$/.test(node.func.id) && isIt(node.args[0]?.value);
      return node.func.kind === "attribute" && node.func.attr === "format" && node.args.some(({ value }) => isIt(value));
    case "fstring":
      return node.parts.some((part) => typeof part !== "string" && isIt(part));
    case "binary":
      return node.op === "%" && (isIt(node.right) || node.right.kind === "tuple" && node.right.items.some(isIt));
    case "attribute":
      return /^(args|orig|statement|params|stderr|__traceback__)$/.test(node.attr) && isIt(node.value);
    default:
      return false;
  }
}
var HTTP_EXCEPTION2 = /HTTPException$/;
var STATEMENT = /^\s*(SELECT\s|INSERT\s+INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s)/i;
function statementNames(code) {
  return new Set(
    nodesIn(code.body).flatMap(
      (node) => node.kind === "assign" && node.value !== void 0 && STATEMENT.test(firstText(node.value)) ? node.targets.flatMap((target) => target.kind === "name" ? [target.id] : []) : []
    )
  );
}
function firstText(expr) {
  if (expr.kind === "string") return expr.value;
  const [first] = expr.kind === "fstring" ? expr.parts : [];
  return typeof first === "string" ? first : "";
}
function hasTraceback(code, expr) {
  return servedNodes(code, expr).some(
    (node) => isExpr(node) && (isTraceback(code, node) || node.kind === "name" && tracebackNames(code).has(node.id))
  );
}
function isTraceback(code, node) {
  if (node.kind !== "call") return false;
  const written = textOf(code.module, node.func);
  return /(^|\.)(format_exc|format_exception|format_tb|format_stack)$/.test(written) && code.valueOf(node.func).kind !== "function";
}
function tracebackNames(code) {
  return new Set(
    nodesIn(code.body).flatMap(
      (node) => node.kind === "assign" && node.value !== void 0 && holdsTraceback(code, node.value) ? node.targets.flatMap((target) => target.kind === "name" ? [target.id] : []) : []
    )
  );
}
function holdsTraceback(code, expr) {
  return servedNodes(code, expr).some((node) => isExpr(node) && isTraceback(code, node));
}

// src/rules/error-detail-leak.ts
var error_detail_leak_default = defineRule({
  id: "error-detail-leak",
  summary: "The text of an internal error is sent to the caller",
  category: "exposure",
  severity: "medium",
  confidence: "medium",
  cwe: [209],
  owasp: ["API8"],
  seeds: ["S3"],
  docs: {
    why: "The text of an unexpected exception holds what was never meant for callers: SQL with its values, host names, file paths, keys of a configuration. Sent as `detail` or in a response it tells an attacker how the service is built, and confirms each guess.",
    fix: "Log the exception (`logger.exception(...)`) and answer with a text of your own. Texts of own exceptions, written for callers, may go out.",
    bad: `from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/orders/{order_id}")
def read_order(order_id: int):
    try:
        return load(order_id)
    except Exception as error:
        raise HTTPException(status_code=500, detail=str(error))


def load(order_id: int):
    return {"id": order_id}
`,
    good: `import logging

from fastapi import FastAPI, HTTPException

app = FastAPI()
logger = logging.getLogger(__name__)


@app.get("/orders/{order_id}")
def read_order(order_id: int):
    try:
        return load(order_id)
    except Exception:
        logger.exception("order %s cannot be read", order_id)
        raise HTTPException(status_code=500, detail="The order cannot be read.")


def load(order_id: int):
    return {"id": order_id}
`,
    references: [
      "https://cheatsheetseries.owasp.org/cheatsheets/Error_Handling_Cheat_Sheet.html",
      "https://cwe.mitre.org/data/definitions/209.html"
    ],
    limits: "Broad exceptions (`Exception`, database, system and client errors), tracebacks, and SQL in `detail`, in `HTTPException`, responses, what routes return, and handlers for every exception. The texts of own exceptions and of `ValueError` and its kind are left alone, and so is what a debug condition keeps to development. More than twelve in one file are one finding."
  },
  *check(facts) {
    const leaks = facts.codes.flatMap((code) => leaksIn(facts, code));
    for (const [path, all] of groupBy3(leaks, ({ site }) => site.path)) {
      const [first] = all;
      if (first === void 0) continue;
      if (all.length > MANY)
        yield {
          ...problemOf7(facts, first),
          subject: `errors in ${path}`,
          related: all.slice(1).map(({ site }) => ({ at: site, message: "and here" }))
        };
      else for (const leak of all) yield problemOf7(facts, leak);
    }
  }
});
var WHAT = {
  traceback: () => "a traceback",
  exception: ({ caught }) => `the text of the exception \`${caught?.name ?? "e"}\``,
  sql: () => "an SQL statement"
};
var MANY = 12;
function problemOf7(facts, leak) {
  const where = leak.code.def === void 0 ? leak.site.path : nameOf(leak.code);
  const what = WHAT[leak.what](leak);
  const how = leak.sink === "return" ? "returns" : `puts into \`${leak.sink}\``;
  const routes = facts.routesOf(leak.code).length;
  return {
    at: leak.site,
    subject: `${leak.what} in ${leak.code.name}`,
    message: `\`${where}\` ${how} ${what}, which tells callers about the inside of the service. Log it and answer with a text of your own.`,
    ...leak.caught === void 0 ? {} : { related: [{ at: leak.caught.site, message: "caught here" }] },
    ...leak.what === "traceback" ? { confidence: "high" } : routes === 0 ? { confidence: "low" } : {}
  };
}

// src/rules/exposed-api-docs.ts
var exposed_api_docs_default = defineRule({
  id: "exposed-api-docs",
  summary: "The API documentation is open to everybody",
  category: "exposure",
  severity: "medium",
  confidence: "high",
  cwe: [200],
  owasp: ["API9"],
  seeds: ["S3"],
  reportsAbsence: true,
  docs: {
    why: "By default `/docs`, `/redoc` and `/openapi.json` list every route, parameter and schema, internal ones included. They are registered before everything else and no dependency of the application guards them (measured: 200 under `FastAPI(dependencies=[deny])`). `docs_url=None` alone hides the page and leaves the schema; only `openapi_url=None` closes all three. Setting `app.docs_url = None` later closes nothing.",
    fix: 'Pass `openapi_url=None` in production (for instance `openapi_url="/openapi.json" if settings.debug else None`), or serve the documentation from an own route behind a guard. Say `public_docs: true` in the configuration where the API is meant to be public.',
    bad: `from fastapi import FastAPI

app = FastAPI(title="Orders", docs_url=None)


@app.get("/orders")
def list_orders():
    return []
`,
    good: `from fastapi import FastAPI

app = FastAPI(title="Orders", openapi_url=None)


@app.get("/orders")
def list_orders():
    return []
`,
    references: [
      "https://fastapi.tiangolo.com/how-to/conditional-openapi/",
      "https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/"
    ],
    limits: "Silent when one of the URLs comes from settings or a condition, when middleware turns everybody without a credential away, and with `public_docs: true`."
  },
  *check(facts) {
    if (facts.config.publicDocs) return;
    const starlette = new Set(facts.calls("starlette.applications.Starlette").map(({ site }) => keyOf(site)));
    for (const app of reachableApps(facts)) {
      if (starlette.has(keyOf(app.site)) || [app, ...outerAppsOf(app)].some((one) => isGuardedByMiddleware(facts, one)))
        continue;
      const open2 = openPages(facts, app);
      if (open2.length === 0) continue;
      const onlySchema = open2.length === 1;
      yield {
        at: app.site,
        subject: `app ${app.name}`,
        message: onlySchema ? `${capital2(appTitle(app))} hides its documentation pages, but the schema at ${open2.join("")} still lists every route and model to anyone. Pass \`openapi_url=None\`.` : `${capital2(appTitle(app))} shows ${open2.join(", ")} to anyone; dependencies do not guard them. Pass \`openapi_url=None\` in production, or \`public_docs: true\` in the configuration if that is intended.`
      };
    }
  }
});
var PAGES = [
  ["docs_url", "/docs"],
  ["redoc_url", "/redoc"],
  ["openapi_url", "/openapi.json"]
];
function openPages(facts, app) {
  const found2 = [];
  for (const [argument, standard] of PAGES) {
    const state = stateOf(facts, app, argument);
    if (state === "decided elsewhere") return [];
    if (state === "closed" && argument === "openapi_url") return [];
    if (state !== "closed") found2.push(`\`${state === "default" ? standard : state}\``);
  }
  return found2;
}
function stateOf(facts, app, argument) {
  const value = app.args.keywords.get(argument);
  if (value === void 0) return app.args.open ? "decided elsewhere" : "default";
  if (value.kind === "none" || value.kind === "string" && value.value === "") return "closed";
  if (value.kind === "string") return value.value;
  if (value.kind !== "environment" || value.default?.kind !== "string" || value.default.value === "")
    return "decided elsewhere";
  const site = app.args.keywordSites.get(argument);
  return site !== void 0 && /=\s*[fF]?["'].*\w/.test(sourceAt(facts, site)) ? value.default.value : "decided elsewhere";
}
function isGuardedByMiddleware(facts, app) {
  return app.middleware.filter(takesEffect).some((use) => {
    const bodies = middlewareBodies(facts, use);
    if (!bodies.some(turnsAway2)) return false;
    return !bodies.some(exemptsDocs);
  });
}
function exemptsDocs(code) {
  const guarded = new Set(guardedTests(code).flatMap((test) => nodesIn(test)));
  return expressionsIn([...code.body]).some((expr) => namesDocs(code, expr) && !guarded.has(expr));
}
function namesDocs(code, expr) {
  if (expr.kind === "string") return /docs|openapi|redoc/.test(expr.value);
  if (expr.kind !== "name" && expr.kind !== "attribute") return false;
  return literalsOf2(code.valueOf(expr)).some(({ text }) => /docs|openapi|redoc/.test(text));
}
function capital2(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// src/fastapi/questions/auth-compare.ts
var HARMLESS_TEXT = /^(?:bearer|basic|token|access|refresh|password|none|null|undefined|id|true|false|string|jwt|api_?key|secret|test)?$/i;
var QUERY_CALLS = /^(where|filter|filter_by|having|and_|or_|not_|select|exists|join|outerjoin|on|any_|update|delete|values|find|find_one|find_all|get_or_none|case|when)$/;
function secretComparisons(code) {
  const nodes = nodesIn(code.body);
  const keys = keyParameters(code);
  const queries = nodes.filter(
    (node) => node.kind === "call" && QUERY_CALLS.test(node.func.kind === "attribute" ? node.func.attr : node.func.kind === "name" ? node.func.id : "")
  );
  return nodes.flatMap((node) => {
    if (node.kind !== "compare" || node.ops.length !== 1) return [];
    const [op] = node.ops;
    const [right2] = node.comparators;
    if (op === void 0 || right2 === void 0 || !["==", "!=", "in", "not in"].includes(op)) return [];
    const name = secretName(node.left) ?? (op === "==" || op === "!=" ? secretName(right2) : void 0) ?? keys.find((key) => [node.left, right2].some((side) => operandName(side) === key));
    if (name === void 0 || queries.some((query) => within(node, query)) || isColumn2(code, node.left) || isColumn2(code, right2))
      return [];
    if (/(signature|digest|mac|hmac)$/i.test(name) && !makesDigests(code)) return [];
    if ([node.left, right2].some((side) => isHash(side) || isNoText(code, side))) return [];
    if ([node.left, right2].some((side) => isTrivial(side) || isSentinel(code, side)) || isRepetition(node.left, right2))
      return [];
    return [{ code, node, name, left: node.left, right: right2, op }];
  });
}
function keyParameters(code) {
  return (code.def?.params ?? []).flatMap(({ name, default: own, annotation }) => {
    const type = annotation === void 0 ? void 0 : code.valueOf(annotation);
    const markers = [
      ...own === void 0 ? [] : [code.valueOf(own)],
      ...type?.kind === "annotated" ? type.metadata : []
    ];
    return markers.some(isKeyMarker) ? [name] : [];
  });
}
function isKeyMarker(value) {
  if (value.kind !== "external-call" || !/^fastapi\.(Depends|Security)$/.test(value.callee)) return false;
  const scheme = value.args.positional[0] ?? value.args.keywords.get("dependency");
  return scheme?.kind === "external-call" && /\.APIKey(Header|Query|Cookie)$/.test(scheme.callee);
}
function isHash(expr) {
  if (expr.kind === "call" && expr.func.kind === "attribute" && /^(hex)?digest$/.test(expr.func.attr))
    return expr.func.value.kind === "call" && (dottedName(expr.func.value.func) ?? "").startsWith("hashlib.");
  const words = wordsOf(operandName(expr) ?? "");
  return words.includes("hashed") || words.at(-1) === "hash";
}
function isNoText(code, expr) {
  const value = code.valueOf(expr);
  return value.kind === "function" || value.kind === "class" || namesIdentifier(operandName(expr) ?? "");
}
function makesDigests(code) {
  return code.calls.some(({ callee }) => /^(hmac|hashlib)\.|digest$/.test(callee)) || nodesIn(code.body).some((node) => node.kind === "string" && /signature/i.test(node.value));
}
function secretName(expr) {
  const name = operandName(expr);
  if (name !== void 0 && (namesComparedSecret(name) || namesComparedSecret(withoutPlace(name)) || /^(authorization|auth_header|x_\w+_key)$/.test(wordsOf(name).join("_"))))
    return name;
  if (expr.kind !== "fstring") return void 0;
  for (const part of expr.parts) {
    const inner = typeof part === "string" ? void 0 : operandName(part);
    if (inner !== void 0 && namesCredential(inner)) return inner;
  }
  return void 0;
}
function withoutPlace(name) {
  return name.replace(/_(header|query|cookie|value|str|string|param|input|provided|received|in|from_\w+|bytes)$/i, "");
}
var SAME_TEXT = /^(encode|decode|strip|lstrip|rstrip|lower|upper|get_secret_value|removeprefix|replace|hex)$/;
function operandName(expr) {
  if (expr.kind === "name") return expr.id;
  if (expr.kind === "attribute") return expr.attr;
  if (expr.kind === "subscript") return expr.index[0]?.kind === "string" ? expr.index[0].value : void 0;
  if (expr.kind === "await") return operandName(expr.value);
  if (expr.kind === "boolop") return expr.values[0] === void 0 ? void 0 : operandName(expr.values[0]);
  if (expr.kind !== "call") return void 0;
  if (expr.func.kind === "name")
    return expr.func.id === "str" && expr.args[0] !== void 0 ? operandName(expr.args[0].value) : void 0;
  if (expr.func.kind !== "attribute") return void 0;
  if (SAME_TEXT.test(expr.func.attr)) return operandName(expr.func.value);
  if (/^(hex)?digest$/.test(expr.func.attr)) return "digest";
  const [first] = expr.args;
  return /^(get|getenv)$/.test(expr.func.attr) && first?.value.kind === "string" ? first.value.value : void 0;
}
function isTrivial(expr) {
  if (expr.kind === "string") return HARMLESS_TEXT.test(expr.value);
  return ["none", "bool", "number", "ellipsis"].includes(expr.kind) || expr.kind === "unary" && expr.op === "-";
}
function isSentinel(code, expr) {
  if (/(^|_)(pending|redacted|masked?|placeholder|sentinel|empty|unset|missing|none|wildcard|any)(_|$)/i.test(
    operandName(expr) ?? ""
  ))
    return true;
  const value = code.valueOf(expr);
  return value.kind === "string" && (!/\w{3,}/.test(value.value) || /^[A-Z]{2,6}$/.test(value.value) || /^__\w+__$/.test(value.value) || /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(value.value));
}
function decidesAccess(facts, code) {
  if (validatesFields(code) || /^(fake|mock|dummy|stub)/i.test(code.owner?.name ?? "")) return false;
  return servesRequests(facts, code) || wordsOf(nameOf(code)).some((word) => CHECKS.has(word)) || refuses(facts, code, 1);
}
function validatesFields(code) {
  return code.def?.kind === "function" && code.def.decorators.some(({ expression }) => {
    const name = dottedName(expression.kind === "call" ? expression.func : expression) ?? "";
    return /(^|[._])validator$/.test(name);
  });
}
var CHECKS = /* @__PURE__ */ new Set([
  "verify",
  "verified",
  "check",
  "valid",
  "validate",
  "is",
  "has",
  "auth",
  "authenticate",
  "authenticated",
  "authorize",
  "authorized",
  "authorise",
  "match",
  "matches",
  "compare",
  "login",
  "allow",
  "allowed",
  "require",
  "ensure",
  "guard",
  "dispatch",
  "call",
  "middleware",
  "password"
]);
function isColumn2(code, expr) {
  if (expr.kind !== "attribute") return false;
  return code.valueOf(expr.value).kind === "class" || expr.value.kind === "name" && /^[A-Z][a-z]/.test(expr.value.id) && !/^[A-Z_]+$/.test(expr.value.id);
}
var AGAIN = /(confirm|confirmation|repeat|again|old|new|previous|current|2)$/;
function isRepetition(left2, right2) {
  if (left2.kind === "attribute" && right2.kind === "attribute" && left2.value.kind === "name" && right2.value.kind === "name" && left2.value.id === right2.value.id && !/^(self|settings|config|cls)$/.test(left2.value.id))
    return true;
  const again = (side) => wordsOf(operandName(side) ?? "").some((word) => AGAIN.test(word) && word !== "current");
  return [left2, right2].some(again) && [left2, right2].every((side) => namesCredential(operandName(side) ?? "") || again(side));
}

// src/fastapi/questions/auth-secret-text.ts
function isRandom(text) {
  return /\d/.test(text) || /[a-z]/.test(text) && /[A-Z]/.test(text) || /[^\w\s"'.:-]/.test(text);
}
function isForDevelopment(condition) {
  const words = condition?.replaceAll(/\b\w+ is not set/g, "").replaceAll("_", " ") ?? "";
  return /\b(debug|dev|development|test|testing|local)\b/i.test(words) || /(\bnot\b|!=).*\b(prod|production)\b/i.test(words);
}
function isStandIn(text) {
  return /change[-_ ]?(me|this|in)|\byour[-_ ]|replace[-_ ]?(me|this)|insecure|\bdefault\b|placeholder|\btodo\b/i.test(
    text
  );
}
function isMadeUp(name) {
  return wordsOf(name).some((word) => ["fake", "dummy", "mock", "test", "testing", "example", "smoke"].includes(word));
}
function isNameOfSecret(name, text) {
  const known = new Set(wordsOf(name));
  const words = wordsOf(text.replaceAll("-", "_"));
  return new Set(words).size > 1 && words.every((word) => known.has(word) && !["secret", "key", "password", "token", "jwt"].includes(word));
}
var LOCAL_SERVICES = new Set(
  "postgres postgresql mysql mariadb db database redis mongo pgadmin rabbitmq rabbit amqp minio neo4j clickhouse".split(
    " "
  )
);
function isLocalPassword(name, text) {
  const words = wordsOf(name);
  return words.some((word) => LOCAL_SERVICES.has(word)) && words.some((word) => ["password", "pass", "pwd"].includes(word)) && /^(postgres|postgresql|mysql|password|root|admin|guest|example|user|mealie|test|pass|secret)$/i.test(text);
}
var PLACEHOLDER = /^(placeholder|dummy|unused|n\/?a|empty|ollama|no[-_ ]?key|not[-_ ]?(needed|used|required|set)|sk-no-key-required|fake|x+|\*+|\.+)$/i;
function isSecretText({ value }) {
  if (value.length < 3 || PLACEHOLDER.test(value) || /^\s*$/.test(value) || /^(\$\{|<|\{\{|%\()/.test(value))
    return false;
  if (/^(-----BEGIN (RSA )?PUBLIC KEY|-----BEGIN CERTIFICATE|https?:\/\/|\/|\.\/)/.test(value)) return false;
  return !/^(bearer|basic|token|none|null|undefined|access|refresh|api[-_]key|x-api-key|authorization)$/i.test(value);
}

// src/fastapi/questions/auth-secret-literals.ts
function defaultIn(value) {
  if (value.kind !== "external-call") return value;
  const inner = value.args.keywords.get("default") ?? value.args.positional[0];
  return inner !== void 0 && /^(Field|SecretStr|SecretBytes|PrivateAttr|str)$/.test(lastName(value.callee)) ? defaultIn(inner) : value;
}
function literalsOf3(value, name, use, sink) {
  const settled2 = defaultIn(value);
  const called = settled2.kind === "environment" ? settled2.name : name;
  if (isMadeUp(called)) return [];
  return alternativesOf(settled2).flatMap(({ value: one, condition }) => {
    const text = defaultIn(one);
    if (text.kind !== "string" || !isSecretText(text) || isNameOfSecret(called, text.value)) return [];
    return isForDevelopment(condition) ? [] : [
      {
        site: text.site,
        name: called,
        use,
        ...sink === void 0 ? {} : { sink },
        fallback: condition !== void 0,
        local: isLocalPassword(called, text.value)
      }
    ];
  });
}

// src/fastapi/questions/auth-refused-defaults.ts
function refusedDefaults(facts, models) {
  return models.flatMap(
    (model) => model.fields.flatMap(
      (field) => field.value !== void 0 && functionsOf2(model).some((one) => refusesDefault(facts, one, field)) ? [siteOf(field.module, field.value)] : []
    )
  );
}
function standsIn(sites, site) {
  return sites.some((one) => one.path === site.path && contains(one.span, site.span));
}
function functionsOf2(model) {
  return model.class.def.body.filter((one) => one.kind === "function");
}
function refusesDefault(facts, def, field) {
  const text = defaultText(facts, field);
  const nodes = nodesIn(def.body);
  if (text === void 0 || !nodes.some(({ kind }) => kind === "raise") || !speaksOf(def, nodes, field.name))
    return false;
  return nodes.some((node) => node.kind === "compare" && [node.left, ...node.comparators].some((one) => holds3(one)));
  function holds3(expr) {
    if (expr.kind === "string") return expr.value.length > 3 && text?.includes(expr.value) === true;
    if (expr.kind === "list" || expr.kind === "tuple" || expr.kind === "set") return expr.items.some(holds3);
    if (expr.kind === "call") return expr.args.some(({ value }) => holds3(value));
    if (expr.kind !== "name") return false;
    const own = [...nodes, ...field.module.body].find(
      (node) => node.kind === "assign" && node.targets.some((target) => target.kind === "name" && target.id === expr.id)
    );
    if (own?.kind === "assign" && own.value !== void 0) return own.value.kind !== "name" && holds3(own.value);
    return textOfValue(facts.valueIn(field.module, expr)) === text;
  }
}
function defaultText(facts, field) {
  const written = field.value;
  const given2 = written?.kind === "call" ? (written.args.find(({ name }) => name === "default") ?? written.args.find(({ name }) => name === void 0))?.value : written;
  if (given2 === void 0 || given2.kind === "string") return given2?.value;
  return textOfValue(facts.valueIn(field.module, given2));
}
function speaksOf(def, nodes, name) {
  return nodes.some((node) => node.kind === "attribute" && node.attr === name) || def.decorators.some(
    ({ expression }) => nodesIn(expression).some((node) => node.kind === "string" && node.value === name)
  );
}

// src/fastapi/questions/auth-tokens.ts
var PYJWT = [
  "jwt.decode",
  "jwt.decode_complete",
  "jwt.api_jwt.decode",
  "jwt.api_jwt.decode_complete",
  "jwt.PyJWT().decode",
  "jwt.PyJWT.decode"
];
var JOSE = ["jose.jwt.decode", "jose.jws.verify"];
var ENCODERS = ["jwt.encode", "jwt.api_jwt.encode", "jose.jwt.encode", "jwt.PyJWT().encode"];
var PEEKS = ["jose.jwt.get_unverified_claims", "jose.jws.get_unverified_claims"];
var HEADERS = [
  "jwt.get_unverified_header",
  "jwt.api_jws.get_unverified_header",
  "jose.jwt.get_unverified_header",
  "jose.jwt.get_unverified_headers",
  "jose.jws.get_unverified_header",
  "jose.jws.get_unverified_headers"
];
var decodeCalls = (facts) => facts.calls(...PYJWT, ...JOSE);
var encodeCalls = (facts) => facts.calls(...ENCODERS);
var peekCalls = (facts) => facts.calls(...PEEKS);
var isJose = (call) => call.callee.startsWith("jose.");
function optionOf(call, name) {
  const options = call.argument("options", 3);
  if (options === void 0) return void 0;
  for (const { value } of alternativesOf(options)) {
    if (value.kind !== "dict") continue;
    const entry = value.entries.find(({ key }) => key.kind === "string" && key.value === name);
    if (entry !== void 0) return entry.value;
  }
  return void 0;
}
function isOff2(value) {
  return value !== void 0 && alternativesOf(value).some(
    ({ value: one, condition }) => condition === void 0 && truthOf(one) === false && one.kind !== "none"
  );
}
function isUnverified(call) {
  return isOff2(optionOf(call, "verify_signature")) || isOff2(call.argument("verify"));
}
function verifiesNearby(facts, code) {
  const decodes = decodeCalls(facts).filter((call) => !isUnverified(call));
  const verifying = (one) => decodes.some((call) => call.code === one) || one.calls.some(({ callee }) => /^(authlib|joserfc|jwcrypto|google|firebase_admin)\b.*(decode|verify)/.test(callee));
  const called = code.calls.flatMap((call) => call.target === void 0 ? [] : facts.codeOf(call.target) ?? []);
  const callers = code.def === void 0 ? [] : facts.codes.filter((other) => other.calls.some((call) => call.target?.def === code.def));
  const throughCallers = callers.flatMap((caller) => [
    caller,
    ...caller.calls.flatMap((call) => call.target === void 0 ? [] : facts.codeOf(call.target) ?? [])
  ]);
  return [code, ...called, ...throughCallers].some(verifying);
}
function believesNobody(facts, code) {
  const words = wordsOf(nameOf(code));
  if (words[0] === "test" && code.owner?.bases.some(({ value }) => /TestCase$/.test(dottedName(value) ?? "")) === true)
    return true;
  const answers = nodesIn(code.body).some(
    (node) => node.kind === "return" && node.value !== void 0 && node.value.kind !== "none"
  );
  if (!answers && words.some((word) => /^(log|debug|trace|dump|print|diag|diagnose)$/.test(word))) return true;
  const routes = facts.routesOf(code);
  return routes.length > 0 && routes.every(({ protection }) => protection.status === "protected") && /\b(log ?out|sign ?out|revoke)\b/.test(words.join(" "));
}
function forgeryOf(call) {
  if (isUnverified(call)) return "signature-off";
  if (takesHeadersAlgorithm(call)) return "own-algorithm";
  const algorithms = call.argument("algorithms", 2);
  if (algorithms === void 0 || algorithms.kind === "none")
    return isJose(call) && !call.open ? "no-algorithms" : void 0;
  const names2 = stringsOf(algorithms) ?? (algorithms.kind === "string" ? [algorithms.value] : []);
  if (names2.some((name) => name.toLowerCase() === "none")) return "none-allowed";
  const families = new Set(names2.map((name) => name.startsWith("HS") ? "secret" : "key pair"));
  return families.size > 1 ? "mixed" : void 0;
}
function takesHeadersAlgorithm(call) {
  const node = call.argumentNode("algorithms", 2);
  if (node === void 0) return false;
  const headers = /* @__PURE__ */ new Set();
  const algorithms = /* @__PURE__ */ new Set();
  for (const one of nodesIn(call.code.body)) {
    if (one.kind !== "assign" || one.value === void 0) continue;
    const value = one.value;
    const peeks = call.code.calls.some((inner) => HEADERS.includes(inner.callee) && within(inner.node, value));
    const fromHeader = nodesIn(value).some((part) => part.kind === "name" && headers.has(part.id)) && nodesIn(value).some((part) => part.kind === "string" && part.value === "alg");
    const direct = peeks && nodesIn(value).some((part) => part.kind === "string" && part.value === "alg");
    for (const target of one.targets) {
      if (target.kind !== "name") continue;
      if (fromHeader || direct) algorithms.add(target.id);
      else if (peeks) headers.add(target.id);
    }
  }
  const parts = nodesIn(node);
  if (parts.some((part) => part.kind === "name" && algorithms.has(part.id))) return true;
  const asksAlg = parts.some((part) => part.kind === "string" && part.value === "alg");
  return asksAlg && (parts.some((part) => part.kind === "name" && headers.has(part.id)) || call.code.calls.some((inner) => HEADERS.includes(inner.callee) && within(inner.node, node)));
}
function signingAlgorithm(facts, call) {
  const encode = encodeCalls(facts).find((one) => one.code.module === call.code.module);
  const node = encode?.argumentNode("algorithm", 2);
  if (node === void 0) return void 0;
  const text = call.code.module.text.slice(node.start, node.end);
  return node.kind === "string" || node.kind === "name" && /^[A-Z_]+$/.test(node.id) || node.kind === "attribute" ? text : void 0;
}
function writtenName(call) {
  return call.code.module.text.slice(call.node.func.start, call.node.func.end) || lastName(call.callee);
}

// src/fastapi/questions/auth-secrets.ts
function literalSecrets(facts) {
  const models = settingsModels(facts);
  const refused = refusedDefaults(facts, models);
  return [
    ...signing(facts),
    ...keywords(facts),
    ...connections(facts),
    ...comparisons(facts),
    ...fallbacks(facts),
    ...alternatives(facts),
    ...settings(facts, models)
  ].filter(({ site }) => !standsIn(refused, site));
}
var KEYED = [
  [/^itsdangerous\.(\w+\.)*(URLSafe\w*|Timed\w*|Timestamp\w*|Signer|JSONWebSignature\w*|Serializer)$/, "secret_key", 0],
  [/^cryptography\.fernet\.(Multi)?Fernet$/, "key", 0],
  [/^hmac\.(new|digest)$/, "key", 0],
  [/^fastapi_login\.LoginManager$/, "secret", 0],
  [/(^|\.)JWTStrategy$/, "secret", 0],
  [/(^|\.)Jwt(Access|Refresh)\w*$/, "secret_key", 0],
  [/^starlette\.middleware\.sessions\.SessionMiddleware$/, "secret_key", 1]
];
function signing(facts) {
  const tokens = [...decodeCalls(facts), ...encodeCalls(facts)].flatMap(
    (call) => fromArgument(call, "key", 1, "signs")
  );
  const keyed = allCalls(facts).flatMap(
    (call) => KEYED.flatMap(
      ([callee, name, position]) => callee.test(call.callee) ? fromArgument(call, name, position, "signs") : []
    )
  );
  const sessions = facts.application.allApps.flatMap((app) => app.middleware).flatMap((use) => {
    const value = use.args.keywords.get("secret_key");
    return value === void 0 ? [] : literalsOf3(value, "secret_key", "signs", use.site);
  });
  return [...tokens, ...keyed, ...sessions];
}
function allCalls(facts) {
  return facts.codes.flatMap(({ calls }) => calls);
}
function fromArgument(call, name, position, use) {
  const value = call.argument(name, position);
  const node = call.argumentNode(name, position);
  return value === void 0 ? [] : literalsOf3(value, (node === void 0 ? void 0 : operandName(node)) ?? name, use, call.site);
}
var SECRET_KEYWORD = /^(password|passwd|secret|secret_key|api_key|apikey|access_key|auth_token|access_token|token|aws_secret_access_key|client_secret|private_key|signing_key|bearer_token|jwt_secret)$/;
var OWN_WORLD = /^(fastapi|starlette|pydantic|pydantic_settings|sqlalchemy\.Column|sqlmodel|typing|dataclasses|builtins|logging|click|typer|argparse|unittest|pytest)\b/;
function keywords(facts) {
  return allCalls(facts).flatMap((call) => {
    if (call.target !== void 0 || OWN_WORLD.test(call.callee) || call.callee.includes(":")) return [];
    return call.node.args.flatMap((argument) => {
      if (argument.name === void 0 || !SECRET_KEYWORD.test(argument.name)) return [];
      const value = call.argument(argument.name);
      const known = call.callee.startsWith("?.") || value === void 0;
      if (known) return [];
      return literalsOf3(value, argument.name, "connects", call.site).filter(
        ({ site }) => CONNECTORS.test(call.callee) || isRandom(writtenAt(facts, site))
      );
    });
  });
}
function writtenAt(facts, { path, span }) {
  const line = facts.modules.find((module) => module.path === path)?.text.split("\n")[span.startLine - 1] ?? "";
  return line.slice(span.startColumn - 1, span.startLine === span.endLine ? span.endColumn : void 0);
}
var CONNECTORS = /(^|\.)(create_engine|create_async_engine|from_url|from_dsn|MongoClient|AsyncIOMotorClient|connect|create_pool|Database|ConnectionPool|AsyncConnectionPool|Celery|Redis|connect_robust|SQLDatabase)$/;
var URL_PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/[^/@\s:{]*:([^@\s{}<>$]+)@([^/:?\s]+)/i;
function connections(facts) {
  return allCalls(facts).flatMap((call) => {
    if (!CONNECTORS.test(call.callee) || call.target !== void 0) return [];
    const node = call.node.args[0];
    if (node === void 0 || node.unpack !== void 0) return [];
    return alternativesOf(call.code.valueOf(node.value)).flatMap(({ value, condition }) => {
      const match = value.kind === "string" ? URL_PASSWORD.exec(value.value) : null;
      if (match === null || !writtenAt(facts, value.site).includes(match[1] ?? "")) return [];
      const local = /^(localhost|127\.|0\.0\.0\.0|::1|\[::1\]|host\.docker\.internal|db|database|postgres|mysql|mongo|redis|rabbitmq)/i.test(
        match[2] ?? ""
      );
      return [
        {
          site: value.site,
          name: operandName(node.value) ?? "connection URL",
          use: "connects",
          sink: call.site,
          fallback: condition !== void 0,
          local
        }
      ];
    });
  });
}
function comparisons(facts) {
  const compared3 = facts.codes.flatMap(
    (code) => accessComparisons(facts, code).flatMap(
      ({ left: left2, right: right2, name, op, node }) => (
        // `"invalid api key" in message` looks for a text in a text.
        looksForStandIn(code, node) ? [] : (op === "in" || op === "not in" ? [right2] : [left2, right2]).flatMap(
          (side) => ofSide(code.valueOf(plain2(side)), name)
        )
      )
    )
  );
  const digests = facts.calls("secrets.compare_digest", "hmac.compare_digest", "_operator._compare_digest").flatMap(
    (call) => call.node.args.flatMap(({ value }) => {
      const names2 = call.node.args.flatMap((argument) => operandName(argument.value) ?? []);
      const secret = names2.find(
        (name) => !wordsOf(name).some((word) => ["username", "user", "login", "email", "name"].includes(word))
      );
      return secret === void 0 ? [] : ofSide(call.code.valueOf(plain2(value)), operandName(plain2(value)) ?? secret, call.site);
    })
  );
  return [...compared3, ...digests];
}
function accessComparisons(facts, code) {
  const compared3 = secretComparisons(code);
  return compared3.length > 0 && decidesAccess(facts, code) ? compared3 : [];
}
function looksForStandIn(code, node) {
  const equal = node.ops[0] === "==" || node.ops[0] === "in";
  const texts2 = [node.left, ...node.comparators].map((side) => code.valueOf(side));
  if (!equal || !texts2.some((value) => value.kind === "string" && isStandIn(value.value))) return false;
  const branch = nodesIn(code.body).find((one) => one.kind === "if" && within(node, one.test));
  return branch?.kind === "if" && !nodesIn(branch.body).some((one) => one.kind === "return" && one.value !== void 0 && one.value.kind !== "none");
}
function plain2(expr) {
  return expr.kind === "call" && expr.func.kind === "attribute" && /^(encode|strip|get_secret_value)$/.test(expr.func.attr) ? plain2(expr.func.value) : expr;
}
var MARK = /^[A-Z_]{2,12}$/;
function isNoHash(name, text) {
  return text.length < 16 && wordsOf(name).some((word) => word === "hash" || word === "hashed");
}
function ofSide(value, name, sink) {
  if (value.kind === "string" && (MARK.test(value.value) || isNoHash(name, value.value))) return [];
  if (value.kind === "list" || value.kind === "tuple" || value.kind === "set")
    return value.items.flatMap((item) => literalsOf3(item, name, "compares", sink)).slice(0, 1);
  return literalsOf3(value, name, "compares", sink);
}
function fallbacks(facts) {
  return facts.calls("os.getenv", "os.environ.get", "decouple.config", "environs.Env().str").flatMap((call) => {
    const name = call.argument("key", 0);
    const value = call.argument("default", 1);
    if (name?.kind !== "string" || value === void 0 || !namesCredential(name.value)) return [];
    return literalsOf3(value, name.value, "fallback", call.site).map((one) => ({ ...one, fallback: true }));
  });
}
function alternatives(facts) {
  return facts.codes.flatMap(
    (code) => nodesIn(code.body).flatMap((node) => {
      if (node.kind !== "boolop" || node.op !== "or") return [];
      const [first, last] = [node.values[0], node.values.at(-1)];
      const name = first?.kind === "call" ? operandName(first) : void 0;
      if (last?.kind !== "string" || name === void 0 || !namesCredential(name)) return [];
      return literalsOf3(code.valueOf(last), name, "fallback", siteOf(code.module, node)).map((one) => ({
        ...one,
        fallback: true
      }));
    })
  );
}
var NOT_DEPLOYED = /(^|[/_.])(tests?|testing|dev|development|local)\.py$/;
function settings(facts, models) {
  return models.flatMap(
    (model) => model.fields.flatMap((field) => {
      if (field.value === void 0 || !namesCredential(field.name) || NOT_DEPLOYED.test(field.module.path)) return [];
      const written = field.value;
      const value = written.kind === "string" ? { kind: "string", value: written.value, site: siteOf(field.module, written) } : facts.valueIn(field.module, written);
      return literalsOf3(defaultIn(value), field.name, "setting").map((one) => ({ ...one, fallback: true }));
    })
  );
}
function settingsModels(facts) {
  return facts.modules.flatMap(
    (module) => module.body.filter((statement) => statement.kind === "class").flatMap((def) => {
      const model = facts.modelOf(
        facts.valueIn(module, { kind: "name", id: def.name, start: def.defStart, end: def.end })
      );
      return model?.kind === "settings" && model.class.def === def && !isMadeUp(def.name) ? [model] : [];
    })
  );
}

// src/rules/hardcoded-secret.ts
var hardcoded_secret_default = defineRule({
  id: "hardcoded-secret",
  summary: "A secret stands in the source",
  category: "authentication",
  severity: "high",
  confidence: "high",
  cwe: [798],
  owasp: ["API2"],
  seeds: ["S3"],
  docs: {
    why: "Whoever can read the repository, an image or an old clone can sign tokens and sessions with it. A fallback of `os.getenv` or the default of a settings field is in force wherever nobody sets the variable, without a word.",
    fix: 'Read it from the environment without a fallback (`os.environ["JWT_KEY"]`, a settings field without default), and replace the secret that was committed.',
    bad: `import jwt

SIGNING_KEY = "correct-horse-battery"


def create_token(user: str, expires: int) -> str:
    return jwt.encode({"sub": user, "exp": expires}, SIGNING_KEY, algorithm="HS256")
`,
    good: `import os

import jwt

SIGNING_KEY = os.environ["SIGNING_KEY"]


def create_token(user: str, expires: int) -> str:
    return jwt.encode({"sub": user, "exp": expires}, SIGNING_KEY, algorithm="HS256")
`,
    references: [
      "https://fastapi.tiangolo.com/advanced/settings/",
      "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"
    ],
    limits: "Only literals that are put to use: to sign, compare or connect, as the fallback of an environment variable, or as the default of a settings field. The text itself is never shown. Tests are not looked at."
  },
  *check(facts) {
    for (const uses of groupBy3(literalSecrets(facts), ({ site }) => keyOf(site)).values()) {
      const [first] = uses;
      if (first !== void 0) yield problemOf8(first, uses);
    }
  }
});
var PURPOSE = {
  signs: "signs tokens or sessions",
  compares: "is what callers have to know",
  connects: "opens another service",
  fallback: "is used where the environment variable is not set",
  setting: "is used where nobody sets the field",
  hashes: "protects password hashes"
};
function problemOf8(secret, uses) {
  const sinks = uses.flatMap(({ sink }) => sink ?? []);
  const variable = /^[A-Za-z_]\w*$/.test(secret.name) ? ` (\`os.environ["${secret.name.toUpperCase()}"]\`)` : "";
  const advice4 = secret.use === "setting" ? "Leave the field without a default" : `Read it from the environment${variable}${secret.fallback ? " without a fallback" : ""}`;
  return {
    at: secret.site,
    subject: `secret ${secret.name} in ${secret.site.path}`,
    message: `The value of \`${secret.name}\` stands in the source and ${PURPOSE[secret.use]}: everybody who can read the code has it. ${advice4}, and replace the one committed.`,
    related: [...new Map(sinks.map((sink) => [keyOf(sink), sink])).values()].filter((sink) => keyOf(sink) !== keyOf(secret.site)).slice(0, 20).map((at) => ({ at, message: "used here" })),
    ...secret.local ? { severity: "low", confidence: "low" } : {},
    ...!secret.local && secret.fallback ? { confidence: "medium" } : {}
  };
}

// src/fastapi/questions/auth-includes.ts
var sameRegistration = (a, b) => a.router === b.router && compareSites(a.registration, b.registration) === 0 && a.endpoint === b.endpoint;
function hasGuardedTwin(routes, route) {
  return routes.some(
    (other) => other !== route && other.protection.status === "protected" && sameRegistration(other, route) && outermost(other) === outermost(route)
  );
}
var openIncludes = remembered((facts) => {
  const found2 = [];
  const enforcing = enforcingNames(facts);
  for (const include2 of includesOf(facts)) {
    const routes = facts.application.routes.filter((route) => route.chain.includes(include2) && isOpen4(facts, route));
    if (routes.length === 0 || include2.openDependencies || include2.args.open) continue;
    const twice = twiceIncluded(facts, include2, routes);
    const open2 = twice ?? oddOneOut(facts, include2, routes, enforcing);
    if (open2 !== void 0) found2.push(open2);
  }
  return found2.filter((open2) => !found2.some((other) => isInner(other, open2)));
});
function isInner(inner, outer) {
  return inner !== outer && outer.routes.every(
    (route) => inner.routes.includes(route) && route.chain.indexOf(inner.include) > route.chain.indexOf(outer.include)
  );
}
function includesOf(facts) {
  const seen = new Set(facts.application.routes.flatMap((route) => route.chain));
  return [...seen].sort((a, b) => compareSites(a.site, b.site));
}
function isOpen4(facts, route) {
  return route.protection.status === "public" && !route.openDependencies && !isPublicByDesign(facts, route);
}
function twiceIncluded(facts, include2, open2) {
  const routes = open2.filter(
    (route) => hasGuardedTwin(facts.application.routes, route) && differsAt(facts, route) === include2
  );
  if (routes.length === 0) return void 0;
  const twins = facts.application.routes.filter(
    (other) => other.protection.status === "protected" && routes.some((route) => sameRegistration(route, other))
  );
  const guarded = [...new Set(twins.flatMap((route) => route.chain))].filter(
    (one) => one !== include2 && one.child === include2.child
  );
  const guards = twins.flatMap((route) => route.protection.guards.map(({ name }) => name));
  return { include: include2, routes, guarded, guards, sameRouter: true };
}
function differsAt(facts, route) {
  const twin = facts.application.routes.find(
    (other) => other.protection.status === "protected" && sameRegistration(route, other)
  );
  return route.chain.find((include2) => twin === void 0 || !twin.chain.includes(include2));
}
function oddOneOut(facts, include2, routes, enforcing) {
  const brothers = siblingsOf(facts, include2.parent).filter((one) => one !== include2 && one.child !== include2.child);
  const guarded = brothers.filter(
    (one) => one.dependencies.some((use) => enforces(use, enforcing) && !isRoleGuard(facts, use))
  );
  const bare = brothers.filter(
    (one) => !guarded.includes(one) && facts.application.routes.some((route) => route.chain.includes(one) && isOpen4(facts, route))
  );
  if (guarded.length === 0 || guarded.length < bare.length + 1) return void 0;
  if (include2.dependencies.some((use) => enforces(use, enforcing))) return void 0;
  const below = facts.application.routes.filter((route) => route.chain.includes(include2));
  if (below.some((route) => route.protection.status === "protected" && route.chain.at(-1) === include2))
    return void 0;
  const guards = guarded.flatMap(
    (one) => one.dependencies.filter((use) => enforces(use, enforcing)).map(({ name }) => name)
  );
  return { include: include2, routes, guarded, guards, sameRouter: false };
}
function siblingsOf(facts, parent) {
  return includesOf(facts).filter((include2) => include2.parent === parent);
}
function isRoleGuard(facts, use) {
  return facts.application.routes.some(
    (route) => route.protection.guards.some((guard) => guard.name === use.name && guard.demands.length + guard.scopes.length > 0)
  );
}

// src/rules/inconsistent-include.ts
var inconsistent_include_default = defineRule({
  id: "inconsistent-include",
  summary: "A router is included without the guard that it or its siblings get elsewhere",
  category: "authentication",
  severity: "high",
  confidence: "high",
  cwe: [862],
  owasp: ["API5"],
  seeds: ["S1"],
  docs: {
    why: "Each `include_router` call stands alone: `dependencies=` of one does not reach the next. A router that is included twice, once without the guard, serves the same routes unprotected under the second path (measured: 401 against 200).",
    fix: "Give the include the same `dependencies=[...]`, or put them on the router itself, where every include gets them.",
    bad: `from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException


def require_key(x_key: str = Header()):
    if x_key != "k-1":
        raise HTTPException(status_code=401)


router = APIRouter()


@router.delete("/orders/{order_id}")
def delete_order(order_id: int):
    return {"deleted": order_id}


app = FastAPI()
app.include_router(router, prefix="/v2", dependencies=[Depends(require_key)])
app.include_router(router, prefix="/v1")
`,
    good: `from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException


def require_key(x_key: str = Header()):
    if x_key != "k-1":
        raise HTTPException(status_code=401)


router = APIRouter(dependencies=[Depends(require_key)])


@router.delete("/orders/{order_id}")
def delete_order(order_id: int):
    return {"deleted": order_id}


app = FastAPI()
app.include_router(router, prefix="/v2")
app.include_router(router, prefix="/v1")
`,
    references: ["https://fastapi.tiangolo.com/tutorial/bigger-applications/"],
    limits: "Siblings only speak against an include when at least as many of them are guarded as are not, and their guard asks for no more than a login. Routers whose routes are public by design, or guard themselves, are left alone."
  },
  *check(facts) {
    for (const open2 of openIncludes(facts)) yield problemOf9(facts, open2);
  }
});
function problemOf9(facts, { include: include2, routes, guarded, guards, sameRouter }) {
  const child = `\`${shortName(include2.child.name)}\``;
  const names2 = [...new Set(guards.map((guard) => `\`${shortName(guard)}\``))].join(", ") || "a guard";
  const count = routes.length === 1 ? `\`${titleOf(routes[0] ?? unreachable())}\` is` : `${String(routes.length)} routes are`;
  const contrast = sameRouter ? `although the same router is guarded by ${names2} elsewhere` : `although its siblings are guarded by ${names2}`;
  return {
    at: include2.site,
    subject: `include ${routerSubject(facts, include2.parent)} <- ${routerSubject(facts, include2.child)} ${include2.prefix.text}`,
    message: `${child} is included here without a guard, ${contrast}: ${count} reachable by anyone. Add the same \`dependencies=[...]\` to this include, or move them to the router.`,
    related: [
      ...guarded.map((one) => ({ at: one.site, message: `guarded by ${names2} here` })),
      ...routes.slice(0, 20).map((route) => ({ at: route.site, message: `\`${titleOf(route)}\` is open` }))
    ],
    confidence: sameRouter ? "high" : "medium"
  };
}
function unreachable() {
  throw new Error("an open include has routes");
}

// src/fastapi/questions/auth-decorators.ts
var LIMITS = /(^|\.)(limit|shared_limit|rate_limit|ratelimit|throttle)$/;
function decoratorName(text) {
  return (text.replace(/^@/, "").split("(")[0] ?? "").trim();
}
function roleOf(facts, decorator) {
  const { value, text } = decorator;
  const name = decoratorName(text);
  const callee = value.kind === "external-call" ? value.callee : value.kind === "external" ? value.name : void 0;
  if (callee === "starlette.authentication.requires") return { kind: "guard", proved: true };
  if (callee !== void 0 && /slowapi|fastapi_limiter|ratelimit/.test(callee) && LIMITS.test(callee))
    return { kind: "limit", proved: true };
  if (value.kind === "function" || value.kind === "instance") {
    if (innermost2(facts, value).some((def) => defRefuses(facts, def))) return { kind: "guard", proved: true };
    return void 0;
  }
  const last = lastName(name);
  if (LIMITS.test(last) && namesLimit(name)) return { kind: "limit", proved: false };
  return namesGuard(last) ? { kind: "guard", proved: false } : void 0;
}
function strandedDecorators(facts, route) {
  return route.decoratorsAbove.flatMap((decorator) => {
    const role = roleOf(facts, decorator);
    return role === void 0 ? [] : [{ decorator, role }];
  });
}
function hiddenDependencies(facts, route) {
  for (const decorator of route.decoratorsBelow) {
    const wrapper = hidingWrapper(facts, decorator);
    const decorated = wrapper === void 0 ? void 0 : decoratedBy(facts, decorator);
    const lost2 = decorated === void 0 ? [] : declaredDependencies(decorated);
    if (wrapper !== void 0 && lost2.length > 0) return { decorator, wrapper, lost: lost2 };
  }
  return void 0;
}
function decoratedBy(facts, decorator) {
  const { path, span } = decorator.site;
  return facts.codes.find(
    (code) => code.module.path === path && code.def?.decorators.some((one) => siteIn(code, one.expression).span.startLine === span.startLine)
  )?.def;
}
function declaredDependencies(def) {
  return def.params.flatMap((param) => {
    const marks = [
      param.default,
      ...param.annotation?.kind === "subscript" ? param.annotation.index.flatMap((item) => item.kind === "tuple" ? item.items : [item]) : []
    ];
    return marks.flatMap((mark) => {
      if (mark?.kind !== "call" || !/(^|\.)(Depends|Security)$/.test(dottedName(mark.func) ?? "")) return [];
      return [mark.args[0] === void 0 ? param.name : dottedName(mark.args[0].value) ?? param.name];
    });
  });
}
function innermost2(facts, value) {
  const fn = value.kind === "instance" ? facts.methodOf(value.class, "__call__") : value;
  if (fn?.kind !== "function" || fn.def.kind !== "function") return [];
  const own = value.kind === "instance" ? [fn.def] : [];
  return [...own, ...nestedDefs(fn.def.body), ...isWrapper(fn.def) ? [fn.def] : []];
}
var isWrapper = (def) => def.params.some(({ kind }) => kind === "var-keyword" || kind === "var-positional");
function nestedDefs(body) {
  return body.flatMap((statement) => {
    if (statement.kind === "function") return [statement, ...nestedDefs(statement.body)];
    if (statement.kind === "if") return [...nestedDefs(statement.body), ...nestedDefs(statement.orelse)];
    return [];
  });
}
function defRefuses(facts, def) {
  const code = facts.codes.find((one) => one.def === def);
  return code !== void 0 && refuses(facts, code, 2);
}
function hidingWrapper(facts, decorator) {
  const { value } = decorator;
  const wrappers = innermost2(facts, value).filter((def) => isWrapper(def));
  const inner = value.kind === "function" && value.def.kind === "function" && isWrapper(value.def) ? value.def : wrappers[0];
  if (inner === void 0 || inner.decorators.length > 0) return void 0;
  const named = inner.params.filter(({ kind }) => kind !== "var-keyword" && kind !== "var-positional");
  const outer = value.kind === "function" && value.def.kind === "function" ? value.def : void 0;
  if (named.length > 0 || outer !== void 0 && setsSignature(outer.body)) return void 0;
  return inner;
}
function setsSignature(body) {
  return body.some((statement) => {
    if (statement.kind === "function") return setsSignature(statement.body);
    if (statement.kind === "assign")
      return statement.targets.some(
        (target) => target.kind === "attribute" && /^__(signature|wrapped)__$/.test(target.attr)
      );
    const expr = statement.kind === "return" || statement.kind === "expr" ? statement.value : void 0;
    if (expr?.kind !== "call") return false;
    const callee = dottedName(expr.func) ?? (expr.func.kind === "call" ? dottedName(expr.func.func) : void 0) ?? "";
    return /(^|\.)(update_wrapper|wraps|decorator|decorate|makefun)$/.test(callee);
  });
}

// src/fastapi/questions/auth-decorator-order.ts
function movedBelow(route, stranded) {
  const handler = route.handler;
  if (handler?.def.kind !== "function") return void 0;
  const { module, def } = handler;
  const from = def.decorators.findIndex((one) => isAt2(module, one, stranded));
  const to = def.decorators.findIndex((one) => isAt2(module, one, route.registration));
  if (from < 0 || to <= from) return void 0;
  return reordered(module, def, { from, to });
}
function isAt2(module, { expression, start, end }, site) {
  return [expression, { start, end }].some((node) => compareSites(siteOf(module, node), site) === 0);
}
function reordered(module, def, { from, to }) {
  const [moved, next, last] = [def.decorators[from], def.decorators[from + 1], def.decorators[to]];
  if (moved === void 0 || next === void 0 || last === void 0) return void 0;
  const between = module.text.slice(moved.expression.end, next.start);
  const indent = between.slice(between.lastIndexOf("\n") + 1);
  const comment = between.trim();
  const kept = comment === "" ? "" : `${comment}${endOfLine(module)}${indent}`;
  const rest = module.text.slice(next.start, last.expression.end);
  const replacement = `${kept}${rest}${endOfLine(module)}${indent}${textOf(module, { start: moved.start, end: moved.expression.end })}`;
  return { at: siteOf(module, { start: moved.start, end: last.expression.end }), replacement };
}

// src/rules/ineffective-decorator.ts
var ineffective_decorator_default = defineRule({
  id: "ineffective-decorator",
  summary: "A guard or limit stands where requests do not pass it",
  category: "authentication",
  severity: "high",
  confidence: "high",
  cwe: [862, 770],
  owasp: ["API5", "API4"],
  seeds: [],
  docs: {
    why: "The route decorator registers the function it is given. What stands *above* it wraps the name afterwards, and requests never pass it (measured: a guard above answers 200, below 403). A decorator below it whose wrapper takes `*args, **kwargs` without `functools.wraps` hides the signature, and FastAPI no longer sees the parameter dependencies.",
    fix: "Put the route decorator on top, and `@functools.wraps(func)` on the wrapper.",
    bad: `import functools

from fastapi import FastAPI, HTTPException, Request

app = FastAPI()


def admin_only(func):
    @functools.wraps(func)
    async def wrapper(request: Request, *args, **kwargs):
        if request.headers.get("x-admin") != "yes":
            raise HTTPException(status_code=403)
        return await func(request, *args, **kwargs)

    return wrapper


@admin_only
@app.get("/stats")
async def stats(request: Request):
    return {"visits": 3}
`,
    good: `import functools

from fastapi import FastAPI, HTTPException, Request

app = FastAPI()


def admin_only(func):
    @functools.wraps(func)
    async def wrapper(request: Request, *args, **kwargs):
        if request.headers.get("x-admin") != "yes":
            raise HTTPException(status_code=403)
        return await func(request, *args, **kwargs)

    return wrapper


@app.get("/stats")
@admin_only
async def stats(request: Request):
    return {"visits": 3}
`,
    references: [
      "https://fastapi.tiangolo.com/tutorial/path-operation-configuration/",
      "https://slowapi.readthedocs.io/en/latest/"
    ],
    limits: "Decorators that neither guard nor limit (logging, tracing, caching) may stand anywhere. A decorator from a package that cannot be followed is judged by its name, with low confidence."
  },
  *check(facts) {
    const found2 = facts.application.routes.flatMap((route) => {
      const hidden = hiddenDependencies(facts, route);
      const above = strandedDecorators(facts, route).map(({ decorator, role }) => aboveProblem(route, decorator, role));
      return [...above, ...hidden === void 0 ? [] : [hidingProblem(route, hidden)]];
    });
    for (const same of groupBy3(found2, ({ at }) => keyOf(at)).values()) {
      const [first] = same;
      if (first !== void 0) yield first;
    }
  }
});
function nameOf5(decorator) {
  return decoratorName(decorator.text);
}
function aboveProblem(route, decorator, role) {
  const edit = movedBelow(route, decorator.site);
  const what = role.kind === "guard" ? "never meets the guard" : "is never limited";
  return {
    at: decorator.site,
    subject: `decorator ${nameOf5(decorator)} of ${route.endpoint}`,
    message: `\`@${nameOf5(decorator)}\` stands above the route decorator: FastAPI registered the bare \`${shortName(route.endpoint)}\`, and a request to \`${titleOf(route)}\` ${what}. Move \`@${nameOf5(decorator)}\` below it.`,
    related: [{ at: route.registration, message: "registered here, before the decorator above runs" }],
    ...edit === void 0 ? {} : { fix: { title: "Move it below the route decorator", edits: [edit] } },
    ...role.proved ? {} : { confidence: "low" },
    ...role.kind === "limit" ? { severity: "high" } : {}
  };
}
function hidingProblem(route, { decorator, wrapper, lost: lost2 }) {
  const names2 = lost2.map((name) => `\`${name}\``).join(", ");
  const { value } = decorator;
  const at = value.kind === "function" ? siteOf(value.module, { start: wrapper.defStart, end: wrapper.signatureEnd }) : value.site;
  return {
    at: decorator.site,
    subject: `decorator ${nameOf5(decorator)} of ${titleOf(route)}`,
    message: `\`@${nameOf5(decorator)}\` hides the signature of the handler of \`${titleOf(route)}\`: its wrapper has no \`functools.wraps\`, so FastAPI never sees ${names2} and the route runs without. Add \`@functools.wraps(func)\` to the wrapper.`,
    related: [
      { at: route.registration, message: "registered here" },
      { at, message: "this wrapper takes `*args, **kwargs` and no `functools.wraps`" }
    ]
  };
}

// src/fastapi/questions/http-own-limiters.ts
function idleLimiters(facts) {
  return facts.codes.flatMap((code) => {
    const { def, owner } = code;
    if (def === void 0 || !(owner === void 0 ? isLimiterFunction(facts, code) : namesLimiter(owner.name) && isEntry(code)))
      return [];
    if (couldRefuse(facts, code) || isHeeded(facts, code)) return [];
    return [{ name: owner?.name ?? def.name, kind: owner === void 0 ? "function" : "class", code }];
  });
}
function namesLimiter(name) {
  const words = wordsOf(name);
  return words.some((word) => /^(throttl(e|er|ing)|ratelimit(er|ing)?)$/.test(word)) || words.includes("rate") && words.some((word) => /^limit(er|ing|s)?$/.test(word));
}
function namesSettings(name) {
  return wordsOf(name).some(
    (word) => /^(get|load|read|make|create|build|settings?|config|options|status|state|info|headers?|storage|backend|key|identifier)$/.test(
      word
    )
  );
}
function isEntry({ def }) {
  if (def === void 0 || def.name !== "dispatch" && def.name !== "__call__") return false;
  const names2 = def.params.map(({ name }) => name);
  return names2.includes("call_next") || names2.includes("receive") || names2.includes("request");
}
function isLimiterFunction(facts, code) {
  const { def } = code;
  if (def === void 0 || !namesLimiter(def.name) || namesSettings(def.name)) return false;
  if (facts.usesOf(code).length > 0) return true;
  return def.params.some(({ name }) => name === "call_next") || facts.application.allApps.some(
    ({ middleware }) => middleware.some(({ value }) => value.kind === "function" && value.def === def)
  );
}
function isHeeded(facts, code) {
  const def = code.owner ?? code.def;
  return facts.application.routes.some(({ parameters, handler }) => {
    const takes = parameters.some(({ dependency }) => {
      const value = dependency?.value;
      if (value?.kind === "function") return value.def === def;
      return value?.kind === "instance" && value.class.def === def;
    });
    const body = takes && handler !== void 0 ? facts.codeOf(handler) : void 0;
    return body !== void 0 && answersTooMany(facts)(body);
  });
}
var CHECKS2 = /sleep|check|hit|test|acquire|limit|throttl|enforce|allow|consume|verify|try|rais|reject|abort|guard|handle|process|incr_and|is_/i;
var HARMLESS = /^(.*\.)?(call_next|get|set|setdefault|append|pop|add|remove|time|monotonic|now|utcnow|info|debug|warning|error|exception|critical|print|len|max|min|str|int|float|dict|list|defaultdict|incr|expire|ttl|keys|items|values|super|__init__|isinstance|get_remote_address|split|strip|format|log|sum|range|deque|clear)$/;
function couldRefuse(facts, code) {
  return reachableCode(facts, code).some((one) => {
    if (answersTooMany(facts)(one)) return true;
    if (nodesIn(one.body).some((node) => node.kind === "raise" || node.kind === "assert")) return true;
    return one.calls.some((call) => {
      if (/Response$|send_error|abort$/.test(call.callee)) return true;
      if (call.target !== void 0) return false;
      const { func } = call.node;
      if (func.kind === "attribute" && /^(__call__|dispatch)$/.test(func.attr)) return true;
      const name = func.kind === "attribute" ? func.attr : func.kind === "name" ? func.id : "";
      return !HARMLESS.test(name) && CHECKS2.test(name);
    });
  });
}

// src/fastapi/questions/http-vain-limits.ts
var limitersInVain = remembered((facts) => [
  ...facts.calls("slowapi.Limiter", "slowapi.extension.Limiter").flatMap((call) => slowapi(facts, call)),
  ...facts.calls("fastapi_limiter.depends.RateLimiter", "fastapi_limiter.depends.WebSocketRateLimiter").flatMap((call) => unused(facts, call))
]);
function slowapi(facts, call) {
  if (call.open) return [];
  const defaults = call.argument("default_limits", 1) ?? call.argument("application_limits");
  const [middleware] = facts.application.allApps.flatMap((app) => app.middleware).filter(({ name }) => /^slowapi\./.test(name));
  if (defaults === void 0 || defaults.kind === "list" && defaults.items.length === 0) {
    const decorates = facts.modules.some(({ text }) => /\.(limit|shared_limit)\(/.test(text));
    return decorates || middleware !== void 0 ? [] : [vain(call, "is built and never used: no route has `@limiter.limit`")];
  }
  if (middleware === void 0)
    return [vain(call, "has `default_limits` and no `SlowAPIMiddleware` that would apply them")];
  const included = facts.application.framework.clones ? [] : facts.application.routes.filter(isUnseenByMiddleware);
  if (included.length === 0) return [];
  const pinned = facts.application.framework.fastapi === void 0 ? " (the newest FastAPI is taken, none is pinned)" : "";
  return [
    {
      ...vain(
        call,
        `limits none of the ${String(included.length)} included routes: since FastAPI 0.137 its middleware does not find them${pinned}`
      ),
      related: [{ at: middleware.site, message: "the middleware is added here" }]
    }
  ];
}
function isUnseenByMiddleware({ kind, chain, handler, decoratorsBelow }) {
  return kind === "http" && chain.length > 0 && handler !== void 0 && !decoratorsBelow.some(({ text }) => /limit/.test(text));
}
function vain(call, what) {
  return {
    call,
    name: "The `Limiter`",
    what,
    advice: "Put `@limiter.limit(...)` below the route decorators.",
    related: []
  };
}
function unused(facts, call) {
  const holder = call.code.body.find(
    (statement) => statement.kind === "assign" && statement.value === call.node
  );
  const target = holder?.targets[0];
  if (holder === void 0 || target?.kind !== "name") return [];
  const name = /* @__PURE__ */ new Set([target.id]);
  const readHere = call.code.body.some((statement) => statement !== holder && mentions(statement, name));
  const imported = facts.modules.some(
    (module) => module !== call.code.module && new RegExp(`\\b${target.id}\\b`).test(module.text)
  );
  if (readHere || imported) return [];
  return [
    {
      call,
      name: `\`${target.id}\``,
      what: "is built and never used: it limits nothing",
      advice: `Add \`Depends(${target.id})\` to the routes.`,
      related: []
    }
  ];
}

// src/rules/inert-rate-limit.ts
var inert_rate_limit_default = defineRule({
  id: "inert-rate-limit",
  summary: "A rate limiter is there and limits nothing",
  category: "input",
  severity: "high",
  confidence: "high",
  cwe: [770],
  owasp: ["API4"],
  seeds: ["S3"],
  docs: {
    why: "slowapi's `default_limits` work through its middleware only, and since FastAPI 0.137 the middleware no longer finds included routes (measured: 200, 200, 200 where a direct route answers 429). A `@limiter.limit` above the route decorator wraps a function that FastAPI never calls. A limiter of one's own that never answers 429 counts, at most.",
    fix: 'Put `@limiter.limit("5/minute")` below the route decorator of each route that needs it, use the limiter that was built, and let an own limiter raise `HTTPException(429)` (in a dependency) or return a 429 response (in middleware).',
    bad: `from fastapi import FastAPI, Request
from slowapi import Limiter
from slowapi.util import get_remote_address

limiter = Limiter(key_func=get_remote_address, default_limits=["100/minute"])
app = FastAPI()
app.state.limiter = limiter


@app.get("/items")
def list_items(request: Request):
    return []
`,
    good: `from fastapi import FastAPI, Request
from slowapi import Limiter
from slowapi.util import get_remote_address

limiter = Limiter(key_func=get_remote_address)
app = FastAPI()
app.state.limiter = limiter


@app.get("/items")
@limiter.limit("100/minute")
def list_items(request: Request):
    return []
`,
    references: [
      "https://slowapi.readthedocs.io/en/latest/",
      "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/"
    ],
    limits: "A limit that stands above its route decorator is the subject of `ineffective-decorator`. Own limiters are known by their name; one that hands the decision to code that cannot be read is left alone. Where no FastAPI version is pinned, the newest is taken."
  },
  *check(facts) {
    yield* limitersInVain(facts).map(builtProblem);
    const seen = /* @__PURE__ */ new Set();
    for (const idle of idleLimiters(facts)) {
      const problem = idleProblem(facts, idle);
      if (!seen.has(keyOf(problem.at))) yield problem;
      seen.add(keyOf(problem.at));
    }
  }
});
function builtProblem({ call, name, what, advice: advice4, related: related4 }) {
  return {
    at: call.site,
    subject: `limiter ${lastName(call.callee)} in ${call.code.name}`,
    message: `${name} ${what}. ${advice4}`,
    related: related4
  };
}
function idleProblem(facts, { name, kind, code }) {
  const def = code.owner ?? code.def;
  const end = code.owner === void 0 ? code.def?.signatureEnd ?? 0 : headerEnd(code.owner, code.module.text);
  const at = siteOf(code.module, { start: def?.defStart ?? 0, end });
  const uses = facts.application.allApps.flatMap(({ middleware }) => middleware).filter((use) => use.name.endsWith(`:${name}`));
  return {
    at,
    subject: `${kind} ${code.name.split(":")[0] ?? ""}:${name}`,
    message: `\`${name}\` never turns anybody away: it neither raises nor answers 429. Let it raise \`HTTPException(status_code=429)\`${kind === "class" ? ", or return a 429 response in middleware" : ""}.`,
    related: uses.map((use) => ({ at: use.site, message: "added here" })),
    confidence: "medium"
  };
}
function headerEnd(owner, text) {
  const first = owner.body[0]?.start ?? owner.defStart;
  const colon = text.lastIndexOf(":", first);
  return colon > owner.defStart ? colon + 1 : first;
}

// src/fastapi/questions/http-arguments.ts
function withTrue(facts, names2, present2, last) {
  const edits = /* @__PURE__ */ new Map();
  const added = names2.filter((name) => !present2.has(name));
  for (const name of names2) {
    const site = present2.get(name);
    if (site !== void 0) edits.set(site, `${name}=True`);
  }
  if (added.length > 0) {
    if (last === void 0) return void 0;
    const replaced2 = [...edits.keys()].find((site) => compareSites(site, last) === 0);
    const before = replaced2 === void 0 ? sourceAt(facts, last) : edits.get(replaced2) ?? "";
    if (before === "") return void 0;
    edits.set(replaced2 ?? last, [before, ...added.map((name) => `${name}=True`)].join(", "));
  }
  return [...edits].map(([at, replacement]) => ({ at, replacement }));
}
function lastSite(sites) {
  return [...sites].toSorted(compareSites).at(-1);
}

// src/rules/insecure-cookie.ts
var insecure_cookie_default = defineRule({
  id: "insecure-cookie",
  summary: "A cookie that proves who calls is not protected",
  category: "input",
  severity: "medium",
  confidence: "high",
  cwe: [614, 1004, 1275],
  owasp: ["API2"],
  seeds: [],
  docs: {
    why: "`set_cookie` leaves `secure` and `httponly` off (measured: `a=b; Path=/; SameSite=lax`). Without `Secure` the cookie also travels over plain HTTP; without `HttpOnly` any injected script can read it; `SameSite=None` without `Secure` is refused by browsers; a cookie for a parent domain goes to every host below it.",
    fix: "Pass `secure=True, httponly=True`, leave `samesite` at its default `lax`, and set no `domain`.",
    bad: `from fastapi import FastAPI, Response

app = FastAPI()


@app.post("/login")
def login(response: Response):
    response.set_cookie("session_id", "s-1")
    return {"ok": True}
`,
    good: `from fastapi import FastAPI, Response

app = FastAPI()


@app.post("/login")
def login(response: Response):
    response.set_cookie("session_id", "s-1", secure=True, httponly=True)
    return {"ok": True}
`,
    references: [
      "https://fastapi.tiangolo.com/advanced/response-cookies/",
      "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie"
    ],
    limits: "Only cookies whose name (or value) says session or token. A CSRF token has to be readable by scripts: `httponly` is not asked for. Flags that come from settings, or arguments that cannot be seen, are left alone. `samesite` is never asked for: the default is `lax`."
  },
  *check(facts) {
    for (const code of facts.codes) {
      for (const call of code.calls) {
        const { func } = call.node;
        if (func.kind !== "attribute" || func.attr !== "set_cookie" || call.open || isRemoval(call)) continue;
        const problem = problemOf10(facts, code, call);
        if (problem !== void 0) yield problem;
      }
    }
  }
});
var SESSION_WORDS = /* @__PURE__ */ new Set([
  "session",
  "sessionid",
  "sid",
  "token",
  "auth",
  "authorization",
  "jwt",
  "access",
  "refresh",
  "bearer",
  "login",
  "remember",
  "credential",
  "credentials",
  "identity",
  "apikey"
]);
function problemOf10(facts, code, call) {
  const key = textOfValue(call.argument("key", 0));
  const words = wordsOf(key ?? "");
  const csrf = words.some((word) => word === "csrf" || word === "xsrf" || word === "csrftoken" || word === "xsrftoken");
  const byValue = valueName(call);
  const named = words.some((word) => SESSION_WORDS.has(word)) || /sess(ion)?_?id$/i.test(key ?? "") || isSignedToken(call) || byValue !== void 0 && namesCredential(byValue);
  const missing = ["secure", "httponly"].filter((flag, at) => isOff3(call, flag, 6 + at));
  const crossSite = literalsOf2(call.argument("samesite", 8)).some(({ text }) => text.toLowerCase() === "none") && missing.includes("secure");
  const isCredential2 = named && !csrf && !isFlag2(call);
  if (!isCredential2 && !crossSite) return void 0;
  const off = isCredential2 ? missing : ["secure"];
  const domain = !isCredential2 ? void 0 : literalsOf2(call.argument("domain", 5)).find(({ text }) => text.startsWith("."));
  if (off.length === 0 && domain === void 0) return void 0;
  const faults = [
    ...off.length > 0 ? [`has no ${off.map((flag) => `\`${flag}=True\``).join(" and no ")}`] : [],
    ...crossSite ? ["is `SameSite=None` without `Secure`, which browsers refuse"] : [],
    ...domain === void 0 ? [] : [`goes to every host below \`${domain.text.slice(1)}\``]
  ];
  const edits = off.length > 0 && takesKeywords(call) ? withTrue(facts, off, keywordSites(code, call), lastSite(argumentSites(code, call))) : void 0;
  return {
    at: call.site,
    subject: `cookie ${key ?? byValue ?? "?"} in ${code.name}`,
    message: `The cookie ${key === void 0 ? `made of \`${byValue ?? "a credential"}\`` : `\`${key}\``} that \`${nameOf(code)}\` sets ${faults.join(", and ")}. ${off.length > 0 ? `Pass ${off.map((flag) => `\`${flag}=True\``).join(", ")}.` : "Leave `domain` out."}`,
    ...edits !== void 0 && domain === void 0 ? { fix: { title: "Protect the cookie", edits } } : {},
    ...key === void 0 || off.length === 0 ? { confidence: "medium" } : {}
  };
}
function isFlag2(call) {
  return /^(true|false|yes|no|on|off|0|1)$/i.test(textOfValue(call.argument("value", 1)) ?? "");
}
function isOff3(call, flag, position) {
  const value = call.argument(flag, position);
  return value === void 0 || value.kind === "bool" && !value.value;
}
function valueName(call) {
  const node = call.argumentNode("value", 1);
  const name = node === void 0 ? void 0 : dottedName(node);
  return name?.slice(name.lastIndexOf(".") + 1);
}
function takesKeywords({ node }) {
  const plain3 = node.args.filter(({ name }) => name === void 0);
  return plain3.length <= 6 && plain3.every(({ unpack }) => unpack === void 0);
}
function isSignedToken(call) {
  const value = call.argument("value", 1);
  return value?.kind === "external-call" && /^(jwt|jose\.jwt|joserfc\.jwt)\.encode$/.test(value.callee);
}
function isRemoval(call) {
  const age = call.argument("max_age", 2) ?? call.argument("expires", 3);
  return textOfValue(call.argument("value", 1)) === "" || age?.kind === "number" && age.value <= 0;
}
function argumentSites(code, call) {
  return call.node.args.map((argument) => siteIn(code, argument));
}
function keywordSites(code, call) {
  return new Map(
    call.node.args.flatMap(
      (argument) => argument.name === void 0 ? [] : [[argument.name, siteIn(code, argument)]]
    )
  );
}

// src/rules/insecure-session.ts
var insecure_session_default = defineRule({
  id: "insecure-session",
  summary: "The session cookie is not protected",
  category: "input",
  severity: "medium",
  confidence: "high",
  cwe: [614],
  owasp: ["API2"],
  seeds: [],
  docs: {
    why: '`SessionMiddleware` sends its cookie without `Secure` (measured: `path=/; Max-Age=1209600; httponly; samesite=lax`), so it also travels over plain HTTP and can be read there. `same_site="none"` sends it along with requests of other sites. The cookie is signed and not encrypted: who knows a key that stands in the source can write any session.',
    fix: "Pass `https_only=True`, leave `same_site` at `lax`, and read the key from the environment.",
    bad: `import os

from fastapi import FastAPI
from starlette.middleware.sessions import SessionMiddleware

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key=os.environ["SESSION_KEY"])
`,
    good: `import os

from fastapi import FastAPI
from starlette.middleware.sessions import SessionMiddleware

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key=os.environ["SESSION_KEY"], https_only=True)
`,
    references: [
      "https://www.starlette.io/middleware/#sessionmiddleware",
      "https://owasp.org/www-community/controls/SecureCookieAttribute"
    ],
    limits: "A literal key alone is the subject of `hardcoded-secret`. `https_only` that comes from settings is left alone."
  },
  *check(facts) {
    for (const found2 of middlewareNamed(facts, "starlette.middleware.sessions.SessionMiddleware")) {
      const problem = problemOf11(facts, found2);
      if (problem !== void 0) yield problem;
    }
  }
});
function problemOf11(facts, found2) {
  const { args } = found2.use;
  const only = passed(args, "https_only", 5);
  const plain3 = only === void 0 || only !== "hidden" && only.kind === "bool" && isOn(only) === false;
  const crossSite = literalsOf2(args.keywords.get("same_site") ?? args.positional[4]).some(
    ({ text }) => text.toLowerCase() === "none"
  );
  const key = args.keywords.get("secret_key") ?? args.positional[0];
  const literal2 = key?.kind === "string";
  const faults = [
    ...plain3 ? ["is sent over plain HTTP too (no `https_only=True`)"] : [],
    ...crossSite ? ['goes along with requests of other sites (`same_site="none"`)'] : [],
    ...literal2 ? ["is signed with a key that stands in the source"] : []
  ];
  if (!plain3 && !crossSite) return void 0;
  const edits = plain3 ? withTrue(facts, ["https_only"], args.keywordSites, lastSite(args.keywordSites.values())) : void 0;
  return {
    at: found2.use.site,
    subject: middlewareSubject(found2),
    message: `The session cookie of ${appTitle(found2.app)} ${faults.join(", ")}. ${plain3 ? "Pass `https_only=True`." : crossSite ? "Use `lax`." : "Read the key from the environment."}`,
    ...edits !== void 0 && faults.length === 1 && isWrittenOut(facts, found2) ? { fix: { title: "Send the session cookie over HTTPS only", edits } } : {}
  };
}
function isWrittenOut(facts, { use }) {
  return [...use.args.keywordSites].every(([name, site]) => {
    const { path, span } = site;
    const isNear = path === use.site.path && span.startLine >= use.site.span.startLine && span.endLine <= use.site.span.endLine;
    return isNear && sourceAt(facts, site).startsWith(name);
  });
}

// src/fastapi/questions/auth-lookups.ts
var VERBS2 = /* @__PURE__ */ new Set([
  "get",
  "fetch",
  "find",
  "load",
  "read",
  "lookup",
  "retrieve",
  "query",
  "filter",
  "where",
  "delete",
  "remove",
  "update",
  "select",
  "first",
  "one",
  "scalar",
  "scalars",
  "execute",
  "exec",
  "pop",
  "destroy",
  "cancel",
  "archive",
  "edit",
  "patch",
  "modify",
  "show",
  "all",
  "getone",
  "findone",
  "fetchone",
  "fetchrow",
  "fetchval",
  "by",
  "download",
  "export"
]);
var REMOTE = /^(httpx|requests|aiohttp|urllib|logging|os|json|re|datetime|uuid|fastapi|starlette|pydantic|hashlib)\b/;
var NOT_A_STORE = /* @__PURE__ */ new Set([
  "client",
  "http",
  "cache",
  "redis",
  "logger",
  "log",
  "headers",
  "params",
  "environ",
  "cookies",
  "settings",
  "config",
  "limiter",
  "metrics"
]);
function lookupsIn(code, ids) {
  const nodes = nodesIn(code.body);
  const hits = nodes.filter(
    (node) => node.kind === "call" && isLookup2(code, node, ids) || node.kind === "subscript" && isStoreAccess(node, ids)
  );
  const outermost2 = hits.filter((node) => !hits.some((other) => other !== node && within(node, other)));
  return outermost2.map((node) => ({ node, results: resultsOf(nodes, node) }));
}
function isLookup2(code, node, ids) {
  if (!ids(node)) return false;
  const callee = callAt(code, node)?.callee ?? "";
  if (REMOTE.test(callee)) return false;
  const method = node.func.kind === "attribute" ? node.func.attr : node.func.kind === "name" ? node.func.id : lastName(callee);
  if (!wordsOf(method).some((word, index) => VERBS2.has(word) && index < 3) || /^(get_current|get_logger|get_settings|update_forward)/.test(method))
    return false;
  return !receiverWords(node).some((word) => NOT_A_STORE.has(word));
}
function receiverWords(node) {
  const receiver = node.func.kind === "attribute" ? dottedName(node.func.value) : void 0;
  return receiver === void 0 ? [] : wordsOf(receiver.split(".").at(-1) ?? "");
}
function isStoreAccess(node, ids) {
  const name = dottedName(node.value);
  return name !== void 0 && node.index.some(ids) && (/^[A-Z][A-Z0-9_]+$/.test(name) || wordsOf(name).some((word) => ["db", "store", "storage", "database", "repo"].includes(word)) || /^(fake_)?\w+s$/.test(name));
}
function storeCall(lookup) {
  let node = lookup;
  while (node.kind === "call" && node.func.kind === "attribute") {
    const receiver = node.func.value;
    if (receiver.kind === "await") return receiver.value.kind === "call" ? storeCall(receiver.value) : lookup;
    node = receiver;
  }
  return lookup;
}
function isInMemory(code, { node }) {
  const store = node.kind === "subscript" ? node.value : node.func.kind === "attribute" ? node.func.value : void 0;
  if (store === void 0) return false;
  return ["dict", "list", "set"].includes(code.valueOf(store).kind) || isOwnContainer(code, store);
}
function isOwnContainer(code, store) {
  const self = code.def?.params[0]?.name;
  if (code.owner === void 0 || store.kind !== "attribute" || store.value.kind !== "name" || store.value.id !== self)
    return false;
  return code.owner.body.some(
    (method) => method.kind === "function" && nodesIn(method.body).some(
      (node) => node.kind === "assign" && node.targets.some((target) => target.kind === "attribute" && target.attr === store.attr) && (node.value?.kind === "dict" || node.value?.kind === "list")
    )
  );
}
function resultsOf(nodes, lookup) {
  const names2 = /* @__PURE__ */ new Set();
  for (const node of nodes) {
    const value = node.kind === "assign" || node.kind === "walrus" ? node.value : void 0;
    if (value === void 0 || !within(lookup, value) && !mentions(value, names2)) continue;
    const targets = node.kind === "assign" ? node.targets : node.kind === "walrus" ? [node.target] : [];
    for (const target of targets)
      for (const part of target.kind === "tuple" ? target.items : [target])
        if (part.kind === "name") names2.add(part.id);
  }
  return names2;
}
function derivedNames(code, from, accepts) {
  const names2 = new Set(from);
  for (const node of nodesIn(code.body)) {
    if (node.kind !== "assign" || node.value === void 0 || !mentions(node.value, names2) || !accepts(node.value))
      continue;
    for (const target of node.targets) if (target.kind === "name") names2.add(target.id);
  }
  return names2;
}
function isConversion(expr) {
  if (expr.kind === "name" || expr.kind === "attribute" || expr.kind === "fstring") return true;
  if (expr.kind === "subscript") return true;
  if (expr.kind !== "call") return false;
  const name = expr.func.kind === "name" ? expr.func.id : expr.func.kind === "attribute" ? expr.func.attr : "";
  return /^(int|str|UUID|ObjectId|PydanticObjectId|strip|lower|upper|decode)$/.test(name);
}

// src/fastapi/questions/auth-ownership.ts
function callerNames(code, parameters) {
  const names2 = new Set(parameters);
  for (const node of nodesIn(code.body)) {
    if (node.kind !== "assign" || node.value === void 0) continue;
    const known = [...wordsBelow(node.value)].some(
      (word) => /^(_?(get_)?current_(user|tenant|org|organi[sz]ation|account|principal|member)(_id)?|user_id_ctx|get_jwt_subject|get_jwt_identity)$/.test(
        word
      )
    );
    if (known) {
      for (const target of node.targets) if (target.kind === "name") names2.add(target.id);
    }
  }
  return derivedNames(code, names2, (value) => !isDataRead(value));
}
function isDataRead(value) {
  return nodesIn(value).some(
    (node) => node.kind === "attribute" && /^(json|body|form|query_params|path_params|headers)$/.test(node.attr)
  );
}
function asksForOwner(facts, code, callers, ids) {
  if (callers.size > 0 && nodesIn(code.body).some((node) => isQuestion(facts, code, node, callers))) return true;
  return lookupsIn(code, ids).some(({ node, results }) => {
    if (mentions(node, callers)) return true;
    const target = node.kind === "call" ? callAt(code, node)?.target : void 0;
    const inner = target === void 0 ? void 0 : facts.codeOf(target);
    return inner !== void 0 && speaksOfOwners(inner) || handsOn(code, callers, results);
  });
}
function isQuestion(facts, code, node, callers) {
  if (node.kind === "compare") return mentions(node, callers) && !isPresence2(node.left, node.comparators);
  if (node.kind === "if" || node.kind === "while" || node.kind === "assert" || node.kind === "conditional")
    return hasPrivilegeTest(node.test, callers);
  if (node.kind === "subscript") return node.index.some((index) => mentions(index, callers));
  if (node.kind !== "call" || !mentions(node, callers)) return false;
  const name = node.func.kind === "attribute" ? node.func.attr : node.func.kind === "name" ? node.func.id : "";
  if (/^(filter|filter_by|where|get|find|first|select|query|fetch\w*|get_\w+|find_\w+|load_\w+|list_\w+|read_\w+|delete_\w+|update_\w+|remove_\w+)$/.test(
    name
  ))
    return true;
  if (namesGuard(name) || /^(can|has|is|check|ensure|require|assert|verify|authorize|enforce|allow|may|must|validate)(_|$)/.test(
    wordsOf(name).join("_")
  ))
    return true;
  const target = callAt(code, node)?.target;
  const inner = target === void 0 ? void 0 : facts.codeOf(target);
  return inner !== void 0 && (refusalsIn(inner).length > 0 || speaksOfOwners(inner));
}
function isPresence2(left2, comparators) {
  return left2.kind === "name" && comparators.every((one) => one.kind === "none");
}
var STATE_ONLY = /^(is_active|active|disabled|is_disabled|is_verified|verified|email_verified|is_authenticated|banned|is_banned)$/;
function hasPrivilegeTest(test, callers) {
  return nodesIn(test).some((node) => {
    const read3 = fieldRead(node);
    return read3 !== void 0 && mentions(read3.of, callers) && !STATE_ONLY.test(read3.name);
  }) || nodesIn(test).some((node) => node.kind === "call" && mentions(node, callers));
}
function fieldRead(node) {
  if (node.kind === "attribute") return { of: node.value, name: node.attr };
  const [key] = node.kind === "subscript" ? node.index : [];
  return node.kind === "subscript" && key?.kind === "string" ? { of: node.value, name: key.value } : void 0;
}
function handsOn(code, callers, results) {
  return code.calls.some(({ node, callee }) => {
    if (/^(print|logging|\?\.(info|debug|warning|error|log|exception|add_task|append))/.test(
      callee.replace(/^builtins\./, "")
    ))
      return false;
    if (/(Response|Out|Read|Model)$/.test(lastName(callee))) return false;
    const args = node.args.map(({ value }) => value);
    return mentions(args, callers) && mentions(args, results);
  });
}
function speaksOfOwners(code) {
  const ownOnly = nodesIn(code.body).some((node) => {
    if (node.kind === "name") return /current_(user|tenant|account)|_ctx$|_var$/.test(node.id);
    return node.kind === "attribute" && /^_?(user|current_user|user_id|tenant_id|owner_id|principal)$/.test(node.attr) && dottedName(node.value) === "self";
  });
  return ownOnly || code.calls.some(({ callee }) => namesGuard(lastName(callee)));
}
function ownerFieldOf(facts, code, lookup) {
  for (const node of nodesIn(lookup)) {
    if (node.kind !== "name") continue;
    const value = code.valueOf(node);
    if (value.kind !== "class") continue;
    const model = facts.modelOf(value);
    const field = model?.kind === "orm" || model?.kind === "sqlmodel" ? model.fields.find(({ name }) => namesOwnerField(name)) : void 0;
    if (field !== void 0) return `${value.qualname}.${field.name}`;
  }
  return void 0;
}

// src/rules/insufficient-privilege.ts
var insufficient_privilege_default = defineRule({
  id: "insufficient-privilege",
  summary: "An administrative route asks for a login only",
  category: "authentication",
  severity: "medium",
  confidence: "low",
  cwe: [863],
  owasp: ["API5"],
  seeds: ["S3"],
  reportsAbsence: true,
  docs: {
    why: "A guard that only asks for a login lets every user in. Where the project has a guard for administrators, a route under `/admin` without it is open to all who may sign in (broken function level authorisation).",
    fix: "Use the project's stronger guard on the route, or on the whole admin router.",
    bad: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()
USERS = {"t-1": {"name": "ada", "role": "admin"}}


def current_user(x_token: str = Header()) -> dict:
    if x_token not in USERS:
        raise HTTPException(status_code=401)
    return USERS[x_token]


def require_admin(user: dict = Depends(current_user)) -> dict:
    if user["role"] != "admin":
        raise HTTPException(status_code=403)
    return user


@app.get("/admin/stats")
def stats(user: dict = Depends(require_admin)):
    return {"visits": 3}


@app.delete("/admin/cache")
def clear_cache(user: dict = Depends(current_user)):
    return {"cleared": True}
`,
    good: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()
USERS = {"t-1": {"name": "ada", "role": "admin"}}


def current_user(x_token: str = Header()) -> dict:
    if x_token not in USERS:
        raise HTTPException(status_code=401)
    return USERS[x_token]


def require_admin(user: dict = Depends(current_user)) -> dict:
    if user["role"] != "admin":
        raise HTTPException(status_code=403)
    return user


@app.get("/admin/stats")
def stats(user: dict = Depends(require_admin)):
    return {"visits": 3}


@app.delete("/admin/cache")
def clear_cache(user: dict = Depends(require_admin)):
    return {"cleared": True}
`,
    references: [
      "https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/",
      "https://fastapi.tiangolo.com/advanced/security/oauth2-scopes/"
    ],
    limits: "A path or handler named for administrators is what makes a route administrative, hence the low confidence. Silent where the project has no stronger guard, and where the handler itself asks for the role."
  },
  *check(facts) {
    const stronger = strongGuard(facts);
    if (stronger === void 0) return;
    const enforcing = enforcingNames(facts);
    const weak = facts.application.routes.filter((route) => isWeak(facts, route, enforcing));
    for (const routes of groupBy3(weak, (route) => route.endpoint).values()) {
      const [first] = routes;
      if (first !== void 0) yield problemOf12(first, stronger);
    }
  }
});
var POWERS = [
  "admin",
  "admins",
  "administrator",
  "superuser",
  "staff",
  "role",
  "roles",
  "permission",
  "permissions",
  "scope",
  "scopes",
  "superadmin",
  "owner"
];
function isStrong(guard) {
  return guard.scopes.length > 0 || guard.demands.length > 0 || wordsOf(shortName(guard.name)).some((word) => POWERS.includes(word));
}
function strongGuard(facts) {
  const guards = facts.application.routes.flatMap((route) => route.protection.guards).filter(isStrong);
  return guards.find(
    (guard) => /admin|super|staff|role/i.test(`${guard.name} ${[...guard.demands, ...guard.scopes].join(" ")}`)
  );
}
function isWeak(facts, route, enforcing) {
  if (route.protection.status !== "protected" || route.openDependencies || !isAdminRoute(route) || isConfigured2(facts, route))
    return false;
  if (route.protection.guards.some(isStrong) || treeOf(route.dependencies).some((use) => use.scopes.length > 0 || /^(APIKey|HTTPBasic)/.test(use.scheme ?? "")))
    return false;
  if (/\/(log|sign)-?(in|out|off)$|\/me$/.test(route.path.text) || route.protection.guards.some(
    ({ name }) => wordsOf(shortName(name)).some((word) => ["key", "secret", "internal", "service"].includes(word))
  ))
    return false;
  const code = route.handler === void 0 ? void 0 : facts.codeOf(route.handler);
  if (code === void 0) return false;
  return !asksForOwner(facts, code, callerNames(code, callerParameters(route, enforcing)), () => false);
}
function problemOf12(route, stronger) {
  const weak = route.protection.guards.map((guard) => `\`${shortName(guard.name)}\``).join(", ") || "its guard";
  return {
    at: route.site,
    subject: subjectOf(route),
    message: `\`${titleOf(route)}\` reads as administrative and asks for a login only (${weak}). Use ${callOf2(stronger)}, as other routes do.`,
    related: [
      { at: stronger.site, message: `${callOf2(stronger)} asks for more` },
      ...route.protection.guards.map((guard) => ({
        at: guard.site,
        message: `\`${shortName(guard.name)}\` lets every user in`
      }))
    ]
  };
}
function callOf2({ name, kind, scopes, demands }) {
  if (scopes.length > 0) {
    const list = scopes.map((scope) => `"${scope}"`).join(", ");
    return `\`Security(${shortName(name)}, scopes=[${list}])\``;
  }
  if (kind === "library" && demands.length > 0)
    return `\`current_user(${demands.map((one) => `${one}=True`).join(", ")})\``;
  return `\`${shortName(name)}\``;
}

// src/rules/jwt-not-verified.ts
var jwt_not_verified_default = defineRule({
  id: "jwt-not-verified",
  summary: "A token is believed without proof of who signed it",
  category: "authentication",
  severity: "critical",
  confidence: "high",
  cwe: [347],
  owasp: ["API2"],
  seeds: ["S3"],
  docs: {
    why: "The payload of a JSON Web Token is plain text that anybody can write; only the signature tells who did. With the check off, with `none` allowed, or with the algorithm taken from the token itself, callers make their own tokens. With HS and RS algorithms in one list, the public key serves as the shared secret. python-jose accepts whatever algorithm the token names when `algorithms` is absent; PyJWT refuses.",
    fix: 'Call `jwt.decode(token, key, algorithms=["HS256"])` with the one algorithm you sign with.',
    bad: `import jwt
from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


def current_user(token: str = Depends(oauth2_scheme)) -> str:
    claims = jwt.decode(token, options={"verify_signature": False})
    return claims["sub"]


@app.get("/me")
def read_me(user: str = Depends(current_user)):
    return user
`,
    good: `import os

import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


def current_user(token: str = Depends(oauth2_scheme)) -> str:
    try:
        claims = jwt.decode(token, os.environ["JWT_KEY"], algorithms=["HS256"])
    except jwt.InvalidTokenError:
        raise HTTPException(status_code=401) from None
    return claims["sub"]


@app.get("/me")
def read_me(user: str = Depends(current_user)):
    return user
`,
    references: [
      "https://pyjwt.readthedocs.io/en/stable/usage.html",
      "https://fastapi.tiangolo.com/tutorial/security/oauth2-jwt/"
    ],
    limits: "Reading a header or claim first (to pick the key or issuer) and verifying afterwards is right, and silent, also across a helper and its callers. So is a decode in a test, in a function that only writes to the log, and in the sign-out of a guarded route."
  },
  *check(facts) {
    for (const call of decodeCalls(facts)) {
      if (believesNobody(facts, call.code)) continue;
      const forgery = forgeryOf(call);
      if (forgery === void 0 || forgery === "signature-off" && verifiesNearby(facts, call.code)) continue;
      yield problemOf13(facts, call, forgery);
    }
    for (const call of peekCalls(facts)) {
      if (!believesNobody(facts, call.code) && !verifiesNearby(facts, call.code)) yield peekProblem(call);
    }
  }
});
var WORDS = {
  "signature-off": (name) => `\`${name}\` is told not to check the signature, so callers write their own claims. Pass the key and \`algorithms=[...]\`, and leave the check on.`,
  "no-algorithms": (name) => `\`${name}\` gets no \`algorithms\`, and python-jose then accepts the one that the token names. Pass \`algorithms=["HS256"]\`, or the one you sign with.`,
  "none-allowed": (name) => `\`${name}\` allows the algorithm \`none\`, which needs no key. Take \`none\` out of \`algorithms\`.`,
  "own-algorithm": (name) => `\`${name}\` takes the algorithm from the token's own header, so the caller chooses it. Name the one you sign with in \`algorithms=[...]\`.`,
  mixed: (name) => `\`${name}\` allows shared-secret and key-pair algorithms in one list, so the public key can be used to sign. Keep the one family you sign with.`
};
function problemOf13(facts, call, forgery) {
  const fix = fixOf2(facts, call, forgery);
  const options = forgery === "signature-off" ? call.argumentSite("options", 3) ?? call.argumentSite("verify") : call.argumentSite("algorithms", 2);
  return {
    at: call.site,
    subject: `function ${call.code.name} decode ${forgery}`,
    message: `In \`${nameOf(call.code)}\`, ${WORDS[forgery](writtenName(call))}`,
    related: options === void 0 ? [] : [{ at: options, message: "decided here" }],
    ...fix === void 0 ? {} : { fix }
  };
}
function fixOf2(facts, call, forgery) {
  const { module } = call.code;
  if (forgery === "none-allowed") {
    const list = call.argumentNode("algorithms", 2);
    if (list?.kind !== "list") return void 0;
    const kept = list.items.filter((item) => item.kind !== "string" || item.value.toLowerCase() !== "none");
    if (kept.length === 0 || kept.length === list.items.length) return void 0;
    const replacement = `[${kept.map((item) => textOf(module, item)).join(", ")}]`;
    return { title: "Take `none` out", edits: [{ at: siteIn(call.code, list), replacement }] };
  }
  if (forgery !== "no-algorithms" || call.argumentNode("algorithms", 2) !== void 0) return void 0;
  const algorithm = signingAlgorithm(facts, call);
  const last = call.node.args.at(-1);
  if (algorithm === void 0 || last === void 0 || last.unpack !== void 0) return void 0;
  return {
    title: "Name the algorithm",
    edits: [{ at: siteIn(call.code, last), replacement: `${textOf(module, last)}, algorithms=[${algorithm}]` }]
  };
}
function peekProblem(call) {
  return {
    at: call.site,
    subject: `function ${call.code.name} unverified claims`,
    message: `\`${nameOf(call.code)}\` believes \`${writtenName(call)}\`, which checks no signature: callers write their own claims. Verify with \`jwt.decode(token, key, algorithms=[...])\`.`
  };
}

// src/rules/jwt-weak-claims.ts
var jwt_weak_claims_default = defineRule({
  id: "jwt-weak-claims",
  summary: "A token never expires, or its claims are not checked",
  category: "authentication",
  severity: "high",
  confidence: "medium",
  cwe: [613, 345],
  owasp: ["API2"],
  seeds: ["S3"],
  docs: {
    why: "A stolen token works until it expires: without `exp`, with `verify_exp` off, or with a life of weeks, that is for ever. Without the audience or issuer check a token that was made for another service is accepted here.",
    fix: "Put `exp` a few minutes or hours ahead into every access token, and leave `verify_exp`, `verify_aud`, `verify_iss` and `verify_nbf` on.",
    bad: `import os

import jwt


def create_access_token(user_id: str) -> str:
    return jwt.encode({"sub": user_id}, os.environ["JWT_KEY"], algorithm="HS256")
`,
    good: `import os
from datetime import datetime, timedelta, timezone

import jwt


def create_access_token(user_id: str) -> str:
    expires = datetime.now(timezone.utc) + timedelta(minutes=15)
    return jwt.encode({"sub": user_id, "exp": expires}, os.environ["JWT_KEY"], algorithm="HS256")
`,
    references: [
      "https://pyjwt.readthedocs.io/en/stable/usage.html",
      "https://fastapi.tiangolo.com/tutorial/security/oauth2-jwt/"
    ],
    limits: "Refresh tokens may live for weeks. A payload that is built elsewhere is left alone when the name `exp` occurs in the same file. A life of fourteen days or more counts as weeks."
  },
  *check(facts) {
    for (const call of decodeCalls(facts))
      if (!isUnverified(call) && !believesNobody(facts, call.code)) yield* uncheckedClaims(call);
    for (const call of encodeCalls(facts)) {
      if (lacksExpiry(facts, call)) yield withoutExpiry(call);
      else yield* longLife(facts, call);
    }
  }
});
var CLAIMS = [
  ["verify_exp", "expired tokens are accepted for ever"],
  ["verify_aud", "tokens made for other services are accepted"],
  ["verify_iss", "tokens of any issuer are accepted"],
  ["verify_nbf", "tokens are accepted before their time"]
];
function* uncheckedClaims(call) {
  const off = CLAIMS.filter(([option]) => isOff2(optionOf(call, option)));
  const [first] = off;
  if (first === void 0) return;
  const names2 = off.map(([option]) => `\`${option}\``).join(" and ");
  yield {
    at: call.argumentSite("options", 3) ?? call.site,
    subject: `function ${call.code.name} ${off.map(([option]) => option).join(" ")}`,
    message: `\`${writtenName(call)}\` in \`${nameOf(call.code)}\` switches ${names2} off: ${off.map(([, effect]) => effect).join("; ")}. Leave ${off.length === 1 ? "it" : "them"} on.`,
    related: [{ at: call.site, message: "the token is decoded here" }],
    confidence: "high"
  };
}
function lacksExpiry(facts, call) {
  const payload = call.argument("payload", 0) ?? call.argument("claims", 0);
  if (speaksOfExpiry(call.code)) return false;
  if (payload?.kind === "dict" && payload.open !== true)
    return !payload.entries.some(({ key }) => key.kind === "string" && key.value === "exp");
  const callers = call.code.def === void 0 ? [] : facts.codes.filter((other) => other.calls.some(({ target }) => target?.def === call.code.def));
  if (callers.some((caller) => speaksOfExpiry(caller))) return false;
  if (callers.length === 0 && facts.codes.some((other) => speaksOfExpiry(other))) return false;
  return !/\bexp\b/.test(call.code.module.text) && isAccess(call.code);
}
function speaksOfExpiry(code) {
  return nodesIn(code.body).some(
    (node) => node.kind === "string" && node.value === "exp" || node.kind === "call" && node.args.some(({ name }) => name === "exp")
  );
}
function isAccess(code) {
  return wordsOf(nameOf(code)).some((word) => ["token", "jwt", "login", "encode", "sign"].includes(word));
}
function withoutExpiry(call) {
  const known = call.argument("payload", 0)?.kind === "dict" || call.argument("claims", 0)?.kind === "dict";
  return {
    at: call.site,
    subject: `function ${call.code.name} no exp`,
    message: `The token that \`${nameOf(call.code)}\` makes has no \`exp\`, so a stolen one works for ever. Add \`"exp": datetime.now(timezone.utc) + timedelta(minutes=15)\`.`,
    confidence: known ? "high" : "medium"
  };
}
var SECONDS = { weeks: 604800, days: 86400, hours: 3600, minutes: 60, seconds: 1 };
var TOO_LONG = 14 * 86400;
function* longLife(facts, call) {
  if (isForRefresh(call.code) || !speaksOfExpiry(call.code)) return;
  for (const delta of [...call.code.calls, ...topLevelDeltas(facts, call.code)]) {
    if (!/(^|\.)timedelta$/.test(delta.callee) || secondsOf(delta) < TOO_LONG) continue;
    const days = Math.round(secondsOf(delta) / 86400);
    yield {
      at: call.site,
      subject: `function ${call.code.name} lifetime`,
      message: `Tokens of \`${nameOf(call.code)}\` live for ${String(days)} days, and a stolen one as long. Give access tokens minutes or hours, and a refresh token for the rest.`,
      related: [{ at: delta.site, message: "this is how long it lives" }]
    };
    return;
  }
}
function topLevelDeltas(facts, code) {
  const top = facts.codes.find((one) => one.module === code.module && one.def === void 0);
  const deltas = top?.calls.filter(({ callee }) => /(^|\.)timedelta$/.test(callee)) ?? [];
  return deltas.filter((delta) => {
    const holder = code.module.body.find((statement) => statement.kind === "assign" && statement.value === delta.node);
    const target = holder?.kind === "assign" ? holder.targets[0] : void 0;
    return target?.kind === "name" && !/refresh/i.test(target.id) && mentions(code.body, /* @__PURE__ */ new Set([target.id]));
  });
}
function isForRefresh(code) {
  const words = wordsOf(nameOf(code));
  return words.some(
    (word) => [
      "refresh",
      "reset",
      "verification",
      "verify",
      "invite",
      "invitation",
      "remember",
      "email",
      "unsubscribe"
    ].includes(word)
  ) || /refresh/i.test(textAround(code));
}
function textAround(code) {
  return code.def === void 0 ? "" : code.module.text.slice(code.def.start, code.def.end);
}
function secondsOf(delta) {
  return Object.entries(SECONDS).reduce((sum2, [unit, seconds]) => {
    const value = delta.argument(unit, unit === "days" ? 0 : unit === "seconds" ? 1 : void 0);
    const settled2 = value === void 0 ? void 0 : defaultOf(value);
    return settled2?.kind === "number" ? sum2 + settled2.value * seconds : sum2;
  }, 0);
}

// src/rules/lax-content-type.ts
var lax_content_type_default = defineRule({
  id: "lax-content-type",
  summary: "JSON bodies are read without a JSON content type",
  category: "input",
  severity: "medium",
  confidence: "high",
  cwe: [352],
  owasp: ["API8"],
  seeds: [],
  docs: {
    why: "Since 0.132 FastAPI refuses a JSON body that does not come as `application/json`. `strict_content_type=False` takes it back: a body without a content type is parsed as JSON again, and a page of any origin can send such a request without a preflight, so CORS no longer stands between it and routes that trust a cookie or the network.",
    fix: "Leave `strict_content_type` at its default, `True`, and let clients send `Content-Type: application/json`.",
    bad: `from fastapi import FastAPI

app = FastAPI(strict_content_type=False)


@app.post("/items")
def create_item(item: dict[str, int]):
    return item
`,
    good: `from fastapi import FastAPI

app = FastAPI()


@app.post("/items")
def create_item(item: dict[str, int]):
    return item
`,
    references: [
      "https://fastapi.tiangolo.com/advanced/strict-content-type/",
      "https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS#simple_requests"
    ],
    limits: "Only where the argument is certainly false, or false unless somebody configures it otherwise."
  },
  *check(facts) {
    for (const call of facts.codes.flatMap((code) => code.calls.filter(isServer))) {
      const value = call.argument("strict_content_type");
      const at = call.argumentSite("strict_content_type") ?? value?.site;
      if (value === void 0 || at === void 0) continue;
      const settled2 = value.kind === "environment" ? value.default : value;
      if (settled2 === void 0 || settled2.kind !== "bool" || truthOf(settled2) !== false) continue;
      yield {
        at,
        subject: `strict_content_type of ${lastName(call.callee)} in ${call.code.name}`,
        message: `\`strict_content_type=False\` makes this \`${lastName(call.callee)}\` parse bodies as JSON without a JSON content type, which any web page can send without a preflight. Remove it.`,
        confidence: value.kind === "bool" ? "high" : "medium",
        ...value.kind === "bool" && isDirect(call) ? { fix: { title: "Ask for a JSON content type", edits: [{ at, replacement: "strict_content_type=True" }] } } : {}
      };
    }
  }
});
function isServer(call) {
  return isDirect(call) || /^fastapi\.(FastAPI|APIRouter)$/.test(call.callee) && call.node.args.some(({ unpack }) => unpack === "**");
}
function isDirect(call) {
  return call.node.args.some((argument) => argument.name === "strict_content_type");
}

// src/rules/comparison/loosened-bounds.ts
var SIZES = ["unbounded-pagination", "unconstrained-input", "unbounded-upload"];
var BODIES = ["unbounded-request-body", "unbounded-upload"];
function* loosenedLimits(snapshots) {
  for (const pair of snapshots.routes) {
    yield* loosenedParameters(pair, snapshots);
    yield* loosenedBodies(pair, snapshots);
    yield* loosenedArguments(pair.base, pair.head, { subject: subjectOf(pair.head), title: titleOf(pair.head) });
    for (const include2 of pair.base.chain) {
      const now = pair.head.chain.find(({ child }) => child.name === snapshots.renames.text(include2.child.name));
      const title2 = `include of ${objectTitle(include2.child.name)}`;
      if (now !== void 0)
        yield* loosenedArguments(include2, now, {
          subject: `include ${routerName(now.parent, pair.head.app)} <- ${routerName(now.child, pair.head.app)}`,
          title: title2
        });
    }
  }
  for (const { base, head } of pairApps(snapshots)) {
    yield* loosenedArguments(base, head, { subject: `app ${head.name}`, title: shortName(head.name) });
    yield* loosenedMiddleware(base, head);
  }
}
function* loosenedParameters({ base, head }, snapshots) {
  const own = {
    before: base.parameters,
    after: head.parameters,
    of: head.endpoint,
    code: codeOf2(head, snapshots.head)
  };
  const uses = treeOf(base.dependencies).flatMap((use) => {
    const now = treeOf(head.dependencies).find(({ name }) => name === snapshots.renames.text(use.name));
    return now === void 0 ? [] : [{ before: use.parameters, after: now.parameters, of: now.name, code: void 0 }];
  });
  for (const { before, after, of, code } of [own, ...uses]) {
    for (const parameter of before) {
      const now = after.find(({ name }) => name === parameter.name);
      if (now === void 0 || code?.(now.name) === true) continue;
      for (const bound of changed2(valuesOf(parameter), valuesOf(now))) {
        yield said(bound, now.site, {
          subject: `parameter ${of} ${now.name}`,
          title: `\`${now.name}\` of \`${shortName(of)}\``,
          explains: SIZES
        });
      }
    }
  }
}
function codeOf2(route, facts) {
  const code = route.handler === void 0 ? void 0 : facts.codeOf(route.handler);
  if (code === void 0) return void 0;
  const nodes = nodesIn(code.body);
  return (name) => nodes.some((node) => {
    if (node.kind === "call")
      return node.func.kind === "name" && node.func.id === "min" && mentions(node, /* @__PURE__ */ new Set([name]));
    return node.kind === "compare" && node.ops.some((op) => op.startsWith("<") || op.startsWith(">")) && mentions(node, /* @__PURE__ */ new Set([name]));
  });
}
function changed2(before, after) {
  const old = constraintsIn(before);
  const now = constraintsIn(after);
  if (isOpen(now, after) || isOpen(old, before)) return [];
  const [type] = after;
  if (type?.kind === "class" || isNarrow(type)) return [];
  return loosenedBounds(boundsOf(old), boundsOf(now));
}
function isNarrow(type) {
  const base = type?.kind === "annotated" ? type.base : type;
  return base?.kind === "external" && /(^|\.)(Literal|bool|UUID\d?|datetime|date|EmailStr|IPv\dAddress)$/u.test(base.name);
}
function* loosenedBodies({ base, head }, snapshots) {
  for (const parameter of base.parameters) {
    const now = head.parameters.find(({ name, source: source2 }) => name === parameter.name && source2 === "body");
    if (parameter.source !== "body" || parameter.annotation === void 0 || now?.annotation === void 0) continue;
    const before = modelsOf(parameter.annotation, snapshots.base);
    const after = modelsOf(now.annotation, snapshots.head);
    for (const model of before) {
      const name = snapshots.renames.text(titleOfModel(model));
      const same = after.find((other) => titleOfModel(other) === name) ?? (model === before[0] ? after[0] : void 0);
      if (same !== void 0) yield* loosenedFields(model, same, snapshots);
    }
  }
}
function* loosenedFields(base, head, snapshots) {
  for (const field of base.fields) {
    const now = head.fields.find(({ name }) => name === field.name);
    if (now === void 0) continue;
    for (const bound of changed2(valuesIn(field, snapshots.base), valuesIn(now, snapshots.head))) {
      const title2 = `\`${head.class.qualname}.${now.name}\``;
      yield said(bound, now.site, { subject: `model ${titleOfModel(head)}.${now.name}`, title: title2, explains: SIZES });
    }
  }
}
function valuesIn({ module, annotation, value }, facts) {
  return [annotation, value].map((expr) => expr === void 0 ? void 0 : facts.valueIn(module, expr));
}
function modelsOf(annotation, facts) {
  const found2 = [];
  const waiting = [facts.modelOf(annotation)];
  for (let next = waiting.shift(); next !== void 0 || waiting.length > 0; next = waiting.shift()) {
    const model = next;
    if (model === void 0 || found2.some((known) => known.class.def === model.class.def)) continue;
    found2.push(model);
    for (const field of model.fields) {
      if (field.annotation !== void 0) waiting.push(facts.modelOf(facts.valueIn(field.module, field.annotation)));
    }
  }
  return found2;
}
function titleOfModel({ class: { moduleName, qualname } }) {
  return `${moduleName}:${qualname}`;
}
function* loosenedArguments(base, head, { subject, title: title2 }) {
  if (base.args.open || head.args.open) return;
  const loosened = loosenedBounds(boundsOf([base.args]), boundsOf([head.args]));
  for (const bound of loosened) yield said(bound, head.site, { subject, title: `\`${title2}\``, explains: BODIES });
}
function* loosenedMiddleware(base, head) {
  for (const use of base.middleware) {
    const now = head.middleware.find(({ name }) => name === use.name);
    if (now !== void 0)
      yield* loosenedArguments(use, now, {
        subject: `middleware ${now.name} of ${head.name}`,
        title: shortName(now.name)
      });
  }
}
function said(bound, owner, {
  subject,
  title: title2,
  explains
}) {
  const { at, counterparts } = placesOf(bound);
  return {
    at,
    side: "LEFT",
    counterparts: [...counterparts, owner],
    subject: `${subject} ${bound.base.name}`,
    what: `${wordsFor(bound)} on ${title2}`,
    explains
  };
}

// src/rules/comparison/call-pairs.ts
function pairCalls({ base, head, renames }, isMeant) {
  const bases = new Set(base.codes.flatMap(({ calls }) => calls.filter(({ callee }) => isMeant(callee))));
  const heads = new Set(head.codes.flatMap(({ calls }) => calls.filter(({ callee }) => isMeant(callee))));
  const pairs = [];
  for (const sign of SIGNS) {
    const baseGroups = groupBy(bases, (call) => sign.key(call, (name) => renames.text(name)));
    const headGroups = groupBy(heads, (call) => sign.key(call, (name) => name));
    for (const [key, group] of baseGroups) {
      const partners = headGroups.get(key) ?? [];
      if (group.length !== partners.length && sign.mustBeEven) continue;
      for (const [index, call] of group.entries()) {
        const partner = partners[index];
        if (partner === void 0) continue;
        pairs.push({ base: call, head: partner });
        bases.delete(call);
        heads.delete(partner);
      }
    }
  }
  return pairs;
}
var SIGNS = [
  { key: (call, as) => [as(call.code.name), as(call.callee), firstText2(call)].join("\0"), mustBeEven: false },
  { key: (call, as) => [as(call.code.name), as(call.callee)].join("\0"), mustBeEven: true },
  { key: (call, as) => [as(call.callee), firstText2(call)].join("\0"), mustBeEven: true }
];
function firstText2(call) {
  return textOfValue(call.argument("key", 0)) ?? "";
}

// src/rules/comparison/loosened-rates.ts
var EXPLAINED2 = ["missing-rate-limit", "inert-rate-limit"];
function* loosenedRates(snapshots) {
  const affected = snapshots.routes.flatMap((pair) => lostLimits(pair, snapshots));
  for (const { cause, routes } of byCause(affected)) {
    const { at, side, counterparts, subject, what } = cause;
    yield {
      at,
      side,
      counterparts,
      subject,
      what: `${what}: ${listed2(routes)} can be called more often`,
      explains: EXPLAINED2,
      routes
    };
  }
  yield* loosenedDefaults(snapshots);
}
function lostLimits(pair, snapshots) {
  const before = rateLimitsOf(pair.base, snapshots.base);
  const after = rateLimitsOf(pair.head, snapshots.head);
  const hasNew = after.length > before.length || after.some(({ how }) => !before.some((limit) => limit.how === how));
  return before.flatMap((limit, index) => {
    const now = after.find(({ name, how }) => how === limit.how && name === snapshots.renames.text(limit.name)) ?? (after.length === before.length ? after[index] : void 0);
    if (now === void 0)
      return hasNew || pair.head.openDependencies ? [] : [{ cause: droppedCause(pair, limit, snapshots), route: pair.head }];
    if (limit.rate === void 0 || now.rate === void 0 || now.rate <= limit.rate) return [];
    return [{ cause: raisedCause(pair, limit, now), route: pair.head }];
  });
}
function droppedCause(pair, limit, snapshots) {
  if (limit.use !== void 0 && pair.base.dependencies.includes(limit.use))
    return edgeCause(pair, limit.use, snapshots);
  const { head } = pair;
  const subject = `${subjectOf(head)} @${limit.name}`;
  const above = head.decoratorsAbove.find(({ text }) => text === limit.text);
  if (above !== void 0) {
    const what = `\`@${limit.name}\` moved above the route decorator, where FastAPI never calls it`;
    return { at: above.site, side: "RIGHT", counterparts: [], subject, what };
  }
  return {
    at: limit.site,
    side: "LEFT",
    counterparts: [head.site],
    subject,
    what: `\`${shortName(head.endpoint)}\` lost its limit \`${short(limit.text)}\``
  };
}
function raisedCause({ head }, limit, now) {
  const said3 = {
    subject: `${subjectOf(head)} @${limit.name}`,
    what: `the limit of \`${titleOf(head)}\` went up from \`${short(limit.text)}\` to \`${short(now.text)}\``
  };
  if (limit.text === now.text && limit.written !== void 0 && now.written !== void 0)
    return { at: limit.written, side: "LEFT", counterparts: [now.written], ...said3, what: constantRaised(limit, now) };
  const [before, after] = limit.use === void 0 || now.use === void 0 ? [limit.site, now.site] : [limit.use.marker, now.use.marker];
  return { at: before, side: "LEFT", counterparts: [after], ...said3 };
}
function constantRaised(limit, now) {
  const times = Math.round((now.rate ?? 1) / (limit.rate ?? 1));
  return times > 1 ? `the limit \`${short(now.text)}\` lets ${times} times as much through` : `the limit \`${short(now.text)}\` went up`;
}
function short(text) {
  const folded = text.replaceAll(/\s+/gu, " ");
  return folded.length > 60 ? `${folded.slice(0, 59)}…` : folded;
}
function* loosenedDefaults(snapshots) {
  for (const { base, head } of pairCalls(snapshots, (callee) => lastName(callee) === "Limiter")) {
    for (const name of ["default_limits", "application_limits"]) {
      const before = defaultRate(base.argument(name));
      const after = defaultRate(head.argument(name));
      const at = base.argumentSite(name);
      if (before === void 0 || at === void 0 || head.open) continue;
      const given2 = head.argument(name);
      if (given2 !== void 0 && (after === void 0 || after <= before)) continue;
      const now = head.argumentSite(name);
      yield {
        at,
        side: "LEFT",
        counterparts: [...now === void 0 ? [] : [now], head.site],
        subject: `call Limiter in ${head.code.name} ${name}`,
        what: given2 === void 0 ? `\`Limiter(...)\` lost its \`${name}\`` : `\`${name}\` of \`Limiter(...)\` went up`,
        explains: EXPLAINED2,
        routes: []
      };
    }
  }
}

// src/rules/comparison/loosened.ts
function loosenedAt(base, heads, said3) {
  const counterparts = heads.filter((site) => site !== void 0);
  if (base !== void 0) return { at: base, side: "LEFT", counterparts, ...said3 };
  const [head] = counterparts;
  return head === void 0 ? void 0 : { at: head, side: "RIGHT", counterparts: [], ...said3 };
}
function problemOf14(loosened, advice4) {
  const { at, side, counterparts, subject, what, explains, severity } = loosened;
  return {
    at,
    side,
    counterparts,
    subject,
    message: `${what.charAt(0).toUpperCase()}${what.slice(1)}. ${advice4}`,
    ...severity === void 0 ? {} : { severity },
    absorbs: explains.flatMap(
      (ruleId) => [subject, ...loosened.subjects ?? []].map((one) => ({ ruleId, subject: one }))
    )
  };
}

// src/rules/limit-loosened.ts
var limit_loosened_default = defineComparison({
  id: "limit-loosened",
  summary: "A change raises or drops a limit",
  category: "comparison",
  severity: "medium",
  confidence: "high",
  cwe: [770],
  owasp: ["API4"],
  seeds: [],
  docs: {
    why: "A limit is what stands between one client and all of the memory, the database or the passwords. When it goes, nothing breaks until somebody asks for a million rows.",
    fix: "Keep the limit, or raise it only as far as the slowest request still bears.",
    bad: `from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/items")
def list_items(limit: int = Query(20)):
    return fetch_items(limit)
`,
    good: `from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/items")
def list_items(limit: int = Query(20, le=100)):
    return fetch_items(limit)
`,
    references: [
      "https://fastapi.tiangolo.com/tutorial/query-params-str-validations/",
      "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/"
    ],
    limits: "Silent when the limit moved to a decorator, a dependency or the body of the function, when the type itself became narrower, and when a value cannot be told."
  },
  *compare(base, head, paths) {
    const snapshots = snapshotsOf(base, head, paths);
    const seen = /* @__PURE__ */ new Set();
    for (const rate of loosenedRates(snapshots)) {
      seen.add(keyOf4(rate));
      yield { ...worded2(rate), related: relatedRoutes(rate.routes, (title2) => `\`${title2}\` is limited less`) };
    }
    for (const bound of loosenedLimits(snapshots)) {
      if (seen.has(keyOf4(bound))) continue;
      seen.add(keyOf4(bound));
      yield worded2(bound);
    }
  }
});
function worded2(loosened) {
  return problemOf14(loosened, "Keep the limit, or raise it only as far as needed.");
}
function keyOf4({ at: { path, span } }) {
  return [path, span.startLine, span.startColumn, span.endLine, span.endColumn].join("\0");
}

// src/rules/lookup-before-authentication.ts
var lookup_before_authentication_default = defineRule({
  id: "lookup-before-authentication",
  summary: "A lookup answers 404 before the guard answers 401",
  category: "authentication",
  severity: "low",
  confidence: "medium",
  cwe: [204],
  owasp: ["API2"],
  seeds: [],
  docs: {
    why: "FastAPI runs dependencies in order, and the first that raises wins. A lookup that stands before the guard answers 404 for names that do not exist and lets the guard answer 401 for those that do: callers without a credential can tell them apart.",
    fix: "Put the guard first: in `dependencies=` of the router or decorator, as an earlier parameter, or as a dependency of the lookup itself.",
    bad: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()
PROJECTS = {"apollo": {"name": "apollo"}}


def load_project(name: str) -> dict:
    if name not in PROJECTS:
        raise HTTPException(status_code=404)
    return PROJECTS[name]


def current_user(x_token: str = Header()) -> str:
    if x_token != "t-1":
        raise HTTPException(status_code=401)
    return "ada"


@app.get("/projects/{name}")
def read_project(project: dict = Depends(load_project), user: str = Depends(current_user)):
    return project
`,
    good: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()
PROJECTS = {"apollo": {"name": "apollo"}}


def current_user(x_token: str = Header()) -> str:
    if x_token != "t-1":
        raise HTTPException(status_code=401)
    return "ada"


def load_project(name: str, user: str = Depends(current_user)) -> dict:
    if name not in PROJECTS:
        raise HTTPException(status_code=404)
    return PROJECTS[name]


@app.get("/projects/{name}")
def read_project(project: dict = Depends(load_project), user: str = Depends(current_user)):
    return project
`,
    references: ["https://fastapi.tiangolo.com/tutorial/dependencies/dependencies-in-path-operation-decorators/"]
  },
  *check(facts) {
    const enforcing = enforcingNames(facts);
    const early = facts.application.routes.flatMap((route) => {
      const found2 = earlyLookup(facts, route, enforcing);
      return found2 === void 0 ? [] : [{ route, ...found2 }];
    });
    for (const group of groupBy3(early, ({ lookup }) => keyOf(lookup.site)).values()) {
      const [first] = group;
      if (first !== void 0)
        yield problemOf15(
          first,
          group.map(({ route }) => route)
        );
    }
  }
});
function earlyLookup(facts, route, enforcing) {
  if (route.protection.guards.some(({ kind }) => kind === "middleware")) return void 0;
  const order = inOrderOfCalls(route.dependencies);
  const at = order.findIndex((use) => enforcing.has(use.name));
  const guard = order[at];
  if (guard === void 0) return void 0;
  for (const lookup of order.slice(0, at)) {
    const code = bodyOf(facts, lookup);
    if (code === void 0 || !lookup.parameters.some(({ source: source2 }) => source2 === "path" || source2 === "query"))
      continue;
    const raised = nodesIn(code.body).find(
      (node) => node.kind === "raise" && node.exception !== void 0 && exceptionStatus(code, node.exception) === 404
    );
    if (raised !== void 0) return { lookup, guard, raised: siteIn(code, raised) };
  }
  return void 0;
}
function inOrderOfCalls(uses) {
  return uses.flatMap((use) => [...inOrderOfCalls(use.children), use]);
}
function problemOf15({ lookup, guard, raised, route }, routes) {
  const places = [...routes].sort((a, b) => compareSites(a.site, b.site));
  return {
    at: lookup.site,
    subject: `route ${titleOf(route)} ${route.endpoint} ${lookup.name}`,
    message: `\`${shortName(lookup.name)}\` runs before \`${shortName(guard.name)}\` and answers 404: without a credential, names that exist can be told from those that do not. Let \`${shortName(guard.name)}\` run first.`,
    related: [
      { at: raised, message: "the 404" },
      { at: guard.site, message: "the guard comes later" },
      ...places.slice(1).map((one) => ({ at: one.site, message: `\`${titleOf(one)}\` too` }))
    ]
  };
}

// src/fastapi/questions/auth-administrators.ts
function isForAdministrators(route) {
  if (isAdminRoute(route) && route.protection.status !== "public") return true;
  if (route.protection.status === "unknown") return true;
  return route.protection.guards.some(
    (guard) => asksForMore(guard) || guard.scopes.length > 0 || /admin|superuser|staff|permission|role|owner/i.test(guard.name)
  );
}
function asksForMore({ demands }) {
  return demands.some((one) => !/^(is_)?(active|enabled|verified|disabled)$/.test(one));
}

// src/fastapi/questions/input-bodies.ts
var BODY = /* @__PURE__ */ new Set(["body", "form"]);
function parametersOf2(route) {
  const below = treeOf(route.dependencies).flatMap((use) => use.parameters);
  return [...route.parameters, ...below];
}
var bodyModels = remembered((facts) => {
  const found2 = /* @__PURE__ */ new Map();
  for (const route of facts.application.routes) {
    for (const parameter of parametersOf2(route)) {
      if (!BODY.has(parameter.source) || parameter.annotation === void 0) continue;
      for (const model of modelsIn(facts, parameter.annotation)) {
        const known = found2.get(model.class.def);
        if (known === void 0) found2.set(model.class.def, { model, routes: [route] });
        else if (!known.routes.includes(route)) known.routes.push(route);
      }
    }
  }
  return [...found2.values()];
});
function modelsIn(facts, annotation) {
  const found2 = /* @__PURE__ */ new Map();
  const visit = (type, depth) => {
    for (const part of partsOf(type)) {
      const model = part.kind === "class" ? facts.modelOf(part) : void 0;
      if (model === void 0 || found2.has(model.class.def) || !isData(model)) continue;
      found2.set(model.class.def, model);
      if (depth === 0) continue;
      for (const field of model.fields)
        if (field.annotation !== void 0) visit(facts.valueIn(field.module, field.annotation), depth - 1);
    }
  };
  visit(annotation, 3);
  return [...found2.values()];
}
function isData(model) {
  return model.kind === "pydantic" || model.kind === "sqlmodel" || model.kind === "dataclass" || model.kind === "typed-dict";
}

// src/fastapi/questions/input-sources.ts
var DUMPS = /^(dict|model_dump)$/;
function sourceOf(facts, code, expr, depth) {
  if (depth === 0) return void 0;
  if (expr.kind === "name") return parameterSource(facts, code, expr) ?? localSource(facts, code, expr.id, depth);
  if (expr.kind === "dict") return dictSource(facts, code, expr, depth);
  if (expr.kind === "await") return sourceOf(facts, code, expr.value, depth);
  if (expr.kind !== "call") return void 0;
  if (isRequestJson(facts, code, expr)) return { body: "mapping", fixed: /* @__PURE__ */ new Set() };
  if (expr.func.kind === "attribute" && DUMPS.test(expr.func.attr))
    return dumped(facts, code, expr, expr.func.value, depth);
  const callee = callAt(code, expr)?.callee ?? "";
  const first = expr.args[0]?.value;
  return first !== void 0 && /^(builtins\.dict|fastapi\.encoders\.jsonable_encoder)$/.test(callee) ? dumped(facts, code, expr, first, depth) : void 0;
}
function isRequestJson(facts, code, { func }) {
  if (func.kind !== "attribute" || func.attr !== "json" || func.value.kind !== "name") return false;
  const { id } = func.value;
  const annotation = code.def?.params.find(({ name }) => name === id)?.annotation;
  const type = annotation === void 0 ? void 0 : facts.valueIn(code.module, annotation);
  return type?.kind === "external" && /(^|\.)Request$/.test(type.name);
}
function dumped(facts, code, call, object, depth) {
  if (call.args.some(({ name, unpack }) => name === "include" || unpack !== void 0)) return void 0;
  const inner = sourceOf(facts, code, object, depth - 1);
  const exclude = call.args.find(({ name }) => name === "exclude")?.value;
  if (inner === void 0 || exclude === void 0) return inner;
  const names2 = keysOf(code, exclude);
  return names2.length === 0 ? void 0 : { ...inner, fixed: /* @__PURE__ */ new Set([...inner.fixed, ...names2]) };
}
function parameterSource(facts, code, expr) {
  const param = code.def?.params.find((one) => one.name === expr.id);
  if (param?.annotation === void 0) return void 0;
  const type = facts.valueIn(code.module, param.annotation);
  const model = facts.modelOf(type);
  if (model !== void 0)
    return model.kind === "orm" || model.kind === "settings" ? void 0 : { body: model, fixed: setLater(code, expr.id) };
  const base = type.kind === "annotated" ? type.base : type;
  const isMapping = base.kind === "external" && /^(builtins\.dict|typing\.Dict)$/.test(base.name) || base.kind === "external-call" && /^(builtins\.dict|typing\.Dict)\[\]$/.test(base.callee);
  return isMapping ? { body: "mapping", fixed: setLater(code, expr.id) } : void 0;
}
function localSource(facts, code, name, depth) {
  const values = nodesIn(code.body).flatMap(
    (node) => node.kind === "assign" && node.value !== void 0 && node.targets.some((target) => target.kind === "name" && target.id === name) ? [node.value] : []
  );
  const [only] = values;
  const inner = values.length === 1 && only !== void 0 ? sourceOf(facts, code, only, depth - 1) : void 0;
  return inner === void 0 ? void 0 : { ...inner, fixed: /* @__PURE__ */ new Set([...inner.fixed, ...setLater(code, name)]) };
}
function dictSource(facts, code, dict, depth) {
  const unpacked = dict.entries.find(({ key }) => key === void 0 || key.kind === "string" && key.value === "$set");
  const inner = unpacked === void 0 ? void 0 : sourceOf(facts, code, unpacked.value, depth - 1);
  return inner === void 0 ? void 0 : { ...inner, fixed: /* @__PURE__ */ new Set([...inner.fixed, ...keysOf(code, dict)]) };
}
function setLater(code, name) {
  const isIt = (expr) => expr.kind === "name" && expr.id === name;
  return new Set(
    nodesIn(code.body).flatMap((node) => {
      if (node.kind === "assign" || node.kind === "delete") {
        return node.targets.flatMap((target) => {
          if (target.kind === "attribute" && isIt(target.value)) return [target.attr];
          const index = target.kind === "subscript" && isIt(target.value) ? target.index[0] : void 0;
          return index?.kind === "string" ? [index.value] : [];
        });
      }
      const first = node.kind === "call" && node.func.kind === "attribute" && node.func.attr === "pop" && isIt(node.func.value) ? node.args[0]?.value : void 0;
      return first?.kind === "string" ? [first.value] : [];
    })
  );
}
function keysOf(code, expr) {
  const value = code.valueOf(expr);
  if (value.kind === "dict") return value.entries.flatMap(({ key }) => key.kind === "string" ? [key.value] : []);
  if (value.kind === "set" || value.kind === "list" || value.kind === "tuple")
    return value.items.flatMap((item) => item.kind === "string" ? [item.value] : []);
  return [];
}

// src/fastapi/questions/input-writes.ts
function writesIn2(facts, code) {
  return code.calls.flatMap((call) => [
    ...constructed(facts, code, call),
    ...validated(facts, code, call),
    ...looped(facts, code, call),
    ...updated2(facts, code, call)
  ]);
}
function constructed(facts, code, call) {
  const { func } = call.node;
  const stored2 = storedClass(facts, code, func) ?? (func.kind === "attribute" && /^(create|get_or_create|update_or_create)$/.test(func.attr) ? storedClass(facts, code, withoutManager(func.value)) : void 0);
  const unpacked = call.node.args.find(({ unpack }) => unpack === "**");
  if (stored2 === void 0 || unpacked === void 0) return [];
  return write(facts, code, {
    call,
    stored: stored2,
    value: unpacked.value,
    extra: call.node.args.flatMap(({ name }) => name ?? [])
  });
}
function withoutManager(expr) {
  return expr.kind === "attribute" && expr.attr === "objects" ? expr.value : expr;
}
function validated(facts, code, call) {
  const { func } = call.node;
  if (func.kind !== "attribute" || !/^(model_validate|from_orm|parse_obj)$/.test(func.attr)) return [];
  const stored2 = storedClass(facts, code, func.value);
  const value = call.argumentNode("obj", 0);
  return stored2 === void 0 || value === void 0 ? [] : write(facts, code, { call, stored: stored2, value, extra: updateKeys(code, call) });
}
function looped(facts, code, call) {
  if (call.callee !== "builtins.setattr") return [];
  const [object, key] = call.node.args.map(({ value: value2 }) => value2);
  const stored2 = object === void 0 ? void 0 : storedObject(facts, code, object);
  if (stored2 === void 0 || key?.kind !== "name") return [];
  const loop = nodesIn(code.body).find(
    (node) => node.kind === "for" && within(call.node, node) && bindsKey(node.target, key.id)
  );
  const value = loop === void 0 ? void 0 : loopedOver(loop);
  if (loop === void 0 || value === void 0) return [];
  const chosen = nodesIn(code.body).some(
    (node) => node.kind === "if" && within(node, loop) && nodesIn(node.test).some((one) => one.kind === "name" && one.id === key.id)
  );
  return chosen ? [] : write(facts, code, { call, stored: stored2, value, extra: [] });
}
function bindsKey(target, key) {
  const [first] = target.kind === "tuple" ? target.items : [target];
  return first?.kind === "name" && first.id === key;
}
function loopedOver({ target, iter }) {
  const method = iter.kind === "call" && iter.func.kind === "attribute" && iter.args.length === 0 ? iter.func : void 0;
  if (target.kind === "tuple") return method?.attr === "items" ? method.value : iter.kind === "name" ? iter : void 0;
  return method?.attr === "keys" ? method.value : iter;
}
function updated2(facts, code, call) {
  const { func, args } = call.node;
  if (func.kind !== "attribute" || !/^(sqlmodel_update|update|values|update_from_dict|set)$/.test(func.attr)) return [];
  const value = args.find(({ name, unpack }) => (unpack === "**" || unpack === void 0) && name === void 0)?.value;
  const stored2 = storedObject(facts, code, func.value);
  return stored2 === void 0 || value === void 0 ? [] : write(facts, code, { call, stored: stored2, value, extra: updateKeys(code, call) });
}
function updateKeys(code, call) {
  const value = call.argumentNode("update");
  return value === void 0 ? [] : keysOf(code, value);
}
function write(facts, code, at) {
  const source2 = sourceOf(facts, code, at.value, 4);
  if (source2 === void 0) return [];
  return [{ call: at.call, stored: at.stored, body: source2.body, fixed: /* @__PURE__ */ new Set([...source2.fixed, ...at.extra]) }];
}
function storedClass(facts, code, expr) {
  if (expr === void 0 || dottedName(expr) === void 0) return void 0;
  const value = code.valueOf(expr);
  const model = value.kind === "class" ? facts.modelOf(value) : void 0;
  return model !== void 0 && isStored(model) ? model : void 0;
}
function storedObject(facts, code, expr, depth = 8) {
  if (depth === 0) return void 0;
  if (expr.kind === "await" || expr.kind === "attribute" && expr.attr === "__dict__")
    return storedObject(facts, code, expr.value, depth);
  if (expr.kind === "name") {
    const value = code.valueOf(expr);
    const model = value.kind === "instance" || value.kind === "class" ? facts.modelOf(value) : void 0;
    if (model !== void 0) return isStored(model) ? model : void 0;
    const assigned = nodesIn(code.body).find(
      (node) => node.kind === "assign" && node.targets.some((target) => target.kind === "name" && target.id === expr.id)
    );
    return assigned?.kind === "assign" && assigned.value !== void 0 ? storedObject(facts, code, assigned.value, depth - 1) : void 0;
  }
  if (expr.kind !== "call") return void 0;
  const first = expr.args[0]?.value;
  const named = storedClass(facts, code, first) ?? storedClass(facts, code, expr.func);
  if (named !== void 0) return named;
  const inner = first?.kind === "call" || first?.kind === "name" ? storedObject(facts, code, first, depth - 1) : void 0;
  return inner ?? (expr.func.kind === "attribute" ? storedObject(facts, code, expr.func.value, depth - 1) : void 0);
}
var NAMED_STORED = /(InDB|InDb|DB|Record|Row|Entity)$/;
function isStored(model) {
  return model.kind === "orm" || (model.kind === "pydantic" || model.kind === "dataclass") && NAMED_STORED.test(model.class.qualname) || model.kind === "sqlmodel" && model.class.def.bases.some(({ name, value }) => name === "table" && value.kind === "bool" && value.value);
}

// src/rules/mass-assignment.ts
var mass_assignment_default = defineRule({
  id: "mass-assignment",
  summary: "Callers can set fields that give power",
  category: "input",
  severity: "high",
  confidence: "medium",
  cwe: [915],
  owasp: ["API3"],
  seeds: ["S3"],
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
      "https://cheatsheetseries.owasp.org/cheatsheets/Mass_Assignment_Cheat_Sheet.html",
      "https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/",
      "https://docs.pydantic.dev/latest/api/config/#pydantic.config.ConfigDict.extra"
    ],
    limits: "Stored objects are SQLAlchemy, SQLModel and other ORM classes of this project; fields that give power are known by name (`is_admin`, `is_superuser`, `role`, `permissions`, ...). Fields that are excluded, taken out or overwritten, and routes that only administrators reach, are left alone."
  },
  *check(facts) {
    const seen = /* @__PURE__ */ new Set();
    for (const route of facts.application.routes) {
      const handler = route.handler === void 0 ? void 0 : facts.codeOf(route.handler);
      if (handler === void 0 || isForAdministrators(route)) continue;
      for (const code of reachableCode(facts, handler, 2)) {
        for (const write2 of writesIn2(facts, code)) {
          const fields = powers(write2);
          if (fields.length === 0 || seen.has(keyOf(write2.call.site)) || !comesFrom(facts, route, code, handler, write2))
            continue;
          seen.add(keyOf(write2.call.site));
          const names2 = fields.map((name) => `\`${name}\``).join(", ");
          yield {
            at: write2.call.site,
            subject: `function ${code.name} writes ${write2.stored.class.qualname}`,
            message: `\`${nameOf(code)}\` writes ${source(write2)} into \`${write2.stored.class.qualname}\`, so whoever calls \`${titleOf(route)}\` can set ${names2}. Take a model without ${fields.length > 1 ? "them" : "it"}, or set ${fields.length > 1 ? "them" : "it"} in code.`,
            related: related2(route, write2, fields)
          };
        }
      }
    }
  }
});
function source({ body }) {
  return body === "mapping" ? "a body of any shape" : `all of \`${body.class.qualname}\``;
}
function powers({ body, stored: stored2, fixed }) {
  const own = stored2.fields.map(({ name }) => name).filter((name) => namesPrivilege(name) && !fixed.has(name));
  if (body === "mapping" || takesExtra(body)) return own;
  const accepted = new Set(body.fields.map(({ name }) => name));
  return own.filter((name) => accepted.has(name));
}
function takesExtra({ config }) {
  const extra = config.get("extra");
  return extra?.kind === "string" && extra.value === "allow" || extra?.kind === "external" && extra.name.endsWith("Extra.allow");
}
function comesFrom(facts, route, code, handler, { body }) {
  const bodies = route.parameters.filter(({ source: source2 }) => source2 === "body" || source2 === "form");
  if (body === "mapping")
    return code === handler && (bodies.length > 0 || route.parameters.some(({ source: source2 }) => source2 === "request"));
  return bodies.some(
    ({ annotation }) => annotation !== void 0 && modelsIn(facts, annotation).some((model) => model.class.def === body.class.def)
  );
}
function related2(route, { body, stored: stored2 }, fields) {
  const models = body === "mapping" ? [stored2] : [body, stored2];
  return [
    ...models.flatMap(
      (model) => model.fields.filter(({ name }) => fields.includes(name)).map(({ name, site }) => ({ at: site, message: `\`${name}\` of \`${model.class.qualname}\`` }))
    ),
    { at: route.site, message: `\`${titleOf(route)}\` takes the body` }
  ];
}

// src/fastapi/questions/http-hosts.ts
var TRUSTED_HOST = "starlette.middleware.trustedhost.TrustedHostMiddleware";
var HTTPS_REDIRECT = "starlette.middleware.httpsredirect.HTTPSRedirectMiddleware";
function checksHost(facts, use) {
  if (use.name === TRUSTED_HOST || /(trusted|allowed|valid\w*)_?hosts?|host_?(check|valid|guard|allow)/i.test(shortMiddleware(use)))
    return true;
  return middlewareBodies(facts, use).some((code) => readsHost(code.body));
}
function readsHost(body) {
  let found2 = false;
  walk(body, (node) => {
    if ((node.kind === "string" || node.kind === "bytes") && node.value.toLowerCase() === "host") found2 = true;
    if (node.kind === "attribute" && node.attr === "hostname") found2 = true;
    return !found2;
  });
  return found2;
}
function redirectsToHttps(facts, use) {
  if (use.name === HTTPS_REDIRECT || /https?_?(redirect|only|enforc)|(force|enforce|require)_?(https|ssl|tls)|ssl_?redirect/i.test(shortMiddleware(use)))
    return true;
  return middlewareBodies(facts, use).some((code) => {
    let found2 = false;
    walk(code.body, (node) => {
      if ((node.kind === "string" || node.kind === "bytes") && /^https(:\/\/)?$/.test(node.value)) found2 = true;
      return !found2;
    });
    return found2;
  });
}

// src/rules/middleware-after-start.ts
var middleware_after_start_default = defineRule({
  id: "middleware-after-start",
  summary: "Middleware is added where it never runs",
  category: "transport",
  severity: "medium",
  confidence: "high",
  cwe: [696],
  owasp: ["API8"],
  seeds: [],
  docs: {
    why: "The stack of middleware is built when the server starts. Added in a startup event or in the lifespan it is refused with `RuntimeError: Cannot add middleware after an application has started` (measured), and where that error is swallowed the protection is missing. Middleware of a mounted application covers only that one, not the routes of the outer application.",
    fix: "Add middleware right after the application is made, and on the application that is served.",
    bad: `from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.middleware.trustedhost import TrustedHostMiddleware


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=["api.example.com"])
    yield


app = FastAPI(lifespan=lifespan)
`,
    good: `from fastapi import FastAPI
from fastapi.middleware.trustedhost import TrustedHostMiddleware

app = FastAPI()
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["api.example.com"])
`,
    references: ["https://fastapi.tiangolo.com/tutorial/middleware/", "https://www.starlette.io/middleware/"],
    limits: "For mounted applications only the host check, the HTTPS redirect and own or library middleware that the outer application, which has routes of its own, lacks."
  },
  *check(facts) {
    const seen = /* @__PURE__ */ new Set();
    for (const app of facts.application.allApps) {
      for (const use of app.middleware) {
        if (!use.afterStart || seen.has(keyOf(use.site))) continue;
        seen.add(keyOf(use.site));
        yield {
          at: use.site,
          subject: middlewareSubject({ app, use }),
          message: `\`${shortMiddleware(use)}\` is added to ${appTitle(app)} while it starts: Starlette refuses that with a \`RuntimeError\`, and the middleware never runs. Add it right after the application is made.`,
          related: [{ at: app.site, message: "the application is made here" }]
        };
      }
      const outer = app.mountedIn ?? hostOf(facts, app);
      if (outer !== void 0) {
        for (const use of app.middleware) if (isMisplaced(facts, app, outer, use)) yield misplaced(app, outer, use);
      }
    }
  }
});
function hostOf(facts, app) {
  return facts.application.routes.find((route) => route.router === app.router && route.app !== app)?.app;
}
var WHOLE_SERVICE = /* @__PURE__ */ new Set([TRUSTED_HOST, HTTPS_REDIRECT]);
function isMisplaced(facts, app, outer, use) {
  if (use.afterStart || use.name === CORS || !WHOLE_SERVICE.has(use.name)) return false;
  if (outer.middleware.some((other) => other.name === use.name)) return false;
  return facts.application.routes.some(
    (route) => route.app === outer && route.kind === "http" && route.handler !== void 0
  ) && app !== outer;
}
function misplaced(app, outer, use) {
  return {
    at: use.site,
    subject: middlewareSubject({ app, use }),
    message: `\`${shortMiddleware(use)}\` stands on ${appTitle(app)}, which ${app.mountedIn === void 0 ? "lends out its router" : "is mounted"}: the routes of ${appTitle(outer)} are served without it. Add it to ${appTitle(outer)}.`,
    related: [{ at: outer.site, message: "the outer application is made here" }]
  };
}

// src/rules/middleware-path-bypass.ts
var middleware_path_bypass_default = defineRule({
  id: "middleware-path-bypass",
  summary: "Authentication middleware lets paths through by a part of their text",
  category: "authentication",
  severity: "high",
  confidence: "medium",
  cwe: [647],
  owasp: ["API2"],
  seeds: [],
  docs: {
    why: '`"/public" in path` is also true for `/admin/public`, and `path.startswith("/docs")` for `/docs-internal`: what the middleware lets through is more than its author meant. Before Starlette 1.0.1 `request.url.path` could moreover be changed by the Host header (CVE-2026-48710), `scope["path"]` could not.',
    fix: 'Compare `request.scope["path"]` with a set of exact paths, end prefixes with a slash, or guard with dependencies instead of middleware.',
    bad: `from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()


@app.middleware("http")
async def authenticate(request: Request, call_next):
    if "/public" in request.url.path:
        return await call_next(request)
    if request.headers.get("authorization") != "Bearer t-1":
        return JSONResponse({"detail": "no"}, status_code=401)
    return await call_next(request)


@app.get("/items")
def list_items():
    return []
`,
    good: `from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()
OPEN = {"/public", "/health"}


@app.middleware("http")
async def authenticate(request: Request, call_next):
    if request.scope["path"] in OPEN:
        return await call_next(request)
    if request.headers.get("authorization") != "Bearer t-1":
        return JSONResponse({"detail": "no"}, status_code=401)
    return await call_next(request)


@app.get("/items")
def list_items():
    return []
`,
    references: ["https://starlette.dev/middleware/", "https://github.com/Kludex/starlette/security/advisories"],
    limits: "Only middleware that answers 401 or 403. A prefix without a slash is of low confidence unless a route of the application slips through it."
  },
  *check(facts) {
    const seen = /* @__PURE__ */ new Set();
    for (const app of facts.application.allApps) {
      for (const use of app.middleware) {
        for (const code of bodiesOf3(facts, use)) {
          if (seen.has(code) || !turnsAway2(code)) continue;
          seen.add(code);
          yield* problemsOf(facts, use, code);
        }
      }
    }
  }
});
function* problemsOf(facts, use, code) {
  const exemptions = exemptionsIn(code);
  for (const [index, exemption] of exemptions.entries()) yield bypass(facts, use, code, exemption, index);
  const url = readsUrlPath(code);
  if (exemptions.length === 0 && url !== void 0 && isSpoofable(facts)) {
    yield {
      at: siteIn(code, url),
      subject: `middleware ${use.name} url.path`,
      message: `\`${shortName(use.name)}\` decides by \`request.url.path\`, which the Host header can change in Starlette ${facts.application.framework.starlette?.version ?? ""} (CVE-2026-48710). Use \`request.scope["path"]\`, or update Starlette to 1.0.1.`,
      related: [{ at: use.site, message: "the middleware is added here" }]
    };
  }
}
function bypass(facts, use, code, { node, how, text }, index) {
  const victim = how === "prefix" ? facts.application.routes.find((route) => slipsThrough(route.path.text, text)) : void 0;
  const anywhere = how === "substring" || how === "suffix";
  const example = anywhere ? `/admin${text.startsWith("/") ? "" : "/"}${text}` : `${text === "" ? "/" : text}${text === "/" ? "admin" : "-internal"}`;
  const reach2 = how === "pattern" ? "longer paths that hold such a part pass too" : victim === void 0 ? `\`${example}\` passes too` : `\`${titleOf(victim)}\` passes too`;
  const advice4 = anywhere ? "Compare the whole path with a set of exact ones." : how === "pattern" ? "Match the whole path with `fullmatch`." : "Compare the whole path, or end the prefix with a slash.";
  const what = `a path that ${VERB[how]} \`${text}\``;
  return {
    at: siteIn(code, node),
    subject: `middleware ${use.name} ${how} ${text}${index === 0 ? "" : ` ${String(index + 1)}`}`,
    message: `\`${shortName(use.name)}\` lets ${what} through without a credential, so ${reach2}. ${advice4}`,
    related: [
      { at: use.site, message: "the middleware is added here" },
      ...victim === void 0 ? [] : [{ at: victim.site, message: "this route slips through" }]
    ],
    ...how === "prefix" && victim === void 0 && text !== "/" && text !== "" ? { severity: "medium", confidence: "low" } : {}
  };
}
var VERB = {
  substring: "contains",
  prefix: "begins with",
  suffix: "ends with",
  pattern: "matches",
  spoofable: "holds"
};
function slipsThrough(path, prefix2) {
  return path.startsWith(prefix2) && path.length > prefix2.length && path[prefix2.length] !== "/" && prefix2 !== "";
}
function isSpoofable(facts) {
  const pin = facts.application.framework.starlette;
  if (pin === void 0 || !pin.exact) return false;
  const [major = 0, minor = 0, patch = 0] = pin.version.split(".").map(Number);
  return major < 1 || major === 1 && minor === 0 && patch < 1;
}

// src/rules/middleware-removed.ts
var MEANING = {
  hosts: { means: "any `Host` header is taken for this application", explains: ["missing-trusted-host"] },
  https: { means: "plain HTTP requests are answered", explains: ["missing-https-redirect"] },
  cors: { means: "the list of trusted origins is no longer applied", explains: [] },
  session: { means: "sessions are no longer signed and checked here", explains: [] },
  limiter: { means: "requests are no longer limited", explains: ["missing-rate-limit", "inert-rate-limit"] },
  "body-limit": {
    means: "request bodies of any size are read",
    explains: ["unbounded-request-body", "unbounded-upload"]
  },
  headers: {
    means: "answers go out without its security headers",
    explains: ["missing-security-headers", "missing-cache-control", "missing-https-redirect"]
  },
  csrf: { means: "requests of other sites pass with the cookie alone", explains: ["missing-csrf-protection"] }
};
var UNREADABLE2 = [
  "missing-trusted-host",
  "missing-https-redirect",
  "missing-security-headers",
  "missing-cache-control"
];
var middleware_removed_default = defineComparison({
  id: "middleware-removed",
  summary: "A change takes a protecting middleware away",
  category: "comparison",
  severity: "high",
  confidence: "high",
  cwe: [693],
  owasp: ["API8"],
  seeds: [],
  docs: {
    why: "A middleware protects every route of its application at once, and nothing refers to it. When the call goes, every test of a route stays green.",
    fix: "Add the middleware again, or one that does the same. When the proxy in front does it, say so with `behind_proxy: true`.",
    bad: `from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def index():
    return {"ok": True}
`,
    good: `from fastapi import FastAPI
from fastapi.middleware.trustedhost import TrustedHostMiddleware

app = FastAPI()
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["api.example.com"])


@app.get("/")
def index():
    return {"ok": True}
`,
    references: ["https://fastapi.tiangolo.com/advanced/middleware/"],
    limits: "Silent when the middleware moved to another file or to the outer application, when another one of the same purpose takes its place, and when the whole application went."
  },
  *compare(base, head, paths) {
    const snapshots = snapshotsOf(base, head, paths);
    const seen = /* @__PURE__ */ new Set();
    for (const pair of pairApps(snapshots)) {
      for (const use of pair.base.middleware) {
        const purpose = purposeOf(use, snapshots.base);
        if (purpose === void 0 || seen.has(use) || isKept2(use, purpose, pair, snapshots)) continue;
        if ((purpose === "hosts" || purpose === "https") && base.config.behindProxy) continue;
        seen.add(use);
        const installed = installedAt(use, base);
        const site = installerCall(installed, snapshots) ?? installed;
        yield problemOf16({ site, name: ownName(use, base) }, purpose, pair.head);
      }
    }
  }
});
function isKept2(use, purpose, pair, snapshots) {
  const { base, head, renames } = snapshots;
  const name = renames.text(ownName(use, base));
  const heads = middlewareOf(pair.head);
  if (heads.some((other) => ownName(other, head) === name)) return true;
  const bases = new Set(middlewareOf(pair.base).map((other) => renames.text(ownName(other, base))));
  return heads.some((other) => !bases.has(ownName(other, head)) && purposeOf(other, head) === purpose);
}
function problemOf16({ site, name }, purpose, app) {
  const { means, explains } = MEANING[purpose];
  return {
    at: site,
    side: "LEFT",
    counterparts: [app.site],
    subject: `middleware ${name} of ${app.name}`,
    message: `\`${objectTitle(app.name)}\` loses \`${shortName(name)}\`: ${means}. Keep it, or add one that does the same.`,
    related: [{ at: app.site, message: "the application that it protected" }],
    absorbs: [...explains, ...UNREADABLE2].map((ruleId) => ({ ruleId, subject: "*" })),
    ...purpose === "cors" || purpose === "session" ? { severity: "medium" } : {}
  };
}

// src/fastapi/questions/auth-mounts.ts
var BARE_TARGETS = /* @__PURE__ */ new Set([
  "prometheus_client.make_asgi_app",
  "strawberry.asgi.GraphQL",
  "ariadne.asgi.GraphQL",
  "starlette_graphene3.GraphQLApp",
  "starlette.applications.Starlette",
  "starlette.routing.Router"
]);
var unguardedMounts = remembered((facts) => {
  const enforcing = enforcingNames(facts);
  return facts.application.routes.flatMap((mount2) => {
    if (mount2.kind !== "mount" && mount2.kind !== "raw" || mount2.condition !== void 0) return [];
    const guards = guardsRound(mount2).filter((use) => enforces(use, enforcing));
    if (guards.length === 0) return [];
    const target = targetOf(facts, mount2);
    return target === void 0 ? [] : [{ mount: mount2, guards, ...target }];
  });
});
function guardsRound(mount2) {
  return [
    ...mount2.app.router.dependencies,
    ...mount2.chain.flatMap((include2) => include2.dependencies),
    ...mount2.router.dependencies
  ];
}
function targetOf(facts, mount2) {
  const value = mount2.handlerValue;
  if (mount2.kind === "raw")
    return mount2.handler !== void 0 && mount2.protection.status === "public" ? { target: mount2.endpoint, routes: [mount2] } : void 0;
  if (value.kind !== "external-call") return mountedRoutes(facts, mount2);
  const bare = BARE_TARGETS.has(value.callee) || isPrivateFiles(mount2, value) || isBareWsgi(facts, value);
  return bare ? { target: value.callee, routes: [] } : void 0;
}
function mountedRoutes(facts, mount2) {
  const own = facts.application.routes.filter((route) => route.kind !== "mount" && route.mounts.at(-1) === mount2.site);
  const open2 = own.filter((route) => route.protection.status === "public" && !route.openDependencies);
  const value = mount2.handlerValue;
  const target = value.kind === "app" ? value.app.name : mount2.endpoint;
  return own.length > 0 && open2.length === own.length ? { target, routes: open2 } : void 0;
}
var PRIVATE_FILES = new Set(
  "private protected internal confidential secret secrets secure invoice invoices upload uploads uploaded export exports backup backups attachment attachments receipt receipts contract contracts payroll".split(
    " "
  )
);
function isPrivateFiles(mount2, value) {
  if (lastName(value.callee) !== "StaticFiles") return false;
  const directory = textOfValue(value.args.keywords.get("directory") ?? value.args.positional[0]) ?? "";
  const words = wordsOf(`${mount2.path.text}/${directory}`.replaceAll("/", "_"));
  return words.some((word) => PRIVATE_FILES.has(word)) && !words.includes("public");
}
function isBareWsgi(facts, value) {
  const inner = value.args.keywords.get("app") ?? value.args.positional[0];
  if (lastName(value.callee) !== "WSGIMiddleware" || inner?.kind !== "external-call" || inner.callee !== "flask.Flask")
    return false;
  return !facts.modules.some(({ text }) => /\bflask\b/i.test(text) && FLASK_GUARDS.test(text));
}
var FLASK_GUARDS = /before_request|login|\babort\(40[13]|jwt|httpauth|basicauth|flask_(security|principal|admin|appbuilder)|wsgi_app\s*=|session/i;

// src/fastapi/questions/auth-returned.ts
var returnedExceptions = remembered((facts) => {
  const found2 = /* @__PURE__ */ new Map();
  for (const code of facts.codes) {
    if (code.def === void 0 || !isResolved(facts, code, code.def)) continue;
    const returned2 = returnsIn(code).flatMap((statement) => {
      const { value } = statement;
      if (value?.kind === "name" && code.def?.params.some(({ name }) => name === value.id) === true) return [];
      const kind = value === void 0 ? "no" : exceptionIn(code.valueOf(value));
      return kind === "no" ? [] : [{ code, statement, certain: kind === "all", refusal: isRefusal(code, value) }];
    });
    if (returned2.length > 0 && !isRaisedByCallers(facts, code)) found2.set(code.name, returned2);
  }
  return found2;
});
function isResolved(facts, code, def) {
  if (servesRequests(facts, code)) return true;
  return def.params.some(
    ({ default: value }) => value?.kind === "call" && value.func.kind === "name" && /^(Depends|Security)$/.test(value.func.id)
  );
}
function isRaisedByCallers(facts, code) {
  return facts.codes.some(
    (other) => other.calls.some(
      (call) => call.target?.def === code.def && nodesIn(other.body).some((node) => node.kind === "raise" && within(call.node, node))
    )
  );
}
function exceptionIn(value) {
  if (value.kind === "external-call") return HTTP_EXCEPTIONS.has(value.callee) ? "all" : "no";
  if (value.kind === "instance") return isHttpException(value.class) ? "all" : "no";
  if (value.kind !== "choice") return "no";
  const kinds = value.alternatives.map((one) => exceptionIn(one.value));
  if (kinds.every((kind) => kind === "all")) return "all";
  return kinds.some((kind) => kind !== "no") ? "some" : "no";
}
function exceptionName2(value) {
  if (value.kind === "external-call") return lastName(value.callee);
  if (value.kind === "instance") return value.class.qualname;
  return "HTTPException";
}

// src/fastapi/questions/auth-schemes.ts
function schemeClass(value) {
  if (value.kind === "external" && SCHEMES.has(value.name)) return { name: lastName(value.name), how: "class" };
  if (value.kind === "external-call" && SCHEMES.has(value.callee))
    return { name: lastName(value.callee), how: "instance" };
  return void 0;
}
function isApiKey(name) {
  return lastName(name).startsWith("APIKey");
}
function namesFactory(facts, use) {
  const code = use.value.kind === "function" ? facts.codeOf(use.value) : void 0;
  if (code === void 0 || refuses(facts, code)) return false;
  const made = returnsIn(code).map(({ value }) => value?.kind === "name" ? value.id : "");
  return code.body.some((one) => {
    const inner = one.kind === "function" && made.includes(one.name) ? facts.codes.find(({ def }) => def === one) : void 0;
    return inner !== void 0 && refuses(facts, inner);
  });
}
function namesClass(facts, use) {
  if (schemeClass(use.value)?.how === "class") return true;
  const method = use.value.kind === "class" ? facts.methodOf(use.value, "__call__") : void 0;
  const code = method === void 0 ? void 0 : facts.codeOf(method);
  return code?.calls.some((call) => HTTP_EXCEPTIONS.has(call.callee)) ?? false;
}

// src/fastapi/questions/auth-swallow.ts
var TOKEN_CHECKS = /^(jwt\.(decode|decode_complete)|jose\.jwt\.decode|jose\.jws\.verify|authlib\.jose\.jwt\.decode|joserfc\.jwt\.decode|firebase_admin\.auth\.verify_id_token|google\.oauth2\.id_token\.verify_\w+)$/;
function swallowsIn(facts, code) {
  return nodesIn(code.body).filter((node) => node.kind === "try").flatMap((statement) => {
    const refusal = refusalIn(facts, code, statement);
    if (refusal === void 0) return [];
    return statement.handlers.filter((handler) => catches(code, handler, refusal.what) && letsPass(code, handler, statement)).map((handler) => ({ handler, ...refusal }));
  });
}
function swallowsRejection(facts, code) {
  return swallowsIn(facts, code).length > 0;
}
function refusalIn(facts, code, statement) {
  const nodes = nodesIn(statement.body);
  const raised = nodes.find((node) => node.kind === "raise" && isRefusal(code, node.exception));
  if (raised !== void 0) return { cause: raised, what: "raise" };
  const calls = code.calls.filter((call) => statement.body.some((one) => within(call.node, one)));
  const guard = calls.find((call) => {
    const target = call.target === void 0 ? void 0 : facts.codeOf(call.target);
    return target !== void 0 && refuses(facts, target, 2) && !swallowsRejection(facts, target);
  });
  if (guard !== void 0) return { cause: guard.node, what: "call" };
  const token = calls.find((call) => TOKEN_CHECKS.test(call.callee));
  return token === void 0 ? void 0 : { cause: token.node, what: "token" };
}
var CATCH_ALL = /* @__PURE__ */ new Set(["Exception", "BaseException", "HTTPException", "StarletteHTTPException"]);
var TOKEN_ERRORS = /^(\w*(JWT|Jwt|JWS|Jose|Token|Signature|Decode|Claims|Expired|Invalid)\w*|ValueError|Exception|BaseException)$/;
function catches(code, handler, what) {
  const types = handler.type === void 0 ? void 0 : handler.type.kind === "tuple" ? handler.type.items : [handler.type];
  if (types === void 0) return true;
  return types.some((type) => {
    const value = code.valueOf(type);
    const name = value.kind === "external" ? lastName(value.name) : type.kind === "name" ? type.id : type.kind === "attribute" ? type.attr : "";
    if (value.kind === "external" && HTTP_EXCEPTIONS.has(value.name)) return what !== "token";
    return what === "token" ? TOKEN_ERRORS.test(name) : CATCH_ALL.has(name);
  });
}
function letsPass(code, handler, statement) {
  const nodes = nodesIn(handler.body);
  if (nodes.some((node) => node.kind === "raise" || node.kind === "assign" && node.value?.kind !== "none"))
    return false;
  if (nodes.some(
    (node) => node.kind === "call" && code.calls.some(
      (call) => call.node === node && /(close|abort|exit|deny|reject|unauthorized|forbidden)/i.test(lastName(call.callee))
    )
  ))
    return false;
  const returns2 = nodes.filter((node) => node.kind === "return");
  if (returns2.some(({ value }) => value !== void 0 && !isNothing2(value))) return false;
  return returns2.length > 0 || !refusesAfter(code, statement);
}
function isNothing2(expr) {
  return expr.kind === "none" || expr.kind === "bool" && !expr.value || // `{}`, and `{"sub": "anonymous"}`: the same for everybody.
  (expr.kind === "dict" || expr.kind === "list") && nodesIn(expr).every((node) => node === expr || isConstant(node));
}
function refusesAfter(code, statement) {
  return nodesIn(code.body).some((node) => node.kind === "raise" && node.start >= statement.end) || code.def === void 0;
}
function isConstant(node) {
  return node.kind === "string" || node.kind === "none" || node.kind === "number" || node.kind === "bool";
}

// src/fastapi/questions/auth-swallow-verdict.ts
function swallowOf(facts, code) {
  const behind = behindMiddleware(facts).get(code);
  if (code.def === void 0 || !(servesRequests(facts, code) || behind !== void 0) || namesOptional(nameOf(code)))
    return void 0;
  const [swallow] = swallowsIn(facts, code);
  if (swallow === void 0) return void 0;
  if (behind !== void 0) return turnsAway2(code) || isAskedBehind(facts, code, behind) ? void 0 : swallow;
  return isGuard2(facts, code, swallow) && !isCheckedLater(facts, code) ? swallow : void 0;
}
var behindMiddleware = remembered((facts) => {
  const bodies = /* @__PURE__ */ new Map();
  for (const app of facts.application.allApps) {
    const routes = facts.application.routes.filter((route) => route.app === app || route.outerApps.includes(app));
    for (const use of app.middleware) for (const code of bodiesOf3(facts, use)) bodies.set(code, routes);
  }
  return bodies;
});
function isAskedBehind(facts, code, routes) {
  if (!routes.some(({ kind }) => kind === "http") || routes.some(({ protection }) => protection.status !== "public"))
    return true;
  return facts.codes.some((other) => other !== code && nodesIn(other.body).some(readsState));
}
function readsState(node) {
  return node.kind === "attribute" && (node.attr === "state" || node.attr === "user" && isNamed2(node.value, "request"));
}
var isNamed2 = (expr, name) => expr.kind === "name" && expr.id === name;
function isGuard2(facts, code, swallow) {
  if (facts.usesOf(code).length === 0) return false;
  return swallow.what !== "token" || namesGuard(nameOf(code)) || facts.usesOf(code).some((use) => schemesOf(use).length > 0 || use.parameters.some(isAuthorization)) || nodesIn(code.body).some((node) => node.kind === "string" && node.value.toLowerCase() === "authorization");
}
function isAuthorization({ name, source: source2 }) {
  return source2 === "header" && name.toLowerCase() === "authorization";
}
function reaching(facts, code) {
  const behind = behindMiddleware(facts).get(code);
  if (behind !== void 0) return behind.filter(({ kind }) => kind === "http");
  return facts.application.routes.filter(
    (route) => treeOf(route.dependencies).some((use) => use.value.kind === "function" && use.value.def === code.def)
  );
}
function isCheckedLater(facts, code) {
  const routes = reaching(facts, code);
  return routes.length > 0 && routes.every((route) => {
    const holders = treeOf(route.dependencies).filter(
      (use) => use.children.some((child) => child.value.kind === "function" && child.value.def === code.def)
    );
    const above = holders.flatMap((use) => use.value.kind === "function" ? facts.codeOf(use.value) ?? [] : []);
    const own = route.handler === void 0 ? void 0 : facts.codeOf(route.handler);
    const names2 = new Set(
      treeOf(route.dependencies).flatMap(
        (use) => use.value.kind === "function" && use.value.def === code.def && use.parameter !== void 0 ? [use.parameter] : []
      )
    );
    return [...above, ...own === void 0 ? [] : [own]].some((one) => asks(one, names2));
  });
}
function asks(code, names2) {
  return nodesIn(code.body).some(
    (node) => (node.kind === "if" || node.kind === "conditional" || node.kind === "assert") && mentions(node.test, names2)
  );
}

// src/fastapi/questions/auth-unawaited.ts
var droppedChecks2 = remembered(
  (facts) => facts.codes.flatMap(
    (code) => code.def === void 0 ? [] : code.calls.filter((call) => isCheck2(facts, code, call) && isDropped2(code, call)).map((call) => ({ code, call }))
  )
);
function isCheck2(facts, code, call) {
  if (call.awaited) return false;
  const target = call.target;
  if (target?.def.kind !== "function" || !target.def.async) return false;
  const inner = facts.codeOf(target);
  if (inner === void 0 || nodesIn(target.def.body).some((node) => node.kind === "yield")) return false;
  if (refuses(facts, inner) || namesGuard(nameOf(inner)) || /^(is|has|can)_/.test(nameOf(inner))) return true;
  return turnsAway2(code) && nodesIn(code.body).some((node) => node.kind === "if" && isCondition2(node.test, call.node));
}
function isDropped2(code, call) {
  const nodes = nodesIn(code.body);
  return nodes.some((node) => {
    if (node.kind === "expr") return node.value === call.node;
    if (node.kind === "if" || node.kind === "while" || node.kind === "conditional" || node.kind === "assert")
      return isCondition2(node.test, call.node);
    if (node.kind !== "assign" || node.value !== call.node) return false;
    const [target] = node.targets;
    return target?.kind === "name" && !isKept3(nodes, target.id, node);
  });
}
function isCondition2(test, call) {
  if (test === call) return true;
  if (test.kind === "unary") return isCondition2(test.operand, call);
  return test.kind === "boolop" && test.values.some((value) => isCondition2(value, call));
}
function isKept3(nodes, name, made) {
  const holders = nodes.filter(
    (node) => node !== made && (node.kind === "await" || node.kind === "call" || node.kind === "return" || node.kind === "list" || node.kind === "yield")
  );
  return holders.some(
    (node) => nodesIn(node).some((inner) => inner.kind === "name" && inner.id === name && within(inner, node))
  );
}

// src/fastapi/questions/auth-undeclared.ts
var MARKERS2 = /* @__PURE__ */ new Set(["fastapi.Depends", "fastapi.Security"]);
var isMarker2 = (value) => value.kind === "external-call" && MARKERS2.has(value.callee);
var undeclaredGuards = remembered((facts) => {
  const codes = facts.codes.filter((code) => code.def !== void 0);
  return codes.flatMap((code) => {
    const params = code.def?.params ?? [];
    if (servesRequests(facts, code)) return params.flatMap((param) => inSignature(facts, code, param));
    return params.flatMap((param) => neverResolved(facts, code, param));
  });
});
function inSignature(facts, code, param) {
  const fallback = param.default;
  if (fallback !== void 0) {
    const value = facts.valueIn(code.module, fallback);
    if (isMarker2(value)) return [];
    const guard = guardName(facts, value, fallback);
    if (guard !== void 0)
      return [{ code, param, form: "default", guard, isScheme: schemeClass(value) !== void 0, expr: fallback }];
  }
  const annotation = param.annotation;
  const type = annotation === void 0 ? void 0 : facts.valueIn(code.module, annotation);
  if (annotation === void 0 || type?.kind !== "annotated" || type.metadata.some(isMarker2)) return [];
  const items = annotation.kind === "subscript" ? annotation.index.flatMap((item) => item.kind === "tuple" ? item.items : [item]).slice(1) : [];
  for (const metadata of type.metadata) {
    const expr = items.find(
      (item) => facts.valueIn(code.module, item).site === metadata.site || sameThing(facts.valueIn(code.module, item), metadata)
    );
    const guard = guardName(facts, metadata, expr);
    if (guard !== void 0)
      return [
        {
          code,
          param,
          form: "annotated",
          guard,
          isScheme: schemeClass(metadata) !== void 0,
          ...expr === void 0 ? {} : { expr }
        }
      ];
  }
  return [];
}
function sameThing(a, b) {
  return a.kind === "function" && b.kind === "function" ? a.def === b.def : a.kind === b.kind && a.site === b.site;
}
function neverResolved(facts, code, param) {
  const fallback = param.default;
  if (fallback?.kind !== "call") return [];
  const value = facts.valueIn(code.module, fallback);
  if (value.kind !== "external-call" || !MARKERS2.has(value.callee)) return [];
  const inner = fallback.args[0]?.value;
  const guard = value.args.positional[0] === void 0 || inner === void 0 ? void 0 : guardName(facts, value.args.positional[0], inner);
  if (guard === void 0 || code.def === void 0) return [];
  const position = code.def.params.indexOf(param) - (code.owner === void 0 ? 0 : 1);
  const calls = facts.codes.flatMap((other) => other.calls).filter((call2) => call2.target?.def === code.def);
  const call = calls.find((one) => !one.open && one.argument(param.name, position) === void 0 && !isPassedOn(one));
  return call === void 0 ? [] : [{ code, param, form: "unresolved", guard, isScheme: false, call }];
}
function isPassedOn(call) {
  return call.code.calls.some(
    (outer) => MARKERS2.has(outer.callee) && outer.node.args.some((argument) => argument.value === call.node)
  );
}
function guardName(facts, value, expr) {
  if (schemeClass(value)?.how === "instance")
    return expr === void 0 ? "the scheme" : dottedName(expr) ?? schemeClass(value)?.name;
  if (expr !== void 0 && libraryDependency(value)?.kind === "guard") return dottedName(expr);
  const called = value.kind === "instance" ? facts.methodOf(value.class, "__call__") : calledValue(value);
  if (called?.kind !== "function" || called.def.kind !== "function") return void 0;
  const code = facts.codeOf(called);
  const name = (expr === void 0 ? void 0 : dottedName(expr)) ?? lastName(called.qualname);
  if (namesGuard(name) || code !== void 0 && refuses(facts, code)) return name;
  return called.def.params.some(({ default: own }) => own !== void 0 && isScheme(facts.valueIn(called.module, own))) ? name : void 0;
}
function isScheme(value) {
  const [inner] = value.kind === "external-call" && MARKERS2.has(value.callee) ? value.args.positional : [];
  return inner !== void 0 && schemeClass(inner) !== void 0;
}

// src/fastapi/questions/auth-explained.ts
var explainedRoutes = remembered((facts) => {
  const { routes } = facts.application;
  return /* @__PURE__ */ new Set([
    ...openIncludes(facts).flatMap((open2) => open2.routes),
    ...unguardedMounts(facts).flatMap((open2) => open2.routes),
    ...undeclaredGuards(facts).flatMap(({ code, call }) => [
      ...routesThrough(facts, code),
      ...call === void 0 ? [] : facts.routesOf(call.code)
    ]),
    ...[...returnedExceptions(facts).values()].flatMap(
      (returned2) => returned2.flatMap(
        ({ code, refusal }) => refusal || facts.usesOf(code).length > 0 ? routesThrough(facts, code) : []
      )
    ),
    ...brokenDependencies(facts).flatMap(({ call }) => routes.filter((route) => isRegisteredBy(route, call))),
    ...droppedChecks2(facts).flatMap(({ code }) => routesThrough(facts, code)),
    ...routes.filter(
      (route) => strandedDecorators(facts, route).some(({ role }) => role.kind === "guard") || hiddenDependencies(facts, route) !== void 0 || swallowed(facts, route) || treeOf(route.dependencies).some((use) => namesClass(facts, use) || namesFactory(facts, use))
    )
  ]);
});
function isRegisteredBy(route, call) {
  const ways = [
    route.site,
    route.registration,
    route.router.site,
    route.app.site,
    ...route.chain.map(({ site }) => site)
  ];
  return ways.some((site) => site.path === call.site.path && contains(site.span, call.site.span));
}
function routesThrough(facts, code) {
  const below = facts.application.routes.filter(
    (route) => treeOf(route.dependencies).some(({ value }) => value.kind === "function" && value.def === code.def)
  );
  return [...facts.routesOf(code), ...below];
}
function swallowed(facts, route) {
  const around = [route.app, ...route.outerApps].flatMap(({ middleware }) => middleware);
  if (around.some((use) => bodiesOf3(facts, use).some((code) => swallowOf(facts, code) !== void 0))) return true;
  return treeOf(route.dependencies).some(({ value }) => {
    const code = value.kind === "function" ? facts.codeOf(value) : void 0;
    return code !== void 0 && swallowOf(facts, code) !== void 0;
  });
}

// src/rules/missing-authentication.ts
var missing_authentication_default = defineRule({
  id: "missing-authentication",
  summary: "A route runs for callers who prove nothing",
  category: "authentication",
  severity: "high",
  confidence: "medium",
  cwe: [306],
  owasp: ["API2", "API5"],
  seeds: ["S1", "S3"],
  docs: {
    why: "FastAPI runs a route for every caller unless a dependency, decorator or middleware on its way raises. Here no dependency of the application, the includes, the router, the decorator or the parameters can reject a request for its credential.",
    fix: "Give the route, its router or its include a dependency that raises 401: `dependencies=[Depends(get_current_user)]`. If everybody may call it, list it under `public_routes` in the configuration.",
    bad: `from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="login")
SESSIONS: dict[str, str] = {}


def get_current_user(token: str = Depends(oauth2_scheme)) -> str:
    user = SESSIONS.get(token)
    if user is None:
        raise HTTPException(status_code=401)
    return user


@app.get("/me")
def read_me(user: str = Depends(get_current_user)):
    return {"user": user}


@app.delete("/accounts/{account_id}")
def delete_account(account_id: int):
    return {"deleted": account_id}
`,
    good: `from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="login")
SESSIONS: dict[str, str] = {}


def get_current_user(token: str = Depends(oauth2_scheme)) -> str:
    user = SESSIONS.get(token)
    if user is None:
        raise HTTPException(status_code=401)
    return user


@app.get("/health")
def health():
    return {"ok": True}


@app.delete("/accounts/me")
def delete_account(user: str = Depends(get_current_user)):
    return {"deleted": user}
`,
    references: [
      "https://fastapi.tiangolo.com/tutorial/security/get-current-user/",
      "https://fastapi.tiangolo.com/tutorial/dependencies/global-dependencies/"
    ],
    limits: "Silent for routes that are public by their words (login, token, registration, password reset, health, documentation), webhooks that verify a signature, reads of a public catalogue (`/products`), and those in `public_routes`. A route whose dependencies could not all be resolved is listed under coverage instead. An application without any authentication gets one finding."
  },
  *check(facts) {
    const explained = explainedRoutes(facts);
    for (const family of familiesOf(facts.application.routes)) {
      const open2 = family.filter((route) => isOpen5(facts, route, family) && !explained.has(route));
      if (open2.length === 0 || hasUnreadMiddleware(facts, family)) continue;
      if (!family.some((route) => hasAuthentication2(route) || explained.has(route)))
        yield* openApplication(facts, open2);
      else for (const group of groupsOf(open2, family)) yield openRoutes(facts, group, family);
    }
  }
});
function familiesOf(routes) {
  return [...groupBy3(routes, outermost).values()];
}
function isOpen5(facts, route, family) {
  if (route.kind !== "http" && !(route.kind === "raw" && route.handler !== void 0)) return false;
  if (!runsForAnyone(route) || route.openDependencies) return false;
  if (/\b(debug|dev|development|test|testing|local)\b/i.test(route.condition?.replaceAll("_", " ") ?? "")) return false;
  return !hasGuardedTwin(family, route) && !refusedByDependency(facts, route) && !refusedByEndpoint(facts, route) && !isPublicByDesign(facts, route);
}
function runsForAnyone({ protection, dependencies }) {
  if (protection.status === "public") return true;
  return protection.status === "unenforced" && treeOf(dependencies).some((use) => namesOptional(shortName(use.name)));
}
function hasUnreadMiddleware(facts, family) {
  if (family.some((route) => route.protection.guards.some(({ kind }) => kind === "middleware"))) return false;
  const apps = new Set(family.flatMap((route) => [route.app, outermost(route)]));
  return [...apps].some((app) => app.middleware.some((use) => bodiesOf3(facts, use).some(turnsAway2)));
}
function hasAuthentication2(route) {
  if (route.protection.status === "protected" || route.protection.status === "unenforced") return true;
  return route.protection.status === "unknown" && treeOf(route.dependencies).some((use) => namesGuard(shortName(use.name)));
}
function* openApplication(facts, open2) {
  const [first] = open2;
  if (first === void 0) return;
  const app = outermost(first);
  const unresolved = facts.application.routes.some(
    (route) => outermost(route) === app && route.protection.status === "unknown"
  );
  const unsafe = open2.filter(isUnsafe);
  const grave = unsafe.length > 0 || open2.some((route) => isSensitivePath(route.path.text));
  const count = open2.length === 1 ? `its route \`${titleOf(first)}\` answers` : `its ${String(open2.length)} routes answer`;
  yield {
    at: app.site,
    subject: `app ${app.name}`,
    message: `\`${shortName(app.name)}\` has no authentication at all: ${count} anyone. Add a dependency that raises 401 with \`FastAPI(dependencies=[Depends(...)])\` or per router, and name the routes meant for everybody in \`public_routes\`.`,
    related: open2.map((route) => ({ at: route.site, message: `\`${titleOf(route)}\` is open` })),
    severity: unsafe.length > 0 ? "critical" : grave ? "high" : "medium",
    confidence: grave && !unresolved ? "medium" : "low"
  };
}
function groupsOf(open2, family) {
  return [...groupBy3(open2, (route) => route.router).entries()].flatMap(([router, routes]) => {
    const others = family.filter(
      (route) => route.router === router && route.kind === "http" && route.protection.status !== "public"
    );
    const functions = [...groupBy3(routes, (route) => keyOf(route.site)).values()];
    return others.length === 0 || functions.length > 5 ? [routes] : functions;
  });
}
function openRoutes(facts, routes, family) {
  const sorted2 = [...routes].sort((a, b) => compareSites(a.site, b.site));
  const first = sorted2[0] ?? routes[0];
  if (first === void 0) throw new Error("a group of routes is never empty");
  const places = new Set(sorted2.map((route) => route.endpoint));
  const name = `\`${titleOf(first)}\` (\`${shortName(first.endpoint)}\`)`;
  const subject = places.size === 1 ? subjectOf(first) : `router ${routerSubject(facts, first.router)}`;
  const what = places.size === 1 ? `${name} runs for anyone: nothing between the app and the handler checks a credential.` : `${String(places.size)} routes of ${routerTitle(facts, first.router)} run for anyone, from ${name} on: nothing between the app and their handlers checks a credential.`;
  return {
    at: first.site,
    subject,
    message: `${what} ${advice(facts, first, family, places.size > 1)}`,
    related: [
      ...sorted2.slice(1).map((route) => ({ at: route.site, message: `\`${titleOf(route)}\` is open too` })),
      ...first.chain.map((include2) => ({ at: include2.site, message: "included here without a guard" })),
      ...places.size > 1 ? [{ at: first.router.site, message: "the router has no guard" }] : []
    ],
    ...gravity(sorted2, family)
  };
}
function advice(facts, route, family, many) {
  const guard = usualGuard(family);
  const call = guard === void 0 ? "a dependency that raises 401" : `\`Depends(${shortName(guard)})\``;
  const where = many ? `to \`dependencies=\` of ${routerTitle(facts, route.router)}` : "to it";
  return `Add ${call} ${where}, or list ${many ? "them" : "it"} under \`public_routes\` if everybody may call ${many ? "them" : "it"}.`;
}
function usualGuard(family) {
  const names2 = family.flatMap(
    (route) => route.protection.guards.filter(({ kind, name }) => kind === "dependency" && !namesOptional(shortName(name))).map(({ name }) => name)
  );
  return [...groupBy3(names2, (name) => name).values()].sort((a, b) => b.length - a.length)[0]?.[0];
}
function gravity(routes, family) {
  if (routes.some(isUnsafe)) return { severity: "critical", confidence: "high" };
  const guarded = family.filter((route) => route.protection.status === "protected");
  if (routes.some((route) => isSensitivePath(route.path.text) && !isScraped(route)))
    return { severity: "high", confidence: "medium" };
  const beside = routes.some((route) => guarded.some((other) => other.router === route.router && !isUnsafe(other)));
  return { severity: beside ? "high" : "medium", confidence: "low" };
}
function isScraped(route) {
  return /^\/(\w+\/)?metrics\/?$/.test(route.path.text);
}

// src/fastapi/questions/http-header-names.ts
var HSTS = {
  name: "Strict-Transport-Security",
  advice: "max-age=31536000; includeSubDomains"
};
var NOSNIFF = { name: "X-Content-Type-Options", advice: "nosniff" };
var FRAMES = { name: "X-Frame-Options", advice: "DENY" };
var REFERRER = { name: "Referrer-Policy", advice: "no-referrer" };
var PERMISSIONS = {
  name: "Permissions-Policy",
  advice: "geolocation=(), microphone=(), camera=()"
};
var POLICY = {
  name: "Content-Security-Policy",
  advice: "default-src 'self'; frame-ancestors 'none'"
};
var OTHER_NAMES = /* @__PURE__ */ new Map([
  ["x-content-type-option", "X-Content-Type-Options"],
  ["x-content-types-options", "X-Content-Type-Options"],
  ["content-type-options", "X-Content-Type-Options"],
  ["x-content-type", "X-Content-Type-Options"],
  ["x-frame-option", "X-Frame-Options"],
  ["x-frames-options", "X-Frame-Options"],
  ["frame-options", "X-Frame-Options"],
  ["x-frame", "X-Frame-Options"],
  ["strict-transport-policy", "Strict-Transport-Security"],
  ["strict-transport", "Strict-Transport-Security"],
  ["strict-transport-securty", "Strict-Transport-Security"],
  ["strict-transports-security", "Strict-Transport-Security"],
  ["x-strict-transport-security", "Strict-Transport-Security"],
  ["hsts", "Strict-Transport-Security"],
  ["content-security", "Content-Security-Policy"],
  ["content-security-policies", "Content-Security-Policy"],
  ["content-secuirty-policy", "Content-Security-Policy"],
  ["content-policy", "Content-Security-Policy"],
  ["x-content-security-policy", "Content-Security-Policy"],
  ["x-webkit-csp", "Content-Security-Policy"],
  ["csp", "Content-Security-Policy"],
  ["referer-policy", "Referrer-Policy"],
  ["referrer-policies", "Referrer-Policy"],
  ["x-referrer-policy", "Referrer-Policy"],
  ["permission-policy", "Permissions-Policy"],
  ["permissions-policies", "Permissions-Policy"],
  ["feature-policy", "Permissions-Policy"],
  ["x-permissions-policy", "Permissions-Policy"],
  ["public-key-pins", void 0],
  ["expect-ct", void 0]
]);
var LIBRARY_HEADERS = [
  [
    /(^|\.)(secweb|secure|fastapi_armor|armor)\.(\w+\.)*(secweb|secureasgimiddleware|securewsgimiddleware|armormiddleware)$/i,
    [HSTS, NOSNIFF, FRAMES, REFERRER, PERMISSIONS, POLICY]
  ],
  [/^secweb\.(\w+\.)*hsts$/i, [HSTS]],
  [/^secweb\.(\w+\.)*xcontenttypeoptions$/i, [NOSNIFF]],
  [/^secweb\.(\w+\.)*xframe(options)?$/i, [FRAMES]],
  [/^secweb\.(\w+\.)*referrerpolicy$/i, [REFERRER]],
  [/^secweb\.(\w+\.)*permissionspolicy$/i, [PERMISSIONS]],
  [/^secweb\.(\w+\.)*contentsecuritypolicy$/i, [POLICY]]
];

// src/fastapi/questions/http-headers.ts
var SECURITY_LIBRARY = /^(secure|secweb|fastapi_armor|fastapi_security_headers|starlette_security\w*|fastapi_helmet|fastapi_guard|guard|shield\w*|fastapi_shield|flask_talisman|asgi_security\w*)(\.|$)/i;
function headersSetBy(facts, app) {
  const names2 = /* @__PURE__ */ new Set();
  const policies = [];
  let open2 = false;
  const add = (text) => {
    names2.add(text.toLowerCase());
    if (/frame-ancestors/i.test(text)) policies.push(text);
  };
  for (const use of app.middleware.filter(takesEffect)) {
    const known = LIBRARY_HEADERS.find(([pattern2]) => pattern2.test(use.name));
    known?.[1].forEach(({ name }) => names2.add(name.toLowerCase()));
    if (known === void 0 && (SECURITY_LIBRARY.test(use.name) || isOpaque(use))) open2 = true;
    open2 = spellsOut(middlewareBodies(facts, use), add) || open2;
    for (const value of valuesOf2(use)) textsOf(value, add);
  }
  for (const dependency of app.router.dependencies)
    open2 = spellsOut(reachableFrom(facts, dependency.value), add) || open2;
  return { names: names2, policies, open: open2 || isHandedOver(facts, app) };
}
function spellsOut(bodies, add) {
  let byLibrary = false;
  for (const code of bodies) {
    byLibrary ||= code.calls.some(({ callee }) => SECURITY_LIBRARY.test(callee));
    walk(code.body, (node) => {
      if (onlyLooks(node)) return false;
      if (node.kind === "string" || node.kind === "bytes") add(node.value);
      if (node.kind === "fstring") add(node.parts.filter((part) => typeof part === "string").join(""));
      if (node.kind === "name" || node.kind === "attribute") textsOf(code.valueOf(node), add);
      return true;
    });
  }
  return byLibrary;
}
function onlyLooks(node) {
  if (node.kind === "compare") return node.left.kind === "string" && node.comparators.every(isHeaders);
  return node.kind === "call" && node.func.kind === "attribute" && /^(get|getlist|pop)$/.test(node.func.attr) && isHeaders(node.func.value);
}
function isHeaders(expr) {
  const name = expr.kind === "attribute" ? expr.attr : expr.kind === "name" ? expr.id : "";
  return /headers$/i.test(name);
}
function valuesOf2(use) {
  const own = use.value.kind === "instance" ? [...use.value.attributes.values()] : [];
  return [...use.args.positional, ...use.args.keywords.values(), ...own];
}
function textsOf(value, add, depth = 3) {
  if (depth === 0) return;
  if (value.kind === "string") add(value.value);
  else if (value.kind === "list" || value.kind === "tuple" || value.kind === "set")
    value.items.forEach((item) => textsOf(item, add, depth - 1));
  else if (value.kind === "dict") {
    for (const { key, value: held } of value.entries) {
      textsOf(key, add, depth - 1);
      textsOf(held, add, depth - 1);
    }
  } else if (value.kind === "choice") value.alternatives.forEach((one) => textsOf(one.value, add, depth - 1));
  else if (value.kind === "environment" && value.default !== void 0) textsOf(value.default, add, depth - 1);
  else if (value.kind === "instance") value.attributes.forEach((one) => textsOf(one, add, depth - 1));
}
function isHandedOver(facts, app) {
  return handedOver(facts).has(app);
}
var handedOver = remembered((facts) => {
  const found2 = /* @__PURE__ */ new Set();
  for (const call of facts.codes.flatMap((code) => code.calls)) {
    if (call.target !== void 0 || !/secur|header|helmet|harden|protect|shield|armor|middleware/i.test(call.callee) || /add_middleware$|\(\)\.\w+$|^(starlette|fastapi)\./.test(call.callee))
      continue;
    for (const { value } of call.node.args) {
      const given2 = value.kind === "name" ? call.code.valueOf(value) : void 0;
      if (given2?.kind === "app") found2.add(given2.app);
    }
  }
  return found2;
});

// src/rules/missing-cache-control.ts
var missing_cache_control_default = defineRule({
  id: "missing-cache-control",
  summary: "Answers with user data may be cached",
  category: "transport",
  severity: "low",
  confidence: "low",
  cwe: [525],
  owasp: ["API3"],
  seeds: ["S0"],
  reportsAbsence: true,
  docs: {
    why: "FastAPI sends no `Cache-Control` (measured). Without one, browsers and intermediaries may keep an answer by their own rules, and show one user's data to the next on a shared machine or behind a careless cache.",
    fix: 'Send `Cache-Control: no-store` with what belongs to one user, from the route or, with `response.headers.setdefault("Cache-Control", "no-store")`, from one middleware.',
    bad: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()
TOKENS = {"t-1": "ada"}


def get_current_user(authorization: str = Header()) -> str:
    user = TOKENS.get(authorization)
    if user is None:
        raise HTTPException(status_code=401)
    return user


@app.get("/me")
def me(user: str = Depends(get_current_user)):
    return {"name": user}
`,
    good: `from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.responses import JSONResponse

app = FastAPI()
TOKENS = {"t-1": "ada"}


def get_current_user(authorization: str = Header()) -> str:
    user = TOKENS.get(authorization)
    if user is None:
        raise HTTPException(status_code=401)
    return user


@app.get("/me")
def me(user: str = Depends(get_current_user)):
    return JSONResponse({"name": user}, headers={"Cache-Control": "no-store"})
`,
    references: [
      "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Cache-Control",
      "https://cwe.mitre.org/data/definitions/525.html"
    ],
    limits: "Only guarded GET routes that speak of the caller (`/me`, `/profile`, what a handler returns of the current user). Any `Cache-Control` of the route, its dependencies or a middleware counts as a decision, but for `public` on the route. Many routes of one router are one finding. Silent with `behind_proxy: true`."
  },
  *check(facts) {
    if (facts.config.behindProxy) return;
    for (const [app, routes] of groupBy3(facts.application.routes, outermost)) {
      if (!servedApps2(facts).includes(app) || hasHiddenMiddleware(facts, app)) continue;
      const cover = headersSetBy(facts, app);
      const isSet = cover.open || cover.names.has("cache-control") || app.middleware.some((use) => /cache|secweb|armor/i.test(shortMiddleware(use)));
      if (!isSet) yield* problems(routes.filter((route) => isPersonal(facts, route) && !decides(facts, route)));
    }
  }
});
var MANY2 = 8;
function* problems(routes) {
  for (const [, all] of groupBy3(routes, (route) => route.router)) {
    const functions = [...groupBy3(all, (route) => keyOf(route.site)).values()].map(([first]) => first).filter((route) => route !== void 0);
    const sorted2 = functions.toSorted((a, b) => compareSites(a.site, b.site));
    const groups = sorted2.length > MANY2 ? [sorted2] : sorted2.map((route) => [route]);
    for (const group of groups) if (group[0] !== void 0) yield problemOf17(group[0], group.slice(1));
  }
}
function problemOf17(route, others) {
  const what = others.length === 0 ? "answers" : `and ${String(others.length)} more routes of its router answer`;
  return {
    at: route.site,
    subject: others.length === 0 ? subjectOf(route) : `router ${route.router.name}`,
    message: `\`${titleOf(route)}\` ${what} with the caller's own data and no \`Cache-Control\`, so a browser or cache may keep it. Send \`Cache-Control: no-store\`, best from one middleware.`,
    related: others.map((other) => ({ at: other.site, message: `\`${titleOf(other)}\` has none either` }))
  };
}
var PERSONAL = /* @__PURE__ */ new Set(["me", "profile", "account", "whoami", "self", "myself", "billing", "wallet", "inbox"]);
function isPersonal(facts, route) {
  if (route.kind !== "http" || !route.methods.includes("GET") || !isMeantGuarded(facts, route)) return false;
  if (segmentsOf2(route.path.text).some(
    (segment) => PERSONAL.has(segment.toLowerCase()) || wordsOf(segment).includes("my")
  ))
    return true;
  const code = route.handler === void 0 ? void 0 : facts.codeOf(route.handler);
  return code !== void 0 && givesCaller(route, code);
}
function isMeantGuarded(facts, route) {
  return route.protection.status === "protected" || explainedRoutes(facts).has(route);
}
function givesCaller(route, code) {
  const callers = new Set(
    route.parameters.flatMap(({ name, dependency }) => dependency !== void 0 && namesCaller(name) ? [name] : [])
  );
  if (callers.size === 0) return false;
  return returnsIn(code).some(({ value }) => value !== void 0 && mentions(value, callers));
}
var FOR_EVERYBODY = /^\s*public\s*($|,)/i;
function decides(facts, route) {
  const code = route.handler === void 0 ? void 0 : facts.codeOf(route.handler);
  const bodies = [
    ...code === void 0 ? [] : reachableCode(facts, code),
    ...treeOf(route.dependencies).flatMap(({ value }) => reachableFrom(facts, value, 1))
  ];
  const expressions = bodies.flatMap((body) => expressionsIn([...body.body]));
  if (expressions.some((expr) => expr.kind === "string" && FOR_EVERYBODY.test(expr.value))) return false;
  if (expressions.some((expr) => expr.kind === "string" && /^cache-control$/i.test(expr.value) || namesCache(expr)))
    return true;
  const responseClass = route.args.keywords.get("response_class");
  return responseClass !== void 0 && responseClass.kind !== "external";
}
function namesCache(expr) {
  const name = expr.kind === "name" ? expr.id : expr.kind === "attribute" ? expr.attr : void 0;
  return typeof name === "string" && /no_?(store|cache)|cache_?control/i.test(name);
}

// src/fastapi/questions/input-handlers.ts
function receiversOf(facts, route) {
  const endpoint = route.handler === void 0 ? void 0 : facts.codeOf(route.handler);
  const below = treeOf(route.dependencies).flatMap(({ value, parameters }) => {
    const code = value.kind === "function" ? facts.codeOf(value) : void 0;
    return code === void 0 ? [] : [{ code, parameters }];
  });
  return [...endpoint === void 0 ? [] : [{ code: endpoint, parameters: route.parameters }], ...below];
}
function namesFrom(code, first) {
  const names2 = new Set(first);
  for (let round = 0; round < 3; round += 1) {
    const before = names2.size;
    for (const node of nodesIn(code.body)) {
      const pairs = node.kind === "assign" ? node.targets.map((target) => [target, node.value]) : node.kind === "for" ? [[node.target, node.iter]] : node.kind === "walrus" ? [[node.target, node.value]] : node.kind === "comprehension" ? node.generators.map(({ target, iter }) => [target, iter]) : [];
      for (const [target, value] of pairs)
        if (target.kind === "name" && value !== void 0 && names2.has(rootName(value) ?? "")) names2.add(target.id);
    }
    if (names2.size === before) break;
  }
  return names2;
}
function rootName(expr) {
  if (expr.kind === "name") return expr.id;
  if (expr.kind === "await") return rootName(expr.value);
  if (expr.kind === "boolop") return expr.values[0] === void 0 ? void 0 : rootName(expr.values[0]);
  return void 0;
}
function handedTo(facts, call, names2) {
  const target = call.target === void 0 ? void 0 : facts.codeOf(call.target);
  const params = target?.def?.params;
  if (target === void 0 || params === void 0) return [];
  const shift = target.owner !== void 0 && params[0] !== void 0 && /^(self|cls)$/.test(params[0].name) ? 1 : 0;
  return call.node.args.flatMap(({ name, value }, index) => {
    if (!(value.kind === "name" || value.kind === "dict") || !readsAny(value, names2)) return [];
    const to = name ?? params[index + shift]?.name;
    return to === void 0 ? [] : [{ code: target, name: to }];
  });
}
function readsAny(root, names2) {
  let found2 = false;
  walk(root, (node) => {
    if (node.kind === "name" && names2.has(node.id)) found2 = true;
    return !found2;
  });
  return found2;
}

// src/fastapi/questions/input-cookies.ts
var CREDENTIAL2 = /sess|sid$|^sid|token|auth|jwt|user|login|identity|access|credential/i;
function credentialCookies(facts, route) {
  const declared2 = parametersOf2(route).flatMap(({ source: source2, name, marker }) => {
    if (source2 !== "cookie") return [];
    const alias = marker?.kind === "external-call" ? textOfValue(marker.args.keywords.get("alias")) : void 0;
    return [alias ?? name];
  });
  const schemes = treeOf(route.dependencies).flatMap(
    ({ value }) => value.kind === "external-call" && value.callee === "fastapi.security.APIKeyCookie" ? [textOfValue(value.args.keywords.get("name")) ?? ""] : []
  );
  const read3 = receiversOf(facts, route).flatMap(({ code }) => cookiesRead(code));
  return /* @__PURE__ */ new Set([
    ...[...declared2, ...read3].filter((name) => CREDENTIAL2.test(name) && !/csrf|xsrf/i.test(name)),
    ...schemes.filter((name) => name !== "")
  ]);
}
function sessionOf(facts, route) {
  const reads2 = receiversOf(facts, route).some(
    ({ code, parameters }) => expressionsIn(code.body, { scope: "own" }).some((expr) => {
      if (expr.kind !== "attribute" || expr.attr !== "session" || expr.value.kind !== "name") return false;
      const { id } = expr.value;
      return parameters.some(({ name, source: source2 }) => source2 === "request" && name === id);
    })
  );
  const uses = [route.app, ...route.outerApps].flatMap(({ middleware }) => middleware);
  return reads2 ? uses.find(({ name }) => name === SESSIONS) : void 0;
}
var SESSIONS = "starlette.middleware.sessions.SessionMiddleware";
function cookiesRead(code) {
  return expressionsIn(code.body, { scope: "own" }).flatMap((expr) => {
    if (expr.kind === "subscript" && expr.value.kind === "attribute" && expr.value.attr === "cookies")
      return textOfValue(expr.index[0] === void 0 ? void 0 : code.valueOf(expr.index[0])) ?? [];
    if (expr.kind !== "call" || expr.func.kind !== "attribute" || expr.func.attr !== "get") return [];
    const holder = expr.func.value;
    const first = expr.args[0]?.value;
    return holder.kind === "attribute" && holder.attr === "cookies" && first !== void 0 ? textOfValue(code.valueOf(first)) ?? [] : [];
  });
}
function asksMore(facts, route) {
  const uses = treeOf(route.dependencies);
  if (uses.some(isOtherCredential) || parametersOf2(route).some(({ source: source2, name }) => source2 === "header" || /csrf|xsrf/i.test(name)))
    return true;
  const apps = [route.app, ...route.outerApps];
  const middleware = apps.flatMap((app) => app.middleware);
  if (middleware.some((use) => /csrf|xsrf|origin_?check|fetch_?metadata/i.test(`${use.name} ${shortMiddleware(use)}`)))
    return true;
  const bodies = [
    ...receiversOf(facts, route).map(({ code }) => code),
    ...uses.flatMap(({ value }) => reachableFrom(facts, value, 2)),
    ...middleware.flatMap((use) => middlewareBodies(facts, use))
  ];
  return bodies.some(looksBeyond) || [...route.decoratorsBelow].some(({ text }) => /csrf/i.test(text));
}
function isOtherCredential(use) {
  return /csrf|xsrf/i.test(use.name) || use.scheme !== void 0 && use.scheme !== "APIKeyCookie";
}
function looksBeyond(code) {
  return expressionsIn(code.body).some((expr) => {
    if (expr.kind === "string")
      return /csrf|xsrf|^(origin|referer|authorization|sec-fetch-site|x-requested-with|x-api-key)$/i.test(expr.value);
    const name = expr.kind === "name" ? expr.id : expr.kind === "attribute" ? expr.attr : "";
    return /csrf|xsrf/i.test(name);
  });
}
function sameSiteOf(facts, cookie) {
  const calls = facts.codes.flatMap(
    (code) => code.calls.filter(({ node }) => node.func.kind === "attribute" && node.func.attr === "set_cookie")
  );
  const named = calls.filter((call) => [cookie, void 0].includes(textOfValue(call.argument("key", 0))));
  if (named.length === 0) return "unset";
  const verdicts = named.map((call) => {
    const value = call.argument("samesite", 8);
    if (value === void 0) return call.open ? "unknown" : "kept";
    if (value.kind === "none") return "sent";
    const text = textOfValue(value);
    return text === void 0 ? "unknown" : /^none$/i.test(text) ? "sent" : "kept";
  });
  return verdicts.includes("sent") ? "sent" : verdicts.includes("unknown") ? "unknown" : "kept";
}

// src/fastapi/questions/input-limits.ts
var LIMITER2 = /body_?limit|(body|content|request|upload|payload|entity|file)_?(size|length)|size_?limit|max_?(body|content|upload|request|payload)|limit_?upload/i;
function bodyLimit(facts, app) {
  if (setsLimit(app.args)) return "yes";
  const verdicts = app.middleware.filter(takesEffect).map((use) => limits(facts, use));
  if (verdicts.includes("yes")) return "yes";
  if (verdicts.includes("unknown") || app.args.open || hasHiddenMiddleware(facts, app)) return "unknown";
  return "no";
}
function limits(facts, use) {
  if (LIMITER2.test(shortMiddleware(use))) return "yes";
  if (middlewareBodies(facts, use).some(looksAtSize)) return "yes";
  return isOpaque(use) ? "unknown" : "no";
}
function looksAtSize(code) {
  return expressionsIn(code.body).some(
    (expr) => expr.kind === "string" && /^content-length$/i.test(expr.value) || expr.kind === "bytes" && /^content-length$/i.test(expr.value) || expr.kind === "number" && expr.value === 413 || expr.kind === "attribute" && /^HTTP_413_|^(REQUEST_ENTITY|CONTENT)_TOO_LARGE$/.test(expr.attr)
  );
}
function setsLimit(args) {
  const value = args.keywords.get("max_body_size");
  return value !== void 0 && value.kind !== "none";
}
function hasRouteLimit(route) {
  return [
    route.args,
    route.router.args,
    ...route.chain.map(({ args }) => args),
    ...route.chain.map(({ parent }) => parent.args),
    route.app.args
  ].some(setsLimit);
}
function isAtLeast(pin, major, minor) {
  const [, first, second] = /^(\d+)\.(\d+)/.exec(pin?.version ?? "") ?? [];
  if (first === void 0 || second === void 0) return void 0;
  return Number(first) > major || Number(first) === major && Number(second) >= minor;
}

// src/rules/missing-csrf-protection.ts
var missing_csrf_protection_default = defineRule({
  id: "missing-csrf-protection",
  summary: "State changes on a cookie's word alone",
  category: "input",
  severity: "medium",
  confidence: "medium",
  cwe: [352],
  owasp: ["API2"],
  seeds: [],
  reportsAbsence: true,
  docs: {
    why: 'A browser adds cookies to requests that other sites start. Where a cookie is all that a route asks for, and it is sent across sites (`samesite="none"`), a form on any page acts in the user\'s name. FastAPI has no CSRF protection of its own.',
    fix: 'Set the cookie with `samesite="lax"` or `"strict"` (Starlette\'s default is `lax`). Where it must cross sites, ask for something that a foreign form cannot send: a CSRF token, a header of your own, or a check of `Origin`.',
    bad: `from fastapi import Cookie, FastAPI, Form, HTTPException, Response

app = FastAPI()
SESSIONS = {"s-1": "ada"}


@app.post("/login")
def login(response: Response):
    response.set_cookie("session_id", "s-1", secure=True, httponly=True, samesite="none")


@app.post("/transfer")
def transfer(amount: int = Form(), session_id: str = Cookie()):
    if session_id not in SESSIONS:
        raise HTTPException(status_code=401)
    return {"sent": amount}
`,
    good: `from fastapi import Cookie, FastAPI, Form, HTTPException, Response

app = FastAPI()
SESSIONS = {"s-1": "ada"}


@app.post("/login")
def login(response: Response):
    response.set_cookie("session_id", "s-1", secure=True, httponly=True, samesite="lax")


@app.post("/transfer")
def transfer(amount: int = Form(), session_id: str = Cookie()):
    if session_id not in SESSIONS:
        raise HTTPException(status_code=401)
    return {"sent": amount}
`,
    references: [
      "https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html",
      "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie#samesitesamesite-value"
    ],
    limits: "Only requests that a foreign page can send without a preflight: POST without a JSON body, or with one where FastAPI is older than 0.132 or `strict_content_type` is off. A cookie that this project never sets is reported with low confidence. More than three routes that believe one cookie are one finding."
  },
  *check(facts) {
    const byRoute = groupBy3(facts.application.routes, ({ site }) => keyOf(site));
    const believed = [...byRoute.values()].flatMap(
      ([route]) => route === void 0 ? [] : believedCookie(facts, route)
    );
    for (const same of groupBy3(believed, ({ cookie, sent }) => `${String(sent)} ${cookie}`).values()) {
      const [first, ...others] = same;
      if (first === void 0) continue;
      if (same.length > MOST) yield problemOf18(first, others);
      else for (const one of same) yield problemOf18(one, []);
    }
  }
});
var MOST = 3;
function believedCookie(facts, route) {
  if (!isSimplePost(facts, route) || route.openDependencies || asksMore(facts, route)) return [];
  const session = route.protection.status === "protected" ? sessionOf(facts, route) : void 0;
  if (session !== void 0 && textOfValue(session.args.keywords.get("same_site"))?.toLowerCase() === "none")
    return [{ route, cookie: "session", sent: true, setAt: session.site }];
  const cookies = [...credentialCookies(facts, route)];
  const sites = cookies.map((cookie2) => sameSiteOf(facts, cookie2));
  const at = sites.findIndex((site) => site === "sent" || site === "unset");
  const cookie = cookies[at];
  return cookie === void 0 || sites.includes("unknown") ? [] : [{ route, cookie, sent: sites[at] === "sent" }];
}
function problemOf18({ route, cookie, sent, setAt }, others) {
  const more = others.length === 0 ? "" : ` and ${String(others.length)} more routes`;
  return {
    at: route.site,
    subject: subjectOf(route),
    message: `\`${titleOf(route)}\`${more} act${more === "" ? "s" : ""} on the word of the cookie \`${cookie}\` alone${sent ? ', which is set with `samesite="none"`' : ""}, so a form on any site can call ${more === "" ? "it" : "them"} in the user's name. Set the cookie with \`samesite="lax"\`, or ask for a CSRF token.`,
    related: [
      ...setAt === void 0 ? [] : [{ at: setAt, message: "the cookie is sent to other sites here" }],
      ...others.map((one) => ({ at: one.route.site, message: `\`${titleOf(one.route)}\` does so too` }))
    ],
    ...sent ? {} : { confidence: "low" }
  };
}
var SIGNING = /\/(log-?out|sign-?out|log-?in|sign-?in|refresh(-\w+)*)\/?$/i;
function isSimplePost(facts, route) {
  if (route.kind !== "http" || !route.methods.includes("POST") || SIGNING.test(route.path.text)) return false;
  if (!route.parameters.some(({ source: source2 }) => source2 === "body")) return true;
  const lax = [route.app.args, route.router.args].some((args) => {
    const value = args.keywords.get("strict_content_type");
    return value?.kind === "bool" && !value.value;
  });
  return lax || isAtLeast(facts.application.framework.fastapi, 0, 132) === false;
}

// src/rules/missing-https-redirect.ts
var missing_https_redirect_default = defineRule({
  id: "missing-https-redirect",
  summary: "Nothing sends callers from HTTP to HTTPS",
  category: "transport",
  severity: "low",
  confidence: "medium",
  cwe: [319],
  owasp: ["API8"],
  seeds: ["S1"],
  reportsAbsence: true,
  docs: {
    why: "A request over plain HTTP is answered as it is: tokens, cookies and bodies can be read on the way. Neither `HTTPSRedirectMiddleware` nor a `Strict-Transport-Security` header tells callers to come back encrypted.",
    fix: "Add `HTTPSRedirectMiddleware`, and send `Strict-Transport-Security` so that browsers remember. Where a proxy ends TLS and redirects, say so with `behind_proxy: true` in the configuration.",
    bad: `from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
def list_items():
    return []
`,
    good: `from fastapi import FastAPI
from fastapi.middleware.httpsredirect import HTTPSRedirectMiddleware

app = FastAPI()
app.add_middleware(HTTPSRedirectMiddleware)


@app.get("/items")
def list_items():
    return []
`,
    references: [
      "https://fastapi.tiangolo.com/advanced/middleware/#httpsredirectmiddleware",
      "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Strict-Transport-Security"
    ],
    limits: "Silent when the middleware or the header is there, when `uvicorn.run` is given a certificate, when a middleware cannot be read, and with `behind_proxy: true`. Starlette redirects with 307 and sets no HSTS itself (measured)."
  },
  *check(facts) {
    if (facts.config.behindProxy) return;
    for (const app of servedApps2(facts)) {
      const uses = app.middleware.filter(takesEffect);
      if (hasHiddenMiddleware(facts, app) || hasCertificate(app)) continue;
      if (uses.some((use) => redirectsToHttps(facts, use) || isOpaque(use))) continue;
      const cover = headersSetBy(facts, app);
      if (cover.open || cover.names.has("strict-transport-security")) continue;
      yield {
        at: app.site,
        subject: `app ${app.name}`,
        message: `Plain HTTP to ${appTitle(app)} is answered: there is neither \`HTTPSRedirectMiddleware\` nor a \`Strict-Transport-Security\` header. Add them, or set \`behind_proxy: true\` when a proxy does it.`
      };
    }
  }
});
function hasCertificate(app) {
  return app.servedBy.some(
    ({ args }) => args.open || args.keywords.has("ssl_certfile") || args.keywords.has("ssl_keyfile")
  );
}

// src/fastapi/questions/auth-open-lookups.ts
function openLookup(facts, route, enforcing) {
  const code = route.handler === void 0 ? void 0 : facts.codeOf(route.handler);
  const ids = idsOf(route);
  if (code === void 0) return void 0;
  if (treeOf(route.dependencies).some(
    (use) => use.parameters.some(({ name }) => ids.includes(name)) && knowsCaller(use, enforcing)
  ))
    return void 0;
  const known = callerParameters(route, enforcing);
  const bound = code.owner !== void 0 && route.dependencies.some((use) => use.via === "class-attribute" && knowsCaller(use, enforcing));
  const self = bound ? code.def?.params[0]?.name : void 0;
  const callers = callerNames(code, self === void 0 ? known : /* @__PURE__ */ new Set([...known, self]));
  if (treeOf(route.dependencies).some((use) => /^APIKey(Header|Query)|^HTTPBasic/.test(use.scheme ?? "")))
    return void 0;
  const here = ids.length > 0 || isUnsafe(route) ? inBody(facts, code, route, ids, callers) : void 0;
  return here ?? inDependency(facts, code, route, ids, callers);
}
function idsOf(route) {
  return route.parameters.filter((parameter) => {
    if (parameter.source !== "path") return parameter.source === "query" && namesIdentifier(parameter.name);
    const type = parameter.annotation;
    return namesIdentifier(parameter.name) || type?.kind === "external" && /(^|\.)(int|UUID\d?|ObjectId|PydanticObjectId)$/.test(type.name);
  }).map(({ name }) => name);
}
function inBody(facts, code, route, ids, callers) {
  const names2 = derivedNames(code, new Set(ids), isConversion);
  const bodies = new Set(route.parameters.filter(({ source: source2 }) => source2 === "body").map(({ name }) => name));
  const byBody = ids.length === 0 && isUnsafe(route);
  const usesId = (expr) => mentions(expr, names2) || byBody && nodesIn(expr).some(
    (node) => node.kind === "attribute" && namesIdentifier(node.attr) && mentions(node.value, bodies)
  );
  const [lookup] = lookupsIn(code, usesId).filter((one) => isUsed(code, one));
  if (lookup === void 0 || asksForOwner(facts, code, callers, usesId)) return void 0;
  return { route, code, lookup, id: ids.find((id) => mentions(lookup.node, /* @__PURE__ */ new Set([id]))) ?? ids[0] ?? "id" };
}
function isUsed(code, lookup) {
  if (changes(lookup)) return true;
  return nodesIn(code.body).some((node) => {
    if (node.kind === "return" || node.kind === "expr" || node.kind === "delete")
      return within(lookup.node, node) || mentions(node, lookup.results);
    if (node.kind === "assign" || node.kind === "augassign")
      return node.kind === "assign" ? node.targets.some(
        (target) => target.kind !== "name" && (within(lookup.node, target) || mentions(target, lookup.results))
      ) : true;
    return node.kind === "for" && mentions(node.iter, lookup.results);
  });
}
function changes({ node }) {
  return node.kind === "call" && node.func.kind === "attribute" && /^(update|delete|remove|replace|find_one_and)(_|$)/.test(node.func.attr);
}
function inDependency(facts, handler, route, ids, callers) {
  for (const parameter of route.parameters) {
    const use = parameter.dependency;
    const code = use?.value.kind === "function" ? facts.codeOf(use.value) : void 0;
    if (use === void 0 || code === void 0 || !use.resolved) continue;
    const own = use.parameters.filter(({ source: source2 }) => source2 === "path").map(({ name }) => name);
    if (own.length === 0) continue;
    const names2 = derivedNames(code, new Set(own), isConversion);
    const usesId = (expr) => mentions(expr, names2);
    const [lookup] = lookupsIn(code, usesId);
    if (lookup === void 0 || asksForOwner(facts, code, callerNames(code, userParameters(use.parameters)), usesId))
      continue;
    if (asksForOwner(facts, handler, callers, (expr) => mentions(expr, /* @__PURE__ */ new Set([parameter.name, ...ids])))) continue;
    if (passesBoth(handler, callers, parameter.name)) continue;
    return { route, code, lookup, id: own[0] ?? "id" };
  }
  return void 0;
}
function userParameters(parameters) {
  return new Set(
    parameters.filter(({ name, source: source2 }) => source2 === "request" || source2 === "dependency" && namesCaller(name)).map(({ name }) => name)
  );
}
function passesBoth(code, callers, object) {
  return code.calls.some(({ node }) => mentions(node, callers) && mentions(node, /* @__PURE__ */ new Set([object])));
}

// src/rules/missing-ownership-check.ts
var missing_ownership_check_default = defineRule({
  id: "missing-ownership-check",
  summary: "An object is fetched by an id from the request, and nobody asks whose it is",
  category: "authentication",
  severity: "high",
  confidence: "medium",
  cwe: [639],
  owasp: ["API1"],
  seeds: ["S3"],
  docs: {
    why: "Ids can be guessed, counted and passed on. A route that looks an object up by the id alone gives every caller every object (broken object level authorisation), however good the login is.",
    fix: "Put the user into the lookup (`where(Order.id == order_id, Order.owner_id == user.id)`), or compare the owner afterwards and answer 404.",
    bad: `from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="login")
SESSIONS: dict[str, str] = {}
ORDERS: dict[int, dict] = {}


def get_current_user(token: str = Depends(oauth2_scheme)) -> str:
    if token not in SESSIONS:
        raise HTTPException(status_code=401)
    return SESSIONS[token]


@app.get("/orders/{order_id}")
def read_order(order_id: int, user: str = Depends(get_current_user)):
    order = ORDERS.get(order_id)
    if order is None:
        raise HTTPException(status_code=404)
    return order
`,
    good: `from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="login")
SESSIONS: dict[str, str] = {}
ORDERS: dict[int, dict] = {}


def get_current_user(token: str = Depends(oauth2_scheme)) -> str:
    if token not in SESSIONS:
        raise HTTPException(status_code=401)
    return SESSIONS[token]


@app.get("/orders/{order_id}")
def read_order(order_id: int, user: str = Depends(get_current_user)):
    order = ORDERS.get(order_id)
    if order is None or order["owner"] != user:
        raise HTTPException(status_code=404)
    return order
`,
    references: ["https://owasp.org/API-Security/editions/2023/en/0xa1-broken-object-level-authorization/"],
    limits: "Silent for administrators' routes, guards with roles or scopes, service keys, public catalogues (`/products/{id}`), routes in `public_routes`, and wherever the user goes into the lookup, a comparison or a checking function. Whether an object belongs to somebody cannot be told from the code alone: confidence is medium where the model has an owner column, low otherwise."
  },
  *check(facts) {
    const enforcing = enforcingNames(facts);
    const found2 = facts.application.routes.flatMap((route) => {
      const open2 = isCandidate(facts, route) ? openLookup(facts, route, enforcing) : void 0;
      return open2 === void 0 ? [] : [open2];
    });
    for (const group of groupBy3(found2, ({ code, lookup }) => keyOf(siteIn(code, lookup.node))).values()) {
      const [first] = group;
      if (first !== void 0 && !isOpenRead(facts, first) && !isNobodys(facts, first))
        yield problemOf19(
          facts,
          first,
          group.map(({ route }) => route)
        );
    }
  }
});
function isOpenRead(facts, { route, code, lookup }) {
  if (route.protection.status !== "public" || isUnsafe(route) || ownerFieldOf(facts, code, lookup.node) !== void 0)
    return false;
  return facts.application.routes.some(
    (other) => outermost(other) === outermost(route) && other.protection.status === "protected"
  );
}
function isNobodys(facts, { route, code, lookup, id }) {
  if (/slug$/i.test(id)) return ownerFieldOf(facts, code, lookup.node) === void 0;
  if (!isInMemory(code, lookup)) return false;
  const hasUser = [...callerParameters(route, enforcingNames(facts))].some((name) => !name.startsWith("_"));
  return !hasUser && (route.protection.status === "public" || !facts.modules.some(({ text }) => OWNERS.test(text)));
}
var OWNERS = /\b(owner|owner_id|user_id|author_id|created_by|tenant_id|customer_id|account_id)\b/;
function isCandidate(facts, route) {
  if (route.kind !== "http" || !isKnown(route)) return false;
  if (isAdminRoute(route) || isPublicByDesign(facts, route)) return false;
  if (isCatalogue(route.path.text) && !isUnsafe(route)) return false;
  return !route.protection.guards.some(
    (guard) => guard.scopes.length > 0 || asksForMore(guard) || isForMachines(guard.name)
  );
}
function isKnown(route) {
  if (!route.openDependencies && route.protection.status !== "unknown") return true;
  const open2 = treeOf(route.dependencies).filter(
    ({ resolved, children }) => !resolved && children.every((child) => child.resolved)
  );
  return open2.length > 0 && open2.every((use) => namesStore(shortName(use.name)));
}
function isForMachines(name) {
  return wordsOf(shortName(name)).some(
    (word) => [
      "admin",
      "superuser",
      "staff",
      "role",
      "roles",
      "permission",
      "permissions",
      "scope",
      "scopes",
      "key",
      "apikey",
      "service",
      "internal",
      "secret",
      "basic",
      "webhook",
      "owner",
      "ownership",
      "member",
      "access",
      "policy",
      "rbac",
      "acl",
      "abac"
    ].includes(word)
  );
}
function problemOf19(facts, { route, code, lookup, id }, routes) {
  const owner = ownerFieldOf(facts, code, lookup.node);
  const open2 = route.protection.status !== "protected";
  const who = open2 ? "any caller" : "any signed-in user";
  const advice4 = owner === void 0 ? "Put the user into the lookup or compare the owner before going on" : `Compare \`${owner}\` with the user in the lookup`;
  return {
    at: siteIn(code, storeCall(lookup.node)),
    subject: `${subjectOf(route)} lookup in ${nameOf(code)}`,
    message: `\`${titleOf(route)}\` gives ${who} any object: it is fetched by \`${id}\` alone, and nothing asks whose it is. ${advice4}; list the route under \`public_routes\` if it is for everybody.`,
    related: routes.map((one) => ({ at: one.site, message: `\`${id}\` comes from \`${titleOf(one)}\`` })),
    severity: owner !== void 0 || /users?$/.test(route.path.text.split("/{")[0] ?? "") ? "high" : "medium",
    confidence: owner !== void 0 && !open2 ? "medium" : "low"
  };
}

// src/rules/missing-rate-limit.ts
var missing_rate_limit_default = defineRule({
  id: "missing-rate-limit",
  summary: "Nothing limits how often callers may try",
  category: "input",
  severity: "medium",
  confidence: "medium",
  cwe: [307, 770],
  owasp: ["API4"],
  seeds: ["S3"],
  reportsAbsence: true,
  docs: {
    why: "FastAPI has no rate limit of its own. A login, token, registration or reset route without one lets passwords and codes be guessed as fast as the server answers, and lets anybody send mails or fill tables at your cost.",
    fix: 'Limit the credential routes (`@limiter.limit("5/minute")` of slowapi, below the route decorator, `Depends(RateLimiter(...))` of fastapi-limiter, or an own dependency that answers 429), or put a limiter before the whole application. Name own limiters in `rate_limiters` of the configuration.',
    bad: `from fastapi import FastAPI

app = FastAPI()


@app.post("/login")
def login(name: str, password: str):
    return {"token": check(name, password)}


def check(name: str, password: str) -> str:
    return name
`,
    good: `from fastapi import FastAPI, Request
from slowapi import Limiter
from slowapi.util import get_remote_address

app = FastAPI()
limiter = Limiter(key_func=get_remote_address)
app.state.limiter = limiter


@app.post("/login")
@limiter.limit("5/minute")
def login(request: Request, name: str, password: str):
    return {"token": check(name, password)}


def check(name: str, password: str) -> str:
    return name
`,
    references: [
      "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
      "https://slowapi.readthedocs.io/en/latest/"
    ],
    limits: "One finding per application: at the first credential route without a limit, else at the constructor when no limiter is anywhere. Knows slowapi, fastapi-limiter and their like, own code that answers 429 or 423, and what is named a limiter. Silent when a middleware or dependency that could limit cannot be read. A gateway that limits is not seen: switch the rule off then. A limiter that is built and limits nothing belongs to `inert-rate-limit`."
  },
  *check(facts) {
    if (limitersInVain(facts).length > 0 || idleLimiters(facts).length > 0) return;
    for (const [app, routes] of groupBy3(facts.application.routes, outermost)) {
      if (!servedApps2(facts).includes(app) || hasHiddenMiddleware(facts, app) || limitOfApp(facts, app) !== "no")
        continue;
      const problem = credentialProblem(facts, app, routes) ?? appProblem(facts, app, routes);
      if (problem !== void 0) yield problem;
    }
  }
});
function credentialProblem(facts, app, routes) {
  const unlimited = routes.filter((route) => limitOfRoute(facts, route) === "no").toSorted((a, b) => compareSites(a.site, b.site));
  const named = unlimited.filter(isCredentialRoute);
  const open2 = named.length > 0 ? named : unlimited.filter((route) => takesPassword(facts, route));
  const [first, ...rest] = open2;
  if (first === void 0) return void 0;
  const others = rest.filter((route) => route.endpoint !== first.endpoint);
  const more = others.length === 0 ? "" : `, and ${others.length === 1 ? "so can" : `${String(others.length)} more like it, from`} \`${titleOf(others[0] ?? first)}\`${others.length === 1 ? "" : " on"}`;
  return {
    at: first.site,
    subject: subjectOf(first),
    message: `\`${titleOf(first)}\` of ${appTitle(app)} can be tried as often as a caller likes${more}: no limiter stands before it. Limit it per client and per account, to a few tries a minute.`,
    related: others.map((route) => ({ at: route.site, message: `\`${titleOf(route)}\` has no limit either` })),
    severity: "high"
  };
}
function appProblem(facts, app, routes) {
  const served = routes.filter((route) => route.kind === "http" && route.handler !== void 0);
  if (served.length === 0 || served.every((route) => isTrivial2(route)) || served.some((route) => limitOfRoute(facts, route) !== "no" && hasSign(facts, route)))
    return void 0;
  return {
    at: app.site,
    subject: `app ${app.name}`,
    message: `Nothing limits how often ${appTitle(app)} may be called: no limiter on it or on any of its ${String(served.length)} route${served.length === 1 ? "" : "s"}. Add one, such as slowapi's decorators or an own dependency that answers 429.`
  };
}
function isTrivial2(route) {
  return /^\/?(health\w*|livez?|readyz?|ping|metrics|version|\{\?\})?\/?$/i.test(route.path.text);
}
function hasSign(facts, route) {
  return limitOfRoute(facts, route) === "yes" || route.openDependencies && !explainedRoutes(facts).has(route);
}

// src/rules/missing-security-headers.ts
var missing_security_headers_default = defineRule({
  id: "missing-security-headers",
  summary: "Responses carry no security headers",
  category: "transport",
  severity: "medium",
  confidence: "medium",
  cwe: [693],
  owasp: ["API8"],
  seeds: ["S0", "S3"],
  reportsAbsence: true,
  docs: {
    why: "FastAPI and Starlette set no security header on their own, and have no middleware that does (measured: `content-length` and `content-type` are all there is). Browsers then guess content types, let other sites frame the pages, send whole addresses as referrer, and may be talked down to plain HTTP.",
    fix: "Add one middleware that sets `Strict-Transport-Security`, `X-Content-Type-Options`, `X-Frame-Options` (or `frame-ancestors`), `Referrer-Policy` and `Permissions-Policy`, and a `Content-Security-Policy` where pages are served. Where a proxy sets them, say so with `behind_proxy: true` in the configuration.",
    bad: `from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
def list_items():
    return []
`,
    good: `from fastapi import FastAPI
from starlette.middleware.base import BaseHTTPMiddleware


class SecurityHeadersMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        response = await call_next(request)
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Permissions-Policy"] = "geolocation=(), microphone=(), camera=()"
        return response


app = FastAPI()
app.add_middleware(SecurityHeadersMiddleware)


@app.get("/items")
def list_items():
    return []
`,
    references: [
      "https://owasp.org/www-project-secure-headers/",
      "https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html"
    ],
    limits: "Reads own middleware (classes, ASGI, functions, dictionaries of headers) and the packages `secure`, `Secweb` and `fastapi-armor`. Silent when a middleware that could set headers cannot be read, and with `behind_proxy: true`. The values are judged by `weak-security-header`."
  },
  *check(facts) {
    if (facts.config.behindProxy) return;
    for (const app of servedApps2(facts)) {
      const cover = headersSetBy(facts, app);
      if (cover.open || hasHiddenMiddleware(facts, app)) continue;
      const missing = missingFrom(cover, servesHtml(facts));
      if (missing.length === 0) continue;
      const cosmetic = missing.every((header) => header === PERMISSIONS || header === REFERRER);
      yield {
        at: app.site,
        subject: `app ${app.name}`,
        message: message(app, missing),
        ...cosmetic ? { severity: "low" } : {}
      };
    }
  }
});
function missingFrom({ names: names2, policies }, html) {
  const wanted = [HSTS, NOSNIFF, FRAMES, REFERRER, PERMISSIONS, ...html ? [POLICY] : []];
  return wanted.filter(
    (header) => !names2.has(header.name.toLowerCase()) && !(header === FRAMES && policies.length > 0)
  );
}
function message(app, missing) {
  const list = missing.map(({ name }) => `\`${name}\``).join(", ");
  const [first] = missing;
  const example = first === void 0 ? "" : `, such as \`${first.name}: ${first.advice}\``;
  return `No middleware of ${appTitle(app)} sets ${list}. Set ${missing.length === 1 ? "it" : "them"} in one middleware${example}.`;
}

// src/rules/missing-trusted-host.ts
var missing_trusted_host_default = defineRule({
  id: "missing-trusted-host",
  summary: "The application answers to every Host header",
  category: "transport",
  severity: "medium",
  confidence: "medium",
  cwe: [644],
  owasp: ["API8"],
  seeds: ["S0", "S1"],
  reportsAbsence: true,
  docs: {
    why: "Without `TrustedHostMiddleware` the caller chooses the host. Starlette builds the slash redirect, `HTTPSRedirectMiddleware` its target and `request.url` from that header (measured: `GET /x` with `Host: evil.example` answers `Location: http://evil.example/x/`), so caches, reset links and redirects can point to a foreign site.",
    fix: "Add `TrustedHostMiddleware` with the host names that the service has. Where a proxy checks the host, say so with `behind_proxy: true` in the configuration.",
    bad: `from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
def list_items():
    return []
`,
    good: `from fastapi import FastAPI
from fastapi.middleware.trustedhost import TrustedHostMiddleware

app = FastAPI()
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["api.example.com"])


@app.get("/items")
def list_items():
    return []
`,
    references: [
      "https://fastapi.tiangolo.com/advanced/middleware/#trustedhostmiddleware",
      "https://cwe.mitre.org/data/definitions/644.html"
    ],
    limits: "Silent when an outer application has the middleware, when own middleware compares the host, when a middleware cannot be read, and with `behind_proxy: true`. A list that lets every host in is reported by `trusted-host-wildcard`."
  },
  *check(facts) {
    if (facts.config.behindProxy) return;
    for (const app of servedApps2(facts)) {
      if (hasHiddenMiddleware(facts, app) || app.middleware.some((use) => couldCheck(facts, use))) continue;
      yield {
        at: app.site,
        subject: `app ${app.name}`,
        message: `${capital3(appTitle(app))} accepts any \`Host\` header, and redirects and \`request.url\` are built from it. Add \`TrustedHostMiddleware\` with the names of this service${late(app)}.`
      };
    }
  }
});
function couldCheck(facts, use) {
  return takesEffect(use) && (checksHost(facts, use) || isOpaque(use));
}
function late(app) {
  return app.middleware.some((use) => use.afterStart && /TrustedHost/.test(use.name)) ? " (the one added at startup comes too late)" : "";
}
function capital3(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// src/python/hidden-text.ts
var MAX_FINDINGS = 100;
var BIDI = /[\u202A-\u202E\u2066-\u2069]/g;
var WORD = /[\p{L}\p{Nl}\p{M}\p{N}\p{Pc}]+/gu;
var NON_ASCII = /[^\p{ASCII}]/u;
function hiddenText(module) {
  const { text, lineStarts } = module;
  const cookie = codingCookie(text);
  const found2 = [];
  const isAscii = !NON_ASCII.test(text);
  if (isAscii && !text.includes("\r") && cookie === void 0) return [];
  const inText = text.includes("\r") ? returnsInStrings(module) : /* @__PURE__ */ new Set();
  const prose = isAscii ? /* @__PURE__ */ new Set() : proseLetters(module);
  for (const [index, start] of lineStarts.entries()) {
    const number = index + 1;
    const line = text.slice(start, lineStarts[number] ?? text.length).replace(/\n$/, "");
    if (cookie?.line === number && knownEncoding(cookie.name) === void 0)
      found2.push(cookieText(line, number, cookie.name));
    for (const hidden of bareReturns(line, number)) if (!inText.has(start + hidden.startColumn - 1)) found2.push(hidden);
    if (!isAscii && NON_ASCII.test(line)) {
      for (const hidden of bidiControls(line, number)) found2.push(hidden);
      for (const hidden of foldedIdentifiers(line, number, (column) => prose.has(start + column))) found2.push(hidden);
    }
    if (found2.length > MAX_FINDINGS) break;
  }
  return found2.slice(0, MAX_FINDINGS);
}
function cookieText(line, number, name) {
  const start = Math.max(0, line.indexOf(name));
  const what = `the file declares the encoding ${name}`;
  return { kind: "coding-cookie", line: number, startColumn: start + 1, endColumn: start + name.length, what };
}
function bareReturns(line, number) {
  const found2 = [];
  for (let at = line.indexOf("\r"); at !== -1 && at < line.length - 1; at = line.indexOf("\r", at + 1)) {
    const what = `a carriage return ends this ${line.slice(0, at).includes("#") ? "comment" : "line"} for Python`;
    found2.push({ kind: "bare-cr", line: number, startColumn: at + 1, endColumn: at + 1, what });
    if (found2.length > MAX_FINDINGS) break;
  }
  return found2;
}
function returnsInStrings({ text, body }) {
  const found2 = /* @__PURE__ */ new Set();
  walk(body, (node) => {
    if (node.kind !== "string" && node.kind !== "bytes" && node.kind !== "fstring") return;
    for (let at = text.indexOf("\r", node.start); at !== -1 && at < node.end; at = text.indexOf("\r", at + 1))
      found2.add(at);
  });
  return found2;
}
function bidiControls(line, number) {
  return Array.from(line.matchAll(BIDI), ({ index, 0: control }) => {
    const what = `${codePoints(control)} reorders the text behind it`;
    return { kind: "bidi-control", line: number, startColumn: index + 1, endColumn: index + 1, what };
  });
}
function foldedIdentifiers(line, number, isProse) {
  const found2 = [];
  for (const { index, 0: word } of line.matchAll(WORD)) {
    const folded = word.normalize("NFKC");
    if (folded === word || !/^\w+$/.test(folded) || isProse(index + word.search(NON_ASCII))) continue;
    const what = `${codePoints(word)} is read as ${folded}`;
    found2.push({
      kind: "folded-identifier",
      line: number,
      startColumn: index + 1,
      endColumn: index + word.length,
      what
    });
  }
  return found2;
}
function proseLetters(module) {
  const letters = /* @__PURE__ */ new Set();
  const add = (start, end) => {
    for (let at = start; at < end; at += 1) if (module.text.charCodeAt(at) > 127) letters.add(at);
  };
  for (const { start, end } of module.comments) add(start, end);
  walk(module.body, (node) => {
    if (node.kind === "string" || node.kind === "bytes") add(node.start, node.end);
    if (node.kind === "fstring") literalRanges(node.start, node.end, node.parts, add);
  });
  return letters;
}
function literalRanges(start, end, parts, add) {
  let at = start;
  for (const part of parts) {
    if (typeof part === "string") continue;
    add(at, part.start);
    at = Math.max(at, part.end);
  }
  add(at, end);
}
function codePoints(text) {
  return Array.from(text).filter((letter) => NON_ASCII.test(letter)).map((letter) => `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`).join(" ");
}

// src/rules/obscured-source.ts
var obscured_source_default = defineRule({
  id: "obscured-source",
  summary: "Source text reads otherwise than Python runs it",
  category: "exposure",
  severity: "high",
  confidence: "high",
  cwe: [1007, 506],
  owasp: [],
  seeds: [],
  docs: {
    why: "Reviewers read characters, Python reads others: a bare carriage return ends a comment, so what stands behind it runs; bidirectional controls reorder a line on the screen; another encoding turns bytes into different code; and identifiers are folded with NFKC, so a name in mathematical letters is the plain one. A guard can be switched off in plain sight.",
    fix: "Write the line in plain characters: LF line ends, UTF-8, ASCII identifiers, no control characters.",
    bad: `from fastapi import FastAPI

app = FastAPI()
𝐝𝐞𝐛𝐮𝐠 = True
`,
    good: `from fastapi import FastAPI

app = FastAPI(title="Café ☕")
# Straße, naïve, 日本語
debug = True
`,
    references: ["https://trojansource.codes/", "https://cwe.mitre.org/data/definitions/1007.html"],
    limits: "Ordinary non-ASCII text in strings and comments is left alone, and so are identifiers that NFKC does not change. One finding per line."
  },
  *check(facts) {
    for (const module of facts.modules) {
      const lines = /* @__PURE__ */ new Map();
      const kinds = /* @__PURE__ */ new Map();
      for (const hidden of hiddenText(module)) if (!lines.has(hidden.line)) lines.set(hidden.line, hidden);
      for (const [line, hidden] of lines) {
        const count = (kinds.get(hidden.what) ?? 0) + 1;
        kinds.set(hidden.what, count);
        yield {
          at: {
            path: module.path,
            span: { startLine: line, startColumn: hidden.startColumn, endLine: line, endColumn: hidden.endColumn }
          },
          subject: `text ${hidden.kind} in ${module.path}: ${hidden.what}${count === 1 ? "" : ` ${String(count)}`}`,
          message: `This line reads otherwise than Python runs it: ${hidden.what}. ${ADVICE2[hidden.kind]}`
        };
      }
    }
  }
});
var ADVICE2 = {
  "bare-cr": "End lines with LF and look at what stands behind the carriage return.",
  "coding-cookie": "Save the file as UTF-8 and drop the declaration.",
  "bidi-control": "Remove the control character and read the line again.",
  "folded-identifier": "Write the name in plain letters."
};

// src/rules/response-filter-removed.ts
var EXPLAINED3 = ["sensitive-response-field", "response-model-bypass"];
var response_filter_removed_default = defineComparison({
  id: "response-filter-removed",
  summary: "A change lets more data out than the response model did",
  category: "comparison",
  severity: "high",
  confidence: "high",
  cwe: [213],
  owasp: ["API3"],
  seeds: [],
  docs: {
    why: "FastAPI sends only the fields of the response model. Without it, it sends whatever the function returns: the row of the database with the password hash, the notes for the staff, the fields of next month.",
    fix: "Declare the response model again, and keep fields that callers must not see out of it.",
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
      "https://fastapi.tiangolo.com/tutorial/response-model/",
      "https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/"
    ],
    limits: "Silent when the model moved into the return annotation, when every answer is an object of that model, and for fields that are not named like something to keep."
  },
  *compare(base, head, paths) {
    const snapshots = snapshotsOf(base, head, paths);
    const widened = [];
    const seen = /* @__PURE__ */ new Set();
    for (const pair of snapshots.routes) {
      const before = responseFilterOf(pair.base, base);
      const after = responseFilterOf(pair.head, head);
      if (before.kind !== "model") continue;
      const key = `${before.site.path}:${before.site.span.startLine}:${pair.head.endpoint}`;
      if (after.kind === "none") {
        if (!seen.has(key) && !returnsOnly(pair.head, head, before.model.class.qualname))
          yield droppedProblem(pair, before, after);
        seen.add(key);
      } else if (after.kind === "model") widened.push(...widenedIn({ pair, before, after }, snapshots));
      yield* exclusionProblems(pair, seen);
    }
    yield* widenedProblems(widened);
  }
});
function droppedProblem({ head }, before, after) {
  return {
    at: before.site,
    side: "LEFT",
    counterparts: [after.site, head.registration, head.site],
    subject: subjectOf(head),
    message: `\`${titleOf(head)}\` no longer filters its answer through \`${before.text}\`: everything that \`${lastName(head.endpoint)}\` returns goes out. Declare the response model again.`,
    related: relatedRoutes([head], (title2) => `\`${title2}\` sends what its function returns`),
    absorbs: absorbed(EXPLAINED3, [head])
  };
}
function widenedIn({ pair, before, after }, snapshots) {
  const known = sensitiveFields(before.model, snapshots.base);
  const names2 = new Set([...known.values()].map(({ field }) => field.name));
  const isSameModel = snapshots.renames.text(`${before.model.class.moduleName}:${before.model.class.qualname}`) === `${after.model.class.moduleName}:${after.model.class.qualname}`;
  const { head } = pair;
  return [...sensitiveFields(after.model, snapshots.head)].flatMap(([title2, one]) => {
    if (known.has(title2) || !isSameModel && names2.has(one.field.name)) return [];
    const subject = `model ${one.holder.moduleName}:${title2}`;
    if (isSameModel)
      return [{ route: head, name: title2, at: placeOf4(one, snapshots.base), side: "RIGHT", counterparts: [], subject }];
    const counterparts = [after.site, head.registration];
    return [{ route: head, name: title2, at: before.site, side: "LEFT", counterparts, subject: subjectOf(head) }];
  });
}
function placeOf4({ field, holder }, base) {
  if (field.owner.def === holder.def) return field.site;
  const { def, module } = holder;
  const last = def.bases.at(-1)?.end ?? def.defStart + `class ${def.name}`.length;
  const line = { start: def.defStart, end: last };
  const inheritedBefore = base.modules.some(({ text }) => text.includes(textOf(module, line)));
  return inheritedBefore ? field.site : siteOf(module, line);
}
function* widenedProblems(widened) {
  const groups = groupBy(
    widened,
    ({ at, side, subject }) => [side, at.path, at.span.startLine, side === "RIGHT" ? "" : subject].join("\0")
  );
  for (const group of groups.values()) {
    const [first] = group;
    if (first === void 0) continue;
    const routes = [...new Set(group.map(({ route }) => route))];
    const names2 = [...new Set(group.map(({ name }) => name))];
    const [verb, them] = names2.length === 1 ? ["leaves", "it"] : ["leave", "them"];
    yield {
      at: first.at,
      side: first.side,
      counterparts: first.counterparts,
      subject: first.subject,
      message: `${names2.map((name) => `\`${name}\``).join(" and ")} ${verb} the server now, in the answers of ${listed2(routes)}. Keep ${them} out of the response model.`,
      related: relatedRoutes(routes, (title2) => `\`${title2}\` answers with this model`),
      absorbs: absorbed(
        EXPLAINED3,
        routes,
        group.map(({ subject }) => subject)
      )
    };
  }
}
function* exclusionProblems({ base, head }, seen) {
  const name = "response_model_exclude";
  const site = base.args.keywordSites.get(name);
  if (site === void 0 || head.args.open) return;
  const after = head.args.keywords.get(name);
  const kept = new Set(after === void 0 ? [] : stringsOf(after));
  if (after !== void 0 && stringsOf(after) === void 0) return;
  const lost2 = (stringsOf(base.args.keywords.get(name)) ?? []).filter(
    (field) => isSensitive(field) && !kept.has(field)
  );
  const key = `${site.path}:${site.span.startLine}:${name}`;
  if (lost2.length === 0 || seen.has(key)) return;
  seen.add(key);
  const now = head.args.keywordSites.get(name);
  yield {
    at: site,
    side: "LEFT",
    counterparts: [...now === void 0 ? [] : [now], head.registration, head.site],
    subject: `${subjectOf(head)} exclude`,
    message: `\`${titleOf(head)}\` no longer leaves ${lost2.map((field) => `\`${field}\``).join(" and ")} out of its answer. Exclude it again, or use a response model without it.`,
    related: relatedRoutes([head], (title2) => `\`${title2}\` sends it`),
    absorbs: absorbed(EXPLAINED3, [head])
  };
}

// src/fastapi/questions/input-answers.ts
var RESPONSE = /^(starlette\.responses|fastapi\.responses)\.(Response|JSONResponse|ORJSONResponse|UJSONResponse|PlainTextResponse)$/;
var PASSES = /^(all|first|one|one_or_none|scalar|scalars|scalar_one|scalar_one_or_none|unique|fetchall|fetchone|to_list|filter|filter_by|where|order_by|limit|offset|join|outerjoin|execution_options|options|distinct|group_by|with_for_update|prefetch_related|get_or_none|copy|model_copy|values|items)$/;
var DUMPS2 = /^(dict|model_dump|json|model_dump_json)$/;
var WRAPS = /^(fastapi\.encoders\.jsonable_encoder|builtins\.(dict|list|vars|sorted|tuple|reversed)|json\.dumps|orjson\.dumps|dataclasses\.asdict)$/;
var RUNS = /^(execute|exec|scalars|scalar|fetch_all|fetch_one|fetchrow|stream)$/;
function answersOf2(facts, code) {
  return returnsIn(code).map((statement) => ({
    statement,
    answers: statement.value === void 0 ? [] : given({ facts, code, names: /* @__PURE__ */ new Map(), depth: 2, raw: false }, statement.value)
  }));
}
function given(at, expr) {
  switch (expr.kind) {
    case "await":
    case "starred":
      return given(at, expr.value);
    case "name":
      return givenByName(at, expr.id, expr);
    case "conditional":
      return [...given(at, expr.body), ...given(at, expr.orelse)];
    case "boolop":
      return expr.values.flatMap((value) => given(at, value));
    case "list":
    case "tuple":
      return expr.items.flatMap((item) => given(at, item));
    case "dict":
      return expr.entries.flatMap(({ key, value }) => [
        ...key?.kind === "string" ? [{ key: { name: key.value, value }, raw: at.raw }] : [],
        ...given(at, value)
      ]);
    case "comprehension": {
      const row = expr.generators.map(({ iter }) => rowOfColumns(iter)).find((one) => one !== void 0);
      if (row !== void 0) return given(at, row);
      const names2 = new Map(at.names);
      for (const { target, iter } of expr.generators)
        if (target.kind === "name") names2.set(target.id, { at, expr: iter });
      return given({ ...at, names: names2 }, expr.element);
    }
    case "attribute":
      return expr.attr === "__dict__" ? given(at, expr.value) : [];
    case "call":
      return givenByCall(at, expr);
    case "subscript":
      return expr.index[0]?.kind === "string" ? [] : given(at, expr.value);
    default:
      return [];
  }
}
function rowOfColumns(iter) {
  if (iter.kind === "call") return iter.func.kind === "attribute" ? rowOfColumns(iter.func.value) : void 0;
  if (iter.kind !== "attribute") return void 0;
  return iter.attr === "__table__" ? iter.value : rowOfColumns(iter.value);
}
function givenByName(at, name, expr) {
  const names2 = new Map(at.names).set(name, void 0);
  if (at.names.has(name)) {
    const bound = at.names.get(name);
    return bound === void 0 ? [] : given({ ...bound.at, raw: at.raw, ...bound.at.code === at.code ? { names: names2 } : {} }, bound.expr);
  }
  const assigned = nodesIn(at.code.body).flatMap((node) => {
    if (node.kind === "assign" && node.value !== void 0 && node.targets.some((target) => target.kind === "name" && target.id === name))
      return [node.value];
    if (node.kind === "walrus" && node.target.id === name) return [node.value];
    return node.kind === "for" && node.target.kind === "name" && node.target.id === name ? [node.iter] : [];
  });
  if (assigned.length > 0)
    return withoutKeys(
      assigned.flatMap((value2) => given({ ...at, names: names2 }, value2)),
      takenOut(at.code, name)
    );
  const value = at.code.valueOf(expr);
  if (value.kind === "instance") return ofModel(at, at.facts.modelOf(value));
  const held = stored(at, value);
  return held.length > 0 ? held : declaredItem(at, name);
}
function takenOut(code, name) {
  const keys = nodesIn(code.body).flatMap((node) => {
    if (node.kind === "delete")
      return node.targets.flatMap(
        (target) => target.kind === "subscript" && isName(target.value, name) ? target.index : []
      );
    const isPop = node.kind === "call" && node.func.kind === "attribute" && node.func.attr === "pop" && isName(node.func.value, name);
    return isPop ? node.args.slice(0, 1).map(({ value }) => value) : [];
  });
  return new Set(keys.flatMap((key) => key.kind === "string" ? [key.value] : []));
}
function isName(expr, name) {
  return expr.kind === "name" && expr.id === name;
}
function withoutKeys(answers, keys) {
  if (keys.size === 0) return answers;
  return answers.flatMap((answer) => {
    if (answer.key !== void 0) return keys.has(answer.key.name) ? [] : [answer];
    return [{ ...answer, without: /* @__PURE__ */ new Set([...answer.without ?? [], ...keys]) }];
  });
}
function stored(at, container) {
  const items = container.kind === "dict" ? container.entries.map(({ value }) => value) : container.kind === "list" ? container.items : [];
  return items.flatMap((item) => {
    if (item.kind === "instance") return ofModel(at, at.facts.modelOf(item));
    if (item.kind !== "dict") return [];
    return item.entries.flatMap(
      ({ key, value }) => key.kind === "string" && value.kind !== "none" && value.kind !== "bool" && value.kind !== "dict" ? [{ key: { name: key.value }, raw: at.raw }] : []
    );
  });
}
function declaredItem(at, name) {
  const { module } = at.code;
  const annotation = module.body.find(
    (statement) => statement.kind === "assign" && statement.targets.some((target) => target.kind === "name" && target.id === name)
  )?.annotation;
  const parts = annotation === void 0 ? [] : partsOf(at.facts.valueIn(module, annotation));
  return parts.flatMap((part) => part.kind === "class" ? ofModel(at, at.facts.modelOf(part)) : []);
}
function ofModel({ raw }, model) {
  return model === void 0 ? [] : [{ model, raw }];
}
function modelNamed(at, expr) {
  if (expr === void 0 || dottedName(expr) === void 0) return void 0;
  const value = at.code.valueOf(expr);
  return value.kind === "class" ? at.facts.modelOf(value) : void 0;
}
function givenByCall(at, call) {
  const site = callAt(at.code, call);
  const callee = site?.callee ?? "";
  const first = call.args.find(({ name, unpack }) => name === void 0 && unpack === void 0)?.value;
  if (RESPONSE.test(callee)) {
    const content = site?.argumentNode("content", 0);
    return content === void 0 ? [] : given({ ...at, raw: true }, content);
  }
  const made = modelNamed(at, call.func);
  if (made !== void 0) return ofModel(at, made);
  if (WRAPS.test(callee)) return first === void 0 || narrows2(call) ? [] : given(at, first);
  if (/(^|\.)select$/.test(callee)) return call.args.length === 1 ? ofModel(at, modelNamed(at, first)) : [];
  if (site?.target !== void 0) return givenByFunction(at, call);
  return call.func.kind === "attribute" ? givenByMethod(at, call, call.func.attr, call.func.value) : [];
}
function givenByMethod(at, call, method, object) {
  const first = call.args[0]?.value;
  if (method === "get" && first?.kind !== "string" && at.code.valueOf(object).kind === "dict") return given(at, object);
  if (method === "query" || (method === "get" || method === "get_one") && modelNamed(at, first) !== void 0)
    return method === "query" && call.args.length !== 1 ? [] : ofModel(at, modelNamed(at, first));
  if (DUMPS2.test(method)) return narrows2(call) ? [] : given(at, object);
  if (RUNS.test(method) && first !== void 0) return [...columnsOf(at, first), ...given(at, first)];
  if (method === "options" && call.args.some(
    ({ value }) => value.kind === "call" && /load_only|defer/.test(dottedName(value.func) ?? (value.func.kind === "attribute" ? value.func.attr : ""))
  ))
    return [];
  const own = modelNamed(at, object);
  if (own !== void 0)
    return /^(count|exists|table|delete|update|insert|aggregate|sum)$/.test(method) ? [] : ofModel(at, own);
  return PASSES.test(method) ? given(at, object) : [];
}
function columnsOf(at, query) {
  const inner = query.kind === "call" && query.args.length === 1 ? query.args[0]?.value : query;
  const words = (inner === void 0 ? void 0 : textOfValue(at.code.valueOf(inner)))?.split(/[\s,"`]+/) ?? [];
  const from = words.findIndex((word) => /^from$/i.test(word));
  if (!words.slice(0, 2).some((word) => /^select$/i.test(word)) || from < 0) return [];
  return words.slice(0, from).map((word) => ({ key: { name: lastName(word) }, raw: at.raw }));
}
function narrows2(call) {
  return call.args.some(
    ({ name, unpack }) => unpack !== void 0 || name === "exclude" || name === "include" || name === "exclude_fields"
  );
}
function givenByFunction(at, call) {
  const target = callAt(at.code, call)?.target;
  const code = target === void 0 ? void 0 : at.facts.codeOf(target);
  if (code === void 0 || at.depth === 0 || lastName(code.name) === "__init__") return [];
  const declared2 = code.def?.returns === void 0 ? void 0 : at.facts.modelOf(at.facts.valueIn(code.module, code.def.returns));
  if (declared2 !== void 0) return ofModel(at, declared2);
  const names2 = handedOver2(at, call, code);
  return returnsIn(code).flatMap(
    ({ value }) => value === void 0 ? [] : given({ ...at, code, names: names2, depth: at.depth - 1 }, value)
  );
}
function handedOver2(at, call, code) {
  const params = code.def?.params ?? [];
  const shift = code.owner !== void 0 && /^(self|cls)$/.test(params[0]?.name ?? "") ? 1 : 0;
  return new Map(
    call.args.flatMap(({ name, unpack, value }, index) => {
      const to = name ?? params[index + shift]?.name;
      return to === void 0 || unpack !== void 0 ? [] : [[to, { at, expr: value }]];
    })
  );
}

// src/fastapi/questions/input-responses.ts
var OPEN2 = /^(builtins\.(dict|list|object)|typing\.(Any|Dict|List|Mapping)|collections\.abc\.\w+|starlette\.responses\.\w+|fastapi\.responses\.\w+)(\[\])?$/;
function filterOf(facts, route) {
  if (route.args.open) return { kind: "unknown" };
  const given2 = route.args.keywords.get("response_model");
  if (given2 !== void 0) return given2.kind === "none" ? { kind: "none" } : ofType(facts, given2);
  const def = route.handler?.def;
  if (def === void 0 || def.kind !== "function" || route.handler === void 0) return { kind: "unknown" };
  return def.returns === void 0 ? { kind: "none" } : ofType(facts, facts.valueIn(route.handler.module, def.returns));
}
function ofType(facts, type) {
  const models = modelsIn(facts, type);
  if (models.length > 0) return { kind: "models", models };
  return isOpen6(type) ? { kind: "none" } : { kind: "unknown" };
}
function isOpen6(type) {
  if (type.kind === "external") return OPEN2.test(type.name);
  if (type.kind !== "external-call") return type.kind === "none";
  if (/(Optional|Union)\[\]$/.test(type.callee)) return type.args.positional.every(isOpen6);
  return OPEN2.test(type.callee);
}
function isFiltered(route, field) {
  const exclude = route.args.keywords.get("response_model_exclude");
  const include2 = route.args.keywords.get("response_model_include");
  if (exclude !== void 0 && (stringsOf(exclude) ?? [field]).includes(field)) return true;
  return include2 !== void 0 && !(stringsOf(include2) ?? []).includes(field);
}

// src/fastapi/questions/input-sensitive.ts
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
  if (namesPassword(name)) return "password";
  return SECRETS.test(words.join("_")) && !words.some((word) => HARMLESS2.has(word)) ? "secret" : void 0;
}
var HARMLESS2 = /* @__PURE__ */ new Set([
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
function sensitiveFields2(facts, model) {
  return model.fields.flatMap((field) => {
    const grade = gradeOf(field.name);
    return grade === void 0 || !holdsText(facts, field) || isLeftOut(facts, field) ? [] : [{ field, grade }];
  });
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
  return sensitiveFields2(facts, model).filter(({ grade }) => grade === "password" || !issuesSecrets(route));
}

// src/fastapi/questions/input-exposed.ts
function exposedAnswer(facts, route, answers, shown2) {
  for (const { model, key, without } of answers) {
    if (key !== void 0 && (gradeOf(key.name) === "password" || isPasswordOf(key.value) || isHidden(route, key, shown2)) && shown2?.has(key.name) !== true && (key.value === void 0 || holdsCredential(key.name, key.value)))
      return { what: "a dict", names: `\`${key.name}\``, fields: [] };
    const fields = model === void 0 ? [] : exposedFields(facts, route, model).filter(
      ({ field }) => !isFiltered(route, field.name) && shown2?.has(field.name) !== true && without?.has(field.name) !== true
    );
    if (model !== void 0 && fields.length > 0) return { what: title(model), names: fieldNames2(fields), fields };
  }
  return void 0;
}
function isHidden(route, { name, value }, shown2) {
  return shown2 !== void 0 && value?.kind === "attribute" && gradeOf(value.attr) === "secret" && gradeOf(name) === "secret" && !issuesSecrets(route);
}
function isPasswordOf(value) {
  return value?.kind === "attribute" && /[a-z]/.test(value.attr) && gradeOf(value.attr) === "password";
}
var FRESH = /^(new|temp|temporary|random|generated|initial)_/i;
function holdsCredential(name, value) {
  switch (value.kind) {
    case "name":
      return !FRESH.test(value.id);
    case "attribute":
    case "subscript":
      return true;
    case "await":
      return holdsCredential(name, value.value);
    case "call": {
      const callee = value.func.kind === "attribute" ? value.func.attr : value.func.kind === "name" ? value.func.id : "";
      return /hash|passw|secret/i.test(callee) && !/mask|redact|check|verify|valid|^(is|has)_/i.test(callee);
    }
    // A text under `password` is most often what is wrong with it.
    case "string":
      return /hash/i.test(name) && value.value !== "";
    default:
      return false;
  }
}
function title(model) {
  return model.kind === "orm" ? `rows of \`${model.class.qualname}\`` : `\`${model.class.qualname}\``;
}
function fieldNames2(fields) {
  return fields.map(({ field }) => `\`${field.name}\``).join(", ");
}

// src/rules/response-model-bypass.ts
var response_model_bypass_default = defineRule({
  id: "response-model-bypass",
  summary: "A hand-made response goes round the response model",
  category: "input",
  severity: "high",
  confidence: "medium",
  cwe: [213],
  owasp: ["API3"],
  seeds: ["S3"],
  docs: {
    why: "FastAPI filters by the response model only what the handler returns as data. A `Response` object, `JSONResponse(user.model_dump())` for one, is sent as it is: the model stays in the schema, where it reads as protection, and the fields that it leaves out go to the caller.",
    fix: "Return the object and let the response model filter it. Where a `Response` is needed for its status or headers, build its content from the model: `JSONResponse(UserOut.model_validate(user).model_dump())`, or set them on an injected `Response`.",
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
      "https://fastapi.tiangolo.com/advanced/response-directly/",
      "https://cwe.mitre.org/data/definitions/213.html"
    ],
    limits: "Only where the content can be followed to a class, or to a literal dict, with a password, hash or secret that the response model does not have. A route without a model belongs to `sensitive-response-field`."
  },
  *check(facts) {
    const seen = /* @__PURE__ */ new Set();
    for (const route of facts.application.routes) {
      const code = route.handler === void 0 ? void 0 : facts.codeOf(route.handler);
      const filter = filterOf(facts, route);
      if (code === void 0 || filter.kind !== "models") continue;
      const shown2 = new Set(filter.models.flatMap((model) => model.fields.map(({ name }) => name)));
      for (const { statement, answers } of answersOf2(facts, code)) {
        const found2 = exposedAnswer(
          facts,
          route,
          answers.filter(({ raw }) => raw),
          shown2
        );
        const at = siteIn(code, statement);
        if (found2 === void 0 || seen.has(keyOf(at))) continue;
        seen.add(keyOf(at));
        yield {
          at,
          subject: subjectOf(route),
          message: `\`${titleOf(route)}\` declares \`${filter.models[0]?.class.qualname ?? "a model"}\` but returns a \`Response\` made of ${found2.what}, so ${found2.names} goes out unfiltered. Return the object itself, or build the content from the model.`,
          related: [
            ...found2.fields.map(({ field }) => ({ at: field.site, message: `\`${field.name}\` is declared here` })),
            { at: route.site, message: "the response model is declared here" }
          ]
        };
      }
    }
  }
});

// src/rules/returned-http-exception.ts
var returned_http_exception_default = defineRule({
  id: "returned-http-exception",
  summary: "An HTTPException is returned instead of raised",
  category: "authentication",
  severity: "high",
  confidence: "high",
  cwe: [390],
  owasp: ["API2"],
  seeds: ["S3"],
  docs: {
    why: "FastAPI only stops a request when a dependency *raises*. An `HTTPException` that a dependency returns is handed to the route as if it were the user, or dropped when the dependency stands in a `dependencies=` list: the request passes. A route that returns one answers 200 with its fields as JSON.",
    fix: "Write `raise` where it says `return`.",
    bad: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()
SESSIONS = {"s-1": "ada"}


def get_current_user(x_session: str = Header()):
    if x_session not in SESSIONS:
        return HTTPException(status_code=401, detail="Unknown session")
    return SESSIONS[x_session]


@app.get("/reports")
def list_reports(user: str = Depends(get_current_user)):
    return ["daily", "weekly"]
`,
    good: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()
SESSIONS = {"s-1": "ada"}


def get_current_user(x_session: str = Header()):
    if x_session not in SESSIONS:
        raise HTTPException(status_code=401, detail="Unknown session")
    return SESSIONS[x_session]


@app.get("/reports")
def list_reports(user: str = Depends(get_current_user)):
    return ["daily", "weekly"]
`,
    references: ["https://fastapi.tiangolo.com/tutorial/handling-errors/"],
    limits: "Helpers that build an exception for a caller that raises it are left alone: only endpoints and dependencies are looked at."
  },
  *check(facts) {
    for (const returned2 of returnedExceptions(facts).values()) {
      for (const [index, one] of returned2.entries()) yield problemOf20(facts, one, index);
    }
  }
});
function problemOf20(facts, { code, statement, certain }, index) {
  const routes = facts.routesOf(code);
  const endpoint = routes[0];
  const exception = statement.value === void 0 ? "HTTPException" : exceptionName2(code.valueOf(statement.value));
  const name = `\`${nameOf(code)}\``;
  const consequence = endpoint === void 0 ? "FastAPI takes it for the result of the dependency, and the request passes." : `\`${titleOf(endpoint)}\` answers 200 with its fields as JSON.`;
  const uses = facts.usesOf(code).slice(0, 10);
  return {
    at: siteIn(code, statement),
    subject: `function ${code.name}${index === 0 ? "" : ` ${String(index + 1)}`}`,
    message: `${name} returns \`${exception}\` instead of raising it: ${consequence} Write \`raise\` here.`,
    related: uses.map((use) => ({ at: use.site, message: `${name} is relied on here` })),
    ...certain ? {
      fix: {
        title: "Raise the exception",
        edits: [
          {
            at: siteIn(code, { start: statement.start, end: statement.start + "return".length }),
            replacement: "raise"
          }
        ]
      }
    } : {}
  };
}

// src/rules/comparison/header-strength.ts
var GUARDED = /* @__PURE__ */ new Set([
  "strict-transport-security",
  "x-content-type-options",
  "x-frame-options",
  "content-security-policy",
  "referrer-policy",
  "permissions-policy",
  "cross-origin-opener-policy"
]);
function isGuarded(header) {
  return GUARDED.has(header);
}
function weakerHeader(header, base, head) {
  const before = base.toLowerCase().trim();
  const after = head.toLowerCase().trim();
  switch (header) {
    case "strict-transport-security":
      return weakerTransport(before, after);
    case "x-content-type-options":
      return before === "nosniff" && after !== "nosniff" ? "`nosniff` is gone" : void 0;
    case "x-frame-options":
      return FRAMES2.has(before) && !FRAMES2.has(after) ? `\`${head}\` lets other sites frame the page` : void 0;
    case "referrer-policy":
      return LEAKING.has(after) && !LEAKING.has(before) ? `\`${head}\` sends addresses to other sites` : void 0;
    case "cross-origin-opener-policy":
      return after === "unsafe-none" && before !== after ? "`unsafe-none` isolates nothing" : void 0;
    case "content-security-policy":
      return weakerPolicy(before, after);
    default:
      return void 0;
  }
}
var FRAMES2 = /* @__PURE__ */ new Set(["deny", "sameorigin"]);
var LEAKING = /* @__PURE__ */ new Set(["unsafe-url", "no-referrer-when-downgrade", "origin-when-cross-origin"]);
function weakerTransport(base, head) {
  const before = ageOf(base);
  const after = ageOf(head);
  if (before > after) return `\`max-age\` falls from ${before} to ${after} seconds`;
  return base.includes("includesubdomains") && !head.includes("includesubdomains") ? "`includeSubDomains` is gone" : void 0;
}
function ageOf(value) {
  return Number(/max-age\s*=\s*"?(\d+)/u.exec(value)?.[1] ?? 0);
}
var LOOSE_SOURCES = ["'unsafe-inline'", "'unsafe-eval'", "*", "data:", "http:", "https:"];
function weakerPolicy(base, head) {
  const before = directivesOf(base);
  const after = directivesOf(head);
  for (const [name, sources] of after) {
    if (name !== "default-src" && !name.startsWith("script-src") && name !== "object-src" && name !== "frame-ancestors")
      continue;
    const known = before.get(name) ?? before.get("default-src") ?? [];
    const loose = sources.find((source2) => LOOSE_SOURCES.includes(source2) && !known.includes(source2));
    if (loose !== void 0 && before.size > 0) return `\`${name}\` allows \`${loose}\``;
  }
  const lost2 = ["default-src", "script-src", "object-src", "frame-ancestors", "base-uri"].find(
    (name) => before.has(name) && !after.has(name) && !(name !== "default-src" && name !== "frame-ancestors" && name !== "base-uri" && after.has("default-src"))
  );
  return lost2 === void 0 ? void 0 : `\`${lost2}\` is gone`;
}
function directivesOf(policy) {
  return new Map(
    policy.split(";").map((part) => part.trim().split(/\s+/u)).flatMap(([name, ...sources]) => name === void 0 || name === "" ? [] : [[name, sources]])
  );
}

// src/rules/comparison/headers.ts
function* loosenedHeaders(snapshots) {
  const before = groupBy(headersIn(snapshots.base), ({ header }) => header);
  const after = groupBy(headersIn(snapshots.head), ({ header }) => header);
  for (const [header, uses] of before) {
    const heads = after.get(header) ?? [];
    for (const use of uses) {
      const name = snapshots.renames.text(use.code.name);
      const same = heads.find(({ code }) => code.name === name) ?? (heads.length === 1 ? heads[0] : void 0);
      const loosened = same === void 0 ? dropped2(use, heads, snapshots) : weakened2(use, same);
      if (loosened !== void 0) yield loosened;
    }
  }
}
function dropped2(use, heads, snapshots) {
  const code = headCode(snapshots, use.code.name);
  if (heads.length > 0 || code === void 0) return void 0;
  return {
    at: use.site,
    side: "LEFT",
    counterparts: code.def === void 0 ? [] : [wholeSite(code)],
    subject: `header ${use.header} in ${code.name}`,
    what: `the header \`${use.header}\` is no longer set`,
    explains: ["missing-security-headers", "missing-https-redirect"],
    subjects: snapshots.head.application.allApps.map(({ name }) => `app ${name}`)
  };
}
function weakened2(base, head) {
  if (base.value === void 0 || head.value === void 0 || base.value === head.value) return void 0;
  const why = weakerHeader(base.header, base.value, head.value);
  if (why === void 0) return void 0;
  return {
    at: base.site,
    side: "LEFT",
    counterparts: [head.site],
    subject: `header ${head.header} in ${head.code.name}`,
    what: `\`${head.header}\` gets weaker: ${why}`,
    explains: ["weak-security-header", "weak-content-security-policy", "missing-security-headers"]
  };
}
function headersIn(facts) {
  return facts.codes.flatMap((code) => {
    const uses = [];
    walk(
      code.body,
      (node) => {
        for (const [name, value] of pairsIn(node)) {
          const header = textOfValue(code.valueOf(name))?.toLowerCase() ?? (name.kind === "bytes" ? name.value.toLowerCase() : void 0);
          if (header === void 0 || !isGuarded(header)) continue;
          const text = value.kind === "bytes" ? value.value : textOfValue(code.valueOf(value));
          uses.push({
            header,
            value: text,
            site: siteOf(code.module, {
              start: node.kind === "assign" || node.kind === "call" ? node.start : name.start,
              end: value.end
            }),
            code
          });
        }
      },
      { scope: "own" }
    );
    return uses;
  });
}
function pairsIn(node) {
  if (node.kind === "assign" && node.value !== void 0) {
    const [target] = node.targets;
    const [index] = target?.kind === "subscript" ? target.index : [];
    return index === void 0 ? [] : [[index, node.value]];
  }
  if (node.kind === "dict")
    return node.entries.flatMap(({ key, value }) => key === void 0 ? [] : [[key, value]]);
  if (node.kind === "tuple" && node.items.length === 2) return pairOf2(node.items);
  if (node.kind === "call" && node.func.kind === "attribute" && /^(setdefault|append|add|set|add_header)$/u.test(lastName(node.func.attr))) {
    return pairOf2(node.args.slice(0, 2).map(({ value }) => value));
  }
  return [];
}
function pairOf2([name, value]) {
  if (name === void 0 || value === void 0 || name.kind !== "string" && name.kind !== "bytes") return [];
  return [[name, value]];
}

// src/rules/comparison/settings-apps.ts
var SESSION = ["insecure-session", "missing-csrf-protection"];
var MIDDLEWARE = {
  CORSMiddleware: [
    {
      name: "allow_origins",
      isWeaker: opened(false),
      means: "pages of every site can read the answers",
      explains: ["cors-wildcard-with-credentials", "cors-wildcard-origin", "cors-insecure-origin"]
    },
    {
      name: "allow_origin_regex",
      isWeaker: (base, head) => matchesAnyone(head) && !matchesAnyone(base),
      means: "pages of sites that are not yours can read the answers",
      explains: ["cors-permissive-origin-regex", "cors-wildcard-with-credentials"]
    }
  ],
  TrustedHostMiddleware: [
    {
      name: "allowed_hosts",
      isWeaker: opened(true),
      means: "any `Host` header is taken",
      explains: ["trusted-host-wildcard", "missing-trusted-host"]
    }
  ],
  SessionMiddleware: [
    {
      name: "https_only",
      isWeaker: turnedOff,
      means: "the session cookie travels over plain HTTP",
      explains: SESSION
    },
    {
      name: "same_site",
      isWeaker: sentEverywhere,
      means: "other sites send the session along",
      explains: SESSION
    }
  ],
  ProxyHeadersMiddleware: [
    {
      name: "trusted_hosts",
      isWeaker: opened(false),
      means: "any client can claim to be another address",
      explains: ["trusted-proxy-wildcard"]
    }
  ]
};
var DOCS = ["openapi_url", "docs_url", "redoc_url"].map((name) => ({
  name,
  isWeaker: reopened,
  means: "anyone can read how the API is built",
  explains: ["exposed-api-docs"]
}));
var STRICT = {
  name: "strict_content_type",
  isWeaker: turnedOffByDefaultOn,
  means: "JSON bodies are read whatever their content type says",
  explains: ["lax-content-type"]
};
function* loosenedApps(snapshots) {
  const seen = /* @__PURE__ */ new Set();
  for (const pair of pairApps(snapshots)) {
    yield* loosenedConstructor(pair.base, pair.head, snapshots.base.config.publicDocs);
    for (const use of pair.base.middleware) {
      const settings2 = MIDDLEWARE[lastName(use.name)];
      const head = pair.head.middleware.find(({ name }) => name === use.name);
      if (settings2 === void 0 || head === void 0 || seen.has(use)) continue;
      seen.add(use);
      const title2 = `\`${lastName(use.name)}\` of \`${objectTitle(pair.head.name)}\``;
      yield* compared2(use, head, settings2, { subject: `middleware ${head.name} of ${pair.head.name}`, title: title2 });
    }
  }
}
function* loosenedConstructor(base, head, publicDocs) {
  const openapi = head.args.keywords.get("openapi_url");
  const isClosed = openapi !== void 0 && isNothing(openapi);
  const settings2 = [...publicDocs || isClosed ? [] : DOCS, STRICT];
  yield* compared2(base, head, settings2, { subject: `app ${head.name}`, title: `\`${objectTitle(head.name)}\`` });
}
function* compared2(base, head, settings2, { subject, title: title2 }) {
  if (base.args.open || head.args.open) return;
  const lost2 = settings2.filter(
    ({ name, isWeaker }) => isWeaker(base.args.keywords.get(name), head.args.keywords.get(name))
  );
  const [first] = lost2;
  if (first === void 0) return;
  const loosened = loosenedAt(siteOf2(base, head, first.name), [siteOf2(head, base, first.name), head.site], {
    subject,
    what: `${title2} turns ${lost2.map(({ name }) => `\`${name}\``).join(" and ")} down: ${[...new Set(lost2.map(({ means }) => means))].join(", and ")}`,
    explains: lost2.flatMap(({ explains }) => explains),
    ...lost2.every((setting) => DOCS.includes(setting)) ? { severity: "medium" } : {}
  });
  if (loosened !== void 0) yield loosened;
}
function siteOf2(own, other, name) {
  const value = own.args.keywords.get(name);
  const site = own.args.keywordSites.get(name) ?? value?.site;
  if (site === void 0 || value === void 0 || !other.args.keywords.has(name)) return site;
  return isInside2(value.site, site) ? site : value.site;
}
function isInside2(inner, outer) {
  return inner.path === outer.path && inner.span.startLine >= outer.span.startLine && inner.span.endLine <= outer.span.endLine;
}
function matchesAnyone(value) {
  const pattern2 = textOfValue(value);
  if (pattern2 === void 0 || pattern2 === "") return false;
  return /^(?:https\??:\/\/|http:\/\/)?\(?\.[*+]\)?$/u.test(pattern2.replace(/^\^/u, "").replace(/\$$/u, ""));
}

// src/rules/comparison/settings-calls.ts
var TLS = { isWeaker: turnedOffByDefaultOn, means: "the server is believed whatever certificate it shows" };
var CHEAPER = { isWeaker: lowered, means: "guessing passwords gets cheaper" };
var PASSLIB_COSTS = ["bcrypt", "bcrypt_sha256", "pbkdf2_sha256", "pbkdf2_sha512", "sha512_crypt", "argon2"].flatMap(
  (scheme) => ["rounds", "default_rounds", "min_rounds", "time_cost", "memory_cost"].map((cost) => `${scheme}__${cost}`)
);
var TABLE2 = [
  {
    callee: /\.set_cookie$/u,
    explains: ["insecure-cookie", "missing-csrf-protection"],
    settings: [
      { name: "httponly", isWeaker: turnedOff, means: "scripts can read the cookie" },
      { name: "secure", isWeaker: turnedOff, means: "the cookie travels over plain HTTP" },
      { name: "samesite", isWeaker: sentEverywhere, means: "other sites send the cookie along" }
    ]
  },
  {
    callee: /^(jwt|jose\.jwt|authlib\.jose\.jwt|jwt\.(api_jwt\.)?\w*)\.?decode$|^jose\.jwt\.decode$/u,
    explains: ["jwt-not-verified", "jwt-weak-claims"],
    settings: [
      { name: "verify", isWeaker: turnedOffByDefaultOn, means: "any token is believed" },
      {
        name: "algorithms",
        position: 2,
        isWeaker: widenedAlgorithms,
        means: "a token can choose how it is checked"
      },
      { name: "audience", isWeaker: dropped, means: "tokens made for others are accepted" },
      { name: "issuer", isWeaker: dropped, means: "tokens of any issuer are accepted" }
    ]
  },
  {
    callee: /^(requests|httpx|aiohttp|urllib3)\./u,
    explains: [],
    settings: [
      { name: "verify", ...TLS },
      { name: "ssl", ...TLS },
      { name: "verify_ssl", ...TLS }
    ]
  },
  {
    callee: /(^|\.)CryptContext$/u,
    explains: ["weak-password-hash"],
    settings: [
      { name: "schemes", position: 0, isWeaker: weakScheme, means: "stolen hashes are quickly undone" },
      ...PASSLIB_COSTS.map((name) => ({ name, ...CHEAPER }))
    ]
  },
  {
    callee: /(^|\.)(gensalt|pbkdf2_hmac|PasswordHasher|BcryptHasher|Argon2Hasher)$/u,
    explains: ["weak-password-hash"],
    settings: ["rounds", "iterations", "time_cost", "memory_cost"].map((name) => ({
      name,
      ...{ rounds: { position: 0 }, iterations: { position: 3 } }[name] ?? {},
      ...CHEAPER
    }))
  },
  {
    callee: /^jinja2\.(\w+\.)*(Environment|Template)$|Jinja2Templates$/u,
    explains: ["unescaped-template", "unescaped-html-response"],
    settings: [{ name: "autoescape", isWeaker: turnedOff, means: "what users wrote is sent as HTML" }]
  }
];
function* loosenedCalls(snapshots) {
  for (const { callee, settings: settings2, explains } of TABLE2) {
    for (const pair of pairCalls(snapshots, (name) => callee.test(name))) {
      const lost2 = settings2.filter((setting) => isWeakened(pair, setting));
      const [first] = lost2;
      if (first !== void 0) yield* found(pair, lost2, explains, snapshots);
    }
  }
  yield* loosenedOptions(snapshots);
}
function isWeakened({ base, head }, { name, position, isWeaker }) {
  if (base.open || head.open) return false;
  return isWeaker(base.argument(name, position), head.argument(name, position));
}
function* found(pair, lost2, explains, snapshots) {
  const [first] = lost2;
  if (first === void 0) return;
  const { base, head } = pair;
  const names2 = lost2.map(({ name }) => `\`${name}\``).join(" and ");
  const loosened = loosenedAt(siteIn2(base, head, first, snapshots), [siteIn2(head, base, first, snapshots), head.site], {
    subject: `call ${lastName(head.callee)}${keyOf5(head)} in ${head.code.name}`,
    what: `\`${lastName(head.callee)}(...)\` in \`${lastName(head.code.name)}\` turns ${names2} down: ${lost2.map(({ means }) => means).join(", and ")}`,
    explains
  });
  if (loosened !== void 0) yield loosened;
}
function siteIn2(call, other, { name, position }, snapshots) {
  const own = call.argumentSite(name, position);
  const others = other.argumentSite(name, position);
  const value = call.argument(name, position);
  if (own === void 0 || others === void 0 || value === void 0) return own;
  const text = (site) => sourceText(snapshots.base, site) ?? sourceText(snapshots.head, site);
  const isBase = snapshots.base.codes.includes(call.code);
  const [ownText, otherText] = isBase ? [sourceText(snapshots.base, own), sourceText(snapshots.head, others)] : [sourceText(snapshots.head, own), sourceText(snapshots.base, others)];
  return (ownText ?? text(own)) === otherText ? defaultOf(value).site : own;
}
function keyOf5(call) {
  const text = firstText2(call);
  return text === "" ? "" : ` ${text}`;
}
var JWT_OPTIONS = /* @__PURE__ */ new Map([
  ["verify_signature", "any token is believed"],
  ["verify_exp", "tokens never expire"],
  ["verify_aud", "tokens made for others are accepted"],
  ["verify_iss", "tokens of any issuer are accepted"],
  ["verify_nbf", "tokens are accepted before their time"]
]);
function* loosenedOptions(snapshots) {
  for (const { base, head } of pairCalls(snapshots, (callee) => /\bjwt\b.*decode$/u.test(callee))) {
    const before = optionsOf2(base);
    const after = optionsOf2(head);
    const off = [...after].filter(
      ([name, { isOff: isOff4 }]) => isOff4 && JWT_OPTIONS.has(name) && before.get(name)?.isOff !== true
    );
    const [first] = off;
    if (first === void 0) continue;
    const means = off.map(([name]) => JWT_OPTIONS.get(name) ?? "").join(", and ");
    const loosened = loosenedAt(before.get(first[0])?.site, [first[1].site, head.site], {
      subject: `call decode in ${head.code.name}`,
      what: `\`${lastName(head.code.name)}\` turns ${off.map(([name]) => `\`${name}\``).join(" and ")} off: ${means}`,
      explains: ["jwt-not-verified", "jwt-weak-claims"]
    });
    if (loosened !== void 0) yield loosened;
  }
}
function optionsOf2(call) {
  const options = call.argument("options");
  const settled2 = options === void 0 ? void 0 : defaultOf(options);
  if (settled2?.kind !== "dict") return /* @__PURE__ */ new Map();
  return new Map(
    settled2.entries.flatMap(
      ({ key, value }) => key.kind === "string" ? [[key.value, { isOff: isOff(value), site: value.site }]] : []
    )
  );
}

// src/rules/comparison/settings-exchanged.ts
var HASHER = /(^|\.)(bcrypt|passlib|argon2|pwdlib|CryptContext|PasswordHash|PasswordHasher|pwd_context|crypt_context|password_hash|password_hasher)\b.*\.(hashpw|hash|encrypt|verify|checkpw|verify_and_update)$/u;
var FAST_HASH = /^hashlib\.(md5|sha1|sha224|sha256|sha384|sha512|sha3_\w+|blake2\w|new)$/u;
var EXCHANGES = [
  {
    safe: /(^|\.)compare_digest$/u,
    unsafe: newComparison,
    what: (body, safe) => `\`${body}\` compares with \`==\` instead of \`${safe}\`: the time it takes tells how much of a guess was right`,
    explains: ["timing-unsafe-comparison"]
  },
  {
    safe: HASHER,
    unsafe: (head, base) => newCall(head, base, FAST_HASH) ?? newComparison(head, base),
    what: (body) => `\`${body}\` no longer uses a password hash: a stolen table gives the passwords away`,
    explains: ["weak-password-hash", "timing-unsafe-comparison"]
  },
  {
    safe: /\bjwt\b.*decode$/u,
    unsafe: (head, base) => newCall(head, base, /get_unverified_\w+$|(^|\.)b64decode$|urlsafe_b64decode$/u),
    what: (body) => `\`${body}\` reads the token without checking its signature: any token is believed`,
    explains: ["jwt-not-verified", "unenforced-authentication"]
  }
];
function* exchangedCalls(snapshots) {
  for (const base of snapshots.base.codes) {
    for (const exchange of EXCHANGES) {
      const safe = base.calls.filter(({ callee }) => exchange.safe.test(callee));
      const head = safe.length === 0 ? void 0 : headCode(snapshots, base.name);
      if (head === void 0) continue;
      const kept = head.calls.filter(({ callee }) => exchange.safe.test(callee));
      if (kept.length >= safe.length) continue;
      const unsafe = exchange.unsafe(head, base);
      const gone = safe.find((call) => !kept.some((other) => isSameText(call, other))) ?? safe[0];
      if (unsafe === void 0 || gone === void 0) continue;
      yield {
        at: gone.site,
        side: "LEFT",
        counterparts: [unsafe, wholeSite(head)],
        subject: `function ${head.name}`,
        what: exchange.what(lastName(head.name), `${lastName(gone.callee)}(...)`),
        explains: exchange.explains
      };
    }
  }
}
function isSameText(a, b) {
  return textOf3(a.code, a.node) === textOf3(b.code, b.node);
}
function newComparison(head, base) {
  const known = new Set(comparisonsIn(base).map((node) => textOf3(base, node)));
  const made = comparisonsIn(head).find((node) => !known.has(textOf3(head, node)));
  return made === void 0 ? void 0 : siteOf(head.module, made);
}
function comparisonsIn(code) {
  return nodesIn(code.body).filter(
    (node) => node.kind === "compare" && node.ops.some((op) => op === "==" || op === "!=") && [node.left, ...node.comparators].every(isText2)
  );
}
function isText2(expr) {
  return expr.kind !== "number" && expr.kind !== "bool" && expr.kind !== "none";
}
function newCall(head, base, callee) {
  const known = new Set(base.calls.filter((call) => callee.test(call.callee)).map((call) => textOf3(base, call.node)));
  return head.calls.find((call) => callee.test(call.callee) && !known.has(textOf3(head, call.node)))?.site;
}
function textOf3(code, node) {
  return code.module.text.slice(node.start, node.end).replaceAll(/\s+/gu, "");
}

// src/rules/security-setting-weakened.ts
var security_setting_weakened_default = defineComparison({
  id: "security-setting-weakened",
  summary: "A change turns a security setting down",
  category: "comparison",
  severity: "high",
  confidence: "high",
  cwe: [693],
  owasp: ["API8"],
  seeds: [],
  docs: {
    why: "Somebody had set this on purpose. A flag that goes is easily taken for tidying up, and the code does what it did before for everyone but the attacker.",
    fix: "Put the setting back. When it is in the way of local work, make it depend on the environment, with the safe value as the default.",
    bad: `from fastapi import FastAPI, Response

app = FastAPI()


@app.post("/theme")
def choose_theme(response: Response):
    response.set_cookie("theme", "dark", secure=True)
    return {"ok": True}
`,
    good: `from fastapi import FastAPI, Response

app = FastAPI()


@app.post("/theme")
def choose_theme(response: Response):
    response.set_cookie("theme", "dark", secure=True, httponly=True)
    return {"ok": True}
`,
    references: [
      "https://fastapi.tiangolo.com/reference/response/",
      "https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/"
    ],
    limits: "Sees settings of cookies, sessions, tokens, TLS clients, password hashes, CORS, trusted hosts, response headers, templates and the documentation. Silent where either side cannot be told, and where a value depends on a condition that still has the safe branch."
  },
  *compare(base, head, paths) {
    const snapshots = snapshotsOf(base, head, paths);
    const seen = /* @__PURE__ */ new Set();
    for (const loosened of loosenedIn(snapshots)) {
      const { path, span } = loosened.at;
      const key = [loosened.side, path, span.startLine, loosened.subject].join("\0");
      if (seen.has(key)) continue;
      seen.add(key);
      yield problemOf14(loosened, "Put it back, or make the weaker value depend on the environment.");
    }
  }
});
function* loosenedIn(snapshots) {
  yield* loosenedApps(snapshots);
  yield* loosenedCalls(snapshots);
  yield* exchangedCalls(snapshots);
  yield* loosenedHeaders(snapshots);
}

// src/rules/sensitive-response-field.ts
var sensitive_response_field_default = defineRule({
  id: "sensitive-response-field",
  summary: "An answer carries passwords, hashes or secrets",
  category: "input",
  severity: "high",
  confidence: "medium",
  cwe: [200],
  owasp: ["API3"],
  seeds: ["S3"],
  docs: {
    why: "Without a response model FastAPI sends every attribute of what the handler returns: a database row goes out with its password hash (measured). A response model that itself has such a field lets it through as well.",
    fix: "Declare a response model that has only the fields meant for callers (`response_model=UserOut`, or the return annotation), and keep credentials out of it.",
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
      "https://fastapi.tiangolo.com/tutorial/response-model/",
      "https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/"
    ],
    limits: "A field counts by its name and type: text that is called a password, or a secret, key or token. Secrets other than passwords count only on reading routes whose business is not to hand them out, and in a declared model only where it describes a user, with low confidence. `SecretStr`, `Field(exclude=True)` and `response_model_exclude` are seen. Without a model, what the handler returns is followed through locals, queries and own functions; what cannot be followed is not reported."
  },
  *check(facts) {
    const seen = /* @__PURE__ */ new Set();
    for (const route of facts.application.routes) {
      if (route.kind !== "http") continue;
      for (const problem of [...declared(facts, route), ...returned(facts, route)]) {
        if (seen.has(keyOf(problem.at))) continue;
        seen.add(keyOf(problem.at));
        yield problem;
      }
    }
  }
});
function declared(facts, route) {
  const filter = filterOf(facts, route);
  if (filter.kind !== "models") return [];
  for (const model of filter.models) {
    const [first, ...others] = exposedFields(facts, route, model).filter(
      ({ field, grade }) => !isFiltered(route, field.name) && (grade === "password" || describesUser(model.class.qualname) && !issuedModels(facts).has(model.class.def))
    );
    if (first === void 0) continue;
    return [
      {
        at: route.site,
        subject: subjectOf(route),
        message: `\`${titleOf(route)}\` answers with \`${model.class.qualname}\`, which has ${fieldNames2([first, ...others])}. Answer with a model without ${others.length === 0 ? "it" : "them"}.`,
        related: fieldSites([first, ...others]),
        ...weight2(route, [first, ...others])
      }
    ];
  }
  return [];
}
var issuedModels = remembered(
  (facts) => new Set(
    facts.application.routes.filter(isLogin).flatMap((route) => {
      const filter = filterOf(facts, route);
      return filter.kind === "models" ? filter.models.map((model) => model.class.def) : [];
    })
  )
);
function isLogin(route) {
  return route.kind === "http" && /\b(login|log-in|signin|sign-in|token|authenticate)\b/i.test(route.path.text);
}
function describesUser(name) {
  return namesCaller(name) && !namesIssue(name);
}
function returned(facts, route) {
  const code = route.handler === void 0 ? void 0 : facts.codeOf(route.handler);
  if (code === void 0 || filterOf(facts, route).kind !== "none") return [];
  return answersOf2(facts, code).flatMap(({ statement, answers }) => {
    const found2 = exposedAnswer(facts, route, answers);
    if (found2 === void 0) return [];
    return [
      {
        at: siteIn(code, statement),
        subject: subjectOf(route),
        message: `\`${titleOf(route)}\` sends ${found2.what} with ${found2.names} and no response model to drop ${found2.fields.length > 1 ? "them" : "it"}. Declare a \`response_model\` that has only what callers need.`,
        related: [
          ...fieldSites(found2.fields),
          { at: route.site, message: `\`${titleOf(route)}\` declares no response model` }
        ],
        ...weight2(route, found2.fields)
      }
    ];
  });
}
function fieldSites(fields) {
  return fields.map(({ field }) => ({ at: field.site, message: `\`${field.name}\` is declared here` }));
}
function weight2(route, fields) {
  if (route.protection.status === "protected" && isForAdministrators(route))
    return { severity: "medium", confidence: "low" };
  return { confidence: fields.length === 0 || fields.some(({ grade }) => grade === "password") ? "medium" : "low" };
}

// src/rules/swallowed-authentication-error.ts
var swallowed_authentication_error_default = defineRule({
  id: "swallowed-authentication-error",
  summary: "A guard catches its own refusal and lets the request pass",
  category: "authentication",
  severity: "high",
  confidence: "medium",
  cwe: [755],
  owasp: ["API2"],
  seeds: [],
  docs: {
    why: "`HTTPException` is an `Exception`: an `except Exception` round the check catches the 401 that the check has just raised. A guard that then returns `None`, or passes, lets the request through.",
    fix: "Catch only what the token library raises, and raise 401 from there; let `HTTPException` go up.",
    bad: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()
SESSIONS = {"s-1": "ada"}


def current_user(x_session: str = Header(default="")):
    try:
        if x_session not in SESSIONS:
            raise HTTPException(status_code=401)
        return SESSIONS[x_session]
    except Exception:
        return None


@app.get("/me")
def read_me(user=Depends(current_user)):
    return {"user": user}
`,
    good: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()
SESSIONS = {"s-1": "ada"}


def current_user(x_session: str = Header(default="")):
    try:
        return SESSIONS[x_session]
    except KeyError:
        raise HTTPException(status_code=401) from None


@app.get("/me")
def read_me(user=Depends(current_user)):
    return {"user": user}
`,
    references: [
      "https://fastapi.tiangolo.com/tutorial/dependencies/dependencies-with-yield/",
      "https://fastapi.tiangolo.com/tutorial/handling-errors/"
    ],
    limits: "Guards that say in their name that callers may be anonymous (`get_optional_user`) and those whose routes all check for `None` are left alone."
  },
  *check(facts) {
    for (const code of facts.codes) {
      const swallow = swallowOf(facts, code);
      if (swallow !== void 0) yield problemOf21(facts, code, swallow);
    }
  }
});
function problemOf21(facts, code, { handler, cause, what }) {
  const name = nameOf(code);
  const header = siteIn(code, { start: handler.start, end: handler.type?.end ?? handler.start + "except".length });
  const caught = what === "raise" ? "its own refusal" : what === "call" ? "the refusal of the guard it calls" : "the error of a token that is not valid";
  const routes = reaching(facts, code);
  return {
    at: header,
    subject: `function ${code.name}`,
    message: `\`${name}\` catches ${caught} and goes on, so ${routes[0] === void 0 ? "its routes let" : `\`${titleOf(routes[0])}\` lets`} everybody in. Raise \`HTTPException(status_code=401)\` here, or catch only what the check itself can throw.`,
    related: [
      { at: siteIn(code, cause), message: "the refusal that is caught" },
      ...routes.slice(0, 10).map((route) => ({ at: route.site, message: `\`${titleOf(route)}\` relies on \`${name}\`` }))
    ],
    ...what === "raise" ? { confidence: "high" } : {}
  };
}

// src/rules/timing-unsafe-comparison.ts
var timing_unsafe_comparison_default = defineRule({
  id: "timing-unsafe-comparison",
  summary: "A secret is compared in a way whose time tells how much of it was right",
  category: "authentication",
  severity: "medium",
  confidence: "medium",
  cwe: [208],
  owasp: ["API2"],
  seeds: ["S1"],
  docs: {
    why: "`==` stops at the first character that differs, and `in` on a list does so for each item. Measured often enough, the time tells how much of a guess was right.",
    fix: "Compare with `secrets.compare_digest` (or `hmac.compare_digest`), on bytes when the text may hold more than ASCII.",
    bad: `import os

from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()
API_KEY = os.environ["API_KEY"]


def require_key(x_api_key: str = Header()) -> None:
    if x_api_key != API_KEY:
        raise HTTPException(status_code=401)


@app.get("/items", dependencies=[Depends(require_key)])
def list_items():
    return []
`,
    good: `import os
import secrets

from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()
API_KEY = os.environ["API_KEY"]


def require_key(x_api_key: str = Header()) -> None:
    if not secrets.compare_digest(x_api_key.encode(), API_KEY.encode()):
        raise HTTPException(status_code=401)


@app.get("/items", dependencies=[Depends(require_key)])
def list_items():
    return []
`,
    references: [
      "https://fastapi.tiangolo.com/advanced/security/http-basic-auth/",
      "https://docs.python.org/3/library/secrets.html#secrets.compare_digest"
    ],
    limits: "A lookup in a dict or set, a database query, and a comparison of two fields of the same form (`password` and `password_confirm`) are left alone."
  },
  *check(facts) {
    for (const code of facts.codes) {
      if (code.def === void 0 || /^__(eq|ne|hash)__$/.test(code.def.name)) continue;
      for (const [index, comparison] of secretComparisons(code).entries()) {
        if (!decidesAccess(facts, code)) break;
        if (isMembership(comparison) && !isSequence(code, comparison.right)) continue;
        yield problemOf22(facts, comparison, index);
      }
    }
  }
});
var isMembership = ({ op }) => op === "in" || op === "not in";
function isSequence(code, expr) {
  const value = code.valueOf(expr);
  return value.kind === "list" || value.kind === "tuple" || makesSequence(expr) || isBoundToSequence(code, expr);
}
function makesSequence(expr) {
  if (expr.kind === "comprehension") return expr.type === "list";
  if (expr.kind !== "call") return false;
  if (expr.func.kind === "attribute") return /^r?split(lines)?$/.test(expr.func.attr);
  return expr.func.kind === "name" && /^(list|tuple|sorted)$/.test(expr.func.id);
}
function isBoundToSequence(code, expr) {
  if (expr.kind !== "name") return false;
  const bound = [...nodesIn(code.body), ...code.module.body].flatMap(
    (node) => node.kind === "assign" && node.value !== void 0 ? node.targets.some((target) => target.kind === "name" && target.id === expr.id) ? [node.value] : [] : []
  );
  return bound.length > 0 && bound.every(makesSequence);
}
function problemOf22(facts, comparison, index) {
  const { code, node, name, op } = comparison;
  const fix = fixOf3(code, comparison);
  const advice4 = isMembership(comparison) ? "Compare each with `secrets.compare_digest`, or look its hash up in a set" : "Use `secrets.compare_digest`";
  return {
    at: siteIn(code, node),
    subject: `function ${code.name} compares ${name}${index === 0 ? "" : ` ${String(index + 1)}`}`,
    message: `\`${nameOf(code)}\` compares \`${name}\` with \`${op}\`, whose time tells how much of it was right. ${advice4}.`,
    ...facts.usesOf(code).length + facts.routesOf(code).length > 0 ? { confidence: "high" } : {},
    ...fix === void 0 ? {} : { fix }
  };
}
function fixOf3(code, { node, left: left2, right: right2, op }) {
  if (op !== "==" && op !== "!=" || !isText3(code, left2) || !isText3(code, right2)) return void 0;
  const imported = importModule(code.module, "secrets");
  if (imported === void 0) return void 0;
  const call = `secrets.compare_digest(${bytes(code, left2)}, ${bytes(code, right2)})`;
  return {
    title: "Compare in constant time",
    edits: [...imported.edits, { at: siteIn(code, node), replacement: op === "==" ? call : `not ${call}` }]
  };
}
function bytes(code, expr) {
  return `${textOf(code.module, expr)}.encode()`;
}
function isText3(code, expr) {
  if (expr.kind === "string") return true;
  if (expr.kind === "name") {
    const param = code.def?.params.find(({ name }) => name === expr.id);
    if (param !== void 0)
      return param.annotation?.kind === "name" && param.annotation.id === "str" && !hasNone(param.default);
    const value = code.valueOf(expr);
    return value.kind === "string" || value.kind === "environment" && value.default?.kind === "string" || isRequiredEnvironment(code, expr.id);
  }
  return false;
}
function hasNone(fallback) {
  if (fallback === void 0) return false;
  if (fallback.kind === "none") return true;
  return fallback.kind === "call" && fallback.args.some(({ value }) => value.kind === "none");
}
function isRequiredEnvironment(code, name) {
  return code.module.body.some(
    (statement) => statement.kind === "assign" && statement.value?.kind === "subscript" && statement.targets.some((target) => target.kind === "name" && target.id === name) && textOf(code.module, statement.value.value) === "os.environ"
  );
}

// src/rules/trusted-host-wildcard.ts
var trusted_host_wildcard_default = defineRule({
  id: "trusted-host-wildcard",
  summary: "TrustedHostMiddleware lets every host in",
  category: "transport",
  severity: "medium",
  confidence: "high",
  cwe: [644],
  owasp: ["API8"],
  seeds: ["S0"],
  docs: {
    why: 'Without `allowed_hosts`, with `None`, or with a list that contains `"*"` anywhere the middleware checks nothing at all (measured: any host answers 200). It looks like protection and is none.',
    fix: 'Name the hosts: `allowed_hosts=["api.example.com", "*.example.com"]`.',
    bad: `from fastapi import FastAPI
from fastapi.middleware.trustedhost import TrustedHostMiddleware

app = FastAPI()
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["*"])
`,
    good: `import os

from fastapi import FastAPI
from fastapi.middleware.trustedhost import TrustedHostMiddleware

allowed_hosts = ["api.example.com"] if os.getenv("ENV") == "production" else ["*"]

app = FastAPI()
app.add_middleware(TrustedHostMiddleware, allowed_hosts=allowed_hosts)
`,
    references: ["https://fastapi.tiangolo.com/advanced/middleware/#trustedhostmiddleware"],
    limits: "A `*` on the branch of a condition on the environment is left alone: development is where it belongs. So is a list that comes from the environment without a fallback."
  },
  *check(facts) {
    if (facts.config.behindProxy) return;
    for (const found2 of middlewareNamed(facts, TRUSTED_HOST)) {
      const hole = holeIn(found2);
      if (hole === void 0) continue;
      const at = argumentPlace(found2.use, "allowed_hosts");
      yield {
        at,
        subject: middlewareSubject(found2),
        message: `${hole.sentence}, so \`TrustedHostMiddleware\` on ${appTitle(found2.app)} lets every \`Host\` header in. Name the hosts of this service.`,
        ...hole.written === void 0 || sameLine(hole.written, at) ? {} : { related: [{ at: hole.written, message: "the `*` is written here" }] },
        ...hole.stage === "unset" ? { confidence: "medium" } : {}
      };
    }
  }
});
function holeIn({ use }) {
  const hosts = passed(use.args, "allowed_hosts", 0);
  if (hosts === "hidden") return void 0;
  if (hosts === void 0) return { sentence: "No `allowed_hosts` is given" };
  if (hosts.kind === "none") return { sentence: "`allowed_hosts` is `None`" };
  const wildcard = literalsOf2(hosts).find(({ text, inList }) => inList && text === "*");
  if (wildcard !== void 0) {
    const sentence4 = wildcard.stage === "unset" ? "`allowed_hosts` falls back to `*`" : "`allowed_hosts` holds `*`";
    return { sentence: sentence4, written: wildcard.site, stage: wildcard.stage };
  }
  return void 0;
}
function sameLine(a, b) {
  return a.path === b.path && a.span.startLine >= b.span.startLine && a.span.startLine <= b.span.endLine;
}

// src/rules/trusted-proxy-wildcard.ts
var trusted_proxy_wildcard_default = defineRule({
  id: "trusted-proxy-wildcard",
  summary: "Forwarded headers are believed from everybody",
  category: "transport",
  severity: "medium",
  confidence: "high",
  cwe: [348],
  owasp: ["API8"],
  seeds: [],
  docs: {
    why: 'With `"*"` uvicorn trusts every peer and takes the *first* `X-Forwarded-For` value, which the caller writes: `request.client.host`, rate limits and allow-lists then follow what the caller says.',
    fix: 'Name the proxy\'s address or network: `forwarded_allow_ips="10.0.0.0/8"`.',
    bad: `from fastapi import FastAPI
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

app = FastAPI()
app.add_middleware(ProxyHeadersMiddleware, trusted_hosts="*")
`,
    good: `from fastapi import FastAPI
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

app = FastAPI()
app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=["10.0.0.1"])
`,
    references: ["https://www.uvicorn.org/settings/#http", "https://fastapi.tiangolo.com/advanced/behind-a-proxy/"],
    limits: 'Reads `uvicorn.run`, `uvicorn.Config`, `ProxyHeadersMiddleware` and the configuration file of gunicorn; what a command line or `FORWARDED_ALLOW_IPS` says is not seen. Where `proxy_headers=False` stands beside it, nothing is believed. A list that merely contains `"*"` does not trust everybody (only `"*"` and `["*"]` do).'
  },
  *check(facts) {
    for (const found2 of middlewareNamed(facts, "uvicorn.middleware.proxy_headers.ProxyHeadersMiddleware")) {
      if (!trustsAll(found2.use.args.keywords.get("trusted_hosts") ?? found2.use.args.positional[0])) continue;
      yield {
        at: argumentPlace(found2.use, "trusted_hosts"),
        subject: middlewareSubject(found2),
        message: `\`ProxyHeadersMiddleware\` on ${appTitle(found2.app)} believes \`X-Forwarded-For\` from anyone, so callers choose their own address. Name the proxy in \`trusted_hosts\`.`
      };
    }
    for (const call of facts.calls("uvicorn.run", "uvicorn.Config", "uvicorn.config.Config")) {
      const site = call.argumentSite("forwarded_allow_ips");
      if (site === void 0 || !trustsAll(call.argument("forwarded_allow_ips")) || isOn(call.argument("proxy_headers")) === false || isForDevelopers5(facts.modules, site))
        continue;
      yield {
        at: site,
        subject: `${call.callee} forwarded_allow_ips in ${call.code.name}`,
        message: '`forwarded_allow_ips="*"` believes `X-Forwarded-For` from anyone, so callers choose their own address. Name the address of the proxy.'
      };
    }
    for (const code of facts.codes) yield* ofGunicorn(code);
  }
});
function* ofGunicorn(code) {
  const { module } = code;
  if (code.def !== void 0 || !/(^|\/)gunicorn[\w.-]*\.py$/.test(module.path)) return;
  for (const node of module.body) {
    if (node.kind !== "assign" || node.value === void 0) continue;
    if (!node.targets.some((target) => target.kind === "name" && target.id === "forwarded_allow_ips")) continue;
    if (!trustsAll(code.valueOf(node.value))) continue;
    yield {
      at: siteOf(module, node),
      subject: `gunicorn forwarded_allow_ips in ${module.path}`,
      message: '`forwarded_allow_ips = "*"` makes gunicorn believe `X-Forwarded-For` from anyone, and uvicorn\'s worker with it: callers choose their own address. Name the address of the proxy.'
    };
  }
}
function trustsAll(value) {
  const literals2 = literalsOf2(value);
  return literals2.some(({ text, inList }) => text === "*" && (!inList || literals2.length === 1));
}
function isForDevelopers5(modules, site) {
  const module = modules.find(({ path }) => path === site.path);
  return module !== void 0 && conditionsRound(module, site).some((condition) => stageOf(condition) === "development");
}

// src/fastapi/questions/auth-sockets.ts
function socketOrder(facts, route, code) {
  const sockets = new Set(route.parameters.filter(({ source: source2 }) => source2 === "request").map(({ name }) => name));
  const onSocket = (call) => call.node.func.kind === "attribute" && call.node.func.value.kind === "name" && (sockets.size === 0 || sockets.has(call.node.func.value.id));
  const accept = code.calls.find((call) => lastName(call.callee) === "accept" && onSocket(call));
  const send = code.calls.find((call) => /^send(_text|_json|_bytes)?$/.test(lastName(call.callee)) && onSocket(call));
  const refusal = firstRefusal(facts, code, onSocket);
  return {
    ...accept === void 0 ? {} : { accept },
    ...send === void 0 ? {} : { send },
    ...refusal === void 0 ? {} : { refusal }
  };
}
function firstRefusal(facts, code, onSocket) {
  const nodes = nodesIn(code.body);
  const conditions = nodes.filter((node) => node.kind === "if");
  const closes2 = code.calls.filter(
    (call) => lastName(call.callee) === "close" && onSocket(call) && conditions.some((test) => within(call.node, test)) && !inDisconnect(nodes, call.node)
  );
  const inHandlers = code.calls.filter(
    (call) => lastName(call.callee) === "close" && onSocket(call) && closesForCredential(call)
  );
  const guards = code.calls.filter((call) => {
    const target = call.target === void 0 ? void 0 : facts.codeOf(call.target);
    return target !== void 0 && (refuses(facts, target) || target.calls.some(({ callee }) => lastName(callee) === "close"));
  });
  const found2 = [
    ...refusalsIn(code),
    ...[...closes2, ...inHandlers, ...guards].map(({ node }) => node)
  ];
  return [...found2].sort((a, b) => a.start - b.start)[0];
}
function closesForCredential(call) {
  const code = call.argument("code", 0);
  if (code?.kind === "number") return code.value === 1008 || code.value >= 4e3 && code.value < 5e3;
  return code?.kind === "external" && /1008|POLICY_VIOLATION/.test(code.name);
}
function inDisconnect(nodes, node) {
  return nodes.some(
    (one) => one.kind === "try" && one.handlers.some(
      (handler) => within(node, handler) && handler.type?.kind === "name" && /Disconnect/.test(handler.type.id)
    )
  );
}

// src/rules/unauthenticated-websocket.ts
var unauthenticated_websocket_default = defineRule({
  id: "unauthenticated-websocket",
  summary: "A WebSocket talks to callers who prove nothing",
  category: "authentication",
  severity: "high",
  confidence: "medium",
  cwe: [306],
  owasp: ["API2"],
  seeds: ["S1"],
  docs: {
    why: 'Sockets need a guard of their own: `@app.middleware("http")` and every `BaseHTTPMiddleware` skip them, and CORS does not apply, so any web page may open one. Data sent before the check has gone out by the time the socket is closed.',
    fix: "Give the socket a dependency that raises `WebSocketException(code=1008)`, or check the credential before the first message and close with 1008.",
    bad: `from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/ws/trades")
async def trades(websocket: WebSocket):
    await websocket.accept()
    while True:
        await websocket.receive_text()
        await websocket.send_json({"price": 1})
`,
    good: `from fastapi import Depends, FastAPI, Query, WebSocket, WebSocketException, status

app = FastAPI()
TICKETS = {"t-1": "ada"}


async def ticket_owner(ticket: str = Query()) -> str:
    if ticket not in TICKETS:
        raise WebSocketException(code=status.WS_1008_POLICY_VIOLATION)
    return TICKETS[ticket]


@app.websocket("/ws/trades")
async def trades(websocket: WebSocket, user: str = Depends(ticket_owner)):
    await websocket.accept()
    while True:
        await websocket.receive_text()
        await websocket.send_json({"price": 1})
`,
    references: ["https://fastapi.tiangolo.com/advanced/websockets/", "https://starlette.dev/middleware/"],
    limits: "A handler that closes or raises on a bad credential before it sends anything is silent, as are sockets in `public_routes` and sockets whose dependencies could not be resolved."
  },
  *check(facts) {
    const explained = new Set([...openIncludes(facts), ...unguardedMounts(facts)].flatMap(({ routes }) => routes));
    const sockets = facts.application.routes.filter(
      (route) => route.kind === "websocket" && !explained.has(route) && !isConfigured2(facts, route) && !isPublicSocket(route.path.text)
    );
    for (const same of groupBy3(sockets, (route) => keyOf(route.site)).values()) {
      const problems2 = same.flatMap((route) => problemOf23(facts, route) ?? []);
      const [first] = problems2;
      if (first !== void 0 && problems2.length === same.length) yield first;
    }
  }
});
function problemOf23(facts, route) {
  if (route.openDependencies || route.protection.status === "unknown") return void 0;
  const code = route.handler === void 0 ? void 0 : facts.codeOf(route.handler);
  const order = code === void 0 ? {} : socketOrder(facts, route, code);
  const byDependency = route.protection.guards.some(({ kind }) => kind !== "endpoint" && kind !== "middleware");
  const presence = asksForPresence(facts, route);
  if (byDependency || !presence && (route.protection.status === "unenforced" || refusedByDependency(facts, route)))
    return void 0;
  if (order.refusal !== void 0) return late2(route, order.refusal, order.send);
  return presence || route.protection.status === "public" ? open(facts, route) : void 0;
}
function asksForPresence(facts, route) {
  return route.protection.status === "unenforced" && treeOf(route.dependencies).every(
    (use) => use.scheme === void 0 && (!looksLikeGuard(use) || raisesInside(facts, use))
  );
}
function raisesInside(facts, use) {
  const code = bodyOf(facts, use);
  return code !== void 0 && raisesHttp(facts, code);
}
function late2(route, refusal, send) {
  if (send === void 0 || send.node.start > refusal.start) return void 0;
  return {
    at: route.site,
    subject: `${subjectOf(route)} order`,
    message: `\`${route.path.text}\` sends data before it checks who is there. Check the credential in a dependency, or before the first message, and close with 1008.`,
    related: [{ at: send.site, message: "the first message goes out here" }]
  };
}
function open(facts, route) {
  const family = facts.application.routes.filter((other) => outermost(other) === outermost(route));
  const middleware = family.flatMap((other) => other.protection.guards).find(({ kind }) => kind === "middleware");
  const guard = family.flatMap((other) => other.protection.guards).find(({ kind }) => kind === "dependency");
  const why = middleware === void 0 ? route.protection.status === "unenforced" ? "a credential is read, and any value will do" : "neither its dependencies nor its handler check a credential" : `\`${shortName(middleware.name)}\` guards HTTP requests only, sockets never pass it`;
  const advice4 = guard === void 0 ? "a dependency that raises `WebSocketException(code=1008)`" : `\`Depends(${shortName(guard.name)})\` or one that raises \`WebSocketException(code=1008)\``;
  return {
    at: route.site,
    subject: subjectOf(route),
    message: `Anyone may open the socket \`${route.path.text}\` (\`${shortName(route.endpoint)}\`): ${why}. Add ${advice4}.`,
    related: [
      ...middleware === void 0 ? [] : [{ at: middleware.site, message: "this middleware skips WebSockets" }],
      ...route.chain.map((include2) => ({ at: include2.site, message: "included here without a guard" }))
    ],
    confidence: middleware !== void 0 || guard !== void 0 ? "high" : "medium"
  };
}

// src/rules/unawaited-authentication.ts
var unawaited_authentication_default = defineRule({
  id: "unawaited-authentication",
  summary: "An async check is called without await, so it never runs",
  category: "authentication",
  severity: "high",
  confidence: "high",
  cwe: [252, 862],
  owasp: ["API2"],
  seeds: [],
  docs: {
    why: "Calling an `async def` only makes a coroutine. Without `await` its body never runs: nothing is checked, Python prints a warning at most, and `if check(...)` is always true.",
    fix: "Write `await` in front of the call.",
    bad: `from fastapi import FastAPI, HTTPException, Request

app = FastAPI()


async def require_admin(request: Request) -> None:
    if request.headers.get("x-role") != "admin":
        raise HTTPException(status_code=403)


@app.delete("/cache")
async def clear_cache(request: Request):
    require_admin(request)
    return {"cleared": True}
`,
    good: `from fastapi import FastAPI, HTTPException, Request

app = FastAPI()


async def require_admin(request: Request) -> None:
    if request.headers.get("x-role") != "admin":
        raise HTTPException(status_code=403)


@app.delete("/cache")
async def clear_cache(request: Request):
    await require_admin(request)
    return {"cleared": True}
`,
    references: [
      "https://fastapi.tiangolo.com/async/",
      "https://docs.python.org/3/library/asyncio-dev.html#detect-never-awaited-coroutines"
    ],
    limits: "Coroutines that are kept and awaited later, gathered, or made into a task are left alone."
  },
  *check(facts) {
    for (const { code, call } of droppedChecks2(facts)) yield problemOf24(facts, code, call);
  }
});
function problemOf24(facts, code, call) {
  const name = textOf(code.module, call.node.func);
  const route = facts.routesOf(code)[0];
  const where = route === void 0 ? `\`${nameOf(code)}\`` : `\`${titleOf(route)}\``;
  const async = code.def?.async === true;
  const advice4 = async ? `Write \`await ${name}(...)\`.` : `Make \`${nameOf(code)}\` async and write \`await ${name}(...)\`.`;
  const serves = servesRequests(facts, code);
  return {
    at: call.site,
    subject: `function ${code.name} calls ${call.callee}`,
    message: `\`${name}\` is async and is not awaited: its check never runs, and ${where} goes on for everybody. ${advice4}`,
    related: call.target === void 0 ? [] : [{ at: call.target.site, message: `\`${name}\` is \`async def\`` }],
    ...serves ? {} : { confidence: "medium" },
    ...async ? {
      fix: {
        title: "Await the check",
        edits: [{ at: siteIn(code, call.node), replacement: `await ${textOf(code.module, call.node)}` }]
      }
    } : {}
  };
}

// src/fastapi/questions/input-bounds.ts
var SIZE = /* @__PURE__ */ new Set(["max_length", "max_items", "maxLength", "pattern", "regex", "const", "discriminator"]);
var RANGE = /* @__PURE__ */ new Set(["le", "lt", "ge", "gt", "multiple_of", "max_digits", "const"]);
var FIELD = /^(pydantic(\.\w+)*|sqlmodel(\.\w+)*|fastapi|dataclasses|annotated_types)\.(con[a-z]+|Field|FieldInfo|Query|Body|Form|Path|Header|Cookie|File|StringConstraints|field|Len|MaxLen|Interval)$/;
var HARMLESS3 = /^(typing_extensions\.Doc|annotated_doc\.Doc|pydantic(\.\w+)*\.(WithJsonSchema|SkipJsonSchema|Strict|PlainSerializer))$/;
var RANGED = /* @__PURE__ */ new Set([
  "price",
  "quantity",
  "qty",
  "amount",
  "limit",
  "discount",
  "percent",
  "percentage",
  "rating",
  "stock",
  "cost"
]);
function missingBound(facts, model, field) {
  if (field.name.startsWith("_") || field.annotation === void 0) return void 0;
  const shape = shapeOf(facts.valueIn(field.module, field.annotation));
  const wanted = wantedBound(field.name, shape);
  if (wanted === void 0) return void 0;
  const value = field.value === void 0 || field.value.kind === "string" ? void 0 : facts.valueIn(field.module, field.value);
  const limits2 = wanted === "length" ? SIZE : RANGE;
  if ([...shape.metadata, ...value === void 0 ? [] : [value]].some((one) => mayLimit(one, limits2)))
    return void 0;
  if (wanted === "length" && shape.kind === "text" && limitsAllText(model)) return void 0;
  return isChecked2(model.class, field.name) ? void 0 : wanted;
}
function wantedBound(name, { kind }) {
  if (kind === "number") return RANGED.has(wordsOf(name).at(-1) ?? "") ? "range" : void 0;
  return kind === "text" || kind === "bytes" || kind === "list" || kind === "mapping" ? "length" : void 0;
}
function mayLimit(value, limits2) {
  switch (value.kind) {
    case "external-call":
      if (HARMLESS3.test(value.callee) || /^builtins\.\w+\(?\)?$/.test(value.callee)) return false;
      if (!FIELD.test(value.callee)) return true;
      if (/\.(Len|MaxLen|Interval)$/.test(value.callee)) return true;
      return value.args.open || [...value.args.keywords.keys()].some(
        (name) => limits2.has(name) && value.args.keywords.get(name)?.kind !== "none"
      );
    case "string":
    case "number":
    case "bool":
    case "none":
    case "list":
    case "dict":
    case "set":
    case "tuple":
    case "environment":
      return false;
    case "external":
      return !/^(builtins\.|types\.EllipsisType|Ellipsis)/.test(value.name);
    case "unknown":
      return !/ellipsis|\.\.\./i.test(value.reason);
    default:
      return true;
  }
}
function limitsAllText(model) {
  return ["str_max_length", "max_anystr_length", "anystr_max_length"].some((name) => model.config.has(name));
}
function isChecked2(cls, field) {
  if (cls.def.body.some((statement) => statement.kind === "function" && validates(statement, field))) return true;
  return cls.bases.some((base) => base.kind === "class" && isChecked2(base, field));
}
function validates(def, field) {
  for (const { expression } of def.decorators) {
    const call = expression.kind === "call" ? expression : void 0;
    const func = call?.func ?? expression;
    const name = func.kind === "name" ? func.id : func.kind === "attribute" ? func.attr : "";
    if (/^(field_validator|validator)$/.test(name)) {
      const named = call?.args.some(({ value }) => value.kind === "string" && (value.value === field || value.value === "*")) === true;
      if (named && canRefuse(def)) return true;
    } else if (/^(model_validator|root_validator)$/.test(name) && canRefuse(def) && names(def, field)) return true;
  }
  return false;
}
function canRefuse(def) {
  let found2 = false;
  walk(def.body, (node) => {
    if (node.kind === "raise" || node.kind === "assert" || node.kind === "slice") found2 = true;
    if (node.kind === "call" && node.func.kind === "name" && /valid|check|ensure|limit/i.test(node.func.id))
      found2 = true;
    return !found2;
  });
  return found2;
}
function names(def, field) {
  let found2 = false;
  walk(def.body, (node) => {
    if (node.kind === "attribute" && node.attr === field || node.kind === "string" && node.value === field)
      found2 = true;
    return !found2;
  });
  return found2;
}

// src/fastapi/questions/input-edits.ts
function moduleAt2(facts, site) {
  return facts.modules.find((module) => module.path === site.path);
}
function textAt(module, { span }) {
  const start = (module.lineStarts[span.startLine - 1] ?? 0) + span.startColumn - 1;
  const end = (module.lineStarts[span.endLine - 1] ?? 0) + span.endColumn;
  return module.text.slice(start, end);
}
function withKeyword(call, keyword) {
  if (!call.endsWith(")") || call.includes("#")) return void 0;
  const body = call.slice(0, -1).trimEnd();
  if (body.endsWith("(")) return `${body}${keyword})`;
  return body.endsWith(",") ? `${body} ${keyword})` : `${body}, ${keyword})`;
}

// src/fastapi/questions/input-pages.ts
var CERTAIN = /^(limit|page_size|per_page|pagesize|perpage|items_per_page|results_per_page|rows_per_page|max_results|num_results|page_limit|limit_per_page|result_limit|max_items|page_length)$/;
var LIKELY = /^(size|count|take|top|first|rows|num|n|length)$/;
var BESIDE = /^(page|page_number|page_num|skip|offset|start|cursor|after|before|page_token|page_index)$/;
var UPPER = /* @__PURE__ */ new Set(["le", "lt", "maximum"]);
function namesPageSize(name, beside) {
  const plain3 = wordsOf(name).join("_");
  return CERTAIN.test(plain3) || LIKELY.test(plain3) && beside.some((other) => BESIDE.test(wordsOf(other).join("_")));
}
function sentName({ name, marker, annotation }) {
  const declared2 = [
    ...marker === void 0 ? [] : [marker],
    ...annotation === void 0 ? [] : shapeOf(annotation).metadata
  ];
  for (const one of declared2) {
    const alias = one.kind === "external-call" ? textOfValue(one.args.keywords.get("alias")) : void 0;
    if (alias !== void 0) return alias;
  }
  return name;
}
function lacksUpperBound(parameter) {
  const { annotation, marker, default: fallback } = parameter;
  if (annotation === void 0 || !isWholeNumber(annotation)) return false;
  const shape = shapeOf(annotation);
  return ![
    ...shape.metadata,
    ...marker === void 0 ? [] : [marker],
    ...fallback === void 0 ? [] : [fallback]
  ].some((one) => mayLimit(one, UPPER));
}
function isWholeNumber(annotation) {
  const whole = partsOf(annotation).filter(({ kind }) => kind !== "none");
  return whole.length > 0 && whole.every((part) => constrainedName(part) === "conint" || part.kind === "external" && WHOLE.test(part.name));
}
var WHOLE = /^(builtins\.int|pydantic(\.types)?\.(StrictInt|PositiveInt|NonNegativeInt))$/;
function isClamped(facts, route, name) {
  const handler = route.handler === void 0 ? void 0 : facts.codeOf(route.handler);
  const bodies = [
    ...handler === void 0 ? [] : reachableCode(facts, handler, 2),
    ...treeOf(route.dependencies).flatMap(({ value }) => reachableFrom(facts, value, 1))
  ];
  return bodies.some((code) => clamps(code, name));
}
function clamps(code, name) {
  return nodesIn(code.body).some((node) => {
    if (node.kind === "call" && node.func.kind === "name" && /^(min|clamp|validate_\w*|check_\w*|clip|normali[sz]e_\w*)$/.test(node.func.id))
      return node.args.some(({ value }) => reads(value, name));
    if (node.kind === "call" && node.func.kind === "attribute" && /^(min|clamp|clip)$/.test(node.func.attr))
      return node.args.some(({ value }) => reads(value, name));
    if (node.kind !== "compare" || !node.ops.some((op) => /^[<>]=?$|^(not )?in$/.test(op))) return false;
    return isUpper(node.ops, [node.left, ...node.comparators], name);
  });
}
function isUpper(ops, operands, name) {
  return ops.some((op, index) => {
    const [left2, right2] = [operands[index], operands[index + 1]];
    if (left2 === void 0 || right2 === void 0) return false;
    if (op.endsWith("in")) return reads(left2, name);
    const other = reads(left2, name) ? right2 : reads(right2, name) ? left2 : void 0;
    return other !== void 0 && !(other.kind === "number" && other.value <= 1);
  });
}
function reads(expr, name) {
  let found2 = false;
  walk(expr, (node) => {
    if (node.kind === "name" && node.id === name || node.kind === "attribute" && node.attr === name) found2 = true;
    return !found2;
  });
  return found2;
}

// src/rules/unbounded-pagination.ts
var unbounded_pagination_default = defineRule({
  id: "unbounded-pagination",
  summary: "Callers choose how many rows one answer holds",
  category: "input",
  severity: "low",
  confidence: "medium",
  cwe: [770],
  owasp: ["API4"],
  seeds: ["S3"],
  docs: {
    why: "A page size without an upper bound lets one request read the whole table: `?limit=100000000` is loaded, validated and serialised before anything notices. A default bounds nobody who sends the parameter.",
    fix: "Declare the bound where FastAPI checks it: `limit: int = Query(20, ge=1, le=100)`, or in a shared pagination dependency.",
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
      "https://fastapi.tiangolo.com/tutorial/path-params-numeric-validations/",
      "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/"
    ],
    limits: "`limit`, `page_size`, `per_page` and their like count by name, `size`, `count` or `take` only beside an offset, page or cursor. Parameters of dependencies and fields of query models are read too. A handler that takes `min(limit, ...)` or compares it with a maximum is left alone."
  },
  *check(facts) {
    const seen = /* @__PURE__ */ new Set();
    for (const route of facts.application.routes) {
      for (const problem of problemsOf2(facts, route)) {
        const key = keyOf(problem.at);
        if (seen.has(key)) continue;
        seen.add(key);
        yield problem;
      }
    }
  }
});
function* problemsOf2(facts, route) {
  if (route.kind !== "http") return;
  const lists = [
    { owner: route.endpoint, parameters: route.parameters },
    ...treeOf(route.dependencies).map((use) => ({ owner: use.name, parameters: use.parameters }))
  ];
  for (const { owner, parameters } of lists) {
    const names2 = parameters.map(sentName);
    for (const parameter of parameters) {
      if (parameter.source !== "query") continue;
      yield* queryModelProblems(facts, route, parameter);
      if (!namesPageSize(sentName(parameter), names2) || !lacksUpperBound(parameter) || isClamped(facts, route, parameter.name))
        continue;
      const fix = fixFor(facts, parameter);
      yield {
        ...said2(route, parameter.name, owner),
        at: parameter.site,
        related: [{ at: route.site, message: `\`${titleOf(route)}\` takes it` }],
        ...fix === void 0 ? {} : { fix }
      };
    }
  }
}
function* queryModelProblems(facts, route, parameter) {
  const model = parameter.annotation === void 0 ? void 0 : facts.modelOf(parameter.annotation);
  if (model === void 0) return;
  const names2 = model.fields.map(({ name }) => name);
  for (const field of model.fields) {
    if (!namesPageSize(field.name, names2) || !isUnboundedNumber(facts, field) || isClamped(facts, route, field.name))
      continue;
    yield {
      ...said2(route, field.name, `${field.owner.moduleName}:${field.owner.qualname}`),
      at: field.site,
      related: [{ at: route.site, message: `\`${titleOf(route)}\` takes it` }]
    };
  }
}
function isUnboundedNumber(facts, field) {
  if (field.annotation === void 0) return false;
  const annotation = facts.valueIn(field.module, field.annotation);
  const value = field.value === void 0 ? [] : [facts.valueIn(field.module, field.value)];
  return isWholeNumber(annotation) && ![...shapeOf(annotation).metadata, ...value].some((one) => mayLimit(one, /* @__PURE__ */ new Set(["le", "lt"])));
}
function said2(route, name, owner) {
  return {
    subject: `parameter ${owner}.${name}`,
    message: `\`${name}\` of \`${titleOf(route)}\` has no upper bound, so one request can read everything. Declare one: \`Query(..., le=100)\`.`
  };
}
function fixFor(facts, parameter) {
  const module = moduleAt2(facts, parameter.site);
  const { marker, default: fallback } = parameter;
  if (module === void 0) return void 0;
  const given2 = marker?.kind === "external-call" ? marker.args.keywords.get("default") ?? marker.args.positional[0] ?? fallback : fallback;
  if (given2 !== void 0 && given2.kind !== "none" && given2.kind !== "number" && given2 !== marker) return void 0;
  const most = String(given2?.kind === "number" ? Math.max(100, given2.value) : 100);
  if (marker !== void 0) {
    if (marker.site.path !== module.path) return void 0;
    const replacement2 = withKeyword(textAt(module, marker.site), `le=${most}`);
    return replacement2 === void 0 ? void 0 : { title: `Allow at most ${most}`, edits: [{ at: marker.site, replacement: replacement2 }] };
  }
  const text = textAt(module, parameter.site);
  const cut = text.lastIndexOf("=");
  const query = importName(module, "fastapi", "Query");
  if (fallback === void 0 || cut < 0 || query === void 0 || text.includes("Annotated")) return void 0;
  const replacement = `${text.slice(0, cut + 1)} ${query.as}(${text.slice(cut + 1).trim()}, le=${most})`;
  return { title: `Allow at most ${most}`, edits: [{ at: parameter.site, replacement }, ...query.edits] };
}

// src/rules/unbounded-request-body.ts
var unbounded_request_body_default = defineRule({
  id: "unbounded-request-body",
  summary: "Request bodies may be of any size",
  category: "input",
  severity: "medium",
  confidence: "medium",
  cwe: [770],
  owasp: ["API4"],
  seeds: ["S3"],
  reportsAbsence: true,
  docs: {
    why: "Neither FastAPI nor Uvicorn bounds a request body: 30 MB of JSON passed when measured, and it is read and parsed before the first dependency runs, so nobody needs a credential to fill the memory. Uploads go to the temporary disk without a limit.",
    fix: "Since 0.164 `FastAPI(max_body_size=...)` answers 413 beyond the limit; a router or route that takes files can be given a larger one. Starlette 1.10 brings `RequestBodyLimitMiddleware`. Before these, count the bytes in an ASGI middleware of your own, or let the proxy do it and say so with `behind_proxy: true` in the configuration.",
    bad: `from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI()


class Note(BaseModel):
    text: str = Field(max_length=1000)


@app.post("/notes")
def create_note(note: Note):
    return note
`,
    good: `from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI(max_body_size=1_000_000)


class Note(BaseModel):
    text: str = Field(max_length=1000)


@app.post("/notes")
def create_note(note: Note):
    return note
`,
    references: [
      "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
      "https://cwe.mitre.org/data/definitions/770.html"
    ],
    limits: "One finding per application that reads a body or an upload. Any middleware that looks at `Content-Length`, answers 413 or is named for the purpose counts; one that cannot be read keeps the rule silent, and so does `behind_proxy: true`."
  },
  *check(facts) {
    if (facts.config.behindProxy) return;
    const seen = /* @__PURE__ */ new Set();
    for (const app of facts.application.apps) {
      if (seen.has(app.name)) continue;
      if (bodyLimit(facts, app) !== "no") continue;
      const served = facts.application.routes.filter((route) => (route.outerApps[0] ?? route.app) === app);
      const open2 = served.filter(
        (route) => readsBody(facts, route) && !hasRouteLimit(route) && route.outerApps.concat(route.app).every((one) => one === app || bodyLimit(facts, one) === "no")
      );
      const [first] = open2;
      if (first === void 0) continue;
      seen.add(app.name);
      yield {
        at: app.site,
        subject: `app ${app.name}`,
        message: `Nothing bounds what \`${titleOf(first)}\`${open2.length > 1 ? ` and ${String(open2.length - 1)} more route${open2.length > 2 ? "s" : ""}` : ""} of ${appTitle(app)} ${open2.length > 1 ? "read" : "reads"} from a request, before any dependency runs. ${advice2(facts.application.framework)}`,
        related: open2.slice(0, 12).map((route) => ({ at: route.site, message: `\`${titleOf(route)}\` reads a body` }))
      };
    }
  }
});
function advice2({ fastapi, starlette }) {
  if (isAtLeast(fastapi, 0, 164) ?? true) return "Set `FastAPI(max_body_size=...)`.";
  if (isAtLeast(starlette, 1, 10) === true) return "Add `RequestBodyLimitMiddleware`.";
  return `FastAPI ${fastapi?.version ?? ""} has no option for it: count the bytes in a middleware, or upgrade to 0.164 and set \`max_body_size\`.`;
}
var READS = /(^|\.)(body|json|form|stream)$/;
function readsBody(facts, route) {
  if (route.kind !== "http") return false;
  if (parametersOf2(route).some(({ source: source2 }) => source2 === "body" || source2 === "form" || source2 === "file"))
    return true;
  const code = route.handler === void 0 ? void 0 : facts.codeOf(route.handler);
  const requests = new Set(route.parameters.flatMap(({ name, source: source2 }) => source2 === "request" ? [name] : []));
  return code?.calls.some(
    ({ node: { func }, callee }) => func.kind === "attribute" && READS.test(callee) && func.value.kind === "name" && requests.has(func.value.id)
  ) === true;
}

// src/fastapi/questions/input-uploads.ts
function isUpload({ source: source2, annotation, marker }) {
  if (source2 !== "file" && marker === void 0) return false;
  if (annotation === void 0) return false;
  return partsOf(annotation).some((part) => part.kind === "external" && /(^|\.)UploadFile$/.test(part.name));
}
function isWhole({ source: source2, annotation }) {
  if (source2 !== "file" || annotation === void 0) return false;
  const shape = shapeOf(annotation);
  return shape.kind === "bytes" || shape.kind === "list" && shape.items.some((item) => shapeOf(item).kind === "bytes");
}
function formFiles(code, parameters) {
  const requests = new Set(parameters.filter(({ source: source2 }) => source2 === "request").map(({ name }) => name));
  if (requests.size === 0) return [];
  const forms = assignedIn(code, (value) => {
    const call = value.kind === "await" ? value.value : value;
    if (call.kind !== "call" || call.func.kind !== "attribute" || call.func.attr !== "form") return false;
    return call.func.value.kind === "name" && requests.has(call.func.value.id);
  });
  return [...forms, ...assignedIn(code, (value) => forms.has(formOf(value) ?? ""))];
}
function formOf(value) {
  if (value.kind === "subscript") return value.value.kind === "name" ? value.value.id : void 0;
  if (value.kind !== "call" || value.func.kind !== "attribute" || !/^(get|getlist)$/.test(value.func.attr))
    return void 0;
  return value.func.value.kind === "name" ? value.func.value.id : void 0;
}
function assignedIn(code, matches) {
  return new Set(
    nodesIn(code.body).flatMap((node) => {
      const [targets, value] = node.kind === "for" ? [[node.target], node.iter] : node.kind === "assign" ? [node.targets, node.value] : [[], void 0];
      return value !== void 0 && matches(value) ? targets.flatMap((target) => target.kind === "name" ? [target.id] : []) : [];
    })
  );
}

// src/rules/unbounded-upload.ts
var unbounded_upload_default = defineRule({
  id: "unbounded-upload",
  summary: "An upload is read into memory whole, whatever its size",
  category: "input",
  severity: "medium",
  confidence: "medium",
  cwe: [770],
  owasp: ["API4"],
  seeds: ["S3"],
  docs: {
    why: "`await file.read()` without a size brings the whole upload into memory, and FastAPI bounds neither the file nor the request: a few large uploads at once end the process. A parameter of type `bytes` with `File()` is read like that before the function starts.",
    fix: "Refuse by `file.size` before reading, read at most one byte more than you allow (`await file.read(MAX + 1)`), or bound the request with `max_body_size`. Take `UploadFile` instead of `bytes`.",
    bad: `from fastapi import FastAPI, UploadFile

app = FastAPI()


@app.post("/avatar")
async def avatar(file: UploadFile):
    content = await file.read()
    return {"bytes": len(content)}
`,
    good: `from fastapi import FastAPI, HTTPException, UploadFile

app = FastAPI()
MAX_BYTES = 2_000_000


@app.post("/avatar")
async def avatar(file: UploadFile):
    content = await file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise HTTPException(status_code=413)
    return {"bytes": len(content)}
`,
    references: [
      "https://fastapi.tiangolo.com/tutorial/request-files/",
      "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/"
    ],
    limits: "Reads through the functions that the upload is handed to, one step. Any comparison of a size or length on the way, and a body limit of the application, its middleware, the router or the route, keep it silent."
  },
  *check(facts) {
    const seen = /* @__PURE__ */ new Set();
    for (const route of facts.application.routes) {
      if (route.kind !== "http" || isBounded(facts, route)) continue;
      for (const { site, text, subject } of readsOf(facts, route)) {
        if (seen.has(keyOf(site))) continue;
        seen.add(keyOf(site));
        yield {
          at: site,
          subject,
          message: `${text} takes an upload of any size into memory for \`${titleOf(route)}\`. Check \`file.size\`, read a bounded number of bytes, or set \`max_body_size\`.`,
          related: [{ at: route.site, message: `\`${titleOf(route)}\` takes the upload` }]
        };
      }
    }
  }
});
function readsOf(facts, route) {
  const receivers = receiversOf(facts, route);
  if (parametersOf2(route).some(boundsLength)) return [];
  if (receivers.some(({ code }) => reachableCode(facts, code, 2).some(checksSize))) return [];
  return receivers.flatMap(({ code, parameters }) => {
    const uploads = /* @__PURE__ */ new Set([...parameters.filter(isUpload).map(({ name }) => name), ...formFiles(code, parameters)]);
    const whole = parameters.filter(isWhole).map(({ name, site }) => ({ site, text: `\`${name}: bytes\``, subject: `parameter ${code.name}.${name}` }));
    return [...whole, ...uploads.size === 0 ? [] : wholeReads(facts, code, uploads, 1)];
  });
}
function boundsLength({ name, source: source2, annotation, marker }) {
  const metadata = annotation === void 0 ? [] : shapeOf(annotation).metadata;
  return source2 === "header" && /content_?length/i.test(name) && [...metadata, ...marker === void 0 ? [] : [marker]].some((one) => mayLimit(one, /* @__PURE__ */ new Set(["le", "lt"])));
}
function wholeReads(facts, code, uploads, depth) {
  const names2 = namesFrom(code, uploads);
  return code.calls.flatMap((call) => {
    if (readsWhole(call, names2))
      return [
        {
          site: call.site,
          text: `\`${textOf(code.module, call.node)}\` in \`${nameOf(code)}\``,
          subject: `function ${code.name} reads ${textOf(code.module, call.node.func)}`
        }
      ];
    return depth === 0 ? [] : handedTo(facts, call, names2).flatMap((to) => wholeReads(facts, to.code, /* @__PURE__ */ new Set([to.name]), depth - 1));
  });
}
function readsWhole({ node }, names2) {
  if (node.func.kind !== "attribute" || node.func.attr !== "read") return false;
  if (node.args.some(({ value }) => !(value.kind === "unary" && value.op === "-"))) return false;
  const object = node.func.value;
  const holder = object.kind === "attribute" && object.attr === "file" ? object.value : object;
  return names2.has((holder.kind === "name" ? holder.id : formOf(holder)) ?? "");
}
var SIZE2 = /size|length|bytes|max|limit|large|^len$/i;
function checksSize(code) {
  return nodesIn(code.body).some((node) => {
    if (node.kind === "string") return /^content-length$/i.test(node.value);
    if (node.kind === "call") return isSizeCheck(textOf(code.module, node.func));
    if (node.kind !== "compare" || !node.ops.some((op) => /^[<>]=?$/.test(op))) return false;
    return [node.left, ...node.comparators].some(namesSize);
  });
}
function isSizeCheck(callee) {
  return /(check|validate|ensure|verify|limit|assert|enforce)\w*(size|length|upload|file|image)|(size|upload|file|image)\w*(check|validat|limit)/i.test(
    callee.split(".").at(-1) ?? ""
  );
}
function namesSize(expr) {
  let found2 = false;
  walk(expr, (node) => {
    if (node.kind === "name" && SIZE2.test(node.id) || node.kind === "attribute" && (SIZE2.test(node.attr) || node.attr === "tell"))
      found2 = true;
    return !found2;
  });
  return found2;
}
function isBounded(facts, route) {
  return hasRouteLimit(route) || [route.app, ...route.outerApps].some((app) => bodyLimit(facts, app) === "yes");
}

// src/rules/unchecked-scopes.ts
var unchecked_scopes_default = defineRule({
  id: "unchecked-scopes",
  summary: "Scopes are asked for and nothing compares them",
  category: "authentication",
  severity: "high",
  confidence: "high",
  cwe: [863],
  owasp: ["API5"],
  seeds: ["S1"],
  docs: {
    why: '`Security(dep, scopes=["admin"])` writes the scopes into the schema and hands them to dependencies that take `SecurityScopes`. FastAPI itself compares nothing: without such a dependency every caller passes (measured: 200).',
    fix: "Let the dependency take `SecurityScopes` and raise 403 when the token lacks one of `security_scopes.scopes`.",
    bad: `from fastapi import FastAPI, HTTPException, Security
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
SESSIONS = {"t-1": {"name": "ada", "scopes": ["items"]}}


def current_user(token: str = Security(oauth2_scheme)) -> dict:
    if token not in SESSIONS:
        raise HTTPException(status_code=401)
    return SESSIONS[token]


@app.get("/users")
def list_users(user: dict = Security(current_user, scopes=["users:read"])):
    return []
`,
    good: `from fastapi import Depends, FastAPI, HTTPException, Security
from fastapi.security import OAuth2PasswordBearer, SecurityScopes

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
SESSIONS = {"t-1": {"name": "ada", "scopes": ["items"]}}


def current_user(needed: SecurityScopes, token: str = Depends(oauth2_scheme)) -> dict:
    if token not in SESSIONS:
        raise HTTPException(status_code=401)
    user = SESSIONS[token]
    if any(scope not in user["scopes"] for scope in needed.scopes):
        raise HTTPException(status_code=403)
    return user


@app.get("/users")
def list_users(user: dict = Security(current_user, scopes=["users:read"])):
    return []
`,
    references: ["https://fastapi.tiangolo.com/advanced/security/oauth2-scopes/"],
    limits: "Dependencies from packages are left alone: whether they read the scopes cannot be seen here."
  },
  *check(facts) {
    const found2 = facts.application.routes.flatMap((route) => uncheckedIn(facts, route).map((use) => ({ route, use })));
    for (const group of groupBy3(found2, ({ use }) => keyOf(use.marker)).values()) {
      const [first] = group;
      if (first !== void 0)
        yield problemOf25(
          first.use,
          group.map(({ route }) => route)
        );
    }
  }
});
function uncheckedIn(facts, route) {
  return treeOf(route.dependencies).filter(
    (use) => use.security && use.scopes.length > 0 && !(use.scheme !== void 0 && use.via === "nested") && isOurs(use) && !readsScopes(facts, use)
  );
}
function isOurs(use) {
  return treeOf([use]).every(
    (one) => one.resolved && (one.scheme !== void 0 || ["function", "instance", "class", "bound-method", "partial"].includes(one.value.kind))
  );
}
function readsScopes(facts, use) {
  return treeOf([use]).some(
    (one) => one.parameters.some(({ annotation }) => isScopes(annotation)) || annotatesScopes(facts, one.value)
  );
}
function isScopes(annotation) {
  if (annotation?.kind === "annotated") return isScopes(annotation.base);
  return annotation?.kind === "external" && annotation.name.endsWith("SecurityScopes");
}
function annotatesScopes(facts, value) {
  const fn = value.kind === "instance" ? facts.methodOf(value.class, "__call__") : value.kind === "class" ? facts.methodOf(value, "__init__") : value.kind === "bound-method" ? value.function : value;
  if (fn?.kind !== "function" || fn.def.kind !== "function") return false;
  return fn.def.params.some(
    ({ annotation }) => annotation !== void 0 && isScopes(facts.valueIn(fn.module, annotation))
  );
}
function problemOf25(use, routes) {
  const scopes = use.scopes.map((scope) => `\`${scope}\``).join(", ");
  const [route] = routes;
  const where = route === void 0 ? "the route" : routes.length > 1 ? `\`${titleOf(route)}\` and ${String(routes.length - 1)} more` : `\`${titleOf(route)}\``;
  return {
    at: use.marker,
    subject: `${route === void 0 ? "" : subjectOf(route)} ${use.name} scopes`,
    message: `Nothing compares ${scopes}: neither \`${shortName(use.name)}\` nor what it depends on takes \`SecurityScopes\`, so ${where} admits callers without ${use.scopes.length === 1 ? "it" : "them"}. Take \`SecurityScopes\` in \`${shortName(use.name)}\` and raise 403 when one is absent.`,
    related: [
      ...use.value.kind === "function" ? [{ at: use.value.site, message: `\`${shortName(use.name)}\` takes no \`SecurityScopes\`` }] : [],
      ...routes.map((one) => ({ at: one.site, message: `\`${titleOf(one)}\` asks for ${scopes}` }))
    ]
  };
}

// src/rules/unconstrained-input.ts
var unconstrained_input_default = defineRule({
  id: "unconstrained-input",
  summary: "Body fields take values of any size",
  category: "input",
  severity: "low",
  confidence: "medium",
  cwe: [1284],
  owasp: ["API4"],
  seeds: ["S3"],
  docs: {
    why: "A Pydantic field of type `str`, `bytes`, `list` or `dict` without a bound accepts megabytes: FastAPI has no body limit by default (30 MB of JSON passed when measured), so the value reaches hashing, matching, the database and the logs at full size. A price or quantity without a range accepts negative and absurd numbers.",
    fix: "Give each field the bound that it has in real life: `Field(max_length=...)` for text and collections, `ge=`/`le=` for numbers, or a type that is bounded by itself (`EmailStr`, `UUID`, an enum, `Literal`).",
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
      "https://docs.pydantic.dev/latest/concepts/fields/",
      "https://cwe.mitre.org/data/definitions/1284.html",
      "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/"
    ],
    limits: "Only models that a route takes as its body or form, nested models included; one finding per class, at its first unbounded field; more than eight classes of one file, or twelve of the project, are one finding per file, and more than eight such files are one finding. Bounds by pattern, by constrained and `Annotated` types, by `str_max_length` of the model and by validators that can refuse count. A single identifier that is a string, and numbers other than prices, quantities and their like, are left alone."
  },
  *check(facts) {
    const groups = unboundedClasses(facts);
    const byFile = [...groupBy3(groups, ({ owner }) => owner.module.path).values()];
    if (byFile.length > MOST_FILES) yield ofProject(byFile);
    else
      for (const inFile of byFile) {
        if (inFile.length > MOST_IN_FILE || groups.length > MOST2) yield ofFile(inFile);
        else yield* inFile.map(ofClass);
      }
  }
});
var MOST_IN_FILE = 8;
var MOST2 = 12;
var MOST_FILES = 8;
var SHOWN2 = 24;
function ofFile(groups) {
  const [first] = groups;
  if (first === void 0) throw new Error("no class to report");
  if (groups.length === 1) return ofClass(first);
  const named = ofClass(first);
  return {
    at: named.at,
    subject: `models of ${first.owner.moduleName}`,
    message: `${String(groups.length)} body models of \`${first.owner.moduleName}\` have fields without a bound; the first: ${named.message}`,
    related: sitesOf(groups)
  };
}
function ofProject(files) {
  const [worst = [], ...others] = files.toSorted((a, b) => b.length - a.length);
  const first = ofFile(worst);
  const models = files.flat().length;
  return {
    ...first,
    subject: "models of the project",
    message: `${String(models)} body models in ${String(files.length)} files have fields without a bound; most of them here. ${first.message} A shared base with \`model_config = ConfigDict(str_max_length=...)\` bounds all text at once.`,
    related: sitesOf([...worst, ...others.flat()])
  };
}
function sitesOf(groups) {
  return groups.slice(0, SHOWN2).flatMap(
    ({ owner, route, fields: [first] }) => first === void 0 ? [] : [
      {
        at: first.field.site,
        message: `\`${titleOf(route)}\` takes \`${first.field.name}\` of \`${owner.qualname}\``
      }
    ]
  );
}
function unboundedClasses(facts) {
  const groups = /* @__PURE__ */ new Map();
  for (const { model, routes } of bodyModels(facts)) {
    const [route] = routes;
    if (route === void 0) continue;
    for (const { field, bound } of unboundedFields(facts, model)) {
      const group = groups.get(field.owner.def) ?? { owner: field.owner, route, fields: [] };
      groups.set(field.owner.def, group);
      const isKnown2 = group.fields.some((one) => one.field.name === field.name);
      if (!isKnown2) group.fields.push({ field, bound });
    }
  }
  return [...groups.values()].map((group) => ({ ...group, fields: group.fields.toSorted((a, b) => compareSites(a.field.site, b.field.site)) })).toSorted((a, b) => compareSites(a.owner.site, b.owner.site));
}
function unboundedFields(facts, model) {
  return model.fields.flatMap((field) => {
    if (namesIdentifier(field.name)) return [];
    const bound = missingBound(facts, model, field);
    return bound === void 0 ? [] : [{ field, bound }];
  });
}
function ofClass({ owner, route, fields: [first, ...others] }) {
  if (first === void 0) throw new Error("no field to report");
  const name = owner.qualname;
  const isLength = [first, ...others].every(({ bound }) => bound === "length");
  return {
    at: first.field.site,
    subject: `model ${owner.moduleName}:${name}`,
    message: `${sentence3(name, [first, ...others])} reach \`${titleOf(route)}\` ${isLength ? "at any length" : "without a bound"}. ${advice3([first, ...others])}`,
    related: [
      ...others.map(({ field, bound }) => ({ at: field.site, message: `\`${field.name}\` has no ${bound} either` })),
      { at: route.site, message: `\`${titleOf(route)}\` takes it` }
    ]
  };
}
function sentence3(model, fields) {
  const names2 = fields.map(({ field }) => `\`${field.name}\``);
  const shown2 = names2.length <= 4 ? names2 : [...names2.slice(0, 3), `${String(names2.length - 3)} more`];
  const last = shown2.at(-1) ?? "";
  const list = shown2.length === 1 ? last : `${shown2.slice(0, -1).join(", ")} and ${last}`;
  return fields.length === 1 ? `Values of ${list} of \`${model}\`` : `Fields ${list} of \`${model}\``;
}
function advice3(fields) {
  const wanted = new Set(fields.map(({ bound }) => bound));
  const parts = [
    ...wanted.has("length") ? ["`Field(max_length=...)`"] : [],
    ...wanted.has("range") ? ["`Field(ge=..., le=...)`"] : []
  ];
  return `Give ${fields.length === 1 ? "it" : "them"} ${parts.join(" or ")}.`;
}

// src/rules/undeclared-dependency.ts
var undeclared_dependency_default = defineRule({
  id: "undeclared-dependency",
  summary: "A guard is named without Depends, so FastAPI never calls it",
  category: "authentication",
  severity: "critical",
  confidence: "high",
  cwe: [862, 915],
  owasp: ["API2"],
  seeds: ["S1"],
  docs: {
    why: "FastAPI only calls what stands inside `Depends(...)` or `Security(...)`. With `user=get_current_user` the parameter is the function object and everybody is in. With `Annotated[User, get_current_user]` the guard is ignored metadata: a Pydantic `User` becomes the request body, so callers post their own user, admin flag included. A function that FastAPI does not resolve gets the `Depends` object itself.",
    fix: "Write `Depends(get_current_user)`. In helper functions take the user as a plain parameter and pass it on.",
    bad: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


def get_current_user(x_token: str = Header()) -> str:
    if x_token != "let-me-in":
        raise HTTPException(status_code=401)
    return "ada"


@app.get("/reports")
def list_reports(user=get_current_user):
    return []
`,
    good: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


def get_current_user(x_token: str = Header()) -> str:
    if x_token != "let-me-in":
        raise HTTPException(status_code=401)
    return "ada"


@app.get("/reports")
def list_reports(user=Depends(get_current_user)):
    return []
`,
    references: ["https://fastapi.tiangolo.com/tutorial/dependencies/"],
    limits: "Only guards are reported: functions that can answer 401 or 403, security schemes, and functions named like a guard. A helper with `Depends` defaults is reported when the project calls it by hand without that argument."
  },
  *check(facts) {
    for (const one of undeclaredGuards(facts)) yield problemOf26(facts, one);
  }
});
function problemOf26(facts, one) {
  const route = facts.routesOf(one.code)[0];
  const fix = fixOf4(one);
  return {
    at: siteIn(one.code, one.param),
    subject: `function ${one.code.name} parameter ${one.param.name}`,
    message: messageOf(one, route === void 0 ? `\`${nameOf(one.code)}\`` : `\`${titleOf(route)}\``),
    related: one.call === void 0 ? [] : [{ at: one.call.site, message: `called by hand without \`${one.param.name}\`` }],
    ...one.form === "unresolved" ? { severity: "high" } : {},
    ...fix === void 0 ? {} : { fix }
  };
}
function messageOf({ param, form, guard, code }, where) {
  if (form === "default") {
    return `\`${param.name}\` is the \`${guard}\` object itself: without \`Depends\` FastAPI never calls it, and ${where} lets everybody in. Write \`${param.name}=Depends(${guard})\`.`;
  }
  if (form === "annotated") {
    return `\`${guard}\` in \`Annotated\` is ignored without \`Depends\`: ${where} takes \`${param.name}\` from the request, so callers send their own. Write \`Annotated[..., Depends(${guard})]\`.`;
  }
  return `FastAPI does not resolve \`${nameOf(code)}\`: called by hand, its \`${param.name}\` is the \`Depends\` object and \`${guard}\` never runs. Take \`${param.name}\` as a plain parameter and let the route depend on \`${guard}\`.`;
}
function fixOf4({ code, form, expr, isScheme: isScheme2 }) {
  if (expr === void 0 || isScheme2 || form === "unresolved" || expr.kind !== "name" && expr.kind !== "attribute")
    return void 0;
  const edits = wrapInDepends(code.module, expr);
  return edits === void 0 ? void 0 : { title: "Declare the dependency", edits };
}

// src/rules/unenforced-authentication.ts
var unenforced_authentication_default = defineRule({
  id: "unenforced-authentication",
  summary: "A dependency looks like authentication and cannot reject anybody",
  category: "authentication",
  severity: "high",
  confidence: "high",
  cwe: [287],
  owasp: ["API2"],
  seeds: ["S1", "S3"],
  docs: {
    why: "FastAPI's security schemes only *extract*: `OAuth2PasswordBearer`, `HTTPBearer` and `HTTPBasic` ask for a header and accept whatever is in it; with `auto_error=False` they hand on `None`. `Depends(HTTPBearer)`, the class, builds a scheme from query parameters and reads no header. Somebody has to check the value and raise.",
    fix: "Verify the token in a dependency that raises 401 when it is absent, unknown or expired, and let the route depend on that.",
    bad: `from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


@app.get("/reports")
def list_reports(token: str = Depends(oauth2_scheme)):
    return ["first", "second"]
`,
    good: `from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
SESSIONS: dict[str, str] = {}


def current_user(token: str = Depends(oauth2_scheme)) -> str:
    if token not in SESSIONS:
        raise HTTPException(status_code=401, detail="Unknown token")
    return SESSIONS[token]


@app.get("/reports")
def list_reports(user: str = Depends(current_user)):
    return [user]
`,
    references: [
      "https://fastapi.tiangolo.com/tutorial/security/get-current-user/",
      "https://fastapi.tiangolo.com/reference/security/"
    ],
    limits: "Dependencies whose name says that callers may be anonymous (`get_optional_user`) are left alone. API keys are the subject of `unvalidated-api-key`, a guard that returns its exception that of `returned-http-exception`, one that catches it that of `swallowed-authentication-error`."
  },
  *check(facts) {
    const returned2 = returnedExceptions(facts);
    const causes = facts.application.routes.filter((route) => route.protection.status === "unenforced" || route.protection.status === "public").flatMap((route) => causesOf(facts, route).map((cause) => ({ route, ...cause })));
    for (const group of groupBy3(causes, (cause) => keyOf(cause.at)).values()) {
      const [first] = group;
      if (first === void 0 || returned2.has(first.use.name)) continue;
      yield problemOf27(
        first,
        group.map(({ route }) => route)
      );
    }
  }
});
function causesOf(facts, route) {
  const tree = treeOf(route.dependencies);
  if (tree.some((use) => namesOptional(shortName(use.name)))) return [];
  const causes = tree.flatMap((use) => causeOf5(facts, use, route));
  const consumers = causes.filter(({ how }) => how === "function");
  return consumers.length > 0 ? consumers : causes;
}
function causeOf5(facts, use, route) {
  if (namesClass(facts, use))
    return isApiKey(schemeClass(use.value)?.name ?? "") ? [] : [{ at: use.site, use, how: "class" }];
  if (namesFactory(facts, use)) return [{ at: use.site, use, how: "factory" }];
  const body = bodyOf(facts, use);
  if (body !== void 0 && swallowsRejection(facts, body)) return [];
  if (route.protection.status !== "unenforced") return [];
  if (use.scheme !== void 0) {
    const direct = route.dependencies.includes(use) && !isApiKey(use.scheme) && !isPublicPath(route.path.text);
    return direct ? [{ at: use.site, use, scheme: use, how: "bare" }] : [];
  }
  return functionCause(facts, use);
}
function functionCause(facts, use) {
  const code = use.via === "class-attribute" && use.value.kind === "class" ? void 0 : bodyOf(facts, use);
  if (code === void 0 || swallowsRejection(facts, code)) return [];
  if (raisesHttp(facts, code)) return [];
  const scheme = use.children.find((child) => child.scheme !== void 0 || schemeClass(child.value)?.how === "class");
  const wrong = scheme !== void 0 && schemeClass(scheme.value)?.how === "class";
  const reads2 = use.parameters.some(({ source: source2 }) => source2 === "header" || source2 === "cookie" || source2 === "request");
  if (wrong || scheme === void 0 && !(reads2 && promisesCaller(code))) return [];
  if (scheme !== void 0 && schemesOf(use).every((one) => isApiKey(one.scheme ?? ""))) return [];
  const at = signatureSite(code);
  return at === void 0 ? [] : [{ at, use, ...scheme === void 0 ? {} : { scheme }, how: "function" }];
}
function promisesCaller(code) {
  if (namesGuard(nameOf(code))) return true;
  return namesCaller(nameOf(code)) && nodesIn(code.body).some((node) => node.kind === "string" && node.value.toLowerCase() === "authorization");
}
function problemOf27(cause, routes) {
  const [first] = routes;
  const route = first === void 0 ? "" : `\`${titleOf(first)}\``;
  const reached2 = routes.length > 1 ? `${route} and ${String(routes.length - 1)} more let` : `${route} lets`;
  return {
    at: cause.at,
    subject: cause.how === "function" || first === void 0 ? `function ${cause.use.name}` : `${subjectOf(first)} ${cause.use.parameter ?? cause.use.name}`,
    message: messageOf2(cause, reached2),
    related: [
      ...cause.scheme !== void 0 && cause.how !== "bare" ? [{ at: cause.scheme.site, message: "the credential arrives here" }] : [],
      ...routes.map((one) => ({ at: one.site, message: `\`${titleOf(one)}\` relies on it` }))
    ]
  };
}
function messageOf2(cause, reached2) {
  const name = shortName(cause.use.name);
  if (cause.how === "class") {
    const call = cause.use.value.kind === "class" ? `\`__call__\`` : "the header";
    return `\`Depends(${name})\` gets the class, not an instance: FastAPI builds it from query parameters and ${call} is never run, so ${reached2} everybody in. Write \`Depends(${name}())\` and check what it returns.`;
  }
  if (cause.how === "factory") {
    return `\`Depends(${name})\` only builds the guard that \`${name}(...)\` returns and never runs it, so ${reached2} everybody in. Write \`Depends(${name}(...))\`.`;
  }
  const scheme = cause.scheme;
  const source2 = scheme?.scheme === void 0 ? "the credential" : `what \`${scheme.scheme}\` extracts`;
  const lax = scheme?.value.kind === "external-call" && scheme.value.args.keywords.get("auto_error")?.kind === "bool";
  const nobody = lax ? ", and with `auto_error=False` it may be `None`" : "";
  if (cause.how === "bare") {
    const taken2 = reached2.replace(/ lets?$/, reached2.endsWith("lets") ? " takes" : " take");
    const parameter = cause.use.parameter === void 0 ? `\`${name}\`` : `\`${cause.use.parameter}\``;
    return `${taken2} any value for ${parameter}: \`${scheme?.scheme ?? name}\` only extracts it${nobody}, and nothing verifies it. Depend on a function that checks it and raises 401.`;
  }
  return `\`${name}\` reads ${source2}${nobody} and rejects nobody: no path of it raises 401, so ${reached2} everybody in. Raise \`HTTPException(status_code=401)\` when the credential is absent or wrong.`;
}

// src/rules/unprotected-mount.ts
var unprotected_mount_default = defineRule({
  id: "unprotected-mount",
  summary: "The application's guards do not reach what is mounted",
  category: "authentication",
  severity: "high",
  confidence: "high",
  cwe: [306],
  owasp: ["API5"],
  seeds: ["S1"],
  docs: {
    why: "`FastAPI(dependencies=[...])` guards path operations only. What is added with `mount`, `host`, `add_route` or `add_websocket_route` gets none of them: measured, the mounted application answers 200 under an application that denies everything.",
    fix: "Give the mounted application its own `dependencies=[...]`, include a router instead of mounting, or guard with middleware, which mounts do pass.",
    bad: `from fastapi import Depends, FastAPI, Header, HTTPException


def require_key(x_key: str = Header()):
    if x_key != "k-1":
        raise HTTPException(status_code=401)


app = FastAPI(dependencies=[Depends(require_key)])
reports = FastAPI()


@app.get("/items")
def list_items():
    return []


@reports.get("/daily")
def daily_report():
    return {"total": 1}


app.mount("/reports", reports)
`,
    good: `from fastapi import Depends, FastAPI, Header, HTTPException


def require_key(x_key: str = Header()):
    if x_key != "k-1":
        raise HTTPException(status_code=401)


app = FastAPI(dependencies=[Depends(require_key)])
reports = FastAPI(dependencies=[Depends(require_key)])


@app.get("/items")
def list_items():
    return []


@reports.get("/daily")
def daily_report():
    return {"total": 1}


app.mount("/reports", reports)
`,
    references: [
      "https://fastapi.tiangolo.com/advanced/sub-applications/",
      "https://fastapi.tiangolo.com/tutorial/dependencies/global-dependencies/"
    ],
    limits: "Only where the parent has guards of its own, and the mounted thing is known to have none: static files (unless their place says that they are private: `uploads`, `invoices`), `app.frontend()` and applications that cannot be followed are left alone."
  },
  *check(facts) {
    for (const open2 of unguardedMounts(facts)) {
      const own = open2.mount.kind === "raw" && isPublicByDesign(facts, open2.mount);
      if (own || isConfigured2(facts, open2.mount)) continue;
      if (open2.routes.length > 0 && open2.mount.kind === "mount" && open2.routes.every((route) => isPublicByDesign(facts, route)))
        continue;
      yield problemOf28(open2);
    }
  }
});
function problemOf28({ mount: mount2, guards, routes, target }) {
  const names2 = [...new Set(guards.map((guard) => `\`${shortName(guard.name)}\``))];
  const what = mount2.kind === "raw" ? `\`${titleOf(mount2)}\` (\`${shortName(target)}\`) is a plain route` : `\`${shortName(target)}\` is mounted at \`${mount2.path.text}\``;
  const advice4 = mount2.kind === "raw" ? `Register it with \`add_api_route\`, or check the credential in \`${shortName(target)}\`.` : `Give it its own \`dependencies=[...]\` or include a router instead.`;
  return {
    at: mount2.registration,
    subject: `${titleOf(mount2)} ${target.startsWith("<") ? shortName(target) : target}`,
    message: `${what}, so ${names2.join(", ")} of \`${shortName(mount2.app.name)}\` ${names2.length === 1 ? "does" : "do"} not apply there and it asks for nothing itself. ${advice4}`,
    related: [
      ...guards.map((guard) => ({
        at: guard.site,
        message: `\`${shortName(guard.name)}\` guards path operations only`
      })),
      ...routes.slice(0, 20).map((route) => ({ at: route.site, message: `\`${titleOf(route)}\` is open` }))
    ]
  };
}

// src/fastapi/data/symbols.ts
var SYMBOLS = {
  fastapi: {
    version: "0.165.0",
    sampled: ["0.100.1", "0.115.12", "0.128.0", "0.136.3", "0.165.0"],
    modules: {
      fastapi: "APIRouter BackgroundTasks Body Cookie Depends FastAPI File Form HTTPException Header Path Query Request Response Security UploadFile WebSocket WebSocketDisconnect WebSocketException applications background cli concurrency datastructures dependencies encoders exception_handlers exceptions logger middleware openapi param_functions params requests responses routing security sse staticfiles status telemetry templating testclient types utils websockets",
      "fastapi._body_limit": "",
      "fastapi._compat": "",
      "fastapi._compat.shared": "",
      "fastapi._compat.v2": "",
      "fastapi._form_limits": "",
      "fastapi.applications": "",
      "fastapi.background": "",
      "fastapi.cli": "",
      "fastapi.concurrency": "",
      "fastapi.datastructures": "",
      "fastapi.dependencies": "",
      "fastapi.dependencies.models": "",
      "fastapi.dependencies.utils": "",
      "fastapi.encoders": "",
      "fastapi.exception_handlers": "",
      "fastapi.exceptions": "",
      "fastapi.logger": "",
      "fastapi.middleware": "Middleware asyncexitstack cors gzip httpsredirect trustedhost wsgi",
      "fastapi.middleware.asyncexitstack": "ASGIApp AsyncExitStack AsyncExitStackMiddleware Receive Scope Send",
      "fastapi.middleware.cors": "CORSMiddleware",
      "fastapi.middleware.gzip": "GZipMiddleware",
      "fastapi.middleware.httpsredirect": "HTTPSRedirectMiddleware",
      "fastapi.middleware.trustedhost": "TrustedHostMiddleware",
      "fastapi.middleware.wsgi": "WSGIMiddleware",
      "fastapi.openapi": "",
      "fastapi.openapi.constants": "",
      "fastapi.openapi.docs": "",
      "fastapi.openapi.models": "",
      "fastapi.openapi.utils": "",
      "fastapi.param_functions": "",
      "fastapi.params": "",
      "fastapi.requests": "",
      "fastapi.responses": "",
      "fastapi.routing": "",
      "fastapi.security": "APIKeyCookie APIKeyHeader APIKeyQuery HTTPAuthorizationCredentials HTTPBasic HTTPBasicCredentials HTTPBearer HTTPDigest OAuth2 OAuth2AuthorizationCodeBearer OAuth2PasswordBearer OAuth2PasswordRequestForm OAuth2PasswordRequestFormStrict OpenIdConnect SecurityScopes api_key base http oauth2 open_id_connect_url utils",
      "fastapi.security.api_key": "APIKey APIKeyBase APIKeyCookie APIKeyHeader APIKeyIn APIKeyQuery Annotated Doc HTTPConnection HTTPException HTTP_401_UNAUTHORIZED SecurityBase",
      "fastapi.security.base": "SecurityBase SecurityBaseModel",
      "fastapi.security.http": "Annotated BaseModel Doc HTTPAuthorizationCredentials HTTPBase HTTPBaseModel HTTPBasic HTTPBasicCredentials HTTPBearer HTTPBearerModel HTTPConnection HTTPDigest HTTPException HTTP_401_UNAUTHORIZED SecurityBase b64decode binascii get_authorization_scheme_param",
      "fastapi.security.oauth2": "Annotated Any Doc Form HTTPConnection HTTPException HTTP_401_UNAUTHORIZED OAuth2 OAuth2AuthorizationCodeBearer OAuth2Model OAuth2PasswordBearer OAuth2PasswordRequestForm OAuth2PasswordRequestFormStrict OAuthFlowsModel SecurityBase SecurityScopes cast get_authorization_scheme_param",
      "fastapi.security.open_id_connect_url": "Annotated Doc HTTPConnection HTTPException HTTP_401_UNAUTHORIZED OpenIdConnect OpenIdConnectModel SecurityBase",
      "fastapi.security.utils": "get_authorization_scheme_param",
      "fastapi.sse": "",
      "fastapi.staticfiles": "",
      "fastapi.telemetry": "",
      "fastapi.telemetry._api": "",
      "fastapi.telemetry._asgi": "",
      "fastapi.telemetry._runtime": "",
      "fastapi.templating": "",
      "fastapi.testclient": "",
      "fastapi.types": "",
      "fastapi.utils": "",
      "fastapi.websockets": ""
    },
    newSince: {
      "fastapi._body_limit": "0.165.0",
      "fastapi._form_limits": "0.165.0",
      "fastapi.cli": "0.115.12",
      "fastapi.sse": "0.136.3",
      "fastapi.telemetry": "0.165.0"
    },
    gone: {}
  },
  starlette: {
    version: "1.10.0",
    sampled: ["0.27.0", "0.46.2", "0.50.0", "1.10.0"],
    modules: {
      starlette: "",
      "starlette._exception_handler": "",
      "starlette._utils": "",
      "starlette.applications": "",
      "starlette.authentication": "Any AuthCredentials AuthenticationBackend AuthenticationError BaseUser Callable HTTPConnection HTTPException ParamSpec RedirectResponse Request Sequence SimpleUser UnauthenticatedUser WebSocket annotations functools has_required_scope inspect is_async_callable requires urlencode",
      "starlette.background": "",
      "starlette.concurrency": "",
      "starlette.config": "",
      "starlette.convertors": "",
      "starlette.datastructures": "",
      "starlette.endpoints": "",
      "starlette.exceptions": "",
      "starlette.formparsers": "",
      "starlette.middleware": "Any Awaitable Callable Iterator Middleware P ParamSpec Protocol annotations authentication base body_limit cors errors exceptions gzip httpsredirect opentelemetry sessions trustedhost wsgi",
      "starlette.middleware.authentication": "ASGIApp AuthCredentials AuthenticationBackend AuthenticationError AuthenticationMiddleware Callable HTTPConnection PlainTextResponse Receive Response Scope Send UnauthenticatedUser annotations",
      "starlette.middleware.base": "ASGIApp Any AsyncContentStream AsyncGenerator AsyncIterable Awaitable BaseHTTPMiddleware BodyStreamGenerator Callable ClientDisconnect DispatchFunction Mapping Message MutableMapping Receive Request RequestResponseEndpoint Response Scope Send T TypeVar aclosing annotations anyio create_collapsing_task_group",
      "starlette.middleware.body_limit": "ASGIApp HTTPException Headers MAX_BODY_SIZE_SCOPE_KEY Message PlainTextResponse Receive RequestBodyLimitMiddleware RequestBodyLimitResponder Scope Send annotations cast",
      "starlette.middleware.cors": "ALL_METHODS ASGIApp CORSMiddleware Collection Headers Message MutableHeaders PlainTextResponse Receive Response SAFELISTED_HEADERS Scope Send annotations functools re",
      "starlette.middleware.errors": "ASGIApp CENTER_LINE ExceptionHandler FRAME_TEMPLATE HTMLResponse JS LINE Message PlainTextResponse Receive Request Response STYLES Scope Send ServerErrorMiddleware TEMPLATE annotations html inspect is_async_callable run_in_threadpool sys traceback",
      "starlette.middleware.exceptions": "ASGIApp Any ExceptionHandler ExceptionHandlers ExceptionMiddleware HTTPException Mapping PlainTextResponse Receive Request Response Scope Send StatusHandlers WebSocket WebSocketException annotations wrap_app_handling_exceptions",
      "starlette.middleware.gzip": "ASGIApp DEFAULT_EXCLUDED_CONTENT_TYPES GZipMiddleware GZipResponder Headers IdentityResponder Message MutableHeaders NoReturn Receive Scope Send annotations anyio unattached_send zlib",
      "starlette.middleware.httpsredirect": "ASGIApp HTTPSRedirectMiddleware PlainTextResponse Receive RedirectResponse Scope Send URL",
      "starlette.middleware.opentelemetry": "ASGIApp Message Mount OpenTelemetryMiddleware Receive Scope Send Sequence SpanKind Status StatusCode URL annotations metrics propagate re trace",
      "starlette.middleware.sessions": "ASGIApp BadSignature HTTPConnection Literal Message MutableHeaders Receive Scope Secret Send Session SessionMiddleware annotations b64decode b64encode itsdangerous json typing",
      "starlette.middleware.trustedhost": "ASGIApp ENFORCE_DOMAIN_WILDCARD Headers PlainTextResponse Receive RedirectResponse Response Scope Send Sequence TrustedHostMiddleware URL annotations parse_host_header",
      "starlette.middleware.wsgi": "Any Callable MutableMapping ObjectReceiveStream ObjectSendStream Receive Scope Send StarletteDeprecationWarning WSGIMiddleware WSGIResponder annotations anyio build_environ create_collapsing_task_group io math sys warnings",
      "starlette.requests": "",
      "starlette.responses": "",
      "starlette.routing": "",
      "starlette.schemas": "",
      "starlette.staticfiles": "",
      "starlette.status": "",
      "starlette.templating": "",
      "starlette.testclient": "",
      "starlette.types": "",
      "starlette.websockets": ""
    },
    newSince: {
      "starlette.middleware.P": "0.46.2",
      "starlette.middleware.body_limit": "1.10.0",
      "starlette.middleware.opentelemetry": "1.10.0",
      "starlette.middleware.base.AsyncContentStream": "0.46.2",
      "starlette.middleware.base.BodyStreamGenerator": "0.50.0",
      "starlette.middleware.body_limit.MAX_BODY_SIZE_SCOPE_KEY": "1.10.0",
      "starlette.middleware.body_limit.RequestBodyLimitMiddleware": "1.10.0",
      "starlette.middleware.body_limit.RequestBodyLimitResponder": "1.10.0",
      "starlette.middleware.gzip.DEFAULT_EXCLUDED_CONTENT_TYPES": "0.46.2",
      "starlette.middleware.gzip.IdentityResponder": "0.46.2",
      "starlette.middleware.opentelemetry.OpenTelemetryMiddleware": "1.10.0",
      "starlette.middleware.sessions.Session": "1.10.0"
    },
    gone: {}
  }
};

// src/fastapi/questions/http-symbols.ts
var CONTROL = /secur|csrf|xsrf|rate_?limit|limiter|throttl|cors|trusted|https|auth|jwt|api_?key|bearer|token|session|helmet|hsts|csp|header|middleware|body_?limit|proxy|permission|guard|sanitiz|firewall|ip_?(filter|block|allow)/i;
function importFault(module, name, framework) {
  const root = module.split(".")[0] ?? "";
  const symbols = root === "fastapi" || root === "starlette" ? SYMBOLS[root] : void 0;
  if (symbols === void 0 || !CONTROL.test(`${module.slice(root.length)}.${name ?? ""}`)) return void 0;
  const full = name === void 0 ? module : `${module}.${name}`;
  const pinned = root === "fastapi" ? framework.fastapi : framework.starlette;
  const version = pinned?.exact === true ? pinned.version : void 0;
  if (exists(symbols, module, name)) return laterFault(symbols, [module, full], version);
  const last = symbols.gone[full];
  if (last !== void 0)
    return version !== void 0 && isAfter(version, nextOf(symbols, last)) ? { kind: "gone", last, pinned: version } : void 0;
  if (version !== void 0 && compareVersions2(version, symbols.version) > 0) return void 0;
  return {
    kind: "never",
    version: `${capital4(root)} ${symbols.version}`,
    module: symbols.modules[module] === void 0,
    homes: homesOf(name)
  };
}
function exists(symbols, module, name) {
  const names2 = symbols.modules[module];
  if (names2 === void 0) return false;
  return name === void 0 || names2 === "" || name.startsWith("_") || names2.split(" ").includes(name);
}
function laterFault(symbols, names2, version) {
  const since = names2.map((name) => symbols.newSince[name]).find((one) => one !== void 0);
  if (since === void 0 || version === void 0) return void 0;
  const before = symbols.sampled[symbols.sampled.indexOf(since) - 1];
  return before !== void 0 && compareVersions2(version, before) <= 0 ? { kind: "later", since, pinned: version } : void 0;
}
function nextOf(symbols, version) {
  return symbols.sampled[symbols.sampled.indexOf(version) + 1] ?? symbols.version;
}
function isAfter(version, other) {
  return compareVersions2(version, other) >= 0;
}
function homesOf(name) {
  if (name === void 0) return [];
  return Object.values(SYMBOLS).flatMap(
    ({ modules }) => Object.entries(modules).flatMap(([module, names2]) => names2.split(" ").includes(name) ? [module] : [])
  );
}
function compareVersions2(a, b) {
  const left2 = a.split(".").map((part) => Number.parseInt(part, 10) || 0);
  const right2 = b.split(".").map((part) => Number.parseInt(part, 10) || 0);
  for (let at = 0; at < Math.max(left2.length, right2.length); at += 1) {
    const difference = (left2[at] ?? 0) - (right2[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
function capital4(text) {
  return text === "fastapi" ? "FastAPI" : "Starlette";
}

// src/rules/unresolved-security-import.ts
var unresolved_security_import_default = defineRule({
  id: "unresolved-security-import",
  summary: "A security control is imported that does not exist",
  category: "transport",
  severity: "high",
  confidence: "high",
  cwe: [1104],
  owasp: ["API8"],
  seeds: ["S3"],
  docs: {
    why: "FastAPI has no `SecureHeadersMiddleware`, no rate limiter and no CSRF protection. Code that imports one was made up: it does not start (measured: `ImportError: cannot import name`), and where somebody wraps the import in `try` to make it start, the protection is gone without a word.",
    fix: "Import what the release you use exports, or write the control and name it as your own.",
    bad: `from fastapi import FastAPI
from fastapi.middleware import SecureHeadersMiddleware

app = FastAPI()
app.add_middleware(SecureHeadersMiddleware)
`,
    good: `from fastapi import FastAPI
from fastapi.middleware.trustedhost import TrustedHostMiddleware

app = FastAPI()
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["api.example.com"])
`,
    references: ["https://fastapi.tiangolo.com/advanced/middleware/", "https://www.starlette.io/middleware/"],
    limits: "Compares with the names that FastAPI 0.100 to 0.165 and Starlette 0.27 to 1.10 export; only names that promise protection. An import inside `try` or under `TYPE_CHECKING` is left alone, and so is a release newer than those."
  },
  *check(facts) {
    for (const module of facts.modules) {
      for (const statement of importsIn(module.body)) yield* faultsOf(facts, module, statement);
    }
  }
});
function importsIn(body) {
  return body.flatMap((statement) => {
    if (statement.kind === "import" || statement.kind === "import-from") return [statement];
    if (statement.kind === "try" || statement.kind === "if" && namesTypeChecking(statement.test)) return [];
    return importsIn(childrenOf(statement).filter((child) => !isExpr(child)));
  });
}
function namesTypeChecking(test) {
  return test.kind === "name" && test.id === "TYPE_CHECKING" || test.kind === "attribute" && test.attr === "TYPE_CHECKING";
}
function* faultsOf(facts, module, statement) {
  for (const [from, name] of wantedBy(statement)) {
    const fault = importFault(from, name, facts.application.framework);
    if (fault === void 0) continue;
    yield {
      at: siteOf(module, statement),
      subject: `import ${name === void 0 ? from : `${from}.${name}`} in ${module.path}`,
      message: messageOf3(from, name, fault)
    };
    return;
  }
}
function wantedBy(statement) {
  if (statement.kind === "import") return statement.names.map(({ name }) => [name, void 0]);
  if (statement.level > 0) return [];
  if (statement.names === "*") return [[statement.module, void 0]];
  return statement.names.map(({ name }) => [statement.module, name]);
}
function messageOf3(module, name, fault) {
  const what = name === void 0 ? `\`${module}\`` : `\`${name}\` in \`${module}\``;
  switch (fault.kind) {
    case "later":
      return `There is no ${what} in the pinned ${fault.pinned}, so the application does not start; ${fault.since} has it. Raise the pin, or use another control.`;
    case "gone":
      return `${what} is gone since ${fault.last}, and ${fault.pinned} is pinned: the application does not start. Replace it.`;
    case "never": {
      const [home] = fault.homes;
      const advice4 = home === void 0 ? `Write the control, or take it from a package that has it` : `Import it from \`${home}\``;
      const missing = fault.module && name !== void 0 ? `There is no module \`${module}\` to take \`${name}\` from` : `There is no ${what}`;
      return `${missing} (looked at up to ${fault.version}): the application does not start, and the protection does not exist. ${advice4}.`;
    }
  }
}

// src/rules/untyped-body.ts
var untyped_body_default = defineRule({
  id: "untyped-body",
  summary: "A request body is taken without a model",
  category: "input",
  severity: "medium",
  confidence: "medium",
  cwe: [20],
  owasp: ["API3"],
  seeds: ["S3"],
  docs: {
    why: "FastAPI validates what it has a type for. A body of type `dict` or `Any`, or one read with `request.json()`, comes in with any keys, types and depth: what the handler does not check by hand is not checked, unexpected keys travel on into stored objects, and the schema says nothing to callers.",
    fix: "Declare a Pydantic model with the fields that you use. Where the request must be read by hand (a webhook whose signature covers the raw bytes), validate the result with `Model.model_validate_json(...)`.",
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
      "https://fastapi.tiangolo.com/tutorial/body/",
      "https://cwe.mitre.org/data/definitions/20.html",
      "https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/"
    ],
    limits: "Mappings with typed values (`dict[str, int]`) are typed. A body that is handed to a model or a schema validator, and webhooks that verify a signature, are left alone; raw bytes read with `request.body()` count only where they are parsed as JSON."
  },
  *check(facts) {
    const seen = /* @__PURE__ */ new Set();
    for (const route of facts.application.routes) {
      if (route.kind !== "http") continue;
      const receivers = receiversOf(facts, route);
      if (receivers.some((receiver) => isSigned(facts, receiver))) continue;
      for (const receiver of receivers) {
        for (const { name, site, text } of untyped(facts, receiver, receivers)) {
          if (seen.has(keyOf(site))) continue;
          seen.add(keyOf(site));
          yield {
            at: site,
            subject: `parameter ${receiver.code.name}.${name}`,
            message: `${text} of \`${nameOf(receiver.code)}\` lets any JSON into \`${titleOf(route)}\`. Declare a Pydantic model with the fields that it uses.`,
            related: related3(site, route)
          };
        }
      }
    }
  }
});
function related3(site, route) {
  return site.path === route.site.path ? [] : [{ at: route.site, message: `\`${titleOf(route)}\` takes it` }];
}
function untyped(facts, { code, parameters }, receivers) {
  return parameters.flatMap((parameter) => {
    const { name, site } = parameter;
    if (parameter.source === "body" && isUntypedBody(parameter) && !isValidated(facts, code, /* @__PURE__ */ new Set([name]), 2)) {
      return [{ name, site, text: `\`${name}\`` }];
    }
    if (parameter.source !== "request") return [];
    const read3 = jsonRead(code, name);
    if (read3 === void 0 || isResultValidated(facts, code, read3.node) || isValidatedBy(facts, receivers, code))
      return [];
    return [{ name, site, text: `\`${textOf(code.module, read3.node.func)}()\`` }];
  });
}
function isUntypedBody({ annotation }) {
  return annotation === void 0 || isUntyped(annotation);
}
function isUntyped(type) {
  const { kind, items, metadata } = shapeOf(type);
  if (metadata.some((one) => one.kind === "external-call" && /Validator$/.test(one.callee))) return false;
  if (kind === "any") return true;
  if (type.kind === "external-call" && /\.Union\[\]$/.test(type.callee)) {
    const parts = type.args.positional.filter((part) => part.kind !== "none");
    return parts.every(
      (part) => isUntyped(part) || shapeOf(part).kind === "list" && shapeOf(part).items.length === 0
    );
  }
  if (kind === "mapping") return items[1] === void 0 || isUntyped(items[1]);
  return kind === "list" && items[0] !== void 0 && isUntyped(items[0]);
}
function jsonRead(code, request) {
  const isOn2 = ({ func }, method) => func.kind === "attribute" && func.attr === method && func.value.kind === "name" && func.value.id === request;
  const raw = code.calls.find((call) => isOn2(call.node, "body"));
  const held = raw === void 0 ? /* @__PURE__ */ new Set() : holdersOf(code, raw.node);
  return code.calls.find(
    (call) => isOn2(call.node, "json") || raw !== void 0 && /^(json|orjson|ujson|simplejson)\.loads$/.test(call.callee) && (within(raw.node, call.node) || call.node.args.some(({ value }) => readsAny(value, held)))
  );
}
function holdersOf(code, read3) {
  const names2 = nodesIn(code.body).flatMap((node) => {
    if (node.kind === "walrus" && within(read3, node.value)) return [node.target.id];
    return node.kind === "assign" && node.value !== void 0 && within(read3, node.value) ? node.targets.flatMap((target) => target.kind === "name" ? [target.id] : []) : [];
  });
  return new Set(names2);
}
function isResultValidated(facts, code, read3) {
  if (code.calls.some((call) => call.node !== read3 && within(read3, call.node) && validates2(facts, call))) return true;
  const holders = holdersOf(code, read3);
  return holders.size > 0 && isValidated(facts, code, holders, 2);
}
function isValidatedBy(facts, receivers, giver) {
  return receivers.some(({ code, parameters }) => {
    const given2 = parameters.filter(
      ({ dependency }) => dependency?.value.kind === "function" && facts.codeOf(dependency.value) === giver
    );
    return given2.length > 0 && isValidated(facts, code, new Set(given2.map(({ name }) => name)), 2);
  });
}
function isValidated(facts, code, first, depth) {
  const names2 = namesFrom(code, first);
  if (isReadByValidatorsOnly(facts, code, first)) return true;
  return code.calls.some((call) => {
    const takes = call.node.args.some(({ value }) => isWholeOf(value, names2));
    if (takes && validates2(facts, call)) return true;
    return depth > 0 && handedTo(facts, call, names2).some((to) => isValidated(facts, to.code, /* @__PURE__ */ new Set([to.name]), depth - 1));
  });
}
function isReadByValidatorsOnly(facts, code, names2) {
  const assigned = nodesIn(code.body).flatMap((node) => node.kind === "assign" ? node.targets : []);
  const reads2 = nodesIn(code.body).filter(
    (node) => node.kind === "name" && names2.has(node.id) && !assigned.includes(node)
  );
  const validators = code.calls.filter((call) => validates2(facts, call));
  return reads2.length > 0 && reads2.every((read3) => validators.some(({ node }) => within(read3, node)));
}
function isWholeOf(value, names2) {
  if (value.kind === "name" || value.kind === "dict" || value.kind === "starred") return readsAny(value, names2);
  return value.kind === "call" && value.args.some((argument) => isWholeOf(argument.value, names2));
}
function validates2(facts, call) {
  const value = call.code.valueOf(call.node.func);
  const kind = value.kind === "class" ? facts.modelOf(value)?.kind : void 0;
  if (kind === "pydantic" || kind === "settings") return true;
  if (value.kind === "external-call" && /(^|\.)create_model$/.test(value.callee)) return true;
  if (/^(model_validate|model_validate_json|parse_obj|parse_raw|parse_obj_as|validate_python|validate_json|from_dict|fromdict|load|deserialize|validate|iter_errors|is_valid|structure|de_json)$/.test(
    lastName(call.callee).replace(/^\?/, "")
  ))
    return true;
  return /^\??\w*(validat|parse_|verify|construct_event|schema|to_model|dict_to_)/i.test(lastName(call.callee)) && !/^json\./.test(call.callee);
}
function isSigned(facts, { code, parameters }) {
  if (reachableCode(facts, code, 1).some(verifiesSignature2)) return true;
  return parameters.some(({ source: source2, name }) => source2 === "header" && /signature/i.test(name));
}
function verifiesSignature2(code) {
  if (code.calls.some(
    ({ callee }) => /^hmac\.|construct_event|compare_digest|verify_(webhook|signature|request)|Webhook(\(\))?\.verify|signature/i.test(
      callee
    )
  ))
    return true;
  return nodesIn(code.body).some(
    (node) => node.kind === "string" && /^(x-[\w-]*signature[\w-]*|stripe-signature|svix-signature)$/i.test(node.value)
  );
}

// src/rules/unvalidated-api-key.ts
var unvalidated_api_key_default = defineRule({
  id: "unvalidated-api-key",
  summary: "An API key is asked for and never checked",
  category: "authentication",
  severity: "high",
  confidence: "high",
  cwe: [287],
  owasp: ["API2"],
  seeds: ["S1"],
  docs: {
    why: "`APIKeyHeader`, `APIKeyQuery` and `APIKeyCookie` answer 401 when the value is absent, and accept any value that is there. Nothing compares it unless the code does.",
    fix: "Compare the key with `secrets.compare_digest`, or look it up, in a dependency that raises 401 when it is wrong.",
    bad: `from fastapi import Depends, FastAPI
from fastapi.security import APIKeyHeader

app = FastAPI()
api_key = APIKeyHeader(name="x-api-key")


@app.get("/items")
async def read_items(key: str = Depends(api_key)):
    return {"items": []}
`,
    good: `import os
import secrets

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import APIKeyHeader

app = FastAPI()
api_key = APIKeyHeader(name="x-api-key")


async def valid_key(key: str = Depends(api_key)) -> str:
    if not secrets.compare_digest(key.encode(), os.environ["API_KEY"].encode()):
        raise HTTPException(status_code=401)
    return key


@app.get("/items")
async def read_items(key: str = Depends(valid_key)):
    return {"items": []}
`,
    references: [
      "https://fastapi.tiangolo.com/reference/security/",
      "https://docs.python.org/3/library/secrets.html#secrets.compare_digest"
    ],
    limits: "A key that is handed to something that cannot be followed is left alone, and so is a route that takes objects from a container (`FromDishka[...]`), which may read the request."
  },
  *check(facts) {
    const returned2 = returnedExceptions(facts);
    const keys = facts.application.routes.filter((route) => route.protection.status === "unenforced").flatMap((route) => uncheckedKeys(facts, route, returned2));
    for (const group of groupBy3(keys, ({ key }) => keyOf(key.site)).values()) {
      const [first] = group;
      if (first !== void 0)
        yield problemOf29(
          first,
          group.map(({ route }) => route)
        );
    }
  }
});
function uncheckedKeys(facts, route, returned2) {
  const tree = treeOf(route.dependencies);
  return tree.flatMap((key) => {
    const scheme = schemeClass(key.value);
    if (!isApiKey(key.scheme ?? scheme?.name ?? "")) return [];
    const holder = tree.find((use) => use.children.includes(key));
    if (holder === void 0) return takesFromContainer(route) ? [] : [{ key, route }];
    const code = bodyOf(facts, holder);
    if (schemesOf(holder).some(({ scheme: other }) => !isApiKey(other ?? ""))) return [];
    const explained = returned2.has(holder.name) || namesOptional(shortName(holder.name)) || // A library's own dependency, such as a user that may be absent.
    code === void 0 || swallowsRejection(facts, code);
    return explained ? [] : [{ key, holder, route }];
  });
}
function problemOf29({ key, holder, route }, routes) {
  const scheme = schemeClass(key.value);
  const header = key.value.kind === "external-call" ? textOfValue(key.value.args.keywords.get("name")) : void 0;
  const what = header === void 0 ? `the value of \`${key.scheme ?? scheme?.name ?? "the scheme"}\`` : `any value of \`${header}\``;
  const who = holder === void 0 ? `\`${titleOf(route)}\`` : `\`${shortName(holder.name)}\``;
  const wrong = scheme?.how === "class" ? ` \`Depends(${scheme.name})\` even names the class instead of an instance.` : "";
  const name = key.parameter === void 0 ? "the key" : `\`${key.parameter}\``;
  const others = routes.length > 1 ? ` (${String(routes.length)} routes rely on it)` : "";
  return {
    at: key.site,
    subject: holder === void 0 ? `${subjectOf(route)} ${key.parameter ?? key.name}` : `function ${holder.name} parameter ${key.parameter ?? key.name}`,
    message: `${who} accepts ${what}${others}: ${name} is never compared or looked up.${wrong} Compare it with \`secrets.compare_digest\` and raise 401 when it is wrong.`,
    related: [
      ...key.value.kind === "external-call" ? [{ at: key.value.site, message: "the scheme only extracts the value" }] : [],
      ...routes.slice(0, 20).map((one) => ({ at: one.site, message: `\`${titleOf(one)}\` relies on it` }))
    ]
  };
}

// src/fastapi/questions/http-header-values.ts
var KNOWN3 = /* @__PURE__ */ new Set([
  "strict-transport-security",
  "x-content-type-options",
  "x-frame-options",
  "content-security-policy",
  "content-security-policy-report-only",
  "referrer-policy",
  "permissions-policy",
  "x-xss-protection"
]);
var headerValues = remembered(
  (facts) => facts.codes.flatMap((code) => speaksOfHeaders(code) ? valuesIn2(code) : [])
);
function speaksOfHeaders(code) {
  return /-(options?|polic(y|ies)|security|transport|pins|ct)\b|csp|hsts|x-frame|content-type/i.test(code.module.text);
}
function valuesIn2(code) {
  const found2 = [];
  const sent = requestHeaders(code);
  walk(
    code.body,
    (node) => {
      if (sent.has(node)) return;
      for (const [name, value] of pairsIn2(node)) {
        const written = name.kind === "bytes" ? name.value : textOfValue(code.valueOf(name));
        const lower = written?.toLowerCase();
        if (written === void 0 || lower === void 0 || !(KNOWN3.has(lower) || isOtherName(lower, node))) continue;
        if (isForDevelopers6(code, value)) continue;
        found2.push({
          name: lower,
          written,
          text: textIn2(code, value),
          site: siteIn(code, value),
          nameSite: siteIn(code, name),
          code
        });
      }
    },
    { scope: "own" }
  );
  return found2;
}
function isOtherName(lower, node) {
  return OTHER_NAMES.has(lower) && (lower.includes("-") || node.kind === "assign" || node.kind === "call");
}
function isForDevelopers6(code, value) {
  return conditionsRound(code.module, siteIn(code, value)).some((condition) => stageOf(condition) === "development");
}
function requestHeaders(code) {
  const given2 = code.calls.filter(({ callee }) => CLIENT.test(callee)).map((call) => call.argumentNode("headers")).filter((expr) => expr !== void 0);
  const names2 = new Set(given2.flatMap((expr) => expr.kind === "name" ? [expr.id] : []));
  const bound = names2.size === 0 ? [] : nodesIn(code.body).flatMap((node) => bindsOne(node, names2) ? [node.value] : []);
  return /* @__PURE__ */ new Set([...given2, ...bound]);
}
var CLIENT = /^(httpx|requests|aiohttp|urllib|urllib3|niquests)\.|\.(get|post|put|patch|delete|head|options|request|stream|send)$/;
function bindsOne(node, names2) {
  return node.kind === "assign" && node.value !== void 0 && node.targets.some((target) => target.kind === "name" && names2.has(target.id));
}
function textIn2(code, value) {
  if (value.kind === "bytes") return value.value;
  if (value.kind === "fstring")
    return value.parts.every((part) => typeof part === "string") ? value.parts.join("") : textOfValue(code.valueOf(value));
  const literals2 = literalsOf2(code.valueOf(value)).filter(({ inList }) => !inList);
  return literals2.length === 1 ? literals2[0]?.text : void 0;
}
function pairsIn2(node) {
  if (node.kind === "assign" && node.value !== void 0) {
    const [target] = node.targets;
    const index = target?.kind === "subscript" && speaksOfHeadersIn(target.value) ? target.index[0] : void 0;
    return index === void 0 ? [] : [[index, node.value]];
  }
  if (node.kind === "dict")
    return node.entries.flatMap(
      ({ key, value }) => key?.kind === "string" || key?.kind === "bytes" ? [[key, value]] : []
    );
  if ((node.kind === "tuple" || node.kind === "list") && node.items.length === 2) return pairOf3(node.items);
  const isSetter = node.kind === "call" && node.func.kind === "attribute" && /^(setdefault|append|add|set|add_header|__setitem__|init_headers)$/.test(node.func.attr);
  return isSetter ? pairOf3(node.args.slice(0, 2).map(({ value }) => value)) : [];
}
function pairOf3([name, value]) {
  if (name === void 0 || value === void 0 || name.kind !== "string" && name.kind !== "bytes") return [];
  return [[name, value]];
}
function speaksOfHeadersIn(expr) {
  if (expr.kind === "call") return speaksOfHeadersIn(expr.func);
  const name = expr.kind === "name" ? expr.id : expr.kind === "attribute" ? expr.attr : "";
  return /head/i.test(name) || name === "h";
}

// src/rules/weak-content-security-policy.ts
var ENFORCED = "content-security-policy";
var weak_content_security_policy_default = defineRule({
  id: "weak-content-security-policy",
  summary: "The Content-Security-Policy lets foreign script run",
  category: "transport",
  severity: "medium",
  confidence: "high",
  cwe: [693],
  owasp: ["API8"],
  seeds: ["S0"],
  docs: {
    why: "The policy is worth what its script sources are worth: `'unsafe-inline'`, `'unsafe-eval'`, `*` and `data:` let injected script run as if there were no policy. Without `default-src` all that is not listed is allowed, and without `frame-ancestors` (which `default-src` does not cover) any site may frame the page. A report-only policy blocks nothing.",
    fix: "Start from `default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'` and use nonces or hashes for inline script.",
    bad: `from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def policy(request: Request, call_next):
    response = await call_next(request)
    response.headers["Content-Security-Policy"] = "default-src 'self'; script-src 'self' 'unsafe-eval'; frame-ancestors 'none'"
    return response
`,
    good: `from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def policy(request: Request, call_next):
    response = await call_next(request)
    response.headers["Content-Security-Policy"] = "default-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"
    return response
`,
    references: [
      "https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CSP",
      "https://csp-evaluator.withgoogle.com/"
    ],
    limits: "`'unsafe-inline'` next to a hash, a nonce or `'strict-dynamic'` is ignored by browsers and left alone; so is `'unsafe-inline'` for styles. Policies put together at run time are left alone. One finding per policy."
  },
  *check(facts) {
    const all = headerValues(facts);
    for (const header of all.filter(({ name }) => name === ENFORCED)) {
      const faults = header.text === void 0 ? [] : faultsOf2(header.text);
      if (faults.length === 0) continue;
      const onlyMissing = faults.every(({ minor }) => minor);
      yield {
        at: header.site,
        subject: `header content-security-policy in ${header.code.name}`,
        message: `The \`Content-Security-Policy\` set in \`${placeOf5(header)}\` ${faults.map(({ text }) => text).join("; ")}. ${onlyMissing ? "Add what is missing." : "Allow own sources, nonces or hashes only."}`,
        ...onlyMissing ? { severity: "low" } : {}
      };
    }
    for (const report of all.filter(({ name }) => name === "content-security-policy-report-only")) {
      if (isEnforced(facts, report, all)) continue;
      yield {
        at: report.site,
        subject: `header ${report.name} in ${report.code.name}`,
        message: `The policy set in \`${placeOf5(report)}\` only reports: nothing is blocked. Send it as \`Content-Security-Policy\` once the reports are quiet.`,
        severity: "info"
      };
    }
  }
});
function isEnforced(facts, report, all) {
  const users = facts.application.allApps.filter(
    (app) => app.middleware.some((use) => middlewareBodies(facts, use).includes(report.code))
  );
  if (users.length === 0) return all.some(({ name }) => name === ENFORCED);
  return users.every((app) => {
    const { names: names2, open: open2 } = headersSetBy(facts, app);
    return open2 || names2.has(ENFORCED);
  });
}
function placeOf5(header) {
  return header.code.def === void 0 ? header.site.path : nameOf(header.code);
}
var SCRIPT = ["script-src-elem", "script-src", "default-src"];
function faultsOf2(policy) {
  const directives = directivesOf2(policy);
  if (directives.size === 0 || directives.size === 1 && /^(upgrade-insecure-requests|frame-ancestors|block-all-mixed-content)$/.test([...directives.keys()][0] ?? ""))
    return [];
  const name = SCRIPT.find((one) => directives.has(one));
  const faults = name === void 0 ? [] : scriptFaults(name, directives.get(name) ?? []);
  const wide = name === "default-src" ? [] : (directives.get("default-src") ?? []).filter((source2) => source2 === "*");
  return [
    ...faults,
    ...wide.map(() => ({ text: "`default-src` allows `*`", minor: false })),
    ...directives.has("default-src") ? [] : [{ text: "has no `default-src`", minor: true }],
    ...directives.has("frame-ancestors") ? [] : [{ text: "has no `frame-ancestors`", minor: true }]
  ];
}
function scriptFaults(name, sources) {
  const isStrict = sources.some((source2) => /^'(nonce-|sha(256|384|512)-|strict-dynamic)/.test(source2));
  const loose = sources.filter((source2) => {
    if (source2 === "'unsafe-eval'") return true;
    return !isStrict && ["'unsafe-inline'", "*", "data:", "http:", "https:", "http://*", "https://*"].includes(source2);
  });
  return loose.length === 0 ? [] : [{ text: `allows ${loose.map((source2) => `\`${source2}\``).join(", ")} in \`${name}\``, minor: false }];
}
function directivesOf2(policy) {
  const found2 = /* @__PURE__ */ new Map();
  for (const part of policy.toLowerCase().split(";")) {
    const [name, ...sources] = part.trim().split(/\s+/);
    if (name !== void 0 && name !== "" && !found2.has(name)) found2.set(name, sources);
  }
  return found2;
}

// src/rules/weak-password-hash.ts
var weak_password_hash_default = defineRule({
  id: "weak-password-hash",
  summary: "Passwords are stored with a fast hash, or with none",
  category: "authentication",
  severity: "high",
  confidence: "medium",
  cwe: [916],
  owasp: ["API2"],
  seeds: ["S3"],
  docs: {
    why: "MD5 and the SHA family are made to be fast: a stolen table of them is guessed at billions of tries a second. Passwords stored as they are need no guessing at all.",
    fix: "Use a password hash that is slow on purpose and salts by itself: `pwdlib.PasswordHash.recommended()`, argon2 or bcrypt.",
    bad: `import hashlib


def hash_password(password: str) -> str:
    return hashlib.sha256(password.encode()).hexdigest()
`,
    good: `from pwdlib import PasswordHash

hasher = PasswordHash.recommended()


def hash_password(password: str) -> str:
    return hasher.hash(password)
`,
    references: [
      "https://fastapi.tiangolo.com/tutorial/security/oauth2-jwt/",
      "https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html"
    ],
    limits: "A digest counts when what goes into it, or the function that makes it, is named for passwords. Digests of files, keys of caches and tokens are left alone; so is SHA-256 in front of a real password hash."
  },
  *check(facts) {
    for (const code of facts.codes) {
      for (const call of code.calls) {
        const problem = fastHash(code, call) ?? weakScheme2(call) ?? plainStore(facts, code, call);
        if (problem !== void 0) yield problem;
      }
    }
  }
});
var FAST = /^(hashlib\.(md5|sha1|sha224|sha256|sha384|sha512|sha3_\d+|blake2[bs]|new)|Crypto\.Hash\.\w+\.new)$/;
var REAL_HASH = /^(bcrypt\.|argon2\.|pwdlib\.|passlib\.|hashlib\.(scrypt|pbkdf2_hmac)|werkzeug\.security\.generate_password_hash|scrypt\.|nacl\.pwhash)/;
function fastHash(code, call) {
  if (!FAST.test(call.callee)) return void 0;
  const algorithm = call.callee === "hashlib.new" ? textOfValue(call.argument("name", 0)) ?? "a digest" : call.callee.split(".").at(call.callee.startsWith("Crypto") ? -2 : -1) ?? "a digest";
  const args = call.node.args.map(({ value }) => value);
  const fed = args.length === 0 ? updatesOf(code) : args;
  const named = fed.some((expr) => [...wordsBelow(expr)].some(namesPassword));
  const forPasswords = namesPassword(nameOf(code)) && code.def !== void 0 && !fed.some((expr) => [...wordsBelow(expr)].some(namesOther));
  if (!named && !(forPasswords && fed.length > 0) || isForAnotherHash(code, call) || isLookupOnly(code))
    return void 0;
  return {
    at: call.site,
    subject: `function ${code.name} ${algorithm}`,
    message: `\`${code.def === void 0 ? code.module.path : nameOf(code)}\` hashes a password with \`${algorithm}\`, which is fast to guess. Use \`pwdlib.PasswordHash.recommended()\`, argon2 or bcrypt.`,
    confidence: named ? "high" : "medium"
  };
}
function namesOther(name) {
  return wordsOf(name).some((word) => ["email", "mail", "token", "ip", "address", "url", "phone"].includes(word));
}
function updatesOf(code) {
  return nodesIn(code.body).flatMap(
    (node) => node.kind === "call" && node.func.kind === "attribute" && node.func.attr === "update" ? node.args.map(({ value }) => value) : []
  );
}
function isForAnotherHash(code, call) {
  return code.calls.some(
    (other) => REAL_HASH.test(other.callee) || /^\?\.(hash|hashpw|verify)$/.test(other.callee) && within(call.node, other.node)
  );
}
function isLookupOnly(code) {
  return wordsOf(nameOf(code)).some(
    (word) => [
      "pwned",
      "breach",
      "breached",
      "hibp",
      "leaked",
      "compromised",
      "etag",
      "cache",
      "fingerprint",
      "gravatar",
      "reset"
    ].includes(word)
  ) || /pwnedpasswords/.test(code.def === void 0 ? "" : code.module.text.slice(code.def.start, code.def.end));
}
var WEAK_SCHEMES = /^(plaintext|hex_(md4|md5|sha1|sha256|sha512)|md5_crypt|apr_md5_crypt|sha1_crypt|des_crypt|bsdi_crypt|bigcrypt|crypt16|ldap_(plaintext|md5|sha1|salted_md5|salted_sha1)|mysql(323|41)|nthash|lmhash|django_(salted_md5|salted_sha1|des_crypt|disabled)|unix_disabled)$/;
function weakScheme2(call) {
  if (!/^passlib\.(context\.)?(CryptContext|LazyCryptContext)$/.test(call.callee)) {
    const direct = /^passlib\.hash\.(\w+)\.(hash|encrypt)$/.exec(call.callee)?.[1];
    return direct !== void 0 && WEAK_SCHEMES.test(direct) ? schemeProblem2(call, direct) : void 0;
  }
  const schemes = stringsOf(call.argument("schemes", 0));
  const chosen = textOfValue(call.argument("default")) ?? schemes?.[0];
  return chosen !== void 0 && WEAK_SCHEMES.test(chosen) ? schemeProblem2(call, chosen) : void 0;
}
function schemeProblem2(call, scheme) {
  return {
    at: call.site,
    subject: `password scheme ${scheme} in ${call.code.name}`,
    message: `New passwords are stored with \`${scheme}\`, which is fast to guess or no hash at all. Put \`argon2\` or \`bcrypt\` first in \`schemes\`.`,
    confidence: "high"
  };
}
function plainStore(facts, code, call) {
  const value = call.code.valueOf(call.node.func);
  const model = value.kind === "class" ? facts.modelOf(value) : void 0;
  if (model === void 0 || !isTable(model)) return void 0;
  for (const argument of call.node.args) {
    if (argument.name === void 0 || !namesPassword(argument.name) || !isRaw(facts, code, argument.value)) continue;
    return {
      at: call.site,
      subject: `function ${code.name} stores ${argument.name}`,
      message: `\`${nameOf(code)}\` stores \`${argument.name}\` as it came, without a password hash. Store \`PasswordHash.recommended().hash(...)\` of it.`
    };
  }
  return void 0;
}
function isTable(model) {
  return model.kind === "orm" || model.kind === "sqlmodel" && model.class.def.bases.some(({ name, value }) => name === "table" && value.kind === "bool" && value.value);
}
function isRaw(facts, code, expr) {
  const name = expr.kind === "attribute" ? expr.attr : expr.kind === "name" ? expr.id : "";
  if (!namesPassword(name) || wordsOf(name).some((word) => ["hash", "hashed", "encrypted", "digest"].includes(word)))
    return false;
  if (expr.kind === "attribute") return !assignedField(code, expr) && !isOfDomain(facts, code, expr);
  if (expr.kind !== "name") return false;
  return code.def?.params.some((param) => param.name === expr.id) === true && !nodesIn(code.body).some(
    (node) => node.kind === "assign" && node.targets.some((target) => target.kind === "name" && target.id === expr.id)
  );
}
function isOfDomain(facts, code, expr) {
  if (expr.kind !== "attribute" || expr.value.kind !== "name") return false;
  const { id } = expr.value;
  const annotation = code.def?.params.find(({ name }) => name === id)?.annotation;
  const type = annotation === void 0 ? void 0 : code.valueOf(annotation);
  if (type?.kind !== "class") return false;
  const kind = facts.modelOf(type)?.kind;
  return kind === void 0 || kind === "dataclass" || kind === "orm";
}
function assignedField(code, expr) {
  return expr.kind === "attribute" && nodesIn(code.body).some(
    (node) => node.kind === "assign" && node.targets.some((target) => target.kind === "attribute" && target.attr === expr.attr)
  );
}

// src/rules/weak-security-header.ts
var weak_security_header_default = defineRule({
  id: "weak-security-header",
  summary: "A security header has a value or a name that does not protect",
  category: "transport",
  severity: "medium",
  confidence: "high",
  cwe: [693],
  owasp: ["API8"],
  seeds: ["S0"],
  docs: {
    why: "A browser ignores what it does not understand: a misspelt name, `ALLOW-FROM`, anything but `nosniff`. A short `max-age` leaves visitors unprotected between visits, `max-age=0` switches HSTS off, and `unsafe-url` sends whole addresses to every site. All of it looks like protection.",
    fix: "Use the names and values of the OWASP list: `Strict-Transport-Security: max-age=31536000; includeSubDomains`, `X-Content-Type-Options: nosniff`, `X-Frame-Options: DENY`, `Referrer-Policy: no-referrer`.",
    bad: `from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def harden(request: Request, call_next):
    response = await call_next(request)
    response.headers["Strict-Transport-Security"] = "max-age=3600"
    return response
`,
    good: `from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def harden(request: Request, call_next):
    response = await call_next(request)
    response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return response
`,
    references: [
      "https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html",
      "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-Frame-Options"
    ],
    limits: "Values that cannot be told are left alone. `SAMEORIGIN` and `strict-origin-when-cross-origin` are good values. `X-XSS-Protection` is reported (low) where it switches the filter on; headers of requests that the code sends, and what a condition keeps to development, are left alone."
  },
  *check(facts) {
    for (const header of headerValues(facts)) {
      const fault = faultOf2(header);
      if (fault === void 0) continue;
      yield {
        at: fault.atName === true ? header.nameSite : header.site,
        subject: `header ${header.name} in ${header.code.name}`,
        message: `${fault.message} (in \`${header.code.def === void 0 ? header.site.path : nameOf(header.code)}\`).`,
        ...fault.minor === true ? { severity: "low" } : {}
      };
    }
  }
});
var YEAR = 31536e3;
var REFERRER2 = /* @__PURE__ */ new Set([
  "no-referrer",
  "no-referrer-when-downgrade",
  "origin",
  "origin-when-cross-origin",
  "same-origin",
  "strict-origin",
  "strict-origin-when-cross-origin",
  "unsafe-url"
]);
function faultOf2({ name, written, text }) {
  if (OTHER_NAMES.has(name)) return isOwnHeader(name, text) ? void 0 : wrongName(name, written);
  if (text === void 0) return void 0;
  const value = text.trim().toLowerCase();
  switch (name) {
    case "strict-transport-security":
      return transport(value);
    case "x-content-type-options":
      return value === "nosniff" ? void 0 : { message: `\`X-Content-Type-Options: ${text}\` is ignored by browsers; the only value is \`nosniff\`` };
    case "x-frame-options":
      return frames(value, text);
    case "referrer-policy":
      return referrer(value, text);
    case "x-xss-protection":
      return value.startsWith("1") ? {
        message: `\`X-XSS-Protection: ${text}\` is deprecated: browsers dropped the filter, and where it is left it can be turned against the page; send \`0\` or leave it out`,
        minor: true
      } : void 0;
    default:
      return void 0;
  }
}
function isOwnHeader(name, text) {
  return name === "x-content-type" && text?.trim().toLowerCase() !== "nosniff";
}
function wrongName(name, written) {
  const meant = OTHER_NAMES.get(name);
  if (meant === void 0)
    return { message: `\`${written}\` is no longer read by any browser; leave it out`, atName: true, minor: true };
  return { message: `No browser reads \`${written}\`; the header is called \`${meant}\``, atName: true };
}
function transport(value) {
  const age = /max-age\s*=\s*"?(\d+)/.exec(value)?.[1];
  if (age === void 0)
    return {
      message: "`Strict-Transport-Security` without `max-age` is ignored; send `max-age=31536000; includeSubDomains`"
    };
  const seconds = Number(age);
  if (seconds === 0)
    return {
      message: "`max-age=0` makes browsers forget that the site is HTTPS only; send at least `max-age=31536000`"
    };
  if (seconds < YEAR)
    return {
      message: `HSTS with \`max-age=${age}\` lasts ${lasting(seconds)}; send at least a year, \`max-age=31536000\``
    };
  return void 0;
}
function lasting(seconds) {
  const days = Math.floor(seconds / 86400);
  if (days === 1) return "one day";
  return days > 1 ? `${String(days)} days` : `${String(seconds)} seconds`;
}
function frames(value, text) {
  if (value === "deny" || value === "sameorigin") return void 0;
  if (value.startsWith("allow-from"))
    return {
      message: `Browsers ignore \`X-Frame-Options: ${text}\`, so every site may frame the page; use \`frame-ancestors\` of \`Content-Security-Policy\``
    };
  return { message: `\`X-Frame-Options: ${text}\` is ignored by browsers; send \`DENY\` or \`SAMEORIGIN\`` };
}
function referrer(value, text) {
  const policies = value.split(",").map((part) => part.trim());
  const last = policies.findLast((policy) => REFERRER2.has(policy));
  if (last === void 0)
    return {
      message: `\`Referrer-Policy: ${text}\` is no policy that browsers know; send \`no-referrer\` or \`strict-origin-when-cross-origin\``
    };
  if (last === "unsafe-url")
    return {
      message: "`Referrer-Policy: unsafe-url` sends whole addresses, with what stands in the query, to every site; send `no-referrer`"
    };
  return last === "no-referrer-when-downgrade" ? {
    message: "`Referrer-Policy: no-referrer-when-downgrade` sends whole addresses to every HTTPS site; send `strict-origin-when-cross-origin`",
    minor: true
  } : void 0;
}

// src/rules/index.ts
var RULES = [
  api_key_in_query_default,
  broken_dependency_default,
  cors_insecure_origin_default,
  cors_middleware_order_default,
  cors_permissive_origin_regex_default,
  cors_reflected_origin_default,
  cors_wildcard_methods_headers_default,
  cors_wildcard_origin_default,
  cors_wildcard_with_credentials_default,
  debug_enabled_default,
  dependency_override_in_app_default,
  error_detail_leak_default,
  exposed_api_docs_default,
  hardcoded_secret_default,
  inconsistent_include_default,
  ineffective_decorator_default,
  inert_rate_limit_default,
  insecure_cookie_default,
  insecure_session_default,
  insufficient_privilege_default,
  jwt_not_verified_default,
  jwt_weak_claims_default,
  lax_content_type_default,
  lookup_before_authentication_default,
  mass_assignment_default,
  middleware_after_start_default,
  middleware_path_bypass_default,
  missing_authentication_default,
  missing_cache_control_default,
  missing_csrf_protection_default,
  missing_https_redirect_default,
  missing_ownership_check_default,
  missing_rate_limit_default,
  missing_security_headers_default,
  missing_trusted_host_default,
  obscured_source_default,
  response_model_bypass_default,
  returned_http_exception_default,
  sensitive_response_field_default,
  swallowed_authentication_error_default,
  timing_unsafe_comparison_default,
  trusted_host_wildcard_default,
  trusted_proxy_wildcard_default,
  unauthenticated_websocket_default,
  unawaited_authentication_default,
  unbounded_pagination_default,
  unbounded_request_body_default,
  unbounded_upload_default,
  unchecked_scopes_default,
  unconstrained_input_default,
  undeclared_dependency_default,
  unenforced_authentication_default,
  unprotected_mount_default,
  unresolved_security_import_default,
  untyped_body_default,
  unvalidated_api_key_default,
  weak_content_security_policy_default,
  weak_password_hash_default,
  weak_security_header_default
];
var COMPARISON_RULES = [
  authentication_removed_default,
  authorization_weakened_default,
  limit_loosened_default,
  middleware_removed_default,
  response_filter_removed_default,
  security_setting_weakened_default
];
var ALL_RULES = [...RULES, ...COMPARISON_RULES];

// src/app/parser-files.ts
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
var PARSER_FILES = [
  {
    name: "tree-sitter.wasm",
    source: "web-tree-sitter/tree-sitter.wasm",
    sha256: "f38dcc4b43b818f9a0785bc1c6d5611a75ac4cdd428ff3f02757c34ca4e46d7f"
  },
  {
    name: "tree-sitter-python.wasm",
    source: "tree-sitter-python/tree-sitter-python.wasm",
    sha256: "16108b50df4ee9a30168794252ab55e7c93bfc5765d7fa0aa3e335752c515f47"
  }
];
async function loadPythonParser() {
  const [{ loadParser }, runtime, grammar] = await Promise.all([
    import("./parser-QC6ICUGD.js"),
    readChecked(PARSER_FILES[0]),
    readChecked(PARSER_FILES[1])
  ]);
  return loadParser({ runtime, grammar }, () => performance.now());
}
async function readChecked(file) {
  const bytes2 = await readNearby(file);
  const actual = createHash("sha256").update(bytes2).digest("hex");
  if (actual !== file.sha256) throw new Error(`${file.name} is not the file that this version was built with.`);
  return bytes2;
}
async function readNearby({ name, source: source2 }) {
  for (const place of [`./${name}`, `../${name}`]) {
    try {
      return await readFile(fileURLToPath(new URL(place, import.meta.url)));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
  return readFile(createRequire(import.meta.url).resolve(source2));
}
function isMissing(error) {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

// src/app/tools.ts
function productTools(progress) {
  return {
    loadParser: loadPythonParser,
    buildFacts,
    rules: RULES,
    comparisonRules: COMPARISON_RULES,
    ...progress === void 0 ? {} : { progress }
  };
}

export {
  ALL_RULES,
  productTools
};
