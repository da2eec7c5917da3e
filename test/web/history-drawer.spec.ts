import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../support/until.js';
import { axeViolations } from './support/axe.js';
import { examplesOf, HistoryApi, type Item } from './support/history.api.js';
import { PageHarness } from './support/page.harness.js';

const INPUTS = { ...examplesOf('model/iris')[1], sepal_length: 9.5, petal_width: 1.75 };

describe('Drawer of a prediction', () => {
  let harness: PageHarness;
  let item: Item;

  beforeAll(async () => {
    harness = await PageHarness.open();
    const api = new HistoryApi(harness.server.url);
    await api.predict('iris', [...examplesOf('model/iris'), INPUTS]);
    [item = item] = await api.items('model=iris');
  });

  afterAll(() => harness.close());

  const focusedId = (page: Page) =>
    page.evaluate<string | null>("document.activeElement?.getAttribute('data-id')");

  it('opens by a press on the row, and Escape gives the focus back to it', async () => {
    const { page, context } = await harness.visit('#/history?model=iris');
    await page.locator('tr', { has: page.locator(`[data-id="${item.id}"]`) }).click();
    await page.getByRole('dialog', { name: 'Prediction' }).waitFor();
    expect(page.url()).toContain(`id=${item.id}`);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focusedId(page)).toBe(item.id);
    expect(page.url()).toMatch(/#\/history\?model=iris$/);
    await context.close();
  });

  it('opens, keeps the focus and closes by keyboard alone', async () => {
    const { page, context } = await harness.visit('#/history');
    await page.locator('[data-id]').first().waitFor();
    const isReached = async () => {
      if ((await focusedId(page)) === item.id) return true;
      await page.keyboard.press('Tab');
      return false;
    };
    await until(isReached, 'the row has the focus');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    for (let press = 0; press < 12; press++) {
      await page.keyboard.press('Tab');
      // At its ends the focus passes through the browser's own controls, which is the body here.
      const isKept = await page.evaluate("document.activeElement?.matches('body, dialog *')");
      expect(isKept).toBe(true);
    }
    await page.getByRole('button', { name: 'Close' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focusedId(page)).toBe(item.id);
    await context.close();
  });

  it('opens by its link and closes by the back button', async () => {
    const { page, context } = await harness.visit('#/history');
    await page.locator(`[data-id="${item.id}"]`).click();
    await page.getByRole('dialog').waitFor();
    await page.goBack();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focusedId(page)).toBe(item.id);
    await context.close();
  });

  it('shows what was sent and answered, to the digit, when opened by URL', async () => {
    const { page, context } = await harness.visit(`#/history?id=${item.id}`);
    const drawer = page.getByRole('dialog');
    await drawer.locator('.figure').waitFor();
    const inputs = await drawer.locator('.plain tr').allInnerTexts();
    expect(inputs.map((row) => row.split(/\s+/).slice(0, 3))).toEqual(
      Object.entries(item.inputs).map(([name, value]) => [name, String(value), 'cm']),
    );
    const bars = await drawer.locator('.bars tr').allInnerTexts();
    expect(bars.map((row) => row.split(/\s+/))).toEqual(
      Object.entries(item.probabilities ?? {}).map(([name, share]) => [
        name,
        `${Math.round(1000 * share) / 10}%`,
      ]),
    );
    expect(await drawer.locator('.figure').textContent()).toBe(item.label);
    expect(await drawer.locator('.note.warn').textContent()).toContain('sepal_length');
    expect(await drawer.locator('time').getAttribute('datetime')).toBe(item.createdAt);
    await context.close();
  });

  it('runs again with exactly these inputs', async () => {
    const { page, context } = await harness.visit(`#/history?id=${item.id}`);
    const href = await page.getByRole('link', { name: 'Run again' }).getAttribute('href');
    const fields = Object.entries(INPUTS).map(([name, value]) => [`f.${name}`, String(value)]);
    expect(Object.fromEntries(new URLSearchParams(href?.split('?')[1]))).toEqual({
      model: 'iris',
      version: '1',
      ...Object.fromEntries(fields),
    });
    await context.close();
  });

  it.each([
    ['light', 1280],
    ['dark', 360],
  ] as const)('has no fault of access in %s at %i pixels', async (colorScheme, width) => {
    const options = { colorScheme, viewport: { width, height: 800 } };
    const { page, context } = await harness.visit(`#/history?id=${item.id}`, options);
    await page.getByRole('dialog').locator('.figure').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await context.close();
  });

  it('has caused no fault in the browser', () => {
    expect(harness.faults).toEqual([]);
  });

  it('says so when there is no such prediction', async () => {
    const { page, context } = await harness.visit(`#/history?id=${item.id.replace(/.$/, 'x')}`);
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await context.close();
  });
});
