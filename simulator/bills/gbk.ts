/** Node decodes GBK and does not encode it: the table is the decoder, read backwards. */
const bytesOf = new Map<string, readonly number[]>();
const decoder = new TextDecoder('gbk');
for (let pair = 0x8140; pair <= 0xfefe; pair += 1) {
  const bytes = [pair >> 8, pair & 0xff];
  const character = decoder.decode(Uint8Array.from(bytes));
  if (character.length === 1 && character !== '\uFFFD') bytesOf.set(character, bytes);
}

/** A text in GBK. What it has no character for becomes a question mark, as at Alipay. */
export function gbk(text: string): Buffer {
  const bytes = Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0x3f;
    return code < 0x80 ? [code] : (bytesOf.get(character) ?? [0x3f]);
  });
  return Buffer.from(bytes.flat());
}
