import { describe, expect, it } from 'vitest';
import unconstrainedInput from '../../src/rules/unconstrained-input.ts';
import { meaningOf } from '../../src/review/spelling.ts';
import { findIn } from '../support/analyse.ts';
import { reviewOf, type Files } from '../support/review-case.ts';

const RULES = [unconstrainedInput];

/** A project with one schema module per feature, each with one unbounded body. */
function features(count: number, field = 'text: Optional[str] = None'): Files {
  const names = Array.from({ length: count }, (_, index) => `feature_${String(index + 10)}`);
  const schemas = names.map(
    (name) =>
      [
        `${name}.py`,
        `from typing import Optional, List, Union\n\nfrom pydantic import BaseModel\n\n\nclass Body(BaseModel):\n    ${field}\n`,
      ] as const,
  );
  const routes = names.map((name) => `@app.post("/${name}")\ndef create_${name}(body: ${name}.Body):\n    return {}\n`);
  const imports = names.map((name) => `import ${name}\n`).join('');
  return new Map([
    ...schemas,
    ['main.py', `from fastapi import FastAPI\n${imports}\napp = FastAPI()\n\n\n${routes.join('\n\n')}`],
  ]);
}

async function said(base: Files, head: Files): Promise<readonly string[]> {
  const { findings } = await reviewOf({ base, head, rules: RULES, comparisonRules: [] });
  return findings.map(({ state, path, startLine }) => `${state} ${path}:${String(startLine)}`);
}

describe('a project that bounds nothing', () => {
  it('has a finding per class while they are few', async () => {
    expect(await findIn(features(3), RULES)).toHaveLength(3);
  });

  it('has one finding when they are many', async () => {
    const [finding, ...others] = await findIn(features(13), RULES);
    expect(others).toEqual([]);
    expect(finding?.message).toContain('13 body models in 13 files');
  });

  it('is not told so again for one more', async () => {
    expect(await said(features(20), features(21))).toEqual([]);
  });
});

describe('a type in another spelling', () => {
  it.each([
    ['text: Optional[str] = None', 'text: str | None = None'],
    ['text: Optional[str] = None', 'text: Union[str, None] = None'],
    ['text: List[Optional[str]] = []', 'text: list[str | None] = []'],
  ])('%s → %s is no news', async (before, after) => {
    expect(await said(features(2, before), features(2, after))).toEqual([]);
  });

  it('is news where a bound is missing from another type', async () => {
    expect(await said(features(1, 'text: str'), features(1, 'text: list[str] = []'))).toEqual([
      'touched feature_10.py:7',
    ]);
  });

  it.each([
    ['a: typing.Dict[str, Optional[int]]', 'a:dict[str,int|None]'],
    ['a: Union[List[int], Dict[str, Union[int, str]],]', 'a:list[int]|dict[str,int|str]'],
    ['x = my.List[0]', 'x=my.List[0]'],
    ['a: Optional[', 'a:Optional['],
  ])('reads %s as %s', (source, meaning) => {
    expect(meaningOf(source)).toBe(meaning);
  });
});
