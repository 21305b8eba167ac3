import { isLoopback } from './start-settings.mjs';

/**
 * What `npm start` prints when all of it runs: where to look, whom to sign in as, and what else to know.
 *
 * @param {{ env: Record<string, string | undefined>, apiUrl: string, simulatorUrl: string | undefined,
 *   hasShop: boolean, hasConsole: boolean, demo: { username: string, operator: string, staff: readonly string[], password: string }, curl: string }} facts
 * @returns {string[]}
 */
export function welcomeLines({ env, apiUrl, simulatorUrl, hasShop, hasConsole, demo, curl }) {
  const alipayLine = simulatorUrl
    ? `  Alipay's simulator  ${simulatorUrl}/ (trades: /simulator/trades)`
    : `  Alipay              ${env.ALIPAY_GATEWAY}`;
  const unreachable =
    '  Alipay cannot reach PUBLIC_URL on this machine: payments are found by asking, not by notify.';
  return [
    '',
    ...(hasShop ? [`  Demo shop           ${apiUrl}/demo`] : []),
    ...(hasConsole ? [`  Console (staff)     ${apiUrl}/console`] : []),
    `  API and its docs    ${apiUrl}/docs`,
    alipayLine,
    ...(env.NODE_ENV === 'production' ? [] : demoLines(demo, curl, simulatorUrl)),
    ...(isReachable(env, simulatorUrl) ? [] : [unreachable]),
    '  Ctrl-C ends everything that was started here; the data stays in .data/.',
    '',
  ];
}

/** Whether the gateway can send notifies: one on this machine reaches what is on this machine. */
function isReachable({ ALIPAY_GATEWAY, PUBLIC_URL }, simulatorUrl) {
  return Boolean(simulatorUrl) || isLoopback(ALIPAY_GATEWAY) || !isLoopback(PUBLIC_URL);
}

function demoLines({ username, operator, staff, password }, curl, simulatorUrl) {
  return [
    `  Sign in as          ${username} (customer) or ${operator} (admin), password ${password}`,
    `  Other roles         ${staff.join(', ')}, same password`,
    ...(simulatorUrl
      ? ['  Two weeks of data   Ctrl-C, "npm run demo-data" (once), and "npm start" again']
      : []),
    '',
    'From sign-in to pay link, to paste into a shell (also in .data/checkout.sh):',
    '',
    curl,
  ];
}
