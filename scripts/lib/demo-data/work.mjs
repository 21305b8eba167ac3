/** More turns than any work of a moment needs: what is not at rest by then never will be. */
const MOST_TURNS = 1_000;

/**
 * What a worker does, as functions that end when nothing is due by the shop's clock.
 *
 * @param {{ get: (token: any) => any }} app
 * @param {Record<'Relay' | 'OrderPoller' | 'RefundPoller' | 'AfterSalePoller' | 'PaidPaymentPoller' | 'DepositBackPoller' |
 *   'DeliveryPoller' | 'BillWorker' | 'HourlySums' | 'QueueDepths', any>} classes the services of the program
 */
export function workOf(app, classes) {
  const finish = (token) => () => app.get(token).work.finish();
  const often = [
    finish(classes.OrderPoller),
    finish(classes.RefundPoller),
    finish(classes.AfterSalePoller),
    () => app.get(classes.Relay).drain(),
    () => app.get(classes.DeliveryPoller).pollBatch(),
  ];
  const seldom = [
    finish(classes.PaidPaymentPoller),
    finish(classes.DepositBackPoller),
    () => app.get(classes.BillWorker).step(),
  ];
  return {
    /** What nobody may wait for. */
    often: () => inTurn(often),
    /** Everything, with what has the time of some hours. */
    all: () => inTurn([...seldom, ...often]),
    /** The overview's sums of hours. */
    sums: () => untilZero(() => app.get(classes.HourlySums).refresh()),
    /** How much work waits now, for the overview's chart. */
    depths: () => app.get(classes.QueueDepths).note(),
  };
}

async function inTurn(steps) {
  for (const step of steps) await untilZero(step);
}

async function untilZero(step) {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) if ((await step()) === 0) return;
  throw new Error('the work of the demo data does not come to rest');
}
