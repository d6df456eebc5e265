import * as core from '@actions/core';

import type { Annotation } from '../github/annotations.ts';

/** What a job can say without any token: outputs, annotations by the log, its summary, its status. */
export interface Host {
  input(name: string): string;
  output(name: string, value: string): void;
  annotate(annotation: Annotation): void;
  /** A message that is not about a line. */
  warn(message: string): void;
  summarise(markdown: string): Promise<void>;
  fail(message: string): void;
  debug(message: string): void;
}

/** The runner, through its own library: these calls escape what they print. */
export function runnerHost(): Host {
  return {
    input: (name) => core.getInput(name),
    output: (name, value) => core.setOutput(name, value),
    annotate: (annotation) => {
      const print = { failure: core.error, warning: core.warning, notice: core.notice }[annotation.annotation_level];
      const { title, path, start_line: startLine, end_line: endLine } = annotation;
      // The runner cuts a message at 4,096 characters; it is cut here at a place that we choose.
      print(annotation.message.slice(0, 4000), { title, file: path, startLine, endLine });
    },
    warn: (message) => core.warning(message),
    summarise: async (markdown) => {
      try {
        await core.summary.addRaw(markdown, true).write();
      } catch {
        core.debug('The job has no summary to write to.');
      }
    },
    fail: (message) => core.setFailed(message),
    debug: (message) => core.debug(message),
  };
}
