import { groupBy } from '../core/group.ts';
import { siteKey } from '../core/span.ts';
import type { LiteralSecret } from '../fastapi/questions/authentication/secret-literals.ts';
import { literalSecrets } from '../fastapi/questions/authentication/secrets.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'hardcoded-secret',
  summary: 'A secret stands in the source',
  category: 'authentication',
  severity: 'high',
  confidence: 'high',
  cwe: [798],
  owasp: ['API2'],
  seeds: ['S3'],
  docs: {
    why: 'Whoever can read the repository, an image or an old clone can sign tokens and sessions with it. A fallback of `os.getenv` or the default of a settings field is in force wherever nobody sets the variable, without a word.',
    fix: 'Read it from the environment without a fallback (`os.environ["JWT_KEY"]`, a settings field without default), and replace the secret that was committed.',
    bad: `import jwt

SIGNING_KEY = "correct-horse-battery"


def create_token(user: str, expires: int) -> str:
    return jwt.encode({"sub": user, "exp": expires}, SIGNING_KEY, algorithm="HS256")
`,
    good: `import os

import jwt

SIGNING_KEY = os.environ["SIGNING_KEY"]


def create_token(user: str, expires: int) -> str:
    return jwt.encode({"sub": user, "exp": expires}, SIGNING_KEY, algorithm="HS256")
`,
    references: [
      'https://fastapi.tiangolo.com/advanced/settings/',
      'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
    ],
    limits:
      'Only literals that are put to use: to sign, compare or connect, as the fallback of an environment variable, or as the default of a settings field. The text itself is never shown. Tests are not looked at.',
  },

  *check(facts) {
    for (const uses of groupBy(literalSecrets(facts), ({ site }) => siteKey(site)).values()) {
      const [first] = uses;
      if (first !== undefined) yield problemOf(first, uses);
    }
  },
});

const PURPOSE: Record<LiteralSecret['use'], string> = {
  signs: 'signs tokens or sessions',
  compares: 'is what callers have to know',
  connects: 'opens another service',
  fallback: 'is used where the environment variable is not set',
  setting: 'is used where nobody sets the field',
  hashes: 'protects password hashes',
};

function problemOf(secret: LiteralSecret, uses: readonly LiteralSecret[]): Problem {
  const sinks = uses.flatMap(({ sink }) => sink ?? []);
  const variable = /^[A-Za-z_]\w*$/.test(secret.name) ? ` (\`os.environ["${secret.name.toUpperCase()}"]\`)` : '';
  const advice =
    secret.use === 'setting'
      ? 'Leave the field without a default'
      : `Read it from the environment${variable}${secret.fallback ? ' without a fallback' : ''}`;
  return {
    at: secret.site,
    subject: `secret ${secret.name} in ${secret.site.path}`,
    message: `The value of \`${secret.name}\` stands in the source and ${PURPOSE[secret.use]}: everybody who can read the code has it. ${advice}, and replace the one committed.`,
    related: [...new Map(sinks.map((sink) => [siteKey(sink), sink])).values()]
      .filter((sink) => siteKey(sink) !== siteKey(secret.site))
      .slice(0, 20)
      .map((at) => ({ at, message: 'used here' })),
    ...(secret.local ? { severity: 'low' as const, confidence: 'low' as const } : {}),
    ...(!secret.local && secret.fallback ? { confidence: 'medium' as const } : {}),
  };
}
