import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useWords } from '../words/words.js';
import { DataTable, type RowColumn } from './data-table.js';
import { PageState } from './page-state.js';

interface Part<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
}

interface Props<Row> {
  readonly title: string;
  readonly queryKey: readonly unknown[];
  /** Loads the part behind a cursor; the first one when it is undefined. */
  readonly load: (cursor: string | undefined) => Promise<Part<Row>>;
  readonly columns: readonly RowColumn<Row>[];
  readonly rowKey: (row: Row) => string | number;
}

/** A list of the API as a table that grows by its next part. */
export function PagedTable<Row extends object>(props: Props<Row>) {
  const words = useWords().state;
  const query = useInfiniteQuery({
    queryKey: props.queryKey,
    queryFn: ({ pageParam }) => props.load(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <PageState query={query} isEmpty={rows.length === 0 && !query.hasNextPage}>
      <DataTable title={props.title} columns={props.columns} rows={rows} rowKey={props.rowKey} />
      <div className="more">
        {query.hasNextPage ? (
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </Button>
        ) : null}
      </div>
    </PageState>
  );
}
