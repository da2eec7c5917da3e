import { kindOf } from '../../answer/answer.kind.ts';
import { type Measure, PROBABILITY } from '../../answer/measure.ts';
import { leadOf, leadText } from '../../answer/said.ts';
import type { Contract } from '../../api/client.ts';
import { titled } from '../../part/title.text.ts';
import type { HistoryItem } from './history-feed.ts';

/** The column of the number that belongs to what was chosen. */
export interface NumberColumn {
  readonly head: string;
  readonly measure: Measure;
}

const CONFIDENCE: NumberColumn = { head: 'Confidence', measure: PROBABILITY };

/** null where answers have no such number. @param isWide whether answers of any model are listed */
export function numberColumnOf(contract: Contract, isWide: boolean): NumberColumn | null {
  const { member, measure, tracks } = kindOf(contract);
  if (isWide) return CONFIDENCE;
  if (member !== 'label' || measure === null) return null;
  if (measure.isShare) return CONFIDENCE;
  const [only] = tracks.length === 1 ? tracks : [];
  const words = only?.words.replace('the ', '') ?? measure.name;
  return { head: titled(words), measure };
}

/** The number alone where the column is of its like, else with words; empty where there is none. */
export function numberCell(item: HistoryItem, column: NumberColumn | null): string {
  const lead = leadOf(item);
  const isLike = lead !== null && lead.measure === column?.measure;
  return isLike ? lead.measure.text(lead.value) : leadText(item);
}
