import { Inject, Injectable } from '@nestjs/common';
import { ArchiveService } from '../../archive/archive.service.js';
import { amountRange, periodOf } from '../../http/list-query.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import type { OrderState } from '../../orders/model/order-states.js';
import type { OrderFilter } from './order-filter.js';
import type { OrderExportQuery } from './order-lists.dto.js';
import { type Found, type Need, OrderSearchRepository } from './order-search.repository.js';
import { searchForms } from './search-forms.js';

/** A text that led to nothing. */
const NOTHING: Found = { ids: [] };
/** No user has this number. */
const NOBODY = 0;

/** Turns what a query says into what the tables know. */
@Injectable()
export class OrderFilters {
  constructor(
    private readonly search: OrderSearchRepository,
    private readonly archive: ArchiveService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The filter of a query. */
  async resolve(query: OrderExportQuery): Promise<OrderFilter> {
    const [found, user, troubled] = await Promise.all([
      this.find(query.q),
      this.userOf(query.userId),
      this.troubled(query.needs),
    ]);
    return {
      states: statesIn(query),
      created: periodOf(query.createdFrom, query.createdTo),
      paid: periodOf(query.paidFrom, query.paidTo),
      amount: amountRange(query.amountFrom, query.amountTo),
      storefront: query.storefront ?? null,
      userId: sameUser(found.userId ?? null, user),
      mobile: found.mobile ?? null,
      ids: commonIds(found.ids ?? null, troubled),
    };
  }

  /** What a text leads to: the first of what it may be that there is. */
  private async find(text: string | undefined): Promise<Found> {
    if (text === undefined) return {};
    const forms = searchForms(text);
    // By a number an order is found wherever it lies; by its buyer those that are not in the archive.
    if (forms.some((form) => form === 'number' || form === 'tracking'))
      await this.archive.bringBack([text, text.toUpperCase()]);
    for (const form of forms) {
      const found = await this.search.find(form, text);
      if (found !== null) return found;
    }
    return NOTHING;
  }

  private async userOf(publicId: string | undefined): Promise<number | null> {
    if (publicId === undefined) return null;
    return (await this.search.userId(publicId)) ?? NOBODY;
  }

  private async troubled(need: Need | undefined): Promise<string[] | null> {
    return need === undefined ? null : this.search.inTrouble(need, this.clock.now());
  }
}

/** The states that a query names. Pure. */
export function statesIn({ state }: Pick<OrderExportQuery, 'state'>): OrderState[] {
  return (state?.split(',') ?? []) as OrderState[];
}

function sameUser(one: number | null, other: number | null): number | null {
  if (one === null || other === null || one === other) return one ?? other;
  return NOBODY;
}

function commonIds(
  one: readonly string[] | null,
  other: readonly string[] | null,
): readonly string[] | null {
  if (one === null || other === null) return one ?? other;
  const known = new Set(other);
  return one.filter((id) => known.has(id));
}
