import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { RuleMeta } from '../../src/rules/contract/rule.ts';
import { markdownTable, replaceSection, type GeneratedFile } from './file.ts';
import { ruleTables } from './rule-pages.ts';

const actionSchema = z.object({
  inputs: z.record(
    z.string(),
    z.object({ description: z.string(), default: z.union([z.string(), z.boolean(), z.number()]).optional() }),
  ),
  outputs: z.record(z.string(), z.object({ description: z.string() })),
});

/** The tables of the README: rules from the rules, inputs and outputs from action.yml. */
export function readme(root: string, rules: readonly RuleMeta[]): GeneratedFile {
  let text = readFileSync(join(root, 'README.md'), 'utf8');
  text = replaceSection(text, 'rules', ruleTables(rules, 'docs/rules/'));
  const action = join(root, 'action.yml');
  if (existsSync(action)) {
    const { inputs, outputs } = actionSchema.parse(parse(readFileSync(action, 'utf8')));
    const inputRows = Object.entries(inputs).map(([name, input]) => [
      `\`${name}\``,
      input.description,
      input.default === undefined || input.default === '' ? '' : `\`${String(input.default)}\``,
    ]);
    const outputRows = Object.entries(outputs).map(([name, output]) => [`\`${name}\``, output.description]);
    text = replaceSection(text, 'inputs', markdownTable(['Input', 'What it is', 'Default'], inputRows));
    text = replaceSection(text, 'outputs', markdownTable(['Output', 'What it is'], outputRows));
  }
  return { path: 'README.md', text };
}
