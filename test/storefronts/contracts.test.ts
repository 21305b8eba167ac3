import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Sending } from '../support/client.js';
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
    /** Sent as it stands, without any content type. */
    readonly untyped?: string;
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
/** Each shop's contracts, line by line; A0 is what all of A's lines have in common. */
const LINES = {
  dadashop: ['A0', 'A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7'],
  meiduo: ['B1', 'B2', 'C1', 'C2'],
  luffy: ['D1', 'D2', 'D3'],
};

let shop: Shop;
let world: World;

beforeAll(async () => {
  shop = await openShop();
  world = await makeWorld(shop);
});

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

function bodyOf({ body, text, untyped, form }: Golden['request']): Sending {
  if (form !== undefined) return { form: formOf(form) };
  if (untyped !== undefined) return { bytes: Buffer.from(filled(untyped) as string) };
  return { body: filled(text ?? body) };
}

function send({ request }: Golden): Promise<Answer> {
  const { method, path, headers = {} } = request;
  const given = filled(headers) as Record<string, string>;
  return shop.anybody.send(method, filled(path) as string, { ...bodyOf(request), headers: given });
}

function golden(folder: string, file: string): Golden {
  return JSON.parse(readFileSync(join(FOLDER, folder, file), 'utf8')) as Golden;
}

/** Whether an answer is the one that a golden file promises; throws where it is not. */
function expectAnswer(got: Answer, answer: Golden['answer']): void {
  expect({ status: got.status, text: got.text }).toMatchObject({ status: answer.status });
  if (answer.type !== undefined) {
    expect(got.headers.get('content-type')).toMatch(new RegExp(`^${answer.type}`));
  }
  if ('body' in answer) expect(got.body).toEqual(expected(filled(answer.body)));
  if (answer.text !== undefined) expect(got.text).toBe(filled(answer.text));
  for (const part of answer.contains ?? []) expect(got.text).toContain(filled(part));
}

/** Answers with the right status and type that say nothing. */
function emptyAnswers({ status, type = '' }: Golden['answer']): Answer[] {
  const headers = new Headers({ 'content-type': type });
  return ['', null, {}, []].map((body) => ({ status, headers, text: '', body }));
}

describe.each(Object.entries(LINES))('%s', (folder, lines) => {
  const files = readdirSync(join(FOLDER, folder)).toSorted();

  it('has golden files for each line of its contract', () => {
    expect([...new Set(files.map((file) => file.slice(0, 2)))]).toEqual(lines);
  });

  it.each(files)('%s would not pass with an empty answer', (file) => {
    const { answer } = golden(folder, file);
    for (const empty of emptyAnswers(answer))
      expect(() => expectAnswer(empty, answer)).toThrow('expect');
  });

  it.each(files)('%s', async (file) => {
    const { answer, request } = golden(folder, file);
    expectAnswer(await send({ answer, request }), answer);
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
