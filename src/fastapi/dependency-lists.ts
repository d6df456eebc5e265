import { markerOf, type DependencyReader } from './dependencies.ts';
import type { ValueList } from './interpreter/nodes.ts';
import type { DependencyUse, DependencyVia } from './model.ts';
import { isCredentialName } from './protection/credentials.ts';
import type { Value } from './value.ts';
import { defaultOf, itemUnderCondition } from './values.ts';

/** What a `dependencies=[…]` list pulls in. */
export interface Uses {
  readonly uses: readonly DependencyUse[];
  /** Those that are there under a condition that nobody can decide here. */
  readonly conditional: readonly DependencyUse[];
  /** Something in the list could not be read, and could be a dependency. */
  readonly open: boolean;
}

export const NO_USES: Uses = { uses: [], conditional: [], open: false };

export function readUses(reader: DependencyReader, list: ValueList, via: DependencyVia): Uses {
  const uses: DependencyUse[] = [];
  const conditional: DependencyUse[] = [];
  let { open } = list;
  for (const item of list.items) {
    const use = reader.listItem(item, via);
    const under = itemUnderCondition(item);
    const sometimes = use === undefined && under !== undefined ? reader.listItem(under.value, via) : undefined;
    if (use !== undefined) uses.push(use);
    else if (sometimes !== undefined && (defaultOf(item).kind !== 'none' || waitsForSecret(under?.condition)))
      conditional.push(sometimes);
    else if (sometimes === undefined && couldBeOne(item)) open = true;
  }
  return { uses, conditional, open };
}

/** `if settings.api_key is not None: guards.append(…)`: whoever deploys it sets the key, and a switch that is off by default stays off. */
function waitsForSecret(condition = ''): boolean {
  return (condition.match(/\w+/g) ?? []).some(isCredentialName);
}

/** What is no marker and not known to be something else. */
function couldBeOne(item: Value): boolean {
  return markerOf(item) === undefined && /^(unknown|choice|environment|external-call)$/.test(item.kind);
}
