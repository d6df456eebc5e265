import type { ClassDef, Expr, FunctionDef, Module, Stmt } from '../python/syntax.ts';
import { walk } from '../python/walk.ts';
import { CallInCode } from './call-sites.ts';
import type { CallSite, Code } from './facts.ts';
import { evaluate } from './interpreter/expressions.ts';
import { Frame } from './interpreter/frame.ts';
import type { Machine } from './interpreter/machine.ts';
import { bindLocals, lateParameter } from './locals.ts';
import type { Value } from './value.ts';

/** A body with its scope; locals are what their assignments say, all of them together. */
export class CodeBody implements Code {
  readonly name: string;
  readonly module: Module;
  readonly def?: FunctionDef;
  readonly owner?: ClassDef;
  readonly body: readonly Stmt[];
  readonly frame: Frame;
  readonly machine: Machine;
  readonly #values = new Map<Expr, Value>();
  #calls: readonly CallSite[] | undefined;
  #callAt: ReadonlyMap<Expr, CallSite> | undefined;

  constructor(
    machine: Machine,
    place: { name: string; frame: Frame; body: readonly Stmt[]; def?: FunctionDef; owner?: ClassDef },
  ) {
    this.machine = machine;
    this.name = place.name;
    this.module = place.frame.module;
    this.body = place.body;
    this.frame = place.frame;
    if (place.def !== undefined) this.def = place.def;
    if (place.owner !== undefined) this.owner = place.owner;
  }

  get calls(): readonly CallSite[] {
    this.#calls ??= this.#findCalls();
    return this.#calls;
  }

  /** The call that an expression of this body is. */
  callAt(expr: Expr): CallSite | undefined {
    this.#callAt ??= new Map(this.calls.map((call) => [call.node, call]));
    return this.#callAt.get(expr);
  }

  valueOf(expr: Expr): Value {
    const known = this.#values.get(expr);
    if (known !== undefined) return known;
    const value = this.machine.quietly(() => evaluate(this.machine, expr, this.frame));
    this.#values.set(expr, value);
    return value;
  }

  #findCalls(): readonly CallSite[] {
    const found: CallSite[] = [];
    const awaited = new Set<Expr>();
    walk(
      this.body,
      (node) => {
        if (node.kind === 'await') awaited.add(node.value);
        if (node.kind === 'call') found.push(new CallInCode(this, node, awaited.has(node)));
      },
      { scope: 'own' },
    );
    return found;
  }
}

/** Every body of a module: its top level, then each function and method in source order. */
export function codesOf(machine: Machine, top: Frame): CodeBody[] {
  const codes: CodeBody[] = [
    new CodeBody(machine, { name: `${top.moduleName}:<module>`, frame: top, body: top.module.body }),
  ];
  collect(machine, top.module.body, top, undefined, codes);
  return codes;
}

function collect(
  machine: Machine,
  body: readonly Stmt[],
  frame: Frame,
  owner: ClassDef | undefined,
  into: CodeBody[],
): void {
  for (const statement of definitionsIn(body)) {
    if (statement.kind === 'class') {
      const value = frame.own(statement.name);
      const scope = value?.kind === 'class' && value.def === statement ? machine.classFrame(value) : undefined;
      collect(
        machine,
        statement.body,
        scope ?? new Frame('class', frame.module, frame.moduleName, frame.qualify(statement.name), frame),
        statement,
        into,
      );
      continue;
    }
    const code = functionCode(machine, statement, frame, owner);
    into.push(code);
    collect(machine, statement.body, code.frame, undefined, into);
  }
}

/** Functions and classes that a body defines, also inside its conditions and loops. */
function definitionsIn(body: readonly Stmt[]): (FunctionDef | ClassDef)[] {
  const found: (FunctionDef | ClassDef)[] = [];
  walk(
    body,
    (node) => {
      if (node.kind === 'function' || node.kind === 'class') found.push(node);
      return node.kind !== 'function' && node.kind !== 'class';
    },
    { scope: 'own' },
  );
  return found;
}

/** The body of one function, in the scope it was defined in. */
export function functionCodeOf(machine: Machine, def: FunctionDef, outer: Frame): CodeBody {
  return functionCode(machine, def, outer, outer.kind === 'class' ? machine.classOf.get(outer)?.def : undefined);
}

function functionCode(machine: Machine, def: FunctionDef, outer: Frame, owner: ClassDef | undefined): CodeBody {
  const qualname = outer.qualify(def.name);
  const frame = new Frame('function', outer.module, outer.moduleName, `${qualname}.<locals>`, outer);
  for (const param of def.params) frame.set(param.name, lateParameter(machine, param, outer, frame, def));
  bindLocals(machine, def.body, frame);
  return new CodeBody(machine, {
    name: `${outer.moduleName}:${qualname}`,
    frame,
    body: def.body,
    def,
    ...(owner === undefined ? {} : { owner }),
  });
}
