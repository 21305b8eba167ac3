import { useRouteError } from 'react-router';
import { messageOf } from '../api/problem-error.js';
import { AgainButton, Notice } from '../parts/notice.js';
import { useWords } from '../words/words.js';

/** A page that could not be loaded or shown; a new version of the console may have taken its files away. */
export function PageFailure() {
  const words = useWords().state;
  return (
    <Notice title={words.failed} detail={messageOf(useRouteError())}>
      <AgainButton label={words.retry} onClick={() => window.location.reload()} />
    </Notice>
  );
}
