import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { ReadableStream } from 'node:stream/web';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';

/** From one byte to the next. */
const SILENCE_MS = 30_000;
/** A million lines have some 30 MB. */
const MOST_MS = 600_000;

/** How a download ended. Nobody knows why there is nothing: it is asked for again, by a new address. */
export type Download =
  | { readonly outcome: 'done'; readonly bytes: number; readonly sha256: string }
  | { readonly outcome: 'too-big' }
  | { readonly outcome: 'unknown'; readonly reason: string };

/** What a download keeps to. */
export interface DownloadLimits {
  /** The configured gateway: its own address may be without TLS where it is loopback, as a simulator's. */
  readonly gateway: string;
  readonly maxBytes: number;
}

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

class TooBig extends Error {}

/** Whether a bill may be fetched from there: by https, or from the gateway itself where that is on this machine. Pure. */
export function isBillAddress(address: string, gateway: string): boolean {
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'https:') return true;
  return url.origin === new URL(gateway).origin && LOOPBACK.has(url.hostname);
}

/** Writes a bill to a file of the caller's, which only he may read. Redirects are not followed. Never throws. */
export async function downloadBill(
  address: string,
  path: string,
  limits: DownloadLimits,
): Promise<Download> {
  if (!isBillAddress(address, limits.gateway)) {
    return { outcome: 'unknown', reason: 'the address is neither https nor the gateway itself' };
  }
  const silence = new Watchdog();
  const signal = AbortSignal.any([silence.signal, AbortSignal.timeout(MOST_MS)]);
  try {
    const answer = await fetch(address, { redirect: 'error', signal });
    if (!answer.ok || answer.body === null) {
      await answer.body?.cancel();
      return { outcome: 'unknown', reason: `status: ${answer.status}` };
    }
    const file = { bytes: 0, hash: createHash('sha256') };
    const body = Readable.fromWeb(answer.body as ReadableStream<Uint8Array>);
    const counted = countedBy(file, limits.maxBytes, silence);
    await pipeline(body, counted, createWriteStream(path, { mode: 0o600 }), { signal });
    return { outcome: 'done', bytes: file.bytes, sha256: file.hash.digest('hex') };
  } catch (error) {
    return endedBy(error);
  } finally {
    silence.end();
  }
}

function countedBy(
  file: { bytes: number; readonly hash: ReturnType<typeof createHash> },
  maxBytes: number,
  silence: Watchdog,
) {
  return async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      silence.wind();
      file.bytes += chunk.length;
      if (file.bytes > maxBytes) throw new TooBig();
      file.hash.update(chunk);
      yield chunk;
    }
  };
}

/** An address is a secret for as long as it lives: errors of `fetch` are not passed on. */
function endedBy(error: unknown): Download {
  if (error instanceof TooBig) return { outcome: 'too-big' };
  return { outcome: 'unknown', reason: `no file (${(error as Error).name})` };
}

/** Aborts when it is not wound up for a while. */
class Watchdog {
  private readonly controller = new AbortController();
  private timer = this.started();

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  wind(): void {
    this.timer.refresh();
  }

  end(): void {
    clearTimeout(this.timer);
  }

  private started(): NodeJS.Timeout {
    return setTimeout(() => this.controller.abort(), SILENCE_MS);
  }
}
