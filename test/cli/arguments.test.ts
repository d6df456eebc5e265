import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../src/cli/arguments.ts';

function failure(...argv: readonly string[]): string {
  try {
    parseArguments(argv);
  } catch (error: unknown) {
    if (error instanceof Error) return error.message.replace('The command line is not valid. ', '');
  }
  throw new Error('It was accepted.');
}

describe('the command line', () => {
  it('is read into one shape', () => {
    expect(parseArguments(['audit', 'src', '--format', 'json', '--fail-on=never', '--quiet'])).toEqual({
      kind: 'run',
      arguments: {
        command: 'audit',
        target: 'src',
        format: 'json',
        failOn: 'never',
        quiet: true,
        color: true,
        fix: false,
      },
    });
  });

  it('asks for help in three ways', () => {
    expect(parseArguments([])).toEqual({ kind: 'help' });
    expect(parseArguments(['audit', '--help'])).toEqual({ kind: 'help', command: 'audit' });
    expect(parseArguments(['help', 'review'])).toEqual({ kind: 'help', command: 'review' });
    expect(parseArguments(['--version'])).toEqual({ kind: 'version' });
  });

  it.each([
    [['audti'], /no command: "audti"; did you mean audit\?/],
    [['--format', 'json', 'audit'], /command comes first/],
    [['audit', '--formt', 'json'], /audit has no flag "--formt"; did you mean --format\?/],
    [['audit', '--base', 'main'], /audit has no flag "--base"/],
    [['audit', '--format', 'xml'], /--format takes text, json, sarif, markdown, html; "xml"/],
    [['routes', '--format', 'sarif'], /--format takes text, json, markdown, html/],
    [['audit', '--fail-on', 'hgih'], /did you mean high\?/],
    [['audit', '--format'], /--format needs a value/],
    [['audit', '--output='], /--output needs a value/],
    [['audit', '--quiet=yes'], /--quiet takes no value/],
    [['audit', 'a', 'b'], /one too many/],
    [['review'], /needs --base REF, or --diff FILE/],
    [['review', '--diff', 'x', '--base', 'main'], /--diff replaces/],
    [['review', '--base', 'a', '--head', 'b', '--fix'], /does not go with --head/],
    [['explain'], /needs a rule/],
    [['rules', 'x'], /takes no argument/],
  ])('%j is refused', (argv, message) => {
    expect(failure(...argv)).toMatch(message);
  });
});
