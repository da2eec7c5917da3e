import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { aKey, KeyFile } from '../support/key.file.js';
import { until } from '../support/until.js';
import { axeViolations } from './support/axe.js';
import { BatchPage } from './support/batch.page.js';
import { KeyedPage, revoke } from './support/keyed.page.js';
import { PageHarness } from './support/page.harness.js';

const everything = aKey();
const other = aKey();
const expired = aKey({ scopes: ['predict'], expires: '2020-01-01' });
const KEYS = [everything, other, expired];
const WAYS = [360, 1440].flatMap((width) =>
  (['light', 'dark'] as const).map((scheme) => [width, scheme] as const),
);

let file: KeyFile;
let harness: PageHarness;
beforeAll(async () => {
  file = new KeyFile(...KEYS);
  harness = await PageHarness.open(file.settings);
});
beforeEach(async () => {
  file.write(...KEYS);
  const { headers } = everything;
  const isTaken = async () => (await fetch(`${harness.server.url}/access`, { headers })).ok;
  await until(isTaken, 'the keys are taken');
});
afterAll(async () => {
  await harness.close();
  file.remove();
});

/** A page of its own. */
async function visit(
  use: (keyed: KeyedPage, page: Page, context: BrowserContext) => Promise<void>,
  hash = '',
  options = {},
): Promise<void> {
  const { page, context } = await harness.visit(hash, options);
  await use(new KeyedPage(page), page, context);
  await context.close();
}

describe('a page without a key', () => {
  it('asks for one, and for nothing else', () =>
    visit(async ({ field }, page) => {
      await page.getByRole('heading', { name: 'This service asks for a key' }).waitFor();
      expect(await field.evaluate((input) => input === input.ownerDocument.activeElement)).toBe(
        true,
      );
      expect(await field.getAttribute('type')).toBe('password');
      expect(await field.getAttribute('aria-invalid')).toBeNull();
      expect(await page.getByRole('navigation').count()).toBe(0);
      expect(await page.getByLabel('Model').count()).toBe(0);
    }));

  it.each([
    ['what was never a key', 'tsk_wrong', /key/i],
    ['an expired key', expired.key, /expired/i],
    ['what no header carries', 'with “quotes”', 'This is no key: it holds signs that no key has.'],
    ['white space', '   ', 'Paste a key first.'],
  ])('says why %s is none, and lets one try again', (_, text, words) =>
    visit(async (keyed, page) => {
      await keyed.enter(text);
      await keyed.fault.getByText(words).waitFor();
      expect(await keyed.field.getAttribute('aria-invalid')).toBe('true');
      expect(await keyed.field.evaluate((input) => input.ownerDocument.activeElement?.id)).toBe(
        await keyed.field.getAttribute('id'),
      );
      await keyed.signIn(everything);
      await page.getByRole('heading', { name: 'Iris', exact: false }).first().waitFor();
    }),
  );

  it('takes one as it is pasted from a terminal or a header, and shows it if asked to', () =>
    visit(async (keyed, page) => {
      await page.getByLabel('Show the key').check();
      expect(await keyed.field.getAttribute('type')).toBe('text');
      await keyed.enter(` Bearer ${everything.key}  `);
      await keyed.menu(everything.entry.id).waitFor();
      expect(await page.locator('main').evaluate((main) => main.matches(':focus'))).toBe(true);
    }));

  it('goes to the place that its link names once it has one', () =>
    visit(async (keyed, page) => {
      await keyed.signIn(everything);
      await page.getByRole('heading', { name: 'History', level: 1 }).waitFor();
    }, '#/history?all=1'));
});

describe('the key', () => {
  it('survives a reload, and is known to no other tab', () =>
    visit(async (keyed, page, context) => {
      await keyed.signIn(everything);
      await page.reload();
      await keyed.menu(everything.entry.id).waitFor();
      await page.close();
      const next = await context.newPage();
      await next.goto(harness.server.url);
      await new KeyedPage(next).field.waitFor();
    }));

  it('is in the session of the tab alone', () =>
    visit(async (keyed, page) => {
      const urls: string[] = [];
      page.on('request', (request) => urls.push(request.url()));
      await keyed.signIn(everything);
      await page.getByRole('button', { name: 'Predict and record' }).click();
      await page.getByText('Recorded.').waitFor();
      const secret = everything.key.slice(-20);
      const stored = await page.evaluate(() =>
        JSON.stringify((globalThis as unknown as { sessionStorage: object }).sessionStorage),
      );
      expect(JSON.parse(stored)).toEqual({ 'tabserve-key': everything.key });
      const traces = (await keyed.traces()).replaceAll(stored, '');
      expect(traces).not.toContain(secret);
      expect(urls.filter((url) => url.includes(secret))).toEqual([]);
    }));

  it('leaves no trace when it is forgotten', () =>
    visit(async (keyed, page) => {
      await keyed.signIn(everything);
      await keyed.menu(everything.entry.id).click();
      await page.getByRole('button', { name: 'Forget key' }).click();
      await keyed.field.waitFor();
      const traces = await keyed.traces();
      expect(traces).not.toContain(everything.key.slice(4, 20));
      expect(traces).not.toContain(everything.entry.id);
      await page.reload();
      await keyed.field.waitFor();
    }));

  it('is shown with whose it is and what it may', () =>
    visit(async (keyed, page) => {
      await keyed.signIn(everything);
      await keyed.menu(everything.entry.id).press('Enter');
      const panel = page.locator('.access-panel');
      await panel.getByText(`key:${everything.entry.id}`).waitFor();
      expect(await panel.locator('dd').allInnerTexts()).toEqual([
        `key:${everything.entry.id}`,
        everything.entry.scopes.join(', '),
        'all',
        'never',
      ]);
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'hidden' });
    }));

  it('is a placeholder in the code that is shown', () =>
    visit(async (keyed, page) => {
      await keyed.signIn(everything);
      const code = page.getByRole('tabpanel').locator('code');
      for (const [language, words] of [
        ['curl', '-H "Authorization: Bearer $TABSERVE_KEY"'],
        ['Python', `"Authorization": f"Bearer {os.environ['TABSERVE_KEY']}"`],
        ['TypeScript', 'process.env.TABSERVE_KEY'],
      ] as const) {
        await page.getByRole('tab', { name: language }).click();
        expect(await code.textContent()).toContain(words);
        expect(await code.textContent()).not.toContain('tsk_');
      }
    }));
});

describe('a key that is revoked in the middle of work', () => {
  it('is asked for again, and what was typed goes on with the next', () =>
    visit(async (keyed, page) => {
      await keyed.signIn(everything);
      // All that the page asks for by itself is answered, so that nothing is refused before its time.
      await page.getByRole('region', { name: 'What if' }).locator('svg').first().waitFor();
      await revoke(file, harness.server.url, everything, other);
      const length = page.getByRole('region', { name: 'Values' }).getByLabel('petal_length');
      await length.fill('6.5');
      const dialog = page.getByRole('dialog', { name: 'The key is not taken any more' });
      await dialog.waitFor();
      expect(await dialog.getByRole('alert').textContent()).toMatch(/key/i);
      expect(await axeViolations(page)).toEqual([]);
      await keyed.enter('tsk_wrong');
      await dialog.getByRole('alert').filter({ hasText: /\S/ }).waitFor();
      await keyed.signIn(other);
      await dialog.waitFor({ state: 'detached' });
      expect(await length.inputValue()).toBe('6.5');
      expect(await length.evaluate((input) => input.matches(':focus'))).toBe(true);
      await page.locator('.figure', { hasText: 'setosa 47%' }).waitFor();
    }));

  it('keeps a file that was chosen, and sends it with the next', () =>
    visit(async (keyed, page) => {
      await keyed.signIn(everything);
      await page.getByRole('link', { name: 'Batch' }).click();
      const screen = new BatchPage(page, harness.server.url);
      const header = 'sepal_length,sepal_width,petal_length,petal_width';
      await screen.choose('f.csv', `${header}\n${'5.1,3.5,1.4,0.2\n'.repeat(100_000)}`);
      await revoke(file, harness.server.url, everything, other);
      await screen.score();
      await keyed.signIn(other);
      expect(await screen.bars('Rows by predicted class')).toMatchObject({
        setosa: '100,000 · 100%',
      });
    }, '#/try?model=iris'));

  it('may be given up: the page stays, and another key may come later', () =>
    visit(async (keyed, page) => {
      await keyed.signIn(everything);
      // All that the page asks for by itself is answered, so that nothing is refused before its time.
      await page.getByRole('region', { name: 'What if' }).locator('svg').first().waitFor();
      await page.getByText('matters most for this answer').waitFor();
      await revoke(file, harness.server.url, everything, other);
      await page.getByRole('button', { name: 'Predict and record' }).click();
      await page.getByRole('button', { name: 'Not now' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.locator('main').getByRole('alert').first().waitFor();
      await keyed.menu(everything.entry.id).click();
      await page.getByRole('button', { name: 'Use another key' }).click();
      await keyed.signIn(other);
      await page.getByRole('button', { name: 'Predict and record' }).click();
      await page.getByText('Recorded.').waitFor();
    }));
});

describe.each(WAYS)('at %d px, %s', (width, colorScheme) => {
  const options = { viewport: { width, height: 800 }, colorScheme };

  it('asks for a key and shows whose it is without fault', () =>
    visit(
      async (keyed, page) => {
        expect(await axeViolations(page)).toEqual([]);
        await keyed.enter('tsk_wrong');
        await keyed.fault.filter({ hasText: /\S/ }).waitFor();
        expect(await axeViolations(page)).toEqual([]);
        await keyed.signIn(everything);
        await keyed.menu(everything.entry.id).click();
        await page.getByRole('button', { name: 'Forget key' }).waitFor();
        expect(await axeViolations(page)).toEqual([]);
        const overflow = await page.evaluate(() => {
          const { documentElement: root } = (
            globalThis as unknown as { document: { documentElement: Sized } }
          ).document;
          return root.scrollWidth - root.clientWidth;
        });
        expect(overflow).toBe(0);
      },
      '',
      options,
    ));
});

interface Sized {
  scrollWidth: number;
  clientWidth: number;
}
