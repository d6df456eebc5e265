import { nameOf, siteIn } from '../fastapi/questions/code.ts';
import { reflectionIn } from '../fastapi/questions/http/reflected.ts';
import { defineRule } from './contract/rule.ts';

export default defineRule({
  id: 'cors-reflected-origin',
  summary: "The caller's origin is sent back as allowed",
  category: 'cors',
  severity: 'high',
  confidence: 'high',
  cwe: [942],
  owasp: ['API8'],
  seeds: ['S1'],
  docs: {
    why: 'Copying the `Origin` header into `Access-Control-Allow-Origin` allows every site by name, which, unlike `*`, browsers accept together with cookies. It is `*` with credentials, written by hand.',
    fix: 'Use `CORSMiddleware` with a list of origins, or compare the origin with a fixed set before you send it back.',
    bad: `from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def cors(request: Request, call_next):
    response = await call_next(request)
    response.headers["Access-Control-Allow-Origin"] = request.headers.get("origin", "*")
    response.headers["Access-Control-Allow-Credentials"] = "true"
    return response
`,
    good: `from fastapi import FastAPI, Request

app = FastAPI()
TRUSTED = {"https://app.example.com"}


@app.middleware("http")
async def cors(request: Request, call_next):
    response = await call_next(request)
    origin = request.headers.get("origin")
    if origin in TRUSTED:
        response.headers["Access-Control-Allow-Origin"] = origin
    return response
`,
    references: [
      'https://portswigger.net/web-security/cors#server-generated-acao-header-from-client-specified-origin-header',
      'https://fastapi.tiangolo.com/tutorial/cors/',
    ],
    limits:
      'An origin that is compared with anything, or handed to a function that could check it, counts as checked. What is written for developers only is left alone.',
  },

  *check(facts) {
    for (const code of facts.codes) {
      if (!/access-control-allow-origin/i.test(code.module.text)) continue;
      const found = reflectionIn(facts, code);
      if (found === undefined) continue;
      const credentials = /access-control-allow-credentials/i.test(
        code.module.text.slice(code.def?.start ?? 0, code.def?.end),
      );
      yield {
        at: siteIn(code, found),
        subject: `function ${code.name} reflects Origin`,
        message: `\`${nameOf(code)}\` sends the caller's own \`Origin\` back as \`Access-Control-Allow-Origin\`${credentials ? ', with credentials' : ''}: every site is allowed. Compare it with a fixed set first, or use \`CORSMiddleware\`.`,
        ...(credentials ? {} : { severity: 'medium' as const }),
      };
    }
  },
});
