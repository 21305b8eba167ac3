import { sign as signBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { bytesOfText } from '../../../src/alipay/byte-text.js';
import { BRIEF, mend, openSomehow, PATIENT } from '../../../src/alipay/diagnosis/mending.js';
import {
  alipays as alipayPair,
  ours,
  signedForm,
  strangers,
  TRADE_NOTIFY_FIELDS as TRADE,
} from '../support.js';
import { alipays, own } from './mistakes.js';

type Fields = Record<string, string>;
const KEYS = [alipays(alipayPair.publicKey), own(ours.publicKey)];
const draft = (fields: Fields) =>
  new Map(Object.entries(fields).map(([name, value]) => [name, bytesOfText(value)]));
const mended = (fields: Fields, effort = PATIENT) => mend(draft(fields), KEYS, effort);

describe('a message is mended', () => {
  const genuine = signedForm({ ...TRADE, subject: 'a b' });
  const plus = { ...genuine, subject: 'a+b' };
  const escaped = signedForm({ ...TRADE, subject: 'a+<' });
  const both = { ...plus, x: '1' };

  it('by nothing where it verifies', () => {
    const found = mended(genuine, { depth: 0, drafts: 1 });
    expect(found).toMatchObject({ mistakes: [], changed: [], signature: { by: KEYS[0] } });
    expect(found?.draft).toEqual(draft(genuine));
  });

  it('by what was done to it, one after the other', () => {
    const [one, two] = [mended(plus), mended(both)];
    expect(one).toMatchObject({ mistakes: ['plus-kept'], changed: ['subject'] });
    expect(two).toMatchObject({ mistakes: ['plus-kept', 'parameters-added'] });
    expect([one?.draft, two?.draft]).toEqual([draft(genuine), draft(genuine)]);
    expect(two?.changed).toEqual(['subject', 'x']);
  });

  it.each([
    [plus, 0, 10, false],
    [plus, 1, 1, false],
    [plus, 1, 2, true],
    [{ ...genuine, x: '1' }, 1, 2, false],
    [{ ...escaped, subject: 'a+&lt;' }, 1, 2, false],
    [{ ...escaped, subject: 'a+&lt;' }, 1, 3, true],
    [both, 1, 9_999, false],
    [both, 2, 9_999, true],
    [{ ...both, seller_email: 'null' }, BRIEF.depth, BRIEF.drafts, false],
    [{ ...both, seller_email: 'null' }, PATIENT.depth, PATIENT.drafts, true],
  ])('as long as it is looked for: %#', (fields, depth, drafts, is) => {
    expect(mended(fields, { depth, drafts }) !== null).toBe(is);
  });

  it('by no more drafts than may be tried, all depths together', () => {
    const least = (fields: Fields) => {
      let drafts = 1;
      while (mended(fields, { depth: 2, drafts }) === null) drafts += 1;
      return drafts;
    };
    const [one, two] = [least(plus), least(both)];
    expect(one).toBe(2);
    expect(two).toBeGreaterThan(one);
    expect(mended(both, { depth: 3, drafts: two - 1 })).toBeNull();
  });

  it('not where its text is another one, or nobody here signed it', () => {
    const quick = { depth: 1, drafts: 300 };
    expect(mended({ ...genuine, total_amount: '1.00' }, quick)).toBeNull();
    expect(mended(signedForm(TRADE, undefined, strangers.privateKey), quick)).toBeNull();
    expect(mended({}, quick)).toBeNull();
  });

  const withType = (fields: Fields) => signedForm(fields, ['sign']);
  const other = { app_id: '9021000000000001', notify_type: 'x' };
  const platform = { ...other, msg_method: 'x' };
  const { notify_type: _type, ...typeless } = TRADE;
  it.each<[string, Fields, string[]]>([
    ['with a trade and without its sign_type', signedForm(TRADE), []],
    ['with a trade and its sign_type', withType(TRADE), ['sign-type-included']],
    ['with no type and its sign_type', withType(typeless), ['sign-type-included']],
    ['with another type and its sign_type', withType(other), []],
    ['with another type and without it', signedForm(other), ['sign-type-left-out']],
    ['of the platform with it', withType(platform), []],
    ['of the platform without it', signedForm(platform), []],
  ])('by how it is signed: %s', (_, fields, mistakes) => {
    expect(mended(fields, { depth: 0, drafts: 1 })?.mistakes).toEqual(mistakes);
  });

  it('by the empty fields that were signed', () => {
    const text = Object.entries({ ...TRADE, body: '' })
      .map(([name, value]) => `${name}=${value}`)
      .toSorted()
      .join('&');
    const sign = signBytes('sha256', Buffer.from(text), alipayPair.privateKey).toString('base64');
    const fields = { ...TRADE, sign_type: 'RSA2', sign };
    expect(mended({ ...fields, body: '' })?.mistakes).toEqual(['empty-fields']);
    expect(mended(fields)).toMatchObject({ mistakes: ['empty-fields'], changed: ['body'] });
  });
});

describe('a signature is opened somehow', () => {
  const { sign = '' } = signedForm(TRADE);
  it.each([
    ['as it stands', sign, true],
    ['with its + lost', sign.replaceAll('+', ' '), true],
    ['without its end', sign.replaceAll('=', ''), true],
    ['damaged', sign.slice(4), false],
    ['empty', '', false],
  ])('%s: %s', (_, text, is) => {
    expect(openSomehow(draft({ sign: text }), KEYS)?.by).toEqual(is ? KEYS[0] : undefined);
    expect(openSomehow(draft({}), KEYS)).toBeNull();
  });
});
