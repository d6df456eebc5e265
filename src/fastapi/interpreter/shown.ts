import type { FunctionValue, ShownParameter, Value } from '../value.ts';
import { argumentOf } from '../values.ts';

/** `@makefun.with_signature(signature)`: callers see the given signature, and the function gets what they send. */
const WITH_SIGNATURE = /^makefun(\.\w+)?\.with_signature$/;
const KIND = /(?:^|\.)(POSITIONAL_ONLY|POSITIONAL_OR_KEYWORD|VAR_POSITIONAL|KEYWORD_ONLY|VAR_KEYWORD)$/;
const KINDS: Readonly<Record<string, ShownParameter['kind']>> = {
  POSITIONAL_ONLY: 'positional-only',
  KEYWORD_ONLY: 'keyword-only',
  VAR_POSITIONAL: 'var-positional',
  VAR_KEYWORD: 'var-keyword',
};

/** The function under such a decorator; undefined for any other one, and where the signature cannot be told. */
export function withShownSignature(decorator: Value, fn: Value): FunctionValue | undefined {
  if (fn.kind !== 'function' || decorator.kind !== 'external-call' || !WITH_SIGNATURE.test(decorator.callee))
    return undefined;
  const shown = shownParameters(argumentOf(decorator.args, 'func_signature', 0));
  return shown === undefined ? undefined : { ...fn, shows: shown };
}

/** The parameters of `inspect.Signature([inspect.Parameter(…), …])`. */
export function shownParameters(signature: Value | undefined): readonly ShownParameter[] | undefined {
  if (signature?.kind !== 'external-call' || signature.callee !== 'inspect.Signature') return undefined;
  const list = argumentOf(signature.args, 'parameters', 0);
  if (list === undefined) return [];
  if ((list.kind !== 'list' && list.kind !== 'tuple') || list.open === true) return undefined;
  const shown = list.items.map(shownParameter);
  return shown.every((one) => one !== undefined) ? shown : undefined;
}

/** The parameters in `inspect.signature(view).replace(parameters=[…])`; `open` where the list has others that are not known. */
export function replacedSignature(
  value: Value | undefined,
): { readonly of: Value; readonly shown: readonly ShownParameter[]; readonly open: boolean } | undefined {
  if (value?.kind !== 'external-call' || value.callee !== 'inspect.signature().replace') return undefined;
  const of = value.receiver?.kind === 'external-call' ? value.receiver.args.positional[0] : undefined;
  const list = value.args.keywords.get('parameters');
  if (of === undefined || (list?.kind !== 'list' && list?.kind !== 'tuple')) return undefined;
  return { of, shown: list.items.flatMap((item) => shownParameter(item) ?? []), open: list.open === true };
}

function shownParameter(value: Value): ShownParameter | undefined {
  if (value.kind !== 'external-call' || value.callee !== 'inspect.Parameter') return undefined;
  const name = argumentOf(value.args, 'name', 0);
  if (name?.kind !== 'string') return undefined;
  const fallback = argumentOf(value.args, 'default');
  const annotation = argumentOf(value.args, 'annotation');
  return {
    name: name.value,
    kind: kindOf(argumentOf(value.args, 'kind', 1)),
    site: value.site,
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(annotation === undefined ? {} : { annotation }),
  };
}

function kindOf(value: Value | undefined): ShownParameter['kind'] {
  const name = value?.kind === 'external' ? KIND.exec(value.name)?.[1] : undefined;
  return (name === undefined ? undefined : KINDS[name]) ?? 'positional';
}
