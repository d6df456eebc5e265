import type { Expr, Param, Stmt } from '../../../python/syntax.ts';
import { anyBelow } from '../../../python/walk.ts';
import type { Code, Facts } from '../../facts.ts';
import { mentions, nodesIn, siteIn, within } from '../code.ts';
import { conditionsRound } from './source.ts';
import { stageOf } from '../../stage.ts';

/** Code that answers with the origin that asked. */

type Node = Expr | Stmt;

/** The first place where a body writes the caller's origin into the header that allows it, unless somebody checked it. */
export function reflectionIn(facts: Facts, code: Code): Node | undefined {
  const round = enclosing(facts, code);
  const origins = originNames(round);
  const [first] = writesIn(code, origins).filter((node) => !isForDevelopers(code, node));
  return first === undefined || round.some((one) => isChecked(one, origins)) ? undefined : first;
}

/** The body and those of the functions round it: `send_with_cors` reads what `__call__` bound. */
function enclosing(facts: Facts, code: Code): readonly Code[] {
  const { def } = code;
  if (def === undefined) return [code];
  return facts.codes.filter(
    (one) => one === code || (one.module === code.module && one.def !== undefined && within(def, one.def)),
  );
}

function isForDevelopers(code: Code, node: Node): boolean {
  return conditionsRound(code.module, siteIn(code, node)).some((condition) => stageOf(condition) === 'development');
}

/** Statements and expressions that write the header with what the caller sent; of a dict the entry's value. */
function writesIn(code: Code, origins: ReadonlySet<string>): readonly Node[] {
  const isOrigin = (expr: Expr | undefined): boolean => expr !== undefined && carriesOrigin(expr, origins);
  return nodesIn(code.body).flatMap((node): readonly Node[] => {
    switch (node.kind) {
      case 'assign': {
        const [target] = node.targets;
        const writes = target?.kind === 'subscript' && isHeader(target.index[0]) && isOrigin(node.value);
        return writes ? [node] : [];
      }
      case 'dict':
        return node.entries.flatMap(({ key, value }) => (isHeader(key) && isOrigin(value) ? [value] : []));
      case 'tuple':
      case 'list':
        return node.items.length === 2 && isHeader(node.items[0]) && isOrigin(node.items[1]) ? [node] : [];
      case 'call':
        return node.func.kind === 'attribute' && isHeader(node.args[0]?.value) && isOrigin(node.args[1]?.value)
          ? [node]
          : [];
      default:
        return [];
    }
  });
}

function isHeader(expr: Expr | undefined): boolean {
  return textIs(expr, 'access-control-allow-origin');
}

function textIs(expr: Expr | undefined, text: string): boolean {
  return (expr?.kind === 'string' || expr?.kind === 'bytes') && expr.value.toLowerCase() === text;
}

/** The header itself, a name bound to it, a branch that is it, or a text made of it; what a function made of it is not. */
function carriesOrigin(expr: Expr, names: ReadonlySet<string>): boolean {
  const carries = (one: Expr | undefined): boolean => one !== undefined && carriesOrigin(one, names);
  switch (expr.kind) {
    case 'name':
      return names.has(expr.id);
    case 'conditional':
      return carries(expr.body) || carries(expr.orelse);
    case 'boolop':
      return expr.values.some(carries);
    case 'fstring':
      return expr.parts.some((part) => typeof part !== 'string' && carries(part));
    case 'subscript':
      return textIs(expr.index[0], 'origin');
    case 'await':
      return carries(expr.value);
    case 'call':
      return isHeaderCall(expr) || passesOn(expr, carries);
    default:
      return false;
  }
}

/** `headers.get("origin")`, `headers.getlist("origin")`. */
function isHeaderCall(expr: Extract<Expr, { kind: 'call' }>): boolean {
  return (
    expr.func.kind === 'attribute' &&
    /^(get|getlist|get_all|pop)$/.test(expr.func.attr) &&
    textIs(expr.args[0]?.value, 'origin')
  );
}

/** `origin.decode()`, `str(origin)`, `next(value for key, value in headers if key == b"origin")`. */
function passesOn(expr: Extract<Expr, { kind: 'call' }>, carries: (one: Expr | undefined) => boolean): boolean {
  const [first] = expr.args;
  if (expr.func.kind === 'attribute')
    return /^(decode|encode|strip|rstrip|lstrip|lower)$/.test(expr.func.attr) && carries(expr.func.value);
  if (expr.func.kind !== 'name') return false;
  if (expr.func.id === 'next') return first !== undefined && picksOrigin(first.value);
  return /^(str|bytes)$/.test(expr.func.id) && carries(first?.value);
}

function picksOrigin(expr: Expr): boolean {
  return nodesIn(expr).some(
    (node) => node.kind === 'compare' && [node.left, ...node.comparators].some((side) => textIs(side, 'origin')),
  );
}

/** Names bound to the caller's origin: parameters that FastAPI fills from the header, and assignments. */
function originNames(codes: readonly Code[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const code of codes)
    for (const param of code.def?.params ?? []) if (isHeaderParam(code, param)) names.add(param.name);
  // Outer bodies come first, and a name may be made of another.
  for (const code of [...codes].toSorted((a, b) => (a.def?.start ?? 0) - (b.def?.start ?? 0)))
    for (const node of nodesIn(code.body)) {
      if (node.kind === 'walrus' && carriesOrigin(node.value, names)) names.add(node.target.id);
      if (node.kind !== 'assign' || node.value === undefined || !carriesOrigin(node.value, names)) continue;
      for (const target of node.targets) if (target.kind === 'name') names.add(target.id);
    }
  return names;
}

function isHeaderParam(code: Code, { name, default: standard, annotation }: Param): boolean {
  if (name !== 'origin') return false;
  const text = [standard, annotation]
    .map((part) => (part === undefined ? '' : code.module.text.slice(part.start, part.end)))
    .join(' ');
  return /\bHeader\s*\(/.test(text);
}

/** Compared with something, or handed to a function, in a condition. */
function isChecked(code: Code, origins: ReadonlySet<string>): boolean {
  return nodesIn(code.body).some((node) => {
    const isAsked = (expr: Expr): boolean => mentions(expr, origins) || readsOrigin(expr);
    if (node.kind === 'compare')
      return !node.ops.every((op) => op === 'is' || op === 'is not') && [node.left, ...node.comparators].some(isAsked);
    if (node.kind !== 'if' && node.kind !== 'conditional' && node.kind !== 'while') return false;
    return nodesIn(node.test).some(
      (part) =>
        part.kind === 'call' &&
        !readsOrigin(part) &&
        (part.args.some(({ value }) => isAsked(value)) || isAsked(part.func)),
    );
  });
}

/** The header is read somewhere below. */
function readsOrigin(expr: Expr): boolean {
  return anyBelow(
    expr,
    (node) =>
      (node.kind === 'subscript' && textIs(node.index[0], 'origin')) || (node.kind === 'call' && isHeaderCall(node)),
  );
}
