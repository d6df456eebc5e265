import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/config.ts';
import { snippetsFor } from '../../src/report/snippets.ts';
import { findingsOf } from '../../src/review/engine.ts';
import { RULES } from '../../src/rules/index.ts';
import { analyse } from '../support/analyse.ts';

async function snippetsOf(text: string): Promise<readonly string[]> {
  const { facts } = await analyse(new Map([['main.py', text]]));
  const { findings } = findingsOf(facts, RULES, DEFAULT_CONFIG);
  return snippetsFor(facts, findings).map(({ lines }) => lines.join('\n'));
}

describe('code to paste', () => {
  it('uses the name that the application has where it is made', async () => {
    const [headers, hosts] = await snippetsOf('from fastapi import FastAPI\n\nservice: FastAPI = FastAPI()\n');
    expect(headers).toContain('\nservice.add_middleware(SecurityHeadersMiddleware)');
    expect(hosts).toContain('\nservice.add_middleware(TrustedHostMiddleware, allowed_hosts=allowed_hosts)');
  });

  it('says where in a factory the call belongs', async () => {
    const [headers] = await snippetsOf(
      'from fastapi import FastAPI\n\n\ndef build():\n    api = FastAPI()\n    return api\n\n\napp = build()\n',
    );
    expect(headers).toContain(
      '# Inside the function, after line 5:\n    api.add_middleware(SecurityHeadersMiddleware)',
    );
  });

  it('takes another class name where the usual one is taken', async () => {
    const [headers] = await snippetsOf(`from fastapi import FastAPI
from starlette.middleware.base import BaseHTTPMiddleware


class SecurityHeadersMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        response = await call_next(request)
        response.headers["X-Frame-Options"] = "DENY"
        return response


app = FastAPI()
app.add_middleware(SecurityHeadersMiddleware)
`);
    expect(headers).toContain('class MissingHeadersMiddleware(BaseHTTPMiddleware):');
    expect(headers).not.toContain('X-Frame-Options');
  });

  it('names the hosts that the application names, else this machine alone', async () => {
    const [, own] = await snippetsOf(
      'from fastapi import FastAPI\n\napp = FastAPI(servers=[{"url": "https://api.acme.example/v1"}])\n',
    );
    expect(own).toContain('os.getenv("ALLOWED_HOSTS", "api.acme.example")');
    const [, unknown] = await snippetsOf('import os\nfrom fastapi import FastAPI\n\napp = FastAPI()\n');
    expect(unknown).toContain('os.getenv("ALLOWED_HOSTS", "localhost,127.0.0.1")');
    expect(unknown).not.toContain('import os');
  });

  it('clears what it is for, once pasted', async () => {
    const text = 'from fastapi import FastAPI\n\napp = FastAPI(openapi_url=None)\n';
    const pasted = [text, ...(await snippetsOf(text))].join('\n\n');
    const { facts } = await analyse(new Map([['main.py', pasted]]));
    expect(findingsOf(facts, RULES, DEFAULT_CONFIG).findings.map(({ ruleId }) => ruleId)).toEqual([]);
  });

  it('warns that a policy stops the documentation pages', async () => {
    const page = (options: string): string => `from fastapi import FastAPI
from fastapi.responses import HTMLResponse

app = FastAPI(${options})


@app.get("/", response_class=HTMLResponse)
def index():
    return "<h1>Hi</h1>"
`;
    const [open] = await snippetsOf(page(''));
    expect(open).toContain('# The documentation pages load scripts');
    const [closed] = await snippetsOf(page('openapi_url=None'));
    expect(closed).toContain('Content-Security-Policy');
    expect(closed).not.toContain('# The documentation pages');
  });
});
