import type { SignedInUser } from './signed-in-user.js';

interface Checked {
  readonly user: SignedInUser;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

const MAX_TOKENS = 10_000;

/** Tokens whose signature and claims were found right: a token is checked once, and again when many others came since. */
export class CheckedTokens {
  private readonly tokens = new Map<string, Checked>();

  /** Whose token it is; null when it is not known, or too old by `now` (seconds since 1970). */
  find(token: string, now: number): SignedInUser | null {
    const checked = this.tokens.get(token);
    if (checked === undefined) return null;
    if (now < checked.expiresAt) return checked.user;
    this.tokens.delete(token);
    return null;
  }

  /** Keeps a token that was found right; the one that is kept longest makes room. */
  keep(token: string, checked: Checked): void {
    if (this.tokens.size >= MAX_TOKENS) {
      const { value: oldest } = this.tokens.keys().next();
      this.tokens.delete(oldest ?? '');
    }
    this.tokens.set(token, checked);
  }
}
