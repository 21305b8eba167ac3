import { describe, expect, it } from '@jest/globals';
import type { Words } from '../../src/kernel/words.js';
import { ORDER_STATES } from '../../src/orders/model/order-states.js';
import { INCIDENT_KINDS } from '../../src/payment/model/incident.entity.js';
import { PAY_METHODS } from '../../src/payment/model/pay-method.js';
import { PAYMENT_STATES } from '../../src/payment/model/payment-states.js';
import { REFUND_ORIGINS } from '../../src/payment/model/refund.entity.js';
import * as reports from '../../src/payment/model/report-words.js';
import * as events from '../../src/payment/timeline/event-terms.js';
import { ORDER_STATES_ZH, PAYMENT_STATES_ZH } from '../../src/payment/timeline/state-names.js';
import { DISCREPANCY_KINDS } from '../../src/reconciliation/model/discrepancy.js';

const { CHECKED, ...tables } = { ...events, ...reports };

/** What Alipay's own pages sent back, nobody here has asked for. */
const ASKED = REFUND_ORIGINS.filter((origin) => origin !== 'alipay-console');

describe('what codes are called', () => {
  it.each(Object.entries(tables))('in %s, in both languages', (_, terms) => {
    const all: Words[] = Object.values(terms);
    expect(all.length).toBeGreaterThan(0);
    for (const words of all) {
      expect(words).toEqual({
        en: expect.stringMatching(/^[^\p{Script=Han}]{2,}$/u),
        zh: expect.stringMatching(/\p{Script=Han}/u),
      });
    }
    // Two codes may mean the same to a reader, and no more than two.
    expect(new Set(all.map(({ en }) => en)).size).toBeGreaterThan(all.length - 2);
  });

  it.each<[string, object, readonly string[]]>([
    ['ways to pay', events.METHODS, PAY_METHODS],
    ['origins of refunds', events.ORIGINS, ASKED],
    ['kinds of incidents', events.REASONS, INCIDENT_KINDS],
    ['differences of bills', events.BILLED, DISCREPANCY_KINDS],
    ['states of orders', ORDER_STATES_ZH, ORDER_STATES],
    ['states of payments', PAYMENT_STATES_ZH, PAYMENT_STATES],
  ])('is said of all %s', (_, terms, codes) => {
    expect(codes.filter((code) => !Object.hasOwn(terms, code))).toEqual([]);
  });

  it.each([ORDER_STATES_ZH, PAYMENT_STATES_ZH])('is another name for each state', (names) => {
    const all = Object.values(names);
    expect(all.filter((name) => !/^\p{Script=Han}[\p{Script=Han}（）]+$/u.test(name))).toEqual([]);
    expect(new Set(all).size).toBe(all.length);
  });

  it('heads the checks of a report', () => {
    expect(CHECKED).toEqual([
      ['passed', { en: 'Checked', zh: '已核对' }],
      ['failed', { en: 'Did not fit', zh: '不符' }],
      ['not-said', { en: 'Nothing to compare for', zh: '没有可比对的' }],
      ['off', { en: 'Not configured', zh: '未配置' }],
    ]);
  });
});
