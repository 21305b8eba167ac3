import { wasDone } from './client.mjs';
import { noteOrder, notePaid } from './forger.mjs';

const RETURN_ADDRESS = { receiver: '退货组', mobile: '01012345678', address: '3 号库' };

/**
 * What may happen to a paid order, and how often; what does not fit its state is refused, which is part of life. Each
 * step gets the order, its lines, and dice.
 */
const STEPS = [
  [4, 'refund pieces', (order, dice) => refund(order, piecesOf(order, dice, refundedLine))],
  [2, 'refund freight', (order, dice) => refund(order, { lines: [], freight: yuan(dice, 3) })],
  [3, 'refund a sum', (order, dice) => refund(order, { amount: yuan(dice, 30) })],
  [1, 'refund all', (order) => refund(order, { everything: true, closeRequests: true })],
  [2, 'ask for pieces', (order, dice) => ask(order, piecesOf(order, dice))],
  [2, 'decide a request', decideRequest],
  [4, 'ship some', (order, dice) => ship(order, dice, piecesOf(goodsOf(order, dice), dice))],
  [3, 'ship the rest', (order, dice) => ship(order, dice, {})],
  [2, 'correct a parcel', correct],
  [5, 'receive', receive],
  [3, 'claim money', (order, dice) => claim(order, dice, 'refundOnly')],
  [6, 'claim goods', (order, dice) => claim(order, dice, 'returnAndRefund')],
  [
    7,
    'agree',
    (order, dice) => onCase(order, dice, 'operator', 'agree', { returnAddress: RETURN_ADDRESS }),
  ],
  [1, 'reject', (order, dice) => onCase(order, dice, 'operator', 'reject', { reason: '试验' })],
  [1, 'withdraw', (order, dice) => onCase(order, dice, 'buyer', 'withdraw', {})],
  [7, 'send back', (order, dice) => onCase(order, dice, 'buyer', 'send-back', parcel(order, dice))],
  [7, 'receive back', receiveBack],
  [2, 'refund again', (order, dice) => onCase(order, dice, 'operator', 'refund', {})],
];

const ALL = STEPS.reduce((sum, [weight]) => sum + weight, 0);

/** Whole numbers from `from` to `to`, from a source of fractions. */
function diceOf(random) {
  return (from, to) => from + Math.floor(random() * (to - from + 1));
}

function yuan(dice, most) {
  return (dice(1, most * 100) / 100).toFixed(2);
}

function parcel({ number }, dice) {
  return { carrier: dice(0, 1) ? '顺丰' : '中通', trackingNumber: `SF${number}-${dice(1, 9)}` };
}

/** The lines of an order that are shipped; now and then, and where there is none, all of them. */
function goodsOf({ lines }, dice) {
  const goods = lines.filter(({ requiresShipping }) => requiresShipping);
  return { lines: goods.length === 0 || dice(1, 10) === 1 ? lines : goods };
}

/** Some of an order's lines, each with some of its pieces. */
function piecesOf({ lines }, dice, of = (pieces) => pieces) {
  const chosen = lines.filter(() => dice(0, 1));
  const some = chosen.length > 0 ? chosen : lines.slice(0, 1);
  return { lines: some.map(({ lineId, count }) => of({ lineId, count: dice(1, count) }, dice)) };
}

function refundedLine(line, dice) {
  const restock = [undefined, undefined, true, false][dice(0, 3)];
  return { ...line, restock };
}

async function refund({ as, path, promised }, content) {
  const answer = await as.operator('POST', `${path}/refunds`, { ...content, reason: '试验' });
  if (answer.status === 201) promised.refundIds.push(String(answer.body.id));
  return answer;
}

async function ask(order, content) {
  const { as, path, promised, requests } = order;
  const answer = await as.buyer('POST', `${path}/refunds`, { ...content, reason: '试验' });
  if (answer.status === 201) {
    requests.push(answer.body.id);
    promised.refundIds.push(String(answer.body.id));
  }
  return answer;
}

function decideRequest({ as, path, requests }, dice) {
  const id = requests.pop();
  if (id === undefined) return undefined;
  return as.operator('POST', `${path}/refunds/${id}/${dice(0, 2) ? 'approve' : 'reject'}`, {});
}

async function ship(order, dice, content) {
  const { as, path, promised, shipments } = order;
  const body = { ...parcel(order, dice), ...content };
  const made = await as.operator('POST', `${path}/shipments`, body);
  if (made.status === 201) {
    shipments.push(made.body.id);
    promised.shipmentIds.push(String(made.body.id));
  }
  return made;
}

function correct(order, dice) {
  const id = order.shipments[dice(0, order.shipments.length - 1)];
  if (id === undefined) return undefined;
  return order.as.operator('PATCH', `/api/v1/shipments/${id}`, parcel(order, dice));
}

async function claim(order, dice, type) {
  // Who waits for goods knows that they have none to send back.
  if (type !== 'refundOnly' && !order.isReceived && dice(1, 10) > 1) return undefined;
  const { lines } = piecesOf(type === 'refundOnly' ? order : goodsOf(order, dice), dice);
  const body = { type, lines, reason: '试验' };
  const made = await order.as.buyer('POST', `${order.path}/after-sales`, body);
  if (made.status === 201) {
    order.cases.push({ id: made.body.id, lines, state: made.body.state });
    order.promised.caseIds.push(String(made.body.id));
  }
  return made;
}

async function receive(order) {
  const answer = await order.as.buyer('POST', `${order.path}/receive`, {});
  if (wasDone(answer)) order.isReceived = true;
  return answer;
}

/** In which state of a case each act makes sense; the others make some in several. */
const ACTS_IN = { agree: 'APPLIED', 'send-back': 'AGREED', 'receive-back': 'SENT_BACK' };

/** A case for which an act makes sense, now and then any. */
function caseFor({ cases }, dice, what) {
  const fits = ({ state }) => dice(1, 10) === 1 || state === (ACTS_IN[what] ?? state);
  const some = cases.filter(fits);
  return some[dice(0, some.length - 1)];
}

async function onCase(order, dice, who, what, body) {
  const one = caseFor(order, dice, what);
  return one === undefined ? undefined : act(order, one, who, what, body);
}

/** Acts on a case, and remembers what has become of it. */
async function act({ as }, one, who, what, body) {
  const answer = await as[who]('POST', `/api/v1/after-sales/${one.id}/${what}`, body);
  if (wasDone(answer)) one.state = answer.body.state;
  return answer;
}

/** Fewer pieces than were to come, into the stock or not, for what was paid or for less. */
async function receiveBack(order, dice) {
  const one = caseFor(order, dice, 'receive-back');
  if (one === undefined) return undefined;
  const lines = one.lines.map(({ lineId, count }) => {
    return { lineId, count: dice(dice(0, 3) ? count : 0, count), restock: dice(0, 1) === 1 };
  });
  const less = dice(0, 2) ? {} : { amount: yuan(dice, 40), reason: '有使用痕迹' };
  return act(order, one, 'operator', 'receive-back', { lines, ...less });
}

function stepOf(dice) {
  let rest = dice(1, ALL);
  return STEPS.find(([weight]) => (rest -= weight) <= 0)?.[1];
}

const BY_NAME = Object.fromEntries(STEPS.map(([, name, step]) => [name, step]));

/** The way of most orders, and how many of ten go each step of it; between them anything may happen. */
const WAY = [
  [3, 'ship some'],
  [2, 'claim money'],
  [7, 'ship the rest'],
  [7, 'receive'],
  [7, 'claim goods'],
  [9, 'agree'],
  [9, 'send back'],
  [9, 'receive back'],
  [2, 'refund again'],
  [3, 'claim goods'],
  [5, 'agree'],
  [5, 'send back'],
  [5, 'receive back'],
];

/** The steps that an order takes, by name: some of the usual way, with others between. */
function* storyOf(dice) {
  for (const [often, name] of WAY) {
    if (dice(1, 10) <= often) yield name;
    if (dice(1, 10) <= 3) yield stepOf(dice);
  }
}

/** Orders one to three SKUs; undefined when no order was made. */
async function orderOf(stage, dice, as) {
  const skus = [...stage.initialStock.keys()];
  for (let line = dice(1, 3); line > 0; line -= 1) {
    const skuId = skus[dice(0, skus.length - 1)];
    await as.buyer('POST', '/api/v1/cart/items', { skuId, count: dice(1, 4) });
  }
  const { body: quote } = await as.buyer('POST', '/api/v1/orders/quote', { source: 'cart' });
  const order = { quoteToken: quote?.quoteToken, addressId: quote?.addresses?.[0]?.id };
  stage.promised.keys += 1;
  const { body: made } = await as.buyer('POST', '/api/v1/orders', order);
  if (made?.orderNo === undefined) return undefined;
  stage.promised.orderNos.push(made.orderNo);
  noteOrder(stage, made.orderNo, made.payable);
  return made;
}

/** Pays an order at Alipay; says whether a link was given. */
async function payFor(stage, as, orderNo) {
  const path = `/api/v1/orders/${orderNo}`;
  const { body: link } = await as.buyer('POST', `${path}/payments`, { method: 'page' });
  if (link?.payUrl === undefined) return false;
  stage.simulator.buyer.open(link.payUrl);
  notePaid(stage, orderNo);
  const biz = JSON.parse(new URL(link.payUrl).searchParams.get('biz_content') ?? '{}');
  stage.simulator.buyer.pay(biz.out_trade_no);
  await as.buyer('POST', `${path}/payment/sync`, {});
  return true;
}

/** A paid order, sometimes for less than was asked for; null when it was not made or not paid. */
async function paidOrder(stage, dice, as, number) {
  const made = await orderOf(stage, dice, as);
  if (made === undefined) return null;
  const path = `/api/v1/orders/${made.orderNo}`;
  if (dice(0, 2) === 0) {
    await as.operator('POST', `${path}/adjust`, { discount: yuan(dice, 20), reason: '试验' });
  }
  if (!(await payFor(stage, as, made.orderNo))) return null;
  const known = { lines: made.lines, promised: stage.promised };
  return { as, path, number, ...known, cases: [], requests: [], shipments: [] };
}

/**
 * Lives one order after its sale: parcels, corrections, refunds by line, freight and sum, requests and cases in any order,
 * as `random` decides, with whatever Alipay does meanwhile.
 */
export async function liveAfterSale(stage, random, number, lane) {
  const { call, buyers, operator } = stage;
  const dice = diceOf(random);
  // A cart is its buyer's alone: no other order of theirs is lived meanwhile.
  const buyer = buyers[lane];
  const as = {
    buyer: (...request) => call(buyer, ...request),
    operator: (...request) => call(operator, ...request),
  };
  const order = await paidOrder(stage, dice, as, number);
  if (order === null) return;
  for (const name of storyOf(dice)) stage.steps.count(name, await BY_NAME[name](order, dice));
}
