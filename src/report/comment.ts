import type { Severity } from '../core/severity.ts';
import type { ReviewFinding } from '../review/finding.ts';
import type { GoneReason } from '../review/plan-types.ts';
import type { RuleMeta } from '../rules/contract/rule.ts';
import type { ReportContext } from './context.ts';
import { code, link, list, paragraph, place, prose, strong, type Block, type Inline } from './document.ts';
import { markdownFence } from './escape.ts';
import { toMarkdown } from './markdown.ts';
import { suggestionFor } from './suggestion.ts';

/** GitHub takes 65,536 characters; nobody reads that many. */
const MAX_BYTES = 16_000;
const MAX_RELATED = 20;

/** The signs are the same as in the summary, so that a reader finds a comment's severity at a glance. */
export const BADGES: Readonly<Record<Severity, string>> = {
  critical: '🟥 Critical',
  high: '🟧 High',
  medium: '🟨 Medium',
  low: '🟦 Low',
  info: '⬜ Info',
};

/** The body of a review comment, without the marker that publishing adds. */
export function renderComment(finding: ReviewFinding, context: ReportContext): string {
  const rule = context.rules.get(finding.ruleId);
  const blocks: Block[] = [
    paragraph(strong(BADGES[finding.severity]), ' · ', strong(rule?.summary ?? finding.ruleId)),
    paragraph(...prose(finding.message)),
  ];
  if (rule !== undefined) blocks.push(paragraph(...prose(`Why: ${whyOf(rule)}`)));
  if (finding.related.length > 0) blocks.push(list('places', relatedItems(finding)));
  const body = toMarkdown(blocks, { maxBytes: MAX_BYTES }).trimEnd();
  const footer = toMarkdown([footerOf(finding, context)]).trimEnd();
  return [body, ...suggestionBlock(finding, context), footer].join('\n\n');
}

function relatedItems(finding: ReviewFinding): { readonly text: readonly Inline[] }[] {
  const items: { readonly text: readonly Inline[] }[] = finding.related
    .slice(0, MAX_RELATED)
    .map(({ at, message }) => ({ text: [place(at.path, at.span.startLine), ': ', ...prose(message)] }));
  const more = finding.related.length - items.length;
  if (more > 0) items.push({ text: [`… and ${more} more places`] });
  return items;
}

function footerOf(finding: ReviewFinding, context: ReportContext): Block {
  const url = context.ruleUrl?.(finding.ruleId);
  const id = url === undefined ? code(finding.ruleId) : link(finding.ruleId, url);
  const sure = finding.confidence === 'high' ? '' : ` · ${finding.confidence} confidence`;
  return paragraph(id, sure, finding.state === 'touched' ? ' · was there before this change' : '');
}

/** As long as one breath. */
const MAX_WHY = 260;

/** The rule's own reason: its first sentences, without emphasis. */
function whyOf(rule: RuleMeta): string {
  const [paragraphText = ''] = rule.docs.why.trim().split(/\n\s*\n/);
  const sentences = paragraphText
    .replaceAll(/\s+/g, ' ')
    .replaceAll('**', '')
    .replaceAll(/\*(?=\w)|(?<=\w)\*/g, '')
    .split(/(?<=[.!?]) /);
  let why = sentences[0] ?? '';
  for (const sentence of sentences.slice(1)) {
    if (why.length + sentence.length > MAX_WHY) break;
    why += ` ${sentence}`;
  }
  return why;
}

function suggestionBlock(finding: ReviewFinding, context: ReportContext): readonly string[] {
  const { fix, placement } = finding;
  if (fix === undefined || placement.kind !== 'line' || placement.side !== 'RIGHT') return [];
  const source = context.source?.(placement.path, 'RIGHT');
  if (source === undefined) return [];
  const range = { path: placement.path, startLine: placement.startLine ?? placement.line, endLine: placement.line };
  const lines = suggestionFor(fix, range, source);
  return lines === undefined ? [] : [markdownFence('suggestion', lines)];
}

const GONE: Readonly<Record<GoneReason, string>> = {
  fixed: 'No longer found at ',
  suppressed: 'Ignored by a comment in the code, with a reason, since ',
  duplicate: 'Said in another comment at ',
  outdated: 'No longer part of this pull request at ',
};

/** What a comment that people have answered says once its finding is gone. */
export function renderGone(reason: GoneReason, headSha: string): string {
  return toMarkdown([paragraph(GONE[reason], code(headSha.slice(0, 12)), '.')]).trimEnd();
}
