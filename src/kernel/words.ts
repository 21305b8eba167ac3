/** The languages that people are spoken to in; the first is spoken to who asks for none of them. */
export const LANGUAGES = ['en', 'zh'] as const;

/** A language that people are spoken to in. */
export type Language = (typeof LANGUAGES)[number];

/** A sentence for people of both languages. */
export type Words = Readonly<Record<Language, string>>;

/** Whether a value is a sentence in both languages. Pure. */
export function isWords(value: unknown): value is Words {
  if (typeof value !== 'object' || value === null) return false;
  const names = Object.keys(value);
  return names.length === LANGUAGES.length && LANGUAGES.every((one) => names.includes(one));
}

/** The same text in both languages: names, numbers and what others said. Pure. */
export function verbatim(text: string): Words {
  return { en: text, zh: text };
}
