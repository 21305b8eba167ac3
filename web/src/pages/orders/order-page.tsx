import { useQuery } from '@tanstack/react-query';
import { Card } from 'antd';
import { Link, useParams } from 'react-router';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { Page } from '../../parts/page.js';
import { PageState } from '../../parts/page-state.js';
import { useWords } from '../../words/words.js';
import { OrderActions } from './order-actions.js';
import { OrderFacts } from './order-facts.js';
import { OrderLines } from './order-lines.js';
import { OrderParcels } from './order-parcels.js';
import { OrderPayment } from './order-payment.js';
import { OrderRefunds } from './order-refunds.js';
import { OrderTimeline } from './order-timeline.js';

/** One order: its goods, its money, its story, and what can be done with it. */
export function OrderPage() {
  const { orderNo = '' } = useParams();
  const words = useWords();
  const query = useQuery({
    queryKey: ['order', orderNo],
    queryFn: () => dataOf(api.GET('/api/v1/orders/{orderNo}', { params: { path: { orderNo } } })),
  });
  return (
    <Page title={`${words.common.orderNo} ${orderNo}`}>
      <p>
        <Link to="/orders">{words.common.back}</Link>
      </p>
      <PageState query={query}>
        {query.data === undefined ? null : <Parts order={query.data} />}
      </PageState>
    </Page>
  );
}

function Parts({ order }: { readonly order: Schemas['Order'] }) {
  const words = useWords().orders;
  return (
    <div className="stack">
      <OrderActions order={order} />
      <OrderFacts order={order} />
      <Card size="small" title={words.lines}>
        <OrderLines lines={order.lines} />
      </Card>
      <OrderParcels parcels={order.shipments} />
      <Card size="small" title={words.payment}>
        <OrderPayment orderNo={order.orderNo} />
      </Card>
      <Card size="small" title={words.refunds}>
        <OrderRefunds orderNo={order.orderNo} />
      </Card>
      <Card size="small" title={words.timeline}>
        <OrderTimeline orderNo={order.orderNo} />
      </Card>
    </div>
  );
}
