import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/config.ts';
import { analyse } from '../support/analyse.ts';

const MAIN = `from fastapi import FastAPI
from .speed_test import router
app = FastAPI()
app.include_router(router)
`;
const ROUTER = `from fastapi import APIRouter
router = APIRouter()
@router.get("/speed")
def speed(): ...
`;
const tree = new Map([
  ['lab/__init__.py', ''],
  ['lab/main.py', MAIN],
  ['lab/speed_test.py', ROUTER],
  ['lab/main_test.py', 'from .main import app\n'],
  ['lab/tests/speed_test.py', ROUTER],
]);

describe('a module that is named like a test', () => {
  it('is part of the application that imports it; what nothing imports is left out', async () => {
    const { facts, sources, excluded } = await analyse(tree);
    expect(facts.application.routes.map((route) => route.path.text)).toEqual(['/speed']);
    expect([...sources.keys()]).not.toContain('lab/main_test.py');
    expect(excluded).toEqual([
      { pattern: '**/*_test.py', files: 1 },
      { pattern: '**/tests/**', files: 1 },
    ]);
  });

  it('is left out where the configuration asks for it', async () => {
    const { facts } = await analyse(tree, { ...DEFAULT_CONFIG, exclude: ['lab/speed_test.py'] });
    expect(facts.application.routes).toEqual([]);
  });
});
