import { continueAfter, lowestIdAt, MOST_AHEAD_MS } from './prediction.id.js';
import type { PredictionRepository } from './prediction.repository.js';

/**
 * Has new ids be greater than those that a history holds, though the clock was put back since the
 * newest was made. Ids that are too far ahead to go on from are passed over.
 */
export async function continueIds(repository: PredictionRepository): Promise<void> {
  const limit = lowestIdAt(new Date(Date.now() + MOST_AHEAD_MS));
  const [newest] = await repository.findEntries({}, limit, 1);
  if (newest === undefined) return;
  continueAfter(newest.source === 'single' ? newest.record.id : newest.header.id);
}
