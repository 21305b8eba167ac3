import { type ReactNode, useState } from 'react';
import { useWords } from '../words/words.js';
import { Dialog } from './dialog.js';
import { TextField } from './text-field.js';

interface Props<Answer> {
  readonly title: string;
  /** What the note is called; a decision's reason when absent. */
  readonly label?: string;
  readonly will: string | null;
  /** Whether all but the note is there; absent: nothing else is asked for. */
  readonly isReady?: boolean;
  readonly isDangerous?: boolean;
  readonly act: (note: string) => Promise<Answer>;
  readonly outcome?: (answer: Answer) => string | null;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** A decision, or an act that nothing takes back: it asks why, and the audit log keeps that. */
export function NoteDialog<Answer>({
  act,
  label,
  isReady = true,
  children,
  ...props
}: Props<Answer>) {
  const [note, setNote] = useState('');
  const words = useWords().refunds;
  const given = note.trim();
  return (
    <Dialog {...props} isReady={isReady && given !== ''} act={() => act(given)}>
      {children}
      <TextField label={label ?? words.note} value={note} maxLength={200} onChange={setNote} />
    </Dialog>
  );
}
