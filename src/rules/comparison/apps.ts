import type { AppObject } from '../../fastapi/model.ts';
import type { Snapshots } from './snapshots.ts';
import { stableName } from './titles.ts';

export interface AppPair {
  readonly base: AppObject;
  readonly head: AppObject;
}

/** Applications of both sides by name; else by where their routes went; an application that is gone has no partner. */
export function pairApps({ base, head, renames, routes }: Snapshots): readonly AppPair[] {
  const pairs: AppPair[] = [];
  const free = new Set(head.application.allApps);
  const left: AppObject[] = [];
  for (const app of base.application.allApps) {
    const partner = [...free].find(({ name }) => stableName(name) === stableName(renames.text(app.name)));
    if (partner === undefined) left.push(app);
    else {
      pairs.push({ base: app, head: partner });
      free.delete(partner);
    }
  }
  for (const app of left) {
    const partner = routes.find((pair) => pair.base.app === app && free.has(pair.head.app))?.head.app;
    if (partner === undefined) continue;
    pairs.push({ base: app, head: partner });
    free.delete(partner);
  }
  return pairs;
}
