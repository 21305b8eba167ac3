import { afterEach, describe, expect, it } from '@jest/globals';
import { processFaults, watched } from '../../scripts/lib/audit/processes.mjs';
import { launch } from '../../scripts/lib/process/processes.mjs';

type Watched = ReturnType<typeof watched>;

const LIVES = 'setInterval(() => undefined, 1000)';

const started: Watched[] = [];

function start(program: string): Watched {
  const one = watched(launch('worker', process.execPath, ['-e', program]));
  started.push(one);
  return one;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.end({ signal: 'SIGKILL' })));
});

describe('a process that ends by itself is told of by the audit', () => {
  it.each([
    ['at its end', 'process.exitCode = 0', 'ended with code 0'],
    ['by an error', 'throw new Error()', 'ended with code 1'],
    ['by a rejection that nobody handles', 'Promise.reject(new Error())', 'ended with code 1'],
    ['by an abort', 'process.abort()', 'ended by SIGABRT'],
  ])('%s', async (_, program, how) => {
    const one = start(program);
    await one.exit;
    expect(await processFaults([one])).toEqual([`worker ${how}, and nobody ended it`]);
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
