/** Which files of a repository are read at all; the same for git, a folder and GitHub's API. */
import type { SkippedFile } from './snapshot.ts';

/** Above this a file is skipped. Python above the parser's own, lower limit is still handed on: the parser reports it. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;

const WANTED_NAMES = new Set([
  'pyproject.toml',
  'setup.cfg',
  'setup.py',
  'uv.lock',
  'poetry.lock',
  'pdm.lock',
  'Pipfile.lock',
  'Pipfile',
  'Procfile',
]);

const WANTED_PATTERNS = [
  /\.py$/,
  /^requirements[^/]*\.txt$/,
  /^Dockerfile[^/]*$/,
  /\.Dockerfile$/,
  /^(?:docker-)?compose[^/]*\.ya?ml$/,
];

const CONFIG_PATHS = new Set(['.github/fastapi-hardening.yml', '.github/fastapi-hardening.yaml']);

/** Folders a walk over a plain folder doesn't enter: what is in them was installed or generated, never written here. */
const PRUNED_FOLDERS = new Set([
  '.git',
  '.hg',
  '.svn',
  '.venv',
  'venv',
  'node_modules',
  'site-packages',
  '__pycache__',
  '__pypackages__',
  '.tox',
  '.nox',
  '.eggs',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
]);

/** True for Python and for the few other files that say what runs and how: pins, containers, our configuration. */
export function isWanted(path: string): boolean {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  if (WANTED_NAMES.has(name) || WANTED_PATTERNS.some((pattern) => pattern.test(name))) return true;
  const folder = path.slice(0, Math.max(slash, 0));
  if (name.endsWith('.txt') && (folder === 'requirements' || folder.endsWith('/requirements'))) return true;
  return CONFIG_PATHS.has(path);
}

/** True for a folder that a walk over a plain folder leaves out by its name. */
export function isPrunedFolder(name: string): boolean {
  return PRUNED_FOLDERS.has(name);
}

/** True for a name that could mean another place than the one it stands for, here or on another system. */
export function isUnsafeName(path: string): boolean {
  if (path === '' || path.includes('\0') || path.includes('\uFFFD')) return true;
  if (path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path) || path.startsWith('\\')) return true;
  return path
    .split('/')
    .some((part) => part === '' || part === '.' || part === '..' || /^\.\.[\\]|\\\.\.$|\\\.\.\\/.test(part));
}

const LFS_HEAD = 'version https://git-lfs.github.com/spec/v1\n';

/** True for the small text that git LFS stores in place of a file. */
export function isLfsPointer(bytes: Uint8Array): boolean {
  if (bytes.length < LFS_HEAD.length || bytes.length > 1024) return false;
  for (let index = 0; index < LFS_HEAD.length; index += 1) {
    if (bytes[index] !== LFS_HEAD.charCodeAt(index)) return false;
  }
  return true;
}

/** Why a file with these bytes isn't handed on; undefined when it is. */
export function reasonToSkip(bytes: Uint8Array): SkippedFile['reason'] | undefined {
  if (bytes.length > MAX_FILE_BYTES) return 'too-large';
  return isLfsPointer(bytes) ? 'lfs-pointer' : undefined;
}
