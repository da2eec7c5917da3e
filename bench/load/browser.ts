import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PATHS = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'];

/** Where a browser is installed; null when none is. */
export function findBrowser(): string | null {
  return PATHS.find((path) => existsSync(path)) ?? null;
}

/** @throws Error when no browser is installed */
export function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('Chromium is not installed');
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
