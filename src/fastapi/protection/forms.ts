import type { Call, Expr } from '../../python/syntax.ts';
import type { CodeBody } from '../codes.ts';

/** What a credential has to look like. Everybody can send one that does. */

/** Words of an Authorization header's form: to find them proves nothing. */
export const FORMAT = /^(bearer|basic|token|jwt|apikey|api-key|digest)[ :]*$/i;

/** What issuers put in front of every key of theirs, and tell everybody: `sk_live_`, `ghp_`. */
const PREFIX = /^[a-z]{1,4}_([a-z]{1,8}_)?$/i;

/** `key.startswith("sk_live_")`, `key.isalnum()`, `re.fullmatch(r"[a-f0-9]{32}", key)`. */
export function asksForForm(code: CodeBody, { func, args }: Call, isRaw: (expr: Expr) => boolean): boolean {
  if (func.kind !== 'attribute') return false;
  const [first] = args;
  if (/^(full)?match$/.test(func.attr) && args.some(({ value }) => isRaw(value))) {
    const asked = code.valueOf(func.value);
    return (
      (asked.kind === 'external' && asked.name === 're') ||
      (asked.kind === 'external-call' && asked.callee === 're.compile')
    );
  }
  if (!isRaw(func.value)) return false;
  if (/^is(ascii|digit|alnum|alpha|numeric)$/.test(func.attr)) return true;
  if (first?.value.kind !== 'string' || !/^(starts|ends)with$/.test(func.attr)) return false;
  return FORMAT.test(first.value.value) || (func.attr === 'startswith' && PREFIX.test(first.value.value));
}
