import { sign as signBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { diagnoseAnswer } from '../../../src/alipay/diagnosis/answer-diagnosis.js';
import { diagnose } from '../../../src/alipay/diagnosis/diagnose.js';
import type { DiagnosisContext } from '../../../src/alipay/diagnosis/findings.js';
import { signRsa2 } from '../../../src/alipay/signing.js';
import { alipays as alipayPair, ours, strangers } from '../support.js';
import { alipays, beside, own } from './mistakes.js';

const AT: DiagnosisContext = {
  keys: [alipays(alipayPair.publicKey), own(ours.publicKey)],
  appId: '9021000000000001',
  sellerId: null,
  gateway: 'http://127.0.0.1:3100/gateway.do',
  trustsCertificate: (serial) => serial === 'a1',
};
const nodeOf = (nth: number) =>
  `{"code":"10000","msg":"${nth}","out_trade_no":"T1","qr_code":"https:\\/\\/a.b","subject":"汉"}`;
const signOf = (node: string) => signRsa2(node, alipayPair.privateKey);
// The run's keys are made anew, and of two hundred signatures one has no "+" to lose.
let nth = 1;
while (!signOf(nodeOf(nth)).includes('+')) nth += 1;
const NODE = nodeOf(nth);
const SIGN = signOf(NODE);
const answer = (node = NODE, sign = SIGN, more = '') =>
  `{"a_b_response":${node},${more}"sign":"${sign}"}`;
const look = (text: string | Buffer, context = AT) =>
  diagnoseAnswer(Buffer.from(text as string), context);
const said = (code: string, en: string, zh = en) => ({ code, saw: { en, zh } });
const undone = (code: string) => said(code, 'it verifies once this is undone', '撤销后可以验签');

describe('an answer that verifies', () => {
  it.each([
    ['as it is', answer()],
    ['behind a byte order mark and blanks', `\ufeff \n${answer()}\n`],
    ['with the root of failures', answer().replace('a_b_response', 'error_response')],
    ['with a certificate that is trusted', answer(NODE, SIGN, '"alipay_cert_sn":"a1",')],
  ])('%s', (_, text) => {
    expect(look(text)).toEqual({ kind: 'answer', isProven: true, verifies: true, mistakes: [] });
  });

  const parsed = NODE.replaceAll('\\/', '/');
  const pretty = JSON.stringify(JSON.parse(NODE), null, 2);
  const camel = parsed.replace('out_trade_no', 'outTradeNo').replace('qr_code', 'qrCode');
  const noSlashes = '{"code":"10000","out_trade_no":"T1"}';
  const latin = Buffer.from(NODE).toString('latin1');
  const wrapped = answer().replaceAll(/(.{40})/g, '$1\r\n\t ');
  const gbkSignOf = (node: string) =>
    signBytes('sha256', iconv.encode(node, 'gbk'), alipayPair.privateKey).toString('base64');
  it.each<[string, string | Buffer, object[]]>([
    ['its slashes were unescaped', answer(parsed), [undone('answer-rewritten')]],
    ['it was written over many lines', answer(pretty), [undone('answer-rewritten')]],
    [
      'it had no slashes, and was written over many lines',
      answer(noSlashes.replaceAll(',', ' , '), signOf(noSlashes)),
      [undone('answer-rewritten')],
    ],
    [
      'its odd spaces were kept, and its slashes unescaped',
      answer('{ "a": "x/y" }', signRsa2('{ "a": "x\\/y" }', alipayPair.privateKey)),
      [undone('answer-rewritten')],
    ],
    ['its names are those of objects', answer(camel), [undone('answer-rewritten')]],
    [
      'its names are those of objects, and it has plain slashes',
      answer('{"aB":"x/y"}', signRsa2('{"a_b":"x/y"}', alipayPair.privateKey)),
      [undone('answer-rewritten')],
    ],
    ['it was read as GBK', answer(NODE, gbkSignOf(NODE)), [undone('charset-gbk')]],
    [
      'it was read as GBK and written anew',
      answer('{ "a": "汉" }', gbkSignOf('{"a":"汉"}')),
      [undone('charset-gbk')],
    ],
    ['it was read as ISO-8859-1', answer(latin), [undone('charset-wrong')]],
    ['it stood in a page', answer().replaceAll('"', '&quot;'), [undone('html-escaped')]],
    ['its lines were wrapped', wrapped, [undone('line-breaks')]],
    ['it stood in JSON', JSON.stringify(answer()).slice(1, -1), [undone('slashes-added')]],
    ['its sign lost its +', answer(NODE, SIGN.replaceAll('+', ' ')), [undone('plus-lost')]],
    [
      'its sign was cut by blanks',
      answer(NODE, SIGN.replaceAll(/(.{64})/g, '$1 ')),
      [undone('plus-lost')],
    ],
    [
      'it names another certificate',
      answer(NODE, SIGN, '"alipay_cert_sn":"b2",'),
      [said('unknown-certificate', 'alipay_cert_sn b2')],
    ],
    [
      'we signed it',
      answer(NODE, signRsa2(NODE, ours.privateKey)),
      [said('own-key', 'signed with ALIPAY_PRIVATE_KEY_FILE', '签名密钥：ALIPAY_PRIVATE_KEY_FILE')],
    ],
    [
      'all at once',
      answer(parsed, SIGN.replaceAll('+', ' ')).replaceAll('"', '&quot;'),
      [undone('html-escaped'), undone('answer-rewritten'), undone('plus-lost')],
    ],
  ])('is wrong when %s', (_, text, mistakes) => {
    expect(look(text)).toEqual({ kind: 'answer', isProven: true, verifies: false, mistakes });
  });
});

describe('an answer that nothing makes verify', () => {
  const unknown = said(
    'unknown-key',
    'tried: ALIPAY_PUBLIC_KEY_FILE, ALIPAY_PRIVATE_KEY_FILE',
    '已尝试：ALIPAY_PUBLIC_KEY_FILE, ALIPAY_PRIVATE_KEY_FILE',
  );
  const content = said(
    'content-changed',
    'the signature is one of ALIPAY_PUBLIC_KEY_FILE, over another text',
    '签名确由 ALIPAY_PUBLIC_KEY_FILE 对应的私钥产生，但签的是另一段文本',
  );
  const ofOthers = said('unknown-certificate', 'alipay_cert_sn b2');
  const strange = signRsa2(NODE, strangers.privateKey);
  const changed = NODE.replace('T1', 'T2');

  it.each<[string, string, object[]]>([
    ['its text was changed', answer(changed), [content]],
    ['its text was changed and its + lost', answer(changed, SIGN.replaceAll('+', ' ')), [content]],
    ['nobody here signed it', answer(NODE, strange), [unknown]],
    [
      'its certificate is of others',
      answer(NODE, strange, '"alipay_cert_sn":"b2",'),
      [ofOthers, unknown],
    ],
    [
      'its certificate and text are',
      answer(changed, SIGN, '"alipay_cert_sn":"b2",'),
      [ofOthers, content],
    ],
    [
      'it is cut',
      answer().slice(0, 60),
      [said('truncated', 'it ends in the middle', '在中间结束')],
    ],
    [
      'it has both roots',
      `{"a_response":{},"error_response":{},"x":"汉${'y'.repeat(60)}"}`,
      [said('answer-two-roots', `{"a_response":{},"error_response":{},"x":"???${'y'.repeat(15)}`)],
    ],
    [
      'it is a page',
      `<html>汉\n${'x'.repeat(80)}`,
      [said('answer-no-json', `<html>????${'x'.repeat(50)}`)],
    ],
    [
      'it is not signed',
      '{"error_response":{"code" : "40002","sub_code":"isv.invalid-app-id","msg":"x"}}',
      [said('answer-unsigned', '40002 isv.invalid-app-id')],
    ],
    [
      'it is not signed and has no code',
      '{"error_response":{"code":1}}',
      [said('answer-unsigned', '')],
    ],
    ['its sign is empty', answer(NODE, ''), [said('answer-unsigned', '10000')]],
  ])('is told why: %s', (_, text, mistakes) => {
    expect(look(text)).toEqual({ kind: 'answer', isProven: false, verifies: false, mistakes });
  });

  it('has the key named that made its signature', () => {
    const old = { ...AT, keys: [beside('old.pem', alipayPair.publicKey)] };
    expect(look(answer(changed), old).mistakes.map(({ code }) => code)).toEqual([
      'other-key',
      'content-changed',
    ]);
  });
});

describe('what somebody has at hand', () => {
  const at = (text: string) => diagnose(Buffer.from(text), AT);

  it('is the answer among several that verifies, or the first', () => {
    const bad = answer(NODE.replace('T1', 'T2'));
    expect(at(`${bad} ${answer()}`).verifies).toBe(true);
    const unsigned = '{"b_response":{"code":"40004"}}';
    const codes = (text: string) => at(text).mistakes.map(({ code }) => code);
    expect(codes(`${unsigned} ${bad}`)).toEqual(['answer-unsigned']);
    expect(codes(`${bad} ${unsigned}`)).toEqual(['content-changed']);
  });

  it.each([
    ['hello', 'no-message', 5],
    ['<!DOCTYPE html>', 'answer-no-json', 15],
    [' <HTML>', 'answer-no-json', 7],
    ['<?xml?>', 'answer-no-json', 7],
    ['x <html>', 'no-message', 8],
    ['汉', 'no-message', 3],
  ])('is none of both: %s', (text, code, size) => {
    const mistakes = [said(code, `${size} bytes`, `${size} 字节`)];
    expect(at(text)).toEqual({ kind: 'none', isProven: false, verifies: false, mistakes });
  });

  it('is a message', () => {
    expect(at('app_id=1&notify_id=2&charset=3').kind).toBe('notify');
  });
});
