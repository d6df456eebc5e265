import { textOf } from '../python/position.ts';
import { dottedName } from '../python/walk.ts';
import type { CallSite, Code, DataModel, Facts } from '../fastapi/facts.ts';
import { nameOf, nodesIn, siteIn, within, wordsBelow } from '../fastapi/questions/code.ts';
import { namesPassword } from '../fastapi/questions/authentication/names.ts';
import { isTable, storedObject } from '../fastapi/questions/input/writes.ts';
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
        const problem = fastHash(code, call) ?? weakScheme(call) ?? plainStore(facts, code, call);
        if (problem !== undefined) yield problem;
      }
      yield* plainAssignments(facts, code);
    }
  },
});

const FAST = /^(hashlib\.(md5|sha1|sha224|sha256|sha384|sha512|sha3_\d+|blake2[bs]|new)|Crypto\.Hash\.\w+\.new)$/;
const REAL_HASH =
  /^(bcrypt\.|argon2\.|pwdlib\.|passlib\.|hashlib\.(scrypt|pbkdf2_hmac)|werkzeug\.security\.generate_password_hash|scrypt\.|nacl\.pwhash)/;

/** `hashlib.sha256(password…)`. */
function fastHash(code: Code, call: CallSite): Problem | undefined {
  if (!FAST.test(call.callee)) return undefined;
  const algorithm =
    call.callee === 'hashlib.new'
      ? (textOfValue(call.argument('name', 0)) ?? 'a digest')
      : (call.callee.split('.').at(call.callee.startsWith('Crypto') ? -2 : -1) ?? 'a digest');
  const args = call.node.args.map(({ value }) => value);
  const given = args.length === 0 ? updatesOf(code) : args;
  const fed = [...given, ...given.flatMap((expr) => boundBelow(code, expr))];
  const named = fed.some((expr) => [...wordsBelow(expr)].some(namesPassword));
  const forPasswords =
    namesPassword(nameOf(code)) &&
    code.def !== undefined &&
    !fed.some((expr) => [...wordsBelow(expr)].some(namesOther));
  if ((!named && !(forPasswords && fed.length > 0)) || isForAnotherHash(code, call) || isLookupOnly(code))
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
    (node.value?.kind === 'fstring' || node.value?.kind === 'binary') &&
    node.targets.some((target) => target.kind === 'name' && names.has(target.id))
      ? [node.value]
      : [],
  );
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

/** bcrypt takes 72 bytes: a digest in front of it is usual. */
function isForAnotherHash(code: Code, call: CallSite): boolean {
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

/** `User(password=body.password)` into a table: stored as it came. */
function plainStore(facts: Facts, code: Code, call: CallSite): Problem | undefined {
  const model = writtenClass(facts, call);
  if (model === undefined || !isTable(model) || isForService(model)) return undefined;
  for (const argument of call.node.args) {
    const { name } = argument;
    if (
      name === undefined ||
      hashesItself(model, name) ||
      !namesPassword(name) ||
      isReference(name) ||
      !isRaw(facts, code, argument.value)
    )
      continue;
    return {
      at: call.site,
      subject: `function ${code.name} stores ${name}`,
      message: `\`${nameOf(code)}\` stores \`${name}\` as it came, without a password hash. Store \`PasswordHash.recommended().hash(...)\` of it.`,
    };
  }
  return undefined;
}

/** The class of `User(…)`, `User.create(…)`, `insert(User).values(…)`, `User.filter(…).update(…)`. */
function writtenClass(facts: Facts, { code, node: { func } }: CallSite): DataModel | undefined {
  if (func.kind === 'attribute' && /^(values|update)$/.test(func.attr)) return storedObject(facts, code, func.value);
  const value = code.valueOf(func.kind === 'attribute' && func.attr === 'create' ? func.value : func);
  return value.kind === 'class' ? facts.modelOf(value) : undefined;
}

/** `user.password = data.password`. */
function* plainAssignments(facts: Facts, code: Code): Generator<Problem> {
  for (const node of nodesIn(code.body)) {
    const [target] = node.kind === 'assign' ? node.targets : [];
    if (node.kind !== 'assign' || target?.kind !== 'attribute' || node.value?.kind !== 'attribute') continue;
    if (!namesPassword(target.attr) || isReference(target.attr) || !isRaw(facts, code, node.value)) continue;
    const model = storedObject(facts, code, target.value);
    if (model === undefined || !isTable(model) || isForService(model) || hashesItself(model, target.attr)) continue;
    yield {
      at: siteIn(code, node),
      subject: `function ${code.name} stores ${target.attr}`,
      message: `\`${nameOf(code)}\` stores \`${target.attr}\` as it came, without a password hash. Store \`PasswordHash.recommended().hash(...)\` of it.`,
    };
  }
}

/** `ProxyHost`, `MailServer`: a password that this service sends to another has to be kept as it is. */
function isForService({ class: { qualname }, fields }: DataModel): boolean {
  return (
    fields.some(({ name }) => /^(host|hostname|port|server|url|base_url|endpoint|dsn)$/.test(name)) ||
    wordsOf(qualname).some((word) => SERVICES.has(word))
  );
}

const SERVICES: ReadonlySet<string> = new Set(
  'host server proxy connection connector datasource integration credential credentials mailbox smtp imap ftp device camera router database broker config configuration settings'.split(
    ' ',
  ),
);

/** A setter, a validator or a type of column makes the hash: `@password.setter`, `@validates("password")`, `PasswordType()`. */
function hashesItself({ class: { def, module }, fields }: DataModel, name: string): boolean {
  const column = fields.find((field) => field.name === name)?.value;
  if (column !== undefined && /Password\w*\(/.test(textOf(module, column))) return true;
  return def.body.some(
    (one) =>
      one.kind === 'function' &&
      (one.name === name ||
        one.decorators.some(({ expression }) =>
          new RegExp(`validat\\w*\\(.*\\b${name}\\b`).test(textOf(module, expression)),
        )),
  );
}

/** `vault_password_key`: says where a password is kept. */
function isReference(name: string): boolean {
  return /^(key|id|ref|reference|name|path|field|alias|env|var|variable|arn|uri|url)$/.test(wordsOf(name).at(-1) ?? '');
}

/** A field of the body or a parameter, named for passwords and not hashed on the way. */
function isRaw(facts: Facts, code: Code, expr: Expr): boolean {
  const name = expr.kind === 'attribute' ? expr.attr : expr.kind === 'name' ? expr.id : '';
  if (!namesPassword(name) || wordsOf(name).some((word) => ['hash', 'hashed', 'encrypted', 'digest'].includes(word)))
    return false;
  if (expr.kind === 'attribute') return !assignedField(code, expr) && !isOfDomain(facts, code, expr);
  if (expr.kind !== 'name') return false;
  return (
    code.def?.params.some((param) => param.name === expr.id) === true &&
    !nodesIn(code.body).some(
      (node) =>
        node.kind === 'assign' && node.targets.some((target) => target.kind === 'name' && target.id === expr.id),
    )
  );
}

/** `Row(password=entity.password)`: an object of this project's own, mapped to a row; whoever made it may have hashed it. */
function isOfDomain(facts: Facts, code: Code, expr: Expr): boolean {
  if (expr.kind !== 'attribute' || expr.value.kind !== 'name') return false;
  const { id } = expr.value;
  const annotation = code.def?.params.find(({ name }) => name === id)?.annotation;
  const type = annotation === undefined ? undefined : code.valueOf(annotation);
  if (type?.kind !== 'class') return false;
  const kind = facts.modelOf(type)?.kind;
  return kind === undefined || kind === 'dataclass' || kind === 'orm';
}

/** `body.password = hash(body.password)` before it is stored. */
function assignedField(code: Code, expr: Expr): boolean {
  return (
    expr.kind === 'attribute' &&
    nodesIn(code.body).some(
      (node) =>
        node.kind === 'assign' &&
        node.targets.some(
          (target) =>
            target.kind === 'attribute' &&
            target.attr === expr.attr &&
            dottedName(target.value) === dottedName(expr.value),
        ),
    )
  );
}
