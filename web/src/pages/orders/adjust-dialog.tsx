import { useState } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { Dialog } from '../../parts/dialog.js';
import { fenIn, yuanIn } from '../../parts/fen.js';
import { TextField } from '../../parts/text-field.js';
import { useWords } from '../../words/words.js';

interface Props {
  readonly order: Schemas['Order'];
  readonly onClose: () => void;
}

/** Takes something off an unpaid order; the new sum is shown before. */
export function AdjustDialog({ order, onClose }: Props) {
  const { orderWork: words, common, act } = useWords();
  const [discount, setDiscount] = useState('');
  const [reason, setReason] = useState('');
  const plan = planOf(order, discount.trim());
  const isFit = plan !== 'notASum' && plan !== 'tooMuch';
  const params = { path: { orderNo: order.orderNo } };
  const body = { discount: isFit ? plan.discount : '', reason: reason.trim() };
  return (
    <Dialog
      title={words.adjust}
      will={isFit ? words.adjustWill(plan.payable) : null}
      isReady={isFit && reason.trim() !== ''}
      isDangerous
      act={() => dataOf(api.POST('/api/v1/orders/{orderNo}/adjust', { params, body }))}
      onClose={onClose}
    >
      <TextField
        label={words.discount}
        value={discount}
        fault={isFit || discount === '' ? null : act[plan]}
        onChange={setDiscount}
      />
      <TextField label={common.reason} value={reason} maxLength={200} onChange={setReason} />
    </Dialog>
  );
}

/** What is taken off, and what is to be paid then; or what is wrong with the sum. Pure. */
function planOf({ goodsAmount, freight }: Props['order'], typed: string) {
  const off = fenIn(typed);
  const whole = (fenIn(goodsAmount) ?? 0) + (fenIn(freight) ?? 0);
  if (off === null) return 'notASum';
  if (off >= whole) return 'tooMuch';
  return { discount: yuanIn(off), payable: yuanIn(whole - off) };
}
