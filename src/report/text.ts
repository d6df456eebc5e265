import type { Block, Document, Inline, Prose } from './document.ts';
import { visible, visibleLine } from './escape.ts';

export interface TextOptions {
  readonly color: boolean;
  /** Columns of the terminal; tables and paragraphs are not broken, lists are indented. */
  readonly width?: number;
}

const STYLES = { bold: [1, 22], dim: [2, 22], red: [31, 39], yellow: [33, 39], cyan: [36, 39] } as const;
type Style = keyof typeof STYLES;
type Paint = (style: Style, text: string) => string;

/** Text for a terminal. Nothing from the analysed code can draw: escapes and controls were made visible before. */
export function toText(document: Document, options: TextOptions): string {
  const paint: Paint = (style, text) => {
    if (!options.color || text === '') return text;
    const [on, off] = STYLES[style];
    return `\u001b[${on}m${text}\u001b[${off}m`;
  };
  return `${renderBlocks(document, paint)}\n`;
}

function renderBlocks(blocks: Document, paint: Paint): string {
  return blocks.map((block) => renderBlock(block, paint)).join('\n\n');
}

function renderBlock(block: Block, paint: Paint): string {
  switch (block.kind) {
    case 'heading':
      return paint('bold', plain(block.text));
    case 'paragraph':
      return inline(block.text, paint);
    case 'list':
      return block.items
        .flatMap((item) => [
          `  • ${inline(item.text, paint)}`,
          ...(item.children ?? []).map((child) => `      ${inline(child, paint)}`),
        ])
        .join('\n');
    case 'table':
      return renderTable(block, paint);
    case 'code':
      return block.lines.map((line) => `    ${visibleLine(line)}`).join('\n');
    case 'excerpt':
      return renderExcerpt(block, paint);
    case 'details':
      return `${paint('bold', visible(block.title))}\n\n${renderBlocks(block.blocks, paint)}`;
  }
}

function renderTable(block: Block & { kind: 'table' }, paint: Paint): string {
  const rows = [block.head, ...block.rows.map((row) => row.map(plain))];
  const widths = block.head.map((_, column) => Math.max(...rows.map((row) => lengthOf(row[column] ?? ''))));
  return rows
    .map((row, index) => {
      const line = row
        .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - lengthOf(cell))))
        .join('  ')
        .trimEnd();
      return index === 0 ? paint('dim', line) : line;
    })
    .join('\n');
}

function renderExcerpt(block: Block & { kind: 'excerpt' }, paint: Paint): string {
  const width = String(block.lines.at(-1)?.number ?? 0).length;
  return block.lines
    .map((line) => {
      const number = String(line.number).padStart(width);
      const text = `${line.marked ? '>' : ' '} ${number} │ ${visibleLine(line.text)}`.trimEnd();
      return `    ${line.marked ? paint('yellow', text) : paint('dim', text)}`;
    })
    .join('\n');
}

function inline(text: Prose, paint: Paint, mark = true): string {
  return text.map((part) => renderInline(part, paint, mark)).join('');
}

/** Without colour: what a table is measured by. */
function plain(text: Prose): string {
  return inline(text, (_, part) => part, false);
}

function renderInline(part: Inline, paint: Paint, mark: boolean): string {
  if (typeof part === 'string') return visible(part);
  switch (part.kind) {
    case 'code': {
      // Without colour a name would melt into the sentence.
      const shown = visible(part.text);
      const painted = paint('cyan', shown);
      return painted === shown && mark ? `\`${shown}\`` : painted;
    }
    case 'strong':
      return paint('bold', visible(part.text));
    case 'link':
      return `${visible(part.text)} (${visible(part.href)})`;
    case 'place':
      return paint('cyan', visible(`${part.path}:${part.line}`));
  }
}

/** Characters, not UTF-16 units: an emoji takes one column or two, never the four of its halves. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}
