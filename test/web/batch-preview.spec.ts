import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FIXTURE_DIR } from '../support/test.app.js';
import { BatchPage } from './support/batch.page.js';
import { PageHarness } from './support/page.harness.js';

const HEADER = 'bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g,island,sex';
const ROW = ['40', '15', '187', '4000', 'Dream', 'male'];
/** Good rows with one cell replaced each, by one that is no good in most of them. */
const CELLS = [
  ['5.', 'NaN', '1e39', '', '+4.5e1'],
  ['500', 'Infinity', ''],
  ['187.5', '1e300', '2e2'],
  ['dream', '', 'x'.repeat(60)],
];
const PLACES = [0, 1, 2, 4];
const tricky = CELLS.flatMap((cells, at) =>
  cells.map((cell) =>
    ROW.map((good, column) => (column === PLACES[at] ? `"${cell}"` : good)).join(','),
  ),
);

let harness: PageHarness;
let screen: BatchPage;
beforeAll(async () => {
  harness = await PageHarness.open({ MODEL_DIR: FIXTURE_DIR });
  const { page } = await harness.visit('#/batch?model=penguins-mixed');
  screen = new BatchPage(page, harness.server.url);
});
afterAll(() => harness.close());

interface Mark {
  line: number;
  column: string | null;
  detail: string;
}

/** What the preview marks: the column's name as the file has it, null for a whole row. */
async function marks(): Promise<Mark[]> {
  return (await screen.page.evaluate(`(() => {
    const table = document.querySelector('.preview table');
    const names = [...table.querySelectorAll('thead th')].map((th) => th.firstChild.data);
    return [...table.querySelectorAll('tbody td.cell-bad')].map((td) => ({
      line: Number(td.parentElement.firstChild.textContent),
      column: td.hasAttribute('colspan') ? null : names[td.cellIndex],
      detail: td.querySelector('.why').textContent,
    }));
  })()`)) as Mark[];
}

async function expectMarks(csv: string, count: number): Promise<void> {
  await screen.choose(`${Math.random()}.csv`, csv);
  await screen.says(`: ${count} faults, listed below.`);
  const { errors } = await screen.answer(csv, '&model=penguins-mixed&onError=skip');
  expect(errors).toHaveLength(count);
  expect(await marks()).toEqual(
    errors.map(({ line, column = null, detail }) => ({ line, column, detail })),
  );
}

describe('the preview', () => {
  it('marks what the service refuses, in its words', () =>
    expectMarks([HEADER, ...tricky].join('\n'), 10));

  it('counts lines as the service does, and marks rows that are wrong as a whole', () =>
    expectMarks(
      [
        `\ufeff${HEADER},Note`,
        `${ROW.join(',')},"two\r\nlines, ""quoted"""`,
        `x,${ROW.slice(1).join(',')},`,
        '',
        `${ROW.join(',')},a"b`,
        ROW.join(','),
        `${ROW.join(',')},"never closed`,
        `y,${ROW.slice(1).join(',')},`,
        '',
      ].join('\r\n'),
      6,
    ));

  it('names what is missing, what is left out, and what is not used', async () => {
    await screen.choose('h.csv', 'ISLAND , bill_length_mm,colour\nDream,1,3\n');
    await screen.says('Missing: bill_depth_mm, flipper_length_mm, sex.');
    await screen.says('Left out, as they may be: body_mass_g.');
    await screen.says('Not used by the model, and given back as they are: colour.');
    expect(await screen.step(2).getByText('no faults').count()).toBe(0);
    await screen.isHeld('Choose a column for bill_depth_mm, flipper_length_mm, sex under Check.');
  });

  it('needs no more of a large file than its start', async () => {
    const line = `${ROW.join(',')}\n`;
    await screen.choose('l.csv', `${HEADER}\n${line.repeat(40_000)}x,y`);
    const rows = Math.floor((256 * 1024 - HEADER.length - 1) / line.length);
    await screen.says(`The first ${rows.toLocaleString('en')} rows: no faults.`);
    expect(await screen.cells(screen.region('Preview of the file'))).toHaveLength(20);
  });
});

it('nothing went wrong in the browser', () => {
  expect(harness.faults).toEqual([]);
});
