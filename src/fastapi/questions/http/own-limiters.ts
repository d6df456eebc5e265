import { nodesIn } from '../code.ts';
import { wordsOf } from '../authentication/names.ts';
import type { Code, Facts } from '../../facts.ts';
import { reachableCode } from './bodies.ts';
import { answersTooMany } from './limits.ts';

/** Limiters written in the project that let everybody pass. */
export interface IdleLimiter {
  readonly name: string;
  readonly kind: 'class' | 'function';
  /** The method or function that should refuse. */
  readonly code: Code;
}

export function idleLimiters(facts: Facts): readonly IdleLimiter[] {
  return facts.codes.flatMap((code): readonly IdleLimiter[] => {
    const { def, owner } = code;
    if (
      def === undefined ||
      !(owner === undefined ? isLimiterFunction(facts, code) : namesLimiter(owner.name) && isEntry(code))
    )
      return [];
    if (couldRefuse(facts, code) || isHeeded(facts, code)) return [];
    return [{ name: owner?.name ?? def.name, kind: owner === undefined ? 'function' : 'class', code }];
  });
}

function namesLimiter(name: string): boolean {
  const words = wordsOf(name);
  return (
    words.some((word) => /^(throttl(e|er|ing)|ratelimit(er|ing)?)$/.test(word)) ||
    (words.includes('rate') && words.some((word) => /^limit(er|ing|s)?$/.test(word)))
  );
}

/** `get_rate_limit_settings`, `load_rate_limits`: brings what a limiter would need. */
function namesSettings(name: string): boolean {
  return wordsOf(name).some((word) =>
    /^(get|load|read|make|create|build|settings?|config|options|status|state|info|headers?|storage|backend|key|identifier)$/.test(
      word,
    ),
  );
}

/** `dispatch(self, request, call_next)`, `__call__(self, scope, receive, send)` or `(self, request, …)`. */
function isEntry({ def }: Code): boolean {
  if (def === undefined || (def.name !== 'dispatch' && def.name !== '__call__')) return false;
  const names = def.params.map(({ name }) => name);
  return names.includes('call_next') || names.includes('receive') || names.includes('request');
}

/** A dependency or HTTP middleware by what it is used for. */
function isLimiterFunction(facts: Facts, code: Code): boolean {
  const { def } = code;
  if (def === undefined || !namesLimiter(def.name) || namesSettings(def.name)) return false;
  if (facts.usesOf(code).length > 0) return true;
  return (
    def.params.some(({ name }) => name === 'call_next') ||
    facts.application.allApps.some(({ middleware }) =>
      middleware.some(({ value }) => value.kind === 'function' && value.def === def),
    )
  );
}

/** `ok: bool = Depends(within_rate_limit)`: the handler answers 429 by what it says. */
function isHeeded(facts: Facts, code: Code): boolean {
  const def = code.owner ?? code.def;
  return facts.application.routes.some(({ parameters, handler }) => {
    const takes = parameters.some(({ dependency }) => {
      const value = dependency?.value;
      if (value?.kind === 'function') return value.def === def;
      return value?.kind === 'instance' && value.class.def === def;
    });
    const body = takes && handler !== undefined ? facts.codeOf(handler) : undefined;
    return body !== undefined && answersTooMany(facts)(body);
  });
}

const CHECKS =
  /sleep|check|hit|test|acquire|limit|throttl|enforce|allow|consume|verify|try|rais|reject|abort|guard|handle|process|incr_and|is_/i;
const HARMLESS =
  /^(.*\.)?(call_next|get|set|setdefault|append|pop|add|remove|time|monotonic|now|utcnow|info|debug|warning|error|exception|critical|print|len|max|min|str|int|float|dict|list|defaultdict|incr|expire|ttl|keys|items|values|super|__init__|isinstance|get_remote_address|split|strip|format|log|sum|range|deque|clear)$/;

/** It raises, answers by itself, or hands the decision to code that cannot be read. */
function couldRefuse(facts: Facts, code: Code): boolean {
  return reachableCode(facts, code).some((one) => {
    if (answersTooMany(facts)(one)) return true;
    if (nodesIn(one.body).some((node) => node.kind === 'raise' || node.kind === 'assert')) return true;
    return one.calls.some((call) => {
      if (/Response$|send_error|abort$/.test(call.callee)) return true;
      if (call.target !== undefined) return false;
      const { func } = call.node;
      // `await super().__call__(request, response)`: a library's limiter decides.
      if (func.kind === 'attribute' && /^(__call__|dispatch)$/.test(func.attr)) return true;
      const name = func.kind === 'attribute' ? func.attr : func.kind === 'name' ? func.id : '';
      return !HARMLESS.test(name) && CHECKS.test(name);
    });
  });
}
