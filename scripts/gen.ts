/** `npm run gen` writes every generated file; with `--check` it says which are not what they should be. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type * as Registry from '../src/rules/index.ts';
import type { GeneratedFile } from './gen/file.ts';
import { errorsPage } from './gen/errors-page.ts';
import { readme } from './gen/readme.ts';
import { registry } from './gen/registry.ts';
import { rulePages } from './gen/rule-pages.ts';
import { schemas } from './gen/schemas.ts';
import { seedPage } from './gen/seed-page.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const stale: string[] = [];

await settle(registry(root));
// The registry names the rules; everything else is made of it, so it is loaded as it now stands.
const { ALL_RULES } = await loadRegistry();
const rules = ALL_RULES.toSorted((a, b) => (a.id < b.id ? -1 : 1));
const pages = rulePages(rules);
for (const file of [...pages, ...schemas(rules), errorsPage(), seedPage(rules), readme(root, rules)]) {
  await settle(file);
}
removeOrphans(new Set(pages.map((page) => page.path)));
report();

async function settle({ path, text }: GeneratedFile): Promise<void> {
  const target = join(root, path);
  const wanted = await formatted(path, text);
  if (existsSync(target) && readFileSync(target, 'utf8') === wanted) return;
  stale.push(path);
  if (values.check) return;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, wanted);
}

/** Pages are kept as they are made; code and the README obey the formatter like their neighbours. */
async function formatted(path: string, text: string): Promise<string> {
  if (!path.endsWith('.ts') && path !== 'README.md') return text;
  return format(text, { ...(await resolveConfig(join(root, path))), filepath: path });
}

async function loadRegistry(): Promise<typeof Registry> {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- an import by path has no type of its own
  return (await import(pathToFileURL(join(root, 'src/rules/index.ts')).href)) as typeof Registry;
}

/** A page whose rule is gone would still be found by search engines. */
function removeOrphans(known: ReadonlySet<string>): void {
  for (const name of readdirSync(join(root, 'docs/rules'))) {
    const path = `docs/rules/${name}`;
    if (known.has(path)) continue;
    stale.push(path);
    if (!values.check) rmSync(join(root, path));
  }
}

function report(): void {
  if (values.check && stale.length > 0) {
    console.error(`Not what \`npm run gen\` makes:\n${stale.map((path) => `  ${path}`).join('\n')}`);
    process.exitCode = 1;
    return;
  }
  console.log(stale.length === 0 ? 'Generated files are up to date.' : `Wrote:\n  ${stale.join('\n  ')}`);
}
