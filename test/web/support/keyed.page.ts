import type { Locator, Page } from 'playwright-core';
import type { KeyFile, MadeKey } from '../../support/key.file.js';
import { until } from '../../support/until.js';

/** The parts of the page that have to do with keys, as a person finds them. */
export class KeyedPage {
  constructor(readonly page: Page) {}

  get field(): Locator {
    return this.page.getByLabel('Key', { exact: true });
  }

  get fault(): Locator {
    return this.page.getByRole('alert');
  }

  async enter(text: string): Promise<void> {
    await this.field.fill(text);
    await this.page.getByRole('button', { name: 'Use this key' }).click();
  }

  /** Signs in, and waits until the page is shown. */
  async signIn({ key, entry }: MadeKey): Promise<void> {
    await this.enter(key);
    await this.menu(entry.id).waitFor();
  }

  /** The element of the header that names the caller. */
  menu(id: string): Locator {
    return this.page.getByRole('button', { name: `Access of key:${id}` });
  }

  tabs(): Promise<string[]> {
    return this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link').allInnerTexts();
  }

  /** Everything that the page and the browser keep of a site, as one text. */
  async traces(): Promise<string> {
    const inPage = await this.page.evaluate(async () => {
      const { document, localStorage, sessionStorage, location, history, caches, indexedDB } =
        globalThis as unknown as Traced;
      const values = [...document.querySelectorAll('input')].map(({ value }) => value);
      const names = [await caches.keys(), await indexedDB.databases()];
      const stored = [{ ...localStorage }, { ...sessionStorage }, history.state, ...names];
      return [document.documentElement.outerHTML, location.href, JSON.stringify(stored), ...values];
    });
    const cookies = await this.page.context().cookies();
    return [...inPage, JSON.stringify(cookies)].join('\n');
  }
}

interface Traced {
  document: {
    documentElement: { outerHTML: string };
    querySelectorAll(name: string): Iterable<{ value: string }>;
  };
  localStorage: object;
  sessionStorage: object;
  location: { href: string };
  history: { state: unknown };
  caches: { keys(): Promise<string[]> };
  indexedDB: { databases(): Promise<object[]> };
}

/** Takes all keys but these away, and waits until the service knows. */
export async function revoke(
  file: KeyFile,
  url: string,
  { headers }: MadeKey,
  ...left: readonly MadeKey[]
): Promise<void> {
  file.write(...left);
  await until(
    async () => (await fetch(`${url}/access`, { headers })).status === 401,
    'the key is refused',
  );
}
