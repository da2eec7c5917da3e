import { useSignal } from '@preact/signals';
import type { Feature } from '../../api/client.ts';
import { FEW, isFound } from '../../part/feature.search.ts';
import { countText } from '../../part/number.text.ts';
import { SearchField } from '../../part/search-field.tsx';
import { FeatureArticle } from './feature-article.tsx';

/** What the model takes and what it saw of that in training; many features on demand. */
export function FeatureSection({ features }: { features: readonly Feature[] }) {
  const query = useSignal('');
  const isWhole = useSignal(false);
  const found = features.filter((feature) => isFound(feature, query.value));
  const shown = isWhole.value ? found : found.slice(0, FEW);
  const isTrained = features.some(({ training }) => training !== undefined);
  return (
    <section class="card" aria-labelledby="features">
      <h2 id="features">Features</h2>
      <p class="muted">
        {isTrained
          ? 'What a row needs, and how often which values were seen in training; the line marks the mean. Answers to values far from these are guesses.'
          : 'What a row needs. The contract says nothing about the training data.'}
      </p>
      {features.length > FEW && (
        <SearchField query={query} shown={found.length} all={features.length} />
      )}
      <div class="pictures">
        {shown.map((feature) => (
          <FeatureArticle key={feature.name} feature={feature} />
        ))}
      </div>
      {shown.length < found.length && (
        <button
          type="button"
          class="outline small"
          onClick={() => {
            isWhole.value = true;
          }}
        >
          Show all {countText(found.length)}
        </button>
      )}
    </section>
  );
}
