import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Modal } from 'antd';
import type { ReactNode } from 'react';
import { messageOf } from '../api/problem-error.js';
import { useWords } from '../words/words.js';

export interface DialogProps {
  readonly title: string;
  /** What it will do, in money and pieces; null while that is not known. */
  readonly will: string | null;
  readonly isReady: boolean;
  readonly isDangerous?: boolean;
  readonly act: () => Promise<unknown>;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** Says what an act will do, does it, and loads anew what is seen; what is refused is told and nothing is lost. */
export function Dialog(props: DialogProps) {
  const words = useWords().common;
  const queries = useQueryClient();
  const { message } = App.useApp();
  const doing = useMutation({
    mutationFn: props.act,
    onSuccess: async () => {
      void message.success(words.done);
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
