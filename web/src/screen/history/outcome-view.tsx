import { AnswerNumbers } from '../../answer/answer-numbers.tsx';
import { headline, leadOf, leadText } from '../../answer/said.ts';
import type { Contract } from '../../api/client.ts';
import { ClassMark } from './class-mark.tsx';
import type { HistoryItem } from './history-feed.ts';
import { itemColour, knownNames } from './item-class.ts';

/** What was chosen or predicted, with all numbers of the answer. */
export function OutcomeView({ item, contract }: { item: HistoryItem; contract: Contract | null }) {
  const { label, values } = item;
  // A probability stands in its bar.
  const lead = leadOf(item)?.measure.isShare === false ? leadText(item) : '';
  return (
    <>
      {values === undefined && (
        <p class="figure">
          {label === undefined ? (
            headline(item, Number.POSITIVE_INFINITY)
          ) : (
            <ClassMark label={label} colour={itemColour(item, contract)} />
          )}
          {lead !== '' && <small> {lead}</small>}
        </p>
      )}
      <AnswerNumbers said={item} known={knownNames(item, contract)} isWhole />
    </>
  );
}
