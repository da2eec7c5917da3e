import type { Page } from 'playwright-core';

/** The screen where somebody tries a model, as a person finds its parts. */
export class TryPage {
  constructor(readonly page: Page) {}

  field(name: string) {
    return this.page.getByRole('region', { name: 'Values' }).getByLabel(name);
  }

  get button() {
    return this.page.getByRole('button', { name: 'Predict and record' });
  }

  get whatIf() {
    return this.page.getByRole('region', { name: 'What if' });
  }

  /** Waits for an answer. */
  async shows(figure: RegExp): Promise<void> {
    await this.page.locator('.figure', { hasText: figure }).waitFor();
  }

  figure(): Promise<string | null> {
    return this.page.locator('.figure').textContent();
  }

  /** Waits for words at a field: where its value lies, or what is wrong with it. */
  async says(name: string, words: RegExp): Promise<void> {
    const ids = (await this.field(name).getAttribute('aria-describedby')) ?? '';
    await this.page.locator(`[id="${ids.split(' ')[0]}"]`, { hasText: words }).waitFor();
  }

  isInvalid(name: string): Promise<boolean> {
    return this.field(name).evaluate((field) => field.getAttribute('aria-invalid') === 'true');
  }

  /** The control that has the focus. */
  get focused() {
    return this.page.locator(':focus');
  }

  /** Presses Tab until something is reached. */
  async tabTo(text: string): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      await this.page.keyboard.press('Tab');
      if ((await this.focused.count()) > 0 && (await this.focused.textContent()) === text) return;
    }
    throw new Error(`Tab does not reach ${text}`);
  }

  /** Waits until the URL holds something. */
  async hasUrl(part: string): Promise<void> {
    await this.page.waitForURL((url) => url.hash.includes(part));
  }

  async code(language: string): Promise<string> {
    await this.page.getByRole('tab', { name: language }).click();
    return (await this.page.getByRole('tabpanel').locator('code').textContent()) ?? '';
  }
}
