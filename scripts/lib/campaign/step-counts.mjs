import { wasDone } from './client.mjs';

/**
 * Counts by name how often steps were tried and done; a step that there was nothing for was not tried.
 *
 * @returns {{ counts: Map<string, { tried: number, done: number }>,
 *   count: (name: string, answer: { status: number } | undefined) => void }}
 */
export function countSteps() {
  const counts = new Map();
  const count = (name, answer) => {
    if (answer === undefined) return;
    const { tried, done } = counts.get(name) ?? { tried: 0, done: 0 };
    counts.set(name, { tried: tried + 1, done: done + (wasDone(answer) ? 1 : 0) });
  };
  return { counts, count };
}
