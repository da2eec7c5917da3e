import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PageHarness } from './support/page.harness.js';
import { TryPage } from './support/try.page.js';

/** How probable the first row's class is in each row. */
async function answersTo(url: string, rows: readonly object[]): Promise<number[]> {
  const response = await fetch(`${url}/predict-batch?record=false`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(rows),
  });
  const { predictions } = (await response.json()) as {
    predictions: { label: string; probabilities: Record<string, number> }[];
  };
  return predictions.map(({ probabilities }) => probabilities[predictions[0]?.label ?? ''] ?? 0);
}

/** What a browser writes down when the service refuses values, as it should. */
const REFUSED = /status of (422|403)/;

describe('Trying the iris model', () => {
  let harness: PageHarness;
  beforeAll(async () => {
    harness = await PageHarness.open();
  });
  afterAll(() => harness.close());

  const open = async (hash = '#/try', options = {}) =>
    new TryPage((await harness.visit(hash, options)).page);

  test('starts with the first example and its answer', async () => {
    const screen = await open('');
    await screen.shows(/^setosa/);
    expect(await screen.field('sepal_length').inputValue()).toBe('5.1');
    await screen.says('sepal_length', /^Within the training range 4\.3–7\.9$/);
    const bars = screen.page.getByRole('table', { name: 'Probability of each class' });
    expect(await bars.getByRole('row').count()).toBe(3);
  });

  test('answers while somebody types, and the link gives the same again', async () => {
    const screen = await open();
    await screen.field('petal_length').fill('5.10');
    await screen.field('petal_width').fill('1.9');
    await screen.shows(/^virginica/);
    await screen.hasUrl('f.petal_width=1.9');
    const { hash } = new URL(screen.page.url());
    expect(hash).toMatch(/^#\/try\?model=iris&version=1&f\.sepal_length=5\.1&/);

    const other = await open(hash);
    await other.shows(/^virginica/);
    expect(await other.field('petal_length').inputValue()).toBe('5.10');
    expect(await other.figure()).toBe(await screen.figure());
    expect(other.page.url()).toBe(screen.page.url());
  });

  test('typing leaves no steps for the back button, an example leaves one', async () => {
    const screen = await open();
    await screen.hasUrl('f.sepal_length=5.1');
    await screen.field('sepal_width').fill('3.1');
    await screen.hasUrl('f.sepal_width=3.1');
    await screen.page.getByRole('button', { name: 'virginica' }).click();
    await screen.shows(/^virginica/);
    expect(await screen.field('petal_width').inputValue()).toBe('2.5');
    await screen.page.goBack();
    await screen.shows(/^setosa/);
    expect(await screen.field('sepal_width').inputValue()).toBe('3.1');
  });

  test('a click on another screen is not undone by what was typed just before', async () => {
    const screen = await open();
    await screen.shows(/^setosa/);
    await screen.field('sepal_width').fill('3.2');
    await screen.page.getByRole('link', { name: 'Model' }).click();
    await screen.page.locator('.try').waitFor({ state: 'detached' });
    expect(new URL(screen.page.url()).hash).toBe('#/model?model=iris&version=1');
  });

  test('says what cannot be read without asking the service', async () => {
    const screen = await open();
    await screen.shows(/^setosa/);
    const asked: string[] = [];
    screen.page.on('request', (request) => asked.push(request.url()));
    for (const [text, words] of [
      ['', /^Enter a number$/],
      ['5,1', /^Write decimals with a point: 5\.1$/],
      ['1,000', /^Write 1000 or 1\.000, without a comma$/],
      ['five', /^This is not a number$/],
      ['1e39', /^This number is too large$/],
    ] as const) {
      await screen.field('sepal_length').fill(text);
      await screen.says('sepal_length', words);
      expect(await screen.isInvalid('sepal_length')).toBe(true);
    }
    await screen.button.click();
    expect(await screen.focused.inputValue()).toBe('1e39');
    expect(asked.filter((url) => url.includes('/predict?'))).toEqual([]);
    await screen.page.locator('.dimmed .figure', { hasText: 'setosa' }).waitFor();
  });

  test('shows what the service refuses at its field, and recovers', async () => {
    const screen = await open();
    await screen.shows(/^setosa/);
    await screen.field('petal_width').fill('1000');
    await screen.says('petal_width', /^Must be between 0 and 100 cm$/);
    expect(await screen.isInvalid('petal_width')).toBe(true);
    await screen.page.locator('.dimmed .figure').waitFor();
    await screen.field('petal_width').fill('0.3');
    await screen.says('petal_width', /^Within/);
    await screen.page.locator('.dimmed').first().waitFor({ state: 'detached' });
  });

  test('takes a fault away with its value, whatever else is wrong', async () => {
    const screen = await open();
    await screen.shows(/^setosa/);
    await screen.field('petal_width').fill('1000');
    await screen.says('petal_width', /^Must be between 0 and 100 cm$/);
    await screen.field('sepal_width').fill('much');
    await screen.field('petal_width').fill('0.3');
    await screen.says('petal_width', /^Within/);
    expect(await screen.isInvalid('petal_width')).toBe(false);
    expect(await screen.isInvalid('sepal_width')).toBe(true);
  });

  test('says which feature matters here, as a sensitivity', async () => {
    const screen = await open();
    const card = screen.page.getByRole('region', { name: 'What matters here' });
    const words = card.getByText('matters most for this answer: alone it takes the probability');
    await words.waitFor();
    const call = screen.page.waitForRequest(
      (request) => ((request.postDataJSON() as unknown[] | null)?.length ?? 0) > 4 * 50,
    );
    const done = screen.page.waitForResponse(
      async (response) => response.request() === (await call),
    );
    await screen.field('sepal_width').fill('3.3');
    await done;
    expect(new URL((await call).url()).searchParams.get('record')).toBe('false');
    await card.getByText('a sensitivity of this answer, not an explanation of it').waitFor();

    const [own = {}, ...rows] = (await call).postDataJSON() as Record<string, number>[];
    expect(own).toEqual({
      sepal_length: 5.1,
      sepal_width: 3.3,
      petal_length: 1.4,
      petal_width: 0.2,
    });
    const [share = 0, ...shares] = await answersTo(harness.server.url, [own, ...rows]);
    const spreads = Object.keys(own).map((name) => {
      const along = shares.filter((_, at) => rows[at]?.[name] !== own[name]);
      return [name, Math.max(share, ...along) - Math.min(share, ...along)] as const;
    });
    const expected = spreads.sort(([, one], [, other]) => other - one).map(([name]) => name);
    expect(await card.getByRole('rowheader').allTextContents()).toEqual(expected);
    expect(await card.locator('strong').textContent()).toBe(expected[0]);
    const summary = await (await fetch(`${harness.server.url}/history/summary`)).json();
    expect(summary).toMatchObject({ total: 0 });
  });

  test('has code that can be copied and read at once', async () => {
    const screen = await open('#/try', { viewport: { width: 360, height: 800 } });
    await screen.shows(/^setosa/);
    const copy = await screen.page.getByRole('button', { name: 'Copy' }).boundingBox();
    const code = await screen.page.locator('.code-block pre').boundingBox();
    expect((copy?.y ?? 0) + (copy?.height ?? 0)).toBeLessThanOrEqual(code?.y ?? 0);
  });

  test('names the screen and the model in the title of the tab', async () => {
    const screen = await open();
    await screen.shows(/^setosa/);
    expect(await screen.page.title()).toBe('Try · Iris species v1 · Tabserve');
    await screen.page.getByRole('link', { name: 'History' }).click();
    await screen.page.getByRole('heading', { name: 'History' }).waitFor();
    expect(await screen.page.title()).toBe('History · Iris species v1 · Tabserve');
  });

  test('warns of values that training did not have', async () => {
    const screen = await open();
    await screen.field('sepal_length').fill('9');
    await screen.says('sepal_length', /^Outside the training range 4\.3–7\.9$/);
    await screen.page.getByText('sepal_length: 9 is above the training maximum 7.9').waitFor();
    await screen.whatIf.getByText('The present value, 9, lies outside of the chart.').waitFor();
  });

  test('records once on demand and links to the place in the history', async () => {
    const screen = await open();
    await screen.shows(/^setosa/);
    await screen.field('sepal_length').fill('5.7');
    await screen.field('sepal_length').press('Enter');
    const link = screen.page.getByRole('link', { name: 'See it in the history' });
    const href = (await link.getAttribute('href')) ?? '';
    expect(href).toMatch(/^#\/history\?model=iris&version=1&id=[0-9a-f-]{36}$/);
    const id = href.split('id=')[1];
    const found = await fetch(`${harness.server.url}/history/${id}`);
    expect(await found.json()).toMatchObject({ inputs: { sepal_length: 5.7 }, recorded: true });
    const summary = await (await fetch(`${harness.server.url}/history/summary`)).json();
    expect(summary).toMatchObject({ total: 1 });
    await screen.field('sepal_length').fill('5.8');
    await link.waitFor({ state: 'detached' });
  });

  test('sweeps the feature that is picked, by one call', async () => {
    const screen = await open();
    await screen.whatIf.getByRole('img', { name: /from sepal_length 4\.3 to 7\.9/ }).waitFor();
    const call = screen.page.waitForRequest(/predict-batch/);
    await screen.whatIf.getByLabel('Feature to vary').selectOption('petal_length');
    await screen.whatIf.getByRole('img', { name: /from petal_length 1\.1 to 6\.9/ }).waitFor();
    expect(((await call).postDataJSON() as unknown[]).length).toBeGreaterThanOrEqual(60);
    await screen.whatIf.getByText('at the present value, 1.4').waitFor();
    await screen.whatIf.getByText('Figures as a table').click();
    const marked = screen.whatIf.locator('tr[aria-current]');
    expect(await marked.getByRole('rowheader').textContent()).toBe('1.4');
    await screen.hasUrl('sweep=petal_length');
    await screen.field('petal_length').fill('2.2');
    await screen.whatIf.getByText('at the present value, 2.2').waitFor();
  });

  test('can be used by keyboard alone', async () => {
    const screen = await open();
    const { keyboard } = screen.page;
    await screen.shows(/^setosa/);
    await screen.tabTo('versicolor');
    await keyboard.press('Space');
    await screen.shows(/^versicolor/);
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.press('ArrowUp');
    expect(await screen.focused.inputValue()).toBe('7.1');
    await keyboard.press('Enter');
    await screen.page.getByRole('link', { name: 'See it in the history' }).waitFor();
    await screen.tabTo('curl');
    await keyboard.press('ArrowRight');
    expect(await screen.focused.textContent()).toBe('Python');
    await screen.page.getByRole('tabpanel').getByText('"sepal_length": 7.1,').waitFor();
  });

  test('had no fault in the browser', () => {
    expect(harness.faults.filter((fault) => !REFUSED.test(fault))).toEqual([]);
  });
});

describe('A service that records every answer', () => {
  let harness: PageHarness;
  beforeAll(async () => {
    harness = await PageHarness.open({ ALLOW_UNRECORDED: 'false' });
  });
  afterAll(() => harness.close());

  test('says so, and predicts on demand only', async () => {
    const screen = new TryPage((await harness.visit('#/try')).page);
    await screen.page.getByText('nothing is predicted while you type').waitFor();
    await screen.page.getByRole('button', { name: 'virginica' }).click();
    await screen.button.click();
    await screen.shows(/^virginica/);
    await screen.page.getByRole('link', { name: 'See it in the history' }).waitFor();
    await screen.field('petal_length').fill('1');
    await screen.page.locator('.dimmed .figure').waitFor();
    expect(harness.faults.filter((fault) => !REFUSED.test(fault))).toEqual([]);
  });
});
