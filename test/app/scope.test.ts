import { describe, expect, it } from 'vitest';
import { createAnalyser } from '../../src/app/analysis.ts';
import { DEFAULT_CONFIG } from '../../src/config/config.ts';
import type { Facts } from '../../src/fastapi/facts.ts';
import { testTools } from '../support/analyse.ts';
import { changeOf, type Files } from '../support/review-case.ts';

const MAIN = 'from fastapi import FastAPI\nfrom . import users\napp = FastAPI()\napp.include_router(users.router)\n';
const USERS = 'from fastapi import APIRouter\nrouter = APIRouter()\n\n@router.get("/users")\ndef users(): ...\n';
const PLUGINS = 'import importlib\nfrom fastapi import FastAPI\napp = FastAPI()\nimportlib.import_module(NAME)\n';

const service = (name: string): [string, string][] => [
  [`${name}/__init__.py`, ''],
  [`${name}/main.py`, MAIN],
  [`${name}/users.py`, USERS],
];
const TWO_SERVICES: Files = new Map([...service('billing'), ...service('orders')]);
const ORDERS = service('orders').map(([path]) => path);

/** The modules that were read of each side. */
async function readOf(base: Files, head: Files): Promise<{ base: string[]; head: string[] }> {
  const change = changeOf({ base, head });
  const analyser = await createAnalyser(testTools(), [change.base, change.head]);
  const sides = analyser.analyseChange(change, DEFAULT_CONFIG);
  return { base: pathsOf(sides.base.facts), head: pathsOf(sides.head.facts) };
}

function pathsOf(facts: Facts): string[] {
  return facts.modules.map((module) => module.path);
}

describe('a review reads what the change can be felt in', () => {
  it('leaves the other service unread', async () => {
    const head = new Map([...TWO_SERVICES, ['orders/users.py', `${USERS}# more\n`]]);
    expect(await readOf(TWO_SERVICES, head)).toEqual({ base: ORDERS, head: ORDERS });
  });

  it('builds both sides of an application whose module is gone', async () => {
    const head = new Map([...TWO_SERVICES].filter(([path]) => path !== 'orders/users.py'));
    const left = ORDERS.filter((path) => path !== 'orders/users.py');
    expect(await readOf(TWO_SERVICES, head)).toEqual({ base: ORDERS, head: left });
  });

  it('knows that a package runs before its modules', async () => {
    const head = new Map([...TWO_SERVICES, ['orders/__init__.py', 'DEBUG = True\n']]);
    expect((await readOf(TWO_SERVICES, head)).head).toEqual(ORDERS);
  });

  it('keeps an application that picks its modules by name', async () => {
    const base = new Map([...TWO_SERVICES, ['plugins/main.py', PLUGINS]]);
    const head = new Map([...base, ['orders/users.py', '']]);
    expect((await readOf(base, head)).head).toEqual([...ORDERS, 'plugins/main.py']);
  });

  it('reads everything when a pin changes', async () => {
    const head = new Map([...TWO_SERVICES, ['requirements.txt', 'fastapi==0.110.0\n']]);
    expect((await readOf(TWO_SERVICES, head)).head).toHaveLength(6);
  });
});
