/** `npm run new-rule -- <id>`: the files a new rule begins with, and what to do next. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const [id] = process.argv.slice(2);

if (id === undefined || !/^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(id)) {
  console.error('Name the bad pattern in kebab-case: npm run new-rule -- debug-enabled');
  process.exitCode = 2;
} else begin(id);

function begin(name: string): void {
  const files = new Map([
    [`src/rules/${name}.ts`, ruleText(name)],
    [`fixtures/rules/${name}/bad.py`, badText(name)],
    [`fixtures/rules/${name}/good.py`, GOOD],
  ]);
  const existing = [...files.keys()].filter((path) => existsSync(join(root, path)));
  if (existing.length > 0) {
    console.error(`There already: ${existing.join(', ')}`);
    process.exitCode = 2;
    return;
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  console.log(`Made:
  ${[...files.keys()].join('\n  ')}

Next:
  1. Write the fixtures: hits with \`# expect: ${name}\`, near misses without.
  2. Write the rule until \`npm run gen && npx vitest run test/rules.test.ts -t ${name}\` passes.
  3. \`npm run check\`.`);
}

function ruleText(name: string): string {
  return `import type { Facts } from '../fastapi/facts.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: '${name}',
  summary: 'Debug mode is on',
  category: 'exposure',
  severity: 'medium',
  confidence: 'high',
  cwe: [489],
  owasp: ['API8'],
  seeds: [],
  docs: {
    why: 'What goes wrong at run time, by the behaviour of FastAPI itself.',
    fix: 'What to write instead.',
    bad: \`from fastapi import FastAPI

app = FastAPI(debug=True)
\`,
    good: \`from fastapi import FastAPI

app = FastAPI()
\`,
    references: ['https://fastapi.tiangolo.com/reference/fastapi/'],
  },

  check: (facts) => problems(facts),
});

function* problems(facts: Facts): Iterable<Problem> {
  for (const app of facts.application.allApps) {
    const debug = app.args.keywords.get('debug');
    const at = app.args.keywordSites.get('debug');
    // What is not known to be on is not reported.
    if (at === undefined || debug?.kind !== 'bool' || !debug.value) continue;
    yield { at, subject: \`app \${app.name}\`, message: \`\\\`\${app.name}\\\` runs in debug mode. Take \\\`debug=True\\\` out.\` };
  }
}
`;
}

function badText(name: string): string {
  return `from fastapi import FastAPI

# The flag is written out.
app = FastAPI(debug=True)  # expect: ${name}
`;
}

const GOOD = `import os

from fastapi import FastAPI

# Whoever deploys decides; the default is off.
app = FastAPI(debug=os.getenv("DEBUG") == "1")
`;
