import type { Site } from '../core/span.ts';
import { appTitle, middlewareNamed, middlewareSubject, type AppMiddleware } from '../fastapi/questions/http/apps.ts';
import { TRUSTED_HOST } from '../fastapi/questions/http/hosts.ts';
import { argumentPlace, literalsOf, passed, type Literal } from '../fastapi/questions/http/values.ts';
import { defineRule } from './contract/rule.ts';

export default defineRule({
  id: 'trusted-host-wildcard',
  summary: 'TrustedHostMiddleware lets every host in',
  category: 'transport',
  severity: 'medium',
  confidence: 'high',
  cwe: [644],
  owasp: ['API8'],
  seeds: ['S0'],
  docs: {
    why: 'Without `allowed_hosts`, with `None`, or with a list that contains `"*"` anywhere the middleware checks nothing at all (measured: any host answers 200). It looks like protection and is none.',
    fix: 'Name the hosts: `allowed_hosts=["api.example.com", "*.example.com"]`.',
    bad: `from fastapi import FastAPI
from fastapi.middleware.trustedhost import TrustedHostMiddleware

app = FastAPI()
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["*"])
`,
    good: `import os

from fastapi import FastAPI
from fastapi.middleware.trustedhost import TrustedHostMiddleware

allowed_hosts = ["api.example.com"] if os.getenv("ENV") == "production" else ["*"]

app = FastAPI()
app.add_middleware(TrustedHostMiddleware, allowed_hosts=allowed_hosts)
`,
    references: ['https://fastapi.tiangolo.com/advanced/middleware/#trustedhostmiddleware'],
    limits:
      'A `*` on the branch of a condition on the environment is left alone: development is where it belongs. So is a list that comes from the environment without a fallback.',
  },

  *check(facts) {
    if (facts.config.behindProxy) return;
    for (const found of middlewareNamed(facts, TRUSTED_HOST)) {
      const hole = holeIn(found);
      if (hole === undefined) continue;
      const at = argumentPlace(found.use, 'allowed_hosts');
      yield {
        at,
        subject: middlewareSubject(found),
        message: `${hole.sentence}, so \`TrustedHostMiddleware\` on ${appTitle(found.app)} lets every \`Host\` header in. Name the hosts of this service.`,
        ...(hole.written === undefined || sameLine(hole.written, at)
          ? {}
          : { related: [{ at: hole.written, message: 'the `*` is written here' }] }),
        ...(hole.stage === 'unset' ? { confidence: 'medium' as const } : {}),
      };
    }
  },
});

interface Hole {
  readonly sentence: string;
  readonly written?: Site;
  readonly stage?: Literal['stage'];
}

function holeIn({ use }: AppMiddleware): Hole | undefined {
  const hosts = passed(use.args, 'allowed_hosts', 0);
  if (hosts === 'hidden') return undefined;
  if (hosts === undefined) return { sentence: 'No `allowed_hosts` is given' };
  if (hosts.kind === 'none') return { sentence: '`allowed_hosts` is `None`' };
  const wildcard = literalsOf(hosts).find(({ text, inList }) => inList && text === '*');
  if (wildcard !== undefined) {
    const sentence = wildcard.stage === 'unset' ? '`allowed_hosts` falls back to `*`' : '`allowed_hosts` holds `*`';
    return { sentence, written: wildcard.site, stage: wildcard.stage };
  }
  return undefined;
}

function sameLine(a: Site, b: Site): boolean {
  return a.path === b.path && a.span.startLine >= b.span.startLine && a.span.startLine <= b.span.endLine;
}
