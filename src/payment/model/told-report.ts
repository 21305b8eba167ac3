import { toChinaTime } from '../../kernel/shanghai-time.js';
import { joined, termOf, verbatim, type Words } from '../../kernel/words.js';
import type { EvidenceEntity } from './evidence.entity.js';
import { CHECKED, CHECKS, MEMBERS, STATUSES, VERDICTS, VISITS, WAYS } from './report-words.js';
import { PAYMENT_STATE_WORDS } from './state-words.js';

/** What Alipay said, or a buyer's return: the way, what was said, each check, and what it changed. Pure. */
export function toldReport(row: EvidenceEntity): Words {
  const sentence = row.source === 'return' ? visited(row) : said(row);
  return joined([sentence, ...checks(row), ...changes(row), ...repeats(row)]);
}

function visited(row: EvidenceEntity): Words {
  const visit = termOf(VISITS, row.verdict);
  return {
    en: `The buyer came back from Alipay: ${visit.en}.`,
    zh: `买家从支付宝返回：${visit.zh}。`,
  };
}

function said(row: EvidenceEntity): Words {
  const way = WAYS[row.source] ?? {
    en: `By ${row.source}, Alipay said`,
    zh: `支付宝经 ${row.source} 表示`,
  };
  const status = STATUSES[row.status] ?? { en: `"${row.status}"`, zh: `“${row.status}”` };
  const verdict = termOf(VERDICTS, row.verdict);
  return {
    en: `${way.en} ${status.en}: ${verdict.en}.`,
    zh: `${way.zh}：${status.zh}。${verdict.zh}。`,
  };
}

function checks({ checks: made }: EvidenceEntity): Words[] {
  return CHECKED.flatMap(([verdict, heading]) => {
    const names = Object.keys(made).filter((name) => made[name] === verdict);
    if (names.length === 0) return [];
    const terms = names.map((name) => termOf(CHECKS, name));
    return [
      {
        en: `${heading.en}: ${terms.map(({ en }) => en).join(', ')}.`,
        zh: `${heading.zh}：${terms.map(({ zh }) => zh).join('、')}。`,
      },
    ];
  });
}

function changes({ changed }: EvidenceEntity): Words[] {
  const moved = Object.entries(changed).map(([member, how]) => {
    const name = termOf(MEMBERS, member);
    const [before, after] = how.split(' → ').map((value) => valueOf(member, value));
    return {
      en: `${name.en} ${before?.en} → ${after?.en}`,
      zh: `${name.zh} ${before?.zh} → ${after?.zh}`,
    };
  });
  if (moved.length === 0) return [];
  return [
    {
      en: `Changed: ${moved.map(({ en }) => en).join(', ')}.`,
      zh: `变动：${moved.map(({ zh }) => zh).join('，')}。`,
    },
  ];
}

function valueOf(member: string, value: string): Words {
  if (value === '-') return { en: 'none', zh: '无' };
  if (member === 'refunded') return verbatim(`¥${value}`);
  return member === 'state' ? termOf(PAYMENT_STATE_WORDS, value) : verbatim(value);
}

function repeats({ repeats: count, lastReceivedAt }: EvidenceEntity): Words[] {
  if (count === 0) return [];
  const times = count === 1 ? 'once more' : `${count} more times, the last`;
  const last = toChinaTime(lastReceivedAt);
  return [
    {
      en: `The same again ${times} at ${last}.`,
      zh: `此后又收到同样内容 ${count} 次，最近一次在 ${last}。`,
    },
  ];
}
