/** What is to happen when, done in the order of its times. */
export class Agenda {
  #steps = [];

  /** @param {number} time ms since 1970 @param {() => unknown} act */
  at(time, act) {
    const later = this.#steps.findIndex((step) => step.time > time);
    this.#steps.splice(later < 0 ? this.#steps.length : later, 0, { time, act });
  }

  /**
   * Does what is planned until `end`, with what that plans in turn; what lies behind it stays undone.
   *
   * @param {number} end
   * @param {(time: number) => Promise<void>} moveTo puts the clock on to the time of each step
   */
  async runUntil(end, moveTo) {
    while (this.#steps.length > 0 && this.#steps[0].time <= end) {
      const { time, act } = this.#steps.shift();
      await moveTo(time);
      await act();
    }
    await moveTo(end);
  }
}
