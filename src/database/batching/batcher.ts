import type { Context } from '@opentelemetry/api';
import type { Outcome } from '../../kernel/outcome.js';
import { currentContext, inContext } from '../../kernel/tracing.js';

/** The outcome of a request, or that it could not be decided without making its neighbours wait. */
export type BatchOutcome<Result> = Outcome<Result> | 'alone';

/**
 * Does the work of some requests together and answers an outcome for each, in their order. When it throws, it must have
 * left no trace. `isAlone`: it may wait for long, for nobody waits with it or behind it.
 */
export type BatchWork<Request, Result> = (
  requests: readonly Request[],
  isAlone: boolean,
) => Promise<readonly BatchOutcome<Result>[]>;

/** How requests are put together. */
export interface BatchRules<Request> {
  /** Requests in a batch at most. */
  readonly maxSize: number;
  /** Batches at work at the same time at most. */
  readonly lanes: number;
  /** Requests that wait for a batch at most; a further one is refused at once. */
  readonly maxWaiting: number;
  /** What a request is told that is refused because so many wait. */
  readonly refusal: () => Error;
  /** Two requests of one key are never in work at once: they are decided one after the other, as they came. */
  readonly keyOf: (request: Request) => string;
  /** After a batch of several the next one gathers for as long as that one took, but so many milliseconds at most. */
  readonly maxGatherMs: number;
  /** Milliseconds since whenever, by a clock that nobody sets. */
  readonly elapsedMs: () => number;
  /** A batch that is at work for longer than this many milliseconds lets the next one start beside it. */
  readonly patienceMs: number;
  /** Whether an error concerns all requests alike, so that it is of no use to try them apart. */
  readonly isCommon: (error: unknown) => boolean;
  /** Whether somebody held the work up for long: each is then tried alone at once, so that one more wait is the last. */
  readonly isHeldUp: (error: unknown) => boolean;
}

/** After a wait in vain so many batches go without one: those who come are not those who were answered. */
const BATCHES_AFTER_VAIN_WAIT = 8;

/** A batch that does not start yet, although it could. */
interface Gathering {
  /** It starts when so many wait. */
  readonly enough: number;
  readonly end: NodeJS.Timeout;
}

interface Entry<Request, Result> {
  readonly request: Request;
  readonly key: string;
  /** What it is a part of; null while nobody is told of that. */
  readonly part: Context | null;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets requests that are in flight at the same time share one piece of work, such as one transaction. While a batch is
 * at work the next one gathers, and, when that batch was one of several, for a little longer: those that it answered are
 * likely to ask again, and fuller batches cost less. When nothing is at work and no batch of several has just ended, a
 * request waits for nobody.
 */
export class Batcher<Request, Result> {
  private waiting: Entry<Request, Result>[] = [];
  private readonly keysAtWork = new Set<string>();
  private lanesAtWork = 0;
  private isStarting = false;
  private gathering: Gathering | null = null;
  private batchesWithoutWait = 0;

  constructor(
    private readonly work: BatchWork<Request, Result>,
    private readonly rules: BatchRules<Request>,
  ) {}

  /**
   * Puts a request into the next batch and answers its own outcome, after the batch's work is done. Throws what was
   * wrong with this request, and the refusal when too many wait already; a neighbour that makes the work fail is tried
   * apart from it.
   */
  run(request: Request): Promise<Result> {
    if (this.waiting.length >= this.rules.maxWaiting) return Promise.reject(this.rules.refusal());
    return new Promise((resolve, reject) => {
      const [key, part] = [this.rules.keyOf(request), currentContext()];
      this.waiting.push({ request, key, part, resolve, reject });
      this.startSoon();
    });
  }

  /** After the events of this turn: requests that arrived together are together. */
  private startSoon(): void {
    if (this.isStarting) return;
    this.isStarting = true;
    setImmediate(() => {
      this.isStarting = false;
      this.start();
    });
  }

  private start(): void {
    if (this.gathering !== null) {
      if (this.waiting.length < this.gathering.enough) return;
      this.endGathering();
    }
    while (this.lanesAtWork < this.rules.lanes) {
      const batch = this.takeBatch();
      if (batch.length === 0) return;
      void this.useLane(batch);
    }
  }

  private async useLane(batch: readonly Entry<Request, Result>[]): Promise<void> {
    const began = this.rules.elapsedMs();
    let lanes = 1;
    this.lanesAtWork += lanes;
    const leave = (): void => {
      this.lanesAtWork -= lanes;
      lanes = 0;
    };
    const impatience = setTimeout(() => {
      leave();
      this.start();
    }, this.rules.patienceMs);
    await this.carryOut(batch);
    clearTimeout(impatience);
    if (lanes > 0 && batch.length > 1) this.gather(batch.length, this.rules.elapsedMs() - began);
    leave();
    this.start();
  }

  private gather(answered: number, tookMs: number): void {
    const forMs = Math.min(tookMs, this.rules.maxGatherMs);
    // No timer is shorter than a millisecond.
    if (this.gathering !== null || forMs < 1) return;
    if (this.batchesWithoutWait > 0) {
      this.batchesWithoutWait -= 1;
      return;
    }
    const end = setTimeout(() => {
      if (this.waiting.length > 0) this.batchesWithoutWait = BATCHES_AFTER_VAIN_WAIT;
      this.endGathering();
      this.start();
    }, forMs);
    const enough = Math.min(this.waiting.length + answered, this.rules.maxSize);
    this.gathering = { enough, end };
  }

  private endGathering(): void {
    clearTimeout(this.gathering?.end);
    this.gathering = null;
  }

  /** Beside the lanes: whatever it waits for, the others do not. */
  private async decideAlone(entry: Entry<Request, Result>): Promise<void> {
    await this.carryOut([entry], true);
    this.start();
  }

  private takeBatch(): Entry<Request, Result>[] {
    const batch: Entry<Request, Result>[] = [];
    const left: Entry<Request, Result>[] = [];
    // A later request of a key stays behind the earlier one, whether that is at work, taken now or left.
    const keysSeen = new Set(this.keysAtWork);
    for (const entry of this.waiting) {
      const fits = batch.length < this.rules.maxSize && !keysSeen.has(entry.key);
      (fits ? batch : left).push(entry);
      keysSeen.add(entry.key);
    }
    for (const { key } of batch) this.keysAtWork.add(key);
    this.waiting = left;
    return batch;
  }

  /** Settles every entry but those that are decided alone later; never rejects. */
  private async carryOut(batch: readonly Entry<Request, Result>[], isAlone = false): Promise<void> {
    try {
      const requests = batch.map(({ request }) => request);
      const outcomes = await inContext(partOf(batch), () => this.work(requests, isAlone));
      batch.forEach((entry, index) => this.settle(entry, outcomes[index], batch.length === 1));
    } catch (error) {
      if (!isAlone && this.rules.isHeldUp(error)) {
        return batch.forEach((entry) => this.settle(entry, 'alone', false));
      }
      if (batch.length === 1 || this.rules.isCommon(error)) {
        return batch.forEach((entry) => this.settle(entry, { ok: false, error }, true));
      }
      const middle = Math.ceil(batch.length / 2);
      await this.carryOut(batch.slice(0, middle));
      await this.carryOut(batch.slice(middle));
    }
  }

  private settle(
    entry: Entry<Request, Result>,
    outcome: BatchOutcome<Result> | undefined,
    isAlone: boolean,
  ): void {
    if (outcome === 'alone' && !isAlone) {
      void this.decideAlone(entry);
      return;
    }
    this.keysAtWork.delete(entry.key);
    if (outcome === undefined || outcome === 'alone') entry.reject(new Error('left undecided'));
    else if (outcome.ok) entry.resolve(outcome.value);
    else entry.reject(outcome.error);
  }
}

/** What is done for all of a batch is told as a part of the first one's. */
function partOf([first]: readonly { readonly part: Context | null }[]): Context | null {
  return first?.part ?? null;
}
