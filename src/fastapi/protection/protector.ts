import type { Config } from '../../config/config.ts';
import { SCHEMES } from '../canonical.ts';
import { classAttribute } from '../interpreter/attributes.ts';
import type { Machine } from '../interpreter/machine.ts';
import { libraryDependency } from '../libraries.ts';
import type { AppObject, DependencyUse, Guard, Parameter, Protection } from '../model.ts';
import type { BareRoute } from '../bare-route.ts';
import { isSchemeClass } from '../signature.ts';
import type { FunctionValue, Value } from '../value.ts';
import { CodeFinder } from './code-finder.ts';
import { isCredentialName, namesAThing, namesFormToken, saysNothingOfCaller } from './credentials.ts';
import type { Enforcement } from './body.ts';
import { Enforcer } from './enforcer.ts';
import {
  merge,
  NO_JUDGEMENT,
  protectiveJudgement,
  routedRequestOf,
  toJudgement,
  type Judgement,
  type Situation,
} from './judgement.ts';
import { aliasOf, originInQuery, originOfNobody } from './parameters.ts';
import { judgeEndpoint } from './endpoint-guard.ts';
import { judgeMiddleware } from './middleware-guard.ts';
import type { Origin } from './origins.ts';
import { asksForHeader } from './required.ts';
import { judgeState } from './state-guard.ts';
import { verdictOf } from './verdict.ts';
import { judgeRouteClass, judgeWrapped, judgeWrappers } from './wrapper-guard.ts';

/** Decides what protects each route, and keeps the lines that prove it. */
export class Protector {
  readonly finder: CodeFinder;
  readonly enforcer: Enforcer;
  readonly machine: Machine;
  readonly #config: Config;
  /** What was judged for the route at hand: a dependency may ask for its path or method. */
  #uses = new Map<DependencyUse, Judgement>();

  constructor(machine: Machine, config: Config) {
    this.machine = machine;
    this.finder = new CodeFinder(machine);
    this.enforcer = new Enforcer(this.finder);
    this.#config = config;
  }

  protect(row: BareRoute): Protection {
    const apps = [...row.outerApps, row.app];
    const at: Situation = { apps, request: routedRequestOf(row) };
    this.#uses = new Map();
    const parts: Judgement[] = [
      ...apps.flatMap((app) => app.middleware.map((use) => judgeMiddleware(this, use, row, apps))),
      ...row.dependencies.map((use) => this.judgeUse(use, at)),
      // A guard that configuration puts there: it is set so that it guards, as in a guard's own body.
      ...row.conditionalDependencies.map((use) => this.judgeUse(use, at)),
      ...judgeWrappers(this, row, at),
      judgeRouteClass(this, row, apps),
      judgeEndpoint(this, row, at),
      judgeState(this, row, apps),
    ];
    return verdictOf(row, parts);
  }

  /** Names of what an application's own dependencies enforce, whether or not it has a path operation to ask it of. */
  enforcedBy(app: AppObject): readonly string[] {
    const at: Situation = { apps: [app], request: { path: '/', methods: ['GET'], kind: 'http', routed: true } };
    this.#uses = new Map();
    return app.router.dependencies.flatMap((use) => this.judgeUse(use, at).guards.map(({ name }) => name));
  }

  /** What a dependency enforces, those below it included. */
  judgeUse(use: DependencyUse, at: Situation): Judgement {
    const known = this.#uses.get(use);
    if (known !== undefined) return known;
    const judged = this.#judgeUse(use, at);
    this.#uses.set(use, judged);
    return judged;
  }

  #judgeUse(use: DependencyUse, at: Situation): Judgement {
    if (this.#isConfigured(use.name))
      return { stopsAnonymous: true, guards: [guardOf(use, 'dependency', [])], readsCredential: true };
    if (use.alternatives !== undefined)
      return protectiveJudgement(use.alternatives.map((one) => this.judgeUse(one, at)));
    const library = libraryDependency(use.value);
    if (library?.kind === 'guard')
      return {
        stopsAnonymous: true,
        guards: [{ ...guardOf(use, 'library', []), demands: library.demands }],
        readsCredential: true,
      };
    if (library?.kind === 'optional') return { ...NO_JUDGEMENT, readsCredential: true };
    const children = use.children.map((child) => this.judgeUse(child, at));
    const own = this.#callable(use, at);
    return {
      stopsAnonymous: own.stopsAnonymous || children.some((child) => child.stopsAnonymous),
      guards: [...new Set([...children.flatMap((child) => child.guards), ...own.guards])],
      readsCredential: own.readsCredential || children.some((child) => child.readsCredential),
      promises: own.exempts !== true && (own.promises === true || children.some((child) => child.promises)),
      returnsRaw: own.returnsRaw ?? false,
      returnsSent: own.returnsSent ?? false,
      ...(own.unknown === undefined ? {} : { unknown: own.unknown }),
    };
  }

  /** `Depends(RoleChecker)`, where the check is in `__call__`: FastAPI makes an object, and never calls it. */
  #checksWhenCalled(cls: Extract<Value, { kind: 'class' }>, at: Situation): boolean {
    const call = this.#method(cls, '__call__');
    const code = call === undefined ? undefined : this.finder.codeFor(call);
    if (code?.def === undefined) return false;
    const origins = new Map(code.def.params.map(({ name }): [string, Origin] => [name, 'raw']));
    return this.enforcer.enforcementOf({ code, origins, role: 'dependency', ...at }).rejections.length > 0;
  }

  #isConfigured(name: string): boolean {
    const dotted = name.replace(':', '.').replace(/\(\)$/, '');
    return this.#config.authDependencies.some((one) => one === dotted || one === name);
  }

  #callable(use: DependencyUse, at: Situation): Judgement {
    const { value } = use;
    if (value.kind === 'external-call' && use.scheme !== undefined) return schemeJudgement(value);
    if ((value.kind === 'external' && SCHEMES.has(value.name)) || (value.kind === 'class' && isSchemeClass(value)))
      return { ...NO_JUDGEMENT, readsCredential: true, promises: true };
    const fn = this.functionOf(value);
    if (value.kind === 'class' && this.#checksWhenCalled(value, at)) return { ...NO_JUDGEMENT, promises: true };
    if (fn === undefined)
      return value.kind === 'class' || use.resolved || isHarmless(value)
        ? inheritedScheme(use)
        : { ...NO_JUDGEMENT, unknown: `${use.name} cannot be read` };
    const code = value.kind === 'instance' ? this.finder.methodOn(fn, value) : this.finder.codeFor(fn);
    if (code === undefined) return NO_JUDGEMENT;
    const found = this.enforcer.enforcementOf({
      code,
      origins: this.originsOf(use.parameters, at),
      role: 'dependency',
      ...at,
    });
    const inherited = inheritedScheme(use);
    const wrapped = judgeWrapped(this, use, at) ?? found;
    const judged = merge(toJudgement(wrapped, guardOf(use, 'dependency', wrapped.rejections)), inherited);
    return { ...judged, stopsAnonymous: judged.stopsAnonymous || asksForHeader(use.parameters) };
  }

  /** The function that runs when a value is called as a dependency. */
  functionOf(value: Value): FunctionValue | undefined {
    switch (value.kind) {
      case 'function':
        return value.wraps?.function.kind === 'function' && value.wraps.keepsSignature
          ? this.functionOf(value.wraps.function)
          : value;
      case 'bound-method':
        return value.function;
      case 'partial':
        return this.functionOf(value.function);
      case 'class':
        return this.#method(value, '__init__');
      case 'instance':
        return this.#method(value.class, '__call__');
      default:
        return undefined;
    }
  }

  #method(cls: Extract<Value, { kind: 'class' }>, name: string): FunctionValue | undefined {
    const found = classAttribute(this.machine, cls, name, cls.site);
    return found?.kind === 'function' ? found : undefined;
  }

  /** What each parameter of a dependency or endpoint brings in. */
  originsOf(parameters: readonly Parameter[], at: Situation): ReadonlyMap<string, Origin> {
    return new Map(parameters.map((parameter) => [parameter.name, this.#origin(parameter, at)]));
  }

  #origin(parameter: Parameter, at: Situation): Origin {
    switch (parameter.source) {
      case 'dependency': {
        const judged = parameter.dependency === undefined ? NO_JUDGEMENT : this.judgeUse(parameter.dependency, at);
        // What a package hands in may well say who asks.
        if (parameter.dependency?.resolved === false && judged.unknown !== undefined) return 'credential';
        // What turns callers away knows who they are, whatever its header is called.
        if (judged.guards.length === 0 && !judged.readsCredential)
          return judged.returnsRaw === true || judged.returnsSent === true ? 'header' : originOfNobody(parameter);
        return parameter.dependency?.scheme !== undefined || judged.returnsRaw === true ? 'raw' : 'credential';
      }
      case 'header':
      case 'cookie':
        if (namesFormToken(aliasOf(parameter)) || saysNothingOfCaller(aliasOf(parameter))) return 'other';
        return isCredentialName(aliasOf(parameter)) ? 'raw' : 'header';
      case 'query':
        return originInQuery(parameter);
      // A link with a ticket in it; the weaker word, for so do links that reset a password.
      case 'path':
        return /token|secret|api_?key|signature/.test(parameter.name) && !namesAThing(parameter.name)
          ? 'header'
          : 'other';
      case 'request':
        return 'request';
      case 'body':
      case 'form':
        return 'body';
      case 'unknown':
        return /^(request|websocket)$/.test(parameter.name) ? 'request' : 'other';
      default:
        return 'other';
    }
  }
}

/** A scheme extracts: with `auto_error` it stops a request that brings nothing, and believes any other. */
function schemeJudgement(value: Extract<Value, { kind: 'external-call' }>): Judgement {
  const auto = value.args.keywords.get('auto_error');
  return {
    stopsAnonymous: !(auto?.kind === 'bool' && !auto.value) && auto?.kind !== 'unknown',
    guards: [],
    readsCredential: true,
    promises: true,
    returnsRaw: true,
  };
}

/** An object of a scheme's subclass stops what the scheme stops. */
function inheritedScheme(use: DependencyUse): Judgement {
  if (use.scheme === undefined || use.value.kind !== 'instance') return NO_JUDGEMENT;
  const auto = use.value.args.keywords.get('auto_error');
  return {
    stopsAnonymous: !(auto?.kind === 'bool' && !auto.value),
    guards: [],
    readsCredential: true,
    promises: true,
    returnsRaw: true,
  };
}

/** Framework callables that never guard: forms, requests, plain classes. */
function isHarmless(value: Value): boolean {
  if (value.kind === 'external') return /^(fastapi|starlette|builtins)\./.test(value.name);
  return value.kind === 'external-call' && /^(fastapi|starlette)\./.test(value.callee);
}

function guardOf(use: DependencyUse, kind: Guard['kind'], rejections: Enforcement['rejections']): Guard {
  return {
    name: use.name,
    kind,
    site: use.site,
    scopes: use.scopes,
    proof: proofOf(rejections),
    statuses: [...new Set(rejections.flatMap((one) => one.statuses))],
    demands: [...new Set(rejections.flatMap((one) => one.demands))],
  };
}

/** The lines of a rejection that answers 401 or 403, where there is one. */
function proofOf(rejections: Enforcement['rejections']): Guard['proof'] {
  const plain = rejections.find((one) => one.statuses.some((status) => status === 401 || status === 403));
  return (plain ?? rejections[0])?.evidence ?? [];
}
