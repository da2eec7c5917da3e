import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { register } from 'prom-client';
import { LogBlock } from './log.block.js';
import { StandardOutput } from './standard.output.js';

const LINES = 20_000;
const PIPE_BYTES = 65_536;

let folder: string;
let pipe: number;
let gaps: number[];
let block: LogBlock;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tabserve-log-'));
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  // Who opens a pipe for both is its reader as well.
  pipe = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  gaps = [];
  block = new LogBlock((lines) => gaps.push(lines), new StandardOutput(pipe));
});
afterEach(() => {
  closeSync(pipe);
  rmSync(folder, { recursive: true });
});

/** All that was written and not dropped. */
function readAll(): string {
  let text = '';
  for (let part = readPart(); part !== ''; part = readPart()) {
    text += part;
    block.flush();
  }
  return text;
}

function readPart(): string {
  const bytes = Buffer.alloc(PIPE_BYTES);
  try {
    return bytes.toString('latin1', 0, readSync(pipe, bytes));
  } catch {
    return '';
  }
}

const numbersIn = (text: string) => text.split('\n').filter(Boolean).map(Number);
const writeNumbers = () => {
  for (let number = 0; number < LINES; number++) block.write(`${String(number).padEnd(99)}\n`);
  block.flush();
};
const dropped = async () =>
  (await register.getSingleMetric('tabserve_log_lines_dropped_total')?.get())?.values[0]?.value ??
  0;

describe('a log whose reader has stopped', () => {
  it('keeps a megabyte of whole lines in their order, and drops and counts those after it', async () => {
    const before = await dropped();
    writeNumbers();
    const lost = (await dropped()) - before;
    const kept = numbersIn(readAll());
    expect(kept).toEqual(Array.from({ length: LINES - lost }, (_, number) => number));
    expect(kept.length * 100).toBeGreaterThan(1024 * 1024);
    expect(kept.length * 100).toBeLessThan(1024 * 1024 + 2 * PIPE_BYTES);
  });

  it('says how many lines are missing when it is read again, and goes on after them', () => {
    writeNumbers();
    const kept = numbersIn(readAll()).length;
    expect(gaps).toEqual([LINES - kept]);
    block.write('1\n');
    block.flush();
    expect(numbersIn(readAll())).toEqual([1]);
  });

  it('goes on within a line that was taken in part only', () => {
    const long = 'x'.repeat(200_000);
    block.write(`${long}\n`);
    block.write('1\n');
    block.flush();
    expect(readAll()).toBe(`${long}\n1\n`);
  });

  it('mixes no line with those of another process on the same pipe', () => {
    const other = new LogBlock(() => {}, new StandardOutput(pipe));
    const write = (to: LogBlock) => {
      for (let number = 0; number < 1_000; number++) to.write(`${'x'.repeat(number % 400)}\n`);
      to.flush();
    };
    for (let round = 0; round < 3; round++) for (const one of [block, other]) write(one);
    let text = '';
    for (let part = readPart(); part !== ''; part = readPart()) {
      text += part;
      for (const one of [block, other]) one.flush();
    }
    const lengths = text
      .split('\n')
      .slice(0, -1)
      .map((line) => line.length);
    const written = Array.from({ length: 6_000 }, (_, number) => (number % 1_000) % 400);
    expect(lengths.sort()).toEqual(written.sort());
  });

  it('ends within a bounded time', () => {
    for (let number = 0; number < LINES; number++) block.write(`${number}\n`);
    block.finish(performance.now());
    expect(numbersIn(readAll()).length).toBe(LINES);
  });
});
