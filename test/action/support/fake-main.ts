/** The Action with an analysis that tests can steer. */
import { runnerHost } from '../../../src/action/host.ts';
import { start } from '../../../src/action/start.ts';
import { fakeAnalysis } from './fake-analysis.ts';

await start(runnerHost(), process.env, () => Promise.resolve(fakeAnalysis));
