import { continueAfter, lowestIdAt, MOST_AHEAD_MS } from '../domain/prediction.id.js';
import type { HistoryIndex } from './ports/history.index.js';

/**
 * Has new ids be greater than those that a history holds, though the clock was put back since the
 * newest was made. Ids that are too far ahead to go on from are passed over.
 */
export async function continueIds(index: HistoryIndex): Promise<void> {
  const limit = lowestIdAt(new Date(Date.now() + MOST_AHEAD_MS));
  const [newest] = await index.findEntries({}, limit, 1);
  if (newest === undefined) return;
  continueAfter(newest.source === 'single' ? newest.record.id : newest.header.id);
}
