import { startsWith, UTF8_MARK } from './file.signature.js';
import type { TableKind } from './table.options.js';

const BY_MEDIA_TYPE: Readonly<Record<string, TableKind>> = {
  'text/csv': 'csv',
  'text/tab-separated-values': 'csv',
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
  'application/jsonl': 'ndjson',
  'application/vnd.apache.parquet': 'parquet',
  'application/x-parquet': 'parquet',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
};
const BY_NAME: Readonly<Record<string, TableKind>> = {
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  txt: 'csv',
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  parquet: 'parquet',
  pq: 'parquet',
  xlsx: 'xlsx',
  xlsm: 'xlsx',
};
const GZIP = [0x1f, 0x8b];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const PARQUET = [0x50, 0x41, 0x52, 0x31];

/** The kind that a media type or a file's name says; null when neither says one. */
export function namedKind(mediaType: string | null, fileName: string | null): TableKind | null {
  const type = mediaType?.split(';')[0]?.trim().toLowerCase() ?? '';
  const name = fileName?.toLowerCase().replace(/\.gz$/, '') ?? '';
  const extension = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : '';
  const said = Object.hasOwn(BY_MEDIA_TYPE, type) ? BY_MEDIA_TYPE[type] : undefined;
  return said ?? (Object.hasOwn(BY_NAME, extension) ? BY_NAME[extension] : undefined) ?? null;
}

/** The kind of a table whose sender does not say it, from its first bytes. */
export function kindOfBytes(bytes: Uint8Array): TableKind {
  if (startsWith(bytes, PARQUET)) return 'parquet';
  if (startsWith(bytes, ZIP)) return 'xlsx';
  const text = startsWith(bytes, UTF8_MARK) ? bytes.subarray(UTF8_MARK.length) : bytes;
  const first = text.find(
    (byte) => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09,
  );
  return first === 0x5b ? 'json' : first === 0x7b ? 'ndjson' : 'csv';
}

export function isGzip(bytes: Uint8Array): boolean {
  return startsWith(bytes, GZIP);
}
