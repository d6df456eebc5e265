import { describe, expect, it } from 'vitest';
import { routesOf } from '../support/routes.ts';
import { directoryOf } from './fixtures.ts';

describe('code that is too long to follow', () => {
  it('is named when it runs at start-up', async () => {
    const { unresolved } = await routesOf(directoryOf('foundry'));
    expect(unresolved).toEqual(
      ['warm_furnace', 'warm_cell', 'warm_line'].map((name): unknown =>
        expect.objectContaining({
          path: 'foundry/warmup.py',
          reason: `${name}() is too long to follow again: what it registers is not listed`,
        }),
      ),
    );
  });

  it('takes nothing from imports where only a script would run it', async () => {
    const { apps } = await routesOf(directoryOf('foundry'));
    const paths = apps.flatMap((app) => app.routes.map((route) => route.path));
    expect(paths.filter((path) => path.startsWith('/casts'))).not.toEqual([]);
  });
});

describe('what is registered on something unknown', () => {
  it('is named, line by line', async () => {
    const { unresolved } = await routesOf(directoryOf('annexes'));
    const unproven = 'registered on acme_auth.Registry().take(), which is not known to be a router';
    const isUnknown = 'on something that could not be resolved (code that is made at run time)';
    const path = 'annexes/lost.py';
    expect(unresolved).toEqual(
      expect.arrayContaining([
        ...[18, 19, 20, 22].map((line) => ({ path, line, reason: unproven })),
        { path, line: 31, reason: `add_api_route ${isUnknown}` },
        { path, line: 32, reason: `include_router ${isUnknown}` },
        { path, line: 33, reason: `a route ${isUnknown}` },
        { path, line: 35, reason: `a route ${isUnknown}` },
      ]),
    );
    // Nine registrations, and five routes of which it cannot be told what protects them.
    expect(unresolved).toHaveLength(14);
  });
});
