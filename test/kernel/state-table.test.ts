import { describe, expect, it } from '@jest/globals';
import { nextState, type StateTable } from '../../src/kernel/state-table.js';
import { faultsOfTable } from '../support/table-faults.js';

const LAMP: StateTable<'OFF' | 'ON' | 'BROKEN', 'press' | 'drop'> = {
  OFF: { press: 'ON', drop: 'BROKEN' },
  ON: { press: 'OFF', drop: 'BROKEN' },
  BROKEN: {},
};

describe('a state table', () => {
  it('answers the next state, or null for a refused event', () => {
    expect(nextState(LAMP, 'OFF', 'press')).toBe('ON');
    expect(nextState(LAMP, 'BROKEN', 'press')).toBeNull();
  });

  it('finds states that nothing reaches and targets that do not exist', () => {
    expect(faultsOfTable(LAMP, 'OFF')).toEqual({ unreachable: [], unknown: [] });
    expect(faultsOfTable(LAMP, 'BROKEN').unreachable).toEqual(['OFF', 'ON']);
    const odd = { A: { go: 'C' }, B: {} } as unknown as StateTable<'A' | 'B', 'go'>;
    expect(faultsOfTable(odd, 'A')).toEqual({ unreachable: ['B'], unknown: ['C'] });
  });
});
