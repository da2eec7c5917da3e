import type { Feature } from '../../api/client.ts';
import { BarChart } from '../../part/bar-chart.tsx';
import { Histogram } from '../../part/histogram.tsx';
import { countText } from '../../part/number.text.ts';
import { valueTextOf } from './feature.text.ts';

/** More bars than these are added up. */
const MOST = 10;

/** Numbers as a histogram, categories as bars. */
export function TrainingPicture({ feature }: { feature: Feature }) {
  const { name, training = {} } = feature;
  const { binEdges, binCounts, counts, mean } = training;
  if (counts) return <BarChart caption={`Categories of ${name}`} bars={barsOf(counts)} />;
  if (!binEdges || !binCounts) return null;
  const text = valueTextOf(feature);
  return <Histogram label={name} edges={binEdges} counts={binCounts} mean={mean} text={text} />;
}

function barsOf(counts: Readonly<Record<string, number>>) {
  const sorted = Object.entries(counts).sort(([, one], [, other]) => other - one);
  const rest = sorted.slice(MOST);
  const sum = (entries: readonly (readonly [string, number])[]) =>
    entries.reduce((total, [, count]) => total + count, 0);
  const shown = sorted.slice(0, MOST);
  if (rest.length > 0) shown.push([`${countText(rest.length)} others`, sum(rest)]);
  const most = Math.max(...shown.map(([, count]) => count), 1);
  return shown.map(([label, count]) => ({
    label,
    share: count / most,
    text: countText(count),
    colour: 'var(--accent)',
  }));
}
