import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parquetReadObjects } from 'hyparquet';
import { runCommand } from './support/command.run.js';
import { copyModel, editJson } from './support/model.copy.js';
import {
  CSV_HEADER,
  FIXTURE_DIR,
  MODEL_DIR,
  ROW,
  startApp,
  temporaryFolder,
} from './support/test.app.js';
import { writeTinyModel } from './support/tiny.model.js';
import { fileOf, GOOD_RECORD, TEST_FILE } from './support/upload.js';

const SUMMARY = /^30 rows: 30 scored, 0 rejected, in \d+\.\d s \([\d,]+ rows\/s\)\n$/;
const ANSWER_HEADER = `${CSV_HEADER},prediction,probability_setosa,probability_versicolor,probability_virginica`;
const GOOD_ANSWER = `${GOOD_RECORD},setosa,1,0,0`;
const BAD = 'a,3.5,1.4,0.2';

let folder: ReturnType<typeof temporaryFolder>;
/** What a server answers with for the same file. */
let served: string;

const path = (name: string) => join(folder.path, name);
const write = (name: string, content: string | Uint8Array) => writeFileSync(path(name), content);
const score = (words: string, { input, ...env }: { input?: string; [name: string]: string } = {}) =>
  runCommand(['score', ...words.split(' ').filter((word) => word !== '')], {
    cwd: folder.path,
    env: { MODEL_DIR: resolve(MODEL_DIR), ...env },
    ...(input !== undefined && { input }),
  });

beforeAll(async () => {
  const app = await startApp();
  const answer = await app.postCsv('/predict-batch', TEST_FILE, { accept: 'text/csv' });
  served = await answer.text();
  await app.close();
});
beforeEach(() => {
  folder = temporaryFolder();
  write('iris.csv', TEST_FILE);
});
afterEach(() => folder.remove());

describe('tabserve score', () => {
  it('answers as a server does, with nothing left behind', async () => {
    const { status, stdout, stderr } = await score('iris.csv');
    expect([status, stdout, stderr]).toEqual([0, served, expect.stringMatching(SUMMARY)]);
    expect(readdirSync(folder.path)).toEqual(['iris.csv']);
  });

  it('reads standard input', async () => {
    const { status, stdout } = await score('-', { input: TEST_FILE.toString() });
    expect([status, stdout]).toEqual([0, served]);
  });

  it('writes a file, and nothing to standard output', async () => {
    const { status, stdout, stderr } = await score('iris.csv --out answers.csv');
    expect([status, stdout, stderr]).toEqual([0, '', expect.stringMatching(SUMMARY)]);
    expect(readFileSync(path('answers.csv'), 'utf8')).toBe(served);
    expect(readdirSync(folder.path)).toEqual(['answers.csv', 'iris.csv']);
  });

  it('replaces a file, through a link as well, and leaves its mode', async () => {
    write('old.csv', 'old');
    chmodSync(path('old.csv'), 0o640);
    symlinkSync('old.csv', path('link.csv'));
    expect((await score('iris.csv --out link.csv')).status).toBe(0);
    expect(readFileSync(path('old.csv'), 'utf8')).toBe(served);
    expect(statSync(path('old.csv')).mode & 0o777).toBe(0o640);
  });

  it('writes every row as NDJSON, or as one array', async () => {
    expect((await score('iris.csv --out rows.jsonl')).status).toBe(0);
    expect((await score('iris.csv --out rows.json')).status).toBe(0);
    const lines = readFileSync(path('rows.jsonl'), 'utf8').trimEnd().split('\n');
    const rows = JSON.parse(readFileSync(path('rows.json'), 'utf8')) as object[];
    const told = (row: object) => ({ ...row, createdAt: 0, requestId: 0 });
    expect(rows).toHaveLength(30);
    expect(rows.map(told)).toEqual(lines.map((line) => told(JSON.parse(line))));
    expect(rows[0]).toMatchObject({
      id: null,
      inputs: { sepal_length: 5, sepal_width: 3.4, petal_length: 1.5, petal_width: 0.2 },
      label: 'setosa',
      recorded: false,
      line: 2,
    });
  });

  it('writes Parquet, and reads it', async () => {
    write('ids.csv', `id,${CSV_HEADER}\nx1,${GOOD_RECORD}\n`);
    expect((await score('ids.csv --out a.parquet')).status).toBe(0);
    const bytes = readFileSync(path('a.parquet'));
    const rows = await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
    expect(rows).toEqual([expect.objectContaining({ id: 'x1', ...ROW, prediction: 'setosa' })]);
    const { status, stdout } = await score('a.parquet');
    expect([status, stdout]).toEqual([0, expect.stringContaining(`x1,${GOOD_RECORD},setosa`)]);
  });

  it('writes a table without rows when no row is good', async () => {
    write('bad.csv', fileOf(BAD));
    expect((await score('bad.csv --on-error skip --out a.parquet')).status).toBe(1);
    const bytes = readFileSync(path('a.parquet'));
    expect(await parquetReadObjects({ file: new Uint8Array(bytes).buffer })).toEqual([]);
  });

  it('reads tables as people write them, and writes them back like that', async () => {
    write('german.csv', `id;${CSV_HEADER.replaceAll(',', ';')}\r\nÜ1;5,1;3,5;1,4;0,2\r\n`);
    write('packed.csv.gz', gzipSync(fileOf(GOOD_RECORD)));
    const [german, packed] = [await score('german.csv'), await score('packed.csv.gz')];
    expect(german).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Ü1;5,1;3,5;1,4;0,2;setosa;1;0;0'),
    });
    expect(packed).toMatchObject({ status: 0, stdout: expect.stringContaining(GOOD_ANSWER) });
  });

  it('reads a table as it is told to', async () => {
    write('latin.txt', Buffer.from('Länge|b|c|d\n5,1|3,5|1,4|0,2\n', 'latin1'));
    const columns = {
      sepal_length: 'Länge',
      sepal_width: 'b',
      petal_length: 'c',
      petal_width: 'd',
    };
    const words = '--encoding windows-1252 --delimiter | --decimal , --columns';
    const { status, stdout, stderr } = await score(`latin.txt ${words} ${JSON.stringify(columns)}`);
    expect([status, stdout, stderr]).toEqual([
      0,
      expect.stringMatching(/\n5,1\|3,5\|1,4\|0,2\|setosa\|/),
      expect.anything(),
    ]);
  });

  it('asks how a table is meant that may mean two', async () => {
    writeTinyModel(path('m'), 'tiny');
    write('two.csv', 'x;y\n1.234;a\n');
    const { status, stderr } = await score('two.csv', { MODEL_DIR: 'm' });
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(
        /say --delimiter ';' --decimal . or --delimiter ';' --decimal , --thousands \./,
      ),
    ]);
  });

  it('reads JSON', async () => {
    write('rows.json', JSON.stringify([ROW, ROW]));
    const { status, stdout } = await score('rows.json --format csv');
    expect([status, stdout]).toEqual([0, `${ANSWER_HEADER}\n${`${GOOD_ANSWER}\n`.repeat(2)}`]);
  });

  it('needs neither a history nor to be told who may', async () => {
    const env = { HOST: '0.0.0.0', HISTORY_URL: 'sqlite:/none/x', BATCH_MAX_ROWS: '1' };
    expect((await score('iris.csv', env)).status).toBe(0);
  });

  it('takes the model that is named, and looks at no other', async () => {
    for (const name of ['1', '2', '10'])
      copyModel(path('m'), { from: MODEL_DIR, name: 'iris', version: name });
    copyModel(path('m'), { from: FIXTURE_DIR, name: 'wine-gb' });
    editJson(
      path('m'),
      'iris',
      'model.json',
      (contract) => Object.assign(contract, { sha256: 'x' }),
      '2',
    );
    const results = [];
    for (const words of ['', '--model iris', '--model iris/1', '--model iris/2']) {
      const { status, stderr } = await score(`iris.csv --out a.csv ${words}`.trim(), {
        MODEL_DIR: 'm',
      });
      results.push([status, stderr]);
    }
    expect(results).toEqual([
      [1, 'Say which model with --model: iris, wine-gb\n'],
      [0, expect.stringMatching(SUMMARY)],
      [0, expect.stringMatching(SUMMARY)],
      [1, expect.stringMatching(/^The model iris\/2 is refused: model\.json \/sha256: /)],
    ]);
    const { status } = await score('iris.csv', { MODEL_DIR: 'm', DEFAULT_MODEL: 'iris' });
    expect(status).toBe(0);
  });
});

describe('tabserve score with faults in rows', () => {
  beforeEach(() => write('rows.csv', fileOf(GOOD_RECORD, BAD, GOOD_RECORD, '1,2')));
  const FAULTS = [
    expect.stringMatching(/^ {2}line 3, sepal_length: .*number/),
    expect.stringMatching(/^ {2}line 5: the record has 2 cells, the header 4$/),
  ];

  it('tells them, what to do, and writes no file', async () => {
    write('answers.csv', 'old');
    const { status, stdout, stderr } = await score('rows.csv --out answers.csv');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr.split('\n')).toEqual([
      'The file makes no sense to the model: The file has 2 faults; nothing was stored. Correct it, or say --on-error skip to have the other rows answered.',
      ...FAULTS,
      '',
    ]);
    expect([readdirSync(folder.path), readFileSync(path('answers.csv'), 'utf8')]).toEqual([
      ['answers.csv', 'iris.csv', 'rows.csv'],
      'old',
    ]);
  });

  it('answers the good rows when it is to skip the others, and exits with 1 all the same', async () => {
    const { status, stdout, stderr } = await score('rows.csv --on-error skip');
    expect([status, stdout]).toEqual([1, `${ANSWER_HEADER}\n${`${GOOD_ANSWER}\n`.repeat(2)}`]);
    const summary = expect.stringMatching(/^4 rows: 2 scored, 2 rejected, in /);
    expect(stderr.split('\n')).toEqual([...FAULTS, summary, '']);
  });

  it('writes the header alone when no row is good', async () => {
    write('bad.csv', fileOf(BAD));
    const { status, stdout } = await score('bad.csv --on-error skip');
    expect([status, stdout]).toEqual([1, `${ANSWER_HEADER}\n`]);
  });

  it('tells as many as it is asked for', async () => {
    const { stderr } = await score('rows.csv --on-error skip --error-limit 1');
    expect(stderr).toMatch(/^ {2}line 3.*\n {2}… and 1 more\n4 rows/);
  });

  it.each([
    [
      'no column',
      'a,b\n1,2\n',
      /^The file makes .*: The header .*\n {2}line 1, sepal_length: .* no column/,
    ],
    ['no row', `${CSV_HEADER}\n`, /^The file makes .*: The file has no rows\./],
    ['nothing in it', '', /^The file makes .*: The file has no rows\./],
    ['no text', Buffer.from([0, 1, 2, 0xff, 0xfe]), /^The body is of a kind/],
  ])('exits with 1 for a file with %s', async (_, content, message) => {
    write('broken.csv', content);
    const { status, stdout, stderr } = await score('broken.csv --on-error skip');
    expect([status, stdout, stderr]).toEqual([1, '', expect.stringMatching(message)]);
  });
});

describe('tabserve score that cannot', () => {
  it.each([
    ['none.csv', '"none.csv" cannot be read (ENOENT)'],
    ['folder', '"folder" is a folder'],
    ['iris.csv --out none/a.csv', '"none/a.csv" cannot be written (ENOENT)'],
    ['iris.csv --model rose', 'There is no model "rose" in MODEL_DIR, "model"; there is iris'],
    [
      'iris.csv --model iris/7',
      'There is no model "iris/7" in MODEL_DIR, "model"; there is iris/1',
    ],
  ])('exits with 1: %s', async (words, message) => {
    mkdirSync(path('folder'));
    cpSync(MODEL_DIR, path('model'), { recursive: true });
    const end = await score(words, { MODEL_DIR: 'model' });
    expect(end).toEqual({ status: 1, stdout: '', stderr: `${message}\n` });
  });

  it('exits with 1 when there is no model, or no folder of models', async () => {
    mkdirSync(path('empty'));
    const [empty, none] = [
      await score('iris.csv', { MODEL_DIR: 'empty' }),
      await score('iris.csv', { MODEL_DIR: 'none' }),
    ];
    expect(empty).toMatchObject({ status: 1, stderr: 'There is no model in MODEL_DIR, "empty"\n' });
    expect(none).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^MODEL_DIR \/.*\/none cannot be read \(ENOENT\)\n$/),
    });
  });

  it.each([
    ['', /^tabserve score needs FILE; see tabserve score --help/],
    ['iris.csv more.csv', /^"more\.csv" is one word too many for tabserve score/],
    ['iris.csv --mode iris', /^"--mode" is no flag of tabserve score; did you mean --model\?/],
    ['iris.csv --model iris/1/2', /^--model must be NAME or NAME\/VERSION/],
    ['iris.csv --format xml', /^--format must be one of csv, ndjson, json, parquet/],
    ['iris.csv --on-error ignore', /^--on-error must be reject or skip/],
    ['iris.csv --error-limit many', /^--error-limit must be a whole number from 0 to 100,000/],
    ['iris.csv --delimiter x', /^--delimiter must be one of/],
    ['iris.csv --decimal ;', /^--decimal must be one of/],
    ['iris.csv --encoding latin', /^--encoding must be one of/],
    ['iris.csv --thousands x', /^--thousands must be one of/],
    ['iris.csv --columns a,b', /^--columns must be JSON/],
    ['iris.csv --key-file key', /^--key-file goes with --url/],
    ['iris.csv --url example.com', /^--url must be the address of a server/],
    ['iris.csv --url ftp://example.com', /^--url must be the address of a server/],
    ['iris.csv --url http://me:secret@example.com', /^--url must hold no password/],
    ['iris.csv --out iris.csv', /^--out "iris\.csv" is the file that is to be scored/],
    ['iris.csv --out link.csv', /^--out "link\.csv" is the file that is to be scored/],
    ['iris.csv --out /dev/null', /^--out "\/dev\/null" is no regular file/],
    ['iris.csv --out .', /^--out "\." is no regular file/],
  ])('exits with 2 and leaves all as it is: %s', async (words, message) => {
    symlinkSync('iris.csv', path('link.csv'));
    const { status, stdout, stderr } = await score(words);
    expect([status, stdout, stderr]).toEqual([2, '', expect.stringMatching(message)]);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).not.toContain('secret');
    expect(readdirSync(folder.path)).toEqual(['iris.csv', 'link.csv']);
    expect(readFileSync(path('iris.csv'))).toEqual(TEST_FILE);
  });

  it('exits with 2 for a faulty setting', async () => {
    const { status, stderr } = await score('iris.csv', { MODEL_MAX_BYTES: 'many' });
    expect([status, stderr]).toEqual([2, expect.stringContaining('MODEL_MAX_BYTES')]);
  });

  it('says with --help what it can do', async () => {
    const { status, stdout, stderr } = await score('--help');
    expect([status, stderr]).toEqual([0, '']);
    for (const flag of ['model', 'out', 'format', 'on-error', 'url', 'key-file', 'sheet']) {
      expect(stdout).toContain(`--${flag} `);
    }
  });
});
