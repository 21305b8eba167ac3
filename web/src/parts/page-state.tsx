import { Button, Empty, Result, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { messageOf, ProblemError } from '../api/problem-error.js';
import { useWords } from '../words/words.js';

interface Loading {
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

interface Props {
  readonly query: Loading;
  readonly isEmpty?: boolean;
  /** What an empty page says instead of the usual words. */
  readonly emptyWords?: string;
  readonly children: ReactNode;
}

/** A page while it loads, when that failed or is forbidden, when there is nothing, and when there is something. */
export function PageState({ query, isEmpty = false, emptyWords, children }: Props) {
  const words = useWords().state;
  if (query.isPending) {
    return (
      <div role="status" aria-label={words.loading}>
        <Skeleton active />
      </div>
    );
  }
  if (query.error !== null) return <Failure query={query} />;
  if (isEmpty) return <Empty description={emptyWords ?? words.empty} />;
  return children;
}

function Failure({ query }: Pick<Props, 'query'>) {
  const words = useWords().state;
  const isForbidden = query.error instanceof ProblemError && query.error.status === 403;
  if (isForbidden) {
    return <Result status="warning" title={words.forbidden} subTitle={messageOf(query.error)} />;
  }
  const again = <Button onClick={() => query.refetch()}>{words.retry}</Button>;
  return (
    <div role="alert">
      <Result status="error" title={words.failed} subTitle={messageOf(query.error)} extra={again} />
    </div>
  );
}
