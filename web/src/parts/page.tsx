import { Typography } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

/** A page with its heading, which is the tab's title as well. */
export function Page({ title, children }: Props) {
  return (
    <section>
      <title>{title}</title>
      <Typography.Title level={1} className="wrap" style={{ fontSize: 24, marginTop: 0 }}>
        {title}
      </Typography.Title>
      {children}
    </section>
  );
}
