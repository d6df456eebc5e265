import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { htmlText, markdownCode, markdownFence, markdownText, visible } from '../../src/report/escape.ts';
import { code, list, paragraph, place, prose, strong, table, type Document } from '../../src/report/document.ts';
import { toHtml } from '../../src/report/html.ts';
import { toMarkdown } from '../../src/report/markdown.ts';
import { toText } from '../../src/report/text.ts';

const HOSTILE = [
  '@everyone',
  '#1',
  'GH-12',
  'a/b#2',
  '<script>',
  '-->',
  '![x](y)',
  '[x](https://evil.example)',
  'www.evil.example',
  '`',
  '```',
  '``',
  '|',
  '\\|',
  '\\',
  '\u202e',
  '\u200b',
  '\u0000',
  '\u001b[31m',
  '\r',
  '\n',
  '\n\n# x',
  '- x',
  '1.',
  '> x',
  '***',
  '~~x~~',
  '&lt;',
  ':tada:',
  'https://evil.example',
  'a@b.example',
  '8a5b7c9d',
  '##[error]',
  '::error::',
  '</details>',
  '$x$',
  '\ud800',
  ' ',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' })), { maxLength: 8 })
  .map((parts) => parts.join(''));

/** As GitHub renders it, mentions and references aside. */
function rendered(markdown: string): string {
  return micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
}

/** The tags of rendered Markdown, and its text outside code. */
function tagsOf(html: string): readonly string[] {
  return [...html.matchAll(/<\/?([a-z0-9]+)/g)].map((match) => match[1] ?? '');
}

describe('escaping', () => {
  it('shows what cannot be seen', () => {
    expect(visible('a\u202eb\u200bc\u0000')).toBe('aU+202EbU+200BcU+0000');
    expect(visible('two\r\nlines\tapart')).toBe('two lines apart');
  });

  it('makes fences longer than any run inside', () => {
    expect(markdownCode('a``b')).toBe('```a``b```');
    expect(markdownCode('`')).toBe('`` ` ``');
    expect(markdownFence('suggestion', ['````', 'x'])).toBe('`````suggestion\n````\nx\n`````');
  });

  it('shows what would ping or link as code', () => {
    expect(markdownText('ask @admin about #12')).toBe('ask `@admin` about `#12`');
    expect(markdownText('see https://evil.example now')).toBe('see `https://evil.example` now');
  });

  it('leaves prose and code spans inert, whatever they hold', () => {
    fc.assert(
      fc.property(text, (hostile) => {
        const markdown = toMarkdown([
          paragraph('Before ', hostile, ' ', code(hostile), ' ', strong(`x${hostile}x`), ' after'),
        ]);
        const html = rendered(markdown);
        expect(new Set(tagsOf(html))).toEqual(
          new Set([...tagsOf(html)].filter((tag) => ['p', 'code', 'strong'].includes(tag))),
        );
        const outsideCode = html.replaceAll(/<code>[^]*?<\/code>/g, '');
        expect(outsideCode).not.toMatch(/[@#]|https?:|www\./);
        expect(markdown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069\u200b]/);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps hostile text inside its cell, its item and its block', () => {
    fc.assert(
      fc.property(text, (hostile) => {
        const document: Document = [
          table(
            'rows',
            ['A', 'B'],
            [
              [[hostile], [code(hostile)]],
              [['x'], [place(hostile, 1)]],
            ],
          ),
          list('items', [{ text: prose(hostile), children: [[hostile]] }, { text: ['second'] }]),
          { kind: 'code', language: 'python', lines: [hostile] },
        ];
        const tags = tagsOf(rendered(toMarkdown(document)));
        const count = (tag: string): number => tags.filter((each) => each === tag).length;
        expect(count('td')).toBe(8);
        expect(count('li')).toBe(6);
        expect(count('pre')).toBe(2);
        expect(count('a') + count('img') + count('h1') + count('script')).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('writes HTML without a tag of the text', () => {
    fc.assert(
      fc.property(text, (hostile) => {
        const html = toHtml([paragraph(hostile, code(hostile)), list('x', [{ text: [hostile] }])], 'title');
        const plain = toHtml([paragraph('x', code('x')), list('x', [{ text: ['x'] }])], 'title');
        expect(tagsOf(html)).toEqual(tagsOf(plain));
        expect(htmlText(hostile)).not.toMatch(/[<>"']/);
      }),
    );
  });

  it('draws nothing on a terminal', () => {
    fc.assert(
      fc.property(text, (hostile) => {
        const shown = toText([paragraph(hostile, code(hostile)), table('x', ['A'], [[[hostile]]])], { color: false });
        expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
      }),
    );
  });
});

describe('a byte limit', () => {
  const rows = Array.from({ length: 4000 }, (_, n) => [[`row ${n} é`]]);

  it('shortens lists and says by how much', () => {
    const markdown = toMarkdown([paragraph('Head'), table('rows', ['A'], rows), paragraph('Tail')], {
      maxBytes: 10_000,
    });
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(10_000);
    expect(markdown).toMatch(/… and \d+ more rows/);
    expect(markdown).toContain('Tail');
  });

  it('holds whatever the text', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 200, max: 3000 }), (hostile, maxBytes) => {
        const document: Document = [
          paragraph(hostile),
          { kind: 'code', language: 'text', lines: Array.from({ length: 50 }, () => hostile) },
          list(
            'items',
            Array.from({ length: 50 }, () => ({ text: [hostile] })),
          ),
        ];
        expect(Buffer.byteLength(toMarkdown(document, { maxBytes }))).toBeLessThanOrEqual(maxBytes);
      }),
    );
  });
});
