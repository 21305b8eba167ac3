import { UserError } from '../say.mjs';

/** What can go wrong in a campaign, and what each name stands for. */
export const FAULT_NAMES = {
  alipay: 'notifies lost, doubled, late; answers lost, unsigned, of other texts',
  workers: 'one of two workers killed every four seconds',
  apis: 'one of two APIs behind a balancer killed every seventeen',
  database: 'killed, restarted, frozen',
  commits: 'connections cut in the middle of a commit',
  disk: 'no room on the disk of the servers',
  redis: 'emptied, frozen, refusing by password',
  clock: 'processes whose clocks are ten minutes fast or slow',
  forged: 'forged and tampered notifies',
  webhooks: 'a receiver of events that dies',
  repeats: 'buyers who ask again, and twice at once, with the same key',
};

/**
 * The faults of a list such as `alipay,database`, or `all`.
 *
 * @param {string} text
 * @returns {ReadonlySet<string>}
 * @throws {UserError} for another name
 */
export function chosenFaults(text) {
  if (text === 'all') return new Set(Object.keys(FAULT_NAMES));
  const names = text.split(',').filter(Boolean);
  const unknown = names.find((name) => !Object.hasOwn(FAULT_NAMES, name));
  if (unknown === undefined) return new Set(names);
  const known = Object.entries(FAULT_NAMES).map(([name, words]) => `  ${name}: ${words}`);
  throw new UserError(`There is no fault "${unknown}". There are:\n${known.join('\n')}`);
}
