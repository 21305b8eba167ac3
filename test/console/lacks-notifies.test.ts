import { expect, it } from '@jest/globals';
import { lacksNotifies } from '../../web/src/pages/overview/lacks-notifies.js';

it.each<[string, readonly (readonly [string, number])[], boolean]>([
  ['no payment', [], false],
  ['too few payments to tell', [['query', 9]], false],
  ['ten payments without a notify', [['query', 10]], true],
  [
    'as many with a notify as without',
    [
      ['notify', 10],
      ['query', 4],
      ['return', 6],
    ],
    false,
  ],
  [
    'one more without a notify',
    [
      ['notify', 10],
      ['query', 5],
      ['bill', 6],
    ],
    true,
  ],
])('sees of %s whether the notify address is to be looked at', (_what, ways, isLacking) => {
  expect(lacksNotifies(ways.map(([way, count]) => ({ way, count })))).toBe(isLacking);
});
