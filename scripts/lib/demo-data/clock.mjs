/** A clock that stands still until it is moved, and never goes back. */
export class DemoClock {
  #ms;

  /** @param {number} ms since 1970 */
  constructor(ms) {
    this.#ms = ms;
  }

  now() {
    return new Date(this.#ms);
  }

  get ms() {
    return this.#ms;
  }

  /** @param {number} ms since 1970; an earlier time than now changes nothing */
  moveTo(ms) {
    this.#ms = Math.max(this.#ms, Math.round(ms));
  }
}
