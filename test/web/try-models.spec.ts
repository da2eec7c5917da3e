import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { editJson } from '../support/model.copy.js';
import { FIXTURE_DIR } from '../support/test.app.js';
import { axeViolations } from './support/axe.js';
import { PageHarness } from './support/page.harness.js';
import { TryPage } from './support/try.page.js';

const run = promisify(execFile);
const NAMES = ['diabetes', 'penguins-mixed', 'wine-gb'];
/** A category that a shell would like to read in its own way. */
const ODD = `O'Hare "x" $HOME \`id\` \\n !! é`;

interface Mixed {
  inputs: { features: { name: string; categories?: string[] }[] }[];
}

describe('Trying other models', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tabserve-try-'));
  let harness: PageHarness;
  beforeAll(async () => {
    for (const name of NAMES)
      cpSync(join(FIXTURE_DIR, name), join(folder, name), { recursive: true });
    editJson(folder, 'penguins-mixed', 'model.json', (contract) => {
      const features = (contract as unknown as Mixed).inputs.flatMap((input) => input.features);
      features.find(({ name }) => name === 'island')?.categories?.push(ODD);
    });
    harness = await PageHarness.open({ MODEL_DIR: folder });
  });
  afterAll(async () => {
    await harness.close();
    rmSync(folder, { recursive: true });
  });

  const open = async (model: string, options = {}) =>
    new TryPage((await harness.visit(`#/try?model=${model}`, options)).page);

  test('a regression model answers a value with its unit, and a line of values', async () => {
    const screen = await open('diabetes');
    await screen.shows(/^86\.3579 points$/);
    await screen.whatIf.getByLabel('Feature to vary').selectOption('body_mass_index');
    await screen.whatIf
      .getByRole('img', { name: /^The prediction from body_mass_index/ })
      .waitFor();
    expect(await screen.code('Python')).toContain('print(answer["value"])');
  });

  test('integer classes are shown in the order of the contract', async () => {
    const screen = await open('wine-gb');
    await screen.shows(/^1 /);
    const bars = screen.page.getByRole('table', { name: 'Probability of each class' });
    expect(await bars.getByRole('rowheader').allTextContents()).toEqual(['1', '2', '3']);
  });

  test('empty features are sent as null or left out, categories are picked', async () => {
    const screen = await open('penguins-mixed');
    await screen.shows(/^Adelie/);
    await screen.field('bill_depth_mm').fill('');
    await screen.field('body_mass_g').fill('');
    await screen.field('island').selectOption('Biscoe');
    await screen.says('bill_depth_mm', /^Empty: sent as missing$/);
    await screen.says('body_mass_g', /^Empty: left out$/);
    expect(await screen.code('TypeScript')).toContain('"bill_depth_mm": null');
    expect(await screen.code('TypeScript')).not.toContain('body_mass_g');
    await screen.hasUrl('f.island=Biscoe');
    await screen.whatIf.getByLabel('Feature to vary').selectOption('island');
    const table = screen.whatIf.getByRole('table', { name: 'The prediction by island' });
    await table.getByRole('rowheader', { name: 'Torgersen' }).waitFor();
  });

  test('whole numbers go by ones and take no fractions', async () => {
    const screen = await open('penguins-mixed');
    await screen.field('flipper_length_mm').press('ArrowDown');
    expect(await screen.field('flipper_length_mm').inputValue()).toBe('186');
    await screen.field('flipper_length_mm').fill('186.5');
    await screen.says('flipper_length_mm', /^Enter a whole number$/);
  });

  test.each(['Torgersen', ODD])('the curl for %s answers as the page does', async (island) => {
    const screen = await open('penguins-mixed');
    await screen.field('island').selectOption(island);
    await screen.page
      .locator('.field', { hasText: 'island' })
      .getByText(/of the training/)
      .waitFor();
    const code = await screen.code('curl');
    const { stdout } = await run('bash', ['-c', `${code} -sS`]);
    const { label, id } = JSON.parse(stdout) as { label: string; id: string };
    await screen.shows(new RegExp(`^${label}`));
    const found = await fetch(`${harness.server.url}/history/${id}`);
    expect(await found.json()).toMatchObject({ inputs: { island } });
  });

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)('keeps WCAG 2.2 AA, in %s at %d px', async (colorScheme, width) => {
    for (const model of NAMES) {
      const screen = await open(model, { colorScheme, viewport: { width, height: 900 } });
      const { page } = screen;
      await page.locator('.figure').waitFor();
      await screen.whatIf.getByText('Figures as a table').click();
      expect(await axeViolations(page)).toEqual([]);
      expect(await page.evaluate('document.scrollingElement.scrollWidth <= innerWidth')).toBe(true);
      await page.context().close();
    }
  });

  test('keeps WCAG 2.2 AA while fields are in fault', async () => {
    const screen = await open('diabetes');
    await screen.page.locator('.figure').waitFor();
    await screen.whatIf.getByRole('img', { name: /age/ }).waitFor();
    await screen.field('glucose').fill('much');
    await screen.page.locator('.what-if .dimmed').waitFor();
    expect(await axeViolations(screen.page)).toEqual([]);
  });

  test('had no fault in the browser', () => {
    expect(harness.faults).toEqual([]);
  });
});
