import { en, type Words } from './en.js';
import { useLanguage } from './language.js';
import { zh } from './zh.js';

const TABLES = { en, zh } as const;

/** The words of the language that is chosen. */
export function useWords(): Words {
  return TABLES[useLanguage()];
}
