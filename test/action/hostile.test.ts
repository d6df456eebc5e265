/** Text from the pull request is data wherever it ends up; large and Enterprise things work as small ones do. */
import { describe, expect, it } from 'vitest';

import { withoutCode } from '../support/markdown.ts';
import { run } from './support/in-process.ts';
import { withScenario } from './support/scenario.ts';

const NASTY = 'x = "@everyone --> `` <img src=//evil> ::error::boom ##[error]boom \u202E #1 https://evil.example"';

describe('hostile text', () => {
  it('is inert in comments, reports, summary and log', async () => {
    const name = '::error::@everyone `x` --> y.py';
    await withScenario({ 'm.py': 'a = 1\n' }, { [name]: `${NASTY}  # finding high\n` }, async (scenario) => {
      const ran = await run(scenario, { action: 'opened' });
      const [comment] = scenario.comments();
      const shown = [comment?.body ?? '', scenario.repository.checkRuns[0]?.output.summary ?? '', ran.summary];
      for (const text of shown) {
        const outside = withoutCode(text.split('<!-- fastapi-hardening:v1')[0] ?? '');
        expect(outside).not.toMatch(/@everyone|(?<!\\)<img|(?<!\\)<!--|https:\/\//);
        expect(text).not.toContain('\u202E');
      }
      for (const line of ran.log) expect(line).not.toMatch(/^\s*::|##\[/);
      expect((await run(scenario)).writes).toEqual(['POST check-runs']);
    });
  });
});

describe('a pull request with many threads of others', () => {
  it('still finds its own', async () => {
    await withScenario({ 'm.py': 'a = 1\n' }, { 'm.py': 'a = 1\nx = 1  # finding high\n' }, async (scenario) => {
      await run(scenario, { action: 'opened' });
      const [own] = scenario.pull.threads;
      if (own === undefined) throw new Error('there is no thread');
      const others = Array.from({ length: 230 }, () => {
        const id = scenario.server.state.nextId();
        const comments = own.comments.map((comment) => ({
          ...comment,
          id: id + 100_000,
          author: 'octocat',
          body: 'Nice.',
        }));
        return { ...own, id, comments };
      });
      scenario.pull.threads.unshift(...others);
      const ran = await run(scenario);
      expect(ran.writes).toEqual(['POST check-runs']);
      expect(ran.requests.filter((request) => request.includes('graphql'))).toHaveLength(3);
    });
  });
});

describe('an Enterprise server', () => {
  it('gets the same review', async () => {
    const change = { 'm.py': 'a = 1\nx = 1  # finding high\n' };
    await withScenario(
      { 'm.py': 'a = 1\n' },
      change,
      async (scenario) => {
        await run(scenario, { action: 'opened' });
        expect(scenario.comments()).toHaveLength(1);
      },
      { enterprise: true },
    );
  });
});
