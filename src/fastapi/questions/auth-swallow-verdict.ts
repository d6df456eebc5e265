import type { Code, Facts } from '../facts.ts';
import type { Route } from '../model.ts';
import { mentions, nameOf, nodesIn, servesRequests } from './auth-code.ts';
import { schemesOf, treeOf } from './auth-guards.ts';
import { namesGuard, namesOptional } from './auth-names.ts';
import { swallowsIn, type Swallow } from './auth-swallow.ts';

/** The rejection that a guard catches, where that lets callers in: nobody who gets its result asks whether there is one. */
export function swallowOf(facts: Facts, code: Code): Swallow | undefined {
  if (code.def === undefined || !servesRequests(facts, code) || namesOptional(nameOf(code))) return undefined;
  const [swallow] = swallowsIn(facts, code);
  if (swallow === undefined || !isGuard(facts, code, swallow) || isCheckedLater(facts, code)) return undefined;
  return swallow;
}

/** Reached as a dependency; a token that cannot be read counts only where it came from a scheme, or the name promises a guard. */
function isGuard(facts: Facts, code: Code, swallow: Swallow): boolean {
  if (facts.usesOf(code).length === 0) return false;
  return (
    swallow.what !== 'token' || namesGuard(nameOf(code)) || facts.usesOf(code).some((use) => schemesOf(use).length > 0)
  );
}

/** Routes whose dependencies hold the function. */
export function reaching(facts: Facts, code: Code): readonly Route[] {
  return facts.application.routes.filter((route) =>
    treeOf(route.dependencies).some((use) => use.value.kind === 'function' && use.value.def === code.def),
  );
}

/** Everyone who gets its result asks whether there is one: another dependency that refuses, or the endpoint. */
function isCheckedLater(facts: Facts, code: Code): boolean {
  const routes = reaching(facts, code);
  return (
    routes.length > 0 &&
    routes.every((route) => {
      const holders = treeOf(route.dependencies).filter((use) =>
        use.children.some((child) => child.value.kind === 'function' && child.value.def === code.def),
      );
      const above = holders.flatMap((use) => (use.value.kind === 'function' ? (facts.codeOf(use.value) ?? []) : []));
      const own = route.handler === undefined ? undefined : facts.codeOf(route.handler);
      const names = new Set(
        treeOf(route.dependencies).flatMap((use) =>
          use.value.kind === 'function' && use.value.def === code.def && use.parameter !== undefined
            ? [use.parameter]
            : [],
        ),
      );
      return [...above, ...(own === undefined ? [] : [own])].some((one) => asks(one, names));
    })
  );
}

function asks(code: Code, names: ReadonlySet<string>): boolean {
  return nodesIn(code.body).some(
    (node) =>
      (node.kind === 'if' || node.kind === 'conditional' || node.kind === 'assert') && mentions(node.test, names),
  );
}
