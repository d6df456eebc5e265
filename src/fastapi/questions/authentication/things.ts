import { wordsOf } from '../words.ts';

/** What fields and parameters stand for: ids, owners, powers. */

/** `id`, `item_id`, `orderId`, `uuid`: names one object among many. */
export function namesIdentifier(name: string): boolean {
  return ['id', 'uuid', 'pk', 'guid', 'slug'].includes(wordsOf(name).at(-1) ?? '');
}

const OWNER_FIELD =
  /^(owner|user|author|account|tenant|customer|creator|created_by|uploaded_by|org|organization|organisation|company|team|workspace|member|sender|recipient|patient|employee|profile|created_by_user)(_(id|uuid|pk|email))?$/;

/** A column that says whose the row is: `owner_id`, `created_by`, `tenant_id`. */
export function namesOwnerField(name: string): boolean {
  return OWNER_FIELD.test(wordsOf(name).join('_'));
}

/** A field that gives power to the one who sets it. */
export function namesPrivilege(name: string): boolean {
  return /^(is_)?(admin|superuser|super_user|staff|root|moderator|verified)$|^((user|account)_)?(role|roles|permissions|privileges|scopes)$|^(owner_id|balance|credits)$/.test(
    wordsOf(name).join('_'),
  );
}
