import type { Site } from '../core/span.ts';
import { siteOf } from '../python/position.ts';
import type { Call, Expr } from '../python/syntax.ts';
import type { CodeBody } from './codes.ts';
import type { CallSite } from './facts.ts';
import { classAttribute } from './interpreter/attributes.ts';
import { callableName } from './naming.ts';
import type { FunctionValue, Value } from './value.ts';

/** A call as it stands in a body; what it calls is resolved when asked. */
export class CallInCode implements CallSite {
  readonly code: CodeBody;
  readonly node: Call;
  readonly awaited: boolean;
  #callee: { readonly name: string; readonly target?: FunctionValue } | undefined;

  constructor(code: CodeBody, node: Call, awaited: boolean) {
    this.code = code;
    this.node = node;
    this.awaited = awaited;
  }

  get site(): Site {
    return siteOf(this.code.module, this.node);
  }

  get callee(): string {
    return this.#resolve().name;
  }

  // A getter, so that looking at one call does not resolve them all.
  get target(): FunctionValue | undefined {
    return this.#resolve().target;
  }

  get open(): boolean {
    return this.node.args.some((argument) => argument.unpack !== undefined);
  }

  argumentNode(name: string, position?: number): Expr | undefined {
    const keyword = this.node.args.find((argument) => argument.name === name);
    if (keyword !== undefined) return keyword.value;
    if (position === undefined) return undefined;
    const positional = this.node.args.filter((argument) => argument.name === undefined);
    const before = positional.slice(0, position + 1);
    return before.some((argument) => argument.unpack !== undefined) ? undefined : before[position]?.value;
  }

  argument(name: string, position?: number): Value | undefined {
    const node = this.argumentNode(name, position);
    return node === undefined ? undefined : this.code.valueOf(node);
  }

  argumentSite(name: string, position?: number): Site | undefined {
    const keyword = this.node.args.find((argument) => argument.name === name);
    if (keyword !== undefined) return siteOf(this.code.module, keyword);
    const node = this.argumentNode(name, position);
    return node === undefined ? undefined : siteOf(this.code.module, node);
  }

  #resolve(): { readonly name: string; readonly target?: FunctionValue } {
    this.#callee ??= calleeOf(this.code, this.node);
    return this.#callee;
  }
}

function calleeOf(code: CodeBody, node: Call): { readonly name: string; readonly target?: FunctionValue } {
  const value = code.valueOf(node.func);
  switch (value.kind) {
    case 'external':
      return { name: value.name };
    case 'external-call':
      return { name: `${value.callee}()` };
    case 'function':
      return { name: callableName(value), target: value };
    case 'bound-method':
      return { name: callableName(value.function), target: value.function };
    case 'class':
      return { name: callableName(value) };
    case 'instance': {
      const call = classAttribute(code.machine, value.class, '__call__', value.site);
      return {
        name: `${value.class.moduleName}:${value.class.qualname}.__call__`,
        ...(call?.kind === 'function' ? { target: call } : {}),
      };
    }
    default:
      return {
        name:
          node.func.kind === 'attribute' ? `?.${node.func.attr}` : node.func.kind === 'name' ? `?${node.func.id}` : '?',
      };
  }
}
