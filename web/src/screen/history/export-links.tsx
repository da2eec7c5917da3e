import { useSignal } from '@preact/signals';
import { ApiProblem, problemOf, unreachable } from '../../api/client.ts';
import { saveBlob } from '../../part/file.download.ts';
import { ProblemNote } from '../../part/problem-note.tsx';
import type { HistoryFilter } from './history-filter.ts';

/** Everything that the filters let through, as a file. */
export function ExportLinks({ filter }: { filter: HistoryFilter }) {
  const isBusy = useSignal(false);
  const problem = useSignal<ApiProblem | null>(null);
  const url = `/history/export?${new URLSearchParams({ ...filter })}`;
  const save = async () => {
    isBusy.value = true;
    problem.value = null;
    try {
      saveBlob('history.ndjson', await readNdjson(url));
    } catch (error) {
      problem.value = error instanceof ApiProblem ? error : unreachable();
    }
    isBusy.value = false;
  };
  return (
    <>
      <a class="button outline" href={url} download="history.csv">
        Export CSV
      </a>
      <button type="button" class="outline small" aria-busy={isBusy.value} onClick={save}>
        Export NDJSON
      </button>
      {problem.value && <ProblemNote problem={problem.value} />}
    </>
  );
}

/**
 * The format is chosen by a header, which a link cannot send: a link gets CSV, the default.
 * A blob of any size is kept by the browser, on disk when it is large.
 */
async function readNdjson(url: string): Promise<Blob> {
  const response = await fetch(url, { headers: { accept: 'application/x-ndjson' } });
  if (!response.ok) throw problemOf(response.status, await response.json().catch(() => null));
  return response.blob();
}
