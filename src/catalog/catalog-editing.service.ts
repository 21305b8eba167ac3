import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.service.js';
import { keyScope, type SignedInUser } from '../auth/signed-in-user.js';
import { Transactions } from '../database/transactions.js';
import { Idempotency } from '../http/idempotency/idempotency.js';
import { CatalogService } from './catalog.service.js';
import type { RestockDto, SkuChangeDto, SkuDto, SkuMembers } from './sku.dto.js';
import { type SkuView, type SkuWire, skuWire } from './sku-view.js';

/** Changes the catalogue for the staff, with an entry in the audit log. */
@Injectable()
export class CatalogEditing {
  constructor(
    private readonly catalog: CatalogService,
    private readonly audit: AuditLog,
    private readonly idempotency: Idempotency,
    private readonly transactions: Transactions,
  ) {}

  /** Adds a SKU, once for a key. */
  async create(staff: SignedInUser, sku: SkuDto, key: string | null): Promise<SkuWire> {
    const request = { scope: keyScope(staff), key, route: 'POST skus', body: sku };
    const reply = await this.idempotency.once(request, async (tx) => {
      const body = skuWire(await this.catalog.create(tx, sku));
      const { id, ...after } = body;
      await this.audit.write(tx, staff, {
        action: 'sku.create',
        object: { kind: 'sku', id },
        after,
      });
      return { status: 201, body };
    });
    return reply.body;
  }

  /** Changes members of a SKU. Throws Problem `no-such-sku`. */
  async edit(
    staff: SignedInUser,
    id: number,
    { reason, ...change }: SkuChangeDto,
  ): Promise<SkuWire> {
    return this.transactions.run(async (tx) => {
      const before = skuWire(await this.catalog.lock(tx, id));
      const sku = skuWire(await this.catalog.edit(tx, id, change));
      await this.audit.write(tx, staff, {
        action: 'sku.change',
        object: { kind: 'sku', id },
        before: membersOf(before, change),
        after: membersOf(sku, change),
        reason,
      });
      return sku;
    });
  }

  /**
   * Adds pieces to a SKU's stock, once for a key. Throws Problem `no-such-sku`, `stock-without-limit`,
   * `stock-too-large`.
   */
  async restock(
    staff: SignedInUser,
    id: number,
    restock: RestockDto,
    key: string | null,
  ): Promise<SkuWire> {
    const request = { scope: keyScope(staff), key, route: `POST restock of ${id}`, body: restock };
    const reply = await this.idempotency.once(request, async (tx) => {
      const sku = await this.catalog.restock(tx, id, restock);
      await this.audit.write(tx, staff, {
        action: 'sku.restock',
        object: { kind: 'sku', id },
        ...stockChange(sku, restock),
      });
      return { status: 200, body: skuWire(sku) };
    });
    return reply.body;
  }
}

/** Those members of a SKU that a change names. Pure. */
function membersOf(sku: SkuWire, change: SkuMembers): object {
  return Object.fromEntries(Object.entries(sku).filter(([name]) => name in change));
}

function stockChange({ stock }: SkuView, { count }: RestockDto) {
  return { before: { stock: (stock ?? 0) - count }, after: { stock, count } };
}
