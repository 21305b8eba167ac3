import {
  bulkhead,
  BulkheadRejectedError,
  circuitBreaker,
  handleWhenResult,
  isBrokenCircuitError,
  SamplingBreaker,
  wrap,
} from 'cockatiel';
import type { GatewayStatement } from './answer.js';

/** Calls under way at once, and those that may wait for a place: a slow Alipay must not hold everything. */
export interface GuardLimits {
  readonly concurrent: number;
  readonly waiting: number;
}

const HALF_OPEN_AFTER_MS = 2_000;
const BREAKER = { threshold: 0.7, duration: 10_000, minimumRps: 2 };

/**
 * Stands before the gateway: bounds how many calls are under way, and stops calling for a while when most go
 * unanswered. A call that is not made is answered as `nothing`, as one that got no answer is. An answer that does not
 * verify is one: not to ask for a while would make a wrong key look like silence.
 */
export function gatewayGuard(limits: GuardLimits): {
  run(call: () => Promise<GatewayStatement>): Promise<GatewayStatement>;
} {
  const unanswered = handleWhenResult((result) => (result as GatewayStatement).kind === 'nothing');
  const breaker = circuitBreaker(unanswered, {
    halfOpenAfter: HALF_OPEN_AFTER_MS,
    breaker: new SamplingBreaker(BREAKER),
  });
  const policy = wrap(bulkhead(limits.concurrent, limits.waiting), breaker);
  return {
    run: async (call) => {
      try {
        return await policy.execute(call);
      } catch (error) {
        return { kind: 'nothing', reason: reasonOf(error) };
      }
    },
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof BulkheadRejectedError) return 'not asked: too many calls under way';
  if (isBrokenCircuitError(error)) return 'not asked: Alipay has not answered for a while';
  throw error;
}
