import { termOf, verbatim, type Words } from '../../kernel/words.js';
import { STATUSES } from './report-words.js';
import { REFUND_STATE_WORDS } from './state-words.js';

/** What may have been written down when a difference between a bill and the books was looked at, by its own words. */
const SENTENCES: Readonly<Record<string, string>> = {
  'a person decides': '须由人员处理',
  'decided by a person': '已由人员处理',
  'it could not be looked at; the log says why': '未能核查，原因见日志',
  'Alipay was asked, and said nothing': '已向支付宝查询，没有得到应答',
  'Alipay was asked: it is refunded': '已向支付宝查询：款项已退回',
  'Alipay was asked, and did not say that it is done': '已向支付宝查询，未确认退款完成',
  'its line names no number to ask for': '账单行没有可供查询的退款请求号',
  'Alipay was asked, and does not know this refund': '已向支付宝查询，支付宝没有这笔退款',
  'Alipay was asked, and names another sum': '已向支付宝查询，金额不一致',
  'booked as a refund on the pages of Alipay, which confirmed it':
    '支付宝已确认，按在支付宝页面上发起的退款入账',
  'it was made on the pages of Alipay, so its number is not known':
    '在支付宝页面上发起，退款请求号未知',
};

/** Why what a bill says became an incident. */
const HELD: Readonly<Record<string, Words>> = {
  mismatch: { en: ': it does not fit the payment', zh: '：与支付不符' },
  'unknown-trade': { en: ': no payment here started that trade', zh: '：不是由本系统发起的支付' },
};

type Told = (parts: Readonly<Record<string, string>>) => Words;

/** The same where it names something. */
const PATTERNS: readonly (readonly [RegExp, Told])[] = [
  [
    /^Alipay was asked: (?<status>[A-Z_]+)(?<so>, which does not fit|, so not paid)?$/,
    ({ status = '', so = '' }) => {
      const said = termOf(STATUSES, status);
      const soZh = { ', which does not fit': '，与本地账不符', ', so not paid': '，因此未付款' }[
        so
      ];
      return {
        en: `Alipay was asked, and said ${said.en}${so}`,
        zh: `已向支付宝查询：${said.zh}${soZh ?? ''}`,
      };
    },
  ],
  [
    /^held as an incident \((?<verdict>.+)\)$/,
    ({ verdict = '' }) => {
      const why = HELD[verdict] ?? { en: '', zh: '' };
      return { en: `held as an incident${why.en}`, zh: `已列为异常资金${why.zh}` };
    },
  ],
  [
    /^decided as incident (?<id>\d+)(?<how>: [^]+)?$/,
    ({ id = '', how = '' }) => ({
      en: `decided as incident ${id}${how}`,
      zh: `已随异常资金 ${id} 处理${how.replace(': sent back', ': 款项已退回').replace(': ', '：')}`,
    }),
  ],
  [
    /^the refund is (?<state>[A-Z]+) here, and done by the bill$/,
    ({ state = '' }) => {
      const here = termOf(REFUND_STATE_WORDS, state);
      return {
        en: `the refund is ${here.en} here, and done by the bill`,
        zh: `本地退款${here.zh}，而账单显示已完成`,
      };
    },
  ],
];

/** What was tried about a difference, or who decided what; what people wrote stays as it is. Pure. */
export function differenceWords(done: string): Words {
  const zh = SENTENCES[done];
  if (zh !== undefined) return { en: done, zh };
  for (const [pattern, told] of PATTERNS) {
    const { groups } = pattern.exec(done) ?? {};
    if (groups !== undefined) return told(groups);
  }
  return verbatim(done);
}
