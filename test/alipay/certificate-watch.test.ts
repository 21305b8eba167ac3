import { Logger } from '@nestjs/common';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { CertificateWatch } from '../../src/alipay/certificate-watch.service.js';
import type { CertificateEnd } from '../../src/alipay/certificate-trust.js';
import { Metrics } from '../../src/http/health/metrics.service.js';
import { alipays, trusting } from './support.js';

const NOW = new Date('2026-11-21T04:00:00Z');
const DAY_MS = 86_400_000;

afterEach(() => {
  jest.restoreAllMocks();
});

function ending(setting: string, days: number): CertificateEnd {
  const file = { setting, path: `keys/${setting}` };
  return { file, at: new Date(NOW.getTime() + days * DAY_MS) };
}

function watching(certificateEnds: CertificateEnd[], unreadableRoots = 0) {
  const metrics = new Metrics();
  const keys = { ...trusting(alipays.publicKey), certificateEnds, unreadableRoots };
  const watch = new CertificateWatch(keys, { now: () => NOW }, metrics);
  const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
  watch.onApplicationBootstrap();
  return { metrics, warnings: warn.mock.calls.map(([facts]) => facts as object) };
}

describe('the watch over certificates', () => {
  it('warns of those that end within 30 days, once for each file', () => {
    const ends = [ending('A', 31), ending('B', 400), ending('B', 29.5), ending('B', 200)];
    const { warnings } = watching(ends);
    expect(warnings).toEqual([{ setting: 'B', file: 'keys/B', daysLeft: 29 }]);
  });

  it('says how many roots could not be read', () => {
    expect(watching([], 1).warnings).toEqual([{ unreadableRoots: 1 }]);
  });

  it('has nothing to say in public-key mode', () => {
    expect(watching([]).warnings).toEqual([]);
  });

  it('has the time that is left among the figures', async () => {
    const { metrics } = watching([ending('A', 31), ending('B', 400), ending('B', 1)]);
    const { body } = await metrics.text();
    const lines = body.split('\n').filter((line) => line.startsWith('alipay_certificate'));
    expect(lines.toSorted()).toEqual([
      'alipay_certificate_seconds_left{setting="A",file="keys/A"} 2678400',
      'alipay_certificate_seconds_left{setting="B",file="keys/B"} 86400',
    ]);
  });
});
