import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/** Of tens of thousands of keys; a larger one would hold up those who are answered while it is read. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * The text of a file of keys.
 * @throws Error when it cannot be read, is no regular file, or too large
 */
export function readKeyText(path: string): string {
  // Of a pipe without a writer, to open it would not end otherwise.
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) throw new Error('it is no regular file');
    if (stat.size > MOST_BYTES) throw new Error(`it is larger than ${MOST_BYTES} bytes`);
    return readFileSync(fd, 'utf8');
  } finally {
    closeSync(fd);
  }
}
