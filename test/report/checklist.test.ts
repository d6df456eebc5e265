import { describe, expect, it } from 'vitest';
import { auditTree } from '../../src/app/audit.ts';
import type { AuditReport } from '../../src/report/audit.ts';
import { DEFAULT_CONFIG, type Config } from '../../src/config/config.ts';
import { RULES } from '../../src/rules/index.ts';
import { snapshotOf, testTools } from '../support/analyse.ts';

async function audit(text: string, config: Config = DEFAULT_CONFIG): Promise<AuditReport> {
  const { report } = await auditTree(snapshotOf(new Map([['main.py', text]])), config, testTools(RULES));
  return report;
}

function item(report: AuditReport, id: string) {
  const found = report.checklist.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no item ${id}.`);
  return { status: found.status, lines: found.lines.map(({ site }) => site.span.startLine) };
}

const BASE = `from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import APIKeyHeader, APIKeyQuery
from starlette.middleware.trustedhost import TrustedHostMiddleware

app = FastAPI()
`;

describe('the hardening checklist', () => {
  it('passes with the line that shows it', async () => {
    const report = await audit(`${BASE}app.add_middleware(TrustedHostMiddleware, allowed_hosts=["api.example.com"])\n`);
    expect(item(report, 'trusted-hosts')).toEqual({ status: 'pass', lines: [6] });
  });

  it('fails with the line that breaks it', async () => {
    const report = await audit(`${BASE}key = APIKeyQuery(name="key")\n`);
    expect(item(report, 'api-key-in-header')).toEqual({ status: 'fail', lines: [6] });
  });

  it('claims nothing where a rule is off, where a comment accepts it, or where there is no application', async () => {
    const text = `${BASE}key = APIKeyQuery(name="key")`;
    const off = { ...DEFAULT_CONFIG, rules: new Map([['api-key-in-query', 'off']] as const) };
    expect(item(await audit(text, off), 'api-key-in-header').status).toBe('unknown');
    const accepted = await audit(`${text}  # hardening: ignore[api-key-in-query] an old client\n`);
    expect(item(accepted, 'api-key-in-header')).toEqual({ status: 'unknown', lines: [6] });
    expect((await audit('x = 1\n')).checklist.map((each) => each.status)).not.toContain('pass');
  });

  it('claims nothing about routes that could not be found', async () => {
    const report = await audit(
      `${BASE}import plugins\n\nfor plugin in plugins.load():\n    app.include_router(plugin.router)\n`,
    );
    for (const id of ['authenticated-routes', 'ownership', 'constrained-input'])
      expect(item(report, id)).toEqual({ status: 'unknown', lines: [9] });
    expect(item(await audit(BASE), 'ownership')).toEqual({ status: 'unknown', lines: [] });
  });

  it('asks of API keys what was found about keys, not about passwords', async () => {
    const check = `${BASE}import os\n\n\ndef guard(NAME: str):\n    if NAME != os.environ["SECRET"]:\n        raise HTTPException(401)\n`;
    expect(item(await audit(check.replaceAll('NAME', 'x_api_key')), 'api-key-validated').status).toBe('fail');
    expect(item(await audit(check.replaceAll('NAME', 'password')), 'api-key-validated').status).toBe('pass');
  });

  it('passes what is not used at all', async () => {
    expect(item(await audit('from fastapi import FastAPI\n\napp = FastAPI()\n'), 'api-key-in-header').status).toBe(
      'pass',
    );
  });
});
