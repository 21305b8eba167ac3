import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer } from '../support/client.js';
import { openShop, type Shop } from '../support/shop.js';
import { makeWorld, type World } from './world.js';

/** A request of an old front end and the answer that its contract promises. */
interface Golden {
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
    readonly text?: string;
    readonly form?: string | Readonly<Record<string, string>>;
  };
  readonly answer: {
    readonly status: number;
    /** The whole JSON body, to the letter; `{"$match": …}` stands for a text that only has a form. */
    readonly body?: unknown;
    /** The whole body as text. */
    readonly text?: string;
    readonly type?: string;
    /** Parts of an HTML page. */
    readonly contains?: readonly string[];
  };
}

const FOLDER = join(import.meta.dirname, '../contracts');
const SHOPS = ['dadashop', 'meiduo', 'luffy'];

let shop: Shop;
let world: World;

beforeAll(async () => {
  shop = await openShop();
  world = await makeWorld(shop);
}, 60_000);

afterAll(() => shop.close());

function named(name: string): string {
  const value = world[name];
  if (typeof value === 'string') return value;
  throw new Error(`a golden file names ${name}, which is no text of the world`);
}

/** Puts the world's values where a golden file names them; `{{x:number}}` alone is a JSON number. */
function filled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(filled);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, filled(member)]));
  }
  if (typeof value !== 'string') return value;
  const number = /^\{\{(\w+):number\}\}$/.exec(value)?.[1];
  if (number !== undefined) return Number(named(number));
  return value.replace(/\{\{(\w+)\}\}/g, (_, name: string) => named(name));
}

/** The same with every `{"$match": form}` turned into a matcher. */
function expected(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(expected);
  if (typeof value !== 'object' || value === null) return value;
  const form = (value as { $match?: string }).$match;
  if (form !== undefined) return new TextOrNumber(new RegExp(form));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, expected(member)]));
}

/** Ids are numbers, links are texts: either is looked at as it is written. */
class TextOrNumber {
  constructor(private readonly form: RegExp) {}

  asymmetricMatch(value: unknown): boolean {
    return (
      (typeof value === 'string' || typeof value === 'number') && this.form.test(String(value))
    );
  }

  toString(): string {
    return `text like ${this.form.source}`;
  }
}

function formOf(form: string | Readonly<Record<string, string>>): Record<string, string> {
  if (typeof form !== 'string') return filled(form) as Record<string, string>;
  return { ...(world[form.slice(2, -2)] as Record<string, string>) };
}

function send({ request }: Golden): Promise<Answer> {
  const { method, path, headers = {}, body, text, form } = request;
  const sending =
    form === undefined
      ? { body: text === undefined ? filled(body) : filled(text) }
      : { form: formOf(form) };
  const given = filled(headers) as Record<string, string>;
  return shop.anybody.send(method, filled(path) as string, { ...sending, headers: given });
}

function golden(folder: string, file: string): Golden {
  return JSON.parse(readFileSync(join(FOLDER, folder, file), 'utf8')) as Golden;
}

describe.each(SHOPS)('%s', (folder) => {
  const files = readdirSync(join(FOLDER, folder)).toSorted();

  it('has golden files that an empty answer would fail', () => {
    for (const file of files) {
      const { body, text, contains } = golden(folder, file).answer;
      const said = [body ?? {}, text ?? '', contains ?? []].map((part) => Object.keys(part).length);
      expect([file, Math.max(...said) > 0]).toEqual([file, true]);
    }
    expect(files.length).toBeGreaterThan(10);
  });

  it.each(files)('%s', async (file) => {
    const { answer, ...rest } = golden(folder, file);
    const got = await send({ answer, ...rest });
    expect({ status: got.status, text: got.text }).toMatchObject({ status: answer.status });
    if (answer.type !== undefined) {
      expect(got.headers.get('content-type')).toMatch(new RegExp(`^${answer.type}`));
    }
    if ('body' in answer) expect(got.body).toEqual(expected(filled(answer.body)));
    if (answer.text !== undefined) expect(got.text).toBe(filled(answer.text));
    for (const part of answer.contains ?? []) expect(got.text).toContain(filled(part));
  });
});

describe('pages of other origins', () => {
  it.each([
    ['PUT', '/payment/status/', 'authorization'],
    ['PATCH', '/order/success/', 'token'],
    ['POST', '/v1/orders/processing/', 'authorization,token'],
  ])('may send %s to %s with %s', async (method, path, headers) => {
    const open = await openShop({ CORS_ORIGINS: 'https://www.example.com' });
    try {
      const preflight = (origin: string) =>
        open.anybody.send('OPTIONS', path, {
          headers: {
            origin,
            'access-control-request-method': method,
            'access-control-request-headers': headers,
          },
        });
      const allowed = await preflight('https://www.example.com');
      expect(allowed.status).toBe(204);
      expect(allowed.headers.get('access-control-allow-origin')).toBe('https://www.example.com');
      expect(allowed.headers.get('access-control-allow-methods')).toContain(method);
      for (const header of headers.split(',')) {
        expect(allowed.headers.get('access-control-allow-headers')).toContain(header);
      }
      const stranger = await preflight('https://evil.example.com');
      expect(stranger.headers.get('access-control-allow-origin')).toBeNull();
    } finally {
      await open.close();
    }
  });

  it('are not served by a shop that is switched off', async () => {
    const open = await openShop({ STOREFRONTS: 'meiduo' });
    try {
      expect((await open.anybody.get('/v1/orders/processing/?status=1')).status).toBe(404);
      expect((await open.anybody.post('/order/pay/')).status).toBe(404);
      expect((await open.anybody.get('/payment/1234567890123456/')).body.code).toBe('4101');
    } finally {
      await open.close();
    }
  });
});
