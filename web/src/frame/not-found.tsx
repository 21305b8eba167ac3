import { Result } from 'antd';
import { useWords } from '../words/words.js';

export function NotFound() {
  return <Result status="404" title={useWords().state.notFound} />;
}
