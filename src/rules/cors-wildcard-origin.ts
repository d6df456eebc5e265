import { appTitle, middlewareSubject } from '../fastapi/questions/http/apps.ts';
import { corsPlace, corsUses, hasAuthentication, wildcardIn } from '../fastapi/questions/http/cors.ts';
import { defineRule } from './contract/rule.ts';

export default defineRule({
  id: 'cors-wildcard-origin',
  summary: 'CORS lets every origin read an application that has users',
  category: 'cors',
  severity: 'low',
  confidence: 'medium',
  cwe: [942],
  owasp: ['API8'],
  seeds: ['S1', 'S3'],
  docs: {
    why: 'With `*` any page may send requests and read the answers. Cookies stay at home while `allow_credentials` is off, but a page that got hold of a token may use it from anywhere, and an application that trusts its network (a VPN, localhost) is open to every page its users visit.',
    fix: 'List the origins of your own front ends in `allow_origins`. A public API without users may keep `*`.',
    bad: `from fastapi import Depends, FastAPI, HTTPException
from fastapi.middleware.cors import CORSMiddleware
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"])
scheme = OAuth2PasswordBearer(tokenUrl="token")


def get_user(token: str = Depends(scheme)) -> str:
    if token != "t-1":
        raise HTTPException(status_code=401)
    return token


@app.get("/orders")
def orders(user: str = Depends(get_user)):
    return []
`,
    good: `from fastapi import Depends, FastAPI, HTTPException
from fastapi.middleware.cors import CORSMiddleware
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"])
scheme = OAuth2PasswordBearer(tokenUrl="token")


def get_user(token: str = Depends(scheme)) -> str:
    if token != "t-1":
        raise HTTPException(status_code=401)
    return token


@app.get("/orders")
def orders(user: str = Depends(get_user)):
    return []
`,
    references: ['https://fastapi.tiangolo.com/tutorial/cors/', 'https://cwe.mitre.org/data/definitions/942.html'],
    limits:
      'Only applications that have authentication; a `*` of a public API is legitimate. With credentials it is `cors-wildcard-with-credentials`. A `*` on a development branch is left alone.',
  },

  *check(facts) {
    for (const cors of corsUses(facts)) {
      const wildcard = wildcardIn(cors.origins);
      if (wildcard === undefined || cors.credentials !== false || !hasAuthentication(facts, cors.app)) continue;
      const falls = wildcard.stage === 'unset' ? 'falls back to `*`' : 'is `*`';
      yield {
        at: corsPlace(cors, 'allow_origins'),
        subject: middlewareSubject(cors),
        message: `\`allow_origins\` ${falls} on ${appTitle(cors.app)}, which has users: any page may call it and read the answers. List the origins of its front ends.`,
        related: [{ at: wildcard.site, message: 'the `*` is written here' }],
        ...(wildcard.stage === 'unset' ? { confidence: 'low' as const } : {}),
      };
    }
  },
});
