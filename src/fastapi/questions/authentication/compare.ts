import type { Compare, Expr, Stmt } from '../../../python/syntax.ts';
import { dottedName } from '../../../python/walk.ts';
import type { Code, Facts } from '../../facts.ts';
import type { Value } from '../../value.ts';
import { defaultOf, textOfValue } from '../../values.ts';
import { nameOf, nodesIn, refuses, servesRequests, within } from '../code.ts';
import { isListedWord, isPieceOfText } from './compared-words.ts';
import { digestNames, isDigest, isPlainDigest } from './digests.ts';
import { turnsAway } from './middleware.ts';
import { namesComparedSecret, namesCredential, namesIdentifier } from './names.ts';
import { wordsOf } from '../words.ts';

/** Comparisons of secrets, and what they compare with what. */

export interface SecretComparison {
  readonly code: Code;
  readonly node: Compare;
  /** What the code calls the secret. */
  readonly name: string;
  readonly left: Expr;
  readonly right: Expr;
  readonly op: string;
}

const HARMLESS_TEXT =
  /^(?:bearer|basic|token|access|refresh|password|none|null|undefined|id|true|false|string|jwt|api_?key|secret|test)?$/i;
const QUERY_CALLS =
  /^(where|filter|filter_by|having|and_|or_|not_|select|exists|join|outerjoin|on|any_|update|delete|values|find|find_one|find_all|get_or_none|case|when)$/;

/** `==`, `!=`, `in` and `not in` on something that is named like a credential. */
export function secretComparisons(code: Code): readonly SecretComparison[] {
  const nodes = nodesIn(code.body);
  const keys = keyParameters(code);
  const digests = digestNames(nodes);
  const queries = nodes.filter(
    (node) =>
      node.kind === 'call' &&
      QUERY_CALLS.test(node.func.kind === 'attribute' ? node.func.attr : node.func.kind === 'name' ? node.func.id : ''),
  );
  return nodes.flatMap((node) => {
    if (node.kind !== 'compare' || node.ops.length !== 1) return [];
    const [op] = node.ops;
    const [right] = node.comparators;
    if (op === undefined || right === undefined || !['==', '!=', 'in', 'not in'].includes(op)) return [];
    const picked = pickedSecret(nodes, node);
    const name =
      picked ??
      secretName(node.left) ??
      (op === '==' || op === '!='
        ? (secretName(right) ?? digests.find((one) => [node.left, right].some((side) => operandName(side) === one)))
        : undefined) ??
      keys.find((key) => [node.left, right].some((side) => operandName(side) === key));
    if (
      name === undefined ||
      isPieceOfText(nodes, name) ||
      isListedWord(code, op, right) ||
      queries.some((query) => within(node, query)) ||
      isColumn(code, node.left) ||
      isColumn(code, right)
    )
      return [];
    if (/(signature|digest|mac|hmac)$/i.test(name) && !makesDigests(code)) return [];
    if ([node.left, right].some((side) => isHash(side) || isNoText(code, side)) || asksForDefault(code, node))
      return [];
    const sides = [node.left, right];
    // Of several that are configured, what stands in the code is no more than a fallback.
    if (picked === undefined && sides.some((side) => isSentinel(code, side))) return [];
    if (sides.some(isTrivial) || isRepetition(node.left, right)) return [];
    return [{ code, node, name, left: node.left, right, op }];
  });
}

/** `if jwt_secret == "jwtsecret": warn()`, where that is the default of `jwt_secret`: the default is the problem, not the question. */
function asksForDefault(code: Code, { left, comparators }: Compare): boolean {
  const [one, other] = [left, ...comparators].map((side) => code.valueOf(side));
  const isDefault = (value: Value | undefined, text: Value | undefined): boolean =>
    value?.kind === 'environment' && text?.kind === 'string' && textOfValue(defaultOf(value)) === text.value;
  return isDefault(one, other) || isDefault(other, one);
}

/** `any(sent == known for known in API_KEYS)`: one of several secrets. */
function pickedSecret(nodes: readonly (Expr | Stmt)[], { left, ops, comparators }: Compare): string | undefined {
  if (ops[0] !== '==' && ops[0] !== '!=') return undefined;
  const sides = [left, ...comparators].flatMap((side) => (side.kind === 'name' ? [side.id] : []));
  const held = nodes.flatMap((node): readonly Expr[] =>
    (node.kind === 'for' ? [node] : node.kind === 'comprehension' ? node.generators : []).flatMap(({ target, iter }) =>
      target.kind === 'name' && sides.includes(target.id) ? membersOf(iter) : [],
    ),
  );
  return held
    .flatMap((one) => operandName(one) ?? [])
    .find((name) => namesComparedSecret(name.replace(/s$/i, '')) && !/^(tokens?|keys?)$/i.test(name));
}

/** Of a list its items, of a name what it holds many of: the letters of one password are no secrets. */
function membersOf(iter: Expr): readonly Expr[] {
  if (iter.kind === 'list' || iter.kind === 'tuple') return iter.items;
  return /s$/i.test(operandName(iter) ?? '') && (iter.kind === 'name' || iter.kind === 'attribute') ? [iter] : [];
}

/** `k: str = Security(api_key_header)`: a key, whatever it is called. */
function keyParameters(code: Code): readonly string[] {
  return (code.def?.params ?? []).flatMap(({ name, default: own, annotation }) => {
    const type = annotation === undefined ? undefined : code.valueOf(annotation);
    const markers = [
      ...(own === undefined ? [] : [code.valueOf(own)]),
      ...(type?.kind === 'annotated' ? type.metadata : []),
    ];
    return markers.some(isKeyMarker) ? [name] : [];
  });
}

function isKeyMarker(value: Value): boolean {
  if (value.kind !== 'external-call' || !/^fastapi\.(Depends|Security)$/.test(value.callee)) return false;
  const scheme = value.args.positional[0] ?? value.args.keywords.get('dependency');
  return scheme?.kind === 'external-call' && /\.APIKey(Header|Query|Cookie)$/.test(scheme.callee);
}

/** `password_hash`: what was made from it, compared with what was stored. */
function isHash(expr: Expr): boolean {
  if (isDigest(expr)) return isPlainDigest(expr);
  const words = wordsOf(operandName(expr) ?? '');
  return words.includes('hashed') || words.at(-1) === 'hash';
}

/** `dependency == verify_token` compares functions, `credential == pair.credential_id` numbers of rows. */
function isNoText(code: Code, expr: Expr): boolean {
  const value = code.valueOf(expr);
  return value.kind === 'function' || value.kind === 'class' || namesIdentifier(operandName(expr) ?? '');
}

/** A signature of a function, or of a URL, is no secret; one that is checked against a digest is. */
function makesDigests(code: Code): boolean {
  return (
    code.calls.some(({ callee }) => /^(hmac|hashlib)\.|digest$/.test(callee)) ||
    nodesIn(code.body).some(
      (node) => node.kind === 'string' && /signature/i.test(node.value) && node.value !== code.def?.docstring,
    )
  );
}

/** The name under which an operand carries a secret: `x_api_key`, `creds.password`, `headers["x-api-key"]`, f"Bearer {TOKEN}". */
export function secretName(expr: Expr): string | undefined {
  // `issuer_in_token` is an issuer, `token_from_header` a token.
  const name = operandName(expr)?.replace(/_(in|of|from)_[a-z]+$/i, '');
  if (
    name !== undefined &&
    (namesComparedSecret(name) ||
      namesComparedSecret(withoutPlace(name)) ||
      /^(authorization|auth_header|x_\w+_key)$/.test(wordsOf(name).join('_')))
  )
    return name;
  if (expr.kind !== 'fstring') return undefined;
  for (const part of expr.parts) {
    const inner = typeof part === 'string' ? undefined : operandName(part);
    if (inner !== undefined && namesCredential(inner)) return inner;
  }
  return undefined;
}

/** `api_key_header`, `token_value`: the secret, and where it came from. */
function withoutPlace(name: string): string {
  return name.replace(/_(header|query|cookie|value|str|string|param|input|provided|received|in|bytes)$/i, '');
}

const SAME_TEXT = /^(encode|decode|strip|lstrip|rstrip|lower|upper|get_secret_value|removeprefix|replace|hex)$/;

export function operandName(expr: Expr): string | undefined {
  if (expr.kind === 'name') return expr.id;
  if (expr.kind === 'attribute') return expr.attr;
  if (expr.kind === 'subscript') return expr.index[0]?.kind === 'string' ? expr.index[0].value : undefined;
  if (expr.kind === 'await') return operandName(expr.value);
  if (expr.kind === 'boolop') return expr.values[0] === undefined ? undefined : operandName(expr.values[0]);
  if (expr.kind !== 'call') return undefined;
  if (expr.func.kind === 'name')
    return expr.func.id === 'str' && expr.args[0] !== undefined ? operandName(expr.args[0].value) : undefined;
  if (expr.func.kind !== 'attribute') return undefined;
  if (SAME_TEXT.test(expr.func.attr)) return operandName(expr.func.value);
  if (/^(hex)?digest$/.test(expr.func.attr)) return 'digest';
  const [first] = expr.args;
  return /^(get|getenv)$/.test(expr.func.attr) && first?.value.kind === 'string' ? first.value.value : undefined;
}

/** A text that is no secret, a number, None. */
function isTrivial(expr: Expr): boolean {
  if (expr.kind === 'string') return HARMLESS_TEXT.test(expr.value);
  return ['none', 'bool', 'number', 'ellipsis'].includes(expr.kind) || (expr.kind === 'unary' && expr.op === '-');
}

/** `PENDING_TOKEN`, `MASKED`, `"__unset__"`: stands for a secret that is not there; `*`, `-` and `API_TOKEN` are names, not secrets. */
function isSentinel(code: Code, expr: Expr): boolean {
  if (
    /(^|_)(pending|redacted|masked?|placeholder|sentinel|empty|unset|missing|none|wildcard|any)(_|$)/i.test(
      operandName(expr) ?? '',
    )
  )
    return true;
  const value = code.valueOf(expr);
  return (
    value.kind === 'string' &&
    (!/\w{3,}/.test(value.value) ||
      /^[A-Z]{2,6}$/.test(value.value) ||
      /^__\w+__$/.test(value.value) ||
      /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(value.value))
  );
}

/** The body decides whether somebody may pass: it serves requests, refuses, or is named for a check. */
export function decidesAccess(facts: Facts, code: Code): boolean {
  if (validatesFields(code) || /^(fake|mock|dummy|stub)/i.test(code.owner?.name ?? '')) return false;
  return (
    servesRequests(facts, code) ||
    turnsAway(code) ||
    wordsOf(nameOf(code)).some((word) => CHECKS.has(word)) ||
    refuses(facts, code, 1)
  );
}

/** A Pydantic validator: it sees what one form says twice, never what is stored. */
function validatesFields(code: Code): boolean {
  return (
    code.def?.kind === 'function' &&
    code.def.decorators.some(({ expression }) => {
      const name = dottedName(expression.kind === 'call' ? expression.func : expression) ?? '';
      return /(^|[._])validator$/.test(name);
    })
  );
}

const CHECKS = new Set([
  'verify',
  'verified',
  'check',
  'valid',
  'validate',
  'is',
  'has',
  'auth',
  'authenticate',
  'authenticated',
  'authorize',
  'authorized',
  'authorise',
  'match',
  'matches',
  'compare',
  'login',
  'allow',
  'allowed',
  'require',
  'ensure',
  'guard',
  'dispatch',
  'call',
  'middleware',
  'password',
]);

/** `User.token == token`: a column, not a value. */
function isColumn(code: Code, expr: Expr): boolean {
  if (expr.kind !== 'attribute') return false;
  return (
    code.valueOf(expr.value).kind === 'class' ||
    (expr.value.kind === 'name' && /^[A-Z][a-z]/.test(expr.value.id) && !/^[A-Z_]+$/.test(expr.value.id))
  );
}

const AGAIN = /(confirm|confirmation|repeat|again|old|new|previous|current|2)$/;

/** `body.password != body.password_confirm`: both come from the same hand. */
function isRepetition(left: Expr, right: Expr): boolean {
  if (
    left.kind === 'attribute' &&
    right.kind === 'attribute' &&
    left.value.kind === 'name' &&
    right.value.kind === 'name' &&
    left.value.id === right.value.id &&
    !/^(self|settings|config|cls)$/.test(left.value.id)
  )
    return true;
  const again = (side: Expr): boolean =>
    wordsOf(operandName(side) ?? '').some((word) => AGAIN.test(word) && word !== 'current');
  return (
    [left, right].some(again) && [left, right].every((side) => namesCredential(operandName(side) ?? '') || again(side))
  );
}
