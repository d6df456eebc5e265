import type { Command } from './arguments.ts';

const COMMON = `
  --format FORMAT        how to print it: FORMATS (default text)
  --output FILE          write it to a file instead of printing it
  --quiet                no progress and no closing line
  --no-color             no colours (also: the variable NO_COLOR)
  -h, --help             this text`;

const POLICY = `
  --config FILE          use this configuration
  --fail-on LEVEL        critical, high, medium, low, info or never (default high)
  --min-confidence HOW   leave out what is less sure: high, medium or low`;

export const HELP = `FastAPI Hardening reviews changes of FastAPI applications: what protects each route, what a change opens, and where.

Usage: fastapi-hardening COMMAND [FLAGS]

Commands:
  review [PATH] --base REF    what a change brings, as a pull request would show it
  audit [PATH]                everything, the whole tree: grade, checklist, routes, findings
  routes [PATH]               the route table, with what protects each route
  explain RULE                what a rule finds, why it matters, how to fix it
  rules                       all rules

  --version                   the version
  COMMAND --help              the flags of a command

Exit status: 0 clean or below --fail-on, 1 findings, 2 bad usage or configuration, 3 source not readable,
4 incomplete analysis (0 with --fail-on never), 70 a defect of this program.
`;

const USAGE: Readonly<Record<Command, string>> = {
  review: `Usage: fastapi-hardening review [PATH] --base REF [--head REF] [FLAGS]
       fastapi-hardening review [PATH] --diff FILE [FLAGS]

Reviews what HEAD (or the work tree, without --head) changes since it left BASE. The base's configuration and
suppressions hold: a change cannot loosen what judges it.

  --base REF             the commit, branch or tag to compare with
  --head REF             the commit to review; without it the work tree as it is
  --diff FILE            a unified diff against the files at PATH, instead of --base
  --fix                  mend the files where one edit is certainly right${POLICY}${COMMON}
`,
  audit: `Usage: fastapi-hardening audit [PATH] [FLAGS]

Reads every Python file below PATH (the current folder by default) and reports all it finds.

  --baseline FILE        accept the findings of an earlier \`audit --format json\`: counted, not failing
  --fix                  mend the files where one edit is certainly right${POLICY}${COMMON}
`,
  routes: `Usage: fastapi-hardening routes [PATH] [FLAGS]

Lists every route of every application: method, full path, endpoint, and what protects it.
${POLICY}${COMMON}
`,
  explain: `Usage: fastapi-hardening explain RULE [FLAGS]

Prints a rule's page.
${COMMON}
`,
  rules: `Usage: fastapi-hardening rules [FLAGS]

Lists all rules.
${COMMON}
`,
};

const FORMATS: Readonly<Record<Command, string>> = {
  review: 'text, json, sarif, markdown, html',
  audit: 'text, json, sarif, markdown, html',
  routes: 'text, json, markdown, html',
  explain: 'text, json, markdown',
  rules: 'text, json, markdown',
};

export function helpFor(command: Command): string {
  return USAGE[command].replace('FORMATS', FORMATS[command]);
}
