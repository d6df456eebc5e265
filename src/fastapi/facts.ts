import type { Config } from '../config/config.ts';
import type { Site } from '../core/span.ts';
import type { Call, ClassDef, Expr, FunctionDef, Module, Stmt } from '../python/syntax.ts';
import type { Application, DependencyUse, Route } from './model.ts';
import type { ClassValue, FunctionValue, Value } from './value.ts';

/** All that a rule can ask. One per snapshot; made by the interpreter, read only. */
export interface Facts {
  readonly application: Application;
  readonly config: Config;
  /** Modules of the analysed code that can matter: tests, migrations, examples and excluded files are left out. */
  readonly modules: readonly Module[];
  /** Every body of code in `modules`: each module's top level, each function, each method. */
  readonly codes: readonly Code[];
  /** The other files that were read: pins and configuration, by path. */
  readonly texts: ReadonlyMap<string, string>;
  codeOf(fn: FunctionValue): Code | undefined;
  /** The method of a class (own or inherited in the project), as Python would find it. */
  methodOf(cls: ClassValue, name: string): FunctionValue | undefined;
  /** Every call in `codes` whose callee is one of these canonical names, `starlette.…` and `fastapi.…` re-exports folded. */
  calls(...names: string[]): readonly CallSite[];
  /** Endpoints and dependencies by definition: where a function serves requests. */
  routesOf(code: Code): readonly Route[];
  usesOf(code: Code): readonly DependencyUse[];
  /** The Pydantic (or dataclass, SQLModel, ORM) class behind a value or annotation; undefined where it is none or unknown. */
  modelOf(value: Value): DataModel | undefined;
  /** What an annotation or any expression stands for at a module's top level. */
  valueIn(module: Module, expr: Expr): Value;
}

/** A body that runs: a function, a method, or a module's top level. */
export interface Code {
  /** `pkg.mod:Class.method`, `pkg.mod:f.<locals>.g`; `pkg.mod:<module>` for the top level. */
  readonly name: string;
  readonly module: Module;
  readonly def?: FunctionDef;
  readonly owner?: ClassDef;
  readonly body: readonly Stmt[];
  /** Calls in this body, nested definitions left out, in source order. */
  readonly calls: readonly CallSite[];
  /** What an expression in this body can be: locals through their assignments, parameters unknown (or their annotation's instance). */
  valueOf(expr: Expr): Value;
}

/** A call inside a body, with what it calls and what it hands over. */
export interface CallSite {
  readonly code: Code;
  readonly node: Call;
  readonly site: Site;
  /**
   * Canonical dotted name of what is called: `jwt.decode`, `fastapi.HTTPException`, `builtins.open`,
   * `app.deps:get_user` for our own; `?.execute` when only the method's name is known.
   */
  readonly callee: string;
  /** Our own function, when the callee is one. */
  readonly target: FunctionValue | undefined;
  readonly awaited: boolean;
  /** By keyword, else by position; undefined when not passed (see `open`). */
  argument(name: string, position?: number): Value | undefined;
  argumentNode(name: string, position?: number): Expr | undefined;
  /** `name=value` whole, or the positional value. */
  argumentSite(name: string, position?: number): Site | undefined;
  /** True when `*args`/`**kwargs` of unknown content hide whether an argument is passed. */
  readonly open: boolean;
}

/** A class that carries data in or out: its fields, inherited ones included, nearest first. */
export interface DataModel {
  readonly class: ClassValue;
  readonly kind: 'pydantic' | 'settings' | 'sqlmodel' | 'orm' | 'dataclass' | 'typed-dict';
  readonly fields: readonly DataField[];
  /** `model_config`/`Config` entries such as `extra`. */
  readonly config: ReadonlyMap<string, Value>;
  /** True when a base class could not be resolved: fields may be missing. */
  readonly open: boolean;
}

/** One field of a data model. */
export interface DataField {
  readonly name: string;
  readonly site: Site;
  readonly module: Module;
  readonly annotation?: Expr;
  readonly value?: Expr;
  readonly owner: ClassValue;
}
