import { InputNumber } from 'antd';
import type { Schemas } from '../../api/client.js';
import { yuanText } from '../../parts/format.js';

interface Props {
  readonly lines: readonly Schemas['OrderLine'][];
  readonly pieces: Readonly<Record<number, number>>;
  readonly onChange: (pieces: Readonly<Record<number, number>>) => void;
}

/** How many pieces of each line are refunded. */
export function RefundPieces({ lines, pieces, onChange }: Props) {
  return lines.map(({ lineId, name, price, count, refundedCount }) => (
    <label key={lineId} className="piece-choice">
      <span className="wrap">
        {name} {yuanText(price)}
      </span>
      <InputNumber
        min={0}
        max={count - refundedCount}
        precision={0}
        value={pieces[lineId] ?? 0}
        onChange={(value) => onChange({ ...pieces, [lineId]: value ?? 0 })}
      />
    </label>
  ));
}
