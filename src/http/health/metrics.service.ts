import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** So often the delay of the event loop is measured: each time wakes a process that is at rest. */
const EVENT_LOOP_LOOK_MS = 100;

/** One value of a gauge that is read when it is scraped. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The process's figures, for Prometheus. Any floor may add its own. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private reading: Promise<string> | null = null;
  private lastRead: Promise<unknown> = Promise.resolve();

  constructor() {
    collectDefaultMetrics({
      register: this.registry,
      eventLoopMonitoringPrecision: EVENT_LOOP_LOOK_MS,
    });
  }

  /**
   * A figure that only rises. The label sets that can be `known` beforehand stand at 0 from the start: Prometheus sees no
   * rise in a series that begins at 1, so an alarm would miss the first occurrence.
   */
  counter<Label extends string>(
    name: string,
    help: string,
    labelNames: Label[],
    known: readonly Readonly<Record<Label, string>>[] = [],
  ): Counter<Label> {
    const counter = new Counter({ name, help, labelNames, registers: [this.registry] });
    known.forEach((labels) => counter.inc(labels, 0));
    return counter;
  }

  /** Durations in seconds, from a millisecond to ten seconds. */
  histogram<Label extends string>(
    name: string,
    help: string,
    labelNames: Label[],
  ): Histogram<Label> {
    const buckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    return new Histogram({ name, help, labelNames, buckets, registers: [this.registry] });
  }

  /** A figure that is read by `collect` at each scrape; a scrape in which it fails goes without it. */
  gauge(
    name: string,
    help: string,
    labelNames: string[],
    collect: () => Promise<Sample[]> | Sample[],
  ): void {
    const registers = [this.registry];
    // One after the other: a scrape takes one connection to the database at a time.
    const inTurn = (): Promise<Sample[]> => {
      const turn = this.lastRead.then(collect).catch(() => []);
      this.lastRead = turn;
      return turn;
    };
    // prom-client calls `collect` with the gauge as `this`.
    const read = async function read(this: Gauge): Promise<void> {
      this.reset();
      // A reset gauge without labels says 0, which would be a lie when `collect` fails.
      if (labelNames.length === 0) this.remove();
      const samples = await inTurn();
      samples.forEach(({ labels, value }) => this.set(labels, value));
    };
    void new Gauge({ name, help, labelNames, registers, collect: read });
  }

  /**
   * All figures in Prometheus' text form. Who asks while they are being read gets the same: reading them asks the
   * database, and a crowd of readers must not be a load on it.
   */
  async text(): Promise<{ type: string; body: string }> {
    this.reading ??= this.registry.metrics().finally(() => {
      this.reading = null;
    });
    return { type: this.registry.contentType, body: await this.reading };
  }
}
