/**
 * Cuts the types in use out of GitHub's GraphQL schema (1.2 MB) into `test/github-server/schema.graphql`. A field, argument
 * or interface goes when its type is not in the list, so that what stays is GitHub's own and closed in itself.
 * Run it after a change of the list or an update of `@octokit/graphql-schema`: `npx tsx scripts/cut-graphql.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Kind, parse, print, visit, type ASTNode, type DefinitionNode, type TypeNode } from 'graphql';

const TARGET = new URL('../test/github-server/schema.graphql', import.meta.url);
const MUTATIONS = [
  'AddPullRequestReviewThreadReply',
  'DeletePullRequestReviewComment',
  'MinimizeComment',
  'ResolveReviewThread',
  'UnminimizeComment',
  'UnresolveReviewThread',
  'UpdatePullRequestReviewComment',
];
const TYPES = new Set([
  ...MUTATIONS.flatMap((name) => [`${name}Input`, `${name}Payload`]),
  ...['Query', 'Mutation', 'Node', 'Actor', 'Bot', 'User', 'PageInfo', 'RateLimit', 'RepositoryOwner', 'Repository'],
  ...['GitObject', 'Blob', 'Commit', 'Tree', 'TreeEntry', 'Minimizable'],
  ...['PullRequest', 'PullRequestState', 'PullRequestReview', 'PullRequestReviewConnection', 'PullRequestReviewState'],
  ...['PullRequestReviewThread', 'PullRequestReviewThreadConnection', 'PullRequestReviewThreadSubjectType', 'DiffSide'],
  ...[
    'PullRequestReviewComment',
    'PullRequestReviewCommentConnection',
    'CommentAuthorAssociation',
    'ReportedContentClassifiers',
  ],
  ...['String', 'Int', 'Boolean', 'ID', 'Float', 'DateTime', 'GitObjectID', 'URI', 'BigInt', 'GitTimestamp'],
]);

function isKept(type: TypeNode): boolean {
  return type.kind === Kind.NAMED_TYPE ? TYPES.has(type.name.value) : isKept(type.type);
}

function cut(definition: DefinitionNode): readonly ASTNode[] {
  if (!('name' in definition) || !TYPES.has(definition.name.value)) return [];
  return [
    visit(definition, {
      StringValue: (node) => (node.block === true ? null : undefined),
      Directive: () => null,
      FieldDefinition: (node) => (isKept(node.type) ? undefined : null),
      InputValueDefinition: (node) => (isKept(node.type) ? undefined : null),
      ObjectTypeDefinition: (node) => ({ ...node, interfaces: (node.interfaces ?? []).filter(isKept) }),
      InterfaceTypeDefinition: (node) => ({ ...node, interfaces: (node.interfaces ?? []).filter(isKept) }),
    }),
  ];
}

const source = new URL('../node_modules/@octokit/graphql-schema/schema.graphql', import.meta.url);
const kept = parse(readFileSync(source, 'utf8'), { noLocation: true }).definitions.flatMap(cut);
const text = `${kept.map((node) => print(node)).join('\n\n')}\n`;
writeFileSync(TARGET, `# Cut from GitHub's schema by scripts/cut-graphql.ts; do not edit.\n\n${text}`);
process.stdout.write(`${kept.length} types, ${Math.round(text.length / 1024)} KB\n`);
