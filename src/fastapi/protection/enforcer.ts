import type { Call, Expr } from '../../python/syntax.ts';
import type { CodeBody } from '../codes.ts';
import type { CallSite } from '../facts.ts';
import { askingFunctions } from './predicates.ts';
import { literalsOf, literalText, NO_LITERALS } from './literals.ts';
import type { AskFunction } from './request-conditions.ts';
import {
  argumentOrigins,
  checksNothing,
  closesConnection,
  handedOn,
  IDENTIFYING,
  isAbstract,
  isUnconditional,
  lastPart,
  mayCheck,
  NOTHING,
  tellsAnybody,
  touchesCredential,
  verifierEffect,
  withRaised,
} from './call-effects.ts';
import { answersCaught } from './answered.ts';
import { calleesOf, holdsAgainst, type Callee } from './callees.ts';
import type { CodeFinder } from './code-finder.ts';
import { isJwtDecode, isParser, isVerifier } from './credentials.ts';
import { asksNobody, NOT_JUDGED, type Body, type Enforcement } from './body.ts';
import { statusesOf } from './exceptions.ts';
import { Flow } from './flow.ts';
import {
  answeredIn,
  counts,
  onlyRedirects,
  plainRejection,
  raisedIn,
  refusingStatus,
  rejectingResponse,
} from './rejections.ts';
import { looksLikeRequest, type Origin } from './origins.ts';
import { readsOf } from './reads.ts';
import { strongest, type Word } from './request-reads.ts';
import { Taint } from './taint.ts';
import { leavesUnaccepted } from './unaccepted.ts';
import { WatchedRequest } from './watched-request.ts';
import { NEXT, oneOf, PASS, REJECT, RETURN, type CallEffect, type FlowContext } from './ways.ts';

const MAX_DEPTH = 6;

/** Follows bodies and answers what they enforce. */
export class Enforcer {
  readonly #finder: CodeFinder;
  readonly #memo = new Map<string, Enforcement>();
  readonly #taints = new Map<string, Taint>();
  readonly #ids = new Map<object, number>();
  readonly #ask: AskFunction;
  #depth = 0;

  constructor(finder: CodeFinder) {
    this.#finder = finder;
    this.#ask = askingFunctions(finder);
  }

  enforcementOf(body: Body): Enforcement {
    const forAll = this.#key(body);
    const general = this.#memo.get(forAll);
    if (general !== undefined) return general;
    const { request } = body;
    if (request === undefined) return this.#remember(forAll, body);
    const endpoint = request.endpoint === undefined ? '' : this.#id(request.endpoint);
    const forThis = `${forAll} ${request.kind} ${request.methods.join(',')} ${request.path} ${endpoint}`;
    const special = this.#memo.get(forThis);
    if (special !== undefined) return special;
    const watched = new WatchedRequest(request);
    const found = this.#remember(forThis, { ...body, request: watched });
    if (!watched.consulted) this.#memo.set(forAll, found);
    return found;
  }

  #remember(key: string, body: Body): Enforcement {
    this.#memo.set(key, NOT_JUDGED);
    const found = this.#depth >= MAX_DEPTH ? { ...NOT_JUDGED, opaque: true } : this.#run(body);
    this.#memo.set(key, found);
    return found;
  }

  #run(body: Body): Enforcement {
    this.#depth++;
    try {
      const taint = this.taintOf(body);
      const anonymous = new Flow(this.#context(body, taint, 'anonymous'));
      const ways = anonymous.run();
      const bogus = new Flow(this.#context(body, taint, 'bogus'));
      const bogusWays = bogus.run();
      // Nobody comes through: that is a guard, too.
      if (
        isUnconditional(body.code) &&
        body.role === 'dependency' &&
        bogus.rejections.length === 0 &&
        (bogusWays & (NEXT | RETURN | PASS)) === 0
      )
        bogus.rejections.push({ ...plainRejection(raisedIn(this.#finder, body.apps, body.code)), weak: true });
      const passesOn = body.passes !== undefined;
      const stops = passesOn ? (ways & PASS) === 0 && (ways & REJECT) !== 0 : (ways & (NEXT | RETURN | PASS)) === 0;
      return {
        stopsAnonymous: stops,
        rejections: bogus.rejections.filter((one) => counts(one, body.role)),
        undecided: !stops && anonymous.undecided && (ways & REJECT) !== 0,
        exempts: bogus.exempts,
        // What runs only for those who send something keeps nobody else out.
        opaque: bogus.opaque && (anonymous.opaque || stops),
        ...readsOf(body, taint),
      };
    } finally {
      this.#depth--;
    }
  }

  /** What comes from a credential is the same whatever the request. */
  taintOf(body: Body): Taint {
    const key = this.#key(body);
    const known = this.#taints.get(key);
    if (known !== undefined) return known;
    const taint = new Taint(body, (call, known) => this.#returnedBy(body, call, known));
    this.#taints.set(key, taint);
    return taint;
  }

  #context(body: Body, taint: Taint, mode: FlowContext['mode']): FlowContext {
    return {
      code: body.code,
      taint,
      mode,
      request: body.request,
      literals: body.literals ?? NO_LITERALS,
      ask: this.#ask,
      effectOf: (call, gated) => {
        const site = body.code.callAt(call);
        return site === undefined ? NOTHING : this.#effect(body, taint, mode, site, gated);
      },
      onlyParses: (call) => {
        const site = body.code.callAt(call);
        return site !== undefined && (isParser(site.callee) || (isJwtDecode(site.callee) && checksNothing(site)));
      },
      holdsAgainst: (call) => holdsAgainst(this.#finder, body.code, body.code.callAt(call)),
      statusesOf: (raised) => statusesOf(this.#finder, body.apps, body.code.valueOf(raised)),
      refusesBy: (statement) => (body.role === 'endpoint' ? refusingStatus(body.code, statement) : undefined),
      rejectsByReturn: (returned) =>
        body.role === 'dependency' || (body.role === 'endpoint' && onlyRedirects(body.code))
          ? undefined
          : (rejectingResponse(body.code.valueOf(returned)) ?? (answersCaught(body.code, returned) ? [] : undefined)),
      leavesUnaccepted: (statement) => leavesUnaccepted(this.#finder, body, statement),
    };
  }

  #effect(body: Body, taint: Taint, mode: FlowContext['mode'], call: CallSite, gated: boolean): CallEffect {
    if (body.passes?.(call.node) === true) return { ways: PASS, rejections: [], opaque: false };
    const touched = touchesCredential(taint, call);
    const closing = closesConnection(body, taint, call);
    if (closing !== undefined && (gated || mode === 'anonymous')) {
      return { ways: REJECT, rejections: gated && mode === 'bogus' ? [plainRejection(closing)] : [], opaque: false };
    }
    if (mode === 'anonymous' && !gated && tellsAnybody(body, taint, call))
      return { ways: NEXT | PASS, rejections: [], opaque: false };
    if (isVerifier(call.callee) && (touched || /required$/.test(call.callee))) return verifierEffect(call, mode);
    const callees = calleesOf(this.#finder, body.code, call);
    if (callees !== undefined)
      return oneOf(callees.map((callee) => this.#calleeEffect(body, call, callee, { taint, mode, touched, gated })));
    const unread =
      call.callee.startsWith('?') ||
      (!/^(builtins|fastapi|starlette|os|time|datetime|logging|json|re|base64|hashlib|secrets|hmac|structlog|loguru|uuid)\./.test(
        call.callee,
      ) &&
        !call.callee.includes(':'));
    return touched && unread && mayCheck(body, taint, call) ? { ...NOTHING, opaque: true } : NOTHING;
  }

  /** A call of our own function: what it does with what it is given. */
  #calleeEffect(
    body: Body,
    call: CallSite,
    { target, code }: Callee,
    at: {
      readonly taint: Taint;
      readonly mode: FlowContext['mode'];
      readonly touched: boolean;
      readonly gated: boolean;
    },
  ): CallEffect {
    const { taint, mode } = at;
    // A coroutine that nobody awaits checks nothing.
    if (target.def.kind === 'function' && target.def.async && !call.awaited) return NOTHING;
    if (isAbstract(code)) return at.touched ? { ...NOTHING, opaque: true } : NOTHING;
    // A function defined here sees what this body knows.
    const around = code.frame.parent === body.code.frame ? taint.known() : [];
    const inner = this.enforcementOf({
      code,
      origins: new Map([...around, ...handedOn(body, call.node, code), ...argumentOrigins(taint, call, target)]),
      role: body.role === 'endpoint' ? 'dependency' : body.role,
      apps: body.apps,
      ...(body.handsOn === undefined ? {} : { handsOn: body.handsOn }),
      ...literalsOf(call.node, target, code),
      ...(body.request === undefined ? {} : { request: body.request }),
    });
    if (mode === 'anonymous') {
      const answers = inner.rejections.some((one) => one.statuses.length > 0);
      return {
        ways: inner.stopsAnonymous ? REJECT : NEXT,
        rejections: [],
        opaque: at.touched && inner.opaque,
        answers,
      };
    }
    const refusesAll = inner.stopsAnonymous && asksNobody(inner) && !call.node.args.some((one) => taint.of(one.value));
    // It is handed one, or knows by itself where to look: in a context variable.
    if (!(refusesAll && at.gated) && (at.touched || inner.readsCredential || inner.rejections.length > 0)) {
      const raised = (given: Expr): readonly number[] => statusesOf(this.#finder, body.apps, body.code.valueOf(given));
      const rejections = inner.rejections.map((one) => withRaised(one, call, target, raised));
      return { ways: NEXT, rejections, opaque: inner.opaque };
    }
    const always = at.gated && inner.stopsAnonymous ? [plainRejection(answeredIn(this.#finder, body.apps, code))] : [];
    return { ways: always.length > 0 ? REJECT : NEXT, rejections: always, opaque: false };
  }

  /** What a call hands back: `get_token(request)` a credential. */
  #returnedBy(body: Body, call: Call, known: Taint): Word | undefined {
    const site = body.code.callAt(call);
    const { args } = call;
    if (site !== undefined && body.handsOn !== undefined && args.some((one) => one.unpack !== undefined))
      return strongest(
        (calleesOf(this.#finder, body.code, site) ?? []).map(
          ({ code }) => this.enforcementOf({ ...body, code, origins: new Map(handedOn(body, call, code)) }).returns,
        ),
      );
    if (site === undefined || (args.length > 0 && !args.some((one) => known.isRequest(one.value)))) return undefined;
    const callees = calleesOf(this.#finder, body.code, site);
    // `provider.get_current_user(request)`: whatever it is, it answers who asks.
    if (callees === undefined)
      return args.length > 0 && IDENTIFYING.test(lastPart(site.callee)) ? 'credential' : undefined;
    if (this.#depth >= MAX_DEPTH) return undefined;
    const found = strongest(callees.map(({ code }) => this.#answeredBy(body, code)));
    // Without the request it can only know what an earlier step put into a context variable.
    return found === undefined || args.length === 0 ? found : 'credential';
  }

  #answeredBy(body: Body, code: CodeBody): Word | undefined {
    const origins = new Map(
      code.def?.params.map((param): [string, Origin] => [
        param.name,
        looksLikeRequest(code, param) ? 'request' : 'other',
      ]) ?? [],
    );
    return this.enforcementOf({ code, origins, role: 'dependency', apps: body.apps }).returns;
  }

  #id(object: object): string {
    const id = this.#ids.get(object) ?? this.#ids.size;
    this.#ids.set(object, id);
    return String(id);
  }

  #key(body: Body): string {
    const named = (origins: Body['origins']): string => [...origins].map((one) => one.join(':')).join(' ');
    const handedOn = body.handsOn === undefined ? '' : ` * ${named(body.handsOn)}`;
    const literals = [...(body.literals ?? [])].map(([name, value]) => ` ${name}=${literalText(value)}`);
    return `${this.#id(body.code)} ${body.role} ${named(body.origins)}${handedOn}${literals.join('')}`;
  }
}
