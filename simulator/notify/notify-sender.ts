import type { KeyObject } from 'node:crypto';
import { chinaTime } from '../china-time.js';
import type { Clock } from '../clock.js';
import type { Faults } from '../control/faults.js';
import { postForm } from './post-form.js';
import { signMessage } from '../gateway/signing.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Gaps between the tries of one notify: 8 tries within 25 hours. */
export const RETRY_GAPS_MS: readonly number[] = [
  4 * MINUTE_MS,
  10 * MINUTE_MS,
  10 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  15 * HOUR_MS,
];

/** One sending of a notify. `lost` never left this machine (a fault that was switched on). */
export interface Delivery {
  readonly at: number;
  readonly outcome: 'success' | 'failed' | 'lost';
  readonly detail: string | null;
}

export interface Notice {
  readonly notifyId: string;
  readonly outTradeNo: string;
  readonly tradeStatus: string;
  readonly url: string;
  readonly state: 'waiting' | 'sending' | 'delivered' | 'given up';
  /** When it is (or was last) due by the simulator's clock. */
  readonly dueAt: number;
  readonly tries: number;
  readonly deliveries: readonly Delivery[];
}

interface Entry {
  notice: Notice;
  /** Kept back until a later notify of the same trade went out. */
  held: boolean;
  readonly fields: Readonly<Record<string, string>>;
}

export interface CourierParts {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly key: KeyObject;
  /** Factor on the gaps between tries. */
  readonly scale: number;
}

/** Delivers notifies until each was answered with exactly `success`, on Alipay's schedule. */
export class NotifySender {
  private readonly entries = new Map<string, Entry[]>();
  private readonly waiting = new Set<Entry>();
  private readonly underWay = new Set<Promise<void>>();
  private readonly stop = new AbortController();

  constructor(private readonly parts: CourierParts) {}

  /** Takes over a notify and sends it at once; without an address there is nothing to do. */
  post(url: string | null, fields: Readonly<Record<string, string>>, outTradeNo: string): void {
    if (url === null) return;
    const { clock, faults, scale } = this.parts;
    const held = faults.happens('reorderNotifies');
    const keptBackMs = held ? (RETRY_GAPS_MS[0] ?? 0) * scale : faults.lateness();
    const notice: Notice = {
      notifyId: fields['notify_id'] ?? '',
      outTradeNo,
      tradeStatus: fields['trade_status'] ?? '',
      url,
      state: 'waiting',
      dueAt: clock.now() + keptBackMs,
      tries: 0,
      deliveries: [],
    };
    const entry: Entry = { notice, fields, held };
    this.entries.set(outTradeNo, [...(this.entries.get(outTradeNo) ?? []), entry]);
    this.waiting.add(entry);
    this.sendDue();
  }

  /** Sends what is due by the clock. Called by a timer and whenever the clock was moved. */
  sendDue(): void {
    const now = this.parts.clock.now();
    for (const entry of this.waiting) {
      if (entry.notice.dueAt > now) continue;
      this.waiting.delete(entry);
      const work = this.attempt(entry).finally(() => this.underWay.delete(work));
      this.underWay.add(work);
    }
  }

  notices(outTradeNo: string): Notice[] {
    return (this.entries.get(outTradeNo) ?? []).map((entry) => entry.notice);
  }

  /** Resolves when no notify is on its way; those that wait for a later try are not waited for. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  /** Breaks off what is on its way and sends nothing any more. */
  async close(): Promise<void> {
    this.waiting.clear();
    this.stop.abort();
    await this.settled();
    this.waiting.clear();
  }

  private async attempt(entry: Entry): Promise<void> {
    const { clock, faults } = this.parts;
    const now = clock.now();
    const tries = entry.notice.tries + 1;
    entry.notice = { ...entry.notice, state: 'sending', tries };
    const doubled = faults.happens('doubleNotifies') ? 1 : 0;
    const copies = 1 + doubled + faults.current().repeatNotifies;
    const body = this.signedForm(entry.fields, now);
    const sendings = Array.from({ length: copies }, async () => this.send(entry, body));
    const answers = await Promise.all(sendings);
    this.release(entry);
    if (answers.includes(true)) {
      entry.notice = { ...entry.notice, state: 'delivered' };
      return;
    }
    const gap = RETRY_GAPS_MS[tries - 1];
    if (gap === undefined) {
      entry.notice = { ...entry.notice, state: 'given up' };
      return;
    }
    entry.notice = { ...entry.notice, state: 'waiting', dueAt: now + gap * this.parts.scale };
    this.waiting.add(entry);
  }

  /** Sends the notifies that were kept back until a later one of their trade had gone out. */
  private release({ notice: { outTradeNo } }: Entry): void {
    const now = this.parts.clock.now();
    for (const entry of this.entries.get(outTradeNo) ?? []) {
      if (!entry.held) continue;
      entry.held = false;
      if (this.waiting.has(entry)) entry.notice = { ...entry.notice, dueAt: now };
    }
    this.sendDue();
  }

  private signedForm(fields: Readonly<Record<string, string>>, now: number): string {
    const isMessage = 'msg_method' in fields;
    const time = isMessage ? { utc_timestamp: `${now}` } : { notify_time: chinaTime(now) };
    const message = { ...fields, ...time };
    return new URLSearchParams(signMessage(message, this.parts.key)).toString();
  }

  private async send(entry: Entry, body: string): Promise<boolean> {
    const at = this.parts.clock.now();
    const { faults } = this.parts;
    const result = faults.happens('loseNotifies')
      ? ({ outcome: 'lost', detail: null } as const)
      : await this.deliver(entry.notice.url, body);
    const deliveries = [...entry.notice.deliveries, { at, ...result }];
    entry.notice = { ...entry.notice, deliveries };
    return result.outcome === 'success' && !faults.happens('deafNotifies');
  }

  /** Only status 200 with the 7 bytes `success` counts; a redirect, a newline or quotes do not. */
  private async deliver(url: string, body: string): Promise<Omit<Delivery, 'at'>> {
    try {
      const answer = await postForm(url, body, this.stop.signal);
      if (answer.status === 200 && answer.body === 'success') {
        return { outcome: 'success', detail: null };
      }
      const text = JSON.stringify(answer.body.slice(0, 80));
      return { outcome: 'failed', detail: `HTTP ${answer.status} ${text}` };
    } catch (error) {
      return { outcome: 'failed', detail: String(error) };
    }
  }
}
