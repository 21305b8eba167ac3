import { Checkbox, InputNumber } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { Dialog } from '../../parts/dialog.js';
import { fenIn } from '../../parts/fen.js';
import { SecondPersonNote } from '../../parts/second-person-note.js';
import { TextField } from '../../parts/text-field.js';
import { useWords } from '../../words/words.js';

type Case = Schemas['AfterSale'];
type Came = Schemas['ReceivedLineRequest'] & { readonly restock: boolean };

interface Props {
  readonly of: Case;
  readonly onClose: () => void;
}

/** Books what really came back, and sends its money back, or less of it for a reason. */
export function ReceiptDialog({ of: one, onClose }: Props) {
  const { cases: words, act } = useWords();
  const [came, setCame] = useState<readonly Came[]>(() => one.lines.map(asAsked));
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const less = amount.trim() === '' ? {} : { amount: amount.trim(), reason: reason.trim() };
  const fault = amountFault(amount.trim(), one.amount);
  const isReasoned = amount.trim() === '' || reason.trim() !== '';
  const pieces = sumOf(came);
  const receive = () => {
    const body = { lines: [...came], ...less };
    const request = { params: { path: { id: one.id } }, body };
    return dataOf(api.POST('/api/v1/after-sales/{id}/receive-back', request));
  };
  return (
    <Dialog
      title={words.receive}
      will={words.receiveWill(
        amount.trim() || one.amount,
        pieces,
        sumOf(came.filter(({ restock }) => restock)),
      )}
      isReady={pieces > 0 && fault === null && isReasoned}
      isDangerous
      act={receive}
      onClose={onClose}
    >
      {one.lines.map((line, index) => (
        <CameBack
          key={line.lineId}
          line={line}
          came={came[index] ?? asAsked(line)}
          onChange={(changed) => setCame(came.with(index, changed))}
        />
      ))}
      <TextField
        label={words.atMost}
        value={amount}
        fault={fault === null ? null : act[fault]}
        onChange={setAmount}
      />
      <TextField label={words.whyLess} value={reason} maxLength={200} onChange={setReason} />
      <SecondPersonNote />
    </Dialog>
  );
}

interface CameProps {
  readonly line: Case['lines'][number];
  readonly came: Came;
  readonly onChange: (came: Came) => void;
}

function CameBack({ line, came, onChange }: CameProps) {
  const words = useWords().cases;
  return (
    <div className="piece-choice">
      <span className="wrap">{`${line.name} × ${line.count}`}</span>
      <InputNumber
        aria-label={words.came(line.name)}
        min={0}
        max={line.count}
        precision={0}
        value={came.count}
        onChange={(count) => onChange({ ...came, count: count ?? 0 })}
      />
      <Checkbox
        checked={came.restock}
        onChange={({ target }) => onChange({ ...came, restock: target.checked })}
      >
        {words.restock}
      </Checkbox>
    </div>
  );
}

function asAsked({ lineId, count }: Case['lines'][number]): Came {
  return { lineId, count, restock: false };
}

function sumOf(came: readonly Came[]): number {
  return came.reduce((sum, { count }) => sum + count, 0);
}

/** What is wrong with a sum that is to be less than what was paid; null: nothing. Pure. */
function amountFault(typed: string, paid: string): 'notASum' | 'tooMuch' | null {
  if (typed === '') return null;
  const fen = fenIn(typed);
  if (fen === null || fen === 0) return 'notASum';
  return fen > (fenIn(paid) ?? 0) ? 'tooMuch' : null;
}
