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

  /** With tables that are ready: a worker that stands still may hold locks. */
  start() {
    const env = { ...this.#settings, WORKER_PORT: '0' };
    this.#started = this.#stage.start('worker', 'dist/src/worker.js', env);
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
