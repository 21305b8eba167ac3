/** Work that is done when rows say that it is due. */
export interface Poller {
  /** As it stands in the log. */
  readonly name: string;
  /** Whether something is due, in SQL: a condition in which each `?` stands for the time that it is. Written by us. */
  readonly isDue: string;
  /** Does some of what is due; answers 0 when nothing is. */
  poll(): Promise<number>;
}
