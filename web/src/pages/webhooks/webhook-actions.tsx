import { Space } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { ActionButton } from '../../parts/action-button.js';
import { Dialog } from '../../parts/dialog.js';
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
      {act === 'switch' ? (
        <Dialog
          title={isPaused ? words.resume : hookWork.pause}
          will={isPaused ? hookWork.resumeWill : hookWork.pauseWill}
          isReady
          isDangerous={!isPaused}
          act={() => switchOf(webhook.id, isPaused)}
          onClose={close}
        />
      ) : null}
    </Space>
  );
}

function switchOf(id: number, isPaused: boolean) {
  const params = { path: { id } };
  return isPaused
    ? dataOf(api.POST('/api/v1/webhooks/{id}/resume', { params }))
    : dataOf(api.PATCH('/api/v1/webhooks/{id}', { params, body: { active: false } }));
}
