import { expect } from '@jest/globals';
import { ROW, type TestApp } from './test.app.js';

export interface Sent {
  readonly body: string | Buffer;
  readonly headers?: Record<string, string>;
}

export interface Answered {
  readonly status: number;
  readonly head: Record<string, string>;
  readonly document: Record<string, unknown>;
}

/** Predictions, good and bad, that nearly all clients send in this form. */
export const PLAIN_PREDICTIONS: [string, Sent][] = [
  ['a row', { body: JSON.stringify(ROW) }],
  ['a row outside the training range', { body: JSON.stringify({ ...ROW, sepal_length: 12 }) }],
  [
    'a type with its charset',
    { body: JSON.stringify(ROW), headers: { 'content-type': 'application/json; charset=utf-8' } },
  ],
  ['faulty features', { body: '{"sepal_length":"x","colour":1}' }],
  ['no object', { body: '[1,2]' }],
  ['broken JSON', { body: '{"sepal_length":' }],
  ['no body', { body: '' }],
  ['no UTF-8', { body: Buffer.from([0x7b, 0xff, 0x7d]) }],
  ['too deep JSON', { body: '['.repeat(40) + ']'.repeat(40) }],
  ['too long a body', { body: JSON.stringify({ text: 'x'.repeat(3_000) }) }],
  ['another encoding', { body: JSON.stringify(ROW), headers: { 'content-encoding': 'gzip' } }],
  ['another type', { body: 'a,b', headers: { 'content-type': 'text/csv' } }],
];

/** POSTs a body to `/predict`, as JSON where its headers say nothing else. */
export async function predict(app: TestApp, { body, headers }: Sent): Promise<Answered> {
  const type = { 'content-type': 'application/json' };
  const answer = await app.request('/predict', {
    method: 'POST',
    headers: { ...type, ...headers },
    body: body as NonNullable<RequestInit['body']>,
  });
  const head = Object.fromEntries(answer.headers);
  const document = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, head, document };
}

/** What two answers to the same request have in common. */
export function comparable({ status, head, document }: Answered) {
  expect(head['x-request-id']).toMatch(/^[\w.-]+$/);
  expect(Number(head['content-length'])).toBeGreaterThan(0);
  return {
    status,
    type: head['content-type'],
    caching: status === 200 ? head['cache-control'] : null,
    document: { ...document, id: typeof document.id, createdAt: 0, requestId: 0 },
  };
}
