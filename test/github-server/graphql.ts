/** GraphQL: GitHub's own schema (cut), executed by graphql-js over the nodes. */
import { readFileSync } from 'node:fs';
import {
  buildSchema,
  execute,
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { GraphqlRefusal, type Context } from './graphql-base.ts';
import { repositoryNode, viewerNode } from './graphql-nodes.ts';
import { mutations, nodeById } from './graphql-mutations.ts';
import type { Answer } from './http.ts';
import { isObject, objectOf, textOf, toJson, type Json } from './json.ts';
import { rateOf } from './rate-limit.ts';
import { allows } from './tokens.ts';

let built: GraphQLSchema | undefined;

function schema(): GraphQLSchema {
  built ??= buildSchema(readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8'), { assumeValid: true });
  return built;
}

/** A field that GitHub has and the embedded server does not model must fail loudly: `null` would be a lie. */
const fieldOf: GraphQLFieldResolver<unknown, Context> = (source, args, context, info) => {
  const value = isObject(source) ? source[info.fieldName] : undefined;
  if (value === undefined)
    throw new Error(`the embedded GitHub does not model ${info.parentType.name}.${info.fieldName}`);
  return isResolver(value) ? value(args, context) : value;
};

function isResolver(value: unknown): value is (args: unknown, context: Context) => unknown {
  return typeof value === 'function';
}

function rootOf(context: Context): Readonly<Record<string, unknown>> {
  const { state, token } = context;
  return {
    viewer: () => viewerNode(context),
    rateLimit: () => {
      const { limit, remaining, used, reset } = rateOf(state, token);
      return { cost: 1, nodeCount: 1, limit, remaining, used, resetAt: new Date(reset * 1000).toISOString() };
    },
    repository: (args: Readonly<Record<string, unknown>>) => {
      const name = `${String(args['owner'])}/${String(args['name'])}`;
      const repository = state.repository(String(args['owner']), String(args['name']));
      const isHidden = repository?.private === true && !allows(token, { permission: 'metadata', level: 'read' });
      if (repository !== undefined && !isHidden) return repositoryNode(context, repository);
      throw new GraphqlRefusal('NOT_FOUND', `Could not resolve to a Repository with the name '${name}'.`);
    },
    node: (args: Readonly<Record<string, unknown>>) => nodeById(context, String(args['id'])),
    nodes: (args: Readonly<Record<string, unknown>>) =>
      (Array.isArray(args['ids']) ? args['ids'] : []).map((id) => nodeById(context, String(id))),
    ...mutations(context),
  };
}

/** Errors in the query itself come with status 200, like all of GraphQL's; `fail` records them as violations. */
export function handleGraphql(context: Context, body: unknown, fail: (detail: string) => void): Answer {
  const request = objectOf(body);
  const query = textOf(request['query']);
  if (query === undefined)
    return answer({ errors: [{ message: 'A query attribute must be specified and must be a string.' }] });
  const document = parsed(query);
  const faults = document instanceof GraphQLError ? [document] : validate(schema(), document, specifiedRules);
  if (document instanceof GraphQLError || faults.length > 0) {
    faults.forEach((fault) => fail(`GraphQL: ${fault.message}`));
    return answer({ errors: faults.map((fault) => ({ message: fault.message, locations: locations(fault) })) });
  }
  const result = execute({
    schema: schema(),
    document,
    rootValue: rootOf(context),
    contextValue: context,
    variableValues: objectOf(request['variables']),
    fieldResolver: fieldOf,
  });
  if (result instanceof Promise) throw new Error('no resolver of the embedded GitHub is asynchronous');
  const errors = (result.errors ?? []).map((error) => formatted(error, fail));
  const data = toJson(result.data ?? null);
  return answer({ data, ...(errors.length > 0 ? { errors } : {}) });
}

function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    return error instanceof GraphQLError ? error : new GraphQLError(String(error));
  }
}

function formatted(error: GraphQLError, fail: (detail: string) => void): Json {
  const { originalError } = error;
  const type = originalError instanceof GraphqlRefusal ? originalError.type : undefined;
  if (type === undefined) fail(`GraphQL: ${error.message}`);
  return {
    ...(type === undefined ? {} : { type }),
    message: error.message,
    path: [...(error.path ?? [])],
    locations: locations(error),
  };
}

function locations(error: GraphQLError): Json {
  return (error.locations ?? []).map(({ line, column }) => ({ line, column }));
}

function answer(body: Json): Answer {
  return { status: 200, body };
}
