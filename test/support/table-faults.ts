import type { StateTable } from '../../src/kernel/state-table.js';

/** What is wrong with a table: states that nothing reaches from `initial`, and targets that are no state of it. */
export function faultsOfTable<State extends string, Event extends string>(
  table: StateTable<State, Event>,
  initial: State,
): { unreachable: State[]; unknown: string[] } {
  const states = Object.keys(table) as State[];
  const seen = new Set<State>([initial]);
  const queue = [initial];
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    const fresh = targets(table, state).filter((target) => !seen.has(target));
    fresh.forEach((target) => seen.add(target));
    queue.push(...fresh);
  }
  return {
    unreachable: states.filter((state) => !seen.has(state)),
    unknown: [...seen].filter((state) => !states.includes(state)),
  };
}

function targets<State extends string, Event extends string>(
  table: StateTable<State, Event>,
  state: State,
): State[] {
  return Object.values(table[state] ?? {}) as State[];
}
