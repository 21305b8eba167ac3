import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { DataTable } from '../../parts/data-table.js';
import { PageState } from '../../parts/page-state.js';
import { useWords } from '../../words/words.js';
import { useRefundColumns } from '../refund-columns.js';

/** The refunds of an order. */
export function OrderRefunds({ orderNo }: { readonly orderNo: string }) {
  const words = useWords().orders;
  // All are of the order that is shown.
  const columns = useRefundColumns().filter(({ key }) => key !== 'orderNo');
  const params = { path: { orderNo } };
  const query = useQuery({
    queryKey: ['order-refunds', orderNo],
    queryFn: () => dataOf(api.GET('/api/v1/orders/{orderNo}/refunds', { params })),
  });
  const rows = query.data?.items ?? [];
  return (
    <PageState query={query} isEmpty={rows.length === 0}>
      <DataTable title={words.refunds} columns={columns} rows={rows} rowKey={({ id }) => id} />
    </PageState>
  );
}
