import { typedText } from '../../part/number.sign.ts';
import { go, route } from '../../state/route.ts';
import { withParams } from './history-filter.ts';
import { RangeForm } from './range-form.tsx';

interface ConfidenceFilterProps {
  /** From 0 to 1, as in the URL; empty where that end is open. */
  readonly from: string;
  readonly to: string;
}

/** Narrows the history to answers that the model was so sure of, typed in per cent. */
export function ConfidenceFilter({ from, to }: ConfidenceFilterProps) {
  const set = (confidenceFrom: string, confidenceTo: string) =>
    go(
      'history',
      withParams(route.value.params, {
        confidenceFrom: shareOf(confidenceFrom),
        confidenceTo: shareOf(confidenceTo),
        id: '',
      }),
    );
  return (
    <RangeForm
      title="Confidence"
      unit="%"
      from={percentOf(from)}
      to={percentOf(to)}
      least={0}
      most={100}
      onRange={set}
    />
  );
}

const percentOf = (share: string) => share && typedText(String(rounded(100 * Number(share))));
const shareOf = (percent: string) => percent && String(rounded(Number(percent) / 100));
/** Without the noise of binary fractions. */
const rounded = (value: number) => Number(value.toPrecision(12));
