import { type ReactNode, useState } from 'react';
import { useWords } from '../words/words.js';
import { Dialog } from './dialog.js';
import { TextField } from './text-field.js';

interface Props {
  readonly title: string;
  /** What the note is called; a decision's reason when absent. */
  readonly label?: string;
  readonly will: string;
  readonly isDangerous?: boolean;
  readonly act: (note: string) => Promise<unknown>;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** A decision that asks for a note. */
export function NoteDialog({ act, label, children, ...props }: Props) {
  const [note, setNote] = useState('');
  const words = useWords().refunds;
  const given = note.trim();
  return (
    <Dialog {...props} isReady={given !== ''} act={() => act(given)}>
      <TextField label={label ?? words.note} value={note} maxLength={200} onChange={setNote} />
      {children}
    </Dialog>
  );
}
