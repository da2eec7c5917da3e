import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { keyHash, keyIdOf, makeKey } from '#dist/access/access.key.js';
import { startProcess, stopAll } from './support/server.process.js';
import { MODEL_DIR, temporaryFolder } from './support/test.app.js';

const { bin, version } = JSON.parse(readFileSync('package.json', 'utf8'));
const PROGRAM = resolve(bin.tabserve);
const ENVIRONMENT = { PATH: process.env.PATH ?? '', PORT: '0', HISTORY_URL: 'sqlite::memory:' };

/** Runs the command as a shell would, by its file alone. */
function run(...words: string[]) {
  const options = { encoding: 'utf8', env: ENVIRONMENT, cwd: folder.path } as const;
  const { status, stdout, stderr } = spawnSync(PROGRAM, words, options);
  return { status, stdout, stderr };
}
const good = (stdout: string) => ({ status: 0, stdout, stderr: '' });
const faulty = (status: number, stderr: string) => ({ status, stdout: '', stderr: `${stderr}\n` });

let folder: ReturnType<typeof temporaryFolder>;
let file: string;
beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder.path, 'keys.json');
});
afterEach(() => folder.remove());
afterAll(stopAll);

describe('tabserve', () => {
  it.each([['--help'], ['-h'], ['help']])('says with %s what it can do', (word) => {
    const { status, stdout, stderr } = run(word);
    expect([status, stderr]).toEqual([0, '']);
    const commands = ['serve', 'keys create', 'keys list', 'keys revoke', '--version'];
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
  });

  it('says its version', () => {
    expect(run('--version')).toEqual(good(`${version}\n`));
  });

  it.each([
    ['serv', '"serv" is no command of tabserve; did you mean serve?'],
    ['frobnicate', '"frobnicate" is no command of tabserve; see tabserve --help'],
    ['', '"" is no command of tabserve; see tabserve --help'],
    ['--port', '"--port" is no flag of tabserve; see tabserve --help'],
    ['serve --port 80', '"--port" is no flag of tabserve serve; see tabserve serve --help'],
    ['--version x', '"x" is one word too many for tabserve; see tabserve --help'],
    ['help frobnicate', '"frobnicate" is no command of tabserve; see tabserve --help'],
    ['keys', 'tabserve keys needs one of create, list, revoke; see tabserve keys --help'],
    ['keys creat', '"creat" is no command of tabserve keys; did you mean create?'],
  ])('exits with 2 and a hint for what it does not know: %s', (words, message) => {
    expect(run(...words.split(' '))).toEqual(faulty(2, message));
  });

  it.each([
    ['a command', (key: string) => [key]],
    ['a flag', (key: string) => [`--${key}`]],
    ['a flag of serve', (key: string) => ['serve', `--key=${key}`]],
    ['a command of keys', (key: string) => ['keys', key]],
    ['a scope', (key: string) => ['keys', 'create', '--scopes', key]],
    ['a time', (key: string) => ['keys', 'create', '--scopes', 'predict', '--expires', key]],
    ['a flag of create', (key: string) => ['keys', 'create', `-${key}`]],
    ['a word too many', (key: string) => ['keys', 'list', 'a', key]],
    ['a file to list', (key: string) => ['keys', 'list', key]],
    ['a file to change', (key: string) => ['keys', 'revoke', 'abcd1234', key]],
    ['an id', (key: string) => ['keys', 'revoke', key, 'a']],
    ['an id, without its beginning', (key: string) => ['keys', 'revoke', key.slice(13), file]],
  ])('never shows the secret of a key that is given as %s', (_, wordsOf) => {
    writeFileSync(file, '[]');
    const key = makeKey();
    const { status, stdout, stderr } = run(...wordsOf(key));
    expect([stdout, status === 1 || status === 2]).toEqual(['', true]);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).not.toContain(key.slice(13, 23));
  });
});

describe('tabserve serve', () => {
  it('prints the settings when it is asked for help', () => {
    const settings = good(readFileSync('docs/configuration.md', 'utf8'));
    expect([run('serve', '--help'), run('help', 'serve')]).toEqual([settings, settings]);
  });

  it.each([[[]], [['serve']]])('exits with 2 for a faulty setting: %j', (words) => {
    const { status, stderr } = spawnSync(PROGRAM, words, {
      encoding: 'utf8',
      env: { ...ENVIRONMENT, PORT: 'eight' },
    });
    expect([status, stderr]).toEqual([2, expect.stringContaining('PORT')]);
  });

  it.each(['1', '2'])('serves with %s processes', async (WORKERS) => {
    const HISTORY_URL = `sqlite:${join(folder.path, 'history.sqlite')}`;
    const server = await startProcess({ MODEL_DIR, HISTORY_URL, WORKERS }, ['serve']);
    expect((await server.request('/health/live')).status).toBe(200);
    expect(await server.stop('SIGTERM')).toBe(0);
  });
});

describe('tabserve keys', () => {
  it('creates a key and its entry, and writes no file', () => {
    const flags = ['--scopes', 'predict,history:read', '--models', 'iris*,fraud'];
    const more = ['--expires', '2999-01-01', '--rate-per-minute', '600', '--note', 'ours'];
    const { status, stdout, stderr } = run('keys', 'create', ...flags, ...more);
    const [key = '', entry = '', ...rest] = stdout.split('\n');
    expect([status, stderr, rest]).toEqual([0, '', ['']]);
    expect(JSON.parse(entry)).toEqual({
      id: keyIdOf(key),
      sha256: keyHash(key),
      scopes: ['predict', 'history:read'],
      models: ['iris*', 'fraud'],
      expires: '2999-01-01',
      ratePerMinute: 600,
      note: 'ours',
    });
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it.each([
    [[], /^--scopes is needed: .*predict, history:read, .*metrics:read/],
    [['--scopes', 'everything'], /^--scopes must be /],
    [['--scopes', 'predict', '--expires', '2020-01-01'], /^--expires must be a time to come/],
    [['--scope', 'predict'], /did you mean --scopes\?$/],
  ])('exits with 2 and makes no key: %j', (words, message) => {
    const { status, stdout, stderr } = run('keys', 'create', ...words);
    expect([status, stdout, stderr.trimEnd()]).toEqual([2, '', expect.stringMatching(message)]);
  });

  it('fails when a key could not be shown', () => {
    const { status, stderr } = spawnSync(
      'bash',
      ['-c', `"$0" keys create --scopes predict >/dev/full`, PROGRAM],
      { encoding: 'utf8' },
    );
    expect([status, stderr]).toEqual([1, 'Standard output cannot be written to (ENOSPC)\n']);
  });

  it('says nothing when nobody reads on', async () => {
    const child = spawn(PROGRAM, ['serve', '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    const words: Buffer[] = [];
    child.stderr.on('data', (bytes) => words.push(bytes));
    const [code] = await once(child, 'close');
    expect([code, Buffer.concat(words).toString()]).toEqual([0, '']);
  });

  describe('with a file', () => {
    const entries = [
      { id: 'abcd1234', sha256: keyHash('one'), scopes: ['predict'], expires: '2020-01-01' },
      { id: 'efgh5678', sha256: keyHash('two'), scopes: ['models:read'], models: ['iris*'] },
    ];
    const content = JSON.stringify(entries);
    const state = () => [readdirSync(folder.path), readFileSync(file, 'utf8')];
    const untouched = [['keys.json'], content];
    beforeEach(() => writeFileSync(file, content));

    it('lists its keys, without their hashes', () => {
      const lines = [
        'id        scopes       models  expires             rate  note',
        'abcd1234  predict      *       2020-01-01 expired  -     -',
        'efgh5678  models:read  iris*   -                   -     -',
      ];
      expect(run('keys', 'list', file)).toEqual(good(`${lines.join('\n')}\n`));
      const json = run('keys', 'list', '--json', file).stdout;
      expect(JSON.parse(json)).toMatchObject([
        { id: 'abcd1234', expired: true },
        { models: ['iris*'] },
      ]);
      expect(json).not.toContain('sha256');
    });

    it('removes a key, through a link as well, and leaves the others', () => {
      symlinkSync('keys.json', join(folder.path, 'link'));
      expect(run('keys', 'revoke', 'abcd1234', 'link')).toEqual(good(''));
      const rest = `${JSON.stringify(entries.slice(1), null, 2)}\n`;
      expect(state()).toEqual([['keys.json', 'link'], rest]);
    });

    it('exits with 1 for an id that is not there', () => {
      const fault = `"${file}": no key has the id "zzzz9999"`;
      expect(run('keys', 'revoke', 'zzzz9999', file)).toEqual(faulty(1, fault));
      expect(state()).toEqual(untouched);
    });

    it('takes no whole key, and says what its id is', () => {
      const key = makeKey();
      const fault = `a key is revoked by its id alone: tabserve keys revoke ${keyIdOf(key)} FILE`;
      expect(run('keys', 'revoke', key, file)).toEqual(faulty(2, fault));
    });

    it.each([
      ['[{"id": "abcd1234"', /: it is not JSON$/],
      ['[{"id": "abcd1234", "sha256": "SECRET"}]', /: 0\.sha256 must be 64 hex digits; 0\.scopes /],
    ])('exits with 1 for a faulty file and leaves it alone: %s', (text, message) => {
      writeFileSync(file, text);
      for (const words of [['list'], ['revoke', 'abcd1234']]) {
        const { status, stdout, stderr } = run('keys', ...words, file);
        expect([status, stdout, stderr.trimEnd()]).toEqual([1, '', expect.stringMatching(message)]);
        expect(stderr).not.toContain('SECRET');
      }
      expect(state()).toEqual([['keys.json'], text]);
    });

    it.each([
      [['list'], 'read'],
      [['revoke', 'abcd1234'], 'rewritten'],
    ])('exits with 1 for a file that is not there: %j', (words, verb) => {
      const fault = `"none.json" cannot be ${verb} (ENOENT)`;
      expect(run('keys', ...words, 'none.json')).toEqual(faulty(1, fault));
    });

    it('leaves the old file when the new one cannot be written', () => {
      // No file of this process may grow.
      const script = 'ulimit -f 0; exec "$0" keys revoke abcd1234 "$1"';
      const { status, stderr } = spawnSync('bash', ['-c', script, PROGRAM, file], {
        encoding: 'utf8',
      });
      expect([status, stderr]).toEqual([1, `"${file}" cannot be rewritten (EFBIG)\n`]);
      expect(state()).toEqual(untouched);
    });
  });
});
