import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findModels } from './model.finder.js';

const ROOT = 0;
const NOBODY = 65_534;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tabserve-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The superuser may read everything, and is nobody meanwhile. */
async function asNobody<T>(run: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== ROOT) return run();
  chmodSync(folder, 0o755);
  process.seteuid?.(NOBODY);
  try {
    return await run();
  } finally {
    process.seteuid?.(ROOT);
  }
}

describe(findModels.name, () => {
  it('orders names and versions as people do', async () => {
    for (const path of ['b/10', 'b/9', 'a10/1', 'a9/1']) {
      mkdirSync(join(folder, path), { recursive: true });
    }
    const { models } = await findModels(folder);
    expect(models.map(({ name, version }) => `${name}/${version}`)).toEqual([
      'a9/1',
      'a10/1',
      'b/9',
      'b/10',
    ]);
  });

  it('goes on behind a folder that it may not read', async () => {
    mkdirSync(join(folder, 'lost+found'), { mode: 0o700 });
    mkdirSync(join(folder, 'iris/1'), { recursive: true });
    chmodSync(join(folder, 'lost+found'), 0);
    expect(await asNobody(() => findModels(folder))).toEqual({
      models: [{ name: 'iris', version: '1' }],
      strays: [{ name: 'lost+found', reason: 'cannot be read (EACCES)' }],
    });
  });

  it('says that there is no such folder', async () => {
    await expect(findModels(join(folder, 'nothing'))).rejects.toThrow('ENOENT');
  });
});
