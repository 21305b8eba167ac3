// `npm run simulator`: the gateway simulator alone. Makes development keys when there are none; needs a build.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureDevKeys } from './lib/keys.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const entry = join(root, 'dist', 'simulator', 'main.js');
if (existsSync(entry)) {
  const keys = ensureDevKeys(root);
  process.env.SIMULATOR_APP_PUBLIC_KEY_FILE ??= keys.appPublicKey;
  process.env.SIMULATOR_PRIVATE_KEY_FILE ??= keys.alipayPrivateKey;
  await import(pathToFileURL(entry).href);
} else {
  console.error('The simulator is not built yet: run "npm install" and "npm run build" first.');
  process.exitCode = 1;
}
