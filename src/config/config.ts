import type { Confidence, Severity } from '../core/severity.ts';

/** A user's configuration, checked; see `parse.ts` for the way in. Keys are those of the file, in camel case. */
export interface Config {
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  /** `GET /health`, `/public/*`; a method is optional, `*` stays within a segment, `**` crosses them. */
  readonly publicRoutes: readonly string[];
  /** Qualified names (`app.deps.current_user`) that enforce authentication. */
  readonly authDependencies: readonly string[];
  readonly rateLimiters: readonly string[];
  /** TLS, host check and headers are the proxy's. */
  readonly behindProxy: boolean;
  readonly publicDocs: boolean;
  /** Globs beside the defaults. */
  readonly exclude: readonly string[];
  readonly minConfidence: Confidence;
  readonly failOn: Severity | 'never';
  /** Where it was read, for messages; absent for the defaults. */
  readonly source?: string;
}

export const DEFAULT_CONFIG: Config = {
  rules: new Map(),
  publicRoutes: [],
  authDependencies: [],
  rateLimiters: [],
  behindProxy: false,
  publicDocs: false,
  exclude: [],
  minConfidence: 'low',
  failOn: 'high',
};
