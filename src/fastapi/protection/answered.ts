import type { Call, ExceptHandler, Expr, Stmt } from '../../python/syntax.ts';
import { walk } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';
import { calledIn } from './slots.ts';

const ANSWERS = new WeakMap<CodeBody, ReadonlySet<Expr>>();

/** `except HTTPException as error: return JSONResponse(…, status_code=error.status_code)`: it answers as what was raised would. */
export function answersCaught(code: CodeBody, returned: Expr): boolean {
  const known = ANSWERS.get(code);
  if (known !== undefined) return known.has(returned);
  const found = new Set<Expr>();
  walk(
    code.body,
    (node) => {
      if (node.kind === 'try')
        for (const handler of node.handlers) for (const one of answersOf(handler)) found.add(one);
    },
    { scope: 'own' },
  );
  ANSWERS.set(code, found);
  return found.has(returned);
}

/** What a handler returns that answers for what it caught. */
export function answersOf({ name, body }: ExceptHandler): readonly Expr[] {
  return name === undefined ? [] : returnsIn(body).filter((value) => answersFor(value, name));
}

function returnsIn(body: readonly Stmt[]): readonly Expr[] {
  const values: Expr[] = [];
  walk(
    body,
    (node) => {
      if (node.kind === 'return' && node.value !== undefined) values.push(node.value);
    },
    { scope: 'own' },
  );
  return values;
}

function answersFor(value: Expr, caught: string): boolean {
  const call = calledIn(value);
  if (call === undefined) return false;
  const called = lastName(call.func);
  const isIt = (expr: Expr): boolean => expr.kind === 'name' && expr.id === caught;
  if (/exception_handler$/.test(called)) return call.args.some((one) => isIt(one.value));
  const status = /Response$/.test(called) ? statusIn(call) : undefined;
  return status?.kind === 'attribute' && /^(status_?code|status)$/.test(status.attr) && isIt(status.value);
}

function statusIn({ args }: Call): Expr | undefined {
  const positional = args.filter(({ name, unpack }) => name === undefined && unpack === undefined);
  return args.find(({ name }) => name === 'status_code')?.value ?? positional[1]?.value;
}

function lastName(func: Expr): string {
  return func.kind === 'name' ? func.id : func.kind === 'attribute' ? func.attr : '';
}
