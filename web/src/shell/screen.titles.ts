import type { Screen } from '../state/route.ts';

/** What the screens are called. */
export const TITLES: Readonly<Record<Screen, string>> = {
  try: 'Try',
  batch: 'Batch',
  history: 'History',
  model: 'Model',
};
