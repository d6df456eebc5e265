import type { Site } from '../core/span.ts';
import type { ClassDef, FunctionDef, Lambda, Module, Param } from '../python/syntax.ts';
import type { AppObject, RouterObject } from './model.ts';

/**
 * What an expression can be, as far as can be told without running it.
 * `unknown` is an answer: never report it, never take it for a default.
 */
export type Value =
  | StringValue
  | NumberValue
  | BoolValue
  | NoneValue
  | SequenceValue
  | DictValue
  | FunctionValue
  | ClassValue
  | InstanceValue
  | BoundMethodValue
  | PartialValue
  | ExternalValue
  | ExternalCallValue
  | ModuleValue
  | AppValue
  | RouterValue
  | AnnotatedValue
  | EnvironmentValue
  | ChoiceValue
  | UnknownValue;

interface ValueBase {
  /** Where the value was written: the literal, the call, the definition. */
  readonly site: Site;
}

/** A text that is known. */
export interface StringValue extends ValueBase {
  readonly kind: 'string';
  readonly value: string;
  /** Its name and its class, where it is a member of an enumeration. */
  readonly member?: string;
  readonly memberOf?: ClassValue;
}
/** A number that is known. */
export interface NumberValue extends ValueBase {
  readonly kind: 'number';
  readonly value: number;
  /** Python prints it with a point: `2.0`. */
  readonly float?: boolean;
  /** Its name and its class, where it is a member of an enumeration. */
  readonly member?: string;
  readonly memberOf?: ClassValue;
}
/** `True` or `False`. */
export interface BoolValue extends ValueBase {
  readonly kind: 'bool';
  readonly value: boolean;
}
/** `None`. */
export interface NoneValue extends ValueBase {
  readonly kind: 'none';
}
/** `open` when some items are not known (a part of a sum or an unpacked list could not be told). */
export interface SequenceValue extends ValueBase {
  readonly kind: 'list' | 'tuple' | 'set';
  readonly items: readonly Value[];
  readonly open?: boolean;
}
/** A dict; `open` when some entries are not known. */
export interface DictValue extends ValueBase {
  readonly kind: 'dict';
  readonly entries: readonly { readonly key: Value; readonly value: Value }[];
  readonly open?: boolean;
  /** What `defaultdict(list)` calls for a key that is not there. */
  readonly factory?: Value;
}

/** A function or lambda of this project. `closure` is opaque: only the interpreter reads it. */
export interface FunctionValue extends ValueBase {
  readonly kind: 'function';
  readonly module: Module;
  /** Dotted module name and qualified name, as Python would print them: `app.deps`, `require.<locals>.inner`. */
  readonly moduleName: string;
  readonly qualname: string;
  readonly def: FunctionDef | Lambda;
  readonly closure?: unknown;
  /** What its parameters were given when it was defined: names may be bound anew since. */
  readonly given?: ReadonlyMap<Param, Given>;
  /** Decorators of its `def`, outermost first, route decorators included. */
  readonly decorators: readonly DecoratorUse[];
  /** Decorators of packages that were put on it by a call, outermost first: `requires("admin")(view)`. */
  readonly applied?: readonly DecoratorUse[];
  /** The function that this one stands before, when a decorator returned it: with `functools.wraps` FastAPI reads that one's signature. */
  readonly wraps?: {
    readonly function: Value;
    readonly keepsSignature: boolean;
    /** Only the signature is shown, by `__signature__`: the name and the place stay the wrapper's. */
    readonly keepsName?: boolean;
  };
  /** The parameters that callers see in place of those of its `def`, when a signature was made at run time. */
  readonly shows?: readonly ShownParameter[];
}

/** A parameter that is a value, as `inspect.Parameter` makes it. */
export interface ShownParameter extends ValueBase {
  readonly name: string;
  readonly kind: Param['kind'];
  readonly annotation?: Value;
  readonly default?: Value;
}

/** The default and the annotation of a parameter, as they were when its function was defined. */
export interface Given {
  readonly default?: Value;
  readonly annotation?: Value;
}

/** A decorator as it stands above a function. */
export interface DecoratorUse {
  readonly site: Site;
  /** What the decorator expression is: a function, an external name, the result of an external call … */
  readonly value: Value;
  readonly text: string;
}

/** A class of this project. */
export interface ClassValue extends ValueBase {
  readonly kind: 'class';
  readonly module: Module;
  readonly moduleName: string;
  readonly qualname: string;
  readonly def: ClassDef;
  readonly bases: readonly Value[];
  /** `Repository[Item]`: as a callable it has no signature that FastAPI could read. */
  readonly subscripted?: boolean;
  /** `Item` of `Page[Item]`. */
  readonly typeArguments?: readonly Value[];
  readonly closure?: unknown;
}

/** An object of a class of this project, made by a call that was followed. */
export interface InstanceValue extends ValueBase {
  readonly kind: 'instance';
  readonly class: ClassValue;
  readonly args: CallArguments;
  /** Attributes as assigned by `__init__` and later. */
  readonly attributes: ReadonlyMap<string, Value>;
}

/** A method with the object that it belongs to. */
export interface BoundMethodValue extends ValueBase {
  readonly kind: 'bound-method';
  readonly self: Value;
  readonly function: FunctionValue;
}
/** `functools.partial(function, …)`. */
export interface PartialValue extends ValueBase {
  readonly kind: 'partial';
  readonly function: Value;
  readonly args: CallArguments;
}

/** A name of a package outside the project, by its canonical place: `fastapi.middleware.cors.CORSMiddleware`. */
export interface ExternalValue extends ValueBase {
  readonly kind: 'external';
  readonly name: string;
  /** The object, when this is a method of one: `router.get` has the router here and `fastapi.APIRouter().get` as its name. */
  readonly receiver?: Value;
}

/**
 * The result of calling something outside: `HTTPBearer(auto_error=False)`, `Limiter(...)`, `Depends(f)`.
 * `callee` is the dotted name, attribute calls on results included: `fastapi_users.FastAPIUsers().current_user`.
 */
export interface ExternalCallValue extends ValueBase {
  readonly kind: 'external-call';
  readonly callee: string;
  /** The object whose method was called, when there is one. */
  readonly receiver?: Value;
  readonly args: CallArguments;
}

/** A module of this project. */
export interface ModuleValue extends ValueBase {
  readonly kind: 'module';
  readonly path: string;
  readonly name: string;
}
/** An application object. */
export interface AppValue extends ValueBase {
  readonly kind: 'app';
  readonly app: AppObject;
}
/** A router object. */
export interface RouterValue extends ValueBase {
  readonly kind: 'router';
  readonly router: RouterObject;
}
/** `Annotated[base, ...metadata]`, nested ones flattened. */
export interface AnnotatedValue extends ValueBase {
  readonly kind: 'annotated';
  readonly base: Value;
  readonly metadata: readonly Value[];
  /** Named by a `type` statement. */
  readonly alias?: boolean;
}

/** Read from the environment or a settings object: whoever deploys decides; the default stands otherwise. */
export interface EnvironmentValue extends ValueBase {
  readonly kind: 'environment';
  readonly name: string;
  readonly default?: Value;
}

/** One of several, each with the condition under which it holds (source text), or none where it is not known. */
export interface ChoiceValue extends ValueBase {
  readonly kind: 'choice';
  readonly alternatives: readonly { readonly value: Value; readonly condition?: string; readonly usual?: boolean }[];
}

/** What could not be told, and why. */
export interface UnknownValue extends ValueBase {
  readonly kind: 'unknown';
  readonly reason: string;
  /** An attribute of something unknown: its name, and why the object is unknown. */
  readonly attribute?: { readonly name: string; readonly why: string };
  /** What `something.get("/x")` gave: it registers what it is called with, should that something be a router. */
  readonly decorates?: { readonly name: string; readonly why: string };
}

/** What a call hands over; `open` when an unpacked part is not known. */
export interface CallArguments {
  readonly positional: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  /** Where each keyword argument stands, `name=value` whole. */
  readonly keywordSites: ReadonlyMap<string, Site>;
  /** True when `*args` or `**kwargs` of unknown content were passed: an absent argument is then not known to be absent. */
  readonly open: boolean;
}
