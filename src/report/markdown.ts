import type { Block, Document, Inline, ListItem, Prose } from './document.ts';
import { htmlText, markdownCell, markdownCode, markdownFence, markdownText, visibleLine } from './escape.ts';

export interface MarkdownOptions {
  /** Bytes of UTF-8 that fit; lists are cut, with a line that says how many more there are. */
  readonly maxBytes?: number;
  /** Where a reader finds a line; made by the host, which knows repository and commit. */
  readonly hrefOf?: (path: string, line: number) => string;
}

/** How many items of a list or rows of a table are shown, by the block. */
type Shown = ReadonlyMap<Block, number>;

/** GitHub-flavoured Markdown of a document. */
export function toMarkdown(document: Document, options: MarkdownOptions = {}): string {
  const shown = new Map<Block, number>();
  let text = renderBlocks(document, { shown, options });
  if (options.maxBytes === undefined) return text;
  while (byteLength(text) > options.maxBytes) {
    const longest = longestBlock(document, { shown, options });
    if (longest === undefined) return cutAt(text, options.maxBytes);
    shown.set(longest, Math.floor((shown.get(longest) ?? sizeOf(longest)) / 2));
    text = renderBlocks(document, { shown, options });
  }
  return text;
}

interface Context {
  readonly shown: Shown;
  readonly options: MarkdownOptions;
}

function renderBlocks(blocks: Document, context: Context): string {
  return blocks.map((block) => renderBlock(block, context)).join('\n\n') + '\n';
}

function renderBlock(block: Block, context: Context): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${inline(block.text, context)}`;
    case 'paragraph':
      return inline(block.text, context);
    case 'list':
      return renderList(block, context);
    case 'table':
      return renderTable(block, context);
    case 'code':
      return markdownFence(block.language, block.lines.map(visibleLine));
    case 'excerpt':
      return markdownFence(
        'text',
        block.lines.map((line) => `${line.marked ? '>' : ' '} ${line.number} | ${visibleLine(line.text)}`),
      );
    case 'details':
      // The blank lines make GitHub read Markdown again inside the element.
      return [
        `<details><summary>${htmlText(block.title)}</summary>`,
        renderBlocks(block.blocks, context).trimEnd(),
        '</details>',
      ].join('\n\n');
  }
}

function renderList(block: Block & { kind: 'list' }, context: Context): string {
  const limit = context.shown.get(block) ?? block.items.length;
  const lines = block.items.slice(0, limit).map((item) => renderItem(item, context));
  if (limit < block.items.length) lines.push(`- … and ${block.items.length - limit} more ${block.noun}`);
  return lines.join('\n');
}

function renderItem(item: ListItem, context: Context): string {
  const children = (item.children ?? []).map((child) => `  - ${inline(child, context)}`);
  return [`- ${inline(item.text, context)}`, ...children].join('\n');
}

function renderTable(block: Block & { kind: 'table' }, context: Context): string {
  const limit = context.shown.get(block) ?? block.rows.length;
  const row = (cells: readonly string[]): string => `| ${cells.map(markdownCell).join(' | ')} |`;
  const lines = [row(block.head), `|${' --- |'.repeat(block.head.length)}`];
  for (const cells of block.rows.slice(0, limit)) lines.push(row(cells.map((cell) => inline(cell, context))));
  if (limit < block.rows.length) lines.push('', `… and ${block.rows.length - limit} more ${block.noun}`);
  return lines.join('\n');
}

function inline(text: Prose, context: Context): string {
  return text.map((part) => renderInline(part, context)).join('');
}

function renderInline(part: Inline, context: Context): string {
  if (typeof part === 'string') return keepOuterBlanks(part, markdownText);
  switch (part.kind) {
    case 'code':
      return markdownCode(part.text);
    case 'strong':
      return `**${markdownText(part.text)}**`;
    case 'link':
      return `[${markdownText(part.text)}](${encodeURI(part.href).replaceAll(/[()]/g, encodeURIComponent)})`;
    case 'place': {
      const name = markdownCode(`${part.path}:${part.line}`);
      const href = context.options.hrefOf?.(part.path, part.line);
      return href === undefined ? name : `[${name}](${href})`;
    }
  }
}

/** Text between two code spans begins and ends with blanks that matter. */
function keepOuterBlanks(text: string, render: (text: string) => string): string {
  const before = text.startsWith(' ') ? ' ' : '';
  const inner = text.trim();
  if (inner === '') return text === '' ? '' : ' ';
  return before + render(inner) + (text.endsWith(' ') ? ' ' : '');
}

function sizeOf(block: Block): number {
  if (block.kind === 'list') return block.items.length;
  return block.kind === 'table' ? block.rows.length : 0;
}

/** The list or table that takes most bytes and still has something to give. */
function longestBlock(blocks: Document, context: Context): Block | undefined {
  let longest: Block | undefined;
  let most = 0;
  for (const block of flatten(blocks)) {
    if ((context.shown.get(block) ?? sizeOf(block)) === 0) continue;
    const bytes = byteLength(renderBlock(block, context));
    if (bytes > most) [longest, most] = [block, bytes];
  }
  return longest;
}

function flatten(blocks: Document): Block[] {
  return blocks.flatMap((block) => (block.kind === 'details' ? flatten(block.blocks) : [block]));
}

const NOTE = '\n\n… the rest did not fit.\n';

/** The last resort: what is left has no list to shorten. Whole lines are kept. */
function cutAt(text: string, maxBytes: number): string {
  const lines: string[] = [];
  let room = maxBytes - byteLength(NOTE);
  for (const line of text.split('\n')) {
    room -= byteLength(line) + 1;
    if (room < 0) break;
    lines.push(line);
  }
  return lines.join('\n') + NOTE;
}

export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
