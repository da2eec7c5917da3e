import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem } from './support/problem.js';
import { rawRequest } from './support/raw.request.js';
import { ROW, startApp, type TestApp } from './support/test.app.js';

const LIMIT = 2;
const BODY = JSON.stringify(ROW);
const REQUEST = `POST /predict HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`;

describe('beyond MAX_CONNECTIONS', () => {
  let app: TestApp;
  const held: Socket[] = [];
  beforeAll(async () => {
    app = await startApp({ MAX_CONNECTIONS: String(LIMIT) });
    while (held.length < LIMIT) held.push(await open());
  });
  afterAll(() => {
    for (const socket of held) socket.destroy();
    return app.close();
  });

  const connectOne = () => {
    const { hostname, port } = new URL(app.url);
    return connect(Number(port), hostname);
  };
  const answerOn = async (socket: Socket) => {
    socket.write(REQUEST);
    return String(await once(socket, 'data'));
  };
  /** A connection that was answered once and stays. */
  const open = async () => {
    const socket = connectOne();
    expect(await answerOn(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    return socket;
  };
  const get = (path: string) =>
    rawRequest(app.url, `GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`);

  it('a connection is told so, and closed', async () => {
    const answer = await rawRequest(app.url, REQUEST);
    expect(answer.headers.get('connection')).toBe('close');
    const { detail } = await expectProblem(answer, 'overloaded');
    expect(detail).toBe('Too many connections are open.');
  });

  it('a client reads that before or after it has sent all', async () => {
    const body = 'x'.repeat(3_000_000);
    const head = `POST /predict-batch HTTP/1.1\r\nhost: localhost\r\ncontent-length: ${body.length}\r\n\r\n`;
    await expectProblem(await rawRequest(app.url, head + body), 'overloaded');
  });

  it('a client that says nothing is told so as well', async () => {
    await expectProblem(await rawRequest(app.url, ''), 'overloaded');
  });

  it.each(['/health/live', '/health/ready', '/metrics'])(
    'GET %s is answered all the same, once a connection',
    async (path) => {
      const answer = await get(path);
      expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close']);
    },
  );

  it.each(['/history', '/health/livelihood'])('GET %s is not', async (path) => {
    await expectProblem(await get(path), 'overloaded');
  });

  it('a silent crowd keeps no probe out', async () => {
    const crowd = Array.from({ length: 400 }, connectOne);
    for (const socket of crowd) socket.on('error', () => {});
    await Promise.all(crowd.map((socket) => once(socket, 'connect')));
    expect((await get('/health/live')).status).toBe(200);
    for (const socket of crowd) socket.destroy();
  });

  it('the connections that are open are served, and counted', async () => {
    for (const socket of held) expect(await answerOn(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    const metrics = await (await get('/metrics')).text();
    expect(metrics).toMatch(/^tabserve_connections 2$/m);
    expect(metrics).toMatch(/^tabserve_connections_limit 2$/m);
    expect(metrics).toMatch(/^tabserve_connections_refused_total [1-9]\d*$/m);
  });

  it('there is room again when one is closed', async () => {
    const socket = held.pop() as Socket;
    socket.end();
    await once(socket, 'close');
    held.push(await open());
  });
});
