import { readFileSync } from 'node:fs';
import { CSV_HEADER, ROW } from './test.app.js';

/** A record that the bundled model takes. */
export const GOOD_RECORD = Object.values(ROW).join(',');

/** A file of 30 good rows, as the documentation posts it. */
export const TEST_FILE = readFileSync('test/iris_test.csv');

/** A file of so many good rows. */
export const csvOf = (rows: number) => `${CSV_HEADER}\n${`${GOOD_RECORD}\n`.repeat(rows)}`;

/** A file of these records below the header of the bundled model. */
export const fileOf = (...records: string[]) => [CSV_HEADER, ...records].join('\n');

export type Bytes = string | Uint8Array<ArrayBuffer>;

/** A form with one file. */
export function formOf(file: Bytes, field = 'file', fileName = 'rows.csv'): FormData {
  const form = new FormData();
  form.append(field, new Blob([file], { type: 'text/csv' }), fileName);
  return form;
}

/** A request whose length is not announced. */
export function chunked(body: Bytes, type: string): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': type },
    body: new Blob([body]).stream(),
    duplex: 'half',
  };
}

/** A request with an announced length. */
export function whole(body: Bytes, type: string): RequestInit {
  return { method: 'POST', headers: { 'content-type': type }, body };
}
