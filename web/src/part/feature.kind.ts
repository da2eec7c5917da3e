import type { Feature } from '../api/client.ts';

/** Whether a value is a number that somebody types, and that lies on a line with others. */
export const isNumeric = ({ dtype, categories }: Feature): boolean =>
  /^(float|int)/.test(dtype) && categories === undefined;

/** Whether null stands for a value that is missing. */
export const mayMiss = ({ missing = 'reject' }: Feature): boolean => missing !== 'reject';

/** The values to choose from, as texts; null where there are too many to list. */
export function choicesOf({ dtype, categories }: Feature): readonly string[] | null {
  if (dtype === 'boolean') return ['true', 'false'];
  return categories?.map(String) ?? null;
}
