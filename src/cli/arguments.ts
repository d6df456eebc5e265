import { parseArgs, type ParseArgsConfig } from 'node:util';
import { didYouMean } from '../config/did-you-mean.ts';
import { UserError } from '../core/errors.ts';
import { quoted } from '../core/quoted.ts';
import { CONFIDENCES, SEVERITIES, type Confidence, type Severity } from '../core/severity.ts';

export const COMMANDS = ['review', 'audit', 'routes', 'explain', 'rules'] as const;
export type Command = (typeof COMMANDS)[number];
export type Format = 'text' | 'json' | 'sarif' | 'markdown' | 'html';

/** A command line, checked. */
export interface Arguments {
  readonly command: Command;
  /** The folder, or for `explain` the rule. */
  readonly target: string | undefined;
  readonly format: Format;
  readonly output?: string;
  readonly config?: string;
  readonly failOn?: Severity | 'never';
  readonly minConfidence?: Confidence;
  readonly quiet: boolean;
  readonly color: boolean;
  readonly base?: string;
  readonly head?: string;
  readonly diff?: string;
  readonly baseline?: string;
  readonly fix: boolean;
}

export type Parsed =
  | { readonly kind: 'run'; readonly arguments: Arguments }
  | { readonly kind: 'help'; readonly command?: Command }
  | { readonly kind: 'version' };

const FORMATS: Readonly<Record<Command, readonly Format[]>> = {
  review: ['text', 'json', 'sarif', 'markdown', 'html'],
  audit: ['text', 'json', 'sarif', 'markdown', 'html'],
  routes: ['text', 'json', 'markdown', 'html'],
  explain: ['text', 'json', 'markdown'],
  rules: ['text', 'json', 'markdown'],
};

type Flags = NonNullable<ParseArgsConfig['options']>;

const COMMON = {
  format: { type: 'string' },
  output: { type: 'string' },
  quiet: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies Flags;
const POLICY = {
  config: { type: 'string' },
  'fail-on': { type: 'string' },
  'min-confidence': { type: 'string' },
} as const satisfies Flags;

/** The common flags are taken by every command, so that a script can pass them to any. */
const FLAGS: Readonly<Record<Command, Flags>> = {
  review: {
    ...COMMON,
    ...POLICY,
    base: { type: 'string' },
    head: { type: 'string' },
    diff: { type: 'string' },
    fix: { type: 'boolean' },
  },
  audit: { ...COMMON, ...POLICY, baseline: { type: 'string' }, fix: { type: 'boolean' } },
  routes: { ...COMMON, ...POLICY },
  explain: { ...COMMON, ...POLICY },
  rules: { ...COMMON, ...POLICY },
};

/** Reads a command line; what is not understood is a `UserError` that says what was meant. */
export function parseArguments(argv: readonly string[]): Parsed {
  const [first, ...rest] = argv;
  if (first === undefined || first === '--help' || first === '-h') return { kind: 'help' };
  if (first === 'help') return { kind: 'help', ...(rest[0] === undefined ? {} : { command: commandOf(rest[0]) }) };
  if (first === '--version') return { kind: 'version' };
  const command = commandOf(first);
  const { values, positionals } = parseFlags(command, rest);
  if (values.get('help') === true) return { kind: 'help', command };
  if (positionals.length > 1)
    throw usage(`${command} takes one argument; ${quoted(positionals[1] ?? '')} is one too many.`);
  const parsed = argumentsOf(command, values, positionals[0]);
  checkCombination(parsed);
  return { kind: 'run', arguments: parsed };
}

function commandOf(word: string): Command {
  const command = COMMANDS.find((known) => known === word);
  if (command !== undefined) return command;
  const what = word.startsWith('-') ? 'The command comes first' : 'There is no command';
  throw usage(`${what}: ${quoted(word)}${hint(didYouMean(word, COMMANDS), '')} Commands: ${COMMANDS.join(', ')}.`);
}

type Values = ReadonlyMap<string, string | boolean>;

function parseFlags(command: Command, argv: readonly string[]): { values: Values; positionals: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: FLAGS[command], allowPositionals: true });
    const entries = Object.entries(values).flatMap(([name, value]): [string, string | boolean][] =>
      typeof value === 'string' || typeof value === 'boolean' ? [[name, value]] : [],
    );
    return { values: new Map(entries), positionals };
  } catch (error: unknown) {
    throw complaint(command, error);
  }
}

/** Node's own message explains its parser; ours names the flag that was meant. */
function complaint(command: Command, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const flag = /'(-{1,2}[^' ]+)/.exec(error.message)?.[1] ?? '';
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const names = Object.keys(FLAGS[command]).map((name) => `--${name}`);
    const flagOnly = flag.split('=')[0] ?? flag;
    return usage(`${command} has no flag ${quoted(flagOnly)}${hint(didYouMean(flagOnly, names), '.')}`);
  }
  if (error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    const type = FLAGS[command][flag.slice(2)]?.type;
    return usage(type === 'boolean' ? `${flag} takes no value.` : `${flag} needs a value.`);
  }
  return error;
}

function argumentsOf(command: Command, values: Values, target: string | undefined): Arguments {
  const text = (name: string): string | undefined => {
    const value = values.get(name);
    if (value === '') throw usage(`--${name} needs a value.`);
    return typeof value === 'string' ? value : undefined;
  };
  const flag = (name: string): boolean => values.get(name) === true;
  const failOn = oneOf('fail-on', text('fail-on'), [...SEVERITIES, 'never']);
  const minConfidence = oneOf('min-confidence', text('min-confidence'), CONFIDENCES);
  const optional = (name: 'output' | 'config' | 'base' | 'head' | 'diff' | 'baseline'): Partial<Arguments> => {
    const value = text(name);
    return value === undefined ? {} : { [name]: value };
  };
  return {
    command,
    target,
    format: oneOf('format', text('format'), FORMATS[command]) ?? 'text',
    quiet: flag('quiet'),
    color: !flag('no-color'),
    fix: flag('fix'),
    ...(failOn === undefined ? {} : { failOn }),
    ...(minConfidence === undefined ? {} : { minConfidence }),
    ...optional('output'),
    ...optional('config'),
    ...optional('base'),
    ...optional('head'),
    ...optional('diff'),
    ...optional('baseline'),
  };
}

function oneOf<T extends string>(name: string, value: string | undefined, allowed: readonly T[]): T | undefined {
  if (value === undefined) return undefined;
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  throw usage(
    `--${name} takes ${allowed.join(', ')}; ${quoted(value)} is none of them${hint(didYouMean(value, allowed), '.')}`,
  );
}

function checkCombination(given: Arguments): void {
  const { command, base, head, diff, fix, target } = given;
  if (command === 'explain' && target === undefined) throw usage('explain needs a rule: `explain RULE`.');
  if (command === 'rules' && target !== undefined)
    throw usage(`rules takes no argument; ${quoted(target)} is one too many.`);
  if (command !== 'review') return;
  if (base === undefined && diff === undefined) throw usage('review needs --base REF, or --diff FILE.');
  if (diff !== undefined && (base !== undefined || head !== undefined))
    throw usage('--diff replaces --base and --head.');
  if (fix && head !== undefined) throw usage('--fix mends the files as they lie there, so it does not go with --head.');
}

function hint(meant: string | undefined, end: string): string {
  return meant === undefined ? end || '.' : `; did you mean ${meant}?`;
}

function usage(detail: string): UserError {
  return new UserError('bad-usage', detail);
}
