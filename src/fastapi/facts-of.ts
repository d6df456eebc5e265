import { treeOf } from './dependency-tree.ts';
import { groupBy } from '../core/group.ts';
import type { Config } from '../config/config.ts';
import type { Expr, Module } from '../python/syntax.ts';
import { codesOf, type CodeBody } from './codes.ts';
import { DataModels } from './data-models.ts';
import type { CallSite, Code, DataModel, Facts } from './facts.ts';
import { classAttribute } from './interpreter/attributes.ts';
import { evaluateAnnotation } from './interpreter/expressions.ts';
import type { Machine } from './interpreter/machine.ts';
import { innermost } from './interpreter/framework/views.ts';
import type { Application, DependencyUse, Route } from './model.ts';
import type { CodeFinder } from './protection/code-finder.ts';
import type { ClassValue, FunctionValue, Value } from './value.ts';
import { unknown } from './values.ts';

/** Answers rules' questions from what the interpreter built; works out each answer once. */
export class FactsOf implements Facts {
  readonly application: Application;
  readonly config: Config;
  readonly texts: ReadonlyMap<string, string>;
  readonly #machine: Machine;
  readonly #finder: CodeFinder;
  readonly #models: DataModels;
  #modules: readonly Module[] | undefined;
  #codes: readonly CodeBody[] | undefined;
  #codeByDef: ReadonlyMap<object, CodeBody> | undefined;
  #callsByName: ReadonlyMap<string, readonly CallSite[]> | undefined;
  #routesByDef: ReadonlyMap<object, readonly Route[]> | undefined;
  #usesByDef: ReadonlyMap<object, readonly DependencyUse[]> | undefined;

  constructor(input: {
    machine: Machine;
    application: Application;
    config: Config;
    texts: ReadonlyMap<string, string>;
    finder: CodeFinder;
  }) {
    this.#machine = input.machine;
    this.#finder = input.finder;
    this.application = input.application;
    this.config = input.config;
    this.texts = input.texts;
    this.#models = new DataModels(input.machine);
  }

  get modules(): readonly Module[] {
    this.#modules ??= [...this.#machine.frames.values()]
      .map((frame) => frame.module)
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    return this.#modules;
  }

  get codes(): readonly CodeBody[] {
    this.#codes ??= [...this.#machine.frames.values()]
      .sort((a, b) => (a.module.path < b.module.path ? -1 : 1))
      .flatMap((frame) => codesOf(this.#machine, frame));
    return this.#codes;
  }

  codeOf(fn: FunctionValue): Code | undefined {
    const { def } = innermost(fn);
    this.#codeByDef ??= new Map(
      this.codes.flatMap((code) => (code.def === undefined ? [] : [[code.def, code] as const])),
    );
    return (def.kind === 'lambda' ? undefined : this.#codeByDef.get(def)) ?? this.#finder.codeFor(innermost(fn));
  }

  methodOf(cls: ClassValue, name: string): FunctionValue | undefined {
    const found = classAttribute(this.#machine, cls, name, cls.site);
    return found?.kind === 'function' ? found : undefined;
  }

  calls(...names: string[]): readonly CallSite[] {
    this.#callsByName ??= indexCalls(this.codes);
    const found = names.flatMap((name) => this.#callsByName?.get(name) ?? []);
    return names.length === 1
      ? found
      : found.toSorted((a, b) =>
          a.site.path < b.site.path ? -1 : a.site.path > b.site.path ? 1 : a.node.start - b.node.start,
        );
  }

  routesOf(code: Code): readonly Route[] {
    this.#routesByDef ??= groupBy(this.application.routes, (route) => route.handler?.def);
    return code.def === undefined ? [] : (this.#routesByDef.get(code.def) ?? []);
  }

  usesOf(code: Code): readonly DependencyUse[] {
    this.#usesByDef ??= groupBy(treeOf(this.application.routes.flatMap(({ dependencies }) => dependencies)), (use) =>
      callableDef(this, use.value),
    );
    return code.def === undefined ? [] : (this.#usesByDef.get(code.def) ?? []);
  }

  modelOf(value: Value): DataModel | undefined {
    return this.#models.of(value);
  }

  valueIn(module: Module, expr: Expr): Value {
    const frame = this.#machine.frames.get(module.path);
    if (frame === undefined)
      return unknown(
        { path: module.path, span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } },
        'a module that was not reached',
      );
    return this.#machine.quietly(() => evaluateAnnotation(this.#machine, expr, frame));
  }
}

function indexCalls(codes: readonly CodeBody[]): ReadonlyMap<string, readonly CallSite[]> {
  return groupBy(
    codes.flatMap((code) => code.calls),
    (call) => call.callee,
  );
}

/** The `def` that runs when a dependency is called. */
function callableDef(facts: FactsOf, value: Value): object | undefined {
  switch (value.kind) {
    case 'function':
      return innermost(value).def;
    case 'bound-method':
      return innermost(value.function).def;
    case 'partial':
      return callableDef(facts, value.function);
    case 'class':
      return facts.methodOf(value, '__init__')?.def;
    case 'instance':
      return facts.methodOf(value.class, '__call__')?.def;
    default:
      return undefined;
  }
}
