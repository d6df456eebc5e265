import type { Site } from '../../core/span.ts';
import type { CallArguments, Value } from '../value.ts';
import { argumentOf, defaultOf, sequence, textOfValue, unknown } from '../values.ts';
import type { Target } from '../../project/layout.ts';
import type { Machine } from './machine.ts';

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

/** `Path(__file__).parent.glob("*.py")`: the Python files of a folder, as paths. */
export function filesIn(machine: Machine, folder: string, pattern: string | undefined, site: Site): Value | undefined {
  if (!folder.startsWith('/') || (pattern !== undefined && !/^\*\w*\.py$/.test(pattern))) return undefined;
  const suffix = pattern?.slice(1) ?? '.py';
  const names = machine.project.layout
    .childrenOf({ kind: 'folder', path: folder.slice(1), name: '' })
    .concat('__init__');
  const paths = names
    .map((name) => `${folder === '/' ? '' : folder}/${name}.py`)
    .filter((path) => path.endsWith(suffix) && machine.project.sources.has(path.slice(1)));
  return sequence(
    'list',
    paths.map((value) => ({ kind: 'string' as const, value, site })),
    site,
  );
}

/** Parts of a path string: `.parent`, `.stem`, `.name`. */
export function pathPart(text: string, name: string, site: Site): Value | undefined {
  if (!text.startsWith('/')) return undefined;
  const cut = text.lastIndexOf('/');
  const file = text.slice(cut + 1);
  if (name === 'parent') return { kind: 'string', value: cut <= 0 ? '/' : text.slice(0, cut), site };
  if (name === 'name') return { kind: 'string', value: file, site };
  return name === 'stem' ? { kind: 'string', value: file.replace(/\.\w+$/, ''), site } : undefined;
}

/** `os.path.dirname(__file__)`. */
export function dirname(args: CallArguments, site: Site): Value | undefined {
  const [first] = args.positional;
  return first?.kind === 'string' ? pathPart(first.value, 'parent', site) : undefined;
}

/** `os.path.join(root, "plugins")`. */
export function joinedPath(args: CallArguments, site: Site): Value | undefined {
  const parts = args.positional.map(textOfValue);
  if (!parts.every((part) => part !== undefined)) return undefined;
  const value = parts.reduce((path, part) =>
    part.startsWith('/') || path === '' ? part : `${path.replace(/\/$/, '')}/${part}`,
  );
  return { kind: 'string', value, site };
}
