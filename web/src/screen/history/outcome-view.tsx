import type { Contract } from '../../api/client.ts';
import { BarChart } from '../../part/bar-chart.tsx';
import { classColour } from '../../part/class.colour.ts';
import { shareText } from '../../part/number.text.ts';
import { ClassMark } from './class-mark.tsx';
import type { HistoryItem } from './history-feed.ts';
import { itemClasses, itemColour, valueText } from './item-class.ts';

/** The chosen class with the probability of each, or the value. */
export function OutcomeView({ item, contract }: { item: HistoryItem; contract: Contract | null }) {
  const { label, probabilities } = item;
  if (label === undefined) return <p class="figure">{valueText(item)}</p>;
  return (
    <>
      <p class="figure">
        <ClassMark label={label} colour={itemColour(item, contract)} />
      </p>
      {probabilities === undefined ? null : (
        <BarChart
          caption="Probability of each class"
          bars={itemClasses(item, contract).map((name, position) => ({
            label: name,
            share: probabilities[name] ?? 0,
            text: shareText(probabilities[name] ?? 0),
            colour: classColour(position),
            isMarked: name === label,
          }))}
        />
      )}
    </>
  );
}
