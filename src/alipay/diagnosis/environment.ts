/** Where Alipay runs: with test money, with real money, or played on this side by the simulator. */
export type Environment = 'sandbox' | 'production' | 'local' | 'unknown';

/** Where production is called (alipay.md 4.4). */
export const PRODUCTION_GATEWAY = 'https://openapi.alipay.com/gateway.do';
/** Where the sandbox is called. */
export const SANDBOX_GATEWAY = 'https://openapi-sandbox.dl.alipaydev.com/gateway.do';

const HOSTS: Readonly<Record<string, Environment>> = {
  'openapi.alipay.com': 'production',
  'openapi-sandbox.dl.alipaydev.com': 'sandbox',
  // Dead since 2023, and still printed in documents.
  'openapi.alipaydev.com': 'sandbox',
};

/** The host of the sandbox until 2023. */
const DEAD_HOST = 'openapi.alipaydev.com';

const LOCAL = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|simulator)$/;

/** The environment that a gateway's address belongs to. Pure. */
export function environmentOfGateway(gateway: string): Environment {
  const host = hostOf(gateway);
  if (Object.hasOwn(HOSTS, host)) return HOSTS[host] ?? 'unknown';
  return LOCAL.test(host) ? 'local' : 'unknown';
}

/** Whether a gateway is the sandbox's old host, at which nobody answers. Pure. */
export function isDeadGateway(gateway: string): boolean {
  return hostOf(gateway) === DEAD_HOST;
}

/** The environment that an application's number belongs to; those of 2016 were given out in both. Pure. */
export function environmentOfApp(appId: string): Environment {
  if (/^(?:9021|2021000)/.test(appId)) return 'sandbox';
  return /^20(?:1[4-57-9]|2\d)\d{12}$/.test(appId) ? 'production' : 'unknown';
}

/** Whether two environments cannot belong together; what is not known, and the simulator, go with everything. Pure. */
export function areApart(one: Environment, other: Environment): boolean {
  const isReal = (environment: Environment) => !['local', 'unknown'].includes(environment);
  return isReal(one) && isReal(other) && one !== other;
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname : '';
}
