import { spawnSync } from 'node:child_process';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from './support/test.app.js';

/** Runs a module's code where the sources and their build are. */
const run = (code: string) =>
  spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: folder.path,
    encoding: 'utf8',
  });
const build = () =>
  run(`import { SOURCES_FILE, sourcesDigest } from '${resolve('build/sources.js')}';
    import { writeFileSync } from 'node:fs';
    writeFileSync(SOURCES_FILE, sourcesDigest() + '\\n');`);
/** Why the tests do not begin; nothing where they do. */
const refusal = () =>
  /Error: (.*)/.exec(
    run(`import check from '${resolve('test/support/fresh.build.js')}'; check();`).stderr,
  )?.[1];

let folder: ReturnType<typeof temporaryFolder>;
const source = (name: string, text: string) => writeFileSync(join(folder.path, 'src', name), text);
beforeEach(() => {
  folder = temporaryFolder();
  for (const name of ['dist', 'src/storage/contract']) {
    mkdirSync(join(folder.path, name), { recursive: true });
  }
  source('main.ts', 'one');
});
afterEach(() => folder.remove());

describe('tests of the build', () => {
  it('begin where it is of the sources as they are, whatever their times', () => {
    build();
    utimesSync(join(folder.path, 'src/main.ts'), 4e9, 4e9);
    expect(refusal()).toBeUndefined();
  });

  it('begin when only tests have changed', () => {
    build();
    for (const name of ['main.spec.ts', 'main.fixture.ts', 'storage/contract/rules.ts']) {
      source(name, 'new');
    }
    expect(refusal()).toBeUndefined();
  });

  it('do not begin where there is none', () => {
    expect(refusal()).toMatch(/^dist is not there, or not whole.* run `npm run build` before\.$/);
  });

  it.each([
    ['has changed', () => source('main.ts', 'two')],
    ['is new', () => source('more.ts', '')],
    ['is new, and no code', () => source('main.schema.json', '{}')],
  ])('do not begin when a source %s', (_, change) => {
    build();
    change();
    expect(refusal()).toMatch(/^dist was not built from src as it is now/);
  });
});
