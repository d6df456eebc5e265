import type { CallSite, Code, Facts } from '../../facts.ts';
import type { Value } from '../../value.ts';
import { alternativesOf, stringsOf, truthOf } from '../../values.ts';
import { dottedName } from '../../../python/walk.ts';
import { lastName, nameOf, nodesIn, within } from '../code.ts';
import { callsTo } from '../reach.ts';
import { wordsOf } from '../words.ts';

/** JSON Web Tokens: PyJWT, python-jose and Authlib. */

const PYJWT = [
  'jwt.decode',
  'jwt.decode_complete',
  'jwt.api_jwt.decode',
  'jwt.api_jwt.decode_complete',
  'jwt.PyJWT().decode',
  'jwt.PyJWT.decode',
];
const JOSE = ['jose.jwt.decode', 'jose.jws.verify'];
const ENCODERS = ['jwt.encode', 'jwt.api_jwt.encode', 'jose.jwt.encode', 'jwt.PyJWT().encode'];
/** They take the header first. */
const HEADER_FIRST = ['authlib.jose.jwt.encode', 'joserfc.jwt.encode'];
const PEEKS = ['jose.jwt.get_unverified_claims', 'jose.jws.get_unverified_claims'];
const HEADERS = [
  'jwt.get_unverified_header',
  'jwt.api_jws.get_unverified_header',
  'jose.jwt.get_unverified_header',
  'jose.jwt.get_unverified_headers',
  'jose.jws.get_unverified_header',
  'jose.jws.get_unverified_headers',
];

export const decodeCalls = (facts: Facts): readonly CallSite[] => facts.calls(...PYJWT, ...JOSE);
export const encodeCalls = (facts: Facts): readonly CallSite[] => facts.calls(...ENCODERS, ...HEADER_FIRST);
/** What the token will say. */
export const payloadOf = (call: CallSite): Value | undefined =>
  HEADER_FIRST.includes(call.callee)
    ? (call.argument('payload', 1) ?? call.argument('claims', 1))
    : (call.argument('payload', 0) ?? call.argument('claims', 0));
export const peekCalls = (facts: Facts): readonly CallSite[] => facts.calls(...PEEKS);
export const isJose = (call: CallSite): boolean => call.callee.startsWith('jose.');

/** The `options={...}` entry of a decode call. */
export function optionOf(call: CallSite, name: string): Value | undefined {
  const options = call.argument('options', 3);
  if (options === undefined) return undefined;
  for (const { value } of alternativesOf(options)) {
    if (value.kind !== 'dict') continue;
    const entry = value.entries.find(({ key }) => key.kind === 'string' && key.value === name);
    if (entry !== undefined) return entry.value;
  }
  return undefined;
}

/** Certainly false: `False`, also behind a setting's default. */
export function isOff(value: Value | undefined): boolean {
  return (
    value !== undefined &&
    alternativesOf(value).some(
      ({ value: one, condition }) => condition === undefined && truthOf(one) === false && one.kind !== 'none',
    )
  );
}

/** The signature is not looked at. */
export function isUnverified(call: CallSite): boolean {
  return isOff(optionOf(call, 'verify_signature')) || isOff(call.argument('verify'));
}

/** The keys that a body asks mappings for: `claims["iss"]`, `claims.get("aud")`. */
export function keysRead(code: Code): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const node of nodesIn(code.body)) {
    if (node.kind === 'subscript' && node.index[0]?.kind === 'string') keys.add(node.index[0].value);
    if (node.kind !== 'call' || node.func.kind !== 'attribute' || node.func.attr !== 'get') continue;
    const key = node.args[0]?.value;
    if (key?.kind === 'string') keys.add(key.value);
  }
  return keys;
}

/** What only tells which key or issuer a token has to be checked with. */
const ROUTING: ReadonlySet<string> = new Set(['aud', 'iss', 'kid', 'alg', 'typ', 'azp', 'tid']);

/** `is_partner_token`: asks whose token it is, in a module that verifies tokens too; what the token says is not believed. */
export function sortsTokens(facts: Facts, code: Code): boolean {
  const keys = [...keysRead(code)];
  const bound = nodesIn(code.body).some(
    (node) => node.kind === 'return' && node.value !== undefined && node.value.kind !== 'compare',
  );
  return (
    keys.length > 0 &&
    keys.every((key) => ROUTING.has(key)) &&
    !bound &&
    decodeCalls(facts).some((call) => call.code.module === code.module && !isUnverified(call))
  );
}

/** A decode in the same body, or in one that calls or is called by it, that does verify. */
export function verifiesNearby(facts: Facts, code: Code): boolean {
  const decodes = decodeCalls(facts).filter((call) => !isUnverified(call));
  const verifying = (one: Code): boolean =>
    decodes.some((call) => call.code === one) ||
    one.calls.some(({ callee }) => /^(authlib|joserfc|jwcrypto|google|firebase_admin)\b.*(decode|verify)/.test(callee));
  return nearby(facts, code, 1).some(verifying);
}

/** The body, what it calls, who calls it, and what these call: there a token is looked at further. */
function nearby(facts: Facts, code: Code, depth: number): readonly Code[] {
  return [code, ...callersOf(facts, code)].flatMap((one) => withCalled(facts, one, depth));
}

function withCalled(facts: Facts, code: Code, depth: number): readonly Code[] {
  if (depth === 0) return [code];
  const called = code.calls.flatMap(({ target }) => (target === undefined ? [] : (facts.codeOf(target) ?? [])));
  return [code, ...called.flatMap((one) => withCalled(facts, one, depth - 1))];
}

/** Claims that the project's own code asks for after a decode: `claims["iss"]`, `payload.exp < time()`. */
export function claimsAsked(facts: Facts, code: Code): ReadonlySet<string> {
  return new Set(
    nearby(facts, code, 2).flatMap((one) => [
      ...keysRead(one),
      ...nodesIn(one.body).flatMap((node) =>
        node.kind === 'compare'
          ? [node.left, ...node.comparators].flatMap((side) => (side.kind === 'attribute' ? [side.attr] : []))
          : [],
      ),
    ]),
  );
}

/** Nobody is believed for what is read here: a test, a line in the log, or the sign-out of a caller whom a guard let in. */
export function believesNobody(facts: Facts, code: Code): boolean {
  const words: readonly string[] = wordsOf(nameOf(code));
  if (words[0] === 'test' && code.owner?.bases.some(({ value }) => /TestCase$/.test(dottedName(value) ?? '')) === true)
    return true;
  const answers = nodesIn(code.body).some(
    (node) => node.kind === 'return' && node.value !== undefined && node.value.kind !== 'none',
  );
  if (!answers && words.some((word) => /^(log|debug|trace|dump|print|diag|diagnose)$/.test(word))) return true;
  if (isReadForLog(facts, code)) return true;
  const routes = facts.routesOf(code);
  return (
    routes.length > 0 &&
    routes.every(({ protection }) => protection.status === 'protected') &&
    /\b(log ?out|sign ?out|revoke)\b/.test(words.join(' '))
  );
}

/** Whoever calls it keeps a log or a trace: `LoggingMiddleware.dispatch`. */
function isReadForLog(facts: Facts, code: Code): boolean {
  const callers = callersOf(facts, code);
  return (
    callers.length > 0 &&
    callers.every((caller) =>
      wordsOf(`${caller.owner?.name ?? ''}_${nameOf(caller)}`).some((word) =>
        /^(log|logs|logging|logger|trace|tracing|telemetry|metrics)$/.test(word),
      ),
    )
  );
}

function callersOf(facts: Facts, code: Code): readonly Code[] {
  return code.def === undefined ? [] : [...new Set(callsTo(facts, code.def).map((call) => call.code))];
}

/** Why a decode call accepts forged tokens. */
export type Forgery = 'signature-off' | 'no-algorithms' | 'none-allowed' | 'own-algorithm' | 'mixed';

export function forgeryOf(call: CallSite): Forgery | undefined {
  if (isUnverified(call)) return 'signature-off';
  if (takesHeadersAlgorithm(call)) return 'own-algorithm';
  const algorithms = call.argument('algorithms', 2);
  if (algorithms === undefined || algorithms.kind === 'none')
    return isJose(call) && !call.open ? 'no-algorithms' : undefined;
  const names = stringsOf(algorithms) ?? (algorithms.kind === 'string' ? [algorithms.value] : []);
  if (names.some((name) => name.toLowerCase() === 'none')) return 'none-allowed';
  const families = new Set(names.map((name) => (name.startsWith('HS') ? 'secret' : 'key pair')));
  return families.size > 1 ? 'mixed' : undefined;
}

/** `algorithms=[header["alg"]]`, where the header is the token's own, read without verification. */
function takesHeadersAlgorithm(call: CallSite): boolean {
  const node = call.argumentNode('algorithms', 2);
  if (node === undefined) return false;
  const headers = new Set<string>();
  const algorithms = new Set<string>();
  for (const one of nodesIn(call.code.body)) {
    if (one.kind !== 'assign' || one.value === undefined) continue;
    const value = one.value;
    const peeks = call.code.calls.some((inner) => HEADERS.includes(inner.callee) && within(inner.node, value));
    const fromHeader =
      nodesIn(value).some((part) => part.kind === 'name' && headers.has(part.id)) &&
      nodesIn(value).some((part) => part.kind === 'string' && part.value === 'alg');
    const direct = peeks && nodesIn(value).some((part) => part.kind === 'string' && part.value === 'alg');
    for (const target of one.targets) {
      if (target.kind !== 'name') continue;
      if (fromHeader || direct) algorithms.add(target.id);
      else if (peeks) headers.add(target.id);
    }
  }
  const parts = nodesIn(node);
  if (parts.some((part) => part.kind === 'name' && algorithms.has(part.id))) return true;
  const asksAlg = parts.some((part) => part.kind === 'string' && part.value === 'alg');
  return (
    asksAlg &&
    (parts.some((part) => part.kind === 'name' && headers.has(part.id)) ||
      call.code.calls.some((inner) => HEADERS.includes(inner.callee) && within(inner.node, node)))
  );
}

/** The text of `algorithm=` with which the same module signs its tokens. */
export function signingAlgorithm(facts: Facts, call: CallSite): string | undefined {
  const encode = encodeCalls(facts).find((one) => one.code.module === call.code.module);
  const node = encode?.argumentNode('algorithm', 2);
  if (node === undefined) return undefined;
  const text = call.code.module.text.slice(node.start, node.end);
  return node.kind === 'string' || (node.kind === 'name' && /^[A-Z_]+$/.test(node.id)) || node.kind === 'attribute'
    ? text
    : undefined;
}

/** `jwt.decode` as the code writes it. */
export function writtenName(call: CallSite): string {
  return call.code.module.text.slice(call.node.func.start, call.node.func.end) || lastName(call.callee);
}
