/** Time, so that tests need none. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** How long a run may wait for GitHub in all. A wait that would not fit is not begun. */
export class WaitBudget {
  readonly #clock: Clock;
  #leftMs: number;

  constructor(seconds: number, clock: Clock) {
    this.#leftMs = seconds * 1000;
    this.#clock = clock;
  }

  /** False when the wait does not fit; then nothing was waited. */
  async wait(seconds: number): Promise<boolean> {
    const milliseconds = Math.ceil(seconds * 1000);
    if (milliseconds > this.#leftMs) return false;
    this.#leftMs -= milliseconds;
    await this.#clock.sleep(milliseconds);
    return true;
  }
}
