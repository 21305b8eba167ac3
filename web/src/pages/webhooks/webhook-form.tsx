import { Alert, App, Select, Typography } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { Dialog } from '../../parts/dialog.js';
import { TextField } from '../../parts/text-field.js';
import { useWords } from '../../words/words.js';
import { EVENT_TYPES } from './event-types.js';

type Webhook = Schemas['Webhook'];

const NOTHING_YET: Pick<Webhook, 'url' | 'types' | 'description'> = {
  url: '',
  types: [],
  description: '',
};

interface Props {
  /** The one to change; absent: a new one. */
  readonly webhook?: Webhook;
  readonly onClose: () => void;
}

/** Adds a webhook, whose secret is shown once, or changes one. */
export function WebhookForm({ webhook, onClose }: Props) {
  const { webhooks: words, hookWork } = useWords();
  const showSecret = useShowSecret();
  const before = webhook ?? NOTHING_YET;
  const [url, setUrl] = useState(before.url);
  const [types, setTypes] = useState(before.types);
  const [description, setDescription] = useState(before.description);
  const body = { url: url.trim(), types, description: description.trim() };
  const act = async () => {
    if (webhook === undefined) {
      showSecret((await dataOf(api.POST('/api/v1/webhooks', { body }))).secret);
      return;
    }
    const params = { path: { id: webhook.id } };
    await dataOf(api.PATCH('/api/v1/webhooks/{id}', { params, body }));
  };
  return (
    <Dialog
      {...(webhook === undefined
        ? { title: hookWork.add, will: hookWork.addWill }
        : { title: hookWork.edit, will: hookWork.editWill })}
      isReady={body.url !== '' && types.length > 0}
      act={act}
      onClose={onClose}
    >
      <TextField label={words.url} value={url} maxLength={500} onChange={setUrl} />
      <Select
        mode="multiple"
        aria-label={words.events}
        placeholder={words.events}
        value={types}
        options={EVENT_TYPES.map((value) => ({ value, label: value }))}
        onChange={(chosen: Webhook['types']) => setTypes(chosen)}
      />
      <TextField
        label={hookWork.description}
        value={description}
        maxLength={200}
        onChange={setDescription}
      />
    </Dialog>
  );
}

/** Shows a secret that nobody can see again. */
function useShowSecret() {
  const { modal } = App.useApp();
  const words = useWords().hookWork;
  return (secret: string) => {
    const content = (
      <div className="stack">
        <Typography.Text code copyable className="wrap">
          {secret}
        </Typography.Text>
        <Alert type="warning" title={words.secretOnce} />
      </div>
    );
    modal.info({ title: words.secret, content });
  };
}
