import { Checkbox, InputNumber, Typography } from 'antd';
import type { Schemas } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { yuanText } from '../../parts/format.js';
import { TextField } from '../../parts/text-field.js';
import { useWords } from '../../words/words.js';
import type { RefundDraft } from './refund-plan.js';

interface Props {
  readonly lines: readonly Schemas['OrderLine'][];
  readonly rest: Schemas['RefundRest'];
  readonly draft: RefundDraft;
  /** What is wrong with it so far; null: nothing. */
  readonly fault: string | null;
  readonly onChange: (draft: RefundDraft) => void;
}

/** How many pieces of each line are refunded, whether they go into the stock, and how much of the freight. */
export function RefundPieces({ lines, rest, draft, fault, onChange }: Props) {
  const { refundWork: words } = useWords();
  const hasFreight = rest.freight !== '0.00';
  return (
    <>
      {lines.map((line) => (
        <LineChoice key={line.lineId} line={line} rest={rest} draft={draft} onChange={onChange} />
      ))}
      {hasFreight ? (
        <TextField
          label={words.freight(rest.freight)}
          value={draft.freight}
          onChange={(freight) => onChange({ ...draft, freight })}
        />
      ) : null}
      {fault === null ? null : <Typography.Text type="danger">{fault}</Typography.Text>}
      <Typography.Text type="secondary">{words.restockNote}</Typography.Text>
    </>
  );
}

interface LineProps extends Omit<Props, 'lines' | 'fault'> {
  readonly line: Schemas['OrderLine'];
}

function LineChoice({ line, rest, draft, onChange }: LineProps) {
  const { refundWork: words } = useWords();
  const { lineId, name, price, count, shippedCount, refundedCount } = line;
  const left = rest.lines.find((one) => one.lineId === lineId)?.count ?? 0;
  const isHere = count - shippedCount - refundedCount > 0;
  const isRestocked = isHere && draft.restock[lineId] !== false;
  const mayDecide = useMay()('refunds.make');
  const setCount = (value: number | null) =>
    onChange({ ...draft, pieces: { ...draft.pieces, [lineId]: value ?? 0 } });
  const setRestock = (isChosen: boolean) =>
    onChange({ ...draft, restock: { ...draft.restock, [lineId]: isChosen } });
  return (
    <div className="piece-choice">
      <label className="wrap" htmlFor={`refund-${lineId}`}>
        {name} {yuanText(price)}
      </label>
      <InputNumber
        id={`refund-${lineId}`}
        min={0}
        max={left}
        precision={0}
        value={draft.pieces[lineId] ?? 0}
        onChange={setCount}
      />
      <Checkbox
        checked={isRestocked}
        disabled={!isHere || !mayDecide}
        onChange={({ target }) => setRestock(target.checked)}
      >
        {words.restock}
      </Checkbox>
    </div>
  );
}
