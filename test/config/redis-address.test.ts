import { describe, expect, it } from '@jest/globals';
import { redisAddress } from '../../config/redis-address.js';
import { readSettings } from '../../config/settings.js';

const NOBODY = { username: '', password: '' };

describe('the address of a Redis', () => {
  it.each([
    ['redis://cache', 'server', 'cache:6379', '', 0, NOBODY, false],
    ['redis://127.0.0.1:6380/3/', 'server', '127.0.0.1:6380', '', 3, NOBODY, false],
    [
      'rediss://shop:a%2Fb%40@[fd00::2]:6380',
      'server',
      'fd00::2:6380',
      '',
      0,
      { username: 'shop', password: 'a/b@' },
      true,
    ],
    [
      'sentinel://:p:w@a:26379,b,[::1]:1/shop/2',
      'sentinel',
      'a:26379 b:26379 ::1:1',
      'shop',
      2,
      { username: '', password: 'p:w' },
      false,
    ],
    ['sentinels://a/mymaster', 'sentinel', 'a:26379', 'mymaster', 0, NOBODY, true],
    ['cluster://a:7000,b:7001', 'cluster', 'a:7000 b:7001', '', 0, NOBODY, false],
    [
      'clusters://shop:pw@a,b/0',
      'cluster',
      'a:6379 b:6379',
      '',
      0,
      { username: 'shop', password: 'pw' },
      true,
    ],
  ])('%s is read', (text, kind, nodes, primary, database, account, isTls) => {
    const address = redisAddress(text);
    const named = address.nodes.map(({ host, port }) => `${host}:${port}`).join(' ');
    expect({ ...address, nodes: named }).toEqual({
      ...account,
      kind,
      nodes,
      primary,
      database,
      isTls,
    });
  });

  it.each([
    ['localhost:6379', 'must be an address with redis://'],
    ['http://cache:6379', 'must be an address with redis://'],
    ['redis:///0', 'must be an address with redis://'],
    ['redis://a:6379,b:6379/0', 'must name one host'],
    ['redis://cache/carts', 'must end with the number of a database'],
    ['redis://cache/0/1', 'must end with the number of a database'],
    ['redis://ca che:6379', 'must name each host'],
    ['redis://cache:0', 'must name each host'],
    ['redis://cache:65536', 'must name each host'],
    ['cluster://a:7000,,b:7001', 'must name each host'],
    ['cluster://a:7000,b:7001/1', 'must name no database'],
    ['sentinel://a:26379,b:26379', "must name the sentinels' primary"],
    ['sentinel://a:26379/shop/carts', 'must end with the number of a database'],
    ['sentinel://a:26379/shop/0/1', 'must be an address with redis://'],
    ['sentinel://a:26379/shop?db=1', 'must be without ? and #'],
    ['cluster://:s%cret@a:7000', 'must write a % as %25'],
  ])('%s is refused, and never repeated', (text, fault) => {
    for (const name of ['REDIS_URL', 'CART_REDIS_URL']) {
      const read = () => readSettings({ NODE_ENV: 'test', [name]: text });
      expect(read).toThrow(`${name} ${fault}`);
      expect(read).not.toThrow(text);
    }
  });
});
