import { Injectable } from '@nestjs/common';
import { ArchiveService } from '../../archive/archive.service.js';
import { UserNames } from '../../auth/user-names.js';
import type { Listing } from '../../http/listing.js';
import { type IncidentView, incidentView } from '../incidents/incident-view.js';
import { namedIn } from '../refunds/refund-view.js';
import { incidentListOf, paymentListOf, refundListOf } from './money-filters.js';
import type {
  IncidentExportQuery,
  PaymentExportQuery,
  RefundExportQuery,
} from './money-lists.dto.js';
import { MoneyListsRepository } from './money-lists.repository.js';
import {
  listedPayment,
  type ListedPaymentView,
  listedRefund,
  type ListedRefundView,
} from './money-views.js';

/** Lists of money over all orders, for operators. */
@Injectable()
export class MoneyLists {
  constructor(
    private readonly found: MoneyListsRepository,
    private readonly names: UserNames,
    private readonly archive: ArchiveService,
  ) {}

  /** Refunds, as they were asked for. */
  readonly refunds: Listing<RefundExportQuery, ListedRefundView> = {
    listOf: async (query) => refundListOf(query, await this.search('refundIds', query.q)),
    read: (list, after, limit) => this.found.page(list, after, limit),
    fitting: (ids) => this.found.fittingRefunds(ids),
    viewsOf: async (ids) => {
      const rows = await this.found.refunds(ids);
      const lines = await this.found.refundLines(ids);
      const orders = await this.found.ordersOf(rows.map(({ orderId }) => orderId));
      const names = await this.names.of(namedIn(rows));
      return rows.map((row) => {
        const own = lines.filter(({ refundId }) => refundId === row.id);
        return listedRefund(row, own, orders.get(row.orderId ?? ''), names);
      });
    },
  };

  /** Payments, as they were paid or begun. */
  readonly payments: Listing<PaymentExportQuery, ListedPaymentView> = {
    listOf: async (query) => paymentListOf(query, await this.search('paymentIds', query.q)),
    read: (list, after, limit) => this.found.page(list, after, limit),
    viewsOf: async (ids) => {
      const rows = await this.found.payments(ids);
      const orders = await this.found.ordersOf(rows.map(({ orderId }) => orderId));
      return rows.flatMap((row) => {
        const order = orders.get(row.orderId);
        return order === undefined ? [] : [listedPayment(row, order)];
      });
    },
  };

  /** Incidents, as they were opened. */
  readonly incidents: Listing<IncidentExportQuery, IncidentView> = {
    listOf: async (query) => incidentListOf(query, await this.search('incidentIds', query.q)),
    read: (list, after, limit) => this.found.page(list, after, limit),
    viewsOf: async (ids) => (await this.found.incidents(ids)).map(incidentView),
  };

  private async search(
    of: 'refundIds' | 'paymentIds' | 'incidentIds',
    q: string | undefined,
  ): Promise<string[] | null> {
    if (q === undefined) return null;
    await this.archive.bringBack([q]);
    return this.found[of](q);
  }
}
