import { App } from 'antd';
import { useState } from 'react';
import { api } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { NoteDialog } from '../../parts/note-dialog.js';
import { TextField } from '../../parts/text-field.js';
import { useWords } from '../../words/words.js';

const TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/;

interface Props {
  readonly webhookId: number;
  readonly onClose: () => void;
}

/** Sends all events from a time on again. */
export function ReplayDialog({ webhookId, onClose }: Props) {
  const { hookWork: words } = useWords();
  const { message } = App.useApp();
  const [from, setFrom] = useState('');
  const isTime = TIME.test(from.trim());
  const params = { path: { id: webhookId } };
  const replay = async (reason: string) => {
    const body = { since: `${from.trim().replace(' ', 'T')}:00+08:00`, reason };
    const { enqueued } = await dataOf(api.POST('/api/v1/webhooks/{id}/replay', { params, body }));
    void message.success(words.replayed(enqueued));
  };
  return (
    <NoteDialog
      title={words.replay}
      will={isTime ? words.replayWill(from.trim()) : null}
      isReady={isTime}
      isDangerous
      act={replay}
      onClose={onClose}
    >
      <TextField
        label={words.replayFrom}
        value={from}
        fault={from === '' || isTime ? null : words.notATime}
        maxLength={16}
        onChange={setFrom}
      />
    </NoteDialog>
  );
}
