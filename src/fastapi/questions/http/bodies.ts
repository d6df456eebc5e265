import type { Code, Facts } from '../../facts.ts';
import type { MiddlewareUse } from '../../model.ts';
import type { Value } from '../../value.ts';
import { remembered } from '../remember.ts';

/** Code that runs when a value of this project is called, with what it calls in turn. */

const METHODS = ['dispatch', '__call__', '__init__'];

/** The bodies of a middleware: its function or methods, and own functions that they call. */
export function middlewareBodies(facts: Facts, use: MiddlewareUse): readonly Code[] {
  const dispatch =
    use.args.keywords.get('dispatch') ?? (/BaseHTTPMiddleware$/.test(use.name) ? use.args.positional[0] : undefined);
  const seen = new Set<Code>();
  for (const value of [use.value, ...(dispatch === undefined ? [] : [dispatch])])
    for (const code of bodiesOf(facts, value)) reach(facts, code, 3, seen);
  return [...seen];
}

/** The same for a dependency or any callable. */
export function reachableFrom(facts: Facts, value: Value, depth = 3): readonly Code[] {
  return [...new Set(bodiesOf(facts, value).flatMap((code) => reachableCode(facts, code, depth)))];
}

/** Own functions that a body calls, itself first. */
export function reachableCode(facts: Facts, code: Code, depth = 3): readonly Code[] {
  const byDepth = reached(facts).get(code) ?? new Map<number, readonly Code[]>();
  reached(facts).set(code, byDepth);
  const known = byDepth.get(depth);
  if (known !== undefined) return known;
  const seen = new Set<Code>();
  reach(facts, code, depth, seen);
  const found = [...seen];
  byDepth.set(depth, found);
  return found;
}

const reached = remembered(() => new Map<Code, Map<number, readonly Code[]>>());

function bodiesOf(facts: Facts, value: Value): readonly Code[] {
  switch (value.kind) {
    case 'function':
      return present(facts.codeOf(value));
    case 'bound-method':
      return present(facts.codeOf(value.function));
    case 'partial':
      return bodiesOf(facts, value.function);
    case 'class':
    case 'instance': {
      const cls = value.kind === 'class' ? value : value.class;
      const inherited = METHODS.flatMap((name) => {
        const method = facts.methodOf(cls, name);
        return method === undefined ? [] : present(facts.codeOf(method));
      });
      return [...(methodsByClass(facts).get(cls.def) ?? []), ...inherited];
    }
    default:
      return [];
  }
}

function present(code: Code | undefined): readonly Code[] {
  return code === undefined ? [] : [code];
}

function reach(facts: Facts, code: Code, depth: number, seen: Set<Code>): void {
  if (seen.has(code)) return;
  seen.add(code);
  // Functions defined inside run when it does: `send_with_headers`.
  for (const inner of innerCodes(facts).get(keyOf(code)) ?? []) reach(facts, inner, depth, seen);
  if (depth === 0) return;
  for (const call of code.calls) {
    const target = call.target === undefined ? undefined : facts.codeOf(call.target);
    if (target !== undefined) reach(facts, target, depth - 1, seen);
  }
}

const methodsByClass = remembered((facts: Facts): ReadonlyMap<object, readonly Code[]> => {
  const found = new Map<object, Code[]>();
  for (const code of facts.codes) {
    if (code.owner === undefined) continue;
    const list = found.get(code.owner);
    if (list === undefined) found.set(code.owner, [code]);
    else list.push(code);
  }
  return found;
});

/** Functions by the function that defines them. */
const innerCodes = remembered((facts: Facts): ReadonlyMap<string, readonly Code[]> => {
  const found = new Map<string, Code[]>();
  for (const code of facts.codes) {
    const cut = code.name.lastIndexOf('.<locals>.');
    if (cut < 0) continue;
    const key = `${code.module.path} ${code.name.slice(0, cut)}`;
    const list = found.get(key);
    if (list === undefined) found.set(key, [code]);
    else list.push(code);
  }
  return found;
});

function keyOf(code: Code): string {
  return `${code.module.path} ${code.name}`;
}
