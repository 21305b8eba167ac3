import { yuanToFen, type Fen, isYuan } from '../kernel/money.js';

/** What an old page sent, whatever types its values have. */
export type Fields = Readonly<Record<string, unknown>>;

const WHOLE = /^\d{1,10}$/;

/**
 * The members of a body. Old pages post JSON text without its content type, as a form or as plain text; a form of one
 * nameless field whose name is a JSON object is such a text. Pure.
 */
export function bodyFields(body: unknown): Fields {
  const text = typeof body === 'string' ? body : textOfForm(body);
  if (text !== null) return objectIn(text) ?? {};
  return isObject(body) ? body : {};
}

/** The name of a form's only field when it has no value and looks like JSON; null otherwise. */
function textOfForm(body: unknown): string | null {
  const [field, ...others] = isObject(body) ? Object.entries(body) : [];
  const isText = others.length === 0 && field?.[1] === '' && field[0].trimStart().startsWith('{');
  return isText ? field[0] : null;
}

function objectIn(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A whole number that stands there as a number or as text; null for anything else. Pure. */
export function wholeIn(value: unknown): number | null {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && WHOLE.test(text) ? Number(text) : null;
}

/** A sum in yuan that stands there as a number or as text; null for anything else. Pure. */
export function sumIn(value: unknown): Fen | null {
  const text = typeof value === 'number' ? String(value) : value;
  return isYuan(text) ? yuanToFen(text) : null;
}

/** A text that is not empty; null for anything else. Pure. */
export function textIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
