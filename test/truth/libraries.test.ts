import { describe, expect, it } from 'vitest';
import { listRoutes } from '../../src/app/routes.ts';
import { DEFAULT_CONFIG } from '../../src/config/config.ts';
import { snapshotOf, testTools } from '../support/analyse.ts';

/** What a route is that asks one dependency of a package. */
async function statusBehind(imports: string, dependency: string): Promise<string | undefined> {
  const text = `from fastapi import Depends, FastAPI
${imports}

app = FastAPI()


@app.get("/door", dependencies=[Depends(${dependency})])
def door() -> None: ...
`;
  const facts = await listRoutes(snapshotOf(new Map([['main.py', text]])), DEFAULT_CONFIG, testTools());
  return facts.application.routes[0]?.protection.status;
}

describe('login packages', () => {
  const SESSION = 'from supertokens_python.recipe.session.framework.fastapi import verify_session';
  const BEARER = 'from fastapi_jwt import JwtAccessBearer';
  const AZURE = 'from fastapi_azure_auth import SingleTenantAzureAuthorizationCodeBearer as Azure';
  const CLERK = 'from fastapi_clerk_auth import ClerkConfig, ClerkHTTPBearer';
  const PARTY = 'from fastapi_third_party_auth import Auth';

  it.each([
    [SESSION, 'verify_session()', 'protected'],
    [SESSION, 'verify_session(session_required=False)', 'public'],
    [SESSION, 'verify_session(session_required=not os.getenv("TRIAL"))', 'protected'],
    [BEARER, 'JwtAccessBearer(secret_key="k")', 'protected'],
    [BEARER, 'JwtAccessBearer(secret_key="k", auto_error=True)', 'protected'],
    [BEARER, 'JwtAccessBearer(secret_key="k", auto_error=False)', 'public'],
    [AZURE, 'Azure(app_client_id="a", tenant_id="t")', 'protected'],
    [AZURE, 'Azure(app_client_id="a", tenant_id="t", auto_error=False)', 'public'],
    [CLERK, 'ClerkHTTPBearer(config=ClerkConfig())', 'protected'],
    [CLERK, 'ClerkHTTPBearer(config=ClerkConfig(), auto_error=False)', 'public'],
    [PARTY, 'Auth(openid_connect_url="u").required', 'protected'],
    [PARTY, 'Auth(openid_connect_url="u").optional', 'public'],
  ])('%s: %s is %s', async (imports, dependency, status) => {
    expect(await statusBehind(imports, dependency)).toBe(status);
  });
});

/** The dependencies of a route with one such parameter, and what it is. */
async function routeWith(imports: string, parameter: string): Promise<readonly [string, readonly string[]]> {
  const text = `from fastapi import FastAPI
${imports}


class Clock: ...


app = FastAPI()


@app.get("/time")
def time(${parameter}): ...
`;
  const facts = await listRoutes(snapshotOf(new Map([['main.py', text]])), DEFAULT_CONFIG, testTools());
  const [route] = facts.application.routes;
  return [route?.protection.status ?? 'none', route?.dependencies.map(({ name }) => name) ?? []];
}

describe('containers of services', () => {
  it.each([
    [
      'from fastapi_injector import Injected',
      'clock: Clock = Injected(Clock)',
      'fastapi_injector.injected:Injected.<locals>.inject_into_route',
    ],
    ['import svcs', 'services: svcs.fastapi.DepContainer', 'svcs.fastapi:container'],
    ['from wireup import Injected', 'clock: Injected[Clock]', 'wireup._annotations:Inject.<locals>._inner'],
  ])('%s: %s asks nobody who calls', async (imports, parameter, dependency) => {
    expect(await routeWith(imports, parameter)).toEqual(['public', [dependency]]);
  });

  it('dishka: its setup adds a middleware', async () => {
    const text = `from dishka import make_async_container
from dishka.integrations.fastapi import setup_dishka
from fastapi import FastAPI

app = FastAPI()
setup_dishka(make_async_container(), app)
`;
    const facts = await listRoutes(snapshotOf(new Map([['main.py', text]])), DEFAULT_CONFIG, testTools());
    expect(facts.application.apps[0]?.middleware.map(({ name }) => name)).toEqual([
      'dishka.integrations.starlette.ContainerMiddleware',
    ]);
  });
});
