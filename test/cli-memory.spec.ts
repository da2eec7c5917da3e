import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startCommand } from './support/command.run.js';
import { MODEL_DIR } from './support/test.app.js';
import { csvOf, GOOD_RECORD } from './support/upload.js';

const ROWS = 200_000;
/** The engine grows by 40 while it warms up; the answers of all rows would take 50 more. */
const MOST_MIB = 64;

/** Most memory that a process has had resident, in MiB. */
function peakMiB(pid: number | undefined): number {
  const found = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(found?.[1]) / 1024;
}

// Elsewhere a process cannot be asked what it took at most.
(process.platform === 'linux' ? describe : describe.skip)('tabserve score', () => {
  it('takes no more memory for two million rows than for a few', async () => {
    const child = startCommand(['score', '-'], { env: { MODEL_DIR: resolve(MODEL_DIR) } });
    const closed = once(child, 'close');
    let lines = 0;
    const peaks: number[] = [];
    child.stdout.on('data', (piece: Buffer) => {
      for (const byte of piece) if (byte === 0x0a) lines++;
      // The first of the rows are answered, and so are nearly all.
      if (lines > (peaks.length === 0 ? ROWS / 2 : 9.5 * ROWS)) peaks.push(peakMiB(child.pid));
    });
    child.stdin.write(csvOf(ROWS));
    const more = `${GOOD_RECORD}\n`.repeat(ROWS);
    for (let at = 1; at < 10; at++) {
      if (!child.stdin.write(more)) await once(child.stdin, 'drain');
    }
    child.stdin.end();
    expect((await closed)[0]).toBe(0);
    expect(lines).toBe(10 * ROWS + 1);
    const [few = 0, many = Number.NaN] = peaks;
    expect(many - few).toBeLessThan(MOST_MIB);
  }, 180_000);
});
