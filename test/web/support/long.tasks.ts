import type { Page } from 'playwright-core';

interface Watched {
  longTasks: number[];
  setTimeout(work: () => void): void;
  performance: { now(): number };
  PerformanceObserver: new (
    seen: (list: { getEntries(): { duration: number }[] }) => void,
  ) => { observe(options: object): void };
}

/** Notes every task of the page that takes longer than 50 ms, those before as well. */
export async function watchLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched = globalThis as unknown as Watched;
    watched.longTasks = [];
    new watched.PerformanceObserver((list) => {
      watched.longTasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: 'longtask', buffered: true });
  });
}

/** Durations in ms. The last of them is one of `own` ms that this made itself, to prove the watch. */
export async function longTasks(page: Page, own: number): Promise<number[]> {
  await page.evaluate((duration) => {
    const watched = globalThis as unknown as Watched;
    watched.setTimeout(() => {
      const end = watched.performance.now() + duration;
      while (watched.performance.now() < end);
    });
  }, own);
  await page.waitForFunction((duration) => {
    const { longTasks: seen } = globalThis as unknown as Watched;
    return seen.some((one) => one >= duration);
  }, own);
  return page.evaluate(() => (globalThis as unknown as Watched).longTasks);
}
