import type { Feature } from '../../api/client.ts';
import { choicesOf, isNumeric, mayMiss } from '../../part/feature.kind.ts';
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
  const { name, unit, description } = feature;
  const range = rangeOf(feature);
  const reading = readText(feature, text);
  const value = 'value' in reading ? reading.value : undefined;
  return (
    <div class="field">
      <label for={id}>
        {name} {unit && <span class="muted">{unit}</span>}
        {mayMiss(feature) && <span class="muted"> · optional</span>}
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
  const choices = choicesOf(feature);
  if (choices !== null && !feature.openCategories) {
    return (
      <select {...shared} onChange={({ currentTarget }) => onType(currentTarget.value)}>
        {mayMiss(feature) && <option value="">missing</option>}
        {choices.includes(text) || (text === '' && mayMiss(feature)) ? null : (
          <option value={text}>{text || 'Choose'}</option>
        )}
        {choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    );
  }
  const isNumber = isNumeric(feature);
  return (
    <>
      <input
        {...shared}
        type="text"
        inputMode={isNumber ? 'decimal' : 'text'}
        placeholder={feature.dtype === 'datetime' ? '2026-01-31T08:30Z' : undefined}
        list={choices === null ? undefined : `${id}-choices`}
        spellcheck={false}
        onInput={({ currentTarget }) => onType(currentTarget.value)}
        onKeyDown={(event) => isNumber && step(event, feature, text, onType)}
      />
      {choices !== null && (
        <datalist id={`${id}-choices`}>
          {choices.map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      )}
    </>
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
