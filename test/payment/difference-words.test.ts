import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { differenceWords } from '../../src/payment/model/difference-words.js';

describe('what was tried about a difference', () => {
  it.each([
    [
      'Alipay was asked: TRADE_SUCCESS',
      'Alipay was asked, and said that the trade is paid',
      '已向支付宝查询：交易已付款',
    ],
    [
      'Alipay was asked: NOT_EXIST, so not paid',
      'Alipay was asked, and said that it knows no such trade: nobody has opened the link yet, so not paid',
      '已向支付宝查询：没有该交易：还没有人打开支付链接，因此未付款',
    ],
    [
      'Alipay was asked: TRADE_CLOSED, which does not fit',
      'Alipay was asked, and said that the trade is closed, which does not fit',
      '已向支付宝查询：交易已关闭，与本地账不符',
    ],
    [
      'held as an incident (mismatch)',
      'held as an incident: it does not fit the payment',
      '已列为异常资金：与支付不符',
    ],
    ['held as an incident (paid)', 'held as an incident', '已列为异常资金'],
    ['decided as incident 7', 'decided as incident 7', '已随异常资金 7 处理'],
    [
      'decided as incident 7: anna: phoned',
      'decided as incident 7: anna: phoned',
      '已随异常资金 7 处理：anna: phoned',
    ],
    [
      'decided as incident 7: sent back',
      'decided as incident 7: sent back',
      '已随异常资金 7 处理：款项已退回',
    ],
    [
      'the refund is FAILED here, and done by the bill',
      'the refund is refused by Alipay here, and done by the bill',
      '本地退款被支付宝拒绝，而账单显示已完成',
    ],
    ['anna: phoned', 'anna: phoned', 'anna: phoned'],
  ])('%j is told in words', (done, en, zh) => {
    expect(differenceWords(done)).toEqual({ en, zh });
  });

  it('has a Chinese word for each sentence that is written down', () => {
    const source = readFileSync('src/reconciliation/matching/healing.service.ts', 'utf8');
    const written = [...source.matchAll(/done(?: =|:)\s+'([^']+)'/g)].map(([, text]) => text ?? '');
    expect(written.length).toBeGreaterThan(10);
    const untold = written.filter((one) => !/^\p{Script=Han}/u.test(differenceWords(one).zh));
    expect(untold).toEqual([]);
  });
});
