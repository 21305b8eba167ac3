import type { EntityManager } from 'typeorm';
import type { Batcher, BatchOutcome } from './batcher.js';

/**
 * What requests of one kind do in a transaction, with an outcome for each in their order. `isShared`: others are in the
 * transaction, of this kind or another, who are not to wait for what one of them wants.
 */
export type KindWork<Request, Result> = (
  tx: EntityManager,
  requests: readonly Request[],
  isShared: boolean,
) => Promise<readonly BatchOutcome<Result>[]>;

/** A request of some kind. */
export interface JointRequest {
  readonly work: KindWork<never, unknown>;
  readonly request: unknown;
  readonly key: string;
}

/**
 * Lets requests of several kinds share transactions, as a {@link Batcher} does for one kind: what the kinds ask for at the
 * same time travels together, and is committed together. For kinds that lock different rows, or pass over those that
 * somebody holds.
 */
export class JointBatches {
  private kinds = 0;

  /** @param batcher whose work is {@link workTogether} and whose keys are the requests' */
  constructor(private readonly batcher: Batcher<JointRequest, unknown>) {}

  /**
   * One more kind. Answers what puts a request of it into the next transaction, as {@link Batcher.run} does. Two requests
   * of one `keyOf` and of this kind are never in work at the same time.
   */
  kind<Request, Result>(
    work: KindWork<Request, Result>,
    keyOf: (request: Request) => string,
  ): (request: Request) => Promise<Result> {
    this.kinds += 1;
    const prefix = `${this.kinds} `;
    return (request) => {
      const key = prefix + keyOf(request);
      return this.batcher.run({ work, request, key }) as Promise<Result>;
    };
  }
}

/** Does the work of each kind at the same time, in one transaction; answers an outcome for each request, in their order. */
export async function workTogether(
  tx: EntityManager,
  joint: readonly JointRequest[],
): Promise<BatchOutcome<unknown>[]> {
  const outcomes = new Map<JointRequest, BatchOutcome<unknown>>();
  const isShared = joint.length > 1;
  const carryOut = async (work: JointRequest['work']): Promise<void> => {
    const ofKind = joint.filter((one) => one.work === work);
    const requests = ofKind.map(({ request }) => request as never);
    const decided = await work(tx, requests, isShared);
    ofKind.forEach((one, index) => outcomes.set(one, decided[index] ?? 'alone'));
  };
  await Promise.all([...new Set(joint.map(({ work }) => work))].map(carryOut));
  return joint.map((one) => outcomes.get(one) ?? 'alone');
}
