import { afterAll, describe, expect, it } from '@jest/globals';
import { openArchive } from '../../src/reconciliation/bill-file/bill-archive.js';
import type { BillLine } from '../../src/reconciliation/bill-file/bill-line.js';
import { readTradeBill } from '../../src/reconciliation/bill-file/read-bill.js';
import {
  billZip,
  COLUMNS,
  detailOf,
  FOOT,
  gbk,
  HEAD,
  PAID,
  REFUNDED,
  SUMMARY,
  TestFolder,
  zipOf,
} from './bill-maker.js';

const EXPECTED = { day: '2026-11-20', sellerId: '2088000000000001' };
const MAX_BYTES = 64 * 1024 * 1024;
const folder = new TestFolder();

afterAll(() => folder.remove());

async function read(zip: Buffer, expected: Parameters<typeof readTradeBill>[1] = EXPECTED) {
  const lines: BillLine[] = [];
  const archive = await openArchive(folder.write(zip), MAX_BYTES);
  try {
    const bill = await readTradeBill(archive, expected, (some) => {
      lines.push(...some);
      return Promise.resolve();
    });
    return { ...bill, lines };
  } finally {
    archive.close();
  }
}

const brokenBy = (why: string) => expect.objectContaining({ name: 'BrokenBill', why });

describe('a trade bill', () => {
  it('is read by the names of its columns, to the fen', async () => {
    const { lines, sums } = await read(billZip());
    expect(lines).toEqual([
      {
        lineNo: 1,
        kind: 'payment',
        tradeNo: '2026112022001499160501586202',
        outTradeNo: '202611201200000123456789',
        requestNo: '',
        amount: 20_900,
        receipt: 20_900,
        fee: 125,
        royalty: 0,
        finishedAt: new Date('2026-11-20T04:00:09Z'),
      },
      {
        lineNo: 2,
        kind: 'refund',
        tradeNo: '2026112022001499160501586202',
        outTradeNo: '202611201200000123456789',
        requestNo: 'R1',
        amount: 1_501,
        receipt: 1_501,
        fee: -9,
        royalty: 0,
        finishedAt: new Date('2026-11-20T10:00:00Z'),
      },
    ]);
    expect(sums).toEqual({
      payments: { count: 1, amount: 20_900, receipts: 20_900 },
      refunds: { count: 1, amount: 1_501, receipts: 1_501 },
      fees: 116,
      royalties: 0,
    });
  });

  it('says the same with half-width units, a column more, other places and positive refunds', async () => {
    const { lines } = await read(billZip());
    const columns = ['新的一列', ...COLUMNS.toReversed()].map((name) =>
      name.replace('（元）', '(元)'),
    );
    const positive = { ...REFUNDED, '订单金额（元）': '15.01', '商家实收（元）': '15.01' };
    const other = await read(billZip({ columns, rows: [PAID, positive] }));
    expect(other.lines).toEqual(lines);
  });

  it('has the same digest when it was only made once more', async () => {
    const foot = FOOT.map((line) => line.replace('09:12:33', '10:01:02'));
    const [one, again] = [await read(billZip()), await read(billZip({ foot }))];
    expect(again.digest).toBe(one.digest);
    const fee = { ...PAID, '服务费（元）': '-1.24' };
    const other = await read(billZip({ rows: [fee, REFUNDED], summary: null }));
    expect(other.digest).not.toBe(one.digest);
  });

  it.each([
    ['commas inside quotes', '"红, 白"'],
    ['quotes doubled', '"5"" 屏, ""新"""'],
    ['a line break', '"第一行\r\n第二行"'],
    ['a line break before what looks like a sum', '"第一行\r\n#交易合计：9笔，商家实收共9.00元"'],
    ['a quote in its midst', '5" 屏'],
    ['a formula', '"=HYPERLINK(""http://x"",1)"'],
  ])('holds names of goods with %s', async (_, 商品名称) => {
    const { lines } = await read(billZip({ rows: [{ ...PAID, 商品名称 }, REFUNDED] }));
    expect(lines.map(({ amount }) => amount)).toEqual([20_900, 1_501]);
  });

  it('may have no lines', async () => {
    const foot = [
      '#交易合计：0笔，商家实收共0.00元，商家优惠共0.00元',
      '#退款合计：0笔，商家实收退款共0.00元，商家优惠退款共0.00元',
    ];
    const summary = [...SUMMARY.slice(0, -1), '合计,,0,0,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00'];
    const { lines, sums } = await read(billZip({ rows: [], foot, summary }));
    expect(lines).toEqual([]);
    expect(sums.payments.count).toBe(0);
  });

  it('is anybody’s where no seller is configured', async () => {
    const { head } = await read(billZip(), { ...EXPECTED, sellerId: null });
    expect(head.account).toBe('20880000000000010156');
  });

  it.each([
    ['other-account', { head: HEAD.map((line) => line.replace('00010156', '00020156')) }],
    ['other-day', { head: HEAD.map((line) => line.replace('11月20日', '11月19日')) }],
    ['other-day', { head: HEAD.map((line) => line.replace('11月21日', '11月22日')) }],
    ['not-a-bill', { head: HEAD.slice(0, 1) }],
    ['missing-column', { columns: COLUMNS.filter((name) => !name.startsWith('服务费')) }],
    ['missing-column', { columns: [...COLUMNS, '订单金额(元)'] }],
    ['truncated', { foot: [] }],
    ['truncated', { foot: FOOT.slice(0, 2) }],
    ['sums-differ', { rows: [PAID] }],
    ['sums-differ', { rows: [{ ...PAID, '商家实收（元）': '208.99' }, REFUNDED] }],
    ['sums-differ', { summary: SUMMARY.map((line) => line.replace('192.83', '192.82')) }],
    ['sums-differ', { rows: [{ ...PAID, '服务费（元）': '-1.24' }, REFUNDED] }],
    ['unreadable-line', { rows: [{ ...PAID, '订单金额（元）': '1e9' }, REFUNDED] }],
    ['unreadable-line', { rows: [{ ...PAID, 业务类型: '赠送' }, REFUNDED] }],
    ['unreadable-line', { rows: [{ ...PAID, 完成时间: '2026-02-30 00:00:00' }, REFUNDED] }],
    ['unreadable-line', { rows: ['20261120,交易', REFUNDED] }],
    ['unreadable-line', { rows: [PAID, REFUNDED], foot: [...FOOT, 'a,b'] }],
    ['unreadable-line', { rows: [{ ...PAID, 商户订单号: '9'.repeat(65) }, REFUNDED] }],
  ])('is broken: %s', async (why, parts) => {
    await expect(read(billZip(parts))).rejects.toEqual(brokenBy(why));
  });
});

describe('a hostile file', () => {
  const detail = { name: gbk('业务明细.csv'), content: gbk(detailOf()) };

  it.each([
    ['is a page of errors', Buffer.from('<html>403</html>'), 'not-a-zip'],
    ['is empty', Buffer.alloc(0), 'not-a-zip'],
    ['is cut', billZip().subarray(0, 400), 'truncated'],
    ['is cut at its end', billZip().subarray(0, -30), 'truncated'],
    ['leaves the folder', zipOf([{ ...detail, name: gbk('../业务明细.csv') }]), 'bad-name'],
    ['names a drive', zipOf([{ ...detail, name: gbk('c:\\业务明细.csv') }]), 'bad-name'],
    ['has no lines’ file', zipOf([{ ...detail, name: gbk('说明.txt') }]), 'no-detail'],
    ['has two of them', zipOf([detail, { ...detail, name: gbk('b.csv') }]), 'no-detail'],
    ['has very many files', zipOf(Array.from({ length: 17 }, () => detail)), 'too-big'],
    ['is a bomb', zipOf([{ ...detail, content: Buffer.alloc(8_000_000) }]), 'too-big'],
    ['says that it is huge', zipOf([{ ...detail, statedSize: 4_000_000_000 }]), 'too-big'],
    ['lies about its size', zipOf([{ ...detail, statedSize: 100 }]), 'truncated'],
    ['is encrypted', zipOf([{ ...detail, flags: 1 }]), 'not-a-zip'],
  ])('is refused that %s', async (_, zip, why) => {
    await expect(read(zip)).rejects.toEqual(brokenBy(why));
  });

  it('is refused whose line has no end', async () => {
    const noise = Array.from({ length: 400_000 }, (_, i) => String((i * 7_919) % 99_991)).join('');
    for (const start of ['', '"']) {
      const head = [...HEAD, start + noise].join('\r\n');
      const zip = zipOf([{ ...detail, content: gbk(head) }]);
      await expect(read(zip)).rejects.toEqual(brokenBy('unreadable-line'));
    }
  });

  it('is refused whose bytes are damaged', async () => {
    const zip = billZip();
    zip.fill(0x55, 100, 400);
    await expect(read(zip)).rejects.toEqual(brokenBy('truncated'));
  });
});
