import type { Contract } from '../../api/client.ts';
import { EmptyNote } from './empty-note.tsx';
import { ExportLinks } from './export-links.tsx';
import type { HistoryFeed } from './history-feed.ts';
import { HistoryTable } from './history-table.tsx';
import { LoadMore } from './load-more.tsx';
import { NewerButton } from './newer-button.tsx';

interface HistoryListProps {
  readonly feed: HistoryFeed;
  readonly contract: Contract;
  readonly onRefresh: () => void;
}

/** The list with its tools. */
export function HistoryList({ feed, contract, onRefresh }: HistoryListProps) {
  return (
    <>
      <div class="row tools">
        <h2>Predictions</h2>
        <span class="push" />
        <NewerButton {...{ feed, onRefresh }} />
        {feed.shown.value > 0 ? <ExportLinks feed={feed} /> : null}
      </div>
      <Rows {...{ feed, contract }} />
    </>
  );
}

function Rows({ feed, contract }: Pick<HistoryListProps, 'feed' | 'contract'>) {
  if (feed.pages.value.length === 0)
    return feed.problem.value === null ? <p aria-busy="true">Reading the history</p> : null;
  if (feed.shown.value === 0 && feed.isEnd.value)
    return <EmptyNote contract={contract} looked={feed.looked.value} />;
  return (
    <>
      {feed.shown.value > 0 && <HistoryTable {...{ feed, contract }} />}
      <LoadMore feed={feed} />
    </>
  );
}
