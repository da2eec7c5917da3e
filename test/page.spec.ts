import { readdirSync, readFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem } from './support/problem.js';
import { startApp, type TestApp } from './support/test.app.js';

const FOLDER = 'dist/web';
const ASSETS = readdirSync(join(FOLDER, 'assets')).filter((name) => !/\.(br|gz)$/.test(name));
const TYPES: Record<string, string> = {
  js: 'application/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};
/** Names of XML languages, which nothing is asked for at. */
const NAMESPACE = /^http:\/\/www\.w3\.org\/(1998\/Math\/MathML|1999\/xhtml|2000\/svg|1999\/xlink)$/;
const KILOBYTE = 1000;

const unpacked = {
  identity: (body: Buffer) => body,
  gzip: gunzipSync,
  br: brotliDecompressSync,
};

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe('the page', () => {
  it.each(['/', '/index.html'])('is HTML that is asked for anew each time: %s', async (path) => {
    const answer = await app.request(path);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    });
    expect(await answer.text()).toBe(readFileSync(join(FOLDER, 'index.html'), 'utf8'));
  });

  it('may load and run only what this server gives it', async () => {
    const policy = (await app.request('/')).headers.get('content-security-policy') ?? '';
    const directives = new Map(
      policy.split('; ').map((text) => text.split(/ (.*)/, 2) as [string, string]),
    );
    expect(directives.get('default-src')).toBe("'none'");
    for (const name of ['script-src', 'style-src', 'connect-src'])
      expect([name, directives.get(name)]).toEqual([name, "'self'"]);
    for (const name of ['base-uri', 'form-action', 'frame-ancestors'])
      expect([name, directives.get(name)]).toEqual([name, "'none'"]);
    expect(policy).not.toMatch(/unsafe-|\*|https?:/);
  });

  it('is sent again only when it has changed', async () => {
    const { etag = '' } = (await sent('/', {})).headers;
    const { statusCode, body } = await sent('/', { 'if-none-match': etag });
    expect([statusCode, body.length]).toEqual([304, 0]);
  });

  it('names nothing that is not there', async () => {
    const html = await (await app.request('/')).text();
    const links = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link = '']) => link);
    for (const kind of Object.keys(TYPES))
      expect(links).toContainEqual(expect.stringMatching(`^/assets/[^/]+\\.${kind}$`));
    for (const link of links) {
      expect(link).toMatch(/^\/(?!\/)/);
      expect([link, (await app.request(link)).status]).toEqual([link, 200]);
    }
  });

  it('has no script and no style of its own, which its policy would refuse', async () => {
    const html = await (await app.request('/')).text();
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
  });

  it('takes no POST', async () => {
    const answer = await app.request('/', { method: 'POST' });
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
    await expectProblem(answer, 'method-not-allowed');
  });
});

describe('the assets of the page', () => {
  describe.each(ASSETS)('%s', (name) => {
    const content = readFileSync(join(FOLDER, 'assets', name));

    it.each([
      ['br, gzip', 'br'],
      ['gzip', 'gzip'],
      ['gzip, deflate, br, zstd', 'br'],
      ['br;q=0, gzip', 'gzip'],
      ['identity', 'identity'],
    ] as const)('is kept for good and compressed as asked: %s', async (accepted, coding) => {
      const { headers, statusCode, body } = await sent(`/assets/${name}`, {
        'accept-encoding': accepted,
      });
      expect(statusCode).toBe(200);
      expect(headers).toMatchObject({
        'content-type': TYPES[name.split('.').at(-1) ?? ''],
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        vary: 'accept-encoding',
      });
      expect(headers['content-encoding'] ?? 'identity').toBe(coding);
      expect(unpacked[coding](body).equals(content)).toBe(true);
    });

    it('has a name that changes with its content', () => {
      expect(name).toMatch(/^[\w-]+-[\w-]{8}\.\w+$/);
    });

    it('refers to nothing elsewhere', () => {
      const urls = content.toString().match(/\b(https?|wss?):\/\/[^\s"'`)\\]*/g) ?? [];
      expect(urls.filter((url) => !NAMESPACE.test(url))).toEqual([]);
      expect(content.toString()).not.toMatch(/@import|(src|href)=["']?\/\/|url\(["']?\/\//);
    });
  });

  it('that are not there are a problem', async () => {
    await expectProblem(await app.request('/assets/none.js'), 'not-found');
    await expectProblem(await app.request('/assets/'), 'not-found');
    await expectProblem(await app.request('/assets/..%2f..%2fmain.js'), 'not-found');
  });

  it.each([
    ['js', 60],
    ['css', 15],
  ])('are small: all %s within %d kB', (extension, most) => {
    const sizes = ASSETS.filter((name) => name.endsWith(`.${extension}`)).map(
      (name) => gzipSync(readFileSync(join(FOLDER, 'assets', name)), { level: 9 }).length,
    );
    expect(sizes).not.toEqual([]);
    expect(sizes.reduce((sum, size) => sum + size) / KILOBYTE).toBeLessThanOrEqual(most);
  });
});

/** An answer as it was sent: `fetch` would unpack it, and ask for no cached one. */
async function sent(path: string, headers: Record<string, string>) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(new URL(path, app.url), { headers }, resolve).once('error', reject);
  });
  const body = Buffer.concat(await response.toArray());
  return { statusCode: response.statusCode, headers: response.headers, body };
}
