import { Space } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { ActionButton } from '../../parts/action-button.js';
import { Dialog } from '../../parts/dialog.js';
import { NoteDialog } from '../../parts/note-dialog.js';
import { useWords } from '../../words/words.js';
import { ReplayDialog } from './replay-dialog.js';
import { WebhookForm } from './webhook-form.js';

type Act = 'edit' | 'switch' | 'replay';

/** What can be done with a webhook. */
export function WebhookActions({ webhook }: { readonly webhook: Schemas['Webhook'] }) {
  const { webhooks: words, hookWork } = useWords();
  const [act, choose] = useState<Act | null>(null);
  const close = () => choose(null);
  const isPaused = webhook.state === 'PAUSED';
  const acts = [
    ['edit', hookWork.edit],
    ['switch', isPaused ? words.resume : hookWork.pause],
    ['replay', hookWork.replay],
  ] as const;
  return (
    <Space>
      {acts.map(([name, label]) => (
        <ActionButton
          key={name}
          needs="webhooks.manage"
          label={label}
          onClick={() => choose(name)}
        />
      ))}
      {act === 'edit' ? <WebhookForm webhook={webhook} onClose={close} /> : null}
      {act === 'replay' ? <ReplayDialog webhookId={webhook.id} onClose={close} /> : null}
      {act !== 'switch' ? null : isPaused ? (
        <ResumeDialog webhookId={webhook.id} onClose={close} />
      ) : (
        <PauseDialog webhookId={webhook.id} onClose={close} />
      )}
    </Space>
  );
}

interface SwitchProps {
  readonly webhookId: number;
  readonly onClose: () => void;
}

function ResumeDialog({ webhookId, onClose }: SwitchProps) {
  const { webhooks: words, hookWork } = useWords();
  const params = { path: { id: webhookId } };
  return (
    <Dialog
      title={words.resume}
      will={hookWork.resumeWill}
      isReady
      act={() => dataOf(api.POST('/api/v1/webhooks/{id}/resume', { params }))}
      onClose={onClose}
    />
  );
}

function PauseDialog({ webhookId, onClose }: SwitchProps) {
  const { hookWork: words } = useWords();
  const params = { path: { id: webhookId } };
  const pause = (reason: string) => {
    const body = { active: false, reason };
    return dataOf(api.PATCH('/api/v1/webhooks/{id}', { params, body }));
  };
  return (
    <NoteDialog
      title={words.pause}
      will={words.pauseWill}
      isDangerous
      act={pause}
      onClose={onClose}
    />
  );
}
