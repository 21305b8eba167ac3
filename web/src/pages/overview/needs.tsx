import { Badge, Card, Space } from 'antd';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client.js';
import { useWords } from '../../words/words.js';

type Need = Schemas['OverviewNeed'];

/** Where each kind of waiting work is listed. */
const LISTS: Readonly<Record<Need['kind'], string>> = {
  'overdue-orders': '/orders?needs=overdue',
  incidents: '/incidents?state=OPEN',
  'refund-approvals': '/refunds?state=REQUESTED',
  'after-sales': '/cases?needs=attention',
  'refunds-without-balance': '/refunds?state=PROCESSING&waitsFor=ACQ.SELLER_BALANCE_NOT_ENOUGH',
  'refunds-unknown': '/refunds?state=UNKNOWN',
  discrepancies: '/reconciliation?state=OPEN',
  bills: '/reconciliation',
  'paused-webhooks': '/webhooks',
  certificates: '/system',
  workers: '/system',
};

/** What waits for somebody, each a link to its list. */
export function Needs({ needs }: { readonly needs: readonly Need[] }) {
  const { overview: words, needKind } = useWords();
  const waiting = needs.filter(({ count }) => count > 0);
  return (
    <Card size="small" title={words.needs}>
      {waiting.length === 0 ? words.nothing : null}
      <Space wrap size="large">
        {waiting.map(({ kind, count, isMore }) => (
          <Link key={kind} to={LISTS[kind]}>
            <Space>
              <Badge count={isMore ? `${count}+` : count} color="#cf1322" />
              {needKind[kind]}
            </Space>
          </Link>
        ))}
      </Space>
    </Card>
  );
}
