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
