/** What each picture of the console shows: its address, its size, and what is done before it is taken. */
const VIEWS = [
  { name: 'overview', path: '/console', height: 900 },
  { name: 'order', path: '/console/orders?state=TO_SHIP', height: 900, open: openFirstOrder },
  {
    name: 'incident',
    path: '/console/incidents?kind=amount-mismatch',
    height: 720,
    open: openEvidence,
  },
  { name: 'reconciliation', path: '/console/reconciliation', height: 900, open: openDay },
  { name: 'webhooks', path: '/console/webhooks', height: 640 },
  { name: 'phone', path: '/console/cases', width: 390, height: 780 },
];

const LANGUAGES = ['en', 'zh'];

const WIDTH = 1160;
/** Of a machine that does other things beside. */
const PATIENCE_MS = 120_000;
const DEMO = { username: 'operator', password: 'demo-demo-1' };

/**
 * Takes a picture of each view in each language.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} base where the console is
 * @param {(name: string, bytes: Buffer) => void} keep
 */
export async function takePictures(browser, base, keep) {
  for (const language of LANGUAGES) {
    const page = await signedIn(browser, base, language);
    for (const view of VIEWS) {
      await page.setViewportSize({ width: view.width ?? WIDTH, height: view.height });
      await page.goto(`${base}${view.path}`);
      await shown(page);
      await view.open?.(page);
      await shown(page);
      const bytes = await page.screenshot({ animations: 'disabled', caret: 'hide' });
      keep(`console-${view.name}.${language}.png`, bytes);
    }
    await page.context().close();
  }
}

async function signedIn(browser, base, language) {
  const context = await browser.newContext({
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  await page.goto(`${base}/console`);
  await page.locator('input[autocomplete=username]').fill(DEMO.username);
  await page.locator('input[autocomplete=current-password]').fill(DEMO.password);
  const submit = page.locator('button[type=submit]');
  await submit.click();
  // The form has a heading of its own: whoever goes on before it has gone is not signed in.
  await submit.waitFor({ state: 'detached' });
  await page.locator('main h1').waitFor();
  return page;
}

/** Waits until nothing is loaded any more, and all that is seen has been drawn. */
async function shown(page) {
  await page.locator('main h1').waitFor();
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(
    () => document.querySelector('.ant-skeleton, .pending, .ant-btn-loading') === null,
  );
}

async function openFirstOrder(page) {
  await page.locator('.ant-table-tbody a').first().click();
  await page.locator('.ant-timeline').waitFor();
}

async function openEvidence(page) {
  const row = page.locator('.ant-table-row').first();
  await row.getByRole('button').first().click();
  await page.locator('.ant-drawer section').first().waitFor();
}

/** The newest day whose bill differs from the books: the first row of all tells it. */
async function openDay(page) {
  const day = await page.locator('.ant-table-row td').first().innerText();
  await page.goto(`${page.url()}?day=${day}`);
}
