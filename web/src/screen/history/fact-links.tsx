import { key } from '../../api/key.ts';
import { CopyButton } from '../../part/copy-button.tsx';
import { DownloadLink } from '../../part/download-link.tsx';
import { may } from '../../state/access.ts';
import { hashOf } from '../../state/route.ts';
import type { HistoryItem } from './history-feed.ts';

/** Where to go on from a prediction. */
export function FactLinks({ item, isServed }: { item: HistoryItem; isServed: boolean }) {
  const { id } = item;
  const { name: model, version } = item.model;
  const link = hashOf({ screen: 'history', params: { ...(isServed && { model, version }), id } });
  return (
    <footer class="row">
      {isServed && may('predict') ? (
        <a class="button" href={againHash(item)}>
          Run again
        </a>
      ) : null}
      {isServed ? null : <small>This model is not served any more.</small>}
      <CopyButton label="Copy link" text={() => `${location.origin}${location.pathname}${link}`} />
      {key.value === null ? (
        <a href={`/history/${id}`} target="_blank" rel="noreferrer">
          As JSON
        </a>
      ) : (
        <DownloadLink class="link" href={`/history/${id}`} name={`${id}.json`}>
          As JSON
        </DownloadLink>
      )}
    </footer>
  );
}

/** The Try screen with exactly these inputs; what was missing stays missing. */
function againHash({ model: { name: model, version }, inputs }: HistoryItem): string {
  const sent = Object.entries(inputs).filter(([, value]) => value !== null);
  const fields = Object.fromEntries(sent.map(([name, value]) => [`f.${name}`, String(value)]));
  return hashOf({ screen: 'try', params: { model, version, ...fields } });
}
