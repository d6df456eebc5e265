import type { Site } from '../core/span.ts';
import { siteOf } from '../python/position.ts';
import type { Argument, Call, Expr } from '../python/syntax.ts';
import { anyBelow } from '../python/walk.ts';
import type { CodeBody } from './codes.ts';
import type { CallSite } from './facts.ts';
import { classAttribute } from './interpreter/attributes.ts';
import { callableName } from './naming.ts';
import type { DictValue, FunctionValue, Value } from './value.ts';

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
    return this.node.args.some((argument) => argument.unpack !== undefined && this.#unpacked(argument) === undefined);
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
    return node === undefined ? this.#inOptions(name) : this.code.valueOf(node);
  }

  argumentSite(name: string, position?: number): Site | undefined {
    const keyword = this.node.args.find((argument) => argument.name === name);
    if (keyword !== undefined) return siteOf(this.code.module, keyword);
    const node = this.argumentNode(name, position);
    if (node !== undefined) return siteOf(this.code.module, node);
    const site = this.#inOptions(name)?.site;
    return site?.path === this.code.module.path ? site : undefined;
  }

  /** The entry of a dict that is unpacked: `**OPTIONS`. */
  #inOptions(name: string): Value | undefined {
    for (const argument of this.node.args) {
      const entry = this.#unpacked(argument)?.entries.findLast(
        ({ key }) => key.kind === 'string' && key.value === name,
      );
      if (entry !== undefined) return entry.value;
    }
    return undefined;
  }

  /** The dict behind `**OPTIONS`, where it is known whole. */
  #unpacked({ unpack, value }: Argument): DictValue | undefined {
    if (unpack !== '**' || (value.kind === 'name' && isChanged(this.code, value.id))) return undefined;
    const dict = this.code.valueOf(value);
    const isWhole =
      dict.kind === 'dict' && dict.open !== true && dict.entries.every(({ key }) => key.kind === 'string');
    return isWhole ? dict : undefined;
  }

  #resolve(): { readonly name: string; readonly target?: FunctionValue } {
    this.#callee ??= calleeOf(this.code, this.node);
    return this.#callee;
  }
}

/** `options["secure"] = True`, `options.update(...)` after it was written. */
function isChanged(code: CodeBody, name: string): boolean {
  return anyBelow(code.body, (node) => {
    const holder =
      node.kind === 'subscript'
        ? node.value
        : node.kind === 'call' && node.func.kind === 'attribute' && /^(update|setdefault|pop)$/.test(node.func.attr)
          ? node.func.value
          : undefined;
    return holder?.kind === 'name' && holder.id === name;
  });
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
