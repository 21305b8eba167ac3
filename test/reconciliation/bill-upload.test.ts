import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Client } from '../support/client.js';
import { billZipOf } from './bill-maker.js';
import { BillWorld } from './world.js';

const MEGABYTE = 1024 * 1024;

let world: BillWorld;
let finance: Client;
let day: string;

beforeAll(async () => {
  world = await BillWorld.open({ BILL_MAX_MB: '1', ALIPAY_SELLER_ID: '2088000000000001' });
  finance = await world.shop.staff('finance');
  day = world.today();
  world.nextDay();
});

afterAll(() => world.shop.close());

const upload = (client: Client, of: string, bytes: Uint8Array, type = 'application/zip') =>
  client.send('POST', `/api/v1/reconciliations/${of}/bill`, {
    bytes,
    headers: { 'content-type': type },
  });

const slugOf = ({ status, body }: Answer) => [status, String(body.type).split(':').at(-1)];

describe('a bill that was fetched by hand', () => {
  it('is held against the books, and the same again changes nothing', async () => {
    const { status, body } = await upload(finance, day, billZipOf(day));
    expect([status, body]).toMatchObject([200, { day, type: 'trade', state: 'MATCHED' }]);
    const open = await finance.get(`/api/v1/discrepancies?day=${day}`);
    expect(open.body.items).toMatchObject([{ kind: 'missing-here', billAmount: '209.00' }]);
    const before = await world.rows();
    expect((await upload(finance, day, billZipOf(day))).status).toBe(200);
    expect(await world.rows()).toBe(before);
  });

  it('is refused when it is of another day, no zip, too large, or of a day that is not over', async () => {
    const other = billZipOf('2020-02-01');
    expect(slugOf(await upload(finance, day, other))).toEqual([422, 'bill-unusable']);
    const noZip = await upload(finance, day, Buffer.from('no zip'));
    expect(slugOf(noZip)).toEqual([422, 'bill-unusable']);
    expect(noZip.body.fault).toContain('the file is no zip');
    const large = Buffer.alloc(MEGABYTE + 1);
    expect(slugOf(await upload(finance, day, large))).toEqual([413, 'body-too-large']);
    const today = world.today();
    expect(slugOf(await upload(finance, today, billZipOf(today)))).toEqual([404, 'no-such-day']);
    // What was matched once stays so.
    const { body } = await finance.get(`/api/v1/reconciliations/${day}`);
    expect(body).toMatchObject({ state: 'MATCHED', open: 1 });
  });

  it('comes as a zip, from who may have a day done', async () => {
    const support = await world.shop.staff('support');
    expect((await upload(support, day, billZipOf(day))).status).toBe(403);
    expect((await upload(finance, day, Buffer.from('{}'), 'application/json')).status).toBe(400);
    expect((await upload(finance, day, Buffer.from('a'), 'text/plain')).status).toBe(415);
    const elsewhere = await finance.send('POST', '/api/v1/reconciliations', {
      bytes: billZipOf(day),
      headers: { 'content-type': 'application/zip' },
    });
    expect(elsewhere.status).toBe(415);
  });
});
