import type { ReadStream } from 'node:tty';

const ENTER = new Set(['\r', '\n', '\u0004']);
const ERASE = new Set(['\u007f', '\b']);
const INTERRUPT = '\u0003';

/** Reads a line from a terminal that shows none of it; null when it is empty. Throws Error when it is broken off. */
export function askPassword(prompt: string, input: ReadStream): Promise<string | null> {
  input.setRawMode(true);
  input.setEncoding('utf8');
  input.resume();
  // After raw mode: whoever types as soon as they are asked would see their first letters.
  process.stderr.write(prompt);
  return new Promise((resolve, reject) => {
    let typed: string[] = [];
    const end = (): void => {
      input.off('data', read);
      input.setRawMode(false);
      input.pause();
      process.stderr.write('\n');
    };
    const take = (letter: string): boolean => {
      if (ERASE.has(letter)) typed = typed.slice(0, -1);
      else if (!ENTER.has(letter) && letter !== INTERRUPT) typed.push(letter);
      if (letter === INTERRUPT) reject(new Error('Broken off.'));
      else if (ENTER.has(letter)) resolve(typed.length === 0 ? null : typed.join(''));
      return ENTER.has(letter) || letter === INTERRUPT;
    };
    const read = (chunk: string | Buffer): void => {
      if ([...String(chunk)].some(take)) end();
    };
    input.on('data', read);
  });
}
