import { groupBy } from '../../core/group.ts';
import type { Site } from '../../core/span.ts';
import type { Code, Facts } from '../../fastapi/facts.ts';
import { lastName } from '../../fastapi/questions/code.ts';
import { defaultOf, textOfValue } from '../../fastapi/values.ts';
import { siteOf } from '../../python/position.ts';
import type { Expr, Stmt } from '../../python/syntax.ts';
import { walk } from '../../python/walk.ts';
import { pairApps } from './apps.ts';
import { headCode, wholeSite } from './code-diff.ts';
import { middlewareOf } from './guard-cause.ts';
import { isGuarded, weakerHeader } from './header-strength.ts';
import type { Loosened } from './loosened.ts';
import { ownName, purposeOf } from './middleware-purpose.ts';
import type { Snapshots } from './snapshots.ts';
import { sourceText } from './source-text.ts';
import { rewrittenIn } from './value-cause.ts';

/** A security header that some code sets, and to what; undefined where the value is not known. */
interface HeaderUse {
  readonly header: string;
  readonly value: string | undefined;
  readonly site: Site;
  /** Where the value is written: there, or in the constant that is named there. */
  readonly written: Site;
  readonly code: Code;
}

/** Security headers that a change no longer sets, or sets to something weaker. */
export function* loosenedHeaders(snapshots: Snapshots): Generator<Loosened> {
  const before = groupBy(headersIn(snapshots.base), ({ header }) => header);
  const after = groupBy(headersIn(snapshots.head), ({ header }) => header);
  const isWhole = losesMiddleware(snapshots);
  for (const [header, uses] of before) {
    const heads = after.get(header) ?? [];
    for (const use of uses) {
      if (isWhole && heads.length === 0) continue;
      const name = snapshots.renames.text(use.code.name);
      const same = heads.find(({ code }) => code.name === name) ?? (heads.length === 1 ? heads[0] : undefined);
      const loosened = same === undefined ? dropped(use, heads, snapshots) : weakened(use, same, snapshots);
      if (loosened !== undefined) yield loosened;
    }
  }
}

/** A middleware of the project went whole, whatever else it did: another rule speaks of that. */
function losesMiddleware(snapshots: Snapshots): boolean {
  const { base, head, renames } = snapshots;
  return pairApps(snapshots).some((pair) => {
    const left = new Set(middlewareOf(pair.head).map((use) => ownName(use, head)));
    return pair.base.middleware.some(
      (use) =>
        purposeOf(use, base) !== undefined &&
        base.codes.some(({ name }) => name.startsWith(ownName(use, base))) &&
        !left.has(renames.text(ownName(use, base))),
    );
  });
}

/** Code that is gone went with its middleware; another rule speaks of that. */
function dropped(use: HeaderUse, heads: readonly HeaderUse[], snapshots: Snapshots): Loosened | undefined {
  const code = headCode(snapshots, use.code.name);
  if (heads.length > 0 || code === undefined) return undefined;
  return {
    at: use.site,
    side: 'LEFT',
    counterparts: code.def === undefined ? [] : [wholeSite(code)],
    subject: `header ${use.header} in ${code.name}`,
    what: `the header \`${use.header}\` is no longer set`,
    explains: ['missing-security-headers', 'missing-https-redirect'],
    subjects: snapshots.head.application.allApps.map(({ name }) => `app ${name}`),
  };
}

function weakened(base: HeaderUse, head: HeaderUse, snapshots: Snapshots): Loosened | undefined {
  if (base.value === undefined || head.value === undefined || base.value === head.value) return undefined;
  const why = weakerHeader(base.header, base.value, head.value);
  if (why === undefined) return undefined;
  // The line reads as before: the constant that it names changed.
  const isSame = sourceText(snapshots.base, base.site) === sourceText(snapshots.head, head.site);
  const behind = isSame ? rewrittenIn(base.site, head.site, snapshots) : undefined;
  return {
    at: behind?.before ?? (isSame ? base.written : base.site),
    side: 'LEFT',
    counterparts: [behind?.after ?? (isSame ? head.written : head.site)],
    subject: `header ${head.header} in ${head.code.name}`,
    what: `\`${head.header}\` gets weaker: ${why}`,
    explains: ['weak-security-header', 'weak-content-security-policy', 'missing-security-headers'],
    subjects: snapshots.head.application.allApps.map(({ name }) => `app ${name}`),
  };
}

function headersIn(facts: Facts): readonly HeaderUse[] {
  return facts.codes.flatMap((code) => {
    const uses: HeaderUse[] = [];
    walk(
      code.body,
      (node) => {
        for (const [name, value] of pairsIn(node)) {
          const header =
            textOfValue(code.valueOf(name))?.toLowerCase() ??
            (name.kind === 'bytes' ? name.value.toLowerCase() : undefined);
          if (header === undefined || !isGuarded(header)) continue;
          const text = value.kind === 'bytes' ? value.value : textOfValue(code.valueOf(value));
          uses.push({
            header,
            value: text,
            site: siteOf(code.module, {
              start: node.kind === 'assign' || node.kind === 'call' ? node.start : name.start,
              end: value.end,
            }),
            written: defaultOf(code.valueOf(value)).site,
            code,
          });
        }
      },
      { scope: 'own' },
    );
    return uses;
  });
}

/** Names and values of headers in a statement or expression: assignments, `setdefault` and its like, dict entries, byte pairs. */
function pairsIn(node: Expr | Stmt): readonly (readonly [Expr, Expr])[] {
  if (node.kind === 'assign' && node.value !== undefined) {
    const [target] = node.targets;
    const [index] = target?.kind === 'subscript' ? target.index : [];
    return index === undefined ? [] : [[index, node.value]];
  }
  if (node.kind === 'dict')
    return node.entries.flatMap(({ key, value }) => (key === undefined ? [] : [[key, value] as const]));
  if (node.kind === 'tuple' && node.items.length === 2) return pairOf(node.items);
  if (
    node.kind === 'call' &&
    node.func.kind === 'attribute' &&
    /^(setdefault|append|add|set|add_header)$/u.test(lastName(node.func.attr))
  ) {
    return pairOf(node.args.slice(0, 2).map(({ value }) => value));
  }
  return [];
}

function pairOf([name, value]: readonly Expr[]): readonly (readonly [Expr, Expr])[] {
  if (name === undefined || value === undefined || (name.kind !== 'string' && name.kind !== 'bytes')) return [];
  return [[name, value]];
}
