import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { ModelFault } from '../contract/model.fault.js';

/** Opening must not wait for whoever writes into a pipe, nor follow a link that was put there since. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;

/** A model's name and version, as its folders say. */
export interface ModelAddress {
  readonly name: string;
  readonly version: string;
}

/**
 * The bytes of one file of a model: a regular one that lies in the folder of models. Links that lead
 * out of it are refused; those inside are followed, because Kubernetes makes volumes of them.
 * @param most bytes that the file may have
 * @returns null when there is no such file
 * @throws ModelFault naming the file, and never its path
 */
export async function readPart(
  folder: string,
  { name, version }: ModelAddress,
  file: string,
  most: number,
): Promise<Buffer | null> {
  try {
    const [root, path] = await Promise.all(
      [folder, join(folder, name, version, file)].map((one) => realpath(one)),
    );
    if (!path?.startsWith(root + sep)) throw fault(file, 'leads out of the model folder');
    const handle = await open(path, FLAGS);
    return await readWhole(handle, file, most).finally(() => handle.close());
  } catch (error) {
    if (error instanceof ModelFault) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw fault(file, `cannot be read (${code})`, error);
  }
}

async function readWhole(handle: FileHandle, file: string, most: number): Promise<Buffer> {
  const stat = await handle.stat();
  if (!stat.isFile()) throw fault(file, 'is no regular file');
  if (stat.size > most) throw fault(file, `has ${stat.size} bytes, ${most} are the most`);
  const bytes = Buffer.allocUnsafe(stat.size);
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await handle.read(bytes, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

function fault(file: string, detail: string, cause?: unknown): ModelFault {
  return new ModelFault(file, null, detail, { cause });
}
