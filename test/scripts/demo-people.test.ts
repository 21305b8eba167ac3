import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { People } from '../../scripts/lib/demo-data/people.mjs';

let server: Server;
let statuses: number[];
let asked: number;

beforeAll(async () => {
  server = createServer((_, response) => {
    asked += 1;
    response.statusCode = statuses.shift() ?? 200;
    response.end(JSON.stringify({ asked }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  asked = 0;
});

const nobody = () =>
  new People(`http://127.0.0.1:${(server.address() as AddressInfo).port}`).as(null);

describe('the people of the demo data', () => {
  it('ask again what a shop under load could not answer', async () => {
    statuses = [503];
    expect(await nobody().post('/api/v1/orders')).toEqual({ asked: 2 });
  });

  it.each([409, 500])('take an answer of %d as it is', async (status) => {
    statuses = [status, status];
    await expect(nobody().post('/api/v1/orders')).rejects.toMatchObject({ status });
    expect(asked).toBe(1);
  });
});
