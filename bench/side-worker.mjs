import { setTimeout as wait } from 'node:timers/promises';
import { cpuMs } from './processes.mjs';

/** A worker that takes less than this share of a core for so long has started, and has made its first sums. */
const CALM_SHARE = 0.1;
const LOOK_MS = 500;
const MOST_LOOKS = 30;

/** The worker of a side: at work while the side is loaded, and still while another side is. */
export class SideWorker {
  #stage;
  #settings;
  #started = null;

  constructor(stage, settings) {
    this.#stage = stage;
    this.#settings = settings;
  }

  pids() {
    return this.#started === null ? [] : [this.#started.pid];
  }

  /** Ends when it is at rest. With tables that are ready: a worker that stands still may hold locks. */
  async start() {
    const env = { ...this.#settings, WORKER_PORT: '0' };
    this.#started = this.#stage.start('worker', 'dist/src/worker.js', env);
    await this.#calm();
  }

  /** What its start costs is no part of what it does for the requests that are measured. */
  async #calm() {
    for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
      const before = cpuMs(this.pids());
      await wait(LOOK_MS);
      if (cpuMs(this.pids()) - before < CALM_SHARE * LOOK_MS && looks > 0) return;
    }
  }

  goOn() {
    this.#signal('SIGCONT');
  }

  standStill() {
    this.#signal('SIGSTOP');
  }

  async end() {
    this.goOn();
    await this.#started?.end({ deadlineMs: 15_000 });
    this.#started = null;
  }

  #signal(signal) {
    if (this.#started?.hasEnded()) throw new Error('the worker ended');
    if (this.#started !== null) process.kill(this.#started.pid, signal);
  }
}
