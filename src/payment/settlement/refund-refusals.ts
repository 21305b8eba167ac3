import { fenToYuan } from '../../kernel/money.js';
import { Problem } from '../../kernel/problem.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import type { PlanRefusal } from '../model/refund-plan.js';
import { exceedsPayment } from '../model/refund-rules.js';

/** Why a refund cannot be made, as its client hears it; `counted` are those that are done or under way. Pure. */
export function planProblem(
  refusal: PlanRefusal,
  payment: PaymentEntity,
  counted: Parameters<typeof exceedsPayment>[1],
): Problem {
  switch (refusal.why) {
    case 'payment':
      return exceedsPayment(payment, counted);
    case 'no-such-line':
      return new Problem('no-such-order-line', { lineId: refusal.lineId });
    case 'pieces': {
      const { lineId, left } = refusal;
      return new Problem('refund-exceeds-pieces', { lineId, left });
    }
    case 'freight':
      return new Problem('refund-exceeds-freight', { left: fenToYuan(refusal.left) });
    case 'restock':
      return new Problem('restock-impossible', { lineId: refusal.lineId, reason: 'shipped' });
    case 'nothing':
      return new Problem('nothing-to-refund');
  }
}
