import { Problem } from '../kernel/problem.js';

/** What somebody hears who asks for an order that is not there, or not theirs. */
export function noSuchOrder(): Problem {
  return new Problem('no-such-order');
}
