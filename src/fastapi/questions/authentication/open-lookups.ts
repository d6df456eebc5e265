import { treeOf } from '../../dependency-tree.ts';
import { within } from '../code.ts';
import { callerParameters, enforces, knowsCaller } from './guards.ts';
import { derivedNames, isConversion, lookupsIn, type Lookup } from './lookups.ts';
import { namesCaller } from './names.ts';
import { namesIdentifier } from './things.ts';
import { asksForOwner, callerNames } from './ownership.ts';
import { isUnsafe } from './routes.ts';
import { aliasOf } from '../../protection/parameters.ts';
import type { Code, Facts } from '../../facts.ts';
import type { DependencyUse, Parameter, Route } from '../../model.ts';
import { nodesIn, mentions } from '../code.ts';
import type { Expr } from '../../../python/syntax.ts';

/** Objects that are fetched by an id from the request without a question about their owner. */

export interface OpenLookup {
  readonly route: Route;
  readonly code: Code;
  readonly lookup: Lookup;
  readonly id: string;
}

/** The first lookup of a route whose object nobody is asked about. */
export function openLookup(facts: Facts, route: Route, enforcing: ReadonlySet<string>): OpenLookup | undefined {
  const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  const ids = idsOf(route);
  if (code === undefined) return undefined;
  if (
    treeOf(route.dependencies).some(
      (use) =>
        use.parameters.some(({ name, source }) => ids.includes(name) || source === 'path') &&
        knowsCaller(use, enforcing),
    )
  )
    return undefined;
  const known = callerParameters(route, enforcing);
  // A controller whose attributes hold the user, or repositories bound to one: whatever it does, it does for the caller.
  const bound =
    code.owner !== undefined &&
    route.dependencies.some((use) => use.via === 'class-attribute' && knowsCaller(use, enforcing));
  const self = bound ? code.def?.params[0]?.name : undefined;
  const callers = callerNames(code, self === undefined ? known : new Set([...known, self]));
  if (treeOf(route.dependencies).some((use) => /^APIKey(Header|Query)|^HTTPBasic/.test(use.scheme ?? '')))
    return undefined;
  const here = ids.length > 0 || isUnsafe(route) ? inBody(facts, code, route, ids, callers) : undefined;
  return here ?? inDependency(facts, code, { route, ids, callers, enforcing });
}

/** Names of parameters that pick one object: by their name, or by a type that is counted. */
function idsOf(route: Route): readonly string[] {
  return route.parameters
    .filter((parameter) => {
      if (parameter.source !== 'path')
        return (
          /^(query|body|form)$/.test(parameter.source) && [parameter.name, aliasOf(parameter)].some(namesIdentifier)
        );
      const type = parameter.annotation;
      return (
        namesIdentifier(parameter.name) ||
        (type?.kind === 'external' && /(^|\.)(int|UUID\d?|ObjectId|PydanticObjectId)$/.test(type.name))
      );
    })
    .map(({ name }) => name);
}

function inBody(
  facts: Facts,
  code: Code,
  route: Route,
  ids: readonly string[],
  callers: ReadonlySet<string>,
): OpenLookup | undefined {
  const names = derivedNames(code, new Set(ids), isConversion);
  const bodies = new Set(route.parameters.filter(({ source }) => source === 'body').map(({ name }) => name));
  const byBody = ids.length === 0 && isUnsafe(route);
  const usesId = (expr: Expr): boolean =>
    mentions(expr, names) ||
    (byBody &&
      nodesIn(expr).some(
        (node) => node.kind === 'attribute' && namesIdentifier(node.attr) && mentions(node.value, bodies),
      ));
  const [lookup] = lookupsIn(code, usesId).filter((one) => isUsed(code, one));
  if (lookup === undefined || asksForOwner(facts, code, callers, usesId)) return undefined;
  return { route, code, lookup, id: ids.find((id) => mentions(lookup.node, new Set([id]))) ?? ids[0] ?? 'id' };
}

/** What is found goes out, or is changed: returned, handed on, or the lookup itself removes it. */
function isUsed(code: Code, lookup: Lookup): boolean {
  if (changes(lookup)) return true;
  return nodesIn(code.body).some((node) => {
    if (node.kind === 'return' || node.kind === 'expr' || node.kind === 'delete')
      return within(lookup.node, node) || mentions(node, lookup.results);
    if (node.kind === 'assign' || node.kind === 'augassign')
      return node.kind === 'assign'
        ? node.targets.some(
            (target) => target.kind !== 'name' && (within(lookup.node, target) || mentions(target, lookup.results)),
          )
        : true;
    return node.kind === 'for' && mentions(node.iter, lookup.results);
  });
}

/** `orders.update_one({"_id": order_id}, …)`: whatever becomes of its result. */
function changes({ node }: Lookup): boolean {
  return (
    node.kind === 'call' &&
    node.func.kind === 'attribute' &&
    /^(update|delete|remove|replace|find_one_and)(_|$)/.test(node.func.attr)
  );
}

/** `order = Depends(get_order)`: fetched by the dependency, and not compared here either. */
function inDependency(
  facts: Facts,
  handler: Code,
  {
    route,
    ids,
    callers,
    enforcing,
  }: {
    readonly route: Route;
    readonly ids: readonly string[];
    readonly callers: ReadonlySet<string>;
    readonly enforcing: ReadonlySet<string>;
  },
): OpenLookup | undefined {
  for (const parameter of route.parameters) {
    const use = parameter.dependency;
    const code = use?.value.kind === 'function' ? facts.codeOf(use.value) : undefined;
    if (use === undefined || code === undefined || !use.resolved) continue;
    const own = use.parameters.filter(({ source }) => source === 'path').map(({ name }) => name);
    if (own.length === 0) continue;
    const names = derivedNames(code, new Set(own), isConversion);
    const usesId = (expr: Expr): boolean => mentions(expr, names);
    const [lookup] = lookupsIn(code, usesId);
    if (
      lookup === undefined ||
      asksForOwner(facts, code, callerNames(code, userParameters(use.parameters, enforcing)), usesId)
    )
      continue;
    if (asksForOwner(facts, handler, callers, (expr) => mentions(expr, new Set([parameter.name, ...ids])))) continue;
    if (passesBoth(handler, callers, parameter.name)) continue;
    return { route, code, lookup, id: own[0] ?? 'id' };
  }
  return undefined;
}

function userParameters(parameters: readonly Parameter[], enforcing: ReadonlySet<string>): ReadonlySet<string> {
  const knows = (use: DependencyUse | undefined): boolean => use !== undefined && enforces(use, enforcing);
  return new Set(
    parameters
      .filter(
        ({ name, source, dependency }) =>
          source === 'request' || (source === 'dependency' && (namesCaller(name) || knows(dependency))),
      )
      .map(({ name }) => name),
  );
}

function passesBoth(code: Code, callers: ReadonlySet<string>, object: string): boolean {
  return code.calls.some(({ node }) => mentions(node, callers) && mentions(node, new Set([object])));
}
