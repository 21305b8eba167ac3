import { Notice } from '../parts/notice.js';
import { useWords } from '../words/words.js';

export function NotFound() {
  return <Notice title={useWords().state.notFound} />;
}
