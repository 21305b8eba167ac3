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
  const off = fenIn(discount.trim());
  const whole = (fenIn(order.goodsAmount) ?? 0) + (fenIn(order.freight) ?? 0);
  const isFit = off !== null && off < whole;
  const fault = off === null ? act.notASum : act.tooMuch;
  const params = { path: { orderNo: order.orderNo } };
  const body = { discount: yuanIn(off ?? 0), reason: reason.trim() };
  return (
    <Dialog
      title={words.adjust}
      will={isFit ? words.adjustWill(yuanIn(whole - off)) : null}
      isReady={isFit && reason.trim() !== ''}
      isDangerous
      act={() => dataOf(api.POST('/api/v1/orders/{orderNo}/adjust', { params, body }))}
      onClose={onClose}
    >
      <TextField
        label={words.discount}
        value={discount}
        fault={isFit || discount === '' ? null : fault}
        onChange={setDiscount}
      />
      <TextField label={common.reason} value={reason} maxLength={200} onChange={setReason} />
    </Dialog>
  );
}
