import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { labelsOf } from '../../answer/answer.kind.ts';
import type { Contract } from '../../api/client.ts';
import { route } from '../../state/route.ts';
import { filterOf } from './history-filter.ts';
import { readSummary } from './history-summary.ts';

interface LabelFilterProps {
  readonly contract: Contract;
  readonly onChange: (event: { currentTarget: HTMLSelectElement }) => void;
}

/** Chooses a label: of the model, or of all that the history holds. Without any it is not there. */
export function LabelFilter({ contract, onChange }: LabelFilterProps) {
  const { label = '', all, batchId } = route.value.params;
  const isWide = Boolean(all || batchId);
  const seen = useSignal<readonly string[]>([]);
  useEffect(() => {
    if (!isWide) return;
    const stop = new AbortController();
    const { name: model, version } = contract;
    readSummary(
      filterOf({ model, version, all: '1', ...(batchId && { batchId }) }, contract),
      stop.signal,
    )
      .then(({ items }) => {
        const known = items.flatMap((item) => item.label ?? []);
        seen.value = [...new Set(known)].sort();
      })
      .catch(() => {});
    return () => stop.abort();
  }, [contract, isWide, batchId, seen]);
  const labels = isWide ? seen.value : labelsOf(contract);
  const options = label === '' || labels.includes(label) ? labels : [...labels, label];
  if (options.length === 0) return null;
  return (
    <label>
      Label
      <select value={label} onChange={onChange}>
        <option value="">Any</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    </label>
  );
}
