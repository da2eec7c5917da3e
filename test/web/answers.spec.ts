import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { editJson } from '../support/model.copy.js';
import { answerFolder, KINDS, LONG } from './support/answer.folder.js';
import { axeViolations } from './support/axe.js';
import { BatchPage } from './support/batch.page.js';
import { HistoryApi } from './support/history.api.js';
import { escapees, isWiderThanScreen, overprinted } from './support/layout.js';
import { PageHarness } from './support/page.harness.js';
import { TryPage } from './support/try.page.js';

/** Of the row that is tried, a = 1 and b = 0.5; `second, of two` is the second of two names. */
interface Shown {
  /** What stands largest, on the screens that show one answer; null where no one thing does. */
  readonly figure: string | null;
  /** Names and figures of the table below it. */
  readonly numbers: Readonly<Record<string, string>>;
  readonly rank: RegExp;
  /** The picture of the sweep. */
  readonly sweep: RegExp;
  readonly member: string;
  /** Of the list of the history. */
  readonly heads: readonly string[];
  readonly outcome: string;
  readonly number?: string;
  readonly words: RegExp;
  /** Names and figures of the result of four rows, by the caption of their table. */
  readonly result: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const [BEFORE, AFTER] = [
  ['Time', 'Inputs', 'Outcome'],
  ['Model', 'Source'],
];
const heads = (...number: string[]) => [...BEFORE, ...number, ...AFTER];
const CLASS_COUNTS = { red: '3 · 75%', 'green "1"': '1 · 25%', '=blue': '0 · 0%' };
const SIDES = { inlier: '3 · 75%', outlier: '1 · 25%' };

const SHOWN: Readonly<Record<string, Shown>> = {
  label: {
    figure: 'red',
    numbers: {},
    rank: /^a matters most .* alone it changes it in \d+.*% of its training range\.$/,
    sweep: /^The prediction from a -4 to 4;/,
    member: 'label',
    heads: heads(),
    outcome: 'red',
    words: /^One of 3 classes, the label of an answer, without a number beside it\.$/,
    result: { 'Rows by predicted class': CLASS_COUNTS },
  },
  scores: {
    figure: 'red score 1.5',
    numbers: { red: '1.5', 'green "1"': '0', '=blue': '0.625' },
    rank: /^a matters most .* the score of red from -8\.5 to 7\.5\.$/,
    sweep: /^The score of each class from a/,
    member: 'label',
    heads: heads('Score'),
    outcome: 'red',
    number: '1.5',
    words: /^One of 3 classes, the label of an answer, with the score of each class\.$/,
    result: { 'Rows by predicted class': CLASS_COUNTS },
  },
  'two-score': {
    figure: 'true score 0.5',
    numbers: {},
    rank: /^a matters most .* the score of true from -4\.5 to 3\.5\.$/,
    sweep: /^The score of true from a/,
    member: 'label',
    heads: heads('Score of true'),
    outcome: 'true',
    number: '0.5',
    words: /^One of 2 classes, the label of an answer, with the score of true\.$/,
    result: { 'Rows by predicted class': { false: '1 · 25%', true: '3 · 75%' } },
  },
  double: {
    figure: '0.166667 m',
    numbers: {},
    rank: /^a matters most .* the prediction from -1\.5 to 1\.16667 m\.$/,
    sweep: /^The prediction from a/,
    member: 'value',
    heads: heads(),
    outcome: '0.166667 m',
    words: /^A number in m, the value of an answer\.$/,
    result: { 'Rows by predicted value, in m': {} },
  },
  values: {
    figure: null,
    numbers: { __proto__x: '1.25', 'second, of two': '-1.5' },
    rank: /^a matters most .* the prediction of __proto__x from -3\.75 to 4\.25\.$/,
    sweep: /^The prediction of __proto__x from a/,
    member: 'values',
    heads: heads(),
    outcome: '__proto__x 1.25second, of two -1.5',
    words: /^A number for each of 2 targets, the values of an answer\.$/,
    result: { 'Rows by predicted value of __proto__x': {} },
  },
  labels: {
    figure: '__proto__x',
    numbers: {},
    rank: /^a matters most .* alone it changes it in/,
    sweep: /^The prediction from a/,
    member: 'labels',
    heads: heads(),
    outcome: '__proto__x',
    words: /^Any number of 2 labels, the labels of an answer, without a number beside it\.$/,
    result: { 'Rows by label': { __proto__x: '3 · 75%', 'second, of two': '1 · 25%' } },
  },
  odds: {
    figure: 'toxic',
    numbers: { toxic: '77.7%', rude: '18.2%' },
    rank: /^a matters most .* the probability of toxic from 2\.3% to 98\.6%\.$/,
    sweep: /^The probability of each label from a/,
    member: 'labels',
    heads: heads(),
    outcome: 'toxic',
    words: /^Any number of 2 labels, .* with the probability of each label\.$/,
    result: { 'Rows by label': { toxic: '3 · 75%', rude: '1 · 25%' } },
  },
  anomaly: {
    figure: 'inlier score 0.5',
    numbers: {},
    rank: /^a matters most .* the score from -4\.5 to 3\.5\.$/,
    sweep: /^The score from a|^The score of each/,
    member: 'label',
    heads: heads('Score'),
    outcome: 'inlier',
    number: '0.5',
    words: /^One of 2 classes, .* with the score, below 0 for an outlier\.$/,
    result: { 'Rows by predicted class': SIDES, 'Rows by predicted score': {} },
  },
  clusters: {
    figure: '1',
    numbers: {},
    rank: /^a matters most .* alone it changes it in/,
    sweep: /^The prediction from a/,
    member: 'label',
    heads: heads(),
    outcome: '1',
    words: /^One of 3 clusters, the label of an answer, without a number beside it\.$/,
    result: { 'Rows by predicted class': {} },
  },
  distances: {
    figure: '1 distance 0.5',
    numbers: { '0': '2.5', '1': '0.5', '2': '2.5' },
    rank: /^[ab] matters most .* the distance to cluster 1 from/,
    sweep: /^The distance to each cluster from a/,
    member: 'label',
    heads: heads('Distance'),
    outcome: '1',
    number: '0.5',
    words: /with the distance to each cluster: the smaller, the nearer\.$/,
    result: { 'Rows by predicted class': {} },
  },
};
const NAMES = Object.keys(SHOWN);
const LOOKED_AT = [...NAMES, ...KINDS.flatMap(({ name }) => (name.startsWith('long') ? name : []))];
const CSV = 'note,a,b\nn,1,0.5\nn,0.25,2\nn,-1,-3\nn,8,1\n';
const SIZES = [
  ['light', 1440],
  ['dark', 360],
] as const;

const folder = answerFolder();
let harness: PageHarness;
let api: HistoryApi;
const ids = new Map<string, string>();
beforeAll(async () => {
  harness = await PageHarness.open({ MODEL_DIR: folder.path, DEFAULT_MODEL: 'scores' });
  api = new HistoryApi(harness.server.url);
  for (const { name } of KINDS) {
    const [answer] = await api.predict(name, [{ a: 1, b: 0.5 }]);
    ids.set(name, answer?.id ?? '');
  }
});
afterAll(async () => {
  await harness.close();
  folder.remove();
});

/** Rows of a table, but for its bars. */
async function numbersOf(page: Page, within: string): Promise<Record<string, string>> {
  const rows = await page.locator(`${within} :is(.bars, .values) tr`).all();
  const pairs = rows.map(async (row) => [
    (await row.locator('th').textContent()) ?? '',
    (await row.locator('td').last().textContent()) ?? '',
  ]);
  return Object.fromEntries(await Promise.all(pairs));
}

describe.each(NAMES)('a model of %s', (name) => {
  const shown = SHOWN[name] as Shown;

  it('is tried, swept and ranked', async () => {
    const { page, context } = await harness.visit(`#/try?model=${name}`);
    const screen = new TryPage(page);
    await page.getByText('a sensitivity of this answer').waitFor();
    const card = page.getByRole('region', { name: 'Prediction' });
    const figures = await card.locator('.figure').allTextContents();
    expect(figures.map((text) => text.replace('cluster ', ''))).toEqual(
      shown.figure === null ? [] : [shown.figure],
    );
    expect(await numbersOf(page, '[aria-labelledby="answer"]')).toEqual(shown.numbers);
    const rank = page.getByRole('region', { name: 'What matters here' });
    expect(await rank.locator('p').first().textContent()).toMatch(shown.rank);
    await screen.whatIf.getByRole('img', { name: shown.sweep }).waitFor();
    expect(await screen.code('Python')).toContain(`print(answer["${shown.member}"])`);
    await context.close();
  });

  it('is in the history, with filters that make sense', async () => {
    const { page, context } = await harness.visit(`#/history?model=${name}`);
    await page.getByText('These are all.').waitFor();
    const list = page.getByRole('table', { name: 'Predictions, newest first' });
    expect(await list.getByRole('columnheader').allTextContents()).toEqual(shown.heads);
    expect(await list.locator('.outcome').last().textContent()).toBe(shown.outcome);
    const numbers = await list.locator('tbody .number').allTextContents();
    expect(numbers.at(-1)).toBe(shown.number);
    expect(await page.getByRole('combobox', { name: 'Label' }).count()).toBe(
      shown.member === 'label' ? 1 : 0,
    );
    await page.getByText('Find by id or value').waitFor();
    await list.locator('[data-id]').last().click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('Inputs').waitFor();
    const figures = await drawer.locator('.figure').allTextContents();
    expect(figures).toEqual(shown.figure === null ? [] : [shown.figure]);
    expect(await numbersOf(page, 'dialog')).toEqual(shown.numbers);
    await context.close();
  });

  it('says what it answers with, and how good it is', async () => {
    const { page, context } = await harness.visit(`#/model?model=${name}`);
    const answer = page.getByRole('region', { name: 'Answer' });
    expect(await answer.locator('p').textContent()).toMatch(shown.words);
    const quality = page.getByRole('region', { name: 'Quality', exact: true });
    await quality.getByText('0.75').waitFor();
    await context.close();
  });

  it('scores a file, and shows what came of it', async () => {
    const { page, context } = await harness.visit(`#/batch?model=${name}`);
    const screen = new BatchPage(page, harness.server.url);
    await screen.choose('rows.csv', CSV);
    await screen.says('All 4 rows of the file: no faults.');
    await screen.score();
    for (const [caption, bars] of Object.entries(shown.result))
      expect(await screen.bars(caption)).toMatchObject(bars);
    const { text } = await screen.result();
    expect(text).toBe(await screen.answerFile(CSV, `&model=${name}`));
    // The same from what is stored.
    await page.reload();
    for (const [caption, bars] of Object.entries(shown.result))
      expect(await screen.bars(caption)).toMatchObject(bars);
    await context.close();
  });
});

it('the target that is chosen is followed, also by a reload, and in a file', async () => {
  const { page, context } = await harness.visit('#/try?model=values');
  const screen = new TryPage(page);
  await screen.whatIf.getByLabel('Target to follow').selectOption('second, of two');
  await screen.whatIf.getByRole('img', { name: /^The prediction of second, of two/ }).waitFor();
  await screen.hasUrl('output=second');
  await page.reload();
  await page.getByText('it takes the prediction of second, of two from').waitFor();
  await page.goto(`${harness.server.url}/#/batch?model=values`);
  const batch = new BatchPage(page, harness.server.url);
  await batch.choose('rows.csv', CSV);
  await batch.says('All 4 rows of the file: no faults.');
  await batch.score();
  await batch.step(4).getByText('Lowest -2.5, mean 2.125, highest 8.5').waitFor();
  await batch.step(4).getByLabel('Target').selectOption('second, of two');
  await batch.step(4).getByText('Lowest -15, mean -4, highest 1.5').waitFor();
  await context.close();
});

it('bars of scores begin at 0, to either side', async () => {
  const { page, context } = await harness.visit('#/try?model=scores&f.a=-1&f.b=0');
  await new TryPage(page).shows(/^green "1" score 1$/);
  const bars = await page
    .locator('[aria-labelledby="answer"] .bars rect:not(.track)')
    .evaluateAll((rects) =>
      rects.map((rect) => [rect.getAttribute('x'), rect.getAttribute('width')]),
    );
  expect(bars.map((pair) => pair.map((text) => Math.round(Number(text))))).toEqual([
    [0, 67],
    [67, 33],
    [50, 17],
  ]);
  await context.close();
});

it.each(SIZES)('all kinds are listed together, in %s at %i pixels', async (colorScheme, width) => {
  const options = { colorScheme, viewport: { width, height: 900 } };
  const { page, context } = await harness.visit('#/history?all=1', options);
  await page.getByText('Each bar is').waitFor();
  const cells = await page.locator('.history tbody .number').allTextContents();
  expect(cells).toContain('score 0.5');
  expect(cells).toContain('distance 0.5');
  expect(await axeViolations(page)).toEqual([]);
  expect(await isWiderThanScreen(page)).toBe(false);
  await context.close();
});

describe.each(SIZES)('in %s at %i pixels', (colorScheme, width) => {
  const options = { colorScheme, viewport: { width, height: 900 } };
  const visit = async (hash: string) => (await harness.visit(hash, options)).page;
  const look = async (page: Page, within = 'main') => {
    expect(await axeViolations(page)).toEqual([]);
    expect(await isWiderThanScreen(page)).toBe(false);
    expect(await escapees(page)).toEqual([]);
    expect(await overprinted(page, within)).toEqual([]);
  };

  it.each(LOOKED_AT)('a model of %s has no fault of access', async (name) => {
    const tried = await visit(`#/try?model=${name}`);
    await tried.getByText('a sensitivity of this answer').waitFor();
    await tried.getByText('Figures as a table').click();
    await look(tried);
    await tried.goto(`${harness.server.url}/#/model?model=${name}`);
    await tried.getByRole('heading', { name: 'Answer', exact: true }).waitFor();
    await look(tried);
    await tried.goto(`${harness.server.url}/#/history?model=${name}&id=${ids.get(name)}`);
    await tried.getByRole('dialog').getByText('Inputs').waitFor();
    await look(tried, '.drawer');
    await tried.goto(`${harness.server.url}/#/batch?model=${name}`);
    const screen = new BatchPage(tried, harness.server.url);
    await screen.choose('rows.csv', CSV);
    await screen.says('All 4 rows of the file: no faults.');
    await screen.score();
    await tried
      .getByRole('table', { name: /^Rows by/ })
      .first()
      .waitFor();
    await look(tried);
    await tried.context().close();
  });
});

it('the long names are there in full', async () => {
  const { page, context } = await harness.visit(
    `#/history?model=long-scores&id=${ids.get('long-scores')}`,
  );
  await page.getByRole('dialog').getByText('Inputs').waitFor();
  expect(Object.keys(await numbersOf(page, 'dialog'))).toEqual(LONG);
  await context.close();
});

describe('records that a model of the same name and version left, which was of another kind', () => {
  /** Each answers after the other what the other has left. */
  const PAIRS = [
    ['values', 'scores'],
    ['anomaly', 'double'],
    ['odds', 'distances'],
  ] as const;
  const batches = new Map<string, string>();
  beforeAll(async () => {
    const places = PAIRS.flatMap(
      ([one, other]) =>
        [
          [one, other],
          [other, one],
        ] as const,
    );
    for (const [name] of places) {
      const { batchId } = await api.predictBatch(name, [{ a: 1, b: 0.5 }]);
      batches.set(name, batchId);
    }
    const start = await harness.stopServer();
    const before = join(folder.path, '..', `${folder.path.split('/').at(-1)}-before`);
    cpSync(folder.path, before, { recursive: true });
    for (const [name, other] of places) {
      rmSync(join(folder.path, name), { recursive: true });
      cpSync(join(before, other), join(folder.path, name), { recursive: true });
      editJson(folder.path, name, 'model.json', (contract) => Object.assign(contract, { name }));
    }
    rmSync(before, { recursive: true });
    await start();
  });

  it.each(PAIRS.flat())('%s: are listed and shown as what they are', async (name) => {
    const shown = SHOWN[name] as Shown;
    const { page, context } = await harness.visit(`#/history?model=${name}`);
    await page.getByText('These are all.').waitFor();
    await page.getByText('Each bar is').waitFor();
    const outcome = await page.locator('.history .outcome').last().textContent();
    expect(outcome?.startsWith(shown.outcome)).toBe(true);
    await page.locator('[data-id]').last().click();
    await page.getByRole('dialog').getByText('Inputs').waitFor();
    expect(await numbersOf(page, 'dialog')).toEqual(shown.numbers);
    expect(await axeViolations(page)).toEqual([]);
    await page.goto(`${harness.server.url}/#/batch?model=${name}&batchId=${batches.get(name)}`);
    await page.getByText(`Scored by ${name} v1`).waitFor();
    await page.getByRole('link', { name: 'Download the results as CSV' }).waitFor();
    await context.close();
  });
});

it('caused no fault in the browser', () => {
  expect(harness.faults).toEqual([]);
});
