import { closeSync, openSync, writeSync } from 'node:fs';

/** What the program around the CLI gives it. A test hands in its own and reads what was written. */
export interface Host {
  /** Printed whole or not at all: a reader that went away is no error. */
  out(text: string): void;
  err(text: string): void;
  readonly cwd: string;
  /** A person looks at standard output: colours make sense. */
  readonly color: boolean;
  /** A person looks at standard error: progress makes sense. */
  readonly progress: boolean;
}

export function processHost(): Host {
  const { env, stdout, stderr } = process;
  return {
    out: (text) => writeAll(1, text),
    err: (text) => writeAll(2, text),
    cwd: process.cwd(),
    color: stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
    progress: stderr.isTTY,
  };
}

/**
 * Synchronous, so that nothing is lost when the process ends. A pipe may be full for a moment (EAGAIN), or its reader gone
 * (EPIPE: `| head` has seen enough).
 */
function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(fd, bytes, written);
    } catch (error: unknown) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      pause();
    }
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}

/** A file that `--output` names; what it held is replaced. */
export function writeFileWhole(path: string, text: string): void {
  const fd = openSync(path, 'w');
  try {
    writeAll(fd, text);
  } finally {
    closeSync(fd);
  }
}

/** One line on a terminal that is written over and over, and is gone at the end. */
export class Progress {
  readonly #host: Host;
  readonly #shown: boolean;
  #last = 0;

  constructor(host: Host, quiet: boolean) {
    this.#host = host;
    this.#shown = host.progress && !quiet;
  }

  step(text: string): void {
    if (!this.#shown || Date.now() - this.#last < 100) return;
    this.#last = Date.now();
    this.#host.err(`\r\u001b[K${text}…`);
  }

  end(): void {
    if (this.#shown && this.#last > 0) this.#host.err('\r\u001b[K');
  }
}
