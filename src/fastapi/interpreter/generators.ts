import { expressionsIn } from '../../python/walk.ts';
import type { FunctionValue } from '../value.ts';

/** What a call of such a function makes. */
export const GENERATED_MANAGER = 'contextlib._GeneratorContextManager';

/** A generator that a `with` enters. */
export function isContextManager(fn: FunctionValue): boolean {
  return fn.decorators.some((use) => use.value.kind === 'external' && /contextmanager$/.test(use.value.name));
}

const generators = new WeakMap<object, boolean>();

/** A function with a `yield` of its own. */
export function isGenerator(fn: FunctionValue): boolean {
  if (fn.def.kind === 'lambda') return false;
  const known = generators.get(fn.def);
  if (known !== undefined) return known;
  // A lifespan defined inside yields for itself.
  const found =
    /\byield\b/.test(fn.module.text.slice(fn.def.signatureEnd, fn.def.end)) &&
    expressionsIn(fn.def.body, { scope: 'own' }).some((expr) => expr.kind === 'yield');
  generators.set(fn.def, found);
  return found;
}
