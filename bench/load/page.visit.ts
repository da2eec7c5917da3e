import type { Browser, Page } from 'playwright-core';
import { FEATURES, IRIS_ROWS } from './iris.rows.js';

const LIMIT_MS = 10_000;

/**
 * Notes in the page itself, in its own milliseconds, when the heading and each answer stood on the
 * screen and when the last key was pressed: asking from outside would cost more than is measured.
 */
const OBSERVER = `
globalThis.noted = { heading: null, key: null, answer: null, sequence: null };
const look = () => {
  const answer = document.querySelector('[data-answer]')?.getAttribute('data-answer') ?? null;
  const isNew = answer !== null && answer !== '' && answer !== noted.sequence;
  const hasHeading = noted.heading === null && document.querySelector('main h1') !== null;
  if (!isNew && !hasHeading) return;
  if (isNew) noted.sequence = answer;
  const { key } = noted;
  requestAnimationFrame(() => {
    if (hasHeading) noted.heading ??= performance.now();
    if (isNew && noted.key === key) noted.answer = performance.now();
  });
};
new MutationObserver(look).observe(document, {
  subtree: true,
  childList: true,
  attributes: true,
  attributeFilter: ['data-answer'],
});
addEventListener('keydown', () => {
  noted.key = performance.now();
  noted.answer = null;
}, true);
`;

/** In the page's milliseconds since its navigation began. */
export interface Noted {
  readonly heading: number | null;
  readonly key: number | null;
  readonly answer: number | null;
}

/** A page in a browser that has nothing of it yet. */
export async function visit(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext();
  await context.addInitScript({ content: OBSERVER });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** The Try screen with one row in it. */
export function tryUrl(url: string): string {
  const values = IRIS_ROWS[0] ?? [];
  const params = Object.fromEntries(FEATURES.map((name, at) => [`f.${name}`, String(values[at])]));
  return `${url}/#/try?${new URLSearchParams(params)}`;
}

/** What was noted once `is` holds of it; null when it never does. */
export async function noted(
  page: Page,
  is: (noted: Noted) => boolean,
  limitMs = LIMIT_MS,
): Promise<Noted | null> {
  const from = performance.now();
  while (performance.now() - from < limitMs) {
    const found = (await page.evaluate('noted')) as Noted;
    if (is(found)) return found;
  }
  return null;
}
