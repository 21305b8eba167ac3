/** A state machine as data: for each state the events it knows and the state each leads to. */
export type StateTable<State extends string, Event extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Event, State>>>>
>;

/** The next state, or null when the table refuses the event in this state. */
export function nextState<State extends string, Event extends string>(
  table: StateTable<State, Event>,
  state: State,
  event: Event,
): State | null {
  return table[state][event] ?? null;
}

/** The states in which the event is accepted: what a compare-and-set may find. */
export function statesAccepting<State extends string, Event extends string>(
  table: StateTable<State, Event>,
  event: Event,
): State[] {
  return (Object.keys(table) as State[]).filter((state) => table[state][event] !== undefined);
}

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
