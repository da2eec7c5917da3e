import { type FileHandle, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const TRY_EVERY_MS = 20;
const LEFT =
  'is there: another command is changing the file, or was killed while it did; in that case remove it';

/**
 * Changes a file as a whole: whoever reads it meanwhile, or after a failure or a power cut, finds
 * the old text or the new one. Mode and owner stay; of a link, the file that it leads to is changed.
 * The new file is the lock as well, so that no change is lost to another one at the same time.
 * @param change gives the new text; when it throws, all stays as it is
 * @param waitMs how long to wait for another change
 * @throws Error with a `code` when the system refuses, and when it is no file
 */
export async function rewriteFile(
  path: string,
  change: (text: string) => string,
  waitMs = 5_000,
): Promise<void> {
  const target = await realpath(path);
  const next = `${target}.lock`;
  const file = await openNew(next, waitMs);
  try {
    await write(file, target, change);
    await rename(next, target);
  } catch (error) {
    await rm(next, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await syncFolder(dirname(target));
}

/** Another change takes a moment; one that takes longer was killed. */
async function openNew(path: string, waitMs: number): Promise<FileHandle> {
  const until = performance.now() + waitMs;
  for (;;) {
    try {
      return await open(path, 'wx', 0o600);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (performance.now() >= until) throw new Error(`${path} ${LEFT}`, { cause: error });
    }
    await setTimeout(TRY_EVERY_MS);
  }
}

async function write(file: FileHandle, target: string, change: (text: string) => string) {
  const old = await stat(target);
  // A pipe would be waited for.
  if (!old.isFile()) throw new Error('it is no regular file');
  await file.writeFile(change(await readFile(target, 'utf8')));
  // The owner first: a change of it may take bits of the mode away.
  await file.chown(old.uid, old.gid);
  await file.chmod(old.mode);
  await file.sync();
}

/** Makes the new name of a file last. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}
