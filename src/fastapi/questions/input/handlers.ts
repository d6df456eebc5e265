import { treeOf } from '../../dependency-tree.ts';
import type { Expr } from '../../../python/syntax.ts';
import type { CallSite, Code, Facts } from '../../facts.ts';
import type { Parameter, Route } from '../../model.ts';
import { mentions, nodesIn } from '../code.ts';

/** Bodies that FastAPI hands request data to, with their parameters. */

export interface Receiver {
  readonly code: Code;
  readonly parameters: readonly Parameter[];
}

/** The endpoint and the functions that it depends on. */
export function receiversOf(facts: Facts, route: Route): readonly Receiver[] {
  const endpoint = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  const below = treeOf(route.dependencies).flatMap(({ value, parameters }): readonly Receiver[] => {
    const code = value.kind === 'function' ? facts.codeOf(value) : undefined;
    return code === undefined ? [] : [{ code, parameters }];
  });
  return [...(endpoint === undefined ? [] : [{ code: endpoint, parameters: route.parameters }]), ...below];
}

/** Names that hold the value of one of these names: assigned from it, or an item of it in a loop. */
export function namesFrom(code: Code, first: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set(first);
  for (let round = 0; round < 3; round += 1) {
    const before = names.size;
    for (const node of nodesIn(code.body)) {
      const pairs =
        node.kind === 'assign'
          ? node.targets.map((target) => [target, node.value] as const)
          : node.kind === 'for'
            ? [[node.target, node.iter] as const]
            : node.kind === 'walrus'
              ? [[node.target, node.value] as const]
              : node.kind === 'comprehension'
                ? node.generators.map(({ target, iter }) => [target, iter] as const)
                : [];
      for (const [target, value] of pairs)
        if (target.kind === 'name' && value !== undefined && names.has(rootName(value) ?? '')) names.add(target.id);
    }
    if (names.size === before) break;
  }
  return names;
}

/** `data` of `data`, `await data`, `(data or {})`. */
function rootName(expr: Expr): string | undefined {
  if (expr.kind === 'name') return expr.id;
  if (expr.kind === 'await') return rootName(expr.value);
  if (expr.kind === 'boolop') return expr.values[0] === undefined ? undefined : rootName(expr.values[0]);
  return undefined;
}

/** Where a call takes one of the names as an argument of an own function: that function's body and its parameter's name. */
export function handedTo(
  facts: Facts,
  call: CallSite,
  names: ReadonlySet<string>,
): readonly { readonly code: Code; readonly name: string }[] {
  const target = call.target === undefined ? undefined : facts.codeOf(call.target);
  const params = target?.def?.params;
  if (target === undefined || params === undefined) return [];
  const shift = target.owner !== undefined && params[0] !== undefined && /^(self|cls)$/.test(params[0].name) ? 1 : 0;
  return call.node.args.flatMap(({ name, value }, index) => {
    if (!(value.kind === 'name' || value.kind === 'dict') || !mentions(value, names)) return [];
    const to = name ?? params[index + shift]?.name;
    return to === undefined ? [] : [{ code: target, name: to }];
  });
}
