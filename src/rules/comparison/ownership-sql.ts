import { nodesIn } from '../../fastapi/questions/code.ts';
import type { Expr, Stmt } from '../../python/syntax.ts';

/** `fetchrow("SELECT … WHERE id = $1 AND project_id = $2", alarm_id, project.id)`: a query that holds a reference against what it is given. */
export function isOwnerQuery(node: Expr | Stmt): boolean {
  if (node.kind !== 'call' || node.args.length < 2) return false;
  const [query] = node.args;
  return (
    query !== undefined &&
    nodesIn(query.value).some((inner) => inner.kind === 'string' && SQL.test(inner.value) && OWNER.test(inner.value))
  );
}

const SQL = /^\s*(?:SELECT|UPDATE|DELETE|WITH)\b/iu;
/** A column that refers to something, held against a placeholder. */
const OWNER = /\b(?:\w+_(?:id|uuid|email|name)|\w*owner\w*|created_by|author|tenant)\s*=\s*(?:[$:%@?]|ANY\b)/iu;
