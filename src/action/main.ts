import { VERSION } from '../core/version.ts';
import { runnerHost } from './host.ts';
import { start } from './start.ts';
import type { UseCases } from './use-cases.ts';

/** The parser is most of what a quick run costs. */
async function loadAnalysis(): Promise<UseCases> {
  const [{ createUseCases }, { productTools }] = await Promise.all([
    import('./analysis.ts'),
    import('../app/tools.ts'),
  ]);
  return createUseCases(productTools(), VERSION);
}

await start(runnerHost(), process.env, loadAnalysis);
