import { comeBack, freeze, otherThan, split, writerOf } from '../cluster/galera-faults.mjs';

/**
 * What happens to the nodes of a cluster, which are one again after each.
 *
 * @param {readonly import('../servers/galera.mjs').GaleraNode[]} nodes
 * @param {import('../audit/books.mjs').Query} query asks through the balancer, on a new connection
 * @returns {import('./mishaps.mjs').Mishap[]}
 */
export function galeraMishaps(nodes, query) {
  const writer = () => writerOf({ nodes, query });
  const other = async () => otherThan(nodes, await writer());
  const restart = async (choose, how) => {
    const node = await choose();
    await node.kill();
    how?.(node);
    await comeBack(node, nodes);
  };
  return [
    { name: 'writer killed', work: () => restart(writer) },
    { name: 'another node killed and sent the whole state', work: () => restart(other, emptied) },
    { name: 'writer frozen', work: () => freeze(nodes, writer) },
    { name: 'another node frozen', work: () => freeze(nodes, other) },
    { name: 'writer cut off', work: () => split(nodes, writer) },
  ];
}

const emptied = (node) => node.empty();
