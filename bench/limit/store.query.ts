import Database from 'libsql';
import { answerQuestions } from '../process/questions.js';
import { StoreReader } from './store.reader.js';

interface Reading {
  readonly path: string;
  /** Ids, or times as the lowest ids made at them. */
  readonly places: readonly string[];
  readonly repeats: number;
}

const readers = new Map<string, StoreReader>();

/** The statements that any service must run on this store, without the service. */
answerQuestions({
  page: (reading: Reading) => timesOf(reading, (reader, place) => reader.page(place)),
  label: (reading: Reading) => timesOf(reading, (reader, place) => reader.labelledPage(place)),
  id: (reading: Reading) => timesOf(reading, (reader, place) => reader.find(place)),
  export({ path, seconds }: { path: string; seconds: number }): number {
    const startedAt = performance.now();
    const deadline = startedAt + seconds * 1000;
    const rows = readerOf(path).readAll(deadline);
    return rows / ((performance.now() - startedAt) / 1000);
  },
});

/** Milliseconds of each reading. */
function timesOf(
  { path, places, repeats }: Reading,
  read: (reader: StoreReader, place: string) => void,
): number[] {
  const reader = readerOf(path);
  return Array.from({ length: repeats }, (_, turn) => {
    const startedAt = performance.now();
    read(reader, places[turn % places.length] ?? '');
    return performance.now() - startedAt;
  });
}

function readerOf(path: string): StoreReader {
  const reader = readers.get(path) ?? new StoreReader(new Database(path, { readonly: true }));
  readers.set(path, reader);
  return reader;
}
