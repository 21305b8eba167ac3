import { Inject, Injectable } from '@nestjs/common';
import { AuthConfig } from '../../config/auth.config.js';
import { RedisConfig } from '../../config/redis.config.js';
import { QUEUE_REDIS, type RedisClient } from '../database/redis.js';
import { RateLimit } from '../http/rate-limit.js';
import { foldedName } from './folded-name.js';
import { KnownNetworks } from './known-networks.js';
import { networkOf } from './network.js';

/** Many people may sit behind one address; one name belongs to one person. */
const ADDRESS_FACTOR = 10;
const DAY_SECONDS = 86_400;

/** Who tries a password, and from where. */
export interface Attempt {
  readonly username: string;
  readonly address: string;
  /** A device on which this user has signed in before, as its cookie proves; null: none. */
  readonly device: string | null;
}

/**
 * How long a name waits after so many failures beyond the free ones: 1 s, 2 s, 4 s … up to `most`. Pure.
 *
 * @param failures counted from 0: the one that used up the free ones
 */
export function nameDelaySeconds(failures: number, most: number): number {
  return Math.min(most, 2 ** Math.min(failures, 30));
}

/**
 * Bounds how often wrong passwords are tried. Failures count for who tries a name from an address, for the address
 * whatever the names, and for the name wherever they come from. The last two refuse nobody whose address or device the
 * name is known from: a stranger locks out strangers alone. What was right costs nothing.
 */
@Injectable()
export class SignInLimits {
  private readonly byPair: RateLimit;
  private readonly byAddress: RateLimit;
  private readonly byName: RateLimit;
  private readonly delays: RateLimit;
  private readonly newNames: RateLimit;
  private readonly newByAddress: RateLimit;

  constructor(
    @Inject(QUEUE_REDIS) redis: RedisClient,
    private readonly config: AuthConfig,
    { keyPrefix }: RedisConfig,
    private readonly networks: KnownNetworks,
  ) {
    const limit = (kind: string, points: number, duration = config.loginWindowSeconds): RateLimit =>
      new RateLimit(redis, {
        keyPrefix: `${keyPrefix}:sign-in-${kind}`,
        points,
        duration,
        slug: 'too-many-attempts',
      });
    const { loginAttempts } = config;
    this.byPair = limit('pair', loginAttempts);
    this.byAddress = limit('address', loginAttempts * ADDRESS_FACTOR);
    this.byName = limit('name', loginAttempts, DAY_SECONDS);
    this.delays = limit('delay', 1);
    this.newNames = limit('new-name', loginAttempts);
    this.newByAddress = limit('new-address', loginAttempts * ADDRESS_FACTOR);
  }

  /** Lets a password be tried, or throws Problem `too-many-attempts`. The outcome is told by one of the methods below. */
  async admit(attempt: Attempt): Promise<void> {
    const name = foldedName(attempt.username);
    const network = networkOf(attempt.address);
    const isKnown = attempt.device !== null || (await this.networks.has(name, network));
    if (!isKnown) await Promise.all([this.delays.check(name), this.byAddress.check(network)]);
    await this.byPair.spend(pairOf(attempt));
  }

  /** The password was right: nothing was spent, and the address is known from now on. */
  async recordSuccess(attempt: Attempt): Promise<void> {
    const remembered = this.networks.add(foldedName(attempt.username), networkOf(attempt.address));
    await Promise.all([this.byPair.forget(pairOf(attempt)), remembered]);
  }

  /** The password was wrong. */
  async recordFailure({ username, address }: Attempt): Promise<void> {
    const name = foldedName(username);
    const [failures] = await Promise.all([
      this.byName.count(name),
      this.byAddress.count(networkOf(address)),
    ]);
    const { loginAttempts, loginWindowSeconds } = this.config;
    if (failures < loginAttempts) return;
    await this.delays.block(name, nameDelaySeconds(failures - loginAttempts, loginWindowSeconds));
  }

  /** Nobody knows whether it was right: the database did not answer. */
  async recordNothing(attempt: Attempt): Promise<void> {
    await this.byPair.giveBack(pairOf(attempt));
  }

  /** Counts a registration, whatever comes of it; sign-ins are not counted here. Throws Problem `too-many-attempts`. */
  async spendRegistration(username: string, address: string): Promise<void> {
    await Promise.all([
      this.newNames.spend(pairOf({ username, address, device: null })),
      this.newByAddress.spend(networkOf(address)),
    ]);
  }
}

/** A known device is counted by itself: what its neighbours behind one address do is not held against it. */
function pairOf({ username, address, device }: Attempt): string {
  const from = device === null ? networkOf(address) : `device ${device}`;
  return `${foldedName(username)} ${from}`;
}
