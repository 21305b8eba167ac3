import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Metrics } from '../http/health/metrics.service.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import type { KeyFile } from './key-files.js';
import { ALIPAY_KEYS, type AlipayKeys } from './keys.js';

const DAY_MS = 86_400_000;

/** Alipay takes some days to issue a certificate, and people are on holiday. */
const WARN_DAYS = 30;

/** Tells in time that a certificate ends; one that has ended stops the next start of a process. */
@Injectable()
export class CertificateWatch implements OnApplicationBootstrap {
  private readonly logger = new Logger(CertificateWatch.name);

  constructor(
    @Inject(ALIPAY_KEYS) private readonly keys: AlipayKeys,
    @Inject(CLOCK) private readonly clock: Clock,
    metrics: Metrics,
  ) {
    metrics.gauge(
      'alipay_certificate_seconds_left',
      'Until a certificate for Alipay ends, by its setting and file',
      ['setting', 'file'],
      () => this.left().map(({ file, ms }) => ({ labels: labelsOf(file), value: ms / 1_000 })),
    );
  }

  /** Warns of what ends soon, and of what could not be read. */
  onApplicationBootstrap(): void {
    for (const { file, ms } of this.left()) {
      const daysLeft = Math.floor(ms / DAY_MS);
      if (daysLeft < WARN_DAYS)
        this.logger.warn({ ...labelsOf(file), daysLeft }, 'a certificate ends soon');
    }
    const { unreadableRoots } = this.keys;
    if (unreadableRoots > 0)
      this.logger.warn({ unreadableRoots }, 'root certificates were left out: unknown to OpenSSL');
  }

  /** How many files of certificates end within a month, or have ended. */
  endingSoon(): number {
    return this.left().filter(({ ms }) => ms < WARN_DAYS * DAY_MS).length;
  }

  /** The earliest end of each file. */
  private left() {
    const now = this.clock.now().getTime();
    const late = this.keys.certificateEnds.toSorted((one, other) => +other.at - +one.at);
    const earliest = new Map(late.map((end) => [end.file.path, end]));
    return [...earliest.values()].map(({ file, at }) => ({ file, ms: at.getTime() - now }));
  }
}

function labelsOf({ setting, path }: KeyFile) {
  return { setting, file: path };
}
