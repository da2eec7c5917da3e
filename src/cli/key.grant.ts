import { type KeyEntry, keyEntrySchema } from '../access/key.file.js';
import { SCOPES, type Scope } from '../domain/caller.js';
import { UsageFault } from './usage.fault.js';

/** What a new key may, as flags say it. */
export interface GrantFlags {
  readonly scopes?: string;
  readonly models?: string;
  readonly expires?: string;
  readonly 'rate-per-minute'?: string;
  readonly note?: string;
}

/** What is wrong with a field of an entry, by the flag that it comes from. */
const FAULTS: Readonly<Record<string, string>> = {
  scopes: `--scopes must be some of ${SCOPES.join(', ')}, apart by commas`,
  models: '--models must be names of models with * and ?, apart by commas',
  expires: '--expires must be a date, as 2027-01-01, or a time, as 2027-01-01T12:00:00Z',
  ratePerMinute: '--rate-per-minute must be a whole number from 1 to 10,000,000',
  note: '--note must have at most 1,000 characters',
};

/**
 * The entry of a key with what flags say; what they leave out is not in it.
 * @param now ms since 1970
 * @throws UsageFault that names every flag whose value is faulty
 */
export function entryOf(
  identity: Pick<KeyEntry, 'id' | 'sha256'>,
  flags: GrantFlags,
  now: number,
): KeyEntry {
  if (flags.scopes === undefined) {
    throw new UsageFault(`--scopes is needed: some of ${SCOPES.join(', ')}, apart by commas`);
  }
  const rate = flags['rate-per-minute'];
  const entry: KeyEntry = {
    ...identity,
    scopes: listOf(flags.scopes) as Scope[],
    ...(flags.models !== undefined && { models: listOf(flags.models) }),
    ...(flags.expires !== undefined && { expires: flags.expires }),
    ...(rate !== undefined && { ratePerMinute: /^\d+$/.test(rate) ? Number(rate) : Number.NaN }),
    ...(flags.note !== undefined && { note: flags.note }),
  };
  const { data, error } = keyEntrySchema.safeParse(entry);
  if (error) {
    const fields = new Set(error.issues.map(({ path }) => String(path[0])));
    throw new UsageFault([...fields].map((field) => FAULTS[field]).join('; '));
  }
  if (data.expires !== undefined && data.expires <= now) {
    throw new UsageFault('--expires must be a time to come: the key would be over already');
  }
  return entry;
}

/** A word that is there twice counts once; one that is empty is left for the schema to refuse. */
function listOf(text: string): string[] {
  return [...new Set(text.split(',').map((part) => part.trim()))];
}
