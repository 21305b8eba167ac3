import { Inject, Injectable, Logger } from '@nestjs/common';
import DataLoader from 'dataloader';
import { OrdersConfig } from '../../../config/orders.config.js';
import { databaseTrouble, isOutOfPrepared } from '../../database/database-trouble.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { canPay, isNoted, type LinkedOrder, linkRefusal } from './link-rules.js';
import { yuanToFen } from '../../kernel/money.js';
import { paymentOf } from '../model/payment-rows.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { NotifyArrivals } from '../model/notify-arrivals.service.js';
import { RecentLinkRepository, type RecentRow } from './recent-link.repository.js';

/** Whose link to which order, by which way. */
export type LinkRequest = Pick<PaymentEntity, 'method' | 'storefront'> & {
  readonly orderNo: string;
  readonly userId: number;
};

/** The newest payment of an order, and what of the order decides about a link. */
interface Found {
  readonly order: LinkedOrder;
  readonly payment: PaymentEntity;
}

/** So many at most share a statement; those of a turn are more only when the process was held up. */
const MAX_TOGETHER = 64;
/** So many statements at once: a database that is slow to answer is not to have all connections taken for this. */
const MAX_READS = 4;

/**
 * Payments whose link was given out a moment ago: to give it out again nothing is written, so nobody waits for a lock.
 * Those who ask in the same turn of the event loop share one statement.
 */
@Injectable()
export class RecentLinks {
  private readonly logger = new Logger(RecentLinks.name);
  private readsAtWork = 0;
  private readonly newest = new DataLoader((orderNos: readonly string[]) => this.read(orderNos), {
    cache: false,
    maxBatchSize: MAX_TOGETHER,
    batchScheduleFn: (read) => setImmediate(read),
  });

  constructor(
    private readonly links: RecentLinkRepository,
    private readonly arrivals: NotifyArrivals,
    private readonly config: OrdersConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The payment of an order whose link can be given out as it is; null when there is something to write or to refuse,
   * which is for whoever holds the order's lock, and when it cannot be looked up now. Throws the driver's error when
   * the database is of no use to anybody at the moment.
   */
  async find(request: LinkRequest): Promise<PaymentEntity | null> {
    if (this.readsAtWork >= MAX_READS) return null;
    const found = await this.newest.load(request.orderNo);
    return found !== null && this.isRecent(request, found) ? found.payment : null;
  }

  private isRecent(request: LinkRequest, { order, payment }: Found): boolean {
    const now = this.clock.now();
    return (
      order.userId === request.userId &&
      linkRefusal(order, now, this.config.lastLinkMs) === null &&
      canPay(payment, order) &&
      isNoted(request, payment, order, { now, calmness: this.arrivals.calmness() })
    );
  }

  private async read(orderNos: readonly string[]): Promise<(Found | null)[]> {
    this.readsAtWork += 1;
    try {
      const newest = newestOf(await this.links.findMany(orderNos));
      return orderNos.map((orderNo) => foundOf(newest.get(orderNo)));
    } catch (error) {
      // The way with the lock would fail as well, but for what only prepared statements need.
      if (databaseTrouble(error)?.again === false && !isOutOfPrepared(error)) throw error;
      this.logger.warn({ err: error }, 'recent links are not looked up');
      return orderNos.map(() => null);
    } finally {
      this.readsAtWork -= 1;
    }
  }
}

function newestOf(rows: readonly RecentRow[]): Map<string, RecentRow> {
  const newest = new Map<string, RecentRow>();
  for (const row of rows) {
    const other = newest.get(row.wantedNo);
    if (other === undefined || other.attempt < row.attempt) newest.set(row.wantedNo, row);
  }
  return newest;
}

function foundOf(row: RecentRow | undefined): Found | null {
  if (row === undefined) return null;
  const order = {
    userId: row.wantedUserId,
    state: row.wantedState,
    payable: yuanToFen(row.wantedPayable),
    cancelRequestedAt: row.wantedCancelRequestedAt,
    expiresAt: row.wantedExpiresAt,
    nextCheckAt: row.wantedNextCheckAt,
  };
  return { order, payment: paymentOf(row) };
}
