import type { Site } from '../../core/span.ts';
import type { CallSite, Code } from '../../fastapi/facts.ts';
import { lastName, nodesIn } from '../../fastapi/questions/code.ts';
import { siteOf } from '../../python/position.ts';
import type { Compare, Expr, Stmt } from '../../python/syntax.ts';
import { headCode, wholeSite } from './code-diff.ts';
import type { Loosened } from './loosened.ts';
import type { Snapshots } from './snapshots.ts';

/** A safe call that gave way to an unsafe one in the same body. */
interface Exchange {
  readonly safe: RegExp;
  /** What stands in its place; undefined where nothing of that kind does. */
  readonly unsafe: (head: Code, base: Code) => Site | undefined;
  readonly what: (body: string, safe: string) => string;
  readonly explains: readonly string[];
}

const HASHER =
  /(^|\.)(bcrypt|passlib|argon2|pwdlib|CryptContext|PasswordHash|PasswordHasher|pwd_context|crypt_context|password_hash|password_hasher)\b.*\.(hashpw|hash|encrypt|verify|checkpw|verify_and_update)$/u;
const FAST_HASH = /^hashlib\.(md5|sha1|sha224|sha256|sha384|sha512|sha3_\w+|blake2\w|new)$/u;

const EXCHANGES: readonly Exchange[] = [
  {
    safe: /(^|\.)compare_digest$/u,
    unsafe: newComparison,
    what: (body, safe) =>
      `\`${body}\` compares with \`==\` instead of \`${safe}\`: the time it takes tells how much of a guess was right`,
    explains: ['timing-unsafe-comparison'],
  },
  {
    safe: HASHER,
    unsafe: (head, base) => newCall(head, base, FAST_HASH) ?? newComparison(head, base),
    what: (body) => `\`${body}\` no longer uses a password hash: a stolen table gives the passwords away`,
    explains: ['weak-password-hash', 'timing-unsafe-comparison'],
  },
  {
    safe: /\bjwt\b.*decode$/u,
    unsafe: (head, base) => newCall(head, base, /get_unverified_\w+$|(^|\.)b64decode$|urlsafe_b64decode$/u),
    what: (body) => `\`${body}\` reads the token without checking its signature: any token is believed`,
    explains: ['jwt-not-verified', 'unenforced-authentication'],
  },
];

export function* exchangedCalls(snapshots: Snapshots): Generator<Loosened> {
  for (const base of snapshots.base.codes) {
    for (const exchange of EXCHANGES) {
      const safe = base.calls.filter(({ callee }) => exchange.safe.test(callee));
      const head = safe.length === 0 ? undefined : headCode(snapshots, base.name);
      if (head === undefined) continue;
      const kept = head.calls.filter(({ callee }) => exchange.safe.test(callee));
      if (kept.length >= safe.length) continue;
      const unsafe = exchange.unsafe(head, base);
      const gone = safe.find((call) => !kept.some((other) => isSameText(call, other))) ?? safe[0];
      if (unsafe === undefined || gone === undefined) continue;
      yield {
        at: gone.site,
        side: 'LEFT',
        counterparts: [unsafe, wholeSite(head)],
        subject: `function ${head.name}`,
        what: exchange.what(lastName(head.name), `${lastName(gone.callee)}(...)`),
        explains: exchange.explains,
      };
    }
  }
}

function isSameText(a: CallSite, b: CallSite): boolean {
  return textOf(a.code, a.node) === textOf(b.code, b.node);
}

/** `==` or `!=` between two things that are no plain constants, which the base did not compare so. */
function newComparison(head: Code, base: Code): Site | undefined {
  const known = new Set(comparisonsIn(base).map((node) => textOf(base, node)));
  const made = comparisonsIn(head).find((node) => !known.has(textOf(head, node)));
  return made === undefined ? undefined : siteOf(head.module, made);
}

function comparisonsIn(code: Code): readonly Compare[] {
  return nodesIn(code.body).filter(
    (node): node is Compare =>
      node.kind === 'compare' &&
      node.ops.some((op) => op === '==' || op === '!=') &&
      [node.left, ...node.comparators].every(isText),
  );
}

function isText(expr: Expr): boolean {
  return expr.kind !== 'number' && expr.kind !== 'bool' && expr.kind !== 'none';
}

function newCall(head: Code, base: Code, callee: RegExp): Site | undefined {
  const known = new Set(base.calls.filter((call) => callee.test(call.callee)).map((call) => textOf(base, call.node)));
  return head.calls.find((call) => callee.test(call.callee) && !known.has(textOf(head, call.node)))?.site;
}

function textOf(code: Code, node: Expr | Stmt): string {
  return code.module.text.slice(node.start, node.end).replaceAll(/\s+/gu, '');
}
