import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rewriteFile } from './file.rewrite.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tabserve-rewrite-'));
  file = join(folder, 'a.json');
  writeFileSync(file, 'old');
});
afterEach(() => rmSync(folder, { recursive: true }));

const more = (text: string) => `${text}, more`;
const names = () => readdirSync(folder).sort();

describe(rewriteFile.name, () => {
  it('puts a new file in the place of the old one, with its mode and owner', async () => {
    // Only root may give a file away.
    if (process.getuid?.() === 0) chownSync(file, 1_234, 1_234);
    chmodSync(file, 0o640);
    const old = statSync(file);
    await rewriteFile(file, more);
    expect([readFileSync(file, 'utf8'), names()]).toEqual(['old, more', ['a.json']]);
    const { mode, uid, gid, ino } = statSync(file);
    expect([mode, uid, gid]).toEqual([old.mode, old.uid, old.gid]);
    expect(ino).not.toBe(old.ino);
  });

  it('changes what a link leads to, and not the link', async () => {
    mkdirSync(join(folder, 'b'));
    const link = join(folder, 'b', 'link.json');
    symlinkSync('../a.json', link);
    await rewriteFile(link, more);
    expect([readlinkSync(link), readFileSync(file, 'utf8')]).toEqual(['../a.json', 'old, more']);
  });

  it('leaves all as it is when there is no new text', async () => {
    const fault = new Error('no');
    const refuse = () => {
      throw fault;
    };
    await expect(rewriteFile(file, refuse)).rejects.toBe(fault);
    expect([readFileSync(file, 'utf8'), names()]).toEqual(['old', ['a.json']]);
  });

  it('leaves a file alone that another command is changing', async () => {
    writeFileSync(`${file}.lock`, 'other');
    await expect(rewriteFile(file, more, 0)).rejects.toThrow(/a\.json\.lock is there: another/);
    expect([readFileSync(file, 'utf8'), readFileSync(`${file}.lock`, 'utf8')]).toEqual([
      'old',
      'other',
    ]);
  });

  it('loses no change of several at once', async () => {
    await Promise.all([1, 2, 3, 4].map(() => rewriteFile(file, more)));
    expect(readFileSync(file, 'utf8')).toBe(`old${', more'.repeat(4)}`);
  });

  it('refuses what is not there, and what is no file', async () => {
    await expect(rewriteFile(join(folder, 'none'), more)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(rewriteFile(folder, more)).rejects.toThrow(/no regular file/);
    expect(names()).toEqual(['a.json']);
  });
});
