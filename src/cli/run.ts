import { UserError } from '../core/errors.ts';
import { VERSION } from '../core/version.ts';
import { visible } from '../report/escape.ts';
import { parseArguments, type Arguments } from './arguments.ts';
import { runCommand } from './commands.ts';
import { HELP, helpFor } from './help.ts';
import { Progress, type Host } from './host.ts';

/** Exit statuses; docs/errors.md lists them for users. */
export const STATUS = { ok: 0, findings: 1, usage: 2, source: 3, incomplete: 4, defect: 70 } as const;

/** Runs one command line and says how it ended. The one place that catches whatever is thrown. */
export async function runCli(argv: readonly string[], host: Host): Promise<number> {
  try {
    const parsed = parseArguments(argv);
    if (parsed.kind === 'version') host.out(`${VERSION}\n`);
    else if (parsed.kind === 'help') host.out(parsed.command === undefined ? HELP : helpFor(parsed.command));
    else return await withProgress(parsed.arguments, host);
    return STATUS.ok;
  } catch (error: unknown) {
    return explainFailure(error, host);
  }
}

async function withProgress(given: Arguments, host: Host): Promise<number> {
  const progress = new Progress(host, given.quiet);
  try {
    return await runCommand(given, host, progress);
  } finally {
    progress.end();
  }
}

function explainFailure(error: unknown, host: Host): number {
  if (error instanceof UserError) {
    // Its detail may be several lines (a configuration's problems), each made visible.
    const text = error.message.split('\n').map(visible).join('\n');
    host.err(`${text}\n${error.hint}\n`);
    return error.exitCode;
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  host.err(
    [
      `This is a defect of fastapi-hardening ${VERSION}, not of your code. Please report it with the lines below.`,
      ...trace.split('\n').slice(0, 12).map(visible),
      '',
    ].join('\n'),
  );
  return STATUS.defect;
}
