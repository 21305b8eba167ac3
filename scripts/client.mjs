/**
 * Makes the types of the client package of the OpenAPI document that the code of now serves, and builds the package.
 * Its test compares the two; here it writes the one.
 */
import { spawnSync } from 'node:child_process';

const run = (command, args, env = {}) => {
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) process.exit(status ?? 1);
};

run(process.execPath, ['scripts/test.mjs', 'test/clients/schema.test.ts'], {
  WRITE_CLIENT: 'true',
});
run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'clients/typescript']);
