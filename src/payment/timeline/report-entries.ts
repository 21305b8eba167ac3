import { toRfc3339 } from '../../kernel/shanghai-time.js';
import type { Words } from '../../kernel/words.js';
import type { EvidenceEntity } from '../model/evidence.entity.js';
import { toldReport } from '../model/told-report.js';
import type { TimelineEntry } from './timeline-entry.js';

const CAME_BACK: Words = {
  en: 'The buyer came back from Alipay to the shop.',
  zh: '买家从支付宝返回了商店。',
};

/** What Alipay said, or a buyer's return, as an entry of the timeline. Pure. */
export function entriesOfEvidence(row: EvidenceEntity): TimelineEntry[] {
  const isVisit = row.source === 'return';
  return [
    {
      at: row.receivedAt,
      kind: 'report',
      type: row.source,
      text: toldReport(row),
      ownerText: isVisit ? CAME_BACK : null,
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
