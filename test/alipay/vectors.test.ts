import { createPublicKey } from 'node:crypto';
import { AlipaySdk } from 'alipay-sdk';
import { describe, expect, it } from '@jest/globals';
import { AlipayMessages } from '../../src/alipay/message-verifier.js';
import { answerParts, isSignedBy, signedBytes } from '../../src/alipay/verification.js';
import { signedVectors as vectors, type Vector } from '../support/vectors.js';
import { configOf, ours, trusting } from './support.js';

const rows = (...kinds: Vector['kind'][]) =>
  vectors.filter(({ kind }) => kinds.includes(kind)).map((one) => [one.name, one] as const);

const rootOf = ({ root = '' }: Vector) => root;

const fieldsOf = (vector: Vector) => Object.fromEntries(new URLSearchParams(vector.body));

function messagesFor(vector: Vector): AlipayMessages {
  const { app_id: appId = '', seller_id: sellerId = '' } = fieldsOf(vector);
  const config = configOf({ ALIPAY_APP_ID: appId, ALIPAY_SELLER_ID: sellerId });
  return new AlipayMessages(config, trusting(vector.publicKey));
}

function verdict(vector: Vector, fields: Record<string, string>) {
  const messages = messagesFor(vector);
  return vector.kind === 'notify' ? messages.notify(fields) : messages.returned(fields);
}

function answerIsGenuine(vector: Vector, body: string): boolean {
  const parts = answerParts(body, rootOf(vector));
  if (parts?.sign == null) return false;
  return isSignedBy([createPublicKey(vector.publicKey)], parts.node, parts.sign);
}

function flipped(text: string, at: number, bit: number): string {
  const code = text.charCodeAt(at) ^ (1 << bit);
  return text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
}

/** Texts that differ from this one by one bit: one for each character, and every one for the last of them. */
function* oneBitAway(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += 1) {
    const isLast = at >= text.length - 6;
    const bits = isLast ? [0, 1, 2, 3, 4, 5, 6] : [at % 7];
    for (const bit of bits) yield flipped(text, at, bit);
  }
}

function sdkFor(vector: Vector): AlipaySdk {
  const privateKey = ours.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  return new AlipaySdk({ appId: '1', privateKey, alipayPublicKey: vector.publicKey });
}

describe('messages that Alipay signed', () => {
  it.each(rows('notify', 'return'))('%s is genuine, for the SDK as well', (_, vector) => {
    const fields = fieldsOf(vector);
    expect(verdict(vector, fields)).toMatchObject({ genuine: true });
    expect(sdkFor(vector).checkNotifySignV2(fields)).toBe(true);
  });

  it.each(rows('notify', 'return'))('%s is not after one changed bit in any field', (_, vector) => {
    const fields = fieldsOf(vector);
    const survivors = Object.entries(fields).flatMap(([name, value]) =>
      [...oneBitAway(value)].filter(
        (changed) => verdict(vector, { ...fields, [name]: changed }).genuine,
      ),
    );
    expect(survivors.slice(0, 5)).toEqual([]);
  });

  it.each(rows('notify', 'return'))('%s is not without one of its fields', (_, vector) => {
    const fields = fieldsOf(vector);
    for (const name of Object.keys(fields)) {
      const { [name]: _left, ...rest } = fields;
      expect(verdict(vector, rest)).toMatchObject({ genuine: false });
    }
  });

  it.each(rows('notify', 'return'))('%s is not that of another application', (_, vector) => {
    const messages = new AlipayMessages(configOf(), trusting(vector.publicKey));
    const fields = fieldsOf(vector);
    const message = vector.kind === 'notify' ? messages.notify(fields) : messages.returned(fields);
    expect(message).toMatchObject({ genuine: false, reason: 'app-id' });
  });

  it.each(rows('notify'))('%s is reported as it stands', (_, vector) => {
    const fields = fieldsOf(vector);
    expect(verdict(vector, fields)).toMatchObject({
      kind: 'trade',
      report: {
        source: 'notify',
        status: 'TRADE_SUCCESS',
        outTradeNo: fields['out_trade_no'],
        tradeNo: fields['trade_no'],
        refundedAmount: null,
      },
    });
  });
});

describe('answers that Alipay signed', () => {
  it.each(rows('response'))('%s verifies, for the SDK as well', (_, vector) => {
    expect(answerIsGenuine(vector, vector.body)).toBe(true);
    const { sign } = JSON.parse(vector.body) as { sign: string };
    const check = () => sdkFor(vector).checkResponseSign(vector.body, rootOf(vector), sign, '');
    expect(check).not.toThrow();
  });

  it.each(rows('response'))('%s does not after one changed bit anywhere in it', (_, vector) => {
    const changes = [...oneBitAway(vector.body)];
    expect(changes.filter((changed) => answerIsGenuine(vector, changed)).slice(0, 1)).toEqual([]);
  });

  it.each(rows('response'))('%s verifies with the sign in front and spaces around', (_, vector) => {
    const parts = answerParts(vector.body, rootOf(vector));
    const body = ` { "sign" : "${parts?.sign}" , "${rootOf(vector)}" : ${parts?.node} } `;
    expect(answerIsGenuine(vector, body)).toBe(true);
  });
});

describe('requests that merchants signed', () => {
  it.each(rows('request'))('%s has the text that is signed here', (_, vector) => {
    const { sign = '', ...params } = fieldsOf(vector);
    const text = signedBytes({ fields: new Map(Object.entries(params)), bytes: null }, []);
    expect(isSignedBy([createPublicKey(vector.publicKey)], text, sign)).toBe(true);
  });
});
