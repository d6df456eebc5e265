import type { Import, ImportFrom } from '../../python/syntax.ts';
import type { FunctionValue, Value } from '../value.ts';
import { unknown } from '../values.ts';
import type { Binding, Frame } from './frame.ts';
import type { Machine } from './machine.ts';
import { NEXT, type Outcome } from './outcome.ts';

/** `import a.b`, `import a.b as c`. */
export function runImport(machine: Machine, statement: Import, frame: Frame): Outcome {
  for (const name of statement.names) {
    const site = machine.site(frame, name);
    const whole = machine.importModule(frame, name.name, 0, site);
    if (name.as !== undefined) {
      frame.set(name.as, whole);
      continue;
    }
    const first = name.name.split('.')[0] ?? name.name;
    frame.set(first, first === name.name ? whole : machine.importModule(frame, first, 0, site));
  }
  return NEXT;
}

/** `from a import b`: each name is read when it is used. */
export function runImportFrom(machine: Machine, statement: ImportFrom, frame: Frame): Outcome {
  const site = machine.site(frame, statement);
  const source = machine.importModule(frame, statement.module, statement.level, site);
  if (statement.names === '*') {
    importStar(machine, source, frame);
    return NEXT;
  }
  for (const name of statement.names) {
    frame.set(name.as ?? name.name, importedName(machine, source, name.name, machine.site(frame, name)));
  }
  return NEXT;
}

function importedName(machine: Machine, source: Value, name: string, site: FunctionValue['site']): Binding {
  if (source.kind === 'external') return { kind: 'external', name: `${source.name}.${name}`, site };
  if (source.kind !== 'module') return unknown(site, `${name} is imported from something unknown`);
  // A submodule runs at the import; a name may be bound later where imports go in a circle.
  const found = machine.member(source, name, site);
  if (found?.kind === 'module') return found;
  if (found === undefined && isNamesake(source)) return { kind: 'external', name: `${source.name}.${name}`, site };
  return {
    kind: 'late',
    site,
    read: () => machine.member(source, name, site) ?? unknown(site, `${source.name} does not define ${name}`),
  };
}

/** A folder without code that shares its name with a package: `lib/fastapi_users/` beside the installed `fastapi_users`. */
function isNamesake({ name, path }: Extract<Value, { kind: 'module' }>): boolean {
  return !path.endsWith('.py') && !name.includes('.');
}

function importStar(machine: Machine, source: Value, frame: Frame): void {
  if (source.kind !== 'module') return;
  const from = machine.frames.get(source.path);
  if (from === undefined) return;
  const listed = from.own('__all__');
  const names =
    listed?.kind === 'list' || listed?.kind === 'tuple'
      ? listed.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []))
      : undefined;
  for (const name of names ?? [...from.vars.keys()].filter((one) => !one.startsWith('_'))) {
    const site = { path: frame.module.path, span: source.site.span };
    // A name that comes back through a circle is bound to what it is now, not to itself.
    const now = from.own(name);
    frame.set(name, now ?? { kind: 'late', site, read: () => machine.member(source, name, site) });
  }
}
