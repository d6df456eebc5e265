import type { Call, Expr } from '../../python/syntax.ts';
import type { CodeBody } from '../codes.ts';
import type { AppObject } from '../model.ts';
import type { Origin } from './origins.ts';
import type { Word } from './request-reads.ts';
import type { RequestFacts } from './request-conditions.ts';
import type { Rejection } from './ways.ts';

/** Where a body stands decides what counts: only an endpoint, a wrapper or a middleware rejects by what it returns. */
export type Role = 'dependency' | 'endpoint' | 'middleware' | 'wrapper';

/** What a body does to a request without a credential, and to one with a made-up credential. */
export interface Enforcement {
  readonly stopsAnonymous: boolean;
  readonly rejections: readonly Rejection[];
  /** A credential went where we cannot follow. */
  readonly opaque: boolean;
  /** It guards some paths; whether this one is among them cannot be told. */
  readonly undecided?: boolean;
  /** It lets this very request by, for where it goes. */
  readonly exempts?: boolean;
  readonly readsCredential: boolean;
  /** It looks at a credential as it was sent: a promise to check it. */
  readonly readsSent: boolean;
  /** What it returns is the credential as it was sent. */
  readonly returnsRaw: boolean;
  /** How surely what it returns says who asks. */
  readonly returns?: Word;
}

/** What is said of a body that is being judged already, and with `opaque` of one too deep to follow. */
export const NOT_JUDGED: Enforcement = {
  stopsAnonymous: false,
  rejections: [],
  opaque: false,
  readsCredential: false,
  readsSent: false,
  returnsRaw: false,
};

/** `await self.refuse(scope, receive, send)`: what looks at no credential treats everybody alike. */
export function asksNobody({ readsCredential, rejections }: Enforcement): boolean {
  return !readsCredential && rejections.length === 0;
}

/** A body to judge: what its parameters bring in, and where it stands. */
export interface Body {
  readonly code: CodeBody;
  readonly origins: ReadonlyMap<string, Origin>;
  readonly role: Role;
  readonly apps: readonly AppObject[];
  readonly request?: RequestFacts;
  /** What `*args, **kwargs` hold by the names of the function that a wrapper stands before. */
  readonly handsOn?: ReadonlyMap<string, Origin>;
  /** Parameters that the call at hand leaves at their default, or gives a literal: `check(user, optional=False)`. */
  readonly literals?: ReadonlyMap<string, Expr>;
  /** Names whose call passes the request on: `call_next`, the wrapped function. */
  readonly passes?: (call: Call) => boolean;
}
