import { constants, privateEncrypt, sign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { readForm } from '../../src/http/bodies/form-fields.js';
import { AlipayMessages } from '../../src/alipay/message-verifier.js';
import {
  alipays,
  configOf,
  signedForm,
  strangers,
  TRADE_NOTIFY_FIELDS as TRADE,
  trusting,
} from './support.js';

const config = configOf({ ALIPAY_SELLER_ID: '2088000000000001' });
const messages = new AlipayMessages(config, trusting(alipays.publicKey));
const refused = (reason: string) => ({ genuine: false, reason });

function without(fields: Readonly<Record<string, string>>, ...names: string[]) {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

describe('a genuine trade notify', () => {
  it('becomes a report', () => {
    const message = messages.notify(signedForm(TRADE));
    expect(message).toMatchObject({
      genuine: true,
      kind: 'trade',
      report: {
        source: 'notify',
        outTradeNo: '202611211159590000000001',
        tradeNo: '2026112122001400000000000001',
        status: 'TRADE_SUCCESS',
        totalAmount: 20900,
        refundedAmount: null,
        paidAt: new Date('2026-11-21T04:00:04Z'),
        outRequestNo: null,
        checks: { signature: 'passed', app_id: 'passed', seller_id: 'passed' },
      },
    });
  });

  it('keeps nothing of the buyer and of the signature in the evidence', () => {
    const form = signedForm({ ...TRADE, buyer_open_id: 'open', a_new_field: 'Li Lei' });
    const message = messages.notify(form);
    const text = JSON.stringify(message);
    for (const secret of ['2088222222222222', 'abc***', 'fundChannel', 'open"', 'Li Lei']) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toContain(form['sign']);
    expect(message).toMatchObject({
      report: {
        evidence: { total_amount: '209.00', buyer_id: '[redacted]', a_new_field: '[redacted]' },
      },
    });
  });

  it.each([
    ['subject', '100% cotton'],
    ['subject', 'a&b=c + d%20e'],
    ['subject', '汉字 🎉'],
    ['subject', ' starts with a space'],
    ['subject', 'x&total_amount=100.00'],
    ['passback_params', 'orderId%3D61%3Btype%3D1'],
    ['a_field_of_tomorrow', '[{"amount":"0.01"}]'],
    ['charset', 'UTF8'],
    ['charset', 'utf-8; of tomorrow'],
    ['receipt_amount', '8.8'],
    ['buyer_pay_amount', '1e2'],
    ['send_back_fee', '-1.00'],
    ['auth_app_id', 'none'],
    ['gmt_close', '0'],
    ['notify_time', '2026-11-21T12:00:00+08:00'],
    ['_new', '1'],
    ['x[0]', '1'],
    ['$', '1'],
    ['subject', 'x&refund_fee=1.00&gmt_payment=2'],
    ['body', 'x&refund_fee=1.00&gmt_refund=2'],
    ['voucher_detail_list', '券'.repeat(20_000)],
  ])('is not refused for %s = %s', (name, value) => {
    expect(messages.notify(signedForm({ ...TRADE, [name]: value }))).toMatchObject({
      genuine: true,
    });
  });

  it('keeps no more of a text than a look at it needs', () => {
    const message = messages.notify(signedForm({ ...TRADE, subject: '长'.repeat(600) }));
    expect(message).toMatchObject({ report: { evidence: { subject: '长'.repeat(512) } } });
  });

  it.each([
    [
      'what the buyer and the seller saw of it',
      { buyer_pay_amount: '0.00', receipt_amount: '1.00' },
    ],
    ['an agent', { auth_app_id: '2021000000000009', app_auth_token: '202611BB' }],
    ['no time of its payment', { gmt_payment: '' }],
  ])('tells the sum of the trade whatever it says of %s', (_, more) => {
    expect(messages.notify(signedForm({ ...TRADE, ...more }))).toMatchObject({
      genuine: true,
      report: { status: 'TRADE_SUCCESS', totalAmount: 20900, refundedAmount: null },
    });
  });

  it('may hold empty fields, which are not signed', () => {
    const form = { ...signedForm(TRADE), gmt_refund: '', body: '' };
    expect(messages.notify(form)).toMatchObject({ genuine: true });
  });

  it('is known by refund_fee when it is about a partial refund', () => {
    const refund = {
      refund_fee: '9.50',
      gmt_refund: '2026-11-21 13:00:00.922',
      out_biz_no: 'R_1',
    };
    expect(messages.notify(signedForm({ ...TRADE, ...refund }))).toMatchObject({
      report: { status: 'TRADE_SUCCESS', refundedAmount: 950, outRequestNo: 'R_1' },
    });
  });

  it.each([
    ['refunded in full', TRADE, '209.00', new Date('2026-11-21T04:00:04Z')],
    ['out of time', without(TRADE, 'gmt_payment'), '0.00', null],
  ])('TRADE_CLOSED, %s', (_, fields, refundFee, paidAt) => {
    const closed = { ...fields, trade_status: 'TRADE_CLOSED', refund_fee: refundFee };
    const message = messages.notify(signedForm(closed));
    expect(message).toMatchObject({ report: { status: 'TRADE_CLOSED', paidAt } });
    expect(message).toMatchObject({ report: { refundedAmount: Number(refundFee) * 100 } });
  });
});

describe('a notify in GBK', () => {
  const ascii = { ...without(TRADE, 'subject'), charset: 'GBK' };
  const sorted = [...Object.entries(ascii), ['subject', '\u{c9}\u{cc}\u{c6}\u{b7} &']]
    .toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  const signature = sign('sha256', Buffer.from(sorted.join('&'), 'latin1'), alipays.privateKey);
  const body = new URLSearchParams({
    ...ascii,
    sign_type: 'RSA2',
    sign: signature.toString('base64'),
  });
  const form = (subject: string) => readForm(Buffer.from(`${body}&subject=${subject}`, 'latin1'));

  it.each([
    ['escaped', '%C9%CC%C6%B7+%26'],
    ['as it is', '\u{c9}\u{cc}\u{c6}\u{b7} %26'],
  ])('is verified over its bytes and read, %s', (_name, subject) => {
    expect(messages.notify(form(subject))).toMatchObject({
      genuine: true,
      report: { totalAmount: 20900, evidence: { subject: '商品 &' } },
    });
  });

  it.each([
    ['one changed byte', '%C9%CC%C6%B8+%26'],
    ['the same text in UTF-8', '%E5%95%86%E5%93%81+%26'],
  ])('is refused with %s', (_name, subject) => {
    expect(messages.notify(form(subject))).toEqual(refused('signature'));
  });
});

describe('a message about something else', () => {
  const other = without(TRADE, 'trade_status', 'total_amount', 'out_trade_no', 'trade_no');
  const fields = { ...other, notify_type: 'servicemarket_order_notify', total_price: 'any' };

  it('is signed with its sign_type', () => {
    expect(messages.notify(signedForm(fields, ['sign']))).toEqual({
      genuine: true,
      kind: 'other',
      notifyType: 'servicemarket_order_notify',
    });
    expect(messages.notify(signedForm(fields))).toEqual(refused('signature'));
  });

  it('is the only one that is', () => {
    expect(messages.notify(signedForm(TRADE, ['sign']))).toEqual(refused('signature'));
  });
});

describe('what is not a notify of ours', () => {
  const genuine = signedForm(TRADE);
  const text = Object.keys(TRADE)
    .toSorted()
    .map((name) => `${name}=${TRADE[name]}`)
    .join('&');
  const sha1 = sign('sha1', Buffer.from(text), alipays.privateKey).toString('base64');
  const rawRsa = privateEncrypt(
    { key: alipays.privateKey, padding: constants.RSA_PKCS1_PADDING },
    Buffer.from('digest'),
  ).toString('base64');

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'malformed'],
    ['null', null, 'malformed'],
    ['a text', 'sign=x', 'malformed'],
    ['a list', [genuine], 'malformed'],
    ['no fields', {}, 'sign-type'],
    ['no signature', without(genuine, 'sign'), 'signature'],
    ['an empty signature', { ...genuine, sign: '' }, 'signature'],
    ['a bad signature', { ...genuine, sign: 'A'.repeat(344) }, 'signature'],
    ['a signature that is no base64', { ...genuine, sign: '%' }, 'signature'],
    ['a huge signature', { ...genuine, sign: 'A'.repeat(66_000) }, 'malformed'],
    ['a signature in another spelling', { ...genuine, sign: ` ${genuine['sign']}` }, 'signature'],
    ["a stranger's signature", signedForm(TRADE, undefined, strangers.privateKey), 'signature'],
    ['SHA1 under RSA2', { ...TRADE, sign_type: 'RSA2', sign: sha1 }, 'signature'],
    ['SHA1 under RSA', { ...TRADE, sign_type: 'RSA', sign: sha1 }, 'sign-type'],
    ['no digest', { ...TRADE, sign_type: 'RSA2', sign: rawRsa }, 'signature'],
    ['an odd sign_type', { ...genuine, sign_type: '__proto__' }, 'sign-type'],
    ['no sign_type', without(genuine, 'sign_type'), 'sign-type'],
    ['sign_type in small letters', { ...genuine, sign_type: 'rsa2' }, 'sign-type'],
    ['sign as a list', { ...genuine, sign: [genuine['sign']] }, 'malformed'],
    ['sign_type as a list', { ...genuine, sign_type: ['RSA2', 'RSA2'] }, 'malformed'],
    ['a sum given twice', { ...genuine, total_amount: ['209.00', '0.01'] }, 'malformed'],
    ['a nested value', { ...genuine, subject: { toString: 'x' } }, 'malformed'],
    ['a number', { ...genuine, total_amount: 209 }, 'malformed'],
    ['a changed sum', { ...genuine, total_amount: '209.01' }, 'signature'],
    ['a changed order', { ...genuine, out_trade_no: '202611211159590000000002' }, 'signature'],
    ['another state', { ...genuine, trade_status: 'TRADE_FINISHED' }, 'signature'],
    ['a field too many', { ...genuine, refund_fee: '0.00' }, 'signature'],
    [
      '257 fields',
      Object.fromEntries(Array.from({ length: 257 }, (_, i) => [`f${i}`, ''])),
      'malformed',
    ],
    ['a field without a name', { ...genuine, '': 'x' }, 'malformed'],
    ['a field in a name', signedForm({ ...TRADE, 'out_biz_no=1&refund_fee': '1.00' }), 'malformed'],
    ['a name of two lines', signedForm({ ...TRADE, 'a\nb': '1' }), 'malformed'],
    ['another application', signedForm({ ...TRADE, app_id: '9021000000000002' }), 'app-id'],
    ['another seller', signedForm({ ...TRADE, seller_id: '2088000000000002' }), 'seller-id'],
    ['no seller', signedForm(without(TRADE, 'seller_id')), 'seller-id'],
    ['no application', signedForm(without(TRADE, 'app_id')), 'malformed'],
    ['no kind', signedForm(without(TRADE, 'notify_type')), 'malformed'],
    ['no id', signedForm(without(TRADE, 'notify_id')), 'malformed'],
    ['no order', signedForm(without(TRADE, 'out_trade_no')), 'malformed'],
    ['no trade', signedForm(without(TRADE, 'trade_no')), 'malformed'],
    ['no state', signedForm(without(TRADE, 'trade_status')), 'malformed'],
    ['no sum', signedForm(without(TRADE, 'total_amount')), 'malformed'],
    ['a state of another world', signedForm({ ...TRADE, trade_status: 'PAID' }), 'malformed'],
    ['a sum with a sign', signedForm({ ...TRADE, total_amount: '-1.00' }), 'malformed'],
    ['a sum with one decimal', signedForm({ ...TRADE, total_amount: '209.0' }), 'malformed'],
    ['a sum in another script', signedForm({ ...TRADE, total_amount: '２０９.00' }), 'malformed'],
    ['a sum with a line end', signedForm({ ...TRADE, total_amount: '209.00\n' }), 'malformed'],
    [
      'a day that is none',
      signedForm({ ...TRADE, gmt_payment: '2026-02-30 00:00:00' }),
      'malformed',
    ],
  ])('%s', (_, form, reason) => {
    const message = messages.notify(form);
    expect(message).toMatchObject(refused(reason));
    // Nothing is read in what Alipay has not signed.
    const isSigned = reason === 'app-id' || reason === 'seller-id';
    expect('report' in message).toBe(isSigned);
  });

  it.each(['total_amount', 'refund_fee'])(
    'one whose %s is not a sum as Alipay writes it',
    (name) => {
      for (const sum of [
        '0.1',
        '1e2',
        '88.880',
        '88',
        '-1.00',
        '+1.00',
        '01.00',
        '1,000.00',
        ' 1.00',
      ]) {
        expect(messages.notify(signedForm({ ...TRADE, [name]: sum }))).toEqual(
          refused('malformed'),
        );
      }
      expect(messages.notify(signedForm({ ...TRADE, [name]: '209.00' }))).toMatchObject({
        genuine: true,
      });
    },
  );

  it('one whose payment has no time of China', () => {
    for (const time of ['2026-11-21', '2026-11-21T12:00:00', '2026-11-21 24:00:00', '0']) {
      const form = signedForm({ ...TRADE, gmt_payment: time });
      expect(messages.notify(form)).toEqual(refused('malformed'));
    }
  });

  it.each([
    ['total_amount', 'subject'],
    ['trade_status', 'trade_no'],
    ['gmt_payment', 'gmt_create'],
    ['refund_fee', 'out_trade_no'],
    ['refund_fee', 'passback_params'],
    ['gmt_payment', 'fund_bill_list'],
    ['gmt_refund', 'fund_bill_list'],
    ['gmt_close', 'buyer_logon_id'],
  ])('a genuine one that is cut anew, so that %s hides in %s', (hidden, host) => {
    const times = { gmt_refund: '2026-11-21 13:00:00.922', gmt_close: '2026-11-21 13:00:00' };
    const fields = { ...TRADE, ...times, refund_fee: '1.00', passback_params: 'x' };
    const whole = signedForm(fields);
    const names = Object.keys(fields).toSorted();
    const swallowed = names.slice(names.indexOf(host) + 1, names.indexOf(hidden) + 1);
    const value = [whole[host], ...swallowed.map((name) => `${name}=${whole[name]}`)].join('&');
    const cut = { ...without(whole, ...swallowed), [host]: value };
    expect(messages.notify(whole)).toMatchObject({ genuine: true });
    expect(messages.notify(cut)).toEqual(refused('malformed'));
  });

  it('whatever it is, never throws and never passes', () => {
    const values = fc.oneof(
      fc.string(),
      fc.anything(),
      fc.constantFrom('RSA2', 'trade_status_sync'),
    );
    const names = fc.oneof(fc.constantFrom(...Object.keys(genuine), '__proto__'), fc.string());
    const forms = fc.oneof(fc.anything(), fc.dictionary(names, values));
    const changes = fc.dictionary(names, values, { minKeys: 1 });
    fc.assert(
      fc.property(forms, (form) => {
        expect(messages.notify(form).genuine).toBe(false);
        expect(messages.returned(form).genuine).toBe(false);
      }),
    );
    fc.assert(
      fc.property(changes, (change) => {
        const form = { ...genuine, ...change };
        const isSpoilt = Object.entries(form).some(([name, value]) => {
          return value !== (Object.hasOwn(genuine, name) ? genuine[name] : '');
        });
        fc.pre(isSpoilt);
        expect(messages.notify(form).genuine).toBe(false);
      }),
    );
  });
});

describe('a return', () => {
  const { app_id, seller_id, charset, version, out_trade_no, trade_no, total_amount } = TRADE;
  const named = { app_id, seller_id, charset, version, out_trade_no, trade_no, total_amount };
  const fields = named as Record<string, string>;
  const genuine = signedForm({ ...fields, timestamp: '2026-11-21 12:00:09' });

  it('tells which order the browser comes from', () => {
    expect(messages.returned(genuine)).toEqual({
      genuine: true,
      outTradeNo: '202611211159590000000001',
      tradeNo: '2026112122001400000000000001',
      totalAmount: 20900,
      checks: { signature: 'passed', app_id: 'passed', seller_id: 'passed' },
    });
  });

  it.each<[string, object]>([
    ['one that an app added', { from: 'singlemessage' }],
    ['a tracker, twice', { utm_source: ['wechat', 'wechat'], 'x[]': ['1'] }],
    ['what Alipay signs in a notify', { subject: 'x', trade_status: 'TRADE_SUCCESS' }],
  ])('is genuine with parameters that Alipay did not sign: %s', (_, added) => {
    const bare = messages.returned(genuine);
    expect(messages.returned({ ...genuine, ...added })).toEqual(bare);
    expect(messages.notify({ ...genuine, ...added })).toMatchObject({ genuine: false });
  });

  it('may have a field of tomorrow that Alipay signed', () => {
    const tomorrow = signedForm({ ...fields, a_field_of_tomorrow: '1' });
    expect(messages.returned(tomorrow)).toMatchObject({ genuine: true });
  });

  it.each<[string, unknown, string]>([
    ['another sum, and an addition', { ...genuine, total_amount: '1.00', from: 'x' }, 'signature'],
    ['a changed order', { ...genuine, out_trade_no: '1' }, 'signature'],
    ['no order', signedForm(without(fields, 'out_trade_no')), 'malformed'],
    ['another application', signedForm({ ...fields, app_id: '9021000000000002' }), 'app-id'],
    ['another seller', signedForm({ ...fields, seller_id: '2088000000000002' }), 'seller-id'],
  ])('is refused with %s', (_, query, reason) => {
    expect(messages.returned(query)).toEqual(refused(reason));
  });

  it('is no notify', () => {
    expect(messages.notify(genuine)).toMatchObject({ genuine: false });
  });
});

describe('without a configured seller', () => {
  it('any seller of our application passes', () => {
    const open = new AlipayMessages(configOf(), trusting(alipays.publicKey));
    expect(open.notify(signedForm({ ...TRADE, seller_id: '2088000000000002' }))).toMatchObject({
      genuine: true,
    });
  });
});

describe('in certificate mode', () => {
  it('a message that names a certificate is verified by that one alone', () => {
    const keys = {
      ...trusting(),
      ofAlipay: (sn: string | null) =>
        sn === 'known' || sn === null ? [strangers.publicKey, alipays.publicKey] : [],
    };
    const both = new AlipayMessages(config, keys);
    expect(both.notify(signedForm(TRADE))).toMatchObject({ genuine: true });
    const named = (sn: string) => both.notify(signedForm({ ...TRADE, alipay_cert_sn: sn }));
    expect(named('known')).toMatchObject({ genuine: true });
    expect(named('other')).toEqual(refused('signature'));
  });
});
