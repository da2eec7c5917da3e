import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { axeViolations } from './support/axe.js';
import { MODELS, modelFolder } from './support/model.folder.js';
import { PageHarness } from './support/page.harness.js';

const VIEWS = [
  ['light', 1280],
  ['dark', 1280],
  ['light', 360],
  ['dark', 360],
] as const;

interface Training {
  min: number;
  max: number;
  binEdges?: number[];
  binCounts?: number[];
  counts?: Record<string, number>;
}
interface Contract {
  title: string;
  digest: string;
  golden: { vectors: number };
  inputs: { features: { name: string; training: Training }[] }[];
  outputs: { classes?: (string | number)[] };
  metrics: { confusionMatrix: number[][]; perClass: Record<string, Record<string, number>> };
}

const folder = modelFolder();
let harness: PageHarness;
beforeAll(async () => {
  harness = await PageHarness.open({ MODEL_DIR: folder.path });
});
afterAll(async () => {
  await harness.close();
  folder.remove();
});

const visit = (name: string, version = '1', options = {}) =>
  harness.visit(`#/model?model=${name}&version=${version}`, options);
const contractOf = async (name: string, version = '1') => {
  const answer = await fetch(`${harness.server.url}/models/${name}/versions/${version}`);
  return (await answer.json()) as Contract;
};
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const cellsOf = (rows: Locator) =>
  rows.evaluateAll((all) =>
    all.map((row) => [...(row as unknown as Row).cells].map(({ innerText }) => innerText.trim())),
  );
/** What is said of each feature. */
const factsOf = (page: Page): Promise<Record<string, string>[]> =>
  section(page, 'Features')
    .getByRole('article')
    .locator('dl')
    .evaluateAll((lists) =>
      (lists as unknown as Facts[]).map((list) => {
        const pairs = [...list.querySelectorAll('div')];
        return Object.fromEntries(
          pairs.map(({ children: [name, value] }) => [name?.textContent, value?.textContent]),
        );
      }),
    );
interface Facts {
  querySelectorAll(name: string): Iterable<{ children: Iterable<{ textContent: string }> }>;
}
const isFocused = (element: unknown) =>
  (element as { matches(selector: string): boolean }).matches(':focus');
/** Waiting for a function would evaluate it in the page, which the page's policy forbids. */
const untilScrolled = (element: unknown) =>
  new Promise<void>((resolve) => {
    (element as EventTarget).addEventListener('scroll', () => resolve(), { once: true });
  });
/** As the page writes a measured value. */
const numberText = (value: number) => value.toLocaleString('en', { maximumSignificantDigits: 6 });
interface Row {
  cells: Iterable<{ innerText: string }>;
}

describe.each(MODELS)('the model screen of %s', (name) => {
  let page: Page;
  let contract: Contract;
  beforeAll(async () => {
    contract = await contractOf(name);
    ({ page } = await visit(name));
  });
  afterAll(() => page.context().close());

  it('says which model it is and that it was checked', async () => {
    expect(await page.locator('h1').allInnerTexts()).toEqual([contract.title]);
    const main = await page.getByRole('main').innerText();
    expect(main).toContain(contract.digest);
    const vectors = contract.golden.vectors.toLocaleString('en');
    expect(main).toContain(`${vectors} golden vectors were replayed`);
  });

  it('lists every feature with its limits', async () => {
    const whole = page.getByRole('button', { name: 'Show all' });
    if ((await whole.count()) > 0) await whole.click();
    const features = contract.inputs.flatMap((input) => input.features);
    const titles = section(page, 'Features').getByRole('article').getByRole('heading');
    expect(await titles.allInnerTexts()).toEqual(features.map((feature) => feature.name));
  });

  it('pictures the training data, with the same as text', async () => {
    const training = section(page, 'Features');
    for (const feature of contract.inputs.flatMap((input) => input.features)) {
      const { min, max, binCounts, counts } = feature.training;
      const article = training.getByRole('article').filter({
        has: page.getByRole('heading', { name: feature.name, exact: true }),
      });
      if (counts) {
        const bars = await cellsOf(article.getByRole('row'));
        expect(bars.map(([label, , text]) => [label, Number(text)])).toEqual(
          Object.entries(counts).sort(([, one], [, other]) => other - one),
        );
      } else {
        const range = [min, max].map(numberText).join(' to ');
        const picture = article.getByRole('img');
        expect(await picture.getAttribute('aria-label')).toContain(
          `${feature.name}: from ${range}`,
        );
        expect(await article.innerText()).toContain(range);
        await article.getByText('Counts').click();
        const rows = await cellsOf(article.locator('tbody tr'));
        expect(rows.map((row) => Number(row[2]))).toEqual(binCounts);
        await article.getByText('Counts').click();
      }
    }
  });

  it('shows the measures of its trainer, figure by figure', async () => {
    const quality = section(page, 'Quality');
    const { confusionMatrix, perClass } = contract.metrics;
    const classes = contract.outputs.classes?.map(String);
    if (classes === undefined) {
      expect(await quality.getByRole('table').count()).toBe(0);
      return;
    }
    const matrix = section(page, 'Confusion matrix').getByRole('table');
    const [header = [], ...rows] = await cellsOf(matrix.getByRole('row'));
    expect(header.slice(1)).toEqual(classes);
    expect(rows.map(([title]) => title)).toEqual(classes);
    const figures = rows.map((row) => row.slice(1).map((text) => Number.parseInt(text, 10)));
    expect(figures).toEqual(confusionMatrix);
    const scores = await cellsOf(section(page, 'Quality by class').locator('tbody tr'));
    expect(scores.map(([title]) => title)).toEqual(classes);
    scores.forEach(([title = '', ...values], at) => {
      const wanted = Object.values(perClass[classes[at] ?? ''] ?? {});
      expect([title, ...values.map(Number)]).toEqual([
        title,
        ...wanted.map((value) => Number(value.toPrecision(4))),
      ]);
    });
  });

  it('has one first heading, and none that skips a level', async () => {
    const levels = await page
      .getByRole('main')
      .locator('h1, h2, h3, h4, h5, h6')
      .evaluateAll((all) => all.map((one) => Number((one as { tagName: string }).tagName[1])));
    expect(levels.filter((level) => level === 1)).toEqual([1]);
    levels.forEach((level, at) => {
      expect(level).toBeLessThanOrEqual((levels[at - 1] ?? 0) + 1);
    });
  });

  it('gives the contract and the very graph that is served', async () => {
    const download = async (link: string) => {
      const started = page.waitForEvent('download');
      await page.getByRole('link', { name: link }).click();
      const file = await started;
      return { title: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
    };
    const graph = await download('Download graph (ONNX)');
    expect(graph.title).toBe(`${name}-1.onnx`);
    const digest = createHash('sha256').update(graph.bytes).digest('hex');
    expect(`sha256:${digest}`).toBe(contract.digest);
    const text = await download('Download contract (JSON)');
    expect(text.title).toBe(`${name}-1.json`);
    expect(JSON.parse(text.bytes.toString())).toEqual(contract);
  });

  it('is accessible in both themes, wide and narrow, and never scrolls sideways', async () => {
    await page.getByText('Counts').first().click();
    for (const [colorScheme, width] of VIEWS) {
      // Colours that fade from one theme to the other are of neither.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 800 });
      expect([colorScheme, width, await axeViolations(page)]).toEqual([colorScheme, width, []]);
      const wide = await page.evaluate('document.scrollingElement.scrollWidth');
      expect(wide).toBeLessThanOrEqual(width);
    }
  });
});

describe('the model screen', () => {
  it('tells what a mixed model needs, takes and saw', async () => {
    const { page, context } = await visit('penguins-mixed');
    const facts = await factsOf(page);
    expect(facts.slice(0, 4).map((one) => [one.Type, one.Needed, one.Allowed])).toEqual([
      ['float32, mm', 'yes', '1 to 500'],
      ['float32, mm', 'yes, may be null', '1 to 500'],
      ['int64, mm', 'yes', '1 to 2,000'],
      ['float32, g', 'no', '1 to 100,000'],
    ]);
    expect(facts.slice(4).map((one) => [one.Type, one.Allowed])).toEqual([
      ['string', 'Biscoe, Dream, Torgersen'],
      ['string', 'female, male'],
    ]);
    expect(facts[1]?.['In training']).toContain('255 rows, 14 missing, 12.2 to 21.5 mm');
    await context.close();
  });

  it('tells errors of a regression in the unit of its value', async () => {
    const { page, context } = await visit('diabetes');
    const figures = await section(page, 'Quality').locator('.figures > div').allInnerTexts();
    expect(figures.map((text) => text.split('\n').slice(0, 2))).toEqual([
      ['R²', '0.475'],
      ['RMSE', '53.88 points'],
      ['MAE', '42.66 points'],
    ]);
    expect(await section(page, 'Answer').innerText()).toContain('A number in points');
    await context.close();
  });

  it('tells other names of features, classes and where the model comes from', async () => {
    const { page, context } = await visit('iris');
    const [first] = await factsOf(page);
    expect(first?.['In files also']).toContain('SepalLengthCm, sepal length');
    const classes = await section(page, 'Answer').getByRole('listitem').allInnerTexts();
    expect(classes).toEqual(['setosa', 'versicolor', 'virginica']);
    await page.getByText('Data, seed and libraries').click();
    const facts = await section(page, 'Provenance').locator('dl dl > div').allInnerTexts();
    expect(facts).toEqual(
      expect.arrayContaining([expect.stringMatching(/^scikit-learn\s+\d+\.\d+\.\d+$/)]),
    );
    await context.close();
  });

  it('shows a card as text: nothing in it runs, and links lead to safe places only', async () => {
    const { page, context } = await visit('iris', '2');
    const card = section(page, 'Model card');
    expect(await card.locator('script, img, b').count()).toBe(0);
    expect(await page.evaluate('globalThis.wasRun')).toBeUndefined();
    const links = await card
      .getByRole('link')
      .evaluateAll((all) => all.map((link) => (link as unknown as { href: string }).href));
    expect(links).toEqual(['https://example.org/paper', 'mailto:a@example.org']);
    const [paragraph = ''] = await card.locator('p').allInnerTexts();
    expect(paragraph).toContain('not its price_in_eur; snake_case_name and 2 * 3 * 4 stay.');
    expect(paragraph).toContain('<script>globalThis.wasRun = true</script>');
    expect(paragraph).toMatch(/run file a flower$/);
    const marked = await card.locator('em, strong, p code').allInnerTexts();
    expect(marked).toEqual(['species', 'not', 'price_in_eur', 'bold']);
    await context.close();
  });

  it('shows the headings, lists, code and tables of a card', async () => {
    const { page, context } = await visit('iris', '2');
    const card = section(page, 'Model card');
    const headings = await card
      .locator('h2, h3, h4, h5, h6')
      .evaluateAll((all) =>
        (all as unknown as { tagName: string; innerText: string }[]).map(
          ({ tagName, innerText }) => `${tagName} ${innerText}`,
        ),
      );
    expect(headings).toEqual(['H2 Model card', 'H3 Use', 'H4 Deep', 'H3 High']);
    expect(await card.locator('ol > li').count()).toBe(2);
    expect(await card.locator('ol > li > ul > li').innerText()).toBe('nested bold');
    expect(await card.locator('pre').innerText()).toBe('echo "<b>as it is</b>"');
    expect(await cellsOf(card.getByRole('row'))).toEqual([
      ['left', 'right'],
      ['a | b', 'c'],
    ]);
    await context.close();
  });

  it('shows measures of any form', async () => {
    const { page, context } = await visit('iris', '2');
    const quality = section(page, 'Quality');
    expect(await quality.getByRole('table').count()).toBe(0);
    const text = await quality.innerText();
    for (const words of [/Log loss\s+0\.25/, /folds\s+0\.9, 0\.95/, /see the paper/, /depth\s+3/])
      expect(text).toMatch(words);
    await context.close();
  });

  it('shows a model whose contract says the least', async () => {
    const { page, context } = await visit('iris', '3');
    expect(await page.locator('h1').innerText()).toBe('iris');
    const [first] = await factsOf(page);
    expect(first).toEqual({ Type: 'float32', Needed: 'yes', Allowed: 'any number' });
    expect(await page.getByText('The contract says nothing about').count()).toBe(2);
    expect(await section(page, 'Model card').count()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
    await context.close();
  });

  it('is used by keyboard alone', async () => {
    const { page, context } = await visit('wine-gb', '1', {
      permissions: ['clipboard-read', 'clipboard-write'],
      viewport: { width: 360, height: 800 },
    });
    const contract = await contractOf('wine-gb');
    const tabTo = async (target: Locator) => {
      await target.waitFor();
      for (let steps = 0; steps < 60; steps++) {
        await page.keyboard.press('Tab');
        if (await target.evaluate(isFocused)) return;
      }
      throw new Error('cannot be reached by keyboard');
    };
    await tabTo(page.getByRole('link', { name: 'Download graph (ONNX)' }));
    const download = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    expect((await download).suggestedFilename()).toBe('wine-gb-1.onnx');
    await tabTo(page.getByRole('button', { name: 'Copy digest' }));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.getByRole('status').innerText()).toBe('Copied');
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(contract.digest);
    const table = section(page, 'Quality by class');
    await tabTo(table);
    const scrolled = table.evaluate(untilScrolled);
    await page.keyboard.press('ArrowRight');
    await scrolled;
    await context.close();
  });

  it('makes no fault in the browser', () => {
    expect(harness.faults).toEqual([]);
  });
});
