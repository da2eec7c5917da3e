import { readFileSync } from 'node:fs';
import type { TestApp } from './test.app.js';
import { type Bytes, formOf } from './upload.js';

const FOLDER = 'test/fixtures/tables';

/** A table as one of the programs that `make.py` there names has written it. */
export function tableFile(name: string): Buffer<ArrayBuffer> {
  return readFileSync(`${FOLDER}/${name}`);
}

export interface FileAnswer {
  readonly rows: number;
  readonly dialect: Record<string, unknown>;
  readonly ignoredColumns: string[];
  readonly predictions: { label: string; probabilities: Record<string, number> }[];
}

/** Posts a file as bytes of which nothing is said. */
export function postBytes(
  app: TestApp,
  body: Bytes,
  path = '/predict-batch',
  headers: Record<string, string> = {},
): Promise<Response> {
  const type = { 'content-type': 'application/octet-stream' };
  return app.request(path, { method: 'POST', headers: { ...type, ...headers }, body });
}

/** Posts a file in a form, as a browser does. */
export function postForm(app: TestApp, body: Bytes, name: string, query = ''): Promise<Response> {
  const form = formOf(body, 'file', name);
  return app.request(`/predict-batch${query}`, { method: 'POST', body: form });
}

/** What the model says of the rows of a file, without what is different each time. */
export async function answersOf(answer: Response) {
  const { predictions } = (await answer.json()) as FileAnswer;
  return predictions.map(({ label, probabilities }) => ({ label, probabilities }));
}
