import type { Contract } from '../../api/client.ts';
import { go, route } from '../../state/route.ts';
import { isFiltered, withoutFilters, withParams } from './history-filter.ts';
import { LabelFilter } from './label-filter.tsx';
import { fromLocalInput, toLocalInput } from './local-time.ts';

/** Narrows the history; what is chosen stands in the URL. */
export function FilterBar({ contract }: { contract: Contract }) {
  const { params } = route.value;
  const set = (name: string, isStep = true) => {
    return ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLSelectElement }) => {
      const value =
        name === 'from' || name === 'to'
          ? fromLocalInput(currentTarget.value)
          : currentTarget.value;
      go('history', withParams(params, { [name]: value, id: '' }), !isStep);
    };
  };
  return (
    <form class="filters" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      {params.batchId ? null : (
        <label>
          Model
          <select value={params.all ?? ''} onChange={set('all')}>
            <option value="">This model</option>
            <option value="1">All models</option>
          </select>
        </label>
      )}
      <LabelFilter contract={contract} onChange={set('label')} />
      <label>
        Source
        <select value={params.source ?? ''} onChange={set('source')}>
          <option value="">Any</option>
          <option value="single">Single</option>
          <option value="batch">Batch</option>
        </select>
      </label>
      <label>
        From
        <input
          type="datetime-local"
          value={toLocalInput(params.from)}
          onChange={set('from', false)}
        />
      </label>
      <label>
        Before
        <input type="datetime-local" value={toLocalInput(params.to)} onChange={set('to', false)} />
      </label>
      {isFiltered(params) ? <ClearButton /> : null}
    </form>
  );
}

/** Takes every filter away, but the model. */
export function ClearButton() {
  const clear = () => go('history', withoutFilters(route.value.params));
  return (
    <button type="button" class="outline small" onClick={clear}>
      Clear filters
    </button>
  );
}
