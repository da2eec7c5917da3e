import '../../style/history-table.css';
import { useMemo } from 'preact/hooks';
import type { Contract } from '../../api/client.ts';
import { route } from '../../state/route.ts';
import type { HistoryFeed, HistoryItem } from './history-feed.ts';
import { drawerHash, withParams } from './history-filter.ts';
import { HistoryRow } from './history-row.tsx';
import { type NumberColumn, numberColumnOf } from './number-column.ts';

/** The rows that were read; pages out of sight cost no layout. */
export function HistoryTable({ feed, contract }: { feed: HistoryFeed; contract: Contract }) {
  const { params: place } = route.value;
  const params = JSON.stringify(withParams(place, { id: '' }));
  const isWide = Boolean(place.all || place.batchId);
  const column = useMemo(() => numberColumnOf(contract, isWide), [contract, isWide]);
  return (
    <table class={column === null ? 'history no-number' : 'history'}>
      <caption class="visually-hidden">Predictions, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Inputs</th>
          <th scope="col">Outcome</th>
          {column !== null && (
            <th scope="col" class="number">
              {column.head}
            </th>
          )}
          <th scope="col">Model</th>
          <th scope="col">Source</th>
        </tr>
      </thead>
      {feed.pages.value.map((page, at) => (
        <PageRows key={at} {...{ page, contract, column, params }} />
      ))}
    </table>
  );
}

interface PageRowsProps {
  readonly page: readonly HistoryItem[];
  readonly contract: Contract;
  readonly column: NumberColumn | null;
  readonly params: string;
}

/** Rows of one page; made once, so that another page costs what is new alone. */
function PageRows({ page, contract, column, params }: PageRowsProps) {
  return useMemo(() => {
    const place = JSON.parse(params) as Record<string, string>;
    return (
      <tbody>
        {page.map((item) => (
          <HistoryRow
            key={item.id}
            {...{ item, contract, column }}
            href={drawerHash(place, item.id)}
          />
        ))}
      </tbody>
    );
  }, [page, contract, column, params]);
}
