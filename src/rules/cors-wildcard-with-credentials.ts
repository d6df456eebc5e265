import type { FrameworkVersions } from '../fastapi/model.ts';
import { appTitle, middlewareSubject } from '../fastapi/questions/http/apps.ts';
import { corsPlace, corsUses, wildcardIn } from '../fastapi/questions/http/cors.ts';
import type { Literal } from '../fastapi/questions/http/values.ts';
import { defineRule, type RelatedSite } from './contract/rule.ts';

export default defineRule({
  id: 'cors-wildcard-with-credentials',
  summary: 'CORS lets every origin send credentials',
  category: 'cors',
  severity: 'high',
  confidence: 'high',
  cwe: [942],
  owasp: ['API8'],
  seeds: ['S1', 'S3'],
  docs: {
    why: "With `*` and `allow_credentials=True` Starlette does not send `*`: it sends back the origin that asked, with `Access-Control-Allow-Credentials: true` (measured, `null` included). Browsers accept that, so any site a signed-in user visits can call the API with the user's cookies and read the answer. Below Starlette 1.0 a plain answer says `*` unless the request carries a cookie; the preflight echoes the origin on every release.",
    fix: 'List the origins of your own front ends in `allow_origins`, or leave `allow_credentials` off when the API uses bearer tokens only.',
    bad: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_credentials=True,
    allow_methods=["GET", "POST"],
)
`,
    good: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://app.example.com"],
    allow_credentials=True,
    allow_methods=["GET", "POST"],
)
`,
    references: [
      'https://fastapi.tiangolo.com/tutorial/cors/',
      'https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS#requests_with_credentials',
    ],
    limits:
      'Reads constants, settings defaults, fallbacks of `os.getenv`, ternaries and `.split(",")`. A `*` on a development branch is left alone, and so is a list that comes from the environment without a fallback.',
  },

  *check(facts) {
    for (const cors of corsUses(facts)) {
      const wildcard = wildcardIn(cors.origins);
      if (wildcard === undefined || cors.credentials !== true) continue;
      const at = corsPlace(cors, 'allow_origins');
      yield {
        at,
        subject: middlewareSubject(cors),
        message: `${sentence(wildcard)} on ${appTitle(cors.app)} while credentials are allowed: Starlette answers ${echo(facts.application.framework)}, so any site can read what a signed-in user can read. List the trusted origins.`,
        related: related(corsPlace(cors, 'allow_credentials'), wildcard, at),
        confidence: wildcard.stage === 'unset' ? 'medium' : 'high',
      };
    }
  },
});

function sentence({ stage }: Literal): string {
  if (stage === 'unset') return '`allow_origins` falls back to `*`';
  return stage === 'production' ? '`allow_origins` is `*` in production' : '`allow_origins` holds `*`';
}

function echo({ starlette }: FrameworkVersions): string {
  const isOld = starlette !== undefined && /^0\./.test(starlette.version);
  return isOld ? "with the caller's own origin to every request that carries a cookie" : "with the caller's own origin";
}

function related(credentials: RelatedSite['at'], wildcard: Literal, at: RelatedSite['at']): readonly RelatedSite[] {
  const elsewhere = wildcard.site.path !== at.path || wildcard.site.span.startLine !== at.span.startLine;
  return [
    { at: credentials, message: 'credentials are allowed here' },
    ...(elsewhere ? [{ at: wildcard.site, message: 'the `*` is written here' }] : []),
  ];
}
