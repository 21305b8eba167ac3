import { Link } from 'react-router';
import type { Schemas } from '../../api/client.js';
import { OrderLink } from '../../parts/order-link.js';
import { useWords } from '../../words/words.js';
import { orderOf, wordOf } from './audit-facts.js';

type Entry = Schemas['AuditEntry'];

/** The page that shows objects of a kind; `{id}` stands for the object's. */
const PAGES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    after_sale: '/cases',
    incident: '/incidents',
    discrepancy: '/reconciliation',
    reconciliation: '/reconciliation?day={id}',
    sku: '/catalogue',
    webhook: '/webhooks?webhookId={id}',
    delivery: '/webhooks',
    person: '/people',
  }),
);

/** Acts of people upon themselves. */
const OWN = /^(?:session\.|second-factor\.|person\.password$)/;

/** What an entry is about, by its name, with a link to where it is seen. */
export function AuditedObject({ entry }: { readonly entry: Entry }) {
  const { objects } = useWords().audit.facts;
  const { kind, id } = entry.object;
  if (kind === 'order' && /^\d+$/.test(id)) return <OrderLink orderNo={id} />;
  const name = `${wordOf(objects, kind)} ${nameOf(entry)}`;
  const orderNo = orderOf(entry);
  const page = PAGES.get(kind)?.replace('{id}', encodeURIComponent(id));
  return (
    <span className="wrap">
      {page === undefined ? name : <Link to={page}>{name}</Link>}
      {orderNo === null ? null : (
        <>
          {' '}
          <OrderLink orderNo={orderNo} />
        </>
      )}
    </span>
  );
}

/** People are known by their names, everything else by its number. */
function nameOf({ object, what, who, before, after }: Entry): string {
  if (object.kind !== 'person') return object.id;
  const username = OWN.test(what) ? who : (after?.['username'] ?? before?.['username']);
  return typeof username === 'string' ? username : object.id.slice(0, 8);
}
