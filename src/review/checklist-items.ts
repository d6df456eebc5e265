import type { Facts } from '../fastapi/facts.ts';
import { servesHtml } from '../fastapi/questions/http/html.ts';
import { limitOfApp, limitOfRoute } from '../fastapi/questions/http/limits.ts';
import type { Evidence } from '../fastapi/model.ts';
import type { Finding } from './finding.ts';

/** One line of the hardening checklists, as the documents this project serves ask for it. */
export interface ChecklistDefinition {
  readonly id: string;
  readonly title: string;
  readonly group:
    'Authentication' | 'Cross-origin requests' | 'Hosts and transport' | 'Headers' | 'Exposure' | 'Input and resources';
  /** Rules that decide it. */
  readonly rules: readonly string[];
  /** Only findings whose message names this count: one rule reports several headers. */
  readonly names?: string;
  /** Of what these rules found, only what this is asked of. */
  readonly concerns?: (finding: Pick<Finding, 'ruleId' | 'message'>) => boolean;
  /** Lines that show it is done; a pass names them. */
  readonly proof?: (facts: Facts) => readonly Evidence[];
  /** Without such a line a pass would be a guess: it is unknown then. */
  readonly needsProof?: boolean;
  /** What a pass says where no line shows it: what was looked for, and not found. */
  readonly clear?: string;
  /** Where there is nothing to ask: no API key scheme, no CORS. */
  readonly absent?: (facts: Facts) => string | undefined;
  /** Routers that could not be read leave it open; with `protections`, also routes whose protection could not be told. */
  readonly needsEvery?: 'routes' | 'protections';
}

const TRUSTED_HOST = 'TrustedHostMiddleware';
const CORS = 'CORSMiddleware';

export const CHECKLIST: readonly ChecklistDefinition[] = [
  {
    id: 'authenticated-routes',
    title: 'Every sensitive route requires an authentication dependency',
    group: 'Authentication',
    rules: [
      'missing-authentication',
      'unauthenticated-websocket',
      'unprotected-mount',
      'inconsistent-include',
      'undeclared-dependency',
    ],
    proof: guardLines,
    needsEvery: 'protections',
  },
  {
    id: 'enforcing-guards',
    title: 'Authentication dependencies reject: they raise, they do not return the exception',
    group: 'Authentication',
    rules: [
      'unenforced-authentication',
      'returned-http-exception',
      'swallowed-authentication-error',
      'unawaited-authentication',
    ],
    proof: guardLines,
    needsProof: true,
  },
  {
    id: 'ownership',
    title: 'Objects fetched by an id are checked against their owner',
    group: 'Authentication',
    rules: ['missing-ownership-check'],
    clear: 'No lookup by an id was found that leaves its owner out.',
    needsEvery: 'protections',
  },
  {
    id: 'api-key-in-header',
    title: 'API keys travel in a header, not in the query',
    group: 'Authentication',
    rules: ['api-key-in-query'],
    absent: (facts) =>
      unusedSchemes(facts, ['APIKeyHeader', 'APIKeyQuery', 'APIKeyCookie'], 'No API key scheme is used.'),
    proof: (facts) => schemeLines(facts, 'APIKeyHeader'),
  },
  {
    id: 'api-key-validated',
    title: 'API keys are validated on the server',
    group: 'Authentication',
    rules: ['unvalidated-api-key', 'timing-unsafe-comparison'],
    concerns: ({ ruleId, message }) => ruleId !== 'timing-unsafe-comparison' || !/passw|pwd|\botp\b/i.test(message),
    absent: (facts) =>
      unusedSchemes(facts, ['APIKeyHeader', 'APIKeyQuery', 'APIKeyCookie'], 'No API key scheme is used.'),
  },
  {
    id: 'explicit-origins',
    title: 'Origins that may send credentials are listed',
    group: 'Cross-origin requests',
    rules: [
      'cors-wildcard-with-credentials',
      'cors-permissive-origin-regex',
      'cors-insecure-origin',
      'cors-reflected-origin',
    ],
    absent: noCors,
    proof: (facts) => middlewareLines(facts, CORS),
  },
  {
    id: 'no-wildcard-origin',
    title: 'No wildcard origin in production',
    group: 'Cross-origin requests',
    rules: ['cors-wildcard-origin', 'cors-wildcard-with-credentials'],
    absent: noCors,
    proof: (facts) => middlewareLines(facts, CORS),
  },
  {
    id: 'trusted-hosts',
    title: 'Only known host names are served (TrustedHostMiddleware)',
    group: 'Hosts and transport',
    rules: ['missing-trusted-host', 'trusted-host-wildcard'],
    proof: (facts) => middlewareLines(facts, TRUSTED_HOST),
    needsProof: true,
    absent: atProxy,
  },
  {
    id: 'https',
    title: 'HTTPS is enforced (HTTPSRedirectMiddleware, HSTS, or the proxy)',
    group: 'Hosts and transport',
    rules: ['missing-https-redirect'],
    proof: (facts) => [
      ...middlewareLines(facts, 'HTTPSRedirectMiddleware'),
      ...linesNaming(facts, 'Strict-Transport-Security'),
    ],
    needsProof: true,
    absent: atProxy,
  },
  header('hsts', 'Strict-Transport-Security'),
  header('nosniff', 'X-Content-Type-Options'),
  header('framing', 'X-Frame-Options'),
  header('referrer', 'Referrer-Policy'),
  header('permissions', 'Permissions-Policy'),
  {
    ...header('csp', 'Content-Security-Policy'),
    needsProof: false,
    rules: ['missing-security-headers', 'weak-content-security-policy'],
    title: 'Content-Security-Policy where HTML is served',
    absent: (facts) => atProxy(facts) ?? (servesHtml(facts) ? undefined : 'No page is seen to be served.'),
  },
  {
    id: 'cache-control',
    title: 'Answers with user data are not cached (Cache-Control: no-store)',
    group: 'Headers',
    rules: ['missing-cache-control'],
    proof: (facts) => linesNaming(facts, 'no-store'),
    needsProof: true,
    absent: (facts) =>
      facts.application.routes.some(({ protection }) => protection.status === 'protected')
        ? undefined
        : 'No route asks who calls, so none answers with data of one user.',
  },
  {
    id: 'resolvable-controls',
    title: 'Security controls are imported from where they exist',
    group: 'Headers',
    rules: ['unresolved-security-import'],
    clear: 'All that is imported from FastAPI and Starlette exists there.',
  },
  {
    id: 'closed-docs',
    title: 'Documentation and schema are not public in production',
    group: 'Exposure',
    rules: ['exposed-api-docs'],
    clear: 'They are switched off, or a setting or a condition decides.',
  },
  {
    id: 'debug-off',
    title: 'Debug mode is off in production',
    group: 'Exposure',
    rules: ['debug-enabled'],
    clear: 'Nothing switches it on.',
  },
  {
    id: 'rate-limits',
    title: 'Requests are limited, credential routes first',
    group: 'Input and resources',
    rules: ['missing-rate-limit', 'inert-rate-limit'],
    proof: limitLines,
    needsProof: true,
  },
  {
    id: 'constrained-input',
    title: 'Input models bound what they accept',
    group: 'Input and resources',
    rules: ['unconstrained-input', 'untyped-body'],
    clear: 'No body model without bounds was found.',
    needsEvery: 'routes',
  },
];

function header(id: string, name: string): ChecklistDefinition {
  return {
    id,
    title: `${name} is set`,
    group: 'Headers',
    rules: ['missing-security-headers', 'weak-security-header'],
    names: name,
    proof: (facts) => headerLines(facts, name),
    needsProof: true,
    absent: atProxy,
  };
}

function atProxy(facts: Facts): string | undefined {
  return facts.config.behindProxy ? 'The configuration says that the proxy does this (`behind_proxy`).' : undefined;
}

function noCors(facts: Facts): string | undefined {
  return middlewareLines(facts, CORS).length === 0
    ? 'No CORS middleware is used: other origins get no answer.'
    : undefined;
}

function middlewareLines(facts: Facts, className: string): readonly Evidence[] {
  return facts.application.apps
    .flatMap((app) => app.middleware)
    .filter((use) => use.name.split(/[.:]/).at(-1) === className)
    .map((use) => ({ site: use.site, text: className }));
}

function schemeLines(facts: Facts, ...classes: string[]): readonly Evidence[] {
  const names = classes.flatMap((name) => [`fastapi.security.${name}`, `fastapi.security.api_key.${name}`]);
  return facts.calls(...names).map((call) => ({ site: call.site, text: call.callee }));
}

function unusedSchemes(facts: Facts, classes: readonly string[], reason: string): string | undefined {
  return schemeLines(facts, ...classes).length === 0 ? reason : undefined;
}

/** Where requests are limited: a middleware before all, or routes of their own. */
function limitLines(facts: Facts): readonly Evidence[] {
  const { apps, routes } = facts.application;
  return [
    ...apps.filter((app) => limitOfApp(facts, app) === 'yes').map(({ site, name }) => ({ site, text: name })),
    ...routes
      .filter((route) => route.kind === 'http' && limitOfRoute(facts, route) === 'yes')
      .map(({ site, endpoint }) => ({ site, text: endpoint })),
  ];
}

/** Where the guards of the protected routes reject, each guard once. */
function guardLines(facts: Facts): readonly Evidence[] {
  const guards = new Map<string, Evidence>();
  for (const { protection } of facts.application.routes) {
    for (const { name, site, proof } of protection.guards) {
      if (!guards.has(name)) guards.set(name, proof.at(-1) ?? { site, text: name });
    }
  }
  return [...guards.values()];
}

/** Lines that name the header; else middleware that is neither FastAPI's nor Starlette's and may set it. */
function headerLines(facts: Facts, name: string): readonly Evidence[] {
  const named = linesNaming(facts, name);
  if (named.length > 0) return named;
  return facts.application.apps
    .flatMap((app) => app.middleware)
    .filter((use) => !/^(?:fastapi|starlette)\./.test(use.name))
    .map((use) => ({ site: use.site, text: use.name }));
}

/** Lines of the analysed code that name a header. */
function linesNaming(facts: Facts, name: string): readonly Evidence[] {
  const wanted = name.toLowerCase();
  const found: Evidence[] = [];
  for (const module of facts.modules) {
    const text = module.text.toLowerCase();
    if (!text.includes(wanted)) continue;
    for (const [index, start] of module.lineStarts.entries()) {
      const line = text.slice(start, module.lineStarts[index + 1] ?? text.length);
      const at = line.indexOf(wanted);
      if (at === -1 || line.trimStart().startsWith('#')) continue;
      const span = { startLine: index + 1, startColumn: at + 1, endLine: index + 1, endColumn: at + wanted.length };
      found.push({ site: { path: module.path, span }, text: name });
    }
  }
  return found;
}
