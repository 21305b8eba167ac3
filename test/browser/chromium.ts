import { describe } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';

const executablePath = process.env['CHROMIUM_PATH'] || undefined;

/** How long a page may take to show what it should, in ms. */
const PATIENCE_MS = 120_000;

const QUIET_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** `describe` for tests that need a browser; without one they are listed as skipped. */
export const describeInBrowser = executablePath === undefined ? describe.skip : describe;

/** Starts the browser that CHROMIUM_PATH names. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: executablePath ?? '',
    args: QUIET_FLAGS,
    timeout: PATIENCE_MS,
  });
}

/** A person with a browser of their own: nobody else's cookies and storage. Scripts can be switched off. */
export async function visitor(browser: Browser, options: { scripts?: boolean } = {}) {
  const context = await browser.newContext({
    locale: 'zh-CN',
    viewport: { width: 1280, height: 860 },
    javaScriptEnabled: options.scripts ?? true,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return context.newPage();
}
