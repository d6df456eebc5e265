/**
 * Names that a credential goes by: in headers, cookies and query parameters. Hints for what is read, never proof of a check.
 */

/** Inside a header's or cookie's name: `fastapiusersauth`, `x-access-token`; an author is nobody who calls. */
const IN_NAME =
  /auth(?!or(?!i[sz]))|token|ticket|passphrase|api[-_ ]?key|secret|signature|session|credential|jwt|bearer|passw|pwd|\bsid\b|sessid|hmac|one_?time|access[-_]?key|^(access|refresh)$/i;
/** Whole words of a query parameter's name. */
const SURE = new Set(
  (
    'auth authorization authorisation authentication token jwt bearer credential credentials secret signature sessionid password passwd pwd ' +
    'passphrase passcode apikey hmac onetime'
  ).split(' '),
);
/** `authtoken`, `accesskey`: written in one word. */
const RUN_TOGETHER = /(auth|access|api|id|session|refresh|bearer)(token|key)$/;
/** What makes a thing about it of a credential's word: `token_type`, `session_date`, `max_tokens`. */
const ABOUT = new Set(
  'type count counts limit level date day time name names lang size version expiry expires length url uri path index status title state nonce verifier provider redirect'.split(
    ' ',
  ),
);
/** `next_page_token`, `max_token`, `idempotency_token`: no word on who calls. */
const NO_CALLER = new Set(
  'next page continuation sync cursor pagination max min num count stop pad fcm idempotency'.split(' '),
);
/** Keys that find something, or tell one request from another. */
const LOOKUP_KEY =
  /(^|[-_])(file|object|s3|blob|bucket|upload|image|media|doc|document|folder|cache|storage|task|job|data|row|column|record|item|model|sample|project|issue|config|settings?|lookup|search|sort|order|group|primary|foreign|partition|routing|public|idempotency|dedup)[-_]?key$/i;
/** A query parameter of such a name may be one. */
const PERHAPS = new Set(['key', 'pass', 'session', 'ticket', 'sid']);
/** What makes a credential of a key: `api_key`, `client_key`. */
const OF_A_KEY = new Set([
  'api',
  'access',
  'auth',
  'secret',
  'app',
  'client',
  'service',
  'admin',
  'license',
  'session',
]);

/** Headers that every client sets as it likes, and that no application takes for a credential. */
const OF_ANY_CLIENT =
  /^(user-agent|accept(-\w+)?|referr?er|origin|host|content-\w+|x-requested-with|x-forwarded-(for|proto|host|port)|forwarded|x-real-ip|via|dnt|range|if-.+|cache-control|pragma|(x-)?(request|correlation|trace|client-request)-id|traceparent|sec-(?!websocket-protocol).+|(x-)?idempotency-.+|(x-)?(csrf|xsrf).*)$/;

function wordsOf(name: string): readonly string[] {
  return name
    .split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** True for a header or cookie whose name says that it holds a credential. */
export function isCredentialName(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (ABOUT.has(last) || words.slice(0, -1).some((word) => NO_CALLER.has(word))) return false;
  if (namesFormToken(name) || LOOKUP_KEY.test(name)) return false;
  return IN_NAME.test(name) || last === 'key' || /^pass$/i.test(name) || /^x-.*key/i.test(name);
}

/** The same of a query parameter, of which many more speak of other things; `perhaps` for a name that says it to some. */
export function credentialInQuery(name: string): 'surely' | 'perhaps' | 'no' {
  if (!isCredentialName(name)) return 'no';
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (SURE.has(last) || RUN_TOGETHER.test(words.join(''))) return 'surely';
  if (!PERHAPS.has(last)) return 'no';
  return OF_A_KEY.has(words.at(-2) ?? '') ? 'surely' : 'perhaps';
}

/** True for a header or cookie that says nothing of who calls. */
export function saysNothingOfCaller(name: string): boolean {
  return OF_ANY_CLIENT.test(name.toLowerCase().replaceAll('_', '-'));
}

/** `csrf`, `x-xsrf-token`: everybody is given one; it says that a form is ours, not who sends it. */
export function namesFormToken(name: string): boolean {
  return /csrf|xsrf/i.test(name);
}

/** `session_id`, `token_type`: a thing that is looked up, or a choice. */
export function namesAThing(name: string): boolean {
  return /(_id|Id|_ids|_name|_type|_count|_limit|_path|_index)$/.test(name);
}

/** Attributes of a request that say who asks. */
export const REQUEST_IDENTITY: ReadonlySet<string> = new Set([
  'headers',
  'cookies',
  'session',
  'user',
  'auth',
  'state',
  'scope',
]);

/**
 * Library calls that raise when a credential is not genuine (and no exception is caught on the way).
 * Names are canonical; `?.name` stands for a method of an object that is not known.
 */
const VERIFIERS: readonly RegExp[] = [
  /^jwt\.(api_jwt\.)?decode(_complete)?$/,
  /^jwt(\.\w+)*\.PyJWT\(\)\.decode$/,
  /^jwt(\.\w+)*\.PyJWKClient\(\)\.get_signing_key_from_jwt$/,
  /^jose\.(jwt|jws|jwe)\.(decode|verify|decrypt)$/,
  /^joserfc(\.\w+)*\.(decode|deserialize_compact|validate)$/,
  /^authlib\.jose(\.\w+)*\.decode$/,
  /^authlib(\.\w+)*\.JsonWebToken\(\)\.decode$/,
  /^google\.oauth2\.id_token\.verify_\w+$/,
  /^firebase_admin\.auth\.verify_\w+$/,
  /^itsdangerous(\.\w+)*\.\w+\(\)\.(loads|unsign)$/,
  /^cryptography\.fernet\.Fernet\(\)\.decrypt$/,
  /^svix(\.\w+)*\.Webhook\(\)\.verify$/,
  /^stripe\.Webhook\.construct_event$/,
  /^argon2(\.\w+)*\.PasswordHasher\(\)\.verify$/,
  /^supertokens_python(\.\w+)*\.get_session$/,
  /\.(decode_token|verify_token|verify_id_token|validate_token|jwt_required|fresh_jwt_required|jwt_refresh_token_required)$/,
  /^fastapi_jwt_auth\.AuthJWT\(\)\.\w*required$/,
  /^fastapi_users(\.\w+)*\.read_token$/,
];

/** True for a function of a package that raises on a credential it cannot verify. */
export function isVerifier(callee: string): boolean {
  return !callee.includes(':') && VERIFIERS.some((pattern) => pattern.test(callee));
}

/** A PyJWT or jose call with the signature check switched off verifies nothing. */
export function isJwtDecode(callee: string): boolean {
  return /^(jwt|jose)\..*decode/.test(callee);
}

/** Takes something apart that anybody can put together. */
const PARSERS = /^base64\.\w*decode$|^json\.loads$|^uuid\.UUID$|\.get_unverified_\w+$|^jwt\.get_unverified_header$/;

/** True for a call that fails on a malformed credential only. */
export function isParser(callee: string): boolean {
  return PARSERS.test(callee);
}

/** Comparisons in constant time. */
export function isDigestComparison(callee: string): boolean {
  return /(^|\.)compare_digest$/.test(callee);
}
