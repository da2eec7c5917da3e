import { createServer, type Server } from 'node:http';
import { duplexPair } from 'node:stream';
import { text } from 'node:stream/consumers';
import { sendWhole, WholeRequest } from './whole.exchange.js';

/** The majors of Node that CI runs. What a whole exchange touches is Node's own, and may change. */
export const PROVEN_MAJORS: readonly number[] = [20, 22, 24, 26];

const HEAD = 'HTTP/1.1 200 OK\r\n';
const REQUEST = 'POST / HTTP/1.1\r\nhost: check\r\ncontent-length: 5\r\n\r\nhe';
const LONGEST_MS = 1_000;
const OF_REQUEST = ['_consuming'];
const OF_RESPONSE = ['_header', '_headerSent', 'finished', 'shouldKeepAlive', 'socket'];
const OF_SOCKET = ['_httpMessage'];

/** Why the framework answers in place of the direct routes, and whether somebody asked for that. */
export interface DirectRefusal {
  readonly isAsked: boolean;
  readonly reason: string;
}

/**
 * Decides at the start whether the direct routes may answer.
 * @param wish `DIRECT_ROUTES`
 * @param version of Node
 * @returns null when they may
 */
export async function directRefusal(
  wish: 'on' | 'off',
  version = process.versions.node,
  Request = WholeRequest,
): Promise<DirectRefusal | null> {
  if (wish === 'off') return { isAsked: true, reason: 'DIRECT_ROUTES is off' };
  if (!PROVEN_MAJORS.includes(Number.parseInt(version, 10))) {
    return { isAsked: false, reason: `they were not tried on Node ${version}` };
  }
  if (await exchangesWhole(Request)) return null;
  return { isAsked: false, reason: `their check failed on Node ${version}` };
}

/** Whether two requests on one connection, in memory, are read and answered as they should be. */
async function exchangesWhole(Request: typeof WholeRequest): Promise<boolean> {
  const [client, socket] = duplexPair();
  const fail = (error: unknown) => client.destroy(error as Error);
  const timer = setTimeout(() => fail(new Error('no answer')), LONGEST_MS);
  const server = echoServer(Request, fail);
  try {
    socket.on('error', fail);
    server.emit('connection', socket);
    client.write(REQUEST);
    client.write(`llo${REQUEST}`);
    // Node closes the connection behind the last of it, answered or not.
    client.end('avy');
    return answersOf(await text(client)) === 'hello,heavy';
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
    client.destroy();
    socket.destroy();
    server.close();
  }
}

function echoServer(
  IncomingMessage: typeof WholeRequest,
  fail: (error: unknown) => void,
): Server<typeof WholeRequest> {
  /** A throw would reach Node's parser, and end the process. */
  const guarded = (step: () => void) => {
    try {
      step();
    } catch (error) {
      fail(error);
    }
  };
  return createServer({ IncomingMessage }, (request, response) => {
    guarded(() => {
      demand(request, OF_REQUEST);
      demand(response, OF_RESPONSE);
      demand(request.socket, OF_SOCKET);
      request.takeBody((body) => {
        guarded(() => void sendWhole(response, HEAD, String(body)));
      });
    });
  });
}

/** Setting a property of another name would go unnoticed. */
function demand(of: object, names: readonly string[]): void {
  const missing = names.filter((name) => !(name in of));
  if (missing.length > 0) throw new Error(`without ${missing}`);
}

/** The bodies of answers that are what they should be to the last byte. */
function answersOf(all: string): string {
  const answer =
    /HTTP\/1\.1 200 OK\r\ncontent-length: 5\r\ndate: [^\r]+\r\n(?:[\w-]+: [^\r]+\r\n)+\r\n(\w{5})/y;
  const bodies = [];
  while (answer.lastIndex < all.length) {
    const body = answer.exec(all)?.[1];
    if (body === undefined) return '';
    bodies.push(body);
  }
  return bodies.join();
}
