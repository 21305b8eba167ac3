import { Agenda } from './agenda.mjs';
import { paidOrder, planIncidents } from './incidents.mjs';
import { liveOrder, placeOrder, takeStep } from './lives.mjs';
import { People } from './people.mjs';
import { planOrders } from './plan.mjs';
import { openReceivers } from './receivers.mjs';
import { DAY, dayOf, HOUR, midnightOf, MINUTE, SECOND } from './times.mjs';

/** While the days go by, a worker's work is done so often, … */
const STRIDE = HOUR;
/** … and it is looked for bills so often: an address that Alipay gives for one is good for some seconds, so this is waited for. */
const BILLS = 12 * HOUR;
/** Which day's bill has differences, counted back from today. */
const WRONG_BILL = 4;

/**
 * Two weeks of a shop: every row is written by the shop's own routes and its worker's own work, at the times of its clock,
 * with Alipay's simulator on the other side. Changes nothing where the two weeks are there already. Where an earlier run ended
 * halfway it goes on after the last order of that: what was under way then stays as it is, or as a worker ends it.
 *
 * @param {object} stage
 * @param {string} stage.base the API's address
 * @param {import('./clock.mjs').DemoClock} stage.clock the clock of the API and of the simulator; it begins before the first day
 * @param {import('../../../simulator/server.js').Simulator} stage.simulator
 * @param {ReturnType<typeof import('./work.mjs').workOf>} stage.work
 * @param {() => number} stage.random in [0, 1)
 * @param {{ appId: string, sellerId: string, gatewayUrl: string, notifyUrl: string, appPrivateKey: string,
 *   alipayPrivateKey: string }} stage.alipay
 * @param {{ now: number, days?: number, perDay?: number }} wanted ms since 1970
 * @returns {Promise<{ orders: number } | null>} how many orders were made; null where nothing was to be done
 */
export async function fillShop(stage, { now, days = 14, perDay = 16 }) {
  const people = new People(stage.base);
  if (await people.areAllThere()) return null;
  const hasBegun = await people.areSomeThere();
  const { clock, random } = stage;
  clock.moveTo(midnightOf(now - days * DAY));
  await people.gatherStaff();
  const { items: skus } = await people.as(null).get('/api/v1/skus?limit=100');
  const demo = {
    ...stage,
    agenda: new Agenda(),
    as: (name) => people.as(name),
    pick: (list) => list[Math.floor(random() * list.length)],
    goods: (yuan) => dearest(skus, yuan),
    workedAt: clock.ms,
    billsAt: clock.ms,
    deliveries: deliveriesOf(stage),
    moveBy: (ms) => moveTo(demo, clock.ms + ms),
  };
  stage.simulator.faults.set({ delayNotifies: { probability: 1, ms: 350 } });
  // The first buyer says that a run has begun.
  if (!hasBegun) await restock(demo, skus);
  await people.gatherBuyers();
  clock.moveTo(await people.lastOrderAt());
  const from = clock.ms;
  const receivers = await openReceivers(demo, now);
  try {
    const orders = await planAll(demo, { now, days, perDay, from, buyers: people.buyers, skus });
    await demo.agenda.runUntil(now - MINUTE, (time) => goOnTo(demo, time, now));
    await leaveOpen(demo);
    await demo.deliveries.end();
    await receivers.pause();
    await finishWork(demo.work);
    await people.beAllThere();
    await people.leave();
    return { orders };
  } finally {
    await receivers.close();
  }
}

/** Plans all that happens from a moment on; answers how many orders that is. */
async function planAll(demo, { now, days, from, ...grounds }) {
  const { random } = demo;
  const plans = planOrders({ now, days, random, ...grounds }).filter(({ at }) => at > from);
  for (const plan of plans) liveOrder(demo, plan);
  await planIncidents(demo, { now, days, from });
  const planted = midnightOf(now - (WRONG_BILL - 1) * DAY);
  demo.agenda.at(Math.max(planted + 8 * HOUR, from), () => plantInBill(demo, planted - DAY));
  return plans.length;
}

/** Something of the catalogue that is shipped and costs so much or more. */
function dearest(skus, yuan) {
  const { id } = skus.find((sku) => sku.requiresShipping && Number(sku.price) >= yuan);
  return { skuId: id, count: 1 };
}

async function restock(demo, skus) {
  const operator = demo.as('operator');
  const shipped = skus.filter(({ stock }) => stock !== null);
  const restocking = shipped.map(({ id }) => {
    return operator.post(`/api/v1/skus/${id}/restock`, { count: 300 });
  });
  await Promise.all(restocking);
}

/** Puts both clocks on, and lets arrive what Alipay sends meanwhile. */
async function moveTo({ clock, simulator }, time) {
  clock.moveTo(time);
  simulator.clock.advance(0);
  await simulator.settled();
}

/** Lets time pass as far as `time`, with a worker at work. */
async function goOnTo(demo, time, now) {
  while (time - demo.workedAt >= STRIDE) {
    await moveTo(demo, demo.workedAt + STRIDE);
    demo.workedAt = demo.clock.ms;
    await demo.work.often();
    demo.deliveries.begin();
    if (demo.clock.ms - demo.billsAt >= BILLS) {
      demo.billsAt = demo.clock.ms;
      await demo.work.bills();
    }
    if (now - demo.clock.ms < DAY) await demo.work.depths();
  }
  await moveTo(demo, time);
}

/** Does all that is due at the end. */
async function finishWork(work) {
  await work.late();
  await work.bills();
  await work.often();
  await work.deliver();
  await work.sums();
}

/** Deliveries go on while orders are made, one round of them at a time. */
function deliveriesOf({ work }) {
  let round = null;
  return {
    /** Begins a round, unless one is under way. */
    begin: () => {
      round ??= work.deliverDue().finally(() => (round = null));
      // Thrown where its end is waited for.
      round.catch(() => undefined);
    },
    /** Waits for the round that is under way. */
    end: () => round ?? Promise.resolve(),
  };
}

/** What Alipay's bill of a day says otherwise: another sum, a line twice, a line that is missing. */
function plantInBill(demo, time) {
  const day = dayOf(time);
  const paid = demo.simulator
    .ledger()
    .filter(({ gmt_payment: at, out_trade_no: number }) => {
      return at?.startsWith(day) && !number.startsWith('POS');
    })
    .map(({ out_trade_no: number }) => number);
  const [sum, twice, missing] = paid;
  demo.simulator.plantInBills({
    ...(sum === undefined ? {} : { amounts: { [sum]: '18.80' } }),
    ...(twice === undefined ? {} : { duplicate: [twice] }),
    ...(missing === undefined ? {} : { drop: [missing] }),
  });
}

/** What waits for somebody at the end: a refund to be approved, one without balance, one unanswered, orders not paid yet. */
async function leaveOpen(demo) {
  const refund = async (by, content) => {
    const { no } = await paidOrder(demo);
    await demo.as(by).post(`/api/v1/orders/${no}/refunds`, content);
  };
  await refund('support', { amount: '30.00', reason: '顾客称少发一件' });
  await refund('support', { everything: true, reason: '拍错了，不想要了' });
  const { faults } = demo.simulator;
  faults.set({ emptyBalance: { count: 1 } });
  await refund('finance', { amount: '88.00', reason: '商品有瑕疵' });
  faults.set({ loseAnswers: { count: 1, method: 'alipay.trade.refund' } });
  await refund('finance', { amount: '15.00', reason: '快递破损补偿' });
  for (const buyer of ['wu-gang', 'xu-lan']) {
    const order = await placeOrder(demo, { buyer, goods: [demo.goods(90)] });
    await takeStep(demo, order, 'link');
    await demo.moveBy(5 * SECOND);
  }
}
