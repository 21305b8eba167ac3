import type { EnvReader } from './env-reader.js';

/** What a Bearer token may consist of (RFC 6750), of a length that nobody guesses. */
const METRICS_TOKEN = /^[\w\-.~+/=]{16,200}$/;

const PROXIES = new Map([
  ['false', 0],
  ['true', 1],
]);

/** A client may write entries of its own before those of the proxies: no more than these are believed. */
function proxiesIn(env: EnvReader): number {
  const text = env.text('TRUST_PROXY', 'false');
  const proxies = PROXIES.get(text) ?? (/^[1-9]$/.test(text) ? Number(text) : null);
  if (proxies === null) env.fault('TRUST_PROXY', 'must be false, true or a number from 1 to 9');
  return proxies ?? 0;
}

/** Whether a browser may name an origin so. It is compared to the letter: no path, no capitals, no default port. Pure. */
function isOrigin(text: string): boolean {
  if (text === '*' || text === 'null') return true;
  if (!/^[a-z][a-z\d+.-]*:\/\/[^/?#]+$/.test(text)) return false;
  // Of other schemes, such as those of pages inside apps, nothing more is known.
  return !/^https?:/.test(text) || (URL.canParse(text) && new URL(text).origin === text);
}

function originsIn(env: EnvReader): readonly string[] {
  const origins = env.list('CORS_ORIGINS', []);
  if (!origins.every(isOrigin)) {
    env.fault(
      'CORS_ORIGINS',
      'must be origins as browsers write them, such as https://shop.example',
    );
  }
  return origins;
}

/** The process and its HTTP server. */
export class AppConfig {
  readonly environment: 'development' | 'test' | 'production';
  readonly host: string;
  /** 0 lets the system choose a free port. */
  readonly port: number;
  /** Where Alipay and browsers reach this server; notify and return addresses start with it. */
  readonly publicUrl: string;
  readonly logLevel: string;
  /** Web origins whose pages may call the API. */
  readonly corsOrigins: readonly string[];
  /** How many reverse proxies stand before the server: so many of the last entries of `X-Forwarded-For` are theirs. */
  readonly proxies: number;
  /** Whether browsers are to reach all names below the host's by HTTPS alone, too. */
  readonly hstsSubdomains: boolean;
  readonly shopName: string;
  /** Whether the demo shop is served at `/demo`. */
  readonly demoShop: boolean;
  /** Whether the operators' console is served at `/console`. */
  readonly console: boolean;
  /** The page of the shop on which customers see their orders; null where it has none but the demo shop's. */
  readonly ordersUrl: string | null;
  /** How long a process that was told to stop may go on, `shutdownDrainMs` included, in milliseconds. */
  readonly shutdownGraceMs: number;
  /** How long a stopping process says so before it takes no more connections, in milliseconds: a balancer must notice. */
  readonly shutdownDrainMs: number;
  /** How long a connection waits for its next request, in milliseconds. */
  readonly keepAliveMs: number;
  /** Loopback port of the worker's health and figures; 0 for any, null for none. */
  readonly workerPort: number | null;

  /** Whom this process tells of what it does (OTLP over HTTP); null: nobody. The exporter reads the rest by itself. */
  readonly tracesTo: string | null;
  /** The process's name there; null: one that says what kind it is. */
  readonly tracesName: string | null;

  /** What who asks the API for `/metrics` must show; null: everybody may, in production on this machine alone. */
  readonly metricsToken: string | null;

  constructor(env: EnvReader) {
    this.environment = env.choice('NODE_ENV', 'development', ['development', 'test', 'production']);
    this.host = env.text('HOST', '127.0.0.1');
    this.port = env.integer('PORT', 3000, 0, 65_535);
    this.publicUrl = env.url('PUBLIC_URL', `http://127.0.0.1:${this.port}`, ['http', 'https']);
    // Alipay does not sign a return address's own query (alipay.md 1.4), and paths are put behind this.
    if (/[?#]/.test(this.publicUrl)) env.fault('PUBLIC_URL', 'must be without ? and #');
    this.logLevel = env.choice('LOG_LEVEL', 'info', [
      'fatal',
      'error',
      'warn',
      'info',
      'debug',
      'silent',
    ]);
    this.corsOrigins = originsIn(env);
    this.proxies = proxiesIn(env);
    this.hstsSubdomains = env.flag('HSTS_SUBDOMAINS', false);
    this.shopName = env.text('SHOP_NAME', 'alipay-checkout');
    this.demoShop = env.flag('DEMO_SHOP', this.environment !== 'production');
    this.console = env.flag('CONSOLE', true);
    this.ordersUrl = env.optionalLink('ORDERS_URL');
    this.shutdownGraceMs = env.integer('SHUTDOWN_GRACE_MS', 10_000, 0, 120_000);
    this.shutdownDrainMs = env.integer('SHUTDOWN_DRAIN_MS', 0, 0, 60_000);
    // It would be ended before it is done with saying so.
    if (this.shutdownDrainMs > 0 && this.shutdownDrainMs >= this.shutdownGraceMs) {
      env.fault('SHUTDOWN_GRACE_MS', 'must be longer than SHUTDOWN_DRAIN_MS, which it includes');
    }
    this.keepAliveMs = env.integer('KEEP_ALIVE_SECONDS', 5, 1, 3_600) * 1_000;
    const workerPort = env.integer('WORKER_PORT', 0, 0, 65_535);
    this.workerPort = env.optional('WORKER_PORT') === null ? null : workerPort;
    this.tracesTo = env.optionalUrl('OTEL_EXPORTER_OTLP_ENDPOINT', ['http', 'https']);
    this.tracesName = env.optional('OTEL_SERVICE_NAME');
    this.metricsToken = env.optional('METRICS_TOKEN');
    if (this.metricsToken !== null && !METRICS_TOKEN.test(this.metricsToken)) {
      env.fault('METRICS_TOKEN', 'must be 16 to 200 letters, digits, - . _ ~ + / or =');
    }
  }

  /** Where customers see their orders, or the bare address, which leads somewhere in every shop. */
  get ordersPage(): string {
    return this.ordersUrl ?? (this.demoShop ? '/demo#/orders' : '/');
  }

  /** Demo users and other conveniences exist only outside production. */
  get production(): boolean {
    return this.environment === 'production';
  }
}
