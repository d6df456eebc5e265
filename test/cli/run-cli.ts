import { runCli } from '../../src/cli/run.ts';

export interface Ended {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, as a script would see it: no terminal. */
export async function cli(cwd: string, ...argv: readonly string[]): Promise<Ended> {
  let out = '';
  let err = '';
  const host = {
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    cwd,
    color: false,
    progress: false,
  };
  const status = await runCli(argv, host);
  return { status, out, err };
}
