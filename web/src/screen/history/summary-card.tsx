import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Contract } from '../../api/client.ts';
import { BarChart } from '../../part/bar-chart.tsx';
import { countText, shareText } from '../../part/number.text.ts';
import { zoneText } from '../../part/time.text.ts';
import { announce } from '../../state/status.ts';
import type { HistoryFeed } from './history-feed.ts';
import type { HistoryFilter } from './history-filter.ts';
import { groupingOf, readSummary, type Summary } from './history-summary.ts';
import { MixChart } from './mix-chart.tsx';
import { TimeStamp } from './time-stamp.tsx';

interface Read {
  readonly summary: Summary;
  /** What it is the summary of. */
  readonly filter: HistoryFilter;
}

/** How many, since when, of which class, and how that went over time. */
export function SummaryCard({ feed, contract }: { feed: HistoryFeed; contract: Contract }) {
  const { filter } = feed;
  const read = useSignal<Read | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    readSummary(filter, stop.signal)
      .then((summary) => {
        read.value = { summary, filter };
        feed.total.value = summary.total;
        announce(`${countText(summary.total)} predictions fit the filters`);
      })
      // The list below says what is wrong.
      .catch(() => {});
    return () => stop.abort();
  }, [feed, read]);
  if (read.value === null || read.value.summary.total === 0) return null;
  const { summary } = read.value;
  const { total, first, last } = summary;
  const grouping = groupingOf(summary, contract);
  return (
    <section class="card columns history-summary" aria-label="Summary">
      <div>
        <p class="total">
          <span class="figure">{countText(total)}</span>{' '}
          {total === 1 ? 'prediction' : 'predictions'}
        </p>
        <dl class="record-facts">
          <dt>First</dt>
          <dd>{first && <TimeStamp iso={first} />}</dd>
          <dt>Last</dt>
          <dd>{last && <TimeStamp iso={last} />}</dd>
          <dt>Times in</dt>
          <dd>{zoneText()}</dd>
        </dl>
        {grouping.series.length < 2 ? null : (
          <BarChart caption="Predictions by outcome" bars={barsOf(summary, grouping)} />
        )}
      </div>
      <MixChart
        {...{ grouping }}
        filter={read.value.filter}
        first={Date.parse(first ?? '')}
        last={Date.parse(last ?? '')}
      />
    </section>
  );
}

function barsOf({ items, total }: Summary, { series, countsOf }: ReturnType<typeof groupingOf>) {
  const counts = countsOf(items);
  return series.map(({ name, colour }, index) => {
    const count = counts[index] ?? 0;
    const share = count / total;
    return { label: name, colour, share, text: `${countText(count)} (${shareText(share)})` };
  });
}
