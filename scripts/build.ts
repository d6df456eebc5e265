/** `npm run build` makes dist; with `--check` it proves that the committed dist is what src makes, and that it runs alone. */
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, type Metafile } from 'esbuild';
import { PARSER_FILES } from '../src/app/parser-files.ts';
import { licences } from './licences.ts';

const root = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

if (values.check) await check();
else await make(join(root, 'dist'));

/** Made whole beside its place first: a build that fails leaves the old one standing. */
async function make(target: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'build-'));
  try {
    const metafile = await bundle(folder);
    for (const { source, name } of PARSER_FILES) copyFileSync(require.resolve(source), join(folder, name));
    writeFileSync(join(folder, 'licenses.txt'), licences(root, metafile));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    cpSync(folder, target, { recursive: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bundle(target: string): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { index: 'src/action/main.ts', cli: 'src/cli/main.ts' },
    outdir: target,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    chunkNames: 'chunks/[name]-[hash]',
    legalComments: 'none',
    charset: 'utf8',
    // Bundled CommonJS packages call `require` for Node's own modules.
    banner: {
      js: `import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);`,
    },
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}

async function check(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dist-'));
  try {
    const rebuilt = join(folder, 'dist');
    await make(rebuilt);
    const wanted = digests(rebuilt);
    const committed = existsSync(join(root, 'dist')) ? digests(join(root, 'dist')) : new Map<string, string>();
    const names = new Set([...wanted.keys(), ...committed.keys()]);
    const different = [...names].filter((name) => wanted.get(name) !== committed.get(name));
    if (different.length > 0)
      throw new Error(`dist is not what src makes; run \`npm run build\`: ${different.join(', ')}`);
    runAlone(rebuilt, folder);
    console.log('dist is what src makes, and runs alone.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In a folder with nothing else: no node_modules above it can help. */
function runAlone(dist: string, folder: string): void {
  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'main.py'), 'from fastapi import FastAPI\n\napp = FastAPI()\n');
  cpSync(dist, join(folder, 'alone'), { recursive: true });
  const output = execFileSync(process.execPath, [join(folder, 'alone/cli.js'), 'routes', project, '--format', 'json'], {
    cwd: project,
    encoding: 'utf8',
  });
  if (!output.includes('"main:app"')) throw new Error('dist does not find an application when it stands alone.');
}

function digests(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), createHash('sha256').update(readFileSync(path)).digest('hex')];
    }),
  );
}
