/** A sentence for people of both languages. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}

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

/** A diagnosis in the order: what is wrong in English and Chinese, what to do in English and Chinese. Pure. */
export function diagnosis(
  wrong: string,
  wrongZh: string,
  remedy: string,
  remedyZh: string,
): Diagnosis {
  return { wrong: { en: wrong, zh: wrongZh }, remedy: { en: remedy, zh: remedyZh } };
}

/** The same text in both languages: names, numbers and what others said. Pure. */
export function verbatim(text: string): Words {
  return { en: text, zh: text };
}
