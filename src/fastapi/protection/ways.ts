import { siteOf, textOf } from '../../python/position.ts';
import type { Call, Expr, NodeBase, Return, Stmt } from '../../python/syntax.ts';
import type { CodeBody } from '../codes.ts';
import type { Evidence } from '../model.ts';
import type { AskFunction, RequestFacts } from './request-conditions.ts';
import type { Taint } from './taint.ts';

/** Ways out of a body are bits. This one: it goes on. */
export const NEXT = 1;
/** It returns. */
export const RETURN = 2;
/** It rejects the request. */
export const REJECT = 4;
/** It passes the request on. */
export const PASS = 8;

/** One way in which a body turns a made-up credential away, with the lines that prove it. */
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
  /** What is raised is this parameter: the caller knows how it answers. */
  readonly raises?: string;
}

/** What calling something inside a body does. */
export interface CallEffect {
  readonly ways: number;
  readonly rejections: readonly Rejection[];
  /** A credential went to code that cannot be read. */
  readonly opaque: boolean;
  /** Where it rejects, it does so with a status: by an `HTTPException` or its like. */
  readonly answers?: boolean;
}

/** One body under one assumption, and how to ask what its calls do. */
export interface FlowContext {
  readonly code: CodeBody;
  readonly taint: Taint;
  /** `anonymous`: no credential is sent. `bogus`: one is sent, and what is found to reject it is written down. */
  readonly mode: 'anonymous' | 'bogus';
  readonly request: RequestFacts | undefined;
  /** Parameters whose value the call at hand settles. */
  readonly literals: ReadonlyMap<string, Expr>;
  /** What a function of ours answers about the request. */
  readonly ask: AskFunction;
  readonly effectOf: (call: Call, gated: boolean) => CallEffect;
  /** The call takes a credential apart and asks nobody whether it is genuine: `jwt.get_unverified_claims`. */
  readonly onlyParses: (call: Call) => boolean;
  /** The call runs a function of ours that compares in constant time: `verify(body, signature)`. */
  readonly holdsAgainst: (call: Call) => boolean;
  readonly statusesOf: (raised: Expr) => readonly number[];
  /** `response.status_code = 401`: what is returned next answers so. */
  readonly refusesBy: (statement: Stmt) => readonly number[] | undefined;
  /** Returning such a response is a rejection: in an endpoint, a middleware, a wrapper. */
  readonly rejectsByReturn: (returned: Expr) => readonly number[] | undefined;
  /** Returning here refuses a socket that was not accepted yet. */
  readonly leavesUnaccepted: (statement: Return) => boolean;
}

/** Of two branches that configuration chooses between, the one that guards: a switch that turns checks off is the deployer's. */
export function protectiveOf(a: number, b: number): number {
  const open = (ways: number): number => ((ways & (RETURN | PASS)) !== 0 ? 2 : 0) + ((ways & REJECT) === 0 ? 1 : 0);
  return open(a) <= open(b) ? (a === 0 ? b : a) : b === 0 ? a : b;
}

/** One of several functions runs: it surely rejects where all of them do. */
export function oneOf(effects: readonly CallEffect[]): CallEffect {
  const [first] = effects;
  if (first !== undefined && effects.length === 1) return first;
  return {
    ways: effects.reduce((ways, effect) => ways | effect.ways, 0),
    rejections: effects.flatMap((effect) => effect.rejections),
    opaque: effects.some((effect) => effect.opaque),
    answers: effects.every((effect) => effect.answers === true),
  };
}

/** A line that proves a verdict. */
export function evidenceAt({ module }: CodeBody, node: NodeBase): Evidence {
  const [text = ''] = textOf(module, node).split('\n');
  return { site: siteOf(module, node), text: text.trim().slice(0, 160) };
}
