/** Reads the `# expect:` annotations of a fixture. */

export type ExpectationKind = 'expect' | 'expect-missing' | 'expect-spurious';

export interface Expectation {
  readonly kind: ExpectationKind;
  readonly ruleId: string;
  readonly line: number;
}

const KINDS: readonly ExpectationKind[] = ['expect', 'expect-missing', 'expect-spurious'];

/** Trailing: this line. Alone: the next line of code. A typo is an error, or it would pass for silence. */
export function expectationsIn(source: string, knownRules: ReadonlySet<string>): readonly Expectation[] {
  const lines = source.split('\n').map((line) => line.replace(/\r$/, ''));
  return lines.flatMap((line, index) => {
    const match = /# ?(expect[\w-]*)(:?)/.exec(line);
    if (match === null) return [];
    const [, word = '', colon] = match;
    const whole = line.slice(match.index);
    const list = line.slice(match.index + match[0].length);
    const where = `line ${index + 1}: ${whole}`;
    const kind = KINDS.find((known) => known === word);
    // A sentence may begin with "expected"; what looks like an annotation must be one.
    if (kind === undefined && colon !== ':' && !word.includes('-')) return [];
    if (kind === undefined || colon !== ':') throw new Error(`Not an annotation, ${where}`);
    const alone = line.slice(0, match.index).trim() === '';
    const target = alone ? nextCodeLine(lines, index) : index + 1;
    if (target === undefined) throw new Error(`No code follows, ${where}`);
    return list.split(',').map((part) => {
      const ruleId = part.trim();
      if (!knownRules.has(ruleId)) throw new Error(`No such rule: "${ruleId}", ${where}`);
      return { kind, ruleId, line: target };
    });
  });
}

function nextCodeLine(lines: readonly string[], after: number): number | undefined {
  for (let index = after + 1; index < lines.length; index += 1) {
    const text = (lines[index] ?? '').trim();
    if (text !== '' && !text.startsWith('#')) return index + 1;
  }
  return undefined;
}
