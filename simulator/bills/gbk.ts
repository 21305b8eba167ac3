/** Node decodes GBK and does not encode it: the table is the decoder, read backwards. */
function makeTable(): ReadonlyMap<string, readonly number[]> {
  const bytesOf = new Map<string, readonly number[]>();
  const decoder = new TextDecoder('gbk');
  for (let pair = 0x8140; pair <= 0xfefe; pair += 1) {
    const bytes = [pair >> 8, pair & 0xff];
    const character = decoder.decode(Uint8Array.from(bytes));
    if (character.length === 1 && character !== '\uFFFD') bytesOf.set(character, bytes);
  }
  for (let code = 0; code < 0x80; code += 1) bytesOf.set(String.fromCodePoint(code), [code]);
  return bytesOf;
}

/** Made when the first bill is: most who load this ask for none. */
let table: ReadonlyMap<string, readonly number[]> | undefined;
const QUESTION_MARK = [0x3f] as const;

/** A text in GBK. What it has no character for becomes a question mark, as at Alipay. */
export function gbk(text: string): Buffer {
  // A million lines are hundreds of millions of characters: no list of them is made.
  const bytesOf = (table ??= makeTable());
  const bytes = Buffer.allocUnsafe(text.length * 2);
  let at = 0;
  for (const character of text) {
    for (const byte of bytesOf.get(character) ?? QUESTION_MARK) at = bytes.writeUInt8(byte, at);
  }
  return bytes.subarray(0, at);
}
