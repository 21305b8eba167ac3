import { sum, wrong, yuanOf } from './books.mjs';

/** What was paid for the goods and for the freight of an order whose price was reduced: the goods bear that first. */
function paidFor({ lines, freight, discount }) {
  const goods = sum(lines, ({ amount }) => amount);
  const offGoods = Math.min(discount, goods);
  return { goods, paidGoods: goods - offGoods, paidFreight: freight - (discount - offGoods) };
}

/**
 * Invariant 12 where the price was reduced or nothing is left: a line's pieces bear their share of the reduction, all of
 * them less than a fen beside it, and all pieces of an order bring all that was paid for them, to the fen.
 *
 * @param {import('./books.mjs').Order} order
 * @param {readonly import('./books.mjs').Refund[]} counted those of its own money that are done or under way
 * @returns {string[]}
 */
export function wholeFaults(order, counted) {
  const { orderNo, state, lines, payable } = order;
  const { goods, paidGoods, paidFreight } = paidFor(order);
  const charged = lines.map((line) => chargedFor(line, counted));
  const isEveryPiece = charged.every(({ pieces }, index) => pieces === lines[index].count);
  const all = sum(charged, ({ paid }) => paid);
  const freight = sum(counted, (refund) => refund.freight);
  const back = sum(counted, ({ amount }) => amount);
  const about = `order ${orderNo} (${state})`;
  const cost = paidGoods + paidFreight;
  return [
    ...lines.flatMap((line, index) => shareFaults(line, charged[index], { goods, paidGoods })),
    ...wrong(
      [
        cost !== payable,
        `3: ${about} is to be paid ¥${yuanOf(payable)}, its parts ¥${yuanOf(cost)}`,
      ],
      [
        isEveryPiece && counted.length > 0 && all !== paidGoods,
        `12: every piece of ${about} is refunded, for ¥${yuanOf(all)} of ¥${yuanOf(paidGoods)}`,
      ],
      [back > payable, `12: ${about} sent back ¥${yuanOf(back)} of ¥${yuanOf(payable)}`],
      [
        freight > paidFreight,
        `12: ${about} sent back ¥${yuanOf(freight)} of ¥${yuanOf(paidFreight)} freight`,
      ],
    ),
  ];
}

function chargedFor({ id }, counted) {
  const of = counted.flatMap(({ lines }) => lines.filter(({ lineId }) => lineId === id));
  return { pieces: sum(of, ({ count }) => count), paid: sum(of, ({ paid }) => paid) };
}

/** Some pieces may be beside their share by the rounding of each of them: refunds that fail leave the others as they are. */
function shareFaults({ id, count, amount }, { pieces, paid }, { goods, paidGoods }) {
  const besideFen = pieces === count ? 1 : count + 1;
  // Compared without a division: `paid` with `amount * paidGoods / goods * pieces / count`.
  const beside = Math.abs(paid * goods * count - amount * paidGoods * pieces);
  const about = `12: ${pieces} of ${count} pieces of line ${id} count as paid with ¥${yuanOf(paid)}`;
  return wrong([pieces > 0 && beside >= besideFen * goods * count, about]);
}
