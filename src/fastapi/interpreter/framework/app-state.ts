import type { ExternalValue, Value } from '../../value.ts';
import { choice } from '../../values.ts';
import type { Machine } from '../machine.ts';

/** `app.state`, of the application itself or of the one that a request meets. */
const APP_STATE = /^(fastapi\.FastAPI|starlette\.applications\.Starlette)\(\)\.state$|\(\)\.app\.state$/;

const kept = new WeakMap<Machine, Map<string, Value>>();

/** What an application keeps under the name; undefined where nothing is seen to. */
export function readState(machine: Machine, object: ExternalValue, name: string): Value | undefined {
  return APP_STATE.test(object.name) ? kept.get(machine)?.get(name) : undefined;
}

/** `app.state.auth = AuthService()`: what several applications keep under one name is one of them. */
export function keepInState(machine: Machine, object: ExternalValue, name: string, value: Value): void {
  if (!APP_STATE.test(object.name)) return;
  const state = kept.get(machine) ?? new Map<string, Value>();
  kept.set(machine, state);
  const before = state.get(name);
  state.set(name, before === undefined ? value : choice([{ value: before }, { value }], value.site));
}
