import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of this run alone, removed when the process exits, however it does. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tabserve-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
