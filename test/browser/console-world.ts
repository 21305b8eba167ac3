import type { Page } from 'playwright-core';
import type { Role } from '../../src/auth/permissions.js';
import type { Shop } from '../support/shop.js';

const PASSWORD = 'a long password';

/** Signs somebody with a role in at an address of the console. */
export async function signIn(shop: Shop, page: Page, role: Role, path = ''): Promise<void> {
  await shop.staff(role);
  await page.goto(`${shop.url}/console${path}`);
  await page.getByLabel('用户名').fill(`test-${role}`);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: /登\s*录/ }).click();
  await page.getByRole('button', { name: '退出登录' }).waitFor();
}

/** A name of a button as antd writes it: two Chinese signs have a blank between them. */
export function named(text: string): RegExp {
  return new RegExp(`^${[...text].join(String.raw`\s*`)}$`);
}

/** Presses the button of a dialog that does what it says, and waits until the dialog has gone. */
export async function confirm(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  // While it still grows, a button moves away under the pointer, and the click is nobody's.
  await page.locator('[role=dialog]:not(.ant-zoom-appear)').waitFor();
  await dialog.getByRole('button', { name: named(name) }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Whatever the page complained of: a script that failed, or something that its policy forbids. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // The browser tells of each answer that says that nothing is there: nobody is signed in, the day has no bill.
    const isAbsent = /\/(?:auth\/sessions\/current|reconciliations\/[\d-]+)$/;
    const isWrong = message.type() === 'error' && !isAbsent.test(message.location().url);
    if (isWrong) complaints.push(message.text());
  });
  return complaints;
}
