import type { Block, Document, Inline, Prose } from './document.ts';
import { htmlText, visibleLine } from './escape.ts';

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 68rem; margin: 2rem auto; padding: 0 1rem; }
code, pre { font: 13px/1.45 ui-monospace, monospace; }
code { background: #8882; border-radius: 3px; padding: 0 .25em; }
pre { background: #8881; border-radius: 6px; padding: .75rem; overflow-x: auto; }
pre mark { background: #f9c74f66; color: inherit; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid #8884; padding: .3rem .6rem; text-align: left; vertical-align: top; }
h1, h2, h3 { line-height: 1.25; } h2 { margin-top: 2.2rem; border-bottom: 1px solid #8884; }
`.trim();

/** A whole page, without script and without anything fetched from elsewhere. */
export function toHtml(document: Document, title: string): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${htmlText(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    ...document.map(renderBlock),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${inline(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${inline(block.text)}</p>`;
    case 'list':
      return `<ul>\n${block.items
        .map((item) => `<li>${inline(item.text)}${nested(item.children ?? [])}</li>`)
        .join('\n')}\n</ul>`;
    case 'table':
      return [
        '<table>',
        `<thead><tr>${block.head.map((cell) => `<th>${htmlText(cell)}</th>`).join('')}</tr></thead>`,
        '<tbody>',
        ...block.rows.map((row) => `<tr>${row.map((cell) => `<td>${inline(cell)}</td>`).join('')}</tr>`),
        '</tbody></table>',
      ].join('\n');
    case 'code':
      return `<pre>${block.lines.map((line) => htmlText(visibleLine(line))).join('\n')}</pre>`;
    case 'excerpt':
      return `<pre>${block.lines
        .map((line) => {
          const text = htmlText(`${line.number}  ${visibleLine(line.text)}`);
          return line.marked ? `<mark>${text}</mark>` : text;
        })
        .join('\n')}</pre>`;
    case 'details':
      return [
        `<details><summary>${htmlText(block.title)}</summary>`,
        ...block.blocks.map(renderBlock),
        '</details>',
      ].join('\n');
  }
}

function nested(children: readonly Prose[]): string {
  return children.length === 0 ? '' : `<ul>${children.map((child) => `<li>${inline(child)}</li>`).join('')}</ul>`;
}

function inline(text: Prose): string {
  return text.map(renderInline).join('');
}

function renderInline(part: Inline): string {
  if (typeof part === 'string') return htmlText(part);
  switch (part.kind) {
    case 'code':
      return `<code>${htmlText(part.text)}</code>`;
    case 'strong':
      return `<strong>${htmlText(part.text)}</strong>`;
    case 'link':
      return `<a href="${htmlText(part.href)}">${htmlText(part.text)}</a>`;
    case 'place':
      return `<code>${htmlText(`${part.path}:${part.line}`)}</code>`;
  }
}
