import type { Expr } from '../../python/syntax.ts';
import type { AppObject } from '../model.ts';
import type { CallArguments, ClassValue, InstanceValue, Value } from '../value.ts';
import { alternativesOf, argumentOf, defaultOf } from '../values.ts';
import type { CodeBody } from '../codes.ts';
import { classAttribute } from '../interpreter/attributes.ts';
import { instantiateQuietly, type CodeFinder } from './code-finder.ts';

const HTTP_EXCEPTION = /(^|\.)HTTPException$/;
const STATUS_NAMES = new Map([
  ['FOUND', 302],
  ['SEE_OTHER', 303],
  ['TEMPORARY_REDIRECT', 307],
  ['BAD_REQUEST', 400],
  ['UNAUTHORIZED', 401],
  ['PAYMENT_REQUIRED', 402],
  ['FORBIDDEN', 403],
  ['NOT_FOUND', 404],
  ['METHOD_NOT_ALLOWED', 405],
  ['NOT_ACCEPTABLE', 406],
  ['CONFLICT', 409],
  ['GONE', 410],
  ['UNPROCESSABLE_ENTITY', 422],
  ['UNPROCESSABLE_CONTENT', 422],
  ['LOCKED', 423],
  ['TOO_MANY_REQUESTS', 429],
  ['INTERNAL_SERVER_ERROR', 500],
  ['NOT_IMPLEMENTED', 501],
  ['BAD_GATEWAY', 502],
  ['SERVICE_UNAVAILABLE', 503],
]);
/** Exceptions of packages that are `HTTPException`s of one status. */
const PACKAGED = new Map([
  ['fastcrud.exceptions.http_exceptions.UnauthorizedException', 401],
  ['fastcrud.exceptions.http_exceptions.ForbiddenException', 403],
  ['fastcrud.exceptions.http_exceptions.BadRequestException', 400],
  ['fastcrud.exceptions.http_exceptions.NotFoundException', 404],
  ['fastcrud.exceptions.http_exceptions.UnprocessableEntityException', 422],
  ['fastcrud.exceptions.http_exceptions.DuplicateValueException', 422],
  ['fastcrud.exceptions.http_exceptions.RateLimitException', 429],
]);
/** Its 500 is what an error answers anyway. */
const CATCHES_ALL = /^builtins\.(Base)?Exception$/;
/** A policy violation closes a socket: the socket's 403. */
const POLICY_VIOLATION = 403;

/** HTTP statuses with which a raised value can answer; empty when it is an error of no known status. */
export function statusesOf(finder: CodeFinder, apps: readonly AppObject[], raised: Value): readonly number[] {
  return [...new Set(alternativesOf(raised).flatMap(({ value }) => statusesOfOne(finder, apps, value)))];
}

function statusesOfOne(finder: CodeFinder, apps: readonly AppObject[], value: Value): readonly number[] {
  switch (value.kind) {
    case 'external-call':
      if (HTTP_EXCEPTION.test(value.callee)) return numberOf(argumentOf(value.args, 'status_code', 0));
      if (/(^|\.)WebSocketException$/.test(value.callee)) return [POLICY_VIOLATION];
      return (
        packaged(value.callee) ??
        orSaid(
          handled(finder, apps, value.callee, (attribute) => numberOf(value.args.keywords.get(attribute))),
          value.args,
        )
      );
    case 'external':
      return packaged(value.name) ?? handled(finder, apps, value.name) ?? [];
    case 'instance':
      return statusesOfInstance(finder, apps, value);
    case 'class':
      return statusesOfInstance(finder, apps, instantiateQuietly(finder.machine, value));
    default:
      return [];
  }
}

function packaged(name: string): readonly number[] | undefined {
  const status = PACKAGED.get(name);
  return status === undefined ? undefined : [status];
}

function statusesOfInstance(finder: CodeFinder, apps: readonly AppObject[], value: InstanceValue): readonly number[] {
  const own =
    value.attributes.get('status_code') ??
    classAttribute(finder.machine, value.class, 'status_code', value.site) ??
    classAttribute(finder.machine, value.class, 'STATUS_CODE', value.site);
  const isHttp = hasHttpBase(value.class);
  const direct = numberOf(own ?? (isHttp ? argumentOf(value.args, 'status_code', 0) : undefined));
  if (isHttp && direct.length > 0) return direct;
  for (const name of namesOf(value.class)) {
    const found = handled(finder, apps, name, (attribute) =>
      numberOf(
        value.attributes.get(attribute) ??
          value.args.keywords.get(attribute) ??
          classAttribute(finder.machine, value.class, attribute, value.site),
      ),
    );
    // The nearest handler answers, whether what it says can be read or not.
    if (found !== undefined) return found.length > 0 ? found : orSaid(direct, value.args);
  }
  return orSaid(direct, value.args);
}

/** `NotAllowed("…", http_status=403)`: what answers cannot be read, but the exception says it. */
function orSaid(found: readonly number[] = [], { keywords }: CallArguments): readonly number[] {
  if (found.length > 0) return found;
  return [...keywords].flatMap(([name, value]) => (/(^|_)status(_?code)?$/i.test(name) ? numberOf(value) : []));
}

function hasHttpBase(cls: ClassValue): boolean {
  return cls.bases.some((base) =>
    base.kind === 'external' ? HTTP_EXCEPTION.test(base.name) : base.kind === 'class' && hasHttpBase(base),
  );
}

/** The class and its bases, nearest first, as handlers name them. */
function namesOf(cls: ClassValue): string[] {
  return [
    `${cls.moduleName}:${cls.qualname}`,
    ...cls.bases.flatMap((base) =>
      base.kind === 'class' ? namesOf(base) : base.kind === 'external' ? [base.name] : [],
    ),
  ];
}

/** What a registered exception handler answers with, undefined where there is none; `own` reads an attribute of the exception itself. */
function handled(
  finder: CodeFinder,
  apps: readonly AppObject[],
  name: string,
  own: (attribute: string) => readonly number[] = () => [],
): readonly number[] | undefined {
  for (const app of apps) {
    const handler = app.exceptionHandlers.find((one) => one.exception === name)?.handler;
    const code = handler?.kind === 'function' ? finder.codeFor(handler) : undefined;
    if (code !== undefined)
      return handlerStatuses(code, own).filter((status) => status !== 500 || !CATCHES_ALL.test(name));
  }
  return undefined;
}

function handlerStatuses(code: CodeBody, own: (attribute: string) => readonly number[]): readonly number[] {
  const exception = code.def?.params[1]?.name;
  const found = code.calls.flatMap((call) => {
    const given = call.argumentNode('status_code', /Response$/.test(call.callee) ? 1 : undefined);
    const node = given === undefined ? undefined : withoutInt(given);
    if (node === undefined) return /RedirectResponse$/.test(call.callee) ? [307] : [];
    // `status_code=exc.status`: the exception says it.
    if (node.kind === 'attribute' && node.value.kind === 'name' && node.value.id === exception) return own(node.attr);
    return numberOf(code.valueOf(node));
  });
  return [...new Set(found)];
}

/** `exc.status` of `int(exc.status)`. */
function withoutInt(expr: Expr): Expr {
  const [first] = expr.kind === 'call' ? expr.args : [];
  return first !== undefined && expr.kind === 'call' && expr.func.kind === 'name' && expr.func.id === 'int'
    ? first.value
    : expr;
}

/** `401`, `status.HTTP_401_UNAUTHORIZED`, `HTTPStatus.UNAUTHORIZED`. */
export function numberOf(value: Value | undefined): readonly number[] {
  if (value === undefined) return [];
  const settled = defaultOf(value);
  if (settled.kind === 'number') return [settled.value];
  if (settled.kind === 'choice') return settled.alternatives.flatMap((one) => numberOf(one.value));
  if (settled.kind !== 'external') return [];
  const coded = /HTTP_(\d{3})_/.exec(settled.name)?.[1];
  if (coded !== undefined) return [Number(coded)];
  const last =
    settled.name
      .replace(/\.value$/, '')
      .split('.')
      .at(-1) ?? '';
  const named = STATUS_NAMES.get(last);
  return named === undefined ? [] : [named];
}
