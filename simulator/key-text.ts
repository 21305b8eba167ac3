const headers = {
  PUBLIC: ['PUBLIC KEY', 'RSA PUBLIC KEY'],
  PRIVATE: ['PRIVATE KEY', 'RSA PRIVATE KEY'],
} as const;

/**
 * The PEM texts that the text of a key file may stand for: itself; a bare base64 key, as Alipay's console and key tool
 * give it, with each header around it, for it does not say of which form it is.
 */
export function keyTexts(text: string, kind: keyof typeof headers): string[] {
  const bare = text.replaceAll(/\s/g, '');
  if (!/^[\w+/]{64,}={0,2}$/.test(bare)) return [text];
  return headers[kind].map((name) => `-----BEGIN ${name}-----\n${bare}\n-----END ${name}-----\n`);
}
