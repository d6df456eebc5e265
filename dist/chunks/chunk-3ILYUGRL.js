import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);

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
function maybe(value, condition) {
  if (value.kind === "none") return value;
  return {
    kind: "choice",
    alternatives: [
      { value, condition },
      { value: ABSENT, condition: `not (${condition})` }
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
function join(outer, inner) {
  if (outer === void 0 || inner === void 0) return outer ?? inner;
  return outer === inner ? outer : `${outer} and ${inner}`;
}
function sameValue(a, b) {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  if (a.kind === "none") return true;
  if ((a.kind === "string" || a.kind === "number" || a.kind === "bool") && "value" in b) return a.value === b.value;
  if (a.kind === "app" && b.kind === "app") return a.app === b.app;
  if (a.kind === "router" && b.kind === "router") return a.router === b.router;
  if (a.kind === "external" && b.kind === "external") return a.name === b.name && a.receiver === b.receiver;
  if (a.kind === "module" && b.kind === "module") return a.path === b.path;
  if (a.kind === "function" && b.kind === "function" || a.kind === "class" && b.kind === "class")
    return a.def === b.def && a.closure === b.closure;
  return false;
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

// src/fastapi/questions/auth-code.ts
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
  let found = false;
  walk(root, (node) => {
    if (node.kind === "name" && names.has(node.id)) found = true;
    return !found;
  });
  return found;
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

// src/fastapi/questions/auth-remember.ts
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

// src/fastapi/questions/http-html.ts
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

export {
  lineOf,
  siteOf,
  textOf,
  walk,
  expressionsIn,
  dottedName,
  isExpr,
  childrenOf,
  unknown,
  sequence,
  NO_ARGUMENTS,
  argumentOf,
  choice,
  maybe,
  itemUnderCondition,
  sameValue,
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
  shownName,
  nameOf,
  servesRequests,
  remembered,
  servesHtml
};
