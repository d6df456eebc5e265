import type { RequestFacts } from './request-conditions.ts';

/** A request that remembers whether anybody looked at it: what was judged without looking holds for every request. */
export class WatchedRequest implements RequestFacts {
  readonly #request: RequestFacts;
  consulted = false;

  constructor(request: RequestFacts) {
    this.#request = request;
  }

  get path(): string {
    this.consulted = true;
    return this.#request.path;
  }

  get methods(): readonly string[] {
    this.consulted = true;
    return this.#request.methods;
  }

  get routed(): boolean {
    return this.#request.routed;
  }

  get endpoint(): RequestFacts['endpoint'] {
    this.consulted = true;
    return this.#request.endpoint;
  }

  get kind(): RequestFacts['kind'] {
    this.consulted = true;
    return this.#request.kind;
  }
}
