import { hashOf, route } from '../../state/route.ts';
import { withParams } from './history-filter.ts';

/** Says which file the list is limited to, and lets go of it. */
export function BatchChip({ batchId }: { batchId: string }) {
  const params = withParams(route.value.params, { batchId: '', id: '' });
  return (
    <p class="note row">
      <span>
        Batch <b class="id">{batchId}</b>
      </span>
      <a href={hashOf({ screen: 'history', params })}>Show all predictions</a>
    </p>
  );
}
