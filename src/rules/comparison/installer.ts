import type { Site } from '../../core/span.ts';
import type { CallSite } from '../../fastapi/facts.ts';
import { codeHolding, headCode, wholeSite } from './code-diff.ts';
import { sourceText } from './source-text.ts';
import type { Snapshots } from './snapshots.ts';

/**
 * What a function installs, such as `add_middleware(app)`, goes when nobody calls it any more, though its body stands: the call is
 * the cause then.
 */
export function installerCall(site: Site, snapshots: Snapshots): Site | undefined {
  const code = codeHolding(snapshots.base, site);
  const now = code === undefined ? undefined : headCode(snapshots, code.name);
  if (code === undefined || now === undefined) return undefined;
  const text = sourceText(snapshots.base, site);
  const stands = text !== undefined && sourceText(snapshots.head, wholeSite(now))?.includes(text) === true;
  if (!stands) return undefined;
  const calls = snapshots.base.codes.flatMap((caller) =>
    caller.calls.filter((call) => calledName(call, snapshots.base) === code.name),
  );
  return calls.find((call) => !isKept(call, now.name, snapshots))?.site;
}

function isKept({ code }: CallSite, callee: string, snapshots: Snapshots): boolean {
  const caller = headCode(snapshots, code.name);
  return caller?.calls.some((call) => calledName(call, snapshots.head) === callee) === true;
}

function calledName({ target }: CallSite, facts: Snapshots['base']): string | undefined {
  return target === undefined ? undefined : facts.codeOf(target)?.name;
}
