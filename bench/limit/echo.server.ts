import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What any JSON service on Node.js must spend: parse the body, write one, answer. */
createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => echo(request, response, Buffer.concat(chunks).toString()));
}).listen(Number(process.env.PORT), '127.0.0.1');

function echo({ method }: IncomingMessage, response: ServerResponse, text: string): void {
  const body = JSON.stringify(method === 'POST' ? JSON.parse(text) : null);
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
