import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const CHUNK = Buffer.alloc(1024 * 1024, 'a line of a history;');

/** Signs in, presses the button once it is there, and says when the page is done. */
const DRIVE = (key: string) => `
sessionStorage.setItem('tabserve-key', ${JSON.stringify(key)});
let isPressed = false;
new MutationObserver(() => {
  const button = [...document.querySelectorAll('button')].find(
    ({ textContent }) => textContent === 'Export CSV');
  if (button && !isPressed) { isPressed = true; button.click(); }
}).observe(document, { childList: true, subtree: true });`;

/** The page of a service that drives itself, and whose export is as large as one likes. */
export async function largeExport(service: string, key: string, chunks: number) {
  /** What the exports were asked with. */
  const asked: (string | undefined)[] = [];
  const server = createServer((incoming, response) => {
    if (incoming.url === '/') {
      const html = readFileSync('dist/web/index.html', 'utf8');
      const page = html.replace('<head>', '<head><script src="/drive.js"></script>');
      response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    } else if (incoming.url === '/drive.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(DRIVE(key));
    } else if (incoming.url?.startsWith('/history/export')) {
      asked.push(incoming.headers.authorization);
      response.writeHead(200, { 'content-type': 'text/csv' });
      write(response, chunks);
    } else pass(service, incoming, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/#/history`, asked, bytes: chunks * CHUNK.length, server };
}

/** No faster than it is read. */
function write(response: ServerResponse, chunks: number): void {
  for (let left = chunks; left > 0; left--) {
    if (response.write(CHUNK)) continue;
    response.once('drain', () => write(response, left - 1));
    return;
  }
  response.end();
}

function pass(service: string, incoming: IncomingMessage, response: ServerResponse): void {
  const { method, headers } = incoming;
  const outgoing = request(new URL(incoming.url ?? '/', service), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  outgoing.once('error', () => response.destroy());
  incoming.pipe(outgoing);
}
