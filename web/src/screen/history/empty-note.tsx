import type { Contract } from '../../api/client.ts';
import { CopyButton } from '../../part/copy-button.tsx';
import { isKeyed, may } from '../../state/access.ts';
import { hashOf, route } from '../../state/route.ts';
import { curlLine } from './curl-line.ts';
import { ClearButton } from './filter-bar.tsx';
import { isFiltered, withParams } from './history-filter.ts';
import { Looked } from './looked.tsx';

interface EmptyNoteProps {
  readonly contract: Contract;
  /** How many predictions were looked through in vain; null where an index had the answer. */
  readonly looked: number | null;
}

/** What to do when there is nothing to list. */
export function EmptyNote({ contract, looked }: EmptyNoteProps) {
  const { params } = route.value;
  if (isFiltered(params))
    return (
      <section class="card empty">
        <h2>No prediction fits these filters</h2>
        <p class="muted">
          <Looked count={looked} /> Widen the time or a range, choose another label, or start again
          without filters.
        </p>
        <ClearButton />
      </section>
    );
  const curl = curlLine(contract, isKeyed.value);
  const { name: model, version } = contract;
  return (
    <section class="card empty">
      <h2>Nothing is stored yet</h2>
      <p class="muted">
        Every prediction is kept here as soon as it is made.{' '}
        {may('predict') ? (
          <>
            Make one on the{' '}
            <a href={hashOf({ screen: 'try', params: { model, version } })}>Try screen</a>, score a
            file on the{' '}
            <a href={hashOf({ screen: 'batch', params: { model, version } })}>Batch screen</a>, or
            send this:
          </>
        ) : (
          'A key that may predict makes one so:'
        )}
      </p>
      <pre>
        <code>{curl}</code>
      </pre>
      <div class="row">
        <CopyButton text={() => curl} label="Copy the command" />
        {params.all ? null : (
          <a href={hashOf({ screen: 'history', params: withParams(params, { all: '1' }) })}>
            Look at all models
          </a>
        )}
      </div>
    </section>
  );
}
