import { Input } from 'antd';
import { useId } from 'react';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly autoComplete: 'current-password' | 'new-password';
  readonly onChange: (value: string) => void;
}

/** A password with its label. */
export function SecretField({ label, value, autoComplete, onChange }: Props) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Input.Password
        id={id}
        value={value}
        autoComplete={autoComplete}
        maxLength={128}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
