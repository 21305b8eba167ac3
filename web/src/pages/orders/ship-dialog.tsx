import { InputNumber } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { Dialog } from '../../parts/dialog.js';
import { useWords } from '../../words/words.js';
import { useParcelFields } from './parcel-fields.js';
import { waitingLines } from './waiting-pieces.js';

interface Props {
  readonly order: Schemas['Order'];
  readonly onClose: () => void;
}

/** Sends chosen pieces that wait in one parcel; all of them unless somebody takes some out. */
export function ShipDialog({ order, onClose }: Props) {
  const { act: words, orderWork } = useWords();
  const { parcel, fields, isFilled } = useParcelFields();
  const waiting = waitingLines(order);
  const [taken, take] = useState<Readonly<Record<number, number>>>({});
  const lines = waiting.map(({ lineId, waits }) => ({ lineId, count: taken[lineId] ?? waits }));
  const pieces = lines.reduce((sum, { count }) => sum + count, 0);
  const ship = () => {
    const body = { ...parcel, lines: lines.filter(({ count }) => count > 0) };
    const params = { path: { orderNo: order.orderNo } };
    return dataOf(api.POST('/api/v1/orders/{orderNo}/shipments', { params, body }));
  };
  return (
    <Dialog
      title={words.ship}
      will={words.shipWill(pieces)}
      isReady={isFilled && pieces > 0}
      act={ship}
      onClose={onClose}
    >
      {fields}
      <div>{orderWork.send}</div>
      {waiting.map(({ lineId, name, waits }) => (
        <label key={lineId} className="piece-choice">
          <span className="wrap">{`${name} × ${waits}`}</span>
          <InputNumber
            min={0}
            max={waits}
            precision={0}
            value={taken[lineId] ?? waits}
            onChange={(count) => take({ ...taken, [lineId]: count ?? 0 })}
          />
        </label>
      ))}
    </Dialog>
  );
}
