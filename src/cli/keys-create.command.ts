import { keyHash, keyIdOf, makeKey } from '../access/access.key.js';
import { print, tell } from './command.output.js';
import { readWords } from './command.words.js';
import { entryOf, type GrantFlags } from './key.grant.js';

const FORM = {
  command: 'tabserve keys create',
  flags: {
    scopes: 'string',
    models: 'string',
    expires: 'string',
    'rate-per-minute': 'string',
    note: 'string',
  },
} as const;

const HINT = `The first line is the key, for its user alone: it is not shown again. The second one is its entry,
for the array in the file that ACCESS_KEYS_FILE names.
`;

/** Prints a new key, and its entry on a line of its own. */
export async function createKey(words: readonly string[]): Promise<void> {
  const { flags } = readWords(FORM, words);
  const key = makeKey();
  const identity = { id: keyIdOf(key) as string, sha256: keyHash(key) };
  const entry = entryOf(identity, flags as GrantFlags, Date.now());
  await print(`${key}\n${JSON.stringify(entry)}\n`);
  tell(HINT);
}
