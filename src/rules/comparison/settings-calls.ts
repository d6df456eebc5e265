import type { Site } from '../../core/span.ts';
import type { CallSite } from '../../fastapi/facts.ts';
import { lastName } from '../../fastapi/questions/code.ts';
import { defaultOf } from '../../fastapi/values.ts';
import { firstText, pairCalls, type CallPair } from './call-pairs.ts';
import { loosenedAt, type Loosened } from './loosened.ts';
import type { Snapshots } from './snapshots.ts';
import { sourceText } from './source-text.ts';
import * as weaker from './weaker.ts';

interface Setting {
  readonly name: string;
  readonly position?: number;
  readonly isWeaker: weaker.IsWeaker;
  readonly means: string;
  /** Plain rules that speak of this setting alone. */
  readonly explains?: readonly string[];
}

interface CallSettings {
  readonly callee: RegExp;
  readonly explains: readonly string[];
  readonly settings: readonly Setting[];
}

const TLS = { isWeaker: weaker.turnedOffByDefaultOn, means: 'the server is believed whatever certificate it shows' };

const CHEAPER = { isWeaker: weaker.lowered, means: 'guessing passwords gets cheaper' };

/** `CryptContext(bcrypt__rounds=12)`: passlib names the scheme first. */
const PASSLIB_COSTS = ['bcrypt', 'bcrypt_sha256', 'pbkdf2_sha256', 'pbkdf2_sha512', 'sha512_crypt', 'argon2'].flatMap(
  (scheme) =>
    ['rounds', 'default_rounds', 'min_rounds', 'time_cost', 'memory_cost'].map((cost) => `${scheme}__${cost}`),
);

/** Calls whose arguments are security settings. An absent argument counts as its default. */
const TABLE: readonly CallSettings[] = [
  {
    callee: /\.set_cookie$/u,
    explains: ['insecure-cookie'],
    settings: [
      { name: 'httponly', isWeaker: weaker.turnedOff, means: 'scripts can read the cookie' },
      { name: 'secure', isWeaker: weaker.turnedOff, means: 'the cookie travels over plain HTTP' },
      {
        name: 'samesite',
        isWeaker: weaker.sentEverywhere,
        means: 'other sites send the cookie along',
        explains: ['missing-csrf-protection'],
      },
    ],
  },
  {
    callee: /^fastapi_users(\.\w+)*\.CookieTransport$/u,
    explains: ['insecure-cookie'],
    settings: [
      { name: 'cookie_httponly', isWeaker: weaker.turnedOffByDefaultOn, means: 'scripts can read the cookie' },
      { name: 'cookie_secure', isWeaker: weaker.turnedOffByDefaultOn, means: 'the cookie travels over plain HTTP' },
      {
        name: 'cookie_samesite',
        isWeaker: weaker.sentEverywhere,
        means: 'other sites send the cookie along',
        explains: ['missing-csrf-protection'],
      },
    ],
  },
  {
    callee: /^fastapi_users(\.\w+)*\.JWTStrategy(\[\])?$/u,
    explains: ['jwt-weak-claims'],
    settings: [
      { name: 'lifetime_seconds', position: 1, isWeaker: weaker.endless, means: 'a stolen token works for ever' },
    ],
  },
  {
    callee: /^(jwt|jose\.jwt|authlib\.jose\.jwt|jwt\.(api_jwt\.)?\w*)\.?decode$|^jose\.jwt\.decode$/u,
    explains: ['jwt-not-verified', 'jwt-weak-claims'],
    settings: [
      { name: 'verify', isWeaker: weaker.turnedOffByDefaultOn, means: 'any token is believed' },
      {
        name: 'algorithms',
        position: 2,
        isWeaker: weaker.widenedAlgorithms,
        means: 'a token can choose how it is checked',
      },
      { name: 'audience', isWeaker: weaker.dropped, means: 'tokens made for others are accepted' },
      { name: 'issuer', isWeaker: weaker.dropped, means: 'tokens of any issuer are accepted' },
    ],
  },
  {
    callee: /^(requests|httpx|aiohttp|urllib3)\./u,
    explains: [],
    settings: [
      { name: 'verify', ...TLS },
      { name: 'ssl', ...TLS },
      { name: 'verify_ssl', ...TLS },
    ],
  },
  {
    callee: /(^|\.)CryptContext$/u,
    explains: ['weak-password-hash'],
    settings: [
      { name: 'schemes', position: 0, isWeaker: weaker.weakScheme, means: 'stolen hashes are quickly undone' },
      ...PASSLIB_COSTS.map((name) => ({ name, ...CHEAPER })),
    ],
  },
  {
    callee: /(^|\.)(gensalt|pbkdf2_hmac|PasswordHasher|BcryptHasher|Argon2Hasher)$/u,
    explains: ['weak-password-hash'],
    settings: ['rounds', 'iterations', 'time_cost', 'memory_cost'].map((name) => ({
      name,
      ...({ rounds: { position: 0 }, iterations: { position: 3 } }[name] ?? {}),
      ...CHEAPER,
    })),
  },
  {
    callee: /^jinja2\.(\w+\.)*(Environment|Template)$|Jinja2Templates$/u,
    explains: ['unescaped-template', 'unescaped-html-response'],
    settings: [{ name: 'autoescape', isWeaker: weaker.turnedOff, means: 'what users wrote is sent as HTML' }],
  },
];

/** Arguments of known calls that say less than they did; one result for each call. */
export function* loosenedCalls(snapshots: Snapshots): Generator<Loosened> {
  for (const { callee, settings, explains } of TABLE) {
    for (const pair of pairCalls(snapshots, (name) => callee.test(name))) {
      const lost = settings.filter((setting) => isWeakened(pair, setting));
      const [first] = lost;
      if (first !== undefined) yield* found(pair, lost, explains, snapshots);
    }
  }
  yield* loosenedOptions(snapshots);
}

function isWeakened({ base, head }: CallPair, { name, position, isWeaker }: Setting): boolean {
  if (base.open || head.open) return false;
  return isWeaker(base.argument(name, position), head.argument(name, position));
}

function* found(
  pair: CallPair,
  lost: readonly Setting[],
  explains: readonly string[],
  snapshots: Snapshots,
): Generator<Loosened> {
  const [first] = lost;
  if (first === undefined) return;
  const { base, head } = pair;
  const names = lost.map(({ name }) => `\`${name}\``).join(' and ');
  const loosened = loosenedAt(siteIn(base, head, first, snapshots), [siteIn(head, base, first, snapshots), head.site], {
    subject: `call ${lastName(head.callee)}${keyOf(head)} in ${head.code.name}`,
    what: `\`${lastName(head.callee)}(...)\` in \`${lastName(head.code.name)}\` turns ${names} down: ${lost.map(({ means }) => means).join(', and ')}`,
    explains: [...explains, ...lost.flatMap((setting) => setting.explains ?? [])],
  });
  if (loosened !== undefined) yield loosened;
}

/** The argument; or the constant or default behind it, when the argument reads as before. */
function siteIn(call: CallSite, other: CallSite, { name, position }: Setting, snapshots: Snapshots): Site | undefined {
  const own = call.argumentSite(name, position);
  const others = other.argumentSite(name, position);
  const value = call.argument(name, position);
  if (own === undefined || others === undefined || value === undefined) return own;
  const text = (site: Site): string | undefined => sourceText(snapshots.base, site) ?? sourceText(snapshots.head, site);
  const isBase = snapshots.base.codes.includes(call.code);
  const [ownText, otherText] = isBase
    ? [sourceText(snapshots.base, own), sourceText(snapshots.head, others)]
    : [sourceText(snapshots.head, own), sourceText(snapshots.base, others)];
  return (ownText ?? text(own)) === otherText ? defaultOf(value).site : own;
}

function keyOf(call: CallSite): string {
  const text = firstText(call);
  return text === '' ? '' : ` ${text}`;
}

const JWT_OPTIONS: ReadonlyMap<string, string> = new Map([
  ['verify_signature', 'any token is believed'],
  ['verify_exp', 'tokens never expire'],
  ['verify_aud', 'tokens made for others are accepted'],
  ['verify_iss', 'tokens of any issuer are accepted'],
  ['verify_nbf', 'tokens are accepted before their time'],
]);

/** `options={"verify_exp": False}` of a token's check. */
function* loosenedOptions(snapshots: Snapshots): Generator<Loosened> {
  for (const { base, head } of pairCalls(snapshots, (callee) => /\bjwt\b.*decode$/u.test(callee))) {
    const before = optionsOf(base);
    const after = optionsOf(head);
    const off = [...after].filter(
      ([name, { isOff }]) => isOff && JWT_OPTIONS.has(name) && before.get(name)?.isOff !== true,
    );
    const [first] = off;
    if (first === undefined) continue;
    const means = off.map(([name]) => JWT_OPTIONS.get(name) ?? '').join(', and ');
    const loosened = loosenedAt(before.get(first[0])?.site, [first[1].site, head.site], {
      subject: `call decode in ${head.code.name}`,
      what: `\`${lastName(head.code.name)}\` turns ${off.map(([name]) => `\`${name}\``).join(' and ')} off: ${means}`,
      explains: ['jwt-not-verified', 'jwt-weak-claims'],
    });
    if (loosened !== undefined) yield loosened;
  }
}

function optionsOf(call: CallSite): ReadonlyMap<string, { readonly isOff: boolean; readonly site: Site }> {
  const options = call.argument('options');
  const settled = options === undefined ? undefined : defaultOf(options);
  if (settled?.kind !== 'dict') return new Map();
  return new Map(
    settled.entries.flatMap(({ key, value }) =>
      key.kind === 'string' ? [[key.value, { isOff: weaker.isOff(value), site: value.site }] as const] : [],
    ),
  );
}
