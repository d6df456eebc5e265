import { hiddenText, type HiddenText } from '../python/hidden-text.ts';
import { defineRule } from './contract/rule.ts';

export default defineRule({
  id: 'obscured-source',
  summary: 'Source text reads otherwise than Python runs it',
  category: 'exposure',
  severity: 'high',
  confidence: 'high',
  cwe: [1007, 506],
  owasp: [],
  seeds: [],
  docs: {
    why: 'Reviewers read characters, Python reads others: a bare carriage return ends a comment, so what stands behind it runs; bidirectional controls reorder a line on the screen; another encoding turns bytes into different code; and identifiers are folded with NFKC, so a name in mathematical letters is the plain one. A guard can be switched off in plain sight.',
    fix: 'Write the line in plain characters: LF line ends, UTF-8, ASCII identifiers, no control characters.',
    bad: `from fastapi import FastAPI

app = FastAPI()
\u{1D41D}\u{1D41E}\u{1D41B}\u{1D42E}\u{1D420} = True
`,
    good: `from fastapi import FastAPI

app = FastAPI(title="Café ☕")
# Straße, naïve, 日本語
debug = True
`,
    references: ['https://trojansource.codes/', 'https://cwe.mitre.org/data/definitions/1007.html'],
    limits:
      'Ordinary non-ASCII text in strings and comments is left alone, and so are identifiers that NFKC does not change. One finding per line.',
  },

  *check(facts) {
    for (const module of facts.modules) {
      const lines = new Map<number, HiddenText>();
      const kinds = new Map<string, number>();
      for (const hidden of hiddenText(module)) if (!lines.has(hidden.line)) lines.set(hidden.line, hidden);
      for (const [line, hidden] of lines) {
        const count = (kinds.get(hidden.what) ?? 0) + 1;
        kinds.set(hidden.what, count);
        yield {
          at: {
            path: module.path,
            span: { startLine: line, startColumn: hidden.startColumn, endLine: line, endColumn: hidden.endColumn },
          },
          subject: `text ${hidden.kind} in ${module.path}: ${hidden.what}${count === 1 ? '' : ` ${String(count)}`}`,
          message: `This line reads otherwise than Python runs it: ${hidden.what}. ${ADVICE[hidden.kind]}`,
        };
      }
    }
  },
});

const ADVICE: Record<HiddenText['kind'], string> = {
  'bare-cr': 'End lines with LF and look at what stands behind the carriage return.',
  'coding-cookie': 'Save the file as UTF-8 and drop the declaration.',
  'bidi-control': 'Remove the control character and read the line again.',
  'folded-identifier': 'Write the name in plain letters.',
};
