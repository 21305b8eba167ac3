import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { keyTexts } from './key-text.js';
import { startSimulator, type SimulatorOptions } from './server.js';

type Environment = Readonly<Record<string, string | undefined>>;

function number(env: Environment, name: string, fallback: number, max: number): number {
  const value = Number(env[name] ?? fallback);
  if (Number.isFinite(value) && value >= 0 && value <= max && env[name] !== '') return value;
  throw new Error(`${name} must be a number from 0 to ${max}`);
}

/** The first form of a key's text that can be read. Throws when none can. */
function usableKey(text: string, kind: 'PUBLIC' | 'PRIVATE'): string {
  const parse = kind === 'PUBLIC' ? createPublicKey : createPrivateKey;
  const isKey = (pem: string) => {
    try {
      return parse(pem).asymmetricKeyType === 'rsa';
    } catch {
      return false;
    }
  };
  const pem = keyTexts(text, kind).find(isKey);
  if (pem === undefined) throw new Error('no key');
  return pem;
}

/** Reads a key file and makes sure of the key in it: a wrong one would show only at the first request. */
function keyFile(
  env: Environment,
  name: string,
  fallback: string,
  kind: 'PUBLIC' | 'PRIVATE',
): string {
  const path = env[name] ?? fallback;
  try {
    return usableKey(readFileSync(path, 'utf8'), kind);
  } catch {
    const hint = '"npm run simulator" makes development keys';
    throw new Error(`${name}: ${path} must hold a ${kind} KEY as PEM or bare base64 (${hint})`);
  }
}

function optionsFrom(env: Environment): SimulatorOptions {
  const publicUrl = env['SIMULATOR_PUBLIC_URL'];
  const ledgerFile = env['SIMULATOR_LEDGER_FILE'];
  return {
    port: number(env, 'SIMULATOR_PORT', 3100, 65_535),
    host: env['SIMULATOR_HOST'] ?? '127.0.0.1',
    ...(publicUrl ? { publicUrl } : {}),
    ...(ledgerFile ? { ledgerFile } : {}),
    warn: (message) => console.error(`Alipay simulator: ${message}`),
    appId: env['SIMULATOR_APP_ID'] ?? '9021000000000001',
    sellerId: env['SIMULATOR_SELLER_ID'] ?? '2088000000000001',
    appPublicKey: keyFile(
      env,
      'SIMULATOR_APP_PUBLIC_KEY_FILE',
      'keys/dev/app-public-key.pem',
      'PUBLIC',
    ),
    alipayPrivateKey: keyFile(
      env,
      'SIMULATOR_PRIVATE_KEY_FILE',
      'keys/dev/alipay-private-key.pem',
      'PRIVATE',
    ),
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
