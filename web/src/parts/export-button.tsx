import { DownloadOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useMay } from '../api/session.js';
import { useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';

interface Props {
  readonly of: 'orders' | 'refunds' | 'incidents';
  readonly filters: Readonly<Record<string, string | undefined>>;
}

/** Gives out as a file all that a filter shows; the server streams it, so no page has to hold it. */
export function ExportButton({ of, filters }: Props) {
  const { csv, common } = useWords();
  const language = useLanguage();
  if (!useMay()('exports.make')) {
    return (
      <Tooltip title={common.notAllowed}>
        <Button disabled icon={<DownloadOutlined />}>
          {csv}
        </Button>
      </Tooltip>
    );
  }
  const query = new URLSearchParams();
  query.set('language', language);
  for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value);
  return (
    <Button download href={`/api/v1/${of}/export.csv?${query}`} icon={<DownloadOutlined />}>
      {csv}
    </Button>
  );
}
