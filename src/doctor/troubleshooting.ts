import type { DiagnosisTable } from '../kernel/diagnosis.js';
import { THEMES } from './diagnoses.js';

const HEADS = {
  en: [
    '# Troubleshooting',
    '',
    '[中文](troubleshooting.zh-CN.md)',
    '',
    '`npm run doctor` looks at keys, environment, gateway, notify address, proxy, processes, database and Redis, and',
    'names what is wrong by the words of this page; so does `GET /api/v1/doctor` for operators, and **System** in the console. A message that does not verify:',
    '',
    '```sh',
    'npm run doctor -- --notify message.txt   # or --return, --answer; - reads standard input',
    '```',
    '',
    'takes a raw body, an address, a curl line, a line of a log, JSON of a framework or what a program printed, and says which',
    'mistake makes it verify once it is undone. The log line of a refused notify has the same word as `diagnosis`.',
    '**Diagnosis** in the console does the same with what is pasted there.',
    'This page is made of the table in the code: `npm run doctor -- --troubleshooting en > docs/troubleshooting.md`.',
  ],
  zh: [
    '# 故障排查',
    '',
    '[English](troubleshooting.md)',
    '',
    '`npm run doctor` 检查密钥、环境、网关、通知地址、代理、进程、数据库和 Redis，并用本页的词指出问题；运营人员也可调用',
    '`GET /api/v1/doctor`，或打开管理后台的**系统**页。对于验签失败的报文：',
    '',
    '```sh',
    'npm run doctor -- --notify message.txt   # 或 --return、--answer；- 表示读取标准输入',
    '```',
    '',
    '可以是原始请求体、网址、curl 命令、一行日志、框架的 JSON 或程序打印的内容，它会说明纠正哪个错误后可以验签。',
    '被拒绝的通知在日志中以 `diagnosis` 给出同一个词。',
    '管理后台的**诊断**页对粘贴的内容做同样的检查。',
    '本页由代码中的表生成：`npm run doctor -- --troubleshooting zh > docs/troubleshooting.zh-CN.md`。',
  ],
} as const;

const LABELS = { en: 'What to do: ', zh: '处理：' } as const;

/** docs/troubleshooting.md, or its Chinese version: the whole table of diagnoses. Pure. */
export function troubleshootingPage(language: 'en' | 'zh'): string {
  const themes = THEMES.flatMap(({ title, table }) => [
    '',
    `## ${title[language]}`,
    ...entriesOf(table, language),
  ]);
  return `${[...HEADS[language], ...themes].join('\n')}\n`;
}

function entriesOf(table: DiagnosisTable, language: 'en' | 'zh'): string[] {
  return Object.entries(table).flatMap(([code, { wrong, remedy }]) => [
    '',
    `### \`${code}\``,
    '',
    escaped(wrong[language]),
    '',
    `${LABELS[language]}${escaped(remedy[language])}`,
  ]);
}

/** What Markdown would take for a mark. */
function escaped(text: string): string {
  return text.replaceAll(/[\\*<>&]/g, (sign) => `\\${sign}`);
}
