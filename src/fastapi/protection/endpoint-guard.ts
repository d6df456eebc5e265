import type { BareRoute } from '../bare-route.ts';
import { treeOf } from '../dependency-tree.ts';
import { callableName } from '../naming.ts';
import { demandsIn, NO_JUDGEMENT, statusesIn, toJudgement, type Judgement, type Situation } from './judgement.ts';
import { isHeldAgainst, isLookedUp } from './looked-up.ts';
import { isLoginForm } from './parameters.ts';
import type { Protector } from './protector.ts';
import { asksForHeader } from './required.ts';

/** A refusal further below an endpoint is a service's, which asks what it was built with, not who calls. */
const ENDPOINT_STEPS = 4;

/** What an endpoint enforces in its own body. */
export function judgeEndpoint(protector: Protector, row: BareRoute, at: Situation): Judgement {
  const { handler } = row;
  const code = handler === undefined ? undefined : protector.finder.codeFor(handler);
  if (code === undefined || treeOf(row.dependencies).some(({ value }) => isLoginForm(value))) return NO_JUDGEMENT;
  const origins = new Map(protector.originsOf(row.parameters, at));
  let sent = false;
  for (const { name, source } of row.parameters) {
    if (source === 'path')
      origins.set(name, isHeldAgainst(code, name, origins.get(name) === 'header') ? 'header' : 'other');
    // A password that an endpoint asks for signs somebody in, or up.
    if (source === 'query' && /passw|passphrase|pwd/.test(name)) origins.set(name, 'other');
    if (origins.get(name) !== 'raw') continue;
    sent ||= row.kind !== 'http' || source !== 'query' || !isLookedUp(code, name);
    // `verify_email(token)` checks a ticket, and answers 400; only 401 and 403 say "not you" there.
    if (source === 'query') origins.set(name, 'header');
  }
  if (row.kind === 'raw') for (const param of code.def?.params ?? []) origins.set(param.name, 'request');
  const all = protector.enforcer.enforcementOf({ code, origins, role: 'endpoint', ...at });
  const found = { ...all, rejections: all.rejections.filter(({ evidence }) => evidence.length <= ENDPOINT_STEPS) };
  const stopsAnonymous =
    (all.stopsAnonymous && (found.rejections.length > 0 || all.rejections.length === 0)) ||
    asksForHeader(row.parameters);
  return toJudgement(
    { ...found, stopsAnonymous, readsSent: found.readsSent || sent },
    {
      name: callableName(row.handlerValue),
      kind: 'endpoint',
      site: row.site,
      scopes: [],
      proof: found.rejections[0]?.evidence ?? [],
      statuses: statusesIn(found),
      demands: demandsIn(found),
    },
  );
}
