import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { ApiProblem, unreachable } from '../../api/client.ts';
import { countText } from '../../part/number.text.ts';
import { ProblemNote } from '../../part/problem-note.tsx';
import { Progress } from '../../part/progress.tsx';
import { readNumbers } from './answer.numbers.ts';
import type { BatchResult } from './batch.result.ts';

interface AnswerReadingProps<All> {
  readonly result: BatchResult;
  /** Which numbers of each row are read; another list is another reading. */
  readonly columns: readonly string[];
  /** What they are put together to. */
  readonly begin: () => { readonly all: All; readonly take: (row: readonly number[]) => void };
  readonly children: (all: All) => ComponentChildren;
}

/** Reads numbers of all rows, and shows what came of them, where there are any. */
export function AnswerReading<All>(props: AnswerReadingProps<All>) {
  const { result, columns, begin, children } = props;
  const read = useSignal<{ readonly all: All; readonly rows: number } | null>(null);
  const count = useSignal(0);
  const problem = useSignal<ApiProblem | null>(null);
  useEffect(() => {
    const reading = new AbortController();
    read.value = null;
    problem.value = null;
    const { all, take } = begin();
    const onRead = (rows: number) => {
      count.value = rows;
    };
    readNumbers(result, { columns, take, onRead, signal: reading.signal })
      .then((rows) => {
        read.value = { all, rows };
      })
      .catch((error) => {
        if (reading.signal.aborted) return;
        problem.value = error instanceof ApiProblem ? error : unreachable();
      });
    return () => reading.abort();
  }, [result, columns]);
  if (problem.value !== null) return <ProblemNote problem={problem.value} />;
  if (read.value === null) {
    const label = `Reading the values: ${countText(count.value)} of ${countText(result.scored)}`;
    return <Progress label={label} share={count.value / Math.max(1, result.scored)} />;
  }
  return read.value.rows === 0 ? null : children(read.value.all);
}
