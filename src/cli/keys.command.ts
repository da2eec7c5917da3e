import { SCOPES } from '../domain/caller.js';
import { createKey } from './keys-create.command.js';
import { listKeys } from './keys-list.command.js';
import { revokeKey } from './keys-revoke.command.js';
import { UsageFault, unknownWord } from './usage.fault.js';

const ACTIONS = new Map([
  ['create', createKey],
  ['list', listKeys],
  ['revoke', revokeKey],
]);

export function help(): string {
  return `Usage: tabserve keys create --scopes LIST [FLAGS]
       tabserve keys list FILE [--json]
       tabserve keys revoke ID FILE

FILE is what ACCESS_KEYS_FILE names: a JSON array of entries. A running server reads it again
within a second of a change.

create  prints a new key, and on the next line its entry, which goes into the array. The entry has
        the hash of the key alone: the key is shown this once, and no file is written.
  --scopes LIST        what the key may, apart by commas: ${SCOPES.slice(0, 3).join(', ')},
                       ${SCOPES.slice(3).join(', ')}
  --models LIST        the only models that there are for it, as 'iris*,fraud' (* and ?)
  --expires TIME       when it ends: 2027-01-01 (at midnight, UTC) or 2027-01-01T12:00:00Z
  --rate-per-minute N  requests a minute, in place of RATE_LIMIT_PER_MINUTE
  --note TEXT          whose it is

list    shows every key of a file, without its hash; --json does so for programs.

revoke  removes the key of an id, which is the part between the underscores of the key.
`;
}

/** Makes, shows and removes keys. */
export async function run([word, ...rest]: readonly string[]): Promise<void> {
  const known = [...ACTIONS.keys()];
  if (word === undefined) {
    throw new UsageFault(
      `tabserve keys needs one of ${known.join(', ')}; see tabserve keys --help`,
    );
  }
  const action = ACTIONS.get(word);
  if (action === undefined) throw unknownWord(word, 'tabserve keys', known);
  await action(rest);
}
