import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Space } from 'antd';
import { api, type Schemas } from '../../api/client.js';
import { dataOf, ProblemError } from '../../api/problem-error.js';
import { DataTable } from '../../parts/data-table.js';
import { yuanText } from '../../parts/format.js';
import { PageState } from '../../parts/page-state.js';
import { useLanguage } from '../../words/language.js';
import { useWords } from '../../words/words.js';
import { BillState } from './bill-state.js';
import { RunAgain } from './run-again.js';
import { UploadBill } from './upload-bill.js';

interface Props {
  readonly day: string;
}

/** What the bill and the books say of a day, and what can be done about it. */
export function DaySheet({ day }: Props) {
  const { billWork: words } = useWords();
  const language = useLanguage();
  const params = { path: { day } };
  const query = useQuery({
    queryKey: ['sheet', day],
    queryFn: async () => {
      try {
        return await dataOf(api.GET('/api/v1/reconciliations/{day}', { params }));
      } catch (error) {
        if (error instanceof ProblemError && error.status === 404) return null;
        throw error;
      }
    },
  });
  const sheet = query.data ?? null;
  return (
    <Card size="small" title={words.sheet(day)}>
      <div className="stack">
        <Space wrap>
          <RunAgain day={day} />
          <UploadBill day={day} />
          {sheet === null ? null : (
            <Button download href={`/api/v1/reconciliations/${day}/sheet.csv?language=${language}`}>
              {words.csv}
            </Button>
          )}
        </Space>
        <PageState query={query} isEmpty={sheet === null} emptyWords={words.noBill}>
          {sheet === null ? null : <Sums sheet={sheet} />}
        </PageState>
      </div>
    </Card>
  );
}

function Sums({ sheet }: { readonly sheet: Schemas['ReconciliationSheet'] }) {
  const { billWork: words, reconciliation } = useWords();
  const { bill, books, waiting, ignored, fault } = sheet;
  const rows = [
    { key: 'payments', name: words.payments, bill: bill?.payments, ours: books.payments },
    { key: 'refunds', name: words.refunds, bill: bill?.refunds, ours: books.refunds },
    { key: 'waiting', name: words.waiting, bill: undefined, ours: waiting },
    { key: 'ignored', name: words.ignored, bill: ignored, ours: undefined },
  ];
  const columns = [
    { title: words.side, key: 'name', dataIndex: 'name' },
    {
      title: reconciliation.bill,
      key: 'bill',
      align: 'right' as const,
      render: (_: unknown, row: (typeof rows)[number]) => told(row.bill),
    },
    {
      title: reconciliation.ours,
      key: 'ours',
      align: 'right' as const,
      render: (_: unknown, row: (typeof rows)[number]) => told(row.ours),
    },
  ];
  return (
    <>
      <BillState state={sheet.state} open={sheet.open} />
      {fault === null ? null : (
        <Alert type="warning" title={<span className="wrap">{fault}</span>} />
      )}
      <DataTable
        title={words.sheet(sheet.day)}
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
      />
      {bill === null ? null : (
        <span>{`${words.fees} ${yuanText(bill.fees)} · ${words.net} ${yuanText(bill.net)}`}</span>
      )}
    </>
  );
}

function told(sum: Schemas['CountedSum'] | undefined): string {
  return sum === undefined ? '–' : `${sum.count} / ${yuanText(sum.sum)}`;
}
