import { describe, expect, it } from '@jest/globals';
import { resultPage, waysOn } from '../../src/console/result-page.js';

const result = (known: 'paid' | 'refunded' | 'waiting') => ({
  known,
  orderNo: '202611211200000123456789',
  tradeNo: '2026112122001400000000000001',
  amount: '209.00',
});

const DEMO = { ordersUrl: null, demoShop: true };

describe('resultPage', () => {
  it.each([
    ['paid', '支付成功'],
    ['refunded', '款项已退回'],
    ['waiting', '正在确认支付结果'],
  ] as const)('shows %s as %s, with sum and numbers', (known, title) => {
    const html = resultPage(result(known), []);
    expect(html).toContain(`<h1 data-state="${known}">${title}</h1>`);
    expect(html).toContain('¥ 209.00');
    expect(html).toContain('<dd>202611211200000123456789</dd>');
    expect(html).toContain('<dd>2026112122001400000000000001</dd>');
  });

  it('refreshes itself only while it waits', () => {
    const refresh = '<meta http-equiv="refresh" content="2">';
    expect(resultPage(result('waiting'), [])).toContain(refresh);
    expect(resultPage(result('paid'), [])).not.toContain('http-equiv="refresh"');
    expect(resultPage({ known: 'forged', orderNo: null }, [])).not.toContain(
      'http-equiv="refresh"',
    );
  });

  it('frightens nobody whose address was not signed, says nothing of the payment and leads to the order', () => {
    const orderNo = '202611211200000123456789';
    const html = resultPage({ known: 'forged', orderNo }, waysOn(DEMO, orderNo));
    expect(html).toContain('请在订单中查看付款结果');
    expect(html).toContain(`href="/demo#/orders/${orderNo}?returned=1"`);
    for (const word of ['支付成功', '¥', '签名', '无法', '不正确', '失败', '没有任何变化']) {
      expect(html).not.toContain(word);
    }
    const unnumbered = resultPage({ known: 'forged', orderNo: null }, waysOn(DEMO, null));
    expect(unnumbered).toContain('href="/demo#/orders"');
  });

  it.each<[string, { ordersUrl: string | null; demoShop: boolean }, string[]]>([
    ['the demo shop', DEMO, ['/demo#/orders', '/demo']],
    [
      'the page that is set, also beside the demo shop',
      { ordersUrl: 'https://shop.example/me?tab=1&all', demoShop: true },
      ['https://shop.example/me?tab=1&#38;all'],
    ],
    ['the bare address where there is nothing else', { ordersUrl: null, demoShop: false }, ['/']],
  ])('leads to %s, whatever is known', (_where, shop, links) => {
    const forged = { known: 'forged', orderNo: null } as const;
    for (const known of [result('paid'), result('refunded'), result('waiting'), forged]) {
      const html = resultPage(known, waysOn(shop, null));
      const hrefs = [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => href);
      expect(hrefs).toEqual(links);
    }
  });

  it('shows what is not ours as text', () => {
    const odd = { ...result('paid'), tradeNo: `"><script>alert('1')</script>` };
    const html = resultPage(odd, []);
    expect(html).not.toContain('<script');
    expect(html).toContain('&#34;&#62;&#60;script&#62;alert(&#39;1&#39;)&#60;/script&#62;');
  });
});
