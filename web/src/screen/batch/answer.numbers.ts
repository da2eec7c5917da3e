import { problemOf } from '../../api/client.ts';
import { send } from '../../api/keyed.call.ts';
import { may } from '../../state/access.ts';
import type { BatchResult } from './batch.result.ts';
import { readPredictions } from './prediction.stream.ts';

interface Wanted {
  readonly columns: readonly string[];
  /** Is given the numbers of each row. */
  readonly take: (numbers: readonly number[]) => void;
  readonly onRead: (rows: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Numbers of the file that has just come back, else of what the service has stored.
 * @returns how many rows had them all; 0 where they cannot be had
 * @throws ApiProblem; TypeError or AbortError when the connection ends
 */
export async function readNumbers(
  { answer, links }: BatchResult,
  { columns, take, onRead, signal }: Wanted,
): Promise<number> {
  const isStored = links !== null && may('history:read');
  const text = answer?.text ?? null;
  const stream =
    answer !== null && text !== null
      ? answer.body.stream()
      : isStored
        ? await storedRows(links.results, signal)
        : null;
  if (stream === null) return 0;
  const { delimiter, decimal } = text ?? { delimiter: ',', decimal: '.' };
  let rows = 0;
  await readPredictions(stream, {
    delimiter,
    columns,
    take: (cells) => {
      const numbers = cells.map((cell) => Number(cell.replace(decimal, '.') || Number.NaN));
      // A model of another time may have answered with texts in a column of the same name.
      if (!numbers.every(Number.isFinite)) return;
      rows++;
      take(numbers);
    },
    onRead: (count) => {
      // A file that the page has is not a request, which would end by itself.
      signal.throwIfAborted();
      onRead(count);
    },
  });
  return rows;
}

/** @throws ApiProblem; TypeError or AbortError when the connection ends */
async function storedRows(url: string, signal: AbortSignal) {
  const response = await send(new Request(url, { signal, headers: { accept: 'text/csv' } }));
  if (response.ok) return response.body;
  throw problemOf(response.status, await response.json().catch(() => null));
}
