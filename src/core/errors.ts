interface CatalogueEntry {
  readonly title: string;
  readonly hint: string;
  readonly exitCode: 2 | 3;
}

/** Every failure that a user can mend. One table: its page in the docs is made from it. */
export const ERRORS = {
  'bad-usage': {
    title: 'The command line is not valid.',
    hint: 'Run with --help to see commands and flags.',
    exitCode: 2,
  },
  'config-invalid': { title: 'The configuration is not valid.', hint: 'Mend the keys named below.', exitCode: 2 },
  'input-invalid': {
    title: 'An input of the Action is not valid.',
    hint: 'Mend the input in the workflow.',
    exitCode: 2,
  },
  'baseline-invalid': {
    title: 'The baseline file is not valid.',
    hint: 'Write it again with `audit --format json`.',
    exitCode: 2,
  },
  'path-unreadable': {
    title: 'The path cannot be read.',
    hint: 'Give a folder that exists and can be read.',
    exitCode: 3,
  },
  'git-unreadable': {
    title: 'The git repository cannot be read.',
    hint: 'Check the path and the ref; in CI, fetch the base commit (actions/checkout with fetch-depth: 0).',
    exitCode: 3,
  },
  'diff-unreadable': {
    title: 'The diff cannot be read.',
    hint: 'Give a unified diff as `git diff` prints it.',
    exitCode: 3,
  },
  'change-unreadable': {
    title: 'The changes cannot be read.',
    hint: 'Give the job `contents: read` and `pull-requests: read`; where GitHub did not answer, run it again.',
    exitCode: 3,
  },
  'event-unreadable': {
    title: 'The event cannot be read.',
    hint: 'Run this Action from a workflow, on one of the events in the README.',
    exitCode: 3,
  },
  'artifact-refused': {
    title: 'The artifact of the other workflow is refused.',
    hint: 'Nothing was published. Both workflows must use the same version of this Action: see docs/recipes.md.',
    exitCode: 3,
  },
  'github-refused': {
    title: 'GitHub refused a request.',
    hint: 'See the permissions table in the README.',
    exitCode: 3,
  },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof ERRORS;

/** A failure that the user can mend: named, with what to do. Anything else that is thrown is a defect of ours. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, detail: string, options?: ErrorOptions) {
    super(`${ERRORS[code].title} ${detail}`, options);
    this.code = code;
  }

  get hint(): string {
    return ERRORS[this.code].hint;
  }

  get exitCode(): 2 | 3 {
    return ERRORS[this.code].exitCode;
  }
}
