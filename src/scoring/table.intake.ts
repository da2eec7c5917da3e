import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { columnKey } from '../inference/contract/column.key.js';
import type { FeatureContract } from '../inference/contract/model.contract.js';
import { type Blocks, blocksOf } from './table/byte.blocks.js';
import type { TableLimits } from './table/row.reader.js';
import { isGzip, kindOfBytes, namedKind } from './table/table.kind.js';
import type { TableKind, TableOptions } from './table/table.options.js';
import type { TextSource } from './table/text.source.js';
import { damagedFile } from './unpack/packed.fault.js';
import { unpack } from './unpack/unpack.process.js';

/** A table as it is sent. */
export interface SentTable {
  /** As whoever sends it names it; null where nobody does. */
  readonly mediaType: string | null;
  readonly fileName: string | null;
  readonly blocks: Blocks;
}

/** What is asked of a table that comes. */
export interface IntakeTerms {
  readonly features: readonly FeatureContract[];
  readonly options: TableOptions;
  readonly limits: TableLimits;
}

/** A table that is about to be read, as text. */
export interface OpenTable {
  readonly source: TextSource;
  readonly blocks: Blocks;
  readonly compression: 'gzip' | null;
}

/**
 * Finds out what a table is, and makes text of what is none.
 * @throws Problem of the table or of its blocks, here or while the text is read
 */
export async function openTable(sent: SentTable, terms: IntakeTerms): Promise<OpenTable> {
  const { mediaType, fileName } = sent;
  const named = namedKind(mediaType, fileName);
  const [first, blocks] = await peeked(sent.blocks);
  if (!isGzip(first)) return opened(named ?? kindOfBytes(first), blocks, terms, null);
  const { maxBytes } = terms.limits;
  const [text, all] = await peeked(gunzipped(blocks, maxBytes));
  return opened(named ?? kindOfBytes(text), all, terms, 'gzip');
}

async function opened(
  kind: TableKind,
  blocks: Blocks,
  { features, options, limits }: IntakeTerms,
  compression: OpenTable['compression'],
): Promise<OpenTable> {
  if (kind !== 'parquet' && kind !== 'xlsx') {
    return { source: { kind, firstLine: 1 }, blocks, compression };
  }
  const task = {
    kind,
    sheet: options.sheet,
    columns: features
      .filter(({ required }) => required !== false)
      .map(({ name, aliases = [] }) => [name, ...aliases].map(columnKey)),
    maxRows: limits.maxRows,
    maxBytes: kind === 'xlsx' ? limits.maxSheetBytes : limits.maxBytes,
  };
  return { ...(await unpack(blocks, task)), compression };
}

/** The start of the first block, and all of them. */
async function peeked(blocks: Blocks): Promise<[start: Uint8Array, all: Blocks]> {
  const iterator = blocks[Symbol.asyncIterator]();
  const { value, done } = await iterator.next();
  async function* all(): Blocks {
    try {
      if (done) return;
      yield value;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
        yield next.value;
      }
    } finally {
      // Whoever sends the blocks may never send another one.
      void iterator.return?.();
    }
  }
  return [done ? new Uint8Array(0) : value.slice(0, 64), all()];
}

/** @throws Problem `invalid-file` for damaged data, `too-large` beyond `limit` bytes */
async function* gunzipped(packed: Blocks, limit: number): Blocks {
  const source = Readable.from(packed, { objectMode: false });
  const gunzip = createGunzip();
  source.once('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  try {
    yield* blocksOf(gunzip, limit, 'What comes out of the file');
  } catch (error) {
    const { code = '' } = ((error as Error).cause ?? {}) as { code?: string };
    throw code.startsWith('Z_') ? damagedFile('the gzip data makes no sense', error) : error;
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}
