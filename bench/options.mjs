import { parseArgs } from 'node:util';
import { UserError } from '../scripts/lib/say.mjs';
import { backlogs } from './backlog.mjs';
import { jobs } from './jobs.mjs';
import { moreSideNames, sideNames } from './sides.mjs';

const others = ['connections', 'abandoned', 'idle', 'start'];
const known = [...Object.keys(jobs), ...Object.keys(backlogs), ...others];
/** For every day, in four minutes: what was not asked for otherwise. */
const QUICK = {
  seconds: '1.4',
  repeat: '1',
  warm: '3',
  side: 'app,worker,procedures',
  jobs: 'create,dadashop,native,checkout,notify,relay,webhooks,sweep,abandoned,idle',
};

export const usage = `npm run bench [-- options]

  --jobs a,b,…     only these: ${known.join(', ')}
  --seconds N      length of each measurement (6)
  --warm N         most seconds until its rate is level (15)
  --quick          four minutes: fewer jobs, once, no latency, and not the floor of seven trips
  --soak MINUTES   orders and notifies at 70 % of the top rate for so long, and nothing else
  --repeat N       repetitions of each, backend and floor in turn (3)
  --connections N  connections that each wait for their answer (32)
  --side a,b,…     only these: app, worker, floor, procedures; beside them traced (the backend with traces on), and
                   before (see --before)
  --before FOLDER  the side before is another built copy of this repository
  --no-build       takes dist/ as it is
  --no-latency     leaves out the latency at 70 % of the top rate
  --growth         10 million orders in the tables against 10 thousand (makes them the first time: minutes, some 25 GB)
  --orders N       another number than 10 million
  --write          writes docs/performance.md
`;

const DEFAULTS = { seconds: '6', repeat: '3', warm: '15' };

const number = (name, text, least) => {
  const value = Number(text);
  if (value >= least) return value;
  throw new UserError(`--${name} must be a number of at least ${least}.\n\n${usage}`);
};

/** The options of a run. Throws UserError for what is not one. */
export function readOptions(args) {
  const given = parse(args).values;
  const values = { ...DEFAULTS, ...(given.quick ? QUICK : {}), ...given };
  const wanted = values.jobs?.split(',') ?? known;
  const odd = wanted.find((name) => !known.includes(name));
  if (odd !== undefined) throw new UserError(`There is no job "${odd}".\n\n${usage}`);
  const sides = values.side?.split(',') ?? sideNames;
  const knownSides = [...sideNames, ...moreSideNames];
  if (sides.some((name) => !knownSides.includes(name))) throw new UserError(usage);
  if (sides.includes('before') && values.before === undefined) throw new UserError(usage);
  return {
    help: values.help,
    jobs: wanted,
    seconds: number('seconds', values.seconds, 0.2),
    repeat: number('repeat', values.repeat, 1),
    connections: number('connections', values.connections, 1),
    sides,
    before: values.before,
    warmSeconds: number('warm', values.warm, 0.2),
    soakMinutes: values.soak === undefined ? 0 : number('soak', values.soak, 0.1),
    build: !values['no-build'],
    latency: !values['no-latency'] && !values.quick,
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
        seconds: { type: 'string' },
        repeat: { type: 'string' },
        warm: { type: 'string' },
        soak: { type: 'string' },
        quick: { type: 'boolean' },
        connections: { type: 'string', default: '32' },
        side: { type: 'string' },
        before: { type: 'string' },
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
