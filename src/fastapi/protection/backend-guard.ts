import { treeOf } from '../dependency-tree.ts';
import { classAttribute } from '../interpreter/attributes.ts';
import type { AppObject, DependencyUse, MiddlewareUse } from '../model.ts';
import type { BareRoute } from '../bare-route.ts';
import type { Value } from '../value.ts';
import { argumentOf } from '../values.ts';
import type { CodeBody } from '../codes.ts';
import { NO_JUDGEMENT, requestOf, statusesIn, toJudgement, type Judgement } from './judgement.ts';
import type { Protector } from './protector.ts';

/** Schemes that take their credential from the `Authorization` header. */
const BY_HEADER = /\.(HTTPBearer|HTTPBasic|HTTPDigest|OAuth2|OAuth2PasswordBearer|OAuth2AuthorizationCodeBearer)\b/;

/**
 * Starlette's `AuthenticationMiddleware` lets everybody through who sends nothing, and answers an `AuthenticationError` of
 * its backend. A route behind a scheme that asks for the header which the backend checks is then guarded by both.
 */
export function judgeBackend(
  protector: Protector,
  use: MiddlewareUse,
  row: BareRoute,
  apps: readonly AppObject[],
): Judgement {
  const code = authenticateOf(protector, argumentOf(use.args, 'backend', 0));
  const request = code?.def?.params[1];
  if (code === undefined || request === undefined || use.condition !== undefined) return NO_JUDGEMENT;
  const found = protector.enforcer.enforcementOf({
    code,
    origins: new Map([[request.name, 'request']]),
    role: 'dependency',
    apps,
    request: requestOf(row),
  });
  const isAsked = /authorization/i.test(textOf(code)) && treeOf(row.dependencies).some(asksForHeader);
  if (!found.stopsAnonymous && !isAsked) return NO_JUDGEMENT;
  const { stopsAnonymous, guards } = toJudgement(found, {
    name: use.name,
    kind: 'middleware',
    site: use.site,
    scopes: [],
    proof: found.rejections[0]?.evidence ?? [],
    statuses: statusesIn(found),
    demands: [],
  });
  return { stopsAnonymous, guards, readsCredential: guards.length > 0 };
}

function authenticateOf(protector: Protector, backend: Value | undefined): CodeBody | undefined {
  if (backend?.kind !== 'instance') return undefined;
  const method = classAttribute(protector.machine, backend.class, 'authenticate', backend.site);
  return method?.kind === 'function' ? protector.finder.methodOn(method, backend) : undefined;
}

/** The backend's whole class: one of its helpers may take the header. */
function textOf({ owner, def, module }: CodeBody): string {
  const around = owner ?? def;
  return around === undefined ? '' : module.text.slice(around.start, around.end);
}

function asksForHeader(use: DependencyUse): boolean {
  if (use.value.kind !== 'external-call' || !BY_HEADER.test(use.value.callee)) return false;
  const auto = use.value.args.keywords.get('auto_error');
  return auto === undefined || (auto.kind === 'bool' && auto.value);
}
