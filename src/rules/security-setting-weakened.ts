import { loosenedHeaders } from './comparison/headers.ts';
import { problemOf, type Loosened } from './comparison/loosened.ts';
import { loosenedApps } from './comparison/settings-apps.ts';
import { loosenedCalls } from './comparison/settings-calls.ts';
import { exchangedCalls } from './comparison/settings-exchanged.ts';
import { snapshotsOf, type Snapshots } from './comparison/snapshots.ts';
import { defineComparison } from './contract/rule.ts';

export default defineComparison({
  id: 'security-setting-weakened',
  summary: 'A change turns a security setting down',
  category: 'comparison',
  severity: 'high',
  confidence: 'high',
  cwe: [693],
  owasp: ['API8'],
  seeds: [],
  docs: {
    why: 'Somebody had set this on purpose. A flag that goes is easily taken for tidying up, and the code does what it did before for everyone but the attacker.',
    fix: 'Put the setting back. When it is in the way of local work, make it depend on the environment, with the safe value as the default.',
    bad: `from fastapi import FastAPI, Response

app = FastAPI()


@app.post("/theme")
def choose_theme(response: Response):
    response.set_cookie("theme", "dark", secure=True)
    return {"ok": True}
`,
    good: `from fastapi import FastAPI, Response

app = FastAPI()


@app.post("/theme")
def choose_theme(response: Response):
    response.set_cookie("theme", "dark", secure=True, httponly=True)
    return {"ok": True}
`,
    references: [
      'https://fastapi.tiangolo.com/reference/response/',
      'https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/',
    ],
    limits:
      'Sees settings of cookies, sessions, tokens, TLS clients, password hashes, CORS, trusted hosts, response headers, templates and the documentation. Silent where either side cannot be told, and where a value depends on a condition that still has the safe branch.',
  },

  *compare(base, head, paths) {
    const snapshots = snapshotsOf(base, head, paths);
    const seen = new Set<string>();
    for (const loosened of loosenedIn(snapshots)) {
      const { path, span } = loosened.at;
      const key = [loosened.side, path, span.startLine, loosened.subject].join('\u0000');
      if (seen.has(key)) continue;
      seen.add(key);
      yield problemOf(loosened, 'Put it back, or make the weaker value depend on the environment.');
    }
  },
});

function* loosenedIn(snapshots: Snapshots): Generator<Loosened> {
  yield* loosenedApps(snapshots);
  yield* loosenedCalls(snapshots);
  yield* exchangedCalls(snapshots);
  yield* loosenedHeaders(snapshots);
}
