import type { Facts } from '../fastapi/facts.ts';
import { nameOf } from '../fastapi/questions/code.ts';
import { middlewareBodies } from '../fastapi/questions/http/bodies.ts';
import { headersSetBy } from '../fastapi/questions/http/headers.ts';
import { headerValues, type HeaderValue } from '../fastapi/questions/http/header-values.ts';
import { defineRule } from './contract/rule.ts';

const ENFORCED = 'content-security-policy';

export default defineRule({
  id: 'weak-content-security-policy',
  summary: 'The Content-Security-Policy lets foreign script run',
  category: 'transport',
  severity: 'medium',
  confidence: 'high',
  cwe: [693],
  owasp: ['API8'],
  seeds: ['S0'],
  docs: {
    why: "The policy is worth what its script sources are worth: `'unsafe-inline'`, `'unsafe-eval'`, `*` and `data:` let injected script run as if there were no policy. Without `default-src` all that is not listed is allowed, and without `frame-ancestors` (which `default-src` does not cover) any site may frame the page. A report-only policy blocks nothing.",
    fix: "Start from `default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'` and use nonces or hashes for inline script.",
    bad: `from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def policy(request: Request, call_next):
    response = await call_next(request)
    response.headers["Content-Security-Policy"] = "default-src 'self'; script-src 'self' 'unsafe-eval'; frame-ancestors 'none'"
    return response
`,
    good: `from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def policy(request: Request, call_next):
    response = await call_next(request)
    response.headers["Content-Security-Policy"] = "default-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"
    return response
`,
    references: [
      'https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CSP',
      'https://csp-evaluator.withgoogle.com/',
    ],
    limits:
      "`'unsafe-inline'` next to a hash, a nonce or `'strict-dynamic'` is ignored by browsers and left alone; so is `'unsafe-inline'` for styles. Policies put together at run time are left alone. One finding per policy.",
  },

  *check(facts) {
    const all = headerValues(facts);
    for (const header of all.filter(({ name }) => name === ENFORCED)) {
      const faults = header.text === undefined ? [] : faultsOf(header.text);
      if (faults.length === 0) continue;
      const onlyMissing = faults.every(({ minor }) => minor);
      yield {
        at: header.site,
        subject: `header content-security-policy in ${header.code.name}`,
        message: `The \`Content-Security-Policy\` set in \`${placeOf(header)}\` ${faults.map(({ text }) => text).join('; ')}. ${onlyMissing ? 'Add what is missing.' : 'Allow own sources, nonces or hashes only.'}`,
        ...(onlyMissing ? { severity: 'low' as const } : {}),
      };
    }
    for (const report of all.filter(({ name }) => name === 'content-security-policy-report-only')) {
      if (isEnforced(facts, report, all)) continue;
      yield {
        at: report.site,
        subject: `header ${report.name} in ${report.code.name}`,
        message: `The policy set in \`${placeOf(report)}\` only reports: nothing is blocked. Send it as \`Content-Security-Policy\` once the reports are quiet.`,
        severity: 'info',
      };
    }
  },
});

/** Beside the policy that reports, the same application sends one that blocks. */
function isEnforced(facts: Facts, report: HeaderValue, all: readonly HeaderValue[]): boolean {
  const users = facts.application.allApps.filter((app) =>
    app.middleware.some((use) => middlewareBodies(facts, use).includes(report.code)),
  );
  if (users.length === 0) return all.some(({ name }) => name === ENFORCED);
  return users.every((app) => {
    const { names, open } = headersSetBy(facts, app);
    return open || names.has(ENFORCED);
  });
}

function placeOf(header: HeaderValue): string {
  return header.code.def === undefined ? header.site.path : nameOf(header.code);
}

interface Fault {
  readonly text: string;
  readonly minor: boolean;
}

const SCRIPT = ['script-src-elem', 'script-src', 'default-src'];

function faultsOf(policy: string): readonly Fault[] {
  const directives = directivesOf(policy);
  if (
    directives.size === 0 ||
    (directives.size === 1 &&
      /^(upgrade-insecure-requests|frame-ancestors|block-all-mixed-content)$/.test([...directives.keys()][0] ?? ''))
  )
    return [];
  const name = SCRIPT.find((one) => directives.has(one));
  const faults = name === undefined ? [] : scriptFaults(name, directives.get(name) ?? []);
  const wide = name === 'default-src' ? [] : (directives.get('default-src') ?? []).filter((source) => source === '*');
  return [
    ...faults,
    ...wide.map(() => ({ text: '`default-src` allows `*`', minor: false })),
    ...(directives.has('default-src') ? [] : [{ text: 'has no `default-src`', minor: true }]),
    ...(directives.has('frame-ancestors') ? [] : [{ text: 'has no `frame-ancestors`', minor: true }]),
  ];
}

function scriptFaults(name: string, sources: readonly string[]): readonly Fault[] {
  const isStrict = sources.some((source) => /^'(nonce-|sha(256|384|512)-|strict-dynamic)/.test(source));
  const loose = sources.filter((source) => {
    if (source === "'unsafe-eval'") return true;
    return !isStrict && ["'unsafe-inline'", '*', 'data:', 'http:', 'https:', 'http://*', 'https://*'].includes(source);
  });
  return loose.length === 0
    ? []
    : [{ text: `allows ${loose.map((source) => `\`${source}\``).join(', ')} in \`${name}\``, minor: false }];
}

function directivesOf(policy: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const part of policy.toLowerCase().split(';')) {
    const [name, ...sources] = part.trim().split(/\s+/);
    if (name !== undefined && name !== '' && !found.has(name)) found.set(name, sources);
  }
  return found;
}
