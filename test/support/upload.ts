import { readFileSync } from 'node:fs';

/** A file of 30 good rows, as the documentation posts it. */
export const TEST_FILE = readFileSync('test/iris_test.csv');

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
