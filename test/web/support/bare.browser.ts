import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../support/test.app.js';
import { chromiumPath } from './page.harness.js';

/**
 * Chromium without a debugger, which would keep a copy of whatever is loaded; nothing drives it but
 * the page that it is given.
 */
export class BareBrowser {
  private readonly folder = temporaryFolder();
  private readonly child: ChildProcess;

  constructor(url: string) {
    const { path } = this.folder;
    mkdirSync(join(path, 'Default'));
    const download = { default_directory: join(path, 'saved'), prompt_for_download: false };
    writeFileSync(join(path, 'Default/Preferences'), JSON.stringify({ download }));
    const flags = ['--headless=new', '--no-sandbox', '--no-first-run', `--user-data-dir=${path}`];
    this.child = spawn(chromiumPath(), [...flags, url], { stdio: 'ignore', detached: true });
  }

  /** Name and size of what is saved as a whole. */
  saved(): { name: string; bytes: number }[] {
    const folder = join(this.folder.path, 'saved');
    try {
      return readdirSync(folder)
        .filter((name) => name.endsWith('.csv'))
        .map((name) => ({ name, bytes: statSync(join(folder, name)).size }));
    } catch {
      return [];
    }
  }

  /** Bytes of memory, files apart, of the largest process. */
  memory(): number {
    return Math.max(...descendantsOf(this.child.pid ?? 0).map(({ bytes }) => bytes));
  }

  async close(): Promise<void> {
    const exit = once(this.child, 'exit');
    process.kill(-(this.child.pid ?? 0), 'SIGKILL');
    await exit;
    this.folder.remove();
  }
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly bytes: number;
}

function descendantsOf(root: number): Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(processOf);
  const found = new Set([root]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return all.filter(({ pid }) => found.has(pid));
}

function processOf(name: string): Process[] {
  try {
    const text = readFileSync(`/proc/${name}/status`, 'utf8');
    const figure = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(text)?.[1]);
    return [{ pid: Number(name), parent: figure('PPid'), bytes: figure('RssAnon') * 1024 || 0 }];
  } catch {
    // It has ended since.
    return [];
  }
}
