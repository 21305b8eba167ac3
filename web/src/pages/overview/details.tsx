import { Card } from 'antd';
import { lazy, Suspense } from 'react';
import type { Schemas } from '../../api/client.js';
import { AntdRoot } from '../../frame/antd-root.js';
import { WhenSeen } from '../../parts/when-seen.js';
import { Recorded } from './recorded.js';

/** Heavier than all the rest together. */
const Charts = lazy(async () => ({ default: (await import('./charts.js')).Charts }));

/** What is below the figures: how payments were learned of, and the charts once somebody sees their place. */
export function Details({ overview }: { readonly overview: Schemas['Overview'] }) {
  return (
    <AntdRoot>
      <div className="stack">
        <Recorded recorded={overview.recorded} />
        <WhenSeen before={<Card loading />}>
          <Suspense fallback={<Card loading />}>
            <Charts overview={overview} />
          </Suspense>
        </WhenSeen>
      </div>
    </AntdRoot>
  );
}
