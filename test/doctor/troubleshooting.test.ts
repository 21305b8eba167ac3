import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { DIAGNOSES, THEMES } from '../../src/doctor/diagnoses.js';
import { troubleshootingPage } from '../../src/doctor/troubleshooting.js';

const PAGES = { en: 'troubleshooting.md', zh: 'troubleshooting.zh-CN.md' } as const;
const pageOf = (name: string) =>
  readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const entries = Object.entries(DIAGNOSES);

describe('the table of diagnoses', () => {
  it.each(['en', 'zh'] as const)('is what docs tell (%s)', (language) => {
    expect(pageOf(PAGES[language])).toBe(troubleshootingPage(language));
  });

  it('has no code twice', () => {
    const codes = THEMES.flatMap(({ table }) => Object.keys(table));
    expect(codes).toHaveLength(entries.length);
  });

  it('says each in both languages, what is wrong and what to do', () => {
    const faulty = entries.filter(([, { wrong, remedy }]) => {
      const [english, chinese] = [
        [wrong.en, remedy.en],
        [wrong.zh, remedy.zh],
      ];
      return (
        !english.every((text) => text.length > 10) ||
        !chinese.every((text) => /[\u4e00-\u9fff]|^设置/.test(text))
      );
    });
    expect(faulty).toEqual([]);
  });

  it('is named by documents that lead there', () => {
    for (const name of ['operations.md', 'explain.md', 'alipay-setup.md']) {
      expect(pageOf(name)).toContain('troubleshooting.md');
    }
    expect(pageOf('../README.md')).toContain('docs/troubleshooting.md');
    expect(pageOf('../README.zh-CN.md')).toContain('docs/troubleshooting.zh-CN.md');
  });
});
