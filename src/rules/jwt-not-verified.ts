import type { CallSite, Facts } from '../fastapi/facts.ts';
import { nameOf, siteIn } from '../fastapi/questions/code.ts';
import {
  believesNobody,
  decodeCalls,
  forgeryOf,
  peekCalls,
  signingAlgorithm,
  sortsTokens,
  verifiesNearby,
  writtenName,
  type Forgery,
} from '../fastapi/questions/authentication/tokens.ts';
import { textOf } from '../python/position.ts';
import { defineRule, type Fix, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'jwt-not-verified',
  summary: 'A token is believed without proof of who signed it',
  category: 'authentication',
  severity: 'critical',
  confidence: 'high',
  cwe: [347],
  owasp: ['API2'],
  seeds: ['S3'],
  docs: {
    why: 'The payload of a JSON Web Token is plain text that anybody can write; only the signature tells who did. With the check off, with `none` allowed, or with the algorithm taken from the token itself, callers make their own tokens. With HS and RS algorithms in one list, the public key serves as the shared secret. python-jose accepts whatever algorithm the token names when `algorithms` is absent; PyJWT refuses.',
    fix: 'Call `jwt.decode(token, key, algorithms=["HS256"])` with the one algorithm you sign with.',
    bad: `import jwt
from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


def current_user(token: str = Depends(oauth2_scheme)) -> str:
    claims = jwt.decode(token, options={"verify_signature": False})
    return claims["sub"]


@app.get("/me")
def read_me(user: str = Depends(current_user)):
    return user
`,
    good: `import os

import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


def current_user(token: str = Depends(oauth2_scheme)) -> str:
    try:
        claims = jwt.decode(token, os.environ["JWT_KEY"], algorithms=["HS256"])
    except jwt.InvalidTokenError:
        raise HTTPException(status_code=401) from None
    return claims["sub"]


@app.get("/me")
def read_me(user: str = Depends(current_user)):
    return user
`,
    references: [
      'https://pyjwt.readthedocs.io/en/stable/usage.html',
      'https://fastapi.tiangolo.com/tutorial/security/oauth2-jwt/',
    ],
    limits:
      'Reading a header or claim first (to pick the key or issuer) and verifying afterwards is right, and silent, also across a helper and its callers. So is a decode in a test, in a function that only writes to the log, and in the sign-out of a guarded route.',
  },

  *check(facts) {
    for (const call of decodeCalls(facts)) {
      if (believesNobody(facts, call.code)) continue;
      const forgery = forgeryOf(call);
      if (forgery === undefined) continue;
      if (forgery === 'signature-off' && (verifiesNearby(facts, call.code) || sortsTokens(facts, call.code))) continue;
      yield problemOf(facts, call, forgery);
    }
    for (const call of peekCalls(facts)) {
      const { code } = call;
      if (!believesNobody(facts, code) && !verifiesNearby(facts, code) && !sortsTokens(facts, code))
        yield peekProblem(call);
    }
  },
});

const WORDS: Record<Forgery, (name: string) => string> = {
  'signature-off': (name) =>
    `\`${name}\` is told not to check the signature, so callers write their own claims. Pass the key and \`algorithms=[...]\`, and leave the check on.`,
  'no-algorithms': (name) =>
    `\`${name}\` gets no \`algorithms\`, and python-jose then accepts the one that the token names. Pass \`algorithms=["HS256"]\`, or the one you sign with.`,
  'none-allowed': (name) =>
    `\`${name}\` allows the algorithm \`none\`, which needs no key. Take \`none\` out of \`algorithms\`.`,
  'own-algorithm': (name) =>
    `\`${name}\` takes the algorithm from the token's own header, so the caller chooses it. Name the one you sign with in \`algorithms=[...]\`.`,
  mixed: (name) =>
    `\`${name}\` allows shared-secret and key-pair algorithms in one list, so the public key can be used to sign. Keep the one family you sign with.`,
};

function problemOf(facts: Facts, call: CallSite, forgery: Forgery): Problem {
  const fix = fixOf(facts, call, forgery);
  const options =
    forgery === 'signature-off'
      ? (call.argumentSite('options', 3) ?? call.argumentSite('verify'))
      : call.argumentSite('algorithms', 2);
  return {
    at: call.site,
    subject: `function ${call.code.name} decode ${forgery}`,
    message: `In \`${nameOf(call.code)}\`, ${WORDS[forgery](writtenName(call))}`,
    related: options === undefined ? [] : [{ at: options, message: 'decided here' }],
    ...(fix === undefined ? {} : { fix }),
  };
}

function fixOf(facts: Facts, call: CallSite, forgery: Forgery): Fix | undefined {
  const { module } = call.code;
  if (forgery === 'none-allowed') {
    const list = call.argumentNode('algorithms', 2);
    if (list?.kind !== 'list') return undefined;
    const kept = list.items.filter((item) => item.kind !== 'string' || item.value.toLowerCase() !== 'none');
    if (kept.length === 0 || kept.length === list.items.length) return undefined;
    const replacement = `[${kept.map((item) => textOf(module, item)).join(', ')}]`;
    return { title: 'Take `none` out', edits: [{ at: siteIn(call.code, list), replacement }] };
  }
  if (forgery !== 'no-algorithms' || call.argumentNode('algorithms', 2) !== undefined) return undefined;
  const algorithm = signingAlgorithm(facts, call);
  const last = call.node.args.at(-1);
  if (algorithm === undefined || last === undefined || last.unpack !== undefined) return undefined;
  return {
    title: 'Name the algorithm',
    edits: [{ at: siteIn(call.code, last), replacement: `${textOf(module, last)}, algorithms=[${algorithm}]` }],
  };
}

function peekProblem(call: CallSite): Problem {
  return {
    at: call.site,
    subject: `function ${call.code.name} unverified claims`,
    message: `\`${nameOf(call.code)}\` believes \`${writtenName(call)}\`, which checks no signature: callers write their own claims. Verify with \`jwt.decode(token, key, algorithms=[...])\`.`,
  };
}
