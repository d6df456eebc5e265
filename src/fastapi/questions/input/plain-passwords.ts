import { textOf } from '../../../python/position.ts';
import type { Expr, Stmt } from '../../../python/syntax.ts';
import { dottedName } from '../../../python/walk.ts';
import type { CallSite, Code, DataModel, Facts } from '../../facts.ts';
import { namesPassword } from '../authentication/names.ts';
import { nodesIn } from '../code.ts';
import { isHashedByCallers } from './password-callers.ts';
import { wordsOf } from '../words.ts';
import { sourceOf } from './sources.ts';
import { isTable, storedObject, writesIn } from './writes.ts';

/** Passwords that are stored as they came. */

export interface PlainPassword {
  /** What stores it. */
  readonly node: Expr | Stmt;
  /** The field or key that holds it. */
  readonly name: string;
}

export function plainPasswords(facts: Facts, code: Code): readonly PlainPassword[] {
  return [
    ...code.calls.flatMap((call) => [...plainArgument(facts, code, call), ...plainDocument(facts, code, call)]),
    ...wholeBodies(facts, code),
    ...nodesIn(code.body).flatMap((node) => [...plainAssignment(facts, code, node), ...plainKey(facts, code, node)]),
  ];
}

/** `User(password=body.password)` into a table. */
function plainArgument(facts: Facts, code: Code, call: CallSite): readonly PlainPassword[] {
  const model = writtenClass(facts, call);
  if (model === undefined || !isTable(model) || isForService(model)) return [];
  const argument = call.node.args.find(
    ({ name, value }) =>
      name !== undefined && keepsPassword(name) && !hashesItself(model, name) && isRaw(facts, code, value),
  );
  return argument?.name === undefined ? [] : [{ node: call.node, name: argument.name }];
}

/** `User(**body.model_dump())`, where both have a `password`. */
function wholeBodies(facts: Facts, code: Code): readonly PlainPassword[] {
  return writesIn(facts, code).flatMap(({ call, stored, body, fixed }) => {
    if (body === 'mapping' || !isTable(stored) || isForService(stored) || !isAsSent(facts, code, body)) return [];
    const name = body.fields
      .map((field) => field.name)
      .find(
        (one) =>
          keepsPassword(one) &&
          !namesHash(one) &&
          !fixed.has(one) &&
          stored.fields.some((field) => field.name === one) &&
          ![stored, body].some((model) => hashesItself(model, one)) &&
          !isAssigned(code, one),
      );
    return name === undefined ? [] : [{ node: call.node, name }];
  });
}

/** `user.password = data.password`. */
function plainAssignment(facts: Facts, code: Code, node: Expr | Stmt): readonly PlainPassword[] {
  const [target] = node.kind === 'assign' ? node.targets : [];
  if (node.kind !== 'assign' || target?.kind !== 'attribute' || node.value?.kind !== 'attribute') return [];
  if (!keepsPassword(target.attr) || !isRaw(facts, code, node.value)) return [];
  const model = storedObject(facts, code, target.value);
  if (model === undefined || !isTable(model) || isForService(model) || hashesItself(model, target.attr)) return [];
  return [{ node, name: target.attr }];
}

/** `USERS[name] = {"password": body.password}`, `db.users.insert_one({…})`. */
function plainKey(facts: Facts, code: Code, node: Expr | Stmt): readonly PlainPassword[] {
  const kept = node.kind === 'assign' ? keptItem(code, node.targets[0], node.value) : insertedDocument(code, node);
  if (kept?.kind !== 'dict') return [];
  const keys = kept.entries.flatMap(({ key }) => (key?.kind === 'string' ? [key.value] : []));
  if (keys.some(namesService)) return [];
  const plain = kept.entries.find(
    ({ key, value }) =>
      key?.kind === 'string' && keepsPassword(key.value) && isRaw(facts, code, value) && !isAssigned(code, key.value),
  );
  return plain?.key?.kind === 'string' ? [{ node, name: plain.key.value }] : [];
}

/** `db.users.insert_one(body.model_dump())`. */
function plainDocument(facts: Facts, code: Code, { node }: CallSite): readonly PlainPassword[] {
  const document = node.args[0]?.value;
  if (node.func.kind !== 'attribute' || node.func.attr !== 'insert_one' || document === undefined) return [];
  const source = sourceOf(facts, code, document, 4);
  if (source === undefined || source.body === 'mapping' || isForService(source.body)) return [];
  const { body, fixed } = source;
  const name = body.fields
    .map((field) => field.name)
    .find(
      (one) =>
        keepsPassword(one) && !namesHash(one) && !fixed.has(one) && !hashesItself(body, one) && !isAssigned(code, one),
    );
  return name === undefined ? [] : [{ node, name }];
}

/** What is put into a container of the module. */
function keptItem(code: Code, target: Expr | undefined, value: Expr | undefined): Expr | undefined {
  if (target?.kind !== 'subscript') return undefined;
  return code.valueOf(target.value).kind === 'dict' ? value : undefined;
}

function insertedDocument(code: Code, node: Expr | Stmt): Expr | undefined {
  if (node.kind !== 'call' || node.func.kind !== 'attribute') return undefined;
  const { attr, value } = node.func;
  const stores =
    attr === 'insert_one' || (attr === 'append' && code.valueOf(value).kind === 'list' && !isLocal(code, value));
  if (!stores) return undefined;
  const document = node.args[0]?.value;
  if (document?.kind !== 'name') return document;
  const bound = nodesIn(code.body).find(
    (one) => one.kind === 'assign' && one.targets.some((to) => isNamed(to, document.id)),
  );
  return bound?.kind === 'assign' ? bound.value : undefined;
}

function isLocal(code: Code, expr: Expr): boolean {
  return nodesIn(code.body).some(
    (one) => one.kind === 'assign' && expr.kind === 'name' && one.targets.some((to) => isNamed(to, expr.id)),
  );
}

function isNamed(expr: Expr, name: string): boolean {
  return expr.kind === 'name' && expr.id === name;
}

/** `body.password = hash(body.password)`, `data["password"] = hash(…)`. */
function isAssigned(code: Code, name: string): boolean {
  return nodesIn(code.body).some(
    (node) =>
      node.kind === 'assign' &&
      node.targets.some(
        (target) =>
          (target.kind === 'attribute' && target.attr === name) ||
          (target.kind === 'subscript' && target.index[0]?.kind === 'string' && target.index[0].value === name),
      ),
  );
}

/** A field for the password itself. */
function keepsPassword(name: string): boolean {
  return namesPassword(name) && !isReference(name);
}

/** The class of `User(…)`, `User.create(…)`, `insert(User).values(…)`, `User.filter(…).update(…)`. */
function writtenClass(facts: Facts, { code, node: { func } }: CallSite): DataModel | undefined {
  if (func.kind === 'attribute' && /^(values|update)$/.test(func.attr)) return storedObject(facts, code, func.value);
  const value = code.valueOf(func.kind === 'attribute' && func.attr === 'create' ? func.value : func);
  return value.kind === 'class' ? facts.modelOf(value) : undefined;
}

/** `ProxyHost`, `MailServer`: a password that this service sends to another has to be kept as it is. */
function isForService({ class: { qualname }, fields }: DataModel): boolean {
  return fields.some(({ name }) => namesService(name)) || wordsOf(qualname).some((word) => SERVICES.has(word));
}

function namesService(name: string): boolean {
  return /^(host|hostname|addr|port|server|url|base_url|endpoint|dsn)$/.test(name);
}

const SERVICES: ReadonlySet<string> = new Set(
  'host server proxy connection connector datasource integration credential credentials mailbox smtp imap ftp ssh ldap device camera router database redis mongo mysql postgres kafka broker config configuration settings'.split(
    ' ',
  ),
);

/** A setter, a validator or a type of column makes the hash: `@password.setter`, `@validates("password")`, `PasswordType()`. */
function hashesItself({ class: { def, module }, fields }: DataModel, name: string): boolean {
  const field = fields.find((one) => one.name === name);
  if (field?.value !== undefined && /Password\w*\(/.test(textOf(module, field.value))) return true;
  // `password: HashedPassword`, `Annotated[str, AfterValidator(hash_password)]`.
  if (field?.annotation !== undefined && /hash/i.test(textOf(field.module, field.annotation))) return true;
  return def.body.some(
    (one) =>
      one.kind === 'function' &&
      (one.name === name ||
        one.decorators.some(({ expression }) =>
          new RegExp(`validat\\w*\\(.*\\b${name}\\b`).test(textOf(module, expression)),
        )),
  );
}

function namesHash(name: string): boolean {
  return wordsOf(name).some((word) => ['hash', 'hashed', 'encrypted', 'digest'].includes(word));
}

/** A row that a function of ours is handed was made elsewhere; only a route's own is what the caller sent. */
function isAsSent(facts: Facts, code: Code, body: DataModel): boolean {
  return !isTable(body) || facts.routesOf(code).length > 0;
}

/** `vault_password_key`: says where a password is kept. */
function isReference(name: string): boolean {
  return /^(key|id|ref|reference|name|path|field|alias|env|var|variable|arn|uri|url)$/.test(wordsOf(name).at(-1) ?? '');
}

/** A field of the body or a parameter, named for passwords and not hashed on the way. */
function isRaw(facts: Facts, code: Code, expr: Expr): boolean {
  const name = expr.kind === 'attribute' ? expr.attr : expr.kind === 'name' ? expr.id : '';
  if (!namesPassword(name) || namesHash(name)) return false;
  if (expr.kind === 'attribute') return !assignedField(code, expr) && !isOfDomain(facts, code, expr);
  if (expr.kind !== 'name') return false;
  return (
    code.def?.params.some((param) => param.name === expr.id) === true &&
    !isHashedByCallers(facts, code, expr.id) &&
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
