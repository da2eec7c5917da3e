import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HttpParts } from '#dist/http/http.parts.js';
import { totalOf } from './support/history.walk.js';
import { anyProblem, type Code, PROBLEM_STATUS } from './support/problem.js';
import { rawRequest } from './support/raw.request.js';
import { ROW, startApp, type TestApp } from './support/test.app.js';
import { withApp } from './support/with.app.js';

/** Reachable by others. */
const OUTSIDE = { HOST: '0.0.0.0', ACCESS: 'open' };
const BODY = JSON.stringify(ROW);
const own = ({ url }: TestApp) => new URL(url).host;

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** Sends a request with just these headers, plain enough for a direct route. */
function send(one: TestApp, method: string, path: string, headers: readonly string[]) {
  const body = method === 'POST' ? BODY : '';
  const lines = ['content-type: application/json', `content-length: ${body.length}`, ...headers];
  const head = `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\nconnection: close\r\n\r\n`;
  return rawRequest(one.url, head + body);
}

describe('every route of the table', () => {
  const CASES: readonly [string, Code, (host: string) => string[]][] = [
    ['two hosts', 'malformed-request', (host) => [`host: ${host}`, 'host: evil.example']],
    ['a foreign host', 'misdirected-request', () => ['host: evil.example']],
    [
      'a foreign origin',
      'foreign-origin',
      (host) => [`host: ${host}`, 'origin: http://evil.example'],
    ],
    ['no origin that has a name', 'foreign-origin', (host) => [`host: ${host}`, 'origin: null']],
    [
      'another port',
      'foreign-origin',
      (host) => [
        `host: ${host}`,
        `origin: http://${host.split(':')[0]}:1`,
        'sec-fetch-site: same-site',
      ],
    ],
    [
      'an image elsewhere',
      'foreign-origin',
      (host) => [`host: ${host}`, 'sec-fetch-site: cross-site'],
    ],
  ];

  it('is known, direct ones too', () => {
    const { routes } = app.app.get(HttpParts).routes;
    const known = routes.map(({ method, url, isDirect }) => `${method} ${url} ${isDirect}`);
    expect(known).toEqual(
      expect.arrayContaining([
        'POST /predict false',
        'POST /predict true',
        'POST /predict-batch false',
        'GET /history/export false',
        'GET /models/:name/versions/:version/model.onnx false',
        'GET /metrics false',
        'GET /health/ready false',
        'GET /docs false',
        'GET /openapi.json false',
        'GET /problems/:code false',
        'GET / false',
      ]),
    );
  });

  it.each(CASES)('refuses a request that has %s', async (_, code, headersOf) => {
    const { routes } = app.app.get(HttpParts).routes;
    for (const { method, url } of routes) {
      const path = url.replace(/:\w+/g, 'x');
      const answer = await send(app, method, path, headersOf(own(app)));
      expect([method, url, answer.status]).toEqual([method, url, PROBLEM_STATUS[code]]);
      if (method !== 'HEAD') expect((await anyProblem(answer)).type).toBe(`/problems/${code}`);
    }
    expect(await totalOf(app)).toBe(0);
  });
});

describe('a request from a browser', () => {
  const post = (...headers: string[]) => send(app, 'POST', '/predict', headers);

  it('is let in from the page itself', async () => {
    const host = own(app);
    const origins = [`host: ${host}`, `origin: http://${host}`, 'sec-fetch-site: same-origin'];
    expect((await post(...origins)).status).toBe(200);
    const answer = await post('host: localhost', 'origin: http://localhost:80');
    expect(answer.status).toBe(200);
  });

  const LINK = [
    'sec-fetch-site: cross-site',
    'sec-fetch-mode: navigate',
    'sec-fetch-dest: document',
  ];
  it.each(['/', '/?model=iris', '/docs', '/problems', '/problems/overloaded'])(
    'opens %s by a link from anywhere',
    async (path) => {
      const answer = await send(app, 'GET', path, [`host: ${own(app)}`, ...LINK]);
      expect(answer.status).toBe(200);
    },
  );

  it.each(['/history', '/models', '/openapi.json', '/docsx', '/problems/x/y'])(
    'does not open %s by a link from elsewhere',
    async (path) => {
      const answer = await send(app, 'GET', path, [`host: ${own(app)}`, ...LINK]);
      expect(answer.status).toBe(403);
    },
  );

  const FRAMED = [...LINK.slice(0, 2), 'sec-fetch-dest: iframe'];
  it('shows no page in a frame', async () => {
    expect((await send(app, 'GET', '/', [`host: ${own(app)}`, ...FRAMED])).status).toBe(403);
  });

  it('shows the page in a frame where sites are listed that may have it, and nothing else', () =>
    withApp({ FRAME_ANCESTORS: 'https://site.example' }, async (one) => {
      const statusOf = async (path: string) =>
        (await send(one, 'GET', path, [`host: ${own(one)}`, ...FRAMED])).status;
      expect([await statusOf('/'), await statusOf('/history')]).toEqual([200, 403]);
    }));

  it.each(['http://xn--a.evil.example', 'http://evil.example:99999', 'http://', 'https:///x'])(
    'is foreign with an origin that is no address (%s), behind a proxy too',
    (origin) =>
      withApp({ TRUST_PROXY: 'true' }, async (one) => {
        for (const more of [[], ['x-forwarded-host: '], ['x-forwarded-host: http://']]) {
          const headers = [`host: ${own(one)}`, `origin: ${origin}`, ...more];
          expect((await send(one, 'POST', '/predict', headers)).status).toBe(403);
        }
      }),
  );
});

describe('the host of a request', () => {
  it.each(['localhost', 'LOCALHOST:80', '127.0.0.1', '127.9.9.9:8000', '[::1]:8000', 'localhost.'])(
    'may be %s on this machine',
    async (host) => {
      expect((await send(app, 'POST', '/predict', [`host: ${host}`])).status).toBe(200);
    },
  );

  it.each(['', 'localhost.evil.example', '10.0.0.1', 'a:b:c', 'localhost@evil', '127.0.0.1.x'])(
    'may not be "%s"',
    async (host) => {
      const answer = await send(app, 'POST', '/predict', [`host: ${host}`]);
      expect(answer.status).toBe(421);
    },
  );

  it('may not be another one in the target of a request either', async () => {
    for (const [target, status] of [
      ['http://evil.example/health/live', 421],
      [`http://${own(app)}/health/live`, 200],
    ] as const) {
      const answer = await send(app, 'GET', target, [`host: ${own(app)}`]);
      expect([target, answer.status]).toEqual([target, status]);
    }
  });

  it('may be one that is allowed, or an address, where others reach the server', () =>
    withApp({ ...OUTSIDE, ALLOWED_HOSTS: 'tab.example, other' }, async (one) => {
      const statusOf = async (host: string) =>
        (await send(one, 'GET', '/health/live', [`host: ${host}`])).status;
      for (const host of ['tab.example:80', 'OTHER', '10.1.2.3', '[fe80::1]:80']) {
        expect([host, await statusOf(host)]).toEqual([host, 200]);
      }
      expect(await statusOf('localhost')).toBe(421);
    }));

  it('may be any where others reach the server and nothing else is said', () =>
    withApp(OUTSIDE, async (one) => {
      expect((await send(one, 'GET', '/health/live', ['host: any.example'])).status).toBe(200);
    }));
});

describe('a site that is listed', () => {
  const SITE = 'https://site.example';

  it('may use the API, and its preflights are answered', () =>
    withApp({ CORS_ORIGINS: SITE }, async (one) => {
      const headers = [`host: ${own(one)}`, `origin: ${SITE}`, 'sec-fetch-site: cross-site'];
      const asked = [...headers, 'access-control-request-method: POST'];
      const preflight = await send(one, 'OPTIONS', '/predict', asked);
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get('access-control-allow-origin')).toBe(SITE);
      const answer = await send(one, 'POST', '/predict', headers);
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([
        200,
        SITE,
      ]);
      const missing = await one.request('/nothing');
      expect(missing.status).toBe(404);
    }));

  it('may be written as browsers do not write it', () =>
    withApp({ CORS_ORIGINS: 'https://Site.example:443' }, async (one) => {
      const headers = [`host: ${own(one)}`, `origin: ${SITE}`];
      expect((await send(one, 'POST', '/predict', headers)).status).toBe(200);
    }));

  it('reads what the gate refuses it', () =>
    withApp({ CORS_ORIGINS: SITE }, async (one) => {
      for (const [status, more] of [
        [406, [`host: ${own(one)}`, 'accept: image/png']],
        [415, [`host: ${own(one)}`, 'content-encoding: gzip']],
        [421, ['host: evil.example']],
      ] as const) {
        const answer = await send(one, 'POST', '/predict', [...more, `origin: ${SITE}`]);
        expect(answer.status).toBe(status);
        expect(answer.headers.get('access-control-allow-origin')).toBe(SITE);
        expect(answer.headers.get('vary')).toMatch(/origin/i);
      }
    }));

  it('is the only one that may', () =>
    withApp({ CORS_ORIGINS: SITE }, async (one) => {
      const headers = [`host: ${own(one)}`, 'origin: https://evil.example'];
      const asked = [...headers, 'access-control-request-method: POST'];
      const preflight = await send(one, 'OPTIONS', '/predict', asked);
      expect(preflight.status).toBe(403);
      expect((await anyProblem(preflight)).type).toBe('/problems/foreign-origin');
      expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
      expect((await send(one, 'POST', '/predict', headers)).status).toBe(403);
    }));
});

describe('what browsers are told', () => {
  it.each([
    ['GET', '/models', 200],
    ['POST', '/predict', 200],
    ['GET', '/nothing', 404],
    ['GET', '/%00', 404],
    ['GET', '/docs', 200],
    ['GET', '/problems', 200],
    ['GET', '/metrics', 200],
  ])('of %s %s is to take it for what it is', async (method, path, status) => {
    const answer = await send(app, method, path, [`host: ${own(app)}`]);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/);
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
  });

  it('is who may show the page in a frame', () =>
    withApp({ FRAME_ANCESTORS: "'self' https://site.example" }, async (one) => {
      const policy = (await one.request('/')).headers.get('content-security-policy');
      expect(policy).toContain("frame-ancestors 'self' https://site.example");
    }));
});
