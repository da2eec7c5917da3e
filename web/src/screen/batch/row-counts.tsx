import { BarChart } from '../../part/bar-chart.tsx';
import { classColour } from '../../part/class.colour.ts';
import { countText, shareText } from '../../part/number.text.ts';

interface RowCountsProps {
  readonly caption: string;
  readonly names: readonly string[];
  /** One for each name. */
  readonly counts: readonly number[];
  /** How many there are in all. */
  readonly rows: number;
}

/** How many of some rows each name has. */
export function RowCounts({ caption, names, counts, rows }: RowCountsProps) {
  const bars = names.map((label, at) => {
    const count = counts[at] ?? 0;
    const share = rows === 0 ? 0 : count / rows;
    const text = `${countText(count)} · ${shareText(share)}`;
    return { label, share, text, colour: classColour(at) };
  });
  return <BarChart caption={caption} bars={bars} />;
}
