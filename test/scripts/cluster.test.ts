import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { longestGap } from '../../scripts/lib/cluster/load.mjs';
import { findProgram } from '../../scripts/lib/process/find-program.mjs';
import { settingsOf } from '../../scripts/lib/servers/haproxy.mjs';

const haproxy = findProgram(['haproxy']);
const describeWithHaproxy = haproxy === undefined ? describe.skip : describe;
const servers = [1, 2, 3].map((number) => ({
  name: `node-${number}`,
  port: 3_300 + number,
  healthPort: 9_300 + number,
}));
const bought = (...times: readonly number[]) => times.map((at) => ({ at }));

describe('the longest time in which nobody bought', () => {
  it.each<[string, readonly number[], number]>([
    ['is between two orders', [1_100, 1_200, 1_900], 700],
    ['is before the first one', [1_800, 1_900], 800],
    ['is after the last one', [1_100, 1_200], 800],
    ['is all of it when nobody did', [], 1_000],
    ['is of the time that is looked at alone', [10, 1_500, 9_000], 500],
  ])('%s', (_, times, gap) => {
    expect(longestGap(bought(...times), 1_000, 2_000)).toBe(gap);
  });
});

describe('what the balancer is told', () => {
  it('leads all to one writer, or to each', () => {
    const one = settingsOf({ port: 3_306, writers: 'one', cutsSessions: true, servers });
    expect(one.match(/ backup$/gm)).toHaveLength(2);
    expect(one).toContain('stick on int(1)');
    expect(one).toContain('on-marked-down shutdown-sessions');
    const all = settingsOf({ port: 3_306, writers: 'all', cutsSessions: false, servers });
    expect(all).not.toMatch(/ backup$|stick|shutdown-sessions/m);
  });
});

describeWithHaproxy('its settings (needs haproxy)', () => {
  it.each(['one', 'all'] as const)('are understood by it, with %s', (writers) => {
    const dir = mkdtempSync(join(tmpdir(), 'alipay-checkout-haproxy-'));
    try {
      const file = join(dir, 'haproxy.cfg');
      writeFileSync(file, settingsOf({ port: 3_306, writers, cutsSessions: true, servers }));
      const { status, stderr } = spawnSync(String(haproxy), ['-c', '-f', file], {
        encoding: 'utf8',
      });
      expect([status, stderr]).toEqual([0, expect.not.stringContaining('ALERT')]);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
