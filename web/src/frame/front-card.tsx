import { Card, theme } from 'antd';
import type { ReactNode } from 'react';

/** What stands alone before the console is open: a card on the ground of the look that is chosen. */
export function FrontCard({ children }: { readonly children: ReactNode }) {
  const { token } = theme.useToken();
  return (
    <main className="sign-in" style={{ background: token.colorBgLayout }}>
      <Card className="sign-in-card">{children}</Card>
    </main>
  );
}
