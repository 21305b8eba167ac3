import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { messageOf, ProblemError } from '../api/problem-error.js';
import { signIn } from '../api/session.js';
import { useWords } from '../words/words.js';
import { FrontCard } from './front-card.js';
import { LanguageSwitch } from './switches.js';

const slugOf = (error: Error | null) => (error instanceof ProblemError ? error.slug : null);

/** Asks who it is; for a code, too, once the server has said that it needs one. */
export function SignIn() {
  const { signIn: words, account, shop, common } = useWords();
  const signingIn = useMutation({ mutationFn: signIn });
  const slug = slugOf(signingIn.error);
  // The password was right, and a code is missing or wrong.
  const asksForCode = slug === 'code-required' || slug === 'wrong-code';
  const [hasCode, askForCode] = useState(false);
  if (asksForCode && !hasCode) askForCode(true);
  const rules = [{ required: true, message: common.required }];
  return (
    <FrontCard>
      <Typography.Title level={1} style={{ fontSize: 24 }}>
        {shop}
      </Typography.Title>
      <Form layout="vertical" requiredMark={false} onFinish={signingIn.mutate}>
        <Form.Item name="username" label={words.username} rules={rules}>
          <Input autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item name="password" label={words.password} rules={rules}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        {hasCode ? (
          <Form.Item name="code" label={account.code} rules={rules}>
            <Input autoComplete="one-time-code" autoFocus />
          </Form.Item>
        ) : null}
        {signingIn.error === null ? null : slug === 'code-required' ? (
          <Alert type="info" title={account.codeRequired} style={{ marginBottom: 16 }} />
        ) : (
          <Alert type="error" title={messageOf(signingIn.error)} style={{ marginBottom: 16 }} />
        )}
        <Button block type="primary" htmlType="submit" loading={signingIn.isPending}>
          {words.submit}
        </Button>
      </Form>
      <LanguageSwitch />
    </FrontCard>
  );
}
