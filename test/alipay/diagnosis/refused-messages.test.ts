import { performance } from 'node:perf_hooks';
import { describe, expect, it } from '@jest/globals';
import { readForm } from '../../../src/http/bodies/form-fields.js';
import { hintOf } from '../../../src/alipay/diagnosis/message-diagnoses.js';
import { RefusedMessages } from '../../../src/alipay/diagnosis/refused-messages.service.js';
import { alipays, configOf, signedForm, TRADE_NOTIFY_FIELDS, trusting } from '../support.js';
import { formOf } from './mistakes.js';

let now = new Date('2026-11-21T04:00:00Z');
const clock = { now: () => now };
const refusedMessages = () => new RefusedMessages(configOf(), trusting(alipays.publicKey), clock);
const received = (fields: Record<string, string>) => readForm(Buffer.from(formOf(fields)));

describe('the hint of a refused notify', () => {
  const spoilt = received({ ...signedForm(TRADE_NOTIFY_FIELDS), csrf: 'a' });

  it('names the order, our key and the mistake in the words of the doctor', () => {
    expect(refusedMessages().ofNotify(spoilt)).toEqual({
      outTradeNo: TRADE_NOTIFY_FIELDS['out_trade_no'],
      appId: '9021000000000001',
      keyFile: 'keys/dev/alipay-public-key.pem',
      diagnosis: 'parameters-added',
      hint: hintOf('parameters-added'),
    });
  });

  it('is that of nobody’s order when the form is none', () => {
    expect(refusedMessages().ofNotify('text')).toMatchObject({
      outTradeNo: null,
      diagnosis: 'no-message',
    });
  });

  it('is looked for a dozen times a minute, for anybody can send them', () => {
    const refused = refusedMessages();
    const looks = () =>
      Array.from({ length: 25 }, () => refused.ofNotify(spoilt).diagnosis).filter(
        (one) => one !== null,
      );
    expect(looks()).toHaveLength(12);
    now = new Date(now.getTime() + 60_000);
    expect(looks()).toHaveLength(12);
  });

  it('takes no long look at the longest message that is looked at', () => {
    const hard = { ...signedForm(TRADE_NOTIFY_FIELDS), total_amount: '1.00' };
    const more = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`x${i}`, 'a b+c%25 &amp;'.repeat(2)]),
    );
    const form = received({ ...hard, ...more, subject: 'a '.repeat(100) });
    const refused = refusedMessages();
    const began = performance.now();
    expect(refused.ofNotify(form).diagnosis).toBe('content-changed');
    // A hundredth of it where nobody else works.
    expect(performance.now() - began).toBeLessThan(5_000);
    const longer = received({ ...hard, subject: 'a'.repeat(9_000) });
    expect(refused.ofNotify(longer)).toMatchObject({
      diagnosis: null,
      hint: hintOf('unknown-key'),
    });
  });
});
