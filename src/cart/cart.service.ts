import { Injectable } from '@nestjs/common';
import { OrdersConfig } from '../../config/orders.config.js';
import type { UserIds } from '../auth/signed-in-user.js';
import { CatalogService, noSuchSku } from '../catalog/catalog.service.js';
import { isEnough, type SkuView } from '../catalog/sku-view.js';
import { givenHere } from '../http/field-words.js';
import { invalidRequest } from '../http/validation.js';
import { Problem } from '../kernel/problem.js';
import { type AddRefusal, type CartOwner, CartRepository } from './cart.repository.js';
import { type CartView, cartView } from './cart-view.js';
import { GuestCarts } from './guest-carts.js';

/** Carts of users and guests. */
@Injectable()
export class CartService {
  constructor(
    private readonly store: CartRepository,
    private readonly catalog: CatalogService,
    private readonly config: OrdersConfig,
    private readonly guests: GuestCarts,
  ) {}

  /** A token for the cart of a guest at an address. Throws Problem `too-many-carts`. */
  guestToken(address: string): Promise<string> {
    return this.guests.issue(address);
  }

  /** The cart at today's prices. Throws Problem `cart-unavailable`, as every method here does. */
  async view(owner: CartOwner): Promise<CartView> {
    const lines = await this.store.lines(owner);
    return cartView(lines, await this.catalog.findMany(lines.map(({ skuId }) => skuId)));
  }

  /** Adds pieces of a SKU. Throws Problem `no-such-sku`, `not-enough-stock`, `cart-limit`. */
  async add(owner: CartOwner, skuId: number, count: number): Promise<CartView> {
    const sku = await this.buyable(skuId);
    const refusal = await this.store.add(owner, { skuId, count }, sku.stock);
    if (refusal !== null) throw this.refused(refusal, sku);
    return this.view(owner);
  }

  /**
   * Sets the count or the selection of a line. Throws Problem `no-such-line`, and for a count `no-such-sku`,
   * `not-enough-stock`, `cart-limit`.
   */
  async set(
    owner: CartOwner,
    skuId: number,
    change: { readonly count?: number; readonly selected?: boolean },
  ): Promise<CartView> {
    if (change.count !== undefined) await this.refuseCount(skuId, change.count);
    const found = await this.store.set(owner, skuId, change.count, change.selected);
    if (found) return this.view(owner);
    throw new Problem('no-such-line');
  }

  /** Selects or deselects every line. */
  async selectAll(owner: CartOwner, selected: boolean): Promise<CartView> {
    await this.store.selectAll(owner, selected);
    return this.view(owner);
  }

  /** Removes a line, whether it is there or not. */
  async remove(owner: CartOwner, skuId: number): Promise<CartView> {
    await this.store.remove(owner, skuId);
    return this.view(owner);
  }

  /** Empties the cart. */
  async clear(owner: CartOwner): Promise<CartView> {
    await this.store.clear(owner);
    return this.view(owner);
  }

  /** Moves a guest's cart into the user's; doing it again changes nothing. Throws Problem `invalid-request`. */
  async merge({ publicId }: UserIds, token: string): Promise<CartView> {
    const owner = { kind: 'user', publicId } as const;
    if (!this.guests.isIssued(token)) throw unknownToken();
    await this.store.merge({ kind: 'guest', token }, owner);
    return this.view(owner);
  }

  /** What the user has selected, for an order. */
  async selectedLines({ publicId }: UserIds): Promise<{ skuId: number; count: number }[]> {
    const lines = await this.store.lines({ kind: 'user', publicId });
    return lines.filter(({ selected }) => selected).map(({ skuId, count }) => ({ skuId, count }));
  }

  /** Takes what was bought out of the user's cart; what was added meanwhile stays. */
  async removeLines(
    { publicId }: UserIds,
    lines: readonly { readonly skuId: number; readonly count: number }[],
  ): Promise<void> {
    await this.store.takeOut({ kind: 'user', publicId }, lines);
  }

  private async buyable(skuId: number): Promise<SkuView> {
    const sku = (await this.catalog.findMany([skuId])).get(skuId);
    if (sku === undefined || !sku.active) throw noSuchSku();
    return sku;
  }

  private async refuseCount(skuId: number, count: number): Promise<void> {
    const sku = await this.buyable(skuId);
    if (count > this.config.maxCount) throw this.refused('pieces', sku);
    if (!isEnough(sku, count)) throw this.refused('stock', sku);
  }

  private refused(what: AddRefusal, sku: SkuView): Problem {
    if (what === 'stock') return notEnough(sku);
    const { maxCount, maxLines } = this.config;
    const limit = what === 'pieces' ? maxCount : maxLines;
    return new Problem('cart-limit', { limit, of: what });
  }
}

function unknownToken(): Problem {
  const message = givenHere('cartToken');
  return invalidRequest([{ path: 'cartToken', message }]);
}

function notEnough(sku: SkuView): Problem {
  return new Problem('not-enough-stock', { skuId: sku.id, stock: sku.stock });
}
