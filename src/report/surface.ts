import type { RouteState, Surface, SurfaceEntry } from '../review/finding.ts';
import { code, heading, place, table, type Block, type Inline, type Prose } from './document.ts';

const KINDS = ['changed', 'added', 'removed', 'moved'] as const;
const MARKS: Readonly<Record<(typeof KINDS)[number], string>> = {
  changed: 'changed',
  added: 'new',
  removed: 'removed',
  moved: 'moved',
};

/** What of the API's surface a change alters: first what opens, then the rest. */
export function surfaceSection(surface: Surface): Block[] {
  const rows = KINDS.flatMap((kind) =>
    surface[kind]
      .toSorted((a, b) => openness(b) - openness(a))
      .map((entry): Prose[] => [
        [MARKS[kind]],
        [code(`${entry.method} ${entry.path}`)],
        [place(entry.file, entry.line)],
        stateOf(entry.before),
        stateOf(entry.after),
      ]),
  );
  if (rows.length === 0) return [];
  return [heading(2, 'API surface'), table('routes', ['', 'Route', 'Where', 'Before', 'After'], rows)];
}

/** One that was protected and is no longer comes first. */
function openness(entry: SurfaceEntry): number {
  return Number(entry.before?.status === 'protected') - Number(entry.after?.status === 'protected');
}

function stateOf(state: RouteState | null): Prose {
  if (state === null) return ['—'];
  const parts: Inline[] = [state.status];
  if (state.scopes.length > 0) parts.push(', scopes ', code(state.scopes.join(' ')));
  if (state.responseModel !== null) parts.push(', answers ', code(state.responseModel));
  if (state.limits.length > 0) parts.push(', limits ', code(state.limits.join(', ')));
  return parts;
}
