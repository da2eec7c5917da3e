import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FIXTURE_DIR } from '../support/test.app.js';
import { BatchPage } from './support/batch.page.js';
import { PageHarness } from './support/page.harness.js';

const HEADER = 'bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g,island,sex';
/** Cells of every feature in turn, among them those that are nearly right. */
const CELLS = [
  ['40', '+4.5e1', '.5e2', '-.5', '5.', '1,5', 'NaN', '0x10', '1e39', '3.4028236e38', '', ' 40'],
  ['', '15', '1e', '500', '500.0001', 'Infinity'],
  ['187', '187.5', '2e2', '0', '', '1e300', '9007199254740993'],
  ['Dream', 'dream', '', 'Biscoe ', 'x'.repeat(60)],
];
const PLACES = [0, 1, 2, 4];
const ROW = ['40', '15', '187', '4000', 'Dream', 'male'];

/** Good rows with one cell replaced each. */
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
  await screen.region('Preview of the file').waitFor();
  const { errors } = await screen.answer(csv, '&model=penguins-mixed&onError=skip');
  expect(errors).toHaveLength(count);
  expect(await marks()).toEqual(
    errors.map(({ line, column = null, detail }) => ({ line, column, detail })),
  );
}

describe('the preview', () => {
  it.each([
    [0, 15, 10],
    [15, 30, 11],
  ])('marks what the service refuses, in its words: rows %i to %i', (from, to, count) =>
    expectMarks([HEADER, ...tricky.slice(from, to)].join('\n'), count),
  );

  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('counts lines as the service does: %s, a mark at the start, quotes, empty lines', (_, end) => {
    const rows = [
      `\ufeff${HEADER},Note`,
      `${ROW.join(',')},"two${end}lines, ""quoted"""`,
      `x,${ROW.slice(1).join(',')},`,
      '',
      `${ROW.join(',')},a"b`,
      `${ROW.join(',')},"a"b`,
      ROW.join(','),
      `${ROW.join(',')},"never closed`,
      `y,${ROW.slice(1).join(',')},`,
      '',
      '',
    ];
    return expectMarks(rows.join(end), 7);
  });

  it('names what is missing, what is left out, and what is not used', async () => {
    await screen.choose('h.csv', 'ISLAND , bill_length_mm,colour,bill_length_mm\nDream,1,2,3\n');
    const step = screen.page.locator('.step').nth(1);
    await step.getByText('Missing: bill_depth_mm, flipper_length_mm, sex.').waitFor();
    await step.getByText('bill_length_mm: a second column for bill_length_mm.').waitFor();
    await step.getByText('Left out, as they may be: body_mass_g.').waitFor();
    await step.getByText('Not used by the model: colour.').waitFor();
  });

  it('reads no more of a large file than its first rows', async () => {
    await screen.choose('l.csv', `${HEADER}\n${`${ROW.join(',')}\n`.repeat(40_000)}x,y`);
    await screen.main.getByText('The first 20 rows: no faults.').waitFor();
    expect(await screen.cells(screen.region('Preview of the file'))).toHaveLength(20);
  });

  it.each([
    ['UTF-16', Buffer.from(`${HEADER}\n`, 'utf16le'), 'This is no UTF-8 text.'],
    ['Latin-1', Buffer.from('köln\n', 'latin1'), 'This is no UTF-8 text.'],
    ['nothing', Buffer.alloc(0), 'The file is empty.'],
  ])('says that it cannot be read: %s', async (name, bytes, words) => {
    await screen.choose(`${name}.csv`, bytes);
    await screen.main.getByText(words).waitFor();
  });
});

it('nothing went wrong in the browser', () => {
  expect(harness.faults).toEqual([]);
});
