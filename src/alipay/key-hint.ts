import type { AlipayConfig } from '../../config/alipay.config.js';
import { hintWordsOf } from './diagnosis/message-diagnoses.js';

/** What verifies Alipay's messages here, for whoever has to find out why one does not: names only, nothing of a key. */
export interface KeyHint {
  readonly appId: string;
  readonly keyFile: string;
  readonly hint: string;
}

/** What to look at when a signature does not verify and nobody has looked closer. */
export const UNVERIFIED_WORDS = hintWordsOf('unknown-key');

/** What the configured mode verifies with. Pure. */
export function keyHintOf(config: AlipayConfig): KeyHint {
  const { appId, mode, publicKeyFile, alipayCertFiles } = config;
  const keyFile = mode === 'certificate' ? alipayCertFiles.join(', ') : publicKeyFile;
  return { appId, keyFile, hint: UNVERIFIED_WORDS.en };
}
