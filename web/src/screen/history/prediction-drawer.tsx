import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ApiProblem, api, type Contract, dataOf } from '../../api/client.ts';
import { Drawer } from '../../part/drawer.tsx';
import { ProblemNote } from '../../part/problem-note.tsx';
import { go, route } from '../../state/route.ts';
import type { HistoryItem } from './history-feed.ts';
import { withParams } from './history-filter.ts';
import { isOf } from './item-class.ts';
import { PredictionFacts } from './prediction-facts.tsx';

interface Found {
  readonly item: HistoryItem;
  /** The contract of the model that answered, when it is still served. */
  readonly contract: Contract | null;
}

/** Everything about one prediction. */
export function PredictionDrawer({ id, contract }: { id: string; contract: Contract }) {
  const found = useSignal<Found | null>(null);
  const problem = useSignal<ApiProblem | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    find(id, contract, stop.signal).then(
      (read) => {
        found.value = read;
      },
      (error) => {
        if (error instanceof ApiProblem) problem.value = error;
      },
    );
    return () => stop.abort();
  }, [id, contract, found, problem]);
  return (
    <Drawer title="Prediction" onClose={close} returnTo={() => rowOf(id)}>
      {problem.value && <ProblemNote problem={problem.value} />}
      {found.value && <PredictionFacts {...found.value} />}
    </Drawer>
  );
}

async function find(id: string, shown: Contract, signal: AbortSignal): Promise<Found> {
  const item = await dataOf(api.GET('/history/{id}', { params: { path: { id } }, signal }));
  if (isOf(item, shown)) return { item, contract: shown };
  const { name, version } = item.model;
  const path = { name, version };
  const contract = await dataOf(
    api.GET('/models/{name}/versions/{version}', { params: { path }, signal }),
  ).catch(() => null);
  return { item, contract };
}

function close(): void {
  go('history', withParams(route.value.params, { id: '' }), true);
}

/** The row of the list, or the content when the prediction is not listed. */
function rowOf(id: string): HTMLElement | null {
  const row = document.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
  return row ?? document.getElementById('main');
}
