import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Form, Input, Typography } from 'antd';
import { messageOf } from '../api/problem-error.js';
import { signIn } from '../api/session.js';
import { useWords } from '../words/words.js';
import { LanguageSwitch } from './switches.js';

/** Asks who it is. */
export function SignIn() {
  const { signIn: words, shop, common } = useWords();
  const signingIn = useMutation({ mutationFn: signIn });
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
