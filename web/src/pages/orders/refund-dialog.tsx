import { Segmented } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { dataOf } from '../../api/problem-error.js';
import { Dialog } from '../../parts/dialog.js';
import { TextField } from '../../parts/text-field.js';
import { useWords } from '../../words/words.js';
import {
  planOf,
  requestOf,
  type RefundDraft,
  type RefundPlan,
  type RefundWay,
} from './refund-plan.js';
import { RefundPieces } from './refund-pieces.js';

interface Props {
  readonly order: Schemas['Order'];
  readonly onClose: () => void;
}

const NOTHING_YET: RefundDraft = { way: 'whole', sum: '', pieces: {} };

/** Sends money of an order back, whole, by pieces or by a sum; what it leaves is shown before. */
export function RefundDialog({ order, onClose }: Props) {
  const { act: words, common } = useWords();
  const [draft, setDraft] = useState(NOTHING_YET);
  const [reason, setReason] = useState('');
  const plan = planOf(order, draft);
  const will = useConsequence(draft.way, plan);
  const refund = () => {
    const body = { ...requestOf(draft), reason: reason.trim() };
    const params = { path: { orderNo: order.orderNo } };
    return dataOf(api.POST('/api/v1/orders/{orderNo}/refunds', { params, body }));
  };
  return (
    <Dialog
      title={words.refund}
      will={will}
      isReady={will !== null && reason.trim() !== ''}
      isDangerous
      act={refund}
      onClose={onClose}
    >
      <WayChoice value={draft.way} onChange={(way) => setDraft({ ...draft, way })} />
      <RefundParts order={order} draft={draft} plan={plan} onChange={setDraft} />
      <TextField label={common.reason} value={reason} maxLength={200} onChange={setReason} />
    </Dialog>
  );
}

/** What will become of it, as far as who is signed in may do it; null: it cannot be sent so. */
function useConsequence(way: RefundWay, plan: RefundPlan): string | null {
  const { act: words } = useWords();
  const may = useMay();
  if ('fault' in plan) return null;
  if (!may('refunds.make')) return words.requestWill(plan.amount);
  switch (way) {
    case 'whole':
      return words.refundWholeWill(plan.amount);
    case 'byLines':
      return words.refundPiecesWill(plan.amount, plan.pieces);
    case 'sum':
      return words.refundSumWill(plan.amount, plan.left);
  }
}

interface ChoiceProps {
  readonly value: RefundWay;
  readonly onChange: (way: RefundWay) => void;
}

function WayChoice({ value, onChange }: ChoiceProps) {
  const { act: words } = useWords();
  const options = (['whole', 'byLines', 'sum'] as const).map((way) => ({
    value: way,
    label: words[way],
  }));
  return <Segmented<RefundWay> options={options} value={value} onChange={onChange} />;
}

interface PartsProps {
  readonly order: Schemas['Order'];
  readonly draft: RefundDraft;
  readonly plan: RefundPlan;
  readonly onChange: (draft: RefundDraft) => void;
}

function RefundParts({ order, draft, plan, onChange }: PartsProps) {
  const { act: words, common } = useWords();
  if (draft.way === 'byLines') {
    const setPieces = (pieces: RefundDraft['pieces']) => onChange({ ...draft, pieces });
    return <RefundPieces lines={order.lines} pieces={draft.pieces} onChange={setPieces} />;
  }
  if (draft.way === 'whole') return null;
  const fault = 'fault' in plan && draft.sum !== '' ? words[plan.fault] : null;
  const setSum = (sum: string) => onChange({ ...draft, sum });
  return <TextField label={common.amount} value={draft.sum} fault={fault} onChange={setSum} />;
}
