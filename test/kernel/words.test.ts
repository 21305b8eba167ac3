import { describe, expect, it } from '@jest/globals';
import { isWords, languageOfTerminal } from '../../src/kernel/words.js';

describe('the language of a terminal', () => {
  it.each([
    [{}, 'en'],
    [{ LANG: 'C' }, 'en'],
    [{ LANG: 'de_DE.UTF-8' }, 'en'],
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'zh_CN.UTF-8', LC_MESSAGES: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'zh_CN.UTF-8', LC_MESSAGES: 'en' }, 'zh'],
    [{ LANG: 'zh_CN', LC_ALL: '' }, 'zh'],
  ])('of %j is %s', (env, language) => {
    expect(languageOfTerminal(env)).toBe(language);
  });
});

describe('a sentence in both languages', () => {
  const words = { en: 'Yes.', zh: '是。' };

  it.each([
    [words, true],
    [{ en: 'Yes.' }, false],
    [{ ...words, de: 'Ja.' }, false],
    ['Yes.', false],
    [null, false],
    [[words], false],
  ])('%j: %s', (value, is) => {
    expect(isWords(value)).toBe(is);
  });
});
