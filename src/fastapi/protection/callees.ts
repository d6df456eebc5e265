import type { CodeBody } from '../codes.ts';
import type { CallSite } from '../facts.ts';
import { classAttribute } from '../interpreter/attributes.ts';
import type { ClassValue, FunctionValue, Value } from '../value.ts';
import { alternativesOf } from '../values.ts';
import { isAbstract } from './call-effects.ts';
import type { CodeFinder } from './code-finder.ts';
import { isDigestComparison } from './credentials.ts';

/** A function of our own that a call can run, and its body as it runs there. */
export interface Callee {
  readonly target: FunctionValue;
  readonly code: CodeBody;
}

/** What a call can run: one function, or one of several; undefined when some of it is not ours. */
export function calleesOf(finder: CodeFinder, code: CodeBody, call: CallSite): readonly Callee[] | undefined {
  const values = alternativesOf(code.valueOf(call.node.func));
  const found = values.map(({ value }) => {
    const callee = calleeOf(finder, value);
    return callee === undefined || value.kind !== 'bound-method' ? callee : implementationsOf(finder, callee, value);
  });
  return found.every((one) => one !== undefined) ? found.flat() : undefined;
}

/** A call of a function of ours that compares in constant time: `verify(body, signature)`. */
export function holdsAgainst(finder: CodeFinder, code: CodeBody, call: CallSite | undefined): boolean {
  const callees = call === undefined ? undefined : calleesOf(finder, code, call);
  return callees?.some((one) => one.code.calls.some(({ callee }) => isDigestComparison(callee))) === true;
}

/** What runs where an interface was asked for: the method as the classes below have it; the interface's own where none has. */
function implementationsOf(
  finder: CodeFinder,
  callee: Callee,
  { self, function: fn }: Extract<Value, { kind: 'bound-method' }>,
): readonly Callee[] {
  if (self.kind !== 'instance' || !isAbstract(callee.code)) return [callee];
  const name = fn.def.kind === 'function' ? fn.def.name : '';
  const found = descendantsOf(finder, self.class).flatMap((cls) => {
    const own = finder.machine.classFrame(cls)?.own(name);
    return own?.kind === 'function' ? (withCode(own, finder.codeFor(own)) ?? []) : [];
  });
  const real = found.filter(({ code }) => !isAbstract(code));
  return real.length > 0 ? real : [callee];
}

function descendantsOf(finder: CodeFinder, cls: ClassValue): readonly ClassValue[] {
  const below = new Map<unknown, ClassValue>();
  const waiting = [cls];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const one of finder.machine.subclassesOf(next)) {
      if (below.has(one.def)) continue;
      below.set(one.def, one);
      waiting.push(one);
    }
  }
  return [...below.values()];
}

function calleeOf(finder: CodeFinder, value: Value): Callee | undefined {
  switch (value.kind) {
    case 'function':
      return withCode(value, finder.codeFor(value));
    case 'bound-method':
      // An inherited method asks the object that it was called on, not the class it was written in.
      return withCode(
        value.function,
        value.self.kind === 'instance' && value.self.class.def !== ownerOf(finder, value.function)
          ? finder.methodOn(value.function, value.self)
          : finder.codeFor(value.function),
      );
    case 'class': {
      const made = classAttribute(finder.machine, value, '__init__', value.site);
      return made?.kind === 'function' ? withCode(made, finder.methodOn(made, finder.anyOf(value))) : undefined;
    }
    case 'instance': {
      const call = classAttribute(finder.machine, value.class, '__call__', value.site);
      return call?.kind === 'function' ? withCode(call, finder.methodOn(call, value)) : undefined;
    }
    default:
      return undefined;
  }
}

function ownerOf(finder: CodeFinder, fn: FunctionValue): unknown {
  return finder.codeFor(fn)?.owner;
}

function withCode(target: FunctionValue, code: CodeBody | undefined): Callee | undefined {
  return code === undefined ? undefined : { target, code };
}
