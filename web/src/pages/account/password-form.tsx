import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { api } from '../../api/client.js';
import { dataOf, messageOf } from '../../api/problem-error.js';
import { endSession } from '../../api/session-store.js';
import { SecretField } from '../../parts/secret-field.js';
import { useWords } from '../../words/words.js';

const LEAST = 8;

/** Changes one's own password, which signs one out everywhere. */
export function PasswordForm() {
  const words = useWords().account;
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const changing = useMutation({
    mutationFn: () =>
      dataOf(api.POST('/api/v1/auth/password', { body: { currentPassword, newPassword } })),
    onSuccess: endSession,
  });
  const isReady = currentPassword.length >= LEAST && newPassword.length >= LEAST;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        changing.mutate();
      }}
    >
      <SecretField
        label={words.password}
        value={currentPassword}
        autoComplete="current-password"
        onChange={setCurrent}
      />
      <SecretField
        label={words.newPassword}
        value={newPassword}
        autoComplete="new-password"
        onChange={setNew}
      />
      <Alert type="info" title={words.changePasswordWill} />
      {changing.error === null ? null : <Alert type="error" title={messageOf(changing.error)} />}
      <div>
        <Button htmlType="submit" type="primary" disabled={!isReady} loading={changing.isPending}>
          {words.changePassword}
        </Button>
      </div>
    </form>
  );
}
