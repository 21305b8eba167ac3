import type { TableColumnsType } from 'antd';
import type { Schemas } from '../../api/client.js';
import { timeText, yuanText } from '../../parts/format.js';
import { OrderLink } from '../../parts/order-link.js';
import { StateTag } from '../../parts/state-tag.js';
import { useWords } from '../../words/words.js';

type Order = Schemas['Order'];

/** What a list tells of an order. */
export function useOrderColumns(): TableColumnsType<Order> {
  const { common, orders, orderState } = useWords();
  return [
    {
      title: common.orderNo,
      key: 'orderNo',
      render: (_, { orderNo }) => <OrderLink orderNo={orderNo} />,
    },
    {
      title: common.state,
      key: 'state',
      render: (_, { state }) => <StateTag state={state} words={orderState[state]} />,
    },
    {
      title: orders.payable,
      key: 'payable',
      align: 'right',
      render: (_, { payable }) => yuanText(payable),
    },
    {
      title: orders.refunded,
      key: 'refunded',
      align: 'right',
      render: (_, { refundedAmount }) => yuanText(refundedAmount),
    },
    { title: orders.pieces, key: 'pieces', align: 'right', dataIndex: 'totalCount' },
    {
      title: common.customer,
      key: 'customer',
      render: (_, { customer }) => <span className="wrap">{customer?.username ?? '–'}</span>,
    },
    {
      title: orders.line,
      key: 'lines',
      render: (_, { lines }) => <span className="wrap">{lines[0]?.name ?? '–'}</span>,
    },
    {
      title: orders.created,
      key: 'createdAt',
      render: (_, { createdAt }) => timeText(createdAt),
    },
  ];
}
