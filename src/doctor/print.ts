import type { MessageFindings } from '../alipay/diagnosis/findings.js';
import type { Words } from '../kernel/words.js';
import { DIAGNOSES } from './diagnoses.js';
import type { DoctorReport } from './report.js';

/** In which languages it is told. */
export type Language = 'en' | 'zh' | 'both';

const MARKS = { good: '✓', note: '!', wrong: '✗' } as const;

function told(words: Words, language: Language): string[] {
  if (language !== 'both') return [words[language]];
  return words.en === words.zh ? [words.en] : [words.en, words.zh];
}

function line(words: Words, language: Language): string {
  return told(words, language).join(' / ');
}

/** A report for a terminal. Pure. */
export function reportLines({ checks, isWell, ms }: DoctorReport, language: Language): string[] {
  const lines = checks.flatMap(({ title, findings }) => [
    line(title, language),
    ...findings.flatMap(({ verdict, code, saw, wrong, remedy }) => [
      `  ${MARKS[verdict]} ${code === null ? '' : `${code}: `}${line(saw, language)}`,
      ...explained(wrong, remedy, language),
    ]),
    '',
  ]);
  const count = checks.flatMap(({ findings }) => findings).filter((one) => one.verdict === 'wrong');
  const end = isWell
    ? { en: `Nothing is wrong (${ms} ms).`, zh: `一切正常（${ms} 毫秒）。` }
    : {
        en: `${count.length} to mend (${ms} ms).`,
        zh: `${count.length} 项需要处理（${ms} 毫秒）。`,
      };
  return [...lines, line(end, language)];
}

function explained(wrong: Words | null, remedy: Words | null, language: Language): string[] {
  if (wrong === null || remedy === null) return [];
  const [faults, remedies] = [told(wrong, language), told(remedy, language)];
  return faults.flatMap((fault, i) => [`      ${fault}`, `      → ${remedies[i] ?? ''}`]);
}

const KINDS: Readonly<Record<MessageFindings['kind'], Words>> = {
  notify: { en: 'A notify', zh: '异步通知' },
  return: { en: 'A return address', zh: '同步返回网址' },
  'platform-message': { en: 'A message of the open platform', zh: '开放平台消息' },
  answer: { en: 'An answer of the gateway', zh: '网关应答' },
  none: { en: 'No message of Alipay', zh: '不是支付宝报文' },
};

/** What was found out about a message, for a terminal. Pure. */
export function messageLines(found: MessageFindings, language: Language): string[] {
  const { kind, verifies, isProven, mistakes } = found;
  const verdict = verdictOf(verifies, isProven);
  const head = told(KINDS[kind], language).map((name, i) => {
    const said = told(verdict, language)[i] ?? '';
    return language === 'zh' || (language === 'both' && i === 1)
      ? `${name}：${said}`
      : `${name}: ${said}`;
  });
  return [
    ...head,
    ...mistakes.flatMap(({ code, saw }) => [
      `  ✗ ${code}: ${line(saw, language)}`,
      ...explained(DIAGNOSES[code].wrong, DIAGNOSES[code].remedy, language),
    ]),
  ];
}

function verdictOf(verifies: boolean, isProven: boolean): Words {
  if (verifies) return { en: 'it verifies, and is for us.', zh: '验签通过，且属于本应用。' };
  return isProven
    ? { en: 'it is Alipay’s once this is undone:', zh: '纠正以下问题后可以验签：' }
    : { en: 'it does not verify:', zh: '无法验签：' };
}
