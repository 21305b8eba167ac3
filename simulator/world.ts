import type { KeyObject } from 'node:crypto';
import type { BillDesk } from './bills/bill-desk.js';
import type { TradeRepository } from './trades/trade-repository.js';
import type { Gate } from './gateway/call.js';
import type { Clock } from './clock.js';
import type { NotifySender } from './notify/notify-sender.js';
import type { Faults } from './control/faults.js';
import type { Identity } from './trades/messages.js';

/** The moving parts of one running simulator; the rules themselves are pure and know none of it. */
export interface World {
  readonly identity: Identity;
  readonly appPublicKey: KeyObject;
  readonly alipayPrivateKey: KeyObject;
  readonly clock: Clock;
  readonly trades: TradeRepository;
  readonly notifySender: NotifySender;
  readonly faults: Faults;
  readonly bills: BillDesk;
  /** Base of the addresses that are given out (QR codes), without a slash at its end. */
  publicUrl: string;
}

/** What a request is checked against. A merchant whose clock is right is not refused because ours was moved. */
export function gateOf(world: World): Gate {
  const { identity, appPublicKey, clock } = world;
  return { appId: identity.appId, appPublicKey, nows: [clock.now(), clock.unmoved()] };
}
