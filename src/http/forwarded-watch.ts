import { Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** How many proxies the requests of this process name, for who has to set how many are trusted. */
export interface ForwardedFacts {
  /** Requests so far, those of balancers and Prometheus left out. */
  readonly requests: number;
  /** Those with `X-Forwarded-For`. */
  readonly forwarded: number;
  /** Least number of entries that one of them had; null: none had any. */
  readonly fewestEntries: number | null;
}

const HEADER = 'x-forwarded-for';
/** Machines ask these from near by, past the proxies. */
const QUIET = /^\/(?:health|metrics)\b/;

/** Counts what arrives in `X-Forwarded-For`, before it is read; of whom the requests are is not looked at. */
@Injectable()
export class ForwardedWatch {
  private requests = 0;
  private forwarded = 0;
  private fewestEntries: number | null = null;

  /** What was counted since the process began. */
  facts(): ForwardedFacts {
    const { requests, forwarded, fewestEntries } = this;
    return { requests, forwarded, fewestEntries };
  }

  /** Counts one request. */
  note(url: string, header: string | string[] | undefined): void {
    if (QUIET.test(url)) return;
    this.requests += 1;
    if (header === undefined) return;
    this.forwarded += 1;
    const entries = String(header).split(',').length;
    this.fewestEntries = Math.min(this.fewestEntries ?? entries, entries);
  }
}

/** Has each request counted; to be called before anything changes the header. */
export function watchForwarded(app: NestFastifyApplication): void {
  const watch = app.get(ForwardedWatch);
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', ({ raw }, _reply, done) => {
    watch.note(raw.url ?? '', raw.headers[HEADER]);
    done();
  });
}
