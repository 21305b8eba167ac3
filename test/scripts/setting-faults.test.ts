import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { settingFaults } from '../../scripts/lib/setting-faults.mjs';

const rootDir = fileURLToPath(new URL('../..', import.meta.url));

it('names every wrong setting, one line each, without a value', async () => {
  const env = { NODE_ENV: 'test', PORT: 's3cret', JWT_SECRET: 'short', ORDER_TTL_SECONDS: 'x' };
  const faults = await settingFaults(env, rootDir);
  expect(faults).toEqual([
    expect.stringMatching(/^PORT must be/),
    expect.stringMatching(/^JWT_SECRET must have/),
    expect.stringMatching(/^ORDER_TTL_SECONDS must be/),
  ]);
  expect(faults.join()).not.toMatch(/s3cret|short/);
});

it('names a key that cannot be used, in certificate mode as well', async () => {
  const env = {
    NODE_ENV: 'test',
    ALIPAY_MODE: 'certificate',
    ALIPAY_PRIVATE_KEY_FILE: 'package.json',
    ALIPAY_APP_CERT_FILE: 'a.crt',
    ALIPAY_ROOT_CERT_FILE: 'b.crt',
    ALIPAY_CERT_FILES: 'c.crt',
  };
  expect(await settingFaults(env, rootDir)).toEqual([
    expect.stringMatching(/^ALIPAY_PRIVATE_KEY_FILE: package\.json has no such header; expected/),
  ]);
});
