import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
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
  /** Whether an end must be there. */
  readonly isNeeded?: boolean;
  /** Is given numbers with a decimal point. */
  readonly onRange: (from: string, to: string) => void;
  readonly children?: ComponentChildren;
}

/** Two ends of a range; what is no range is said, and not searched. */
export function RangeForm(props: RangeFormProps) {
  const { title, unit, from = '', to = '', onRange, children } = props;
  const fault = useSignal('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const [low = '', high = ''] = ['from', 'to'].map((name) =>
      plainText(String(fields.get(name)).trim()),
    );
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
            inputMode="decimal"
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

function faultOf({ least, most, isNeeded }: RangeFormProps, low: string, high: string): string {
  const ends = [low, high].filter((end) => end !== '');
  if (isNeeded && ends.length === 0) return 'Enter a number.';
  if (!ends.every(isNumber)) return 'This is not a number.';
  const isOutside = (value: number) => value < (least ?? value) || value > (most ?? value);
  if (ends.map(Number).some(isOutside)) return `Enter numbers from ${least} to ${most}.`;
  return ends.length === 2 && Number(low) > Number(high) ? 'It begins above its end.' : '';
}
