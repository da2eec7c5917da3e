import { kindOf } from '../../answer/answer.kind.ts';
import { namedNumbers } from '../../answer/said.ts';
import type { Contract } from '../../api/client.ts';
import { classColour } from '../../part/class.colour.ts';
import { numberText } from '../../part/number.text.ts';
import type { HistoryItem } from './history-feed.ts';

/** Whether a contract tells about what answered. */
export const isOf = ({ model }: HistoryItem, contract: Contract | null): contract is Contract =>
  model.name === contract?.name && model.version === contract.version;

/** Classes, clusters, labels or targets of the model that answered; none where it is not known. */
export function knownNames(item: HistoryItem, contract: Contract | null): readonly string[] {
  return isOf(item, contract) ? kindOf(contract).names : [];
}

/** The colour of the class that was chosen. */
export function itemColour(item: HistoryItem, contract: Contract | null): string {
  const own = Object.keys(namedNumbers(item)?.numbers ?? {});
  const places = [...new Set([...knownNames(item, contract), ...own])];
  return classColour(Math.max(0, places.indexOf(item.label ?? '')));
}

/** An input as it was sent. */
export function inputText(value: unknown): string {
  if (value === null || value === undefined) return 'missing';
  return typeof value === 'number' ? numberText(value) : String(value);
}
