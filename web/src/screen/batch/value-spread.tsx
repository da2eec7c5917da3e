import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ApiProblem, problemOf, unreachable } from '../../api/client.ts';
import { send } from '../../api/keyed.call.ts';
import { BarChart } from '../../part/bar-chart.tsx';
import { countText, numberText } from '../../part/number.text.ts';
import { ProblemNote } from '../../part/problem-note.tsx';
import { Progress } from '../../part/progress.tsx';
import { may } from '../../state/access.ts';
import type { BatchResult } from './batch.result.ts';
import { readPredictions } from './prediction.stream.ts';
import { binsOf, extentOf } from './value.bins.ts';

/** How the predicted values are spread. */
export function ValueSpread({ result, unit }: { result: BatchResult; unit: string | undefined }) {
  const values = useSignal<readonly number[] | null>(null);
  const read = useSignal(0);
  const problem = useSignal<ApiProblem | null>(null);
  useEffect(() => {
    const reading = new AbortController();
    problem.value = null;
    valuesOf(result, reading.signal, (count) => {
      read.value = count;
    })
      .then((all) => {
        values.value = all;
      })
      .catch((error) => {
        if (reading.signal.aborted) return;
        problem.value = error instanceof ApiProblem ? error : unreachable();
      });
    return () => reading.abort();
  }, [result]);
  if (problem.value !== null) return <ProblemNote problem={problem.value} />;
  if (values.value === null) {
    const label = `Reading the values: ${countText(read.value)} of ${countText(result.scored)}`;
    return <Progress label={label} share={read.value / Math.max(1, result.scored)} />;
  }
  return values.value.length === 0 ? null : <Spread values={values.value} unit={unit} />;
}

/** Values of the file that has just come back, else of what the service has stored. */
async function valuesOf(
  { answer, links }: BatchResult,
  signal: AbortSignal,
  onRead: (count: number) => void,
): Promise<readonly number[]> {
  const values: number[] = [];
  const isStored = links !== null && may('history:read');
  const text = answer?.text ?? null;
  const stream =
    answer !== null && text !== null
      ? answer.body.stream()
      : isStored
        ? await storedRows(links.results, signal)
        : null;
  if (stream === null) return values;
  const { delimiter, decimal } = text ?? { delimiter: ',', decimal: '.' };
  const take = (prediction: string) => values.push(Number(prediction.replace(decimal, '.')));
  await readPredictions(stream, delimiter, take, (count) => {
    // A file that the page has is not a request, which would end by itself.
    signal.throwIfAborted();
    onRead(count);
  });
  return values;
}

/** @throws ApiProblem; TypeError or AbortError when the connection ends */
async function storedRows(url: string, signal: AbortSignal) {
  const response = await send(new Request(url, { signal, headers: { accept: 'text/csv' } }));
  if (response.ok) return response.body;
  throw problemOf(response.status, await response.json().catch(() => null));
}

function Spread({ values, unit }: { values: readonly number[]; unit: string | undefined }) {
  const { min, max, mean } = extentOf(values);
  const bins = binsOf(values);
  const most = Math.max(...bins.map(({ count }) => count));
  const inUnit = unit === undefined ? '' : ` ${unit}`;
  const bars = bins.map(({ from, to, count }) => ({
    label: `${numberText(from)} to ${numberText(to)}`,
    share: count / most,
    text: countText(count),
    colour: 'var(--accent)',
  }));
  return (
    <>
      <p>
        Lowest <strong>{numberText(min) + inUnit}</strong>, mean{' '}
        <strong>{numberText(mean) + inUnit}</strong>, highest{' '}
        <strong>{numberText(max) + inUnit}</strong>
      </p>
      <BarChart caption={`Rows by predicted value${inUnit && `, in${inUnit}`}`} bars={bars} />
    </>
  );
}
