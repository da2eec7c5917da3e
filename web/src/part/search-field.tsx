import type { Signal } from '@preact/signals';
import { countText } from './number.text.ts';

interface SearchFieldProps {
  readonly query: Signal<string>;
  /** How many features there are, and how many of them are shown. */
  readonly shown: number;
  readonly all: number;
}

/** Narrows many features to those whose name or meaning holds a text. */
export function SearchField({ query, shown, all }: SearchFieldProps) {
  return (
    <div class="search row">
      <input
        type="search"
        aria-label="Find a feature"
        placeholder="Find a feature"
        value={query.value}
        onInput={({ currentTarget }) => {
          query.value = currentTarget.value;
        }}
      />
      <small aria-live="polite">
        {countText(shown)} of {countText(all)}
      </small>
    </div>
  );
}
