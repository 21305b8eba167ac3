import { describe, expect, it } from '@jest/globals';
import { languageOf } from '../../src/http/language.js';

describe('an Accept-Language', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['*', 'en'],
    ['fr', 'en'],
    ['fr, de;q=0.9', 'en'],
    ['en-GB', 'en'],
    ['zh', 'zh'],
    ['ZH-cn', 'zh'],
    ['zh-Hans-CN', 'zh'],
    ['zh-TW', 'zh'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en-US,en;q=0.9,zh-CN;q=0.8', 'en'],
    ['en;q=0.3, zh;q=0.4', 'zh'],
    ['fr, zh;q=0.1', 'zh'],
    ['zh;q=0', 'en'],
    ['zh;q=0, en;q=0', 'en'],
    ['zh;q=nonsense, en', 'en'],
    [',,;;q', 'en'],
  ])('%s asks for %s', (accepted, language) => {
    expect(languageOf(accepted)).toBe(language);
  });
});
