import type { CallSite, Facts } from '../fastapi/facts.ts';
import type { AppObject } from '../fastapi/model.ts';
import { lastName } from '../fastapi/questions/code.ts';
import { appTitle } from '../fastapi/questions/http/apps.ts';
import { conditionsRound, covers, sourceAt, switchedOff } from '../fastapi/questions/http/source.ts';
import { stageOf } from '../fastapi/stage.ts';
import { stageWhenOn } from '../fastapi/questions/http/values.ts';
import type { Site } from '../core/span.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'debug-enabled',
  summary: 'Debug mode is on in the code that is served',
  category: 'exposure',
  severity: 'high',
  confidence: 'high',
  cwe: [489],
  owasp: ['API8'],
  seeds: ['S3'],
  docs: {
    why: 'With `debug=True` an unhandled error answers with the traceback, as HTML with source lines and local paths, and it overrides an own handler for `Exception` (measured; there is no console). `reload=True` makes the server watch and run whatever changes on disk, in one process.',
    fix: 'Leave `debug` off, or take it from a setting whose default is off; keep `reload=True` below `if __name__ == "__main__"`.',
    bad: `from fastapi import FastAPI

app = FastAPI(debug=True)
`,
    good: `import os

from fastapi import FastAPI

app = FastAPI(debug=os.getenv("DEBUG", "") == "1")
`,
    references: ['https://fastapi.tiangolo.com/reference/fastapi/', 'https://www.starlette.io/applications/'],
    limits:
      'A value from settings or the environment whose default is off is left alone, and so is what a condition keeps to development. `reload=True` is left alone below `if __name__ == "__main__"`, in functions called from there, and in functions and files named for development.',
  },

  *check(facts) {
    for (const app of facts.application.allApps) yield* ofApp(facts, app);
    for (const call of facts.calls('uvicorn.run', 'uvicorn.Config', 'uvicorn.config.Config'))
      yield* ofServer(facts, call);
  },
});

/** What is assigned later wins over the constructor: the stack is built at the first request. */
function* ofApp(facts: Facts, app: AppObject): Generator<Problem> {
  const later = app.assigned.get('debug');
  const site = later?.site ?? app.args.keywordSites.get('debug') ?? app.site;
  const value = later?.value ?? app.args.keywords.get('debug');
  if (value === undefined || isForDevelopers(facts, site)) return;
  const stage = stageWhenOn(value);
  if (stage === undefined) return;
  const when =
    stage === 'unset' ? ' unless the setting says otherwise' : stage === 'production' ? ' in production' : '';
  yield {
    at: site,
    subject: `app ${app.name} debug`,
    related: covers(site, value.site) ? [] : [{ at: value.site, message: 'it is switched on here' }],
    message: `${capital(appTitle(app))} runs in debug mode${when}: every unhandled error answers with the traceback and source lines. Switch it off, or take it from a setting whose default is off.`,
    ...(stage === 'always' ? fixOf(facts, site, 'Switch debug off') : { confidence: 'medium' as const }),
  };
}

function* ofServer(facts: Facts, call: CallSite): Generator<Problem> {
  const value = call.argument('reload');
  const site = call.argumentSite('reload');
  if (value === undefined || site === undefined || stageWhenOn(value) === undefined) return;
  if (isForDevelopers(facts, site) || isLauncher(facts, call)) return;
  const server = call.callee === 'uvicorn.run' ? 'uvicorn.run' : 'uvicorn.Config';
  yield {
    at: site,
    subject: `${server} reload in ${call.code.name}`,
    message: `\`${server}\` in \`${shown(call)}\` reloads whatever changes on disk, outside \`if __name__ == "__main__"\`. Leave \`reload\` off in what is served.`,
    severity: 'medium',
    confidence: 'medium',
    ...(stageWhenOn(value) === 'always' ? fixOf(facts, site, 'Switch reload off') : {}),
  };
}

const FOR_DEVELOPERS =
  /(^|[^a-z])(dev|develop|development|debug|local|test|example|demo|playground|scratch)([^a-z]|$)/i;

/** Below `if __name__ == "__main__"` or a condition that keeps it to development. */
function isForDevelopers(facts: Facts, site: Site): boolean {
  const module = facts.modules.find(({ path }) => path === site.path);
  if (module === undefined) return true;
  return conditionsRound(module, site).some(
    (condition) => /__name__/.test(condition) || ['development', 'other'].includes(stageOf(condition)),
  );
}

/** A function for developers by its name or file, or one that the `__main__` block calls. */
function isLauncher(facts: Facts, call: CallSite): boolean {
  if (FOR_DEVELOPERS.test(call.site.path) || FOR_DEVELOPERS.test(lastName(call.code.name))) return true;
  if (call.code.def === undefined) return false;
  const around = call.code.module.text.slice(call.code.def.start, call.code.def.signatureEnd);
  if (FOR_DEVELOPERS.test(`${around} ${call.code.def.docstring ?? ''}`)) return true;
  const name = call.code.def.name;
  return facts.modules.some(
    (module) =>
      module.text.includes('__main__') &&
      new RegExp(
        `__main__[^\\n]*\\n(?:[ \\t]+[^\\n]*\\n|\\n)*?[ \\t]+(?:asyncio\\.run\\()?(?:\\w+\\.)*${name}\\(`,
      ).test(`${module.text}\n`),
  );
}

function shown(call: CallSite): string {
  return call.code.def === undefined ? call.site.path : lastName(call.code.name);
}

function fixOf(facts: Facts, site: Site, title: string): Pick<Problem, 'fix'> {
  const replacement = switchedOff(sourceAt(facts, site));
  return replacement === undefined ? {} : { fix: { title, edits: [{ at: site, replacement }] } };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
