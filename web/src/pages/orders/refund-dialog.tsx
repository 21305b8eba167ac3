import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { dataOf } from '../../api/problem-error.js';
import { Dialog } from '../../parts/dialog.js';
import { PageState } from '../../parts/page-state.js';
import { SecondPersonNote } from '../../parts/second-person-note.js';
import { TextField } from '../../parts/text-field.js';
import { useWords } from '../../words/words.js';
import {
  planOf,
  requestOf,
  restockedIn,
  type RefundDraft,
  type RefundPlan,
  type RefundWay,
} from './refund-plan.js';
import { RefundPieces } from './refund-pieces.js';

type Order = Schemas['Order'];

interface Props {
  readonly order: Order;
  readonly onClose: () => void;
}

const NOTHING_YET: RefundDraft = { way: 'whole', sum: '', freight: '', pieces: {}, restock: {} };
const NOTHING_LEFT: Schemas['RefundRest'] = { amount: '0.00', freight: '0.00', lines: [] };

/** Sends money of an order back, whole, by pieces or by a sum; what it leaves is shown before. */
export function RefundDialog({ order, onClose }: Props) {
  const { act: words, common, fourEyes } = useWords();
  const [draft, setDraft] = useState(NOTHING_YET);
  const [reason, setReason] = useState('');
  const params = { path: { orderNo: order.orderNo } };
  const query = useQuery({
    queryKey: ['refundable', order.orderNo],
    queryFn: () => dataOf(api.GET('/api/v1/orders/{orderNo}/refundable', { params })),
    staleTime: 0,
  });
  const rest = query.data ?? NOTHING_LEFT;
  const plan = planOf(rest, draft);
  const will = useConsequence(order, draft, plan);
  const refund = () => {
    const body = { ...requestOf(draft), reason: reason.trim() };
    return dataOf(api.POST('/api/v1/orders/{orderNo}/refunds', { params, body }));
  };
  const isKnown = query.data !== undefined;
  return (
    <Dialog
      title={words.refund}
      will={isKnown ? will : null}
      isReady={isKnown && will !== null && reason.trim() !== ''}
      isDangerous
      act={refund}
      outcome={({ state }) => (state === 'REQUESTED' ? fourEyes.nowWaits : null)}
      onClose={onClose}
    >
      <PageState query={query}>
        <WayChoice value={draft.way} onChange={(way) => setDraft({ ...draft, way })} />
        <RefundParts order={order} rest={rest} draft={draft} plan={plan} onChange={setDraft} />
        <TextField label={common.reason} value={reason} maxLength={200} onChange={setReason} />
        <SecondPersonNote />
      </PageState>
    </Dialog>
  );
}

/** What will become of it, as far as who is signed in may do it; null: it cannot be sent so. */
function useConsequence(order: Order, draft: RefundDraft, plan: RefundPlan): string | null {
  const { act: words, refundWork } = useWords();
  const may = useMay();
  if ('fault' in plan) return null;
  if (!may('refunds.make')) return words.requestWill(plan.amount);
  switch (draft.way) {
    case 'whole':
      return words.refundWholeWill(plan.amount);
    case 'byLines': {
      const { amount, pieces, left } = plan;
      const restocked = restockedIn(order.lines, draft);
      return `${refundWork.exactly(amount, pieces, restocked)} ${refundWork.leaves(left)}`;
    }
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
  readonly rest: Schemas['RefundRest'];
  readonly order: Order;
  readonly draft: RefundDraft;
  readonly plan: RefundPlan;
  readonly onChange: (draft: RefundDraft) => void;
}

function RefundParts({ order, rest, draft, plan, onChange }: PartsProps) {
  const { act: words, common } = useWords();
  if (draft.way === 'byLines') {
    const isBegun = !('fault' in plan) || plan.fault === 'nothingChosen';
    const wrong = 'fault' in plan && !isBegun ? words[plan.fault] : null;
    const pieces = { lines: order.lines, rest, draft, onChange };
    return <RefundPieces {...pieces} fault={wrong} />;
  }
  if (draft.way === 'whole') return null;
  const fault = 'fault' in plan && draft.sum !== '' ? words[plan.fault] : null;
  const setSum = (sum: string) => onChange({ ...draft, sum });
  return <TextField label={common.amount} value={draft.sum} fault={fault} onChange={setSum} />;
}
