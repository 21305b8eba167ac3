import { describe, expect, it } from '@jest/globals';
import { PATIENT } from '../../../src/alipay/diagnosis/mending.js';
import { diagnoseMessage } from '../../../src/alipay/diagnosis/message-diagnosis.js';
import type { Sample } from '../../../src/alipay/diagnosis/pasted.js';
import {
  alipays as alipayPair,
  ours,
  signedForm,
  TRADE_NOTIFY_FIELDS as TRADE,
} from '../support.js';
import { beside, own } from './mistakes.js';
import { AT, type Fields, genuine, last, look, said, sampleOf, without } from './samples.js';

const UNDONE = ['it verifies once this is undone', '撤销后可以验签'] as const;
const undoneIn = (code: string, en: string, zh = en) =>
  said(code, `${UNDONE[0]} in ${en}`, `${UNDONE[1]}，涉及 ${zh}`);

describe('a message that verifies', () => {
  it('has nothing wrong', () => {
    const well = { kind: 'notify', isProven: true, verifies: true, mistakes: [] };
    expect(look(genuine())).toEqual(well);
    expect(look({ ...genuine(), refund_fee: '' })).toEqual(well);
    expect(look(genuine({ alipay_cert_sn: 'a1' }))).toEqual(well);
  });

  const [signTypeGone, signTypeOld] = ['', 'RSA'].map((type) => ({
    ...genuine(),
    sign_type: type,
  }));
  it.each<[string, Fields, Partial<Sample>, object[]]>([
    [
      'it was undone when it was read',
      genuine(),
      { undone: ['not-encoded'] },
      [said('not-encoded', ...UNDONE)],
    ],
    [
      'a parameter was added, and undone before',
      { ...genuine(), x: '1' },
      { undone: ['parameters-added'] },
      [undoneIn('parameters-added', 'x')],
    ],
    [
      'two parameters were added',
      { ...genuine(), x: '1', y: '2' },
      {},
      [undoneIn('parameters-added', 'x, y', 'x、y')],
    ],
    [
      'a name comes twice',
      genuine(),
      { twice: ['a', 'b'] },
      [said('field-twice', 'twice: a, b', '重复：a、b')],
    ],
    [
      'it has no sign_type',
      signTypeGone ?? {},
      {},
      [said('sign-type-missing', 'sign_type -', 'sign_type （无）')],
    ],
    [
      'it has another sign_type',
      signTypeOld ?? {},
      {},
      [said('sign-type-missing', 'sign_type RSA')],
    ],
    [
      'it has no trade',
      genuine({ trade_no: '' }),
      {},
      [said('malformed', 'missing: trade_no', '缺少：trade_no')],
    ],
    [
      'it has neither trade nor state',
      genuine({ trade_no: '', trade_status: '' }),
      {},
      [said('malformed', 'missing: trade_no, trade_status', '缺少：trade_no、trade_status')],
    ],
    [
      'it has neither trade nor type',
      signedForm({ ...without(TRADE, 'notify_type'), trade_no: '' }),
      {},
      [said('malformed', 'missing: notify_type, trade_no', '缺少：notify_type、trade_no')],
    ],
    [
      'a value is none',
      genuine({ trade_status: 'PAID' }),
      {},
      [said('malformed', 'a value has no such form', '某个值格式不符')],
    ],
    [
      'it is for others',
      genuine({ app_id: '2021003123456789', seller_id: '2088000000000002', alipay_cert_sn: 'b2' }),
      {},
      [
        said('unknown-certificate', 'alipay_cert_sn b2'),
        said('other-environment', 'app_id 2021003123456789, ALIPAY_APP_ID 9021000000000001'),
        said('other-seller', 'seller_id 2088000000000002, ALIPAY_SELLER_ID 2088000000000001'),
      ],
    ],
    [
      'we signed it',
      signedForm(TRADE, undefined, ours.privateKey),
      {},
      [said('own-key', 'signed with ALIPAY_PRIVATE_KEY_FILE', '签名密钥：ALIPAY_PRIVATE_KEY_FILE')],
    ],
    [
      'its sum is a number',
      { ...genuine(), total_amount: '209' },
      {},
      [undoneIn('numbers-changed', 'total_amount')],
    ],
    [
      'its sum is a number and the last one, so that it may be cut',
      last(genuine(), 'total_amount', '209'),
      {},
      [undoneIn('truncated', 'total_amount')],
    ],
    [
      'two sums are numbers',
      last({ ...genuine({ receipt_amount: '1.00' }), total_amount: '209' }, 'receipt_amount', '1'),
      {},
      [undoneIn('numbers-changed', 'receipt_amount, total_amount', 'receipt_amount、total_amount')],
    ],
    [
      'its last value had spaces',
      last(genuine({ subject: ' x' }), 'subject', 'x'),
      {},
      [undoneIn('trimmed', 'subject')],
    ],
  ])('is wrong when %s', (_, fields, more, mistakes) => {
    expect(look(fields, more)).toEqual({
      kind: 'notify',
      isProven: true,
      verifies: false,
      mistakes,
    });
  });

  it('is one of another environment by its key, where its application is', () => {
    const context = { ...AT, keys: [own(ours.publicKey), beside('old.pem', alipayPair.publicKey)] };
    const [mistake] = look(genuine({ app_id: '2021003123456789' }), {}, context).mistakes;
    expect(mistake).toEqual(
      said('other-environment', 'app_id 2021003123456789, ALIPAY_APP_ID 9021000000000001'),
    );
    const [key] = look(genuine(), {}, context).mistakes;
    expect(key).toEqual(said('other-key', 'signed with old.pem', '签名密钥：old.pem'));
  });

  it.each([
    ['platform-message', { msg_method: 'x', notify_type: '' }],
    ['return', { method: 'alipay.trade.page.pay.return' }],
    ['return', { method: 'x.return', trade_status: '' }],
    ['notify', { method: 'x.return.y' }],
  ])('is a %s by %j', (kind, more) => {
    expect(look(genuine(more)).kind).toBe(kind);
  });

  it.each(['notify_time', 'trade_status', 'gmt_create'])(
    'is a notify by %s, or a return',
    (name) => {
      const { app_id = '', out_trade_no = '', trade_no = '', total_amount = '' } = TRADE;
      const fields = { app_id, out_trade_no, trade_no, total_amount, x_gmt_: '1' };
      expect(look(signedForm(fields))).toMatchObject({ kind: 'return', verifies: true });
      expect(look(signedForm({ ...fields, [name]: '1' })).kind).toBe('notify');
    },
  );

  it('needs no trade when it is about something else', () => {
    const { app_id = '', notify_id = '' } = TRADE;
    const fields = { app_id, notify_id, notify_type: 'x' };
    expect(look(signedForm(fields, ['sign'])).verifies).toBe(true);
  });

  it('is read in the way that needs the fewest mistakes, and several in few of the ways alone', () => {
    const spoilt = (count: number) => {
      const fields = genuine({ subject: ' x' });
      return sampleOf({ ...fields, subject: 'x', ...(count > 1 ? { x: '1' } : {}) });
    };
    const codes = (...samples: Sample[]) =>
      diagnoseMessage(samples, AT, PATIENT).mistakes.map(({ code }) => code);
    expect(codes(spoilt(2), spoilt(1))).toEqual(['trimmed']);
    const changed = sampleOf({ ...genuine(), total_amount: '1.00' });
    expect(codes(changed, changed, changed, spoilt(2))).toEqual(['trimmed', 'parameters-added']);
    expect(codes(changed, changed, changed, changed, spoilt(2))).toEqual(['content-changed']);
    expect(codes(changed, changed, changed, changed, spoilt(1))).toEqual(['trimmed']);
    const none = { kind: 'none', isProven: false, verifies: false, mistakes: [] };
    expect(diagnoseMessage([], AT, PATIENT)).toEqual(none);
  });
});
