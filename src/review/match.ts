import { groupBy } from '../core/group.ts';
import { NO_RENAMES, type Renames } from '../rules/comparison/renames.ts';
import { equalityKey } from './fingerprint.ts';
import type { Finding } from './finding.ts';
import type { DiffScope } from './scope.ts';

/** Which findings of the head stood at the base already. */
export interface Matching {
  /** The same finding at the base. */
  twinOf(head: Finding): Finding | undefined;
  /** Findings of the base that the head has no longer. */
  readonly gone: readonly Finding[];
}

/**
 * Pairs each finding at most once: by rule, path and subject; then, for what is left, by what survives a move to another
 * file, a new prefix or a new function name. Among equals the lines decide, so that mending the first of two is seen as that.
 */
export function matchFindings(
  base: readonly Finding[],
  head: readonly Finding[],
  scope: DiffScope,
  renames: Renames = NO_RENAMES,
): Matching {
  const pairing = new Pairing(base, head);
  const named = (finding: Finding): string =>
    equalityKey({ ...finding, path: renames.path(finding.path), subject: renames.text(finding.subject) });
  const asHead = (finding: Finding): string => equalityKey(finding);
  pairing.pairByLine(named, asHead, scope);
  pairing.pairInOrder(named, asHead);
  for (const key of LOOSE_KEYS) pairing.pairUnique(key, key);
  pairing.coverBy(base, scope);
  return pairing;
}

type Key = (finding: Finding) => string | undefined;

class Pairing implements Matching {
  readonly #twins = new Map<Finding, Finding>();
  readonly #base: Set<Finding>;
  readonly #head: Set<Finding>;

  constructor(base: readonly Finding[], head: readonly Finding[]) {
    this.#base = new Set(base);
    this.#head = new Set(head);
  }

  twinOf(head: Finding): Finding | undefined {
    return this.#twins.get(head);
  }

  get gone(): readonly Finding[] {
    return [...this.#base];
  }

  pairByLine(baseKey: Key, headKey: Key, scope: DiffScope): void {
    for (const [bases, heads] of this.#groups(baseKey, headKey)) {
      for (const base of bases) {
        const line = headLineOf(base, scope);
        const head = heads.find((finding) => finding.startLine === line && this.#head.has(finding));
        if (head !== undefined) this.#pair(base, head);
      }
    }
  }

  pairInOrder(baseKey: Key, headKey: Key): void {
    for (const [bases, heads] of this.#groups(baseKey, headKey)) {
      for (const [index, base] of bases.entries()) {
        const head = heads[index];
        if (head !== undefined) this.#pair(base, head);
      }
    }
  }

  /** A loose key says too little to choose by: it pairs only where there is nothing to choose. */
  pairUnique(baseKey: Key, headKey: Key): void {
    for (const [bases, heads] of this.#groups(baseKey, headKey)) {
      const [base] = bases;
      const [head] = heads;
      if (bases.length === 1 && heads.length === 1 && base !== undefined && head !== undefined) this.#pair(base, head);
    }
  }

  /**
   * A rule says many places as one where they have one cause: "no authentication at all" becomes "this route has none" when
   * the first guard comes. What a finding of the base named by line was known, however it is said now.
   */
  coverBy(bases: readonly Finding[], scope: DiffScope): void {
    const known = new Map<string, Finding>();
    for (const base of bases) for (const place of placesOf(base, scope)) known.set(place, known.get(place) ?? base);
    for (const head of this.#head) {
      const [anchor, ...related] = placesOf(head);
      const own = known.get(anchor ?? '');
      const all = related.map((place) => known.get(place));
      const [first] = all;
      const twin = own ?? (all.every((one) => one !== undefined) ? first : undefined);
      if (twin === undefined) continue;
      this.#twins.set(head, twin);
      this.#head.delete(head);
    }
  }

  #pair(base: Finding, head: Finding): void {
    this.#twins.set(head, base);
    this.#base.delete(base);
    this.#head.delete(head);
  }

  #groups(baseKey: Key, headKey: Key): readonly (readonly [readonly Finding[], readonly Finding[]])[] {
    const bases = groupBy(this.#base, baseKey);
    const heads = groupBy(this.#head, headKey);
    const groups: (readonly [readonly Finding[], readonly Finding[]])[] = [];
    for (const [key, found] of bases) {
      const partners = heads.get(key);
      if (partners !== undefined) groups.push([found, partners]);
    }
    return groups;
  }
}

/** Rule, path and first line of the anchor and of each related place, as the head counts them; the anchor first. */
function placesOf(finding: Finding, scope?: DiffScope): readonly string[] {
  const sites = [
    { path: finding.path, line: finding.startLine },
    ...finding.related.map(({ at }) => ({ path: at.path, line: at.span.startLine })),
  ];
  return sites.flatMap(({ path, line }) => {
    const file = scope?.atBase(path);
    const now = file === undefined ? line : file.toHead(line);
    return now === undefined ? [] : [`${finding.ruleId}\u0000${file?.change.path ?? path}\u0000${now}`];
  });
}

function headLineOf(base: Finding, scope: DiffScope): number | undefined {
  const file = scope.atBase(base.path);
  return file === undefined ? base.startLine : file.toHead(base.startLine);
}

const ROUTE = /^route (\S+) (\S+) (.+)$/u;

/** Names that survive more than a fingerprint does; tried in this order. */
const LOOSE_KEYS: readonly Key[] = [
  // The same function under another path: a prefix changed.
  (finding) => routeKey(finding, (method, _path, endpoint) => `${method} ${endpoint}`),
  // The same address served by another function: it was renamed, or moved to another file.
  (finding) => routeKey(finding, (method, path) => `${method} ${path}`),
  // The same name in another module.
  (finding) => `${finding.ruleId} ${withoutModules(finding.subject)}`,
];

function routeKey(
  finding: Finding,
  key: (method: string, path: string, endpoint: string) => string,
): string | undefined {
  const [, method, path, endpoint] = ROUTE.exec(finding.subject) ?? [];
  if (method === undefined || path === undefined || endpoint === undefined) return undefined;
  return `${finding.ruleId} ${key(method, path, endpoint)}`;
}

function withoutModules(subject: string): string {
  return subject.replaceAll(/(?<![\w./])[A-Za-z_][\w.]*:(?=\w)/gu, '');
}
