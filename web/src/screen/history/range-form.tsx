import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { timeOf } from '../../part/iso.time.ts';
import { isNumber, plainText } from '../../part/number.sign.ts';

interface RangeFormProps {
  readonly title: string;
  readonly unit?: string | undefined;
  /** As somebody types them; empty where that end is open. */
  readonly from?: string;
  readonly to?: string;
  /** Numbers that make sense. */
  readonly least?: number;
  readonly most?: number;
  /** Whether the ends are times, and not numbers. */
  readonly isTime?: boolean;
  /** Whether an end must be there. */
  readonly isNeeded?: boolean;
  /** Is given numbers with a decimal point, or times as they are typed. */
  readonly onRange: (from: string, to: string) => void;
  readonly children?: ComponentChildren;
}

/** Two ends of a range; what is no range is said, and not searched. */
export function RangeForm(props: RangeFormProps) {
  const { title, unit, from = '', to = '', isTime = false, onRange, children } = props;
  const fault = useSignal('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const [low = '', high = ''] = ['from', 'to'].map((name) => {
      const typed = String(fields.get(name)).trim();
      return isTime ? typed : plainText(typed);
    });
    fault.value = faultOf(props, low, high);
    if (fault.value === '') onRange(low, high);
  };
  const id = title.replaceAll(/\W/g, '-');
  return (
    <form class="filters" onSubmit={submit} aria-label={title}>
      {children}
      {(
        [
          ['from', from],
          ['to', to],
        ] as const
      ).map(([name, value]) => (
        <label key={name}>
          {`${title} ${name}`}
          {unit && `, ${unit}`}
          <input
            name={name}
            defaultValue={value}
            inputMode={isTime ? 'text' : 'decimal'}
            placeholder={isTime ? '2026-01-31' : undefined}
            autocomplete="off"
            aria-describedby={`${id}-fault`}
          />
        </label>
      ))}
      <button type="submit" class="outline small">
        Apply
      </button>
      <small id={`${id}-fault`} class="fault" role="alert">
        {fault}
      </small>
    </form>
  );
}

function faultOf(props: RangeFormProps, low: string, high: string): string {
  const { least, most, isNeeded, isTime } = props;
  const ends = [low, high].filter((end) => end !== '');
  if (isTime) return timeFault(ends);
  if (isNeeded && ends.length === 0) return 'Enter a number.';
  if (!ends.every(isNumber)) return 'This is not a number.';
  const isOutside = (value: number) => value < (least ?? value) || value > (most ?? value);
  if (ends.map(Number).some(isOutside)) return `Enter numbers from ${least} to ${most}.`;
  return ends.length === 2 && Number(low) > Number(high) ? 'It begins above its end.' : '';
}

function timeFault(ends: readonly string[]): string {
  if (ends.length === 0) return 'Enter a date or time.';
  const [first = Number.NaN, last = first] = ends.map(timeOf);
  if (Number.isNaN(first) || Number.isNaN(last))
    return 'Write it as 2026-01-31 or 2026-01-31T08:30Z.';
  return first > last ? 'It begins above its end.' : '';
}
