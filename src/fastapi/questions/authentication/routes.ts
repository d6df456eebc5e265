import type { Route } from '../../model.ts';
import { normal, segmentsOf } from './segments.ts';
import { wordsOf } from '../words.ts';

/** What a route is about, and how to name it. */

const isParameter = (segment: string): boolean => segment.includes('{');

const SENSITIVE = new Set([
  'admin',
  'superuser',
  'manage',
  'management',
  'internal',
  'private',
  'users',
  'user',
  'accounts',
  'account',
  'me',
  'profile',
  'profiles',
  'settings',
  'billing',
  'payments',
  'payment',
  'invoices',
  'invoice',
  'orders',
  'order',
  'transactions',
  'transfer',
  'transfers',
  'wallet',
  'patients',
  'records',
  'documents',
  'messages',
  'secrets',
  'keys',
  'api-keys',
  'tokens',
  'credentials',
  'config',
  'configuration',
  'audit',
  'logs',
  'export',
  'exports',
  'backup',
  'debug',
  'employees',
  'salaries',
  'salary',
  'customers',
  'customer',
  'subscriptions',
  'permissions',
  'roles',
  'reports',
  'metrics',
  'env',
  'impersonate',
]);

/** `/admin/users`: the path's own words speak of people, money or control. */
export function isSensitivePath(path: string): boolean {
  return segmentsOf(path).some((segment) => !isParameter(segment) && SENSITIVE.has(normal(segment)));
}

/** `/admin`, `/internal/admin-tools`: for administrators, by its words or its handler's. */
export function isAdminRoute(route: Route): boolean {
  const inPath = segmentsOf(route.path.text).some(
    (segment) => !isParameter(segment) && (segment === AREA || wordsOf(segment).some((word) => ADMIN.has(word))),
  );
  return inPath || wordsOf(route.endpoint.slice(route.endpoint.indexOf(':') + 1)).some((word) => ADMIN.has(word));
}
/** The area as a whole; in `/me/administration-preferences` it only says what the preferences are about. */
const AREA = 'administration';
const ADMIN = new Set(['admin', 'admins', 'administrator', 'superuser', 'superadmin', 'backoffice', 'staff']);

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** A method that changes state. */
export function isUnsafe(route: Route): boolean {
  return route.methods.some((method) => UNSAFE.has(method));
}

const ASKS =
  /^(search|query|match|reconcile|suggest|list|get|fetch|find|read|lookup|count|validate|check|preview|compare|describe|estimate|calculate|convert|parse|tokenize|render)$/;
const COMPUTES =
  /^(predict|inference|infer|completions?|embeddings?|embed|transcribe|transcriptions?|detect|classify|translate|summari[sz]e|rerank|asr|ocr|tts)$/;
const CHANGES = /^(create|update|delete|remove|set|save|add|or|and|send|store|upsert|register|upload|import)$/;

/** What a `POST` does by its words: changes what is kept, lets the machine work, or only asks with a body. */
export function effectOf(route: Route): 'changes' | 'computes' | 'asks' {
  if (!isUnsafe(route)) return 'asks';
  if (route.methods.some((method) => UNSAFE.has(method) && method !== 'POST')) return 'changes';
  const last = wordsOf(segmentsOf(route.path.text).findLast((segment) => !isParameter(segment)) ?? '');
  const name = wordsOf(
    route.endpoint
      .slice(route.endpoint.lastIndexOf(':') + 1)
      .split('.')
      .at(-1) ?? '',
  );
  if ([...last, ...name].some((word) => CHANGES.test(word))) return 'changes';
  const said = [last[0] ?? '', name[0] ?? ''];
  if (said.some((word) => ASKS.test(word))) return 'asks';
  return [...said, last.at(-1) ?? ''].some((word) => COMPUTES.test(word)) ? 'computes' : 'changes';
}

const CATALOGUE =
  /^(products?|categor(y|ies)|tags?|countr(y|ies)|cit(y|ies)|currenc(y|ies)|languages?|locales?|faqs?|news|articles?|blogs?|posts|genres?|brands?|movies?|recipes?|pages?|((billing|pricing|subscription)[-_])?plans?|pricing|menus?|regions?|timezones?|catalog(ue)?|testimonials?|newsletters?|holidays?|states|provinces|neighbou?rhoods|privacy[-_]polic(y|ies)|cookie[-_]polic(y|ies)|terms[-_]and[-_]conditions|terms[-_]of[-_](service|use)|imprint)$/;
/** Said below a thing on show, and shown with it. */
const REMARKS = /^(comments|replies|reviews|ratings)$/;
/** Whatever is read below these is on show. */
const SHOP_WINDOW = /^(marketplace|storefront|catalog(ue)?)$/;

/** Things that are usually shown to everybody: a product, a category, the pages that have a name of their own. */
export function isCatalogue(path: string): boolean {
  const segments = segmentsOf(path);
  const statics = segments.filter((segment) => !isParameter(segment));
  const parameters = segments.filter(isParameter);
  const [above, last] = [statics.at(-2) ?? '', statics.at(-1) ?? ''].map((segment) => segment.toLowerCase());
  if (CATALOGUE.test(last ?? '') || (REMARKS.test(last ?? '') && CATALOGUE.test(above ?? ''))) return true;
  if (isSensitivePath(path)) return false;
  return (
    statics.some((segment) => SHOP_WINDOW.test(segment.toLowerCase())) ||
    (parameters.length > 0 && parameters.every((segment) => /^\{(\w+_)?slug\}$/.test(segment)))
  );
}

/** `GET /items/{id}`, `WebSocket /ws`: how messages and subjects name a route. */
export function titleOf(route: Route): string {
  if (route.kind === 'websocket') return `WebSocket ${route.path.text}`;
  if (route.kind === 'mount') return `mount ${route.path.text === '' ? '/' : route.path.text}`;
  return `${route.methods.join('/') || 'ANY'} ${route.path.text === '' ? '/' : route.path.text}`;
}

/** A subject that survives edits. */
export function subjectOf(route: Route): string {
  return `route ${titleOf(route)} ${route.endpoint}`;
}

/** `GET /metrics`: read by a scraper, often behind a network that nobody else reaches. */
export function isScraped(route: Route): boolean {
  return /^\/(\w+\/){0,2}metrics(\/\w+)?\/?$/.test(route.path.text);
}

/** `GET /reports/reasons`: the words that a form offers, the same for everybody. */
export function isVocabulary(route: Route): boolean {
  const last = segmentsOf(route.path.text).at(-1) ?? '';
  return (
    !isUnsafe(route) &&
    !route.parameters.some(({ source }) => source === 'path' || source === 'body') &&
    /^([a-z]+[-_])?(types|options|choices|enums|constants|reasons|formats|languages|currencies|countries|timezones|units)$/.test(
      last,
    )
  );
}
