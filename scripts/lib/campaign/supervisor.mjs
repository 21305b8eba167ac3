import { setTimeout as wait } from 'node:timers/promises';

/** `RestartSec` of ops/systemd. */
const RESTART_AFTER_MS = 2_000;

/**
 * Keeps a process running as systemd's `Restart=always` does: one that ended by itself is started again.
 *
 * @param {() => Pick<ReturnType<typeof import('../process/processes.mjs').launch>, 'exit' | 'end'>} start
 * @param {{ restartAfterMs?: number }} [how]
 * @returns {Pick<ReturnType<typeof import('../process/processes.mjs').launch>, 'end'>} `end` ends it for good
 */
export function supervised(start, { restartAfterMs = RESTART_AFTER_MS } = {}) {
  let isOver = false;
  let current = start();
  const keep = async () => {
    for (;;) {
      await current.exit;
      if (!isOver) await wait(restartAfterMs, undefined, { ref: false });
      if (isOver) return;
      current = start();
    }
  };
  void keep();
  const end = (how) => {
    isOver = true;
    return current.end(how);
  };
  return { end };
}
