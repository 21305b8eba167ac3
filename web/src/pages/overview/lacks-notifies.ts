/** How many payments were learned of by a way. */
interface Way {
  readonly way: string;
  readonly count: number;
}

/** Fewer payments say nothing of how notifies come: as the doctor judges it. */
const ENOUGH = 10;

/** Whether most payments of the last day were learned of without a notify: then its address is to be looked at. Pure. */
export function lacksNotifies(ways: readonly Way[]): boolean {
  const paid = ways.reduce((sum, { count }) => sum + count, 0);
  const notified = ways.find(({ way }) => way === 'notify')?.count ?? 0;
  return paid >= ENOUGH && notified * 2 < paid;
}
