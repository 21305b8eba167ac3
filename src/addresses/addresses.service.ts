import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { OrdersConfig } from '../../config/orders.config.js';
import { Users } from '../auth/users.service.js';
import { Transactions } from '../database/transactions.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { Problem } from '../kernel/problem.js';
import { AddressEntity } from './address.entity.js';
import { AddressRepository } from './address.repository.js';
import {
  type AddressText,
  type AddressView,
  addressView,
  type OwnedAddress,
} from './address-view.js';

/** A user's addresses: exactly one is the default while there are any. The user's row locks them. */
@Injectable()
export class AddressesService {
  constructor(
    private readonly repository: AddressRepository,
    private readonly users: Users,
    private readonly transactions: Transactions,
    private readonly config: OrdersConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The user's addresses, the default first, then the newest. */
  list(userId: number): Promise<AddressView[]> {
    return this.repository.ofUser(userId);
  }

  /** Addresses by id, each with its owner, without those that are deleted. */
  async findMany(ids: readonly number[], tx: EntityManager): Promise<Map<number, OwnedAddress>> {
    if (ids.length === 0) return new Map();
    const rows = await this.repository.findMany(tx, ids);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Adds an address; the first becomes the default. Throws Problem `too-many-addresses`. */
  async create(tx: EntityManager, userId: number, text: AddressText): Promise<AddressView> {
    await this.users.lock(tx, userId);
    const count = await tx.countBy(AddressEntity, { userId, deletedAt: IsNull() });
    if (count >= this.config.maxAddresses) {
      throw new Problem('too-many-addresses', { limit: count });
    }
    const isDefault = count === 0;
    const row = { ...text, userId, isDefault, createdAt: this.clock.now(), deletedAt: null };
    const insert = tx.createQueryBuilder().insert().into(AddressEntity).values(row);
    const { raw } = await insert.updateEntity(false).execute();
    const id = Number((raw as { insertId: number | string }).insertId);
    return addressView({ ...row, id });
  }

  /** Changes members of an address. Throws Problem `no-such-address`. */
  update(userId: number, id: number, change: Partial<AddressText>): Promise<AddressView> {
    return this.transactions.run(async (tx) => {
      const address = await this.lockOwn(tx, userId, id);
      if (Object.keys(change).length === 0) return address;
      await tx.update(AddressEntity, { id, userId }, change);
      return { ...address, ...change };
    });
  }

  /** Makes an address the default. Throws Problem `no-such-address`. */
  setDefault(userId: number, id: number): Promise<AddressView> {
    return this.transactions.run(async (tx) => {
      const address = await this.lockOwn(tx, userId, id);
      await this.moveDefault(tx, userId, id);
      return { ...address, isDefault: true };
    });
  }

  /**
   * Deletes an address; orders keep their copies. The newest of the others becomes the default when needed. Throws
   * Problem `no-such-address`.
   */
  remove(userId: number, id: number): Promise<void> {
    return this.transactions.run(async (tx) => {
      const address = await this.lockOwn(tx, userId, id);
      const deletedAt = this.clock.now();
      await tx.update(AddressEntity, { id, userId }, { deletedAt, isDefault: false });
      if (!address.isDefault) return;
      const where = { userId, deletedAt: IsNull() };
      const newest = await tx.findOne(AddressEntity, { where, order: { id: 'DESC' } });
      if (newest !== null) await this.moveDefault(tx, userId, newest.id);
    });
  }

  private async lockOwn(tx: EntityManager, userId: number, id: number): Promise<AddressView> {
    await this.users.lock(tx, userId);
    const address = await tx.findOneBy(AddressEntity, { id, userId, deletedAt: IsNull() });
    if (address !== null) return addressView(address);
    throw new Problem('no-such-address');
  }

  private async moveDefault(tx: EntityManager, userId: number, id: number): Promise<void> {
    await tx.update(AddressEntity, { userId, isDefault: true }, { isDefault: false });
    await tx.update(AddressEntity, { id, userId }, { isDefault: true });
  }
}
