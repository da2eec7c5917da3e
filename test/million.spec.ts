import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ServerProcess, startProcess, stopAll } from './support/server.process.js';
import { type TemporaryHistory, temporaryHistory } from './support/temporary.history.js';
import { CSV_HEADER, MODEL_DIR } from './support/test.app.js';

const ROWS = 1_000_000;
const MOST_KIB = 600 * 1024;

/** A million rows that differ, so that no answer is a repetition of the one before. */
function millionRows(): Buffer {
  const lines = [CSV_HEADER];
  for (let row = 0; row < ROWS; row++) {
    const cell = (step: number, from: number, size: number) =>
      (from + ((row * step) % size) / 10).toFixed(1);
    lines.push([cell(7, 4, 40), cell(11, 2, 25), cell(13, 1, 60), cell(17, 0, 25)].join(','));
  }
  return Buffer.from(lines.join('\n'));
}

/** Lines of a body that is never held as a whole. */
async function countLines({ body }: Response): Promise<number> {
  let lines = 0;
  for await (const piece of body ?? []) {
    for (const byte of piece as Uint8Array) if (byte === 0x0a) lines++;
  }
  return lines;
}

/** Most memory that a process has had resident, in KiB. */
function peakMemory(pid: number | undefined): number {
  const found = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  if (found === null) throw new Error(`The memory of process ${pid} is not told`);
  return Number(found[1]);
}

// What is measured is the service; once is enough, and with the store that everyone has.
(process.env.MONGODB_TEST_URL ? describe.skip : describe)('a file of a million rows', () => {
  const csv = millionRows();
  let history: TemporaryHistory;
  let server: ServerProcess;

  beforeAll(async () => {
    history = temporaryHistory();
    server = await startProcess({ MODEL_DIR, HISTORY_URL: history.url });
  });
  afterAll(async () => {
    stopAll();
    await history.remove();
  });

  const predict = (accept: string) => server.postCsv('/predict-batch', csv, { accept });

  it('is answered as CSV', async () => {
    const response = await predict('text/csv');
    expect([response.status, response.headers.get('x-batch-scored')]).toEqual([200, String(ROWS)]);
    expect(await countLines(response)).toBe(ROWS + 1);
  }, 120_000);

  it('is answered as NDJSON', async () => {
    const response = await predict('application/x-ndjson');
    expect(response.status).toBe(200);
    expect(await countLines(response)).toBe(ROWS);
  }, 120_000);

  it('is in the history, row by row', async () => {
    const headers = { accept: 'application/x-ndjson' };
    const response = await server.request('/history/export', { headers });
    expect(await countLines(response)).toBe(2 * ROWS);
    const summary = await (await server.request('/history/summary')).json();
    expect(summary).toMatchObject({ total: 2 * ROWS });
  }, 120_000);

  // Elsewhere a process cannot be asked what it took at most.
  (process.platform === 'linux' ? it : it.skip)('leaves the process below 600 MB', () => {
    expect(peakMemory(server.child.pid)).toBeLessThan(MOST_KIB);
  });
});
