/** Whole seconds since then (ms since 1970). */
export function seconds(since) {
  return Math.round((Date.now() - since) / 1_000);
}
