import { matchesSegments, matchesUnits } from '../../../config/segments.ts';
import type { Site } from '../../../core/span.ts';
import type { CallArguments, Value } from '../../value.ts';
import { argumentOf, sequence, textOfValue, truthOf } from '../../values.ts';
import type { Machine } from '../machine.ts';

/**
 * Files and folders of the analysed tree, as its own code would find them: `glob`, `os.path`, `os.listdir`, `pathlib`. The tree's
 * root is `/`, a path is a text, and what is not read (data, tests, excluded code) is not there.
 */

type Handler = (machine: Machine, args: CallArguments, site: Site) => Value | undefined;

/** Functions of `os` and `glob`, by their dotted names. */
export const FILE_SYSTEM: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['os.path.join', joined],
  ['posixpath.join', joined],
  ...['Path', 'PurePath', 'PosixPath', 'PurePosixPath'].map((name): [string, Handler] => [`pathlib.${name}`, made]),
  ['os.path.dirname', onPath((path) => parentOf(path))],
  ['os.path.basename', onPath((path) => path.slice(path.lastIndexOf('/') + 1))],
  ['os.path.abspath', onPath(normal)],
  ['os.path.realpath', onPath(normal)],
  ['os.path.normpath', onPath(normal)],
  ['os.path.splitext', splitExtension],
  ['os.path.relpath', relativePath],
  ['os.path.exists', existing(['file', 'folder'])],
  ['os.path.isfile', existing(['file'])],
  ['os.path.isdir', existing(['folder'])],
  ['os.listdir', (machine, args, site) => listed(machine, textOfValue(argumentOf(args, 'path', 0)), site)],
  ['os.walk', walked],
  ['glob.glob', globbed],
  ['glob.iglob', globbed],
]);

/** Names of `os` that are texts. */
export const PATH_CONSTANTS: ReadonlyMap<string, string> = new Map([
  ['os.sep', '/'],
  ['os.path.sep', '/'],
  ['os.curdir', '.'],
  ['os.pardir', '..'],
  ['os.extsep', '.'],
]);

/** Parts of a path: `.parent`, `.stem`, `.name`, `.suffix`, `.parts`, `.parents`. */
export function pathPart(text: string, name: string, site: Site): Value | undefined {
  const file = text.slice(text.lastIndexOf('/') + 1);
  switch (name) {
    case 'parent':
      return textValue(parentOf(text), site);
    case 'parents':
      return texts(parentsOf(text), site);
    case 'name':
      return textValue(file, site);
    case 'stem':
      return textValue(file.replace(/\.\w+$/, ''), site);
    case 'suffix':
      return textValue(/\.\w+$/.exec(file)?.[0] ?? '', site);
    case 'parts':
      return sequence(
        'tuple',
        [...(text.startsWith('/') ? ['/'] : []), ...segmentsOf(text)].map((part) => textValue(part, site)),
        site,
      );
    default:
      return undefined;
  }
}

/** Methods of a path, as `pathlib` has them; undefined for a text that is none, and for what is not modelled. */
export function pathMethod(
  machine: Machine,
  path: string,
  method: string,
  args: CallArguments,
  site: Site,
): Value | undefined {
  const [first] = args.positional.map(textOfValue);
  switch (method) {
    case 'resolve':
    case 'absolute':
      return path.startsWith('/') ? textValue(normal(path), site) : textValue(path, site);
    case 'as_posix':
      return textValue(path, site);
    case 'joinpath':
      return joined(machine, { ...args, positional: [textValue(path, site), ...args.positional] }, site);
    case 'relative_to':
      return first === undefined || !isWithin(path, first) ? undefined : textValue(relative(path, first), site);
    case 'with_suffix':
      return first === undefined ? undefined : textValue(path.replace(/\.\w+$/, '') + first, site);
    case 'exists':
      return existing(['file', 'folder'])(machine, { ...args, positional: [textValue(path, site)] }, site);
    case 'is_file':
      return existing(['file'])(machine, { ...args, positional: [textValue(path, site)] }, site);
    case 'is_dir':
      return existing(['folder'])(machine, { ...args, positional: [textValue(path, site)] }, site);
    case 'iterdir':
      return texts(within(machine, path, ['*'], site), site);
    case 'glob':
    case 'rglob':
      if (first === undefined) return undefined;
      return texts(within(machine, path, [...(method === 'rglob' ? ['**'] : []), ...segmentsOf(first)], site), site);
    default:
      return undefined;
  }
}

function globbed(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const pattern = textOfValue(argumentOf(args, 'pathname', 0));
  const root = textOfValue(args.keywords.get('root_dir'));
  if (pattern === undefined) return undefined;
  const recursive = args.keywords.get('recursive');
  const deep = recursive !== undefined && truthOf(recursive) === true;
  const segments = segmentsOf(normal(pattern)).map((one) => (one === '**' && !deep ? '*' : one));
  const folder = pattern.startsWith('/') ? '/' : (root ?? '');
  const found = within(machine, folder, segments, site);
  return texts(root === undefined ? found : found.map((path) => relative(path, root)), site);
}

/**
 * What a pattern covers below a folder. A relative one starts where the server does: at the nearest to the tree's root of the
 * folders above the code that asks, where there is anything to find.
 */
function within(machine: Machine, folder: string, pattern: readonly string[], site: Site): readonly string[] {
  const segments = [...segmentsOf(normal(folder)), ...pattern];
  if (folder.startsWith('/')) return matching(machine, segments);
  const above = segmentsOf(parentOf(site.path));
  for (let depth = 0; depth <= above.length; depth++) {
    const base = above.slice(0, depth);
    const found = matching(machine, [...base, ...segments]);
    if (found.length > 0) return found.map((path) => segmentsOf(path).slice(base.length).join('/'));
  }
  return [];
}

/** Files and folders that a pattern covers, in the order of their paths. */
function matching(machine: Machine, pattern: readonly string[]): readonly string[] {
  return machine.project.layout
    .entries()
    .filter((path) => matchesSegments(pattern, segmentsOf(path), matchesName))
    .map((path) => `/${path}`)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function matchesName(pattern: string, name: string): boolean {
  return matchesUnits(unitsOf(pattern), name.split(''));
}

/** A segment of a pattern by what each place asks: a character, `*`, `?`, or a class such as `[!_]`. */
function unitsOf(pattern: string): readonly string[] {
  const units: string[] = [];
  for (let at = 0; at < pattern.length; at += units.at(-1)?.length ?? 1) {
    const end = pattern[at] === '[' ? pattern.indexOf(']', at + 2) : -1;
    units.push(end < 0 ? pattern.charAt(at) : pattern.slice(at, end + 1));
  }
  return units;
}

type EntryKind = 'file' | 'folder';

function kindOf(machine: Machine, path: string): EntryKind | undefined {
  return path.startsWith('/') ? machine.project.layout.kindOf(normal(path).slice(1)) : undefined;
}

function existing(kinds: readonly EntryKind[]): Handler {
  return (machine, args, site) => {
    const path = textOfValue(args.positional[0]);
    const kind = path === undefined ? undefined : kindOf(machine, path);
    // Only code is seen: that a file is missing here proves nothing.
    return kind === undefined ? undefined : { kind: 'bool', value: kinds.includes(kind), site };
  };
}

function listed(machine: Machine, folder: string | undefined, site: Site): Value | undefined {
  if (folder === undefined) return undefined;
  return texts(
    within(machine, folder, ['*'], site).map((path) => path.slice(path.lastIndexOf('/') + 1)),
    site,
  );
}

/** `os.walk(folder)`: a tuple (folder, names of folders, names of files) for it and each folder below. */
function walked(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const top = textOfValue(argumentOf(args, 'top', 0));
  if (top?.startsWith('/') !== true) return undefined;
  const folders = [normal(top), ...matching(machine, [...segmentsOf(normal(top)), '**', '*'])];
  const rows = folders
    .filter((path, index) => index === 0 || kindOf(machine, path) === 'folder')
    .map((folder) => {
      const inside = matching(machine, [...segmentsOf(folder), '*']);
      const names = (kind: EntryKind): Value =>
        texts(
          inside.filter((path) => kindOf(machine, path) === kind).map((path) => path.slice(path.lastIndexOf('/') + 1)),
          site,
        );
      return sequence('tuple', [textValue(folder, site), names('folder'), names('file')], site);
    });
  return sequence('list', rows, site);
}

/** `Path("app", "routers")`; without arguments it is where the server runs. */
function made(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const [only] = args.positional;
  if (only === undefined) return args.open ? undefined : textValue('', site);
  return args.positional.length === 1 ? only : joined(machine, args, site);
}

function joined(_machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const parts = args.positional.map(textOfValue);
  if (!parts.every((part) => part !== undefined)) return undefined;
  return textValue(
    parts.reduce((path, part) => joinPath(path, part), ''),
    site,
  );
}

/** `folder / name`, as `os.path.join` and `pathlib` put them together. */
export function joinPath(folder: string, name: string): string {
  return name.startsWith('/') || folder === '' ? name : `${folder.replace(/\/$/, '')}/${name}`;
}

function onPath(change: (path: string) => string): Handler {
  return (_machine, args, site) => {
    const path = textOfValue(args.positional[0]);
    return path === undefined ? undefined : textValue(change(path), site);
  };
}

function splitExtension(_machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const path = textOfValue(args.positional[0]);
  if (path === undefined) return undefined;
  const [, stem = path, extension = ''] = /^(.*[^/])(\.[^./]*)$/.exec(path) ?? [];
  return sequence('tuple', [textValue(stem, site), textValue(extension, site)], site);
}

function relativePath(_machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const path = textOfValue(argumentOf(args, 'path', 0));
  const start = textOfValue(argumentOf(args, 'start', 1));
  if (path?.startsWith('/') !== true || start?.startsWith('/') !== true) return undefined;
  return textValue(relative(normal(path), normal(start)), site);
}

function relative(path: string, start: string): string {
  const from = segmentsOf(start);
  const to = segmentsOf(path);
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  const steps = [...from.slice(shared).map(() => '..'), ...to.slice(shared)];
  return steps.length === 0 ? '.' : steps.join('/');
}

/** Without `.`, `..` and doubled slashes. */
function normal(path: string): string {
  const kept: string[] = [];
  for (const part of segmentsOf(path)) {
    if (part === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (part !== '.' && !(part === '..' && path.startsWith('/'))) kept.push(part);
  }
  return (path.startsWith('/') ? '/' : '') + kept.join('/');
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '');
}

function parentOf(path: string): string {
  const cut = path.lastIndexOf('/');
  return cut <= 0 ? path.slice(0, cut + 1) : path.slice(0, cut);
}

/** Folders above, the nearest first. */
function parentsOf(path: string): readonly string[] {
  const parent = parentOf(path);
  return parent === path || parent === '' ? [] : [parent, ...parentsOf(parent)];
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

function textValue(value: string, site: Site): Value {
  return { kind: 'string', value, site };
}

function texts(values: readonly string[], site: Site): Value {
  return sequence(
    'list',
    values.map((value) => textValue(value, site)),
    site,
  );
}
