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
      <h1 className="page-title wrap">{title}</h1>
      {children}
    </section>
  );
}
