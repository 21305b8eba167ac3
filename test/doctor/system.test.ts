import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EnvReader } from '../../config/env-reader.js';
import { readSettings } from '../../config/settings.js';
import { signNotify } from '../support/notify.js';
import { openShop, type Shop } from '../support/shop.js';

const SECRETS = { METRICS_TOKEN: 'a-token-for-the-figures', QUOTE_SECRET: 'q'.repeat(32) };

let shop: Shop;

beforeAll(async () => {
  shop = await openShop({ ...SECRETS, APPROVE_FROM: '500.00' });
});

afterAll(() => shop.close());

describe('what runs here', () => {
  it('is told to admins, without anything that is secret', async () => {
    const { status, body, text } = await (await shop.operator()).get('/api/v1/system');
    expect(status).toBe(200);
    expect(body.versions.node).toBe(process.version);
    expect(body.processes).toMatchObject([{ kind: 'api', isGone: false }]);
    const setting = (name: string) =>
      body.settings.find((one: { readonly name: string }) => one.name === name);
    expect(setting('APPROVE_FROM')).toMatchObject({ value: '500.00', isSet: true });
    expect(setting('BILL_MAX_MB')).toMatchObject({ value: '256', isSet: false });
    const told = { value: null, isSet: true, isSecret: true };
    for (const name of ['JWT_SECRET', ...Object.keys(SECRETS)]) {
      expect(setting(name)).toEqual({ name, ...told });
    }
    for (const secret of [...Object.values(SECRETS), shop.settings.auth.jwtSecret]) {
      expect(text).not.toContain(secret);
    }
    expect((await (await shop.staff('finance')).get('/api/v1/system')).status).toBe(403);
  });

  it('tells addresses without their name, password and query', () => {
    const env = new EnvReader({ DATABASE_URL: 'mysql://root:p%40ss@db:3306/shop?ssl=key' });
    env.url('DATABASE_URL', 'mysql://a@b', ['mysql']);
    expect(env.inForce()).toMatchObject([{ value: 'mysql://db:3306/shop' }]);
    const all = readSettings({ DATABASE_URL: 'mysql://root:secret@db/shop' }).inForce;
    expect(JSON.stringify(all)).not.toContain('secret@');
  });
});

describe('a message that somebody pasted', () => {
  const diagnose = async (text: string, role: 'viewer' | 'customer' = 'viewer') =>
    (await shop.staff(role)).post('/api/v1/doctor/messages', { text }, { 'accept-language': 'zh' });

  it('verifies, or is told why it does not, and leaves nothing behind', async () => {
    const form = signNotify(shop.keys, {
      out_trade_no: 'X1',
      trade_no: 'T1',
      total_amount: '9.00',
    });
    const genuine = String(new URLSearchParams(form));
    expect((await diagnose(genuine)).body).toEqual({
      kind: 'notify',
      verifies: true,
      isProven: true,
      mistakes: [],
    });
    const changed = await diagnose(genuine.replace('trade_no=T1', 'trade_no=T2'));
    expect(changed.body).toMatchObject({ verifies: false, isProven: false });
    expect(changed.body.mistakes[0]).toMatchObject({ code: 'content-changed' });
    const [row] = await shop.database.query<{ count: string }>(
      'SELECT (SELECT COUNT(*) FROM payment_evidence) + (SELECT COUNT(*) FROM incidents) AS count',
    );
    expect(Number(row?.count)).toBe(0);
  });

  it('is one of 16,384 characters at most, from the staff', async () => {
    expect((await diagnose('a'.repeat(16_385))).status).toBe(400);
    expect((await diagnose('')).status).toBe(400);
    expect((await diagnose('a=b', 'customer')).status).toBe(403);
    expect((await diagnose('hello')).body).toMatchObject({ kind: 'none', verifies: false });
  });
});
