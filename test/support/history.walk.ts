import { expect } from '@jest/globals';
import type { ServiceCalls } from './service.calls.js';
import type { TestApp } from './test.app.js';

/** What the tests look at of an item of the history. */
export interface Item {
  id: string;
  createdAt: string;
  model: { name: string; version: string };
  source: 'single' | 'batch';
  batchId?: string;
  line?: number;
  label?: string;
  value?: number;
  probabilities?: Record<string, number>;
  inputs: Record<string, number | string | boolean | null>;
  warnings?: { feature: string; code: string; detail: string }[];
}

export interface Page {
  items: Item[];
  nextCursor: string | null;
}

export async function pageOf(app: TestApp, query: string): Promise<Page> {
  const answer = await app.request(`/history?${query}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Page;
}

/** How many predictions the history holds. */
export async function totalOf({ request }: ServiceCalls): Promise<number> {
  const summary = await request('/history/summary');
  return ((await summary.json()) as { total: number }).total;
}

/**
 * All items of a query, page by page.
 * @param between runs between two pages
 */
export async function walk(
  app: TestApp,
  query: string,
  between: () => Promise<unknown> = async () => {},
): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor = ''; ; ) {
    const page = await pageOf(app, query + cursor);
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    cursor = `&cursor=${page.nextCursor}`;
    await between();
  }
}
