import { bytesOfText, textOfBytes } from '../byte-text.js';
import type { Draft } from './draft.js';
import type { TextMistake } from './message-diagnoses.js';
import { readCurl } from './pasted-curl.js';
import { readDump } from './pasted-dumps.js';
import { type FormReading, readForms } from './pasted-form.js';
import { findJson } from './pasted-json.js';

/** How a message stood in what somebody gave. */
export type PastedAs = 'form' | 'curl' | 'json' | 'printed';

/** One way to read a message out of what somebody gave. */
export interface Sample {
  readonly as: PastedAs;
  readonly draft: Draft;
  /** Mistakes that were undone to read it so. */
  readonly undone: readonly TextMistake[];
  /** Names that come more than once with different values; the draft has the first. */
  readonly twice: readonly string[];
  readonly isCut: boolean;
}

/** What is in a text that somebody gave. */
export type Pasted =
  | { readonly kind: 'message'; readonly samples: readonly Sample[] }
  /** The answer's text to the byte. */
  | { readonly kind: 'answer'; readonly answers: readonly Buffer[] }
  | { readonly kind: 'none' };

const MOST_BYTES = 1_048_576;
const MOST_SAMPLES = 24;
const MOST_DEPTH = 4;
const BOM = /^\u00ef\u00bb\u00bf/;

interface Finds {
  readonly samples: Sample[];
  readonly answers: string[];
}

/**
 * Finds a message or an answer of Alipay's in what somebody has at hand: a raw body, an address, a curl line, a line of
 * a log, what a framework wrote as JSON or a program printed. Pure.
 */
export function readPasted(bytes: Buffer): Pasted {
  const finds: Finds = { samples: [], answers: [] };
  const text = bytes
    .subarray(0, MOST_BYTES)
    .toString('latin1')
    .replace(BOM, '')
    .replaceAll('\0', '');
  collect(text, 'form', finds, 0);
  if (finds.answers.length > 0) {
    return { kind: 'answer', answers: finds.answers.map((one) => Buffer.from(one, 'latin1')) };
  }
  if (finds.samples.length === 0) return { kind: 'none' };
  return { kind: 'message', samples: finds.samples.slice(0, MOST_SAMPLES) };
}

/** @param text a character for each byte */
function collect(text: string, as: PastedAs, finds: Finds, depth: number): void {
  if (depth > MOST_DEPTH) return;
  const curl = readCurl(text);
  if (curl === null) {
    collectBare(text, as, finds, depth);
    return;
  }
  for (const one of curl.texts) collectBare(one, 'curl', finds, depth + 1);
  if (curl.isCut) markCut(finds);
}

function collectBare(text: string, as: PastedAs, finds: Finds, depth: number): void {
  const forms = readForms(text);
  const json = findJson(textOfBytes(text));
  finds.samples.push(...json.messages.map(sampleOfJson));
  for (const one of json.texts) collect(bytesOfText(one), 'json', finds, depth + 1);
  finds.answers.push(...answersIn(text));
  finds.samples.push(...forms.map((form) => sampleOf(as, form)));
  if (finds.samples.length + finds.answers.length > 0) return;
  const dump = readDump(textOfBytes(text));
  if (dump !== null) finds.samples.push(sampleOf('printed', reading(dump)));
}

/** Answers by their bytes, in whatever charset; one that is cut off stands in no JSON. */
function answersIn(text: string): string[] {
  const exact = findJson(text).answers;
  if (exact.length > 0) return [...exact];
  const at = text.search(/\{\s*(?:\\?"|&quot;)(?:\w+_response|sign)(?:\\?"|&quot;)\s*:/);
  return at === -1 ? [] : [text.slice(at)];
}

function reading(pairs: readonly (readonly [string, string])[]): FormReading {
  const bytes = pairs.map(([name, value]) => [name, bytesOfText(value)] as const);
  return { pairs: bytes, undone: [], isCut: false };
}

function sampleOf(as: PastedAs, { pairs, undone, isCut }: FormReading): Sample {
  const draft = new Map<string, string>();
  const twice = new Set<string>();
  for (const [name, value] of pairs) {
    const before = draft.get(name);
    if (before === undefined) draft.set(name, value);
    else if (before !== value) twice.add(name);
  }
  return { as, draft, undone, twice: [...twice], isCut };
}

/** Lists of one text are those of servlets; what is no text was parsed by somebody. */
function sampleOfJson(message: object): Sample {
  const undone = new Set<TextMistake>();
  const pairs = Object.entries(message).flatMap(([name, value]: [string, unknown]) => {
    const values = Array.isArray(value) && value.every(isText) ? value : [value];
    return values.flatMap((one: unknown) => {
      if (one === null || one === undefined) return [];
      if (typeof one === 'object') undone.add('json-reformatted');
      return [[name, typeof one === 'string' ? one : JSON.stringify(one)] as const];
    });
  });
  return { ...sampleOf('json', reading(pairs)), undone: [...undone] };
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function markCut({ samples }: Finds): void {
  samples.splice(0, samples.length, ...samples.map((one) => ({ ...one, isCut: true })));
}
