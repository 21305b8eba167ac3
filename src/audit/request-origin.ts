/** By which way somebody acts: a bearer token, the console's session, or the command line. */
export type Via = 'api' | 'console' | 'cli';

/** From where somebody acts. */
export interface RequestOrigin {
  readonly via: Via;
  /** The client's address; null: there is none, as on the command line. */
  readonly address: string | null;
  /** As the log and answers name the request; null: there is none. */
  readonly requestId: string | null;
}

/** Who acts, as the audit log keeps it: names and roles change, the entry stays. */
export interface Actor {
  /** The user's row; null: nobody's, as on the command line. */
  readonly id: number | null;
  readonly username: string;
  readonly role: string;
  readonly origin: RequestOrigin;
}
