import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { GatewayStatement } from '../../src/alipay/answer.js';
import { gatewayGuard } from '../../src/alipay/gateway-guard.js';
import { latch } from '../support/latch.js';

const SAID: GatewayStatement = { kind: 'signed', fields: { code: '40004' } };
const SILENCE: GatewayStatement = { kind: 'nothing', reason: 'no answer' };
const NOT_CALLED = {
  kind: 'nothing',
  reason: 'not asked: Alipay has not answered for a while',
} as const;

describe('calls to a slow gateway', () => {
  it('have so many places and no more, and so many wait', async () => {
    const guard = gatewayGuard({ concurrent: 2, waiting: 1 });
    const slow = latch();
    let underWay = 0;
    let most = 0;
    const call = async (): Promise<GatewayStatement> => {
      underWay += 1;
      most = Math.max(most, underWay);
      await slow.opened;
      underWay -= 1;
      return SAID;
    };
    const taken = [guard.run(call), guard.run(call), guard.run(call)];
    const tooMany = { kind: 'nothing', reason: 'not asked: too many calls under way' };
    expect(await guard.run(call)).toEqual(tooMany);
    slow.open();
    expect(await Promise.all(taken)).toEqual([SAID, SAID, SAID]);
    expect(most).toBe(2);
    expect(await guard.run(call)).toEqual(SAID);
  });
});

it('a call that fails otherwise is no silence', async () => {
  const guard = gatewayGuard({ concurrent: 1, waiting: 0 });
  await expect(guard.run(() => Promise.reject(new Error('a fault of ours')))).rejects.toThrow(
    'ours',
  );
  expect(await guard.run(() => Promise.resolve(SAID))).toEqual(SAID);
});

describe('a gateway that does not answer', () => {
  beforeEach(() => void jest.useFakeTimers({ now: new Date('2026-11-21T04:00:00Z') }));
  afterEach(() => void jest.useRealTimers());

  const guarded = () => gatewayGuard({ concurrent: 4, waiting: 4 });
  const answers = (statement: GatewayStatement) => () => Promise.resolve(statement);

  async function callTimes(
    guard: ReturnType<typeof guarded>,
    answered: readonly GatewayStatement[],
  ): Promise<void> {
    for (const statement of answered) await guard.run(answers(statement));
  }

  it('is not asked for two seconds, and then by one call first', async () => {
    const guard = guarded();
    await callTimes(
      guard,
      Array.from({ length: 30 }, () => SILENCE),
    );
    const call = jest.fn(answers(SAID));
    expect(await guard.run(call)).toEqual(NOT_CALLED);
    jest.advanceTimersByTime(1_900);
    expect(await guard.run(call)).toEqual(NOT_CALLED);
    expect(call).not.toHaveBeenCalled();
    jest.advanceTimersByTime(200);
    expect(await guard.run(answers(SILENCE))).toEqual(SILENCE);
    expect(await guard.run(call)).toEqual(NOT_CALLED);
    jest.advanceTimersByTime(2_100);
    expect(await guard.run(call)).toEqual(SAID);
    expect(await guard.run(call)).toEqual(SAID);
  });

  it('is asked on while it answers at least a third of the calls, by a refusal or unsigned', async () => {
    const guard = guarded();
    const unsigned: GatewayStatement = { kind: 'unsigned', fields: { code: '40002' } };
    const some = Array.from({ length: 20 }, () => [SAID, SILENCE, unsigned, SILENCE, SILENCE]);
    await callTimes(guard, some.flat());
    expect(await guard.run(answers(SAID))).toEqual(SAID);
  });

  it('is asked on while no answer verifies: a wrong key must not look like silence', async () => {
    const guard = guarded();
    const unverified: GatewayStatement = { kind: 'unverified', reason: 'wrong key' };
    await callTimes(
      guard,
      Array.from({ length: 100 }, () => unverified),
    );
    expect(await guard.run(answers(unverified))).toEqual(unverified);
  });
});
