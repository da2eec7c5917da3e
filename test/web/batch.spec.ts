import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { csvTable } from '../support/csv.table.js';
import { axeViolations } from './support/axe.js';
import { BatchPage } from './support/batch.page.js';
import { PageHarness } from './support/page.harness.js';

const GOOD = readFileSync('test/iris_test.csv');
const HEADER = 'sepal_length,sepal_width,petal_length,petal_width';
const FAULTY = [
  'id,SepalLengthCm, sepal width ,=petal_length,PETAL_LENGTH,petal_width,Note',
  '1,5.1,3.5,,1.4,0.2,"a, ""b"""',
  '2,abc,3.5,,1.4,0.2,',
  '3,,3.5,,1e39,0.2,"two\nlines"',
  '4,6.3,3.3,,6,250,',
  '5,6.3,3.3',
  '6,6.3,3.3,,6,2.5,',
].join('\n');

let harness: PageHarness;
beforeAll(async () => {
  harness = await PageHarness.open();
});
afterAll(() => harness.close());

type Options = Parameters<PageHarness['visit']>[1];
async function open(hash = '#/batch', options: Options = {}): Promise<BatchPage> {
  const { page } = await harness.visit(hash, options);
  return new BatchPage(page, harness.server.url);
}

/** Faults of the browser, less what it says of refused uploads. */
const unexpected = () =>
  harness.faults.filter((fault) => !/responded with a status of (404|422)/.test(fault));

describe('a good file', () => {
  it('is scored as the API scores it, stored, and found again by its URL', async () => {
    const screen = await open();
    await screen.choose('iris_test.csv', GOOD);
    await screen.score();
    const { labelCounts } = await screen.answer(GOOD);
    const counts = async () =>
      Object.entries(await screen.bars('Rows by predicted class')).map(([label, text]) => [
        label,
        Number(text.split(' ')[0]),
      ]);
    expect(Object.fromEntries(await counts())).toEqual(labelCounts);
    expect(await screen.page.locator('.figure').allInnerTexts()).toEqual([
      '30',
      '30',
      '0',
      expect.stringMatching(/^[\d.]+ m?s$/),
    ]);
    await screen.page.reload();
    expect(Object.fromEntries(await counts())).toEqual(labelCounts);
    expect(await screen.storedBatches()).toContain(screen.batchId);
    expect(
      await screen.page.getByRole('link', { name: /in the history/ }).getAttribute('href'),
    ).toBe(`#/history?batchId=${screen.batchId}`);
  });

  it('comes back with its predictions, every cell of it as it was', async () => {
    const file = [
      `id,customer,${HEADER},due`,
      '9007199254740993,"Smith, ""Jo""",5.10,3.5,1.4,0.2,2026-01-02',
      '0007,"two\nlines",6.3,3.3,6,2.50,01.02.2026',
    ];
    const screen = await open();
    await screen.choose('orders.csv', file.join('\n'));
    await screen.score();
    const { name, text } = await screen.result();
    expect(name).toBe('orders-predicted.csv');
    expect(text).toBe(await screen.answerFile(file.join('\n')));
    expect(text.startsWith(`${file[0]},prediction`)).toBe(true);
    for (const record of file) expect(text).toContain(`${record},`);
  });

  it('has its answers in the store afterwards', async () => {
    const screen = await open();
    await screen.choose('iris_test.csv', GOOD);
    await screen.score();
    await screen.bars('Rows by predicted class');
    await screen.page.reload();
    const link = screen.page.getByRole('link', { name: 'Download the results as CSV' });
    const { name, text } = await screen.saved(link);
    expect(name).toBe(`iris-${screen.batchId}.csv`);
    expect(text).toBe(await screen.get(`/batches/${screen.batchId}/results`));
    expect(csvTable(text)).toHaveLength(30);
  });

  it('is kept with its result while another screen is looked at', async () => {
    const screen = await open();
    await screen.choose('iris_test.csv', GOOD);
    await screen.score();
    await screen.bars('Rows by predicted class');
    await screen.page.getByRole('link', { name: 'History', exact: true }).click();
    await screen.page.getByRole('link', { name: 'Batch', exact: true }).click();
    expect(Object.keys(await screen.bars('Rows by predicted class'))).toHaveLength(3);
    await screen.page.getByRole('button', { name: 'Score iris_test.csv' }).waitFor();
  });

  it('can be dropped on the page', async () => {
    const screen = await open();
    const transfer = await screen.page.evaluateHandle(
      `(() => { const t = new DataTransfer(); t.items.add(new File(['${HEADER}\\n1,2,3,4'], 'dropped.csv')); return t; })()`,
    );
    await screen.page.locator('.drop-zone').dispatchEvent('drop', { dataTransfer: transfer });
    await screen.page.getByRole('button', { name: 'Score dropped.csv' }).waitFor();
  });
});

it('the template is a file that the service takes', async () => {
  const screen = await open();
  const { name, text } = await screen.saved(
    screen.page.getByRole('button', { name: 'Download a template' }),
  );
  expect([name, text.split('\n')[0]]).toEqual(['iris-template.csv', HEADER]);
  const { rows, scored } = await screen.answer(text);
  expect([rows, scored]).toEqual([3, 3]);
});

describe('a file with faults', () => {
  it('is told them before it is sent, stays chosen, and is scored without the bad rows', async () => {
    const screen = await open();
    const stored = await screen.storedBatches();
    await screen.choose('faulty.csv', FAULTY);
    await screen.isHeld('Rows have faults.');
    const faults = (await screen.answer(FAULTY)).errors;
    expect(faults).toHaveLength(5);
    const listed = faults.map(({ line, column, detail }) => [
      `${line}`,
      column ?? 'the whole row',
      detail,
    ]);
    await screen.says('All 6 rows of the file: 5 faults, listed below.');
    expect(await screen.cells(screen.region('Faults by line'))).toEqual(listed);
    expect(await screen.storedBatches()).toEqual(stored);

    await screen.page.getByLabel('Skip the row').check();
    await screen.score();
    await screen.bars('Rows by predicted class');
    expect((await screen.page.locator('.figure').allInnerTexts()).slice(0, 3)).toEqual([
      '6',
      '2',
      '4 (66.7%)',
    ]);
    expect((await screen.result()).text).toBe(await screen.answerFile(FAULTY, '&onError=skip'));
    await screen.page.getByRole('button', { name: 'Show their faults' }).click();
    await screen.page.locator('#step-2:focus').waitFor();
    expect(await screen.cells(screen.region('Faults by line'))).toEqual(listed);
    await screen.main.getByText('not used: id, =petal_length, Note.').waitFor();
  });

  const late = `${HEADER}\n${'5.1,3.5,1.4,0.2\n'.repeat(40_000)}x,1,1,1\n`;
  const lateFault = ['40002', 'sepal_length', '"x" is not a number'];

  it('behind its first rows is refused with them, and can be looked through before', async () => {
    const screen = await open();
    await screen.choose('late.csv', late);
    await screen.says(/^The first [\d,]+ rows: no faults\.$/);
    await screen.score();
    await screen.main.getByText('The file has a fault; nothing was stored.').waitFor();
    expect(await screen.cells(screen.region('Faults by line'))).toEqual([lateFault]);
    await screen.page.getByRole('button', { name: 'Check every row' }).click();
    await screen.says('All 40,001 rows of the file: 1 fault, listed below.');
    await screen.isHeld('Rows have faults.');
  });

  it('that were skipped behind its first rows are found when somebody asks', async () => {
    const screen = await open();
    await screen.choose('late.csv', late);
    await screen.page.getByLabel('Skip the row').check();
    await screen.score();
    await screen.main.getByText('1 row was skipped.').waitFor();
    await screen.page.getByRole('button', { name: 'Show their faults' }).click();
    await screen.says('All 40,001 rows of the file: 1 fault, listed below.');
    expect(await screen.cells(screen.region('Faults by line'))).toEqual([lateFault]);
  });

  it('gives its faults as CSV, safe for a spreadsheet', async () => {
    const screen = await open();
    const file = `${HEADER},=x,=x\n1,2,3,4,5,6\n`;
    await screen.choose('faulty.csv', file);
    const control = screen.page.getByRole('button', { name: 'Download all as CSV' });
    const { name, text } = await screen.saved(control);
    expect(name).toBe('faults-faulty.csv');
    const { errors } = await screen.answer(file);
    expect(csvTable(text)).toEqual(
      errors.map(({ line, column, code, detail }) => ({
        line: `${line}`,
        column: column === '=x' ? "'=x" : column,
        code,
        detail,
      })),
    );
    await screen.isHeld('The first line has faults');
    await screen.page.getByLabel('Skip the row').check();
    await screen.isHeld('The first line has faults');
  });

  it('of which there are many, shows the first hundred and their number', async () => {
    const screen = await open();
    await screen.choose('many.csv', `${HEADER}\n${'x,1,1,1\n'.repeat(1_234)}`);
    await screen.page.getByRole('heading', { name: 'The first 100 of 1,234 faults' }).waitFor();
    expect(await screen.cells(screen.region('Faults by line'))).toHaveLength(100);
    await screen.page.getByRole('button', { name: 'Download all as CSV' }).waitFor();
  });
});

it('a batch that is not there is a problem in words', async () => {
  const screen = await open('#/batch?batchId=00000000-0000-7000-8000-000000000000');
  await screen.main.getByText('There is no batch of this id.').waitFor();
});

it('the keyboard alone chooses, sets, runs and reads', async () => {
  const { page } = await open();
  const tabTo = async (selector: string) => {
    const target = page.locator(selector);
    for (let step = 0; step < 30; step++) {
      await page.keyboard.press('Tab');
      if (await target.evaluate((one) => one === one.ownerDocument.activeElement)) return;
    }
    throw new Error(`The Tab key does not reach ${selector}`);
  };
  const chooser = page.waitForEvent('filechooser');
  await tabTo('input[type=file]');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({
    name: 'f.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(FAULTY),
  });
  await page.getByRole('button', { name: 'Score f.csv' }).waitFor();
  await tabTo('input[type=radio]:checked');
  await page.keyboard.press('ArrowDown');
  await tabTo('button.start');
  await page.keyboard.press('Enter');
  await page.locator('main').getByText('4 (66.7%)').waitFor();
  await page.locator('#step-4:focus').waitFor();
  await tabTo('button.save');
});

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  it.each([1_280, 360])('is accessible at %i px, and never scrolls sideways', async (width) => {
    const screen = await open('#/batch', { colorScheme, viewport: { width, height: 900 } });
    const look = async () => {
      expect(await axeViolations(screen.page)).toEqual([]);
      expect(
        await screen.page.evaluate('document.scrollingElement.scrollWidth <= innerWidth'),
      ).toBe(true);
    };
    await look();
    await screen.choose(`${'long-'.repeat(20)}name.csv`, FAULTY);
    await screen.region('Faults by line').waitFor();
    await look();
    await screen.page.getByLabel('Skip the row').check();
    await screen.score();
    await screen.bars('Rows by predicted class');
    await look();
  });
});

it('nothing else went wrong in the browser', () => {
  expect(unexpected()).toEqual([]);
});
