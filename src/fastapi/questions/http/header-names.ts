/** The response headers that harden, by their lower-case names. */

export interface HardeningHeader {
  readonly name: string;
  /** A value to start from. */
  readonly advice: string;
}

export const HSTS: HardeningHeader = {
  name: 'Strict-Transport-Security',
  advice: 'max-age=31536000; includeSubDomains',
};
export const NOSNIFF: HardeningHeader = { name: 'X-Content-Type-Options', advice: 'nosniff' };
export const FRAMES: HardeningHeader = { name: 'X-Frame-Options', advice: 'DENY' };
export const REFERRER: HardeningHeader = { name: 'Referrer-Policy', advice: 'no-referrer' };
export const PERMISSIONS: HardeningHeader = {
  name: 'Permissions-Policy',
  advice: 'geolocation=(), microphone=(), camera=()',
};
export const POLICY: HardeningHeader = {
  name: 'Content-Security-Policy',
  advice: "default-src 'self'; frame-ancestors 'none'",
};

/** Misspelt and outdated names, and what was meant; none of them does anything in a browser of today. */
export const OTHER_NAMES: ReadonlyMap<string, string | undefined> = new Map([
  ['x-content-type-option', 'X-Content-Type-Options'],
  ['x-content-types-options', 'X-Content-Type-Options'],
  ['content-type-options', 'X-Content-Type-Options'],
  ['x-content-type', 'X-Content-Type-Options'],
  ['x-frame-option', 'X-Frame-Options'],
  ['x-frames-options', 'X-Frame-Options'],
  ['frame-options', 'X-Frame-Options'],
  ['x-frame', 'X-Frame-Options'],
  ['strict-transport-policy', 'Strict-Transport-Security'],
  ['strict-transport', 'Strict-Transport-Security'],
  ['strict-transport-securty', 'Strict-Transport-Security'],
  ['strict-transports-security', 'Strict-Transport-Security'],
  ['x-strict-transport-security', 'Strict-Transport-Security'],
  ['hsts', 'Strict-Transport-Security'],
  ['content-security', 'Content-Security-Policy'],
  ['content-security-policies', 'Content-Security-Policy'],
  ['content-secuirty-policy', 'Content-Security-Policy'],
  ['content-policy', 'Content-Security-Policy'],
  ['x-content-security-policy', 'Content-Security-Policy'],
  ['x-webkit-csp', 'Content-Security-Policy'],
  ['csp', 'Content-Security-Policy'],
  ['referer-policy', 'Referrer-Policy'],
  ['referrer-policies', 'Referrer-Policy'],
  ['x-referrer-policy', 'Referrer-Policy'],
  ['permission-policy', 'Permissions-Policy'],
  ['permissions-policies', 'Permissions-Policy'],
  ['feature-policy', 'Permissions-Policy'],
  ['x-permissions-policy', 'Permissions-Policy'],
  ['public-key-pins', undefined],
  ['expect-ct', undefined],
]);

/** Headers that libraries set under their own class names. */
export const LIBRARY_HEADERS: readonly (readonly [RegExp, readonly HardeningHeader[]])[] = [
  [
    /(^|\.)(secweb|secure|fastapi_armor|armor)\.(\w+\.)*(secweb|secureasgimiddleware|securewsgimiddleware|armormiddleware)$/i,
    [HSTS, NOSNIFF, FRAMES, REFERRER, PERMISSIONS, POLICY],
  ],
  [/^secweb\.(\w+\.)*hsts$/i, [HSTS]],
  [/^secweb\.(\w+\.)*xcontenttypeoptions$/i, [NOSNIFF]],
  [/^secweb\.(\w+\.)*xframe(options)?$/i, [FRAMES]],
  [/^secweb\.(\w+\.)*referrerpolicy$/i, [REFERRER]],
  [/^secweb\.(\w+\.)*permissionspolicy$/i, [PERMISSIONS]],
  [/^secweb\.(\w+\.)*contentsecuritypolicy$/i, [POLICY]],
];
