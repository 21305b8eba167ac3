/** A clock that can be moved: the base clock plus an offset. All times are ms since 1970. */
export class Clock {
  private offsetMs = 0;

  constructor(private readonly base: () => number) {}

  now(): number {
    return this.base() + this.offsetMs;
  }

  /** The clock as if nobody had moved it. */
  unmoved(): number {
    return this.base();
  }

  advance(ms: number): void {
    this.offsetMs += ms;
  }

  set(ms: number): void {
    this.offsetMs = ms - this.base();
  }
}
