import { isKnownName, knownNameOf } from './known-names.js';

/** What JSON in a text holds: objects that may be messages, answers as they stand there, and texts to look into. */
export interface JsonFinds {
  readonly messages: readonly object[];
  readonly answers: readonly string[];
  readonly texts: readonly string[];
  /** An object begins and does not end. */
  readonly isCut: boolean;
}

const ROOT = /_response$/;
const LEAST_NAMES = 3;
const MOST_DEPTH = 5;

/** Numbers become texts, as they were written: parsed, they would lose their decimals and digits. */
const NUMBERS = /("[\w.-]+"\s*:\s*)(-?\d[\d.]*)(?=\s*[,}\]])/g;

/** Looks through each JSON object that a text holds. Pure. */
export function findJson(text: string): JsonFinds {
  const finds = { messages: [] as object[], answers: [] as string[], texts: [] as string[] };
  const { objects, isCut } = objectsIn(text);
  for (const one of objects) look(parsed(one), one, finds, 0);
  return { ...finds, isCut };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replaceAll(NUMBERS, '$1"$2"'));
  } catch {
    return null;
  }
}

type Finds = { messages: object[]; answers: string[]; texts: string[] };

/** @param source the text that the value was read from; null when that is not at hand to the letter */
function look(value: unknown, source: string | null, finds: Finds, depth: number): void {
  if (typeof value === 'string') finds.texts.push(value);
  if (isObject(value) && depth <= MOST_DEPTH) lookInto(value, source, finds, depth);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function lookInto(value: object, source: string | null, finds: Finds, depth: number): void {
  if (Object.keys(value).some((name) => ROOT.test(name))) {
    finds.answers.push(source ?? JSON.stringify(value));
  } else if (isMessage(value)) {
    finds.messages.push(value);
  } else {
    for (const inner of Object.values(value)) look(inner, null, finds, depth + 1);
  }
}

function isMessage(value: object): boolean {
  const names = Object.keys(value).filter((name) => isKnownName(knownNameOf(name)));
  return names.length >= LEAST_NAMES;
}

/** The outermost `{…}` of a text; braces inside JSON's strings do not count. */
function objectsIn(text: string): { objects: string[]; isCut: boolean } {
  const objects: string[] = [];
  let [depth, start] = [0, 0];
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/gs)) {
    if (token === '{' && depth++ === 0) start = index;
    if (token !== '}' || depth === 0) continue;
    depth -= 1;
    if (depth === 0) objects.push(text.slice(start, index + 1));
  }
  return { objects, isCut: depth > 0 };
}
