import { setTimeout as pause } from 'node:timers/promises';

/** A piece of work that is done again and again until it is stopped. */
export interface Loop {
  /** Ends after the batch that is under way. */
  stop(): Promise<void>;
}

/**
 * Repeats `poll` with a pause between: none while it answers that there was work. What it throws is given to `onError`
 * and is followed by a pause, so that a database that is away is not hammered.
 */
export function startLoop(
  pauseMs: number,
  poll: () => Promise<number>,
  onError: (error: unknown) => void,
): Loop {
  const stopping = new AbortController();
  const { signal } = stopping;
  const once = async (): Promise<number> => {
    try {
      return await poll();
    } catch (error) {
      onError(error);
      return 0;
    }
  };
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const done = await once();
      if (done === 0) await pause(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
