import { galeraMishaps } from './galera-mishaps.mjs';
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
 * @param {{ faults: ReadonlySet<string>, servers: object, receiver: object, query: import('../audit/books.mjs').Query,
 *   tables: import('./tables.mjs').TableKeeper, random: () => number }} stage
 * @returns {import('./mishaps.mjs').Mishap[]}
 */
export function mishapsOf({ faults, servers, receiver, query, tables, random }) {
  const { control, door, disk, redisUrl } = servers;
  return [
    ...(faults.has('database') ? mishapsOfDatabase(servers, query) : []),
    ...(faults.has('commits') ? commitMishaps(door, random) : []),
    ...(disk === null ? [] : diskMishaps(disk, control, tables)),
    ...(faults.has('redis') ? redisMishaps(redisUrl) : []),
    ...(faults.has('webhooks') ? receiverMishaps(receiver) : []),
  ];
}

function mishapsOfDatabase({ control, nodes }, query) {
  if (nodes.length > 0) return galeraMishaps(nodes, query);
  return control ? databaseMishaps(control) : [];
}
