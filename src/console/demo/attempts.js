/** A name that nobody guesses or repeats. Works on pages without HTTPS too, where `crypto.randomUUID` is missing. */
function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The `Idempotency-Key` of each creation that was tried and whose outcome is not known: the same wish, sent again after
 * the network failed, carries the same key and so cannot be done twice.
 */
export class Attempts {
  /** @param {() => string} newKey */
  constructor(newKey = randomKey) {
    this.newKey = newKey;
    /** @type {Map<string, string>} */
    this.keys = new Map();
  }

  /** The key for a wish, kept until it has {@link Attempts.ended}. */
  keyFor(method, path, body) {
    const wish = JSON.stringify([method, path, body]);
    const key = this.keys.get(wish) ?? this.newKey();
    this.keys.set(wish, key);
    return key;
  }

  /** The server has decided: the next equal wish is a new one. A failing or crowded server has not decided. */
  ended(method, path, body, status) {
    if (status >= 500 || status === 429) return;
    this.keys.delete(JSON.stringify([method, path, body]));
  }
}
