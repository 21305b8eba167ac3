/** More turns than any work of a moment needs: what is not at rest by then never will be. */
const MOST_TURNS = 1_000;

/**
 * What a worker does, as functions that end when nothing is due by the shop's clock.
 *
 * @param {{ get: (token: any) => any }} app
 * @param {Record<'Relay' | 'OrderPoller' | 'RefundPoller' | 'AfterSalePoller' | 'PaidPaymentPoller' | 'DepositBackPoller' |
 *   'DeliveryPoller' | 'BillWorker' | 'HourlySums' | 'QueueDepths' | 'DueRepository' | 'DataSource', any> &
 *   Record<'SOME_EVENT_IS_DUE' | 'SOME_DELIVERY_IS_DUE', string>} classes the services of the program, TypeORM's data source,
 *   and what the worker asks the database by
 * @param {{ now: () => Date }} clock the shop's
 */
export function workOf(app, classes, clock) {
  const due = new classes.DueRepository(app.get(classes.DataSource), clock);
  const finishing = (...names) => names.map((name) => finisher(name, app.get(classes[name])));
  const relay = app.get(classes.Relay);
  const pollers = [
    ...finishing('OrderPoller', 'RefundPoller', 'AfterSalePoller'),
    { name: 'Relay', isDue: classes.SOME_EVENT_IS_DUE, poll: () => relay.drain() },
  ];
  const late = finishing('PaidPaymentPoller', 'DepositBackPoller');
  const deliver = () => untilRest(() => app.get(classes.DeliveryPoller).pollBatch());
  const delivery = { name: 'DeliveryPoller', isDue: classes.SOME_DELIVERY_IS_DUE };
  return {
    /** What orders wait for, and the relay of what came of it. */
    often: () => workOff(due, pollers),
    /** What other systems are told; no order waits for it. */
    deliverDue: async () => {
      if ((await due.due([delivery])).length > 0) await deliver();
    },
    /** The same, with what is looked for now and then. */
    deliver,
    /** The bills of days that are over. */
    bills: () => untilRest(() => app.get(classes.BillWorker).step()),
    /** What is asked of Alipay once more of what was paid. */
    late: () => workOff(due, late),
    /** The overview's sums of hours; those that a worker made when there was nothing yet are not to be believed. */
    sums: async () => {
      await app.get(classes.DataSource).query('DELETE FROM hour_sums');
      await untilRest(() => app.get(classes.HourlySums).refresh());
    },
    /** How much work waits now, for the overview's chart. */
    depths: () => app.get(classes.QueueDepths).note(),
  };
}

function finisher(name, { work }) {
  return { name, isDue: work.isDue, poll: () => work.finish() };
}

/** As the worker does: most of the time one statement tells that there is nothing to do. */
function workOff(due, pollers) {
  return untilRest(async () => {
    const done = await Promise.all((await due.due(pollers)).map(({ poll }) => poll()));
    return done.reduce((sum, count) => sum + count, 0);
  });
}

async function untilRest(step) {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) if ((await step()) === 0) return;
  throw new Error('the work of the demo data does not come to rest');
}
