import type { Code } from '../fastapi/facts.ts';
import { mentions, nameOf, nodesIn, siteIn } from '../fastapi/questions/auth-code.ts';
import type { Expr, Stmt } from '../python/syntax.ts';
import { walk } from '../python/walk.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  id: 'cors-reflected-origin',
  summary: "The caller's origin is sent back as allowed",
  category: 'cors',
  severity: 'high',
  confidence: 'high',
  cwe: [942],
  owasp: ['API8'],
  seeds: ['S1'],
  docs: {
    why: 'Copying the `Origin` header into `Access-Control-Allow-Origin` allows every site by name, which, unlike `*`, browsers accept together with cookies. It is `*` with credentials, written by hand.',
    fix: 'Use `CORSMiddleware` with a list of origins, or compare the origin with a fixed set before you send it back.',
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
      'https://portswigger.net/web-security/cors#server-generated-acao-header-from-client-specified-origin-header',
      'https://fastapi.tiangolo.com/tutorial/cors/',
    ],
    limits: 'An origin that is compared with anything, or handed to a function that could check it, counts as checked.',
  },

  *check(facts) {
    for (const code of facts.codes) {
      if (!/access-control-allow-origin/i.test(code.module.text)) continue;
      const origins = originNames(code);
      const [first] = reflections(code, origins);
      if (first === undefined || isChecked(code, origins)) continue;
      const credentials = /access-control-allow-credentials/i.test(
        code.module.text.slice(code.def?.start ?? 0, code.def?.end),
      );
      yield {
        at: siteIn(code, first),
        subject: `function ${code.name} reflects Origin`,
        message: `\`${nameOf(code)}\` sends the caller's own \`Origin\` back as \`Access-Control-Allow-Origin\`${credentials ? ', with credentials' : ''}: every site is allowed. Compare it with a fixed set first, or use \`CORSMiddleware\`.`,
        ...(credentials ? {} : { severity: 'medium' as const }),
      };
    }
  },
});

/** Statements and expressions that write the header with what the caller sent. */
function reflections(code: Code, origins: ReadonlySet<string>): readonly (Expr | Stmt)[] {
  return nodesIn(code.body).filter((node) => {
    if (node.kind === 'assign') {
      const [target] = node.targets;
      return (
        target?.kind === 'subscript' &&
        isHeader(target.index[0]) &&
        node.value !== undefined &&
        isOrigin(node.value, origins)
      );
    }
    if (node.kind === 'dict') return node.entries.some(({ key, value }) => isHeader(key) && isOrigin(value, origins));
    if (node.kind === 'tuple' || node.kind === 'list')
      return (
        node.items.length === 2 &&
        isHeader(node.items[0]) &&
        node.items[1] !== undefined &&
        isOrigin(node.items[1], origins)
      );
    if (node.kind !== 'call' || node.func.kind !== 'attribute') return false;
    const [name, value] = node.args;
    return isHeader(name?.value) && value !== undefined && isOrigin(value.value, origins);
  });
}

function isHeader(expr: Expr | undefined): boolean {
  return (
    (expr?.kind === 'string' || expr?.kind === 'bytes') && expr.value.toLowerCase() === 'access-control-allow-origin'
  );
}

/** The header itself, a name bound to it, or a text made of it. */
function isOrigin(expr: Expr, origins: ReadonlySet<string>): boolean {
  if (mentions(expr, origins)) return true;
  return readsOrigin(expr);
}

/** `request.headers.get("origin")`, `headers["origin"]`, `headers.get(b"origin")`. */
function readsOrigin(expr: Expr): boolean {
  let found = false;
  walk(expr, (node) => {
    const key =
      node.kind === 'subscript'
        ? node.index[0]
        : node.kind === 'call' && node.func.kind === 'attribute' && node.func.attr === 'get'
          ? node.args[0]?.value
          : undefined;
    if ((key?.kind === 'string' || key?.kind === 'bytes') && key.value.toLowerCase() === 'origin') found = true;
    return !found;
  });
  return found;
}

function originNames(code: Code): ReadonlySet<string> {
  const names = new Set<string>();
  for (const param of code.def?.params ?? [])
    if (/^origin$/.test(param.name) && param.default?.kind === 'call') names.add(param.name);
  for (const node of nodesIn(code.body)) {
    if (node.kind === 'walrus' && readsOrigin(node.value)) names.add(node.target.id);
    if (node.kind !== 'assign' || node.value === undefined || !(readsOrigin(node.value) || mentions(node.value, names)))
      continue;
    for (const target of node.targets) if (target.kind === 'name' && /origin/i.test(target.id)) names.add(target.id);
  }
  return names;
}

/** Compared with something, or handed to a function, in a condition. */
function isChecked(code: Code, origins: ReadonlySet<string>): boolean {
  return nodesIn(code.body).some((node) => {
    const isAsked = (expr: Expr): boolean => mentions(expr, origins) || readsOrigin(expr);
    if (node.kind === 'compare')
      return !node.ops.every((op) => op === 'is' || op === 'is not') && [node.left, ...node.comparators].some(isAsked);
    if (node.kind !== 'if' && node.kind !== 'conditional' && node.kind !== 'while') return false;
    return nodesIn(node.test).some(
      (part) =>
        part.kind === 'call' &&
        !readsOrigin(part) &&
        (part.args.some(({ value }) => isAsked(value)) || isAsked(part.func)),
    );
  });
}
