import type { Site } from '../../../core/span.ts';
import type { Value } from '../../value.ts';
import { alternativesOf } from '../../values.ts';
import { lastName } from '../code.ts';
import {
  isForDevelopment,
  isLocalPassword,
  isMadeUp,
  isNameOfSecret,
  isSecretText,
  isUnsetKey,
} from './secret-text.ts';

/** Secrets that stand in the source. Their text never leaves this file. */

export interface LiteralSecret {
  readonly site: Site;
  /** What it is called, for the message; never its text. */
  readonly name: string;
  readonly use: 'signs' | 'compares' | 'connects' | 'fallback' | 'setting' | 'hashes';
  /** Where it is put to use. */
  readonly sink?: Site;
  /** Stands only when nobody sets the environment variable. */
  readonly fallback: boolean;
  /** A password for the machine's own database, or plain words for another company's key. */
  readonly local: boolean;
}

/** `Field(default="…")`, `SecretStr("…")`. */
export function defaultIn(value: Value): Value {
  if (value.kind !== 'external-call') return value;
  const inner = value.args.keywords.get('default') ?? value.args.positional[0];
  return inner !== undefined && /^(Field|SecretStr|SecretBytes|PrivateAttr|str)$/.test(lastName(value.callee))
    ? defaultIn(inner)
    : value;
}

export function literalsOf(
  value: Value,
  name: string,
  use: LiteralSecret['use'],
  sink?: Site,
): readonly LiteralSecret[] {
  const settled = defaultIn(value);
  const called = settled.kind === 'environment' ? settled.name : name;
  if (isMadeUp(called)) return [];
  return alternativesOf(settled).flatMap(({ value: one, condition }) => {
    const text = defaultIn(one);
    if (text.kind !== 'string' || !isSecretText(text) || isNameOfSecret(called, text.value)) return [];
    return isForDevelopment(condition)
      ? []
      : [
          {
            site: text.site,
            name: called,
            use,
            ...(sink === undefined ? {} : { sink }),
            fallback: condition !== undefined,
            local: isLocalPassword(called, text.value) || (isOutbound(use) && isUnsetKey(called, text.value)),
          },
        ];
  });
}

/** Callers have to know it otherwise, or it vouches for what we say. */
function isOutbound(use: LiteralSecret['use']): boolean {
  return use === 'fallback' || use === 'setting' || use === 'connects';
}
