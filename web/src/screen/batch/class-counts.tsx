import { type Contract, classesOf } from '../../api/client.ts';
import { BarChart } from '../../part/bar-chart.tsx';
import { classColour } from '../../part/class.colour.ts';
import { countText, shareText } from '../../part/number.text.ts';

interface ClassCountsProps {
  readonly scored: number;
  /** Answered rows by label. */
  readonly counts: Readonly<Record<string, number>>;
  readonly contract: Contract;
}

/** How many rows each class got. */
export function ClassCounts({ scored, counts, contract }: ClassCountsProps) {
  const classes = classesOf(contract) ?? [];
  // A batch of another version may have other classes.
  const labels = [...new Set([...classes, ...Object.keys(counts)])];
  const bars = labels.map((label, at) => {
    const count = counts[label] ?? 0;
    const share = scored === 0 ? 0 : count / scored;
    const text = `${countText(count)} · ${shareText(share)}`;
    return { label, share, text, colour: classColour(at) };
  });
  return <BarChart caption="Rows by predicted class" bars={bars} />;
}
