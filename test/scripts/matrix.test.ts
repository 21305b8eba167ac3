import { describe, expect, it } from '@jest/globals';
import {
  databaseOfTheDay,
  MATRIX_NAMES,
  nameOfRow,
  rowsOf,
} from '../../scripts/lib/matrix/rows.mjs';
import { withRun } from '../../scripts/lib/matrix/support-table.mjs';
import { databaseArguments } from '../../scripts/lib/servers/images.mjs';

describe('the runs of the matrix', () => {
  it.each<[string, string[], string[]]>([
    [
      'all names, joined in as few runs as databases',
      [],
      ['mysql-9.7 redis-8 node-22', 'mariadb-11.8 valkey-9 node-24', 'mariadb-10.11 tls'],
    ],
    ['one name', ['valkey-9'], ['valkey-9']],
    ['one of each, in whatever order', ['node-24', 'mysql-9.7'], ['mysql-9.7 node-24']],
    [
      'more of one than of the others',
      ['redis-8', 'mysql-9.7', 'valkey-9'],
      ['mysql-9.7 redis-8', 'valkey-9'],
    ],
    ['a name twice', ['redis-8', 'redis-8'], ['redis-8']],
    ['TLS alone', ['tls'], ['tls']],
    ['TLS with the last', ['tls', 'redis-8', 'valkey-9'], ['redis-8', 'valkey-9 tls']],
  ])('%s', (_, names, runs) => {
    expect(rowsOf(names).map(nameOfRow)).toEqual(runs);
  });

  it.each(['mysql-5.7', 'toString', '--file', 'Node-22'])('none is called %s', (name) => {
    expect(() => rowsOf([name])).toThrow(`Nothing is called ${name}. Known are: mysql-9.7, `);
  });

  it('leave no name out', () => {
    const tried = rowsOf([]).flatMap((row) => nameOfRow(row).split(' '));
    expect(tried.toSorted()).toEqual(MATRIX_NAMES.toSorted());
  });

  it('take every database by turns, one a day', () => {
    const days = ['2026-12-01T00:00:00Z', '2026-12-02T23:59:59Z', '2026-12-03T12:00:00Z'];
    const databases = days.map((day) => String(databaseOfTheDay(new Date(day))));
    expect(databases.toSorted()).toEqual(['mariadb-10.11', 'mariadb-11.8', 'mysql-9.7']);
    expect(databaseOfTheDay(new Date('2026-12-04T01:00:00Z'))).toBe(databases[0]);
  });
});

describe('what docs/support.md tells', () => {
  const empty = [
    '# Support',
    '<!-- matrix: written by `npm run matrix` -->',
    '<!-- matrix: end -->',
    'The rest.',
  ].join('\n\n');
  const told = (name: string, failed: number, skipped = 0) => ({
    date: '2026-12-01',
    name,
    versions: { database: 'MySQL 9.7.4', redis: 'Redis 8.0.2', node: 'v22.23.5', isTls: false },
    counts: { passed: 3_000, failed, skipped },
    took: '9 min 2 s',
  });
  const rowsIn = (text: string) => text.split('\n').filter((line) => line.startsWith('| 2026'));

  it('is one line a run, by its names', () => {
    const text = withRun(withRun(empty, told('b', 0, 2)), told('a', 1));
    expect(rowsIn(text)).toEqual([
      '| 2026-12-01 | a | MySQL 9.7.4 | Redis 8.0.2 | v22.23.5 | 3000 passed, 1 failed | 9 min 2 s |',
      '| 2026-12-01 | b | MySQL 9.7.4 | Redis 8.0.2 | v22.23.5 | 3000 passed, 0 failed, 2 skipped | 9 min 2 s |',
    ]);
    expect(text).toMatch(/^# Support\n/);
    expect(text).toMatch(/<!-- matrix: end -->\n\nThe rest\.$/);
  });

  it('takes the place of what the same names had', () => {
    const first = withRun(withRun(empty, told('a', 1)), told('b', 0));
    expect(rowsIn(withRun(first, told('a', 0)))).toEqual(rowsIn(first).map(sinceMended));
  });

  it('is written nowhere where the markers are gone', () => {
    expect(() => withRun('# Support', told('a', 0))).toThrow('docs/support.md lacks');
  });
});

const sinceMended = (line: string) => line.replace('1 failed', '0 failed');

it.each([
  ['mysql-9.7', 'mysql:9.7', 'MYSQL_ROOT_PASSWORD=x', true],
  ['mariadb-11.8', 'mariadb:11.8', 'MARIADB_ROOT_PASSWORD=x', false],
])('%s in a container is %s, and told %s', (name, image, variable, isMySql) => {
  const told = databaseArguments(name, 'x');
  expect(told.image).toBe(image);
  expect(told.options).toContain(variable);
  expect(told.command.includes('--mysqlx=OFF')).toBe(isMySql);
});
