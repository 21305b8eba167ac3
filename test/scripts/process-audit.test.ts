import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import { processFaults, watched } from '../../scripts/lib/audit/processes.mjs';
import { supervised } from '../../scripts/lib/campaign/supervisor.mjs';
import { launch } from '../../scripts/lib/process/processes.mjs';
import { until } from '../support/until.js';

type Watched = ReturnType<typeof watched>;

const LIVES = 'setInterval(() => undefined, 1000)';

const started: Watched[] = [];

function start(program: string): Watched {
  const options = { stdio: ['ignore', 'ignore', 'pipe'] as const };
  const one = watched(launch('worker', process.execPath, ['-e', program], options));
  started.push(one);
  return one;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.end({ signal: 'SIGKILL' })));
});

describe('a process that ends by itself is told of by the audit', () => {
  it.each([
    ['at its end', 'process.exitCode = 0', 'ended with code 0'],
    ['by an error', 'throw new Error("lost")', 'ended with code 1'],
    ['by a rejection that nobody handles', 'Promise.reject(new Error())', 'ended with code 1'],
    ['by an abort', 'process.abort()', 'ended by SIGABRT'],
  ])('%s', async (_, program, how) => {
    const one = start(program);
    await one.exit;
    const told = await processFaults([one], { mayFailToStart: true });
    expect(told).toEqual([expect.stringContaining(`worker ${how}, and nobody ended it`)]);
  });

  it('with what it said last', async () => {
    const one = start('throw new Error("lost")');
    await once(one.child, 'close');
    expect(await processFaults([one])).toEqual([expect.stringContaining('Error: lost\n')]);
  });

  it('when somebody else ends it', async () => {
    const one = start(LIVES);
    process.kill(one.pid, 'SIGKILL');
    await one.exit;
    expect(await processFaults([one])).toEqual(['worker ended by SIGKILL, and nobody ended it']);
  });

  it('though the run ends it afterwards, as all others', async () => {
    const one = start('throw new Error()');
    await one.exit;
    await one.end();
    expect(await processFaults([one])).toHaveLength(1);
  });

  it('among many that were ended on purpose or still live', async () => {
    const [living, killed, gone] = [start(LIVES), start(LIVES), start('throw new Error()')];
    await killed.end({ signal: 'SIGKILL' });
    await gone.exit;
    expect(await processFaults([living, killed])).toEqual([]);
    expect(await processFaults([living, killed, gone])).toHaveLength(1);
  });
});

const NO_DATABASE = "console.error('DATABASE_URL: the database cannot be reached (ECONNREFUSED)');";

describe('a process that cannot start while its database is away', () => {
  it.each([
    ['has ended as it should', `${NO_DATABASE} process.exitCode = 1`, 0],
    ['is told of when it says more than one line', `${NO_DATABASE} throw new Error()`, 1],
    ['is told of when it ends as if all were well', NO_DATABASE, 1],
  ])('%s', async (_, program, count) => {
    const one = start(program);
    await once(one.child, 'close');
    expect(await processFaults([one], { mayFailToStart: true })).toHaveLength(count);
    expect(await processFaults([one])).toHaveLength(1);
  });
});

describe('a supervisor', () => {
  it('starts a process again that ended by itself, and none that was told to', async () => {
    const programs = ['process.exitCode = 1', LIVES];
    const kept = supervised(() => start(programs.shift() ?? LIVES), { restartAfterMs: 1 });
    await until('it was started again', () => started.length === 2);
    expect(await processFaults(started)).toHaveLength(1);
    await kept.end({ signal: 'SIGKILL' });
    expect(started.map((one) => one.hasEnded())).toEqual([true, true]);
    expect(await processFaults(started)).toHaveLength(1);
    // A step of the event loop later it would have started a third.
    await new Promise((resolve) => setImmediate(resolve));
    expect(started).toHaveLength(2);
  });
});
