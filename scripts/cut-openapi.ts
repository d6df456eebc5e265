/**
 * Cuts the operations and webhooks in use out of GitHub's OpenAPI description (13 MB) into
 * `test/github-server/openapi.json`, as plain JSON Schema: `nullable` becomes a type, prose and examples go.
 * Run it after a change of `operations.ts` or an update of `@octokit/openapi`: `npx tsx scripts/cut-openapi.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { toJson, type Json, type JsonObject } from '../test/github-server/json.ts';
import { OPERATIONS, WEBHOOKS } from '../test/github-server/operations.ts';

const TARGET = new URL('../test/github-server/openapi.json', import.meta.url);
const PROSE = new Set([
  'description',
  'title',
  'example',
  'examples',
  'externalDocs',
  'deprecated',
  'default',
  'discriminator',
]);
/** Keys whose children are names chosen by GitHub, not keywords: a property may well be called `title`. */
const NAME_MAPS = new Set(['properties', 'schemas', 'definitions', 'patternProperties']);

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function objectAt(value: Json | undefined, ...keys: readonly string[]): JsonObject {
  const found = keys.reduce<Json | undefined>((node, key) => (isObject(node) ? node[key] : undefined), value);
  return isObject(found) ? found : {};
}

function plain(value: Json, inNames = false): Json {
  if (isList(value)) return value.map((item) => plain(item));
  if (!isObject(value)) return value;
  const kept: Record<string, Json> = {};
  for (const [key, child] of Object.entries(value)) {
    if (!inNames && (PROSE.has(key) || key === 'nullable' || key.startsWith('x-'))) continue;
    kept[key] = plain(child, !inNames && NAME_MAPS.has(key));
  }
  return !inNames && value['nullable'] === true ? withNull(kept) : kept;
}

function withNull(schema: Record<string, Json>): Json {
  const { type, enum: values, ...rest } = schema;
  if (typeof type !== 'string') return { anyOf: [{ type: 'null' }, schema] };
  return { type: [type, 'null'], ...(isList(values) ? { enum: [...values, null] } : {}), ...rest };
}

/** Follows `#/components/parameters/…`, `responses` and `headers`; schemas stay references. */
function resolved(document: Json, node: Json | undefined): JsonObject {
  const reference = isObject(node) ? node['$ref'] : undefined;
  if (typeof reference !== 'string') return objectAt(node);
  return objectAt(document, ...reference.replace('#/', '').split('/'));
}

function bodySchema(document: Json, holder: Json | undefined): Json {
  const content = objectAt(resolved(document, holder)['content']);
  const media = content['application/json'] ?? content['application/json; charset=utf-8'];
  return isObject(media) && media['schema'] !== undefined ? plain(media['schema']) : null;
}

function cutOperation(document: Json, method: string, path: string, operation: JsonObject): JsonObject {
  const parameters = isList(operation['parameters']) ? operation['parameters'] : [];
  const responses: Record<string, Json> = {};
  for (const [status, response] of Object.entries(objectAt(operation['responses']))) {
    if (status.startsWith('2') || status.startsWith('3')) responses[status] = bodySchema(document, response);
  }
  return {
    method: method.toUpperCase(),
    path,
    parameters: parameters.map((item) => {
      const parameter = resolved(document, item);
      const { name = '', schema = {}, required = false } = parameter;
      return { name, in: parameter['in'] ?? 'query', required, schema: plain(schema) };
    }),
    requestBody: bodySchema(document, operation['requestBody']),
    responses,
  };
}

function cutOperations(document: Json): Record<string, Json> {
  const wanted = new Set<string>(OPERATIONS);
  const found: Record<string, Json> = {};
  for (const [path, item] of Object.entries(objectAt(document, 'paths'))) {
    for (const [method, operation] of Object.entries(objectAt(item))) {
      const id = isObject(operation) ? operation['operationId'] : undefined;
      if (typeof id !== 'string' || !wanted.has(id) || path.includes('{base}...{head}')) continue;
      found[id] = cutOperation(document, method, path, objectAt(operation));
    }
  }
  const missing = OPERATIONS.filter((id) => found[id] === undefined);
  if (missing.length > 0) throw new Error(`Not in GitHub's description: ${missing.join(', ')}`);
  return found;
}

function cutWebhooks(document: Json): Record<string, Json> {
  const webhooks: Record<string, Json> = {};
  for (const name of WEBHOOKS)
    webhooks[name] = bodySchema(document, objectAt(document, 'x-webhooks', name, 'post', 'requestBody'));
  return webhooks;
}

function referencesIn(value: Json, into: Set<string>): void {
  if (isList(value)) return value.forEach((item) => referencesIn(item, into));
  if (!isObject(value)) return;
  const reference = value['$ref'];
  if (typeof reference === 'string') into.add(reference.replace('#/components/schemas/', ''));
  Object.values(value).forEach((child) => referencesIn(child, into));
}

/** GitHub answers null here although its description does not allow it: an outdated comment has no line, a file comment none at all. */
const NULL_IN_FACT: Readonly<Record<string, readonly string[]>> = {
  'pull-request-review-comment': ['line', 'original_line', 'position', 'original_position'],
  'review-comment': ['line', 'original_line', 'position', 'original_position'],
};

function corrected(name: string, schema: Json): Json {
  const properties = { ...objectAt(schema, 'properties') };
  for (const key of NULL_IN_FACT[name] ?? []) properties[key] = { type: ['integer', 'null'] };
  return isObject(schema) && NULL_IN_FACT[name] !== undefined ? { ...schema, properties } : schema;
}

function cutSchemas(document: Json, roots: Json): Record<string, Json> {
  const all = objectAt(document, 'components', 'schemas');
  const cut: Record<string, Json> = {};
  const open = new Set<string>();
  referencesIn(roots, open);
  for (const name of open) {
    const schema = corrected(name, plain(all[name] ?? {}));
    cut[name] = schema;
    referencesIn(schema, open);
  }
  return Object.fromEntries(Object.entries(cut).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const source = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');
const parsed: unknown = JSON.parse(readFileSync(source, 'utf8'));
const document = toJson(parsed);
const operations = cutOperations(document);
const webhooks = cutWebhooks(document);
const schemas = cutSchemas(document, { operations, webhooks });
const version = objectAt(document, 'info')['version'] ?? '';
const text = JSON.stringify({ version, operations, webhooks, components: { schemas } });
writeFileSync(TARGET, `${text}\n`);
process.stdout.write(
  `${OPERATIONS.length} operations, ${Object.keys(schemas).length} schemas, ${Math.round(text.length / 1024)} KB\n`,
);
