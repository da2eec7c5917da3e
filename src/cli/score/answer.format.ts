import { UsageFault } from '../usage.fault.js';

/** In which answers are written, and the media type by which a server is asked for it. */
export const FORMATS = {
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  // A server's own JSON is a report, which lists few rows; a file has them all, as an array.
  json: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
} as const;

export type AnswerFormat = keyof typeof FORMATS;

const BY_END: Readonly<Record<string, AnswerFormat>> = {
  csv: 'csv',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  json: 'json',
  parquet: 'parquet',
};

/**
 * The format that is asked for, or that the name of the file says; CSV where nothing does.
 * @throws UsageFault
 */
export function formatOf(wish: string | undefined, out: string | undefined): AnswerFormat {
  if (wish === undefined)
    return BY_END[/\.([^./]+)$/.exec(out ?? '')?.[1]?.toLowerCase() ?? ''] ?? 'csv';
  if (Object.hasOwn(FORMATS, wish)) return wish as AnswerFormat;
  throw new UsageFault(`--format must be one of ${Object.keys(FORMATS).join(', ')}`);
}
