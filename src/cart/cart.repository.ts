import { Inject, Injectable, Logger } from '@nestjs/common';
import { OrdersConfig } from '../../config/orders.config.js';
import { RedisConfig } from '../../config/redis.config.js';
import { CART_REDIS, type RedisClient } from '../database/redis.js';
import { Problem } from '../kernel/problem.js';
import { cartOwnerRequired, GuestCarts } from './guest-carts.js';
import { type CartScript, cartScripts } from './cart-scripts.js';

/** Whose cart it is. */
export type CartOwner =
  | { readonly kind: 'user'; readonly publicId: string }
  | { readonly kind: 'guest'; readonly token: string };

/** One line as Redis keeps it. */
export interface StoredLine {
  readonly skuId: number;
  readonly count: number;
  readonly selected: boolean;
}

/** What stood against an addition: a limit of the cart, or the stock. */
export type AddRefusal = 'pieces' | 'lines' | 'stock';

type Command = (...args: (string | number)[]) => Promise<unknown>;

const LINE = /^(\d+):([01])$/;
const REFUSALS: Readonly<Record<number, AddRefusal>> = {
  [-1]: 'pieces',
  [-2]: 'lines',
  [-3]: 'stock',
};

/** Carts in Redis: one hash each, gone when nobody used it for long. */
@Injectable()
export class CartRepository {
  private readonly logger = new Logger(CartRepository.name);
  private readonly maxCount: string;
  private readonly maxLines: string;

  constructor(
    @Inject(CART_REDIS) private readonly redis: RedisClient,
    private readonly config: RedisConfig,
    orders: OrdersConfig,
    private readonly guests: GuestCarts,
  ) {
    this.maxCount = String(orders.maxCount);
    this.maxLines = String(orders.maxLines);
    // Sent once; afterwards by their digest, and again when the server has forgotten them.
    for (const [name, { lua, numberOfKeys }] of Object.entries(cartScripts)) {
      redis.defineCommand(name, { lua, numberOfKeys });
    }
  }

  /** The lines of a cart in the order of the SKUs' ids. Throws Problem `cart-unavailable` while Redis is away. */
  async lines(owner: CartOwner): Promise<StoredLine[]> {
    const hash = (await this.run('readCart', [this.key(owner)], this.ttl(owner))) as string[];
    return hash
      .flatMap((skuId, index) => (index % 2 === 0 ? readLine(skuId, hash[index + 1] ?? '') : []))
      .toSorted((one, other) => one.skuId - other.skuId);
  }

  /** Adds pieces up to what is in stock (null: without limit); answers what stood against it, or null. */
  async add(
    owner: CartOwner,
    line: { readonly skuId: number; readonly count: number },
    stock: number | null,
  ): Promise<AddRefusal | null> {
    const limits = [this.maxCount, this.maxLines, this.ttl(owner), stock ?? ''];
    const answer = await this.run(
      'addToCart',
      [this.key(owner)],
      line.skuId,
      line.count,
      ...limits,
    );
    return REFUSALS[Number(answer)] ?? null;
  }

  /** Sets the count or the selection of a line; false when there is no such line. */
  async set(owner: CartOwner, skuId: number, count?: number, selected?: boolean): Promise<boolean> {
    const flag = selected === undefined ? '' : mark(selected);
    const answer = await this.run(
      'setLine',
      [this.key(owner)],
      skuId,
      count ?? '',
      flag,
      this.ttl(owner),
    );
    return answer === 1;
  }

  /** Selects or deselects every line. */
  async selectAll(owner: CartOwner, selected: boolean): Promise<void> {
    await this.run('selectAll', [this.key(owner)], mark(selected), this.ttl(owner));
  }

  /** Removes a line; nothing happens when it is not there. */
  async remove(owner: CartOwner, skuId: number): Promise<void> {
    await this.asked(this.redis.hdel(this.key(owner), String(skuId)));
  }

  /** Empties a cart. */
  async clear(owner: CartOwner): Promise<void> {
    await this.asked(this.redis.del(this.key(owner)));
  }

  /**
   * Moves a cart's lines into another, up to the limits. In a cluster the two may be on two servers: then whoever dies
   * between taking them out and putting them in loses the first cart, and a refusal puts them back.
   */
  async merge(from: CartOwner, to: CartOwner): Promise<void> {
    if (this.redis.isCluster) return this.moveLines(from, to);
    const keys = [this.key(from), this.key(to)];
    await this.run('mergeCarts', keys, ...this.mergeLimits(to));
  }

  /** Takes bought pieces out of a cart. */
  async takeOut(owner: CartOwner, lines: readonly Omit<StoredLine, 'selected'>[]): Promise<void> {
    const bought = lines.flatMap(({ skuId, count }) => [skuId, count]);
    await this.run('takeOut', [this.key(owner)], ...bought);
  }

  private async moveLines(from: CartOwner, to: CartOwner): Promise<void> {
    const lines = (await this.run('takeAll', [this.key(from)])) as string[];
    const putInto = (owner: CartOwner) =>
      this.run('addLines', [this.key(owner)], ...this.mergeLimits(owner), ...lines);
    try {
      await putInto(to);
    } catch (error) {
      await putInto(from).catch(() => undefined);
      throw error;
    }
  }

  private mergeLimits(to: CartOwner): readonly (string | number)[] {
    return [this.maxCount, this.maxLines, this.ttl(to)];
  }

  private ttl({ kind }: CartOwner): number {
    return kind === 'user' ? this.config.cartTtlSeconds : this.config.guestCartTtlSeconds;
  }

  private async run(
    script: CartScript,
    keys: readonly string[],
    ...values: readonly (string | number)[]
  ): Promise<unknown> {
    const commands = this.redis as unknown as Record<CartScript, Command>;
    return this.asked(commands[script](...keys, ...values));
  }

  private async asked<Value>(question: Promise<Value>): Promise<Value> {
    try {
      return await question;
    } catch (error) {
      // The message alone: the failed command would show a guest's token.
      this.logger.warn(
        `no answer from Redis: ${error instanceof Error ? error.message : 'unknown'}`,
      );
      throw new Problem('cart-unavailable');
    }
  }

  /** Throws Problem `sign-in-required` for a guest's token that this server did not give out. */
  private key(owner: CartOwner): string {
    if (owner.kind === 'guest' && !this.guests.isIssued(owner.token)) throw cartOwnerRequired();
    const whose = owner.kind === 'user' ? `user:${owner.publicId}` : `guest:${owner.token}`;
    return `${this.config.keyPrefix}:cart:${whose}`;
  }
}

function mark(selected: boolean): '0' | '1' {
  return selected ? '1' : '0';
}

function readLine(skuId: string, value: string): StoredLine[] {
  const parts = LINE.exec(value);
  return parts === null
    ? []
    : [{ skuId: Number(skuId), count: Number(parts[1]), selected: parts[2] === '1' }];
}
