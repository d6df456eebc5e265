import { treeOf } from '../fastapi/dependency-tree.ts';
import { groupBy } from '../core/group.ts';
import { siteKey } from '../core/span.ts';
import type { Facts } from '../fastapi/facts.ts';
import type { DependencyUse, Route } from '../fastapi/model.ts';
import { bodyOf, schemesOf, shortName, takesFromContainer } from '../fastapi/questions/authentication/guards.ts';
import { namesOptional } from '../fastapi/questions/authentication/names.ts';
import { subjectOf, titleOf } from '../fastapi/questions/authentication/routes.ts';
import { returnedExceptions } from '../fastapi/questions/authentication/returned.ts';
import { isApiKey, schemeClass } from '../fastapi/questions/authentication/schemes.ts';
import { swallowsRejection } from '../fastapi/questions/authentication/swallow.ts';
import { textOfValue } from '../fastapi/values.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'unvalidated-api-key',
  summary: 'An API key is asked for and never checked',
  category: 'authentication',
  severity: 'high',
  confidence: 'high',
  cwe: [287],
  owasp: ['API2'],
  seeds: ['S1'],
  docs: {
    why: '`APIKeyHeader`, `APIKeyQuery` and `APIKeyCookie` answer 401 when the value is absent, and accept any value that is there. Nothing compares it unless the code does.',
    fix: 'Compare the key with `secrets.compare_digest`, or look it up, in a dependency that raises 401 when it is wrong.',
    bad: `from fastapi import Depends, FastAPI
from fastapi.security import APIKeyHeader

app = FastAPI()
api_key = APIKeyHeader(name="x-api-key")


@app.get("/items")
async def read_items(key: str = Depends(api_key)):
    return {"items": []}
`,
    good: `import os
import secrets

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import APIKeyHeader

app = FastAPI()
api_key = APIKeyHeader(name="x-api-key")


async def valid_key(key: str = Depends(api_key)) -> str:
    if not secrets.compare_digest(key.encode(), os.environ["API_KEY"].encode()):
        raise HTTPException(status_code=401)
    return key


@app.get("/items")
async def read_items(key: str = Depends(valid_key)):
    return {"items": []}
`,
    references: [
      'https://fastapi.tiangolo.com/reference/security/',
      'https://docs.python.org/3/library/secrets.html#secrets.compare_digest',
    ],
    limits:
      'A key that is handed to something that cannot be followed is left alone, and so is a route that takes objects from a container (`FromDishka[...]`), which may read the request.',
  },

  *check(facts) {
    const returned = returnedExceptions(facts);
    const keys = facts.application.routes
      .filter((route) => route.protection.status === 'unenforced')
      .flatMap((route) => uncheckedKeys(facts, route, returned));
    for (const group of groupBy(keys, ({ key }) => siteKey(key.site)).values()) {
      const [first] = group;
      if (first !== undefined)
        yield problemOf(
          first,
          group.map(({ route }) => route),
        );
    }
  },
});

interface Unchecked {
  readonly key: DependencyUse;
  /** The function of ours that has it in hand; none when that is the endpoint, or a list. */
  readonly holder?: DependencyUse;
  readonly route: Route;
}

function uncheckedKeys(facts: Facts, route: Route, returned: ReadonlyMap<string, unknown>): readonly Unchecked[] {
  const tree = treeOf(route.dependencies);
  return tree.flatMap((key) => {
    const scheme = schemeClass(key.value);
    if (!isApiKey(key.scheme ?? scheme?.name ?? '')) return [];
    const holder = tree.find((use) => use.children.includes(key));
    if (holder === undefined) return takesFromContainer(route) ? [] : [{ key, route }];
    const code = bodyOf(facts, holder);
    // With another scheme beside it, the function as a whole is the subject of unenforced-authentication.
    if (schemesOf(holder).some(({ scheme: other }) => !isApiKey(other ?? ''))) return [];
    const explained =
      returned.has(holder.name) ||
      namesOptional(shortName(holder.name)) ||
      // A library's own dependency, such as a user that may be absent.
      code === undefined ||
      swallowsRejection(facts, code);
    return explained ? [] : [{ key, holder, route }];
  });
}

function problemOf({ key, holder, route }: Unchecked, routes: readonly Route[]): Problem {
  const scheme = schemeClass(key.value);
  const header = key.value.kind === 'external-call' ? textOfValue(key.value.args.keywords.get('name')) : undefined;
  const what =
    header === undefined
      ? `the value of \`${key.scheme ?? scheme?.name ?? 'the scheme'}\``
      : `any value of \`${header}\``;
  const who = holder === undefined ? `\`${titleOf(route)}\`` : `\`${shortName(holder.name)}\``;
  const wrong =
    scheme?.how === 'class' ? ` \`Depends(${scheme.name})\` even names the class instead of an instance.` : '';
  const name = key.parameter === undefined ? 'the key' : `\`${key.parameter}\``;
  const others = routes.length > 1 ? ` (${String(routes.length)} routes rely on it)` : '';
  return {
    at: key.site,
    subject:
      holder === undefined
        ? `${subjectOf(route)} ${key.parameter ?? key.name}`
        : `function ${holder.name} parameter ${key.parameter ?? key.name}`,
    message: `${who} accepts ${what}${others}: ${name} is never compared or looked up.${wrong} Compare it with \`secrets.compare_digest\` and raise 401 when it is wrong.`,
    related: [
      ...(key.value.kind === 'external-call'
        ? [{ at: key.value.site, message: 'the scheme only extracts the value' }]
        : []),
      ...routes.slice(0, 20).map((one) => ({ at: one.site, message: `\`${titleOf(one)}\` relies on it` })),
    ],
  };
}
