import { UserError } from './say.mjs';

const sandboxNeeds = ['ALIPAY_APP_ID', 'ALIPAY_PRIVATE_KEY_FILE'];
const loopback = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Whether the simulator plays Alipay: it does unless another gateway is named.
 *
 * @param {Record<string, string | undefined>} env
 * @throws {UserError} when a gateway on another machine is named without the keys that belong to it
 */
export function needsSimulator(env) {
  if (!env.ALIPAY_GATEWAY) return true;
  const isHere = URL.canParse(env.ALIPAY_GATEWAY) && isLoopback(env.ALIPAY_GATEWAY);
  const missing = isHere ? [] : sandboxNeeds.filter((name) => !env[name]);
  if (missing.length > 0) {
    throw new UserError(
      `ALIPAY_GATEWAY is set, so these must be set as well: ${missing.join(', ')}.\n` +
        'keys/README.md tells which key is whose.',
    );
  }
  return false;
}

/** Whether an address is on this machine. */
export function isLoopback(address) {
  return loopback.includes(new URL(address).hostname);
}

/**
 * The environment of the processes that `npm start` runs. What the developer has set wins over what is
 * made up here.
 *
 * @param {{ env: Record<string, string | undefined>, ports: { api: number, simulator: number, worker: number },
 *   servers: { database: string, redis: string, ways: { redis: string } }, jwtSecret: string }} facts
 * @returns {Record<string, string | undefined>}
 */
export function startSettings({ env, ports, servers, jwtSecret }) {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const where = {
    PORT: String(ports.api),
    SIMULATOR_PORT: String(ports.simulator),
    WORKER_PORT: String(ports.worker),
  };
  const stores = { DATABASE_URL: servers.database, ...redisSettings(servers) };
  const isProduction = set.NODE_ENV === 'production';
  const madeUp = isProduction ? {} : developmentSettings(ports, jwtSecret);
  // The simulator's seller is nobody at another gateway: unset leaves it unchecked.
  if (set.ALIPAY_GATEWAY) delete madeUp.ALIPAY_SELLER_ID;
  return { ...madeUp, ...stores, ...set, ...where };
}

function redisSettings({ redis, ways }) {
  if (ways.redis === 'given') return { REDIS_URL: redis };
  return { REDIS_URL: `${redis}/0`, CART_REDIS_URL: `${redis}/1` };
}

function developmentSettings(ports, jwtSecret) {
  const appId = '9021000000000001';
  const sellerId = '2088000000000001';
  return {
    NODE_ENV: 'development',
    JWT_SECRET: jwtSecret,
    PUBLIC_URL: `http://127.0.0.1:${ports.api}`,
    ALIPAY_APP_ID: appId,
    ALIPAY_SELLER_ID: sellerId,
    ALIPAY_GATEWAY: `http://127.0.0.1:${ports.simulator}/gateway.do`,
    ALIPAY_PRIVATE_KEY_FILE: 'keys/dev/app-private-key.pem',
    ALIPAY_PUBLIC_KEY_FILE: 'keys/dev/alipay-public-key.pem',
    SIMULATOR_APP_ID: appId,
    SIMULATOR_SELLER_ID: sellerId,
    SIMULATOR_APP_PUBLIC_KEY_FILE: 'keys/dev/app-public-key.pem',
    SIMULATOR_PRIVATE_KEY_FILE: 'keys/dev/alipay-private-key.pem',
    // Alipay repeats a notify after 4, 10, 10, 60 … minutes; here after seconds.
    SIMULATOR_NOTIFY_SCALE: '0.01',
    // Yesterday's order can be refunded today.
    SIMULATOR_LEDGER_FILE: '.data/simulator-ledger.jsonl',
  };
}
