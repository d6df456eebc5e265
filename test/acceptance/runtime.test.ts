/** Where the Action runs: an Enterprise server, and text that wants to be more than text. */
import { expect, it } from 'vitest';
import { withoutCode } from '../support/markdown.ts';
import { app, review, told, withPull } from './support.ts';

const NAMES = ['first', 'second', 'third'];

it.concurrent('an Enterprise server: addresses from the environment', async () => {
  await withPull({ enterprise: true }, async (scenario) => {
    const ran = await review(scenario, { action: 'opened' });
    expect(told(scenario, ran)).toEqual(NAMES);
    expect(scenario.pull.threads).toHaveLength(3);
  });
});

it.concurrent('an Enterprise server whose GraphQL address the runner does not name', async () => {
  await withPull({ enterprise: true }, async (scenario) => {
    const ran = await review(scenario, { action: 'opened', env: { GITHUB_GRAPHQL_URL: '' } });
    expect(scenario.pull.threads).toHaveLength(3);
    expect(ran.outputs['published']).toBe('full');
  });
});

it.concurrent('text of the pull request is inert: comments, report, summary, log', async () => {
  const path = 'app/::error::@everyone `x` --> y.py';
  const nasty = '"/@everyone --> `` <img src=//evil> ::error::boom ##[error]boom \u202E #1"';
  const text = app(['first']).replace('"/first"', nasty);
  await withPull({ base: { 'app/main.py': 'value = 1\n' }, head: { [path]: text } }, async (scenario) => {
    const ran = await review(scenario, { action: 'opened' });
    expect(ran.outputs['verdict']).toBe('fail');
    const shown = [...scenario.pull.threads.map(({ comments }) => comments[0]?.body ?? ''), ran.summary];
    expect(shown.length).toBeGreaterThan(1);
    for (const markdown of shown) {
      expect(withoutCode(markdown.replace(/<!-- fastapi-hardening:v1 .*$/u, ''))).not.toMatch(
        /@everyone|(?<!\\)<img|-->/,
      );
      expect(markdown).not.toContain('\u202E');
    }
    const commands = ran.stdout.split('\n').filter((line) => /^\s*::|##\[/.test(line));
    expect(
      commands.filter((line) => !/^::(?:error|warning|notice)(?: title=|::FastAPI Hardening: fail)/.test(line)),
    ).toEqual([]);
  });
});
