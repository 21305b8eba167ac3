import { Card, Descriptions } from 'antd';
import type { Schemas } from '../../api/client.js';
import { timeText, yuanText } from '../../parts/format.js';
import { StateTag } from '../../parts/state-tag.js';
import { useWords } from '../../words/words.js';

type Order = Schemas['Order'];

const COLUMNS = { xs: 1, sm: 2, lg: 3 };

/** What an order is, costs, and where it goes. */
export function OrderFacts({ order }: { readonly order: Order }) {
  const { orders, common, orderState } = useWords();
  const { state, customer, payable, goodsAmount, freight, discount } = order;
  const parcels = order.shipments.map((one) => `${one.carrier} ${one.trackingNumber}`).join(', ');
  const facts = {
    [common.state]: <StateTag state={state} words={orderState[state]} />,
    [common.customer]: customer?.username ?? '–',
    [orders.created]: timeText(order.createdAt),
    [orders.payable]: yuanText(payable),
    [orders.goods]: yuanText(goodsAmount),
    [orders.freight]: yuanText(freight),
    [orders.discount]: yuanText(discount),
    [orders.refunded]: yuanText(order.refundedAmount),
    [orders.refundable]: yuanText(order.refundableAmount),
    [orders.paidAt]: timeText(order.paidAt),
    [orders.parcels]: parcels || '–',
    [orders.remark]: order.remark || '–',
    [orders.address]: addressText(order.address) ?? orders.noAddress,
  };
  const items = Object.entries(facts).map(([label, children]) => ({
    key: label,
    label,
    children: <span className="wrap">{children}</span>,
  }));
  return (
    <Card size="small">
      <Descriptions size="small" column={COLUMNS} items={items} />
    </Card>
  );
}

function addressText(address: Order['address']): string | null {
  if (address === null) return null;
  const { receiver, mobile, province, city, district, detail } = address;
  return `${receiver} ${mobile} ${province}${city}${district}${detail}`;
}
