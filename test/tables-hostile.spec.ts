import { execFileSync } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ZipWriter } from '#dist/scoring/unpack/zip.writer.js';
import { anyProblem, expectProblem } from './support/problem.js';
import { postBytes, tableFile } from './support/table.files.js';
import { CSV_HEADER, startApp, type TestApp } from './support/test.app.js';
import { until } from './support/until.js';
import { csvOf } from './support/upload.js';

const LIMIT = 1024 * 1024;
const SEED = Number(process.env.FUZZ_SEED ?? 1);
const WORKBOOK_BYTES = 900_000;
const HALF_BYTES = 500_000;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('a file that is made to do harm', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ BATCH_MAX_BYTES: String(LIMIT), BATCH_MAX_SHEET_BYTES: String(LIMIT) });
  });
  afterAll(async () => {
    await until(() => children() === 0, 'no process is left');
    await app.close();
  });

  describe('is refused when more comes out of it than may', () => {
    const book = tableFile('openpyxl.xlsx');
    const bomb = new ZipWriter();
    bomb.add('xl/workbook.xml', Buffer.alloc(2 * LIMIT, ' '));
    it.each<[string, Buffer<ArrayBuffer>]>([
      ['as gzip', gzipSync(csvOf(200_000))],
      [
        'as gzip of gzip of it',
        gzipSync(Buffer.concat([Buffer.from(csvOf(1)), Buffer.alloc(2 * LIMIT, '\n')])),
      ],
      ['as a workbook', Buffer.from(bomb.end())],
    ])('%s', async (_, file) => {
      await expectProblem(await postBytes(app, file), 'too-large');
    });

    it('as a workbook whose directory says that it is less', async () => {
      const file = Buffer.from(bomb.end());
      file.writeUInt32LE(10, file.indexOf('PK\x01\x02') + 24);
      const { errors } = await expectProblem(await postBytes(app, file), 'invalid-file');
      expect(errors?.[0]?.detail).toMatch(/cannot be unpacked/);
      expect((await postBytes(app, book)).status).toBe(200);
    });

    it('as Parquet whose footer says so', async () => {
      const file = tableFile('polars.parquet');
      const small = await startApp({ BATCH_MAX_BYTES: '3000', BATCH_MAX_ROWS: '5' });
      await expectProblem(await postBytes(small, file), 'too-large');
      await small.close();
    });
  });

  it('is never answered with an error of the server, whatever bits of it are wrong', async () => {
    const random = generator(SEED);
    const csv = Buffer.from(csvOf(20));
    const files: [Buffer, number][] = [
      [tableFile('pandas.parquet'), 8],
      [tableFile('pages.parquet'), 8],
      [tableFile('duckdb-types.parquet'), 4],
      [tableFile('openpyxl.xlsx'), 8],
      [gzipSync(csv), 40],
      [tableFile('excel-unicode.txt'), 40],
      [tableFile('excel-german.csv'), 40],
      [Buffer.from(`{"sepal_length":5.1,"a":[1,{"b":"\\u00e4"}]}\n`.repeat(5)), 40],
    ];
    const statuses = new Set<number>();
    for (const [file, times] of files) {
      for (let time = 0; time < times; time++) {
        const answer = await postBytes(app, mutant(file, random));
        statuses.add(answer.status);
        if (answer.ok) await answer.arrayBuffer();
        else expect((await anyProblem(answer)).status).toBeLessThan(500);
      }
    }
    expect([...statuses]).toEqual(expect.arrayContaining([200, 415, 422]));
  });

  it('leaves no process behind when its sender leaves in the middle', async () => {
    const socket = beginWorkbook(app.url);
    await until(() => children() > 0, 'the process has begun');
    socket.destroy();
    await until(() => children() === 0, 'the process has ended');
  });

  it('is answered later, and leaves nothing, when its process is killed meanwhile', async () => {
    const before = await (await app.request('/history')).text();
    const known = new Set(childPids());
    const socket = beginWorkbook(app.url);
    let answer = '';
    socket.on('data', (piece: Buffer) => {
      answer += piece.toString();
    });
    const begun = () => childPids().filter((pid) => !known.has(pid));
    await until(() => begun().length > 0, 'the process has begun');
    for (const pid of begun()) process.kill(pid, 'SIGKILL');
    socket.write(Buffer.alloc(WORKBOOK_BYTES - HALF_BYTES));
    await until(() => answer.includes('no room to unpack'), 'the answer is there');
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1.1 503 .*retry-after: \d+/is);
    expect(await (await app.request('/history')).text()).toBe(before);
  });

  it('has as many rows as may be, and not one more', async () => {
    const small = await startApp({ BATCH_MAX_ROWS: '6' });
    for (const name of ['pandas.parquet', 'openpyxl.xlsx', 'excel-german.csv']) {
      expect((await postBytes(small, tableFile(name))).status).toBe(200);
    }
    await expectProblem(await small.postCsv('/predict-batch', csvOf(7)), 'too-large');
    const rows = `${CSV_HEADER}\n${'5.1,3.5,1.4,0.2\n'.repeat(7)}`;
    await expectProblem(await postBytes(small, gzipSync(rows)), 'too-large');
    await small.close();
  });
});

/** Processes that this one has started. */
function children(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length;
}

function childPids(): number[] {
  const options = { encoding: 'utf8' } as const;
  const listed = execFileSync('ps', ['-o', 'pid=,comm=', '--ppid', `${process.pid}`], options);
  return listed.split('\n').flatMap((line) => (/node/.test(line) ? Number.parseInt(line, 10) : []));
}

/** Sends half a workbook. A process is begun for a block, and not for a byte. */
function beginWorkbook(url: string): Socket {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  const head = `POST /predict-batch HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: ${XLSX}\r\nContent-Length: ${WORKBOOK_BYTES}\r\n\r\n`;
  socket.write(Buffer.concat([Buffer.from(`${head}PK\x03\x04`), Buffer.alloc(HALF_BYTES - 4)]));
  return socket;
}

/** The minimal standard generator: the same seed makes the same files. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** A few bytes are others, or the file ends too soon. */
function mutant(file: Buffer, random: (below: number) => number): Buffer<ArrayBuffer> {
  const copy = Buffer.from(file);
  if (random(4) === 0) return copy.subarray(0, random(copy.length));
  for (let left = 1 + random(4); left > 0; left--) copy[random(copy.length)] = random(256);
  return copy;
}
