/** Names that a credential goes by: in headers, cookies and query parameters. Hints for what is read, never proof of a check. */
const CREDENTIAL =
  /auth|token|ticket|^pass$|passphrase|api[-_ ]?key|secret|signature|session|credential|jwt|bearer|passw|\bsid\b|hmac|x-.*key|access[-_]?key|(^|_)key$|^(access|refresh)$/i;

/** Says that a form is ours, not who sends it. */
const OF_FORMS = /csrf|xsrf/i;

/** Keys that find something, or tell one request from another. */
const LOOKUP_KEY =
  /(^|[-_])(file|object|s3|blob|bucket|upload|image|media|doc|document|folder|cache|storage|task|job|data|row|column|record|item|model|sample|project|issue|config|settings?|lookup|search|sort|group|primary|foreign|partition|public|idempotency|dedup)[-_]?key$/i;

/** True for a name that says it holds a credential. */
export function isCredentialName(name: string): boolean {
  return CREDENTIAL.test(name) && !OF_FORMS.test(name) && !LOOKUP_KEY.test(name);
}

/** `csrf`, `x-xsrf-token`: everybody is given one. */
export function namesFormToken(name: string): boolean {
  return OF_FORMS.test(name);
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
