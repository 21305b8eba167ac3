import { useQuery } from '@tanstack/react-query';
import { App, Button, Space } from 'antd';
import { useState } from 'react';
import { api } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { Dialog } from '../../parts/dialog.js';
import { PageState } from '../../parts/page-state.js';
import { SecretField } from '../../parts/secret-field.js';
import { TextField } from '../../parts/text-field.js';
import { useWords } from '../../words/words.js';
import { EnrolForm } from './enrol-form.js';

type Act = 'renew' | 'remove';

/** One's own second factor: whether it is on, and what can be done about it. */
export function FactorPanel() {
  const words = useWords().account;
  const [act, choose] = useState<Act | null>(null);
  const query = useQuery({
    queryKey: ['second-factor'],
    queryFn: () => dataOf(api.GET('/api/v1/auth/second-factor')),
  });
  const isOn = query.data?.enabled ?? false;
  return (
    <PageState query={query}>
      <p>{isOn ? words.factorOn(query.data?.recoveryCodesLeft ?? 0) : words.factorOff}</p>
      {isOn ? (
        <Space wrap>
          <Button onClick={() => choose('renew')}>{words.renew}</Button>
          <Button danger onClick={() => choose('remove')}>
            {words.remove}
          </Button>
        </Space>
      ) : (
        <EnrolForm />
      )}
      {act === null ? null : <ProofDialog act={act} onClose={() => choose(null)} />}
    </PageState>
  );
}

function ProofDialog({ act, onClose }: { readonly act: Act; readonly onClose: () => void }) {
  const words = useWords().account;
  const { modal } = App.useApp();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const body = { password, code: code.trim() };
  const renew = async () => {
    const path = '/api/v1/auth/second-factor/recovery-codes';
    const { recoveryCodes } = await dataOf(api.POST(path, { body }));
    modal.info({ title: words.codesOnce, content: <pre>{recoveryCodes.join('\n')}</pre> });
  };
  const remove = () => dataOf(api.POST('/api/v1/auth/second-factor/remove', { body }));
  return (
    <Dialog
      title={words[act]}
      will={act === 'renew' ? words.renewWill : words.removeWill}
      isReady={password !== '' && body.code !== ''}
      isDangerous={act === 'remove'}
      act={act === 'renew' ? renew : remove}
      onClose={onClose}
    >
      <SecretField
        label={words.password}
        value={password}
        autoComplete="current-password"
        onChange={setPassword}
      />
      <TextField label={words.code} value={code} maxLength={32} onChange={setCode} />
    </Dialog>
  );
}
