import {
  commitMishaps,
  databaseMishaps,
  diskMishaps,
  receiverMishaps,
  redisMishaps,
} from './mishaps.mjs';

/**
 * What can be done to the servers of this run, of what was chosen.
 *
 * @param {{ faults: ReadonlySet<string>, servers: object, receiver: object, random: () => number }} stage
 * @returns {import('./mishaps.mjs').Mishap[]}
 */
export function mishapsOf({ faults, servers, receiver, random }) {
  const { control, door, disk, redisUrl } = servers;
  return [
    ...(faults.has('database') && control ? databaseMishaps(control) : []),
    ...(faults.has('commits') ? commitMishaps(door, random) : []),
    ...(disk === null ? [] : diskMishaps(disk)),
    ...(faults.has('redis') ? redisMishaps(redisUrl) : []),
    ...(faults.has('webhooks') ? receiverMishaps(receiver) : []),
  ];
}
