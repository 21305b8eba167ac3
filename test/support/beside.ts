import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readSettings } from '../../config/settings.js';
import { createApi } from '../../src/bootstrap/api.js';
import { Client } from './client.js';
import { freePort } from './ports.js';
import { environmentOf, type Shop } from './shop.js';

type Environment = Record<string, string>;

/** The variables of another process beside a shop's own: on a port of its own, with the same database and simulator. */
export async function environmentBeside(
  shop: Shop,
  more: Readonly<Environment> = {},
  databasePort?: number,
): Promise<Environment> {
  const database = new URL(shop.database.url);
  if (databasePort !== undefined) database.port = String(databasePort);
  return environmentOf({
    port: await freePort(),
    databaseUrl: database.href,
    gatewayUrl: shop.simulator.gatewayUrl,
    keys: shop.keys,
    more,
  });
}

/** The same shop once more, whose way to the database leads through another port; `anybody` is a client of it. */
export async function openBeside(
  shop: Shop,
  more: Readonly<Environment>,
  databasePort: number,
): Promise<{ readonly app: NestFastifyApplication; readonly anybody: Client }> {
  const settings = readSettings(await environmentBeside(shop, more, databasePort));
  const app = await createApi(settings);
  await app.listen(settings.app.port, '127.0.0.1');
  return { app, anybody: new Client(settings.app.publicUrl) };
}
