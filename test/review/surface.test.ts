import { describe, expect, it } from 'vitest';
import { reviewOf, type Files } from '../support/review-case.ts';

const appWith = (parameters: string): Files =>
  new Map([
    [
      'main.py',
      `from fastapi import FastAPI, Query

app = FastAPI(docs_url=None, openapi_url=None)


@app.get("/words")
def list_words(${parameters}):
    return []
`,
    ],
  ]);

async function changedLimits(before: string, after: string): Promise<unknown> {
  const { surface } = await reviewOf({ base: appWith(before), head: appWith(after) });
  return surface.changed.map((entry) => [entry.before?.limits, entry.after?.limits]);
}

describe('the limits of a route on the API surface', () => {
  it('shows a bound that was dropped, and one that was raised', async () => {
    const both = 'limit: int = Query(20, le=100), q: str = Query("", max_length=50)';
    expect(await changedLimits(both, 'limit: int = Query(20), q: str = Query("", max_length=500)')).toEqual([
      [['limit le=100', 'q max_length=50'], ['q max_length=500']],
    ]);
  });

  it('says nothing of a bound that came with its parameter', async () => {
    expect(await changedLimits('', 'limit: int = Query(20, le=100)')).toEqual([]);
  });

  it('says nothing where the same bound is written in other words', async () => {
    expect(await changedLimits('limit: int = Query(20, le=100)', 'limit: int = Query(default=20, le=100)')).toEqual([]);
  });
});
