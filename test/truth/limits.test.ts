import { describe, expect, it } from 'vitest';
import { routesOf } from '../support/routes.ts';
import { directoryOf } from './fixtures.ts';

describe('code that is too long to follow', () => {
  it('is named when it runs at start-up', async () => {
    const { unresolved } = await routesOf(directoryOf('foundry'));
    expect(unresolved).toEqual([
      expect.objectContaining({
        path: 'foundry/warmup.py',
        reason: 'start-up code that is too long to follow: what it registers from here on is not listed',
      }),
    ]);
  });

  it('takes nothing from imports where only a script would run it', async () => {
    const { apps } = await routesOf(directoryOf('foundry'));
    const paths = apps.flatMap((app) => app.routes.map((route) => route.path));
    expect(paths.filter((path) => path.startsWith('/casts'))).not.toEqual([]);
  });
});
