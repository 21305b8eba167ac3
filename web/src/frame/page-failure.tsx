import { Button, Result } from 'antd';
import { useRouteError } from 'react-router';
import { messageOf } from '../api/problem-error.js';
import { useWords } from '../words/words.js';

/** A page that could not be loaded or shown; a new version of the console may have taken its files away. */
export function PageFailure() {
  const words = useWords().state;
  const error = useRouteError();
  const again = <Button onClick={() => window.location.reload()}>{words.retry}</Button>;
  return <Result status="error" title={words.failed} subTitle={messageOf(error)} extra={again} />;
}
