import { wordsOf } from '../words.ts';

/** What fields and parameters stand for: ids, owners, powers. */

/** `id`, `item_id`, `orderId`, `uuid`, `oid`: names one object among many. */
export function namesIdentifier(name: string): boolean {
  const last = wordsOf(name).at(-1) ?? '';
  return ['id', 'uuid', 'pk', 'guid', 'slug'].includes(last) || (/^[a-z]id$/.test(name) && !OTHER_IDS.has(name));
}

/** Short names for something else: the id of a key, of a session, and words. */
const OTHER_IDS: ReadonlySet<string> = new Set(['kid', 'sid', 'did', 'bid', 'hid', 'lid', 'rid']);

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
