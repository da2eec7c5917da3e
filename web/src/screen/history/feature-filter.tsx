import { useSignal } from '@preact/signals';
import { type Contract, featuresOf } from '../../api/client.ts';
import { choicesOf, isNumeric } from '../../part/feature.kind.ts';
import { go, route } from '../../state/route.ts';
import { FEATURE, withParams } from './history-filter.ts';
import { RangeForm } from './range-form.tsx';
import { TextForm } from './text-form.tsx';

/** Narrows the history to rows in which a feature has a value. */
export function FeatureFilter({ contract }: { contract: Contract }) {
  const features = featuresOf(contract);
  const chosen = useSignal(features[0]?.name);
  const feature = features.find(({ name }) => name === chosen.value);
  if (feature === undefined) return null;
  const set = (value: string) =>
    go('history', withParams(route.value.params, { [FEATURE + feature.name]: value, id: '' }));
  const choice = (
    <label>
      Feature
      <select
        value={feature.name}
        onChange={({ currentTarget }) => {
          chosen.value = currentTarget.value;
        }}
      >
        {features.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
  if (!isNumeric(feature) && feature.dtype !== 'datetime')
    return (
      <TextForm choices={choicesOf(feature) ?? []} onText={(text) => set(quoted(text))}>
        {choice}
      </TextForm>
    );
  return (
    <RangeForm
      title="Value"
      unit={feature.unit}
      isTime={feature.dtype === 'datetime'}
      isNeeded
      onRange={(from, to) => set(`${from}..${to}`)}
    >
      {choice}
    </RangeForm>
  );
}

/** A text that would be read as a range, or as a text in quotes, is put in quotes. */
function quoted(text: string): string {
  return text.includes('..') || text.startsWith('"') ? JSON.stringify(text) : text;
}
