import { hashOf } from '../../state/route.ts';
import type { HistoryItem } from './history-feed.ts';
import { TimeStamp } from './time-stamp.tsx';

/** When, by which bytes, and at whose request. */
export function OriginList({ item }: { item: HistoryItem }) {
  const { id, createdAt, model, source, batchId, line, requestId } = item;
  return (
    <dl class="record-facts">
      <dt>Time</dt>
      <dd>
        <TimeStamp iso={createdAt} />
      </dd>
      <dt>Model</dt>
      <dd>
        {model.name} v{model.version}
        <br />
        <span class="muted">{model.digest}</span>
      </dd>
      <dt>Source</dt>
      <dd>{source === 'batch' ? `Line ${line} of a file` : 'A single request'}</dd>
      {batchId === undefined ? null : (
        <>
          <dt>Batch</dt>
          <dd>
            <a href={batchHash(item, batchId)}>{batchId}</a>
          </dd>
        </>
      )}
      <dt>Request</dt>
      <dd>{requestId}</dd>
      <dt>Id</dt>
      <dd>{id}</dd>
    </dl>
  );
}

/** All rows of the file. */
function batchHash({ model: { name: model, version } }: HistoryItem, batchId: string): string {
  return hashOf({ screen: 'history', params: { model, version, batchId } });
}
