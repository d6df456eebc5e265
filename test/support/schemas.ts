import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { join } from 'node:path';
import { ROOT } from './fixtures.ts';

/** A document's faults by a schema; none when it conforms. */
export type Check = (document: unknown) => readonly string[];

function readJson(path: string): object {
  const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof json !== 'object' || json === null) throw new Error(`${path} holds no object.`);
  return json;
}

/** A schema that docs/schema publishes. */
export function publishedSchema(name: 'report' | 'routes' | 'config'): Check {
  const ajv = formats.default(new Ajv2020({ allErrors: true, strict: false }));
  const validate = ajv.compile(readJson(join(ROOT, `docs/schema/${name}.schema.json`)));
  return (document) =>
    validate(document) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

/** OASIS's schema of SARIF 2.1.0, as Microsoft's package carries it. */
export function sarifSchema(): Check {
  const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const ajv = formats.default(new Ajv({ allErrors: true, strict: false, validateSchema: false, unicodeRegExp: false }));
  // It names itself in the way of an older draft; nothing else in it is older.
  const { id: _id, ...schema }: { id?: unknown } = readJson(path);
  const validate = ajv.compile(schema);
  return (document) =>
    validate(document) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}
