import type { Code, Facts } from '../../facts.ts';
import type { Route } from '../../model.ts';
import { checksNothing } from '../../protection/call-effects.ts';
import { isVerifier } from '../../protection/credentials.ts';
import { mentions } from '../code.ts';
import { wordsOf } from '../words.ts';

/** How far a token is followed from the endpoint to what verifies it. */
const MAX_STEPS = 2;

/** `GET /session?token=…`, where the endpoint has the token's signature verified: however it then says no, the token is the credential. */
export function verifiesTicket(facts: Facts, route: Route): boolean {
  const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  const tokens = route.parameters.filter(
    ({ source, name }) => /^(query|header|cookie|path)$/.test(source) && namesTicket(name),
  );
  return code !== undefined && verifies(facts, code, new Set(tokens.map(({ name }) => name)), MAX_STEPS);
}

function verifies(facts: Facts, code: Code, tokens: ReadonlySet<string>, steps: number): boolean {
  if (tokens.size === 0) return false;
  return code.calls.some((call) => {
    if (!call.node.args.some(({ value }) => mentions(value, tokens))) return false;
    if (isVerifier(call.callee)) return !checksNothing(call);
    const inner = call.target === undefined || steps === 0 ? undefined : facts.codeOf(call.target);
    const params = inner?.def?.params.filter(({ name }) => namesTicket(name)) ?? [];
    return inner !== undefined && verifies(facts, inner, new Set(params.map(({ name }) => name)), steps - 1);
  });
}

function namesTicket(name: string): boolean {
  return wordsOf(name).some((word) => /^(token|ticket|jwt|signature)$/.test(word));
}
