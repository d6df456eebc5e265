import type { Site } from '../../../core/span.ts';
import type { CallArguments, Value } from '../../value.ts';
import { argumentOf, defaultOf, sequence, textOfValue, unknown } from '../../values.ts';
import type { Target } from '../../../project/layout.ts';
import type { Machine } from '../machine.ts';

/** Modules that code finds by name or by listing a package, instead of importing them in so many words. */

/** `importlib.import_module("pkg.mod")`, also relative with `package=`. */
export function importByName(machine: Machine, args: CallArguments, site: Site): Value {
  const name = textOfValue(argumentOf(args, 'name', 0));
  if (name === undefined) {
    return unknown(site, 'a module whose name is made at run time');
  }
  const level = /^\.*/.exec(name)?.[0].length ?? 0;
  const anchor = textOfValue(argumentOf(args, 'package', 1));
  const dotted =
    level === 0
      ? name
      : [...(anchor ?? '').split('.').slice(0, level === 1 ? undefined : 1 - level), name.slice(level)].join('.');
  const target = machine.project.layout.resolve(site.path, dotted, 0);
  return target.kind === 'outside' ? { kind: 'external', name: target.name, site } : machine.moduleValue(target, site);
}

/** `pkgutil.iter_modules(package.__path__)`: named tuples (finder, name, ispkg). */
export function findModules(machine: Machine, args: CallArguments, site: Site): Value {
  return listModules(machine, args, site, false);
}

/** `pkgutil.walk_packages(package.__path__, prefix)`: the same, with what is inside packages. */
export function walkModules(machine: Machine, args: CallArguments, site: Site): Value {
  return listModules(machine, args, site, true);
}

function listModules(machine: Machine, args: CallArguments, site: Site, deep: boolean): Value {
  const where = argumentOf(args, 'path', 0);
  const target = where === undefined ? undefined : folderOf(machine, where);
  if (target === undefined) return unknown(site, 'modules found at run time');
  const prefix = textOfValue(argumentOf(args, 'prefix', 1)) ?? '';
  const found = modulesBelow(machine, target, prefix, deep);
  const items = found.map(({ name, isPackage }) =>
    sequence(
      'tuple',
      [
        { kind: 'external', name: 'pkgutil.ModuleInfo().module_finder', site },
        { kind: 'string', value: name, site },
        { kind: 'bool', value: isPackage, site },
      ],
      site,
    ),
  );
  return sequence('list', items, site);
}

function modulesBelow(
  machine: Machine,
  target: Target,
  prefix: string,
  deep: boolean,
): { readonly name: string; readonly isPackage: boolean }[] {
  return machine.project.layout.childrenOf(target).flatMap((name) => {
    const child = machine.project.layout.child(target, name);
    const isPackage = child?.kind === 'file' && child.path.endsWith('/__init__.py');
    const own = { name: prefix + name, isPackage };
    return deep && isPackage ? [own, ...modulesBelow(machine, child, `${own.name}.`, deep)] : [own];
  });
}

/** A package (`pkg.__path__`), or a folder named by a path string, or a list of one of these. */
function folderOf(machine: Machine, value: Value): Target | undefined {
  const settled = defaultOf(value);
  if (settled.kind === 'module') {
    return machine.project.sources.has(settled.path)
      ? { kind: 'file', path: settled.path, name: settled.name }
      : { kind: 'folder', path: settled.path, name: settled.name };
  }
  if (settled.kind === 'list' && settled.items[0] !== undefined) return folderOf(machine, settled.items[0]);
  if (settled.kind === 'string' && settled.value.startsWith('/'))
    return { kind: 'folder', path: settled.value.slice(1), name: '' };
  return undefined;
}
