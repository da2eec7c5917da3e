import { spansOf } from '../part/bar.span.ts';
import { BarChart } from '../part/bar-chart.tsx';
import { likeliest } from '../part/class.choice.ts';
import { classColour } from '../part/class.colour.ts';
import { titled } from '../part/title.text.ts';
import { type NamedNumbers, namedNumbers, type Said } from './said.ts';
import { ValueTable } from './value-table.tsx';

interface AnswerNumbersProps {
  readonly said: Said;
  /** In the order of the contract; empty where it is not known. */
  readonly known: readonly string[];
  /** Whether all are shown, however many there are. */
  readonly isWhole?: boolean;
}

/** The numbers of an answer: bars of what can be compared, else a list. */
export function AnswerNumbers({ said, known, isWhole = false }: AnswerNumbersProps) {
  const named = namedNumbers(said);
  if (said.score !== undefined)
    return <p class="muted">Below 0 is an outlier; the lower, the more so.</p>;
  if (named === null) return null;
  const { measure, numbers } = named;
  const names = inOrder(Object.keys(numbers), known);
  if (measure.name === 'value')
    return <ValueTable {...{ names, numbers, isWhole }} unit={said.unit} />;
  // A bar alone would be as long as any.
  if (names.length < 2 && !measure.isShare) return null;
  const order = (name: string) => (measure.isNearness ? -1 : 1) * (numbers[name] ?? 0);
  const shown = isWhole ? names : likeliest(names, order);
  return <Bars {...{ said, named, shown }} places={[...new Set([...known, ...names])]} />;
}

interface BarsProps {
  readonly said: Said;
  readonly named: NamedNumbers;
  readonly shown: readonly string[];
  /** Each name has the colour of its place. */
  readonly places: readonly string[];
}

function Bars({ said: { label, labels }, named: { measure, numbers }, shown, places }: BarsProps) {
  const { zero, spanOf } = spansOf(measure.isShare ? [1] : Object.values(numbers));
  const noun = measure.isNearness ? 'cluster' : labels === undefined ? 'class' : 'label';
  return (
    <BarChart
      caption={titled(`${measure.each} ${noun}`)}
      zero={zero}
      bars={shown.map((name) => {
        const value = numbers[name] ?? 0;
        return {
          label: name,
          ...spanOf(value),
          text: measure.text(value),
          colour: classColour(places.indexOf(name)),
          isMarked: name === label || labels?.includes(name) === true,
        };
      })}
    />
  );
}

/** Names that are known come first, in their order. */
function inOrder(names: readonly string[], known: readonly string[]): string[] {
  const own = new Set(names);
  return [...new Set([...known.filter((name) => own.has(name)), ...names])];
}
