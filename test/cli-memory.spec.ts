import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startCommand } from './support/command.run.js';
import { MODEL_DIR } from './support/test.app.js';
import { csvOf, GOOD_RECORD } from './support/upload.js';

const ROWS = 200_000;
/** Of as many rows each. The engine is warm after half of them; the answers of the others take 50 MiB. */
const BLOCKS = 20;
const MOST_MIB = 32;

/** Most memory that a process has had resident, in MiB. */
function peakMiB(pid: number | undefined): number {
  const found = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(found?.[1]) / 1024;
}

// Elsewhere a process cannot be asked what it took at most.
(process.platform === 'linux' ? describe : describe.skip)('tabserve score', () => {
  it('takes no more memory for four million rows than for two', async () => {
    const child = startCommand(['score', '-'], { env: { MODEL_DIR: resolve(MODEL_DIR) } });
    const closed = once(child, 'close');
    let lines = 0;
    const peaks: number[] = [];
    child.stdout.on('data', (piece: Buffer) => {
      for (const byte of piece) if (byte === 0x0a) lines++;
      // Half of the rows are answered, and then nearly all.
      const next = peaks.length === 0 ? BLOCKS / 2 : BLOCKS - 0.5;
      if (lines > next * ROWS) peaks.push(peakMiB(child.pid));
    });
    child.stdin.write(csvOf(ROWS));
    const more = `${GOOD_RECORD}\n`.repeat(ROWS);
    for (let at = 1; at < BLOCKS; at++) {
      if (!child.stdin.write(more)) await once(child.stdin, 'drain');
    }
    child.stdin.end();
    expect((await closed)[0]).toBe(0);
    expect(lines).toBe(BLOCKS * ROWS + 1);
    const [half = 0, all = Number.NaN] = peaks;
    expect(all - half).toBeLessThan(MOST_MIB);
  }, 180_000);
});
