import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Descriptions } from 'antd';
import { api } from '../../api/client.js';
import { dataOf, messageOf, ProblemError } from '../../api/problem-error.js';
import { ActionButton } from '../../parts/action-button.js';
import { timeText, yuanText } from '../../parts/format.js';
import { PageState } from '../../parts/page-state.js';
import { StateTag } from '../../parts/state-tag.js';
import { useWords } from '../../words/words.js';

const COLUMNS = { xs: 1, sm: 2, lg: 3 };

interface Props {
  readonly orderNo: string;
}

/** The payment of an order; null: none was begun. */
function usePayment(orderNo: string) {
  const params = { path: { orderNo } };
  return useQuery({
    queryKey: ['payment', orderNo],
    queryFn: async () => {
      try {
        return await dataOf(api.GET('/api/v1/orders/{orderNo}/payment', { params }));
      } catch (error) {
        if (error instanceof ProblemError && error.status === 404) return null;
        throw error;
      }
    },
  });
}

/** What is known of an order's money at Alipay, and a way to ask anew. */
export function OrderPayment({ orderNo }: Props) {
  const { orders, common, paymentState } = useWords();
  const query = usePayment(orderNo);
  const payment = query.data ?? null;
  if (payment === null) {
    return (
      <PageState query={query} isEmpty emptyWords={orders.noPayment}>
        {null}
      </PageState>
    );
  }
  const facts = {
    [common.state]: <StateTag state={payment.state} words={paymentState[payment.state]} />,
    [common.amount]: yuanText(payment.amount),
    [orders.paidAt]: timeText(payment.paidAt),
    [orders.outTradeNo]: payment.outTradeNo,
    [orders.tradeNo]: payment.tradeNo ?? '–',
    [orders.refunded]: yuanText(payment.refundedAmount),
  };
  const items = Object.entries(facts).map(([label, children]) => ({
    key: label,
    label,
    children: <span className="wrap">{children}</span>,
  }));
  return (
    <>
      <Descriptions size="small" column={COLUMNS} items={items} />
      <div className="below">
        <AskAlipay orderNo={orderNo} />
      </div>
    </>
  );
}

function AskAlipay({ orderNo }: Props) {
  const words = useWords().orders;
  const queries = useQueryClient();
  const params = { path: { orderNo } };
  const asking = useMutation({
    mutationFn: () => dataOf(api.POST('/api/v1/orders/{orderNo}/payment/sync', { params })),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <>
      <ActionButton needs="payments.sync" label={words.ask} onClick={() => asking.mutate()} />
      {asking.error === null ? null : <Alert type="error" title={messageOf(asking.error)} />}
    </>
  );
}
