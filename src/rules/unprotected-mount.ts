import { shortName } from '../fastapi/questions/authentication/guards.ts';
import { unguardedMounts, type UnguardedMount } from '../fastapi/questions/authentication/mounts.ts';
import { titleOf } from '../fastapi/questions/authentication/routes.ts';
import { isConfigured, isPublicByDesign } from '../fastapi/questions/authentication/public.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'unprotected-mount',
  summary: "The application's guards do not reach what is mounted",
  category: 'authentication',
  severity: 'high',
  confidence: 'high',
  cwe: [306],
  owasp: ['API5'],
  seeds: ['S1'],
  docs: {
    why: '`FastAPI(dependencies=[...])` guards path operations only. What is added with `mount`, `host`, `add_route` or `add_websocket_route` gets none of them: measured, the mounted application answers 200 under an application that denies everything.',
    fix: 'Give the mounted application its own `dependencies=[...]`, include a router instead of mounting, or guard with middleware, which mounts do pass.',
    bad: `from fastapi import Depends, FastAPI, Header, HTTPException


def require_key(x_key: str = Header()):
    if x_key != "k-1":
        raise HTTPException(status_code=401)


app = FastAPI(dependencies=[Depends(require_key)])
reports = FastAPI()


@app.get("/items")
def list_items():
    return []


@reports.get("/daily")
def daily_report():
    return {"total": 1}


app.mount("/reports", reports)
`,
    good: `from fastapi import Depends, FastAPI, Header, HTTPException


def require_key(x_key: str = Header()):
    if x_key != "k-1":
        raise HTTPException(status_code=401)


app = FastAPI(dependencies=[Depends(require_key)])
reports = FastAPI(dependencies=[Depends(require_key)])


@app.get("/items")
def list_items():
    return []


@reports.get("/daily")
def daily_report():
    return {"total": 1}


app.mount("/reports", reports)
`,
    references: [
      'https://fastapi.tiangolo.com/advanced/sub-applications/',
      'https://fastapi.tiangolo.com/tutorial/dependencies/global-dependencies/',
    ],
    limits:
      'Only where the parent has guards of its own, and the mounted thing is known to have none: static files (unless their place says that they are private: `uploads`, `invoices`), `app.frontend()` and applications that cannot be followed are left alone.',
  },

  *check(facts) {
    for (const open of unguardedMounts(facts)) {
      const own = open.mount.kind === 'raw' && isPublicByDesign(facts, open.mount);
      if (own || isConfigured(facts, open.mount)) continue;
      if (
        open.routes.length > 0 &&
        open.mount.kind === 'mount' &&
        open.routes.every((route) => isPublicByDesign(facts, route))
      )
        continue;
      yield problemOf(open);
    }
  },
});

function problemOf({ mount, guards, routes, target }: UnguardedMount): Problem {
  const names = [...new Set(guards.map((guard) => `\`${shortName(guard.name)}\``))];
  const what =
    mount.kind === 'raw'
      ? `\`${titleOf(mount)}\` (\`${shortName(target)}\`) is a plain route`
      : `\`${shortName(target)}\` is mounted at \`${mount.path.text}\``;
  const advice =
    mount.kind === 'raw'
      ? `Register it with \`add_api_route\`, or check the credential in \`${shortName(target)}\`.`
      : `Give it its own \`dependencies=[...]\` or include a router instead.`;
  return {
    at: mount.registration,
    subject: `${titleOf(mount)} ${target.startsWith('<') ? shortName(target) : target}`,
    message: `${what}, so ${names.join(', ')} of \`${shortName(mount.app.name)}\` ${names.length === 1 ? 'does' : 'do'} not apply there and it asks for nothing itself. ${advice}`,
    related: [
      ...guards.map((guard) => ({
        at: guard.site,
        message: `\`${shortName(guard.name)}\` guards path operations only`,
      })),
      ...routes.slice(0, 20).map((route) => ({ at: route.site, message: `\`${titleOf(route)}\` is open` })),
    ],
    // Files are judged by the words of their place, and a scraper may be meant to read its numbers.
    ...(/(^|\.)(StaticFiles|make_asgi_app)$/.test(target) ? { confidence: 'low' as const } : {}),
  };
}
