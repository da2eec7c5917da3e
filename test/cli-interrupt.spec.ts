import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { endOf, PROGRAM, startCommand } from './support/command.run.js';
import { MODEL_DIR, temporaryFolder } from './support/test.app.js';
import { until } from './support/until.js';
import { csvOf, GOOD_RECORD } from './support/upload.js';

/** More than fits into chunks that are not written yet. */
const ROWS = 100_000;
const ENV = { MODEL_DIR: resolve(MODEL_DIR) };

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());
const names = () => readdirSync(folder.path);
const path = (name: string) => join(folder.path, name);

/** A command in the middle of its work: it waits for the rest of its input. */
async function inTheMiddle() {
  const child = startCommand(['score', '-', '--out', 'answers.csv'], {
    cwd: folder.path,
    env: ENV,
  });
  const end = endOf(child);
  child.stdin.write(csvOf(ROWS));
  const isWriting = () =>
    names().some((name) => name.endsWith('.part') && statSync(path(name)).size > 1_000_000);
  await until(isWriting, 'answers are written');
  return { child, end };
}

describe('tabserve score in the middle of a large file', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'leaves nothing behind %s, and ends by it',
    async (signal) => {
      writeFileSync(path('answers.csv'), 'old');
      const { child, end } = await inTheMiddle();
      child.kill(signal);
      expect(await end).toEqual({ status: signal, stdout: '', stderr: '' });
      expect([names(), readFileSync(path('answers.csv'), 'utf8')]).toEqual([
        ['answers.csv'],
        'old',
      ]);
    },
  );

  it('has no half file under the final name when it is killed', async () => {
    const { child, end } = await inTheMiddle();
    child.kill('SIGKILL');
    expect((await end).status).toBe('SIGKILL');
    expect(names()).not.toContain('answers.csv');
  });

  it('leaves nothing when its input ends in a fault', async () => {
    const { child, end } = await inTheMiddle();
    child.stdin.end('no row\n');
    expect(await end).toMatchObject({ status: 1, stdout: '' });
    expect(names()).toEqual([]);
  });

  it('is there as a whole when the input ends', async () => {
    const { child, end } = await inTheMiddle();
    child.stdin.end();
    expect((await end).status).toBe(0);
    expect(names()).toEqual(['answers.csv']);
    const lines = readFileSync(path('answers.csv'), 'utf8').split('\n');
    expect(lines).toHaveLength(ROWS + 2);
    expect(lines.at(-2)).toBe(`${GOOD_RECORD},setosa,1,0,0`);
  });
});

describe('tabserve score whose answers find no place', () => {
  beforeEach(() => writeFileSync(path('rows.csv'), csvOf(ROWS)));
  const shell = (script: string) => {
    const options = {
      encoding: 'utf8',
      env: { ...process.env, ...ENV },
      cwd: folder.path,
    } as const;
    return spawnSync('bash', ['-o', 'pipefail', '-c', script, PROGRAM], options);
  };

  it('says nothing when nobody reads on', () => {
    const { status, stdout, stderr } = shell('"$0" score rows.csv | head -2');
    expect([status, stdout.split('\n').length, stderr]).toEqual([0, 3, '']);
  });

  it('fails where standard output cannot be written', () => {
    const { status, stderr } = shell('"$0" score rows.csv >/dev/full');
    expect([status, stderr]).toEqual([1, 'Standard output cannot be written to (ENOSPC)\n']);
  });

  it('fails where a file may not grow, and leaves none', () => {
    const { status, stderr } = shell('ulimit -f 64; exec "$0" score rows.csv --out a.csv');
    expect([status, stderr]).toEqual([1, '"a.csv" cannot be written (EFBIG)\n']);
    expect(names()).toEqual(['rows.csv']);
  });

  it('does not read what it writes', () => {
    const { status, stderr } = shell('"$0" score rows.csv >>rows.csv');
    expect([status, stderr]).toEqual([2, 'standard output is the file that is to be scored\n']);
    expect(readFileSync(path('rows.csv'), 'utf8')).toBe(csvOf(ROWS));
  });

  const disk = () => path('disk');
  const isMounted = () => {
    mkdirSync(disk());
    return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', disk()]).status === 0;
  };

  it('fails on a full disk, and leaves nothing there', () => {
    if (!isMounted()) {
      process.stderr.write('Skipped: only root mounts a small disk.\n');
      return;
    }
    try {
      const file = shell('"$0" score rows.csv --out disk/a.csv');
      expect([file.status, file.stderr]).toEqual([1, '"disk/a.csv" cannot be written (ENOSPC)\n']);
      expect(readdirSync(disk())).toEqual([]);
      const output = shell('"$0" score rows.csv >disk/a.csv');
      expect([output.status, output.stderr]).toEqual([
        1,
        'Standard output cannot be written to (ENOSPC)\n',
      ]);
    } finally {
      spawnSync('umount', [disk()]);
    }
  });
});

describe('tabserve score before a terminal', () => {
  const hasTerminal = spawnSync('script', ['--version']).status === 0;

  (hasTerminal ? it : it.skip)(
    'tells how far it is on one line, and nothing of that in the end',
    async () => {
      writeFileSync(path('rows.csv'), csvOf(4 * ROWS));
      const words = `"${PROGRAM}" score rows.csv --out a.csv`;
      const child = spawn('script', ['--quiet', '--return', '--command', words, '/dev/null'], {
        cwd: folder.path,
        env: { ...process.env, ...ENV },
      });
      const { status, stdout } = await endOf(child);
      const lines = stdout.split('\r\n');
      expect([status, lines.length]).toEqual([0, 2]);
      const drawn = lines[0]!.split('\r\x1b[K');
      expect(drawn.at(-1)).toMatch(/^400,000 rows: 400,000 scored, 0 rejected, in /);
      expect(drawn).toContainEqual(
        expect.stringMatching(/^[\d,]+ rows, [\d,]+ rows\/s, \d+ s left$/),
      );
    },
  );
});
