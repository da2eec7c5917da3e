import { type Contract, classesOf } from '../../api/client.ts';
import { classColour } from '../../part/class.colour.ts';
import { numberText, shareText } from '../../part/number.text.ts';
import type { HistoryItem } from './history-feed.ts';

/** Whether a contract tells about what answered. */
export const isOf = ({ model }: HistoryItem, contract: Contract | null): contract is Contract =>
  model.name === contract?.name && model.version === contract.version;

/** Classes of the model that answered, in its order as far as it is known. */
export function itemClasses(item: HistoryItem, contract: Contract | null): readonly string[] {
  const known = isOf(item, contract) ? classesOf(contract) : null;
  return known ?? Object.keys(item.probabilities ?? {});
}

/** The colour of the class that was chosen. */
export function itemColour(item: HistoryItem, contract: Contract | null): string {
  return classColour(Math.max(0, itemClasses(item, contract).indexOf(item.label ?? '')));
}

/** The predicted value with its unit. */
export function valueText({ value, unit }: HistoryItem): string {
  return value === undefined ? '' : `${numberText(value)}${unit ? ` ${unit}` : ''}`;
}

/** How probable the chosen class is; empty when the model does not say. */
export function confidenceText({ label, probabilities }: HistoryItem): string {
  const share = label === undefined ? undefined : probabilities?.[label];
  return share === undefined ? '' : shareText(share);
}

/** An input as it was sent. */
export function inputText(value: unknown): string {
  if (value === null || value === undefined) return 'missing';
  return typeof value === 'number' ? numberText(value) : String(value);
}
