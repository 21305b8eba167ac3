import { atWork, MINUTE, SECOND } from './times.mjs';

const REASONS = ['七天无理由退货', '商品有瑕疵', '拍错了，不想要了', '快递破损', '与描述不符'];
const REFUND_REASONS = ['价格保护', '赠品漏发补偿', '快递破损补偿', '商品有瑕疵'];
const CARRIERS = ['顺丰速运', '中通快递', '京东快递', '邮政 EMS'];
const RETURN_ADDRESS = {
  receiver: '退货组',
  mobile: '01012345678',
  address: '北京市海淀区中关村大街 1 号 3 号库',
};

/** How a payment comes to be known: of a hundred, so many by the notify, by the buyer's return, by asking. */
const WAYS = { notify: 86, return: 8 };

/** How the number of a refund begins that was made on Alipay's own pages. */
export const FOREIGN_REFUND = 'MANUAL-';

/** What each step of a plan does. `demo` is the shop, `order` what is known of it. */
const STEPS = {
  link: async (demo, order) => {
    const { payUrl } = await buyer(demo, order).post(`${pathOf(order)}/payments`, {
      method: order.method,
    });
    order.link = payUrl;
  },
  open: ({ simulator }, order) => must(simulator.buyer.open(order.link)),
  pay,
  cancel: (demo, order) =>
    buyer(demo, order).post(`${pathOf(order)}/cancel`, { reason: '拍错了，不想要了' }),
  adjust: (demo, order) => {
    const body = { discount: '5.00', reason: '老顾客优惠' };
    return demo.as('finance').post(`${pathOf(order)}/adjust`, body);
  },
  ship: (demo, order) => demo.as('support').post(`${pathOf(order)}/ship`, parcel(demo)),
  shipPiece: async (demo, order) => {
    if (piecesOf(order) === 1) return;
    const body = { ...parcel(demo), lines: [{ lineId: 1, count: 1 }] };
    await demo.as('support').post(`${pathOf(order)}/shipments`, body);
  },
  receive: (demo, order) => buyer(demo, order).post(`${pathOf(order)}/receive`),
  refundSum: (demo, order) => {
    const amount = demo.pick(['3.00', '5.00', '6.60', '8.80']);
    return refund(demo, order, 'finance', { amount, reason: demo.pick(REFUND_REASONS) });
  },
  refundPiece: (demo, order) => {
    // The only piece of an order would end it, and there is something to be shipped still.
    const some = piecesOf(order) > 1 ? { lines: [{ lineId: 1, count: 1 }] } : { amount: '5.00' };
    return refund(demo, order, 'finance', { ...some, reason: '缺货，部分退款' });
  },
  refundAll: (demo, order) =>
    refund(demo, order, 'finance', { everything: true, reason: demo.pick(REASONS) }),
  askForAll: (demo, order) =>
    refund(demo, order, 'support', { everything: true, reason: demo.pick(REASONS) }),
  askForSum: (demo, order) =>
    refund(demo, order, 'support', { amount: '8.00', reason: '顾客要求补偿' }),
  approve: (demo, order) => decideRefund(demo, order, 'approve', '已与顾客电话确认'),
  reject: (demo, order) => decideRefund(demo, order, 'reject', '已与顾客协商，无需补偿'),
  refundAtAlipay: ({ simulator }, order) =>
    must(simulator.console.refund(order.no, '6.00', `${FOREIGN_REFUND}${order.no}`)),
  claimGoods: (demo, order) => claim(demo, order, 'returnAndRefund'),
  claimMoney: (demo, order) => claim(demo, order, 'refundOnly'),
  agree: (demo, order) => {
    const returnAddress = order.caseType === 'refundOnly' ? undefined : RETURN_ADDRESS;
    return demo.as('finance').post(`${order.casePath}/agree`, { returnAddress });
  },
  refuse: (demo, order) =>
    demo.as('finance').post(`${order.casePath}/reject`, { reason: '商品有使用痕迹' }),
  withdraw: (demo, order) => buyer(demo, order).post(`${order.casePath}/withdraw`),
  sendBack: (demo, order) => buyer(demo, order).post(`${order.casePath}/send-back`, parcel(demo)),
  receiveBack: (demo, order) => {
    const lines = [{ lineId: 1, count: 1, restock: true }];
    return demo.as('finance').post(`${order.casePath}/receive-back`, { lines });
  },
};

/** Plans an order's whole life: each step is planned when the one before it is done. */
export function liveOrder(demo, plan) {
  demo.agenda.at(plan.at, async () => {
    const order = await placeOrder(demo, plan);
    planNext(demo, order, plan.steps);
  });
}

function planNext(demo, order, steps) {
  const [step, ...rest] = steps;
  if (step === undefined) return;
  const [name, least, most, who] = step;
  const at = demo.clock.ms + (least + (most - least) * demo.random()) * MINUTE;
  demo.agenda.at(who === 'staff' ? atWork(at, demo.random()) : at, async () => {
    if (await isDone(demo, order, name)) planNext(demo, order, rest);
  });
}

/** A step that the order's state does not allow ends its life here, as with people who find a grey button. */
async function isDone(demo, order, name) {
  try {
    await STEPS[name](demo, order);
    return true;
  } catch (error) {
    if (error.status === 409) return false;
    throw error;
  }
}

/** Makes the order of a plan, and answers what the steps of its life need to know. */
export async function placeOrder(demo, { buyer: name, goods, method = 'page', remark }) {
  const asked = demo.as(name);
  const source = goods.length === 1 ? { source: 'buyNow', ...goods[0] } : { source: 'cart' };
  if (goods.length > 1) {
    await asked.delete('/api/v1/cart');
    for (const item of goods) await asked.post('/api/v1/cart/items', item);
  }
  const { quoteToken, addresses } = await asked.post('/api/v1/orders/quote', source);
  const body = { quoteToken, addressId: addresses?.[0]?.id, remark };
  const { orderNo, payable } = await asked.post('/api/v1/orders', body);
  return { no: orderNo, payable, buyer: name, goods, method };
}

/** Does one step of an order now. @param {keyof typeof STEPS} name */
export async function takeStep(demo, order, name) {
  await STEPS[name](demo, order);
}

async function pay(demo, order) {
  const { simulator } = demo;
  const way = demo.random() * 100;
  const isTold = way < WAYS.notify;
  if (!isTold) simulator.faults.set({ loseNotifies: { count: 1 } });
  const { returnUrl } = must(simulator.buyer.pay(order.no));
  // Alipay takes a moment to tell of it, and the buyer a moment longer to come back.
  await demo.moveBy((0.4 + 2 * demo.random() ** 3) * SECOND);
  if (isTold) return;
  if (way < WAYS.notify + WAYS.return && returnUrl !== null) {
    await demo.moveBy((1 + 4 * demo.random()) * SECOND);
    await fetch(returnUrl, { redirect: 'manual' });
    return;
  }
  await demo.moveBy((10 + 30 * demo.random()) * SECOND);
  await demo.work.often();
}

async function refund(demo, order, by, content) {
  const { id } = await demo.as(by).post(`${pathOf(order)}/refunds`, content);
  order.refundId = id;
}

function decideRefund(demo, order, decision, reason) {
  const path = `${pathOf(order)}/refunds/${order.refundId}/${decision}`;
  return demo.as('finance').post(path, { reason });
}

async function claim(demo, order, type) {
  const body = { type, lines: [{ lineId: 1, count: 1 }], reason: demo.pick(REASONS) };
  const { id } = await buyer(demo, order).post(`${pathOf(order)}/after-sales`, body);
  order.casePath = `/api/v1/after-sales/${id}`;
  order.caseType = type;
}

function buyer(demo, order) {
  return demo.as(order.buyer);
}

function pathOf(order) {
  return `/api/v1/orders/${order.no}`;
}

function piecesOf({ goods }) {
  return goods.reduce((sum, { count }) => sum + count, 0);
}

function parcel(demo) {
  const trackingNumber = `SF${Math.floor(1e12 + demo.random() * 9e12)}`;
  return { carrier: demo.pick(CARRIERS), trackingNumber };
}

/** What the simulator answers to a person; throws an Error where it refuses. */
export function must(outcome) {
  if (outcome.ok) return outcome.value;
  throw new Error(`Alipay's simulator refuses: ${JSON.stringify(outcome.refusal)}`);
}
