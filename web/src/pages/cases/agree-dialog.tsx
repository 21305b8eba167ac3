import { useState } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { NoteDialog } from '../../parts/note-dialog.js';
import { SecondPersonNote } from '../../parts/second-person-note.js';
import { TextField } from '../../parts/text-field.js';
import { useWords } from '../../words/words.js';

type Case = Schemas['AfterSale'];

interface Props {
  readonly of: Case;
  readonly onClose: () => void;
}

const FIELDS = [
  ['receiver', 50],
  ['mobile', 20],
  ['address', 300],
] as const;

/** Agrees to what a buyer asks for: money goes back at once, or goods may come to an address first. */
export function AgreeDialog({ of: one, onClose }: Props) {
  const { cases: words, fourEyes } = useWords();
  const [typed, type] = useState({ receiver: '', mobile: '', address: '' });
  const isReturn = one.type === 'returnAndRefund';
  const isWhole = Object.values(typed).every((text) => text.trim() !== '');
  const agree = (reason: string) => {
    const body = isReturn ? { returnAddress: typed, reason } : { reason };
    const request = { params: { path: { id: one.id } }, body };
    return dataOf(api.POST('/api/v1/after-sales/{id}/agree', request));
  };
  return (
    <NoteDialog
      title={words.agree}
      will={
        isReturn
          ? words.agreeReturnWill(one.amount, piecesOf(one))
          : words.agreeRefundWill(one.amount)
      }
      isReady={!isReturn || isWhole}
      isDangerous={!isReturn}
      act={agree}
      outcome={({ state }) => (state === 'APPLIED' ? fourEyes.nowWaits : null)}
      onClose={onClose}
    >
      {(isReturn ? FIELDS : []).map(([name, maxLength]) => (
        <TextField
          key={name}
          label={words[name]}
          value={typed[name]}
          maxLength={maxLength}
          onChange={(text) => type({ ...typed, [name]: text })}
        />
      ))}
      {isReturn ? null : <SecondPersonNote />}
    </NoteDialog>
  );
}

function piecesOf({ lines }: Case): number {
  return lines.reduce((sum, { count }) => sum + count, 0);
}
