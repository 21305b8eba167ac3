/** How long things took, in ms, by what they were. */
export class Stopwatch {
  private readonly taken = new Map<string, number[]>();

  note(name: string, ms: number): void {
    this.taken.set(name, [...(this.taken.get(name) ?? []), ms]);
  }

  /** Does something, and notes how long it took. */
  async time(name: string, work: () => Promise<unknown>): Promise<void> {
    const began = performance.now();
    await work();
    this.note(name, performance.now() - began);
  }

  /** A line for each thing: how often, and what half and 95 of 100 of them needed at most. */
  lines(): string[] {
    return [...this.taken].map(([name, values]) => {
      const [p50, p95] = [shareOf(values, 0.5), shareOf(values, 0.95)];
      return `${name}: ${values.length} times, p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`;
    });
  }
}

/** The smallest value that a share of all does not exceed; 0 of none. Pure. */
export function shareOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
