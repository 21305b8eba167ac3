import type { EnvReader } from './env-reader.js';

/** Numbers of applications and sellers, as messages name them: another text would match none. */
const NUMBER = /^\d{8,32}$/;

/** The merchant's application at Alipay: who we are, with which keys, and where the gateway is. */
export class AlipayConfig {
  readonly appId: string;
  /** The partner id that notifies must name; null leaves it unchecked. */
  readonly sellerId: string | null;
  readonly gateway: string;
  /** PEM file with our private key. */
  readonly privateKeyFile: string;
  /** `public-key`: Alipay's key from the console. `certificate`: certificates, chosen by serial. */
  readonly mode: 'public-key' | 'certificate';
  readonly publicKeyFile: string;
  /** Certificate mode: our application's certificate, Alipay's root file, Alipay's certificates (several in a change). */
  readonly appCertFile: string;
  readonly rootCertFile: string;
  readonly alipayCertFiles: readonly string[];
  readonly timeoutMs: number;
  /** Calls to the gateway under way at once in one process, and those that may wait for a place. */
  readonly maxConcurrent: number;
  readonly maxWaiting: number;
  /** Questions that one worker asks per second at most. */
  readonly pollsPerSecond: number;
  /** Questions about paid payments that one worker asks again per second at most. */
  readonly paidAsksPerSecond: number;
  /** For so long after it was paid Alipay refunds a trade, in milliseconds. */
  readonly refundableMs: number;
  /** Questions about payments, and QR codes, that one customer can have asked for in a minute. */
  readonly asksPerMinute: number;
  /** A bill's zip has so many bytes at most; unpacked, each of its files sixteen times as many. */
  readonly billMaxBytes: number;

  constructor(env: EnvReader) {
    this.appId = env.own('ALIPAY_APP_ID', '9021000000000001');
    if (!NUMBER.test(this.appId)) env.fault('ALIPAY_APP_ID', 'must be 8 to 32 digits');
    this.sellerId = env.optional('ALIPAY_SELLER_ID');
    if (this.sellerId !== null && !NUMBER.test(this.sellerId)) {
      env.fault('ALIPAY_SELLER_ID', 'must be 8 to 32 digits');
    }
    this.gateway = env.url('ALIPAY_GATEWAY', 'http://127.0.0.1:3100/gateway.do', ['http', 'https']);
    // Pay links put their query behind it.
    if (/[?#]/.test(this.gateway)) env.fault('ALIPAY_GATEWAY', 'must be without ? and #');
    this.privateKeyFile = env.own('ALIPAY_PRIVATE_KEY_FILE', 'keys/dev/app-private-key.pem');
    this.mode = env.choice('ALIPAY_MODE', 'public-key', ['public-key', 'certificate']);
    this.publicKeyFile = env.text('ALIPAY_PUBLIC_KEY_FILE', 'keys/dev/alipay-public-key.pem');
    this.appCertFile = env.text('ALIPAY_APP_CERT_FILE', 'keys/app-cert.crt');
    this.rootCertFile = env.text('ALIPAY_ROOT_CERT_FILE', 'keys/alipay-root-cert.crt');
    this.alipayCertFiles = env.list('ALIPAY_CERT_FILES', ['keys/alipay-cert.crt']);
    this.timeoutMs = env.integer('ALIPAY_TIMEOUT_MS', 5_000, 100, 5_000);
    this.maxConcurrent = env.integer('ALIPAY_MAX_CONCURRENT', 32, 1, 1_000);
    this.maxWaiting = env.integer('ALIPAY_MAX_WAITING', 200, 0, 100_000);
    this.pollsPerSecond = env.integer('ALIPAY_SWEEP_PER_SECOND', 500, 1, 100_000);
    this.paidAsksPerSecond = env.integer('ALIPAY_PAID_ASKS_PER_SECOND', 5, 1, 1_000);
    this.refundableMs = env.integer('ALIPAY_REFUNDABLE_DAYS', 365, 0, 3_650) * 86_400_000;
    this.billMaxBytes = env.integer('BILL_MAX_MB', 256, 1, 4_096) * 1024 * 1024;
    this.asksPerMinute = env.integer('ALIPAY_ASKS_PER_MINUTE', 120, 1, 1_000_000);
  }
}
