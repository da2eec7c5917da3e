import { problemOf } from '../../api/client.ts';
import { send } from '../../api/keyed.call.ts';

/** Longest stretch of work between two turns of the page. */
const SLICE_MS = 20;

/**
 * The predicted values of a regression batch, read from its stored results as they stream in.
 * The prediction is the last cell of a record; a record ends where no quote is open.
 * @param onRead is told now and then how many there are
 * @throws ApiProblem; TypeError or AbortError when the connection ends
 */
export async function readValues(
  url: string,
  signal: AbortSignal,
  onRead: (count: number) => void,
): Promise<number[]> {
  const response = await send(new Request(url, { signal, headers: { accept: 'text/csv' } }));
  if (!response.ok || response.body === null) {
    throw problemOf(response.status, await response.json().catch(() => null));
  }
  const values: number[] = [];
  let rest = '';
  let isQuoted = false;
  let isHeader = true;
  const take = (line: string) => {
    if ((line.split('"').length - 1) % 2 === 1) isQuoted = !isQuoted;
    if (isQuoted) return;
    if (!isHeader) values.push(Number(line.slice(line.lastIndexOf(',') + 1)));
    isHeader = false;
  };
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let sliceStart = performance.now();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(take);
    if (performance.now() - sliceStart < SLICE_MS) continue;
    onRead(values.length);
    // Chunks that have arrived already come without a turn of the event loop in between.
    await new Promise((resolve) => setTimeout(resolve));
    sliceStart = performance.now();
  }
  return values;
}
