import type { Site } from '../../core/span.ts';
import type { CallSite, Code } from '../../fastapi/facts.ts';
import { codeHolding, headCode, wholeSite } from './code-diff.ts';
import { sourceText } from './source-text.ts';
import type { Snapshots } from './snapshots.ts';

/**
 * What a function installs, such as `add_middleware(app)`, goes when nobody calls it any more, though its body stands: the call is
 * the cause then.
 */
export function installerCall(site: Site, snapshots: Snapshots): Site | undefined {
  const code = codeHolding(snapshots.base, site);
  if (code === undefined || !stands(code, site, snapshots)) return undefined;
  const calls = snapshots.base.codes.flatMap((caller) =>
    caller.calls.filter((call) => calledName(call, snapshots.base) === code.name),
  );
  return calls.find((call) => !isKept(call, snapshots.renames.text(code.name), snapshots))?.site;
}

/** A file that nothing imports any more is not read at the head, and may well be there as it was. */
function stands(code: Code, site: Site, snapshots: Snapshots): boolean {
  const { base, head, renames } = snapshots;
  if (head.modules.every(({ path }) => path !== renames.path(code.module.path))) return true;
  const now = headCode(snapshots, code.name);
  const text = sourceText(base, site);
  return now !== undefined && text !== undefined && sourceText(head, wholeSite(now))?.includes(text) === true;
}

function isKept({ code }: CallSite, callee: string, snapshots: Snapshots): boolean {
  const caller = headCode(snapshots, code.name);
  return caller?.calls.some((call) => calledName(call, snapshots.head) === callee) === true;
}

function calledName({ target }: CallSite, facts: Snapshots['base']): string | undefined {
  return target === undefined ? undefined : facts.codeOf(target)?.name;
}
