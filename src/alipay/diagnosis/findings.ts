import type { Diagnosed } from '../../kernel/diagnosis.js';
import type { Words } from '../../kernel/words.js';
import type { MessageMistake } from './message-diagnoses.js';
import type { KeyAtHand } from './opened-signature.js';

/** What messages are held against. */
export interface DiagnosisContext {
  /** Alipay's first, for a signature is opened by the first that fits. */
  readonly keys: readonly KeyAtHand[];
  readonly appId: string;
  /** Null: not checked. */
  readonly sellerId: string | null;
  readonly gateway: string;
  /** Whether the certificate of Alipay's that a message names is one to trust; in public-key mode each is. */
  readonly trustsCertificate: (serial: string) => boolean;
}

/** What was found out about a message or an answer. */
export interface MessageFindings {
  /** What it is: a notify, a return address, a message of the platform, an answer of the gateway, or none of them. */
  readonly kind: 'notify' | 'return' | 'platform-message' | 'answer' | 'none';
  /** Whether it is genuine as it stands here, and for us. */
  readonly verifies: boolean;
  /** Whether it verifies once what `mistakes` names is undone. */
  readonly isProven: boolean;
  readonly mistakes: readonly Diagnosed<MessageMistake>[];
}

/** Findings that nothing is wrong, or what is. Pure. */
export function findings(
  kind: MessageFindings['kind'],
  isProven: boolean,
  mistakes: readonly Diagnosed<MessageMistake>[],
): MessageFindings {
  return { kind, verifies: isProven && mistakes.length === 0, isProven, mistakes };
}

/** One mistake with what it was seen by. Pure. */
export function saw(code: MessageMistake, en: string, zh: string): Diagnosed<MessageMistake> {
  return { code, saw: { en, zh } };
}

/** Names that are given in a sentence, in both languages. Pure. */
export function namesIn(names: readonly string[]): Words {
  const some = names.slice(0, 12);
  return { en: some.join(', '), zh: some.join('、') };
}
