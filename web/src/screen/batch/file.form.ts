/** What a file is taken for by its name, until the service has looked at it. */
export interface FileForm {
  /** Headers that say what it is. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether it is text of cells and lines, whose signs can be said. */
  readonly isDelimited: boolean;
  /** Whether the start of it can be read without the rest. */
  readonly hasStart: boolean;
  /** Media type and ending of the file that comes back. */
  readonly answer: { readonly type: string; readonly ending: string };
}

/** What a file dialogue offers. */
export const ACCEPTED = '.csv,.tsv,.txt,.ndjson,.jsonl,.json,.parquet,.xlsx,.gz';

const PARQUET = 'application/vnd.apache.parquet';
/** Where nothing is known, the service looks at the first bytes. */
const BYTES = 'application/octet-stream';
const DELIMITED: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  txt: 'text/csv',
  tsv: 'text/tab-separated-values',
};
const LINES: Readonly<Record<string, string>> = {
  ...DELIMITED,
  ndjson: 'application/x-ndjson',
  jsonl: 'application/x-ndjson',
};
const TYPES: Readonly<Record<string, string>> = {
  ...LINES,
  json: 'application/json',
  parquet: PARQUET,
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** @param name such as `flowers.csv` or `flowers.csv.gz` */
export function formOf(name: string): FileForm {
  const endings = name.toLowerCase().split('.').slice(1);
  const isGzip = endings.at(-1) === 'gz';
  const ending = endings.at(isGzip ? -2 : -1) ?? '';
  const type = (isGzip ? LINES : TYPES)[ending];
  return {
    headers: {
      'content-type': type ?? BYTES,
      ...(isGzip && type ? { 'content-encoding': 'gzip' } : {}),
    },
    isDelimited: ending in DELIMITED,
    hasStart: !isGzip && ending in LINES,
    answer:
      type === PARQUET
        ? { type: `${PARQUET}, text/csv;q=0.5`, ending: 'parquet' }
        : { type: 'text/csv', ending: 'csv' },
  };
}

/** `flowers.csv.gz` comes back as `flowers-predicted.csv`. */
export function answerName(name: string, ending: string): string {
  const base = name.replace(/\.gz$/i, '').replace(/\.[a-z0-9]+$/i, '');
  return `${base || 'file'}-predicted.${ending}`;
}
