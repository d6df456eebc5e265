import { treeOf } from '../../dependency-tree.ts';
import { expressionsIn } from '../../../python/walk.ts';
import type { Code, Facts } from '../../facts.ts';
import type { DependencyUse, MiddlewareUse, Route } from '../../model.ts';
import { textOfValue } from '../../values.ts';
import { middlewareBodies, reachableFrom } from '../http/bodies.ts';
import { parametersOf } from './bodies.ts';
import { receiversOf } from './handlers.ts';
import { shortMiddleware } from '../http/apps.ts';

/** Routes that take a cookie's word, and what else they ask. */

const CREDENTIAL = /sess|sid$|^sid|token|auth|jwt|user|login|identity|access|credential/i;

/** Names of the cookies that say who calls: parameters, `APIKeyCookie`, `request.cookies`. */
export function credentialCookies(facts: Facts, route: Route): ReadonlySet<string> {
  const declared = parametersOf(route).flatMap(({ source, name, marker }) => {
    if (source !== 'cookie') return [];
    const alias = marker?.kind === 'external-call' ? textOfValue(marker.args.keywords.get('alias')) : undefined;
    return [alias ?? name];
  });
  const schemes = treeOf(route.dependencies).flatMap(({ value }) =>
    value.kind === 'external-call' && value.callee === 'fastapi.security.APIKeyCookie'
      ? [textOfValue(value.args.keywords.get('name')) ?? '']
      : [],
  );
  const read = receiversOf(facts, route).flatMap(({ code }) => cookiesRead(code));
  return new Set([
    ...[...declared, ...read].filter((name) => CREDENTIAL.test(name) && !/csrf|xsrf/i.test(name)),
    ...schemes.filter((name) => name !== ''),
  ]);
}

/** The middleware whose signed cookie a route believes: `request.session["user_id"]`. */
export function sessionOf(facts: Facts, route: Route): MiddlewareUse | undefined {
  const reads = receiversOf(facts, route).some(({ code, parameters }) =>
    expressionsIn(code.body, { scope: 'own' }).some((expr) => {
      if (expr.kind !== 'attribute' || expr.attr !== 'session' || expr.value.kind !== 'name') return false;
      const { id } = expr.value;
      return parameters.some(({ name, source }) => source === 'request' && name === id);
    }),
  );
  const uses = [route.app, ...route.outerApps].flatMap(({ middleware }) => middleware);
  return reads ? uses.find(({ name }) => name === SESSIONS) : undefined;
}

const SESSIONS = 'starlette.middleware.sessions.SessionMiddleware';

/** `request.cookies["session"]`, `request.cookies.get("session")`. */
function cookiesRead(code: Code): readonly string[] {
  return expressionsIn(code.body, { scope: 'own' }).flatMap((expr) => {
    if (expr.kind === 'subscript' && expr.value.kind === 'attribute' && expr.value.attr === 'cookies')
      return textOfValue(expr.index[0] === undefined ? undefined : code.valueOf(expr.index[0])) ?? [];
    if (expr.kind !== 'call' || expr.func.kind !== 'attribute' || expr.func.attr !== 'get') return [];
    const holder = expr.func.value;
    const first = expr.args[0]?.value;
    return holder.kind === 'attribute' && holder.attr === 'cookies' && first !== undefined
      ? (textOfValue(code.valueOf(first)) ?? [])
      : [];
  });
}

/** A header of its own, a token, an origin: something that another site's form cannot send. */
export function asksMore(facts: Facts, route: Route): boolean {
  const uses = treeOf(route.dependencies);
  if (
    uses.some(isOtherCredential) ||
    parametersOf(route).some(({ source, name }) => source === 'header' || /csrf|xsrf/i.test(name))
  )
    return true;
  const apps = [route.app, ...route.outerApps];
  const middleware = apps.flatMap((app) => app.middleware);
  if (middleware.some((use) => /csrf|xsrf|origin_?check|fetch_?metadata/i.test(`${use.name} ${shortMiddleware(use)}`)))
    return true;
  const bodies = [
    ...receiversOf(facts, route).map(({ code }) => code),
    ...uses.flatMap(({ value }) => reachableFrom(facts, value, 2)),
    ...middleware.flatMap((use) => middlewareBodies(facts, use)),
  ];
  return bodies.some(looksBeyond) || [...route.decoratorsBelow].some(({ text }) => /csrf/i.test(text));
}

function isOtherCredential(use: DependencyUse): boolean {
  return /csrf|xsrf/i.test(use.name) || (use.scheme !== undefined && use.scheme !== 'APIKeyCookie');
}

function looksBeyond(code: Code): boolean {
  return expressionsIn(code.body).some((expr) => {
    if (expr.kind === 'string')
      return /csrf|xsrf|^(origin|referer|authorization|sec-fetch-site|x-requested-with|x-api-key)$/i.test(expr.value);
    const name = expr.kind === 'name' ? expr.id : expr.kind === 'attribute' ? expr.attr : '';
    return /csrf|xsrf/i.test(name);
  });
}

/** How the project sets a cookie: `sent` to other sites' requests, `kept` from them, or not told. */
export function sameSiteOf(facts: Facts, cookie: string): 'sent' | 'kept' | 'unknown' | 'unset' {
  const calls = facts.codes.flatMap((code) =>
    code.calls.filter(({ node }) => node.func.kind === 'attribute' && node.func.attr === 'set_cookie'),
  );
  const named = calls.filter((call) => [cookie, undefined].includes(textOfValue(call.argument('key', 0))));
  if (named.length === 0) return 'unset';
  const verdicts = named.map((call) => {
    const value = call.argument('samesite', 8);
    if (value === undefined) return call.open ? 'unknown' : 'kept';
    if (value.kind === 'none') return 'sent';
    const text = textOfValue(value);
    return text === undefined ? 'unknown' : /^none$/i.test(text) ? 'sent' : 'kept';
  });
  return verdicts.includes('sent') ? 'sent' : verdicts.includes('unknown') ? 'unknown' : 'kept';
}
