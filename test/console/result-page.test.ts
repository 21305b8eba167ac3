import { describe, expect, it } from '@jest/globals';
import { resultPage } from '../../src/console/result-page.js';

const result = (known: 'paid' | 'refunded' | 'waiting') => ({
  known,
  orderNo: '202611211200000123456789',
  tradeNo: '2026112122001400000000000001',
  amount: '209.00',
});

describe('resultPage', () => {
  it.each([
    ['paid', '支付成功'],
    ['refunded', '款项已退回'],
    ['waiting', '正在确认支付结果'],
  ] as const)('shows %s as %s, with sum and numbers', (known, title) => {
    const html = resultPage(result(known), null);
    expect(html).toContain(`<h1 data-state="${known}">${title}</h1>`);
    expect(html).toContain('¥ 209.00');
    expect(html).toContain('<dd>202611211200000123456789</dd>');
    expect(html).toContain('<dd>2026112122001400000000000001</dd>');
  });

  it('refreshes itself only while it waits', () => {
    const refresh = '<meta http-equiv="refresh" content="2">';
    expect(resultPage(result('waiting'), null)).toContain(refresh);
    expect(resultPage(result('paid'), null)).not.toContain('http-equiv="refresh"');
    expect(resultPage({ known: 'forged', orderNo: null }, null)).not.toContain(
      'http-equiv="refresh"',
    );
  });

  it('frightens nobody whose address was not signed, says nothing of the payment and leads to the order', () => {
    const orderNo = '202611211200000123456789';
    const html = resultPage({ known: 'forged', orderNo }, '/demo');
    expect(html).toContain('请在订单中查看付款结果');
    expect(html).toContain(`href="/demo#/orders/${orderNo}?returned=1"`);
    for (const word of ['支付成功', '¥', '签名', '无法', '不正确', '失败', '没有任何变化']) {
      expect(html).not.toContain(word);
    }
    const unnumbered = resultPage({ known: 'forged', orderNo: null }, '/demo');
    expect(unnumbered).toContain('href="/demo#/orders"');
  });

  it('leads back to the demo shop only where there is one', () => {
    expect(resultPage(result('paid'), '/demo')).toContain('href="/demo#/orders"');
    expect(resultPage(result('paid'), null)).not.toContain('href="/');
  });

  it('shows what is not ours as text', () => {
    const odd = { ...result('paid'), tradeNo: `"><script>alert('1')</script>` };
    const html = resultPage(odd, null);
    expect(html).not.toContain('<script');
    expect(html).toContain('&#34;&#62;&#60;script&#62;alert(&#39;1&#39;)&#60;/script&#62;');
  });
});
