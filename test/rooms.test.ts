import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

/** Imports that no folder or room may have: from, to, and the rule that has to say so. */
const PLANTED = [
  ['src/kernel/planted.ts', 'src/database/any.ts', 'floor-of-kernel'],
  ['src/orders/model/up.ts', 'src/payment/model/any.ts', 'floor-of-orders'],
  ['src/catalog/planted.ts', 'src/alipay/any.ts', 'alipay-only-for-payment'],
  ['src/storefronts/planted.ts', 'src/payment/model/payment.entity.ts', 'front-door'],
  ['src/cart/planted.ts', 'src/catalog/sku.repository.ts', 'front-door'],
  ['src/doctor/planted.ts', 'src/console/any.ts', 'floor-of-doctor'],
  ['src/payment/model/ill.ts', 'src/doctor/any.ts', 'floor-of-payment'],
  ['src/storefronts/entry.ts', 'src/bootstrap/any.ts', 'floor-of-storefronts'],
  ['src/http/idempotency/planted.ts', 'src/http/health/any.ts', 'room-of-http-idempotency'],
  ['src/http/bodies/planted.ts', 'src/http/openapi/any.ts', 'room-of-http-bodies'],
  ['src/http/openapi/planted.ts', 'src/http/idempotency/any.ts', 'room-of-http-openapi'],
  ['src/http/health/planted.ts', 'src/http/bodies/any.ts', 'room-of-http-health'],
  [
    'src/webhooks/endpoints/planted.ts',
    'src/webhooks/delivery/any.ts',
    'room-of-webhooks-endpoints',
  ],
  [
    'src/webhooks/delivery/planted.ts',
    'src/webhooks/webhooks.module.ts',
    'room-of-webhooks-delivery',
  ],
  [
    'src/database/batching/planted.ts',
    'src/database/database.module.ts',
    'room-of-database-batching',
  ],
  ['src/events/waking/planted.ts', 'src/events/events.module.ts', 'room-of-events-waking'],
  ['src/orders/model/planted.ts', 'src/orders/quote/any.ts', 'room-of-orders-model'],
  ['src/orders/quote/planted.ts', 'src/orders/placement/any.ts', 'room-of-orders-quote'],
  ['src/orders/placement/planted.ts', 'src/orders/lifecycle/any.ts', 'room-of-orders-placement'],
  ['src/orders/lifecycle/planted.ts', 'src/orders/orders.module.ts', 'room-of-orders-lifecycle'],
  ['src/payment/model/planted.ts', 'src/payment/settlement/any.ts', 'room-of-payment-model'],
  ['src/payment/settlement/planted.ts', 'src/payment/refunds/any.ts', 'room-of-payment-settlement'],
  ['src/payment/links/planted.ts', 'src/payment/refunds/any.ts', 'room-of-payment-links'],
  ['src/payment/placement/planted.ts', 'src/payment/polling/any.ts', 'room-of-payment-placement'],
  ['src/payment/notify/planted.ts', 'src/payment/polling/any.ts', 'room-of-payment-notify'],
  ['src/payment/timeline/planted.ts', 'src/payment/refunds/any.ts', 'room-of-payment-timeline'],
  ['src/payment/refunds/planted.ts', 'src/payment/incidents/any.ts', 'room-of-payment-refunds'],
  ['src/payment/incidents/planted.ts', 'src/payment/polling/any.ts', 'room-of-payment-incidents'],
  [
    'src/payment/order-actions/planted.ts',
    'src/payment/links/any.ts',
    'room-of-payment-order-actions',
  ],
  [
    'src/payment/after-sales/planted.ts',
    'src/payment/polling/any.ts',
    'room-of-payment-after-sales',
  ],
  ['src/payment/polling/planted.ts', 'src/payment/payment.module.ts', 'room-of-payment-polling'],
  ['src/payment/archiving/planted.ts', 'src/payment/refunds/any.ts', 'room-of-payment-archiving'],
  [
    'src/reconciliation/bill-file/planted.ts',
    'src/reconciliation/model/any.ts',
    'room-of-reconciliation-bill-file',
  ],
  [
    'src/reconciliation/model/planted.ts',
    'src/reconciliation/matching/any.ts',
    'room-of-reconciliation-model',
  ],
  [
    'src/reconciliation/fetching/planted.ts',
    'src/reconciliation/matching/any.ts',
    'room-of-reconciliation-fetching',
  ],
  [
    'src/reconciliation/matching/planted.ts',
    'src/reconciliation/days/any.ts',
    'room-of-reconciliation-matching',
  ],
  [
    'src/reconciliation/sheet/planted.ts',
    'src/reconciliation/days/any.ts',
    'room-of-reconciliation-sheet',
  ],
  [
    'src/reconciliation/days/planted.ts',
    'src/reconciliation/reconciliation.module.ts',
    'room-of-reconciliation-days',
  ],
  ['src/payment/lists/planted.ts', 'src/payment/settlement/any.ts', 'room-of-payment-lists'],
  ['src/payment/settlement/up.ts', 'src/reconciliation/model/any.ts', 'floor-of-payment'],
] as const;

interface Cruised {
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

const root = resolve(import.meta.dirname, '..');
const house = mkdtempSync(join(tmpdir(), 'alipay-checkout-rooms-'));
const found = new Set<string>();

function plant(file: string, text: string): void {
  mkdirSync(join(house, dirname(file)), { recursive: true });
  writeFileSync(join(house, file), text);
}

function cruise(): Promise<Cruised> {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const rules = join(root, '.dependency-cruiser.cjs');
  const words = [program, 'src', '--config', rules, '--output-type', 'json'];
  return new Promise((done) => {
    // It ends with the number of violations, which is no failure here.
    execFile(process.execPath, words, { cwd: house, maxBuffer: 2 ** 26 }, (_, stdout) =>
      done(JSON.parse(stdout)),
    );
  });
}

beforeAll(async () => {
  plant('tsconfig.json', '{ "compilerOptions": { "module": "nodenext" } }');
  plant('package.json', '{ "type": "module" }');
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
  for (const [from, to] of PLANTED) {
    plant(to, 'export const any = 1;\n');
    plant(
      from,
      `export { any } from '${'../'.repeat(from.split('/').length - 1)}${to.replace(/ts$/, 'js')}';\n`,
    );
  }
  const { summary } = await cruise();
  for (const { from, rule } of summary.violations) found.add(`${from} ${rule.name}`);
});

afterAll(() => rmSync(house, { recursive: true }));

describe('the check of the layers', () => {
  it.each(PLANTED)('finds that %s imports %s (%s)', (from, _, rule) => {
    expect(found).toContain(`${from} ${rule}`);
  });

  it('has a planted import for each room', async () => {
    const { default: config } = await import('../.dependency-cruiser.cjs');
    const rules: readonly { readonly name: string }[] = config.forbidden;
    const rooms = rules.map(({ name }) => name).filter((name) => name.startsWith('room-of-'));
    const planted = new Set<string>(PLANTED.map(([, , rule]) => rule));
    expect(rooms.filter((name) => !planted.has(name))).toEqual([]);
  });
});
