import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from '@jest/globals';
import { sendWhole, WholeRequest } from './whole.exchange.js';

it('an idle connection keeps nothing of its last request', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  let last: WeakRef<WholeRequest> | null = null;
  const server = createServer({ IncomingMessage: WholeRequest }, (request, response) => {
    last = new WeakRef(request as WholeRequest);
    (request as WholeRequest).takeBody((body) =>
      sendWhole(response, 'HTTP/1.1 200 OK\r\n', String(body)),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\n\r\nbody');
  expect(String(await once(socket, 'data'))).toMatch(/\r\n\r\nbody$/);
  const reference = last as WeakRef<WholeRequest> | null;
  for (let turn = 0; turn < 10 && reference?.deref() !== undefined; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
  const kept = reference?.deref() !== undefined;
  socket.destroy();
  server.close();
  expect(kept).toBe(false);
});
