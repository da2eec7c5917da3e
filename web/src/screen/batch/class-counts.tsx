import { labelsOf } from '../../answer/answer.kind.ts';
import type { Contract } from '../../api/client.ts';
import { RowCounts } from './row-counts.tsx';

interface ClassCountsProps {
  readonly scored: number;
  /** Answered rows by label. */
  readonly counts: Readonly<Record<string, number>>;
  readonly contract: Contract;
}

/** How many rows each class got. */
export function ClassCounts({ scored, counts, contract }: ClassCountsProps) {
  const classes = labelsOf(contract);
  const own = Object.keys(counts);
  // A batch of another version may have other classes, or be of another kind.
  const known = own.some((label) => classes.includes(label)) ? classes : [];
  const labels = [...new Set([...known, ...own])];
  const numbers = labels.map((label) => (Object.hasOwn(counts, label) ? counts[label] : 0) ?? 0);
  return (
    <RowCounts caption="Rows by predicted class" names={labels} counts={numbers} rows={scored} />
  );
}
