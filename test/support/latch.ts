/** A promise that a test fulfils when it wants to. */
export interface Latch {
  readonly opened: Promise<void>;
  readonly open: () => void;
}

const nothing = (): void => undefined;

/** Makes a latch that is closed. */
export function latch(): Latch {
  let open = nothing;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
