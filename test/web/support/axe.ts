import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

interface Axe {
  run(
    context: unknown,
    options: object,
  ): Promise<{ violations: { id: string; help: string; nodes: { target: string[] }[] }[] }>;
}

const SOURCE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds wrong with a page, a line each; empty when nothing. */
export async function axeViolations(page: Page): Promise<string[]> {
  // The policy of the page allows no script tags; this is not one.
  await page.evaluate(SOURCE);
  const { violations } = await page.evaluate((values) => {
    const { axe, document } = globalThis as unknown as { axe: Axe; document: unknown };
    return axe.run(document, { runOnly: { type: 'tag', values } });
  }, TAGS);
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target).join(', ')}`,
  );
}
