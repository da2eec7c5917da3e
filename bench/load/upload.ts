import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';

export interface Upload {
  readonly url: string;
  readonly csv: Buffer;
  readonly rows: number;
  readonly isRecorded: boolean;
}

const NEWLINE = 0x0a;
const LIMIT_MS = 120_000;

/**
 * Sends a file to `/predict-batch` and reads the answer as CSV.
 * @returns seconds from the first byte sent to the last one read
 * @throws Error when the answer does not have every row
 */
export async function uploadCsv({ url, csv, rows, isRecorded }: Upload): Promise<number> {
  const startedAt = performance.now();
  const post = request(`${url}/predict-batch?record=${isRecorded}`, {
    method: 'POST',
    agent: false,
    timeout: LIMIT_MS,
    headers: { 'content-type': 'text/csv', accept: 'text/csv', 'content-length': csv.length },
  });
  post.once('timeout', () => post.destroy(new Error('The upload takes too long')));
  post.end(csv);
  const [response] = (await once(post, 'response')) as [IncomingMessage];
  const lines = await countLines(response);
  const seconds = (performance.now() - startedAt) / 1000;
  if (response.statusCode !== 200 || lines !== rows + 1) {
    throw new Error(`${rows} rows are answered with ${response.statusCode} and ${lines} lines`);
  }
  return seconds;
}

async function countLines(response: IncomingMessage): Promise<number> {
  let lines = 0;
  for await (const piece of response) {
    for (const byte of piece as Buffer) if (byte === NEWLINE) lines++;
  }
  return lines;
}
