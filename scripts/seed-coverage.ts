/** What the three documents behind this product ask for, point by point, and what serves each point. */

export type Served = { readonly rules: readonly string[] } | { readonly report: string } | { readonly page: string };

export interface SeedPoint {
  readonly point: string;
  readonly by: readonly Served[];
  /** Where FastAPI behaves otherwise than the document says. */
  readonly correction?: Correction;
}

/** What FastAPI really does, and the recorded experiments (test/truth/experiments) that bear it out. */
export interface Correction {
  readonly text: string;
  readonly facts: readonly string[];
}

export interface Seed {
  readonly id: 'S0' | 'S1' | 'S3';
  readonly title: string;
  readonly points: readonly SeedPoint[];
}

const rules = (...ids: string[]): Served => ({ rules: ids });
const report = (section: string): Served => ({ report: section });
const page = (path: string): Served => ({ page: path });
const measured = (text: string, ...facts: string[]): Correction => ({ text, facts });
const headers = rules('missing-security-headers', 'weak-security-header');

export const SEEDS: readonly Seed[] = [
  {
    id: 'S0',
    title: 'Security headers and trusted hosts',
    points: [
      { point: 'Table: Strict-Transport-Security', by: [headers, report('checklist: hsts')] },
      { point: 'Table: X-Content-Type-Options: nosniff', by: [headers, report('checklist: nosniff')] },
      { point: 'Table: X-Frame-Options: DENY', by: [headers, report('checklist: framing')] },
      { point: 'Table: Referrer-Policy', by: [headers, report('checklist: referrer')] },
      {
        point: 'Table: Content-Security-Policy, critical for HTML',
        by: [rules('missing-security-headers', 'weak-content-security-policy'), report('checklist: csp')],
      },
      { point: 'Table: Permissions-Policy', by: [headers, report('checklist: permissions')] },
      { point: 'Table: Cache-Control', by: [rules('missing-cache-control'), report('checklist: cache-control')] },
      {
        point: 'A middleware that sets the headers',
        by: [headers, report('snippets')],
        correction: measured(
          'The sample assigns the headers, so it overwrites what a route chose; the snippet of the audit uses `setdefault` for all of them.',
          'security-headers',
        ),
      },
      { point: 'HSTS for a year, with includeSubDomains', by: [rules('weak-security-header')] },
      { point: 'HSTS caveat: not where some routes are HTTP only', by: [page('docs/headers.md')] },
      {
        point: 'SAMEORIGIN or frame-ancestors where framing is wanted',
        by: [rules('weak-security-header', 'weak-content-security-policy')],
      },
      { point: 'no-referrer, or strict-origin-when-cross-origin', by: [rules('weak-security-header')] },
      {
        point: 'A starting CSP; report-only first, then enforced',
        by: [rules('weak-content-security-policy'), page('docs/headers.md')],
      },
      {
        point: 'TrustedHostMiddleware with real host names',
        by: [rules('missing-trusted-host'), report('checklist: trusted-hosts'), report('snippets')],
      },
      { point: 'Wildcard hosts only outside production', by: [rules('trusted-host-wildcard')] },
      { point: 'Host header: cache poisoning, reset links, routing', by: [rules('missing-trusted-host')] },
      { point: 'no-store on answers with user data', by: [rules('missing-cache-control')] },
      { point: 'A no-store middleware with setdefault', by: [rules('missing-cache-control'), report('snippets')] },
      { point: 'Verify: securityheaders.com', by: [page('docs/headers.md')] },
      { point: 'Verify: Mozilla Observatory', by: [page('docs/headers.md')] },
      { point: 'Verify: browser devtools', by: [page('docs/headers.md')] },
      { point: 'A grade is a means, not the goal', by: [page('docs/grade.md')] },
    ],
  },
  {
    id: 'S1',
    title: 'Security audit patterns',
    points: [
      {
        point: 'Authentication by Depends or Security on routes or routers',
        by: [
          rules('missing-authentication', 'unauthenticated-websocket', 'unprotected-mount', 'inconsistent-include'),
          report('inventory'),
        ],
      },
      { point: 'Security(…, scopes=[…])', by: [rules('unchecked-scopes'), report('routes: scopes')] },
      { point: 'API keys in headers', by: [rules('api-key-in-query'), report('checklist: api-key-in-header')] },
      {
        point: 'Validate the key on the server',
        by: [rules('unvalidated-api-key', 'timing-unsafe-comparison'), report('checklist: api-key-validated')],
        correction: measured(
          "The document's own sample returns the key without checking it: `APIKeyHeader` only extracts. It is flagged.",
          'scheme-alone',
        ),
      },
      {
        point: 'No wildcard origin with credentials; list the origins',
        by: [
          rules(
            'cors-wildcard-with-credentials',
            'cors-wildcard-origin',
            'cors-permissive-origin-regex',
            'cors-insecure-origin',
          ),
          report('checklist: explicit-origins'),
        ],
        correction: measured(
          'A wildcard does not exclude credentialed requests: with `allow_credentials=True` Starlette echoes the origin that asked, so every site gets them.',
          'cors-wildcard-with-credentials',
        ),
      },
      {
        point: 'TrustedHostMiddleware',
        by: [rules('missing-trusted-host', 'trusted-host-wildcard'), report('checklist: trusted-hosts')],
      },
      {
        point: 'HTTPSRedirectMiddleware, or the proxy enforces HTTPS',
        by: [rules('missing-https-redirect'), report('checklist: https'), page('docs/configuration.md')],
        correction: measured(
          'In the order of the sample the redirect stands outside the host check (last added is outermost) and sends callers to whatever host they named. Add `TrustedHostMiddleware` last.',
          'redirect-by-host-header',
          'middleware-order',
        ),
      },
      { point: 'Audit command: detect FastAPI', by: [report('coverage')] },
      { point: 'Audit command: find routes', by: [report('routes: table')] },
      { point: 'Audit command: find authentication dependencies', by: [report('routes: protection')] },
      {
        point: 'Audit command: CORS configuration and wildcards',
        by: [rules('cors-wildcard-with-credentials', 'cors-wildcard-origin'), report('checklist: no-wildcard-origin')],
      },
      {
        point: 'Audit command: TrustedHost and HTTPS middleware',
        by: [report('routes: middleware'), report('checklist: trusted-hosts'), report('checklist: https')],
      },
      { point: 'Checklist: sensitive routes require authentication', by: [report('checklist: authenticated-routes')] },
      { point: 'Checklist: API key schemes use headers', by: [report('checklist: api-key-in-header')] },
      { point: 'Checklist: explicit origins with credentials', by: [report('checklist: explicit-origins')] },
      { point: 'Checklist: TrustedHostMiddleware configured', by: [report('checklist: trusted-hosts')] },
      { point: 'Checklist: HTTPSRedirectMiddleware or proxy', by: [report('checklist: https')] },
      { point: 'A first-pass scan script', by: [page('README.md')] },
    ],
  },
  {
    id: 'S3',
    title: 'Posture, pitfalls, and a hardening checklist',
    points: [
      {
        point: 'Pitfall 1: objects fetched without their owner (BOLA)',
        by: [rules('missing-ownership-check'), report('checklist: ownership')],
      },
      {
        point: 'Pitfall 2: exposed OpenAPI and Swagger',
        by: [rules('exposed-api-docs'), report('checklist: closed-docs')],
      },
      {
        point: 'Pitfall 3: no rate limiting',
        by: [rules('missing-rate-limit', 'inert-rate-limit'), report('checklist: rate-limits')],
      },
      {
        point: 'Pitfall 4: insecure CORS',
        by: [
          rules('cors-wildcard-with-credentials', 'cors-wildcard-methods-headers'),
          report('checklist: no-wildcard-origin'),
        ],
        correction: measured(
          'CORSMiddleware allows no origin by default; the wildcard has to be written.',
          'cors-wildcard-with-credentials',
        ),
      },
      {
        point: 'Pitfall 5: debug mode in production',
        by: [rules('debug-enabled'), report('checklist: debug-off')],
        correction: measured(
          "Starlette's debug page shows tracebacks and source; it has no console.",
          'debug-traceback',
        ),
      },
      {
        point: 'Hardening: a guard with user context',
        by: [rules('returned-http-exception', 'unenforced-authentication'), report('checklist: enforcing-guards')],
        correction: measured(
          "The document's own guard returns its exception instead of raising it, so every caller is in. It is flagged.",
          'returned-http-exception',
        ),
      },
      { point: 'Hardening: validate resource ownership', by: [rules('missing-ownership-check')] },
      { point: 'Hardening: docs_url=None, openapi_url=None', by: [rules('exposed-api-docs')] },
      {
        point: 'Hardening: rate limiting middleware',
        by: [rules('missing-rate-limit', 'inert-rate-limit')],
        correction: measured(
          "The document's middleware never rejects and is not called as Starlette calls middleware. It is flagged as inert.",
          'seed-rate-limit-middleware',
        ),
      },
      {
        point: 'Hardening: strict Pydantic fields',
        by: [rules('unconstrained-input', 'untyped-body'), report('checklist: constrained-input')],
      },
      {
        point: 'Hardening: security headers middleware',
        by: [rules('missing-security-headers', 'unresolved-security-import'), report('checklist: resolvable-controls')],
        correction: measured(
          '`fastapi.middleware.SecureHeadersMiddleware` does not exist in any version: the application does not start.',
          'secure-headers-middleware',
        ),
      },
      {
        point: 'Posture: response models against exposed fields',
        by: [rules('sensitive-response-field', 'response-model-bypass')],
      },
      { point: 'Posture: privileged functions', by: [rules('insufficient-privilege')] },
      {
        point: 'A letter grade with prioritised findings',
        by: [report('grade'), report('remediation'), page('docs/grade.md')],
      },
      { point: 'Docs as inventory management, medium severity', by: [rules('exposed-api-docs')] },
    ],
  },
];

/** Parts of the reports that a point may name; `checklist:` and `routes:` name an item or a column of them. */
export const REPORT_SECTIONS = [
  'grade',
  'remediation',
  'inventory',
  'snippets',
  'coverage',
  'checklist',
  'routes',
] as const;
