import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { temporaryFolder } from '../support/test.app.js';
import { writeWideModel } from '../support/wide.model.js';
import { axeViolations } from './support/axe.js';
import { examplesOf, HistoryApi } from './support/history.api.js';
import { escapees, isWiderThanScreen, overprinted } from './support/layout.js';
import { PageHarness } from './support/page.harness.js';

const WIDTHS = [1440, 360] as const;
const THEMES = ['light', 'dark'] as const;
const SIGNS = { long: 75, middling: 30 } as const;
type Name = keyof typeof SIGNS;

describe('names that are longer than a line', () => {
  const folder = temporaryFolder();
  let harness: PageHarness;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    for (const name of Object.keys(SIGNS) as Name[])
      writeWideModel(folder.path, { name, features: 60, classes: 30, signs: SIGNS[name] });
    harness = await PageHarness.open({ MODEL_DIR: folder.path, DEFAULT_MODEL: 'long' });
    const api = new HistoryApi(harness.server.url);
    for (const name of Object.keys(SIGNS)) {
      const rows = rowsOf(examplesOf(`${folder.path}/${name}`)[0] ?? {});
      const [answer] = await api.predict(name, rows.slice(0, 1));
      await api.predictBatch(name, rows);
      ids.set(name, answer?.id ?? '');
    }
  });
  afterAll(async () => {
    await harness.close();
    folder.remove();
  });

  const visit = async (hash: string, width: number, colorScheme: 'light' | 'dark' = 'light') =>
    (await harness.visit(hash, { viewport: { width, height: 900 }, colorScheme })).page;

  /** Everything of a screen is there that a long name could push away. */
  const ready = {
    try: async (page: Page) => {
      await page.getByText('matters most for this answer').waitFor();
      await page.getByText('Figures as a table').click();
    },
    batch: async () => {},
    history: async (page: Page) => {
      await page.getByText('Each bar is').waitFor();
      await page.getByText('As a table').click();
    },
    model: async (page: Page) => {
      await page.getByRole('button', { name: 'Show all 60' }).click();
      for (const fold of await page.locator('summary').all()) await fold.click();
    },
  };

  describe.each(Object.keys(SIGNS) as Name[])('%s', (name) => {
    it.each(
      WIDTHS.flatMap((width) =>
        (Object.keys(ready) as (keyof typeof ready)[]).map((screen) => [screen, width] as const),
      ),
    )('stay in their places on the screen %s at %i pixels', async (screen, width) => {
      const page = await visit(`#/${screen}?model=${name}`, width);
      await ready[screen](page);
      expect(await isWiderThanScreen(page)).toBe(false);
      expect(await escapees(page)).toEqual([]);
      expect(await overprinted(page)).toEqual([]);
      await page.context().close();
    });

    it.each(WIDTHS)('leave every bar in its card in sight at %i pixels', async (width) => {
      const page = await visit(`#/try?model=${name}`, width);
      await ready.try(page);
      const tracks = page.locator('.try .bars .track-box');
      expect(await tracks.count()).toBeGreaterThanOrEqual(16);
      for (const track of await tracks.all()) {
        const box = await track.boundingBox();
        const card = await track.locator('xpath=ancestor::section').boundingBox();
        expect(box?.width).toBeGreaterThan(60);
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan((card?.x ?? 0) + (card?.width ?? 0));
      }
      await page.context().close();
    });

    it.each(WIDTHS)('lose no number of the drawer at %i pixels', async (width) => {
      const page = await visit(`#/history?model=${name}&id=${ids.get(name)}`, width);
      const drawer = page.getByRole('dialog');
      await drawer.locator('.figure').waitFor();
      for (const cell of await drawer.locator('td.number').all()) {
        const box = await cell.boundingBox();
        expect(box?.width).toBeGreaterThan(8);
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
      }
      expect(await drawer.locator('td.number').count()).toBe(30 + 60);
      expect(await overprinted(page, '.drawer')).toEqual([]);
      await page.context().close();
    });
  });

  it.each(THEMES)(
    'have a colour for each class that is told from the surface, in %s',
    async (theme) => {
      const page = await visit('#/model?model=long', 1440, theme);
      await page.getByText('All classes').last().click();
      const { colours, surface } = await page.locator('.classes circle').evaluateAll(colourOf);
      expect(new Set(colours.map(String)).size).toBe(30);
      const contrasts = colours.map((colour) => contrast(colour, surface));
      expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(3);
      await page.context().close();
    },
  );

  it.each([
    ['light', 1440],
    ['dark', 360],
  ] as const)('have no fault of access in %s at %i pixels', async (theme, width) => {
    for (const screen of Object.keys(ready) as (keyof typeof ready)[]) {
      const page = await visit(`#/${screen}?model=long`, width, theme);
      await ready[screen](page);
      expect([screen, await axeViolations(page)]).toEqual([screen, []]);
      await page.context().close();
    }
  });

  it('cause no fault in the browser', () => {
    expect(harness.faults).toEqual([]);
  });
});

/** Rows of many classes. */
function rowsOf(inputs: Record<string, unknown>): Record<string, number>[] {
  return Array.from({ length: 40 }, (_, row) =>
    Object.fromEntries(Object.keys(inputs).map((name, at) => [name, Math.sin(row * (at + 1))])),
  );
}

type Rgb = readonly number[];

/** What is painted: a canvas knows every way to write a colour. */
function colourOf(elements: unknown[]): { colours: Rgb[]; surface: Rgb } {
  const { document, getComputedStyle } = globalThis as unknown as Painted;
  const canvas = document.createElement('canvas').getContext('2d');
  const painted = (colour: string) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const card = document.querySelector('.card');
  return {
    colours: elements.map((element) => painted(getComputedStyle(element).fill)),
    surface: painted(getComputedStyle(card).backgroundColor),
  };
}

interface Painted {
  document: {
    querySelector(name: string): unknown;
    createElement(name: string): {
      getContext(kind: string): {
        fillStyle: string;
        fillRect(...box: number[]): void;
        getImageData(...box: number[]): { data: Iterable<number> };
      };
    };
  };
  getComputedStyle(element: unknown): { fill: string; backgroundColor: string };
}

/** By WCAG 2. */
function contrast(one: Rgb, other: Rgb): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
