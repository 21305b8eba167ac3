import type { EntityManager } from 'typeorm';
import type { RefundNumbers } from '../../alipay/refund-report.js';
import { IncidentEntity } from '../model/incident.entity.js';
import { PaymentEntity } from '../model/payment.entity.js';
import type { RefundEntity } from '../model/refund.entity.js';

/**
 * The numbers by which Alipay knows a refund. Another trade may bear the same number of ours, as held money's does: Alipay
 * is told whose money it is.
 */
export async function numbersOf(
  manager: EntityManager,
  refund: Pick<RefundEntity, 'outTradeNo' | 'outRequestNo' | 'incidentId'>,
): Promise<RefundNumbers> {
  const { outTradeNo, outRequestNo, incidentId } = refund;
  const { tradeNo } =
    incidentId === null
      ? await manager.findOneByOrFail(PaymentEntity, { outTradeNo })
      : await manager.findOneByOrFail(IncidentEntity, { id: incidentId });
  return { outTradeNo, outRequestNo, tradeNo };
}
