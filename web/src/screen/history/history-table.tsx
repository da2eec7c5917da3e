import '../../style/history-table.css';
import { useMemo } from 'preact/hooks';
import type { Contract } from '../../api/client.ts';
import { route } from '../../state/route.ts';
import type { HistoryFeed, HistoryItem } from './history-feed.ts';
import { drawerHash, withParams } from './history-filter.ts';
import { HistoryRow } from './history-row.tsx';

const HEADS = ['Time', 'Inputs', 'Outcome', 'Confidence', 'Model', 'Source'];

/** The rows that were read; pages out of sight cost no layout. */
export function HistoryTable({ feed, contract }: { feed: HistoryFeed; contract: Contract }) {
  const params = JSON.stringify(withParams(route.value.params, { id: '' }));
  return (
    <table class="history">
      <caption class="visually-hidden">Predictions, newest first</caption>
      <thead>
        <tr>
          {HEADS.map((head) => (
            <th key={head} scope="col" class={head === 'Confidence' ? 'number' : undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      {feed.pages.value.map((page, at) => (
        <PageRows key={at} {...{ page, contract, params }} />
      ))}
    </table>
  );
}

interface PageRowsProps {
  readonly page: readonly HistoryItem[];
  readonly contract: Contract;
  readonly params: string;
}

/** Rows of one page; made once, so that another page costs what is new alone. */
function PageRows({ page, contract, params }: PageRowsProps) {
  return useMemo(() => {
    const place = JSON.parse(params) as Record<string, string>;
    return (
      <tbody>
        {page.map((item) => (
          <HistoryRow key={item.id} {...{ item, contract }} href={drawerHash(place, item.id)} />
        ))}
      </tbody>
    );
  }, [page, contract, params]);
}
