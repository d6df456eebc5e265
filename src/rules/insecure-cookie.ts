import type { Site } from '../core/span.ts';
import type { CallSite, Code, Facts } from '../fastapi/facts.ts';
import { nameOf, siteIn } from '../fastapi/questions/code.ts';
import { namesCredential } from '../fastapi/questions/authentication/names.ts';
import { wordsOf } from '../fastapi/questions/words.ts';
import { lastSite, withTrue } from '../fastapi/questions/http/arguments.ts';
import { literalsOf } from '../fastapi/questions/http/values.ts';
import { textOfValue } from '../fastapi/values.ts';
import { dottedName } from '../python/walk.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'insecure-cookie',
  summary: 'A cookie that proves who calls is not protected',
  category: 'input',
  severity: 'medium',
  confidence: 'high',
  cwe: [614, 1004, 1275],
  owasp: ['API2'],
  seeds: [],
  docs: {
    why: '`set_cookie` leaves `secure` and `httponly` off (measured: `a=b; Path=/; SameSite=lax`). Without `Secure` the cookie also travels over plain HTTP; without `HttpOnly` any injected script can read it; `SameSite=None` without `Secure` is refused by browsers; a cookie for a parent domain goes to every host below it.',
    fix: 'Pass `secure=True, httponly=True`, leave `samesite` at its default `lax`, and set no `domain`.',
    bad: `from fastapi import FastAPI, Response

app = FastAPI()


@app.post("/login")
def login(response: Response):
    response.set_cookie("session_id", "s-1")
    return {"ok": True}
`,
    good: `from fastapi import FastAPI, Response

app = FastAPI()


@app.post("/login")
def login(response: Response):
    response.set_cookie("session_id", "s-1", secure=True, httponly=True)
    return {"ok": True}
`,
    references: [
      'https://fastapi.tiangolo.com/advanced/response-cookies/',
      'https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie',
    ],
    limits:
      'Only cookies whose name (or value) says session or token. A CSRF token has to be readable by scripts: `httponly` is not asked for. Flags that come from settings, or arguments that cannot be seen, are left alone. `samesite` is never asked for: the default is `lax`.',
  },

  *check(facts) {
    for (const code of facts.codes) {
      for (const call of code.calls) {
        const { func } = call.node;
        if (func.kind !== 'attribute' || func.attr !== 'set_cookie' || call.open || isRemoval(call)) continue;
        const problem = problemOf(facts, code, call);
        if (problem !== undefined) yield problem;
      }
    }
  },
});

const SESSION_WORDS = new Set([
  'session',
  'sessionid',
  'sid',
  'token',
  'auth',
  'authorization',
  'jwt',
  'access',
  'refresh',
  'bearer',
  'login',
  'remember',
  'credential',
  'credentials',
  'identity',
  'apikey',
]);

function problemOf(facts: Facts, code: Code, call: CallSite): Problem | undefined {
  const key = textOfValue(call.argument('key', 0));
  const words = wordsOf(key ?? '');
  const csrf = words.some((word) => word === 'csrf' || word === 'xsrf' || word === 'csrftoken' || word === 'xsrftoken');
  const byValue = valueName(call);
  const named =
    words.some((word) => SESSION_WORDS.has(word)) ||
    /sess(ion)?_?id$/i.test(key ?? '') ||
    isSignedToken(call) ||
    (byValue !== undefined && namesCredential(byValue));
  const missing = (['secure', 'httponly'] as const).filter((flag, at) => isOff(call, flag, 6 + at));
  const crossSite =
    literalsOf(call.argument('samesite', 8)).some(({ text }) => text.toLowerCase() === 'none') &&
    missing.includes('secure');
  const isCredential = named && !csrf && !isFlag(call);
  if (!isCredential && !crossSite) return undefined;
  const off = isCredential ? missing : (['secure'] as const);
  const domain = !isCredential
    ? undefined
    : literalsOf(call.argument('domain', 5)).find(({ text }) => text.startsWith('.'));
  if (off.length === 0 && domain === undefined) return undefined;
  const faults = [
    ...(off.length > 0 ? [`has no ${off.map((flag) => `\`${flag}=True\``).join(' and no ')}`] : []),
    ...(crossSite ? ['is `SameSite=None` without `Secure`, which browsers refuse'] : []),
    ...(domain === undefined ? [] : [`goes to every host below \`${domain.text.slice(1)}\``]),
  ];
  const edits =
    off.length > 0 && takesKeywords(call)
      ? withTrue(facts, off, keywordSites(code, call), lastSite(argumentSites(code, call)))
      : undefined;
  return {
    at: call.site,
    subject: `cookie ${key ?? byValue ?? '?'} in ${code.name}`,
    message: `The cookie ${key === undefined ? `made of \`${byValue ?? 'a credential'}\`` : `\`${key}\``} that \`${nameOf(code)}\` sets ${faults.join(', and ')}. ${off.length > 0 ? `Pass ${off.map((flag) => `\`${flag}=True\``).join(', ')}.` : 'Leave `domain` out.'}`,
    ...(edits !== undefined && domain === undefined ? { fix: { title: 'Protect the cookie', edits } } : {}),
    ...(key === undefined || off.length === 0 ? { confidence: 'medium' as const } : {}),
  };
}

/** `set_cookie("is_token_expired", "true")` says something and proves nothing. */
function isFlag(call: CallSite): boolean {
  return /^(true|false|yes|no|on|off|0|1)$/i.test(textOfValue(call.argument('value', 1)) ?? '');
}

/** Not passed, or a plain False. What settings decide is not known. */
function isOff(call: CallSite, flag: string, position: number): boolean {
  const value = call.argument(flag, position);
  return value === undefined || (value.kind === 'bool' && !value.value);
}

/** `access_token` of `set_cookie(NAME, access_token)`. */
function valueName(call: CallSite): string | undefined {
  const node = call.argumentNode('value', 1);
  const name = node === undefined ? undefined : dottedName(node);
  return name?.slice(name.lastIndexOf('.') + 1);
}

/** A flag that is passed by place, or in a dict, cannot be passed again by name. */
function takesKeywords({ node }: CallSite): boolean {
  const plain = node.args.filter(({ name }) => name === undefined);
  return plain.length <= 6 && plain.every(({ unpack }) => unpack === undefined);
}

/** `set_cookie("me", jwt.encode(...))`. */
function isSignedToken(call: CallSite): boolean {
  const value = call.argument('value', 1);
  return value?.kind === 'external-call' && /^(jwt|jose\.jwt|joserfc\.jwt)\.encode$/.test(value.callee);
}

/** An empty or expired cookie takes one away. */
function isRemoval(call: CallSite): boolean {
  const age = call.argument('max_age', 2) ?? call.argument('expires', 3);
  return textOfValue(call.argument('value', 1)) === '' || (age?.kind === 'number' && age.value <= 0);
}

function argumentSites(code: Code, call: CallSite): readonly Site[] {
  return call.node.args.map((argument) => siteIn(code, argument));
}

function keywordSites(code: Code, call: CallSite): ReadonlyMap<string, Site> {
  return new Map(
    call.node.args.flatMap((argument) =>
      argument.name === undefined ? [] : [[argument.name, siteIn(code, argument)] as const],
    ),
  );
}
