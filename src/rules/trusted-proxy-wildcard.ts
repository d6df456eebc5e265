import type { Site } from '../core/span.ts';
import type { Code } from '../fastapi/facts.ts';
import type { Value } from '../fastapi/value.ts';
import { appTitle, middlewareNamed, middlewareSubject } from '../fastapi/questions/http/apps.ts';
import { conditionsRound } from '../fastapi/questions/http/source.ts';
import { stageOf } from '../fastapi/stage.ts';
import { argumentPlace, isOn, literalsOf } from '../fastapi/questions/http/values.ts';
import { siteOf } from '../python/position.ts';
import type { Module } from '../python/syntax.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'trusted-proxy-wildcard',
  summary: 'Forwarded headers are believed from everybody',
  category: 'transport',
  severity: 'medium',
  confidence: 'high',
  cwe: [348],
  owasp: ['API8'],
  seeds: [],
  docs: {
    why: 'With `"*"` uvicorn trusts every peer and takes the *first* `X-Forwarded-For` value, which the caller writes: `request.client.host`, rate limits and allow-lists then follow what the caller says.',
    fix: 'Name the proxy\'s address or network: `forwarded_allow_ips="10.0.0.0/8"`.',
    bad: `from fastapi import FastAPI
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

app = FastAPI()
app.add_middleware(ProxyHeadersMiddleware, trusted_hosts="*")
`,
    good: `from fastapi import FastAPI
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

app = FastAPI()
app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=["10.0.0.1"])
`,
    references: ['https://www.uvicorn.org/settings/#http', 'https://fastapi.tiangolo.com/advanced/behind-a-proxy/'],
    limits:
      'Reads `uvicorn.run`, `uvicorn.Config`, `ProxyHeadersMiddleware` and the configuration file of gunicorn; what a command line or `FORWARDED_ALLOW_IPS` says is not seen. Where `proxy_headers=False` stands beside it, nothing is believed. A list that merely contains `"*"` does not trust everybody (only `"*"` and `["*"]` do).',
  },

  *check(facts) {
    for (const found of middlewareNamed(facts, 'uvicorn.middleware.proxy_headers.ProxyHeadersMiddleware')) {
      if (!trustsAll(found.use.args.keywords.get('trusted_hosts') ?? found.use.args.positional[0])) continue;
      yield {
        at: argumentPlace(found.use, 'trusted_hosts'),
        subject: middlewareSubject(found),
        message: `\`ProxyHeadersMiddleware\` on ${appTitle(found.app)} believes \`X-Forwarded-For\` from anyone, so callers choose their own address. Name the proxy in \`trusted_hosts\`.`,
      };
    }
    for (const call of facts.calls('uvicorn.run', 'uvicorn.Config', 'uvicorn.config.Config')) {
      const site = call.argumentSite('forwarded_allow_ips');
      if (
        site === undefined ||
        !trustsAll(call.argument('forwarded_allow_ips')) ||
        isOn(call.argument('proxy_headers')) === false ||
        isForDevelopers(facts.modules, site)
      )
        continue;
      yield {
        at: site,
        subject: `${call.callee} forwarded_allow_ips in ${call.code.name}`,
        message:
          '`forwarded_allow_ips="*"` believes `X-Forwarded-For` from anyone, so callers choose their own address. Name the address of the proxy.',
      };
    }
    for (const code of facts.codes) yield* ofGunicorn(code);
  },
});

/** `forwarded_allow_ips = "*"` in `gunicorn.conf.py`: uvicorn's worker is given what gunicorn says. */
function* ofGunicorn(code: Code): Generator<Problem> {
  const { module } = code;
  if (code.def !== undefined || !/(^|\/)gunicorn[\w.-]*\.py$/.test(module.path)) return;
  for (const node of module.body) {
    if (node.kind !== 'assign' || node.value === undefined) continue;
    if (!node.targets.some((target) => target.kind === 'name' && target.id === 'forwarded_allow_ips')) continue;
    if (!trustsAll(code.valueOf(node.value))) continue;
    yield {
      at: siteOf(module, node),
      subject: `gunicorn forwarded_allow_ips in ${module.path}`,
      message:
        '`forwarded_allow_ips = "*"` makes gunicorn believe `X-Forwarded-For` from anyone, and uvicorn\'s worker with it: callers choose their own address. Name the address of the proxy.',
    };
  }
}

/** `"*"` and `["*"]`; in a longer list it is compared as it stands. */
function trustsAll(value: Value | undefined): boolean {
  const literals = literalsOf(value);
  return literals.some(({ text, inList }) => text === '*' && (!inList || literals.length === 1));
}

function isForDevelopers(modules: readonly Module[], site: Site): boolean {
  const module = modules.find(({ path }) => path === site.path);
  return (
    module !== undefined && conditionsRound(module, site).some((condition) => stageOf(condition) === 'development')
  );
}
