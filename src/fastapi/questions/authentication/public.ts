import { treeOf } from '../../dependency-tree.ts';
import type { Facts } from '../../facts.ts';
import type { DependencyUse, Route } from '../../model.ts';
import { asksForFormToken } from './middleware.ts';
import { textOfValue } from '../../values.ts';
import type { Expr } from '../../../python/syntax.ts';
import { compilePublicRoutes } from '../../../config/public-routes.ts';
import { lastName, mentions, nodesIn, statusOf } from '../code.ts';
import { remembered } from '../remember.ts';
import { shortName } from './guards.ts';
import { namesOptional, namesPassword, wordsOf } from './names.ts';
import { namesPrivilege } from './things.ts';
import { isCatalogue, isSensitivePath, isUnsafe } from './routes.ts';
import { isPublicHandler, isPublicPath, segmentsOf } from './paths.ts';
import { verifiesTicket } from './tickets.ts';
import { followsLink, isLanding, isPublicForm, isSecretAddress, isWayIn, opensShare, setsUp } from './sign-in.ts';

const answersOf = remembered(() => new Map<Route, boolean>());

/** Routes that anybody may call on purpose. */
export function isPublicByDesign(facts: Facts, route: Route): boolean {
  const answers = answersOf(facts);
  const known = answers.get(route) ?? decide(facts, route);
  answers.set(route, known);
  return known;
}

function decide(facts: Facts, route: Route): boolean {
  const methods = route.methods.length === 0 ? ['GET'] : route.methods;
  if (isConfigured(facts, route)) return true;
  if (methods.every((method) => method === 'OPTIONS' || method === 'HEAD')) return true;
  if ((isPublicPath(route.path.text) && !probesFor(route)) || isWayIn(route.path.text)) return true;
  if (isPublicForm(route) || isLanding(route) || followsLink(facts, route)) return true;
  if (isSecretAddress(route) || opensShare(facts, route) || setsUp(facts, route) || redirectsToItself(facts, route))
    return true;
  if (isPublicHandler(route.endpoint) && !isSensitiveBeyondAccount(route)) return true;
  if (
    (!isUnsafe(route) && isCatalogue(route.path.text)) ||
    isCalledPublic(route) ||
    isPublicFile(route) ||
    answersNothing(facts, route) ||
    personalises(facts, route) ||
    greets(facts, route) ||
    registers(facts, route)
  )
    return true;
  return showsDocs(facts, route) || verifiesSignature(facts, route) || verifiesTicket(facts, route);
}

/** `POST /providers/healthcheck` with a body works for whoever asks; a probe takes nothing. */
function probesFor(route: Route): boolean {
  if (!isUnsafe(route) || !/^health-?(z|check)?$/i.test(segmentsOf(route.path.text).at(-1) ?? '')) return false;
  return route.parameters.some(({ source }) => ['body', 'form', 'file', 'request'].includes(source));
}

/** The configuration's `public_routes` name it. */
export function isConfigured(facts: Facts, route: Route): boolean {
  if (facts.config.publicRoutes.length === 0) return false;
  const configured = compilePublicRoutes(facts.config.publicRoutes);
  const methods = route.kind === 'websocket' ? ['WEBSOCKET'] : route.methods.length === 0 ? ['GET'] : route.methods;
  return methods.every((method) => configured.isPublic(method, route.path.text));
}

/** `POST /admin/refresh_token` is not excused by its handler's name. */
function isSensitiveBeyondAccount(route: Route): boolean {
  return (
    segmentsOf(route.path.text).some((segment) =>
      /^(admin|internal|manage|private|debug|\{\w*id(:\w+)?\})$/i.test(segment),
    ) && isSensitivePath(route.path.text)
  );
}

const SAYS_PUBLIC =
  /\b(no (auth(entication)?|login) (is )?(required|needed)|public endpoint|endpoint is public|for unauthenticated (users|callers|visitors)|without (authentication|logging in|(the need to be|being) logged in)|anyone can (browse|view|read|see|search|list))\b|公开接口|无需登录/i;

/** Its author says so: in the words of the documentation, in the name of the router, or for a read in the name of module, class or function (`PublicFeed.get_all`). */
function isCalledPublic(route: Route): boolean {
  const def = route.handler?.def;
  const said = [route.args.keywords.get('summary'), route.args.keywords.get('description')].map(textOfValue);
  if (def?.kind === 'function') said.push(def.docstring);
  if (said.some((text) => SAYS_PUBLIC.test(text ?? ''))) return true;
  // `public_router = APIRouter()`, beside one that is guarded; `Depends(allow_public())`.
  if (wordsOf(/[:.]([A-Za-z_]\w*)$/.exec(route.router.name)?.[1] ?? '').includes('public')) return true;
  if (
    treeOf(route.dependencies).some(({ name }) =>
      /(^|[:.])(allow|permit|mark)_(public|anonymous|anyone|everyone)\b/.test(name),
    )
  )
    return true;
  const [module = '', name = ''] = route.endpoint.split(':');
  return !isUnsafe(route) && wordsOf(`${module.split('.').at(-1) ?? ''}_${name}`).includes('public');
}

/** `GET /assets/{name}`, `GET /media/{id}/{file}`, and the page that a browser application answers everything with. */
function isPublicFile(route: Route): boolean {
  if (isUnsafe(route)) return false;
  const segments = segmentsOf(route.path.text).filter((segment) => !/^(api|v\d+|\{\?\})$/.test(segment));
  const [first = '', ...rest] = segments;
  const isAnything = (segment: string): boolean => /^\{\w+:path\}$/.test(segment);
  if (rest.length === 0 && isAnything(first)) return true;
  if (/^(ui|web|webui|spa|frontend)$/.test(first) && rest.every(isAnything)) return true;
  return /^(assets|static|media|images|img|avatars|fonts|i18n|locales)$/.test(first) && rest.length > 0;
}

/** Not built yet: the body is one `raise`. Or it says that it finds nothing: `@app.api_route("/{path:path}", status_code=404)`. */
function answersNothing(facts: Facts, route: Route): boolean {
  if ((statusOf(route.args.keywords.get('status_code')) ?? 0) >= 400) return true;
  const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  const body = code?.body.filter((node) => node.kind !== 'expr' || node.value.kind !== 'string');
  return body?.length === 1 && body[0]?.kind === 'raise';
}

/** `RedirectResponse(request.url.replace(…))` and nothing else: what answers there is asked again. */
function redirectsToItself(facts: Facts, route: Route): boolean {
  const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  if (code === undefined || !nodesIn(code.body).some((node) => node.kind === 'attribute' && node.attr === 'url'))
    return false;
  const names = code.calls.map(({ callee }) => lastName(callee));
  return names.includes('RedirectResponse') && names.every((name) => /^(RedirectResponse|URL|str|replace)$/.test(name));
}

/** `GET /` and `GET /hello` that take nothing and read nothing. */
function greets(facts: Facts, route: Route): boolean {
  if (isUnsafe(route) || route.parameters.some((parameter) => parameter.source !== 'request')) return false;
  if (/^\/?(hello|hi|greeting|hello-world|\{\?\})?\/?$/.test(route.path.text)) return true;
  const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  const last = segmentsOf(route.path.text).at(-1) ?? '';
  const name = wordsOf(shortName(route.endpoint)).at(-1) ?? '';
  return code?.calls.length === 0 && (/^(v\d+|api)$/.test(last) || /^(root|home|welcome|index)$/.test(name));
}

/** Account creation: a body with a password and nothing that gives power. */
function registers(facts: Facts, route: Route): boolean {
  if (!route.methods.includes('POST') || route.parameters.some((parameter) => parameter.source === 'path'))
    return false;
  if (!/^(users?|accounts?|customers?|members?|clients?|students?)$/.test(segmentsOf(route.path.text).at(-1) ?? ''))
    return false;
  return route.parameters.some((parameter) => {
    if (parameter.source !== 'body' || parameter.annotation === undefined) return false;
    if (namesPassword(parameter.name)) return true;
    const fields = facts.modelOf(parameter.annotation)?.fields ?? [];
    // `password1`, `password2`: typed twice.
    const takesPassword = fields.some((field) => namesPassword(field.name.replace(/\d$/, '')));
    return takesPassword && !fields.some((field) => namesPrivilege(field.name));
  });
}

const SIGNATURE_CHECK =
  /^(compare_digest|construct_event|is_valid_signature|verify_webhook\w*|validate_webhook\w*|verify_\w*signature\w*|check_\w*signature\w*|validate_\w*signature\w*|verify_hmac\w*)$/;

/** A webhook that proves its sender by a signature over the body. */
export function verifiesSignature(facts: Facts, route: Route, depth = 2): boolean {
  const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  const own = treeOf(route.dependencies).flatMap(({ value }) =>
    value.kind === 'function' ? (facts.codeOf(value) ?? []) : [],
  );
  const callsCheck = (from: typeof code, left: number): boolean =>
    from !== undefined &&
    from.calls.some((call) => {
      const name = lastName(call.callee);
      if (SIGNATURE_CHECK.test(name) || call.callee === 'stripe.Webhook.construct_event') return true;
      if (
        name === 'validate' &&
        nodesIn(from.body).some((node) => node.kind === 'string' && /signature/i.test(node.value))
      )
        return true;
      if (/^verify$/.test(name) && /webhook|hook|signature/i.test(`${call.callee} ${route.path.text}`)) return true;
      return left > 0 && call.target !== undefined && callsCheck(facts.codeOf(call.target), left - 1);
    });
  const proving = own.filter((one) => !asksForFormToken(one));
  return [code, ...proving].some((one) => callsCheck(one, depth));
}

/** FastAPI's own pages, and the viewers that packages bring for the same schema. */
const DOCS_CALL =
  /^fastapi\.openapi\.docs\.get_|(^|\.)(get_scalar_api_reference|get_rapidoc_html|get_stoplight_elements_html|openapi)$/;

/** A page of documentation: the exposure rules speak of these. */
function showsDocs(facts: Facts, route: Route): boolean {
  const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  return code?.calls.some((call) => DOCS_CALL.test(call.callee)) ?? false;
}

/**
 * The same page for everybody, with more for those who are signed in: `Depends(get_optional_user)`.
 * What changes state has to ask whether there is a user, or to hand the user on to what may ask.
 */
export function personalises(facts: Facts, route: Route): boolean {
  const optional = treeOf(route.dependencies).filter((use) => isOptional(use));
  if (optional.length === 0 || !isUnsafe(route)) return optional.length > 0;
  const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  if (code === undefined) return true;
  const users = new Set(optional.flatMap(({ parameter }) => parameter ?? []));
  // One below another dependency: that one asks.
  if (optional.some((use) => !route.dependencies.includes(use))) return true;
  return nodesIn(code.body).some(
    (node) =>
      ((node.kind === 'if' || node.kind === 'conditional' || node.kind === 'assert') && mentions(node.test, users)) ||
      ((node.kind === 'boolop' || node.kind === 'compare') && mentions(node, users)) ||
      (node.kind === 'call' && !isWritten(node.func) && node.args.some(({ value }) => mentionsPlainly(value, users))),
  );
}

/** `print(user)`, `logger.info(…, user)`. */
function isWritten(func: Expr): boolean {
  return func.kind === 'name'
    ? func.id === 'print'
    : func.kind === 'attribute' && /^(debug|info|warning|error|exception|log)$/.test(func.attr);
}

function mentionsPlainly(value: Expr, names: ReadonlySet<string>): boolean {
  return value.kind === 'name' && names.has(value.id);
}

function isOptional(use: DependencyUse): boolean {
  return namesOptional(shortName(use.name));
}
