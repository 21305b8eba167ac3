import { useState } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { Dialog } from '../../parts/dialog.js';
import { TextField } from '../../parts/text-field.js';
import { useWords } from '../../words/words.js';
import { waitingPieces } from './waiting-pieces.js';

interface Props {
  readonly order: Schemas['Order'];
  readonly onClose: () => void;
}

/** Sends all pieces that wait in one parcel. */
export function ShipDialog({ order, onClose }: Props) {
  const { act: words } = useWords();
  const [carrier, setCarrier] = useState('');
  const [trackingNumber, setTrackingNumber] = useState('');
  const body = { carrier: carrier.trim(), trackingNumber: trackingNumber.trim() };
  const params = { path: { orderNo: order.orderNo } };
  return (
    <Dialog
      title={words.ship}
      will={words.shipWill(waitingPieces(order))}
      isReady={body.carrier !== '' && body.trackingNumber !== ''}
      act={() => dataOf(api.POST('/api/v1/orders/{orderNo}/shipments', { params, body }))}
      onClose={onClose}
    >
      <TextField label={words.carrier} value={carrier} maxLength={50} onChange={setCarrier} />
      <TextField
        label={words.trackingNumber}
        value={trackingNumber}
        maxLength={64}
        onChange={setTrackingNumber}
      />
    </Dialog>
  );
}
