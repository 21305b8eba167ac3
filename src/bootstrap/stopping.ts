/** Runs `stop` at the first SIGTERM or SIGINT; after `graceMs`, or at a second signal, the process ends regardless. */
export function stopOnSignals(graceMs: number, stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), graceMs).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

/** Ends a process that could not start: connections that are open already would keep it alive and useless. */
export function endFailed(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
