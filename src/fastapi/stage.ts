/** Where a piece of configuration is in force, as far as the condition round it says. */
export type Stage =
  /** No condition. */
  | 'always'
  /** Whoever deploys can set it, and this stands where nobody does. */
  | 'unset'
  | 'production'
  | 'development'
  /** A condition that says nothing about where. */
  | 'other';

const PRODUCTION = /(^|[^a-z])(prod|production|prd|live|staging|stage)([^a-z]|$)/i;
const DEVELOPMENT =
  /(^|[^a-z])(dev|devel|develop|development|local|localhost|debug|test|tests|testing|sandbox|demo|reload|pytest)([^a-z]|$)/i;

/** Reads the condition as its author meant it: `settings.DEBUG`, `ENV == "production"`, `not is_prod`. */
export function stageOf(condition: string | undefined): Stage {
  if (condition === undefined) return 'always';
  const stages = conjuncts(condition).map(stageOfPart);
  for (const stage of ['development', 'production', 'other', 'unset'] as const)
    if (stages.includes(stage)) return stage;
  return 'always';
}

/** True where it holds for those who were not asked: without condition, by default, in production. */
export function isInForce(stage: Stage): boolean {
  return stage === 'always' || stage === 'unset' || stage === 'production';
}

/** Parts joined by `and`, outside brackets. */
function conjuncts(condition: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < condition.length; at += 1) {
    const letter = condition[at] ?? '';
    if ('([{'.includes(letter)) depth += 1;
    if (')]}'.includes(letter)) depth -= 1;
    if (depth !== 0 || !condition.startsWith(' and ', at)) continue;
    parts.push(condition.slice(from, at));
    from = at + 5;
  }
  return [...parts, condition.slice(from)];
}

function stageOfPart(part: string): Stage {
  const { text, negated } = withoutNot(part.trim());
  if (/^[\w.]+ is not set$/.test(text)) return 'unset';
  if (/ is None$/.test(text)) return negated ? 'other' : 'unset';
  const comparison = /\s(==|!=|not in|in|is not|is)\s/.exec(text);
  const { where, flipped } =
    comparison === null
      ? { where: stageNamed(text), flipped: false }
      : compared(
          text.slice(0, comparison.index),
          comparison[1] ?? '',
          text.slice(comparison.index + comparison[0].length),
        );
  if (where === undefined) return negated && comparison === null && !text.includes('(') ? 'unset' : 'other';
  return negated === flipped ? where : where === 'production' ? 'development' : 'production';
}

/** The stage that a comparison names, by the literal or by the variable that is compared with a flag. */
function compared(
  left: string,
  operator: string,
  right: string,
): { readonly where: 'production' | 'development' | undefined; readonly flipped: boolean } {
  const unequal = operator === '!=' || operator === 'not in' || operator === 'is not';
  const byLiteral = stageNamed(literals(right)) ?? stageNamed(/^["'][^"']*["']$/.test(left) ? left : '');
  if (byLiteral !== undefined) return { where: byLiteral, flipped: unequal };
  const isOff = /^(False|None|0|["'](0|false|no|off|n)?["'])$/i.test(right.trim());
  // `os.getenv("ENV", "dev")`: the default names no stage.
  const name = `${left} ${/["']/.test(right) ? '' : right}`.replace(/,\s*["'][^"']*["']\s*\)/g, ')');
  return { where: stageNamed(name), flipped: unequal !== isOff };
}

/** Quoted texts, but for those of a call. */
function literals(text: string): string {
  return /getenv|environ|get\(/.test(text) ? '' : (text.match(/["'][^"']*["']/g) ?? []).join(' ');
}

/** `not (not (x))` → `x`. */
function withoutNot(part: string): { readonly text: string; readonly negated: boolean } {
  let text = part;
  let negated = false;
  for (let left = 6; left > 0; left -= 1) {
    if (text.startsWith('not ')) {
      negated = !negated;
      text = text.slice(4).trim();
    } else if (text.startsWith('(') && closes(text)) text = text.slice(1, -1).trim();
    else break;
  }
  return { text, negated };
}

/** True when the first bracket closes at the very end. */
function closes(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at === text.length - 1;
  }
  return false;
}

function stageNamed(text: string): 'production' | 'development' | undefined {
  const spaced = text.replace(/([a-z])([A-Z])/g, '$1_$2');
  if (PRODUCTION.test(spaced)) return 'production';
  return DEVELOPMENT.test(spaced) ? 'development' : undefined;
}
