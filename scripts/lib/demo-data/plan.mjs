import { DAY, HOUR, midnightOf, MINUTE } from './times.mjs';

/** How many of a day's orders come in each of its hours. */
const HOURS = [3, 1, 0, 0, 0, 0, 1, 3, 6, 9, 12, 10, 12, 10, 8, 9, 10, 10, 11, 14, 19, 20, 14, 7];
/** By day of the week, Sunday first. */
const WEEKDAYS = [1.35, 0.9, 0.85, 0.9, 1, 1.15, 1.4];

/** How often each of the demo shop's goods is bought, by name; what is not named here is bought seldom. */
const TASTE = {
  '云岭白茶 2026 春': 16,
  手冲咖啡壶: 9,
  麻布双肩包: 8,
  便携保温杯: 14,
  护眼台灯: 9,
  羊毛围巾: 4,
  'TypeScript 从入门到上线': 7,
  '支付系统设计：一分钱都不能少': 5,
  'MySQL 锁与事务': 4,
};

const REMARKS = [
  '请周末送货',
  '放快递柜即可',
  '麻烦包装仔细一点，送人的',
  '到之前打电话',
  '不要发圆通',
];

/**
 * What happens to an order, and how many of a hundred fare so: each step with the time since the one before it, in minutes,
 * least and most. `staff` waits for the hours of work.
 */
const PAY = [
  ['link', 0.3, 2],
  ['open', 0.1, 0.5],
  ['pay', 0.3, 3],
];
const SHIP = ['ship', 60, 1_200, 'staff'];
const RECEIVE = ['receive', 1_500, 4_600];
const SOLD = [...PAY, SHIP, RECEIVE];

export const FATES = [
  [7, []],
  [6, PAY.slice(0, 2)],
  [5, [PAY[0], ['cancel', 1, 15]]],
  [2, [PAY[0], ['cancel', 2, 6], ['open', 1, 4], ['pay', 0.5, 2]]],
  [44, SOLD],
  [7, [...PAY, ['shipPiece', 60, 900, 'staff'], ['ship', 600, 1_500, 'staff'], RECEIVE]],
  [2, [['adjust', 2, 10], ...SOLD]],
  [5, [...SOLD, ['refundSum', 300, 1_400, 'staff']]],
  [4, [...PAY, ['askForAll', 30, 300, 'staff'], ['approve', 20, 240, 'staff']]],
  [2, [...PAY, ['refundPiece', 60, 600, 'staff'], SHIP, RECEIVE]],
  [2, [...PAY, ['askForSum', 30, 300, 'staff'], ['reject', 60, 400, 'staff'], SHIP, RECEIVE]],
  [1, [...SOLD, ['refundAtAlipay', 300, 2_000, 'staff']]],
  [
    4,
    [
      ...SOLD,
      ['claimGoods', 200, 2_000],
      ['agree', 60, 600, 'staff'],
      ['sendBack', 300, 1_500],
      ['receiveBack', 1_400, 3_000, 'staff'],
    ],
  ],
  [3, [...PAY, ['claimMoney', 30, 400], ['agree', 60, 600, 'staff']]],
  [2, [...SOLD, ['claimGoods', 200, 2_000], ['refuse', 60, 900, 'staff']]],
  [1, [...SOLD, ['claimGoods', 200, 2_000], ['withdraw', 100, 600]]],
];

/** What is not shipped has no parcel and comes back by no case. */
const DIGITAL = [
  [15, PAY.slice(0, 2)],
  [75, PAY],
  [10, [...PAY, ['refundAll', 60, 900, 'staff']]],
];

/** What must be seen at the end, however chance falls: how many hours before it an order begins, and how far it gets. */
const SPECIMENS = [
  [30, [...PAY, ['shipPiece', 60, 61, 'staff']]],
  [120, [...PAY, ['ship', 60, 61], ['receive', 4_000, 4_001], ['claimGoods', 1_500, 1_501]]],
  [
    110,
    [
      ...PAY,
      ['ship', 60, 61],
      ['receive', 3_000, 3_001],
      ['claimGoods', 600, 601],
      ['agree', 60, 61],
    ],
  ],
  [20, [...PAY, ['claimMoney', 60, 61]]],
];

/** One of a table's rows `[weight, value]`. @param {number} fraction in [0, 1) */
export function weighted(table, fraction) {
  let rest = fraction * table.reduce((sum, [weight]) => sum + weight, 0);
  return table.find(([weight]) => (rest -= weight) < 0)?.[1] ?? table[0][1];
}

/**
 * The orders of the days before `now`: when each is made, by whom, of what, and what happens to it. Pure but for `random`.
 *
 * @param {{ now: number, days: number, perDay: number, buyers: readonly string[],
 *   skus: readonly { id: number, name: string, requiresShipping: boolean }[], random: () => number }} grounds
 */
export function planOrders({ now, days, perDay, buyers, skus, random }) {
  const midnights = Array.from({ length: days + 1 }, (_, back) => midnightOf(now - back * DAY));
  const times = midnights.flatMap((midnight) => timesOf(midnight, perDay, random));
  const plans = times
    .filter((at) => at < now - MINUTE)
    .map((at) => ({ at, ...contentOf({ buyers, skus, random }) }));
  const pieces = skus.find(({ requiresShipping }) => requiresShipping);
  const goods = [{ skuId: pieces.id, count: 2 }];
  const specimens = SPECIMENS.map(([hours, steps], nth) => {
    return { at: now - hours * HOUR, buyer: buyers[nth], goods, method: 'page', steps };
  });
  return [...plans, ...specimens].toSorted((one, other) => one.at - other.at);
}

/** When the orders of a day are made. */
function timesOf(midnight, perDay, random) {
  const weekday = new Date(midnight + 12 * HOUR).getUTCDay();
  const count = Math.round(perDay * WEEKDAYS[weekday] * (0.85 + 0.3 * random()));
  const hours = HOURS.map((weight, hour) => [weight, hour]);
  return Array.from({ length: count }, () => {
    return midnight + (weighted(hours, random()) + random()) * HOUR;
  });
}

function contentOf({ buyers, skus, random }) {
  const tastes = skus.map((sku) => [TASTE[sku.name] ?? 1, sku]);
  const first = weighted(tastes, random());
  const second = weighted(tastes, random());
  const isPair =
    random() < 0.25 && second.id !== first.id && second.requiresShipping === first.requiresShipping;
  const goods = (isPair ? [first, second] : [first]).map(({ id, requiresShipping }) => ({
    skuId: id,
    count: requiresShipping && random() < 0.25 ? 2 : 1,
  }));
  return {
    goods,
    buyer: buyers[Math.floor(random() ** 1.5 * buyers.length)],
    method: random() < 0.55 ? 'page' : 'wap',
    remark: random() < 0.15 ? REMARKS[Math.floor(random() * REMARKS.length)] : undefined,
    steps: weighted(first.requiresShipping ? FATES : DIGITAL, random()),
  };
}
