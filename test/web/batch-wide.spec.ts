import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeSumModel } from '../support/sum.model.js';
import { temporaryFolder } from '../support/test.app.js';
import { axeViolations } from './support/axe.js';
import { BatchPage } from './support/batch.page.js';
import { PageHarness } from './support/page.harness.js';

const FEATURES = Array.from({ length: 60 }, (_, at) => `feature_${at}_`.padEnd(75, 'abcdefghij_'));
const ROW = FEATURES.map((_, at) => at);

const folder = temporaryFolder();
let harness: PageHarness;
beforeAll(async () => {
  writeSumModel(folder.path, 'wide', FEATURES);
  harness = await PageHarness.open({ MODEL_DIR: folder.path });
});
afterAll(async () => {
  await harness.close();
  folder.remove();
});

describe.each(['light', 'dark'] as const)(
  '60 columns of 75 characters in the %s theme',
  (theme) => {
    it.each([1_440, 360])('stay within the page at %i px', async (width) => {
      const options = { colorScheme: theme, viewport: { width, height: 900 } };
      const { page } = await harness.visit('#/batch', options);
      const screen = new BatchPage(page, harness.server.url);
      const look = async () => {
        expect(await axeViolations(page)).toEqual([]);
        expect(await page.evaluate('document.scrollingElement.scrollWidth - innerWidth')).toBe(0);
        expect(await page.evaluate(CUT_OFF)).toEqual([]);
      };
      await screen.choose('renamed.csv', `${FEATURES.map((name) => `x${name}`)}\n${ROW}\n`);
      await screen.isHeld(/^Choose a column for feature_0_.* and 57 more under Check\.$/);
      await look();
      await screen.choose('wide.csv', `${'a '.repeat(200)},${FEATURES}\nx,${ROW}\n`);
      await screen.says('All 1 row of the file: no faults.');
      await screen.score();
      await screen.bars(/Rows by predicted value/);
      await look();
    });
  },
);

/** What of the screen lies outside its card, and is not in something that scrolls. */
const CUT_OFF = `[...document.querySelectorAll('.step *')]
  .filter((one) => !one.closest('.scroll, .signs') && !one.classList.contains('visually-hidden'))
  .filter((one) => {
    const card = one.closest('.step').getBoundingClientRect();
    const box = one.getBoundingClientRect();
    return box.width > 0 && (box.right > card.right + 1 || box.left < card.left - 1);
  })
  .map((one) => one.outerHTML.slice(0, 120))`;
