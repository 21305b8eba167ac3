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
  const pollers = [
    finish(classes.OrderPoller),
    finish(classes.RefundPoller),
    finish(classes.AfterSalePoller),
  ];
  const late = [finish(classes.PaidPaymentPoller), finish(classes.DepositBackPoller)];
  return {
    /** What orders wait for, and the relay of what came of it. */
    often: async () => {
      await untilAllRest(pollers);
      await untilRest(() => app.get(classes.Relay).drain());
    },
    /** What other systems are told; no order waits for it. */
    deliver: () => untilRest(() => app.get(classes.DeliveryPoller).pollBatch()),
    /** The bills of days that are over. */
    bills: () => untilRest(() => app.get(classes.BillWorker).step()),
    /** What is asked of Alipay once more of what was paid. */
    late: () => untilAllRest(late),
    /** The overview's sums of hours. */
    sums: () => untilRest(() => app.get(classes.HourlySums).refresh()),
    /** How much work waits now, for the overview's chart. */
    depths: () => app.get(classes.QueueDepths).note(),
  };
}

async function untilAllRest(steps) {
  await Promise.all(steps.map(untilRest));
}

async function untilRest(step) {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) if ((await step()) === 0) return;
  throw new Error('the work of the demo data does not come to rest');
}
