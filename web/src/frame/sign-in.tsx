import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Form, Input, Typography } from 'antd';
import { api } from '../api/client.js';
import { dataOf, messageOf } from '../api/problem-error.js';
import { beginSession } from '../api/session.js';
import { useWords } from '../words/words.js';
import { LanguageSwitch } from './switches.js';

interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Asks who it is. */
export function SignIn({ isCustomer = false }: { readonly isCustomer?: boolean }) {
  const { signIn: words, shop, common } = useWords();
  const queries = useQueryClient();
  const signingIn = useMutation({
    mutationFn: (body: Credentials) => dataOf(api.POST('/api/v1/auth/login', { body })),
    onSuccess: ({ token }) => {
      // What somebody before saw in this tab is not for whoever comes now.
      queries.clear();
      beginSession(token);
    },
  });
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
          <SignInFault error={signingIn.error} isCustomer={isCustomer} />
          <Button block type="primary" htmlType="submit" loading={signingIn.isPending}>
            {words.submit}
          </Button>
        </Form>
        <LanguageSwitch />
      </Card>
    </main>
  );
}

function SignInFault({ error, isCustomer }: { error: Error | null; isCustomer: boolean }) {
  const { staffOnly } = useWords().signIn;
  if (error === null && !isCustomer) return null;
  const title = error === null ? staffOnly : messageOf(error);
  return <Alert type="error" title={title} style={{ marginBottom: 16 }} />;
}
