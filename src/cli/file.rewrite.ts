import { type FileHandle, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Changes a file as a whole: whoever reads it meanwhile, or after a failure or a power cut, finds
 * the old text or the new one. Mode and owner stay; of a link, the file that it leads to is changed.
 * The new file is the lock as well, so that no change is lost to another one at the same time.
 * @param change gives the new text; when it throws, all stays as it is
 * @throws Error with a `code` when the system refuses, and when it is no file
 */
export async function rewriteFile(path: string, change: (text: string) => string): Promise<void> {
  const target = await realpath(path);
  const next = `${target}.lock`;
  const file = await openNew(next);
  try {
    await write(file, target, change);
    await rename(next, target);
  } catch (error) {
    await rm(next, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await sync(dirname(target));
}

async function openNew(path: string): Promise<FileHandle> {
  return open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    throw new Error(
      `${path} is there: another command is changing the file, or was killed while it did; in that case remove it`,
      { cause: error },
    );
  });
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
async function sync(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}
