/** The hourly budget of a token, and the limit on content it may create in a minute. */
import { Refusal } from './http.ts';
import type { GitHubState } from './state.ts';
import type { Token } from './tokens.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const SECONDARY = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

interface Window {
  start: number;
  used: number;
  created: number[];
}

const windows = new WeakMap<GitHubState, Map<string, Window>>();

function windowOf(state: GitHubState, token: Token | undefined): Window {
  const ofState = windows.get(state) ?? new Map<string, Window>();
  windows.set(state, ofState);
  const key = token?.value ?? '';
  const known = ofState.get(key);
  const now = state.clock.now();
  if (known !== undefined && now - known.start < HOUR) return known;
  const fresh = { start: now, used: 0, created: known?.created ?? [] };
  ofState.set(key, fresh);
  return fresh;
}

export interface Rate {
  readonly limit: number;
  readonly remaining: number;
  readonly used: number;
  /** Seconds since the epoch. */
  readonly reset: number;
}

export function rateOf(state: GitHubState, token: Token | undefined): Rate {
  const { start, used } = windowOf(state, token);
  const limit = state.limits.requestsPerHour;
  return { limit, remaining: Math.max(0, limit - used), used, reset: Math.ceil((start + HOUR) / 1000) };
}

export function rateHeaders(state: GitHubState, token: Token | undefined): Readonly<Record<string, string>> {
  const rate = rateOf(state, token);
  return {
    'x-ratelimit-limit': String(rate.limit),
    'x-ratelimit-remaining': String(rate.remaining),
    'x-ratelimit-reset': String(rate.reset),
    'x-ratelimit-used': String(rate.used),
    'x-ratelimit-resource': 'core',
  };
}

/** Counts a request. The refusal past the budget is the primary limit: 403, nothing remaining, no retry-after. */
export function countRequest(state: GitHubState, token: Token | undefined): void {
  const window = windowOf(state, token);
  if (window.used >= state.limits.requestsPerHour) throw new Refusal(403, 'API rate limit exceeded for installation.');
  window.used += 1;
}

/** A conditional request answered 304 costs nothing. */
export function refundRequest(state: GitHubState, token: Token | undefined): void {
  windowOf(state, token).used -= 1;
}

export function countCreation(state: GitHubState, token: Token | undefined, complain: (detail: string) => void): void {
  const window = windowOf(state, token);
  const now = state.clock.now();
  window.created = window.created.filter((time) => now - time < MINUTE);
  window.created.push(now);
  if (window.created.length <= state.limits.contentPerMinute) return;
  complain(`${window.created.length} contents created within a minute.`);
  throw secondaryLimit(403, 60);
}

export function secondaryLimit(status: 403 | 429, retryAfter?: number): Refusal {
  return new Refusal(status, SECONDARY, {}, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) });
}
