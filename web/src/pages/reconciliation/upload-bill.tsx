import { Typography } from 'antd';
import { useId, useState } from 'react';
import { api } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { ActionButton } from '../../parts/action-button.js';
import { NoteDialog } from '../../parts/note-dialog.js';
import { useWords } from '../../words/words.js';

interface Props {
  readonly day: string;
}

/** Takes a bill that somebody has fetched by hand. */
export function UploadBill({ day }: Props) {
  const { billWork: words } = useWords();
  const [isOpen, open] = useState(false);
  return (
    <>
      <ActionButton needs="reconciliation.run" label={words.upload} onClick={() => open(true)} />
      {isOpen ? <UploadDialog day={day} onClose={() => open(false)} /> : null}
    </>
  );
}

function UploadDialog({ day, onClose }: Props & { readonly onClose: () => void }) {
  const { billWork: words } = useWords();
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const upload = (reason: string) =>
    dataOf(
      api.POST('/api/v1/reconciliations/{day}/bill', {
        params: { path: { day }, query: { reason } },
        // The document tells a file as the text that it is not.
        body: file as never,
        bodySerializer: (body) => body as never,
        headers: { 'content-type': 'application/zip' },
      }),
    );
  return (
    <NoteDialog
      title={words.upload}
      will={words.uploadWill(day)}
      isReady={file !== null}
      isDangerous
      act={upload}
      onClose={onClose}
    >
      <label htmlFor={id}>{words.file}</label>
      <input
        id={id}
        type="file"
        accept=".zip,application/zip"
        onChange={({ target }) => setFile(target.files?.[0] ?? null)}
      />
      {file === null ? null : <Typography.Text className="wrap">{file.name}</Typography.Text>}
    </NoteDialog>
  );
}
