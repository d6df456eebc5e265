import type { Site } from '../../core/span.ts';
import type { Code, Facts } from '../../fastapi/facts.ts';
import type { DependencyUse } from '../../fastapi/model.ts';
import { shortName } from '../../fastapi/questions/authentication/guards.ts';
import { defaultOf } from '../../fastapi/values.ts';
import type { Value } from '../../fastapi/value.ts';
import { siteOf, textOf } from '../../python/position.ts';
import type { Expr } from '../../python/syntax.ts';
import { walk } from '../../python/walk.ts';
import { headCode } from './code-diff.ts';
import type { Cause } from './guard-cause.ts';
import type { Snapshots } from './snapshots.ts';
import { isWithin, sourceText } from './source-text.ts';

/** Bodies that stand as they did, and read something that the change wrote anew: the paths that need no login, the keys it knows. */
export function valueCause(codes: readonly Code[], snapshots: Snapshots): Cause | undefined {
  for (const code of new Set(codes)) {
    const now = headCode(snapshots, code.name);
    if (now === undefined) continue;
    const after = new Map(namesIn(now).map((expr) => [textOf(now.module, expr), expr]));
    for (const expr of namesIn(code)) {
      const name = textOf(code.module, expr);
      const other = after.get(name);
      if (other === undefined) continue;
      const what = `\`${name}\`, which \`${shortName(code.name)}\` goes by, changed`;
      const cause = rewritten(
        code.valueOf(expr),
        now.valueOf(other),
        { what, subject: `function ${now.name}` },
        snapshots,
      );
      if (cause !== undefined) return cause;
    }
  }
  return undefined;
}

/** What guards, made with other words than before: `RoleChecker(["admin"])`, `fastapi_users.current_user(superuser=True)`. */
export function constructionCause(base: DependencyUse, head: DependencyUse, snapshots: Snapshots): Cause | undefined {
  if (!isMade(base.value) || !isMade(head.value)) return undefined;
  const before = sourceText(snapshots.base, base.value.site);
  const after = sourceText(snapshots.head, head.value.site);
  if (before === undefined || after === undefined) return undefined;
  const said = { what: `\`${before}\` became \`${after}\``, subject: `dependency ${head.name}` };
  return rewritten(base.value, head.value, said, snapshots);
}

/**
 * An argument that reads as before, `"/docs" if settings.show_docs else None`: the setting in it that the change wrote anew, as it
 * was and as it is.
 */
export function rewrittenIn(
  before: Site,
  after: Site,
  { base, head }: Snapshots,
): { readonly before: Site; readonly after: Site } | undefined {
  const heads = new Map(namesAt(head, after).map((named) => [named.text, named.value]));
  for (const { text, value } of namesAt(base, before)) {
    const now = heads.get(text);
    if (now === undefined) continue;
    const [was, is] = [defaultOf(value), defaultOf(now)];
    if (!WRITTEN.has(was.kind) || !WRITTEN.has(is.kind)) continue;
    if (sourceText(base, was.site) !== sourceText(head, is.site)) return { before: was.site, after: is.site };
  }
  return undefined;
}

function namesAt(facts: Facts, site: Site): readonly { readonly text: string; readonly value: Value }[] {
  return facts.codes
    .filter(({ module }) => module.path === site.path)
    .flatMap((code) =>
      namesIn(code)
        .filter((expr) => isWithin(siteOf(code.module, expr), site))
        .map((expr) => ({ text: textOf(code.module, expr), value: code.valueOf(expr) })),
    );
}

function isMade({ kind }: Value): boolean {
  return kind === 'instance' || kind === 'external-call';
}

function rewritten(
  before: Value,
  after: Value,
  said: Pick<Cause, 'what' | 'subject'>,
  { base, head }: Snapshots,
): Cause | undefined {
  if (!WRITTEN.has(before.kind) || !WRITTEN.has(after.kind)) return undefined;
  const text = sourceText(base, before.site);
  if (text === undefined || text === sourceText(head, after.site)) return undefined;
  return { at: before.site, side: 'LEFT', counterparts: [after.site], ...said };
}

const WRITTEN: ReadonlySet<Value['kind']> = new Set([
  ...(['string', 'number', 'bool', 'none', 'list', 'tuple', 'set', 'dict'] as const),
  ...(['environment', 'choice', 'external-call', 'instance'] as const),
]);

function namesIn(code: Code): readonly Expr[] {
  const found: Expr[] = [];
  walk(
    code.body,
    (node) => {
      if (node.kind === 'attribute' || node.kind === 'name') found.push(node);
    },
    { scope: 'own' },
  );
  return found;
}
