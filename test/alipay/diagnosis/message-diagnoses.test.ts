import { expect, it } from '@jest/globals';
import {
  hintOf,
  hintWordsOf,
  MESSAGE_DIAGNOSES,
  type MessageMistake,
} from '../../../src/alipay/diagnosis/message-diagnoses.js';

it.each(Object.keys(MESSAGE_DIAGNOSES) as MessageMistake[])(
  'the hint of %s says what is wrong and what to do, in both languages',
  (code) => {
    const { wrong, remedy } = MESSAGE_DIAGNOSES[code];
    const words = { en: `${wrong.en} ${remedy.en}`, zh: `${wrong.zh}${remedy.zh}` };
    expect(hintWordsOf(code)).toEqual(words);
    expect(hintOf(code)).toBe(words.en);
    for (const text of [wrong.zh, remedy.zh]) expect(text).toMatch(/\p{Script=Han}/u);
    for (const text of [wrong.en, remedy.en]) expect(text).toMatch(/^[^\p{Script=Han}]{5}.{5}/u);
  },
);
