import { UserError } from '../say.mjs';
import { DATABASES, REDIS_KINDS } from '../servers/known-servers.mjs';
import { NODE_VERSIONS } from '../servers/node-versions.mjs';

/** The word that asks for encrypted connections to the database and Redis. */
const TLS = 'tls';

/** What one run of the tests is about; what is not named is what `npm test` takes here by itself. */
const AXES = {
  database: Object.keys(DATABASES),
  redis: Object.keys(REDIS_KINDS),
  node: Object.keys(NODE_VERSIONS),
};

/** All names, in the order in which they are joined. */
export const MATRIX_NAMES = [...Object.values(AXES).flat(), TLS];

/**
 * One run of the tests.
 *
 * @typedef {{ database?: string, redis?: string, node?: string, tls?: true }} Row
 */

/**
 * The runs that try all names. Each costs the whole suite, so the first database, the first Redis and the first Node that
 * were named share a run, the second ones the next; TLS goes with the last run.
 *
 * @param {readonly string[]} names none for all
 * @returns {Row[]}
 * @throws {UserError} for a name that is not known
 */
export function rowsOf(names) {
  const unknown = names.find((name) => !MATRIX_NAMES.includes(name));
  if (unknown !== undefined) {
    throw new UserError(`Nothing is called ${unknown}. Known are: ${MATRIX_NAMES.join(', ')}.`);
  }
  const wanted = names.length > 0 ? [...new Set(names)] : MATRIX_NAMES;
  const columns = Object.entries(AXES).map(([axis, known]) => [
    axis,
    wanted.filter((name) => known.includes(name)),
  ]);
  const count = Math.max(1, ...columns.map(([, column]) => column.length));
  return Array.from({ length: count }, (_, index) => {
    const named = columns.filter(([, column]) => index < column.length);
    const row = Object.fromEntries(named.map(([axis, column]) => [axis, column[index]]));
    return wanted.includes(TLS) && index === count - 1 ? { ...row, tls: true } : row;
  });
}

/** What a run is called: its names. @param {Row} row */
export function nameOfRow({ database, redis, node, tls }) {
  return [database, redis, node, tls && TLS].filter(Boolean).join(' ');
}

/**
 * The database whose turn it is on a day: each comes every third day.
 *
 * @param {Date} now
 */
export function databaseOfTheDay(now) {
  const day = Math.floor(now.getTime() / 86_400_000);
  return AXES.database[day % AXES.database.length];
}
