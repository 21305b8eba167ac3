import { type KeyObject, verify } from 'node:crypto';
import { bytesOfText } from './byte-text.js';

/** Fields of a message by name: one value each, form-decoded once, none of them empty. */
export type MessageFields = ReadonlyMap<string, string>;

/** A message: its fields, and their values as they were sent, a character for each byte, where those are known. */
export interface Message {
  readonly fields: MessageFields;
  readonly bytes: ReadonlyMap<string, string> | null;
}

/** An answer's node exactly as it was sent, with what stands beside it; null: not there. */
export interface AnswerParts {
  readonly node: string;
  readonly sign: string | null;
  readonly certSn: string | null;
}

/** Strings, and the characters that part JSON values; what stands between them is of no interest here. */
const JSON_TOKENS = /"(?:[^"\\]+|\\.)*"|[{}[\],]/gs;

const OPENING = new Set(['{', '[']);
const CLOSING = new Set(['}', ']']);

const MEMBER_NAME = /^\s*("(?:[^"\\]+|\\.)*")\s*:/s;

/**
 * Whether `sign` is the RSA2 signature of the text by one of the keys. The algorithm is never taken from the message.
 * Only the canonical base64 counts: Node's decoder skips what it does not know, so other texts mean the same bytes.
 */
export function isSignedBy(
  keys: readonly KeyObject[],
  text: string | Buffer,
  sign: string,
): boolean {
  const signature = Buffer.from(sign, 'base64');
  if (signature.toString('base64') !== sign) return false;
  const bytes = Buffer.from(text);
  return keys.some((key) => verify('sha256', bytes, key, signature));
}

/**
 * What a message's signature covers: its fields but for those `without`, sorted by name (alipay.md 1.3, 1.4). Alipay
 * signs the bytes that it sends, in whatever charset; UTF-8 where they are not known. Names are ASCII: a message with
 * another one is refused before, for two of those could be the same bytes here.
 */
export function signedBytes({ fields, bytes }: Message, without: readonly string[]): Buffer {
  const names = [...fields.keys()].filter((name) => !without.includes(name)).toSorted();
  const parts = names.map(
    (name) => `${name}=${bytes?.get(name) ?? bytesOfText(fields.get(name) ?? '')}`,
  );
  return Buffer.from(parts.join('&'), 'latin1');
}

/**
 * Takes an answer apart without parsing its node, whose exact text is what was signed. Alipay promises no order of node,
 * certificate serial and sign; failures may use the root `error_response`. Null when the text is no JSON object, says
 * a name twice, or has not exactly one of both roots.
 */
export function answerParts(body: string, root: string): AnswerParts | null {
  const members = membersOf(body);
  if (members === null) return null;
  const [node, other] = [root, 'error_response'].flatMap((name) => members.get(name) ?? []);
  if (node === undefined || other !== undefined) return null;
  return { node, sign: textMember(members, 'sign'), certSn: textMember(members, 'alipay_cert_sn') };
}

/**
 * The members of the outermost object, each value as the text that stands there; null as in {@link answerParts}. JSON that
 * is no object has no member with a name.
 */
function membersOf(body: string): ReadonlyMap<string, string> | null {
  if (!isJson(body)) return null;
  const members = new Map<string, string>();
  const bounds = outerBounds(body);
  for (const [i, end] of bounds.slice(1).entries()) {
    const member = body.slice((bounds[i] ?? 0) + 1, end);
    const [before = '', quoted = 'null'] = MEMBER_NAME.exec(member) ?? [];
    const name = String(JSON.parse(quoted));
    if (members.has(name)) return null;
    members.set(name, member.slice(before.length).trim());
  }
  return members;
}

/** Where the outermost object opens, has its commas, and closes. The text is known to be JSON. */
function outerBounds(body: string): number[] {
  const bounds: number[] = [];
  let depth = 0;
  for (const { 0: token, index } of body.matchAll(JSON_TOKENS)) {
    const inside = depth - (CLOSING.has(token) ? 1 : 0);
    if (inside === 0 || (inside === 1 && token === ',')) bounds.push(index);
    depth = inside + (OPENING.has(token) ? 1 : 0);
  }
  return bounds;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function textMember(members: ReadonlyMap<string, string>, name: string): string | null {
  const value: unknown = JSON.parse(members.get(name) ?? 'null');
  return typeof value === 'string' && value !== '' ? value : null;
}
