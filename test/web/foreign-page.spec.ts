import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { PageHarness } from './support/page.harness.js';

let harness: PageHarness;
let site: Server;
beforeAll(async () => {
  harness = await PageHarness.open();
  site = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>elsewhere</p>');
  });
  await new Promise<void>((resolve) => site.listen(0, resolve));
});
afterAll(async () => {
  site.close();
  await harness.close();
});

/** Pages on the same machine behind another port, and of another name. */
const SITES = ['127.0.0.1', 'localhost'];

/** Tries to have the browser load what is not meant for it; for the page to evaluate. */
const LOADING = (url: string) => `Promise.all([['img', '/history'], ['script', '/models']].map(
  ([tag, path]) => new Promise((resolve) => {
    const element = document.createElement(tag);
    element.onload = () => resolve(tag);
    element.onerror = () => resolve('');
    element.src = '${url}' + path;
    document.body.append(element);
  })))`;

async function totalOf(): Promise<number> {
  const answer = await fetch(new URL('/history/summary', harness.server.url));
  return ((await answer.json()) as { total: number }).total;
}

/** Runs a script on a page of another site. */
async function elsewhere<T>(name: string, run: (page: Page) => Promise<T>): Promise<T> {
  const { page, context } = await harness.visit();
  try {
    await page.goto(`http://${name}:${(site.address() as AddressInfo).port}/`);
    return await run(page);
  } finally {
    await context.close();
  }
}

describe.each(SITES)('a page of http://%s on another port', (name) => {
  it('stores nothing by a form, plain or with a file', async () => {
    for (const enctype of ['text/plain', 'multipart/form-data']) {
      await elsewhere(name, async (page) => {
        await page.setContent(
          `<form method="post" enctype="${enctype}" action="${harness.server.url}/predict-batch">
           <input type="file" name="file"><button>send</button></form>`,
        );
        const buffer = Buffer.from(
          'sepal_length,sepal_width,petal_length,petal_width\n5.1,3.5,1.4,0.2\n',
        );
        await page.setInputFiles('input', { name: 'a.csv', mimeType: 'text/csv', buffer });
        const [answer] = await Promise.all([
          page.waitForResponse(/predict-batch/),
          page.click('button'),
        ]);
        expect(answer.status()).toBe(403);
      });
    }
    expect(await totalOf()).toBe(0);
  });

  it('neither reads nor stores by fetch', async () => {
    const outcome = await elsewhere(name, (page) =>
      page.evaluate(async (url) => {
        const body = '{"sepal_length":5.1,"sepal_width":3.5,"petal_length":1.4,"petal_width":0.2}';
        const tries = [
          fetch(`${url}/history`),
          fetch(`${url}/predict`, { method: 'POST', body }),
          fetch(`${url}/predict`, { method: 'POST', body, mode: 'no-cors' }),
          fetch(`${url}/predict`, {
            method: 'POST',
            body,
            headers: { 'content-type': 'application/json' },
          }),
        ];
        const ends = await Promise.allSettled(tries);
        return ends.map((end) => (end.status === 'fulfilled' ? end.value.type : 'refused'));
      }, harness.server.url),
    );
    expect(outcome.filter((type) => type !== 'opaque' && type !== 'refused')).toEqual([]);
    expect(await totalOf()).toBe(0);
  });

  it('shows nothing of this server as an image, a script or in a frame', async () => {
    const loaded = await elsewhere(name, (page) => page.evaluate(LOADING(harness.server.url)));
    expect(loaded).toEqual(['', '']);
    const texts = await elsewhere(name, async (page) => {
      await page.setContent(
        ['/', '/history', '/docs']
          .map((path) => `<iframe src="${harness.server.url}${path}"></iframe>`)
          .join(''),
      );
      await page.waitForLoadState('networkidle');
      const frames = page.frames().slice(1);
      return Promise.all(frames.map((frame) => frame.title()));
    });
    expect(texts.filter((title) => /tabserve/i.test(title))).toEqual([]);
  });

  it.each(['/', '/docs', '/problems/overloaded'])('may link to %s', async (path) => {
    const status = await elsewhere(name, async (page) => {
      await page.setContent(`<a href="${harness.server.url}${path}">there</a>`);
      const [answer] = await Promise.all([
        page.waitForResponse((one) => one.url() === harness.server.url + path),
        page.click('a'),
      ]);
      return answer.status();
    });
    expect(status).toBe(200);
  });
});

it('the documentation works under its own policy', async () => {
  const { page, context } = await harness.visit();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(`${harness.server.url}/docs`);
  await page.locator('.opblock').first().waitFor();
  expect(faults).toEqual([]);
  await page.locator('#operations-health-checkLive').click();
  await page.getByRole('button', { name: 'Try it out' }).click();
  await page.getByRole('button', { name: 'Execute' }).click();
  await page.locator('.responses-table.live-responses-table').waitFor();
  expect(faults).toEqual([]);
  await context.close();
});
