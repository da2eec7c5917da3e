import type { Feature } from '../api/client.ts';

/** More features than these are looked for, not looked through. */
export const FEW = 12;

/** Whether a feature's name, meaning or unit holds a text. */
export function isFound({ name, description = '', unit = '' }: Feature, query: string): boolean {
  const text = `${name} ${description} ${unit}`.toLowerCase();
  return text.includes(query.trim().toLowerCase());
}
