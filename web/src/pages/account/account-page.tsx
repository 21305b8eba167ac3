import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, type TableColumnsType, Typography } from 'antd';
import { api, type Schemas } from '../../api/client.js';
import { dataOf, messageOf } from '../../api/problem-error.js';
import { timeText } from '../../parts/format.js';
import { Page } from '../../parts/page.js';
import { PagedTable } from '../../parts/paged-table.js';
import { useWords } from '../../words/words.js';
import { FactorPanel } from './factor-panel.js';
import { PasswordForm } from './password-form.js';

type Session = Schemas['ConsoleSessionInfo'];

const SESSIONS_KEY = ['own-sessions'];

/** One's own account: second factor, sessions, password. */
export function AccountPage() {
  const words = useWords().account;
  return (
    <Page title={words.title}>
      <Heading>{words.factor}</Heading>
      <div className="narrow">
        <FactorPanel />
      </div>
      <Heading>{words.sessions}</Heading>
      <PagedTable
        title={words.sessions}
        queryKey={SESSIONS_KEY}
        load={() => dataOf(api.GET('/api/v1/auth/sessions'))}
        columns={useColumns()}
        rowKey={({ id }) => id}
      />
      <Heading>{words.changePassword}</Heading>
      <div className="narrow">
        <PasswordForm />
      </div>
    </Page>
  );
}

function Heading({ children }: { readonly children: string }) {
  return (
    <Typography.Title level={2} style={{ fontSize: 18 }}>
      {children}
    </Typography.Title>
  );
}

function useColumns(): TableColumnsType<Session> {
  const { account: words, common } = useWords();
  return [
    {
      title: words.browser,
      key: 'userAgent',
      render: (_, { userAgent }) => <span className="wrap">{userAgent}</span>,
    },
    { title: words.address, key: 'address', dataIndex: 'address' },
    { title: words.begun, key: 'createdAt', render: (_, one) => timeText(one.createdAt) },
    { title: words.seen, key: 'seenAt', render: (_, one) => timeText(one.seenAt) },
    {
      title: common.actions,
      key: 'actions',
      render: (_, one) => (one.current ? words.current : <EndButton session={one} />),
    },
  ];
}

function EndButton({ session: { id } }: { readonly session: Session }) {
  const words = useWords().account;
  const queries = useQueryClient();
  const { message } = App.useApp();
  const params = { path: { id } };
  const ending = useMutation({
    mutationFn: () => dataOf(api.DELETE('/api/v1/auth/sessions/{id}', { params })),
    onSuccess: () => queries.invalidateQueries({ queryKey: SESSIONS_KEY }),
    onError: (error) => void message.error(messageOf(error)),
  });
  return (
    <Button loading={ending.isPending} onClick={() => ending.mutate()}>
      {words.end}
    </Button>
  );
}
