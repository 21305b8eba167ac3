import { parseArgs } from 'node:util';
import { UserError } from '../scripts/lib/say.mjs';
import { backlogs } from './backlog.mjs';
import { jobs } from './jobs.mjs';

const known = [...Object.keys(jobs), ...Object.keys(backlogs), 'start'];

export const usage = `npm run bench [-- options]

  --jobs a,b,…     only these: ${known.join(', ')}
  --seconds N      length of each measurement (6)
  --repeat N       repetitions of each, backend and floor in turn (3)
  --connections N  connections that each wait for their answer (32)
  --side NAME      only app or only floor: no ratios
  --no-build       takes dist/ as it is
  --no-latency     leaves out the latency at 70 % of the top rate
  --growth         10 million orders in the tables against 10 thousand (makes them the first time: minutes, some 20 GB)
  --orders N       another number than 10 million
  --write          writes docs/performance.md
`;

const number = (name, text, least) => {
  const value = Number(text);
  if (value >= least) return value;
  throw new UserError(`--${name} must be a number of at least ${least}.\n\n${usage}`);
};

/** The options of a run. Throws UserError for what is not one. */
export function readOptions(args) {
  const { values } = parse(args);
  const wanted = values.jobs?.split(',') ?? known;
  const odd = wanted.find((name) => !known.includes(name));
  if (odd !== undefined) throw new UserError(`There is no job "${odd}".\n\n${usage}`);
  if (!['app', 'floor', undefined].includes(values.side)) throw new UserError(usage);
  return {
    help: values.help,
    jobs: wanted,
    seconds: number('seconds', values.seconds, 0.2),
    repeat: number('repeat', values.repeat, 1),
    connections: number('connections', values.connections, 1),
    side: values.side,
    build: !values['no-build'],
    latency: !values['no-latency'],
    growth: values.growth,
    orders: number('orders', values.orders, 10_000),
    write: values.write,
  };
}

function parse(args) {
  try {
    return parseArgs({
      args,
      options: {
        help: { type: 'boolean', default: false },
        jobs: { type: 'string' },
        seconds: { type: 'string', default: '6' },
        repeat: { type: 'string', default: '3' },
        connections: { type: 'string', default: '32' },
        side: { type: 'string' },
        'no-build': { type: 'boolean', default: false },
        'no-latency': { type: 'boolean', default: false },
        growth: { type: 'boolean', default: false },
        orders: { type: 'string', default: '10000000' },
        write: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UserError(`${error.message}\n\n${usage}`);
  }
}
