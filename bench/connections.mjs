/** Making orders with few connections and with many. */
import { say } from '../scripts/lib/say.mjs';
import { jobs } from './jobs.mjs';
import { measureSides } from './measure.mjs';

const NUMBERS = [1, 8, 128, 512];

/** What backend and floor do at each number of connections, once. */
export async function measureConnections(stage, all, world, options) {
  const sides = all.filter(({ name }) => name === 'app' || name === 'floor');
  const results = [];
  for (const connections of sides.length < 2 ? [] : NUMBERS) {
    const load = { ...options, connections, latency: false };
    const found = await measureSides(stage, sides, world, jobs.create, load);
    const rows = Object.fromEntries(sides.map(({ name }, at) => [name, { top: [found[at].top] }]));
    const rates = sides.map(({ name }, at) => `${name} ${found[at].top.rate.toFixed(0)}/s`);
    say(`${connections} connections: ${rates.join(', ')}`);
    results.push({ connections, rows });
  }
  return results;
}
