import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { AnswerKind } from '../../answer/answer.kind.ts';
import { BarChart } from '../../part/bar-chart.tsx';
import { countText, numberText } from '../../part/number.text.ts';
import { titled } from '../../part/title.text.ts';
import { AnswerReading } from './answer-reading.tsx';
import type { BatchResult } from './batch.result.ts';
import { binsOf, extentOf } from './value.bins.ts';

interface ValueSpreadProps {
  readonly result: BatchResult;
  readonly kind: AnswerKind;
}

/** How the predicted values are spread; of several, those that are chosen. */
export function ValueSpread({ result, kind: { spreads, noun, unit } }: ValueSpreadProps) {
  const chosen = useSignal(0);
  const { name, column } = spreads[chosen.value] ?? { name: '', column: '' };
  const columns = useMemo(() => [column], [column]);
  const begin = () => {
    const all: number[] = [];
    return { all, take: ([value = Number.NaN]: readonly number[]) => all.push(value) };
  };
  const isOne = spreads.length === 1;
  const what = isOne ? name : `value of ${name}`;
  return (
    <>
      {!isOne && (
        <label class="spread-choice">
          {titled(noun)}
          <select
            value={chosen.value}
            onChange={({ currentTarget }) => {
              chosen.value = currentTarget.selectedIndex;
            }}
          >
            {spreads.map((one, at) => (
              <option key={one.name} value={at}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <AnswerReading {...{ result, columns, begin }}>
        {(values) => <Spread {...{ values, unit, what }} />}
      </AnswerReading>
    </>
  );
}

interface SpreadProps {
  readonly values: readonly number[];
  readonly unit: string | undefined;
  readonly what: string;
}

function Spread({ values, unit, what }: SpreadProps) {
  const { min, max, mean } = extentOf(values);
  const bins = binsOf(values);
  const most = Math.max(...bins.map(({ count }) => count));
  const isScore = what === 'score';
  const inUnit = unit === undefined ? '' : ` ${unit}`;
  const bars = bins.map(({ from, to, count }) => ({
    label: `${numberText(from)} to ${numberText(to)}`,
    share: count / most,
    text: countText(count),
    colour: 'var(--accent)',
  }));
  return (
    <>
      <p>
        Lowest {isScore && 'score '}
        <strong>{numberText(min) + inUnit}</strong>, mean{' '}
        <strong>{numberText(mean) + inUnit}</strong>, highest{' '}
        <strong>{numberText(max) + inUnit}</strong>
      </p>
      <BarChart caption={`Rows by predicted ${what}${inUnit && `, in${inUnit}`}`} bars={bars} />
    </>
  );
}
