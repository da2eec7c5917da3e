import { DownloadLink } from '../../part/download-link.tsx';
import type { HistoryFilter } from './history-filter.ts';

/** Everything that the filters let through, as a file. */
export function ExportLinks({ filter }: { filter: HistoryFilter }) {
  const url = `/history/export?${new URLSearchParams({ ...filter })}`;
  return (
    <>
      <DownloadLink href={url} name="history.csv" class="button outline small">
        Export CSV
      </DownloadLink>
      {/* A header chooses the format; what sends none gets CSV. */}
      <DownloadLink
        href={url}
        name="history.ndjson"
        accept="application/x-ndjson"
        class="outline small"
      >
        Export NDJSON
      </DownloadLink>
    </>
  );
}
