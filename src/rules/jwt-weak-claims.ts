import type { CallSite, Code, Facts } from '../fastapi/facts.ts';
import { nameOf, nodesIn } from '../fastapi/questions/code.ts';
import { callsTo } from '../fastapi/questions/reach.ts';
import { wordsOf } from '../fastapi/questions/words.ts';
import { lifetimesOf } from '../fastapi/questions/authentication/lifetimes.ts';
import {
  believesNobody,
  decodeCalls,
  encodeCalls,
  payloadOf,
  isOff,
  isUnverified,
  claimsAsked,
  keysRead,
  optionOf,
  writtenName,
} from '../fastapi/questions/authentication/tokens.ts';
import type { Expr, Stmt } from '../python/syntax.ts';
import { stringsOf } from '../fastapi/values.ts';
import { isWithin } from './comparison/source-text.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'jwt-weak-claims',
  summary: 'A token never expires, or its claims are not checked',
  category: 'authentication',
  severity: 'high',
  confidence: 'medium',
  cwe: [613, 345],
  owasp: ['API2'],
  seeds: ['S3'],
  docs: {
    why: 'A stolen token works until it expires: without `exp`, with `verify_exp` off, or with a life of weeks, that is for ever. Without the audience or issuer check a token that was made for another service is accepted here.',
    fix: 'Put `exp` a few minutes or hours ahead into every access token, and leave `verify_exp`, `verify_aud`, `verify_iss` and `verify_nbf` on.',
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
      'https://pyjwt.readthedocs.io/en/stable/usage.html',
      'https://fastapi.tiangolo.com/tutorial/security/oauth2-jwt/',
    ],
    limits:
      'Refresh tokens may live for weeks. A payload that is built elsewhere is left alone when the name `exp` occurs in the same file. A life of fourteen days or more counts as weeks.',
  },

  *check(facts) {
    for (const call of decodeCalls(facts))
      if (!isUnverified(call) && !believesNobody(facts, call.code)) yield* uncheckedClaims(facts, call);
    for (const call of encodeCalls(facts)) {
      if (lacksExpiry(facts, call)) yield withoutExpiry(call);
      else yield* longLife(facts, call);
    }
  },
});

const CLAIMS = [
  ['verify_exp', 'expired tokens are accepted for ever'],
  ['verify_aud', 'tokens made for other services are accepted'],
  ['verify_iss', 'tokens of any issuer are accepted'],
  ['verify_nbf', 'tokens are accepted before their time'],
] as const;

function* uncheckedClaims(facts: Facts, call: CallSite): Generator<Problem> {
  const switchedOff = CLAIMS.filter(([option]) => isOff(optionOf(call, option)));
  if (switchedOff.length === 0) return;
  const asked = claimsAsked(facts, call.code);
  // `if claims["iss"] not in ISSUERS: raise …` is the check, done by hand.
  const off = switchedOff.filter(([option]) => !asked.has(option.slice('verify_'.length)));
  const [first] = off;
  if (first === undefined) return;
  const names = off.map(([option]) => `\`${option}\``).join(' and ');
  yield {
    at: call.argumentSite('options', 3) ?? call.site,
    subject: `function ${call.code.name} ${off.map(([option]) => option).join(' ')}`,
    message: `\`${writtenName(call)}\` in \`${nameOf(call.code)}\` switches ${names} off: ${off.map(([, effect]) => effect).join('; ')}. Leave ${off.length === 1 ? 'it' : 'them'} on.`,
    related: [{ at: call.site, message: 'the token is decoded here' }],
    confidence: 'high',
    ...(isOwnToken(call) && off.every(([option]) => option !== 'verify_exp') ? { severity: 'medium' as const } : {}),
  };
}

/** Signed with a shared secret: other services that hold it are few. */
function isOwnToken(call: CallSite): boolean {
  const algorithms = call.argument('algorithms', 2);
  const names = algorithms?.kind === 'string' ? [algorithms.value] : algorithms && stringsOf(algorithms);
  return names !== undefined && names.length > 0 && names.every((name) => name.startsWith('HS'));
}

/** Nothing in the body, nor in the payload, speaks of an expiry. */
function lacksExpiry(facts: Facts, call: CallSite): boolean {
  const payload = payloadOf(call);
  if (speaksOfExpiry(call.code) || isAgeAsked(facts, call.code)) return false;
  if (payload?.kind === 'dict' && payload.open !== true)
    return !payload.entries.some(
      ({ key }) => key.kind === 'string' && (key.value === 'exp' || isOwnExpiry(facts, key.value)),
    );
  const { def } = call.code;
  const calls = def === undefined ? [] : callsTo(facts, def);
  const callers = calls.map(({ code }) => code);
  // Whoever hands the payload in may have put the expiry into it.
  if (callers.some((caller) => speaksOfExpiry(caller))) return false;
  // Called through an interface: its callers cannot be told from the rest of the project.
  if (callers.length === 0 && facts.codes.some((other) => speaksOfExpiry(other))) return false;
  // Whoever calls it writes down all that goes in, or nothing in the file could put an expiry there.
  const written = calls.length > 0 && calls.every(({ node }) => node.args[0]?.value.kind === 'dict');
  return (written || !/\bexp\b/.test(call.code.module.text)) && isAccess(call.code);
}

const EXPIRY =
  /^(expir(y|es|ation|ed)|expires?_?(at|on|in|time)|expiry_?(time|date)|valid_?(until|to|till)|not_after)$/i;

/** A claim of the project's own, `expires`, that some code asks every token for. */
function isOwnExpiry(facts: Facts, key: string): boolean {
  return EXPIRY.test(key) && facts.codes.some((code) => keysRead(code).has(key));
}

/** Whoever reads it in the same module asks how old it is: `time() - payload.issued_at > MAX_AGE`. */
function isAgeAsked(facts: Facts, { module }: Code): boolean {
  return decodeCalls(facts).some(
    ({ code }) =>
      code.module === module &&
      nodesIn(code.body).some(
        (node) =>
          node.kind === 'compare' && node.ops.every(isOrder) && nodesIn(node).some((part) => isAge(nameBelow(part))),
      ),
  );
}

function isAge(name: string | undefined): boolean {
  return name !== undefined && /^(iat|issued_?at|issued|created_?at|timestamp|ts|max_?age)$/i.test(name);
}

function isOrder(op: string): boolean {
  return /^[<>]=?$/.test(op);
}

function nameBelow(node: Expr | Stmt): string | undefined {
  if (node.kind === 'name') return node.id;
  if (node.kind === 'string') return node.value;
  return node.kind === 'attribute' ? node.attr : undefined;
}

function speaksOfExpiry(code: Code): boolean {
  return nodesIn(code.body).some(
    (node) =>
      (node.kind === 'string' && node.value === 'exp') ||
      (node.kind === 'call' && node.args.some(({ name }) => name === 'exp')),
  );
}

/** `create_access_token`, `make_jwt`: by its name it makes what callers send. */
function isAccess(code: Code): boolean {
  return wordsOf(nameOf(code)).some((word) => ['token', 'jwt', 'login', 'encode', 'sign'].includes(word));
}

function withoutExpiry(call: CallSite): Problem {
  const payload = [payloadOf(call)].find((one) => one?.kind === 'dict');
  return {
    at: call.site,
    subject: `function ${call.code.name} no exp`,
    related: payload === undefined ? [] : [{ at: payload.site, message: 'these are its claims' }],
    message: `The token that \`${nameOf(call.code)}\` makes has no \`exp\`, so a stolen one works for ever. Add \`"exp": datetime.now(timezone.utc) + timedelta(minutes=15)\`.`,
    confidence: payload === undefined ? 'medium' : 'high',
  };
}

/** Two weeks. */
const TOO_LONG = 14 * 86400;

/** What a body that makes an access token adds to the time. */
function* longLife(facts: Facts, call: CallSite): Generator<Problem> {
  if (isForRefresh(call.code) || !speaksOfExpiry(call.code)) return;
  const [longest] = lifetimesOf(facts, call.code).filter(({ seconds }) => seconds >= TOO_LONG);
  if (longest === undefined) return;
  const days = Math.round(longest.seconds / 86400);
  yield {
    at: call.site,
    subject: `function ${call.code.name} lifetime`,
    message: `Tokens of \`${nameOf(call.code)}\` live for ${String(days)} days, and a stolen one as long. Give access tokens minutes or hours, and a refresh token for the rest.`,
    related: [
      { at: longest.site, message: 'this is how long it lives' },
      ...longest.written
        .filter((at) => !isWithin(at, longest.site))
        .map((at) => ({ at, message: 'the number comes from here' })),
    ],
  };
}

function isForRefresh(code: Code): boolean {
  const words: readonly string[] = wordsOf(nameOf(code));
  return (
    words.some((word) =>
      [
        'refresh',
        'reset',
        'verification',
        'verify',
        'invite',
        'invitation',
        'remember',
        'email',
        'unsubscribe',
      ].includes(word),
    ) || /refresh/i.test(textAround(code))
  );
}

function textAround(code: Code): string {
  return code.def === undefined ? '' : code.module.text.slice(code.def.start, code.def.end);
}
