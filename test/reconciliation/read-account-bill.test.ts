import { afterAll, describe, expect, it } from '@jest/globals';
import type { AccountLine } from '../../src/reconciliation/bill-file/account-line.js';
import { openArchive } from '../../src/reconciliation/bill-file/bill-archive.js';
import { readAccountBill } from '../../src/reconciliation/bill-file/read-bill.js';
import { gbk, TestFolder, zipOf } from './bill-maker.js';

const EXPECTED = { day: '2026-11-20', sellerId: '2088000000000001' };
const folder = new TestFolder();

afterAll(() => folder.remove());

const COLUMNS =
  '账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注';
const TRADE = '2026112022001499160501586202\t,202611201200000123456789\t,安踏A红色';
const ROWS = [
  `1\t,${TRADE},2026-11-20 12:00:09,*小明,209.00,0.00,1209.00,支付宝,在线支付,`,
  `2\t,${TRADE},2026-11-20 12:00:09,,,-1.25,1207.75,支付宝,收费,服务费`,
  `3\t,${TRADE},2026-11-20 18:00:00,*小明,0.00,-15.01,1192.74,支付宝,交易退款,`,
  '4,B4,,,2026-11-20 20:00:00,,0.00,-1000.00,192.74,支付宝,提现,"到, 银行"',
];
const FOOT = [
  '#-----------------------------------------账务明细列表结束------------------------------------',
  '#支出合计：3笔，共-1016.26元',
  '#收入合计：1笔，共209.00元',
  '#导出时间：[2026年11月21日 09:12:33]',
];

interface Parts {
  readonly columns?: string;
  readonly rows?: readonly string[];
  readonly foot?: readonly string[];
  readonly account?: string;
}

async function read({ columns = COLUMNS, rows = ROWS, foot = FOOT, ...rest }: Parts = {}) {
  const head = [
    '#支付宝账务明细查询',
    `#账号：[${rest.account ?? '20880000000000010156'}]`,
    '#起始日期：[2026年11月20日 00:00:00]   终止日期：[2026年11月21日 00:00:00]',
    '#-----------------------------------------账务明细列表------------------------------------',
  ];
  const content = gbk([...head, columns, ...rows, ...foot, ''].join('\r\n'));
  const zip = zipOf([{ name: gbk('20880000000000010156_20261120_账务明细.csv'), content }]);
  const lines: AccountLine[] = [];
  const archive = await openArchive(folder.write(zip), 1e6);
  try {
    const bill = await readAccountBill(archive, EXPECTED, (some) => {
      lines.push(...some);
      return Promise.resolve();
    });
    return { ...bill, lines };
  } finally {
    archive.close();
  }
}

const changed = (place: number, from: string, to: string) =>
  ROWS.map((row, i) => (i === place ? row.replace(from, to) : row));
const brokenBy = (why: string) => expect.objectContaining({ name: 'BrokenBill', why });

describe("the account's log", () => {
  it('is read to the fen, from the balance before the day to the one after it', async () => {
    const { lines, sums } = await read();
    expect(lines).toMatchObject([
      { lineNo: 1, kind: 'payment', income: 20_900, outlay: 0, balance: 120_900 },
      { lineNo: 2, kind: 'fee', income: 0, outlay: 125, balance: 120_775 },
      { lineNo: 3, kind: 'refund', income: 0, outlay: 1_501, balance: 119_274 },
      { lineNo: 4, kind: 'other', outlay: 100_000, balance: 19_274, outTradeNo: '' },
    ]);
    expect(lines[0]).toMatchObject({
      flowNo: '1',
      tradeNo: '2026112022001499160501586202',
      outTradeNo: '202611201200000123456789',
      happenedAt: new Date('2026-11-20T04:00:09Z'),
    });
    expect(sums).toEqual({
      income: { count: 1, sum: 20_900 },
      outlay: { count: 3, sum: 101_626 },
      opening: 100_000,
      closing: 19_274,
      broken: null,
    });
  });

  it('says the same with its newest line first, half-width units and outlays without a minus', async () => {
    const { sums } = await read();
    const columns = COLUMNS.replaceAll('（', '(').replaceAll('）', ')');
    const rows = changed(2, '-15.01', '15.01').toReversed();
    expect((await read({ columns, rows })).sums).toEqual(sums);
  });

  it.each([
    ['in its order', (rows: string[]) => rows],
    ['newest first', (rows: string[]) => rows.toReversed()],
  ])('names the first balance that does not follow, %s', async (_, ordered) => {
    const rows = [...ROWS.slice(0, 3), '4,B4,,,2026-11-20 20:00:00,,,-1000.00,192.75,,提现,'];
    expect((await read({ rows: ordered(rows) })).sums).toMatchObject({
      opening: 100_000,
      closing: 19_275,
      broken: { flowNo: '4', expected: 19_274, balance: 19_275 },
    });
  });

  it('has a balance below nothing', async () => {
    const rows = ['1,B1,,,2026-11-20 20:00:00,,0.00,-3.00,-2.00,,转账,'];
    const foot = ['#支出合计：1笔，共-3.00元', '#收入合计：0笔，共0.00元'];
    expect((await read({ rows, foot })).sums).toMatchObject({ opening: 100, closing: -200 });
  });

  it.each<[string, string, Parts]>([
    ['another seller’s', 'other-account', { account: '20889999999999990156' }],
    ['without balances', 'missing-column', { columns: COLUMNS.replace('账户余额', '余额') }],
    ['with an empty balance', 'unreadable-line', { rows: changed(1, '1207.75', '') }],
    ['cut below its lines', 'truncated', { foot: [] }],
    ['a line short', 'sums-differ', { rows: ROWS.slice(0, 3) }],
    ['a fen off', 'sums-differ', { rows: changed(0, '209.00', '209.01') }],
  ])('cannot be used when it is %s', async (_, why, parts) => {
    await expect(read(parts)).rejects.toEqual(brokenBy(why));
  });
});
