import type { Fault } from '../../problem/problem.js';
import { Problem } from '../../problem/problem.js';
import type { Blocks } from '../table/byte.blocks.js';
import type { ParquetColumn } from '../table/parquet.column.js';
import type { Dialect } from '../table/table.options.js';
import type { PreviewRow, TablePreview } from '../table/table.preview.js';
import { LabelCount } from './label.count.js';
import { OrderedExit } from './ordered.exit.js';
import type { ReadingState, ReadPart, ScoredChunk, TableTask } from './thread.task.js';

/** What threads do for a table. */
export interface TableThreads {
  readonly count: number;
  read(
    table: TableTask,
    state: ReadingState,
    bytes: Uint8Array<ArrayBuffer>,
    isLast: boolean,
  ): Promise<ReadPart>;
  score(
    table: TableTask,
    part: Pick<ReadPart, 'dialect' | 'columns'>,
    chunk: ReadPart['chunks'][number],
  ): Promise<ScoredChunk>;
}

/** What became of a table. */
export interface TableSummary {
  readonly rows: number;
  readonly scored: number;
  readonly labelCounts: Readonly<Record<string, number>>;
  readonly ignoredColumns: readonly string[];
  readonly faults: readonly Fault[];
  readonly faultCount: number;
  readonly csvHeader: Uint8Array | null;
  /** Columns that a Parquet answer repeats. */
  readonly columns: readonly ParquetColumn[] | null;
  readonly dialect: Dialect;
}

const START: ReadingState = { reader: null, chunk: null, faults: 0 };

/**
 * Scores a table as its blocks arrive: read one after another, each in whichever thread is free, while
 * the chunks of those before are scored. No thread waits for a block.
 * @param emit is awaited for each chunk of answers, in row order; beside it is a part of the table with its head
 * @throws Problem of the table, of `blocks` or of `emit`
 */
export async function scoreTable(
  threads: TableThreads,
  table: TableTask,
  classes: readonly string[] | null,
  blocks: Blocks,
  emit: (chunk: ScoredChunk, part: ReadPart) => Promise<void>,
): Promise<TableSummary> {
  const labels = new LabelCount(classes);
  let last: ReadPart | undefined;
  const exit = new OrderedExit<ScoredChunk>(2 * threads.count + 2, (chunk) => {
    labels.add(chunk);
    return emit(chunk, last as ReadPart);
  });
  const faults: Fault[] = [];
  const work = async () => {
    for await (const part of ahead(partsOf(threads, table, blocks))) {
      last = part;
      faults.push(...part.faults);
      for (const chunk of part.chunks) await exit.add(threads.score(table, part, chunk));
    }
    await exit.finish();
  };
  try {
    await Promise.race([work(), exit.failure]);
  } catch (error) {
    await exit.abandon();
    throw error;
  }
  if (last === undefined || last.rows === 0) throw emptyTable();
  return {
    rows: last.rows,
    scored: labels.rows,
    labelCounts: labels.byLabel(),
    ignoredColumns: last.ignoredColumns,
    faults,
    faultCount: last.state.faults,
    csvHeader: last.csvHeader,
    columns: last.columns,
    dialect: last.dialect as Dialect,
  };
}

/** What was seen of a table that was only looked at. */
export interface TableCheck extends Omit<TablePreview, 'rows'> {
  readonly rows: number;
  readonly dialect: Dialect;
  readonly ignoredColumns: readonly string[];
  readonly faults: readonly Fault[];
  readonly faultCount: number;
  readonly shown: readonly PreviewRow[];
}

/**
 * Reads a table without scoring it.
 * @throws Problem of the table, when it cannot be read at all, or of `blocks`
 */
export async function checkTable(
  threads: TableThreads,
  table: TableTask,
  blocks: Blocks,
): Promise<TableCheck> {
  const faults: Fault[] = [];
  const shown: PreviewRow[] = [];
  let last: ReadPart | undefined;
  for await (const part of partsOf(threads, table, blocks)) {
    last = part;
    faults.push(...part.faults);
    shown.push(...(part.preview?.rows ?? []));
  }
  if (last?.preview === null || last?.dialect == null) throw emptyTable();
  const { columns, missing } = last.preview;
  const { rows, dialect, ignoredColumns, state } = last;
  return {
    rows,
    dialect,
    ignoredColumns,
    columns,
    missing,
    shown,
    faults,
    faultCount: state.faults,
  };
}

/** Each part goes on where the one before has ended, so they are read one after another. */
async function* partsOf(
  threads: TableThreads,
  table: TableTask,
  blocks: Blocks,
): AsyncGenerator<ReadPart> {
  if (table.source.kind === 'json') {
    yield threads.read(table, START, await joined(blocks), true);
    return;
  }
  let state = START;
  for await (const bytes of blocks) {
    const part = await threads.read(table, state, bytes, false);
    ({ state } = part);
    yield part;
  }
  yield threads.read(table, state, new Uint8Array(0), true);
}

/** JSON is parsed as a whole. */
async function joined(blocks: Blocks): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  for await (const block of blocks) parts.push(block);
  // A copy of its own, which may be handed over.
  return new Uint8Array(Buffer.concat(parts));
}

/** Asks for the next item while the one before is worked on. */
async function* ahead<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  try {
    for (let next = iterator.next(); ; ) {
      const { value, done } = await next;
      if (done) return;
      next = iterator.next();
      // It is told of when its turn comes; until then nobody listens.
      next.catch(() => {});
      yield value;
    }
  } finally {
    // Whoever sends the blocks may never send another one.
    void iterator.return?.();
  }
}

function emptyTable(): Problem {
  const fault = { line: 1, code: 'no_rows', detail: 'there is no row of features' };
  return new Problem('invalid-file', 'The file has no rows.', { errors: [fault] });
}
