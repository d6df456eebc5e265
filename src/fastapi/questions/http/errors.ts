import type { Site } from '../../../core/span.ts';
import { siteOf, textOf } from '../../../python/position.ts';
import type { ExceptHandler, Expr, Stmt } from '../../../python/syntax.ts';
import { dottedName, isExpr, walk } from '../../../python/walk.ts';
import type { Code, Facts } from '../../facts.ts';
import type { FunctionValue } from '../../value.ts';
import { mentions, nodesIn, siteIn, within } from '../code.ts';
import { callsTo } from '../reach.ts';
import { remembered } from '../remember.ts';
import { sinksIn } from './error-sinks.ts';
import { conditionsRound } from './source.ts';
import { stageOf } from '../../stage.ts';

/** What an error says to the caller. */
export interface Leak {
  readonly site: Site;
  readonly code: Code;
  readonly what: 'exception' | 'traceback' | 'sql';
  /** `HTTPException`, `JSONResponse`, `return`. */
  readonly sink: string;
  readonly caught?: { readonly site: Site; readonly name: string };
}

/** Exceptions that say what nobody wrote for callers. An own exception's text is meant for them. */
const BROAD =
  /(^|\.)(Exception|BaseException|SQLAlchemyError|DBAPIError|IntegrityError|OperationalError|ProgrammingError|DatabaseError|InterfaceError|DataError|StatementError|OSError|IOError|RuntimeError|ConnectionError|PyMongoError|RedisError|ClientError|BotoCoreError|PostgresError|PsycopgError|SubprocessError|CalledProcessError|OpenAIError)$/;

/** Errors of drivers and clients, by the package they are written with: `psycopg2.Error`, `httpx.HTTPError`. */
const OF_A_DRIVER =
  /^(psycopg\w*|sqlite3|pymysql|MySQLdb|mysql|asyncpg|aiomysql|aiosqlite|oracledb|cx_Oracle|pyodbc|redis|pymongo|httpx|requests|aiohttp|urllib3|smtplib|botocore|boto3|openai|elasticsearch|kafka|aiokafka|pika)\.(\w+\.)*\w*(Error|Exception)$/;

interface Caught {
  readonly name: string;
  readonly site: Site;
  readonly body: { readonly start: number; readonly end: number };
  readonly broad: boolean;
}

export function leaksIn(facts: Facts, code: Code): readonly Leak[] {
  if (!/\bexcept\b|traceback|exc/i.test(code.module.text)) return [];
  const caught = [...caughtIn(code), ...handled(facts, code), ...handedOver(facts, code)];
  return sinksIn(
    facts,
    code,
    caught.some(({ body }) => body.end === Number.MAX_SAFE_INTEGER),
  ).flatMap(({ expr, name }): readonly Leak[] => {
    const site = siteIn(code, expr);
    // Kept to developers, or narrowed to a kind that is meant for callers.
    if (
      conditionsRound(code.module, site).some(
        (condition) => stageOf(condition) === 'development' || /\bisinstance\(/.test(condition),
      )
    )
      return [];
    if (hasTraceback(code, expr)) return [{ site, code, what: 'traceback', sink: name }];
    if (HTTP_EXCEPTION.test(name) && mentions(expr, statementNames(code)))
      return [{ site, code, what: 'sql', sink: name }];
    const from = caught.find(
      (one) => one.broad && (within(expr, one.body) ? speaks(code, expr, one) : remembers(code, expr, one)),
    );
    return from === undefined
      ? []
      : [{ site, code, what: 'exception', sink: name, caught: { site: from.site, name: from.name } }];
  });
}

function caughtIn(code: Code): readonly Caught[] {
  return nodesIn(code.body).flatMap((node) =>
    node.kind === 'try' ? node.handlers.flatMap((handler) => caughtBy(code, handler)) : [],
  );
}

function caughtBy(code: Code, handler: ExceptHandler): readonly Caught[] {
  if (handler.name === undefined) return [];
  const types = handler.type === undefined ? [] : handler.type.kind === 'tuple' ? handler.type.items : [handler.type];
  const broad = types.some((type) => isInternal(code, type));
  const first = handler.body[0];
  const last = handler.body.at(-1);
  if (first === undefined || last === undefined) return [];
  return [
    {
      name: handler.name,
      site: siteOf(code.module, { start: handler.start, end: first.start }),
      body: { start: first.start, end: last.end },
      broad,
    },
  ];
}

/** An exception that speaks of the inside; the text of an own class is meant for callers. */
function isInternal(code: Code, type: Expr): boolean {
  const value = code.valueOf(type);
  if (value.kind === 'class') return false;
  const written = dottedName(type) ?? '';
  return BROAD.test(written) || OF_A_DRIVER.test(value.kind === 'external' ? value.name : written);
}

/** The second parameter of a handler registered for every exception, or for errors nobody named. */
function handled(facts: Facts, code: Code): readonly Caught[] {
  const { def } = code;
  if (def === undefined) return [];
  const param = def.params[1];
  if (param === undefined || !broadHandlers(facts).has(def)) return [];
  return [
    { name: param.name, site: siteIn(code, param), body: { start: 0, end: Number.MAX_SAFE_INTEGER }, broad: true },
  ];
}

/** `problem(exc)`: what a helper is given by whoever caught it. */
function handedOver(facts: Facts, code: Code): readonly Caught[] {
  const { def } = code;
  if (def === undefined || def.params.length === 0 || !HELPER.test(code.module.text)) return [];
  return callsTo(facts, def).flatMap(({ code: caller, node }) => {
    const caught = [...caughtIn(caller), ...handled(facts, caller)].filter(
      (one) => one.broad && within(node, one.body),
    );
    return node.args.flatMap(({ name, value }, at) => {
      const own = value.kind === 'name' && caught.some((one) => one.name === value.id);
      const param = name === undefined ? def.params[at] : def.params.find((one) => one.name === name);
      return own && param !== undefined
        ? [{ name: param.name, site: siteIn(code, param), body: WHOLE, broad: true }]
        : [];
    });
  });
}

const HELPER = /HTTPException|Response\(/;
/** All of a body, of which only what it answers with is read: a helper's return value is not what callers get. */
const WHOLE = { start: 0, end: Number.MAX_SAFE_INTEGER - 1 };

const broadHandlers = remembered((facts: Facts): ReadonlySet<FunctionValue['def']> => {
  const uses = facts.application.allApps.flatMap(({ exceptionHandlers }) => exceptionHandlers);
  const broad = uses.filter(({ exception }) => BROAD.test(exception) || exception === '500');
  return new Set(broad.flatMap(({ handler }) => (handler.kind === 'function' ? [handler.def] : [])));
});

/** True when the text of the exception is in the expression, directly or through a name bound to it. */
function speaks(code: Code, expr: Expr, caught: Caught): boolean {
  if (says(code, expr, caught.name)) return true;
  const names = new Set<string>();
  for (const node of assignmentsIn(code, caught))
    if (node.value !== undefined && says(code, node.value, caught.name) && !isForDevelopers(code, node))
      for (const target of node.targets) {
        // `body["error"] = str(exc)` makes the body speak.
        const holder = target.kind === 'subscript' ? target.value : target;
        if (holder.kind === 'name') names.add(holder.id);
      }
  return servedNodes(code, expr).some((node) => node.kind === 'name' && names.has(node.id));
}

/** `errors.append(str(e))` in the handler, and `{"errors": errors}` behind it. */
function remembers(code: Code, expr: Expr, caught: Caught): boolean {
  if (expr.start < caught.body.end) return false;
  const names = nodesIn(code.body).flatMap((node) => {
    if (!within(node, caught.body)) return [];
    if (
      node.kind === 'assign' &&
      node.value !== undefined &&
      says(code, node.value, caught.name) &&
      !isForDevelopers(code, node)
    )
      return node.targets.flatMap((target) => (target.kind === 'name' ? [target.id] : []));
    return appended(code, node, caught.name);
  });
  return servedNodes(code, expr).some((node) => node.kind === 'name' && names.includes(node.id));
}

function appended(code: Code, node: Expr | Stmt, name: string): readonly string[] {
  if (node.kind !== 'call' || node.func.kind !== 'attribute' || node.func.attr !== 'append') return [];
  const [first] = node.args;
  const { value } = node.func;
  return value.kind === 'name' && first !== undefined && says(code, first.value, name) ? [value.id] : [];
}

function isForDevelopers(code: Code, node: Stmt): boolean {
  return conditionsRound(code.module, siteIn(code, node)).some((condition) => stageOf(condition) === 'development');
}

/** What callers get to read: a branch that a condition keeps to development is left out. */
function servedNodes(code: Code, expr: Expr): readonly (Expr | Stmt)[] {
  const found: (Expr | Stmt)[] = [];
  walk(expr, (node) => {
    if (node.kind !== 'conditional') {
      found.push(node);
      return true;
    }
    const test = textOf(code.module, node.test);
    if (stageOf(test) !== 'development') found.push(...servedNodes(code, node.body));
    if (stageOf(`not (${test})`) !== 'development') found.push(...servedNodes(code, node.orelse));
    return false;
  });
  return found;
}

function assignmentsIn(code: Code, caught: Caught): readonly Extract<Stmt, { kind: 'assign' }>[] {
  return nodesIn(code.body).filter(
    (node): node is Extract<Stmt, { kind: 'assign' }> => node.kind === 'assign' && within(node, caught.body),
  );
}

/** `str(e)`, `repr(e)`, `f"{e}"`, `"%s" % e`, `e.args`, `e.orig`. */
function says(code: Code, expr: Expr, name: string): boolean {
  const isIt = (one: Expr | undefined): boolean => one?.kind === 'name' && one.id === name;
  return isIt(expr) || servedNodes(code, expr).some((node) => isExpr(node) && saysIt(node, isIt));
}

function saysIt(node: Expr, isIt: (one: Expr | undefined) => boolean): boolean {
  switch (node.kind) {
    case 'call':
      if (node.func.kind === 'name') return /^(str|repr|format|ascii)$/.test(node.func.id) && isIt(node.args[0]?.value);
      return (
        node.func.kind === 'attribute' && node.func.attr === 'format' && node.args.some(({ value }) => isIt(value))
      );
    case 'fstring':
      return node.parts.some((part) => typeof part !== 'string' && isIt(part));
    case 'binary':
      return node.op === '%' && (isIt(node.right) || (node.right.kind === 'tuple' && node.right.items.some(isIt)));
    case 'attribute':
      return /^(args|orig|statement|params|stderr|__traceback__)$/.test(node.attr) && isIt(node.value);
    default:
      return false;
  }
}

const HTTP_EXCEPTION = /HTTPException$/;
const STATEMENT = /^\s*(SELECT\s|INSERT\s+INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s)/i;

/** Names bound to an SQL statement. */
function statementNames(code: Code): ReadonlySet<string> {
  return new Set(
    nodesIn(code.body).flatMap((node) =>
      node.kind === 'assign' && node.value !== undefined && STATEMENT.test(firstText(node.value))
        ? node.targets.flatMap((target) => (target.kind === 'name' ? [target.id] : []))
        : [],
    ),
  );
}

function firstText(expr: Expr): string {
  if (expr.kind === 'string') return expr.value;
  const [first] = expr.kind === 'fstring' ? expr.parts : [];
  return typeof first === 'string' ? first : '';
}

/** `traceback.format_exc()`, in place or through a name. */
function hasTraceback(code: Code, expr: Expr): boolean {
  return servedNodes(code, expr).some(
    (node) => isExpr(node) && (isTraceback(code, node) || (node.kind === 'name' && tracebackNames(code).has(node.id))),
  );
}

function isTraceback(code: Code, node: Expr): boolean {
  if (node.kind !== 'call') return false;
  const written = textOf(code.module, node.func);
  // A function of this project may have the same name.
  return (
    /(^|\.)(format_exc|format_exception|format_tb|format_stack)$/.test(written) &&
    code.valueOf(node.func).kind !== 'function'
  );
}

function tracebackNames(code: Code): ReadonlySet<string> {
  return new Set(
    nodesIn(code.body).flatMap((node) =>
      node.kind === 'assign' && node.value !== undefined && holdsTraceback(code, node.value)
        ? node.targets.flatMap((target) => (target.kind === 'name' ? [target.id] : []))
        : [],
    ),
  );
}

function holdsTraceback(code: Code, expr: Expr): boolean {
  return servedNodes(code, expr).some((node) => isExpr(node) && isTraceback(code, node));
}
