import type { Call } from '../../python/syntax.ts';
import { classAttribute } from '../interpreter/attributes.ts';
import type { AppObject, DecoratorRef } from '../model.ts';
import { callableName } from '../naming.ts';
import type { BareRoute } from '../route-table.ts';
import type { FunctionValue, Value } from '../value.ts';
import { demandsIn, NO_JUDGEMENT, statusesIn, toJudgement, type Judgement, type Protector } from './protector.ts';
import { looksLikeRequest, type Origin } from './taint.ts';

/** Decorators of packages that turn a request away by themselves. */
const KNOWN = /^(starlette\.authentication\.requires|fastapi_users(\.\w+)*\.\w*requires?|guard(\.\w+)*\.SecurityDecorator\(\)\.(require_auth|api_key_auth))$/;
const AUTH_NAME = /auth|login|permission|require|role|scope|admin|protect|secure|jwt|token|acl/i;

/** A decorator below the route decorator: it runs in requests, so it may guard. */
export function judgeWrapper(protector: Protector, decorator: DecoratorRef, row: BareRoute, apps: readonly AppObject[]): Judgement {
  const name = decorator.value.kind === 'external-call' ? decorator.value.callee : decorator.value.kind === 'external' ? decorator.value.name : undefined;
  if (name !== undefined) {
    if (KNOWN.test(name)) {
      const scopes = decorator.value.kind === 'external-call' ? decorator.value.args.positional.flatMap(textsIn) : [];
      return { stopsAnonymous: true, guards: [{ name, kind: 'decorator', site: decorator.site, scopes, proof: [], statuses: [403], demands: scopes.filter((scope) => scope !== 'authenticated') }], readsCredential: true };
    }
    const looksLikeGuard = AUTH_NAME.test(name.split('.').at(-1) ?? '') && !/^(fastapi|starlette|functools|slowapi|typing|cachetools)\b/.test(name);
    return looksLikeGuard ? { ...NO_JUDGEMENT, unknown: `the decorator ${decorator.text} cannot be read` } : NO_JUDGEMENT;
  }
  const wrapper = wrapperMadeBy(row.handlerValue, decorator);
  return wrapper === undefined ? NO_JUDGEMENT : judgeBody(protector, wrapper, decorator, row, apps);
}

function textsIn(value: Value): string[] {
  if (value.kind === 'string') return [value.value];
  return value.kind === 'list' || value.kind === 'tuple' ? value.items.flatMap(textsIn) : [];
}

/** The wrappers round an endpoint, outermost first, matched with the decorators that made them. */
function wrapperMadeBy(endpoint: Value, decorator: DecoratorRef): FunctionValue | undefined {
  const decoratorModule = decorator.value.kind === 'function' ? decorator.value.module.path : decorator.value.kind === 'bound-method' ? decorator.value.function.module.path : undefined;
  const prefix = decorator.value.kind === 'function' ? decorator.value.qualname : decorator.value.kind === 'bound-method' ? decorator.value.function.qualname : undefined;
  for (let one: Value = endpoint; one.kind === 'function' && one.wraps !== undefined; one = one.wraps.function) {
    if (decorator.value.kind === 'instance') return one;
    if (one.module.path === decoratorModule && prefix !== undefined && one.qualname.startsWith(prefix)) return one;
  }
  return undefined;
}

function judgeBody(protector: Protector, wrapper: FunctionValue, decorator: DecoratorRef, row: BareRoute, apps: readonly AppObject[]): Judgement {
  const code = protector.finder.codeFor(wrapper);
  if (code === undefined) return NO_JUDGEMENT;
  const routeOrigins = protector.originsOf(row.parameters, apps);
  const origins = new Map<string, Origin>();
  for (const param of code.def?.params ?? []) {
    if (param.kind === 'var-positional' || param.kind === 'var-keyword') origins.set(param.name, 'arguments');
    else origins.set(param.name, looksLikeRequest(code, param) ? 'request' : (routeOrigins.get(param.name) ?? 'other'));
  }
  const found = protector.enforcer.enforcementOf({ code, origins, role: 'wrapper', apps, passes: (call) => passesOn(code.def?.params.map((param) => param.name) ?? [], call) });
  return toJudgement(found, {
    name: decorator.text.replace(/\(.*$/s, ''),
    kind: 'decorator',
    site: decorator.site,
    scopes: [],
    proof: found.rejections[0]?.evidence ?? [],
    statuses: statusesIn(found),
    demands: [...new Set([...demandsIn(found), ...closureDemands(decorator)])],
  });
}

/** `@require("admin")`: what the factory was given is what it demands. */
function closureDemands(decorator: DecoratorRef): string[] {
  return [...decorator.text.matchAll(/["']([^"']{1,40})["']/g)].flatMap((match) => match[1] ?? []);
}

/** `return await func(*args, **kwargs)`: the call that hands everything on. */
function passesOn(params: readonly string[], call: Call): boolean {
  const spreads = call.args.filter((argument) => argument.unpack !== undefined);
  if (spreads.length > 0 && call.func.kind === 'name') return true;
  return call.func.kind === 'name' && /^(func|fn|f|handler|endpoint|function|wrapped|route|view)$/.test(call.func.id) && !params.includes(call.func.id);
}

/** A custom route class whose handler turns requests away before it calls the original one. */
export function judgeRouteClass(protector: Protector, row: BareRoute, apps: readonly AppObject[]): Judgement {
  if (row.kind !== 'http') return NO_JUDGEMENT;
  const cls = protector.machine.routerNode(row.router).routeClass;
  if (cls?.kind !== 'class') return NO_JUDGEMENT;
  const method = classAttribute(protector.machine, cls, 'get_route_handler', cls.site);
  const outer = method?.kind === 'function' ? protector.finder.codeFor(method) : undefined;
  const inner = outer?.body.find((one) => one.kind === 'function');
  const value = inner === undefined || outer === undefined ? undefined : outer.valueOf({ kind: 'name', id: inner.name, start: inner.start, end: inner.start });
  const code = value?.kind === 'function' ? protector.finder.codeFor(value) : undefined;
  if (code === undefined) return NO_JUDGEMENT;
  const origins = new Map<string, Origin>((code.def?.params ?? []).map((param) => [param.name, 'request']));
  const found = protector.enforcer.enforcementOf({
    code,
    origins,
    role: 'middleware',
    apps,
    request: { path: row.path.text, methods: row.methods, kind: 'http' },
    passes: (call) => call.func.kind === 'name' && /handler|original|call_next/.test(call.func.id),
  });
  return toJudgement(found, { name: callableName(cls), kind: 'route-class', site: cls.site, scopes: [], proof: found.rejections[0]?.evidence ?? [], statuses: statusesIn(found), demands: demandsIn(found) });
}
