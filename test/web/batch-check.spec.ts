import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { copyModel } from '../support/model.copy.js';
import { writeSumModel } from '../support/sum.model.js';
import { MODEL_DIR, temporaryFolder } from '../support/test.app.js';
import { axeViolations } from './support/axe.js';
import { BatchPage } from './support/batch.page.js';
import { PageHarness } from './support/page.harness.js';

const NAMES = ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'];
const GERMAN = `Kunde;${NAMES.join(';')}\nMüller;5,1;3,5;1,4;0,2\nGroß;6,3;3,3;6,0;2,5\n`;

const folder = temporaryFolder();
let harness: PageHarness;
beforeAll(async () => {
  copyModel(folder.path, { from: MODEL_DIR, name: 'iris' });
  writeSumModel(folder.path, 'sum', ['a', 'b']);
  harness = await PageHarness.open({ MODEL_DIR: folder.path });
});
afterAll(async () => {
  await harness.close();
  folder.remove();
});

async function open(model = 'iris'): Promise<BatchPage> {
  const { page } = await harness.visit(`#/batch?model=${model}`);
  return new BatchPage(page, harness.server.url);
}

/** What of a request's query says how the file is read. */
function saidIn(url: string): Record<string, string> {
  const { model, version, errorLimit, onError, part, ...said } = Object.fromEntries(
    new URL(url).searchParams,
  );
  return said;
}

/** Presses Score, and gives what the upload says of the file. */
async function sentWith(screen: BatchPage): Promise<Record<string, string>> {
  const [request] = await Promise.all([
    screen.page.waitForRequest(/predict-batch\?/),
    screen.score(),
  ]);
  await screen.bars('Rows by predicted class');
  return saidIn(request.url());
}

describe('what is found', () => {
  it('is said in a sentence and at each choice, and the file comes back as it is written', async () => {
    const screen = await open();
    await screen.choose('kunden.csv', GERMAN);
    await screen.says('This file separates by semicolons and writes decimals with a comma.');
    await screen.says('All 2 rows of the file: no faults.');
    const delimiter = screen.choice('Columns are separated by');
    expect(await delimiter.locator('option:checked').textContent()).toBe('semicolon');
    const note = await delimiter.getAttribute('aria-describedby');
    expect(await screen.page.locator(`[id="${note}"]`).textContent()).toBe('found');
    expect(await sentWith(screen)).toEqual({});
    const { text } = await screen.result();
    expect(text).toBe(await screen.answerFile(GERMAN, '&model=iris'));
    for (const line of GERMAN.trim().split('\n')) expect(text).toContain(`${line};`);
  });

  it('can be changed, and is sent as it was changed', async () => {
    const screen = await open();
    await screen.choose('kunden.csv', GERMAN);
    await screen.says('no faults');
    await screen.choice('Decimal sign').selectOption('point');
    await screen.says('writes decimals with a point');
    await screen.says('set by you');
    await screen.isHeld('Rows have faults.');
    await screen.choice('Decimal sign').selectOption('comma');
    await screen.says('no faults');
    expect(await sentWith(screen)).toEqual({ decimal: ',' });
  });

  it('is taken back with one choice', async () => {
    const screen = await open();
    await screen.choose('kunden.csv', GERMAN);
    await screen.choice('Columns are separated by').selectOption('vertical bar');
    await screen.isHeld('Choose a column for sepal_length');
    await screen.choice('Columns are separated by').selectOption('find it');
    await screen.says('no faults');
    expect(await sentWith(screen)).toEqual({});
  });

  it('is UTF-16 where the file has a mark', async () => {
    const screen = await open();
    const bytes = Buffer.from(`\ufeff${GERMAN}`, 'utf16le');
    await screen.choose('kunden.csv', bytes);
    await screen.says('is UTF-16 text');
    await screen.says('Müller');
    expect(await sentWith(screen)).toEqual({});
  });

  it('has to be said of a file whose first letter beyond ASCII comes late', async () => {
    const screen = await open();
    const [header, , last] = GERMAN.split('\n');
    const file = [header, ...Array(5_000).fill('Anna;5,1;3,5;1,4;0,2'), last].join('\n');
    await screen.choose('kunden.csv', Buffer.from(file, 'latin1'));
    await screen.says('encoding=windows-1252');
    await screen.isHeld('The service cannot read the file; Check says why.');
    await screen.choice('Text encoding').selectOption('Windows-1252');
    await screen.says('All 5,001 rows of the file: no faults.');
    expect(await sentWith(screen)).toEqual({ encoding: 'windows-1252' });
  });
});

it('a file that can be read in two ways is asked about, with an example of each', async () => {
  const screen = await open('sum');
  await screen.choose('zahlen.csv', 'Kunde;a;b\n7;1.234;2.500\n8;3.456;4.500\n');
  await screen.says('This file can be read in 2 ways.');
  await screen.isHeld('Say under Check how the file is to be read.');
  await screen.says('Line 2: a is 1.234, b is 2.500');
  await screen.says('Line 2: a is 1234, b is 2500');
  expect(await axeViolations(screen.page)).toEqual([]);
  const meant = screen.step(2).getByRole('button', { name: 'groups thousands by point' });
  await meant.press('Enter');
  await screen.says('no faults');
  await screen.page.locator('#step-2:focus').waitFor();
  await screen.score();
  await screen.step(4).getByText('7,956').waitFor();
});

it('predicted values of a file with decimal commas are counted as they are', async () => {
  const screen = await open('sum');
  await screen.choose('zahlen.csv', 'Kunde;a;b\n"Müller; Groß";1,5;2,25\nx;0,5;0,125\n');
  await screen.score();
  await screen.step(4).getByText('Lowest 0.625, mean 2.1875, highest 3.75').waitFor();
  expect((await screen.result()).text).toContain('"Müller; Groß";1,5;2,25;3,75\n');
});

describe('columns', () => {
  const file = (second: string) =>
    `id,${second},sepal_width,petal_length,petal_width\n1,5.1,3.5,1.4,0.2\n`;

  it('are chosen for features that the file does not name, and remembered for the next', async () => {
    const screen = await open();
    await screen.choose('first.csv', file('Länge'));
    await screen.isHeld('Choose a column for sepal_length under Check.');
    expect(await axeViolations(screen.page)).toEqual([]);
    await screen.choice('sepal_length').selectOption({ label: 'Länge (5.1)' });
    await screen.says('All 1 row of the file: no faults.');
    const columns = '{"sepal_length":"Länge"}';
    expect(await sentWith(screen)).toEqual({ columns });
    expect((await screen.result()).text).toContain('1,5.1,3.5,1.4,0.2,setosa');

    await screen.page.reload();
    await screen.choose('second.csv', file('Länge'));
    await screen.says('Chosen as for an earlier file of this model.');
    await screen.says('no faults');
    expect(await sentWith(screen)).toEqual({ columns });

    await screen.choose('third.csv', file('Breite'));
    await screen.isHeld('Choose a column for sepal_length under Check.');
  });

  it('can be taken back', async () => {
    const screen = await open();
    await screen.choose('first.csv', file('Länge'));
    await screen.choice('sepal_length').selectOption({ label: 'Länge (5.1)' });
    await screen.says('no faults');
    await screen.choice('sepal_length').selectOption('');
    await screen.isHeld('Choose a column for sepal_length under Check.');
  });

  it('of a table without a header are named by their places', async () => {
    const screen = await open();
    await screen.choose('bare.csv', 'a,5.1,3.5,1.4,0.2\nb,6.3,3.3,6.0,2.5\n');
    await screen.isHeld('Choose a column for');
    await screen.choice('The first line is data, not names').check();
    for (const [at, name] of NAMES.entries())
      await screen.choice(name).selectOption({ index: at + 2 });
    await screen.says('All 2 rows of the file: no faults.');
    expect(await sentWith(screen)).toEqual({ columns: JSON.stringify(['column 1', ...NAMES]) });
    expect((await screen.result()).text).toMatch(/^a,5\.1,3\.5,1\.4,0\.2,setosa/m);
  });
});

it('a file without rows is not sent', async () => {
  const screen = await open();
  await screen.choose('empty.csv', `${NAMES.join(',')}\n`);
  await screen.isHeld('The file has no rows.');
});

it('a check that breaks off can be made again', async () => {
  const screen = await open();
  await screen.page.context().setOffline(true);
  await screen.choose('kunden.csv', GERMAN);
  await screen.says('The file could not be checked: the connection broke off.');
  await screen.page.context().setOffline(false);
  await screen.page.getByRole('button', { name: 'Check again' }).click();
  await screen.says('no faults');
});
