import type { Config } from '../config/config.ts';
import type { Facts } from '../fastapi/facts.ts';
import type { Snapshot } from '../source/snapshot.ts';
import { createAnalyser } from './analysis.ts';
import type { Tools } from './ports.ts';

/** What the application is, without judging it. */
export async function listRoutes(snapshot: Snapshot, config: Config, tools: Tools): Promise<Facts> {
  const analyser = await createAnalyser(tools, [snapshot]);
  return analyser.analyse(snapshot, config).facts;
}
