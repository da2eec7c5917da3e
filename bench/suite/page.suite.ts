import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Figures } from '../figures.js';
import { findBrowser, launchBrowser } from '../load/browser.js';
import { IRIS_BODIES } from '../load/iris.rows.js';
import { type Noted, noted, tryUrl, visit } from '../load/page.visit.js';
import { startHello, startService } from '../process/service.js';
import { median } from '../statistics.js';
import { type Duel, quotients, type Suite } from './suite.js';

const LOADS = 7;
const KEYS = 20;
const PROBE_MS = 5_000;
/** Of the feature that is typed into; each of these ends the same row differently. */
const FIELD = /petal.length/i;
const DIGITS = '3456789';

interface Place {
  readonly browser: Browser;
  readonly url: string;
  readonly isQuick: boolean;
}

export const pageSuite: Suite = {
  name: 'page',
  title: 'the web page, in a browser on this machine',
  reasonToSkip: () => (findBrowser() === null ? 'Chromium is not installed' : null),
  async open({ folder, isQuick }) {
    const HISTORY_URL = `sqlite:${join(folder, 'page.sqlite')}`;
    const hello = await startHello(folder);
    const service = await startService(folder, { HISTORY_URL });
    const browser = await launchBrowser();
    const place = { browser, url: service.url, isQuick };
    const hasAnswer = await answers(place);
    if (!hasAnswer) process.stderr.write('  no [data-answer] on the Try screen: typing skipped\n');
    return {
      duels: [loadDuel(place, hello.url, hasAnswer), ...(hasAnswer ? [typingDuel(place)] : [])],
      async close() {
        await browser.close();
        await Promise.all([hello.stop(), service.stop()]);
      },
    };
  },
};

const isAnswered = ({ answer }: Noted) => answer !== null;

/** Whether the Try screen answers the row of its URL by itself. */
async function answers({ browser, url }: Place): Promise<boolean> {
  const page = await visit(browser, tryUrl(url));
  const found = await noted(page, isAnswered, PROBE_MS);
  await page.context().close();
  return found !== null;
}

function loadDuel(place: Place, empty: string, hasAnswer: boolean): Duel {
  const isReady = ({ heading, answer }: Noted) =>
    heading !== null && (answer !== null || !hasAnswer);
  return {
    name: hasAnswer ? 'first load to the first answer' : 'first load to the heading',
    limitTitle: 'an empty page of a bare Nest',
    limit: () => loads(place, empty, loadEnd),
    subject: () =>
      loads(place, tryUrl(place.url), async (page) => {
        const { heading, answer } = (await noted(page, isReady)) ?? {};
        return Math.max(heading ?? Number.NaN, answer ?? 0);
      }),
    ratios: quotients('interactive ms'),
  };
}

async function loads(
  { browser, isQuick }: Place,
  url: string,
  measure: (page: Page) => Promise<number>,
): Promise<Figures> {
  const times: number[] = [];
  for (let load = 0; load < (isQuick ? 2 : LOADS); load++) {
    const page = await visit(browser, url);
    times.push(await measure(page));
    await page.context().close();
  }
  return { 'interactive ms': median(times) };
}

async function loadEnd(page: Page): Promise<number> {
  return page.evaluate(`performance.getEntriesByType('navigation')[0].loadEventEnd`);
}

function typingDuel(place: Place): Duel {
  const keys = place.isQuick ? 5 : KEYS;
  return {
    name: 'last key to the shown answer',
    limitTitle: 'the same prediction fetched by an empty page',
    limit: () => fetches(place, keys),
    subject: () => typed(place, keys),
    ratios: quotients('answer ms'),
  };
}

async function fetches({ browser, url }: Place, count: number): Promise<Figures> {
  const page = await visit(browser, `${url}/problems`);
  const times = (await page.evaluate(`(async () => {
    const times = [];
    for (let at = 0; at < ${count}; at++) {
      const from = performance.now();
      const answer = await fetch('/predict?record=false', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: ${JSON.stringify(IRIS_BODIES[0])},
      });
      await answer.json();
      times.push(performance.now() - from);
    }
    return times;
  })()`)) as number[];
  await page.context().close();
  return { 'answer ms': median(times) };
}

async function typed({ browser, url }: Place, count: number): Promise<Figures> {
  const page = await visit(browser, tryUrl(url));
  await noted(page, isAnswered);
  const field = page
    .getByRole('main')
    .locator('input:not([type=range])')
    .and(page.getByLabel(FIELD));
  await field.first().focus();
  await page.keyboard.press('End');
  const times: number[] = [];
  for (let at = 0; at < count; at++) {
    await page.keyboard.press('Backspace');
    await page.keyboard.press(DIGITS[at % DIGITS.length] ?? '5');
    const { key, answer } = (await noted(page, isAnswered)) ?? {};
    times.push((answer ?? Number.NaN) - (key ?? Number.NaN));
  }
  await page.context().close();
  return { 'answer ms': median(times) };
}
