import { Alert, Button, Typography } from 'antd';
import { useWords } from '../../words/words.js';

interface Props {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}

/** Shows codes that nobody can see again, until somebody says that they are kept. */
export function RecoveryCodes({ codes, onKept }: Props) {
  const words = useWords().account;
  const text = codes.join('\n');
  return (
    <div className="stack">
      <Alert type="warning" title={words.codesOnce} />
      <Typography.Paragraph copyable={{ text }}>{words.codes}</Typography.Paragraph>
      <pre>{text}</pre>
      <div>
        <Button type="primary" onClick={onKept}>
          {words.kept}
        </Button>
      </div>
    </div>
  );
}
