import type { Contract } from '../../api/client.ts';
import { FactLinks } from './fact-links.tsx';
import type { HistoryItem } from './history-feed.ts';
import { InputsTable } from './inputs-table.tsx';
import { OriginList } from './origin-list.tsx';
import { OutcomeView } from './outcome-view.tsx';

interface PredictionFactsProps {
  readonly item: HistoryItem;
  readonly contract: Contract | null;
}

/** What was asked, what was answered, by whom and when. */
export function PredictionFacts({ item, contract }: PredictionFactsProps) {
  return (
    <>
      <OutcomeView {...{ item, contract }} />
      {item.warnings.map(({ feature, detail }) => (
        <p key={feature} class="note warn">
          <b>{feature}</b>: {detail}
        </p>
      ))}
      <InputsTable {...{ item, contract }} />
      <OriginList item={item} />
      <FactLinks item={item} isServed={contract !== null} />
    </>
  );
}
