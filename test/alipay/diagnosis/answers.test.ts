import { describe, expect, it } from '@jest/globals';
import { diagnose } from '../../../src/alipay/diagnosis/diagnose.js';
import type { DiagnosisContext } from '../../../src/alipay/diagnosis/findings.js';
import { signedVectors } from '../../support/vectors.js';
import { ours, strangers } from '../support.js';
import { alipays, ANSWER, beside, contextFor, own, SLASHES } from './mistakes.js';

const look = (text: string, context: DiagnosisContext) => diagnose(Buffer.from(text), context);
const responses = signedVectors.filter(({ kind }) => kind === 'response');
const at = contextFor(ANSWER);
const nodeOf = (body: string) => Object.values(JSON.parse(body) as object)[0] as object;
const signOf = (body: string) => (JSON.parse(body) as { sign: string }).sign;
const camel = (name: string) => name.replaceAll(/_(\w)/g, (_, c: string) => c.toUpperCase());

describe('a genuine answer of the gateway', () => {
  it.each(responses.map((one) => [one.name, one] as const))('%s verifies', (_, one) => {
    expect(look(one.body, contextFor(one))).toMatchObject({ kind: 'answer', verifies: true });
  });

  it('is found behind its head, in a line of a log and in JSON', () => {
    const head = `HTTP/1.1 200 OK\r\ndate: now\r\n\r\n${ANSWER.body}`;
    const log = `2026-11-21 12:00:00 INFO response: ${ANSWER.body} in 80 ms`;
    const json = JSON.stringify({ msg: 'answer', body: ANSWER.body });
    for (const text of [head, log, json]) expect(look(text, at).mistakes).toEqual([]);
  });
});

describe('a known mistake with an answer', () => {
  const slashes = contextFor(SLASHES);
  const rewritten = JSON.stringify({
    alipay_trade_precreate_response: nodeOf(SLASHES.body),
    sign: signOf(SLASHES.body),
  });
  const objects = JSON.stringify({
    alipay_trade_query_response: Object.fromEntries(
      Object.entries(nodeOf(ANSWER.body)).map(([name, value]) => [camel(name), value]),
    ),
    sign: signOf(ANSWER.body),
  });
  const others = { keys: [alipays(strangers.publicKey), own(ours.publicKey)] };
  const old = { keys: [...others.keys, beside('keys/old.pem', ANSWER.publicKey)] };
  const refusal = '{"error_response":{"code":"40002","sub_code":"isv.invalid-app-id"}}';
  it.each([
    ['read as JSON and written', 'answer-rewritten', rewritten, slashes],
    [
      'printed over many lines',
      'answer-rewritten',
      JSON.stringify(JSON.parse(ANSWER.body), null, 2),
      at,
    ],
    ['names of objects', 'answer-rewritten', objects, at],
    ['copied from a page', 'html-escaped', ANSWER.body.replaceAll('"', '&quot;'), at],
    ['a wrapped line', 'line-breaks', ANSWER.body.replaceAll(/(.{76})/g, '$1\n'), at],
    ['cut off', 'truncated', ANSWER.body.slice(0, 300), at],
    ['a page', 'answer-no-json', '<!DOCTYPE html><html>502 Bad Gateway</html>', at],
    ['unsigned', 'answer-unsigned', refusal, at],
    [
      'with its node twice',
      'answer-two-roots',
      ANSWER.body.replace(/^\{/, '{"alipay_trade_query_response":{},'),
      at,
    ],
    ['a changed sum', 'content-changed', ANSWER.body.replace('10.50', '1.50'), at],
    ['a key that nobody has', 'unknown-key', ANSWER.body, contextFor(ANSWER, others)],
    ['another key of Alipay', 'other-key', ANSWER.body, contextFor(ANSWER, old)],
    ['a sign with spaces', 'plus-lost', ANSWER.body.replaceAll('+', ' '), at],
  ] as const)('%s is %s', (_, code, text, context) => {
    const { mistakes, verifies } = look(text, context);
    expect(mistakes[0]?.code).toBe(code);
    expect(verifies).toBe(false);
  });
});
