import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorsPage } from '../scripts/gen/errors-page.ts';
import { readme } from '../scripts/gen/readme.ts';
import { registry } from '../scripts/gen/registry.ts';
import { rulePages } from '../scripts/gen/rule-pages.ts';
import { schemas } from '../scripts/gen/schemas.ts';
import { seedPage } from '../scripts/gen/seed-page.ts';
import { REPORT_SECTIONS, SEEDS } from '../scripts/seed-coverage.ts';
import { CHECKLIST } from '../src/review/checklist-items.ts';
import { ALL_RULES } from '../src/rules/index.ts';
import { ROOT } from './support/fixtures.ts';

const IDS = ALL_RULES.map((rule) => rule.id);
const rules = ALL_RULES.toSorted((a, b) => (a.id < b.id ? -1 : 1));

describe('generated files', () => {
  const files = [...rulePages(rules), ...schemas(rules), errorsPage(), seedPage(rules)];

  it.each(files.map(({ path, text }) => [path, text] as const))('%s is what `npm run gen` makes', (path, text) => {
    expect(existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), 'utf8') : 'missing').toBe(text);
  });

  it('the registry lists every rule of src/rules', () => {
    const imports = (text: string): readonly string[] =>
      [...text.matchAll(/'\.\/([a-z0-9-]+)\.ts'/g)].map((m) => m[1] ?? '');
    const written = readFileSync(join(ROOT, 'src/rules/index.ts'), 'utf8');
    expect(imports(written)).toEqual(imports(registry(ROOT).text));
  });

  it('the README names every rule, input and output', () => {
    const words = (text: string): readonly string[] => text.replaceAll(/[\s|-]+/g, ' ').split(' ');
    expect(words(readFileSync(join(ROOT, 'README.md'), 'utf8'))).toEqual(words(readme(ROOT, rules).text));
  });
});

const FACTS = readFileSync(join(ROOT, 'test', 'truth', 'experiments', 'facts.json'), 'utf8');
const MEASURED = [...FACTS.matchAll(/"name": "([^"]+)"/g)].map(([, name]) => name);

describe('the practices that the product serves', () => {
  for (const { title, points } of SEEDS) {
    for (const { point, by, correction } of points) {
      it(`${title}: ${point}`, () => {
        expect(by).not.toEqual([]);
        if (correction !== undefined) {
          expect(correction.facts).not.toEqual([]);
          expect(MEASURED).toEqual(expect.arrayContaining([...correction.facts]));
        }
        for (const served of by) {
          if ('rules' in served) expect(IDS).toEqual(expect.arrayContaining([...served.rules]));
          else if ('page' in served) expect(existsSync(join(ROOT, served.page)), served.page).toBe(true);
          else expectSection(served.report);
        }
      });
    }
  }

  it('are decided in the checklist by rules that exist', () => {
    for (const item of CHECKLIST) expect(IDS, item.id).toEqual(expect.arrayContaining([...item.rules]));
    expect(new Set(CHECKLIST.map((item) => item.id)).size).toBe(CHECKLIST.length);
  });
});

function expectSection(name: string): void {
  const [section, item] = name.split(': ');
  expect(REPORT_SECTIONS).toContain(section);
  if (section === 'checklist') expect(CHECKLIST.map((each) => each.id)).toContain(item);
}
