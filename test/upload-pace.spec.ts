import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem } from './support/problem.js';
import { responseOf } from './support/raw.request.js';
import { startApp, type TestApp } from './support/test.app.js';
import { csvOf, TEST_FILE } from './support/upload.js';

const CSV = csvOf(1);
const FORM = 'multipart/form-data; boundary=x';
const PART = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';
const LATE = '\r\n--x\r\ncontent-disposition: form-data; name="note"\r\n\r\n';

/** An upload that goes on every second until it is answered. */
function uploadSlowly(url: string, type: string, begin: string, more: string) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const send = (text: string) => socket.write(`${text.length.toString(16)}\r\n${text}\r\n`);
  socket.write(
    `POST /predict-batch HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: ${type}\r\n` +
      'transfer-encoding: chunked\r\n\r\n',
  );
  send(begin);
  let text = '';
  const timer = setInterval(() => send(more), 1_000);
  const finish = () => {
    clearInterval(timer);
    socket.write('0\r\n\r\n');
  };
  const answer = new Promise<Response>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('data', (bytes) => {
      text += bytes;
    });
    socket.on('end', () => {
      clearInterval(timer);
      socket.destroy();
      resolve(responseOf(text));
    });
  });
  return { answer, finish };
}

describe('an upload', () => {
  let app: TestApp;
  let patient: TestApp;
  beforeAll(async () => {
    app = await startApp({ BATCH_WORKERS: '2', BATCH_QUEUE: '4' });
    patient = await startApp({ UPLOAD_MIN_BYTES_PER_SECOND: '0' });
  });
  afterAll(() => Promise.all([app.close(), patient.close()]));

  it('is given up when it comes too slowly, with the place that it takes', async () => {
    const slow = [
      ['text/csv', CSV],
      ['application/json', '['],
      [FORM, '--x\r\nx-note: '],
      [FORM, PART + CSV],
      [FORM, PART + CSV + LATE],
    ].map(([type, begin]) => uploadSlowly(app.url, type as string, begin as string, 'a'));
    const steady = uploadSlowly(app.url, 'text/csv', CSV, '\n'.repeat(2_048));
    const allowed = uploadSlowly(patient.url, 'text/csv', CSV, '\n');
    for (const { answer } of slow) {
      const { detail } = await expectProblem(await answer, 'request-timeout');
      expect(detail).toBe('An upload must come with at least 1024 bytes a second.');
    }
    for (const { answer, finish } of [steady, allowed]) {
      finish();
      expect((await answer).status).toBe(200);
    }
    const after = await Promise.all(
      Array.from({ length: 6 }, () => app.postCsv('/predict-batch', TEST_FILE)),
    );
    expect(after.map(({ status }) => status)).toEqual(Array(6).fill(200));
  });
});
