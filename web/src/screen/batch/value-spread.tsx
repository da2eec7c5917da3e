import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ApiProblem, unreachable } from '../../api/client.ts';
import { BarChart } from '../../part/bar-chart.tsx';
import { countText, numberText } from '../../part/number.text.ts';
import { ProblemNote } from '../../part/problem-note.tsx';
import { Progress } from '../../part/progress.tsx';
import { may } from '../../state/access.ts';
import type { BatchResult } from './batch.job.ts';
import { binsOf, extentOf } from './value.bins.ts';
import { readValues } from './value.stream.ts';

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

/** The answer lists the values of small files; those of others come from the stored results. */
async function valuesOf(
  { predictions, links }: BatchResult,
  signal: AbortSignal,
  onRead: (count: number) => void,
): Promise<readonly number[]> {
  if (predictions) return predictions.map(({ value }) => value ?? Number.NaN);
  return links === null || !may('history:read') ? [] : readValues(links.results, signal, onRead);
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
