import { Space } from 'antd';
import { useState } from 'react';
import type { Schemas } from '../../api/client.js';
import { ActionButton } from '../../parts/action-button.js';
import { fenIn } from '../../parts/fen.js';
import { useWords } from '../../words/words.js';
import { CancelDialog } from './cancel-dialog.js';
import { RefundDialog } from './refund-dialog.js';
import { ShipDialog } from './ship-dialog.js';
import { waitingPieces } from './waiting-pieces.js';

type Order = Schemas['Order'];
type Act = 'refund' | 'ship' | 'cancel';

/** What can be done with an order now; what cannot is grey and says why. */
export function OrderActions({ order }: { readonly order: Order }) {
  const { act: words, common } = useWords();
  const [act, choose] = useState<Act | null>(null);
  const hasMoney = (fenIn(order.refundableAmount) ?? 0) > 0;
  const mayShip = waitingPieces(order) > 0;
  const mayCancel = order.state === 'PENDING_PAYMENT' || order.state === 'TO_SHIP';
  return (
    <Space wrap>
      <ActionButton
        needs="refunds.request"
        label={words.refund}
        isDangerous
        blocked={hasMoney ? null : words.nothingLeft}
        onClick={() => choose('refund')}
      />
      <ActionButton
        needs="orders.ship"
        label={words.ship}
        blocked={mayShip ? null : words.nothingToShip}
        onClick={() => choose('ship')}
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
    case 'cancel':
      return <CancelDialog {...props} />;
  }
}
