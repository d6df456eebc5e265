import type { Facts } from '../fastapi/facts.ts';
import type { AppObject } from '../fastapi/model.ts';
import type { Value } from '../fastapi/value.ts';
import type { Finding } from '../review/finding.ts';

/** Code to paste, made for one application. */
export interface Snippet {
  readonly title: string;
  readonly file: string;
  readonly lines: readonly string[];
}

const POLICY = 'Content-Security-Policy';

const HEADERS: readonly (readonly [name: string, value: string])[] = [
  ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'no-referrer'],
  ['Permissions-Policy', 'geolocation=(), microphone=(), camera=()'],
  [POLICY, "default-src 'self'; frame-ancestors 'none'"],
  ['Cache-Control', 'no-store'],
];

/** What would mend the missing headers and the missing host check of each application, ready to paste. */
export function snippetsFor(facts: Facts, findings: readonly Finding[]): readonly Snippet[] {
  const byPath = new Map<string, Finding[]>();
  for (const finding of findings) byPath.set(finding.path, [...(byPath.get(finding.path) ?? []), finding]);
  return facts.application.apps.flatMap((app) => {
    const ofApp = byPath.get(app.site.path) ?? [];
    return [...headerSnippet({ facts, app, ofApp }, findings), ...hostSnippet({ facts, app, ofApp })];
  });
}

interface Place {
  readonly facts: Facts;
  readonly app: AppObject;
  readonly ofApp: readonly Finding[];
}

function headerSnippet({ facts, app, ofApp }: Place, all: readonly Finding[]): readonly Snippet[] {
  const said = ofApp
    .filter((finding) => finding.ruleId === 'missing-security-headers')
    .map((finding) => finding.message.toLowerCase())
    .join(' ');
  const cache = all.some((finding) => finding.ruleId === 'missing-cache-control');
  const missing = HEADERS.filter(([name]) => said.includes(name.toLowerCase()) || (cache && name === 'Cache-Control'));
  if (missing.length === 0) return [];
  const name = freeName(facts, app);
  const lines = [
    'from starlette.middleware.base import BaseHTTPMiddleware',
    '',
    '',
    `class ${name}(BaseHTTPMiddleware):`,
    '    async def dispatch(self, request, call_next):',
    '        response = await call_next(request)',
    '        # setdefault: a route that chose a value of its own keeps it.',
    ...(missing.some(([header]) => header === POLICY) && showsDocs(app)
      ? [
          '        # The documentation pages load scripts from elsewhere: close them, or give them a policy of their own.',
        ]
      : []),
    ...missing.map(([header, value]) => `        response.headers.setdefault("${header}", "${value}")`),
    '        return response',
    '',
    '',
    ...added(facts, app, name),
  ];
  return [{ title: `Security headers for \`${app.name}\``, file: app.site.path, lines }];
}

function hostSnippet({ facts, app, ofApp }: Place): readonly Snippet[] {
  const wanted = ofApp.some(({ ruleId }) => ruleId === 'missing-trusted-host' || ruleId === 'trusted-host-wildcard');
  if (!wanted) return [];
  const hosts = hostsOf(app);
  const usesEnvironment = /^import os\b/m.test(moduleOf(facts, app)?.text ?? '');
  // Where no name is known it serves this machine only, until somebody names the hosts.
  const names = hosts.length > 0 ? hosts : ['localhost', '127.0.0.1'];
  const lines = [
    ...(usesEnvironment ? [] : ['import os', '']),
    'from starlette.middleware.trustedhost import TrustedHostMiddleware',
    '',
    ...(hosts.length > 0
      ? ['# Hosts that this code names as its own; check that none is missing.']
      : ['# Set ALLOWED_HOSTS to the names under which this application is reached: api.example.com,*.example.com']),
    `allowed_hosts = os.getenv("ALLOWED_HOSTS", "${names.join(',')}").split(",")`,
    '',
    ...added(facts, app, 'TrustedHostMiddleware, allowed_hosts=allowed_hosts'),
  ];
  return [{ title: `Allowed hosts for \`${app.name}\``, file: app.site.path, lines }];
}

/** The call, by the name that the application has where it is made; in a factory it belongs behind that line. */
function added(facts: Facts, app: AppObject, middleware: string): readonly string[] {
  const { name, indent } = bindingOf(facts, app);
  const call = `${indent}${name}.add_middleware(${middleware})`;
  return indent === '' ? [call] : [`# Inside the function, after line ${String(app.site.span.endLine)}:`, call];
}

/** `application` of `    application = FastAPI(...)`; a factory that returns the call at once has no name for it. */
function bindingOf(facts: Facts, app: AppObject): { readonly name: string; readonly indent: string } {
  const module = moduleOf(facts, app);
  const { startLine, startColumn } = app.site.span;
  const start = module?.lineStarts[startLine - 1] ?? 0;
  const before = module?.text.slice(start, start + startColumn - 1) ?? '';
  const [, indent = '', bound] = /^([ \t]*)(?:(?:self\.)?([A-Za-z_]\w*)(?![\w])[^=]*=)?/.exec(before) ?? [];
  const outside = app.name.split(':').at(-1) ?? '';
  const fallback = /^[A-Za-z_]\w*$/.test(outside) ? outside : 'app';
  const owner = /^\s*self\./.test(before) ? 'self.' : '';
  return { name: bound === undefined ? fallback : `${owner}${bound}`, indent };
}

function moduleOf(facts: Facts, app: AppObject): Facts['modules'][number] | undefined {
  return facts.modules.find((module) => module.path === app.site.path);
}

/** A class of the usual name may be there already, with some of the headers. */
function freeName(facts: Facts, app: AppObject): string {
  const taken = /\bSecurityHeadersMiddleware\b/.test(moduleOf(facts, app)?.text ?? '');
  return taken ? 'MissingHeadersMiddleware' : 'SecurityHeadersMiddleware';
}

function showsDocs(app: AppObject): boolean {
  return app.args.keywords.get('openapi_url')?.kind !== 'none' && !app.plain;
}

/** Host names in `servers=[{"url": …}]` and `root`-like arguments: what the application says of its own address. */
function hostsOf(app: AppObject): readonly string[] {
  const servers = app.args.keywords.get('servers');
  const urls = servers === undefined ? [] : stringsIn(servers);
  const hosts = urls.map((url) => /^https?:\/\/([a-z0-9.-]+)(?::\d+)?(?:\/|$)/i.exec(url)?.[1]?.toLowerCase());
  return [...new Set(hosts.filter((host) => host !== undefined))];
}

function stringsIn(value: Value): readonly string[] {
  switch (value.kind) {
    case 'string':
      return [value.value];
    case 'list':
    case 'tuple':
    case 'set':
      return value.items.flatMap(stringsIn);
    case 'dict':
      return value.entries.flatMap((entry) => stringsIn(entry.value));
    default:
      return [];
  }
}
