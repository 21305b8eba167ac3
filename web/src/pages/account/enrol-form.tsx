import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Typography } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { dataOf, messageOf } from '../../api/problem-error.js';
import { SecretField } from '../../parts/secret-field.js';
import { TextField } from '../../parts/text-field.js';
import { useWords } from '../../words/words.js';
import { RecoveryCodes } from './recovery-codes.js';

/** Enrols a second factor: a password, a secret for the app, its first code, and the codes for recovery. */
export function EnrolForm() {
  const words = useWords().account;
  const [password, setPassword] = useState('');
  const enrolling = useMutation({
    mutationFn: () => dataOf(api.POST('/api/v1/auth/second-factor', { body: { password } })),
  });
  if (enrolling.data !== undefined) return <ConfirmForm enrolment={enrolling.data} />;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        enrolling.mutate();
      }}
    >
      <SecretField
        label={words.password}
        value={password}
        autoComplete="current-password"
        onChange={setPassword}
      />
      {enrolling.error === null ? null : <Alert type="error" title={messageOf(enrolling.error)} />}
      <div>
        <Button
          htmlType="submit"
          type="primary"
          disabled={password === ''}
          loading={enrolling.isPending}
        >
          {words.enrol}
        </Button>
      </div>
    </form>
  );
}

function ConfirmForm({ enrolment }: { readonly enrolment: Schemas['SecondFactorEnrolment'] }) {
  const words = useWords().account;
  const queries = useQueryClient();
  const [code, setCode] = useState('');
  const confirming = useMutation({
    mutationFn: () =>
      dataOf(api.POST('/api/v1/auth/second-factor/confirm', { body: { code: code.trim() } })),
  });
  if (confirming.data !== undefined) {
    const { recoveryCodes } = confirming.data;
    return <RecoveryCodes codes={recoveryCodes} onKept={() => void queries.invalidateQueries()} />;
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        confirming.mutate();
      }}
    >
      <p>{words.scan}</p>
      <img src={enrolment.qrImage} alt={words.qr} width={240} height={240} />
      <Typography.Text code copyable>
        {enrolment.secret}
      </Typography.Text>
      <TextField label={words.firstCode} value={code} maxLength={7} onChange={setCode} />
      {confirming.error === null ? null : (
        <Alert type="error" title={messageOf(confirming.error)} />
      )}
      <div>
        <Button
          htmlType="submit"
          type="primary"
          disabled={code.trim() === ''}
          loading={confirming.isPending}
        >
          {words.confirm}
        </Button>
      </div>
    </form>
  );
}
