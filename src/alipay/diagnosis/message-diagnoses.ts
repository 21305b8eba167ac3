import type { DiagnosisTable } from '../../kernel/diagnosis.js';
import type { Words } from '../../kernel/words.js';
import { ORIGIN_DIAGNOSES } from './origin-diagnoses.js';
import { TEXT_DIAGNOSES } from './text-diagnoses.js';

/** What is done to a message's text on its way. */
export type TextMistake = keyof typeof TEXT_DIAGNOSES;

/** What may be wrong with a message or an answer. */
export type MessageMistake = TextMistake | keyof typeof ORIGIN_DIAGNOSES;

/** Every known mistake with a message, in the words that the doctor, the log and `explain` share. */
export const MESSAGE_DIAGNOSES: DiagnosisTable<MessageMistake> = {
  ...ORIGIN_DIAGNOSES,
  ...TEXT_DIAGNOSES,
};

/** What is wrong and what to do, in one English line for a log. Pure. */
export function hintOf(code: MessageMistake): string {
  return hintWordsOf(code).en;
}

/** What a mistake is and what to do about it, for people of both languages. Pure. */
export function hintWordsOf(code: MessageMistake): Words {
  const { wrong, remedy } = MESSAGE_DIAGNOSES[code];
  return { en: `${wrong.en} ${remedy.en}`, zh: `${wrong.zh}${remedy.zh}` };
}
