/** The languages that people are spoken to in; the first is spoken to who asks for none of them. */
export const LANGUAGES = ['en', 'zh'] as const;

/** A language that people are spoken to in. */
export type Language = (typeof LANGUAGES)[number];

/** What we write is simplified Chinese as in mainland China; it is what whoever reads any Chinese is given. */
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' };

/** A sentence for people of both languages. */
export type Words = Readonly<Record<Language, string>>;

/** The language of a terminal, by what its locale says (POSIX: the first that is set counts); English for others. Pure. */
export function languageOfTerminal(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((one) => Boolean(one));
  return LANGUAGES.find((one) => locale?.startsWith(one)) ?? LANGUAGES[0];
}

/** Whether a text names a language that people are spoken to in. Pure. */
export function isLanguage(text: string): text is Language {
  return LANGUAGES.some((one) => one === text);
}

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

/** What people are told for a code; the code itself, when there is nothing better. Pure. */
export function termOf(terms: Readonly<Record<string, Words>>, code: string): Words {
  return terms[code] ?? verbatim(code);
}

/** Sentences behind each other. Pure. */
export function joined(sentences: readonly Words[]): Words {
  const [en, zh] = [sentences.map((one) => one.en), sentences.map((one) => one.zh)];
  return { en: en.join(' '), zh: zh.join('') };
}
