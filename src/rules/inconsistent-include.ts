import type { Facts } from '../fastapi/facts.ts';
import { routerSubject, shortName, shownGuard } from '../fastapi/questions/authentication/guards.ts';
import { openIncludes, type OpenInclude } from '../fastapi/questions/authentication/includes.ts';
import { titleOf } from '../fastapi/questions/authentication/routes.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'inconsistent-include',
  summary: 'A router is included without the guard that it or its siblings get elsewhere',
  category: 'authentication',
  severity: 'high',
  confidence: 'high',
  cwe: [862],
  owasp: ['API5'],
  seeds: ['S1'],
  docs: {
    why: 'Each `include_router` call stands alone: `dependencies=` of one does not reach the next. A router that is included twice, once without the guard, serves the same routes unprotected under the second path (measured: 401 against 200).',
    fix: 'Give the include the same `dependencies=[...]`, or put them on the router itself, where every include gets them.',
    bad: `from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException


def require_key(x_key: str = Header()):
    if x_key != "k-1":
        raise HTTPException(status_code=401)


router = APIRouter()


@router.delete("/orders/{order_id}")
def delete_order(order_id: int):
    return {"deleted": order_id}


app = FastAPI()
app.include_router(router, prefix="/v2", dependencies=[Depends(require_key)])
app.include_router(router, prefix="/v1")
`,
    good: `from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException


def require_key(x_key: str = Header()):
    if x_key != "k-1":
        raise HTTPException(status_code=401)


router = APIRouter(dependencies=[Depends(require_key)])


@router.delete("/orders/{order_id}")
def delete_order(order_id: int):
    return {"deleted": order_id}


app = FastAPI()
app.include_router(router, prefix="/v2")
app.include_router(router, prefix="/v1")
`,
    references: ['https://fastapi.tiangolo.com/tutorial/bigger-applications/'],
    limits:
      'Siblings only speak against an include when at least as many of them are guarded as are not, and their guard asks for no more than a login. Routers whose routes are public by design, or guard themselves, are left alone.',
  },

  *check(facts) {
    for (const open of openIncludes(facts)) yield problemOf(facts, open);
  },
});

function problemOf(facts: Facts, { include, routes, guarded, guards, sameRouter }: OpenInclude): Problem {
  const child = `\`${shortName(include.child.name)}\``;
  const names = [...new Set(guards.map((guard) => `\`${shownGuard(guard)}\``))].join(', ') || 'a guard';
  const count =
    routes.length === 1 ? `\`${titleOf(routes[0] ?? unreachable())}\` is` : `${String(routes.length)} routes are`;
  const contrast = sameRouter
    ? `although the same router is guarded by ${names} elsewhere`
    : `although its siblings are guarded by ${names}`;
  return {
    at: include.site,
    subject: `include ${routerSubject(facts, include.parent)} <- ${routerSubject(facts, include.child)} ${include.prefix.text}`,
    message: `${child} is included here without a guard, ${contrast}: ${count} reachable by anyone. Add the same \`dependencies=[...]\` to this include, or move them to the router.`,
    related: [
      ...guarded.map((one) => ({ at: one.site, message: `guarded by ${names} here` })),
      ...routes.slice(0, 20).map((route) => ({ at: route.site, message: `\`${titleOf(route)}\` is open` })),
    ],
    confidence: sameRouter ? 'high' : 'medium',
  };
}

function unreachable(): never {
  throw new Error('an open include has routes');
}
