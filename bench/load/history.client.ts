import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';

const NEWLINE = 0x0a;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Milliseconds of each of these requests, sent one after another on one connection. */
export async function timeRequests(urls: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const url of urls) {
    const startedAt = performance.now();
    const response = await open(url);
    for await (const _ of response);
    times.push(performance.now() - startedAt);
  }
  return times;
}

/** Predictions a second of an export that is read to its end, or for some seconds. */
export async function exportRate(url: string, seconds: number): Promise<number> {
  const startedAt = performance.now();
  const response = await open(`${url}/history/export`);
  let lines = 0;
  for await (const piece of response) {
    for (const byte of piece as Buffer) if (byte === NEWLINE) lines++;
    if (performance.now() - startedAt > seconds * 1000) break;
  }
  return lines / ((performance.now() - startedAt) / 1000);
}

async function open(url: string): Promise<IncomingMessage> {
  const sent = get(url, { agent, headers: { accept: 'application/json, application/x-ndjson' } });
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`${url} answers ${response.statusCode}`);
  return response;
}
