import { Space } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../api/client.js';
import { dataOf } from '../api/problem-error.js';
import { ActionButton } from '../parts/action-button.js';
import type { RowColumn } from '../parts/data-table.js';
import { timeText, yuanText } from '../parts/format.js';
import { Dialog } from '../parts/dialog.js';
import { NoteDialog } from '../parts/note-dialog.js';
import { OrderLink } from '../parts/order-link.js';
import { useIsOwn } from '../parts/own.js';
import { SecondPersonNote } from '../parts/second-person-note.js';
import { StateTag } from '../parts/state-tag.js';
import { useWords } from '../words/words.js';

/** A refund of one order's list or of the list of all. */
type Refund = Pick<
  Schemas['Refund'],
  | 'id'
  | 'amount'
  | 'lines'
  | 'reason'
  | 'state'
  | 'waitsFor'
  | 'waitsForDetail'
  | 'createdAt'
  | 'requestedBy'
  | 'firstApprovedBy'
> & { readonly orderNo: string | null };

/** What a list tells of a refund, and its decision where it waits for one. */
export function useRefundColumns(): readonly RowColumn<Refund>[] {
  const { common, refunds, refundState } = useWords();
  return [
    {
      title: common.time,
      key: 'createdAt',
      under: 'orderNo',
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
      title: refunds.goods,
      key: 'goods',
      render: (_, { lines }) => <span className="wrap">{goodsText(lines)}</span>,
    },
    {
      title: common.reason,
      key: 'reason',
      render: (_, { reason }) => <span className="wrap">{reason}</span>,
    },
    {
      title: refunds.waitsFor,
      key: 'waitsFor',
      render: (_, refund) => <WhyItWaits refund={refund} />,
    },
    {
      title: common.actions,
      key: 'actions',
      render: (_, refund) => <RefundDecision refund={refund} />,
    },
  ];
}

/** The pieces that a refund is for; a free sum is for none. */
function goodsText(lines: Refund['lines']): string {
  const parts = lines.map(({ name, count }) => `${name} ×${count}`);
  return parts.length === 0 ? '–' : parts.join(', ');
}

type Decision = 'approve' | 'reject' | 'retry';

/** What it waits for, with Alipay's code, or the person whose consent is missing. */
function WhyItWaits({ refund }: { readonly refund: Refund }) {
  const words = useWords().fourEyes;
  const { state, waitsFor, waitsForDetail, requestedBy, firstApprovedBy } = refund;
  if (state !== 'REQUESTED') {
    return (
      <span className="wrap" title={waitsFor ?? ''}>
        {waitsForDetail ?? '–'}
      </span>
    );
  }
  const who = firstApprovedBy === null ? null : words.firstBy(firstApprovedBy);
  const asked = requestedBy === null ? '–' : words.askedBy(requestedBy);
  return <span className="wrap">{who ?? asked}</span>;
}

function useWhyNot({ requestedBy, firstApprovedBy }: Refund): string | null {
  const { fourEyes } = useWords();
  const isOwn = useIsOwn();
  return isOwn(requestedBy) || isOwn(firstApprovedBy) ? fourEyes.own : null;
}

function RefundDecision({ refund }: { readonly refund: Refund }) {
  const { refunds: words, refundWork } = useWords();
  const [decision, decide] = useState<Decision | null>(null);
  const whyNot = useWhyNot(refund);
  const { state, orderNo } = refund;
  if (orderNo === null) return null;
  const isOpen = state === 'PROCESSING' || state === 'UNKNOWN';
  if (state !== 'REQUESTED' && !isOpen) return null;
  return (
    <Space>
      {isOpen ? (
        <ActionButton
          needs="refunds.make"
          label={refundWork.retry}
          onClick={() => decide('retry')}
        />
      ) : (
        <>
          <ActionButton
            needs="refunds.approve"
            label={words.approve}
            blocked={whyNot}
            onClick={() => decide('approve')}
          />
          <ActionButton
            needs="refunds.approve"
            isDangerous
            label={words.reject}
            onClick={() => decide('reject')}
          />
        </>
      )}
      {decision === null ? null : (
        <DecisionDialog
          refund={{ ...refund, orderNo }}
          decision={decision}
          onClose={() => decide(null)}
        />
      )}
    </Space>
  );
}

interface DialogProps {
  readonly refund: Refund & { readonly orderNo: string };
  readonly decision: Decision;
  readonly onClose: () => void;
}

function DecisionDialog({ decision, ...props }: DialogProps) {
  return decision === 'retry' ? (
    <RetryDialog {...props} />
  ) : (
    <AnswerDialog decision={decision} {...props} />
  );
}

function RetryDialog({ refund, onClose }: Omit<DialogProps, 'decision'>) {
  const { refundWork: words } = useWords();
  const params = { path: { orderNo: refund.orderNo, id: refund.id } };
  return (
    <Dialog
      isReady
      title={words.retry}
      will={words.retryWill(refund.amount)}
      act={() => dataOf(api.POST('/api/v1/orders/{orderNo}/refunds/{id}/retry', { params }))}
      onClose={onClose}
    />
  );
}

interface AnswerProps extends DialogProps {
  readonly decision: 'approve' | 'reject';
}

function AnswerDialog({ refund, decision, onClose }: AnswerProps) {
  const { refunds: words, fourEyes } = useWords();
  const params = { path: { orderNo: refund.orderNo, id: refund.id } };
  const isGranted = decision === 'approve';
  const answer = (reason: string) => {
    const request = { params, body: { reason } };
    return dataOf(
      isGranted
        ? api.POST('/api/v1/orders/{orderNo}/refunds/{id}/approve', request)
        : api.POST('/api/v1/orders/{orderNo}/refunds/{id}/reject', request),
    );
  };
  return (
    <NoteDialog
      title={words[decision]}
      will={isGranted ? words.approveWill(refund.amount) : words.rejectWill(refund.amount)}
      isDangerous
      act={answer}
      outcome={({ state }) => (state === 'REQUESTED' ? fourEyes.nowWaits : null)}
      onClose={onClose}
    >
      {isGranted ? <SecondPersonNote /> : null}
    </NoteDialog>
  );
}
