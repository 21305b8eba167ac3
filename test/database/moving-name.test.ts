import { connect, createServer } from 'node:net';
import { expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { readSettings } from '../../config/settings.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { freshDatabase } from '../support/database.js';
import { until } from '../support/until.js';

/** Another address of this machine, at which the same server is reached through a door. */
const ELSEWHERE = '127.0.0.2';

/** How many have come through the door. */
async function openDoor(port: number) {
  let comers = 0;
  const door = createServer((client) => {
    comers += 1;
    const target = connect(port, '127.0.0.1');
    client.pipe(target).pipe(client);
    for (const socket of [client, target]) socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => door.listen(port, ELSEWHERE, resolve));
  return { comers: () => comers, close: () => door.close() };
}

it('connections follow the name of the database to where it moves, though the old server answers', async () => {
  const database = await freshDatabase();
  const url = new URL(database.url);
  const door = await openDoor(Number(url.port));
  url.hostname = 'database.example';
  let address = '127.0.0.1';
  const settings = readSettings({ NODE_ENV: 'test', DATABASE_URL: url.href, DATABASE_POOL: '2' });
  const options = dataSourceOptions(settings.database, (_name, { all }, answer) => {
    if (all === true) answer(null, [{ address, family: 4 }]);
    else answer(null, address, 4);
  });
  const source = await new DataSource(options).initialize();
  try {
    await source.query('SELECT 1');
    expect(door.comers()).toBe(0);
    address = ELSEWHERE;
    await until('a statement goes there', async () => {
      await source.query('SELECT 1');
      return door.comers() > 0;
    });
  } finally {
    await source.destroy();
    door.close();
    await database.drop();
  }
});
