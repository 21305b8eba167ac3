import { Card } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { ActionButton } from '../../parts/action-button.js';
import { Dialog } from '../../parts/dialog.js';
import { timeText } from '../../parts/format.js';
import { useWords } from '../../words/words.js';
import { useParcelFields } from './parcel-fields.js';

type Parcel = Schemas['Shipment'];

/** The parcels of an order, what is in each, and a way to correct its number. */
export function OrderParcels({ parcels }: { readonly parcels: readonly Parcel[] }) {
  const { orders } = useWords();
  if (parcels.length === 0) return null;
  return (
    <Card size="small" title={orders.parcels}>
      <div className="stack">
        {parcels.map((one, index) => (
          <ParcelRow key={one.id} parcel={one} number={index + 1} />
        ))}
      </div>
    </Card>
  );
}

function ParcelRow({ parcel, number }: { readonly parcel: Parcel; readonly number: number }) {
  const { orderWork: words } = useWords();
  const [isOpen, open] = useState(false);
  const { carrier, trackingNumber, createdAt, lines } = parcel;
  const goods = lines.map(({ name, count }) => `${name} × ${count}`).join(', ');
  return (
    <div className="piece-choice">
      <span className="wrap">
        {words.parcel(number)}: {carrier} {trackingNumber} ({timeText(createdAt)}) {goods}
      </span>
      <ActionButton needs="orders.ship" label={words.correct} onClick={() => open(true)} />
      {isOpen ? <CorrectDialog parcel={parcel} onClose={() => open(false)} /> : null}
    </div>
  );
}

interface DialogProps {
  readonly parcel: Parcel;
  readonly onClose: () => void;
}

function CorrectDialog({ parcel, onClose }: DialogProps) {
  const { orderWork } = useWords();
  const { parcel: body, fields, isFilled } = useParcelFields(parcel);
  const params = { path: { id: parcel.id } };
  return (
    <Dialog
      title={orderWork.correct}
      will={orderWork.correctWill}
      isReady={isFilled}
      act={() => dataOf(api.PATCH('/api/v1/shipments/{id}', { params, body }))}
      onClose={onClose}
    >
      {fields}
    </Dialog>
  );
}
