import { Space } from 'antd';
import { useState } from 'react';
import type { Schemas } from '../../api/client.js';
import { ActionButton } from '../../parts/action-button.js';
import { fenIn } from '../../parts/fen.js';
import { useIsOwn } from '../../parts/own.js';
import type { Words } from '../../words/en.js';
import { useWords } from '../../words/words.js';
import { AddressDialog } from './address-dialog.js';
import { AdjustDialog } from './adjust-dialog.js';
import { CancelDialog } from './cancel-dialog.js';
import { RefundDialog } from './refund-dialog.js';
import { ShipDialog } from './ship-dialog.js';
import { waitingPieces } from './waiting-pieces.js';

type Order = Schemas['Order'];
type Act = 'refund' | 'ship' | 'cancel' | 'adjust' | 'edit';

/** What can be done with an order now; what cannot is grey and says why. */
export function OrderActions({ order }: { readonly order: Order }) {
  const { act: words, common, orderWork } = useWords();
  const [act, choose] = useState<Act | null>(null);
  const money = useWhyNoMoney(order);
  const mayShip = waitingPieces(order) > 0;
  const mayCancel = order.state === 'PENDING_PAYMENT' || order.state === 'TO_SHIP';
  return (
    <Space wrap>
      <ActionButton
        needs="refunds.request"
        label={words.refund}
        isDangerous
        blocked={money.refund}
        onClick={() => choose('refund')}
      />
      <ActionButton
        needs="orders.ship"
        label={words.ship}
        blocked={mayShip ? null : words.nothingToShip}
        onClick={() => choose('ship')}
      />
      <ActionButton
        needs="orders.adjust"
        label={orderWork.adjust}
        blocked={money.adjust}
        onClick={() => choose('adjust')}
      />
      <ActionButton
        needs="orders.remark"
        label={orderWork.edit}
        blocked={whyNoEdit(order, orderWork)}
        onClick={() => choose('edit')}
      />
      <ActionButton
        needs="orders.cancel"
        label={words.cancel}
        isDangerous
        blocked={mayCancel ? null : common.notNow}
        onClick={() => choose('cancel')}
      />
      {act === null ? null : <ActDialog act={act} order={order} onClose={() => choose(null)} />}
    </Space>
  );
}

/** Why nothing is refunded or taken off the price now; null: it may be. Nobody does so for what they bought. */
function useWhyNoMoney(order: Order): Readonly<Record<'refund' | 'adjust', string | null>> {
  const { act: words, fourEyes, orderWork } = useWords();
  const isOwn = useIsOwn();
  if (isOwn(order.customer?.username ?? null)) {
    return { refund: fourEyes.ownOrder, adjust: fourEyes.ownOrder };
  }
  const isPaid = (fenIn(order.refundableAmount) ?? 0) > 0;
  return {
    refund: isPaid ? null : words.nothingLeft,
    adjust: order.state === 'PENDING_PAYMENT' ? null : orderWork.onlyUnpaid,
  };
}

/** Why the address stays as it is; null: it can be changed. Pure. */
function whyNoEdit({ address, state }: Order, words: Words['orderWork']): string | null {
  if (address === null) return words.noAddress;
  return state === 'PENDING_PAYMENT' || state === 'TO_SHIP' ? null : words.onlyUnshipped;
}

interface DialogProps {
  readonly act: Act;
  readonly order: Order;
  readonly onClose: () => void;
}

function ActDialog({ act, ...props }: DialogProps) {
  switch (act) {
    case 'refund':
      return <RefundDialog {...props} />;
    case 'ship':
      return <ShipDialog {...props} />;
    case 'adjust':
      return <AdjustDialog {...props} />;
    case 'edit':
      return <AddressDialog {...props} />;
    case 'cancel':
      return <CancelDialog {...props} />;
  }
}
