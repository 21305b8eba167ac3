import { diagnoseAnswer } from './answer-diagnosis.js';
import { type DiagnosisContext, findings, type MessageFindings, saw } from './findings.js';
import { type Effort, PATIENT } from './mending.js';
import { diagnoseMessage } from './message-diagnosis.js';
import { readPasted } from './pasted.js';

/**
 * Says of what somebody has at hand whether it is a genuine message or answer of Alipay, and if not, which known
 * mistake makes it one; it tells by itself which of them it is. Pure.
 */
export function diagnose(
  bytes: Buffer,
  context: DiagnosisContext,
  effort: Effort = PATIENT,
): MessageFindings {
  const pasted = readPasted(bytes);
  switch (pasted.kind) {
    case 'message':
      return diagnoseMessage(pasted.samples, context, effort);
    case 'answer': {
      const all = pasted.answers.map((answer) => diagnoseAnswer(answer, context));
      const [first] = all;
      return all.find(({ isProven }) => isProven) ?? first ?? none(bytes);
    }
    case 'none':
      return none(bytes);
  }
}

function none(bytes: Buffer): MessageFindings {
  const text = bytes.toString('latin1').trim();
  const isPage = /^<(?:!doctype|html|\?xml)/i.test(text);
  const code = isPage ? 'answer-no-json' : 'no-message';
  const size = `${bytes.length}`;
  return findings('none', false, [saw(code, `${size} bytes`, `${size} 字节`)]);
}
