import { Button, Tooltip } from 'antd';
import type { Permission } from '../../../src/auth/permissions.js';
import { useMay } from '../api/session.js';
import { useWords } from '../words/words.js';

interface Props {
  readonly needs: Permission;
  /** Why it cannot be done now; null or absent: it can. */
  readonly blocked?: string | null;
  readonly label: string;
  readonly isDangerous?: boolean;
  readonly onClick: () => void;
}

/** A button that says why it is grey. */
export function ActionButton({ needs, blocked = null, label, isDangerous, onClick }: Props) {
  const may = useMay();
  const { notAllowed } = useWords().common;
  const reason = may(needs) ? blocked : notAllowed;
  const button = (
    <Button danger={isDangerous ?? false} disabled={reason !== null} onClick={onClick}>
      {label}
    </Button>
  );
  return reason === null ? button : <Tooltip title={reason}>{button}</Tooltip>;
}
