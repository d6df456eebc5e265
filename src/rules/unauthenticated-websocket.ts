import { treeOf } from '../fastapi/dependency-tree.ts';
import { groupBy } from '../core/group.ts';
import { siteKey } from '../core/span.ts';
import type { Facts } from '../fastapi/facts.ts';
import type { DependencyUse, Route } from '../fastapi/model.ts';
import { raisesHttp } from '../fastapi/questions/code.ts';
import {
  bodyOf,
  looksLikeGuard,
  outermost,
  refusedByDependency,
  shortName,
  shownGuard,
} from '../fastapi/questions/authentication/guards.ts';
import { openIncludes } from '../fastapi/questions/authentication/includes.ts';
import { unguardedMounts } from '../fastapi/questions/authentication/mounts.ts';
import { isPublicSocket } from '../fastapi/questions/authentication/paths.ts';
import { subjectOf } from '../fastapi/questions/authentication/routes.ts';
import { isConfigured } from '../fastapi/questions/authentication/public.ts';
import { socketOrder } from '../fastapi/questions/authentication/sockets.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'unauthenticated-websocket',
  summary: 'A WebSocket talks to callers who prove nothing',
  category: 'authentication',
  severity: 'high',
  confidence: 'medium',
  cwe: [306],
  owasp: ['API2'],
  seeds: ['S1'],
  docs: {
    why: 'Sockets need a guard of their own: `@app.middleware("http")` and every `BaseHTTPMiddleware` skip them, and CORS does not apply, so any web page may open one. Data sent before the check has gone out by the time the socket is closed.',
    fix: 'Give the socket a dependency that raises `WebSocketException(code=1008)`, or check the credential before the first message and close with 1008.',
    bad: `from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/ws/trades")
async def trades(websocket: WebSocket):
    await websocket.accept()
    while True:
        await websocket.receive_text()
        await websocket.send_json({"price": 1})
`,
    good: `from fastapi import Depends, FastAPI, Query, WebSocket, WebSocketException, status

app = FastAPI()
TICKETS = {"t-1": "ada"}


async def ticket_owner(ticket: str = Query()) -> str:
    if ticket not in TICKETS:
        raise WebSocketException(code=status.WS_1008_POLICY_VIOLATION)
    return TICKETS[ticket]


@app.websocket("/ws/trades")
async def trades(websocket: WebSocket, user: str = Depends(ticket_owner)):
    await websocket.accept()
    while True:
        await websocket.receive_text()
        await websocket.send_json({"price": 1})
`,
    references: ['https://fastapi.tiangolo.com/advanced/websockets/', 'https://starlette.dev/middleware/'],
    limits:
      'A handler that closes or raises on a bad credential before it sends anything is silent, as are sockets in `public_routes` and sockets whose dependencies could not be resolved.',
  },

  *check(facts) {
    const explained = new Set([...openIncludes(facts), ...unguardedMounts(facts)].flatMap(({ routes }) => routes));
    const sockets = facts.application.routes.filter(
      (route) =>
        route.kind === 'websocket' &&
        !explained.has(route) &&
        !isConfigured(facts, route) &&
        !isPublicSocket(route.path.text),
    );
    for (const same of groupBy(sockets, (route) => siteKey(route.site)).values()) {
      const problems = same.flatMap((route) => problemOf(facts, route) ?? []);
      const [first] = problems;
      if (first !== undefined && problems.length === same.length) yield first;
    }
  },
});

function problemOf(facts: Facts, route: Route): Problem | undefined {
  if (route.openDependencies || route.protection.status === 'unknown') return undefined;
  const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  const order = code === undefined ? {} : socketOrder(facts, route, code);
  const byDependency = route.protection.guards.some(({ kind }) => kind !== 'endpoint' && kind !== 'middleware');
  const presence = asksForPresence(facts, route);
  if (byDependency || (!presence && (route.protection.status === 'unenforced' || refusedByDependency(facts, route))))
    return undefined;
  if (order.refusal !== undefined) return late(route, order.refusal, order.send);
  return presence || route.protection.status === 'public' ? open(facts, route) : undefined;
}

/** A token or cookie has to be there, and any will do; what a scheme or a guard by name lets pass, other rules say. */
function asksForPresence(facts: Facts, route: Route): boolean {
  return (
    route.protection.status === 'unenforced' &&
    treeOf(route.dependencies).every(
      (use) => use.scheme === undefined && (!looksLikeGuard(use) || raisesInside(facts, use)),
    )
  );
}

function raisesInside(facts: Facts, use: DependencyUse): boolean {
  const code = bodyOf(facts, use);
  return code !== undefined && raisesHttp(facts, code);
}

/** The check comes after the first message. */
function late(
  route: Route,
  refusal: { readonly start: number },
  send: ReturnType<typeof socketOrder>['send'],
): Problem | undefined {
  if (send === undefined || send.node.start > refusal.start) return undefined;
  return {
    at: route.site,
    subject: `${subjectOf(route)} order`,
    message: `\`${route.path.text}\` sends data before it checks who is there. Check the credential in a dependency, or before the first message, and close with 1008.`,
    related: [{ at: send.site, message: 'the first message goes out here' }],
  };
}

function open(facts: Facts, route: Route): Problem {
  const family = facts.application.routes.filter((other) => outermost(other) === outermost(route));
  const middleware = family.flatMap((other) => other.protection.guards).find(({ kind }) => kind === 'middleware');
  const guard = family.flatMap((other) => other.protection.guards).find(({ kind }) => kind === 'dependency');
  const why =
    middleware === undefined
      ? route.protection.status === 'unenforced'
        ? 'a credential is read, and any value will do'
        : 'neither its dependencies nor its handler check a credential'
      : `\`${shortName(middleware.name)}\` guards HTTP requests only, sockets never pass it`;
  const advice =
    guard === undefined
      ? 'a dependency that raises `WebSocketException(code=1008)`'
      : `\`Depends(${shownGuard(guard.name)})\` or one that raises \`WebSocketException(code=1008)\``;
  return {
    at: route.site,
    subject: subjectOf(route),
    message: `Anyone may open the socket \`${route.path.text}\` (\`${shortName(route.endpoint)}\`): ${why}. Add ${advice}.`,
    related: [
      ...(middleware === undefined ? [] : [{ at: middleware.site, message: 'this middleware skips WebSockets' }]),
      ...route.chain.map((include) => ({ at: include.site, message: 'included here without a guard' })),
    ],
    confidence: middleware !== undefined || guard !== undefined ? 'high' : 'medium',
  };
}
