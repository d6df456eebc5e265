import type { Facts } from '../../facts.ts';
import type { Route } from '../../model.ts';
import { nodesIn, wordsBelow } from '../code.ts';
import { isSensitivePath } from './routes.ts';
import { normal, segmentsOf } from './segments.ts';
import { wordsOf } from '../words.ts';

/** Ways in: whoever calls these has no credential yet, or brings it in the body or the link. */

const PROVIDER =
  /^(google|facebook|github|gitlab|bitbucket|apple|microsoft|linkedin|twitter|discord|slack|kakao|naver|line|wechat|telegram|yandex|vk|okta|auth0|azure|azure-ad|keycloak|firebase|cognito|ldap|social)$/;
/** What a provider's name stands under when it is a way in: `/auth/google`, and not `/search/google`. */
const SIGNS_IN =
  /^(auth|authn|authentication|log-?in|sign-?in|sign-?up|register|callback|accounts?|users?|customers?|members?|session|sessions|identity)$/;
/** `facebook-login`, `login-with-apple`; not `last-login`. */
const SIGN_IN_WORDS =
  /^(?!(last|force|failed|recent)-)(\w+-)*(log-?in|sign-?in|sign-?up|sign-?on)(-(with|via|by|using)-\w+|-(google|facebook|github|apple|microsoft|form|otp|code|email|phone|sms|mobile|2fa|mfa|token))?$/;
/** Asking for a code or link by mail: `request-token`, `resend-confirmation-email`. */
const ASKS_FOR_CODE =
  /^(request|send|resend|generate)-((sign-?in|log-?in|verification|verify|confirmation|activation|reset|one-time|magic|auth|password|password-reset|email|sms)-)*(token|code|otp|link|verification|confirmation|activation|verification-email|confirmation-email|activation-email|reset-email)$/;
/** Handing it in: `verify-reset-token`, `reset-password-confirm`, `check-token`. */
const HANDS_IN =
  /^((verify|check|validate|confirm)-((password|reset|reset-password|password-reset|confirmation|activation|verification|email|phone|login|invite|invitation|magic)-)*(token|code|otp|link|email|phone)|(reset|forgot|recover)-password-(confirm|confirmation|verify|check|request|complete|link)|password-(reset|recovery)-(confirm|confirmation|verify|check|request|complete))$/;
/** Asked once more: `/verify-code/resend`. */
const SENT =
  /^((verif(y|ication)|confirm(ation)?|activat(e|ion)|reset|otp)(-(code|email|link|token|otp))?|magic-?link)$/;
/** A code by mail or phone, whichever word comes first: `email-otp-request`, `otp-verify`. */
const OTP =
  /^((e-?mail|sms|phone|mobile|login|sign-?in)-)?otp-(request|send|resend|generate|verify|confirm|check|validate)$/;
/** What the login page asks for: which providers there are, where to go next. */
const BEFORE_LOGIN =
  /^((get|list)-)?(providers|oauth-providers|methods|magic|(next-)?redirect|(login|auth|authorization|authorize)-url)$/;
const SECOND_STEP = /^(2fa|mfa|otp|totp|magic-?link|two-factor|passkeys?|webauthn)$/;

/** A sign-in, its second step, a code asked for or handed in. A path with an id speaks of somebody who is known already. */
export function isWayIn(path: string): boolean {
  const segments = segmentsOf(path);
  if (segments.some((segment) => segment.includes('{'))) return false;
  const last = normal(segments.at(-1) ?? '');
  const above = normal(segments.at(-2) ?? '');
  if (SIGN_IN_WORDS.test(last) || ASKS_FOR_CODE.test(last) || HANDS_IN.test(last)) return true;
  if (PROVIDER.test(last) && SIGNS_IN.test(above)) return true;
  if (/^(re-?send|send-again|request)$/.test(last) && SENT.test(above)) return true;
  if (OTP.test(last)) return true;
  if (/^(auth|authn|authentication|oauth2?|sso|login)$/.test(above) && BEFORE_LOGIN.test(last)) return true;
  return SECOND_STEP.test(above) && /^(verify|login|challenge|authenticate|validate|check|complete)$/.test(last);
}

const FORM =
  /^(contact|contact-us|contact-form|wait-?list|newsletters?|newsletters?-(subscription|subscriptions|subscribe|signup)|subscribe|([a-z]+-)?(inquir|enquir)(y|ies))$/;

/** The forms of a public web site: a letter to its owner, a place on the waiting list. */
export function isPublicForm(route: Route): boolean {
  const segments = segmentsOf(route.path.text);
  const post = route.methods.length === 1 && route.methods[0] === 'POST';
  if (post && appliesForJob(segments.map(normal))) return true;
  return post && !segments.some((segment) => segment.includes('{')) && FORM.test(normal(segments.at(-1) ?? ''));
}

/** `POST /jobs/{id}/applications`. */
function appliesForJob(segments: readonly string[]): boolean {
  return (
    /^(apply|applications?)$/.test(segments.at(-1) ?? '') &&
    segments.some((segment) => /^(jobs?|careers?|vacanc(y|ies)|positions?|openings?)$/.test(segment))
  );
}

const SHARED = /^(shares?|shared|share-links?|public-links?)$/;

/** `GET /share/{token}`, `POST /share/select` with a `code`: whoever was given the code may see what it stands for. */
export function opensShare(facts: Facts, route: Route): boolean {
  if (!segmentsOf(route.path.text).some((segment) => SHARED.test(normal(segment)))) return false;
  const isCode = (name: string): boolean => /^((share|access|pickup)_?)?(token|code|key|hash)$/i.test(name);
  return route.parameters.some(
    ({ source, name, annotation }) =>
      ((source === 'query' || source === 'path') && isCode(name)) ||
      (source === 'body' &&
        annotation !== undefined &&
        facts.modelOf(annotation)?.fields.some((field) => isCode(field.name)) === true),
  );
}

/** `GET /sub/{token}`: the address is the credential. */
export function isSecretAddress(route: Route): boolean {
  const segments = segmentsOf(route.path.text);
  return (
    route.methods.length > 0 &&
    route.methods.every((method) => method === 'GET' || method === 'HEAD') &&
    segments.some((segment) => /^\{((access|share|secret|public|view)_)?(token|secret|hash)(:\w+)?\}$/.test(segment)) &&
    !segments.some((segment) => /^\{\w*id(:\w+)?\}$/.test(segment)) &&
    !isSensitivePath(route.path.text)
  );
}

/** `POST /setup` that asks whether it has been done: it runs once, before there is anybody to sign in. */
export function setsUp(facts: Facts, route: Route): boolean {
  const last = normal(segmentsOf(route.path.text).at(-1) ?? '');
  if (!/^(setup|install|installation|onboarding|first-run|initiali[sz]e|bootstrap)$/.test(last)) return false;
  const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  return nodesIn(code?.body ?? []).some(
    (node) =>
      node.kind === 'if' &&
      [...wordsBelow(node.test)].some((name) =>
        wordsOf(name).some((word) =>
          /^(initiali[sz]ed|installed|configured|setup|onboarded|bootstrapped|exists?|count|done|completed?)$/.test(
            word,
          ),
        ),
      ),
  );
}

/** Where a payment page sends the browser back to, told nothing that is kept here. */
export function isLanding(route: Route): boolean {
  const last = normal(segmentsOf(route.path.text).at(-1) ?? '');
  return (
    route.methods.every((method) => method === 'GET') &&
    route.dependencies.length === 0 &&
    /^(success|cancel|cancell?ed|fail|failed|failure|thank-you|thanks)$/.test(last)
  );
}

const FOLLOWED =
  /^(re)?activate$|^(confirm|verify|verification|confirmation|activation|unsubscribe|restore|unlock|accept)$/;

/** `GET /profile/reactivate?token=…`: the link is the credential. */
export function followsLink(facts: Facts, route: Route): boolean {
  if (!FOLLOWED.test(normal(segmentsOf(route.path.text).at(-1) ?? ''))) return false;
  const isToken = (name: string): boolean => /^(\w+_)?(token|code|signature|hash)$/i.test(name);
  if (route.parameters.some(({ source, name }) => source === 'query' && isToken(name))) return true;
  const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  return nodesIn(code?.body ?? []).some((node) => {
    if (node.kind !== 'call' || node.func.kind !== 'attribute' || node.func.value.kind !== 'attribute') return false;
    const [key] = node.args;
    return node.func.value.attr === 'query_params' && key?.value.kind === 'string' && isToken(key.value.value);
  });
}
