import type { Site } from '../../core/span.ts';
import type { MiddlewareUse } from '../../fastapi/model.ts';
import { lastName } from '../../fastapi/questions/code.ts';
import { textOfValue } from '../../fastapi/values.ts';
import type { CallArguments, Value } from '../../fastapi/value.ts';
import { pairApps, type AppPair } from './apps.ts';
import { loosenedAt, type Loosened } from './loosened.ts';
import type { Snapshots } from './snapshots.ts';
import { sourceText } from './source-text.ts';
import { objectTitle } from './titles.ts';
import { rewrittenIn } from './value-cause.ts';
import * as weaker from './weaker.ts';

interface Setting {
  readonly name: string;
  readonly isWeaker: weaker.IsWeaker;
  readonly means: string;
  readonly explains: readonly string[];
}

const SESSION = ['insecure-session'];

/** Arguments of middleware that are security settings. */
const MIDDLEWARE: Readonly<Record<string, readonly Setting[]>> = {
  CORSMiddleware: [
    {
      name: 'allow_origins',
      isWeaker: weaker.opened(false),
      means: 'pages of every site can read the answers',
      explains: ['cors-wildcard-with-credentials', 'cors-wildcard-origin', 'cors-insecure-origin'],
    },
    {
      name: 'allow_origin_regex',
      isWeaker: (base, head) => matchesAnyone(head) && !matchesAnyone(base),
      means: 'pages of sites that are not yours can read the answers',
      explains: ['cors-permissive-origin-regex', 'cors-wildcard-with-credentials'],
    },
  ],
  TrustedHostMiddleware: [
    {
      name: 'allowed_hosts',
      isWeaker: weaker.opened(true),
      means: 'any `Host` header is taken',
      explains: ['trusted-host-wildcard', 'missing-trusted-host'],
    },
  ],
  SessionMiddleware: [
    {
      name: 'https_only',
      isWeaker: weaker.turnedOff,
      means: 'the session cookie travels over plain HTTP',
      explains: SESSION,
    },
    {
      name: 'same_site',
      isWeaker: weaker.sentEverywhere,
      means: 'other sites send the session along',
      explains: [...SESSION, 'missing-csrf-protection'],
    },
  ],
  ProxyHeadersMiddleware: [
    {
      name: 'trusted_hosts',
      isWeaker: weaker.opened(false),
      means: 'any client can claim to be another address',
      explains: ['trusted-proxy-wildcard'],
    },
  ],
};

const DOCS: readonly Setting[] = ['openapi_url', 'docs_url', 'redoc_url'].map((name) => ({
  name,
  isWeaker: weaker.reopened,
  means: 'anyone can read how the API is built',
  explains: ['exposed-api-docs'],
}));

const STRICT: Setting = {
  name: 'strict_content_type',
  isWeaker: weaker.turnedOffByDefaultOn,
  means: 'JSON bodies are read whatever their content type says',
  explains: ['lax-content-type'],
};

/** Settings of applications and of their middleware that say less than they did. */
export function* loosenedApps(snapshots: Snapshots): Generator<Loosened> {
  const seen = new Set<MiddlewareUse>();
  for (const pair of pairApps(snapshots)) {
    yield* loosenedConstructor(pair, snapshots);
    for (const use of pair.base.middleware) {
      const settings = MIDDLEWARE[lastName(use.name)];
      const head = pair.head.middleware.find(({ name }) => name === use.name);
      if (settings === undefined || head === undefined || seen.has(use)) continue;
      seen.add(use);
      const title = `\`${lastName(use.name)}\` of \`${objectTitle(pair.head.name)}\``;
      const said = { subject: `middleware ${head.name} of ${pair.head.name}`, title };
      yield* compared({ base: use, head, settings }, said, snapshots);
    }
  }
}

function* loosenedConstructor({ base, head }: AppPair, snapshots: Snapshots): Generator<Loosened> {
  const openapi = head.args.keywords.get('openapi_url');
  const isClosed = openapi !== undefined && weaker.isNothing(openapi);
  const settings = [...(snapshots.base.config.publicDocs || isClosed ? [] : DOCS), STRICT];
  const said = { subject: `app ${head.name}`, title: `\`${objectTitle(head.name)}\`` };
  yield* compared({ base, head, settings }, said, snapshots);
}

interface Configured {
  readonly args: CallArguments;
  readonly site: Site;
}

interface Comparison {
  readonly base: Configured;
  readonly head: Configured;
  readonly settings: readonly Setting[];
}

/** One result for a call: several settings that went together have one cause. */
function* compared(
  { base, head, settings }: Comparison,
  { subject, title }: { readonly subject: string; readonly title: string },
  snapshots: Snapshots,
): Generator<Loosened> {
  if (base.args.open || head.args.open) return;
  const lost = settings.filter(({ name, isWeaker }) =>
    isWeaker(base.args.keywords.get(name), head.args.keywords.get(name)),
  );
  // What the head still says, and says otherwise, shows more than what it does not say.
  const said = lost.filter(({ name }) => head.args.keywords.has(name));
  const [shown = lost[0]] = said.toSorted((a, b) => lineIn(head, a) - lineIn(head, b));
  if (shown === undefined) return;
  const before = siteOf(base, head, shown.name);
  const after = siteOf(head, base, shown.name);
  const behind = before === undefined || after === undefined ? undefined : settingBehind(before, after, snapshots);
  const loosened = loosenedAt(behind?.before ?? before, [behind?.after ?? after, head.site], {
    subject,
    what: `${title} turns ${lost.map(({ name }) => `\`${name}\``).join(' and ')} down: ${[...new Set(lost.map(({ means }) => means))].join(', and ')}`,
    explains: lost.flatMap(({ explains }) => explains),
    ...(lost.every((setting) => DOCS.includes(setting)) ? { severity: 'medium' } : {}),
  });
  if (loosened !== undefined) yield loosened;
}

function lineIn({ args, site }: Configured, { name }: Setting): number {
  return (args.keywordSites.get(name) ?? site).span.startLine;
}

/** The argument; when the other side's argument stands the same, the value behind it, wherever that is written. */
function siteOf(own: Configured, other: Configured, name: string): Site | undefined {
  const value = own.args.keywords.get(name);
  const site = own.args.keywordSites.get(name) ?? value?.site;
  if (site === undefined || value === undefined || !other.args.keywords.has(name)) return site;
  return isInside(value.site, site) ? site : value.site;
}

/** The argument stands as it did, and asks a setting whose default changed. */
function settingBehind(
  before: Site,
  after: Site,
  snapshots: Snapshots,
): { readonly before: Site; readonly after: Site } | undefined {
  const isSame = sourceText(snapshots.base, before) === sourceText(snapshots.head, after);
  return isSame ? rewrittenIn(before, after, snapshots) : undefined;
}

function isInside(inner: Site, outer: Site): boolean {
  return (
    inner.path === outer.path &&
    inner.span.startLine >= outer.span.startLine &&
    inner.span.endLine <= outer.span.endLine
  );
}

/** True for a pattern that lets a stranger in, matched whole as Starlette does; an unreadable one is not. */
function matchesAnyone(value: Value | undefined): boolean {
  const pattern = textOfValue(value);
  if (pattern === undefined || pattern === '') return false;
  // Only a scheme with a wildcard behind it is judged: running a stranger's expression could take for ever.
  return /^(?:https\??:\/\/|http:\/\/)?\(?\.[*+]\)?$/u.test(pattern.replace(/^\^/u, '').replace(/\$$/u, ''));
}
