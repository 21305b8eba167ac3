import { describe, expect, it } from '@jest/globals';
import { PLATFORM_MESSAGE } from '../../../src/alipay/deposit-back.js';
import { diagnoseMessage } from '../../../src/alipay/diagnosis/message-diagnosis.js';
import type { Sample } from '../../../src/alipay/diagnosis/pasted.js';
import {
  alipays as alipayPair,
  ours,
  signedForm,
  strangers,
  TRADE_NOTIFY_FIELDS as TRADE,
} from '../support.js';
import { beside } from './mistakes.js';
import { AT, type Fields, genuine, last, look, said, sampleOf, without } from './samples.js';

describe('a message that nothing makes verify', () => {
  const changed: Fields = { ...genuine(), total_amount: '1.00' };
  const strange = signedForm(TRADE, undefined, strangers.privateKey);
  const TRIED = [
    'ALIPAY_PUBLIC_KEY_FILE, ALIPAY_PRIVATE_KEY_FILE',
    'ALIPAY_PUBLIC_KEY_FILE、ALIPAY_PRIVATE_KEY_FILE',
  ] as const;
  const unknown = said('unknown-key', `tried: ${TRIED[0]}`, `已尝试：${TRIED[1]}`);
  const middle = said('truncated', 'it ends in the middle of a value', '在某个值的中间结束');
  const noTrade = said(
    'truncated',
    'missing: trade_no, trade_status',
    '缺少：trade_no、trade_status',
  );
  const content = said(
    'content-changed',
    'the signature is one of ALIPAY_PUBLIC_KEY_FILE, over another text',
    '签名确由 ALIPAY_PUBLIC_KEY_FILE 对应的私钥产生，但签的是另一段文本',
  );
  const twice = said('field-twice', 'twice: a', '重复：a');

  it.each<[string, Fields, Partial<Sample>, object[]]>([
    ['its text was changed', changed, {}, [content]],
    ['its text was changed, and a name comes twice', changed, { twice: ['a'] }, [twice]],
    ['its text was changed, and it is cut', changed, { isCut: true, twice: ['a'] }, [middle]],
    ['it lacks something', without(changed, 'trade_no', 'trade_status'), {}, [noTrade]],
    ['nobody here signed it', strange, {}, [unknown]],
    [
      'nobody here signed it, and it is cut',
      strange,
      { isCut: true, twice: ['a'] },
      [middle, twice, unknown],
    ],
    [
      'nobody here signed it, for it is of others',
      { ...strange, app_id: '9021000000000002', seller_id: '1', alipay_cert_sn: 'b2' },
      {},
      [
        said('unknown-certificate', 'alipay_cert_sn b2'),
        said('other-app', 'app_id 9021000000000002, ALIPAY_APP_ID 9021000000000001'),
        said('other-seller', 'seller_id 1, ALIPAY_SELLER_ID 2088000000000001'),
        unknown,
      ],
    ],
    [
      'its sign is short',
      { ...changed, sign: changed['sign']?.slice(0, 340) ?? '' },
      {},
      [said('truncated', 'the sign has 255 bytes', 'sign 只有 255 字节')],
    ],
    [
      'its sign is as long as one, with spaces',
      { ...changed, sign: `${'A '.repeat(171)}A=` },
      {},
      [unknown],
    ],
    [
      'it has no sign',
      without(changed, 'sign'),
      {},
      [said('no-sign', 'no parameter "sign"', '没有 sign 参数')],
    ],
    ['it has an empty sign and is cut', { ...changed, sign: '' }, { isCut: true }, [middle]],
  ])('is told why: %s', (_, fields, more, mistakes) => {
    expect(look(fields, more)).toEqual({
      kind: 'notify',
      isProven: false,
      verifies: false,
      mistakes,
    });
  });

  it('has the key of another environment or the own one named before', () => {
    const oursChanged = { ...signedForm(TRADE, undefined, ours.privateKey), total_amount: '1.00' };
    const codes = look(oursChanged).mistakes.map(({ code }) => code);
    expect(codes).toEqual(['own-key', 'content-changed']);
    const context = {
      ...AT,
      gateway: 'https://openapi.alipay.com/gateway.do',
      keys: [beside('o', alipayPair.publicKey)],
    };
    expect(look(changed, {}, context).mistakes.map(({ code }) => code)).toEqual([
      'other-environment',
      'content-changed',
    ]);
    expect(look(strange, {}, { ...AT, keys: [] }).mistakes).toEqual([
      said('unknown-key', 'tried: ', '已尝试：'),
    ]);
  });

  it('lacks what its kind must have', () => {
    const lacking = PLATFORM_MESSAGE.required.filter((name) => name !== 'msg_method').join(', ');
    const { sign = '' } = strange;
    const [mistake] = look({ msg_method: 'x', sign }).mistakes;
    expect(mistake?.saw.en).toBe(`missing: ${lacking}`);
  });

  it('is none of Alipay without its names', () => {
    const none = said('no-message', 'no parameter of Alipay', '没有支付宝参数');
    expect(look({ x: '1' })).toEqual({
      kind: 'none',
      isProven: false,
      verifies: false,
      mistakes: [none],
    });
    expect(look({ sign: 'x', y: '1' }).mistakes[0]?.code).toBe('truncated');
    expect(look({ app_id: '1', y: '1' }).mistakes[0]?.code).toBe('truncated');
  });

  it.each([
    ['total_amount', '1.', true],
    ['total_amount', '1.0', true],
    ['total_amount', '1.00', false],
    ['total_amount', '10.00', false],
    ['total_amount', '1.000', true],
    ['total_amount', 'x1.00', true],
    ['refund_fee', '1', true],
    ['fee_x', '1', false],
    ['gmt_payment', '2026-11-21 12:00:0', true],
    ['gmt_payment', '2026-11-21 12:00:00', false],
    ['notify_time', '2026', true],
    ['timestamp', '2026', true],
    ['x_timestamp', '2026', false],
    ['fund_bill_list', '[{', true],
    ['fund_bill_list', '[{}] ', false],
    ['subject', 'x', false],
  ])('ends in the middle when its last value is %s = %s: %s', (name, value, does) => {
    expect(look(last(changed, name, value)).mistakes).toEqual(does ? [middle] : [content]);
  });

  it('is spoken of in the way that has a sign, and needed the fewest mistakes', () => {
    const unsigned = sampleOf(without(changed, 'sign'));
    const [one, two] = [1, 2].map((count) =>
      sampleOf(changed, {
        twice: [`n${count}`],
        undone: count === 1 ? ['trimmed'] : ['trimmed', 'null-texts'],
      }),
    );
    for (const samples of [
      [unsigned, two, one],
      [one, two, unsigned],
      [two, unsigned, one],
    ]) {
      const { mistakes } = diagnoseMessage(samples as Sample[], AT, { depth: 0, drafts: 1 });
      expect(mistakes).toEqual([said('field-twice', 'twice: n1', '重复：n1')]);
    }
  });
});
