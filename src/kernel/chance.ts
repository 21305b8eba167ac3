/** Where chance comes from. Injected, so that tests decide how it falls. Never for what must not be guessed. */
export interface Chance {
  /** A number in [0, 1), each as likely as any other. */
  fraction(): number;
}

/** Injection token of {@link Chance}. */
export const CHANCE = Symbol('Chance');

/** The machine's chance. */
export const systemChance: Chance = { fraction: () => Math.random() };
