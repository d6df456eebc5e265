import type { Expr, Param } from '../../../python/syntax.ts';
import { dottedName } from '../../../python/walk.ts';
import type { CallSite, Code, Facts } from '../../facts.ts';
import { libraryDependency } from '../../libraries.ts';
import type { Value } from '../../value.ts';
import { lastName, refuses, servesRequests } from '../code.ts';
import { calledValue } from './guards.ts';
import { namesGuard } from './names.ts';
import { callsTo } from '../reach.ts';
import { remembered } from '../remember.ts';
import { schemeClass } from './schemes.ts';

/** A guard that stands where FastAPI does not look for one. */
export interface Undeclared {
  readonly code: Code;
  readonly param: Param;
  readonly form: 'default' | 'annotated' | 'unresolved';
  /** How the code names the guard. */
  readonly guard: string;
  /** It is a security scheme, which checks nothing by itself. */
  readonly isScheme: boolean;
  /** The expression to wrap in `Depends(...)`, where it is written in the signature itself. */
  readonly expr?: Expr;
  /** For a function that FastAPI never resolves: the call that leaves the parameter out. */
  readonly call?: CallSite;
}

const MARKERS = new Set(['fastapi.Depends', 'fastapi.Security']);
const isMarker = (value: Value): boolean => value.kind === 'external-call' && MARKERS.has(value.callee);

export const undeclaredGuards = remembered((facts: Facts): readonly Undeclared[] => {
  const codes = facts.codes.filter((code) => code.def !== undefined);
  return codes.flatMap((code) => {
    const params = code.def?.params ?? [];
    if (servesRequests(facts, code)) return params.flatMap((param) => inSignature(facts, code, param));
    return params.flatMap((param) => neverResolved(facts, code, param));
  });
});

function inSignature(facts: Facts, code: Code, param: Param): readonly Undeclared[] {
  const fallback = param.default;
  if (fallback !== undefined) {
    const value = facts.valueIn(code.module, fallback);
    if (isMarker(value)) return [];
    const guard = guardName(facts, value, fallback);
    if (guard !== undefined)
      return [{ code, param, form: 'default', guard, isScheme: schemeClass(value) !== undefined, expr: fallback }];
  }
  const annotation = param.annotation;
  const type = annotation === undefined ? undefined : facts.valueIn(code.module, annotation);
  if (annotation === undefined || type?.kind !== 'annotated' || type.metadata.some(isMarker)) return [];
  const items =
    annotation.kind === 'subscript'
      ? annotation.index.flatMap((item) => (item.kind === 'tuple' ? item.items : [item])).slice(1)
      : [];
  for (const metadata of type.metadata) {
    const expr = items.find(
      (item) =>
        facts.valueIn(code.module, item).site === metadata.site ||
        sameThing(facts.valueIn(code.module, item), metadata),
    );
    const guard = guardName(facts, metadata, expr);
    if (guard !== undefined)
      return [
        {
          code,
          param,
          form: 'annotated',
          guard,
          isScheme: schemeClass(metadata) !== undefined,
          ...(expr === undefined ? {} : { expr }),
        },
      ];
  }
  return [];
}

function sameThing(a: Value, b: Value): boolean {
  return a.kind === 'function' && b.kind === 'function' ? a.def === b.def : a.kind === b.kind && a.site === b.site;
}

/** `def load(user=Depends(get_user))`, called by hand as `load()`: the parameter is the `Depends` object. */
function neverResolved(facts: Facts, code: Code, param: Param): readonly Undeclared[] {
  const fallback = param.default;
  if (fallback?.kind !== 'call') return [];
  const value = facts.valueIn(code.module, fallback);
  if (value.kind !== 'external-call' || !MARKERS.has(value.callee)) return [];
  const inner = fallback.args[0]?.value;
  const guard =
    value.args.positional[0] === undefined || inner === undefined
      ? undefined
      : guardName(facts, value.args.positional[0], inner);
  if (guard === undefined || code.def === undefined) return [];
  const position = code.def.params.indexOf(param) - (code.owner === undefined ? 0 : 1);
  const call = callsTo(facts, code.def).find(
    (one) => !one.open && one.argument(param.name, position) === undefined && !isPassedOn(one),
  );
  return call === undefined ? [] : [{ code, param, form: 'unresolved', guard, isScheme: false, call }];
}

/** A call inside `Depends(...)` makes the dependency; it is broken in another way. */
function isPassedOn(call: CallSite): boolean {
  return call.code.calls.some(
    (outer) => MARKERS.has(outer.callee) && outer.node.args.some((argument) => argument.value === call.node),
  );
}

/** The name under which a guard is written; undefined when the value is no guard. */
function guardName(facts: Facts, value: Value, expr: Expr | undefined): string | undefined {
  if (schemeClass(value)?.how === 'instance')
    return expr === undefined ? 'the scheme' : (dottedName(expr) ?? schemeClass(value)?.name);
  if (expr !== undefined && libraryDependency(value)?.kind === 'guard') return dottedName(expr);
  const called = value.kind === 'instance' ? facts.methodOf(value.class, '__call__') : calledValue(value);
  if (called?.kind !== 'function' || called.def.kind !== 'function') return undefined;
  const code = facts.codeOf(called);
  const name = (expr === undefined ? undefined : dottedName(expr)) ?? lastName(called.qualname);
  if (namesGuard(name) || (code !== undefined && refuses(facts, code))) return name;
  return called.def.params.some(({ default: own }) => own !== undefined && isScheme(facts.valueIn(called.module, own)))
    ? name
    : undefined;
}

/** `Depends(oauth2_scheme)`. */
function isScheme(value: Value): boolean {
  const [inner] = value.kind === 'external-call' && MARKERS.has(value.callee) ? value.args.positional : [];
  return inner !== undefined && schemeClass(inner) !== undefined;
}
