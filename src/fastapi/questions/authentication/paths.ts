import { normal, segmentsOf } from './segments.ts';
import { wordsOf } from '../words.ts';

export { segmentsOf } from './segments.ts';
export { effectOf, isAdminRoute, isCatalogue, isSensitivePath, isUnsafe, subjectOf, titleOf } from './routes.ts';

/** What a path says about who may call it. */

const isParameter = (segment: string): boolean => segment.includes('{');

/** Whatever stands before them, callers of these have no credential yet, or need none. */
const ALWAYS_PUBLIC = new Set([
  'login',
  'signin',
  'log-in',
  'sign-in',
  'logout',
  'signout',
  'sign-out',
  'log-out',
  'signup',
  'sign-up',
  'sso',
  'callback',
  'authorize',
  'saml',
  'acs',
  'forgot-password',
  'forgotpassword',
  'reset-password',
  'resetpassword',
  'password-reset',
  'passwordreset',
  'recover-password',
  'password-recovery',
  'password-forgot',
  'request-password-reset',
  'verify-email',
  'email-verification',
  'confirm-email',
  'email-confirm',
  'verify-account',
  'activate-account',
  'resend-verification',
  'access-token',
  'refresh-token',
  'token-refresh',
  'authenticate',
  'unsubscribe',
  'health',
  'healthz',
  'healthcheck',
  'health-check',
  'livez',
  'liveness',
  'readyz',
  'readiness',
  'heartbeat',
  'ping',
  'startup',
  'startupz',
  'docs',
  'redoc',
  'openapi.json',
  'swagger',
  'swagger-ui',
  'scalar',
  'rapidoc',
  'api-docs',
  'apidocs',
  'openapi.yaml',
  'favicon.ico',
  'robots.txt',
  'sitemap.xml',
  'jwks.json',
  'openid-configuration',
  'security.txt',
  'manifest.json',
  'oauth',
  'oauth2',
  'captcha',
  'csrf',
  'csrf-token',
  'about',
  'terms',
  'privacy',
  'public',
  'version',
  'magic-link',
  'login-json',
  'logo',
  'logotype',
  'serviceproviderconfig',
  'resourcetypes',
]);
/** Public where only neutral words stand before them: `/auth/token`, but not `/projects/{id}/token`; `/live`, but not `/trades/live`. */
const PUBLIC_WHEN_NEUTRAL = new Set([
  'live',
  'alive',
  'ready',
  'up',
  'token',
  'tokens',
  'refresh',
  'register',
  'registration',
  'verify',
  'verification',
  'confirm',
  'confirmation',
  'activate',
  'activation',
  'reset',
  'recover',
  'forgot',
  'jwt',
  'session',
  'sessions',
  'auth',
  'status',
  'info',
  'test',
  'otp',
  'code',
  'introspect',
  'discover',
  'providers',
  'probe',
  'join',
  'welcome',
  'home',
  'index',
]);
const NEUTRAL =
  /^(api|rest|v\d+(\.\d+)?|auth|authn|authentication|accounts?|users?|members?|customers?|clients?|oauth2?|public|identity|iam|security|access|login|token|tokens|jwt|sessions?|passwords?|email|emails|register|registration|reset|forgot|verify|app|service|_|system|internal|probes?|actuator|monitoring|server)$/;
/** Parameters that are part of a public path: a link from a mail, the provider of a login. */
const LINK_PARAMETER =
  /^\{(token|code|provider|key|hash|uid|uidb64|secret|nonce|email|state|signature|backend|client|tenant|idp|connection|slug)(:\w+)?\}$/;

/** Who is registered is who will sign in: `/auth/register-tenant`, and not `/auth/register-device`. */
const REGISTERS =
  /^register-(tenant|compan(y|ies)|organi[sz]ation|workspace|business|shop|user|account|customer|client|owner|member|student|teacher|patient|doctor|driver|vendor|seller|merchant|partner)s?$/;

/** Whatever stands below these is for everybody. */
const ALL_BELOW =
  /^(health|healthz|healthcheck|about|public|captcha|oauth2?|validators?|(reset|forgot|recover)-?password|password-?(reset|recovery|forgot))$/;

const RESETS = /^(reset|forgot|recover|recovery)$/;
const RESET_STEP =
  /^(request|generate|send|resend|start|init|initiate|check|verify|validate|confirm|complete|finish|link|email|code|token)$/;

const PUBLIC_NORMAL = new Set([...ALWAYS_PUBLIC].map(normal));

/** True for login, registration, health, documentation and their like, by the path's own words. */
export function isPublicPath(path: string): boolean {
  const segments = segmentsOf(path).map((segment) => segment.replace(/[-_.]v\d+$/, ''));
  if (segments[0] === '.well-known' || isMailedLink(segments)) return true;
  const statics = segments.filter((segment) => !LINK_PARAMETER.test(segment));
  if (statics.length === 0) return segments.length === 0;
  if (statics.slice(0, -1).some((segment) => ALL_BELOW.test(normal(segment)))) return true;
  const last = statics.at(-1) ?? '';
  if (isParameter(last)) return false;
  if (PUBLIC_NORMAL.has(normal(last))) return true;
  const above = normal(statics.at(-2) ?? '');
  if (/^(oauth2?|sso|saml|oidc|log-?in|sign-?in|sign-?up)$/.test(above)) return true;
  // A password that was forgotten, step by step: `/auth/reset/request/{email}`.
  if (RESETS.test(above) && RESET_STEP.test(normal(last)) && statics.slice(0, -2).every(isNeutral)) return true;
  // What the login page asks before there is a user.
  if (above === 'auth' && /^(type|types|config|configuration|methods?)$/.test(normal(last))) return true;
  return (
    PUBLIC_WHEN_NEUTRAL.has(normal(last).replace(/^get-/, '').replace(REGISTERS, 'register')) &&
    statics.slice(0, -1).every(isNeutral)
  );
}

function isNeutral(segment: string): boolean {
  return NEUTRAL.test(segment.toLowerCase());
}

/** A socket that says it is for everybody. No probe and no sign-in page opens one, so their words excuse nothing. */
export function isPublicSocket(path: string): boolean {
  return segmentsOf(path).some((segment) => normal(segment) === 'public') || /^\/?(ws\/)?(echo|ping)\/?$/.test(path);
}

/** `/invitations/{token}`: whoever has the link may follow it. */
function isMailedLink(segments: readonly string[]): boolean {
  return (
    segments.some((segment) => /^\{\w*(token|code|key|secret|signature|hash)(_id)?(:\w+)?\}$/.test(segment)) &&
    segments.some((segment) => /^(invit|verif|confirm|reset|unsubscri|share|magic|activat|accept)/i.test(segment))
  );
}

const PUBLIC_HANDLER =
  /^(user |account |customer |auth |post |get |do |handle |async )*(log ?in|sign ?in|sign ?up|log ?out|sign ?out|register|health|healthcheck|ping|root|index|home|live(ness)?|read(y|iness)|favicon|(forgot|reset|recover) password|verify email|confirm email|activate account|refresh( access)? token|access token|callback|oauth callback)( (user|account|customer|check|probe|page|form|for access token|as anonymous user|access token|json|endpoint|handler|view))*$/;

/** True when the handler's name says that callers have no credential yet: `register_user`, `login_for_access_token`. */
export function isPublicHandler(endpoint: string): boolean {
  const name = endpoint.slice(Math.max(endpoint.lastIndexOf('.'), endpoint.lastIndexOf(':')) + 1);
  return PUBLIC_HANDLER.test(wordsOf(name).join(' '));
}
