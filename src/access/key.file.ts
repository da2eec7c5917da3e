import * as z from 'zod';
import { Caller, SCOPES } from '../domain/caller.js';
import { KEY_ID } from './access.key.js';

/** So many are told at once. */
const MOST_FAULTS = 10;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** In ms since 1970. */
const expires = z
  .union([z.iso.date(), z.iso.datetime({ local: true, offset: true })], {
    error: 'must be a date, as 2027-01-01, or a time, as 2027-01-01T12:00:00Z',
  })
  // A time without offset would be one of wherever the server stands.
  .transform((text) =>
    Date.parse(DAY.test(text) || /(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`),
  );

export const keyEntrySchema = z.strictObject({
  id: z.string().regex(KEY_ID, 'must be 8 characters of a-z and 0-9'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be 64 hex digits')
    .transform((text) => text.toLowerCase()),
  scopes: z.array(z.enum(SCOPES)).min(1),
  models: z.array(z.string().min(1).max(200)).optional(),
  expires: expires.optional(),
  ratePerMinute: z.int().min(1).max(10_000_000).optional(),
  note: z.string().max(1_000).optional(),
});

/** An entry as a file has it. */
export type KeyEntry = z.input<typeof keyEntrySchema>;

/** An entry that was checked; its time is in ms since 1970. */
export type CheckedEntry = z.output<typeof keyEntrySchema>;

const fileSchema = z
  .array(keyEntrySchema)
  .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, 'has an id twice');

/** A key that a file lists. */
export interface KnownKey {
  /** Hex digits of the hash, as bytes. */
  readonly hash: Buffer;
  readonly caller: Caller;
}

/** A file of keys cannot be used; the message says where and why, and quotes nothing of it. */
export class KeyFileFault extends Error {}

/**
 * The keys of a file, by their ids.
 * @throws KeyFileFault
 */
export function readKeys(text: string): ReadonlyMap<string, KnownKey> {
  return new Map(
    readEntries(text).map(({ id, sha256, scopes, models, expires: expiresAt, ratePerMinute }) => [
      id,
      {
        hash: Buffer.from(sha256, 'latin1'),
        caller: new Caller({ name: `key:${id}`, scopes, models, expiresAt, ratePerMinute }),
      },
    ]),
  );
}

/**
 * The entries of a file.
 * @throws KeyFileFault
 */
export function readEntries(text: string): readonly CheckedEntry[] {
  const { data, error } = fileSchema.safeParse(parsed(text));
  if (data !== undefined) return data;
  const faults = error.issues.slice(0, MOST_FAULTS);
  const words = faults.map(({ path, message }) => `${path.join('.')} ${message}`.trim());
  throw new KeyFileFault(words.join('; '));
}

/**
 * The text of a file without an entry, the others as they are; null when it has no such entry.
 * @throws KeyFileFault
 */
export function withoutEntry(text: string, id: string): string | null {
  if (!readEntries(text).some((entry) => entry.id === id)) return null;
  const others = (parsed(text) as KeyEntry[]).filter((entry) => entry.id !== id);
  return `${JSON.stringify(others, null, 2)}\n`;
}

function parsed(text: string): unknown {
  try {
    // Some editors put a mark before it.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // The words of the parser quote the text.
    throw new KeyFileFault('it is not JSON');
  }
}
