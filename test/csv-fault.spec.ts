import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem, type FaultBody } from './support/problem.js';
import { CSV_HEADER, FIXTURE_DIR, startApp, type TestApp } from './support/test.app.js';
import { type Bytes, fileOf, GOOD_RECORD as GOOD } from './support/upload.js';

const DETAIL = expect.stringMatching(/\S/) as unknown as string;
const MIXED_HEADER = 'bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g,island,sex';

interface BatchAnswer {
  scored: number;
  predictions: { probabilities: Record<string, number> }[];
}

/** A good row whose first cell is this. */
const rowOf = (cell: string) => `${cell},3.5,1.4,0.2`;

describe('a fault in a CSV file', () => {
  let app: TestApp;
  let mixed: TestApp;
  beforeAll(async () => {
    [app, mixed] = await Promise.all([
      startApp({ BATCH_MAX_RECORD_BYTES: '200' }),
      startApp({ MODEL_DIR: FIXTURE_DIR, DEFAULT_MODEL: 'penguins-mixed' }),
    ]);
  });
  afterAll(async () => {
    await Promise.all([app.close(), mixed.close()]);
  });

  const faultsOf = async (csv: Bytes, server = app) => {
    const answer = await server.postCsv('/predict-batch', csv);
    return (await expectProblem(answer, 'invalid-file')).errors;
  };
  const score = async (csv: Bytes, server = app) => {
    const answer = await server.postCsv('/predict-batch', csv);
    expect(answer.status).toBe(200);
    return (await answer.json()) as BatchAnswer;
  };

  describe('is listed with its place:', () => {
    const long = 'x'.repeat(201);
    it.each<[string, string, Omit<FaultBody, 'detail'>[]]>([
      ['no bytes', '', [{ line: 1, code: 'no_rows' }]],
      ['nothing but empty lines', '\n\r\n\r', [{ line: 1, code: 'no_rows' }]],
      ['a header alone', CSV_HEADER, [{ line: 1, code: 'no_rows' }]],
      ['a header and empty lines', `${CSV_HEADER}\n\n\n`, [{ line: 1, code: 'no_rows' }]],
      [
        'two missing columns',
        'sepal_length,petal_width\n5.1,0.2',
        [
          { line: 1, column: 'sepal_width', code: 'missing_columns' },
          { line: 1, column: 'petal_length', code: 'missing_columns' },
        ],
      ],
      [
        'no header',
        `${GOOD}\n${GOOD}`,
        CSV_HEADER.split(',').map((column) => ({ line: 1, column, code: 'missing_columns' })),
      ],
      [
        'a column given twice',
        `${CSV_HEADER},sepal_width\n${GOOD},1`,
        [{ line: 1, column: 'sepal_width', code: 'duplicate_column' }],
      ],
      [
        'a column given again by an alias',
        `${CSV_HEADER},SepalWidthCm\n${GOOD},1`,
        [{ line: 1, column: 'SepalWidthCm', code: 'duplicate_column' }],
      ],
      [
        'two other columns of one name',
        `${CSV_HEADER},note,Note\n${GOOD},1,2`,
        [{ line: 1, column: 'Note', code: 'duplicate_column' }],
      ],
      ['a missing cell', fileOf('5.1,3.5,1.4'), [{ line: 2, code: 'ragged_row' }]],
      ['a cell too many', fileOf(GOOD, `${GOOD},`), [{ line: 3, code: 'ragged_row' }]],
      ['an empty line between rows', fileOf(GOOD, '', GOOD), [{ line: 3, code: 'ragged_row' }]],
      [
        'empty lines of every kind between rows',
        `${fileOf(GOOD)}\n\r\n\r\r\n${GOOD}`,
        [3, 4, 5].map((line) => ({ line, code: 'ragged_row' })),
      ],
      ['a quote within a cell', fileOf(rowOf('5"1')), [{ line: 2, code: 'bad_quote' }]],
      ['text behind a quote', fileOf(rowOf('"5.1"x')), [{ line: 2, code: 'bad_quote' }]],
      ['a quote left open', fileOf(GOOD, '"5.1,3.5'), [{ line: 3, code: 'bad_quote' }]],
      ['a broken quote in the header', `"a"b,${CSV_HEADER}\n`, [{ line: 1, code: 'bad_quote' }]],
      ['a record that is too long', fileOf(rowOf(long)), [{ line: 2, code: 'too_long' }]],
      ['a header that is too long', `${CSV_HEADER},${long}`, [{ line: 1, code: 'too_long' }]],
      [
        'a value below a hard limit',
        fileOf(rowOf('-0.1')),
        [{ line: 2, column: 'sepal_length', code: 'out_of_hard_range' }],
      ],
      [
        'a value above a hard limit',
        fileOf(GOOD, '5.1,3.5,1.4,100.1'),
        [{ line: 3, column: 'petal_width', code: 'out_of_hard_range' }],
      ],
      [
        'several faults in one row',
        fileOf('x,1e39,101,'),
        [
          { line: 2, column: 'sepal_length', code: 'not_a_number' },
          { line: 2, column: 'sepal_width', code: 'not_finite' },
          { line: 2, column: 'petal_length', code: 'out_of_hard_range' },
          { line: 2, column: 'petal_width', code: 'not_a_number' },
        ],
      ],
      [
        'a fault behind quoted line breaks',
        `note,${CSV_HEADER}\n"a\nb\r\nc",${GOOD}\n"d\re",${rowOf('x')}\n,${rowOf('y')}`,
        [
          { line: 5, column: 'sepal_length', code: 'not_a_number' },
          { line: 7, column: 'sepal_length', code: 'not_a_number' },
        ],
      ],
      [
        'a fault in a column that is named by an alias',
        `petal_width,petal_length,sepal_width, SepalLengthCm \n0.2,1.4,3.5,x`,
        [{ line: 2, column: 'SepalLengthCm', code: 'not_a_number' }],
      ],
    ])('%s', async (_, csv, faults) => {
      expect(await faultsOf(csv)).toEqual(faults.map((fault) => ({ ...fault, detail: DETAIL })));
    });

    it.each([
      ['an unknown category', '40,18,190,4000,dream,male', 'island', 'unknown_category'],
      ['an empty category', '40,18,190,4000,Dream,', 'sex', 'unknown_category'],
      [
        'a fraction for a whole number',
        '40,18,190.5,4000,Dream,male',
        'flipper_length_mm',
        'not_a_number',
      ],
      ['an empty whole number', '40,18,,4000,Dream,male', 'flipper_length_mm', 'not_a_number'],
      [
        'a missing value where none may be',
        ',18,190,4000,Dream,male',
        'bill_length_mm',
        'not_a_number',
      ],
      ['a word for a missing value', '40,NA,190,4000,Dream,male', 'bill_depth_mm', 'not_a_number'],
    ])('%s', async (_, row, column, code) => {
      const faults = await faultsOf(`${MIXED_HEADER}\n${row}`, mixed);
      expect(faults).toEqual([{ line: 2, column, code, detail: DETAIL }]);
    });
  });

  describe('takes a number of the form', () => {
    const forms = [
      '5',
      '5.0',
      '+5',
      '05',
      '005.000',
      '.5e1',
      '50e-1',
      '0.5E+1',
      '5e0',
      '5.00000000000000000000001',
    ];
    it.each([...forms, '"5"', '500000000000000000000000e-23'])('%s', async (text) => {
      const [plain] = (await score(fileOf(rowOf('5')))).predictions;
      const [given] = (await score(fileOf(rowOf(text)))).predictions;
      expect(given?.probabilities).toEqual(plain?.probabilities);
    });

    it.each(['0', '-0', '1e-400', '.0', '100'])('%s at a hard limit', async (text) => {
      expect((await score(fileOf(rowOf(text)))).scored).toBe(1);
    });

    it.each([' 5.1', '5.1 ', '\t5.1', '\u00a05.1\u202f'])(
      '"%s" with spaces around',
      async (text) => {
        expect((await score(fileOf(rowOf(text)))).scored).toBe(1);
      },
    );

    it.each(['190', '190.0', '1.9e2', '+190'])('%s for a whole number', async (text) => {
      const { predictions } = await score(`${MIXED_HEADER}\n40,18,${text},4000,Dream,male`, mixed);
      expect(predictions).toHaveLength(1);
    });
  });

  it.each([
    ...['', ' ', '5.', '.', '+', '-', 'e5', '5e', '5e+', '5e1.5', '0x10', '1 000', '1,5', '1_000'],
    ...['NaN', 'nan', 'Infinity', '-inf', 'NULL', 'None', 'NA', '#N/A', '5%', '$5', '5.1.1', '--5'],
    ...['５', '½', '1e', 'true', '5cm', '0b1', "'5", '5n', '+-5'],
  ])('takes "%s" for no number, and never for zero', async (text) => {
    const cell = text.includes(',') ? `"${text}"` : text;
    const fault = { line: 2, column: 'sepal_length', code: 'not_a_number', detail: DETAIL };
    expect(await faultsOf(fileOf(rowOf(cell)))).toEqual([fault]);
  });

  it.each(['1e39', '-1e39', '3.4028236e38', '1e400', `1${'0'.repeat(50)}`])(
    'takes %s for a number that is not finite as float32',
    async (text) => {
      const fault = { line: 2, column: 'sepal_length', code: 'not_finite', detail: DETAIL };
      expect(await faultsOf(fileOf(rowOf(text)))).toEqual([fault]);
    },
  );
});
