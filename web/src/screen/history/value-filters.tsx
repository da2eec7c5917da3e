import { type Contract, classesOf } from '../../api/client.ts';
import { route } from '../../state/route.ts';
import { ConfidenceFilter } from './confidence-filter.tsx';
import { FeatureFilter } from './feature-filter.tsx';
import { FilterChips } from './filter-chips.tsx';
import { IdSearch } from './id-search.tsx';

/** Finds one prediction or file by its id, and narrows the history by what its rows hold. */
export function ValueFilters({ contract }: { contract: Contract }) {
  const { all, batchId, confidenceFrom = '', confidenceTo = '' } = route.value.params;
  const hasClasses = all || batchId || classesOf(contract) !== null;
  return (
    <>
      <FilterChips />
      <details class="more-filters">
        <summary>Find by id, confidence or value</summary>
        <IdSearch />
        {hasClasses && (
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
