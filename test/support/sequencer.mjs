import { join } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** Files that take long, in seconds on two cores: one that begins last is waited for alone. */
const LONG = {
  'test/payment/model.test.ts': 82,
  'test/browser/console.test.ts': 76,
  'test/faults/redis-refusals.test.ts': 76,
  'test/browser/checkout.test.ts': 65,
  'test/auth/admin-program.test.ts': 49,
  'test/browser/console-dialogs.test.ts': 42,
  'test/http/openapi-changes.test.ts': 33,
  'test/bench/bench.test.ts': 30,
  'test/faults/redis-readiness.test.ts': 28,
  'test/payment/refunds.test.ts': 26,
  'test/faults/kill.test.ts': 25,
  'test/faults/batches.test.ts': 23,
  'test/browser/result-page.test.ts': 22,
  'test/http/openapi-answers.test.ts': 22,
  'test/payment/refund-lines.property.test.ts': 18,
};
const BYTES_PER_MS = 10;

/**
 * The longest first, as Jest does by itself once it has seen a file run; before that, as in a fresh clone, it goes by the size
 * of files alone, and a short file can take long.
 */
export default class LongestFirst extends Sequencer {
  time(test) {
    const { rootDir } = test.context.config;
    const long = Object.entries(LONG).find(([file]) => join(rootDir, file) === test.path);
    if (long) return super.time(test) ?? long[1] * 1000;
    return super.time(test) ?? (test.context.hasteFS.getSize(test.path) ?? 0) / BYTES_PER_MS;
  }
}
