/** A part of a shell's word: in single quotes, in double ones, in those of `$'…'`, or bare. */
const PARTS = String.raw`\$'((?:[^'\\]|\\.)*)'|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\\r?\n|\\(.)|([^\s'"\\]+)`;
const PART = new RegExp(PARTS, 'gs');
const WORD = new RegExp(`(?:${PARTS})+`, 'gs');

/** What joins two lines, and is no word. */
const CONTINUED = /^(?:\\\r?\n)+$/;

/** From a blank or the end of a word to the end of the text: a quote without its end. */
const UNCLOSED = /^\s*\$?(?:'([^']*)|"((?:[^"\\]|\\.)*)\\?)$/s;

const DATA = /^(?:-d|--data(?:-raw|-binary|-ascii|-urlencode)?)$/;

/** What a curl line sends. */
export interface CurlLine {
  /** Bodies and addresses, the bodies first. */
  readonly texts: readonly string[];
  /** A quote is never closed. */
  readonly isCut: boolean;
}

/** Takes a curl line apart, as a browser or a person writes it; null for any other text. Pure. */
export function readCurl(text: string): CurlLine | null {
  if (!/^\s*(?:[$>%]\s*)?curl(?:\.exe)?\s/.test(text)) return null;
  const { words, isCut } = wordsOf(text);
  const data = words.flatMap((word, i) => (DATA.test(words[i - 1] ?? '') ? [word] : dataIn(word)));
  const addresses = words.filter((word) => /^(?:https?:\/\/|\/)\S+\?/.test(word));
  const body = data.join('&');
  return { texts: [...(body === '' ? [] : [body]), ...addresses], isCut };
}

function dataIn(word: string): string[] {
  const [, value] = /^(?:--data(?:-\w+)?=|-d)(.+)/s.exec(word) ?? [];
  return value === undefined ? [] : [value];
}

function wordsOf(text: string): { words: string[]; isCut: boolean } {
  const words: string[] = [];
  for (const run of text.matchAll(WORD)) {
    if (!CONTINUED.test(run[0])) {
      words.push([...run[0].matchAll(PART)].map(valueOf).join(''));
    }
    const [, single, double] = UNCLOSED.exec(text.slice(run.index + run[0].length)) ?? [];
    const rest = single ?? double;
    if (rest !== undefined) return { words: [...words, rest], isCut: true };
  }
  return { words, isCut: false };
}

function valueOf([, dollar, single, double, escaped, bare]: RegExpExecArray): string {
  if (dollar !== undefined)
    return dollar.replaceAll(/\\(.)/gs, (_, sign: string) => ANSI[sign] ?? sign);
  if (double !== undefined) return double.replaceAll(/\\(["\\$`])/g, '$1');
  return single ?? escaped ?? bare ?? '';
}

const ANSI: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
