import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly detail?: string;
  readonly children?: ReactNode;
}

/** What stands where a page or a part of it cannot: it has gone, is forbidden, or could not be loaded. */
export function Notice({ title, detail, children }: Props) {
  return (
    <div role="alert" className="notice">
      <strong>{title}</strong>
      {detail === undefined ? null : <span className="quiet wrap">{detail}</span>}
      {children}
    </div>
  );
}

/** Asks for it once more. */
export function AgainButton(props: { readonly label: string; readonly onClick: () => void }) {
  return (
    <button type="button" className="plain" onClick={props.onClick}>
      {props.label}
    </button>
  );
}
