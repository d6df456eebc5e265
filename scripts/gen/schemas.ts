import { z } from 'zod';
import { configJsonSchema } from '../../src/config/schema.ts';
import { reportSchema, routesSchema } from '../../src/report/schema.ts';
import type { RuleMeta } from '../../src/rules/contract/rule.ts';
import type { GeneratedFile } from './file.ts';

/** The JSON Schemas under docs/schema: made of the same definitions that the code checks by. */
export function schemas(rules: readonly RuleMeta[]): readonly GeneratedFile[] {
  const file = (name: string, schema: unknown): GeneratedFile => ({
    path: `docs/schema/${name}.schema.json`,
    text: `${JSON.stringify(schema, null, 2)}\n`,
  });
  return [
    file('report', z.toJSONSchema(reportSchema, { target: 'draft-2020-12', reused: 'ref' })),
    file('routes', z.toJSONSchema(routesSchema, { target: 'draft-2020-12' })),
    file('config', configJsonSchema(rules.map((rule) => rule.id))),
  ];
}
