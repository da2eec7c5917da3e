import { afterEach, beforeEach, describe } from '@jest/globals';
import { HistoryReader } from '../history.reader.js';
import type { HistoryStore } from '../ports/history.store.js';
import { describeBatches } from './batch.contract.js';
import { describeCallers } from './caller.contract.js';
import { describeEntries } from './entry.contract.js';
import { describeFilters } from './filter.contract.js';
import { describePages } from './page.contract.js';
import { describeRecords } from './record.contract.js';
import { describeSearches } from './search.contract.js';
import type { StoreHarness } from './store.harness.js';
import { describeSummary } from './summary.contract.js';

/** What every store of the history must do, whichever database it keeps it in. */
export function describePredictionRepository(
  name: string,
  create: () => Promise<StoreHarness>,
): void {
  describe(name, () => {
    let harness: StoreHarness;
    let repository: HistoryStore;
    beforeEach(async () => {
      harness = await create();
      repository = harness.repository;
    });
    afterEach(() => harness.remove());

    const contract = {
      store: () => repository,
      reader: () => new HistoryReader(repository, repository, repository),
      reopen: async () => {
        repository = await harness.reopen();
      },
    };
    describeRecords(contract);
    describeEntries(contract);
    describeFilters(contract);
    describePages(contract);
    describeBatches(contract);
    describeSummary(contract);
    describeCallers(contract);
    describeSearches(contract);
  });
}
