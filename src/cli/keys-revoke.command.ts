import { KEY_PREFIX } from '../access/access.key.js';
import { withoutEntry } from '../access/key.file.js';
import { tell } from './command.output.js';
import { readWords } from './command.words.js';
import { fileFault } from './file.fault.js';
import { rewriteFile } from './file.rewrite.js';
import { quoted, UsageFault } from './usage.fault.js';

const FORM = { command: 'tabserve keys revoke', places: ['ID', 'FILE'] } as const;

/** Removes a key from a file. */
export async function revokeKey(words: readonly string[]): Promise<void> {
  const [id = '', file = ''] = readWords(FORM, words).places;
  if (id.startsWith(KEY_PREFIX)) throw wholeKey(id);
  const change = (text: string) => {
    const rest = withoutEntry(text, id);
    if (rest === null) throw new Error(`no key has the id ${quoted(id)}`);
    return rest;
  };
  await rewriteFile(file, change).catch((error: Error) => {
    throw fileFault(file, 'rewritten', error);
  });
  tell(`The key ${id} is removed; a running server knows within a second.\n`);
}

/** A whole key would be left behind in the history of the shell, and seen in the list of processes. */
function wholeKey(key: string): UsageFault {
  const id = /^tsk_([a-z0-9]{8})_/.exec(key)?.[1] ?? 'ID';
  return new UsageFault(`a key is revoked by its id alone: tabserve keys revoke ${id} FILE`);
}
