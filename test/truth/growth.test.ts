import { describe, expect, it } from 'vitest';
import { COMPARISON_RULES, RULES } from '../../src/rules/index.ts';
import { findIn, analyse, reviewTrees } from '../support/analyse.ts';

/** Few lines whose values would fill the memory, or never end, if they were worked out as Python would. */
const HOSTILE: readonly (readonly [name: string, code: string])[] = [
  ['a text that doubles', 'x = "ab"\nfor _ in range(60):\n    x = x + x'],
  ['a text that doubles in place', 'x = "ab"\nfor _ in range(60):\n    x += x'],
  ['a text that shows itself twice', 'x = "ab"\nfor _ in range(60):\n    x = f"{x}{x}"'],
  ['a text that replaces by itself', 'x = "aa"\nfor _ in range(60):\n    x = x.replace("a", x)'],
  ['a pattern that replaces by itself', 'import re\nx = "aa"\nfor _ in range(60):\n    x = re.sub("a", x, x)'],
  ['a text that is filled up', 'x = "1".zfill(2000000000) + f"{1:02000000000d}" + "a" * 2000000000'],
  ['a list that doubles', 'x = [1]\nfor _ in range(60):\n    x = x + x'],
  ['a list that unpacks itself twice', 'x = [1]\nfor _ in range(60):\n    x = [*x, *x]'],
  ['a list that takes itself in', 'x = [1]\nfor _ in range(60):\n    x.extend(x)\n    x += x'],
  ['a list that holds itself', 'x = []\nx.append(x)\ny = x == x or x in x or f"{x}" or sorted(x)'],
  ['a list that holds another twice', 'x = []\nfor _ in range(60):\n    x = [x, x]\ny = x == x or f"{x}"'],
  ['a list that is nested without end', 'x = []\n' + 'for _ in range(100):\n    x = [x]\n'.repeat(60) + 'y = x == x'],
  ['a dict that holds itself', 'x = {}\nx["x"] = x\nx.update(y=x)\nx.setdefault("z", x)\ny = x == x or f"{x}"'],
  [
    'a call that holds itself',
    'from acme import Thing\nx = []\nfor _ in range(60):\n    x.append(Thing(x))\n    y = Thing(x, x)\n    x.append(y)',
  ],
  [
    'a text of many that can be several',
    'import os\nx = "a" if os.getenv("A") else "b" if os.getenv("B") else "c" if os.getenv("C") else "d"\n' +
      `y = f"${'{x}'.repeat(30)}"\nz = ${Array(30).fill('x').join(' + ')}`,
  ],
];

describe('code whose values grow without end', () => {
  it.each(HOSTILE)('is borne: %s', async (_, code) => {
    const text = `from fastapi import FastAPI\n\napp = FastAPI()\n${code}\n\n\n@app.get("/ok", tags=x)\ndef ok():\n    return x\n`;
    const tree = new Map([['main.py', text]]);
    const { facts } = await analyse(tree);
    expect(facts.application.routes.map(({ path }) => path.text)).toEqual(['/ok']);
    await expect(findIn(tree, RULES)).resolves.toBeDefined();
  });

  it('is borne: routers that each include the one before twice', async () => {
    const routers = Array.from({ length: 20 }, (_, index) => [
      `r${index + 1} = APIRouter()`,
      `r${index + 1}.include_router(r${index}, prefix="/a")`,
      `r${index + 1}.include_router(r${index}, prefix="/b")`,
    ]);
    const lines = ['from fastapi import APIRouter, FastAPI', 'app = FastAPI()', 'r0 = APIRouter()'];
    const text = [...lines, 'r0.get("/x")(print)', ...routers.flat(), 'app.include_router(r20)'].join('\n');
    const { facts } = await analyse(new Map([['main.py', text]]));
    expect(facts.application.routes.length).toBeLessThanOrEqual(5000);
    expect(facts.application.unresolved.map(({ reason }) => reason)).toContain(
      'more routes and dependencies than can be read: those from here on are not listed',
    );
  });

  it('is borne: dependencies that each need the one before in several ways', async () => {
    const needs = Array.from({ length: 40 }, (_, index) => {
      const before = `Depends(d${String(index)})`;
      return `def d${String(index + 1)}(a=${before}, b=Security(d${String(index)}, scopes=["s"]), c=${before}): pass`;
    });
    const lines = ['from fastapi import Depends, FastAPI, Header, HTTPException, Security', 'app = FastAPI()'];
    const guard = 'def d0(x_key: str = Header()):\n    if x_key != "k":\n        raise HTTPException(401)';
    const text = [...lines, guard, ...needs, '@app.get("/ok")\ndef ok(a=Depends(d40)): pass'].join('\n');
    const tree = new Map([['main.py', text]]);
    const { facts } = await analyse(tree);
    expect(facts.application.routes.map(({ protection }) => protection.status)).toEqual(['protected']);
    await expect(findIn(tree, RULES)).resolves.toBeDefined();
    const opened = new Map([['main.py', text.replace('raise HTTPException(401)', 'pass')]]);
    const { findings } = await reviewTrees(tree, opened, { rules: RULES, comparisonRules: COMPARISON_RULES });
    expect(findings.map(({ ruleId }) => ruleId)).toContain('authentication-removed');
  });
});
