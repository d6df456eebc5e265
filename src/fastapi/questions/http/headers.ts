import type { Expr, Stmt } from '../../../python/syntax.ts';
import { walk } from '../../../python/walk.ts';
import type { Code, Facts } from '../../facts.ts';
import type { AppObject, MiddlewareUse } from '../../model.ts';
import type { Value } from '../../value.ts';
import { remembered } from '../remember.ts';
import { isOpaque, takesEffect } from './apps.ts';
import { middlewareBodies, reachableFrom } from './bodies.ts';
import { LIBRARY_HEADERS } from './header-names.ts';

/** Which response headers an application sets on all its answers. */
export interface HeaderCover {
  /** Lower-case names. */
  readonly names: ReadonlySet<string>;
  /** Texts of the policies set, for `frame-ancestors`. */
  readonly policies: readonly string[];
  /** True when something unread could set more. */
  readonly open: boolean;
}

const SECURITY_LIBRARY =
  /^(secure|secweb|fastapi_armor|fastapi_security_headers|starlette_security\w*|fastapi_helmet|fastapi_guard|guard|shield\w*|fastapi_shield|flask_talisman|asgi_security\w*)(\.|$)/i;

export function headersSetBy(facts: Facts, app: AppObject): HeaderCover {
  const names = new Set<string>();
  const policies: string[] = [];
  let open = false;
  const add = (text: string): void => {
    names.add(text.toLowerCase());
    if (/frame-ancestors/i.test(text)) policies.push(text);
  };
  for (const use of app.middleware.filter(takesEffect)) {
    const known = LIBRARY_HEADERS.find(([pattern]) => pattern.test(use.name));
    known?.[1].forEach(({ name }) => names.add(name.toLowerCase()));
    if (known === undefined && (SECURITY_LIBRARY.test(use.name) || isOpaque(use))) open = true;
    open = spellsOut(middlewareBodies(facts, use), add) || open;
    for (const value of valuesOf(use)) textsOf(value, add);
  }
  for (const dependency of app.router.dependencies)
    open = spellsOut(reachableFrom(facts, dependency.value), add) || open;
  return { names, policies, open: open || isHandedOver(facts, app) };
}

/** Texts in the bodies and in what they name; true when a library sets headers there. */
function spellsOut(bodies: readonly Code[], add: (text: string) => void): boolean {
  let byLibrary = false;
  for (const code of bodies) {
    byLibrary ||= code.calls.some(({ callee }) => SECURITY_LIBRARY.test(callee));
    walk(code.body, (node) => {
      if (onlyLooks(node)) return false;
      if (node.kind === 'string' || node.kind === 'bytes') add(node.value);
      if (node.kind === 'fstring') add(node.parts.filter((part) => typeof part === 'string').join(''));
      if (node.kind === 'name' || node.kind === 'attribute') textsOf(code.valueOf(node), add);
      return true;
    });
  }
  return byLibrary;
}

/** `headers.get("X-Frame-Options")`, `"X-Frame-Options" in headers`: what is looked for is not set. */
function onlyLooks(node: Expr | Stmt): boolean {
  if (node.kind === 'compare') return node.left.kind === 'string' && node.comparators.every(isHeaders);
  return (
    node.kind === 'call' &&
    node.func.kind === 'attribute' &&
    /^(get|getlist|pop)$/.test(node.func.attr) &&
    isHeaders(node.func.value)
  );
}

function isHeaders(expr: Expr): boolean {
  const name = expr.kind === 'attribute' ? expr.attr : expr.kind === 'name' ? expr.id : '';
  return /headers$/i.test(name);
}

function valuesOf(use: MiddlewareUse): readonly Value[] {
  const own = use.value.kind === 'instance' ? [...use.value.attributes.values()] : [];
  return [...use.args.positional, ...use.args.keywords.values(), ...own];
}

/** Texts that a value holds, keys of dictionaries included. */
function textsOf(value: Value, add: (text: string) => void, depth = 3): void {
  if (depth === 0) return;
  if (value.kind === 'string') add(value.value);
  else if (value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set')
    value.items.forEach((item) => textsOf(item, add, depth - 1));
  else if (value.kind === 'dict') {
    for (const { key, value: held } of value.entries) {
      textsOf(key, add, depth - 1);
      textsOf(held, add, depth - 1);
    }
  } else if (value.kind === 'choice') value.alternatives.forEach((one) => textsOf(one.value, add, depth - 1));
  else if (value.kind === 'environment' && value.default !== undefined) textsOf(value.default, add, depth - 1);
  else if (value.kind === 'instance') value.attributes.forEach((one) => textsOf(one, add, depth - 1));
}

/** `harden(app)` of a package that is not here. */
function isHandedOver(facts: Facts, app: AppObject): boolean {
  return handedOver(facts).has(app);
}

/** Apps that are given to code we cannot read, which may set headers on them. */
const handedOver = remembered((facts: Facts): ReadonlySet<AppObject> => {
  const found = new Set<AppObject>();
  for (const call of facts.codes.flatMap((code) => code.calls)) {
    if (
      call.target !== undefined ||
      !/secur|header|helmet|harden|protect|shield|armor|middleware/i.test(call.callee) ||
      /add_middleware$|\(\)\.\w+$|^(starlette|fastapi)\./.test(call.callee)
    )
      continue;
    for (const { value } of call.node.args) {
      const given = value.kind === 'name' ? call.code.valueOf(value) : undefined;
      if (given?.kind === 'app') found.add(given.app);
    }
  }
  return found;
});
