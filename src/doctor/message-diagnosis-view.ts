import { ApiSchema } from '@nestjs/swagger';
import type { MessageFindings } from '../alipay/diagnosis/findings.js';
import { ApiFlag, ApiOneOf, ApiParts, ApiText } from '../http/openapi/api-members.js';
import type { Language } from '../kernel/words.js';
import { DIAGNOSES } from './diagnoses.js';

const KINDS = ['notify', 'return', 'platform-message', 'answer', 'none'] as const;

/** What is wrong with a message, on the wire. */
@ApiSchema({ name: 'MessageMistake' })
class MistakeView {
  @ApiText({ description: 'For programs; docs/troubleshooting.md lists them' })
  readonly code!: string;
  @ApiText({ description: 'What it was seen by' }) readonly saw!: string;
  @ApiText({ description: 'What is wrong' }) readonly wrong!: string;
  @ApiText({ description: 'What to do about it' }) readonly remedy!: string;
}

/** Why a message or an answer verifies or does not, on the wire. */
@ApiSchema({ name: 'MessageDiagnosis' })
export class MessageDiagnosisView {
  @ApiOneOf('MessageKind', KINDS, { description: 'What it is; `none`: nothing of Alipay’s' })
  readonly kind!: MessageFindings['kind'];
  @ApiFlag({ description: 'It is genuine as it stands, and for this application' })
  readonly verifies!: boolean;
  @ApiFlag({ description: 'It verifies once what `mistakes` names is undone' })
  readonly isProven!: boolean;
  @ApiParts(() => MistakeView) readonly mistakes!: readonly MistakeView[];
}

/** What was found out about a message, told in a language. Pure. */
export function diagnosisIn(
  { kind, verifies, isProven, mistakes }: MessageFindings,
  language: Language,
): MessageDiagnosisView {
  const told = mistakes.map(({ code, saw }) => {
    const { wrong, remedy } = DIAGNOSES[code];
    return { code, saw: saw[language], wrong: wrong[language], remedy: remedy[language] };
  });
  return { kind, verifies, isProven, mistakes: told };
}
