/** The switches that make this gateway misbehave on purpose. A new fault is a switch here and a question asked at its place. */
export interface FaultSettings {
  /** Notifies that are not sent at all: the next `count`, or each with `probability`. They are tried again later. */
  readonly loseNotifies: { readonly count: number } | { readonly probability: number } | null;
  /** How many more copies go out at the same moment, at each try of each notify. */
  readonly repeatNotifies: number;
  /** Seed of the random choices: the same seed and the same order of requests make the same faults. */
  readonly seed: number;
}

export const noFaults: FaultSettings = { loseNotifies: null, repeatNotifies: 0, seed: 1 };

type Read = { readonly value: unknown } | { readonly problem: string };

function wholeNumber(value: unknown, max: number): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= max;
}

function readLoss(value: unknown): Read {
  const problem = 'loseNotifies: a count, {"count": n}, {"probability": 0..1} or null';
  if (value === null) return { value: null };
  if (wholeNumber(value, 1e6)) return { value: { count: value } };
  if (typeof value !== 'object') return { problem };
  const { count, probability } = value as Record<string, unknown>;
  if (wholeNumber(count, 1e6)) return { value: { count } };
  const isShare = typeof probability === 'number' && probability >= 0 && probability <= 1;
  return isShare ? { value: { probability } } : { problem };
}

const readers: Readonly<Record<keyof FaultSettings, (value: unknown) => Read>> = {
  loseNotifies: readLoss,
  repeatNotifies: (value) =>
    wholeNumber(value, 100) ? { value } : { problem: 'repeatNotifies: 0 to 100' },
  seed: (value) => (wholeNumber(value, 2 ** 32 - 1) ? { value } : { problem: 'seed: 0 to 2^32-1' }),
};

/** A small generator with 32 bits of state (mulberry32): enough for faults, the same on every machine. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class Faults {
  private settings = noFaults;
  private next = random(noFaults.seed);

  current(): FaultSettings {
    return this.settings;
  }

  /** Turns all faults off and goes back to the first seed. */
  reset(): void {
    this.settings = noFaults;
    this.next = random(noFaults.seed);
  }

  /** Changes the switches named in `patch`; answers what is wrong with it, in which case nothing is changed. */
  change(patch: Readonly<Record<string, unknown>>): string | null {
    const changed: Record<string, unknown> = { ...this.settings };
    for (const [name, value] of Object.entries(patch)) {
      if (!Object.hasOwn(readers, name)) {
        return `unknown fault ${name}; known: ${Object.keys(readers).join(', ')}`;
      }
      const read = readers[name as keyof FaultSettings](value);
      if ('problem' in read) return read.problem;
      changed[name] = read.value;
    }
    this.settings = changed as unknown as FaultSettings;
    if ('seed' in patch) this.next = random(this.settings.seed);
    return null;
  }

  /** Asked before each sending of a notify: is this one lost on its way? */
  losesThisNotify(): boolean {
    const loss = this.settings.loseNotifies;
    if (loss === null) return false;
    if ('probability' in loss) return this.next() < loss.probability;
    if (loss.count === 0) return false;
    this.settings = { ...this.settings, loseNotifies: { count: loss.count - 1 } };
    return true;
  }
}
