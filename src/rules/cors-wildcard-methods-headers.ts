import { appTitle, middlewareSubject } from '../fastapi/questions/http/apps.ts';
import { corsArgument, corsPlace, corsUses, wildcardIn } from '../fastapi/questions/http/cors.ts';
import { literalsOf } from '../fastapi/questions/http/values.ts';
import { defineRule } from './contract/rule.ts';

export default defineRule({
  id: 'cors-wildcard-methods-headers',
  summary: 'CORS allows every method or header with credentials',
  category: 'cors',
  severity: 'low',
  confidence: 'medium',
  cwe: [942],
  owasp: ['API8'],
  seeds: ['S3'],
  docs: {
    why: 'With `allow_credentials=True`, `*` in `allow_methods` lets an allowed origin send `DELETE` and whatever is added later, and `*` in `allow_headers` echoes each header that is asked for. A script injected into one allowed front end can then do everything the API can.',
    fix: 'Name the methods and headers that the front end uses: `allow_methods=["GET", "POST"]`, `allow_headers=["Authorization", "Content-Type"]`.',
    bad: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://app.example.com"],
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["Authorization"],
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
    allow_headers=["Authorization"],
)
`,
    references: [
      'https://fastapi.tiangolo.com/tutorial/cors/',
      'https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS',
    ],
    limits:
      'Methods and headers of one `CORSMiddleware` are one finding. Without credentials both are left alone, and so is a `*` on a development branch.',
  },

  *check(facts) {
    for (const cors of corsUses(facts)) {
      if (cors.credentials !== true) continue;
      const wide = (['allow_methods', 'allow_headers'] as const).filter(
        (name) => wildcardIn(literalsOf(corsArgument(cors, name))) !== undefined,
      );
      const [first, second] = wide;
      if (first === undefined) continue;
      const names = wide.map((name) => `\`${name}\``).join(' and ');
      yield {
        at: corsPlace(cors, first),
        subject: middlewareSubject(cors),
        message: `${names} of \`CORSMiddleware\` on ${appTitle(cors.app)} ${wide.length === 1 ? 'is' : 'are'} \`*\` while credentials are allowed. Name the ${wide.map((name) => name.slice('allow_'.length)).join(' and ')} that the front end uses.`,
        related: [
          ...(second === undefined ? [] : [{ at: corsPlace(cors, second), message: 'and this one' }]),
          { at: corsPlace(cors, 'allow_credentials'), message: 'credentials are allowed here' },
        ],
      };
    }
  },
});
