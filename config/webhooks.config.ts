import type { EnvReader } from './env-reader.js';

/** Where receivers listen who need no setting. */
const USUAL_PORTS = [80, 443];

function portsIn(env: EnvReader): readonly number[] {
  const ports = env.list('WEBHOOK_PORTS', []);
  if (!ports.every((port) => /^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65_535)) {
    env.fault('WEBHOOK_PORTS', 'must be ports from 1 to 65535, separated by commas');
  }
  return [...USUAL_PORTS, ...ports.map(Number)];
}

/** Events that are told to other systems. */
export class WebhooksConfig {
  /** Whether events may go to private and loopback addresses, and without TLS. */
  readonly allowPrivate: boolean;
  /** Ports that events may go to; where private addresses are allowed, any. */
  readonly ports: readonly number[];
  /** How long a receiver may take for its answer, name resolution and handshake included, in milliseconds. */
  readonly timeoutMs: number;
  /** How long ended deliveries are kept, in milliseconds. */
  readonly keepMs: number;

  constructor(env: EnvReader) {
    this.allowPrivate = env.flag('WEBHOOK_ALLOW_PRIVATE', false);
    this.ports = portsIn(env);
    this.timeoutMs = env.integer('WEBHOOK_TIMEOUT_MS', 10_000, 100, 30_000);
    this.keepMs = env.integer('WEBHOOK_LOG_DAYS', 30, 1, 3_650) * 86_400_000;
  }
}
