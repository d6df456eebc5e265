import type { Site } from '../../core/span.ts';
import type { Module } from '../../python/syntax.ts';
import type { SequenceValue, Value } from '../value.ts';

/** A name that is read later: `from m import x` binds to whatever `m.x` is when it is used. */
export interface LateBinding {
  readonly kind: 'late';
  readonly site: Site;
  readonly read: () => Value | undefined;
}

/** What a name is bound to. */
export type Binding = Value | LateBinding;

const reading = new Set<LateBinding>();

/** Names of one scope. Class scopes are not seen from the functions inside them, as in Python. */
export class Frame {
  readonly kind: 'module' | 'function' | 'class';
  readonly module: Module;
  /** Dotted name of the module, and what qualified names of definitions start with. */
  readonly moduleName: string;
  readonly qualifier: string;
  readonly parent: Frame | undefined;
  vars = new Map<string, Binding>();
  /** What a generator has yielded so far: a loop over its call sees these. */
  yielded: SequenceValue | undefined;
  /** What a context manager does at its `yield`: the body of the `with` that entered it. */
  atYield: ((value: Value) => void) | undefined;
  /** Names declared `global` here. */
  readonly globals = new Set<string>();

  constructor(kind: Frame['kind'], module: Module, moduleName: string, qualifier: string, parent?: Frame) {
    this.kind = kind;
    this.module = module;
    this.moduleName = moduleName;
    this.qualifier = qualifier;
    this.parent = parent;
  }

  /** The module's own frame. */
  get top(): Frame {
    if (this.parent === undefined) return this;
    let frame = this.parent;
    while (frame.parent !== undefined) frame = frame.parent;
    return frame;
  }

  set(name: string, value: Binding): void {
    if (this.globals.has(name)) this.top.vars.set(name, value);
    else this.vars.set(name, value);
  }

  /** What a name stands for here; undefined when nothing binds it. */
  get(name: string): Value | undefined {
    const here = this.own(name);
    if (here !== undefined) return here;
    for (let frame = this.parent; frame !== undefined; frame = frame.parent) {
      const found = frame.kind === 'class' ? undefined : frame.own(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  own(name: string): Value | undefined {
    const binding = this.vars.get(name);
    if (binding?.kind !== 'late') return binding;
    // Modules that import a name from each other, and none defines it.
    if (reading.has(binding)) return undefined;
    reading.add(binding);
    try {
      return binding.read();
    } finally {
      reading.delete(binding);
    }
  }

  qualify(name: string): string {
    return this.qualifier === '' ? name : `${this.qualifier}.${name}`;
  }
}
