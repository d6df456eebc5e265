import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { z } from 'zod';

const packageSchema = z.object({ name: z.string(), version: z.string(), license: z.string().optional() });

/** Packages whose files are copied, not bundled. */
const COPIED = ['node_modules/web-tree-sitter', 'node_modules/tree-sitter-python'];

/** The licences of everything that dist carries, by package. */
export function licences(root: string, metafile: Metafile): string {
  const folders = new Set(COPIED);
  for (const input of Object.keys(metafile.inputs)) {
    const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (folder !== undefined) folders.add(folder);
  }
  const entries = [...folders].map((folder) => licence(join(root, folder)));
  return `${entries.toSorted().join(`\n\n${'-'.repeat(100)}\n\n`)}\n`;
}

function licence(folder: string): string {
  const { name, version, license } = packageSchema.parse(
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  );
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text =
    file === undefined || !existsSync(join(folder, file))
      ? 'No licence file in the package.'
      : readFileSync(join(folder, file), 'utf8').trim();
  return `${name} ${version} (${license ?? 'no licence named'})\n\n${text}`;
}
