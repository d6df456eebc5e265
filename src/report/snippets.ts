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

const HEADERS: readonly (readonly [name: string, value: string])[] = [
  ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'no-referrer'],
  ['Permissions-Policy', 'geolocation=(), microphone=(), camera=()'],
  ['Content-Security-Policy', "default-src 'self'; frame-ancestors 'none'"],
  ['Cache-Control', 'no-store'],
];

/** What would mend the missing headers and the missing host check of each application, ready to paste. */
export function snippetsFor(facts: Facts, findings: readonly Finding[]): readonly Snippet[] {
  return facts.application.apps.flatMap((app) => {
    const ofApp = findings.filter((finding) => finding.path === app.site.path);
    return [...headerSnippet(app, ofApp, findings), ...hostSnippet(app, ofApp, facts)];
  });
}

function headerSnippet(app: AppObject, ofApp: readonly Finding[], all: readonly Finding[]): readonly Snippet[] {
  const said = ofApp
    .filter((finding) => finding.ruleId === 'missing-security-headers')
    .map((finding) => finding.message.toLowerCase())
    .join(' ');
  const cache = all.some((finding) => finding.ruleId === 'missing-cache-control');
  const missing = HEADERS.filter(([name]) => said.includes(name.toLowerCase()) || (cache && name === 'Cache-Control'));
  if (missing.length === 0) return [];
  const lines = [
    'from starlette.middleware.base import BaseHTTPMiddleware',
    '',
    '',
    'class SecurityHeadersMiddleware(BaseHTTPMiddleware):',
    '    async def dispatch(self, request, call_next):',
    '        response = await call_next(request)',
    '        # setdefault: a route that chose a value of its own keeps it.',
    ...missing.map(([name, value]) => `        response.headers.setdefault("${name}", "${value}")`),
    '        return response',
    '',
    '',
    `${variableOf(app)}.add_middleware(SecurityHeadersMiddleware)`,
  ];
  return [{ title: `Security headers for ${app.name}`, file: app.site.path, lines }];
}

function hostSnippet(app: AppObject, ofApp: readonly Finding[], facts: Facts): readonly Snippet[] {
  const wanted = ofApp.some(({ ruleId }) => ruleId === 'missing-trusted-host' || ruleId === 'trusted-host-wildcard');
  if (!wanted) return [];
  const hosts = hostsOf(app);
  const usesEnvironment = facts.modules.some(
    (module) => module.path === app.site.path && /^import os\b/m.test(module.text),
  );
  const names = hosts.length > 0 ? hosts : ['api.example.com'];
  const lines = [
    ...(usesEnvironment ? [] : ['import os', '']),
    'from starlette.middleware.trustedhost import TrustedHostMiddleware',
    '',
    ...(hosts.length > 0
      ? ['# Hosts that this code names as its own; check that none is missing.']
      : ['# Put the host names under which this application is reached.']),
    `allowed_hosts = os.getenv("ALLOWED_HOSTS", "${names.join(',')}").split(",")`,
    '',
    `${variableOf(app)}.add_middleware(TrustedHostMiddleware, allowed_hosts=allowed_hosts)`,
  ];
  return [{ title: `Allowed hosts for ${app.name}`, file: app.site.path, lines }];
}

/** `app` of `pkg.main:app`; a factory's application has no name outside it. */
function variableOf(app: AppObject): string {
  const name = app.name.split(':').at(-1) ?? '';
  return /^[A-Za-z_]\w*$/.test(name) ? name : 'app';
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
