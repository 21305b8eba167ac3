import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { answerBody, successNode } from '../../simulator/gateway/answers.js';
import { messageText, requestText, signRsa2, verifyRsa2 } from '../../simulator/gateway/signing.js';
import { signedVectors as vectors, type Vector } from '../support/vectors.js';
import { alipayKeys, readAnswer } from './merchant.js';

/** The text that the simulator's own rules say was signed, and the signature beside it. */
function signedPart(vector: Vector): { text: string; sign: string } {
  if (vector.kind === 'response') {
    const match = /^\{"\w+":(\{.*\}),"sign":"([^"]+)"\}$/s.exec(vector.body);
    return { text: match?.[1] ?? '', sign: match?.[2] ?? '' };
  }
  const params = Object.fromEntries(new URLSearchParams(vector.body));
  const text = vector.kind === 'request' ? requestText(params) : messageText(params);
  return { text, sign: params['sign'] ?? '' };
}

describe('payloads that Alipay and merchants really signed', () => {
  it.each(vectors.map((vector) => [vector.kind, vector.name, vector] as const))(
    '%s %s verifies, and not after one changed bit',
    (_, __, vector) => {
      const { text, sign } = signedPart(vector);
      const key = createPublicKey(vector.publicKey);
      expect(verifyRsa2(text, sign, key)).toBe(true);
      const last = text.charCodeAt(text.length - 1);
      expect(verifyRsa2(text.slice(0, -1) + String.fromCharCode(last ^ 1), sign, key)).toBe(false);
    },
  );

  it.each(
    vectors.filter((vector) => vector.kind === 'response').map((one) => [one.name, one] as const),
  )('%s is written again byte for byte', (_, vector) => {
    const parsed = JSON.parse(vector.body) as Record<string, Record<string, string>>;
    const { code, msg, ...fields } = parsed[vector.root ?? ''] ?? {};
    expect({ code, msg }).toEqual({ code: '10000', msg: 'Success' });
    const written = answerBody(vector.root ?? '', successNode(fields), null);
    expect(written.slice(0, -1)).toBe(vector.body.slice(0, vector.body.indexOf(',"sign":')));
  });

  it('knows every kind of payload', () => {
    expect(new Set(vectors.map((vector) => vector.kind)).size).toBe(4);
  });
});

describe('signed texts', () => {
  const params = { b: '2', a: 'x=1&y', empty: '', sign_type: 'RSA2', sign: 's', A: '中' };

  it('sorts by ASCII, drops the empty, and keeps sign_type only in requests', () => {
    expect(requestText(params)).toBe('A=中&a=x=1&y&b=2&sign_type=RSA2');
    expect(messageText(params)).toBe('A=中&a=x=1&y&b=2');
  });

  it.each(['', 'not base64 !', 'AAAA', '='.repeat(400)])('takes %j for no signature', (sign) => {
    expect(verifyRsa2('text', sign, createPublicKey(alipayKeys.publicKey))).toBe(false);
  });

  it('does not accept SHA1', () => {
    const key = createPrivateKey(alipayKeys.privateKey);
    const publicKey = createPublicKey(alipayKeys.publicKey);
    expect(verifyRsa2('text', signRsa2('text', key), publicKey)).toBe(true);
    expect(verifyRsa2('text ', signRsa2('text', key), publicKey)).toBe(false);
  });

  it('signs an answer over its exact text, slashes escaped', () => {
    const key = createPrivateKey(alipayKeys.privateKey);
    const node = successNode({ qr_code: 'https://qr.example/a"b', out_trade_no: '1', gone: null });
    const body = answerBody('alipay_trade_precreate_response', node, key);
    const answer = readAnswer(body);
    expect(answer.text).toBe(
      String.raw`{"code":"10000","msg":"Success","out_trade_no":"1","qr_code":"https:\/\/qr.example\/a\"b"}`,
    );
    expect(answer.verifies).toBe(true);
    expect(answer.node['qr_code']).toBe('https://qr.example/a"b');
  });
});
