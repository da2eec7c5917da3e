import { readFile } from 'node:fs/promises';
import { readEntries } from '../access/key.file.js';
import { print } from './command.output.js';
import { readWords } from './command.words.js';
import { fileFault } from './file.fault.js';
import { keyJson, keyTable } from './key.table.js';

const FORM = {
  command: 'tabserve keys list',
  flags: { json: 'boolean' },
  places: ['FILE'],
} as const;

/** Shows the keys of a file, never their hashes. */
export async function listKeys(words: readonly string[]): Promise<void> {
  const { flags, places } = readWords(FORM, words);
  const [file = ''] = places;
  const entries = await readFile(file, 'utf8')
    .then(readEntries)
    .catch((error: Error) => {
      throw fileFault(file, 'read', error);
    });
  await print((flags.json ? keyJson : keyTable)(entries, Date.now()));
}
