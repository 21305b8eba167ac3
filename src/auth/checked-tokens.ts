/** What a genuine token of this server says. */
export interface OwnToken {
  readonly publicId: string;
  /** Of the user's tokens: all of another version are over. */
  readonly version: number;
  /** Seconds since 1970. */
  readonly expiresAt: number;
  /** By what a token that was ended is known; see `tokenDigest`. */
  readonly digest: string;
}

const MAX_TOKENS = 10_000;

/** Tokens whose signature and claims were found right: a token is checked once, and again when many others came since. */
export class CheckedTokens {
  private readonly tokens = new Map<string, OwnToken>();

  /** What a token says; null when it is not known, or too old by `now` (seconds since 1970). */
  find(token: string, now: number): OwnToken | null {
    const checked = this.tokens.get(token);
    if (checked === undefined) return null;
    if (now < checked.expiresAt) return checked;
    this.tokens.delete(token);
    return null;
  }

  /** Keeps a token that was found right; the one that is kept longest makes room. */
  keep(token: string, checked: OwnToken): void {
    if (this.tokens.size >= MAX_TOKENS) {
      const { value: oldest } = this.tokens.keys().next();
      this.tokens.delete(oldest ?? '');
    }
    this.tokens.set(token, checked);
  }
}
