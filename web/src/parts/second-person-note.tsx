import { Typography } from 'antd';
import { useWords } from '../words/words.js';

/** Says that money of some size waits for another person before it moves. */
export function SecondPersonNote() {
  return <Typography.Text type="secondary">{useWords().fourEyes.mayWait}</Typography.Text>;
}
