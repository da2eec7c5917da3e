import type { AnswerColumns } from '../../domain/outcome.js';
import type { FeatureLayout, RowLayout } from '../../domain/row.layout.js';
import type { Bounds } from './chunk.bounds.js';

/**
 * First byte of every chunk. Version 1 has the same sections for all models, and their number types
 * in the layout of the batch; it is read, and not written any more.
 */
export const CHUNK_VERSION = 2;
const FIRST_VERSION = 1;
/** The same as version 2, of rows that a program which knows no later one would misread. */
const LATEST_VERSION = 3;

/** Number types of version 1; also, what the features of version 2 may be. */
const FIRST_DTYPES: Partial<Record<FeatureLayout['dtype'], SectionDtype>> = {
  float32: 'float32',
  int64: 'float64',
  string: 'string',
};

/** The version in which rows are to be written. */
export function versionOf(layout: RowLayout, { values }: AnswerColumns): number {
  const { features, classes: _, unit: __, ...newer } = layout;
  const isNewer =
    values instanceof Float64Array ||
    Object.values(newer).some((member) => member !== undefined) ||
    features.some(({ dtype, categories }) => !(dtype in FIRST_DTYPES) || categories !== undefined);
  return isNewer ? LATEST_VERSION : CHUNK_VERSION;
}

/** Numbers are little-endian, as on every platform that Node runs on. */
export type SectionDtype = 'uint16' | 'uint32' | 'float32' | 'float64' | 'string';

/** What one section of a chunk holds: a column of answers, of lines, or of a feature. */
export interface Section extends Partial<Bounds> {
  readonly name: string;
  readonly dtype: SectionDtype;
  /** Numbers a row; 1 when absent. */
  readonly width?: number;
}

/** What a chunk says of itself. */
export interface ChunkHeader {
  readonly rows: number;
  /** In the order in which they follow. */
  readonly sections: readonly Section[];
  /** Least and greatest of the rows' highest probabilities; of a classification model only. */
  readonly confidence?: Bounds;
}

/** Before the header of versions 2 and 3: version, number of rows, length of the header's text in bytes. */
export const PREFIX_BYTES = 16;
const ROWS_AT = 4;
const LENGTH_AT = 8;
/** Of version 1, in place of the header: which sections there are. */
const FLAGS_AT = 1;
const CLASSES_AT = 8;
const LABELS = 1;
const VALUES = 2;

const FEATURE = 'feature.';

export function featureSection(index: number): string {
  return `${FEATURE}${index}`;
}

export function isFeature({ name }: Section): boolean {
  return name.startsWith(FEATURE);
}

/** Writes the beginning of a chunk, up to its sections. */
export function writeHeader(
  data: Uint8Array,
  version: number,
  rows: number,
  text: Uint8Array,
): void {
  const prefix = new DataView(data.buffer, data.byteOffset, PREFIX_BYTES);
  prefix.setUint8(0, version);
  prefix.setUint32(ROWS_AT, rows, true);
  prefix.setUint32(LENGTH_AT, text.length, true);
  data.set(text, PREFIX_BYTES);
}

/**
 * @param layout of the batch, which version 1 takes its number types from
 * @returns the header, and the byte at which the sections start
 * @throws Error when the chunk is of a format that this version does not know
 */
export function readHeader(
  data: Uint8Array,
  layout: RowLayout,
): { header: ChunkHeader; start: number } {
  const prefix = new DataView(data.buffer, data.byteOffset, PREFIX_BYTES);
  const version = prefix.getUint8(0);
  const rows = prefix.getUint32(ROWS_AT, true);
  if (version === FIRST_VERSION) {
    return { header: { rows, sections: firstSections(prefix, layout) }, start: PREFIX_BYTES };
  }
  if (version !== CHUNK_VERSION && version !== LATEST_VERSION) {
    throw new Error(
      `Chunk format ${version} is of a newer Tabserve; this one knows up to ${LATEST_VERSION}`,
    );
  }
  const length = prefix.getUint32(LENGTH_AT, true);
  const text = Buffer.from(data.buffer, data.byteOffset + PREFIX_BYTES, length).toString();
  return { header: { rows, ...JSON.parse(text) }, start: PREFIX_BYTES + blockSize(length) };
}

const BLOCK_BYTES = 8;

/** Bytes that a block takes of a chunk: all blocks start at a multiple of 8 bytes. */
export function blockSize(bytes: number): number {
  return Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES;
}

/** The same bytes where typed arrays can look at them in place. */
export function aligned(data: Uint8Array): Uint8Array {
  return data.byteOffset % BLOCK_BYTES === 0 ? data : new Uint8Array(data);
}

function firstSections(prefix: DataView, { features }: RowLayout): Section[] {
  const flags = prefix.getUint8(FLAGS_AT);
  const width = prefix.getUint32(CLASSES_AT, true);
  const sections: (Section | null)[] = [
    { name: 'lines', dtype: 'uint32' },
    (flags & LABELS) === 0 ? null : { name: 'labels', dtype: 'uint16' },
    width === 0 ? null : { name: 'probabilities', dtype: 'float32', width },
    (flags & VALUES) === 0 ? null : { name: 'values', dtype: 'float32' },
    ...features.map(({ dtype }, index): Section => {
      return { name: featureSection(index), dtype: FIRST_DTYPES[dtype] ?? 'float64' };
    }),
  ];
  return sections.filter((section) => section !== null);
}
