import '../../style/history.css';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Contract } from '../../api/client.ts';
import { ProblemNote } from '../../part/problem-note.tsx';
import { route } from '../../state/route.ts';
import type { ScreenProps } from '../../state/screen.ts';
import { BatchChip } from './batch-chip.tsx';
import { FilterBar } from './filter-bar.tsx';
import { HistoryFeed } from './history-feed.ts';
import { filterOf } from './history-filter.ts';
import { HistoryList } from './history-list.tsx';
import { PredictionDrawer } from './prediction-drawer.tsx';
import { SummaryCard } from './summary-card.tsx';
import { ValueFilters } from './value-filters.tsx';

/** What was predicted: how much of what, and each prediction. */
export function HistoryScreen({ contract }: ScreenProps) {
  const { params } = route.value;
  const round = useSignal(0);
  const feed = useFeed(JSON.stringify(filterOf(params, contract)), round.value);
  return (
    <div class="history-page">
      <h1>History</h1>
      <p class="muted">{scopeText(params, contract)}</p>
      <FilterBar contract={contract} />
      <ValueFilters contract={contract} />
      {params.batchId && <BatchChip batchId={params.batchId} />}
      {feed.problem.value && <ProblemNote problem={feed.problem.value} />}
      <SummaryCard feed={feed} contract={contract} />
      <HistoryList {...{ feed, contract }} onRefresh={() => round.value++} />
      {params.id && <PredictionDrawer id={params.id} contract={contract} />}
    </div>
  );
}

/** The list of a filter; a new round is a reason to read it anew. */
function useFeed(filter: string, round: number): HistoryFeed {
  const feed = useMemo(() => new HistoryFeed(JSON.parse(filter)), [filter, round]);
  useEffect(() => {
    void feed.more();
    return () => feed.stop();
  }, [feed]);
  return feed;
}

function scopeText({ all, batchId }: Record<string, string>, contract: Contract): string {
  if (batchId) return 'The rows of one file, newest first.';
  if (all) return 'Every prediction of all models, newest first.';
  const { title, name, version } = contract;
  return `Every prediction of ${title ?? name} (${name} v${version}), newest first.`;
}
