import { listRoutes } from '../../src/app/routes.ts';
import { DEFAULT_CONFIG } from '../../src/config/config.ts';
import { routesJson } from '../../src/report/json.ts';
import { readFolder } from '../../src/source/folder.ts';
import type { RoutesDocument } from '../truth/compare.ts';
import { testTools } from './analyse.ts';

/** What the model makes of a project, in the shape of `routes --format json`; middleware with its conditions. */
export async function routesOf(projectDirectory: string): Promise<RoutesDocument> {
  const snapshot = await readFolder(projectDirectory);
  const facts = await listRoutes(snapshot, DEFAULT_CONFIG, testTools());
  const table = routesJson(facts);
  const apps = table.apps.map((app, index) => ({
    ...app,
    middleware: (facts.application.apps[index]?.middleware ?? []).map(({ name, condition }) => ({
      class: name,
      condition,
    })),
  }));
  return { ...table, apps };
}
