import type { StringValue } from '../../value.ts';
import { wordsOf } from '../words.ts';

/** What the name and the text of a literal say about whether it is a secret. */

/** A digit, two cases or a sign: `default` and `health-probe` stand in for a secret that is not asked for. */
export function isRandom(text: string): boolean {
  return /\d/.test(text) || (/[a-z]/.test(text) && /[A-Z]/.test(text)) || /[^\w\s"'.:-]/.test(text);
}

/** The branch that production never takes. */
export function isForDevelopment(condition: string | undefined): boolean {
  const words = condition?.replaceAll(/\b\w+ is not set/g, '').replaceAll('_', ' ') ?? '';
  return (
    /\b(debug|dev|development|test|testing|local)\b/i.test(words) || /(\bnot\b|!=).*\b(prod|production)\b/i.test(words)
  );
}

/** `change-me-in-production`: what stands there until somebody sets it. */
export function isStandIn(text: string): boolean {
  return /change[-_ ]?(me|this|in)|\byour[-_ ]|replace[-_ ]?(me|this)|insecure|\bdefault\b|placeholder|\btodo\b/i.test(
    text,
  );
}

/** `fake_wallet_secret`, `TEST_USER_PASSWORD`, `SMOKE_ADMIN_PASSWORD`. */
export function isMadeUp(name: string): boolean {
  return wordsOf(name).some((word) => ['fake', 'dummy', 'mock', 'test', 'testing', 'example', 'smoke'].includes(word));
}

/** `PROXY_CA_SECRET="proxy-ca"`: the name under which somebody else keeps it. */
export function isNameOfSecret(name: string, text: string): boolean {
  const known = new Set<string>(wordsOf(name));
  const words: readonly string[] = wordsOf(text.replaceAll('-', '_'));
  return (
    new Set(words).size > 1 &&
    words.every((word) => known.has(word) && !['secret', 'key', 'password', 'token', 'jwt'].includes(word))
  );
}

const LOCAL_SERVICES: ReadonlySet<string> = new Set(
  'postgres postgresql mysql mariadb db database redis mongo pgadmin rabbitmq rabbit amqp minio neo4j clickhouse smtp mail email'.split(
    ' ',
  ),
);

/** `POSTGRES_PASSWORD="postgres"`: what the compose file of every developer says. */
export function isLocalPassword(name: string, text: string): boolean {
  const words = wordsOf(name);
  return (
    // `NEO4J_PASSWORD` is one word by its letters alone.
    [...words, ...name.toLowerCase().split('_')].some((word) => LOCAL_SERVICES.has(word)) &&
    words.some((word) => ['password', 'pass', 'pwd'].includes(word)) &&
    /^(postgres|postgresql|mysql|password|root|admin|guest|example|user|mealie|test|pass|secret)$/i.test(text)
  );
}

const OUTSIDE_KEY = /^(\w+?)_?(api_?key|api_?token|access_?key|access_?token|client_?secret|bot_?token)$/i;
const OWN =
  /^(x|my|our|app|application|api|admin|internal|public|private|master|service|server|backend|valid|default|jwt|secret|session|auth|user|client|web|site|webhook|root|system|user_?jwt|worker)$/i;

/** `OPENAI_API_KEY="your openai api key"`: plain words for a key that another company gives out. Nothing is given away, nothing works. */
export function isUnsetKey(name: string, text: string): boolean {
  const owner = OUTSIDE_KEY.exec(name)?.[1];
  return owner !== undefined && !OWN.test(owner) && !isRandom(text);
}

const PLACEHOLDER =
  /^(placeholder|dummy|unused|n\/?a|empty|ollama|no[-_ ]?key|not[-_ ]?(needed|used|required|set)|sk-no-key-required|(does|did|do)(es)?[-_ ]?(not|n'?t)[-_ ]?matter|(can'?t|cannot|must[-_ ]?not)[-_ ]be[-_ ]empty|ignored|whatever|lm-?studio|fake|x+|\*+|\.+)$/i;

/** Keys that are made to be published: PostHog's for a project, Stripe's for a page. */
const PUBLISHED = /^(phc_|pk_(test|live)_)\w/;

/** A text that could be a secret: not empty, no template, no name of a scheme. */
export function isSecretText({ value }: StringValue): boolean {
  if (
    value.length < 3 ||
    PLACEHOLDER.test(value) ||
    PUBLISHED.test(value) ||
    /^\s*$/.test(value) ||
    /^(\$\{|<|\{\{|%\()/.test(value)
  )
    return false;
  if (/^(-----BEGIN (RSA )?PUBLIC KEY|-----BEGIN CERTIFICATE|https?:\/\/|\/|\.\/)/.test(value)) return false;
  return !/^(bearer|basic|token|none|null|undefined|access|refresh|api[-_]key|x-api-key|authorization)$/i.test(value);
}

/** What is compared with a password, hash or token and lets nobody in: it says where the password is kept, is too short for a hash, or is a word of a small language. */
export function isMark(name: string, text: string): boolean {
  return (
    /^[A-Z_]{2,12}$/.test(text) ||
    (text.length < 16 && wordsOf(name).some((word) => word === 'hash' || word === 'hashed')) ||
    (name === 'token' && /^[a-z]+[:=][a-z]+$/.test(text))
  );
}
