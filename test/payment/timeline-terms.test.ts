import { describe, expect, it } from '@jest/globals';
import type { Words } from '../../src/kernel/words.js';
import { ORDER_STATES } from '../../src/orders/model/order-states.js';
import { INCIDENT_KINDS } from '../../src/payment/model/incident.entity.js';
import { PAY_METHODS } from '../../src/payment/model/pay-method.js';
import { PAYMENT_STATES } from '../../src/payment/model/payment-states.js';
import { REFUND_ORIGINS } from '../../src/payment/model/refund.entity.js';
import { REFUND_STATES } from '../../src/payment/model/refund-states.js';
import * as reports from '../../src/payment/model/report-words.js';
import * as states from '../../src/payment/model/state-words.js';
import * as events from '../../src/payment/timeline/event-terms.js';
import { DISCREPANCY_KINDS } from '../../src/reconciliation/model/discrepancy.js';

const { CHECKED, ...tables } = { ...events, ...reports, ...states };

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
    ['states of orders', states.ORDER_STATE_WORDS, ORDER_STATES],
    ['states of payments', states.PAYMENT_STATE_WORDS, PAYMENT_STATES],
    ['states of refunds', states.REFUND_STATE_WORDS, REFUND_STATES],
  ])('is said of all %s', (_, terms, codes) => {
    expect(codes.filter((code) => !Object.hasOwn(terms, code))).toEqual([]);
  });

  it.each(Object.values(states))('is another name for each state', (terms) => {
    const all = Object.values(terms);
    expect(all.filter(({ en }) => !/^[a-z][A-Za-z ()]+$/.test(en))).toEqual([]);
    expect(all.filter(({ zh }) => !/^\p{Script=Han}[\p{Script=Han}（）]+$/u.test(zh))).toEqual([]);
    expect(new Set(all.map(({ en }) => en)).size).toBe(all.length);
    expect(new Set(all.map(({ zh }) => zh)).size).toBe(all.length);
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
