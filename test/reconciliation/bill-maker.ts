import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';

/** GBK's two-byte characters, by the platform's own decoder. */
const PAIRS = Array.from({ length: 0x7e }, (_, lead) =>
  Array.from({ length: 0xbf }, (__, trail) => [lead + 0x81, trail + 0x40] as const),
).flat();
const GBK = new Map(
  PAIRS.map((pair) => [new TextDecoder('gbk').decode(new Uint8Array(pair)), pair] as const).filter(
    ([character]) => character.length === 1 && character !== '\uFFFD',
  ),
);

/** A text in GBK; a character that it does not have becomes a question mark. */
export function gbk(text: string): Buffer {
  const bytes = [...text].flatMap((character) => {
    const code = character.codePointAt(0) ?? 63;
    return code < 128 ? [code] : [...(GBK.get(character) ?? [63])];
  });
  return Buffer.from(bytes);
}

/** A file of a zip; the sizes in its headers may be made to lie. */
export interface ZipFile {
  readonly name: Buffer;
  readonly content: Buffer;
  readonly flags?: number;
  readonly statedSize?: number;
}

/** A zip as Alipay makes it: names in GBK, without the flag for UTF-8. */
export function zipOf(files: readonly ZipFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, flags = 0, statedSize = content.length } of files) {
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(statedSize, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), fields, name, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    const madeBy = Buffer.from([20, 0]);
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002', 'latin1'), madeBy, fields, rest, name]),
    );
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

export const COLUMNS = [
  '支付宝交易号',
  '商户订单号',
  '业务类型',
  '商品名称',
  '创建时间',
  '完成时间',
  '门店编号',
  '门店名称',
  '操作员',
  '终端号',
  '对方账户',
  '订单金额（元）',
  '商家实收（元）',
  '支付宝红包（元）',
  '集分宝（元）',
  '支付宝优惠（元）',
  '商家优惠（元）',
  '券核销金额（元）',
  '券名称',
  '商家红包消费金额（元）',
  '卡消费金额（元）',
  '退款批次号/请求号',
  '服务费（元）',
  '分润（元）',
  '备注',
];

/** What stands in a row by the column's whole name. */
export type Row = Readonly<Record<string, string>>;

export const PAID: Row = {
  支付宝交易号: '2026112022001499160501586202\t',
  商户订单号: '202611201200000123456789\t',
  业务类型: '交易',
  商品名称: '安踏A红色',
  创建时间: '2026-11-20 12:00:00',
  完成时间: '2026-11-20 12:00:09',
  对方账户: '*小明(138****0000)',
  '订单金额（元）': '209.00',
  '商家实收（元）': '209.00',
  '服务费（元）': '-1.25',
  '分润（元）': '0.00',
};

export const REFUNDED: Row = {
  ...PAID,
  业务类型: '退款',
  完成时间: '2026-11-20 18:00:00',
  '订单金额（元）': '-15.01',
  '商家实收（元）': '-15.01',
  '退款批次号/请求号': 'R1',
  '服务费（元）': '0.09',
};

export const HEAD = [
  '#支付宝业务明细查询',
  '#账号：[20880000000000010156]',
  '#起始日期：[2026年11月20日 00:00:00]   终止日期：[2026年11月21日 00:00:00]',
  '#-----------------------------------------业务明细列表----------------------------------------',
];

export const FOOT = [
  '#-----------------------------------------业务明细列表结束------------------------------------',
  '#交易合计：1笔，商家实收共209.00元，商家优惠共0.00元',
  '#退款合计：1笔，商家实收退款共-15.01元，商家优惠退款共0.00元',
  '#导出时间：[2026年11月21日 09:12:33]',
];

export const SUMMARY = [
  '#支付宝业务汇总查询',
  ...HEAD.slice(1, 3),
  '门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）',
  '合计,,1,1,193.99,193.99,0.00,0.00,0.00,-1.16,0.00,192.83',
];

/** What is in a bill's zip; each part may be another one. */
export interface BillParts {
  readonly head?: readonly string[];
  readonly columns?: readonly string[];
  readonly rows?: readonly (Row | string)[];
  readonly foot?: readonly string[];
  readonly summary?: readonly string[] | null;
}

/** The text of a bill's detail. */
export function detailOf(parts: BillParts = {}): string {
  const { head = HEAD, columns = COLUMNS, rows = [PAID, REFUNDED], foot = FOOT } = parts;
  const lines = rows.map((row) =>
    typeof row === 'string'
      ? row
      : columns.map((name) => row[name.replace('(元)', '（元）')] ?? '').join(','),
  );
  return [...head, columns.join(','), ...lines, ...foot, ''].join('\r\n');
}

const NAME = '20880000000000010156_20261120_业务明细';

/** A bill's zip. */
export function billZip(parts: BillParts = {}): Buffer {
  const { summary = SUMMARY } = parts;
  const detail = { name: gbk(`${NAME}.csv`), content: gbk(detailOf(parts)) };
  if (summary === null) return zipOf([detail]);
  const content = gbk([...summary, ''].join('\r\n'));
  return zipOf([detail, { name: gbk(`${NAME}(汇总).csv`), content }]);
}

/** A folder for files of a test. */
export class TestFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'bill-test-'));
  private count = 0;

  /** Writes a file and answers its path. */
  write(content: Buffer): string {
    this.count += 1;
    const path = join(this.path, `${this.count}.zip`);
    writeFileSync(path, content);
    return path;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** The zip of a day (2026-11-20) with one payment that nobody here knows. */
export function billZipOf(day: string, tradeNo = '2026112022001499160501586202'): Buffer {
  const [year, month, date] = day.split('-');
  const said = `${year}年${month}月${date}日`;
  const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  const [nextYear, nextMonth, nextDate] = next.split('-');
  const nextSaid = `${nextYear}年${nextMonth}月${nextDate}日`;
  const head = HEAD.map((line) =>
    line.replace('2026年11月20日', said).replace('2026年11月21日', nextSaid),
  );
  const row = {
    ...PAID,
    支付宝交易号: `${tradeNo}\t`,
    商户订单号: `X${tradeNo}\t`,
    创建时间: `${day} 12:00:00`,
    完成时间: `${day} 12:00:09`,
  };
  const foot = [
    FOOT[0] ?? '',
    FOOT[1] ?? '',
    '#退款合计：0笔，商家实收退款共0.00元，商家优惠退款共0.00元',
  ];
  return billZip({ head, rows: [row], foot, summary: null });
}
