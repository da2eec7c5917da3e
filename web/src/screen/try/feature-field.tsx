import type { Feature } from '../../api/client.ts';
import { RangeStrip } from '../../part/range-strip.tsx';
import { rangeOf, rangeWords, steppedText } from './feature.range.ts';
import { readText } from './feature.value.ts';

interface FeatureFieldProps {
  readonly id: string;
  readonly feature: Feature;
  readonly text: string;
  readonly fault: string | undefined;
  readonly onType: (text: string) => void;
}

/** A feature: its control, where its value lies, and what is wrong with it. */
export function FeatureField(props: FeatureFieldProps) {
  const { id, feature, text, fault } = props;
  const { name, unit, description, missing } = feature;
  const range = rangeOf(feature);
  const reading = readText(feature, text);
  const value = 'value' in reading ? reading.value : undefined;
  return (
    <div class="field">
      <label for={id}>
        {name} {unit && <span class="muted">{unit}</span>}
        {missing === 'nan' && <span class="muted"> · optional</span>}
      </label>
      <Control {...props} />
      {range && <RangeStrip {...range} value={typeof value === 'number' ? value : null} />}
      <small id={`${id}-range`} class={fault ? 'fault' : undefined}>
        {fault ?? ('value' in reading ? rangeWords(feature, value) : '')}
      </small>
      {description && <small id={`${id}-about`}>{description}</small>}
    </div>
  );
}

function Control({ id, feature, text, fault, onType }: FeatureFieldProps) {
  const shared = {
    id,
    value: text,
    'aria-invalid': fault ? ('true' as const) : undefined,
    'aria-describedby': `${id}-range${feature.description ? ` ${id}-about` : ''}`,
  };
  if (feature.categories) {
    return (
      <select {...shared} onChange={({ currentTarget }) => onType(currentTarget.value)}>
        {feature.categories.includes(text) ? null : (
          <option value={text}>{text || 'Choose'}</option>
        )}
        {feature.categories.map((category) => (
          <option key={category}>{category}</option>
        ))}
      </select>
    );
  }
  const isNumber = feature.dtype !== 'string';
  return (
    <input
      {...shared}
      type="text"
      inputMode={isNumber ? 'decimal' : 'text'}
      spellcheck={false}
      onInput={({ currentTarget }) => onType(currentTarget.value)}
      onKeyDown={(event) => isNumber && step(event, feature, text, onType)}
    />
  );
}

/** Arrow keys change a number as they do in a number field, which would swallow what is no number. */
function step(
  event: KeyboardEvent,
  feature: Feature,
  text: string,
  onType: (text: string) => void,
): void {
  const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  const reading = readText(feature, text);
  if (direction === undefined || !('value' in reading) || typeof reading.value !== 'number') return;
  event.preventDefault();
  onType(steppedText(feature, reading.value, direction as 1 | -1));
}
