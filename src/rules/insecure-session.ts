import type { Facts } from '../fastapi/facts.ts';
import { literalsOf as literalSecretsOf } from '../fastapi/questions/authentication/secret-literals.ts';
import { appTitle, middlewareNamed, middlewareSubject, type AppMiddleware } from '../fastapi/questions/http/apps.ts';
import { lastSite, withTrue } from '../fastapi/questions/http/arguments.ts';
import { sourceAt } from '../fastapi/questions/http/source.ts';
import { isOn, literalsOf, passed } from '../fastapi/questions/http/values.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'insecure-session',
  summary: 'The session cookie is not protected',
  category: 'input',
  severity: 'medium',
  confidence: 'high',
  cwe: [614],
  owasp: ['API2'],
  seeds: [],
  docs: {
    why: '`SessionMiddleware` sends its cookie without `Secure` (measured: `path=/; Max-Age=1209600; httponly; samesite=lax`), so it also travels over plain HTTP and can be read there. `same_site="none"` sends it along with requests of other sites. The cookie is signed and not encrypted: who knows a key that stands in the source can write any session.',
    fix: 'Pass `https_only=True`, leave `same_site` at `lax`, and read the key from the environment.',
    bad: `import os

from fastapi import FastAPI
from starlette.middleware.sessions import SessionMiddleware

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key=os.environ["SESSION_KEY"])
`,
    good: `import os

from fastapi import FastAPI
from starlette.middleware.sessions import SessionMiddleware

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key=os.environ["SESSION_KEY"], https_only=True)
`,
    references: [
      'https://www.starlette.io/middleware/#sessionmiddleware',
      'https://owasp.org/www-community/controls/SecureCookieAttribute',
    ],
    limits:
      '`https_only` that comes from settings is left alone. A literal key is a fault of the session here; where it is written, `hardcoded-secret` speaks of it, too.',
  },

  *check(facts) {
    for (const found of middlewareNamed(facts, 'starlette.middleware.sessions.SessionMiddleware')) {
      const problem = problemOf(facts, found);
      if (problem !== undefined) yield problem;
    }
  },
});

function problemOf(facts: Facts, found: AppMiddleware): Problem | undefined {
  const { args } = found.use;
  const only = passed(args, 'https_only', 5);
  const plain = only === undefined || (only !== 'hidden' && only.kind === 'bool' && isOn(only) === false);
  const crossSite = literalsOf(args.keywords.get('same_site') ?? args.positional[4]).some(
    ({ text }) => text.toLowerCase() === 'none',
  );
  const key = args.keywords.get('secret_key') ?? args.positional[0];
  const literal = key !== undefined && literalSecretsOf(key, 'secret_key', 'signs').some(({ fallback }) => !fallback);
  const faults = [
    ...(plain ? ['is sent over plain HTTP too (no `https_only=True`)'] : []),
    ...(crossSite ? ['goes along with requests of other sites (`same_site="none"`)'] : []),
    ...(literal ? ['is signed with a key that stands in the source'] : []),
  ];
  if (faults.length === 0) return undefined;
  const edits = plain
    ? withTrue(facts, ['https_only'], args.keywordSites, lastSite(args.keywordSites.values()))
    : undefined;
  return {
    at: found.use.site,
    subject: middlewareSubject(found),
    message: `The session cookie of ${appTitle(found.app)} ${faults.join(', ')}. ${plain ? 'Pass `https_only=True`.' : crossSite ? 'Use `lax`.' : 'Read the key from the environment.'}`,
    ...(edits !== undefined && faults.length === 1 && isWrittenOut(facts, found)
      ? { fix: { title: 'Send the session cookie over HTTPS only', edits } }
      : {}),
  };
}

/** Arguments that stand in the call itself, and not in a dictionary, here (`**{"max_age": 60}`) or elsewhere. */
function isWrittenOut(facts: Facts, { use }: AppMiddleware): boolean {
  return [...use.args.keywordSites].every(([name, site]) => {
    const { path, span } = site;
    const isNear =
      path === use.site.path && span.startLine >= use.site.span.startLine && span.endLine <= use.site.span.endLine;
    return isNear && sourceAt(facts, site).startsWith(name);
  });
}
