import { DownloadLink } from '../../part/download-link.tsx';
import { countText } from '../../part/number.text.ts';
import type { HistoryFeed } from './history-feed.ts';

/** Others than CSV, which is given to a link: it chooses none. */
const OTHERS = [
  ['NDJSON', 'ndjson', 'application/x-ndjson'],
  ['Parquet', 'parquet', 'application/vnd.apache.parquet'],
] as const;

/** Everything that the filters let through, as a file; how much that is stands before it. */
export function ExportLinks({ feed }: { feed: HistoryFeed }) {
  const url = `/history/export?${new URLSearchParams(Object.entries(feed.filter).map(asText))}`;
  const total = feed.total.value;
  return (
    <>
      {total !== null && <small>{`${countText(total)} ${total === 1 ? 'row' : 'rows'}:`}</small>}
      <DownloadLink href={url} name="history.csv" class="button outline small">
        Export CSV
      </DownloadLink>
      {OTHERS.map(([title, ending, accept]) => (
        <DownloadLink
          key={ending}
          href={url}
          name={`history.${ending}`}
          accept={accept}
          class="outline small"
        >
          Export {title}
        </DownloadLink>
      ))}
    </>
  );
}

const asText = ([name, value]: [string, unknown]): [string, string] => [name, String(value)];
