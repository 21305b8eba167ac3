import { describe, expect, it } from '@jest/globals';
import { queries, rules, rulesFile } from './files.js';
import { describeWithPromtool, promtool, run } from './promtool.js';

/** Values a minute apart, in promtool's notation, of the series that matter to a rule. */
type Series = Readonly<Record<string, string>>;

interface Case {
  readonly fires: Series;
  /** When it fires, in minutes from the first value on. */
  readonly at: number;
  /** How many alerts there are then. */
  readonly alerts?: number;
  readonly silent: Series;
}

const answers = (code: string) =>
  `alipay_answers_total{method="alipay.trade.query",code="${code}"}`;
const notifies = (verdict: string) => `alipay_notifies_total{verdict="${verdict}"}`;
const events = (type: string) => `events_relayed_total{type="${type}"}`;
const certificate = 'alipay_certificate_seconds_left{setting="ALIPAY_APP_CERT_FILE",file="a.crt"}';

const cases: Readonly<Record<string, Case>> = {
  FiguresMissing: {
    fires: { orders_overdue: '0 0 _x20' },
    at: 15,
    silent: {
      'orders_overdue{instance="api"}': '0 0 _x20',
      'orders_overdue{instance="b"}': '0x30',
    },
  },
  OrdersOverdue: {
    fires: { 'orders_overdue{instance="a"}': '0 2x10', 'orders_overdue{instance="b"}': '0x10' },
    at: 7,
    silent: { orders_overdue: '0 1 1 1 1 0x20' },
  },
  IncidentOpen: {
    fires: {
      'open_incidents{kind="late-payment",instance="a"}': '0 1x10',
      'open_incidents{kind="late-payment",instance="b"}': '0 1x10',
      'open_incidents{kind="amount-mismatch",instance="a"}': '0 3x10',
    },
    at: 1,
    alerts: 2,
    silent: { 'open_incidents{kind="late-payment"}': '0x20' },
  },
  NotAtAlipay: {
    fires: { discrepancies_not_at_alipay: '0 1x10' },
    at: 1,
    silent: { discrepancies_not_at_alipay: '0x20' },
  },
  DiscrepancyOpen: {
    fires: { 'open_discrepancies{kind="duplicate-line"}': '0 1x70' },
    at: 61,
    silent: { 'open_discrepancies{kind="duplicate-line"}': '0 1x30 0x30' },
  },
  BillLate: { fires: { bills_late: '0 1x10' }, at: 1, silent: { bills_late: '0x20' } },
  BillBroken: { fires: { bills_broken: '0 1x10' }, at: 1, silent: { bills_broken: '0x20' } },
  RefundOpen: {
    fires: { oldest_open_refund_seconds: '541+60x10' },
    at: 1,
    silent: { oldest_open_refund_seconds: '0+60x10 0x10' },
  },
  RefundFailed: {
    fires: { [events('payment.refund_failed')]: '0 0 1 1 1' },
    at: 2,
    silent: {
      [events('payment.refund_failed')]: '7x20',
      [events('payment.refunded')]: '0+3x20',
    },
  },
  AfterSalesUnanswered: {
    fires: {
      'after_sales_unanswered{instance="a"}': '0 3x15',
      'after_sales_unanswered{instance="b"}': '0 3x15',
    },
    at: 12,
    alerts: 1,
    silent: { after_sales_unanswered: '0 1x5 0x20' },
  },
  OutboxLags: {
    fires: { outbox_lag_seconds: '0 61x5' },
    at: 2,
    silent: { outbox_lag_seconds: '60 60 60 120 0x10' },
  },
  WebhookLags: {
    fires: { webhook_oldest_pending_seconds: '3600 3660' },
    at: 1,
    silent: { webhook_oldest_pending_seconds: '3600x10' },
  },
  NotifiesRefused: {
    fires: {
      [notifies('refused-signature')]: '0 0 1 1',
      [notifies('refused-app-id')]: '0 1 1 1',
      [notifies('refused-malformed')]: '0x3',
    },
    at: 2,
    alerts: 2,
    silent: { [notifies('paid')]: '0+9x20', [notifies('refused-signature')]: '4x20' },
  },
  AlipayRefuses: {
    fires: { [answers('40002')]: '0 1 1', [answers('40001')]: '0x3' },
    at: 1,
    silent: {
      [answers('40001')]: '3x20',
      [answers('40004')]: '0+5x20',
      [answers('10000')]: '0+5x20',
      [answers('none')]: '0+1x10 10x10',
    },
  },
  AlipayAnswersUnverified: {
    fires: { [answers('unverified')]: '0 1 1' },
    at: 1,
    silent: {
      [answers('unverified')]: '3x20',
      [answers('none')]: '0+1x10 10x10',
      [answers('10000')]: '0+5x20',
    },
  },
  AlipaySilent: {
    fires: { [answers('none')]: '0+2x20' },
    at: 10,
    silent: { [answers('none')]: '0 5x20', [answers('20000')]: '0+50x20' },
  },
  CertificateEnds: {
    fires: { [certificate]: '2592030-60x5' },
    at: 1,
    silent: { [certificate]: '2592000x20' },
  },
  DatabaseRefuses: {
    fires: {
      'database_errors_total{kind="full"}': '0 1 1',
      'database_errors_total{kind="access"}': '0 0 2',
      'database_errors_total{kind="deadlock"}': '0 9 9',
    },
    at: 2,
    alerts: 2,
    silent: {
      'database_errors_total{kind="full"}': '3x20',
      'database_errors_total{kind="deadlock"}': '0+1x20',
    },
  },
  DatabaseTableDamaged: {
    fires: { 'database_errors_total{kind="corrupt"}': '0 1 1' },
    at: 1,
    silent: {
      'database_errors_total{kind="corrupt"}': '3x20',
      'database_errors_total{kind="full"}': '0+1x20',
    },
  },
  RedisRefuses: {
    fires: {
      'redis_usable{use="carts",instance="a"}': '1 0x5',
      'redis_usable{use="carts",instance="b"}': '1x6',
      'redis_usable{use="limits",instance="a"}': '1x6',
    },
    at: 2,
    silent: { 'redis_usable{use="carts"}': '1 0 1x20' },
  },
  DatabasePoolFull: {
    fires: {
      'database_pool{kind="waiting",instance="a"}': '0 3x10',
      'database_pool{kind="waiting",instance="b"}': '0x11',
    },
    at: 7,
    silent: {
      'database_pool{kind="waiting"}': '0 3 3 3 3 0x20',
      'database_pool{kind="free"}': '8x20',
    },
  },
};

const LAST_MINUTE = 25;

/** What promtool is to find: so many alerts of the name are firing at that minute. */
function expected(name: string, minute: number, alerts: number) {
  return {
    expr: `count(ALERTS{alertname="${name}",alertstate="firing"})`,
    eval_time: `${minute}m`,
    exp_samples: alerts === 0 ? [] : [{ labels: '{}', value: alerts }],
  };
}

function testOf(series: Series, expectations: readonly object[]) {
  const input = Object.entries(series).map(([name, values]) => ({ series: name, values }));
  return { interval: '1m', input_series: input, promql_expr_test: expectations };
}

const everyMinute = Array.from({ length: LAST_MINUTE + 1 }, (_, minute) => minute);
const others = (name: string): Series =>
  name === 'FiguresMissing' ? {} : { orders_overdue: '0x30' };
const fileOf = (tests: readonly object[]) => ({
  rule_files: [rulesFile],
  evaluation_interval: '1m',
  tests,
});

describe('the alert rules', () => {
  it('have each a case in which they fire and one in which they are silent', () => {
    expect(rules.map(([name]) => name)).toEqual(Object.keys(cases));
  });
});

describeWithPromtool('the alert rules for Prometheus (needs promtool)', () => {
  it('are in order', async () => {
    expect(await run(['check', 'rules', rulesFile])).toMatchObject({ fine: true });
  });

  it.each(Object.entries(cases))('%s fires on its case', async (name, { fires, at, alerts }) => {
    const test = testOf(fires, [expected(name, at, alerts ?? 1)]);
    expect(await promtool(['test', 'rules'], fileOf([test]))).toMatchObject({ fine: true });
  });

  it.each(Object.entries(cases))('%s is silent otherwise', async (name, { silent }) => {
    const test = testOf(
      { ...silent, ...(name === 'OrdersOverdue' ? {} : others(name)) },
      everyMinute.map((minute) => expected(name, minute, 0)),
    );
    expect(await promtool(['test', 'rules'], fileOf([test]))).toMatchObject({ fine: true });
  });

  it('miss the first occurrence in a series that begins with it, which is why ours begin at 0', async () => {
    const test = testOf({ [events('payment.refund_failed')]: '_ _ 1 1 1 1' }, [
      expected('RefundFailed', 4, 0),
    ]);
    expect(await promtool(['test', 'rules'], fileOf([test]))).toMatchObject({ fine: true });
  });
});

describeWithPromtool("Grafana's dashboard (needs promtool)", () => {
  it('asks what Prometheus understands', async () => {
    const records = queries.map(([, expr], at) => ({ record: `query:${at}`, expr }));
    const groups = [{ name: 'dashboard', rules: records }];
    expect(await promtool(['check', 'rules'], { groups })).toMatchObject({ fine: true });
  });
});
