import { readFileSync } from 'node:fs';
import { startSimulator, type SimulatorOptions } from './server.js';

type Environment = Readonly<Record<string, string | undefined>>;

function number(env: Environment, name: string, fallback: number, max: number): number {
  const value = Number(env[name] ?? fallback);
  if (Number.isFinite(value) && value >= 0 && value <= max && env[name] !== '') return value;
  throw new Error(`${name} must be a number from 0 to ${max}`);
}

function keyFile(env: Environment, name: string, fallback: string): string {
  const path = env[name] ?? fallback;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Error(`${name}: cannot read ${path} ("npm run simulator" makes development keys)`);
  }
}

function optionsFrom(env: Environment): SimulatorOptions {
  const publicUrl = env['SIMULATOR_PUBLIC_URL'];
  return {
    port: number(env, 'SIMULATOR_PORT', 3100, 65_535),
    host: env['SIMULATOR_HOST'] ?? '127.0.0.1',
    ...(publicUrl ? { publicUrl } : {}),
    appId: env['SIMULATOR_APP_ID'] ?? '9021000000000001',
    sellerId: env['SIMULATOR_SELLER_ID'] ?? '2088000000000001',
    appPublicKey: keyFile(env, 'SIMULATOR_APP_PUBLIC_KEY_FILE', 'keys/dev/app-public-key.pem'),
    alipayPrivateKey: keyFile(env, 'SIMULATOR_PRIVATE_KEY_FILE', 'keys/dev/alipay-private-key.pem'),
    notifyScale: number(env, 'SIMULATOR_NOTIFY_SCALE', 1, 1000),
  };
}

try {
  const simulator = await startSimulator(optionsFrom(process.env));
  console.log(`Alipay simulator: ${simulator.url} (gateway ${simulator.gatewayUrl})`);
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    void simulator.close();
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
} catch (error) {
  console.error(`Alipay simulator: ${error instanceof Error ? error.message : 'cannot start'}`);
  process.exitCode = 1;
}
