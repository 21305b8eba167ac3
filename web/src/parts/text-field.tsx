import { Input, Typography } from 'antd';
import { useId } from 'react';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength?: number;
  /** What is wrong with it; null: nothing. */
  readonly fault?: string | null;
}

/** A line of text with its label, and what is wrong with it. */
export function TextField({ label, value, onChange, maxLength, fault = null }: Props) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        value={value}
        status={fault === null ? '' : 'error'}
        {...(maxLength === undefined ? {} : { maxLength })}
        onChange={(event) => onChange(event.target.value)}
      />
      {fault === null ? null : <Typography.Text type="danger">{fault}</Typography.Text>}
    </div>
  );
}
