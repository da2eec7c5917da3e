import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runCommand } from './support/command.run.js';
import { copyModel, editJson } from './support/model.copy.js';
import { MODEL_DIR, temporaryFolder } from './support/test.app.js';

const PROVED = /^iris\/1 proved, \d+ golden rows\n$/;

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());
const verify = (words: readonly string[], env: Record<string, string> = {}) =>
  runCommand(['verify', ...words], { cwd: folder.path, env });

describe('tabserve verify', () => {
  it('proves the models of a folder, by default those of MODEL_DIR', async () => {
    const good = { status: 0, stdout: expect.stringMatching(PROVED), stderr: '' };
    expect(await verify([resolve(MODEL_DIR)])).toEqual(good);
    expect(await verify([], { MODEL_DIR: resolve(MODEL_DIR), HOST: '0.0.0.0' })).toEqual(good);
  });

  it('exits with 1 and says why when one version is refused', async () => {
    const copy = (version: string) =>
      copyModel(folder.path, { from: MODEL_DIR, name: 'iris', version });
    for (const version of ['1', '2', '10']) copy(version);
    const edit = (file: string, change: object, version: string) =>
      editJson(folder.path, 'iris', file, (content) => Object.assign(content, change), version);
    edit('model.json', { name: 'rose' }, '2');
    rmSync(join(folder.path, 'iris/10/model.onnx'));
    const { status, stdout, stderr } = await verify(['.']);
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^iris\/1 proved, \d+ golden rows$/),
      'iris/2 refused: model.json /name: is rose, its folder is iris',
      'iris/10 refused: model.onnx: is missing',
      '',
    ]);
  });

  it('exits with 1 when there is no model', async () => {
    writeFileSync(join(folder.path, 'notes.txt'), '');
    const stderr = 'notes.txt is no model: is no folder\nThere is no model in "."\n';
    expect(await verify(['.'])).toEqual({ status: 1, stdout: '', stderr });
  });

  it.each([
    [['none'], '"none" is no folder of models'],
    [['file'], '"file" is no folder of models'],
    [['.', 'more'], '"more" is one word too many for tabserve verify; see tabserve verify --help'],
    [['--all'], '"--all" is no flag of tabserve verify; see tabserve verify --help'],
  ])('exits with 2: %j', async (words, message) => {
    writeFileSync(join(folder.path, 'file'), '');
    expect(await verify(words)).toEqual({ status: 2, stdout: '', stderr: `${message}\n` });
  });

  it('says with --help what it does', async () => {
    const { status, stdout } = await verify(['--help']);
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^Usage: tabserve verify \[DIR\]/)]);
  });
});
