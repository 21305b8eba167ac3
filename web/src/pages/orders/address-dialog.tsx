import { useState } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { Dialog } from '../../parts/dialog.js';
import { TextField } from '../../parts/text-field.js';
import { useWords } from '../../words/words.js';

const FIELDS = [
  ['receiver', 50],
  ['mobile', 20],
  ['province', 50],
  ['city', 50],
  ['district', 50],
  ['detail', 200],
] as const;

interface Props {
  readonly order: Schemas['Order'];
  readonly onClose: () => void;
}

/** Changes where an order goes, before its first parcel leaves. */
export function AddressDialog({ order, onClose }: Props) {
  const { orderWork: words } = useWords();
  const before = order.address;
  const [typed, type] = useState(() =>
    Object.fromEntries(FIELDS.map(([name]) => [name, before?.[name] ?? ''])),
  );
  const body = {
    address: Object.fromEntries(FIELDS.map(([name]) => [name, (typed[name] ?? '').trim()])),
  };
  const isWhole = Object.values(body.address).every((text) => text !== '');
  const params = { path: { orderNo: order.orderNo } };
  return (
    <Dialog
      title={words.edit}
      will={words.editWill}
      isReady={isWhole}
      act={() => dataOf(api.PATCH('/api/v1/orders/{orderNo}', { params, body }))}
      onClose={onClose}
    >
      {FIELDS.map(([name, maxLength]) => (
        <TextField
          key={name}
          label={words.address[name]}
          value={typed[name] ?? ''}
          maxLength={maxLength}
          onChange={(text) => type({ ...typed, [name]: text })}
        />
      ))}
    </Dialog>
  );
}
