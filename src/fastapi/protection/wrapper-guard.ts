import type { Call } from '../../python/syntax.ts';
import { classAttribute } from '../interpreter/attributes.ts';
import type { AppObject, DecoratorRef, DependencyUse } from '../model.ts';
import { callableName } from '../naming.ts';
import type { BareRoute } from '../bare-route.ts';
import type { FunctionValue, Value } from '../value.ts';
import { calleesOf } from './callees.ts';
import type { Enforcement } from './body.ts';
import {
  demandsIn,
  NO_JUDGEMENT,
  statusesIn,
  toJudgement,
  type Judgement,
  type Situation,
  routedRequestOf,
} from './judgement.ts';
import type { Protector } from './protector.ts';
import { looksLikeRequest, type Origin } from './origins.ts';

/** Decorators of packages that turn a request away by themselves. */
const KNOWN =
  /^(starlette\.authentication\.requires|fastapi_users(\.\w+)*\.\w*requires?|guard(\.\w+)*\.SecurityDecorator\(\)\.(require_auth|api_key_auth))$/;
const AUTH_NAME = /auth|login|permission|require|role|scope|admin|protect|secure|jwt|token|acl/i;

/** What stands between the route and the function: decorators of packages, and wrappers of our own. */
export function judgeWrappers(protector: Protector, row: BareRoute, at: Situation): Judgement[] {
  const outside = row.decoratorsBelow.map((decorator) => judgeOutside(decorator));
  const own = wrappersOf(row.handlerValue).map((wrapper) => judgeBody(protector, wrapper, row, at));
  return [...outside, ...own];
}

function judgeOutside(decorator: DecoratorRef): Judgement {
  const { value } = decorator;
  const name = value.kind === 'external-call' ? value.callee : value.kind === 'external' ? value.name : undefined;
  if (name === undefined) return NO_JUDGEMENT;
  if (KNOWN.test(name)) {
    const scopes = value.kind === 'external-call' ? value.args.positional.flatMap(textsIn) : [];
    const demands = scopes.filter((scope) => scope !== 'authenticated');
    return {
      stopsAnonymous: true,
      guards: [{ name, kind: 'decorator', site: decorator.site, scopes, proof: [], statuses: [403], demands }],
      readsCredential: true,
    };
  }
  const looksLikeGuard =
    AUTH_NAME.test(name.split('.').at(-1) ?? '') &&
    !/^(fastapi|starlette|functools|slowapi|typing|cachetools)\b/.test(name);
  return looksLikeGuard ? { ...NO_JUDGEMENT, unknown: `the decorator ${decorator.text} cannot be read` } : NO_JUDGEMENT;
}

function textsIn(value: Value): string[] {
  if (value.kind === 'string') return [value.value];
  return value.kind === 'list' || value.kind === 'tuple' ? value.items.flatMap(textsIn) : [];
}

/** The functions round an endpoint, outermost first. */
function wrappersOf(endpoint: Value): FunctionValue[] {
  const found: FunctionValue[] = [];
  for (let one: Value = endpoint; one.kind === 'function' && one.wraps !== undefined; one = one.wraps.function)
    found.push(one);
  return found;
}

/** The decorator that made a wrapper: the factory that the wrapper was defined in. */
function decoratorOf(wrapper: FunctionValue, decorators: readonly DecoratorRef[]): DecoratorRef | undefined {
  return decorators.find(({ value }) => {
    if (value.kind === 'instance') return true;
    const maker = value.kind === 'function' ? value : value.kind === 'bound-method' ? value.function : undefined;
    return (
      maker !== undefined && maker.module.path === wrapper.module.path && wrapper.qualname.startsWith(maker.qualname)
    );
  });
}

function judgeBody(protector: Protector, wrapper: FunctionValue, row: BareRoute, at: Situation): Judgement {
  const code = protector.finder.codeFor(wrapper);
  if (code === undefined) return NO_JUDGEMENT;
  const routeOrigins = protector.originsOf(row.parameters, at);
  const origins = new Map<string, Origin>();
  for (const param of code.def?.params ?? []) {
    if (param.kind === 'var-positional' || param.kind === 'var-keyword') origins.set(param.name, 'arguments');
    else origins.set(param.name, looksLikeRequest(code, param) ? 'request' : (routeOrigins.get(param.name) ?? 'other'));
  }
  const names = code.def?.params.map((param) => param.name) ?? [];
  const found = protector.enforcer.enforcementOf({
    code,
    origins,
    role: 'wrapper',
    ...at,
    passes: (call) => passesOn(names, call) && !callsAnother(wrapper, code.valueOf(call.func)),
  });
  const decorator = decoratorOf(wrapper, row.decoratorsBelow);
  return toJudgement(found, {
    name: decorator?.text.split('(', 1)[0] ?? wrapper.qualname.replace(/\.<locals>.*$/, ''),
    kind: 'decorator',
    site: decorator?.site ?? row.registration,
    scopes: [],
    proof: found.rejections[0]?.evidence ?? [],
    statuses: statusesIn(found),
    demands: [...new Set([...demandsIn(found), ...(decorator === undefined ? [] : closureDemands(decorator))])],
  });
}

/** A dependency with a decorator of ours: what runs is the wrapper, which may look at the answer or hide the refusal. */
export function judgeWrapped(protector: Protector, use: DependencyUse, at: Situation): Enforcement | undefined {
  const [wrapper] = wrappersOf(use.value);
  const code = wrapper === undefined ? undefined : protector.finder.codeFor(wrapper);
  const inner = wrapper?.wraps?.function;
  if (code === undefined || wrapper?.wraps?.keepsSignature !== true || inner?.kind !== 'function') return undefined;
  // What it does with the function by other ways than a call cannot be followed.
  const called = code.calls.some(
    (call) => calleesOf(protector.finder, code, call)?.some(({ target }) => target.def === inner.def) === true,
  );
  if (!called) return undefined;
  const handsOn = protector.originsOf(use.parameters, at);
  const origins = new Map<string, Origin>();
  for (const param of code.def?.params ?? []) {
    const spreads = param.kind === 'var-positional' || param.kind === 'var-keyword';
    origins.set(param.name, spreads ? 'arguments' : (handsOn.get(param.name) ?? 'other'));
  }
  return protector.enforcer.enforcementOf({ code, origins, role: 'dependency', handsOn, ...at });
}

/** `@require("admin")`: what the factory was given is what it demands. */
function closureDemands(decorator: DecoratorRef): string[] {
  return [...decorator.text.matchAll(/["']([^"']{1,40})["']/g)].flatMap((match) => match[1] ?? []);
}

/** `return await func(*args, **kwargs)`: the call that hands everything on. */
function passesOn(params: readonly string[], call: Call): boolean {
  const spreads = call.args.filter((argument) => argument.unpack !== undefined);
  if (spreads.length > 0 && call.func.kind === 'name') return true;
  return (
    call.func.kind === 'name' &&
    /^(func|fn|f|handler|endpoint|function|wrapped|route|view)$/.test(call.func.id) &&
    !params.includes(call.func.id)
  );
}

/** `find_request(*args, **kwargs)`: it is handed everything, too, and is not what is wrapped. */
function callsAnother({ wraps }: FunctionValue, called: Value): boolean {
  const inner = wraps?.function;
  return (
    called.kind === 'function' && called.wraps === undefined && inner?.kind === 'function' && called.def !== inner.def
  );
}

/** A custom route class whose handler turns requests away before it calls the original one. */
export function judgeRouteClass(protector: Protector, row: BareRoute, apps: readonly AppObject[]): Judgement {
  if (row.kind !== 'http') return NO_JUDGEMENT;
  const cls = row.routeClass;
  if (cls?.kind !== 'class') return NO_JUDGEMENT;
  const method = classAttribute(protector.machine, cls, 'get_route_handler', cls.site);
  const outer = method?.kind === 'function' ? protector.finder.codeFor(method) : undefined;
  const inner = outer?.body.find((one) => one.kind === 'function');
  const value =
    inner === undefined || outer === undefined
      ? undefined
      : outer.valueOf({ kind: 'name', id: inner.name, start: inner.start, end: inner.start });
  const code = value?.kind === 'function' ? protector.finder.codeFor(value) : undefined;
  if (code === undefined) return NO_JUDGEMENT;
  const origins = new Map<string, Origin>((code.def?.params ?? []).map((param) => [param.name, 'request']));
  const found = protector.enforcer.enforcementOf({
    code,
    origins,
    role: 'middleware',
    apps,
    request: routedRequestOf(row),
    passes: (call) => call.func.kind === 'name' && /handler|original|call_next/.test(call.func.id),
  });
  return toJudgement(found, {
    name: callableName(cls),
    kind: 'route-class',
    site: cls.site,
    scopes: [],
    proof: found.rejections[0]?.evidence ?? [],
    statuses: statusesIn(found),
    demands: demandsIn(found),
  });
}
