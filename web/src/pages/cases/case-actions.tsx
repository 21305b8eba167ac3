import { Space } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { ActionButton } from '../../parts/action-button.js';
import { NoteDialog } from '../../parts/note-dialog.js';
import { SecondPersonNote } from '../../parts/second-person-note.js';
import { useWords } from '../../words/words.js';
import { AgreeDialog } from './agree-dialog.js';
import { ReceiptDialog } from './receipt-dialog.js';

type Case = Schemas['AfterSale'];
type Act = 'agree' | 'reject' | 'receive' | 'refund';

/** What the shop can do in each state; where goods came back or none are to, a refund that failed is tried again. */
const ACTS: Readonly<Partial<Record<Case['state'], readonly Act[]>>> = {
  APPLIED: ['agree', 'reject'],
  AGREED: ['refund', 'reject'],
  SENT_BACK: ['receive', 'reject'],
  RECEIVED_BACK: ['refund', 'reject'],
};
const NEEDS = {
  agree: 'refunds.approve',
  reject: 'refunds.approve',
  receive: 'refunds.make',
  refund: 'refunds.make',
} as const;

interface Props {
  readonly of: Case;
}

/** Answers a case. */
export function CaseActions({ of: one }: Props) {
  const words = useWords().cases;
  const [act, choose] = useState<Act | null>(null);
  const isAwaited = one.state === 'AGREED' && one.type === 'returnAndRefund';
  const acts = (ACTS[one.state] ?? []).filter((name) => !(isAwaited && name === 'refund'));
  if (acts.length === 0) return null;
  return (
    <Space>
      {acts.map((name) => (
        <ActionButton
          key={name}
          needs={NEEDS[name]}
          label={words[name]}
          isDangerous={name === 'reject'}
          onClick={() => choose(name)}
        />
      ))}
      {act === null ? null : <ActDialog act={act} of={one} onClose={() => choose(null)} />}
    </Space>
  );
}

interface DialogProps extends Props {
  readonly act: Act;
  readonly onClose: () => void;
}

function ActDialog({ act, ...props }: DialogProps) {
  switch (act) {
    case 'agree':
      return <AgreeDialog {...props} />;
    case 'receive':
      return <ReceiptDialog {...props} />;
    case 'reject':
      return <RejectDialog {...props} />;
    case 'refund':
      return <RefundDialog {...props} />;
  }
}

function RejectDialog({ of: one, onClose }: Omit<DialogProps, 'act'>) {
  const { cases: words, common } = useWords();
  const params = { path: { id: one.id } };
  return (
    <NoteDialog
      title={words.reject}
      label={common.reason}
      will={words.rejectWill(one.amount)}
      isDangerous
      act={(reason) =>
        dataOf(api.POST('/api/v1/after-sales/{id}/reject', { params, body: { reason } }))
      }
      onClose={onClose}
    />
  );
}

function RefundDialog({ of: one, onClose }: Omit<DialogProps, 'act'>) {
  const words = useWords().cases;
  const params = { path: { id: one.id } };
  return (
    <NoteDialog
      title={words.refund}
      will={words.refundWill(one.refundAtMost ?? one.amount)}
      isDangerous
      act={(reason) =>
        dataOf(api.POST('/api/v1/after-sales/{id}/refund', { params, body: { reason } }))
      }
      onClose={onClose}
    >
      <SecondPersonNote />
    </NoteDialog>
  );
}
