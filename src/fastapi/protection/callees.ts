import type { CodeBody } from '../codes.ts';
import type { CallSite } from '../facts.ts';
import { classAttribute } from '../interpreter/attributes.ts';
import type { FunctionValue, Value } from '../value.ts';
import { alternativesOf } from '../values.ts';
import type { CodeFinder } from './code-finder.ts';

/** A function of our own that a call can run, and its body as it runs there. */
export interface Callee {
  readonly target: FunctionValue;
  readonly code: CodeBody;
}

/** What a call can run: one function, or one of several; undefined when some of it is not ours. */
export function calleesOf(finder: CodeFinder, code: CodeBody, call: CallSite): readonly Callee[] | undefined {
  const values = alternativesOf(code.valueOf(call.node.func));
  const found = values.map(({ value }) => calleeOf(finder, value));
  return found.every((one) => one !== undefined) ? found : undefined;
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
