import { HistoryReader } from '../history.reader.js';
import type { HistoryStore } from '../ports/history.store.js';

/** A store under test, empty when it was made. */
export interface StoreHarness {
  readonly repository: HistoryStore;
  /** Closes the store and opens it again, as after a restart. */
  reopen(): Promise<HistoryStore>;
  /** Closes the store and removes all that it kept. */
  remove(): Promise<void>;
}

/** What each part of the contract is given: one fresh store for each test. */
export interface Contract {
  store(): HistoryStore;
  reader(): HistoryReader;
  reopen(): Promise<void>;
}

/** Gathers what an asynchronous generator gives, in one list. */
export async function gathered<T>(slices: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const slice of slices) all.push(...slice);
  return all;
}

export async function listed<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
