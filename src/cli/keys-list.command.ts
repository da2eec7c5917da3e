import { type CheckedEntry, readEntries } from '../access/key.file.js';
import { readKeyText } from '../access/key.text.js';
import { print } from './command.output.js';
import { readWords } from './command.words.js';
import { fileFault } from './file.fault.js';
import { keyJson, keyTable } from './key.table.js';

const FORM = {
  command: 'tabserve keys list',
  flags: { json: 'boolean' },
  places: ['FILE'],
} as const;

function entriesOf(file: string): readonly CheckedEntry[] {
  try {
    return readEntries(readKeyText(file));
  } catch (error) {
    throw fileFault(file, 'read', error as Error);
  }
}

/** Shows the keys of a file, never their hashes. */
export async function listKeys(words: readonly string[]): Promise<void> {
  const { flags, places } = readWords(FORM, words);
  const [file = ''] = places;
  await print((flags.json ? keyJson : keyTable)(entriesOf(file), Date.now()));
}
