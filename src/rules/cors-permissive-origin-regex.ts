import { appTitle, middlewareSubject } from '../fastapi/questions/http/apps.ts';
import { corsPlace, corsUses } from '../fastapi/questions/http/cors.ts';
import { strangerFor } from '../fastapi/questions/http/origins.ts';
import { defineRule } from './contract/rule.ts';

export default defineRule({
  id: 'cors-permissive-origin-regex',
  summary: 'The pattern of allowed origins lets strangers in',
  category: 'cors',
  severity: 'high',
  confidence: 'high',
  cwe: [942],
  owasp: ['API8'],
  seeds: ['S1'],
  docs: {
    why: 'Starlette matches the whole origin against `allow_origin_regex` and echoes what matches. An unescaped dot stands for any character, and a `.*` before the domain for any text: `https://.*.example.com` also lets `https://evilexample.com` in (measured). A missing `^` or `$` alone is no hole.',
    fix: 'Escape the dots and allow whole labels only: `https://([a-z0-9-]+\\\\.)?example\\\\.com`. Where the names are known, list them in `allow_origins`.',
    bad: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origin_regex="https://.*.example.com", allow_credentials=True)
`,
    good: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origin_regex=r"https://[a-z0-9-]+\\.example\\.com", allow_credentials=True)
`,
    references: ['https://fastapi.tiangolo.com/tutorial/cors/', 'https://portswigger.net/web-security/cors'],
    limits:
      'The pattern is tried with origins made from its own text; one that Python alone understands is left alone. A pattern on a development branch is left alone.',
  },

  *check(facts) {
    for (const cors of corsUses(facts)) {
      for (const { text, stage } of cors.regexes) {
        const stranger = strangerFor(text);
        if (stranger === undefined) continue;
        const plain = stranger.why === 'plain';
        const advice = plain
          ? 'Allow `https://` only.'
          : stranger.why === 'everything'
            ? 'Name the origins.'
            : 'Escape the dots and allow whole labels only.';
        yield {
          at: corsPlace(cors, 'allow_origin_regex'),
          subject: middlewareSubject(cors),
          message: `\`allow_origin_regex\` on ${appTitle(cors.app)} also matches \`${stranger.origin}\`${cors.credentials === true ? ', with credentials' : ''}. ${advice}`,
          ...(cors.credentials === true
            ? { related: [{ at: corsPlace(cors, 'allow_credentials'), message: 'credentials are allowed here' }] }
            : {}),
          ...(stage === 'unset' ? { confidence: 'medium' as const } : {}),
          ...(plain || cors.credentials !== true ? { severity: 'medium' as const } : {}),
        };
        break;
      }
    }
  },
});
