import type { Words } from './words.js';

/** Something that is known to go wrong: what it is, and what somebody does about it. */
export interface Diagnosis {
  readonly wrong: Words;
  readonly remedy: Words;
}

/** Diagnoses by the word that programs know them by. */
export type DiagnosisTable<Code extends string = string> = Readonly<Record<Code, Diagnosis>>;

/** What was found to be wrong, and what it was seen by. */
export interface Diagnosed<Code extends string = string> {
  readonly code: Code;
  readonly saw: Words;
}

/**
 * What one look at a set-up found. `wrong`: it is to be mended; `note`: worth a look, or it could not be found out,
 * which is no alarm.
 */
export type Finding<Code extends string = string> =
  | { readonly verdict: 'good'; readonly saw: Words }
  | ({ readonly verdict: 'wrong' | 'note' } & Diagnosed<Code>);

/** A diagnosis in this order: what is wrong in English and in Chinese, what to do in English and in Chinese. Pure. */
export function diagnosis(
  fault: string,
  faultZh: string,
  remedy: string,
  remedyZh: string,
): Diagnosis {
  return { wrong: { en: fault, zh: faultZh }, remedy: { en: remedy, zh: remedyZh } };
}

/** A look that found nothing wrong. Pure. */
export function good(en: string, zh = en): Finding<never> {
  return { verdict: 'good', saw: { en, zh } };
}

/** A look that found something to mend. Pure. */
export function wrong<Code extends string>(code: Code, en: string, zh = en): Finding<Code> {
  return { verdict: 'wrong', code, saw: { en, zh } };
}

/** A look that found something that may be meant so. Pure. */
export function note<Code extends string>(code: Code, en: string, zh = en): Finding<Code> {
  return { verdict: 'note', code, saw: { en, zh } };
}
