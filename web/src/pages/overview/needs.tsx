import { Link } from 'react-router';
import type { Schemas } from '../../api/client.js';
import { useWords } from '../../words/words.js';
import { lacksNotifies } from './lacks-notifies.js';

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
export function Needs({ needs, recorded }: Pick<Schemas['Overview'], 'needs' | 'recorded'>) {
  const { overview: words, needKind } = useWords();
  const waiting = needs.filter(({ count }) => count > 0);
  const isDeaf = lacksNotifies(recorded);
  return (
    <section className="card">
      <h2 className="card-title">{words.needs}</h2>
      {waiting.length === 0 && !isDeaf ? <p>{words.nothing}</p> : null}
      <ul className="needs">
        {waiting.map(({ kind, count, isMore }) => (
          <li key={kind}>
            <Link to={LISTS[kind]}>
              <span className="count">{isMore ? `${count}+` : count}</span>
              {needKind[kind]}
            </Link>
          </li>
        ))}
        {isDeaf ? (
          <li>
            <Link to="/system">
              <span className="count">!</span>
              {words.fewNotifies}
            </Link>
          </li>
        ) : null}
      </ul>
    </section>
  );
}
