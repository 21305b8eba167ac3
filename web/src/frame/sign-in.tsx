import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { messageOf, ProblemError } from '../api/problem-error.js';
import { signIn } from '../api/session.js';
import { useWords } from '../words/words.js';
import { LanguageSwitch } from './switches.js';

/** The password was right, and a code is missing or wrong. */
function isAboutCode(error: Error): boolean {
  return error instanceof ProblemError && ['code-required', 'wrong-code'].includes(error.slug);
}

/** Asks who it is; for a code, too, once the server has said that it needs one. */
export function SignIn() {
  const { signIn: words, account, shop, common } = useWords();
  const signingIn = useMutation({ mutationFn: signIn });
  const asksForCode = signingIn.error !== null && isAboutCode(signingIn.error);
  const [hasCode, askForCode] = useState(false);
  if (asksForCode && !hasCode) askForCode(true);
  const rules = [{ required: true, message: common.required }];
  return (
    <main className="sign-in">
      <Card className="sign-in-card">
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
          {signingIn.error === null ? null : (
            <Alert type="error" title={messageOf(signingIn.error)} style={{ marginBottom: 16 }} />
          )}
          <Button block type="primary" htmlType="submit" loading={signingIn.isPending}>
            {words.submit}
          </Button>
        </Form>
        <LanguageSwitch />
      </Card>
    </main>
  );
}
