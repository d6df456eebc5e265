import type { Expr } from '../../../python/syntax.ts';
import type { ClassDef } from '../../../python/syntax.ts';
import type { Code, Facts } from '../../facts.ts';
import type { Route } from '../../model.ts';
import { mentions, nodesIn } from '../code.ts';
import { callerParameters } from './guards.ts';

/**
 * True where another route, open to the same callers, lists all objects of the class that a lookup names: whoever may see the list
 * may see one of them.
 */
export function isListedForAll(
  facts: Facts,
  route: Route,
  { code, node }: { readonly code: Code; readonly node: Expr },
): boolean {
  const classes = classesIn(code, node);
  if (classes.size === 0) return false;
  const guards = new Set(route.protection.guards.map(({ name }) => name));
  return facts.application.routes.some((other) => {
    if (other === route || other.kind !== 'http' || !other.methods.includes('GET')) return false;
    if (other.path.text.includes('{') || !other.protection.guards.every(({ name }) => guards.has(name))) return false;
    return listsAll(facts, other, classes);
  });
}

function listsAll(facts: Facts, route: Route, classes: ReadonlySet<ClassDef>): boolean {
  const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  if (code === undefined || mentions(code.body, callerParameters(route, facts.application.enforcing))) return false;
  return nodesIn(code.body).some((node) => {
    if (node.kind !== 'call') return false;
    const { func } = node;
    const name = func.kind === 'attribute' ? func.attr : func.kind === 'name' ? func.id : '';
    if (!/^(select|query|all|find_all|find|list)$/u.test(name)) return false;
    return [...classesIn(code, node)].some((one) => classes.has(one));
  });
}

function classesIn(code: Code, node: Expr): ReadonlySet<ClassDef> {
  const names = nodesIn(node).filter((one) => one.kind === 'name');
  return new Set(
    names.flatMap((name) => {
      const value = code.valueOf(name);
      return value.kind === 'class' ? [value.def] : [];
    }),
  );
}
