import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../support/ports.js';
import { openShop, type Shop } from '../support/shop.js';
import { dashboard, queries, rules, type Selector, selectorsOf } from './files.js';

let shop: Shop;
/** What the API and a worker say to Prometheus before anything has happened in the shop. */
let scraped = '';

beforeAll(async () => {
  const port = await freePort();
  shop = await openShop({ WORKER_PORT: String(port) });
  await shop.worker();
  const addresses = [`${shop.url}/metrics`, `http://127.0.0.1:${port}/metrics`];
  // The first answer counts the first request of the API.
  const texts = await Promise.all(
    [...addresses, addresses[0]].map(async (address) => {
      const answer = await fetch(String(address));
      return answer.text();
    }),
  );
  scraped = texts.join('\n');
});
afterAll(() => shop.close());

const typeOf = (figure: string) =>
  new RegExp(
    `^# TYPE ${figure.replace(/_(bucket|sum|count)$/, '')} (\\w+)$|^# TYPE ${figure} (\\w+)$`,
    'm',
  )
    .exec(scraped)?.[0]
    ?.split(' ')
    .at(-1);

/** Whether a line of the scrape is of this figure, with labels as the selector wants them. */
function hasSample({ figure, labels }: Selector): boolean {
  const lines = scraped.split('\n').filter((line) => RegExp(`^${figure}[{ ]`).test(line));
  return lines.some((line) =>
    labels.every(([label, pattern]) => {
      const value = RegExp(`[{,]${label}="([^"]*)"`).exec(line)?.[1];
      return value !== undefined && pattern.test(value);
    }),
  );
}

describe('what rules and dashboard ask for', () => {
  it('reads the names out of an expression', () => {
    const expr =
      'histogram_quantile(0.9, sum by (le) (rate(a_b{c=~"4000[12]|x",d="e.f"}[5m]))) or vector(0) > 1';
    expect(selectorsOf(expr)).toEqual([
      {
        figure: 'a_b',
        labels: [
          ['c', /^(?:4000[12]|x)$/],
          ['d', /^e\.f$/],
        ],
      },
    ]);
  });

  it.each([...rules, ...queries])('%s names figures that there are: %s', (_, expr) => {
    const selectors = selectorsOf(expr);
    expect(selectors).not.toEqual([]);
    const unknown = selectors.filter(({ figure }) => typeOf(figure) === undefined);
    expect(unknown.map(({ figure }) => figure)).toEqual([]);
  });

  it.each([...rules])('%s finds what it counts at 0 before it happens: %s', (_, expr) => {
    const counted = selectorsOf(expr).filter(({ figure }) => typeOf(figure) === 'counter');
    expect(counted.filter((selector) => !hasSample(selector))).toEqual([]);
  });

  it.each([
    'events_relayed_total{type="payment.refund_failed"} 0',
    'events_relayed_total{type="order.paid"} 0',
    'alipay_notifies_total{verdict="refused-signature"} 0',
    'alipay_notifies_total{verdict="paid"} 0',
    'alipay_answers_total{method="alipay.trade.refund",code="40002"} 0',
    'alipay_answers_total{method="alipay.trade.query",code="none"} 0',
    'webhook_deliveries_total{outcome="given-up"} 0',
  ])('counts from 0: %s', (line) => {
    expect(scraped.split('\n')).toContain(line);
  });

  it('has panels that lie beside each other', () => {
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(dashboard.panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
  });
});
