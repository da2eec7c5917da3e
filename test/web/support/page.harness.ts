import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { type ServerProcess, startProcess, stopAll } from '../../support/server.process.js';
import { type TemporaryHistory, temporaryHistory } from '../../support/temporary.history.js';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'];

/** @throws Error where it is not installed */
export function chromiumPath(): string {
  const path = CHROMIUM.find((one) => existsSync(one));
  if (path === undefined) throw new Error('Chromium is not installed');
  return path;
}

/** The page in a real browser, on a service with an SQLite history of its own. */
export class PageHarness {
  /** What went wrong in the browser: errors, and requests to anywhere else. */
  readonly faults: string[] = [];

  private constructor(
    public server: ServerProcess,
    private readonly history: TemporaryHistory,
    private readonly browser: Browser,
    private readonly environment: Record<string, string>,
  ) {}

  static async open(environment: Record<string, string> = {}): Promise<PageHarness> {
    const history = temporaryHistory(null);
    const settings = { MODEL_DIR: 'model', HISTORY_URL: history.url, ...environment };
    const server = await startProcess(settings);
    const browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: ['--no-sandbox'],
    });
    return new PageHarness(server, history, browser, settings);
  }

  /** A page of its own at a place such as `#/try`, shown when its content is there. */
  async visit(
    hash = '',
    options: Parameters<Browser['newContext']>[0] = {},
  ): Promise<{ page: Page; context: BrowserContext }> {
    const context = await this.browser.newContext({ acceptDownloads: true, ...options });
    const page = await context.newPage();
    page.on('pageerror', (error) => this.faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.faults.push(message.text());
    });
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(this.server.url) && !/^(data|blob):/.test(url)) this.faults.push(url);
    });
    await page.goto(`${this.server.url}/${hash}`);
    await page.locator('main h1').first().waitFor();
    return { page, context };
  }

  /** Ends the service, and gives what starts it again at the same address. */
  async stopServer(): Promise<() => Promise<void>> {
    const { port } = new URL(this.server.url);
    await this.server.stop('SIGTERM');
    return async () => {
      this.server = await startProcess({ ...this.environment, PORT: port });
    };
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop('SIGTERM');
    stopAll();
    await this.history.remove();
  }
}
