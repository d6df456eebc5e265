import type { CallSite, Code, Facts } from '../fastapi/facts.ts';
import { mentions, nameOf, nodesIn, siteIn, within, wordsBelow } from '../fastapi/questions/code.ts';
import { derivedNames } from '../fastapi/questions/authentication/lookups.ts';
import { namesPassword } from '../fastapi/questions/authentication/names.ts';
import { plainPasswords, type PlainPassword } from '../fastapi/questions/input/plain-passwords.ts';
import { callsTo } from '../fastapi/questions/reach.ts';
import { wordsOf } from '../fastapi/questions/words.ts';
import type { Expr } from '../python/syntax.ts';
import { stringsOf, textOfValue } from '../fastapi/values.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'weak-password-hash',
  summary: 'Passwords are stored with a fast hash, or with none',
  category: 'authentication',
  severity: 'high',
  confidence: 'medium',
  cwe: [916],
  owasp: ['API2'],
  seeds: ['S3'],
  docs: {
    why: 'MD5 and the SHA family are made to be fast: a stolen table of them is guessed at billions of tries a second. Passwords stored as they are need no guessing at all.',
    fix: 'Use a password hash that is slow on purpose and salts by itself: `pwdlib.PasswordHash.recommended()`, argon2 or bcrypt.',
    bad: `import hashlib


def hash_password(password: str) -> str:
    return hashlib.sha256(password.encode()).hexdigest()
`,
    good: `from pwdlib import PasswordHash

hasher = PasswordHash.recommended()


def hash_password(password: str) -> str:
    return hasher.hash(password)
`,
    references: [
      'https://fastapi.tiangolo.com/tutorial/security/oauth2-jwt/',
      'https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html',
    ],
    limits:
      'A digest counts when what goes into it, or the function that makes it, is named for passwords. Digests of files, keys of caches and tokens are left alone; so is SHA-256 in front of a real password hash.',
  },

  *check(facts) {
    for (const code of facts.codes) {
      for (const call of code.calls) {
        const problem = fastHash(facts, code, call) ?? weakScheme(call);
        if (problem !== undefined) yield problem;
      }
      for (const stored of plainPasswords(facts, code)) yield plainProblem(code, stored);
    }
  },
});

const FAST = /^(hashlib\.(md5|sha1|sha224|sha256|sha384|sha512|sha3_\d+|blake2[bs]|new)|Crypto\.Hash\.\w+\.new)$/;
const REAL_HASH =
  /^(bcrypt\.|argon2\.|pwdlib\.|passlib\.|hashlib\.(scrypt|pbkdf2_hmac)|werkzeug\.security\.generate_password_hash|scrypt\.|nacl\.pwhash)/;

/** `hashlib.sha256(password…)`. */
function fastHash(facts: Facts, code: Code, call: CallSite): Problem | undefined {
  if (!FAST.test(call.callee)) return undefined;
  const algorithm =
    call.callee === 'hashlib.new'
      ? (textOfValue(call.argument('name', 0)) ?? 'a digest')
      : (call.callee.split('.').at(call.callee.startsWith('Crypto') ? -2 : -1) ?? 'a digest');
  const args = call.node.args.map(({ value }) => value);
  const content = call.callee === 'hashlib.new' ? args.slice(1) : args;
  const given = content.length === 0 ? updatesOf(code) : content;
  const fed = [...given, ...given.flatMap((expr) => boundBelow(code, expr))];
  const named = fed.some((expr) => [...wordsBelow(expr)].some(namesPassword));
  const forPasswords =
    [nameOf(code), code.owner?.name ?? ''].some(namesPassword) &&
    code.def !== undefined &&
    !fed.some((expr) => [...wordsBelow(expr)].some(namesOther));
  if ((!named && !(forPasswords && fed.length > 0)) || isForAnotherHash(facts, code, call) || isLookupOnly(code))
    return undefined;
  return {
    at: call.site,
    subject: `function ${code.name} ${algorithm}`,
    message: `\`${code.def === undefined ? code.module.path : nameOf(code)}\` hashes a password with \`${algorithm}\`, which is fast to guess. Use \`pwdlib.PasswordHash.recommended()\`, argon2 or bcrypt.`,
    confidence: named ? 'high' : 'medium',
  };
}

/** What the names below an expression were bound to: `salted = f"{salt}{password}"`. */
function boundBelow(code: Code, expr: Expr): readonly Expr[] {
  const names = new Set(nodesIn(expr).flatMap((node) => (node.kind === 'name' ? [node.id] : [])));
  return nodesIn(code.body).flatMap((node) =>
    node.kind === 'assign' &&
    isMadeText(node.value) &&
    node.targets.some((target) => target.kind === 'name' && names.has(target.id))
      ? [node.value]
      : [],
  );
}

/** `f"{salt}{password}"`, `salt + password`, and the bytes of either. */
function isMadeText(value: Expr | undefined): value is Expr {
  if (value?.kind === 'call') return value.func.kind === 'attribute' && value.func.attr === 'encode';
  return value?.kind === 'fstring' || value?.kind === 'binary';
}

/** `sha256(user.email)` in `forgot_password` makes a key of an address. */
function namesOther(name: string): boolean {
  return wordsOf(name).some((word) => ['email', 'mail', 'token', 'ip', 'address', 'url', 'phone'].includes(word));
}

function updatesOf(code: Code): readonly Expr[] {
  return nodesIn(code.body).flatMap((node) =>
    node.kind === 'call' && node.func.kind === 'attribute' && node.func.attr === 'update'
      ? node.args.map(({ value }) => value)
      : [],
  );
}

/** bcrypt takes 72 bytes: a digest in front of it is usual, also in a function of its own. */
function isForAnotherHash(facts: Facts, code: Code, call: CallSite): boolean {
  const callers = code.def === undefined ? [] : callsTo(facts, code.def);
  return (
    hashesReally(code, call) || (callers.length > 0 && callers.every((caller) => goesIntoHash(caller.code, caller)))
  );
}

/** `hasher.hash(shorten(password))`, in one step or by a name: what is stored beside it in the same body does not count. */
function goesIntoHash(code: Code, call: CallSite): boolean {
  const bound = nodesIn(code.body).flatMap((node) =>
    node.kind === 'assign' && node.value !== undefined && within(call.node, node.value)
      ? node.targets.flatMap((target) => (target.kind === 'name' ? [target.id] : []))
      : [],
  );
  const names = derivedNames(code, new Set(bound), () => true);
  return code.calls.some(
    (other) =>
      (REAL_HASH.test(other.callee) || /^\?\.(hash|hashpw|verify)$/.test(other.callee)) &&
      (within(call.node, other.node) ||
        mentions(
          other.node.args.map(({ value }) => value),
          names,
        )),
  );
}

function hashesReally(code: Code, call: CallSite): boolean {
  return code.calls.some(
    (other) =>
      REAL_HASH.test(other.callee) ||
      (/^\?\.(hash|hashpw|verify)$/.test(other.callee) && within(call.node, other.node)),
  );
}

/** The range query of a breach list (k-anonymity) needs SHA-1. */
function isLookupOnly(code: Code): boolean {
  return (
    wordsOf(nameOf(code)).some((word) =>
      [
        'pwned',
        'breach',
        'breached',
        'hibp',
        'leaked',
        'compromised',
        'etag',
        'cache',
        'fingerprint',
        'gravatar',
        'reset',
      ].includes(word),
    ) || /pwnedpasswords/.test(code.def === undefined ? '' : code.module.text.slice(code.def.start, code.def.end))
  );
}

const WEAK_SCHEMES =
  /^(plaintext|hex_(md4|md5|sha1|sha256|sha512)|md5_crypt|apr_md5_crypt|sha1_crypt|des_crypt|bsdi_crypt|bigcrypt|crypt16|ldap_(plaintext|md5|sha1|salted_md5|salted_sha1)|mysql(323|41)|nthash|lmhash|django_(salted_md5|salted_sha1|des_crypt|disabled)|unix_disabled)$/;

/** `CryptContext(schemes=["md5_crypt"])`: the first scheme makes new hashes. */
function weakScheme(call: CallSite): Problem | undefined {
  if (!/^passlib\.(context\.)?(CryptContext|LazyCryptContext)$/.test(call.callee)) {
    const direct = /^passlib\.hash\.(\w+)\.(hash|encrypt)$/.exec(call.callee)?.[1];
    return direct !== undefined && WEAK_SCHEMES.test(direct) ? schemeProblem(call, direct) : undefined;
  }
  const schemes = stringsOf(call.argument('schemes', 0));
  const chosen = textOfValue(call.argument('default')) ?? schemes?.[0];
  return chosen !== undefined && WEAK_SCHEMES.test(chosen) ? schemeProblem(call, chosen) : undefined;
}

function schemeProblem(call: CallSite, scheme: string): Problem {
  return {
    at: call.site,
    subject: `password scheme ${scheme} in ${call.code.name}`,
    message: `New passwords are stored with \`${scheme}\`, which is fast to guess or no hash at all. Put \`argon2\` or \`bcrypt\` first in \`schemes\`.`,
    confidence: 'high',
  };
}

function plainProblem(code: Code, { node, name }: PlainPassword): Problem {
  return {
    at: siteIn(code, node),
    subject: `function ${code.name} stores ${name}`,
    message: `\`${nameOf(code)}\` stores \`${name}\` as it came, without a password hash. Store \`PasswordHash.recommended().hash(...)\` of it.`,
  };
}
