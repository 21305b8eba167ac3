import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { environmentOf, openShop, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

const LOGIN = '/api/v1/auth/login';
const TYPED = 'typed by nobody else';

interface Entry {
  readonly action: string;
  readonly via: string;
  readonly role: string;
  readonly address: string | null;
  readonly state_before: string | null;
  readonly state_after: string | null;
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

let shop: Shop;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  shop = await openShop();
  const { settings, database, simulator, keys } = shop;
  const { gatewayUrl } = simulator;
  const own = { port: settings.app.port, databaseUrl: database.url, gatewayUrl, keys };
  env = { ...process.env, ...environmentOf({ ...own, more: { LOG_LEVEL: 'debug' } }) };
});
afterAll(() => shop.close());

/** What a program says until it ends; `each` is told of all of it as it comes. */
function ended(child: ChildProcess, each: (all: string) => void = () => undefined): Promise<Ended> {
  let [out, err] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => each((out += text)));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

/** `npm run admin -- …` without a terminal, as a script calls it. */
function admin(...args: string[]): Promise<Ended> {
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  return ended(spawn(process.execPath, ['scripts/admin.mjs', ...args], { env, stdio: [...stdio] }));
}

const passwordIn = ({ out }: Ended) => /Password: (\S+)/.exec(out)?.[1] ?? '';

const login = (username: string, password: string) =>
  shop.anybody.post(LOGIN, { username, password });

const entries = (name: string) =>
  shop.database.query<Entry>(
    `SELECT a.action, a.via, a.role, a.address, a.state_before, a.state_after
     FROM audit_log a JOIN users u ON u.public_id = a.object_id AND a.via = 'cli'
     WHERE u.username = ? ORDER BY a.id`,
    [name],
  );

describe('npm run admin', () => {
  it('makes an admin with a password that is told once and signs in', async () => {
    const made = await admin('create', 'first', '--generate');
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toMatch(/^first is admin\. Password: [\w-]{20} /);
    const { status, body } = await login('first', passwordIn(made));
    expect([status, body.user?.role]).toEqual([200, 'admin']);
    const [entry] = await entries('first');
    expect(entry).toMatchObject({ action: 'person.create', via: 'cli', role: 'cli' });
    expect(JSON.parse(entry?.state_after ?? '')).toEqual({ username: 'first', role: 'admin' });
    const everything = await shop.database.query('SELECT * FROM audit_log');
    expect(JSON.stringify(everything)).not.toContain(passwordIn(made));
  });

  it('lists, gives a role, disables, enables and makes another password, each in the audit log', async () => {
    const made = await admin('create', 'second', '--role', 'support');
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^second is support\./) });
    expect((await admin('role', 'second', 'finance')).out).toBe('second is finance.\n');
    expect((await login('second', passwordIn(made))).body.user.role).toBe('finance');
    expect(await admin('disable', 'second')).toMatchObject({ code: 0, err: '' });
    expect((await login('second', passwordIn(made))).status).toBe(401);
    expect((await admin('list')).out).toContain('second\tfinance\tdisabled\n');
    expect((await admin('enable', 'second')).out).toBe('second may sign in.\n');
    const reset = await admin('reset-password', 'second');
    expect((await login('second', passwordIn(made))).status).toBe(401);
    expect((await login('second', passwordIn(reset))).status).toBe(200);
    const told = await entries('second');
    expect(told.map(({ action, via }) => `${via} ${action}`)).toEqual([
      'cli person.create',
      'cli person.change',
      'cli person.change',
      'cli person.change',
      'cli person.reset-password',
    ]);
    expect(JSON.parse(told[1]?.state_before ?? '').role).toBe('support');
  });

  const REFUSED: readonly (readonly [readonly string[], string])[] = [
    [['create', 'third', '--password', 'on the command line'], 'Usage: npm run admin'],
    [['create'], 'Usage: npm run admin'],
    [['rename', 'first'], 'Usage: npm run admin'],
    [['role', 'first', 'emperor'], 'Usage: npm run admin'],
    [['create', 'fourth', '--role', 'customer'], 'Usage: npm run admin'],
    [['reset-factor', 'first'], 'no-second-factor: There is no second factor.'],
    [['disable', 'nobody'], 'no-such-person: There is no such person.'],
    [['create', 'first', '--generate'], 'username-taken: The user name is taken.'],
    [['disable', 'first'], 'last-admin: There must be one admin at least.'],
  ];

  describe('that is refused', () => {
    let answers: Ended[];

    // All at once: what takes the time is that each starts.
    beforeAll(async () => {
      answers = await Promise.all(REFUSED.map(([args]) => admin(...args)));
    });

    it.each(REFUSED.map(([args, why], place) => ({ args, why, place })))(
      '$args ends with 1 and says why',
      ({ why, place }) => {
        const { code, out, err } = answers[place]!;
        expect([code, out]).toEqual([1, '']);
        expect(err).toContain(why);
        expect(err).not.toMatch(/on the command line|^\s+at /m);
      },
    );
  });
});

const hasTerminals = existsSync('/usr/bin/script') && process.platform === 'linux';

(hasTerminals ? describe : describe.skip)('npm run admin on a terminal', () => {
  it('asks for the password, and shows nothing of it', async () => {
    const command = `${process.execPath} scripts/admin.mjs create typist`;
    const child = spawn('/usr/bin/script', ['-qec', command, '/dev/null'], { env });
    let all = '';
    const end = ended(child, (text) => (all = text));
    await until('it asks', () => all.includes('Password (empty'));
    child.stdin?.write(`${TYPED}x\u007f\r`);
    const { code, out } = await end;
    expect(code).toBe(0);
    expect(out).toContain('typist is admin.');
    expect(out).not.toContain(TYPED);
    expect(out).not.toContain('Password: ');
    expect((await login('typist', TYPED)).status).toBe(200);
  });
});
