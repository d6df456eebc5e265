/** Where a comment stands, and what becomes of it when the pull request moves meanwhile. */
import { expect, it } from 'vitest';
import type { FaultRule } from '../github-server/faults.ts';
import { app, places, review, told, withPull, writes } from './support.ts';

const NAMES = ['first', 'second', 'third'];

const GUARDED = `from fastapi import APIRouter, Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

scheme = OAuth2PasswordBearer(tokenUrl="token")


def user(token: str = Depends(scheme)) -> str:
    if token != "secret-of-the-test":
        raise HTTPException(401)
    return token


router = APIRouter(
    prefix="/admin",
    dependencies=[Depends(user)],
)


@router.get("/users")
def users() -> dict[str, str]:
    return {}


app = FastAPI()
app.include_router(router)
`;

it.concurrent('a deleted guard: on the deleted line', async () => {
  const head = { 'app/main.py': GUARDED.replace('    dependencies=[Depends(user)],\n', '') };
  await withPull({ base: { 'app/main.py': GUARDED }, head }, async (scenario) => {
    const ran = await review(scenario, { action: 'opened' });
    expect(places(scenario)).toEqual(['app/main.py:15 LEFT']);
    expect(ran.outputs).toMatchObject({ verdict: 'fail', published: 'full' });
    expect(writes(await review(scenario))).toEqual(['POST check-runs']);
  });
});

it.concurrent('a cause in another file: on the line that caused it, or on the file', async () => {
  const files = { 'app/guards.py': 'def user() -> str:\n    return "anyone"\n' };
  const guards = GUARDED.slice(GUARDED.indexOf('scheme ='), GUARDED.indexOf('router ='));
  const imports = 'from fastapi import Depends, HTTPException\nfrom fastapi.security import OAuth2PasswordBearer\n\n';
  const main = `from app.guards import user\nfrom fastapi import APIRouter, Depends, FastAPI\n\n${GUARDED.slice(GUARDED.indexOf('router ='))}`;
  await withPull(
    { base: { 'app/main.py': main, 'app/guards.py': imports + guards }, head: files },
    async (scenario) => {
      const ran = await review(scenario, { action: 'opened' });
      expect(ran.outputs['verdict']).toBe('fail');
      expect(places(scenario).every((place) => place.startsWith('app/guards.py:'))).toBe(true);
      expect(scenario.pull.threads.length).toBeGreaterThan(0);
    },
  );
});

it.concurrent('suggestions stand on exactly the lines they replace', async () => {
  await withPull({}, async (scenario) => {
    await review(scenario, { action: 'opened' });
    const [thread] = scenario.pull.threads;
    expect(thread?.comments[0]?.body).toContain('```suggestion\n    raise HTTPException(404)\n```');
    expect(thread).toMatchObject({ line: 8, startLine: undefined });
  });
});

for (const [what, move] of [
  ['got a new head', 'head'],
  ['was closed', 'closed'],
] as const) {
  it.concurrent(`the pull request ${what} while it was read: no thread is written to`, async () => {
    await withPull({}, async (scenario) => {
      const fault: FaultRule = {
        match: { path: '/tarball' },
        times: 1,
        fault: {
          kind: 'run',
          run: () => {
            if (move === 'closed') scenario.pull.state = 'closed';
            else scenario.push({ 'app/other.py': 'value = 1\n' });
          },
        },
      };
      scenario.server.faults.add(fault);
      const reviewed = scenario.pull.head.sha;
      const ran = await review(scenario, { action: 'opened' });
      expect(writes(ran)).toEqual(['POST check-runs']);
      expect(scenario.repository.checkRuns.map(({ headSha, annotations }) => [headSha, annotations.length])).toEqual([
        [reviewed, 3],
      ]);
      expect(ran.outputs['verdict']).toBe('fail');
    });
  });
}

it.concurrent('two runs at once, then one more: each is said once', async () => {
  await withPull({}, async (scenario) => {
    await Promise.all([review(scenario, { action: 'opened' }), review(scenario)]);
    const ran = await review(scenario);
    expect(told(scenario, ran)).toEqual(NAMES);
    expect(scenario.pull.threads).toHaveLength(3);
    expect(writes(await review(scenario))).toEqual(['POST check-runs']);
    expect(app(NAMES)).toContain('HTTPException(404)');
  });
});
