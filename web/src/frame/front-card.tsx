import { Card } from 'antd';
import type { ReactNode } from 'react';
import { AntdRoot } from './antd-root.js';

/** What stands alone before the console is open: a card on the ground of the look that is chosen. */
export function FrontCard({ children }: { readonly children: ReactNode }) {
  return (
    <AntdRoot>
      <main className="sign-in">
        <Card className="sign-in-card">{children}</Card>
      </main>
    </AntdRoot>
  );
}
