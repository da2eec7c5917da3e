import type { BatchChunk, BatchHeader } from '../domain/batch.record.js';
import { type HistoryFilter, looksIntoRows } from '../domain/history.filter.js';
import { AFTER_ENTRY, type HistoryPosition } from '../domain/history.item.js';
import { justAbove } from '../domain/prediction.id.js';
import { openChunk } from './chunk/chunk.codec.js';
import type { ChunkView } from './chunk/chunk.view.js';
import type { ItemFormat, RowFormat, RowMaker } from './item.format.js';
import type { BatchRepository } from './ports/batch.repository.js';
import { type EntryStretch, type HistoryIndex, idOf } from './ports/history.index.js';
import { BatchSieve } from './search/batch.sieve.js';
import type { RowTest } from './search/column.sieve.js';
import { passes } from './search/record.sieve.js';

/** A part of the history: what it has of a filter, newest first. */
export interface Stretch<T> {
  readonly items: T[];
  /** Predictions that were looked at for it; those of chunks that were passed over count, too. */
  readonly looked: number;
  /** Where the history goes on behind it; null at the end. */
  readonly next: HistoryPosition | null;
}

/** Entries that are looked through at once: a few at first, since many filters find much. */
const FIRST_LOOK = 256;
const MOST_LOOK = 2_048;

/** Walks over the history entry by entry, and over the rows of batches in the file's order. */
export class HistoryWalk {
  constructor(
    private readonly index: HistoryIndex,
    private readonly batches: BatchRepository,
  ) {}

  /**
   * @param from the first item; null for the newest
   * @param size most items of one stretch, which may also have none
   */
  async *over<T>(
    filter: HistoryFilter,
    from: HistoryPosition | null,
    size: number,
    format: ItemFormat<T>,
  ): AsyncGenerator<Stretch<T>> {
    let position = from;
    for (let look = FIRST_LOOK; ; look = Math.min(look * 2, MOST_LOOK)) {
      const entries = await this.entriesFrom(position, filter, size, look);
      yield* this.expand(entries, filter, position, size, format);
      if (entries.last === null) return;
      position = { entry: entries.last, row: AFTER_ENTRY };
    }
  }

  /** The rows of one batch that a filter means, from one of them on. */
  async *rows<T>(
    header: BatchHeader,
    filter: HistoryFilter,
    fromRow: number,
    size: number,
    format: RowFormat<T>,
  ): AsyncGenerator<Stretch<T>> {
    const { id, layout, scored } = header;
    const sieve = new BatchSieve(filter, layout);
    const make = format.batch(header);
    let at = fromRow;
    const upTo = (row: number, items: T[]): Stretch<T> => {
      const looked = row - at;
      at = row;
      return { items, looked, next: { entry: id, row } };
    };
    if (!sieve.isClosed) {
      for await (const chunk of this.batches.findChunks(id, fromRow, sieve.code)) {
        const view = openChunk(layout, chunk.data);
        if (sieve.passesOver(view.header)) yield upTo(chunk.firstRow + chunk.rows, []);
        else yield* slicesOf(chunk, view, sieve.testOf(view), at, size, make, upTo);
      }
    }
    if (at < scored) yield upTo(scored, []);
  }

  private async entriesFrom(
    position: HistoryPosition | null,
    filter: HistoryFilter,
    size: number,
    look: number,
  ): Promise<EntryStretch> {
    const { entry = null, row = 0 } = position ?? {};
    const before = entry === null || row === AFTER_ENTRY ? entry : justAbove(entry);
    if (looksIntoRows(filter)) return this.index.searchEntries(filter, before, look);
    // In the middle of a batch, that batch alone most likely fills the page.
    const wanted = row > 0 && row !== AFTER_ENTRY ? 1 : size;
    const entries = await this.index.findEntries(filter, before, wanted);
    const last = entries[wanted - 1];
    return { entries, looked: entries.length, last: last === undefined ? null : idOf(last) };
  }

  private async *expand<T>(
    { entries, looked, last }: EntryStretch,
    filter: HistoryFilter,
    from: HistoryPosition | null,
    size: number,
    format: ItemFormat<T>,
  ): AsyncGenerator<Stretch<T>> {
    let items: T[] = [];
    let unsaid = looked;
    const upTo = (next: HistoryPosition | null, all = items.length): Stretch<T> => {
      const stretch = { items, looked: all, next };
      unsaid -= all;
      items = [];
      return stretch;
    };
    for (const entry of entries) {
      if (entry.source === 'single') {
        if (passes(entry.record, filter)) items.push(format.single(entry.record));
        if (items.length === size) yield upTo({ entry: entry.record.id, row: AFTER_ENTRY });
        continue;
      }
      const { header } = entry;
      if (items.length > 0) yield upTo({ entry: header.id, row: 0 });
      unsaid--;
      // Only the entry that reading goes on in is not read from its beginning.
      const first = header.id === from?.entry ? from.row : 0;
      yield* this.rows(header, filter, first, size, format);
    }
    yield upTo(last === null ? null : { entry: last, row: AFTER_ENTRY }, unsaid);
  }
}

/** The rows of a chunk that pass a test, from one of the batch's on, in slices. */
function* slicesOf<T>(
  { firstRow, rows }: BatchChunk,
  view: ChunkView,
  test: RowTest | null,
  fromRow: number,
  size: number,
  make: RowMaker<T>,
  upTo: (row: number, items: T[]) => Stretch<T>,
): Generator<Stretch<T>> {
  let items: T[] = [];
  for (let row = Math.max(fromRow - firstRow, 0); row < rows; row++) {
    if (test !== null && !test(row)) continue;
    items.push(make({ view, firstRow, row }));
    if (items.length < size) continue;
    yield upTo(firstRow + row + 1, items);
    items = [];
  }
  yield upTo(firstRow + rows, items);
}
