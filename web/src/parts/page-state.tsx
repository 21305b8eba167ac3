import type { ReactNode } from 'react';
import { messageOf, ProblemError } from '../api/problem-error.js';
import { useWords } from '../words/words.js';
import { AgainButton, Notice } from './notice.js';

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
  if (query.isPending) return <Pending />;
  if (query.error !== null) return <Failure query={query} />;
  if (isEmpty) return <p className="empty">{emptyWords ?? words.empty}</p>;
  return children;
}

/** Stands where something is still loaded. */
export function Pending() {
  return (
    <div role="status" className="pending" aria-label={useWords().state.loading}>
      <div />
      <div />
      <div />
    </div>
  );
}

function Failure({ query }: Pick<Props, 'query'>) {
  const words = useWords().state;
  const detail = messageOf(query.error);
  const isForbidden = query.error instanceof ProblemError && query.error.status === 403;
  if (isForbidden) return <Notice title={words.forbidden} detail={detail} />;
  return (
    <Notice title={words.failed} detail={detail}>
      <AgainButton label={words.retry} onClick={() => void query.refetch()} />
    </Notice>
  );
}
