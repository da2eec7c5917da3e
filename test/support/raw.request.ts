import { connect } from 'node:net';

/** Sends bytes as they are and resolves with the whole answer when the server hangs up. */
export async function rawRequest(url: string, text: string): Promise<Response> {
  return responseOf(await rawExchange(url, [text]));
}

/**
 * Sends parts as they are, each in a packet of its own, and resolves with everything that was
 * answered when the server hangs up.
 */
export function rawExchange(url: string, parts: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ port: Number(port), host: hostname, noDelay: true }, async () => {
      for (const part of parts) await new Promise((sent) => socket.write(part, 'latin1', sent));
    });
    const pieces: Buffer[] = [];
    socket.on('data', (piece) => pieces.push(piece));
    socket.on('error', reject);
    socket.on('end', () => {
      socket.end();
      resolve(Buffer.concat(pieces).toString());
    });
  });
}

/** Sends the beginning of a request, and goes away as soon as the server has begun to take it. */
export function abandonRequest(url: string, text: string): Promise<void> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text, 'latin1'));
    // The server says "100 Continue".
    socket.once('data', () => socket.destroy());
    socket.on('error', reject);
    socket.on('close', () => resolve());
  });
}

/** An answer as it came. */
export function responseOf(text: string): Response {
  const [head = '', body = ''] = text.split(/\r\n\r\n([\s\S]*)/, 2);
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line) => line.split(/: (.*)/, 2) as [string, string]);
  // An answer without content may not even have an empty one.
  return new Response(body === '' ? null : body, {
    status: Number(statusLine.split(' ')[1]),
    headers,
  });
}
