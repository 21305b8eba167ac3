import { toChinaTime, toRfc3339 } from '../../kernel/shanghai-time.js';
import { hintOf, type MessageMistake } from '../../alipay/diagnosis/message-diagnoses.js';
import type { CheckVerdict } from '../../alipay/trade-report.js';
import type { EvidenceEntity } from '../model/evidence.entity.js';
import type { TimelineEntry } from './timeline-entry.js';

const WAYS: Readonly<Record<string, string>> = {
  notify: 'Alipay notified us',
  query: 'Asked, Alipay answered',
  close: 'Asked to close the trade, Alipay answered',
  cancel: 'Asked to cancel the trade, Alipay answered',
  refund: 'To a refund, Alipay answered',
  bill: 'The daily bill says',
};

const STATUSES: Readonly<Record<string, string>> = {
  NOT_EXIST: 'that it knows no such trade: nobody has opened the link yet',
  WAIT_BUYER_PAY: 'that the trade waits for the buyer',
  TRADE_SUCCESS: 'that the trade is paid',
  TRADE_FINISHED: 'that the trade is paid and can be refunded no more',
  TRADE_CLOSED: 'that the trade is closed',
  REFUND: 'about that refund alone',
};

const HELD = 'it is held for an operator';

const VERDICTS: Readonly<Record<string, string>> = {
  awaiting: 'noted',
  paid: 'the payment and its order are paid by it',
  late: 'the money is booked, but the order could not use it any more',
  refunded: 'money went back, and was booked',
  finished: 'noted',
  closed: 'no money came, the payment is closed',
  unchanged: 'that was known already, so nothing changed',
  'unknown-trade': `no payment here has this number; what claims money is held for an operator`,
  'refund-done': 'the money went back',
  'refund-refused': 'it is refused for good',
  'refund-waits': 'it cannot be made now, so it is sent again later',
  'refund-open': 'that does not say whether money moved, so it is asked for',
  'refund-not-there': 'no such refund is known there, so it is sent again under the same number',
  'deposit-back-arrived': "the buyer's bank has taken it",
  'deposit-back-bounced': `the buyer's bank did not take it; ${HELD}`,
  'amount-mismatch': `not believed, for the sum is another than was asked for; ${HELD}`,
  'app-id-mismatch': `refused, nothing here follows from it. ${withoutStop('other-app')}`,
  'seller-id-mismatch': `refused, nothing here follows from it. ${withoutStop('other-seller')}`,
  'trade-no-mismatch': `not believed, for another trade has this number already; ${HELD}`,
  'refund-exceeds-payment-mismatch': `not believed, for more would be refunded than was paid; ${HELD}`,
};

/** The doctor's words; the sentence that they end has its own full stop. */
function withoutStop(code: MessageMistake): string {
  return hintOf(code).replace(/\.$/, '');
}

const VISITS: Readonly<Record<string, string>> = {
  known: 'the payment was known to be paid',
  asked: 'Alipay was asked, for a return alone proves no payment',
  'unknown-trade': 'no payment here has this number',
};

/** What each check looks at. */
const CHECKS: Readonly<Record<string, string>> = {
  signature: 'the signature',
  app_id: 'our app_id',
  seller_id: 'our seller_id',
  out_trade_no: 'a payment of ours',
  total_amount: 'its sum',
  trade_no: "Alipay's number",
  refund_fee: 'what was refunded',
  out_request_no: "the refund's number",
  refund_amount: "the refund's sum",
  money_moved: 'that money moved',
  state: "the payment's state",
  order: 'an order that can use it',
};

const CHECKED: readonly (readonly [CheckVerdict, string])[] = [
  ['passed', 'Checked'],
  ['failed', 'Did not fit'],
  ['not-said', 'Nothing to compare for'],
  ['off', 'Not configured'],
];

/** What Alipay said, or a buyer's return, as an entry of the timeline. Pure. */
export function entriesOfEvidence(row: EvidenceEntity): TimelineEntry[] {
  const isVisit = row.source === 'return';
  const sentence = isVisit ? visited(row) : said(row);
  return [
    {
      at: row.receivedAt,
      kind: 'report',
      type: row.source,
      text: `${sentence}.${checks(row)}${changes(row)}${repeats(row)}`,
      ownerText: isVisit ? 'The buyer came back from Alipay to the shop.' : null,
      facts: {
        evidenceId: row.id,
        outTradeNo: row.outTradeNo,
        status: isVisit ? null : row.status,
        verdict: row.verdict,
        checks: row.checks,
        changed: row.changed,
        report: row.report,
        repeats: row.repeats,
        lastReceivedAt: toRfc3339(row.lastReceivedAt),
      },
    },
  ];
}

function visited(row: EvidenceEntity): string {
  return `The buyer came back from Alipay: ${VISITS[row.verdict] ?? row.verdict}`;
}

function said(row: EvidenceEntity): string {
  const way = WAYS[row.source] ?? `By ${row.source}, Alipay said`;
  const status = STATUSES[row.status] ?? `"${row.status}"`;
  return `${way} ${status}: ${VERDICTS[row.verdict] ?? row.verdict}`;
}

function checks({ checks: made }: EvidenceEntity): string {
  const lists = CHECKED.map(([verdict, heading]) => {
    const names = Object.keys(made).filter((name) => made[name] === verdict);
    const list = names.map((name) => CHECKS[name] ?? name).join(', ');
    return list === '' ? '' : ` ${heading}: ${list}.`;
  });
  return lists.join('');
}

function changes({ changed }: EvidenceEntity): string {
  const moved = Object.entries(changed).map(([member, how]) => `${member} ${how}`);
  return moved.length === 0 ? '' : ` Changed: ${moved.join(', ')}.`;
}

function repeats({ repeats: count, lastReceivedAt }: EvidenceEntity): string {
  if (count === 0) return '';
  const times = count === 1 ? 'once more' : `${count} more times, the last`;
  return ` The same again ${times} at ${toChinaTime(lastReceivedAt)}.`;
}
