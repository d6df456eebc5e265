import type { Facts } from '../fastapi/facts.ts';
import { importFault, type ImportFault } from '../fastapi/questions/http/symbols.ts';
import { siteOf } from '../python/position.ts';
import type { Import, ImportFrom, Module, Stmt } from '../python/syntax.ts';
import { isExpr, childrenOf } from '../python/walk.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'unresolved-security-import',
  summary: 'A security control is imported that does not exist',
  category: 'transport',
  severity: 'high',
  confidence: 'high',
  cwe: [1104],
  owasp: ['API8'],
  seeds: ['S3'],
  docs: {
    why: 'FastAPI has no `SecureHeadersMiddleware`, no rate limiter and no CSRF protection. Code that imports one was made up: it does not start (measured: `ImportError: cannot import name`), and where somebody wraps the import in `try` to make it start, the protection is gone without a word.',
    fix: 'Import what the release you use exports, or write the control and name it as your own.',
    bad: `from fastapi import FastAPI
from fastapi.middleware import SecureHeadersMiddleware

app = FastAPI()
app.add_middleware(SecureHeadersMiddleware)
`,
    good: `from fastapi import FastAPI
from fastapi.middleware.trustedhost import TrustedHostMiddleware

app = FastAPI()
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["api.example.com"])
`,
    references: ['https://fastapi.tiangolo.com/advanced/middleware/', 'https://www.starlette.io/middleware/'],
    limits:
      'Compares with the names that FastAPI 0.100 to 0.165 and Starlette 0.27 to 1.10 export; only names that promise protection. An import inside `try` or under `TYPE_CHECKING` is left alone, and so is a release newer than those.',
  },

  *check(facts) {
    for (const module of facts.modules) {
      for (const statement of importsIn(module.body)) yield* faultsOf(facts, module, statement);
    }
  },
});

/** Import statements that have to succeed: those in `try` and under `TYPE_CHECKING` need not. */
function importsIn(body: readonly Stmt[]): readonly (Import | ImportFrom)[] {
  return body.flatMap((statement): readonly (Import | ImportFrom)[] => {
    if (statement.kind === 'import' || statement.kind === 'import-from') return [statement];
    if (statement.kind === 'try' || (statement.kind === 'if' && namesTypeChecking(statement.test))) return [];
    return importsIn(childrenOf(statement).filter((child): child is Stmt => !isExpr(child)));
  });
}

function namesTypeChecking(test: Extract<Stmt, { kind: 'if' }>['test']): boolean {
  return (
    (test.kind === 'name' && test.id === 'TYPE_CHECKING') ||
    (test.kind === 'attribute' && test.attr === 'TYPE_CHECKING')
  );
}

function* faultsOf(facts: Facts, module: Module, statement: Import | ImportFrom): Generator<Problem> {
  for (const [from, name] of wantedBy(statement)) {
    const fault = importFault(from, name, facts.application.framework);
    if (fault === undefined) continue;
    yield {
      at: siteOf(module, statement),
      subject: `import ${name === undefined ? from : `${from}.${name}`} in ${module.path}`,
      message: messageOf(from, name, fault),
    };
    return;
  }
}

function wantedBy(statement: Import | ImportFrom): readonly (readonly [string, string | undefined])[] {
  if (statement.kind === 'import') return statement.names.map(({ name }) => [name, undefined] as const);
  if (statement.level > 0) return [];
  if (statement.names === '*') return [[statement.module, undefined]];
  return statement.names.map(({ name }) => [statement.module, name] as const);
}

function messageOf(module: string, name: string | undefined, fault: ImportFault): string {
  const what = name === undefined ? `\`${module}\`` : `\`${name}\` in \`${module}\``;
  switch (fault.kind) {
    case 'later':
      return `There is no ${what} in the pinned ${fault.pinned}, so the application does not start; ${fault.since} has it. Raise the pin, or use another control.`;
    case 'gone':
      return `${what} is gone since ${fault.last}, and ${fault.pinned} is pinned: the application does not start. Replace it.`;
    case 'never': {
      const [home] = fault.homes;
      const advice =
        home === undefined ? `Write the control, or take it from a package that has it` : `Import it from \`${home}\``;
      const missing =
        fault.module && name !== undefined
          ? `There is no module \`${module}\` to take \`${name}\` from`
          : `There is no ${what}`;
      return `${missing} (looked at up to ${fault.version}): the application does not start, and the protection does not exist. ${advice}.`;
    }
  }
}
