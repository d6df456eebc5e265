import type { Evidence } from '../model.ts';

/** Ways out of a body, as bits: it goes on, returns, rejects the request, or passes it on. */
export const NEXT = 1;

export const RETURN = 2;

export const REJECT = 4;

export const PASS = 8;

export interface Rejection {
  readonly evidence: readonly Evidence[];
  readonly statuses: readonly number[];
  /** Names and literals that the deciding condition tests beyond the presence of a credential. */
  readonly demands: readonly string[];
  /** The condition is that a look-up by the credential alone found nothing. */
  readonly absence?: boolean;
  /** The condition holds what was sent against something: `x_token != SECRET`. */
  readonly compares?: boolean;
  /** The condition speaks of a header of no credential's name. */
  readonly weak: boolean;
}

/** What calling something inside a body does. */
export interface CallEffect {
  readonly ways: number;
  readonly rejections: readonly Rejection[];
  /** A credential went to code that cannot be read. */
  readonly opaque: boolean;
}

/** Of two branches that configuration chooses between, the one that guards: a switch that turns checks off is the deployer's. */
export function protectiveOf(a: number, b: number): number {
  const open = (ways: number): number => ((ways & (RETURN | PASS)) !== 0 ? 2 : 0) + ((ways & REJECT) === 0 ? 1 : 0);
  return open(a) <= open(b) ? (a === 0 ? b : a) : b === 0 ? a : b;
}
