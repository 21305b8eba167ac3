/** What came back: latencies in milliseconds of all answers, good or not, and the first faults in words. */
export class Tally {
  seconds = 0;
  latencies = [];
  good = 0;
  bad = 0;
  faults = [];

  add(latency, isGood, status, body) {
    this.latencies.push(latency);
    if (isGood) {
      this.good += 1;
      return;
    }
    this.bad += 1;
    if (this.faults.length < 3) this.faults.push(`${status} ${body.slice(0, 200)}`);
  }

  addAll({ seconds, latencies, good, bad, faults }) {
    this.seconds += seconds;
    for (const latency of latencies) this.latencies.push(latency);
    this.good += good;
    this.bad += bad;
    this.faults.push(...faults.slice(0, 3 - this.faults.length));
  }

  /** Answers per second, good ones only, and quantiles of the latency. */
  summary() {
    const sorted = Float64Array.from(this.latencies).toSorted();
    const quantile = (share) =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    const { seconds, good, bad, faults } = this;
    const rate = seconds > 0 ? good / seconds : 0;
    return { good, bad, faults, seconds, rate, p50: quantile(0.5), p99: quantile(0.99) };
  }
}
