/** Finds the route of a REST request, checks rights and shapes, and runs it. */
import { checkRoutes } from './checks.ts';
import { commentRoutes } from './comments.ts';
import { contentRoutes } from './contents.ts';
import { downloadRoutes } from './downloads.ts';
import { notFound, Refusal, type Answer, type Call, type Route } from './http.ts';
import { issueRoutes } from './issues.ts';
import { metaRoutes } from './meta.ts';
import { operations, requestFaults, type Operation } from './openapi.ts';
import { pullRoutes } from './pulls.ts';
import { countCreation } from './rate-limit.ts';
import { reviewRoutes } from './reviews.ts';
import { acceptedPermissions, allows, refusal, type Need } from './tokens.ts';

interface CompiledRoute extends Route {
  readonly described: Operation;
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

/** Parameters that may hold slashes. */
const GREEDY = new Set(['path', 'ref', 'basehead', 'branch']);

const routes: readonly CompiledRoute[] = [
  ...pullRoutes,
  ...reviewRoutes,
  ...commentRoutes,
  ...checkRoutes,
  ...issueRoutes,
  ...contentRoutes,
  ...downloadRoutes,
  ...metaRoutes,
]
  .map(compile)
  // The longer pattern first: `commits/{ref}/check-runs` before `commits/{ref}`.
  .sort((a, b) => b.described.path.split('/').length - a.described.path.split('/').length);

function compile(route: Route): CompiledRoute {
  const described = operations.find((operation) => operation.id === route.operation);
  if (described === undefined) throw new Error(`${route.operation} is not described`);
  const names: string[] = [];
  const source = described.path.replaceAll('.', '\\.').replace(/\/?\{(\w+)\}/g, (text, name: string) => {
    names.push(name);
    const slash = text.startsWith('/') ? '/' : '';
    // Contents of the root, and archives of the default branch, end without a value.
    if (name === 'path' || (name === 'ref' && described.path.includes('ball/'))) return `(?:${slash}(.*))?`;
    return `${slash}(${GREEDY.has(name) ? '.+' : '[^/]+'})`;
  });
  return { ...route, described, names, pattern: new RegExp(`^${source}$`) };
}

export interface Handled {
  readonly route: Route;
  readonly answer: Answer;
}

/** `fail` records a violation: the request is not what GitHub's description allows. */
export function handleRest(
  method: string,
  path: string,
  call: Omit<Call, 'params'>,
  fail: (detail: string) => void,
): Handled {
  const route = routes.find((item) => item.described.method === method && item.pattern.test(path));
  if (route === undefined) {
    fail(`${method} ${path} is not an address that the embedded GitHub knows`);
    throw notFound();
  }
  const values = route.pattern.exec(path)?.slice(1) ?? [];
  const params = Object.fromEntries(route.names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')]));
  const full: Call = { ...call, params };
  authorize(full, route.needs, method === 'GET');
  const faults = requestFaults(route.described, call.url.searchParams, call.body);
  faults.forEach((fault) => fail(`${route.operation}: ${fault}`));
  const inBody = faults.filter((fault) => !fault.startsWith('unknown query'));
  if (inBody.length > 0) throw new Refusal(422, `Invalid request.\n\n${inBody.join('\n')}`);
  if (route.creates === true) countCreation(call.state, call.token, call.complain);
  return { route, answer: route.handle(full) };
}

/** 404 hides a private repository from who may not read it; 403 names what would have sufficed. */
function authorize(call: Call, needs: readonly Need[], isRead: boolean): void {
  const { owner, repo } = call.params;
  if (owner === undefined || repo === undefined) return;
  const repository = call.state.repository(owner, repo);
  if (repository === undefined) throw notFound();
  const { token } = call;
  const isKnown =
    token?.repositories === undefined || token.repositories.includes(`${repository.owner}/${repository.name}`);
  if (isRead && !repository.private) return;
  if (token === undefined && !isRead) throw new Refusal(401, 'Requires authentication');
  if (token !== undefined && isKnown && needs.some((need) => allows(token, need))) return;
  if (repository.private && (isRead || !isKnown || token === undefined)) throw notFound();
  throw new Refusal(403, refusal(token), {}, { 'x-accepted-github-permissions': acceptedPermissions(needs) });
}
