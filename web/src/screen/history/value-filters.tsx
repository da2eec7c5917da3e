import { kindOf } from '../../answer/answer.kind.ts';
import type { Contract } from '../../api/client.ts';
import { route } from '../../state/route.ts';
import { ConfidenceFilter } from './confidence-filter.tsx';
import { FeatureFilter } from './feature-filter.tsx';
import { FilterChips } from './filter-chips.tsx';
import { IdSearch } from './id-search.tsx';

/** Finds one prediction or file by its id, and narrows the history by what its rows hold. */
export function ValueFilters({ contract }: { contract: Contract }) {
  const { all, batchId, confidenceFrom = '', confidenceTo = '' } = route.value.params;
  const { member, measure } = kindOf(contract);
  const isSure = all || batchId || (member === 'label' && measure?.isShare === true);
  return (
    <>
      <FilterChips />
      <details class="more-filters">
        <summary>{`Find by id${isSure ? ', confidence' : ''} or value`}</summary>
        <IdSearch />
        {isSure && (
          <ConfidenceFilter
            key={`${confidenceFrom} ${confidenceTo}`}
            from={confidenceFrom}
            to={confidenceTo}
          />
        )}
        <FeatureFilter contract={contract} />
      </details>
    </>
  );
}
