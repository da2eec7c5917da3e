import { readFile } from 'node:fs/promises';
import { fileFault } from '../file.fault.js';
import { UsageFault } from '../usage.fault.js';

const FORM = '--url must be the address of a server, as https://tabserve.example.com';

/** @throws UsageFault */
export function serverOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) throw new UsageFault(FORM);
  // Whoever lists the processes of a machine, or reads the history of a shell, would have it.
  if (url.username !== '' || url.password !== '') {
    throw new UsageFault('--url must hold no password; a key is read from the file of --key-file');
  }
  if (url.search !== '' || url.hash !== '') throw new UsageFault(FORM);
  return url;
}

/**
 * The key or token in the first line of a file.
 * @throws Error when it cannot be read, or holds none
 */
export async function readKey(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw fileFault(file, 'read', error);
  });
  const [key = ''] = text.split(/\r?\n/, 1);
  if (/^[\x21-\x7e]+$/.test(key.trim())) return key.trim();
  throw new Error(`The first line of ${JSON.stringify(file)} is no key`);
}
