import type { Schemas } from '../../api/client.js';
import { api } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { NoteDialog } from '../../parts/note-dialog.js';
import { SecondPersonNote } from '../../parts/second-person-note.js';
import { useWords } from '../../words/words.js';

interface Props {
  readonly order: Schemas['Order'];
  readonly onClose: () => void;
}

/** Cancels an order: the trade is closed at Alipay, or its money goes back. */
export function CancelDialog({ order, onClose }: Props) {
  const { act: words } = useWords();
  const params = { path: { orderNo: order.orderNo } };
  const will =
    order.paidAt === null
      ? words.cancelUnpaidWill(order.totalCount)
      : words.cancelPaidWill(order.refundableAmount, order.totalCount);
  return (
    <NoteDialog
      title={words.cancel}
      will={will}
      isDangerous
      act={(reason) =>
        dataOf(api.POST('/api/v1/orders/{orderNo}/cancel', { params, body: { reason } }))
      }
      outcome={({ state }) => (isOver(state) ? null : words.cancelWaits)}
      onClose={onClose}
    >
      {order.paidAt === null ? null : <SecondPersonNote />}
    </NoteDialog>
  );
}

function isOver(state: Schemas['OrderState']): boolean {
  return state === 'CANCELLED' || state === 'REFUNDED';
}
