import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { countText } from '../../part/number.text.ts';
import { type Series, type Stack, StackedChart, sumOf } from '../../part/stacked-chart.tsx';
import { stepText, timeText } from '../../part/time.text.ts';
import { hashOf, route } from '../../state/route.ts';
import type { HistoryFilter } from './history-filter.ts';
import { withParams } from './history-filter.ts';
import { type Grouping, readSlices } from './history-summary.ts';
import { MixTable } from './mix-table.tsx';
import { durationText, type TimeSlice, timeSlices } from './time-slice.ts';

interface MixChartProps {
  readonly filter: HistoryFilter;
  readonly grouping: Grouping;
  readonly first: number;
  readonly last: number;
}

interface Mix {
  readonly step: number;
  readonly stacks: readonly Stack[];
  readonly series: readonly Series[];
}

/** Outcomes over equal slices of time; a press on a slice shows its predictions alone. */
export function MixChart({ filter, grouping, first, last }: MixChartProps) {
  const mix = useSignal<Mix | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const { step, slices } = timeSlices(first, last);
    readSlices(filter, { first, last }, slices, stop.signal)
      .then((items) => {
        const stacks = slices.map((slice, index) =>
          stackOf(slice, grouping.countsOf(items[index] ?? []), step),
        );
        mix.value = { step, stacks, series: grouping.series };
      })
      // The list below says what is wrong.
      .catch(() => {});
    return () => stop.abort();
  }, [filter, first, last]);
  if (mix.value === null) return <div class="mix" aria-busy="true" />;
  const { step, stacks, series } = mix.value;
  const highest = Math.max(...stacks.map(({ counts }) => sumOf(counts)));
  return (
    <div class="mix">
      <h2>Over time</h2>
      <p>
        <small>
          Each bar is {durationText(step)}; the tallest has {countText(highest)}. Choose one to see
          its predictions alone.
        </small>
      </p>
      <StackedChart
        series={series}
        stacks={stacks}
        ends={[0, stacks.length >> 1, stacks.length - 1].map((n) => stacks[n]?.label ?? '')}
      />
      <MixTable series={series} stacks={stacks} />
    </div>
  );
}

function stackOf({ from, to }: TimeSlice, counts: number[], step: number): Stack {
  const changes = { from: new Date(from).toISOString(), to: new Date(to).toISOString(), id: '' };
  const params = withParams(route.peek().params, changes);
  return {
    key: from,
    label: stepText(from, step),
    hint: `${timeText(from)}: ${countText(sumOf(counts))}`,
    counts,
    href: hashOf({ screen: 'history', params }),
  };
}
