/** Checks requests and answers against GitHub's published OpenAPI description. */
import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { isObject, listOf, objectOf, textOf } from './json.ts';
import { OPERATIONS, type OperationId } from './operations.ts';

export interface Operation {
  readonly id: OperationId;
  readonly method: string;
  readonly path: string;
  readonly query: ReadonlyMap<string, { readonly required: boolean }>;
}

const FILE = new URL('./openapi.json', import.meta.url);
const document = objectOf(JSON.parse(readFileSync(FILE, 'utf8')));
const described = objectOf(document['operations']);

const answers = newAjv(document, false);
const requests = newAjv(strict(document), true);

function newAjv(schema: unknown, allErrors: boolean): Ajv {
  const ajv = new Ajv({ strict: false, allErrors, verbose: true, validateFormats: true, unicodeRegExp: false });
  formats.default(ajv);
  ajv.addFormat('repo.nwo', true);
  ajv.addSchema({ ...objectOf(schema), $id: 'github' });
  return ajv;
}

/** GitHub refuses unknown keys ("is not a permitted key"), though its description does not say so. */
function strict(value: unknown, isAlternative = false): unknown {
  if (Array.isArray(value)) return value.map((item) => strict(item, isAlternative));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, child]) => [
    key,
    strict(child, ['anyOf', 'oneOf', 'allOf', 'components'].includes(key)),
  ]);
  const copy = objectOf(Object.fromEntries(entries));
  const isClosed = isObject(value['properties']) && !isAlternative && copy['additionalProperties'] === undefined;
  return isClosed ? { ...copy, additionalProperties: false } : copy;
}

export const operations: readonly Operation[] = OPERATIONS.map((id) => {
  const operation = objectOf(described[id]);
  const query = listOf(operation['parameters'])
    .map(objectOf)
    .filter((parameter) => parameter['in'] === 'query')
    .map((parameter): [string, { required: boolean }] => [
      String(parameter['name']),
      { required: parameter['required'] === true },
    ]);
  return { id, method: String(operation['method']), path: String(operation['path']), query: new Map(query) };
});

const compiled = new Map<string, ValidateFunction | undefined>();

function validator(ajv: Ajv, kind: string, pointer: readonly string[]): ValidateFunction | undefined {
  const key = `${kind} ${pointer.join(' ')}`;
  if (compiled.has(key)) return compiled.get(key);
  const schema = pointer.reduce<unknown>((node, part) => objectOf(node)[part], document);
  const path = pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  const validate = isObject(schema) ? ajv.compile({ $ref: `github#/${path}` }) : undefined;
  compiled.set(key, validate);
  return validate;
}

/** What GitHub would say of the body, in its own words; empty when it fits. */
export function requestFaults(operation: Operation, query: URLSearchParams, body: unknown): readonly string[] {
  const unknown = [...query.keys()]
    .filter((name) => !operation.query.has(name))
    .map((name) => `unknown query parameter "${name}"`);
  const validate = validator(requests, 'request', ['operations', operation.id, 'requestBody']);
  if (validate === undefined) return unknown;
  if (validate(body ?? {})) return unknown;
  return [...unknown, ...(validate.errors ?? []).map(wording)];
}

/** Compares an answer with the description. A difference is a defect of the embedded server, never of the client. */
export function answerFaults(id: OperationId, status: number, body: unknown): readonly string[] {
  const responses = objectOf(objectOf(described[id])['responses']);
  if (responses[String(status)] === undefined) return [`${id} does not answer ${status}`];
  const validate = validator(answers, 'answer', ['operations', id, 'responses', String(status)]);
  if (validate === undefined || validate(body)) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

export function webhookFaults(name: string, payload: unknown): readonly string[] {
  const validate = validator(answers, 'webhook', ['webhooks', name]);
  if (validate === undefined) return [`${name} is not in the description`];
  if (validate(payload)) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

function wording(error: ErrorObject): string {
  const params = objectOf(error.params);
  const place = `properties${error.instancePath}`;
  const supplied = Array.isArray(error.data) ? error.data.length : (textOf(error.data)?.length ?? 0);
  switch (error.keyword) {
    case 'required':
      return `"${String(params['missingProperty'])}" wasn't supplied.`;
    case 'additionalProperties':
      return `"${String(params['additionalProperty'])}" is not a permitted key.`;
    case 'maxItems':
      return `No more than ${String(params['limit'])} items are allowed; ${supplied} were supplied.`;
    case 'maxLength':
      return `Only ${String(params['limit'])} characters are allowed; ${supplied} were supplied.`;
    default:
      return `For '${place}', ${error.message ?? 'the value is invalid'}.`;
  }
}
