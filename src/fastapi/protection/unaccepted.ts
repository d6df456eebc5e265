import type { Return } from '../../python/syntax.ts';
import type { CodeBody } from '../codes.ts';
import type { CallSite } from '../facts.ts';
import type { Body } from './body.ts';
import { lastPart } from './call-effects.ts';
import { calleesOf } from './callees.ts';
import type { CodeFinder } from './code-finder.ts';

/** How far below a handler its socket may be accepted: `manager.connect(websocket)`. */
const MAX_STEPS = 3;

/** `if not is_valid(token): return` before the socket was accepted: Starlette answers the handshake with 403. */
export function leavesUnaccepted(finder: CodeFinder, body: Body, { start, value }: Return): boolean {
  if (body.role !== 'endpoint' || body.request?.kind !== 'websocket') return false;
  if (value !== undefined && value.kind !== 'none') return false;
  return !body.code.calls.some((call) => call.node.start < start && accepts(finder, body.code, call, MAX_STEPS));
}

function accepts(finder: CodeFinder, code: CodeBody, call: CallSite, steps: number): boolean {
  const name = lastPart(call.callee);
  if (name === 'accept') return true;
  const callees = calleesOf(finder, code, call);
  if (callees === undefined) return /accept|connect|open/.test(name);
  return (
    steps > 0 && callees.some((callee) => callee.code.calls.some((one) => accepts(finder, callee.code, one, steps - 1)))
  );
}
