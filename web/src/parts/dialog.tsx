import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Modal } from 'antd';
import type { ReactNode } from 'react';
import { messageOf } from '../api/problem-error.js';
import { useWords } from '../words/words.js';

export interface DialogProps<Answer> {
  readonly title: string;
  /** What it will do, in money and pieces; null while that is not known. */
  readonly will: string | null;
  readonly isReady: boolean;
  readonly isDangerous?: boolean;
  readonly act: () => Promise<Answer>;
  /** What came of it, where that is more than that it is done; null: it is. */
  readonly outcome?: (answer: Answer) => string | null;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** Says what an act will do, does it, and loads anew what is seen; what is refused is told and nothing is lost. */
export function Dialog<Answer>(props: DialogProps<Answer>) {
  const words = useWords().common;
  const queries = useQueryClient();
  const { message } = App.useApp();
  const doing = useMutation({
    mutationFn: props.act,
    onSuccess: async (answer) => {
      void message.success(props.outcome?.(answer) ?? words.done);
      props.onClose();
      await queries.invalidateQueries();
    },
  });
  return (
    <Modal
      open
      title={props.title}
      okText={props.title}
      cancelText={words.cancel}
      okButtonProps={{ danger: props.isDangerous ?? false, disabled: !props.isReady }}
      confirmLoading={doing.isPending}
      onOk={() => doing.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        {props.children}
        {props.will === null ? null : <Alert type="info" title={props.will} />}
        {doing.error === null ? null : <Alert type="error" title={messageOf(doing.error)} />}
      </div>
    </Modal>
  );
}
