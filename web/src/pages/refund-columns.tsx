import { Space, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../api/client.js';
import { dataOf } from '../api/problem-error.js';
import { ActionButton } from '../parts/action-button.js';
import { timeText, yuanText } from '../parts/format.js';
import { Dialog } from '../parts/dialog.js';
import { OrderLink } from '../parts/order-link.js';
import { StateTag } from '../parts/state-tag.js';
import { useWords } from '../words/words.js';

/** A refund of one order's list or of the list of all. */
type Refund = Pick<
  Schemas['Refund'],
  'id' | 'amount' | 'reason' | 'state' | 'waitsFor' | 'createdAt'
> & { readonly orderNo: string | null };

/** What a list tells of a refund, and its decision where it waits for one. */
export function useRefundColumns(): TableColumnsType<Refund> {
  const { common, refunds, refundState } = useWords();
  return [
    {
      title: common.time,
      key: 'createdAt',
      render: (_, { createdAt }) => timeText(createdAt),
    },
    {
      title: common.orderNo,
      key: 'orderNo',
      render: (_, { orderNo }) => <OrderLink orderNo={orderNo} />,
    },
    {
      title: common.amount,
      key: 'amount',
      align: 'right',
      render: (_, { amount }) => yuanText(amount),
    },
    {
      title: common.state,
      key: 'state',
      render: (_, { state }) => <StateTag state={state} words={refundState[state]} />,
    },
    {
      title: common.reason,
      key: 'reason',
      render: (_, { reason }) => <span className="wrap">{reason}</span>,
    },
    {
      title: refunds.waitsFor,
      key: 'waitsFor',
      render: (_, { waitsFor }) => waitsFor ?? '–',
    },
    {
      title: common.actions,
      key: 'actions',
      render: (_, refund) => <RefundDecision refund={refund} />,
    },
  ];
}

type Decision = 'approve' | 'reject';

function RefundDecision({ refund }: { readonly refund: Refund }) {
  const words = useWords().refunds;
  const [decision, decide] = useState<Decision | null>(null);
  if (refund.state !== 'REQUESTED' || refund.orderNo === null) return null;
  const params = { path: { orderNo: refund.orderNo, id: refund.id } };
  const act = () =>
    dataOf(
      decision === 'approve'
        ? api.POST('/api/v1/orders/{orderNo}/refunds/{id}/approve', { params })
        : api.POST('/api/v1/orders/{orderNo}/refunds/{id}/reject', { params }),
    );
  return (
    <Space>
      <ActionButton
        needs="refunds.approve"
        label={words.approve}
        onClick={() => decide('approve')}
      />
      <ActionButton
        needs="refunds.approve"
        isDangerous
        label={words.reject}
        onClick={() => decide('reject')}
      />
      {decision === null ? null : (
        <Dialog
          isReady
          title={words[decision]}
          will={
            decision === 'approve'
              ? words.approveWill(refund.amount)
              : words.rejectWill(refund.amount)
          }
          isDangerous={decision === 'reject'}
          act={act}
          onClose={() => decide(null)}
        />
      )}
    </Space>
  );
}
