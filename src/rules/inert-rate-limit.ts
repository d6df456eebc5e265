import { groupBy } from '../core/group.ts';
import { siteKey } from '../core/span.ts';
import type { Facts } from '../fastapi/facts.ts';
import { lastName } from '../fastapi/questions/code.ts';
import { decoratorName, strandedDecorators } from '../fastapi/questions/authentication/decorators.ts';
import { titleOf } from '../fastapi/questions/authentication/routes.ts';
import { idleLimiters, type IdleLimiter } from '../fastapi/questions/http/own-limiters.ts';
import { limitersInVain, type BuiltInVain } from '../fastapi/questions/http/vain-limits.ts';
import { siteOf } from '../python/position.ts';
import type { Stmt } from '../python/syntax.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'inert-rate-limit',
  summary: 'A rate limiter is there and limits nothing',
  category: 'input',
  severity: 'high',
  confidence: 'high',
  cwe: [770],
  owasp: ['API4'],
  seeds: ['S3'],
  docs: {
    why: "slowapi's `default_limits` work through its middleware only, and since FastAPI 0.137 the middleware no longer finds included routes (measured: 200, 200, 200 where a direct route answers 429). A `@limiter.limit` above the route decorator wraps a function that FastAPI never calls. A limiter of one's own that never answers 429 counts, at most.",
    fix: 'Put `@limiter.limit("5/minute")` below the route decorator of each route that needs it, use the limiter that was built, and let an own limiter raise `HTTPException(429)` (in a dependency) or return a 429 response (in middleware).',
    bad: `from fastapi import FastAPI, Request
from slowapi import Limiter
from slowapi.util import get_remote_address

limiter = Limiter(key_func=get_remote_address, default_limits=["100/minute"])
app = FastAPI()
app.state.limiter = limiter


@app.get("/items")
def list_items(request: Request):
    return []
`,
    good: `from fastapi import FastAPI, Request
from slowapi import Limiter
from slowapi.util import get_remote_address

limiter = Limiter(key_func=get_remote_address)
app = FastAPI()
app.state.limiter = limiter


@app.get("/items")
@limiter.limit("100/minute")
def list_items(request: Request):
    return []
`,
    references: [
      'https://slowapi.readthedocs.io/en/latest/',
      'https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/',
    ],
    limits:
      'A limit above its route decorator is a finding of `ineffective-decorator`, too, which can move it. Own limiters are known by their name; one that hands the decision to code that cannot be read is left alone. Where no FastAPI version is pinned, the newest is taken.',
  },

  *check(facts) {
    // `if redis: limiter = Limiter(…) else: limiter = Limiter(…)`: one of them is built.
    const built = groupBy(limitersInVain(facts), ({ call, what }) => `${call.code.name} ${what}`);
    yield* [...built.values()].flatMap(builtProblem);
    yield* strandedLimits(facts);
    const seen = new Set<string>();
    for (const idle of idleLimiters(facts)) {
      const problem = idleProblem(facts, idle);
      if (!seen.has(siteKey(problem.at))) yield problem;
      seen.add(siteKey(problem.at));
    }
  },
});

/** `@limiter.limit(...)` above the route decorator, once for each function. */
function strandedLimits(facts: Facts): readonly Problem[] {
  const stranded = facts.application.routes.flatMap((route) =>
    strandedDecorators(facts, route).flatMap(({ decorator, role }) =>
      role.kind === 'limit' ? [{ route, decorator, role }] : [],
    ),
  );
  return [...groupBy(stranded, ({ decorator }) => siteKey(decorator.site)).values()].flatMap(([first]) => {
    if (first === undefined) return [];
    const { route, decorator, role } = first;
    const name = decoratorName(decorator.text);
    return {
      at: decorator.site,
      subject: `limit ${name} of ${route.endpoint}`,
      message: `\`@${name}\` never limits \`${titleOf(route)}\`: it stands above the route decorator, and FastAPI calls the function below. Put it between the route decorator and \`def\`.`,
      related: [{ at: route.registration, message: 'registered here, before the limit is put on' }],
      ...(role.proved ? {} : { confidence: 'low' as const }),
    };
  });
}

function builtProblem([first, ...others]: readonly BuiltInVain[]): readonly Problem[] {
  if (first === undefined) return [];
  const { call, name, what, advice, related } = first;
  return [
    {
      at: call.site,
      subject: `limiter ${lastName(call.callee)} in ${call.code.name}`,
      message: `${name} ${what}. ${advice}`,
      related: [...related, ...others.map((one) => ({ at: one.call.site, message: 'built here, too' }))],
    },
  ];
}

function idleProblem(facts: Facts, { name, kind, code }: IdleLimiter): Problem {
  const def = code.owner ?? code.def;
  const end = code.owner === undefined ? (code.def?.signatureEnd ?? 0) : headerEnd(code.owner, code.module.text);
  const at = siteOf(code.module, { start: def?.defStart ?? 0, end });
  const uses = facts.application.allApps
    .flatMap(({ middleware }) => middleware)
    .filter((use) => use.name.endsWith(`:${name}`));
  return {
    at,
    subject: `${kind} ${code.name.split(':')[0] ?? ''}:${name}`,
    message: `\`${name}\` never turns anybody away: it neither raises nor answers 429. Let it raise \`HTTPException(status_code=429)\`${kind === 'class' ? ', or return a 429 response in middleware' : ''}.`,
    related: uses.map((use) => ({ at: use.site, message: 'added here' })),
    confidence: 'medium',
  };
}

/** Up to the colon of `class X(Base):`. */
function headerEnd(owner: { readonly defStart: number; readonly body: readonly Stmt[] }, text: string): number {
  const first = owner.body[0]?.start ?? owner.defStart;
  const colon = text.lastIndexOf(':', first);
  return colon > owner.defStart ? colon + 1 : first;
}
