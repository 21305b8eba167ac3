/** The text with another letter at this place, whichever stood there: a set one is the right one now and then. */
export function damaged(text: string, at = 0): string {
  return `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
}
