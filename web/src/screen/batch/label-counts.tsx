import { useMemo } from 'preact/hooks';
import { AnswerReading } from './answer-reading.tsx';
import type { BatchResult } from './batch.result.ts';
import { RowCounts } from './row-counts.tsx';

/** How many rows have each of several labels; a row may have any number of them. */
export function LabelCounts({ result, names }: { result: BatchResult; names: readonly string[] }) {
  const columns = useMemo(() => names.map((name) => `label_${name}`), [names]);
  const begin = () => {
    const counts = names.map(() => 0);
    const take = (flags: readonly number[]) => {
      for (const [at, flag] of flags.entries()) counts[at] = (counts[at] ?? 0) + flag;
    };
    return { all: counts, take };
  };
  return (
    <AnswerReading {...{ result, columns, begin }}>
      {(counts) => (
        <RowCounts caption="Rows by label" names={names} counts={counts} rows={result.scored} />
      )}
    </AnswerReading>
  );
}
