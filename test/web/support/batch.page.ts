import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { temporaryFolder } from '../../support/test.app.js';

export interface Fault {
  line: number;
  column?: string;
  code: string;
  detail: string;
}

export interface BatchAnswer {
  batchId: string;
  rows: number;
  scored: number;
  rejected: number;
  labelCounts: Record<string, number>;
  predictions: { value?: number }[] | null;
  errors: Fault[];
}

/** The batch screen as its users see it. */
export class BatchPage {
  constructor(
    readonly page: Page,
    private readonly url: string,
  ) {}

  /** A step by its number. */
  step(number: number): Locator {
    return this.page.locator('.step').nth(number - 1);
  }

  /** A control of the check step. */
  choice(label: string | RegExp): Locator {
    return this.step(2).getByLabel(label);
  }

  get start(): Locator {
    return this.page.getByRole('button', { name: /^Score / });
  }

  /** Waits until the check says something. */
  async says(words: string | RegExp): Promise<void> {
    await this.step(2).getByText(words).first().waitFor();
  }

  /** Why the file is not sent; the button cannot be pressed then. */
  async isHeld(words: string | RegExp): Promise<void> {
    await this.step(3).locator('#obstacle').getByText(words).waitFor();
    expect(await this.start.getAttribute('aria-disabled')).toBe('true');
  }

  /** A file of the disk: what the browser is handed as bytes, it unpacks in a long task of its own. */
  async choose(name: string, csv: string | Buffer): Promise<void> {
    const folder = temporaryFolder();
    const path = join(folder.path, name);
    writeFileSync(path, csv);
    this.page.once('close', folder.remove);
    await this.page.getByLabel(/Drop .* table here/).setInputFiles(path);
    await this.page.getByRole('button', { name: `Score ${name}` }).waitFor();
  }

  /** The content, without what is only announced. */
  get main(): Locator {
    return this.page.locator('main');
  }

  /** Waits until the file may be sent, and sends it. */
  async score(): Promise<void> {
    await this.start.click();
  }

  /** What gives the file back. */
  get save(): Locator {
    return this.page.getByRole('button', { name: 'Download your file' });
  }

  /** The file with its predictions, as it is saved. */
  result(): Promise<{ name: string; text: string }> {
    return this.saved(this.save);
  }

  /** Texts of the cells of a table's rows, line ends and marks apart. */
  async cells(table: Locator): Promise<string[][]> {
    const rows = await table.locator('tbody tr').all();
    return Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
  }

  region(name: string): Locator {
    return this.page.getByRole('region', { name });
  }

  /** Label and figure of each bar of the chart. */
  async bars(caption: string | RegExp): Promise<Record<string, string>> {
    const table = this.page.getByRole('table', { name: caption });
    await table.waitFor();
    const rows = await this.cells(table);
    return Object.fromEntries(rows.map(([label = '', , text = '']) => [label, text]));
  }

  /** What a button or link saves, and the name of its file. */
  async savedBytes(control: Locator): Promise<{ name: string; bytes: Buffer }> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), control.click()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }

  /** The same of a text. */
  async saved(control: Locator): Promise<{ name: string; text: string }> {
    const { name, bytes } = await this.savedBytes(control);
    return { name, text: bytes.toString('utf8') };
  }

  get batchId(): string {
    return /batchId=([^&]+)/.exec(this.page.url())?.[1] ?? '';
  }

  /** What the service itself answers to a file. */
  async answer(csv: string | Buffer, query = ''): Promise<BatchAnswer> {
    const response = await fetch(`${this.url}/predict-batch?record=false${query}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: new Uint8Array(Buffer.from(csv)),
    });
    return (await response.json()) as BatchAnswer;
  }

  /** The file with its predictions, as the service gives it. */
  async answerFile(file: string | Buffer, query = '', type = 'text/csv'): Promise<string> {
    const response = await fetch(`${this.url}/predict-batch?record=false${query}`, {
      method: 'POST',
      headers: { 'content-type': type, accept: 'text/csv' },
      body: new Uint8Array(Buffer.from(file)),
    });
    return response.text();
  }

  async get(path: string): Promise<string> {
    return (await fetch(`${this.url}${path}`, { headers: { accept: '*/*' } })).text();
  }

  /** Batches that the history knows. */
  async storedBatches(): Promise<string[]> {
    const { items } = JSON.parse(await this.get('/history?source=batch&limit=500')) as {
      items: { batchId: string }[];
    };
    return [...new Set(items.map(({ batchId }) => batchId))];
  }
}
