import { expect, it } from '@jest/globals';
import { startFakeApi } from './fake-api.js';

/** What an answer has browsers keep to. */
async function promisedTls(env: Record<string, string>): Promise<string | null> {
  const { app, url } = await startFakeApi([], env);
  const { headers } = await fetch(`${url}/nowhere`);
  await app.close();
  return headers.get('strict-transport-security');
}

it('has browsers reach this host by HTTPS, and the names below it only where that is configured', async () => {
  expect(await promisedTls({})).toBe('max-age=31536000');
  expect(await promisedTls({ HSTS_SUBDOMAINS: 'false' })).toBe('max-age=31536000');
  const withNamesBelow = await promisedTls({ HSTS_SUBDOMAINS: 'true' });
  expect(withNamesBelow).toBe('max-age=31536000; includeSubDomains');
});
